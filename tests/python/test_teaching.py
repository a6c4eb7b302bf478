# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The lesson: its file is what its own commands make, and its table says what is in it.

COUNTERLIFE_WRITE_TEACHING=1 writes the file anew, when lives have changed; then the table is to be read again."""

import base64
import gzip
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs" / "teaching.md"
FILE = ROOT / "docs" / "teaching" / "six-twins.html"


def inside(file):
    text = re.search(r'<script type="application/json" id="documents">([^<]*)</script>', file.read_text())[1]
    return json.loads(gzip.decompress(base64.b64decode(text)))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson")
    commands = re.findall(r"^    \./counterlife (.+)$", PAGE.read_text(), re.M)
    assert len(commands) == 3
    for words in commands:
        subprocess.run([ROOT / "build" / "release" / "counterlife", *shlex.split(words), "--quiet"], check=True, cwd=folder)
    if "COUNTERLIFE_WRITE_TEACHING" in os.environ:
        shutil.copy(folder / FILE.name, FILE)
    return inside(folder / FILE.name)


def test_the_file_is_what_the_commands_make(made):
    shipped = inside(FILE)
    lives = [path for path in made if path.split("/")[0] in ("lives", "twins", "why")]
    assert len(lives) > 12 and lives == [path for path in shipped if path.split("/")[0] in ("lives", "twins", "why")]
    for path in lives:
        assert shipped[path] == made[path], f"{path}: COUNTERLIFE_WRITE_TEACHING=1 writes the file anew"


def test_the_table_says_what_is_in_it(made):
    rows = dict(re.findall(r"^\| \[(\d+)\]\(teaching/six-twins\.html#/worlds/\1\) \| (.+) \|$", PAGE.read_text(), re.M))
    assert {int(number) for number in rows} == {one["number"] for one in made["run.json"]["lives"]}
    told = {number: {o["outcome"]: (o["here"], o["there"]) for o in made[f"twins/{number}.json"]["outcomes"]} for number in rows}
    for number, outcomes in told.items(): # Each was sent to a mine by the order, and by nothing else.
        assert outcomes["mine_years"][0] > 5 and outcomes["mine_years"][1] < 1
        assert made[f"twins/{number}.json"]["twin"]["parted_by"]["claims"] == ["LABOUR-02"]
    assert told["20441"]["alive"] == (False, True) and told["20441"]["years_lived"][0] == 51
    assert told["20441"]["children"][1] == 5 and told["20441"]["abroad_years"][0] > 0
    assert told["25050"]["years_lived"] == (46, 46) and told["25050"]["children"] == (4, 3)
    assert told["35324"]["children"] == (3, 6) and told["35324"]["held_years"][0] > 0
    assert told["1763"]["alive"] == (False, True) and told["1763"]["party_member"] == (False, True)
    assert told["1763"]["years_lived"][0] == 48
    assert told["14400"]["together"] == (True, False)
    assert told["25723"]["held_years"] == (0, 0)


def test_nothing_of_a_machine_is_in_it():
    text = FILE.read_text()
    assert "/home/" not in text and "/tmp/" not in text
    assert inside(FILE)["run.json"]["run"]["directory"] == "runs/as-told"

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The tutorial of the invented island: its commands do what it says, and find what was planted."""

import csv
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time
import tomllib

import pytest

from counterlife.uncertainty.parameters import read_params

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs" / "society.md"
ISLAND = ROOT / "examples" / "society"
PROGRAM = ROOT / "build" / "release" / "counterlife"
MINUTES = 10  # on two cores; a machine that does other things too may take longer


def commands():
    return re.findall(r"^    ((?:\./counterlife|PYTHONPATH=python) .+)$", PAGE.read_text("utf-8"), re.M)


def carry_out(command, folder):
    words = shlex.split(command.replace("runs/", f"{folder}/"))
    if words[0] == "./counterlife":
        words[0] = PROGRAM
    else:
        words[:2] = [sys.executable]
    paths = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(ROOT / "python")]))
    return subprocess.run(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=True).stdout


def table(file):
    with open(file, encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def truth():
    said = tomllib.loads((ISLAND / "truth.toml").read_text("utf-8"))["set"]
    return {"/".join(filter(None, (one["parameter"], one.get("key")))): one["value"] for one in said}


def test_the_page_has_the_whole_way():
    assert [re.search(r"(?:counterlife) (\w+)", command)[1] for command in commands()] == [
        "check", "run", "fit", "sensitivity", "calibrate"]


def test_the_island_is_sound_is_lived_and_is_held_against_its_own_figures(tmp_path):
    check, run, fit = commands()[:3]
    assert "9 places, 0 orders" in carry_out(check, tmp_path)
    carry_out(run, tmp_path)
    told = carry_out(fit, tmp_path)
    assert told.count("S0") >= 6 and "C01" not in told
    facts = tomllib.loads((tmp_path / "island" / "run.toml").read_text("utf-8"))
    assert facts["places"] == 9
    assert all(row["id"].startswith("S0") and row["simulated"] for row in table(tmp_path / "island" / "fit.csv"))


def test_what_is_not_known_is_a_row_with_a_range_around_the_truth():
    told = subprocess.run([PROGRAM, "params", "--data", ISLAND / "data", "--all"], capture_output=True, text=True, check=True).stdout
    known = {str(address): one for address, one in read_params(told).items()}
    planted = truth()
    assert len(planted) == 5 and {row["parameter"] for row in table(ISLAND / "parameters.csv")} == {*planted, "labour.job_change"}
    for address, value in planted.items():
        assert known[address].low < value < known[address].high and known[address].value != value, address


@pytest.mark.slow
def test_the_way_ends_with_an_ensemble_around_what_was_planted(tmp_path):
    pytest.importorskip("openturns")
    began = time.monotonic()
    said = [carry_out(command, tmp_path) for command in commands()]
    busy = os.getloadavg()[0] > 3
    assert busy or time.monotonic() - began < 60 * MINUTES
    assert "1 matters for S04/nation/crude_divorce_rate/1960-1979: marriage.divorce" in said[3]
    indices = table(tmp_path / "island-matters" / "sobol.csv")
    assert all(row["matters"] == "no" for row in indices if row["parameter"] == "labour.job_change")
    left = {row["parameter"]: row for row in table(tmp_path / "island-calibration" / "parameters.csv")}
    for address, value in truth().items():
        assert float(left[address]["left_low"]) < value < float(left[address]["left_high"]), address
        assert float(left[address]["narrowed"]) > 0.15, address
    assert float(left["labour.job_change"]["narrowed"]) < 0.15
    [kept] = [row for row in table(tmp_path / "island-calibration" / "targets.csv") if row["role"] == "kept"]
    assert float(kept["members_mean"]) == pytest.approx(float(kept["figure"]), rel=0.06)
    assert float(kept["sd_ignorance"]) > float(kept["sd_luck"]) > 0
    members = table(tmp_path / "island-calibration" / "ensemble" / "members.csv")
    assert len({row["member"] for row in members}) == 30

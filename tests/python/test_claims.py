# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The matrix of claims: what the tool finds missing, and that nothing is missing here."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools/claims.py"
HEAD = "id,group,title,says,kind,weight,basis,confidence,absolute,state,because\n"
SOUND = {
    "testimony/claims.csv": HEAD + "PARTY-17,PARTY,Not released,It is not.,invariant,core,stated_rule,high,yes,here,\n",
    "model/claims.h": 'ClaimFacts{"PARTY-17", Built::here, true},\n',
    "model/party/release.cpp": "// Release.\n//\n//   PARTY-17  not given\n\n#include \"x.h\"\n"
                               "bool f() { return claims.on(Claim::party_17, 1); }\n"
                               "constinit const Rule release{\n    .answers = \"PARTY-17\",\n};\n",
    "tests/rows/party_test.cpp": "// PARTY-17  It is refused.\nTEST(Release, is_refused)\n{\n}\n",
    "data/party/party.csv": "name,key,value,unit,from,to,low,high,kind,source,note\n"
                            "release,,0,share,,,0,1,testimony,PARTY-17: never,\n",
    "docs/method/README.md": "PARTY-17\n",
}


def run(folder, *options):
    return subprocess.run([sys.executable, TOOL, "--root", folder, *options], capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path):
    for name, text in SOUND.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert run(tmp_path).returncode == 0
    return tmp_path


def test_a_sound_tree_has_no_complaints(tree):
    checked = run(tree, "--check")
    assert checked.stdout == "claims: no complaints\n"
    assert checked.returncode == 0


@pytest.mark.parametrize(("name", "before", "after", "complaint"), [
    ("model/party/release.cpp", "//   PARTY-17  not given\n", "", "no file under model/ cites it"),
    ("model/party/release.cpp", "Claim::party_17", "true", "no rule asks whether it is switched off"),
    ("model/party/release.cpp", '    .answers = "PARTY-17",\n', "", "rule release answers no claim"),
    ("model/party/release.cpp", '"PARTY-17"', '"PARTY-71"', "PARTY-71, which is no claim"),
    ("tests/rows/party_test.cpp", "// PARTY-17  It is refused.\n", "", "a test without a comment above it"),
    ("tests/rows/party_test.cpp", "// PARTY-17  It is refused.\n", "", "no test under tests/rows cites it"),
    ("data/party/party.csv", "PARTY-17: never", "He said so", "its source cites no claim"),
    ("data/party/party.csv", "testimony,PARTY-17: never", "assumption,", "has no source"),
    ("model/claims.h", "Built::here", "Built::later", "model/claims.h has"),
    ("docs/method/README.md", "PARTY-17", "PARTY-99", "PARTY-99, which is no claim"),
    ("docs/method/claims.md", "PARTY-17", "PARTY", "is out of date"),
])
def test_what_is_missing_is_told(tree, name, before, after, complaint):
    path = tree / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    checked = run(tree, "--check")
    assert checked.returncode == 1
    assert complaint in checked.stdout


def test_this_tree_has_no_complaints():
    checked = run(ROOT, "--check")
    assert checked.returncode == 0, checked.stdout

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The description in the order of the ODD protocol: what it takes from the tree, and that it is up to date here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools/odd.py"
ELEMENTS = ["Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
            "Design concepts", "Initialisation", "Input data", "Submodels"]
CONCEPTS = ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
            "Interaction", "Stochasticity", "Collectives", "Observation"]
PARTS = {"Purpose and patterns": ["patterns", "claims"], "Process overview and scheduling": ["schedule"],
         "Entities, state variables and scales": ["state", "enumerations", "place_state", "places"],
         "Input data": ["inputs", "sources"], "Submodels": ["submodels"]}


def prose():
    text = ""
    for number, element in enumerate(ELEMENTS, 1):
        text += f"## {number} {element}\n\n"
        if element == "Design concepts":
            text += "".join(f"### {concept}\n\nSome.\n\n" for concept in CONCEPTS)
        text += "".join(f"{{{{{part}}}}}\n\n" for part in PARTS.get(element, []))
    return text


SOUND = {
    "docs/method/odd/1.md": prose(),
    "docs/method/mine.md": "# Underground\n",
    "model/life.h": "#pragma once\n\n/// What a person does.\nenum class Stage : std::uint8_t {\n    child,\n"
                    "    worker ///< in an organisation\n};\n\nstruct Life {\n    Day born = 0;\n"
                    "    std::uint8_t anger = 0; ///< in hundredths: about\n                            ///< the gate\n"
                    "    Address mother, father;\n    std::array<float, 2> shares{};\n    bool told : 1 = false;\n"
                    "    bool is_old() const;\n};\n",
    "model/place_state.h": "#pragma once\n\n/// A line of a book.\nstruct Entry {\n    Address who;\n};\n\n"
                            "struct PlaceState {\n    std::vector<Entry> roll; ///< of the unit\n    Pit pit;\n};\n",
    "model/mine/mine.h": "#pragma once\n\n/// What a mine knows.\nstruct Pit {\n    std::int32_t deaths = 0;\n};\n",
    "model/mine/mine.cpp": "// SPDX-License-Identifier: Apache-2.0\n\n// Danger underground.\n//\n// Miners die.\n//\n"
                           "//   MINE-01  told\n//   data/mine/mine.csv: accident\n\n"
                           "constinit const Rule accident{\n    .name = \"mine.accident\",\n"
                           "    .says = \"A miner \"\n            \"dies.\",\n"
                           "    .answers = \"MINE-01\",\n    .rate = r,\n};\n",
    "model/rules.cpp": "constexpr std::array all_rules{\n    // People.\n    &mine::accident,\n};\n",
    "data/mine/mine.csv": "name,key,value,unit,from,to,low,high,kind,source,note\n"
                          "accident,,0.0015,per_year,,,0,1,statistic,A yearbook,\n",
    "data/places/places.csv": "place,kind,source\ntokchon,city,Recalled\n",
    "data/targets/targets.csv": "id,measure,scope,year_from,year_to,target,low,high,tolerance,unit,reference,source,published,kind,corrected,data_to\n"
                                "C01,population,nation,1960,1960,11,10,12,,persons,target,A census,1962,count,,\n",
    "testimony/claims.csv": "id,state\nMINE-01,here\nMINE-02,not_yet\n",
}


def run(folder, *options):
    command = [sys.executable, TOOL, "--root", folder, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path):
    for name, text in SOUND.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    written = run(tmp_path)
    assert written.returncode == 0, written.stdout
    return tmp_path


def change(tree, name, before, after):
    path = tree / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("line", [
    "| born |  | day |",
    "| anger | in hundredths: about the gate | whole number |",
    "| mother, father |  | person, and where |",
    "| shares |  | row of: number |",
    "| told |  | yes or no |",
    "| Stage | child, worker (in an organisation) | What a person does. |",
    "| roll | of the unit | list of: Entry |",
    "**Entry** ([place_state.h](../../model/place_state.h)). A line of a book.",
    "**Pit** ([mine.h](../../model/mine/mine.h)). What a mine knows.",
    "**People.**",
    "| 1 | `mine.accident` | at a rate |",
    "### Underground",
    "**Danger underground** ([mine.cpp](../../model/mine/mine.cpp)). Miners die. Numbers: data/mine/mine.csv: accident.",
    "| `mine.accident` | A miner dies. | MINE-01 |",
    "| C01 | population | 1 | 1960 | persons | count | A census |",
    "| [mine/mine.csv](../../data/mine/mine.csv) | 1 |  | 1 |  |  | always |",
    "| mine | statistic | 1 | A yearbook |",
    "1 places: 1 of the kind city.",
])
def test_the_page_says_what_the_tree_holds(tree, line):
    assert f"\n{line}\n" in (tree / "docs/method/odd.md").read_text(encoding="utf-8")


def test_functions_are_no_state(tree):
    assert "is old" not in (tree / "docs/method/odd.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "before", "after", "complaint"), [
    ("model/life.h", "Day born", "Day begun", "is out of date"),
    ("model/mine/mine.cpp", "dies.\"", "perishes.\"", "is out of date"),
    ("model/mine/mine.cpp", "Miners die.", "Miners may die.", "is out of date"),
    ("data/mine/mine.csv", "statistic", "assumption", "is out of date"),
    ("data/targets/targets.csv", "A census", "Another census", "is out of date"),
    ("data/targets/targets.csv", ",count,", ",estimate,", "is out of date"),
    ("testimony/claims.csv", "not_yet", "here", "is out of date"),
    ("docs/method/odd/1.md", "Some.", "More.", "is out of date"),
    ("model/rules.cpp", "    &mine::accident,\n", "", "mine::accident is not in the list"),
    ("model/rules.cpp", "mine::accident", "mine::flood", "lists mine::flood, which no file"),
    ("model/mine/mine.cpp", ".rate = r", ".rate = r,\n    .due = d", "exactly one of rate, due"),
    ("docs/method/odd/1.md", "{{schedule}}", "{{timetable}}", "found {{timetable}}; allowed"),
    ("docs/method/odd/1.md", "{{sources}}", "", "no page there has {{sources}}"),
    ("docs/method/odd/1.md", "## 5 Initialisation", "## 5 Start", "found the elements"),
    ("docs/method/odd/1.md", "### Sensing", "### Seeing", "found the design concepts"),
])
def test_what_is_out_of_date_or_out_of_order_is_told(tree, name, before, after, complaint):
    change(tree, name, before, after)
    checked = run(tree, "--check")
    assert checked.returncode == 1
    assert complaint in checked.stdout


def test_a_new_room_finds_its_place_without_a_page(tree):
    (tree / "model/border").mkdir()
    rule = SOUND["model/mine/mine.cpp"].replace("mine.accident", "border.crossing").replace("Rule accident", "Rule crossing")
    (tree / "model/border/crossing.cpp").write_text(rule, encoding="utf-8")
    change(tree, "model/rules.cpp", "    &mine::accident,\n",
           "    &mine::accident,\n    // The river.\n    &border::crossing,\n")
    assert run(tree).returncode == 0
    page = (tree / "docs/method/odd.md").read_text(encoding="utf-8")
    assert "**The river.**" in page
    assert "### Border\n\nNo page of its own yet" in page
    assert "| 2 | `border.crossing` | at a rate |" in page


def test_the_page_here_is_up_to_date():
    checked = run(ROOT, "--check")
    assert checked.returncode == 0, checked.stdout


def test_every_rule_and_every_variable_of_this_tree_is_on_the_page():
    page = (ROOT / "docs/method/odd.md").read_text(encoding="utf-8")
    listed = re.search(r"all_rules\{(.*?)\};", (ROOT / "model/rules.cpp").read_text(encoding="utf-8"), re.S)[1]
    assert len(re.findall(r"^\| \d+ \| `", page, re.M)) == len(re.findall(r"&\w+::\w+", listed))
    life = (ROOT / "model/life.h").read_text(encoding="utf-8")
    for name in re.findall(r"^    (?:Day|bool|float|Address|\w+) (\w+)(?: :| =|;)", life, re.M):
        assert f"\n| {name.replace('_', ' ')} |" in page, name

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The pages of docs/method: a changed number, kind, rule or equation turns its page red, and none is red here."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools/method.py"
HEAD = "name,key,value,unit,from,to,low,high,kind,source,note\n"
PAGE = """# The mine

## Claim

## Rules

`mine.accident`

## Equation

<!-- read: model/mine/mine.cpp rate ? -->

## Worked example

```worked
# Words may stand between the lines.
base = mine.accident@1995-06-01 = 0.002
later = mine.accident@1997-06-01 = 0.004
old = mine.ageing[deep]@1995-06-01 * max(0, year(1995-06-01) - 1990) = 0.81
rate = base * (1 + old) = 0.0036
within_ten_years = 1 - exp(-10 * rate) = 0.036
after = day(1995-06-11) - day(1995-06-01) = 10
men = orders[coal].men * places[tokchon].mine_share = 450
```

## Data

<!-- numbers: mine -->
<!-- end -->

## Doubt
"""
SOUND = {
    "docs/method/mine.md": PAGE,
    "docs/method/README.md": "No page of an institution: `worked` is only talked of.\n",
    "model/mine/mine.cpp": "double rate(const View& view, Day day)\n{\n    return 2 * day; // A remark.\n}\n\n"
                           "constinit const Rule accident{\n    .name = \"mine.accident\",\n};\n",
    "data/mine/mine.csv": HEAD + "accident,,0.002,per_year,,1996-01-01,0,1,assumption,Assumed,\n"
                          "accident,,0.004,per_year,1996-01-01,,0,1,assumption,Assumed,\n"
                          "ageing,deep,0.15,ratio,,,0,1,testimony,MINE-01: told,\n",
    "data/labour/orders.csv": "order,men,kind,source,note\ncoal,1000,testimony,LABOUR-01: told,\n",
    "data/places/places.csv": "place,mine_share\ntokchon,0.45\n",
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
    written = run(tmp_path, "--seen")
    assert written.returncode == 0, written.stdout
    return tmp_path


def test_a_sound_page_has_no_complaints_and_a_table_of_its_numbers(tree):
    checked = run(tree, "--check")
    assert checked.stdout == "method: no complaints\n"
    assert checked.returncode == 0
    page = (tree / "docs/method/mine.md").read_text(encoding="utf-8")
    assert "| testimony | 1 | `mine.ageing` |\n| assumption | 2 | `mine.accident` |\n" in page


@pytest.mark.parametrize(("name", "before", "after", "complaint"), [
    ("data/mine/mine.csv", "accident,,0.002", "accident,,0.003", "base is written as 0.002; it comes to 0.003"),
    ("data/mine/mine.csv", "1996-01-01,,0", "1999-01-01,,0", "mine.accident has no value on 1997-06-01"),
    ("data/mine/mine.csv", "ageing,deep", "ageing,shallow", "found mine.ageing[deep]; mine has"),
    ("data/mine/mine.csv", "assumption,Assumed,\nageing", "statistic,Counted,\nageing", "a table of numbers is out"),
    ("data/labour/orders.csv", "coal,1000", "coal,2000", "men is written as 450; it comes to 900"),
    ("data/places/places.csv", "tokchon", "anju", "places has no tokchon"),
    ("model/mine/mine.cpp", "2 * day", "3 * day", "rate in model/mine/mine.cpp has changed"),
    ("model/mine/mine.cpp", "double rate(", "double danger(", "model/mine/mine.cpp has no function rate"),
    ("model/mine/mine.cpp", "mine.accident", "mine.flood", "does not name the rule mine.flood"),
    ("docs/method/mine.md", "* (1 + old) = 0.0036", "* (1 + old) = 0.0037", "rate is written as 0.0037"),
    ("docs/method/mine.md", "= 10\n", "= 11\n", "after is written as 11; it comes to 10"),
    ("docs/method/mine.md", "1 - exp(-10 * rate)", "1 - sigh(rate)", "found 'sigh(rate)'; allowed"),
    ("docs/method/mine.md", "rate = base", "rate = bass", "found 'bass'"),
    ("docs/method/mine.md", "men = orders", "men: orders", "allowed name = expression = value"),
    ("docs/method/mine.md", "later = ", "base = ", "base is worked out twice"),
    ("docs/method/mine.md", "= 450", "= many", "found the value 'many' of men"),
    ("docs/method/mine.md", "mine.accident@1995", "mines.accident@1995", "found family mines; allowed"),
    ("docs/method/mine.md", "## Doubt", "## Doubts", "found the sections"),
])
def test_what_no_longer_holds_is_told(tree, name, before, after, complaint):
    path = tree / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    checked = run(tree, "--check")
    assert checked.returncode == 1
    assert complaint in checked.stdout


def test_a_changed_remark_in_the_code_changes_no_page(tree):
    path = tree / "model/mine/mine.cpp"
    path.write_text(path.read_text(encoding="utf-8").replace("A remark.", "Another."), encoding="utf-8")
    assert run(tree, "--check").returncode == 0


def test_whoever_has_read_a_changed_function_says_so(tree):
    path = tree / "model/mine/mine.cpp"
    path.write_text(path.read_text(encoding="utf-8").replace("2 * day", "3 * day"), encoding="utf-8")
    assert run(tree).returncode == 1
    assert run(tree, "--seen").returncode == 0
    assert run(tree, "--check").returncode == 0


def test_a_reworked_page_is_right_again(tree):
    path = tree / "data/mine/mine.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0.002,per_year", "0.003,per_year"), encoding="utf-8")
    assert run(tree, "--check").returncode == 1
    assert run(tree, "--rework").returncode == 0
    page = (tree / "docs/method/mine.md").read_text(encoding="utf-8")
    assert "base = mine.accident@1995-06-01 = 0.003\n" in page and "= 0.0054\n" in page
    assert run(tree, "--check").returncode == 0


def test_no_page_here_is_out_of_date():
    checked = run(ROOT, "--check")
    assert checked.returncode == 0, checked.stdout


def test_with_other_numbers_every_page_here_is_red(tmp_path):
    for part in ("docs/method", "model", "data"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for path in (tmp_path / "data").glob("*/*.csv"):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if row.get("value"):
                row["value"] = str(1.37 * float(row["value"]) + 0.1)
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    checked = run(tmp_path, "--check")
    pages = [path for path in (ROOT / "docs/method").glob("*.md") if "```worked" in path.read_text(encoding="utf-8")]
    assert len(pages) >= 15
    for page in pages:
        assert checked.stdout.count(f"{page.name}:") >= 2, page


def test_every_link_of_the_method_leads_somewhere():
    folder = ROOT / "docs/method"
    for path in folder.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (folder / target).exists(), f"{path.name}: {target}"

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`counterlife check` reads all that a run, a fit, a question or a search will read."""

import csv
import re
import shutil
import tomllib

import pyarrow.parquet
import pytest

from test_command_line import ROOT, complaints, run


@pytest.fixture
def tree(tmp_path):
    for folder in ("data", "scenarios", "questions", "patterns", "testimony"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_a_copy_of_the_tree_is_sound(tree):
    done = run("check", "--data", tree / "data")
    assert done.returncode == 0, done.stderr
    assert "no complaints" in done.stdout


@pytest.mark.parametrize("file, old, new, told", [
    ("data/targets/targets.csv", "C01,population,", "C01,popluation,", "mean 'population'?"),
    ("data/targets/targets.csv", "4%,million_persons", "4%,milion_persons",
     "mean 'million_persons'?"),
    ("data/targets/targets.csv", ",nation,1960,1960,11.6", ",nation,1960,1960,x", "'x' as target"),
    ("data/targets/targets.csv", ",Chagang,", ",Chagnag,", "mean 'Chagang'?"),
    ("data/reference/un_annual.csv", "1955,population", "1855,population", "'1855' as year"),
    ("data/reference/un_annual.csv", "10244998", "many", "'many' as value"),
    ("data/reference/un_annual.csv", ",10086997,", ",10503000,", "the high"),
    ("data/reference/census_points.csv", "year,series", "yaer,series", "a header with 'yaer'"),
    ("data/targets/targets.csv", ",2024-07,estimate,", ",2024-07,estimaet,", "mean 'estimate'?"),
    ("data/targets/targets.csv", ",2024-07,estimate,", ",unknwon,estimate,", "mean 'unknown'?"),
    ("data/targets/targets.csv", ",2024-07,estimate,", ",1950-07,estimate,", "'estimate' as kind; allowed projection"),
    ("data/targets/targets.csv", ",2024-07,estimate,", ",2024-07,projection,", "the last year that was observed"),
    ("data/reference/un_annual.csv", ",2024-07,estimate,", ",2024-13,estimate,", "'2024-13' as published"),
    ("data/reference/census_points.csv", ",2009,count,", ",2007,count,", "'count' as kind; allowed projection"),
    ("data/reference/other_sources.csv", "2024-12-20,projection,,unknown", "2024-12-20,projection,,2023", "a year before 2023"),
    ("data/reference/other_sources.csv", "\n2000,2009,", "\n2010,2009,", "2010 as year_from"),
    ("testimony/claims.csv", "\nPARTY-02,", "\nPARTY-01,", "'PARTY-01' a second time"),
    ("testimony/claims.csv", "\nPARTY-02,PARTY,", "\nPARTY-02,,", "no group"),
    ("questions/Q-02.toml", "title", "tilte", "Q-02.toml"),
    ("patterns/narrator.pattern", "enlisted", "enlistde", "mean 'enlisted'?"),
    ("data/places/korean.csv", "\ntokchon,", "\ntokchn,", "mean 'tokchon'?"),
    ("data/places/korean.csv", "\nanju,", "\ntokchon,", "'tokchon' a second time"),
    ("data/places/korean.csv", "덕천,", ",", "an empty field"),
    ("data/labour/orders.csv", "1986-11-10", "1886-11-10", "visit_date '1886-11-10'"),
])
def test_what_is_broken_in_any_file_is_told(file, old, new, told, tree):
    path = tree / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    said = complaints("check", "--data", tree / "data")
    assert path.name in said and told in said, said


def test_every_published_figure_says_when_and_how_it_came_about():
    rows = [row for file in ["targets/targets.csv", *(f"reference/{name}.csv" for name in
                             ("un_annual", "census_points", "other_sources"))]
            for row in csv.DictReader((ROOT / "data" / file).open(newline=""))]
    assert len(rows) > 600
    for row in rows:
        assert row["published"] and row["kind"] in ("count", "estimate", "projection"), row
        year = int(row.get("year_from") or row["year"])
        if "United Nations" in row["source"] or row["source"].startswith(("UN ", "mean of UN ")):
            assert row["kind"] == ("projection" if year > 2014 else "estimate"), row
        if "Ministry" in row["source"]:
            assert row["kind"] == "count" and "corrects" in row["corrected"], row


def test_each_measure_of_a_target_is_one_that_a_run_has_in_that_unit(whole_run):
    text = (ROOT / "study" / "figures" / "measures.h").read_text()
    listed = set(re.findall(r'\{"(\w+)", "(\w+)"', text)) - {
        ("arrivals_log_error", "count"), ("arrivals_age_distance", "share"), ("arrivals_occupation_distance", "share")}
    assert len(listed) == 65
    series = pyarrow.parquet.read_table(whole_run / "series.parquet",
                                        columns=["measure", "unit"]).to_pylist()
    assert listed <= {(row["measure"], row["unit"]) for row in series}


def test_the_numbers_of_a_run_are_those_of_the_data_and_no_others(tmp_path):
    rows = []
    for path in sorted((ROOT / "data").glob("*/*.csv")):
        with path.open(newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames[:3] == ["name", "key", "value"]:
                rows += [(f"{path.stem}.{row['name']}", row["key"], float(row["value"]),
                          row["source"]) for row in reader]
    done = run("run", "--scale", "1:100000", "--to", "1955", "--quiet", "-o", tmp_path / "run")
    assert done.returncode == 0, done.stderr
    facts = tomllib.loads((tmp_path / "run" / "run.toml").read_text())
    told = [(row["name"], row.get("key", ""), row["value"], row["source"])
            for row in facts["parameters"]["rows"]]
    assert sorted(told) == sorted(rows)


def test_every_key_of_the_data_can_be_set_by_a_scenario(tmp_path):
    names = {}
    for path in sorted((ROOT / "data").glob("*/*.csv")):
        with path.open(newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames[:3] == ["name", "key", "value"]:
                for row in reader:
                    names[f"{path.stem}.{row['name']}", row["key"]] = row["value"]
    lines = []
    for (name, key), value in names.items():
        lines.append(f'[[set]]\nparameter = "{name}"\n' + (f'key = "{key}"\n' if key else "")
                     + f"value = {value}\n")
    scenario = tmp_path / "all.toml"
    scenario.write_text('description = "every number"\ninherits = "baseline"\n' + "\n".join(lines))
    done = run("check", scenario)
    assert done.returncode == 0, done.stderr[:2000]


def spoiled(line):
    return line + 'x"' if line.startswith('"') else '"' + line


@pytest.mark.parametrize("where", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(-2, marks=pytest.mark.slow)])
def test_one_bad_quote_is_one_complaint(where, tree):
    """And what follows from a line that cannot be read is not told of every place that needs it."""
    many = {}
    for file in sorted((tree / "data").rglob("*.csv")):
        text = file.read_text()
        lines = text.split("\n")
        lines[where] = spoiled(lines[where])
        file.write_text("\n".join(lines))
        done = run("check", "--data", tree / "data")
        file.write_text(text)
        told = [line for line in done.stderr.splitlines() if "found" in line]
        if len(told) > 3 or (told and not any(file.name in line and "quot" in line for line in told)):
            many[file.name] = told[:5]
    assert not many

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Luck and ignorance apart: runs, fits and twins under the members of an ensemble."""

import json
import re
import shutil
import signal
import subprocess
import tomllib

import numpy
import pandas
import pytest

from test_command_line import PROGRAM, ROOT
from test_command_line import run as started

SCENE = ["--scale", "1:9000", "--to", "1960", "--quiet"]
NUMBERS = {"party.early_share": (0.005, 0.1, 0.02), "birth.twin_share": (0.005, 0.01, 0.015)}
MEMBERS = 3


def run(data, *words):
    return started(*words, "--data", data)


def write(where, members=None, **facts):
    """An ensemble of these data, whose digests are told by the program itself."""
    folder = where / "ensemble"
    folder.mkdir(exist_ok=True)
    rows = members or [(member, name, values[member - 1], 1)
                       for member in range(1, MEMBERS + 1) for name, values in NUMBERS.items()]
    (folder / "members.csv").write_text("member,parameter,value,weight\n" + "".join(
        ",".join(map(str, row)) + "\n" for row in rows))
    told = {"name": "small", "lives": "0x" + 16 * "0", "data": 16 * "0", "scenario": "baseline",
            "scale": "1:9000", "seeds": [1, 2], "targets": ["C01"], "waves": 1, "cutoff": 3.0} | facts
    text = "made = 2026-12-01\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items())
    count = max(int(row[0]) for row in rows)
    text += "".join(f'[[members]]\nmember = {i}\nruns = ["wave 1, point {i}"]\n' for i in range(1, count + 1))
    (folder / "ensemble.toml").write_text(text)


def first_hash(data, tmp):
    """The scenario_hash of the first member, as a scenario sets its numbers."""
    scenario = tmp / "first.toml"
    scenario.write_text('inherits = "baseline"\n' + "".join(
        f'[[set]]\nparameter = "{name}"\nvalue = {values[0]}\n' for name, values in NUMBERS.items()))
    assert run(data, "run", scenario, "--scale", "1:20000", "--to", "1955", "--events", "none", "--quiet",
               "-o", tmp / "first").returncode == 0
    return tomllib.loads((tmp / "first" / "run.toml").read_text())["scenario_hash"]


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    lives = started("lives").stdout.strip()
    return {"lives": lives, "data": first_hash(ROOT / "data", tmp_path_factory.mktemp("hash"))}


def copy_of_data(folder):
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("ensemble"))
    for beside in ("report", "explorer", "scenarios", "questions", "patterns", "testimony"):
        (folder / beside).symlink_to(ROOT / beside)
    return folder / "data"


@pytest.fixture(scope="module")
def data(tmp_path_factory, facts):
    made = copy_of_data(tmp_path_factory.mktemp("shipped"))
    write(made, **facts)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ensembles")


@pytest.fixture(scope="module")
def lived(data, folder):
    done = run(data, "run", *SCENE, "--seed", 4, "--ensemble", 3, "--replicates", 2, "-o", folder / "lived")
    assert done.returncode == 0, done
    return folder / "lived"


def manifest(run):
    return tomllib.loads((run / "run.toml").read_text(encoding="utf-8"))


def test_each_run_names_its_member_and_all_members_have_the_same_seeds(lived):
    told = tomllib.loads((lived / "replicates.toml").read_text(encoding="utf-8"))
    assert told["ensemble"] == {"name": "small", "members": 3, "replicates": 2, "weights": [1, 1, 1]}
    assert [one["member"] for one in told["runs"]] == [1, 1, 2, 2, 3, 3]
    assert [one["seed"] for one in told["runs"]] == [4, 5, 4, 5, 4, 5]
    for number, one in enumerate(told["runs"]):
        run = manifest(lived / f"replicate-{number + 1}")
        assert run["scenario_hash"] == one["scenario_hash"]
        own = run["ensemble"]
        values = {value["parameter"]: value["value"] for value in own["values"]}
        assert own["member"] == one["member"]
        assert values == {name: of[one["member"] - 1] for name, of in NUMBERS.items()}
        used = {row["name"]: row["value"] for row in run["parameters"]["rows"] if row["name"] in NUMBERS}
        assert used == values
    assert len({one["scenario_hash"] for one in told["runs"]}) == 3


def test_a_member_is_the_run_of_a_scenario_with_its_numbers(lived, data, folder):
    scenario = folder / "second.toml"
    scenario.write_text('inherits = "baseline"\n' + "".join(
        f'[[set]]\nparameter = "{name}"\nvalue = {values[1]}\n' for name, values in NUMBERS.items()))
    done = run(data, "run", scenario, *SCENE, "--seed", 5, "-o", folder / "second")
    assert done.returncode == 0, done
    assert manifest(folder / "second")["digest"] == manifest(lived / "replicate-4")["digest"]


def test_luck_and_ignorance_are_those_of_the_runs(lived):
    numbers = pandas.read_parquet(lived / "replicates.parquet")
    row = numbers.query("measure == 'population' and level == 'nation' and sex == 'female' and year == 1960 "
                        "and age == 0").iloc[0]
    table = numpy.array([[pandas.read_parquet(lived / f"replicate-{2 * i + j + 1}" / "series.parquet").query(
        "measure == 'population' and level == 'nation' and sex == 'female' and year == 1960 and age == 0"
    )["value"].sum() for j in range(2)] for i in range(3)])
    assert row["mean"] == pytest.approx(table.mean())
    assert row["sd_luck"] == pytest.approx(numpy.sqrt(table.var(axis=1, ddof=1).mean()))
    rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    ignorance = table.mean(axis=1).var(ddof=1) - (rest ** 2).sum() / 2 / 2
    assert row["sd_ignorance"] == pytest.approx(numpy.sqrt(max(0, ignorance)))
    luck = 12.7062 * table.mean(axis=0).std(ddof=1) / numpy.sqrt(2)
    assert row["low"] == pytest.approx(table.mean() - luck)
    assert row["ensemble_low"] <= row["low"] <= row["high"] <= row["ensemble_high"]


def test_verify_holds_the_directory_against_its_members(lived, data, tmp_path):
    assert run(data, "verify", lived, "--quiet").returncode == 0
    other = shutil.copytree(lived, tmp_path / "other")
    text = (other / "replicates.toml").read_text(encoding="utf-8")
    (other / "replicates.toml").write_text(text.replace("member = 2", "member = 3", 1), encoding="utf-8")
    done = run(data, "verify", other, "--quiet")
    assert done.returncode == 2 and "member" in done.stderr


def rows_of(fitted):
    return pandas.read_csv(fitted / "fit.csv")


def test_fit_judges_by_luck_and_ignorance_together(lived, data):
    done = run(data, "fit", lived)
    assert done.returncode == 0, done
    assert "by luck and ignorance" in done.stdout
    assert "Member 3 of 3, replicate 2 of 2" in done.stderr
    rows = rows_of(lived)
    told = rows[rows["ensemble_low"].notna() & rows["low"].notna()]
    assert len(told) >= 2
    assert (told["ensemble_low"] <= told["low"] + 1e-9).all() and (told["ensemble_high"] >= told["high"] - 1e-9).all()
    inside = told[told["verdict"] == "within tolerance"]
    assert (inside["ensemble_high"] - inside["ensemble_low"] <= 2 * inside["tolerance"] * (1 + 1e-3)).all()
    page = (lived / "report.html").read_text(encoding="utf-8")
    facts = json.loads(re.search(r'id="run-data">(.*?)</script>', page, re.S).group(1))
    assert "luck and ignorance" in facts["facts"]["luck"] and facts["facts"]["members"] == 3
    assert any("luck_low" in line for line in facts["lines"])


def test_fit_lives_an_ensemble_of_a_run_and_more_replicates_of_one(data, folder, lived):
    assert run(data, "run", *SCENE, "--seed", 4, "-o", folder / "one").returncode == 0
    done = run(data, "fit", folder / "one", "--ensemble", 3, "--replicates", 2)
    assert done.returncode == 0, done
    run(data, "fit", lived)
    pandas.testing.assert_frame_equal(rows_of(folder / "one"), rows_of(lived))
    more = shutil.copytree(lived, folder / "more")
    assert run(data, "fit", more, "--replicates", 3).returncode == 0
    assert run(data, "fit", folder / "one", "--ensemble", 3, "--replicates", 3).returncode == 0
    pandas.testing.assert_frame_equal(rows_of(folder / "one"), rows_of(more))


def test_one_replicate_gives_the_interval_of_both_and_says_so(data, folder):
    done = run(data, "run", *SCENE, "--ensemble", 2, "-o", folder / "once")
    assert done.returncode == 0 and "luck and ignorance cannot be told apart" in done.stdout, done
    done = run(data, "fit", folder / "once")
    assert "luck and ignorance cannot be told apart" in done.stdout
    rows = rows_of(folder / "once")
    rows = rows[rows["ensemble_low"].notna()]
    # Of what is made of other rows there is none either.
    assert len(rows) and rows[["low", "high", "sd_luck", "sd_ignorance"]].isna().all(axis=None)


def test_a_twin_tells_where_the_sign_changes(data, folder):
    scenario = folder / "early.toml"
    scenario.write_text('inherits = "baseline"\n[[set]]\nparameter = "party.early_share"\nvalue = 0.05\n')
    done = run(data, "twin", "baseline", scenario, "--scale", "1:3000", "--to", "1975", "--quiet", "--ensemble", 3,
               "--replicates", 2, "--outcomes", "party_member,children", "-o", folder / "twin")
    assert done.returncode == 0, done
    effects = pandas.read_parquet(folder / "twin" / "effects.parquet")
    people = pandas.read_parquet(folder / "twin" / "twins.parquet")
    assert set(people["member"]) == {1, 2, 3}
    row = effects.query("outcome == 'party_member' and subgroup == 'all'").iloc[0]
    both = people.dropna(subset=["party_member_base", "party_member_other"])
    each = (both["party_member_other"] - both["party_member_base"]).groupby([both["member"], both["replicate"]]).mean()
    members = each.groupby("member").mean()
    assert row["difference"] == pytest.approx(members.mean(), abs=1e-6)
    against = int((numpy.sign(members) == -numpy.sign(members.mean())).sum())
    assert row["members_against"] == against > 0
    assert f"party_member: in {against} of 3 sets of numbers the difference goes the other way." in done.stdout
    assert row["ensemble_low"] <= row["low"] <= row["high"] <= row["ensemble_high"]
    # The same persons meet the same luck under each member.
    facts = tomllib.loads((folder / "twin" / "twin.toml").read_text())
    assert facts["replicates"] == 2 and facts["ensemble"]["members"] == 3 and len(facts["base"]["digests"]) == 6


@pytest.mark.parametrize("typed, allowed", [("4", "2 to 3"), ("1", "2 to 3"), ("0", "2 to 3"),
                                            ("all", "2 to 3"), ("2.5", "2 to 3")])
def test_a_count_of_members_that_cannot_be(data, tmp_path, typed, allowed):
    for words in (["run"], ["twin", "baseline", "baseline"]):
        done = run(data, *words, *SCENE[:2], f"--ensemble={typed}", "-o", tmp_path / "out")
        assert done.returncode == 2 and "--ensemble" in done.stderr and allowed in done.stderr, done
        assert not (tmp_path / "out").exists()


def test_without_an_ensemble_a_sentence_says_so(tmp_path):
    made = copy_of_data(tmp_path)
    done = run(made, "run", "--ensemble", 2, "--scale", "1:0", "-o", tmp_path / "out")
    assert done.returncode == 2 and "found no ensemble in" in done.stderr and "--scale" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_ensemble_of_another_version_is_refused(tmp_path, facts):
    made = copy_of_data(tmp_path)
    write(made, lives=facts["lives"], data=16 * "a")
    done = run(made, "run", "--ensemble", 2, *SCENE, "-o", tmp_path / "out")
    assert done.returncode == 2 and "as data" in done.stderr and "another version" in done.stderr
    told = run(made, "check")
    assert told.returncode == 0 and "note:" in told.stdout and "another version" in told.stdout
    write(made, lives="0x" + 16 * "b", data=facts["data"])
    done = run(made, "twin", "baseline", "baseline", "--ensemble", 2, "-o", tmp_path / "out")
    assert done.returncode == 2 and facts["lives"] in done.stderr and "another version" in done.stderr
    write(made, members=[(1, "party.early_shore", 0.01, 1), (2, "party.early_share", 0.5, 1)], **facts)
    for words in (["run", "--ensemble", 2, "-o", tmp_path / "out"], ["check"]):
        done = run(made, *words)
        assert done.returncode == 2 and "'party.early_shore'" in done.stderr and "0.005..0.1" in done.stderr, done
    assert not (tmp_path / "out").exists()


def test_check_counts_the_members(data):
    done = run(data, "check")
    assert done.returncode == 0 and "ensemble 'small': 3 members" in done.stdout and "note" not in done.stdout


def test_a_number_that_the_data_change_makes_it_of_other_data(tmp_path, facts):
    made = copy_of_data(tmp_path)
    write(made, **facts)
    file = made / "belief" / "belief.csv"
    file.write_text(file.read_text().replace("initial_devotion,,0.6,", "initial_devotion,,0.61,"))
    done = run(made, "run", "--ensemble", 2, *SCENE, "-o", tmp_path / "out")
    assert done.returncode == 2 and "as data" in done.stderr
    # Of a number that members vary the data may say what they like, but lives differ.
    write(made, **facts)
    file.write_text(file.read_text().replace("initial_devotion,,0.61,", "initial_devotion,,0.6,"))
    file = made / "party" / "party.csv"
    file.write_text(file.read_text().replace("early_share,,0.02,", "early_share,,0.03,"))
    done = run(made, "run", "--ensemble", 2, *SCENE, "-o", tmp_path / "out")
    assert done.returncode == 2 and "as data" not in done.stderr and "as lives" in done.stderr


def test_what_a_factor_makes_of_a_member_is_told_before_a_life_begins(data, tmp_path):
    scenario = tmp_path / "factor.toml"
    scenario.write_text('inherits = "baseline"\n[[set]]\nparameter = "party.early_share"\nfactor = 15\n')
    done = run(data, "run", scenario, "--ensemble", 3, *SCENE, "-o", tmp_path / "out")
    assert done.returncode == 2 and "under member 2 of ensemble small" in done.stderr, done
    assert "member 1" not in done.stderr and not (tmp_path / "out").exists()


def test_fit_says_what_it_cannot_make_an_ensemble_of(data, lived, tmp_path):
    done = run(data, "fit", lived, "--ensemble", 2)
    assert done.returncode == 2 and "holds an ensemble already" in done.stderr
    scenario = tmp_path / "baseline.toml"
    scenario.write_text('[[set]]\nparameter = "belief.initial_devotion"\nvalue = 0.7\n')
    assert run(data, "run", scenario, *SCENE, "-o", tmp_path / "other").returncode == 0
    done = run(data, "fit", tmp_path / "other", "--ensemble", 2)
    assert done.returncode == 2 and "other numbers than it has with these data" in done.stderr


def test_progress_names_the_member_and_a_kill_leaves_nothing(data, tmp_path):
    out = tmp_path / "out"
    words = [PROGRAM, "run", "--scale", "1:1000", "--ensemble", "3", "--replicates", "2", "--data", data, "-o", out]
    with subprocess.Popen(list(map(str, words)), stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        first = process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert "member 1 of 3, replicate 1 of 2" in first
    assert process.returncode == 128 + signal.SIGTERM and list(tmp_path.iterdir()) == []
    with subprocess.Popen(list(map(str, words)), stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        process.stderr.readline()
        process.kill()
        process.communicate(timeout=60)
    left = [path.name for path in tmp_path.iterdir()]
    assert len(left) == 1 and left[0].startswith("out.partial-")
    done = run(data, "run", *SCENE, "--ensemble", 2, "-o", out)
    assert done.returncode == 0 and left[0] in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]

def test_ask_asks_under_each_member(data, folder):
    asked = ["ask", "Q-15", "--ensemble", 3, "--replicates", 2, "--scale", "1:9000", "--seed", 4, "--quiet"]
    done = run(data, *asked, "--threads", 1, "-o", folder / "asked")
    assert done.returncode == 0, done
    again = run(data, *asked, "--threads", 2, "-o", folder / "asked-again")
    for name in ("answers.csv", "answers_by_member.csv", "answers.txt"):
        assert (folder / "asked" / name).read_bytes() == (folder / "asked-again" / name).read_bytes(), again
    answers = pandas.read_parquet(folder / "asked" / "answers.parquet")
    members = pandas.read_parquet(folder / "asked" / "answers_by_member.parquet")
    assert set(answers.members_asked) == {3} and set(answers.replicates) == {2}
    assert set(members.member) == {1, 2, 3}
    assert (answers.members == 3).any()
    for row in answers.itertuples():
        own = members[(members.version == row.version) & (members.subgroup == row.subgroup) & (members["is"] == row[4])
                      & (members.outcome == row.outcome)]
        assert own.persons.sum() == row.persons
        if row.members < 3:
            continue
        assert row.difference == pytest.approx(own.difference.mean())
        assert row.members_against == (own.difference * row.difference < 0).sum()
        if not numpy.isnan(row.ensemble_low) and not numpy.isnan(row.low):
            assert row.ensemble_low <= row.low <= row.high <= row.ensemble_high
    assert "3 sets of numbers" in (folder / "asked" / "answers.txt").read_text(encoding="utf-8")
    first = {name: values[0] for name, values in NUMBERS.items()}
    told = members[members.member == 1]["values"].iloc[0]
    assert all(f"{name} = {value:g}" in told for name, value in first.items()), told


def test_ask_says_all_that_is_wrong_with_a_count_of_members(data, tmp_path):
    done = run(data, "ask", "Q-15", "--ensemble", 1, "--persons", 0, "-o", tmp_path / "asked")
    assert done.returncode == 2 and not list(tmp_path.iterdir())
    assert "--ensemble" in done.stderr and "--persons" in done.stderr

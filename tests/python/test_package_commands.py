# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The Python package beyond runs and lives: replicates, fit, questions, rules, numbers, exports."""

import gc
import pathlib

import pandas
import polars
import pyarrow
import pytest

import counterlife
from test_command_line import run as command
from test_package import nothing_left  # noqa: F401  (a fixture)

SCENE = {"scale": "1:9000", "end": 1990}
TYPED = ["--scale", "1:9000", "--to", "1990", "--quiet"]


@pytest.fixture(scope="module")
def two():
    return counterlife.run(**SCENE, seed=4, replicates=2)


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """The same by the command line."""
    out = tmp_path_factory.mktemp("runs") / "two"
    done = command("run", *TYPED, "--seed", "4", "--replicates", "2", "-o", out)
    assert done.returncode == 0, done
    return out


def described(table):
    return all(field.metadata[b"description"] for field in table.schema)


def test_replicates_are_those_of_the_command_line(two, typed):
    there = counterlife.open(typed)
    assert isinstance(there, counterlife.Replicates)
    assert there.numbers.equals(two.numbers, check_metadata=True) and described(two.numbers)
    made, said = dict(two.facts), dict(there.facts)
    del made["provenance"], said["provenance"]
    assert made == said
    assert len(two) == 2 and [run.facts["seed"] for run in two] == [4, 5]
    assert two[1].digest == two.facts["runs"][1]["digest"]
    assert two[-1].lives == there[1].lives
    assert two.columns["column"].to_pylist() == two.numbers.column_names
    assert "2 runs, seeds 4 to 5" in repr(two)
    with pytest.raises(IndexError):
        two[2]


def test_a_temporary_directory_stays_for_as_long_as_one_of_its_runs(nothing_left):  # noqa: F811
    whole = counterlife.run(scale="1:9000", end=1955, replicates=1)
    first, path = whole[0], whole.path
    del whole
    gc.collect()
    assert first.lives.num_rows > 1000
    del first
    gc.collect()
    assert not path.exists()


def test_every_replicate_tells_its_progress():
    heard = []
    counterlife.run(scale="1:9000", end=1956, replicates=2, progress=heard.append)
    assert {one.replicate for one in heard} == {0, 1}


@pytest.mark.parametrize("bad, wheres", [
    ({"replicates": 0, "scale": "1:0"}, {"scale", "replicates"}),
    ({"replicates": "many", "threads": 0, "start": 1960}, {"threads", "replicates", "start"}),
    ({"replicates": 2, "seed": 2**64 - 1}, {"seed"}),
])
def test_bad_input_of_replicates_is_told_at_once(nothing_left, bad, wheres):  # noqa: F811
    with pytest.raises(counterlife.InputError) as told:
        counterlife.run(**bad)
    assert {complaint.where for complaint in told.value.complaints} == wheres


def test_fit_is_that_of_the_command_line(two, typed):
    rows = counterlife.fit(two)
    done = command("fit", typed)
    assert done.returncode == 0, done
    written = pandas.read_csv(typed / "fit.csv")
    frame = rows.to_pandas()
    assert described(rows) and len(frame) == len(written)
    for name in ("id", "measure", "scope", "unit", "verdict"):
        assert frame[name].tolist() == written[name].tolist(), name
    for name in ("simulated", "low", "high", "target"):
        pandas.testing.assert_series_equal(frame[name], written[name], rtol=1e-5)
    told = frame[frame.simulated.notna()]
    assert (told.replicates[told.measure != "arrivals_log_error"] == 2).all()
    judged = told[told.verdict != "not judged"]
    verdict = judged.verdict.where(judged.verdict.isna(), "cannot tell") # Of two small nations nearly all.
    verdict[(judged.low >= judged.least) & (judged.high <= judged.most)] = "within tolerance"
    verdict[(judged.high < judged.least) | (judged.low > judged.most)] = "outside tolerance"
    assert len(judged) and judged.verdict.tolist() == verdict.tolist()
    outside = told[told.verdict == "outside tolerance"]
    assert ((outside.high < outside.least) | (outside.low > outside.most)).all()
    alone = counterlife.fit(two[0])
    assert alone["low"].null_count == alone.num_rows
    assert counterlife.fit(two[0], replicates=2).drop(["source"]) == rows.drop(["source"])


def test_fit_complains_of_everything(tmp_path):
    with pytest.raises(counterlife.InputError) as told:
        counterlife.fit(tmp_path / "none", replicates=0)
    assert [complaint.where for complaint in told.value.complaints] == [str(tmp_path / "none"), "replicates"]


def test_a_fit_that_cannot_be_written_is_no_bad_input(two):
    path = two[0].path / "fit.csv"
    path.unlink(missing_ok=True)
    path.mkdir()
    try:
        with pytest.raises(RuntimeError, match="fit.csv could not be written"):
            counterlife.fit(two[0])
    finally:
        path.rmdir()


def test_params_are_all_rows_with_their_sources(two):
    table = counterlife.params()
    rows = {(row["name"], row.get("key", ""), str(row.get("from"))): row
            for row in two[0].facts["parameters"]["rows"]}
    assert table.num_rows == len(rows) and described(table)
    for row in table.to_pylist():
        said = rows[row["name"], row["key"], str(row["from"])]
        assert all(row[key] == said[key] for key in ("value", "unit", "low", "high", "kind", "source"))
        assert row["to"] == said.get("to")
    births = counterlife.params("birth.twin")
    assert set(births["name"].to_pylist()) == {"birth.twin_share"}
    assert set(counterlife.params(assumed=True)["kind"].to_pylist()) == {"assumption"}
    with pytest.raises(counterlife.InputError, match="did you mean 'birth"):
        counterlife.params("brith")
    with pytest.raises(counterlife.InputError, match="did you mean 'baseline'"):
        counterlife.params(scenario="basline")


def test_rules_and_claims_are_those_that_the_command_lists(two):
    every = counterlife.rules(run=two[0])
    lines = command("rules", "--run", two[0].path).stdout.split("\n\n")[0].splitlines()[1:]
    listed = {line.split()[0]: int(line.split()[1]) for line in lines}
    assert dict(zip(every.rules["rule"].to_pylist(), every.rules["events"].to_pylist())) == listed
    assert every.claims.num_rows == 147 + 15 and described(every.rules) and described(every.claims)
    assert polars.DataFrame(every).height == len(listed)
    claim = counterlife.rules("party-17")
    assert claim.claims["claim"].to_pylist() == ["PARTY-17"]
    assert claim.rules.num_rows >= 1
    assert all("PARTY-17" in answers for answers in claim.rules["answers"].to_pylist())
    rule = counterlife.rules(claim.rules["rule"][0].as_py())
    assert "PARTY-17" in rule.claims["claim"].to_pylist() and rule.rules.num_rows == 1
    assert rule.rules["events"].null_count == 1
    with pytest.raises(counterlife.InputError) as told:
        counterlife.rules("PARTY-177", run="none", scenario="basline")
    assert len(told.value.complaints) == 3


def test_export_writes_what_the_command_writes(two, tmp_path):
    made = counterlife.export(two[0], tmp_path / "kin")
    done = command("export", two[0].path, "--format", "socsim", "-o", tmp_path / "typed")
    assert done.returncode == 0, done
    for ending in ("opop", "omar"):
        assert made[ending] == tmp_path / f"kin.{ending}"
        assert made[ending].read_bytes() == (tmp_path / f"typed.{ending}").read_bytes()
    assert made["people"] == len(made["opop"].read_text().splitlines())
    assert made["marriages"] == len(made["omar"].read_text().splitlines())
    assert (f"month 1 is January {made['first_year']}; the run begins in month {made['first_month']} "
            f"and ends in month {made['last_month']}") in done.stdout
    with pytest.raises(counterlife.InputError) as told:
        counterlife.export("none", tmp_path / "kin", format="socsin")
    assert {complaint.where for complaint in told.value.complaints} == {"none", "format", "out"}
    assert "kin.opop" in str(told.value) and "did you mean 'socsim'" in str(told.value)


def test_questions_are_those_that_the_command_lists():
    table = counterlife.questions()
    lines = command("ask").stdout.splitlines()[1:]
    assert table["question"].to_pylist() == [line.split()[0] for line in lines]
    assert [len(versions) for versions in table["versions"].to_pylist()] == [int(line.split()[-1]) for line in lines]
    with pytest.raises(counterlife.InputError):
        counterlife.questions(questions="none")


@pytest.mark.slow
def test_answers_are_those_of_the_command_line(tmp_path, nothing_left):  # noqa: F811
    heard = []
    made = counterlife.ask("Q-15", scale="1:9000", seed=3, progress=heard.append)
    out = pathlib.Path(made.path).parent / "typed"
    done = command("ask", "Q-15", "--scale", "1:9000", "--seed", "3", "--quiet", "-o", out)
    assert done.returncode == 0, done
    assert counterlife.Answers(out).answers == made.answers
    assert made.text == str(made) and made.text in done.stdout
    assert isinstance(made.answers, pyarrow.Table) and made.design is None
    assert heard and heard[-1].today.year == 2026


def test_bad_questions_are_told_at_once(nothing_left):  # noqa: F811
    with pytest.raises(counterlife.InputError) as told:
        counterlife.ask(["Q-99", "Q-01"], scale="1:0", replicates=0, design=1, at_once=99)
    assert {complaint.where for complaint in told.value.complaints} == {
        "question", "scale", "replicates", "design", "at_once"}
    for empty in ("", [], [""]):
        with pytest.raises(counterlife.InputError, match="found no id"):
            counterlife.ask(empty)

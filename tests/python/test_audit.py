# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Faults put into the lives of a run are found by `counterlife verify`, each by its own row."""

import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"
sys.path.insert(0, str(ROOT / "tools"))

import audit_faults  # noqa: E402

# What a small nation may have nobody for.
RARE = {"south.remittance"}


def a_run(folder, *words):
    done = subprocess.run([PROGRAM, "run", *words, "--quiet", "-o", folder], capture_output=True,
                          text=True, cwd=ROOT, timeout=1200)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return a_run(tmp_path_factory.mktemp("audit") / "run", "--scale=1:2000", "--events=all")


def verify(folder):
    return subprocess.run([PROGRAM, "verify", folder, "--quiet"], capture_output=True, text=True,
                          cwd=ROOT, timeout=300)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("scenario", ["baseline", "as-told"])
def test_an_honest_run_has_no_life_that_the_grammar_does_not_allow(tmp_path, scenario, seed):
    folder = a_run(tmp_path / "run", scenario, "--scale=1:400", f"--seed={seed}", "--events=all")
    said = verify(folder)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nor_has_a_tenth_of_the_nation(tmp_path, seed):
    folder = a_run(tmp_path / "run", "--scale=1:10", f"--seed={seed}", "--events=all")
    said = verify(folder)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("one_in", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_every_fault_put_in_on_purpose_is_found(run, one_in):
    tried = list(audit_faults.try_faults(run, PROGRAM, one_in=one_in))
    missed = [(says, row, what) for says, row, what, before, _, seen in tried
              if not seen and not (before is None and row in RARE)]
    assert not missed
    assert len(tried) > 40 / one_in


def test_each_broken_row_has_its_count_and_persons_who_are_in_the_run(run):
    said = verify(run)
    assert "the files agree" in said.stdout, said.stderr
    people = set(audit_faults.Table(run / "lives.parquet").column("identity"))
    for line in said.stdout.splitlines():
        if audit_faults.LINE.match(line):
            persons = re.split(r"\s{2,}", line)[-1].split()
            assert 1 <= len(persons) <= 3 and {int(person) for person in persons} <= people


def test_without_events_the_rest_is_checked_and_the_run_says_what_is_not(tmp_path):
    folder = a_run(tmp_path / "run", "--scale=1:2000", "--events=none")
    said = verify(folder)
    assert "without events only lives.parquet is checked" in said.stdout
    assert "army.training" not in said.stdout
    lives = audit_faults.Table(folder / "lives.parquet")
    lives.put("mother", lives.column("founder").index(False), 2**31 - 1)
    lives.write(folder / "lives.parquet")
    broken = verify(folder)
    assert broken.returncode == 2
    assert "parents and spouses are among the lives" in broken.stdout


def test_a_sample_of_events_is_checked_for_whom_it_has(tmp_path):
    said = verify(a_run(tmp_path / "run", "--scale=1:2000", "--events=1:20"))
    assert "the run has the events of a sample" in said.stdout
    assert "an event tells of each death" not in said.stdout


def test_a_run_of_an_older_format_is_told(run, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(run, folder)
    text = (folder / "run.toml").read_text()
    (folder / "run.toml").write_text(text.replace("format = 3", "format = 1"))
    said = verify(folder)
    assert said.returncode == 2 and "found format 1; allowed format 3" in said.stderr


def test_a_rule_of_another_version_is_told(run, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(run, folder)
    events = audit_faults.Table(folder / "events.parquet")
    column = events.table["event"].combine_chunks()
    words = [word.replace("labour.job_change", "labour.changing_jobs")
             for word in column.dictionary.to_pylist()]
    at = events.table.schema.get_field_index("event")
    renamed = audit_faults.pa.DictionaryArray.from_arrays(column.indices, words)
    events.table = events.table.set_column(at, events.table.schema.field(at), renamed)
    events.write(folder / "events.parquet")
    said = verify(folder)
    assert re.search(r"\d+ events of labour.changing_jobs, which this one does not know", said.stdout)


def test_a_grammar_that_is_unsound_is_complained_of_whole(run, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    rules = data / "grammar" / "rules.csv"
    lines = rules.read_text().splitlines()
    assert lines[1].startswith("school.enrolment,5,15,")
    lines[1] = lines[1].replace("5,15,", "15,5,").replace(",north,", ",nroth,")
    missing = "marriage.promise"
    lines = [line for line in lines if not line.startswith(missing + ",")]
    rules.write_text("\n".join([*lines, lines[2], ""]))
    said = subprocess.run([PROGRAM, "verify", run, "--data", data], capture_output=True, text=True)
    assert said.returncode == 2
    assert f"{rules}:2: found least_age '15' above greatest_age '5'" in said.stderr
    assert "did you mean 'north'?" in said.stderr
    assert "a second time; allowed one row; the first is in line 3" in said.stderr
    assert f"{rules}: found no row for the rule {missing}" in said.stderr


def test_a_run_that_watches_stops_at_the_first_event_that_is_not_allowed(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    rules = data / "grammar" / "rules.csv"
    text = rules.read_text()
    assert "\narmy.enlistment,17,18," in text
    rules.write_text(text.replace("\narmy.enlistment,17,18,", "\narmy.enlistment,18,18,"))
    words = [PROGRAM, "run", "--scale=1:4000", "--to=1958", "--quiet", "--data", data]
    asked = subprocess.run([*words, "-o", tmp_path / "asked", "--check-events"],
                           capture_output=True, text=True, cwd=ROOT)
    assert asked.returncode == 1
    assert re.search(r"stopped on 195\d-\d+-\d+: in the life \d+ the rule army.enlistment happens "
                     r"at the age of 17, below least_age 18 of the grammar, line \d+ of "
                     r"data/grammar/rules.csv", asked.stderr), asked.stderr
    assert not list(tmp_path.glob("asked*"))
    assert subprocess.run([*words, "-o", tmp_path / "not"], cwd=ROOT).returncode == 0


def test_heaps_that_have_no_reason_are_found(run, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    heaps = data / "grammar" / "heaps.csv"
    heaps.write_text("".join(line for line in heaps.read_text().splitlines(keepends=True)
                             if not line.startswith(("mine.explosion", "army.enlistment"))))
    said = subprocess.run([PROGRAM, "verify", run, "--data", data], capture_output=True, text=True)
    assert "heaping" not in verify(run).stdout
    assert re.search(r"army.enlistment +heaping: on day \d+ of a month", said.stdout)
    assert re.search(r"army.enlistment +heaping: at the age of 17", said.stdout)

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The account of one life, as text, JSON and a page; why; twins; lives that are lived again."""

import json
import pathlib
import re
import subprocess

import pyarrow.parquet
import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=ROOT,
                          timeout=300)


def life(*words):
    done = run("life", *words, "--quiet")
    assert done.returncode == 0, done.stderr
    return done.stdout


def complaints(*words):
    done = run("life", *words, "--quiet")
    assert done.returncode == 2, done
    assert done.stdout == ""
    return done.stderr


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The same nation with all events, with a share and with none; and one without divorce."""
    folder = tmp_path_factory.mktemp("runs")
    scenario = folder / "no-divorce.toml"
    scenario.write_text('description = "No divorce"\ninherits = "baseline"\n[rules]\n'
                        '"marriage.divorce" = "off"\n')
    for name, words in {"all": [], "share": ["--events", "1:50"], "none": ["--events", "none"],
                        "no-divorce": [scenario]}.items():
        done = run("run", *words, "--scale", "1:4000", "--seed", "3", "-o", folder / name, "--quiet")
        assert done.returncode == 0, done.stderr
    return folder



@pytest.fixture(scope="module")
def events(runs):
    return pyarrow.parquet.read_table(runs / "all" / "events.parquet").to_pylist()


def somebody(events, rule):
    return next(event for event in events if event["event"] == rule)


def test_an_account_begins_with_who_it_is_and_ends_with_the_claims_behind_it(runs, events):
    person = somebody(events, "party.admission")["person"]
    text = life(runs / "all", person)
    lives = pyarrow.parquet.read_table(runs / "all" / "lives.parquet", columns=["person", "identity"]).to_pylist()
    identity = next(row["identity"] for row in lives if row["person"] == person)
    assert text.startswith(f"Person {identity}\nA ")
    assert text == life(runs / "all", identity), "the same by number and by identity"
    assert "admitted to the party" in text and "[PARTY-04, PARTY-08" in text
    assert "Claims of the testimony" in text and "synthetic" in text
    assert "North Korea" in text and "one refugee's published account" in text
    account = json.loads(life(runs / "all", person, "--format", "json"))
    people = text.split("People in this account\n")[1].split("\n\n")[0].splitlines()
    assert len(people) == len(account["people"]) > 0
    assert all(re.search(r" \d+ +born .*(died|living at the end)", line) for line in people)
    assert not re.search(r"[{}]", text)
    assert max(map(len, text.splitlines())) <= 110


def test_json_has_every_event_once_and_in_order(runs, events):
    person = somebody(events, "army.homecoming")["person"]
    account = json.loads(life(runs / "all", person, "--format", "json"))
    told = [event for line in account["lines"] for event in line["events"]]
    own = [event for event in events if event["person"] == person]
    own.sort(key=lambda event: event["date"])
    assert [(e["date"], e["event"], e["detail"]) for e in told] == \
           [(str(e["date"]), e["event"], e["detail"]) for e in own]
    assert account["format"] == 1 and account["relived"] is False
    assert int(account["life"]["person"]) >= 2**32
    assert set(account) == {"format", "run", "relived", "life", "lines", "people", "claims", "why",
                            "twin"}
    every = json.loads(life(runs / "all", person, "--format", "json", "--all"))
    assert len(every["lines"]) >= len(own) and len(every["lines"]) > len(account["lines"])


def test_a_page_needs_nothing_but_itself(runs, events):
    page = life(runs / "all", somebody(events, "marriage.vow")["person"], "--format", "html")
    assert page.startswith("<!doctype html>") and page.rstrip().endswith("</html>")
    assert "http" not in page and "<script" not in page
    assert "prefers-color-scheme: dark" in page and "@media print" in page
    assert page.count("<li>") == page.count("</li>") > 3


def test_why_walks_back_through_letters_to_where_it_began(runs, events):
    admission = next(e for e in events if e["event"] == "party.admission" and e["detail"] >= 0)
    words = (runs / "all", admission["person"], "--why", f"{admission['date']}:party.admission")
    why = json.loads(life(*words, "--format", "json"))["why"]
    assert [step["tie"] for step in why["steps"]] == ["asked", "letter"]
    assert why["steps"][1]["event"]["event"] == "party.nomination"
    assert why["root"] == "institution"
    text = life(*words)
    assert "The army staff of " in text and "Here it began" in text
    for before, after in zip(why["steps"], why["steps"][1:]):
        assert before["event"]["date"] >= after["event"]["date"]


def test_a_life_that_a_change_never_reaches_is_one_and_another_parts(runs, events):
    first = min((event for event in events if event["event"] == "person.death"), key=lambda event: event["date"])
    text = life(runs / "all", first["person"], "--twin", runs / "no-divorce")
    assert "The life is the same in" in text
    # Whom a change reaches by others before it does by itself parts earlier.
    divorced = next(event for event in events if event["event"] == "marriage.divorce" and json.loads(
        life(runs / "all", event["person"], "--twin", runs / "no-divorce", "--format", "json")
    )["twin"].get("parts_on") == str(event["date"]))
    words = (runs / "all", divorced["person"], "--twin", runs / "no-divorce")
    twin = json.loads(life(*words, "--format", "json"))["twin"]
    assert twin["parts_on"] == str(divorced["date"])
    text = life(*words)
    assert "the same for" in text and "marriage" in text and " | " in text
    assert "What parted them" in text
    assert "the rule marriage.divorce is in force in" in " ".join(text.split())
    assert "<table>" in life(*words, "--format", "html")


@pytest.mark.parametrize("kept", ["share", "none"])
def test_a_life_without_events_is_lived_again_and_is_the_same(kept, runs, events):
    dead = [e["person"] for e in events if e["event"] == "person.death" and e["date"].year > 1990]
    for person in (dead[0], somebody(events, "labour.job_change")["person"]):
        whole = json.loads(life(runs / "all", person, "--format", "json"))
        again = json.loads(life(runs / kept, person, "--format", "json"))
        assert again["lines"] == whole["lines"]
        assert again["people"] == whole["people"]
        if kept == "none":
            assert again["relived"] is True
            assert "lived again" in life(runs / kept, person)


def test_why_works_in_lives_that_are_lived_again(runs, events):
    admission = next(e for e in events if e["event"] == "army.heartened")
    words = (admission["person"], "--why", f"{admission['date']}:army.heartened", "--format", "json")
    whole, again = (json.loads(life(runs / kept, *words))["why"] for kept in ("all", "none"))
    assert whole == again


def test_a_run_whose_description_was_changed_is_not_lived_again(runs, events, tmp_path):
    copy = tmp_path / "changed"
    copy.mkdir()
    for file in (runs / "none").iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    text = (copy / "run.toml").read_text()
    (copy / "run.toml").write_text(text.replace("seed = 3", "seed = 4", 1))
    living = somebody(events, "school.enrolment")["person"]
    told = complaints(copy, living)
    assert "seed '4'" in told and "seed '3'" in told and "the file was changed" in told


def test_bad_input_is_complained_of_all_at_once(runs, events, tmp_path):
    person = somebody(events, "person.death")["person"]
    said = complaints(tmp_path / "none", "Kim", "--format", "pdf", "--why", "once")
    for what in ("no such directory", "'Kim'", "'pdf'", "'once'", "text, json or html"):
        assert what in said
    said = complaints(runs / "all", 2**62 + 12345)
    assert "nobody with the identity" in said and "people" in said and "select person" in said
    assert "institutions" in complaints(runs / "all", -77)
    assert "found the number 2000000000; allowed 1 to " in complaints(runs / "all", 2_000_000_000)
    assert "found '0'" in complaints(runs / "all", 0)
    assert "did you mean 'json'" in complaints(runs / "all", person, "--format", "jsn")
    assert "allowed 1 to" in complaints(runs / "all", person, "--why", "1000")
    assert "nearest are" in complaints(runs / "all", person, "--why", "1950-01-01")
    assert "one of the two" in complaints(runs / "all", person, "--why", "1", "--twin",
                                          runs / "none")
    assert "run.toml" in complaints(tmp_path, person)


@pytest.mark.parametrize("name", ["all", "none"])
def test_of_whoever_died_before_the_run_kin_and_days_are_told(runs, name):
    lives = pyarrow.parquet.read_table(runs / name / "lives.parquet").to_pylist()
    dead = {life["person"]: life for life in lives if life["died"] and life["died"].year < 1955}
    child = next(life for life in lives if life["founder"] and life["father"] in dead and life["died"] and
                 dead[life["father"]]["died"].year > life["born"].year)
    father = dead[child["father"]]
    account = life(runs / name, father["person"])
    assert f"aged {father['died'].year - father['born'].year - 1}" in account or \
        f"aged {father['died'].year - father['born'].year}" in account
    assert "the nation was simulated again" not in account and "why" not in account
    assert "his wife" in account and re.search(r"his (\w+ )?(daughter|son)", account)
    said = life(runs / name, child["person"])
    assert "her father" in said or "his father" in said
    assert "no word of it reaches" not in said


def test_runs_that_are_no_twins_are_told_apart_by_all_that_differs(runs, events, tmp_path):
    person = somebody(events, "person.death")["person"]
    done = run("run", "--scale", "1:5000", "--seed", "4", "--to", "1960", "-o", tmp_path / "other",
               "--quiet")
    assert done.returncode == 0
    said = complaints(runs / "all", person, "--twin", tmp_path / "other")
    assert "seed 4" in said and "scale 1:5000" in said


def test_a_run_of_an_older_format_says_what_to_do(runs, events, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    for file in (runs / "all").iterdir():
        (old / file.name).write_bytes(file.read_bytes())
    text = (old / "run.toml").read_text()
    (old / "run.toml").write_text(text.replace("format = 3", "format = 0", 1))
    assert "found format 0; allowed format 3" in complaints(
        old, somebody(events, "person.death")["person"])


def test_what_is_done_for_the_dead_stands_beside_the_truth(runs, events):
    lives = pyarrow.parquet.read_table(runs / "all" / "lives.parquet").to_pylist()
    died = {one["person"]: one["died"] for one in lives}
    done = [e for e in events if e["event"] == "army.letter" and died.get(e["other"]) is not None
            and died[e["other"]] < e["date"]]
    for event in done[:3]:
        account = json.loads(life(runs / "all", event["person"], "--format", "json"))
        kinds = [one["kind"] for line in account["lines"] for one in line["differs"]]
        assert "taken_for_alive" in kinds


def test_children_are_sons_and_daughters_and_lengths_of_time_are_told(runs, events):
    person = somebody(events, "person.maternity")["person"]
    text = life(runs / "all", person, "--all")
    assert re.search(r"her (\w+ )?(son|daughter)", text)
    assert "household.take_in" not in text and " 1 days" not in text

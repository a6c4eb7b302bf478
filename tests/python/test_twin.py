# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Two scenarios person by person: the directory of a comparison as readers see it."""

import json
import re
import tomllib

import numpy
import pandas
import pyarrow.parquet
import pytest

from test_command_line import complaints, out, run  # noqa: F401  (out: a fixture)

OUTCOMES = {"alive", "years_lived", "age_at_death", "school_years", "college", "highest_post",
            "party_member", "mine_years", "sent_by_order", "absconded", "arrested", "ever_married",
            "family_together", "children", "custody_months", "held_in_camp", "held_in_prison", "diploma_south",
            "sent_home"}


@pytest.fixture(scope="session")
def no_divorce(tmp_path_factory):
    file = tmp_path_factory.mktemp("scenarios") / "no-divorce.toml"
    file.write_text('description = "no divorce"\ninherits = "baseline"\n'
                    '[rules]\n"marriage.divorce" = "off"\n')
    return file


@pytest.fixture(scope="session")
def twin(tmp_path_factory, no_divorce):
    folder = tmp_path_factory.mktemp("twins") / "twin"
    done = run("twin", "baseline", no_divorce, "--scale", "1:4000", "--replicates", "2", "-o", folder)
    assert done.returncode == 0, done
    return folder, done


@pytest.fixture(scope="session")
def people(twin):
    return pandas.read_parquet(twin[0] / "twins.parquet", dtype_backend="numpy_nullable")


@pytest.fixture(scope="session")
def effects(twin):
    return pandas.read_parquet(twin[0] / "effects.parquet")


@pytest.fixture(scope="session")
def said(twin):
    return tomllib.loads((twin[0] / "twin.toml").read_text())


def test_it_says_what_was_compared(said, people, effects):
    assert said["base"]["scenario"] == "baseline" and said["other"]["description"] == "no divorce"
    assert said["base"]["scenario_hash"] != said["other"]["scenario_hash"]
    assert len(said["base"]["digests"]) == len(said["other"]["digests"]) == said["replicates"] == 2
    assert said["tables"] == {"twins.parquet": len(people), "effects.parquet": len(effects)}


def test_each_replicate_has_the_digest_of_its_run(said, tmp_path):
    done = run("run", "--scale", "1:4000", "--replicate", "1", "--events", "none", "-o", tmp_path / "alone")
    assert said["base"]["digests"][1] in done.stdout


def test_a_line_for_everybody_and_counts_that_agree(people, said):
    counts = said["persons"]
    assert not people.duplicated(["replicate", "person"]).any()
    for _, of_one in people.groupby("replicate"):
        assert of_one.person.is_monotonic_increasing
    assert (people.worlds == "both").sum() == counts["both"]
    assert (people.worlds == "base").sum() == counts["only_base"]
    assert people.identical.sum() == counts["untouched"]
    assert people.why.value_counts().to_dict() == {k: v for k, v in counts["why"].items() if v} | {
        k: 0 for k, v in counts["why"].items() if not v}
    assert not (people.why == "unexplained").any()


def test_lives_that_are_identical_fare_alike_and_never_part(people):
    same = people[people.identical]
    assert len(same) > len(people) / 3
    assert same.parted.isna().all() and same.why.isna().all()
    for name in OUTCOMES:
        base, other = same[f"{name}_base"], same[f"{name}_other"]
        assert ((base == other) | (base.isna() & other.isna())).all(), name


def test_lives_part_first_at_a_divorce_or_by_letters_or_sums(people):
    parted = people[people.parted.notna()]
    assert len(parted) > 100
    by_rule = parted[parted.why == "rule"]
    assert len(by_rule) and (by_rule.base_rule == "marriage.divorce").all()
    by_letter = parted[parted.why == "letter"]
    assert by_letter.letter_from.notna().all() and (by_letter.letter_day <= by_letter.parted).all()
    assert set(parted.root.dropna()) <= {"rule", "sums", "unexplained"}
    assert (parted[parted.why == "rule"].steps == 0).all()


def test_who_is_in_one_world_has_outcomes_there_only(people):
    only = people[people.worlds == "other"]
    assert only.alive_base.isna().all() and only.alive_other.notna().all()


def test_effects_are_the_differences_of_the_same_persons(people, effects):
    both = people[people.worlds == "both"]
    for name in OUTCOMES:
        of_all = effects[(effects.outcome == name) & (effects.subgroup == "all")].iloc[0]
        pairs = both[["replicate", f"{name}_base", f"{name}_other"]].dropna()
        means = (pairs[f"{name}_other"] - pairs[f"{name}_base"]).groupby(pairs.replicate).mean()
        assert of_all.difference == pytest.approx(means.mean(), abs=1e-6), name
        error = numpy.std(list(map(float, means)), ddof=1) / 2 ** 0.5
        assert of_all.error == pytest.approx(error, abs=1e-6), name
        assert of_all.high - of_all.difference == pytest.approx(12.7062 * of_all.error, rel=1e-4)
        assert of_all.interval_over == "replicates"
        sexes = effects[(effects.outcome == name) & (effects.subgroup == "sex")]
        assert sexes.persons.sum() == of_all.persons == len(pairs)
    assert set(effects.outcome) >= OUTCOMES


def test_common_luck_is_set_against_the_spread_of_replicates_with_luck_of_their_own(people, effects):
    both = people[people.worlds == "both"]
    of_all = effects[effects.subgroup == "all"].set_index("outcome")
    checked = 0
    for name in OUTCOMES:
        pairs = both[["replicate", f"{name}_base", f"{name}_other"]].dropna().astype(float)
        means = pairs.groupby("replicate").mean()
        base, other = means.var(ddof=1)
        assert of_all.variance_independent[name] == pytest.approx(base + other, rel=1e-4, abs=1e-12), name
        if base + other == 0 or not of_all.error[name] > 0:
            continue
        degrees = int((base + other) ** 2 / (base ** 2 + other ** 2))  # Welch's, of two replicates.
        wide = {1: 12.7062, 2: 4.3027}[degrees] * ((base + other) / 2) ** 0.5
        narrow = (of_all.high[name] - of_all.low[name]) / 2
        assert of_all.narrower_by[name] == pytest.approx(wide / narrow, rel=1e-3), name
        checked += 1
    assert checked > 8


def test_columns_have_units_and_descriptions_and_files_their_digests(twin, said):
    for name in ("twins.parquet", "effects.parquet"):
        file = pyarrow.parquet.ParquetFile(twin[0] / name)
        for field in file.schema_arrow:
            assert field.metadata[b"description"] and field.metadata[b"unit"], field
        facts = file.metadata.metadata
        assert facts[b"counterlife.base_digests"].decode().split(", ") == said["base"]["digests"]
        assert facts[b"counterlife.other_digests"].decode().split(", ") == said["other"]["digests"]


def test_it_prints_the_effects_and_tells_its_progress_elsewhere(twin):
    done = twin[1]
    for name in OUTCOMES:
        assert name in done.stdout
    assert "narrower by" in done.stdout
    assert "replicate 2 of 2" in done.stderr and "living" not in done.stdout


def test_the_page_fetches_nothing_and_shows_the_effects(twin, said):
    page = (twin[0] / "report.html").read_text(encoding="utf-8")
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert not re.search(r'(src|href)\s*=|@import|url\(|\{\{', markup)
    data = json.loads(re.search(r'id="twin-data">(.*?)</script>', page, re.S).group(1))
    assert {e["outcome"] for e in data["effects"]} >= OUTCOMES
    assert {e["narrower"] is not None for e in data["effects"] if e["outcome"] == "children" and e["by"] == "all"} == {True}
    assert "narrower by" in markup
    assert data["counts"]["untouched"] == said["persons"]["untouched"]


def test_a_scenario_and_itself_do_not_differ(tmp_path):
    done = run("twin", "baseline", "baseline", "--scale", "1:5000", "--to", "1990", "--quiet",
               "-o", tmp_path / "twin")
    assert done.returncode == 0, done
    assert done.stderr == ""
    people = pandas.read_parquet(tmp_path / "twin" / "twins.parquet")
    assert people.identical.all()
    assert (pandas.read_parquet(tmp_path / "twin" / "effects.parquet").difference == 0).all()


def test_all_that_is_wrong_is_said_at_once(out):  # noqa: F811
    said = complaints("twin", "baselin", "no-such", "--replicates", "0", "--scale", "1:0", "-o", out)
    for word in ("baselin", "no-such", "--replicates", "1 to 1000", "--scale"):
        assert word in said, word
    assert "baseline" in said, "the nearest scenario"


@pytest.mark.parametrize("replicates", ["0", "-1", "1001", "two", "1.5"])
def test_replicates_that_cannot_be(replicates, out):  # noqa: F811
    assert "1 to 1000" in complaints("twin", "baseline", "baseline", f"--replicates={replicates}", "-o", out)


def test_a_directory_that_exists_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    assert "exists already" in complaints("twin", "baseline", "baseline", "-o", tmp_path / "mine")
    assert list((tmp_path / "mine").iterdir()) == []

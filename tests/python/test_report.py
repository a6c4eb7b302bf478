# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The report is one page that fetches nothing and shows what the run says."""

import json
import re

import pandas
import pytest

from test_run_directory import run, said  # noqa: F401  (fixtures)


@pytest.fixture(scope="session")
def page(run):  # noqa: F811
    return (run / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def data(page):
    return json.loads(re.search(r'id="run-data">(.*?)</script>', page, re.S).group(1))


def test_it_fetches_nothing(page):
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert not re.search(r'(src|href)\s*=|@import|url\(', markup)
    script = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert len(script) == 1
    for word in ("fetch(", "XMLHttpRequest", "import("):
        assert word not in script[0], word


def test_it_shows_the_figures_of_the_run(data, said):  # noqa: F811
    facts = data["facts"]
    assert facts["digest"] == said["digest"]
    for name in ("lives", "living", "events"):
        assert facts[name] == said[name]


def test_the_pyramid_is_the_people_counted(data, run):  # noqa: F811
    series = pandas.read_parquet(run / "series.parquet")
    people = series[(series.measure == "population") & (series.level == "nation") &
                    series.age.notna()]
    pyramid = data["pyramid"]
    for sex in ("male", "female"):
        counted = people[people.sex == sex].groupby("year").value.sum()
        for at, groups in enumerate(pyramid[sex]):
            assert sum(groups) == counted[pyramid["first"] + at]


def test_it_has_the_lines_that_readers_ask_for(data):
    measures = {line["measure"] for line in data["lines"]}
    assert {"births", "deaths", "tfr", "life_expectancy", "marriages", "persons_per_household",
            "province_share", "population_scaled", "party_members", "army_personnel", "workers",
            "bound_workers", "petitions", "hunger_deaths", "stage"} <= measures
    assert "events_by_rule" not in measures
    assert data["reference"] and data["points"] and data["fit"]


def test_it_has_the_sections_of_the_system(page):
    for title in ("Members of the party", "The army", "At work", "Deaths in the mines", "Assigned to work by order",
                  "Ways out", "Deaths from hunger", "Children on the streets"):
        assert title in page, title

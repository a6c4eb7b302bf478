# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What was lived at home, by year, sex and completed age, against the lives of the run themselves."""

import collections
import csv
import datetime
import pathlib

import numpy as np
import pandas as pd
import pytest

ROOT = pathlib.Path(__file__).parents[2]

A_YEAR = 365.2425
FIRST, END, OPEN = 1955, datetime.date(2026, 1, 1), 110


def days_by_age(spells):
    """Days by year, sex and completed age of people who are at home from one day to before another."""
    days = collections.Counter()
    born, since, to = (spells[column].to_numpy("M8[D]") for column in ("born", "since", "to"))
    # Day and month of birth, which a leap year between shifts: by month first, then by day.
    month = (born.astype("M8[M]") - born.astype("M8[Y]")).astype(int)
    day = (born - born.astype("M8[M]")).astype(int)
    for year in range(FIRST, END.year):
        first, last = np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01")
        birthday = (np.datetime64(str(year), "Y").astype("M8[M]") + month).astype("M8[D]") + day
        begins, ends = np.maximum(since, first), np.minimum(to, last)
        middle = np.clip(birthday, begins, np.maximum(begins, ends))
        age = year - born.astype("M8[Y]").astype(int) - 1970
        for years, lived in ((age - 1, middle - begins), (age, np.maximum(ends, begins) - middle)):
            cells = np.where(spells.sex == "male", 0, OPEN + 1) + np.clip(years, 0, OPEN)
            for cell, total in enumerate(np.bincount(cells, lived.astype(int))):
                days[year, ("male", "female")[cell // (OPEN + 1)], cell % (OPEN + 1)] += int(total)
    return days


def spells_at_home(lives):
    """Of people who have crossed once at most: until the night of it, and from the day of the return on."""
    has_left, has_come = lives.last_crossed.notna(), lives.last_returned.notna()
    before = lives.assign(to=lives.until.where(~has_left, lives.last_crossed))[has_left | ~has_come]
    after = lives.assign(since=lives.last_returned)[has_come]
    return pd.concat([before, after])


@pytest.fixture(scope="module")
def told(whole_run):
    series = pd.read_parquet(whole_run / "series.parquet")
    chosen = series[(series.measure == "exposure") & (series.level == "nation")]
    assert set(chosen.unit) == {"person_years"}
    return chosen.set_index(["year", "sex", "age"]).value * A_YEAR


def test_exposure_is_what_the_lives_say_day_by_day(whole_run, told):
    lives = pd.read_parquet(whole_run / "lives.parquet")
    lives["sex"] = lives.sex.astype(str)
    lives["until"] = lives.died.fillna(END)
    lives["since"] = lives.born.clip(lower=datetime.date(FIRST, 1, 1))
    lives["to"] = lives.until
    with open(ROOT / "data" / "places" / "places.csv", encoding="utf-8") as places:
        home = [place["place"] for place in csv.DictReader(places) if place["kind"] not in ("abroad", "south")]
    lives = lives[(lives.until > lives.since) & (lives.birth_place.isin(home) | lives.last_returned.notna())]
    # Of several crossings the last dates alone do not tell when somebody was at home between.
    is_clear = lives.crossings < 2
    lived, perhaps = days_by_age(spells_at_home(lives[is_clear])), days_by_age(lives[~is_clear])
    assert 0 < sum(perhaps.values()) < 0.02 * sum(lived.values()), "or those would hide what is wrong"
    off = {cell: round(days) - lived[cell] for cell, days in told.items()}
    assert not {cell: days for cell, days in off.items() if not 0 <= days <= perhaps[cell]}


def test_a_rate_to_the_day_is_near_that_of_the_register(whole_run, told):
    series = pd.read_parquet(whole_run / "series.parquet")
    nation = series[(series.level == "nation") & series.status.isna()]
    people = nation[(nation.measure == "population") & nation.age.notna()].set_index(["year", "sex", "age"]).value
    years = sorted(set(told.index.get_level_values("year")))
    assert years == list(range(FIRST, years[-1] + 1))
    for year in years:
        between = (people.loc[year].sum() + people.loc[year + 1].sum()) / 2
        assert told.loc[year].sum() / A_YEAR == pytest.approx(between, rel=0.01)
    deaths = nation[(nation.measure == "deaths") & nation.age.notna()].set_index(["year", "sex", "age"]).value
    lives = pd.read_parquet(whole_run / "lives.parquet", columns=["sex", "born", "died"]).dropna()
    born, died = pd.to_datetime(lives.born), pd.to_datetime(lives.died)
    on_birthday = lives[(born.dt.month == died.dt.month) & (born.dt.day == died.dt.day)].index
    short = {(died[i].year, lives.sex[i], float(died[i].year - born[i].year)) for i in on_birthday}
    without = {cell for cell in deaths[deaths > 0].index if told[cell] <= 0}
    assert without <= short, "nobody dies who has not lived, but for those who die on a birthday"
    assert np.isfinite(told).all() and (told >= 0).all()

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Spells in households and nights on the river say what the counts, the lives and the events say."""

import duckdb
import pytest

from test_run_directory import run, said  # noqa: F401  (fixtures)


@pytest.fixture(scope="module")
def db(run):  # noqa: F811
    connection = duckdb.connect()
    for name in ("lives", "households", "crossings", "events", "series"):
        if (run / f"{name}.parquet").exists():
            connection.execute(f"create view {name} as from '{run}/{name}.parquet'")
    return connection


def rows(db, query):
    return db.sql(query).fetchall()


def test_spells_of_a_person_neither_overlap_nor_leave_the_life(db):
    assert rows(db, "select count(*) from households")[0][0] > 10_000
    assert rows(db, """
        select * from (select person, "from", "to", lead("from") over (partition by person order by "from") as next
                       from households)
        where "to" <= "from" or next < "to" or ("to" is null and next is not null)""") == []
    assert rows(db, """
        select h.person from households h join lives l using (person)
        where h."from" < l.born or h."to" > l.died or (h."to" is null and l.died is not null)""") == []


def test_a_household_is_in_one_place(db):
    assert rows(db, "select household from households group by household having count(distinct place) > 1") == []
    assert rows(db, "select min(household) from households")[0][0] >= 1


def test_the_households_of_a_day_are_those_that_the_series_counts(db):
    """Of each place on the first of January: how many people live in how many households."""
    different = rows(db, """
        with days as (select distinct year, make_date(year, 1, 1) as day from series where measure = 'households'
                      and year > (select min(year) from series)),
        spelled as (select year, place::text as place, count(*) as members, count(distinct household) as households
                    from days, households where "from" < day and ("to" is null or "to" >= day) group by all),
        counted as (select year, place::text as place, sum(value) filter (measure = 'household_members') as members,
                           sum(value) filter (measure = 'households') as households
                    from series join days using (year) where level = 'place' and status is null
                    group by all having households > 0)
        select * from counted full join spelled using (year, place)
        where counted.members is distinct from spelled.members
           or counted.households is distinct from spelled.households""")
    assert different == [], different[:5]


def test_whoever_has_a_household_at_the_end_has_it_in_both_tables(db):
    assert rows(db, """
        select person from lives l left join (select person, household as last, "to" from households
            qualify row_number() over (partition by person order by "from" desc) = 1) using (person)
        where l.household <> case when "to" is not distinct from l.died then coalesce(last, 0) else 0 end""") == []
    assert rows(db, "select count(*) from lives where household > 0 and died is null")[0][0] > 1000


@pytest.fixture
def crossings(db, said):  # noqa: F811
    if said["events_written"] != "all":
        pytest.skip("this run has not all events")
    return db


def test_each_night_on_the_river_has_a_row(crossings):
    assert rows(crossings, """
        select * from (select person, date as night, place::text as place from events where event = 'border.crossing')
        full join (select person, night, bank::text as bank from crossings) using (person, night)
        where place is distinct from bank""") == []
    assert rows(crossings, "select count(*) from crossings")[0][0] > 100


def test_nights_add_up_to_the_lives(crossings):
    assert rows(crossings, """
        with told as (select person, count(*) filter (across) as crossed,
                   min(night) filter (across) as first, max(night) filter (across) as last,
                   count(*) filter (ended_how = 'went_back') as own, count(*) filter (ended_how = 'sent_back') as forced,
                   max(arrived) as came from crossings group by person)
        select * from lives left join told using (person)
        where crossings <> coalesce(crossed, 0) or first_crossed is distinct from first
           or last_crossed is distinct from last or own_returns <> coalesce(own, 0)
           or forced_returns > coalesce(forced, 0) or (came is not null and arrived is distinct from came)""") == []


def test_nights_follow_each_other_and_end_one_way(crossings):
    assert rows(crossings, """
        select person from (select *, lead(night) over (partition by person order by night) as following,
                            row_number() over (partition by person order by night) as position from crossings)
        where next is distinct from following or nth <> position or ended > next or ended < night
           or (ended is null) <> (ended_how is null) or "left" > night or settled < night or sold < night
           or (not across and ended_how not in ('drowned', 'caught'))
           or (across and ended_how in ('drowned', 'caught'))
           or (following is not null and ended is null)""") == []


def test_who_is_led_went_with_somebody_who_led(crossings):
    assert rows(crossings, "select count(*) from crossings where led_by > 0")[0][0] > 5
    assert rows(crossings, """
        select person from crossings c where led_by > 0 and (not with_family or led_by = person
            or not exists (from events e where e.person = c.led_by and event = 'border.departure'
                           and e.date between c."left" - 40 and c.night))""") == []


def test_death_ends_what_is_open(crossings):
    assert rows(crossings, """
        select person from crossings join lives using (person) where (ended is null and died is not null)
            or (ended_how = 'died' and ended is distinct from died) or ended > died""") == []

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Finding lives by what happened to them: the answers are those of the tables, asked in SQL."""

import re
import subprocess

import duckdb
import pandas
import pytest

from test_run_directory import ROOT, run, said  # noqa: F401  (fixtures)


def find(run, *words, code=0):  # noqa: F811
    done = subprocess.run([ROOT / "build" / "release" / "counterlife", "find", str(run), *map(str, words)],
                          capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout if code == 0 else done.stderr


def count(text):
    return int(re.search(r"^(\d+) (?:life matches|lives match)", text, re.M).group(1))


def funnel(text):
    lines = text.split("\n\n")[0].splitlines()[1:]
    return [int(line.split()[0]) for line in lines]


# Who died before the run is on record, and has no life in it.
LIVES = "(select * from '{}/lives.parquet' where died is null or died >= date '1955-01-01')"


def sql(run, question):  # noqa: F811
    return duckdb.sql(question.replace("EVENTS", f"'{run}/events.parquet'")
                      .replace("LIVES", LIVES.format(run))).fetchall()[0][0]


def test_a_step_within_years_of_another(run):  # noqa: F811
    asked = find(run, "enlisted; member within 4 years")
    assert count(asked) == sql(run, """
        select count(distinct a.person) from EVENTS a join EVENTS b using (person)
        where a.event = 'army.reporting' and b.event = 'party.admission'
          and b.date >= a.date and b.date <= a.date + interval 4 year""")
    assert count(asked) > 0


def test_people_ages_dates_and_places(run):  # noqa: F811
    place = sql(run, "select place from EVENTS where event = 'labour.placement' group by 1 order by count(*) desc")
    asked = find(run, f"women born 1950..1970; labour.placement age 20..29 in 1975..1985 place {place}")
    assert count(asked) == sql(run, f"""
        select count(distinct person) from EVENTS as happened join LIVES using (person)
        where event = 'labour.placement' and sex = 'female' and year(born) between 1950 and 1970
          and date_sub('year', born, date) between 20 and 29
          and year(date) between 1975 and 1985 and happened.place = '{place}'""")
    assert count(asked) > 0


def test_nobody_is_found_who_died_before_the_run(run):  # noqa: F811
    before = find(run, "women died 1800..1954; never person.maternity")
    assert count(before) == 0
    on_record = duckdb.sql(f"""select count(*) from '{run}/lives.parquet'
        where sex = 'female' and year(died) < 1955""").fetchall()[0][0]
    assert on_record > 100


def test_what_never_happened_and_what_happened_twice(run):  # noqa: F811
    women = sql(run, "select count(*) from LIVES where sex = 'female'")
    mothers = sql(run, "select count(distinct person) from EVENTS where event = 'person.maternity'")
    assert count(find(run, "women; never person.maternity")) == women - mothers
    assert count(find(run, "women; person.maternity twice")) == sql(run, """
        select count(*) from (select person from EVENTS where event = 'person.maternity'
                              group by 1 having count(*) >= 2)""")


def test_the_funnel_narrows_and_the_lives_shown_are_some_of_those_found(run):  # noqa: F811
    asked = find(run, "men; enlisted; discharged; never married; married within 9 years", "--show", 3)
    steps = funnel(asked)
    assert len(steps) == 4 and steps == sorted(steps, reverse=True) and steps[-1] == count(asked)
    ids = re.findall(r"counterlife life \S+ (\d+)", asked)
    assert len(ids) == 3
    for who in ids:
        assert sql(run, f"select count(*) from EVENTS where person = {who} and event = 'army.reporting'") == 1


def test_states_hold_at_the_time(run):  # noqa: F811
    assert count(find(run, "army.discharge while soldier")) == count(find(run, "army.discharge"))
    assert count(find(run, "army.discharge while worker")) == 0


def test_the_shipped_pattern_is_one_of_lives_of_that_course(run):  # noqa: F811
    steps = funnel(find(run, "--like", "narrator"))
    assert len(steps) == 24 and steps[1] > 0
    assert "narrator" in find(run, "--like", "narator", code=2)


def test_a_file_is_read_in_the_place_of_a_pattern(run, tmp_path):  # noqa: F811
    mine = tmp_path / "mine.pattern"
    mine.write_text("men  # and no women\nenlisted\nmember within 4 years\n")
    assert count(find(run, mine)) == count(find(run, "men; enlisted; member within 4 years"))
    assert "no such file" in find(run, tmp_path / "none.pattern", code=2).lower()


def test_every_step_of_the_shipped_pattern_across_the_river_happens_to_somebody(run):  # noqa: F811
    lines = (ROOT / "patterns" / "narrator.pattern").read_text().splitlines()
    steps = [line.split("#")[0].split(" within ")[0].split(" after ")[0].strip() for line in lines]
    far = steps[steps.index("came_back"):]
    assert far.count("security.custody_step detail 3") == far.count("security.custody_step detail 20") == 1
    for step in far:
        if step in ("family.empty_house", "security.confession", "search.setting_out") or "custody" in step:
            assert count(find(run, step)) > 0, step
    assert count(find(run, "; then ".join(far[:3]))) <= count(find(run, "family.empty_house"))


def test_a_province_is_known_by_its_places(run):  # noqa: F811
    asked = find(run, 'enlisted; army.homecoming province "North Hamgyong"')
    places = pandas.read_csv(ROOT / "data" / "places" / "places.csv")
    there = set(places[places.province == "North Hamgyong"].place)
    found = duckdb.sql(f"select person, event, place from '{run}/events.parquet' "
                       "where event in ('army.homecoming', 'army.reporting')").df()
    home = set(found[(found.event == "army.homecoming") & found.place.isin(there)].person)
    assert count(asked) == len(home & set(found[found.event == "army.reporting"].person)) > 0


def test_what_is_wrong_is_said_with_a_caret(run, tmp_path):  # noqa: F811
    said = find(run, "enlistd; then left wihtin 3 months; then border.wading twice", "--show", "x",
                "--sequences", "SPS", "--sample", "0", "-o", tmp_path / "there", code=2)
    for word in ("'enlisted'", "'within'", "'border.wading'", "--show", "--sequences", "--sample", "^"):
        assert word in said, (word, said)
    lines = said.splitlines()
    at = next(i for i, line in enumerate(lines) if "wihtin" in line)
    assert lines[at + 1][lines[at + 2].index("^"):].startswith("wihtin")
    assert not (tmp_path / "there").exists()
    assert "--out" in find(run, "everyone", "--weights", "-o", tmp_path / "x", code=2)
    assert "no pattern" in find(run, code=2)


def test_a_run_with_some_of_the_events_or_none(tmp_path):
    for events in ("1:5", "none"):
        subprocess.run([ROOT / "build" / "release" / "counterlife", "run", "--scale", "1:5000", "--to", "1965", "--quiet",
                        "--events", events, "-o", tmp_path / events], check=True, cwd=ROOT)
    asked = find(tmp_path / "1:5", "women; never school.leaving")
    women = sql(tmp_path / "1:5", "select count(*) from LIVES where sex = 'female'")
    assert 0.1 * women < funnel(asked)[0] < 0.3 * women
    assert int(re.search(r"stand for (\d+) people", asked).group(1)) == count(asked) * 5000 * 5
    assert "a run without events" in find(tmp_path / "none", "enlisted", code=2)


@pytest.fixture(scope="session")
def sequences(run, tmp_path_factory):  # noqa: F811
    folder = tmp_path_factory.mktemp("sequences")
    for form in ("STS", "SPELL"):
        find(run, "people born 1930..1990", "--sequences", form, "--sample", 300, "--weights",
             "-o", folder / f"{form}.csv")
    return folder


def test_both_forms_say_the_same(run, sequences):  # noqa: F811
    sts = pandas.read_csv(sequences / "STS.csv", dtype=str).set_index("id")
    spells = pandas.read_csv(sequences / "SPELL.csv", dtype={"id": str})
    assert list(spells.columns) == ["id", "begin", "end", "status", "born", "weight"]
    steps = [name for name in sts.columns if name not in ("born", "weight")]
    assert steps == [str(year) for year in range(1955, 2026)]
    assert len(sts) == 300 and set(spells.id) == set(sts.index)
    wide = pandas.DataFrame(index=sts.index, columns=steps, dtype=object)
    for spell in spells.itertuples():
        wide.loc[spell.id, steps[spell.begin - 1:spell.end]] = spell.status
    assert (wide.fillna("") == sts[steps].fillna("")).all(axis=None)


def test_states_begin_with_birth_and_end_with_death(run, sequences):  # noqa: F811
    sts = pandas.read_csv(sequences / "STS.csv", dtype=str).set_index("id")
    lives = pandas.read_parquet(run / "lives.parquet").set_index("person")
    for who, row in sts.iterrows():
        life = lives.loc[int(who)]
        for year in range(1955, 2026):
            day = pandas.Timestamp(year, 1, 1).date()
            state = row[str(year)]
            assert pandas.isna(state) == (day < life.born), (who, year)
            assert (state == "dead") == (life.died is not None and life.died <= day), (who, year)
    assert {"soldier", "retired", "farm", "pupil", "at_home"} <= set(sts.stack())


def test_the_states_stand_beside_with_words_groups_and_colours(run, sequences):  # noqa: F811
    table = pandas.read_csv(sequences / "STS.states.csv")
    assert list(table.columns) == ["state", "label", "group", "group_label", "colour"]
    sts = pandas.read_csv(sequences / "STS.csv", dtype=str).set_index("id")
    assert set(sts.drop(columns=["born", "weight"]).stack().dropna()) <= set(table.state)
    assert len(table) == 28 and table.state.is_unique and table.label.is_unique and table.colour.is_unique
    assert table.colour.str.fullmatch("#[0-9a-f]{6}").all()
    assert len(set(table.group) - {"dead"}) == 10
    assert table.groupby("group").group_label.nunique().eq(1).all()


def test_states_that_a_stopped_command_left_stand_in_nobodys_way(run, tmp_path):  # noqa: F811
    words = ("enlisted in 1980", "--sequences", "STS", "-o", tmp_path / "a.csv")
    find(run, *words)
    whole, states = (tmp_path / "a.csv").read_bytes(), tmp_path / "a.states.csv"
    (tmp_path / "a.csv").unlink()
    find(run, *words)
    assert (tmp_path / "a.csv").read_bytes() == whole
    (tmp_path / "a.csv").unlink()
    states.write_text(states.read_text() + "mine,mine,mine,mine,#000000\n")
    mine = states.read_text()
    assert "a.states.csv', which exists already" in find(run, *words, code=2)
    assert states.read_text() == mine and not (tmp_path / "a.csv").exists()


def test_weights_sum_to_the_people_found(run, said, sequences):  # noqa: F811
    people = sql(run, "select count(*) from LIVES where year(born) between 1930 and 1990")
    scale = int(said["scale"].split(":")[1])
    weights = pandas.read_csv(sequences / "STS.csv").weight
    assert weights.sum() == pytest.approx(people * scale)


def test_months_are_an_axis_of_their_own(run, tmp_path):  # noqa: F811
    find(run, "enlisted in 1980", "--sequences", "STS", "--step", "month", "-o", tmp_path / "m.csv")
    sts = pandas.read_csv(tmp_path / "m.csv")
    assert "1955-01" in sts and "2025-12" in sts and len(sts.columns) == 2 + 71 * 12
    assert (sts["1981-01"] == "soldier").mean() > 0.95


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "patterns").glob("*.pattern")))
def test_every_shipped_pattern_is_sound(name, run):  # noqa: F811
    steps = funnel(find(run, "--like", name, "--show", 0))
    assert steps[0] > 0 and steps == sorted(steps, reverse=True)


def test_deaths_on_the_river_and_in_custody_are_deaths(run):  # noqa: F811
    ways = ("drowned", "froze", "died_in_custody", "person.death")
    assert count(find(run, "died")) >= sum(count(find(run, way)) for way in ways)


def test_a_word_may_mean_a_part_of_a_detail(run):  # noqa: F811
    assert count(find(run, "prison")) == sql(
        run, "select count(distinct person) from EVENTS "
             "where event = 'security.confession' and detail & 15 = 5")


def test_a_slip_does_not_hide_what_is_wrong_after_it(run):  # noqa: F811
    said = find(run, "enlisted; sent wihtin 3 monts", code=2)
    assert "'within'" in said and "'months'" in said
    assert "earlier to the later" in find(run, "men born 1955..1900", code=2)
    assert "'men'" in find(run, "Mens; enlisted", code=2)


@pytest.mark.parametrize("out", ["/proc/there.csv", "no/such/folder/there.csv"])
def test_a_file_that_cannot_be_written_is_told_before_the_search(out, run):  # noqa: F811
    assert "--out" in find(run, "enlisted", "--sequences", "STS", "-o", out, code=2)

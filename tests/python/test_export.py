# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A run as SOCSIM's readers read it agrees with the tables of the run."""

import re
import resource
import shutil
import subprocess

import duckdb
import numpy
import pandas
import pyarrow
import pyarrow.compute
import pyarrow.parquet
import pytest

from test_run_directory import ROOT, run  # noqa: F401  (fixture)

OPOP = "pid fem group nev dob mom pop nesibm nesibp lborn marid mstat dod fmult".split()
OMAR = "mid wpid hpid dstart dend rend wprior hprior".split()
DIVORCE, DEATH, IN_FORCE = 2, 3, 16
SINGLE, DIVORCED, WIDOWED, MARRIED = 1, 2, 3, 4


def export(run, *words, **more):  # noqa: F811
    return subprocess.run([ROOT / "build" / "release" / "counterlife", "export", str(run), *map(str, words)],
                          capture_output=True, text=True, cwd=ROOT, timeout=120, **more)


@pytest.fixture(scope="module")
def said(run, tmp_path_factory):  # noqa: F811
    name = tmp_path_factory.mktemp("socsim") / "nation"
    done = export(run, "--format", "socsim", "-o", name)
    assert done.returncode == 0, done.stderr
    return name, done.stdout


def read(path, columns):
    """As R's read.table does: fields apart by any blanks, whole numbers and no others."""
    text = path.read_text()
    assert {len(line.split()) for line in text.splitlines()} == {len(columns)}
    assert not re.search(r"[^\d \n]", text)
    return pandas.read_csv(path, sep=r"\s+", header=None, names=columns)


@pytest.fixture(scope="module")
def people(said):
    return read(said[0].with_suffix(".opop"), OPOP)


@pytest.fixture(scope="module")
def marriages(said):
    return read(said[0].with_suffix(".omar"), OMAR)


@pytest.fixture(scope="module")
def lives(run):  # noqa: F811
    return pandas.read_parquet(run / "lives.parquet")


def first_year(said):
    return int(re.search(r"month 1 is January (\d+)", said[1]).group(1))


def months(dates, year):
    """Months of days, 0 where there is none."""
    days = pandas.to_datetime(dates)
    return ((days.dt.year - year) * 12 + days.dt.month).fillna(0).astype(int).to_numpy()


@pytest.fixture(scope="module")
def weddings(run, said):  # noqa: F811
    """What husband or wife says of a wedding, and whether the other lived to see the day."""
    told = duckdb.sql(f"""
        with told as (select person, other, date, person as wpid, other as hpid from '{run}/events.parquet'
                      where event = 'marriage.vow'
                      union all select person, other, date, other, person from '{run}/events.parquet'
                      where event = 'marriage.wedding')
        select told.*, died is not null and died < date as alone
        from told join '{run}/lives.parquet' as lives on lives.person = told.other""").df()
    told["month"] = months(told.date, first_year(said))
    return told


@pytest.fixture(scope="module")
def promised(run, lives):  # noqa: F811
    """Men whose wife on record they have promised to marry, and no wedding came of it."""
    return duckdb.sql(f"""
        select person from '{run}/lives.parquet' as lives where exists (
            select * from '{run}/events.parquet' as told where event = 'marriage.promise'
            and told.person = lives.person and told.other = lives.spouse) and not exists (
            select * from '{run}/events.parquet' as told where event = 'marriage.wedding'
            and told.person = lives.person and told.other = lives.spouse)""").df().person.to_list()


def last_partners(people, marriages):
    last = marriages.set_index("mid").reindex(people.marid)
    return numpy.where(people.fem == 1, last.hpid.fillna(0), last.wpid.fillna(0)).astype(int)


def test_everybody_is_there_once_and_in_order(people, lives):
    assert people.pid.to_list() == list(range(1, len(lives) + 1)) == lives.person.to_list()
    assert (people.fem == (lives.sex == "female")).all()
    assert (people.group == 1).all() and (people.nev == 0).all() and (people.fmult == 1).all()


def test_parents_and_months_are_those_of_the_run(people, lives, said):
    year = first_year(said)
    assert (people.mom == lives.mother).all() and (people["pop"] == lives.father).all()
    assert (people.dob == months(lives.born, year)).all()
    assert (people.dod == months(lives.died, year)).all()
    assert people.dob.min() >= 1 and (people.mom > 0).any()
    begins, ends = map(int, re.search(r"begins in month (\d+) and ends in month (\d+)", said[1]).groups())
    # The first of those born in the run is born soon after its beginning, the last before its end.
    born_in_it = people.dob[~lives.founder & (pandas.to_datetime(lives.born).dt.year >= 1955)]
    assert begins <= born_in_it.min() < begins + 12 and ends - 12 < born_in_it.max() <= ends


def test_each_has_the_marriages_that_lives_count_and_the_last_spouse(people, marriages, lives, weddings, promised):
    # The run counts a wedding to somebody who is dead by then, of which word is on its way.
    each = pandas.concat([marriages.wpid, marriages.hpid, weddings.person[weddings.alone]]).value_counts()
    assert (each.reindex(lives.person).fillna(0).to_numpy() == lives.marriages).all()
    # A widower's wife on record is whom he has promised, from the day on which he names the day.
    unsettled = weddings.person[weddings.alone].to_list() + promised
    others = ~people.pid.isin(unsettled)
    assert (last_partners(people, marriages) == lives.spouse)[others].all() and others.mean() > 0.99
    assert marriages.mid.to_list() == list(range(1, len(marriages) + 1))
    assert marriages.dstart.is_monotonic_increasing
    assert (people.fem.loc[marriages.wpid - 1] == 1).all() and (people.fem.loc[marriages.hpid - 1] == 0).all()


def test_marriages_begin_with_the_weddings(marriages, weddings, said):
    begins = int(re.search(r"begins in month (\d+)", said[1]).group(1))
    told = weddings[~weddings.alone]
    first = told.groupby(["wpid", "hpid"]).month.min()
    of_the_run = marriages[marriages.dstart >= begins].groupby(["wpid", "hpid"]).dstart.min()
    assert of_the_run.to_dict() == first.to_dict()
    earlier = marriages[marriages.dstart < begins]
    assert len(earlier) > 100
    earlier = earlier[earlier.rend != DIVORCE]  # Who is divorced may marry again.
    assert len(weddings.merge(earlier, on=["wpid", "hpid"])) == 0


def test_marriages_from_before_begin_nine_months_before_the_first_child(people, marriages, said):
    begins = int(re.search(r"begins in month (\d+)", said[1]).group(1))
    births = people.groupby(["mom", "pop"]).dob.min().rename("birth")
    earlier = marriages[marriages.dstart < begins].merge(
        births, left_on=["wpid", "hpid"], right_index=True, how="left")
    dod = people.set_index("pid").dod.replace(0, 10**6)
    latest = numpy.minimum(dod.loc[earlier.wpid].to_numpy(), dod.loc[earlier.hpid].to_numpy())
    latest = numpy.minimum(latest, begins - 1)
    expected = numpy.fmin(latest, earlier.birth.to_numpy() - 9)
    assert (earlier.dstart.to_numpy() == expected).all()


def test_marriages_end_by_the_divorces_and_deaths_of_the_run(run, people, marriages, said):  # noqa: F811
    year = first_year(said)
    dod = people.set_index("pid").dod
    of_wife, of_husband = dod.loc[marriages.wpid].to_numpy(), dod.loc[marriages.hpid].to_numpy()
    lives_on = (of_wife == 0) & (of_husband == 0)
    never = 10**6
    death = numpy.minimum(numpy.where(of_wife, of_wife, never), numpy.where(of_husband, of_husband, never))
    parted = duckdb.sql(f"""select person as wpid, other as hpid, date from '{run}/events.parquet'
                            where event = 'marriage.divorce'""").df()
    parted["month"] = months(parted.date, year)
    # A marriage may be dissolved that has ended already, by a death across the river that nobody has heard of.
    first_death = dod.loc[parted.wpid].replace(0, never).to_numpy(), dod.loc[parted.hpid].replace(0, never).to_numpy()
    parted = parted[numpy.minimum(*first_death) >= parted.month]
    divorces = marriages[marriages.rend == DIVORCE]
    assert sorted(zip(divorces.wpid, divorces.hpid, divorces.dend)) == \
        sorted(zip(parted.wpid, parted.hpid, parted.month)) and len(divorces) > 10
    dead = marriages.rend == DEATH
    assert (marriages.dend[dead] == death[dead]).all() and dead.sum() > 100
    going_on = marriages.rend == IN_FORCE
    assert (marriages.dend[going_on] == 0).all() and lives_on[going_on].all() and going_on.sum() > 100
    assert (dead | going_on | (marriages.rend == DIVORCE)).all()
    assert (marriages.dend[~going_on] >= marriages.dstart[~going_on]).all()


@pytest.mark.parametrize("side", ["w", "h"])
def test_prior_marriages_lead_back_to_the_first_and_do_not_overlap(people, marriages, side):
    by_number = marriages.set_index("mid")
    later = marriages[marriages[side + "prior"] > 0]
    prior = by_number.loc[later[side + "prior"]]
    assert len(later) > 10
    assert (prior[side + "pid"].to_numpy() == later[side + "pid"].to_numpy()).all()
    assert (prior.rend != IN_FORCE).all()
    assert (prior.dend.to_numpy() <= later.dstart.to_numpy()).all()
    assert later[side + "prior"].is_unique
    # Whoever is not named as somebody's prior is the last one, which the person names.
    lasts = by_number.drop(later[side + "prior"])
    persons = people.set_index("pid").loc[lasts[side + "pid"]]
    assert (persons.marid.to_numpy() == lasts.index.to_numpy()).all()


def test_marital_status_is_that_of_the_last_marriage(people, marriages, lives):
    last = marriages.set_index("mid").reindex(people.marid).reset_index()
    known = lives.marital.astype(str).map(
        {"never_married": SINGLE, "divorced": DIVORCED, "widowed": WIDOWED, "married": MARRIED})
    died = pandas.to_datetime(lives.set_index("person").died)
    of_partner = died.reindex(last_partners(people, marriages)).fillna(pandas.Timestamp("2200-01-01"))
    died_first = (people.dod > 0) & (died.to_numpy() <= of_partner.to_numpy())
    expected = numpy.select(
        [last.rend == DIVORCE, (last.rend == DEATH) & ~died_first, last.rend.isin([DEATH, IN_FORCE])],
        [DIVORCED, WIDOWED, MARRIED], known)
    assert (people.mstat == expected).all()
    # What people know of themselves is the same, but of those whom no word has reached.
    assert (known != people.mstat).mean() < 0.002


@pytest.mark.parametrize("parent, elder", [("mom", "nesibm"), ("pop", "nesibp")])
def test_chains_reach_every_child_once_from_the_last_born(people, parent, elder):
    next_elder = [0, *people[elder]]
    last_born = [0, *people.lborn]
    dob = [0, *people.dob]
    children = people[people[parent] > 0].groupby(parent).pid.apply(set)
    assert children.map(len).max() > 3
    for who, all_of_them in children.items():
        chain = []
        one = last_born[who]
        while one and len(chain) <= len(all_of_them):
            chain.append(one)
            one = next_elder[one]
        assert len(chain) == len(all_of_them) and set(chain) == all_of_them, who
        births = [dob[one] for one in chain]
        assert births == sorted(births, reverse=True)
    assert (people.lborn[~people.pid.isin(people.mom) & ~people.pid.isin(people["pop"])] == 0).all()


def test_every_complaint_is_told_at_once_and_nothing_is_written(run, tmp_path):  # noqa: F811
    there = tmp_path / "nation.omar"
    there.write_text("as it was")
    refused = export(tmp_path / "no-run", "--format", "socsin", "-o", tmp_path / "nation")
    assert refused.returncode == 2 and refused.stdout == ""
    assert "--format: found 'socsin'; allowed socsim; did you mean 'socsim'?" in refused.stderr
    assert "nation.omar', which exists already" in refused.stderr
    assert "no-run" in refused.stderr
    assert there.read_text() == "as it was" and list(tmp_path.iterdir()) == [there]
    refused = export(run)
    assert refused.returncode == 2
    assert "--format: found no format" in refused.stderr and "--out: found no name" in refused.stderr
    refused = export(run, "--format", "socsim", "-o", tmp_path / "none" / "nation")
    assert refused.returncode == 2 and "no folder" in refused.stderr


@pytest.mark.parametrize("table, column, choose, value, found", [
    ("lives", "spouse", "spouse", 2_000_000_000, "2000000000 among the kin of person"),
    ("lives", "mother", "mother", -7, "-7 among the kin of person"),
    ("lives", "person", "person", 2, "2 as the number of person"),
    ("lives", "father", "father", "mother", "kin of the wrong sex in the row of person"),
    ("events", "other", "vow", 2_000_000_000, "and 2000000000 as a couple"),
    ("events", "other", "vow", "person", "as a couple")])
def test_tables_that_name_nobody_are_refused(run, tmp_path, table, column, choose, value, found):  # noqa: F811
    """One value is another; whatever the file says of itself stays."""
    shutil.copytree(run, tmp_path / "run")
    path = tmp_path / "run" / f"{table}.parquet"
    rows = pyarrow.parquet.read_table(path)
    is_chosen = pyarrow.compute.equal(rows["event"].cast("string"), "marriage.vow") if choose == "vow" \
        else pyarrow.compute.not_equal(rows[choose], 0)
    at = pyarrow.compute.index(is_chosen, True).as_py()
    values = rows[column].to_pylist()
    values[at] = rows[value][at].as_py() if isinstance(value, str) else value
    number = rows.schema.get_field_index(column)
    rows = rows.set_column(number, rows.schema.field(number), pyarrow.array(values, pyarrow.int32()))
    facts = pyarrow.parquet.read_metadata(path).metadata
    rows = rows.replace_schema_metadata({key: facts[key] for key in facts if key != b"ARROW:schema"})
    pyarrow.parquet.write_table(rows, path, compression="zstd")
    refused = export(tmp_path / "run", "--format", "socsim", "-o", tmp_path / "nation")
    assert refused.returncode == 2 and refused.stdout == ""
    assert f"{path}: found" in refused.stderr and found in refused.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]


def test_a_disk_that_fills_up_leaves_neither_file(run, tmp_path):  # noqa: F811
    def no_file_above_1000_kilobytes():  # Room for one of the two, and not for the other.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    done = export(run, "--format", "socsim", "-o", tmp_path / "nation",
                  preexec_fn=no_file_above_1000_kilobytes)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "nation.opop" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("events, found", [("none", "a run without events"), ("1:5", "events of 1:5 of the lives")])
def test_a_run_without_all_events_is_refused(tmp_path, events, found):
    made = tmp_path / "run"
    subprocess.run([ROOT / "build" / "release" / "counterlife", "run", "--scale", "1:10000", "--to", "1956", "--events", events,
                    "--quiet", "-o", made], check=True, cwd=ROOT, capture_output=True)
    refused = export(made, "--format", "socsim", "-o", tmp_path / "nation")
    assert refused.returncode == 2 and refused.stdout == ""
    assert f"{made / 'run.toml'}: found {found}; allowed a run made with --events all" in refused.stderr
    assert list(tmp_path.iterdir()) == [made]

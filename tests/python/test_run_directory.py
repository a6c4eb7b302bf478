# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A run opens in pandas, polars and DuckDB, and its counts agree with each other.

The run is the one that COUNTERLIFE_RUN names, or else a small one made here.
"""

import datetime
import pathlib
import tomllib

import duckdb
import pandas
import polars
import pyarrow.parquet
import pytest

ROOT = pathlib.Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "formats" / "run-directory.md"


@pytest.fixture(scope="session")
def run(whole_run):
    return whole_run


@pytest.fixture(scope="session")
def said(run):
    return tomllib.loads((run / "run.toml").read_text())


def tables(said):
    return sorted(said["tables"])


def of_nation(run, measure):
    """Counts of both sexes at all ages, by year."""
    series = polars.read_parquet(run / "series.parquet")
    rows = series.filter(
        polars.col("measure") == measure,
        polars.col("level") == "nation",
        polars.col("sex") != "all",
        polars.col("age").is_null(),
        polars.col("status").is_null(),
    )
    counts = rows.group_by("year").agg(polars.col("value").sum()).sort("year")
    return {year: int(value) for year, value in counts.iter_rows()}


def test_there_is_a_table_for_all_that_was_asked_for(run, said):
    expected = {"codebook.parquet", "columns.parquet", "households.parquet", "institutions.parquet", "lives.parquet",
                "series.parquet"}
    if said["events_written"] != "none":
        expected |= {"crossings.parquet", "events.parquet"}
    assert set(tables(said)) == expected
    assert {path.name for path in run.glob("*.parquet")} == expected


def test_all_readers_count_the_rows_that_run_toml_counts(run, said):
    for name in tables(said):
        path = run / name
        count = said["tables"][name]
        assert len(pandas.read_parquet(path, dtype_backend="pyarrow")) == count
        assert polars.scan_parquet(path).select(polars.len()).collect().item() == count
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(count,)]


def test_all_readers_see_the_same_values(run, said):
    for name in tables(said):
        path = run / name
        table = polars.read_parquet(path).with_columns(polars.selectors.categorical().cast(str))
        from_duckdb = duckdb.sql(f"select * from '{path}'").pl()
        from_pandas = polars.from_pandas(pandas.read_parquet(path, dtype_backend="pyarrow"))
        from_pandas = from_pandas.with_columns(polars.selectors.categorical().cast(str))
        assert table.equals(from_duckdb), name
        assert table.equals(from_pandas), name


def test_dates_are_dates_and_categories_are_categories(run):
    lives = pyarrow.parquet.read_schema(run / "lives.parquet")
    assert str(lives.field("born").type) == "date32[day]"
    assert str(lives.field("sex").type).startswith("dictionary<values=string")
    frame = pandas.read_parquet(run / "lives.parquet")
    assert isinstance(frame["sex"].dtype, pandas.CategoricalDtype)


def test_identities_are_unique_and_parents_and_spouses_are_people(run):
    lives = duckdb.read_parquet(str(run / "lives.parquet"))
    counts = duckdb.sql("select count(*), count(distinct person) from lives").fetchall()
    assert counts[0][0] == counts[0][1]
    for kin in ("mother", "father", "spouse"):
        strangers = duckdb.sql(
            f"select count(*) from lives a anti join lives b on a.{kin} = b.person "
            f"where a.{kin} <> 0"
        ).fetchall()
        assert strangers == [(0,)], kin


def test_every_founder_has_a_mother_and_a_father_among_the_lives(run, said):
    lives = polars.read_parquet(run / "lives.parquet")
    founders = lives.filter(polars.col("founder"))
    for parent, sex in (("mother", "female"), ("father", "male")):
        of = lives.filter(polars.col("sex") == sex).select(polars.col("person").alias(parent), "died")
        on_record = founders.select("person", "born", parent).join(of, on=parent)
        assert len(on_record) == len(founders) > 0
        assert on_record.filter(polars.col("died") < polars.col("born").dt.offset_by("-300d")).is_empty()
    widowed = founders.filter(polars.col("marital") == "widowed")
    assert set(widowed["spouse"]) <= set(lives["person"])


def test_lives_agree_with_run_toml_and_the_series(run, said):
    lives = polars.read_parquet(run / "lives.parquet")
    assert len(lives) == said["tables"]["lives.parquet"] > said["lives"]
    # Who died before the run is on record as a relative, and has no life in it.
    lives = lives.filter(polars.col("died").is_null() | (polars.col("died") >= datetime.date(1955, 1, 1)))
    living = lives.filter(polars.col("died").is_null())
    population = of_nation(run, "population")
    assert len(lives) == said["lives"]
    series = polars.read_parquet(run / "series.parquet")
    elsewhere = series.filter(
        polars.col("measure").is_in(["in_china", "born_in_china", "on_the_way_south", "in_the_south"]),
        polars.col("year") == max(population),
    )
    assert len(living) == said["living"] == population[max(population)] + elsewhere["value"].sum()
    assert lives["founder"].sum() == population[min(population)]

    def by_year(rows, column):
        counts = rows.group_by(rows[column].dt.year().alias("year")).len()
        return {year: count for year, count in counts.iter_rows()}

    def without_zeros(counts):
        return {year: count for year, count in counts.items() if count}

    born = by_year(lives.filter(~polars.col("founder")), "born")
    died = by_year(lives.filter(polars.col("died").is_not_null()), "died")
    for of_lives, measure in ((born, "births"), (died, "deaths")):
        counts = without_zeros(of_nation(run, measure))
        assert of_lives.keys() == counts.keys()
        for year, count in counts.items():
            # The nation's count leaves out who is born or dies abroad; nobody is there before 1990.
            abroad = of_lives[year] - count
            assert 0 <= abroad <= (0.05 * count if year >= 1990 else 0), (measure, year)


def test_a_person_is_the_row_of_the_lives(run):
    lives = pyarrow.parquet.read_table(run / "lives.parquet")
    assert lives["person"].to_pylist() == list(range(1, lives.num_rows + 1))
    identities = lives["identity"].to_pylist()
    assert identities == sorted(set(identities)) and identities[0] >= 2**32
    for column in ("person", "mother", "father", "spouse"):
        assert str(lives.schema.field(column).type) == "int32" and lives[column].null_count == 0


def test_each_reader_finds_the_same_mothers(run):
    """Whole numbers stay what they are: by pandas with each of its backends, polars, DuckDB and Arrow itself."""
    path = run / "lives.parquet"
    expected = duckdb.sql(f"select count(*) from '{path}' where person in (select mother from '{path}')").fetchall()[0][0]
    assert expected > 1000
    frames = [pandas.read_parquet(path), pandas.read_parquet(path, dtype_backend="numpy_nullable"),
              pandas.read_parquet(path, dtype_backend="pyarrow"), duckdb.sql(f"from '{path}'").df()]
    for frame in frames:
        assert frame["person"].isin(frame["mother"]).sum() == expected
        merged = frame[["mother"]].drop_duplicates().merge(frame[["person"]], left_on="mother", right_on="person")
        assert len(merged) == expected
        assert frame["identity"].nunique() == len(frame), "and no identity is rounded"
    lives = polars.read_parquet(path)
    assert lives["person"].is_in(lives["mother"].implode()).sum() == expected


def test_institutions_of_the_events_have_a_row_each(run, said):
    institutions = polars.read_parquet(run / "institutions.parquet").with_columns(
        polars.selectors.categorical().cast(str))
    assert institutions["institution"].to_list() == list(range(-len(institutions), 0))
    if said["events_written"] != "all":
        return
    events = polars.read_parquet(run / "events.parquet", columns=["person", "other", "cause_person"])
    named = {number for column in events.columns for number in events[column].unique() if number < 0}
    assert named == set(institutions["institution"]) and len(named) > 200
    assert {"committee", "mobilisation", "registrar"} <= set(institutions["kind"])
    assert institutions["kind"].null_count() == institutions["place"].null_count() == 0


def test_children_are_those_that_the_table_has_of_founders_too(run):
    counts = duckdb.sql(f"""
        with l as (from '{run}/lives.parquet'), c as (
            select parent, count(*) as n from (select mother as parent from l union all select father from l)
            group by parent)
        select count(*), count(*) filter (coalesce(n, 0) <> children), count(*) filter (founder and children > 0)
        from l left join c on person = parent""").fetchall()[0]
    assert counts[1] == 0 and counts[2] > 1000


def test_columns_are_told_by_a_table_of_their_own(run, said):
    columns = polars.read_parquet(run / "columns.parquet").with_columns(polars.selectors.categorical().cast(str))
    for name in set(tables(said)) - {"columns.parquet"}:
        schema = pyarrow.parquet.read_schema(run / name)
        told = columns.filter(polars.col("table") == name.removesuffix(".parquet"))
        assert told["column"].to_list() == schema.names
        for field, row in zip(schema, told.iter_rows(named=True)):
            assert row["unit"] == field.metadata[b"unit"].decode()
            assert row["description"] == field.metadata[b"description"].decode()


def test_the_end_of_a_life_agrees_with_its_events(run, said):
    if said["events_written"] != "all":
        pytest.skip("this run has not all events")
    of = {rule: rows for rule, rows in duckdb.sql(f"""
        select event::text, list(distinct person) from '{run}/events.parquet'
        where event in ('border.crossing', 'army.enlistment', 'party.admission') group by event""").fetchall()}
    lives = polars.read_parquet(run / "lives.parquet")
    crossed = set(lives.filter(polars.col("crossings") > 0)["person"])
    assert crossed and crossed <= set(of["border.crossing"])
    assert (lives.filter(polars.col("crossings") > 0)["first_crossed"].null_count()) == 0
    members = set(lives.filter(polars.col("party") == "member", ~polars.col("founder"))["person"])
    assert members and members <= set(of["party.admission"])
    enlisted = lives.filter(polars.col("enlisted").is_not_null(), ~polars.col("founder"))
    assert set(enlisted["person"]) <= set(of["army.enlistment"])


def test_the_events_of_a_life_lie_together(run, said):
    if said["events_written"] == "none":
        pytest.skip("this run was asked for no events")
    file = pyarrow.parquet.ParquetFile(run / "events.parquet")
    last = -2**31
    for group in range(file.num_row_groups):
        statistics = file.metadata.row_group(group).column(0).statistics
        assert last <= statistics.min, "sorted by person over the whole file"
        last = statistics.max
    sizes = sum(file.metadata.row_group(group).column(i).total_compressed_size
                for group in range(file.num_row_groups) for i in range(file.metadata.num_columns))
    if said["events_written"] == "all":
        assert sizes <= 9 * file.metadata.num_rows


def test_events_are_sorted_by_person_in_every_row_group(run, said):
    if said["events_written"] == "none":
        pytest.skip("this run was asked for no events")
    file = pyarrow.parquet.ParquetFile(run / "events.parquet")
    for group in range(file.num_row_groups):
        events = polars.from_arrow(file.read_row_group(group, columns=["person", "date"]))
        assert events.equals(events.sort("person", "date", maintain_order=True))
        assert file.metadata.row_group(group).num_rows <= 85_000
        column = file.metadata.row_group(group).column(0)
        assert column.statistics.min == events["person"].min()
        assert column.statistics.max == events["person"].max()
        assert column.has_offset_index and column.has_column_index
    if said["events_written"] == "all":
        assert file.metadata.num_rows == said["events"]


def test_every_file_names_its_run_and_every_column_its_meaning(run, said):
    document = DOCUMENT.read_text()
    for name in tables(said):
        facts = pyarrow.parquet.read_metadata(run / name).metadata
        assert facts[b"counterlife.digest"].decode() == said["digest"]
        assert facts[b"counterlife.seed"].decode() == str(said["seed"])
        assert facts[b"counterlife.scale"].decode() == said["scale"]
        for field in pyarrow.parquet.read_schema(run / name):
            assert field.metadata[b"description"] and field.metadata[b"unit"]
            assert f"`{field.name}`" in document, f"{name}: {field.name} is not documented"


def test_every_key_of_run_toml_is_documented(said):
    document = DOCUMENT.read_text()
    for key in said:
        assert f"`{key}`" in document or f"`[{key}]`" in document, key

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What a run says of itself is held against its tables, and those against what was written."""

import datetime
import re
import shutil

import pyarrow
import pyarrow.parquet
import pytest

from test_command_line import complaints, run


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("belief") / "run"
    done = run("run", "--scale", "1:2000", "--to", "1970", "--quiet", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(honest, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(honest, folder)
    return folder


def edit(folder, pattern, by):
    """Changes the first place in run.toml that the pattern finds."""
    text = (folder / "run.toml").read_text()
    changed, count = re.subn(pattern, by, text, count=1, flags=re.MULTILINE)
    assert count == 1 and changed != text, pattern
    (folder / "run.toml").write_text(changed)


EDITS = [  # what is changed, by what, what is told
    (r"^seed = 1$", "seed = 2", "found seed '2'; allowed seed '1' as in the tables"),
    (r'^scale = "1:2000"', 'scale = "1:1000"', "found scale '1:1000'; allowed scale '1:2000'"),
    (r"^replicate = 0", "replicate = 1", "found replicate '1'"),
    (r"^to = 1971-01-01", "to = 1970-01-01", "found to '1970-01-01'; allowed to '1971-01-01'"),
    (r"^to = 1971-01-01", "to = 2500-01-01", "found '2500-01-01' as 'to'; allowed a first of Jan"),
    (r"^from = 1955-01-01", "from = 1955-01-02", "found '1955-01-02' as 'from'"),
    (r"^letters = \d+", "letters = 5", "found letters '5'"),
    (r"^living = \d+", "living = 5", "found living '5'"),
    (r"^lives = \d+", "lives = 5", "found lives '5'"),
    (r"^events = \d+", "events = 5", "found events '5'"),
    (r"^places = \d+", "places = 5", "found places '5'"),
    (r'^scenario_hash = ".', 'scenario_hash = "x', "found scenario_hash"),
    (r'^digest = "0x....', 'digest = "0x0000', "found digest"),
    (r'^events_written = "all"', 'events_written = "1:50"', "found events_written 'all'"),
    (r'^events_written = "all"', 'events_written = "none"', "beside rows of events"),
    (r'^events_written = "all"', 'events_written = "some"', "all, none, or a share"),
    (r'^    \{ name = "labour.retirement_age".*\n', "", "found input_hash"),
    (r'(name = "labour.retirement_age", key = "M", value = )\S+,', r"\g<1>59,", "found input_hash"),
    (r'(name = "labour.retirement_age", key = "M", value = )\S+,', r"\g<1>nan,", "'nan' as 'value'"),
    (r'(name = "labour.retirement_age", key = "M", value = )\S+,', r'\g<1>"old",', "'old' as 'value'"),
    (r'(name = "labour.retirement_age", key = "M".*?unit = "[^"]+", )', r"\g<1>from = 1980-01-01, ",
     "no value of 'labour.retirement_age' 'M' for 1955-01-01..1971-01-01"),
    (r'(name = "labour.retirement_age", key = "M".*?unit = "[^"]+", )',
     r"\g<1>from = 1980-01-01, to = 1960-01-01, ", "a first day (from) before the day it ends"),
    (r'^(    \{ name = "labour.retirement_age", key = "M".*\n)', r"\1\1", "found a second value of"),
    (r"^(names = \[)", r'\1"",', "found a rule without a name"),
    (r"^(names = \[)", r"\1 5,", "a rule without a name"),
    (r"(^switches = \[)", r'\1 "none",', "found 'none' among 'switches'; allowed tables"),
    (r"^(    \{ name = \"coal-1987\".* day = )\d+", r"\g<1>1886", "found order_date '1886-01-05'"),
    (r"^threads = \d+", "threads = 99999999999", "found '99999999999' as 'threads'"),
    (r'^scale = "1:2000"', 'scale = "1:4000000000"', "1:1 to 1:100000"),
]


@pytest.mark.parametrize("pattern, by, told", EDITS)
def test_a_changed_run_file_is_told_by_every_command_that_reads_it(pattern, by, told, copy):
    edit(copy, pattern, by)
    said = complaints("verify", copy)
    assert told in said
    assert "run.toml" in said or "parquet" in said


@pytest.mark.parametrize("words", [["fit"], ["fit", "--replicates=2"], ["life", "5000000000"],
                                   ["find", "married"], ["rules", "--run"]])
def test_no_command_believes_a_run_file_that_was_changed(words, copy):
    for pattern, by, told in (EDITS[0], EDITS[18]):
        edit(copy, pattern, by)
        assert told in complaints(words[0], *(words[1:] if words[0] == "rules" else ()), copy,
                                  *(() if words[0] == "rules" else words[1:]))
    assert not (copy / "fit.csv").exists()


def test_everything_that_is_wrong_with_a_run_file_is_told_at_once(copy):
    for pattern, by, told in EDITS[:4]:
        edit(copy, pattern, by)
    said = complaints("verify", copy)
    assert len(said.splitlines()) == 4
    assert all(told in said for _, _, told in EDITS[:4])


def table_of(folder, name):
    """With what the file says of itself, by which the program knows its own tables."""
    path = folder / f"{name}.parquet"
    facts = pyarrow.parquet.read_metadata(path).metadata
    return pyarrow.parquet.read_table(path).replace_schema_metadata(
        {key: value for key, value in facts.items() if key != b"ARROW:schema"})


def put(folder, name, table):
    pyarrow.parquet.write_table(table, folder / f"{name}.parquet")


def with_column(table, name, values):
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), values)


def test_a_table_written_anew_with_the_same_rows_is_sound(copy):
    for name in ("events", "lives", "series"):
        put(copy, name, table_of(copy, name))
    done = run("verify", copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "events.parquet: digest 0x" in done.stdout


@pytest.mark.parametrize("name, column", [
    ("events", "date"), ("events", "detail"), ("events", "other"), ("events", "cause_date"),
    ("lives", "born"), ("lives", "died"), ("lives", "school_years"), ("series", "value"),
    ("codebook", "bits")])
def test_a_single_value_that_was_changed_is_found(name, column, copy):
    table = table_of(copy, name)
    values = table[column].to_pylist()
    at = next(i for i, value in enumerate(values) if value is not None)
    other = values[at] + (type(values[at])(1) if isinstance(values[at], (int, float))
                          else datetime.timedelta(days=1))
    values[at] = other
    put(copy, name, with_column(table, column, pyarrow.array(values, table[column].type)))
    done = run("verify", copy)
    assert done.returncode == 2
    assert f"{name}.parquet: found other" in done.stderr, done.stderr


@pytest.mark.parametrize("name", ["events", "lives", "series"])
def test_a_row_that_was_doubled_for_another_is_found(name, copy):
    table = table_of(copy, name)
    put(copy, name, pyarrow.concat_tables([table.slice(0, 1), table.slice(0, 1), table.slice(2)]))
    done = run("verify", copy)
    assert done.returncode == 2
    assert f"{name}.parquet: found other" in done.stderr, done.stderr


def test_events_of_a_rule_that_the_run_lacks_are_found(copy):
    table = table_of(copy, "events")
    column = table["event"].combine_chunks()
    words = [word.replace("marriage.wedding", "marriage.weding")
             for word in column.dictionary.to_pylist()]
    put(copy, "events", with_column(table, "event", pyarrow.DictionaryArray.from_arrays(
        column.indices, words)))
    said = run("verify", copy).stderr
    assert "events of the rule 'marriage.weding'" in said and "'marriage.wedding'?" in said


@pytest.mark.parametrize("column, values", [
    ("sex", lambda lives: pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0] * lives.num_rows, pyarrow.int32()), ["male", "female"])),
    ("mother", lambda lives: lives["person"]),
])
def test_lives_that_cannot_be_are_found_by_digest_and_by_grammar(column, values, copy):
    lives = table_of(copy, "lives")
    put(copy, "lives", with_column(lives, column, values(lives)))
    done = run("verify", copy)
    assert done.returncode == 2
    assert "lives.parquet: found other rows than those" in done.stderr
    # Without the digest the lives themselves tell.
    facts = {key: value for key, value in lives.schema.metadata.items()
             if key != b"counterlife.row_digest"}
    put(copy, "lives", with_column(lives, column, values(lives)).replace_schema_metadata(facts))
    done = run("verify", copy)
    assert done.returncode == 2 and "found other rows" not in done.stderr
    assert "lives.parquet: found no digest of its rows" in done.stderr
    assert re.search(r"links|parents", done.stdout), done.stdout


@pytest.mark.parametrize("fact", ["counterlife.input_hash", "counterlife.places", "counterlife.seed"])
def test_a_table_that_says_less_of_its_run_than_it_did_is_not_believed(fact, copy):
    lives = table_of(copy, "lives")
    put(copy, "lives", lives.replace_schema_metadata(
        {key: value for key, value in lives.schema.metadata.items() if key != fact.encode()}))
    for words in (["verify", copy], ["find", copy, "enlisted"]):
        done = run(*words)
        assert done.returncode == 2 and done.stdout == ""
        assert f"lives.parquet: found no word of its {fact.removeprefix('counterlife.')}" in done.stderr

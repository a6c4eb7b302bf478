# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The Python package: the same runs as the command line's, as tables that nobody copies."""

import datetime
import doctest
import gc
import json
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time

import pandas
import polars
import pyarrow
import pytest

import counterlife
from test_command_line import run as command

ROOT = pathlib.Path(__file__).parents[2]
NO_DIVORCE = 'description = "no divorce"\ninherits = "baseline"\n[rules]\n"marriage.divorce" = "off"\n'


@pytest.fixture(scope="module")
def run():
    return counterlife.run(scale="1:2000", seed=7)


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """The same run by the command line."""
    out = tmp_path_factory.mktemp("runs") / "typed"
    done = command("run", "--scale", "1:2000", "--seed", "7", "--quiet", "-o", out)
    assert done.returncode == 0, done
    return counterlife.open(out)


@pytest.fixture(scope="module")
def no_divorce(tmp_path_factory):
    file = tmp_path_factory.mktemp("scenarios") / "no-divorce.toml"
    file.write_text(NO_DIVORCE)
    return file


@pytest.fixture(scope="module")
def twin(no_divorce):
    return counterlife.twin("baseline", no_divorce, scale="1:5000", replicates=2)


@pytest.fixture
def nothing_left(tmp_path, monkeypatch):
    """Whatever is tried, nothing may be left in the folder of temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def addresses(column):
    """Where the values of a column lie, piece by piece."""
    return [piece.buffers()[1].address for piece in column.chunks]


def numbers(table):
    kinds = pyarrow.types
    return [field.name for field in table.schema
            if kinds.is_integer(field.type) or kinds.is_date(field.type) or kinds.is_floating(field.type)]


def test_institutions_and_columns_are_tables_too(run):
    assert set(run.institutions["institution"].to_pylist()) == set(range(-run.institutions.num_rows, 0))
    assert {"lives", "events", "series"} <= set(run.columns["table"].to_pylist())


def test_the_package_is_that_of_this_tree():
    assert pathlib.Path(counterlife.__file__).is_relative_to(ROOT)
    assert f"{counterlife.__version__} ({counterlife.__commit__})" in command("--version").stdout


def test_a_run_is_that_of_the_command_line(run, typed):
    assert run.digest == typed.digest
    for table in ("lives", "events", "series"):
        assert getattr(run, table).equals(getattr(typed, table), check_metadata=True)
    made, said = dict(run.facts), dict(typed.facts)
    del made["provenance"], said["provenance"]
    assert made == said


def test_each_option_of_a_run_is_heard(tmp_path, no_divorce):
    out = tmp_path / "deep" / "run"
    made = counterlife.run(no_divorce, scale="1:9000", seed=3, replicate=2, end=1960, threads=1,
                           events="1:50", out=out)
    facts = made.facts
    assert (facts["description"], facts["scale"], facts["seed"]) == ("no divorce", "1:9000", 3)
    assert (facts["replicate"], facts["to"], facts["events_written"]) == (
        2, datetime.date(1961, 1, 1), "1:50")
    assert facts["provenance"]["threads"] == 1
    assert made.path == out and (out / "report.html").exists()
    assert counterlife.open(out).lives == made.lives


def test_columns_say_what_they_are(run):
    for table in (run.lives, run.events, run.series):
        assert all(field.metadata[b"description"] for field in table.schema)
    assert run.lives.schema.field("died").metadata[b"unit"] == b"day"


def test_a_temporary_run_goes_with_its_object_and_its_tables_stay(nothing_left):
    made = counterlife.run(scale="1:9000", end=1956)
    path, lives = made.path, made.lives
    assert path.is_relative_to(nothing_left) and path.exists()
    del made
    gc.collect()
    assert not path.exists()
    assert lives["person"].to_pylist() == sorted(set(lives["person"].to_pylist()))


@pytest.mark.parametrize("name", ["lives", "events", "series"])
def test_polars_takes_numbers_where_they_lie(run, name):
    table = getattr(run, name)
    frame = polars.from_arrow(table)
    taken = frame.to_arrow(compat_level=polars.CompatLevel.newest())
    assert len(numbers(table)) >= 3
    for column in numbers(table):
        assert addresses(taken[column]) == addresses(table[column])
    assert frame.height == table.num_rows and polars.Categorical in frame.dtypes
    assert getattr(run, name) is table  # It is read once.
    copied = pyarrow.chunked_array([(frame[numbers(table)[0]] + 0).to_arrow()])
    assert addresses(copied) != addresses(table[numbers(table)[0]])  # A copy would be seen.


@pytest.mark.parametrize("name", ["lives", "events", "series"])
def test_pandas_takes_every_column_where_it_lies(run, name):
    table = getattr(run, name)
    frame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    for column in table.column_names:
        assert addresses(frame[column].array.__arrow_array__()) == addresses(table[column])


def test_what_was_found_lies_where_the_search_put_it(run):
    found = counterlife.find(run, "men; enlisted; then member")
    taken = polars.from_arrow(found.lives).to_arrow()
    assert len(found) > 100 and numbers(found.lives) == ["person", "step_1", "step_2"]
    for column in numbers(found.lives):
        assert addresses(taken[column]) == addresses(found.lives[column])


def test_a_run_without_events_says_so(nothing_left):
    made = counterlife.run(scale="1:9000", end=1955, events="none")
    with pytest.raises(ValueError, match='events="none"'):
        made.events
    del made
    gc.collect()


def test_finding_is_that_of_the_command_line(run, typed):
    pattern = "men born 1950..1965; enlisted; then member within 12 years; never absent.*"
    pattern = pattern.replace("absent.*", "married in 1960..1961")
    found = counterlife.find(run, pattern)
    done = command("find", typed.path, pattern, "--show", "100000")
    assert done.returncode == 0, done
    said = [int(line.split()[-1]) for line in done.stdout.splitlines() if "counterlife life" in line]
    assert len(found) > 10 and found.lives["person"].to_pylist() == said
    lines = [line.split() for line in done.stdout.splitlines()[1:found.funnel.num_rows + 1]]
    assert found.funnel["lives"].to_pylist() == [int(line[0]) for line in lines]
    assert found.funnel["step"].to_pylist() == [0, 1, 2, 3]
    assert found.lives.column_names == ["person", "step_1", "step_2"]


def test_days_of_steps_are_those_of_the_events(run):
    found = polars.DataFrame(counterlife.find(run, "women; married; then had_child"))
    events = polars.from_arrow(run.events.select(["person", "date"]))
    for step in ("step_1", "step_2"):
        assert len(found.join(events, left_on=["person", step], right_on=["person", "date"],
                              how="anti")) == 0
    assert (found["step_1"] <= found["step_2"]).all()


def test_a_pattern_that_is_shipped_is_found_by_name(run):
    assert counterlife.find(run, like="narrator").funnel.num_rows > 5


def test_nobody_found_is_a_table_without_rows(run):
    found = counterlife.find(run, "men born 1960; had_child in 1955")
    assert len(found) == 0 and found.lives.column_names == ["person", "step_1"]


@pytest.fixture(scope="module")
def person(run):
    return counterlife.find(run, "men; enlisted; then member; then married").lives["person"][3].as_py()


def test_a_life_is_that_of_the_command_line(run, typed, person):
    account = counterlife.life(typed, person)
    for form, mine in (("text", account.text), ("html", account.html)):
        assert command("life", typed.path, person, "--format", form).stdout == mine
    assert str(account) == account.text
    said = json.loads(command("life", typed.path, person, "--format", "json").stdout)
    assert account.facts == said
    rows = account.lines.to_pylist()
    assert len(rows) == len(said["lines"]) > 10
    for row, line in zip(rows, said["lines"]):
        assert row["date"] == datetime.date.fromisoformat(line["date"])
        assert (row["text"], row["why"], row["claims"], row["age"], row["rule"]) == (
            line["text"], line["says"], line["claims"], line["age"], line["rule"])
        assert [belief["text"] for belief in row["beliefs"]] == [one["text"] for one in line["differs"]]


def test_a_life_is_a_table_to_whoever_takes_arrow(run, person):
    account = counterlife.life(run, person)
    assert polars.DataFrame(account)["date"].to_list() == account.lines["date"].to_pylist()
    assert pyarrow.table(account).equals(account.lines)


def test_each_event_on_a_line_and_why(run, person):
    whole = counterlife.life(run, person, every_line=True)
    events = pyarrow.compute.sum(pyarrow.compute.equal(run.events["person"], person)).as_py()
    assert whole.lines["number"].drop_null().to_pylist() == list(range(1, events + 1))
    assert counterlife.life(run, person, why=events).facts["why"]["steps"]


def test_a_life_beside_its_twin(run, no_divorce):
    other = counterlife.run(no_divorce, scale="1:2000", seed=7)
    divorced = counterlife.find(run, "married; then divorced").lives
    # Somebody whom nothing else has parted before.
    accounts = (counterlife.life(run, row["person"], twin=other) for row in divorced.to_pylist())
    days = divorced["step_2"].to_pylist()
    account = next(one for one, day in zip(accounts, days) if one.parts_on == day)
    assert any("divorce" in rule for rule in account.lines["rule"].drop_null().to_pylist())
    assert not any("divorce" in rule for rule in account.twin_lines["rule"].drop_null().to_pylist())
    assert account.twin_lines.schema == account.lines.schema


def test_a_life_without_events_is_lived_again(run, person):
    person = run.lives["identity"][person - 1].as_py()  # Numbers are a run's own.
    bare = counterlife.run(scale="1:2000", seed=7, events="none", end=1990)
    whole = counterlife.run(scale="1:2000", seed=7, end=1990)
    told = []
    account = counterlife.life(bare, person, progress=told.append)
    assert account.facts["relived"] and told
    assert account.lines.equals(counterlife.life(whole, person).lines)


def test_a_comparison_is_that_of_the_command_line(twin, no_divorce, tmp_path):
    out = tmp_path / "twin"
    done = command("twin", "baseline", no_divorce, "--scale", "1:5000", "--replicates", "2",
                   "--quiet", "-o", out)
    assert done.returncode == 0, done
    typed = counterlife.Twin(out)
    assert twin.twins.equals(typed.twins) and twin.effects.equals(typed.effects)
    assert twin.facts["base"] == typed.facts["base"]
    assert set(twin.twins["replicate"].to_pylist()) == {0, 1}


def test_only_the_outcomes_that_were_asked_for(twin, no_divorce, tmp_path):
    names = ["children", "ever_married"]
    few = counterlife.twin("baseline", no_divorce, scale="1:5000", replicates=2, outcomes=names)
    assert set(few.effects["outcome"].to_pylist()) == set(names)
    kept = twin.effects.filter(pyarrow.compute.is_in(twin.effects["outcome"].cast("string"),
                                                     value_set=pyarrow.array(names)))
    assert few.effects.to_pylist() == kept.to_pylist()
    done = command("twin", "--outcomes", ",".join(names), "baseline", no_divorce, "--scale", "1:50000",
                   "--quiet", "-o", tmp_path / "few")
    assert done.returncode == 0, done
    assert set(counterlife.Twin(tmp_path / "few").effects["outcome"].to_pylist()) == set(names)


def test_everything_that_is_wrong_with_a_run_is_said_at_once(nothing_left):
    with pytest.raises(counterlife.InputError) as caught:
        counterlife.run("basline", scale="1:0", seed=-1, replicate=-1, start=1960, end=1950,
                        threads=0, events="some", out=nothing_left / "run")
    error = caught.value
    assert isinstance(error, ValueError)
    wheres = {complaint.where for complaint in error.complaints}
    assert wheres == {"scenario", "scale", "seed", "replicate", "start", "end", "threads", "events"}
    assert "did you mean 'baseline'" in str(error) and "1955 to 2025" in str(error)
    assert str(error).splitlines() == [f"{where}: {what}" for where, what in error.complaints]
    assert "--" not in str(error)
    assert pickle.loads(pickle.dumps(error)).complaints == error.complaints


def test_a_directory_that_exists_is_not_written_over(tmp_path):
    (tmp_path / "mine").write_text("precious")
    for make in (lambda: counterlife.run(scale="1:9000", out=tmp_path / "mine"),
                 lambda: counterlife.twin("baseline", "baseline", out=tmp_path / "mine")):
        with pytest.raises(counterlife.InputError, match="exists already"):
            make()
    assert (tmp_path / "mine").read_text() == "precious"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_everything_that_is_wrong_with_a_comparison_is_said_at_once(nothing_left):
    with pytest.raises(counterlife.InputError) as caught:
        counterlife.twin("baseline", "nowhere", scale="a half", replicates=0,
                         outcomes=["childern", "college"])
    wheres = [complaint.where for complaint in caught.value.complaints]
    assert sorted(wheres) == ["outcomes", "replicates", "scale", "scenario"]
    assert "did you mean children" in str(caught.value).replace("'", "")


@pytest.mark.parametrize("pattern, like, wrong", [
    ("men; enlsted; then membr", None, "enlisted"), (None, None, "no pattern"),
    (None, "narator", "narrator"), ("men", "narrator", "a pattern and like"),
])
def test_what_is_wrong_with_a_pattern(run, pattern, like, wrong):
    with pytest.raises(counterlife.InputError, match=wrong):
        counterlife.find(run, pattern, like=like)


@pytest.mark.parametrize("wrong", [0, -1, "nobody", 2**32 - 1, 2**62])
def test_a_person_who_is_none(run, wrong):
    with pytest.raises(counterlife.InputError):
        counterlife.life(run, wrong)


def test_a_directory_that_is_no_run(tmp_path):
    (tmp_path / "run.toml").write_text("format = 9")
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(counterlife.InputError):
            counterlife.open(path)
        with pytest.raises(counterlife.InputError):
            counterlife.find(path, "men")


def test_progress_is_told_once_a_month(nothing_left):
    told = []
    counterlife.run(scale="1:9000", end=1956, progress=told.append)
    assert len(told) == 24 and told[0].today == datetime.date(1955, 2, 1)
    assert told[-1].done == 1 and told[-1].events > told[0].events > 0
    assert told == sorted(told)
    gc.collect()


def test_what_progress_raises_stops_the_run(nothing_left):
    def stop(progress):
        if progress.today.year == 1957:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        counterlife.run(scale="1:9000", progress=stop)
    with pytest.raises(LookupError, match="enough"):
        counterlife.twin("baseline", "baseline", scale="1:9000", progress=stop)
    with pytest.raises(LookupError, match="enough"):
        counterlife.run(scale="1:9000", progress=stop, out=nothing_left / "run")


def test_ctrl_c_stops_a_long_run_and_nothing_is_left(tmp_path):
    # Without a function for progress, so that no line of Python runs meanwhile.
    program = "import counterlife, sys; counterlife.run(scale='1:20', out=sys.argv[1])"
    child = subprocess.Popen([sys.executable, "-c", program, tmp_path / "run"], text=True,
                             stderr=subprocess.PIPE,  # Ctrl-C is ignored in background jobs.
                             preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    try:
        while not list(tmp_path.iterdir()):
            assert child.poll() is None
            time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=30)[1]
    finally:
        child.kill()
    assert "KeyboardInterrupt" in said and child.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_other_threads_go_on_while_a_nation_lives():
    counted = 0
    done = threading.Event()

    def count():
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    began = time.monotonic()
    counterlife.run(scale="1:2000", end=1980)
    seconds = time.monotonic() - began
    done.set()
    thread.join()
    assert counted > 20 * seconds


def test_the_data_are_those_one_names(tmp_path, monkeypatch):
    with pytest.raises(counterlife.InputError):
        counterlife.run(scale="1:9000", data=tmp_path)
    monkeypatch.setenv("COUNTERLIFE_DATA", str(tmp_path))
    with pytest.raises(counterlife.InputError):
        counterlife.run(scale="1:9000")
    assert counterlife.run(scale="1:9000", end=1955, data=ROOT / "data").lives.num_rows > 0


@pytest.mark.parametrize("name", [name for name in counterlife.__all__ if name != "Complaint"])
def test_everything_public_explains_itself(name):
    one = getattr(counterlife, name)
    assert len(one.__doc__) > 40 and one.__module__ == "counterlife"
    if name in ("run", "twin", "life", "find", "fit", "ask", "rules", "params", "export"):
        for heading in ("Parameters", "Returns", "Raises", "Examples"):
            assert f"{heading}\n    ---" in one.__doc__
        code = one.__code__
        for parameter in code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]:
            assert parameter in one.__doc__ and parameter in one.__annotations__ | {"run": 1, "data": 1}


@pytest.mark.parametrize("name", ["", "InputError", "ask", "export", "find", "fit", "life", "open", "params", "questions",
                                  "rules", "run", "twin"])
def test_the_example_of_a_docstring_is_true(name):
    one = getattr(counterlife, name) if name else counterlife
    example = doctest.DocTestParser().get_doctest(one.__doc__, {"counterlife": counterlife}, name, "", 0)
    assert len(example.examples) >= 1
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The notebook of Q-01, run at a small scale."""
    target = tmp_path_factory.mktemp("notebooks") / "q01.ipynb"
    subprocess.run([sys.executable, ROOT / "tools" / "notebook.py", ROOT / "examples" / "q01.py", target],
                   check=True, env=os.environ | {"COUNTERLIFE_SCALE": "1:5000"}, timeout=300)
    return json.loads(target.read_text())["cells"]


@pytest.mark.slow
def test_the_notebook_answers_its_question_with_plots(notebook):
    outputs = [output for cell in notebook for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 3
    answer = "".join(outputs[-1]["text"])
    assert [line.split()[0] for line in answer.splitlines()] == ["a", "b", "c", "gate"]
    assert answer.count("percentage points") == 4


@pytest.mark.slow
def test_the_stored_notebook_is_that_of_its_file(notebook):
    stored = json.loads((ROOT / "examples" / "q01.ipynb").read_text())["cells"]
    assert [cell["source"] for cell in stored] == [cell["source"] for cell in notebook]
    assert ([[output["output_type"] for output in cell.get("outputs", [])] for cell in stored]
            == [[output["output_type"] for output in cell.get("outputs", [])] for cell in notebook])


@pytest.mark.parametrize("call, told", [
    (lambda: counterlife.run(out=""), "out: found ''; allowed a name"),
    (lambda: counterlife.run(data=""), "data: found ''"),
    (lambda: counterlife.run("\ud800"), r"scenario: found '\ud800'; allowed text that is Unicode"),
    (lambda: counterlife.run(scale="\ud800"), "scale: found"),
    (lambda: counterlife.twin("baseline", "\ud800"), "other: found"),
    (lambda: counterlife.twin("baseline", "baseline", outcomes=[]), "outcomes: found no name"),
    (lambda: counterlife.twin("baseline", "baseline", outcomes=["\ud800"]), "outcomes: found"),
])
def test_what_cannot_be_typed_is_a_complaint(call, told, nothing_left):
    with pytest.raises(counterlife.InputError) as error:
        call()
    assert told in str(error.value)


def test_none_stands_for_the_default_and_bytes_for_a_path(tmp_path):
    made = counterlife.run(b"baseline", scale=None, seed=None, end=1955,
                           out=os.fsencode(tmp_path / "run"))
    assert (made.facts["scale"], made.facts["seed"]) == ("1:1000", 1)
    assert made.path == tmp_path / "run"

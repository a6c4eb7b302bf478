# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A directory of replicates: its runs are runs, its table is what comes of them, and fit judges by it."""

import json
import re
import shutil
import signal
import subprocess
import time

import numpy
import pandas
import pyarrow.parquet
import pytest

from test_command_line import PROGRAM, ROOT, complaints, out, run  # noqa: F401  (out: a fixture)

SCENE = ["--scale", "1:9000", "--to", "1990", "--quiet"]
SHORT = ["--scale", "1:9000", "--to", "1956", "--quiet"]
NAMES = ["year", "measure", "level", "place", "sex", "age", "status", "unit"]
COUNTED = {"persons", "events", "households", "thousand_won", "days"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("replicates")


@pytest.fixture(scope="module")
def three(folder):
    done = run("run", *SCENE, "--seed", "4", "--replicates", "3", "-o", folder / "three")
    assert done.returncode == 0, done
    return folder / "three"


@pytest.fixture(scope="module")
def one(folder):
    done = run("run", *SCENE, "--seed", "4", "-o", folder / "one")
    assert done.returncode == 0, done
    return folder / "one"


@pytest.fixture(scope="module")
def fitted(three):
    done = run("fit", three)
    assert done.returncode == 0, done
    return done.stdout


@pytest.fixture
def copy(three, tmp_path):
    return shutil.copytree(three, tmp_path / "copy")


def page(of):
    text = (of / "report.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'id="run-data">(.*?)</script>', text, re.S).group(1))


def printed(verdicts):
    """The words of a report's table, as `fit` prints them."""
    for group in verdicts["groups"]:
        yield f"{group['title']}: {group['tally']}"
        for line in group["lines"]:
            yield " ".join(word for cell in line for word in cell.split())
    yield from verdicts["notes"]


def lines_of(text):
    return {" ".join(line.split()) for line in text.splitlines()}


def test_each_is_the_run_of_its_own_seed(three, one):
    for table in ("lives", "events", "series", "codebook", "institutions", "columns"):
        name = f"{table}.parquet"
        assert (three / "replicate-1" / name).read_bytes() == (one / name).read_bytes(), table
    lives = [(three / f"replicate-{i}" / "lives.parquet").read_bytes() for i in (1, 2, 3)]
    assert len(set(lives)) == 3
    assert sorted(path.name for path in three.iterdir() if path.is_dir()) == [
        "replicate-1", "replicate-2", "replicate-3"]


def test_the_table_is_what_comes_of_the_series(three):
    numbers = pandas.read_parquet(three / "replicates.parquet")
    series = [pandas.read_parquet(three / f"replicate-{i}" / "series.parquet") for i in (1, 2, 3)]
    for frame in [numbers, *series]:
        for name in NAMES:
            frame[name] = frame[name].astype(str)
    wide = pandas.concat([frame.set_index(NAMES)["value"].rename(i) for i, frame in enumerate(series)], axis=1)
    counted = wide.index.get_level_values("unit").isin(COUNTED) | (
        wide.index.get_level_values("measure") == "years_in_households_left")
    wide[counted] = wide[counted].fillna(0)
    numbers = numbers.set_index(NAMES).loc[wide.index]
    assert len(numbers) == len(wide) and not numbers.index.duplicated().any()
    assert (numbers.replicates == wide.notna().sum(axis=1)).all()
    assert counted.any() and (numbers.replicates < 3).any()
    deviation = wide.std(axis=1, ddof=1)
    ordered, last = numpy.sort(wide.to_numpy(), axis=1), wide.notna().sum(axis=1).to_numpy() - 1  # None is last.

    def quantile(share):
        at = share * last
        below = numpy.floor(at).astype(int)
        row = numpy.arange(len(ordered))
        low, high = ordered[row, below], ordered[row, numpy.minimum(below + 1, last)]
        return low + (high - low) * (at - below)

    for name, expected in {"mean": wide.mean(axis=1), "standard_deviation": deviation,
                           "standard_error": deviation / numbers.replicates ** 0.5,
                           "q2_5": quantile(0.025), "q25": quantile(0.25),
                           "q50": quantile(0.5), "q75": quantile(0.75),
                           "q97_5": quantile(0.975)}.items():
        numpy.testing.assert_allclose(numbers[name].astype(float), expected, rtol=1e-9, atol=1e-9,
                                      err_msg=name)


def test_the_columns_are_told(three):
    told = pandas.read_parquet(three / "columns.parquet")
    schema = pyarrow.parquet.read_schema(three / "replicates.parquet")
    assert told.column.tolist() == schema.names and set(told.table) == {"replicates"}
    assert told.description.astype(str).str.len().min() > 5
    text = (ROOT / "docs/formats/replicates.md").read_text()
    assert all(f"`{name}`" in text for name in schema.names)


def test_the_report_draws_means_with_bands_and_says_of_whom(three, fitted):
    shown = page(three)
    assert shown["facts"]["replicates"] == 3
    assert "means over 3 replicates (seeds 4 to 6)" in shown["facts"]["luck"]
    assert "verdicts are by 3 replicates (seeds 4 to 6)" in shown["facts"]["luck"]
    numbers = pandas.read_parquet(three / "replicates.parquet")
    births = numbers[(numbers.measure == "tfr") & (numbers.level == "nation") & (numbers.year == 1970)]
    line = next(line for line in shown["lines"] if line["measure"] == "tfr")
    at = 1970 - line["first"]
    assert [line[key][at] for key in ("values", "low", "high")] == pytest.approx(
        births.iloc[0][["mean", "q2_5", "q97_5"]].tolist(), rel=1e-5)
    for line in shown["lines"]:
        assert all(low is None or low <= high for low, high in zip(line["low"], line["high"]))
    # The sum of both sexes has a band of its own, which is not the sum of theirs.
    assert any(line["measure"] == "births" and line["sex"] == "all" for line in shown["lines"])


def test_the_report_has_the_words_that_fit_prints(three, fitted):
    assert set(printed(page(three)["verdicts"])) <= lines_of(fitted)
    assert "that cannot be told" in fitted and "seeds 4 to 6" in page(three)["facts"]["luck"]


def test_fit_of_a_run_lives_the_same_replicates(one, three, fitted):
    done = run("fit", one, "--replicates", "3")
    assert done.returncode == 0, done
    assert done.stdout.splitlines()[:-1] == fitted.splitlines()[:-1]
    shown = page(one)
    assert set(printed(shown["verdicts"])) <= lines_of(done.stdout)
    assert shown["facts"]["luck"] == "The verdicts are by 3 replicates (seeds 4 to 6)."
    done = run("fit", one)
    assert "cannot" not in done.stdout and "*" not in done.stdout
    assert page(one)["facts"]["luck"] == "The verdicts are by this run alone, seed 4."
    assert set(printed(page(one)["verdicts"])) <= lines_of(done.stdout)


def test_more_or_fewer_replicates_than_are_there(copy, one):
    fewer = run("fit", copy, "--replicates", "1")
    assert fewer.stdout.splitlines()[:-1] == run("fit", one).stdout.splitlines()[:-1]
    more = run("fit", copy, "--replicates", "4")
    assert more.returncode == 0, more
    assert "Replicate 4 of 4" in more.stderr
    assert "4 replicates (seeds 4 to 7)" in page(copy)["facts"]["luck"]


@pytest.mark.slow
def test_no_interval_goes_where_the_measure_cannot(tmp_path):
    two = tmp_path / "two"  # With two the intervals are at their widest.
    done = run("run", "--scale", "1:9000", "--quiet", "--replicates", "2", "-o", two)
    assert done.returncode == 0, done
    printed_too = run("fit", two).stdout
    rows = pandas.read_csv(two / "fit.csv")
    told = rows[rows.low.notna() & (rows.measure != "famine_excess_deaths")]
    assert len(told) > 20 and (told.low >= 0).all() and (told.low <= told.high).all()
    shares = told[told.unit == "share"]
    assert len(shares) and (shares.high <= 1).all()
    assert (told.low == 0).any(), "or this shows nothing"
    assert "(0* to" in printed_too and "* The interval ends where the measure does" in printed_too


def test_verify_reads_all_of_them(three, copy):
    done = run("verify", three, "--quiet")
    assert done.returncode == 0, done
    for i in (1, 2, 3):
        assert f"replicate-{i}: the files agree" in done.stdout
    assert "what comes of the series of all 3 replicates" in done.stdout
    # A table that is whole, and is not theirs: another mean, with a digest of its own rows.
    table = pyarrow.parquet.read_table(copy / "replicate-3" / "series.parquet")
    value = table.schema.get_field_index("value")
    changed = table.set_column(value, table.schema.field(value), [[v + 1 for v in table["value"].to_pylist()]])
    pyarrow.parquet.write_table(changed, copy / "replicate-3" / "series.parquet")
    done = run("verify", copy, "--quiet")
    assert done.returncode == 2 and "replicate-3/series.parquet" in done.stderr


def test_a_replicate_that_is_missing_or_another_is_told_with_all_else(copy):
    shutil.rmtree(copy / "replicate-1")
    (copy / "replicate-2").rename(copy / "x")
    (copy / "replicate-3").rename(copy / "replicate-2")
    (copy / "x").rename(copy / "replicate-3")
    for command in ("fit", "verify"):
        said = complaints(command, copy)
        assert "replicate-1: found no such directory" in said
        assert "replicate-2/run.toml: found seed '6'; allowed seed '5'" in said
        assert "replicate-3/run.toml: found digest" in said


@pytest.mark.parametrize("words", [["life", "{}", "5"], ["find", "{}", "men"], ["rules", "--run", "{}"],
                                   ["export", "{}", "--format", "socsim", "-o", "/tmp/no/kin"],
                                   ["life", "{}/replicate-1", "5", "--twin", "{}"]])
def test_what_wants_one_run_says_so(three, words):
    said = complaints(*(word.format(three) for word in words))
    assert said.count("a directory of replicates; allowed one of the runs in it, such as "
                      f"{three}/replicate-1") == 1


def test_one_of_them_is_a_run_like_any(three):
    done = run("find", three / "replicate-2", "men")
    assert done.returncode == 0, done


@pytest.mark.parametrize("count", ["0", "-1", "1001", "many", "2.5", ""])
def test_a_number_of_replicates_that_cannot_be(count, out):  # noqa: F811
    said = complaints("run", f"--replicates={count}", "--scale", "0", "-o", out)
    assert "--replicates" in said and "1 to 1000" in said and "--scale" in said


def test_the_last_seed_is_a_seed_too(out):  # noqa: F811
    said = complaints("run", "--seed", 2**64 - 2, "--replicates", "3", "-o", out)
    assert "--seed" in said and str(2**64 - 3) in said


def test_one_replicate_has_no_deviation(tmp_path):
    done = run("run", *SHORT, "--replicates", "1", "-o", tmp_path / "single")
    assert done.returncode == 0, done
    numbers = pandas.read_parquet(tmp_path / "single" / "replicates.parquet")
    assert numbers.standard_error.isna().all() and (numbers["mean"] == numbers.q50).all()


def until_the_second(folder):
    """Waits until the second replicate has been begun."""
    for _ in range(3000):
        if list(folder.glob("*.partial-*/replicate-2")):
            return
        time.sleep(0.01)
    raise AssertionError("it never came so far")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_one_that_is_stopped_leaves_nothing_that_looks_whole(tmp_path, number):
    words = [*SCENE, "--replicates", "9", "-o", tmp_path / "nine"]
    going = subprocess.Popen([PROGRAM, "run", *map(str, words)], cwd=ROOT, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True)
    until_the_second(tmp_path)
    going.send_signal(number)
    going.communicate(timeout=60)
    assert not (tmp_path / "nine").exists()
    if number == signal.SIGINT:
        assert going.returncode == 130 and list(tmp_path.iterdir()) == []
        return
    left, = tmp_path.iterdir()
    done = run("run", *SHORT, "--replicates", "1", "-o", tmp_path / "nine")
    assert done.returncode == 0 and f"removed what a killed process had left: {left}" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["nine"]

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Streams that fail and signals: progress that nobody can read is forgotten, output that is lost is told."""

import os
import pathlib
import signal
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"


# Closes the end that would read before the command begins, and restores no signal in it.
TO_NOBODY = """
import os, subprocess, sys
read, write = os.pipe()
os.close(read)
sys.exit(subprocess.run(["bash", "-c", sys.argv[1]], stdout=write, restore_signals=False).returncode)
"""


def in_shell(line, **more):
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, cwd=ROOT, timeout=300,
                          env={**os.environ, "P": str(PROGRAM), **more})


def small(folder, *words):
    done = subprocess.run([PROGRAM, "run", "--scale=1:10000", "--to=1965", "--quiet", "-o", folder, *words],
                          capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def a_run(tmp_path_factory):
    return small(tmp_path_factory.mktemp("streams") / "run")


@pytest.fixture(scope="module")
def a_person(a_run):
    import pyarrow.parquet
    return str(pyarrow.parquet.read_table(a_run / "lives.parquet", columns=["person"])["person"][0])


def test_progress_that_nobody_reads_is_forgotten(tmp_path):
    done = in_shell('set -o pipefail; $P run --scale 1:10000 --to 1970 -o $D 2> >(exec true)', D=str(tmp_path / "run"))
    assert done.returncode == 0, done
    assert (tmp_path / "run" / "run.toml").exists()


@pytest.mark.parametrize("stream", ["2> /dev/full", "2>&-", "0<&- 2>&-"])
def test_progress_that_cannot_be_written_ends_no_run(stream, tmp_path, a_run):
    done = in_shell(f"$P run --scale 1:10000 --to 1965 -o $D {stream}", D=str(tmp_path / "run"))
    assert done.returncode == 0, done
    # Nothing that was said went into a file that was opened in the place of the stream.
    for table in ("events.parquet", "lives.parquet", "series.parquet"):
        assert (tmp_path / "run" / table).read_bytes() == (a_run / table).read_bytes(), table


QUICK = ["check", "params", "rules", "ask", "--help", "--version", "run --help", "fit $R", "verify $R", "find $R enlisted",
         "find $R enlisted --sequences STS -o $D/sts.csv", "run --quiet --scale 1:10000 --to 1956 -o $D/run"]
LONG = ["life $R $W", "life $R $W --format json", "life $R $W --format html", "rules --run $R",
        "twin baseline baseline --quiet --scale 1:10000 --to 1956 -o $D/twin",
        "bench --scale 1:10000 --to 1956", "lives", "ask Q-02 --quiet --scale 1:20000"]


@pytest.mark.parametrize("stream, reason", [("> /dev/full", "No space left"), (">&-", "Bad file descriptor"),
                                            (TO_NOBODY, "Broken pipe")], ids=["full", "closed", "nobody"])
@pytest.mark.parametrize("words", QUICK + [pytest.param(words, marks=pytest.mark.slow) for words in LONG])
def test_output_that_is_lost_is_told(words, stream, reason, a_run, a_person, tmp_path):
    given = {"P": str(PROGRAM), "R": str(a_run), "W": a_person, "D": str(tmp_path)}
    if stream == TO_NOBODY:
        done = subprocess.run(["python3", "-c", TO_NOBODY, f"$P {words}"], capture_output=True, text=True, cwd=ROOT,
                              env={**os.environ, **given})
    else:
        done = in_shell(f"$P {words} {stream}", **given)
    assert done.returncode == 1, done
    last = done.stderr.splitlines()[-1]
    assert "standard output" in last, done
    assert reason in last, done


def test_an_account_that_is_cut_short_is_told(a_run, a_person, tmp_path):
    done = in_shell("ulimit -f 1; $P life $R $W > $D/account", R=str(a_run), W=a_person, D=str(tmp_path))
    if (tmp_path / "account").stat().st_size < 1024:
        pytest.skip("the account is shorter")
    assert done.returncode == 1 and "File too large" in done.stderr, done


def test_output_is_all_there_where_nothing_fails(a_run):
    whole = in_shell("$P params --all")
    piped = in_shell("$P params --all | cat")
    assert whole.returncode == 0 and whole.stderr == "" and len(whole.stdout) > 200_000
    assert piped.stdout == whole.stdout


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_is_told_by_its_own_number(number, code, tmp_path):
    process = subprocess.Popen([PROGRAM, "run", "--scale=1:100", "--quiet", "-o", tmp_path / "run"],
                               stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    wait_for(lambda: list(tmp_path.iterdir()))
    time.sleep(0.3)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code, said
    assert "interrupted" in said
    assert list(tmp_path.iterdir()) == []


def test_a_hangup_that_was_to_be_ignored_is_ignored(tmp_path):
    process = subprocess.Popen([PROGRAM, "run", "--scale=1:5000", "--quiet", "-o", tmp_path / "run"],
                               stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
                               preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    wait_for(lambda: list(tmp_path.iterdir()))
    time.sleep(0.5)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_signal_is_never_too_late_to_be_told(tmp_path):
    """Wherever it comes, from the first year to the report, the exit code is its own."""
    began = time.time()
    small(tmp_path / "whole")
    lasts = time.time() - began
    codes = []
    for part in range(1, 20, 3):
        target = tmp_path / f"run-{part}"
        process = subprocess.Popen([PROGRAM, "run", "--scale=1:10000", "--to=1965", "--quiet", "-o", target],
                                   stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        wait_for(lambda: list(tmp_path.glob(f"run-{part}*")))
        time.sleep(lasts * part / 25)
        process.send_signal(signal.SIGSTOP)  # Whoever stands still has not ended before the signal comes.
        if process.returncode is None and os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1]):
            process.send_signal(signal.SIGTERM)
            process.send_signal(signal.SIGCONT)
            process.communicate(timeout=60)
            codes.append(process.returncode)
            assert process.returncode != 0
            assert list(tmp_path.glob(f"run-{part}.partial*")) == []
    assert codes


def wait_for(condition):
    deadline = time.time() + 30
    while not condition() and time.time() < deadline:
        time.sleep(0.005)
    assert condition()

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Too little memory, too few threads: a sentence, exit code 1, and nothing left on disk."""

import os
import pathlib
import re
import resource
import subprocess
import tomllib

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"
MEGA = 1_000_000


def run(*words, limits=(), **more):
    """Runs a command with less than the machine has: pairs of a resource and its limit."""
    def less():
        for which, value in limits:
            resource.setrlimit(which, (value, value))
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=ROOT, timeout=300,
                          preexec_fn=less, **more)


@pytest.fixture(scope="module")
def a_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("machine") / "run"
    done = run("run", "--scale=1:5000", "--quiet", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def a_person(a_run):
    import pyarrow.parquet
    return pyarrow.parquet.read_table(a_run / "lives.parquet", columns=["person"])["person"][0].as_py()


@pytest.mark.parametrize("words", [["run", "-o"], ["twin", "baseline", "no-divorce", "-o"], ["ask", "Q-02", "-o"]])
@pytest.mark.parametrize("limit, told", [(resource.RLIMIT_AS, "ulimit -v"), (resource.RLIMIT_DATA, "ulimit -d")])
def test_a_nation_that_cannot_fit_is_refused_before_it_begins(words, limit, told, tmp_path):
    done = run(*words, tmp_path / "new" / "out", "--quiet", "--scale=1:2", limits=[(limit, 1200 * MEGA)])
    assert done.returncode == 1, done
    assert told in done.stderr and "1.2 GB" in done.stderr and "1:2" in done.stderr, done.stderr
    assert re.search(r"needs about \d+\.\d GB", done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["bench", "--scale=1:2"]])
def test_so_is_one_that_is_lived_in_memory(words):
    done = run(*words, limits=[(resource.RLIMIT_AS, 1200 * MEGA)])
    assert done.returncode == 1 and done.stdout == "" and "ulimit -v" in done.stderr, done


COMMANDS = {
    "run": ["run", "--scale=1:1000", "--quiet", "--to=1957", "--threads=2", "-o", "{out}/new/run"],
    "replicates": ["run", "--scale=1:1000", "--quiet", "--to=1957", "--replicates=2", "--threads=2", "-o", "{out}/new/runs"],
    "twin": ["twin", "baseline", "no-divorce", "--scale=1:2000", "--to=1957", "--quiet", "--threads=2", "-o", "{out}/twin"],
    "ask": ["ask", "Q-02", "--scale=1:20000", "--quiet", "--threads=2", "-o", "{out}/ask"],
    "life": ["life", "{run}", "{who}", "--quiet"],
    "lives": ["lives"],
    "bench": ["bench", "--scale=1:400", "--to=1957", "--threads=2"],
    "find": ["find", "{run}", "enlisted"],
    "sequences": ["find", "{run}", "enlisted", "--sequences", "STS", "--step", "month", "-o", "{out}/sts.csv"],
    "verify": ["verify", "{run}", "--quiet"],
    "fit": ["fit", "{run}"],
}


# Megabytes, from too few to begin to enough for all of them.
AMOUNTS = {resource.RLIMIT_AS: [80, 100, 120, 140, 170, 210, 260, 320, 400, 550, 800],
           resource.RLIMIT_DATA: [6, 12, 20, 30, 40, 55, 70, 90, 120, 160, 220, 300, 450, 700]}


@pytest.mark.parametrize("limit", AMOUNTS)
@pytest.mark.parametrize("name", [name if name in ("run", "verify", "sequences") else
                                  pytest.param(name, marks=pytest.mark.slow) for name in COMMANDS])
def test_memory_that_runs_out_is_told_wherever_it_does(name, limit, a_run, a_person, tmp_path):
    words = [word.format(run=a_run, who=a_person, out=tmp_path) for word in COMMANDS[name]]
    told = 0
    for amount in AMOUNTS[limit]:
        done = run(*words, limits=[(limit, amount * MEGA)])
        if "error while loading shared libraries" in done.stderr:
            continue # Before the program is there.
        if done.returncode != 1:
            break
        said = [line for line in done.stderr.splitlines() if not line.startswith(("<jemalloc>", "Replicate"))]
        assert len(said) == 1, (amount, done)
        assert ("memory" in said[0] or "threads" in said[0]) and "damaged" not in said[0], (amount, done)
        assert list(tmp_path.iterdir()) == [], amount
        told += 1
    assert told > 0
    # With enough it is as without a limit; a nation so small need not pass what verify asks of it.
    assert done.returncode == (2 if name == "verify" and "grammar are broken" in done.stdout else 0), (amount, done)
    assert done.stderr == "" or name == "fit", (amount, done)


def test_threads_that_the_machine_refuses_are_told(tmp_path):
    done = run("run", "--scale=1:5000", "--threads=256", "--quiet", "-o", tmp_path / "run",
               limits=[(resource.RLIMIT_STACK, 64 << 20), (resource.RLIMIT_AS, 4000 * MEGA)])
    assert done.returncode == 1, done
    assert re.search(r"256 threads .* no more than \d+", done.stderr), done
    assert list(tmp_path.iterdir()) == []


def test_a_search_goes_on_with_the_threads_that_there_are(a_run):
    alone = run("find", a_run, "enlisted")
    # So large a stack is given to no second thread.
    few = run("find", a_run, "enlisted", limits=[(resource.RLIMIT_STACK, 3000 * MEGA), (resource.RLIMIT_AS, 2500 * MEGA)])
    assert few.returncode == 0, few
    assert few.stdout == alone.stdout


def test_the_usual_number_of_threads_is_what_the_process_may_use(tmp_path):
    one = next(iter(os.sched_getaffinity(0)))
    done = subprocess.run([PROGRAM, "run", "--scale=1:10000", "--to=1956", "--quiet", "-o", tmp_path / "run"],
                          capture_output=True, text=True, cwd=ROOT,
                          preexec_fn=lambda: os.sched_setaffinity(0, {one}))
    assert done.returncode == 0, done
    assert tomllib.loads((tmp_path / "run" / "run.toml").read_text())["provenance"]["threads"] == 1

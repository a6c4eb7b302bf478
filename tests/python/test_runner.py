# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Runs on workers: each lived once, whatever dies, and the same bits from any number of them."""

import collections
import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

import dask
import distributed  # noqa: F401  (so that its settings are there to be changed)
import pretend
import pytest

from counterlife.uncertainty.points import Point, Refused, Store, Task
from counterlife.uncertainty.runner import Runner
from counterlife.uncertainty.simulator import Simulator, data_digest, program_digest

PACKAGE = pathlib.Path(__file__).parents[2] / "python"


@dataclasses.dataclass
class Invented:
    """A folder with a program, and tasks of it."""

    folder: pathlib.Path
    program: pathlib.Path

    def task(self, share, replicate=0, **changed):
        point = Point.of({"rain.high": share, "rain.idle": changed.pop("idle", 0.5)})
        return Task(point, replicate, 1 + replicate, "1:100", "baseline", program_digest(self.program),
                    data_digest(self.folder / "data"), label=f"point {share}")

    def tasks(self, points, replicates=1):
        return [self.task(place / 100, replicate) for place in range(points) for replicate in range(replicates)]

    @property
    def simulator(self):
        return Simulator(str(self.program), str(self.folder / "data"))

    def runner(self, store="results", **where):
        return Runner(self.simulator, Store(self.folder / store), **where)

    def lived(self):
        return collections.Counter(told for word, _, told in pretend.log(self.folder) if word == "done")

    def alive(self):
        return [int(process) for word, process, _ in pretend.log(self.folder)
                if word == "begun" and _is_alive(int(process), str(self.program))]


def _is_alive(process, program):
    with contextlib.suppress(OSError):
        return program in pathlib.Path(f"/proc/{process}/cmdline").read_text()
    return False


@pytest.fixture
def invented(tmp_path):
    def make(**how):
        return Invented(tmp_path, pretend.make(tmp_path, **how))
    return make


@contextlib.contextmanager
def cluster(folder, workers, *, nannies=True):
    """A scheduler and workers, each a process of its own: their address and the processes of the workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    environment = os.environ | {"PYTHONPATH": str(PACKAGE)}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
            "--dashboard-address", "127.0.0.1:0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--host", "127.0.0.1",
              "--dashboard-address", "127.0.0.1:0", "--nanny" if nannies else "--no-nanny"]
    started = [subprocess.Popen(dask, env=environment, **quiet)]
    try:
        started += [subprocess.Popen(worker, env=environment, **quiet) for _ in range(workers)]
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.05)


def test_ten_replicates_give_ten_answers_and_equal_tasks_are_lived_once(invented):
    here = invented()
    tasks = [here.task(0.3, replicate) for replicate in range(10)]
    with here.runner(workers=2) as runner:
        results = runner.run([*tasks, tasks[0]])
    assert len({result.values["T0/nation/depth/2000"] for result in results}) == 10
    assert results[-1] == results[0]
    assert sum(here.lived().values()) == 10


def test_what_is_written_down_is_not_lived_again(invented):
    here = invented()
    with here.runner(workers=1) as runner:
        first = runner.run(here.tasks(3))
    with here.runner(scheduler="tcp://127.0.0.1:1") as runner:  # Nobody is asked.
        again = runner.run(here.tasks(3))
    assert [result.values for result in again] == [result.values for result in first]
    assert set(here.lived().values()) == {1}


def test_a_task_is_another_one_by_whatever_makes_another_run(invented):
    task = invented().task(0.3)
    for part, word in (("replicate", 5), ("seed", 5), ("scale", "1:7"), ("scenario", "as-told"), ("program", "x"),
                       ("data", "x"), ("what", "twin"), ("point", Point.of({"rain.high": 0.31}))):
        assert dataclasses.replace(task, **{part: word}).key != task.key
    assert dataclasses.replace(task, label="another name").key == task.key


def test_a_point_that_fails_is_named_with_the_sentence_of_the_program_and_the_rest_goes_on(invented):
    here = invented()
    (here.folder / "trouble").write_text("0.8")
    tasks = [here.task(0.1), here.task(0.2, idle=0.85), here.task(0.3)]
    with here.runner(workers=1) as runner:
        good, bad, other = runner.run(tasks)
    assert good.values and other.values
    assert bad.failure == "rain.idle is too wet" and not bad.lost
    assert "point 0.2" in bad.task.name
    (here.folder / "trouble").unlink()
    with here.runner(workers=1) as runner:
        assert runner.run(tasks)[1].failure == "rain.idle is too wet"  # Kept, not tried again.


@pytest.mark.slow
def test_a_point_that_kills_its_workers_is_tried_once_more_alone_and_named_and_costs_no_other_one(invented):
    here = invented()
    (here.folder / "deadly").touch()
    tasks = [*here.tasks(3), here.task(0.5, idle=0.95)]
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), here.runner(workers=2) as runner:
        *good, bad = runner.run(tasks)  # After one death already, since each costs a worker's start.
    assert all(result.values for result in good)
    assert bad.lost and "worker died" in bad.failure
    assert set(here.lived().values()) == {1}
    (here.folder / "deadly").unlink()
    with here.runner(workers=1) as runner:
        assert runner.run(tasks)[-1].values  # What was lost may go better another time.


def _files(store):
    """What stands in each, but how long it took."""
    found = {file.name: json.loads(file.read_text()) for file in store.glob("*.json")}
    return {name: told["values"] for name, told in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("workers", [2, 4])
def test_a_worker_killed_in_the_middle_changes_no_bit_and_no_finished_point_is_lived_twice(invented, workers):
    here = invented(sleep=0.3)
    tasks = here.tasks(8, 2)
    with here.runner("alone", workers=1) as runner:
        runner.run(tasks)
    (here.folder / "log").unlink()
    written = []
    with cluster(here.folder, workers, nannies=False) as (address, processes):
        def kill(result):
            written.append(result.task)
            if len(written) == 4:
                os.kill(processes[0].pid, signal.SIGKILL)
                until(lambda: processes[0].poll() is not None)
        with here.runner("together", scheduler=address) as runner:
            runner.run(tasks, kill)
        until(lambda: not here.alive())
    assert _files(here.folder / "alone") == _files(here.folder / "together") != {}
    assert set(here.lived().values()) <= {1, 2}
    twice = [told for told, times in here.lived().items() if times > 1]
    assert len(twice) <= 1  # One that had ended on the killed worker before anybody could fetch it.
    first = [json.dumps(["1:100", task.seed, task.point["rain.high"], 0.6, 0.5]) for task in written[:4]]
    assert set(first) <= set(here.lived()) and not set(first) & set(twice)


def _begin(here, sleep_forever_in="results"):
    """A pool in another process, at work."""
    code = ("import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
            "if __name__ == '__main__':\n"
            "    import test_runner, pathlib\n"
            "    here = test_runner.Invented(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))\n"
            "    with here.runner(workers=2) as runner:\n"
            "        runner.run(here.tasks(4))\n")
    script = here.folder / "begin.py"
    script.write_text(code)
    words = [sys.executable, script, pathlib.Path(__file__).parent, here.folder, here.program]
    return subprocess.Popen(words, env=os.environ | {"PYTHONPATH": str(PACKAGE)}, stderr=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_simulator_is_left_running_when_the_command_ends(invented, how):
    here = invented(sleep=120)
    process = _begin(here)
    until(lambda: len(here.alive()) == 2)
    process.send_signal(how)
    process.wait(30)
    until(lambda: not here.alive(), 30)


@pytest.mark.slow
def test_no_simulator_is_left_running_when_the_pool_is_closed_or_the_task_cancelled(invented):
    here = invented(sleep=120)
    class Enough(Exception):
        pass
    with cluster(here.folder, 1) as (address, _):
        quick, slow = here.task(0.1, idle=0.95), here.task(0.2)
        (here.folder / "trouble").write_text("0.9")  # The quick one fails at once.
        def stop(result):
            until(lambda: here.alive())
            raise Enough
        with pytest.raises(Enough), here.runner(scheduler=address) as runner:
            runner.run([quick, slow], stop)
        until(lambda: not here.alive(), 30)  # The workers live on, and what they did for us does not.


def test_a_scheduler_that_is_not_there_is_told_and_nothing_is_lost(invented):
    here = invented()
    with pytest.raises(Refused, match="no scheduler answers at tcp://127.0.0.1:1"), \
            here.runner(scheduler="tcp://127.0.0.1:1") as runner:
        runner.run(here.tasks(1))
    with pytest.raises(Refused, match="--scheduler"), here.runner(scheduler="nonsense://x") as runner:
        runner.run(here.tasks(1))


def test_a_worker_with_another_program_says_so(invented):
    here = invented()
    task = dataclasses.replace(here.task(0.1), program="another")
    with here.runner(workers=1) as runner:
        [result] = runner.run([task])
    assert "another program" in result.failure


def _doors():
    """Listening TCP sockets, by inode: the address."""
    doors = {}
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == "0A":
                doors[words[9]] = words[1].split(":")[0]
    return doors


def test_the_local_pool_listens_on_this_machine_only(invented):
    here = invented()
    before = _doors()
    opened = {}
    with here.runner(workers=2) as runner:
        runner.run(here.tasks(1), lambda result: opened.update(_doors()))
    own = {address for door, address in opened.items() if door not in before}
    assert own == {"0100007F"}


def test_an_attempt_leaves_no_files_but_the_result(invented, tmp_path_factory, monkeypatch):
    here, made = invented(), tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(made))
    monkeypatch.setattr("tempfile.tempdir", None)
    with here.runner(workers=1) as runner:
        runner.run(here.tasks(2))
    assert not [name for name in os.listdir(made) if name.startswith("counterlife")]
    assert len(os.listdir(here.folder / "results")) == 2


@pytest.mark.slow
def test_scheduling_costs_little(invented):
    """Of points over a second, on one worker: what the wall clock shows beyond the runs themselves."""
    here = invented(sleep=1.5)
    with here.runner(workers=1) as runner:
        runner.run([here.task(0.99)])
        began = time.monotonic()
        results = runner.run(here.tasks(20))
        whole = time.monotonic() - began
    lived = sum(result.seconds for result in results)
    print(f"{100 * (whole - lived) / lived:.2f} % of {lived:.1f} s")
    assert whole - lived < 0.015 * lived

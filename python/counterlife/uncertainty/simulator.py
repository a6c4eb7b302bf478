# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The program, started as others start it: a point goes in as a scenario, the figures of `fit` come out."""

import csv
import dataclasses
import errno
import functools
import hashlib
import importlib.util
import os
import pathlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable

from counterlife.uncertainty import start
from counterlife.uncertainty.folders import file_of, layers
from counterlife.uncertainty.points import Refused, Task

_PACKAGE = pathlib.Path(__file__).parents[1]
_NOT_NUMBERS = ("targets", "reference", "ensemble", "sensitivity")  # Folders of the data that no life is lived by.
_WANTS = (errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EIO, errno.EMFILE, errno.EROFS, errno.EACCES)  # of a machine
_LOOK_AGAIN = 0.2  # seconds between looks whether a run is still wanted


class RunFailed(Exception):
    """The program ended with an error; the sentence is its own."""


class WrongWorker(RunFailed):
    """It is not the run that is wrong but where it was lived; another time, or elsewhere, it may go better."""


class NotWanted(Exception):
    """Nobody waits for this run any more."""


def find_program(named: str | None = None) -> pathlib.Path:
    """The one named, else the one in the installed package, else the one built in the source tree."""
    if named:
        program = pathlib.Path(named).resolve()
        if not (program.is_file() and os.access(program, os.X_OK)):
            raise Refused(f"--program: {named} is no program that can be started")
        return program
    found = importlib.util.find_spec("counterlife")
    folders = found.submodule_search_locations if found and found.submodule_search_locations else ()
    places = [*(pathlib.Path(folder) / "share" / "bin" / "counterlife" for folder in folders),
              _PACKAGE.parents[1] / "build" / "release" / "counterlife"]
    for place in places:
        if place.is_file():
            return place.resolve()
    raise Refused("the program counterlife is neither in the package nor built in "
                  f"{_PACKAGE.parents[1]}; build it (./dev build) or name it with --program")


def find_data(program: pathlib.Path, named: str | None = None) -> pathlib.Path:
    """The folder named, else the one that the program finds by itself."""
    if named:
        if not pathlib.Path(named).is_dir():
            raise Refused(f"--data: {named} is no folder")
        return pathlib.Path(named).resolve()
    if "COUNTERLIFE_DATA" in os.environ:
        return pathlib.Path(os.environ["COUNTERLIFE_DATA"]).resolve()
    for above in program.parents:
        if (above / "data" / "places" / "places.csv").is_file():
            return above / "data"
    raise Refused(f"there is no folder data beside {program}; name it with --data")


def _hash_of(files: Iterable[pathlib.Path], root: pathlib.Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(root)} {content}\n".encode())
    return digest.hexdigest()[:16]


@functools.lru_cache(maxsize=64)
def _program_digest(program: pathlib.Path, _size: int, _changed: int) -> str:
    return _hash_of([program], program.parent)


def program_digest(program: pathlib.Path) -> str:
    is_now = program.stat()
    return _program_digest(program, is_now.st_size, is_now.st_mtime_ns)


def data_digest(data: pathlib.Path) -> str:
    """Of every table that a life may depend on, in all folders that it inherits, and of the scenarios beside."""
    folders = layers(data)
    of_each = [_hash_of([file for file in folder.rglob("*.csv")
                         if file.relative_to(folder).parts[0] not in _NOT_NUMBERS], folder) for folder in folders]
    beside = folders[-1].parent
    scenarios = _hash_of((beside / "scenarios").glob("*.toml"), beside)
    return hashlib.sha256(" ".join([*of_each, scenarios]).encode()).hexdigest()[:16]


def targets_digest(data: pathlib.Path) -> str:
    file = file_of(data, "targets/targets.csv")
    return _hash_of([file], file.parent)


def _environment(program: str) -> dict[str, str]:
    """As the command of the package starts the program (`python/program.py`)."""
    environment = dict(os.environ)
    environment.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
    arrow = importlib.util.find_spec("pyarrow")
    if pathlib.Path(program).parent.parent.name == "share" and arrow and arrow.submodule_search_locations:
        paths = [arrow.submodule_search_locations[0], environment.get("LD_LIBRARY_PATH", "")]
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, paths))
    return environment


def call(folder: pathlib.Path, *commands: list[str], wanted: Callable[[], bool] = lambda: True) -> str:
    """Runs commands one after the other in the folder; what they print.

    They die with this process, and when `wanted` says no. Raises RunFailed with the program's own
    sentences, NotWanted.
    """
    words: list[str] = []
    for command in commands:
        words += ([start.THEN] if words else []) + command
    out, err = folder / ".stdout", folder / ".stderr"
    starter = [sys.executable, "-I", "-S", start.__file__, str(os.getpid()), str(folder)]
    with open(out, "wb") as said, open(err, "wb") as complained:
        running = subprocess.Popen(starter + words, stdin=subprocess.DEVNULL, stdout=said, stderr=complained,
                                   env=_environment(commands[0][0]), start_new_session=True)
        try:
            while True:
                try:
                    running.wait(_LOOK_AGAIN)
                    break
                except subprocess.TimeoutExpired:
                    if not wanted():
                        raise NotWanted from None
        finally:
            if running.returncode is None:
                running.kill()  # And with it, what it started.
                running.wait()
    if running.returncode != 0:
        raise _failure(pathlib.Path(commands[0][0]).name, running.returncode, err.read_text("utf-8", "replace").strip())
    return out.read_text("utf-8", "replace")


def _failure(program: str, status: int, told: str) -> RunFailed:
    killed = status - 128 if status > 128 else 0
    if killed in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # By somebody, or for want of memory.
        return WrongWorker(f"{program} was killed on {os.uname().nodename} (signal {killed})" + (f": {told}" if told else ""))
    if any(os.strerror(number) in told for number in _WANTS):
        return WrongWorker(f"{told} (on {os.uname().nodename})")
    return RunFailed(told or f"{program} ended with status {status}")


@dataclasses.dataclass(frozen=True)
class Simulator:
    """Lives a task by `counterlife run` and takes the figures that `counterlife fit` compares.

    Goes to the workers as it is: program and data must be at these paths there too, and the same.
    """

    program: str
    data: str

    def __call__(self, task: Task, folder: pathlib.Path, wanted: Callable[[], bool]) -> dict[str, float | None]:
        self.check(task)
        (folder / "point.toml").write_text(task.point.overlay(task.scenario), "utf-8")
        call(folder, self.run_words(task, "point.toml", "run"),
             [self.program, "fit", "run", "--data", self.data], wanted=wanted)
        return figures(folder / "run" / "fit.csv")

    def run_words(self, task: Task, scenario: str, out: str) -> list[str]:
        return [self.program, "run", f"./{scenario}", "--data", self.data, "--scale", task.scale, "--seed",
                str(task.seed), "--events", "none", "--threads", "1", "--quiet", "-o", out]

    def check(self, task: Task) -> None:
        """A worker with another program or other data would give other lives."""
        program, data = pathlib.Path(self.program), pathlib.Path(self.data)
        if not program.is_file() or not data.is_dir():
            missing = program if not program.is_file() else data
            raise WrongWorker(f"{missing} is not on this worker, {os.uname().nodename}")
        if program_digest(program) != task.program:
            raise WrongWorker(f"{program} is another program on {os.uname().nodename} than where this began")
        if data_digest(data) != task.data:
            raise WrongWorker(f"{data} has other numbers on {os.uname().nodename} than where this began")


def figures(table: pathlib.Path) -> dict[str, float | None]:
    """The simulated figure of each target, by `id/scope/measure/years`, in the target's unit."""
    with open(table, encoding="utf-8", newline="") as rows:
        return {target_name(row): float(row["simulated"]) if row["simulated"] else None
                for row in csv.DictReader(rows)}


def target_name(row: dict[str, str]) -> str:
    return "/".join(row[part] for part in ("id", "scope", "measure", "years"))


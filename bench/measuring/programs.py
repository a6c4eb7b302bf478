# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Running programs, and what each has cost."""

import ctypes
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

LIBRARY = ctypes.CDLL(None)
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
VALGRIND = shutil.which("valgrind")
NO_VALGRIND = "Instructions are not counted: valgrind is not there (apt-get install valgrind; ./dev bench does)."
LINE = re.compile(r"^(\w+)\s+(-?\d[\d.]*(?:e[-+]?\d+)?)$", re.M)


class Failed(Exception):
    """A program did not come to its end; the sentence says which, and what it said."""


@dataclass
class Cost:
    said: str   # on standard output
    aside: str  # on standard error
    wall: float
    cpu: float  # of the whole process, user and system
    memory: int  # bytes, at most

    def figures(self):
        """What it said in lines of a name and a number."""
        return {name: float(number) for name, number in LINE.findall(self.said + "\n" + self.aside)}


def environment(large_pages):
    """Each program reads the data of its own tree. Large pages are what ./counterlife asks for."""
    ours = {name: value for name, value in os.environ.items() if name != "COUNTERLIFE_DATA"}
    if large_pages:
        ours.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
    return ours


class Started:
    """A program at work, on one core where one is named."""

    def __init__(self, words, core=None, large_pages=True):
        self.words, self.ended = [str(word) for word in words], False
        self._said, self._aside = tempfile.TemporaryFile(), tempfile.TemporaryFile()

        def bind():
            LIBRARY.prctl(END_WITH_PARENT, signal.SIGKILL)
            if core is not None:
                os.sched_setaffinity(0, {core})

        self._began = time.monotonic()
        try:
            self._process = subprocess.Popen(self.words, stdout=self._said, stderr=self._aside,
                                             stdin=subprocess.DEVNULL, preexec_fn=bind, env=environment(large_pages))
        except OSError as error:
            raise Failed(f"{self.words[0]} does not start: {error.strerror}") from error

    def cost(self):
        """Waits for its end."""
        _, status, used = os.wait4(self._process.pid, 0)
        wall = time.monotonic() - self._began
        self.ended, self._process.returncode = True, os.waitstatus_to_exitcode(status)
        said, aside = self._read(self._said), self._read(self._aside)
        if status != 0:
            last = "\n".join((said + aside).splitlines()[-20:])
            raise Failed(f"{' '.join(self.words)} ended with {self._process.returncode}:\n{last}")
        return Cost(said, aside, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)

    @property
    def pid(self):
        return self._process.pid

    def stop(self):
        if not self.ended:
            self._process.kill()
            self._process.wait()
        self._said.close()
        self._aside.close()

    @staticmethod
    def _read(file):
        file.seek(0)
        return file.read().decode(errors="replace")


def run(words, core=None, large_pages=True):
    started = Started(words, core, large_pages)
    try:
        return started.cost()
    finally:
        started.stop()


def usable_cores():
    return sorted(os.sched_getaffinity(0))


def side_by_side(commands, cores, large_pages=True):
    """Runs commands at the same moment, each on its core. One that ends before another begins again, for nothing, so
    that the slowest has no quiet machine at its end. Where there are too few cores, they run one after the other."""
    if len(cores) < len(commands):
        return [run(words, cores[0], large_pages) for words in commands]
    costs, running = [None] * len(commands), {}
    try:
        for i, words in enumerate(commands):
            running[i] = Started(words, cores[i], large_pages)
        while True:
            for i in first_to_end(running):
                cost = running[i].cost()
                running.pop(i).stop()
                costs[i] = costs[i] or cost
            if all(costs):
                return costs
            for i in set(range(len(commands))) - set(running):
                running[i] = Started(commands[i], cores[i], large_pages)
    finally:
        for one in running.values():
            one.stop()


def first_to_end(running):
    """Sleeps until one of them has ended. Returns which have."""
    handles = {os.pidfd_open(one.pid): i for i, one in running.items()}
    try:
        ended, _, _ = select.select(list(handles), [], [])
        return [handles[handle] for handle in ended]
    finally:
        for handle in handles:
            os.close(handle)


def can_count():
    return VALGRIND is not None


def instructions(commands, within, cores):
    """The instructions that each command takes in a function and all that it calls; and where no such function is
    found in one of them, in all. Returns the counts, and whether they are of the function."""
    for collect in ([f"--toggle-collect={within}"], []):
        counting = [VALGRIND, "--tool=callgrind", "--callgrind-out-file=/dev/null", *collect]
        costs = side_by_side([[*counting, *words] for words in commands], cores)
        counts = [int(re.search(r"Collected : (\d+)", cost.aside).group(1)) for cost in costs]
        if all(counts):
            return counts, bool(collect)
    raise Failed(f"{VALGRIND} has counted nothing")

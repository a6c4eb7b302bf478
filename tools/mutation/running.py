# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Running what may hang, crash or eat the machine."""

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

LIBRARY = ctypes.CDLL(None)
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
MEMORY = 12 << 30
FILE = 4 << 30


class Stopped(Exception):
    """Somebody has asked for an end."""


@dataclass
class Ended:
    status: int       # as a shell has it: 128 + signal
    late: bool        # it was stopped at its limit
    cpu: float        # seconds
    seconds: float
    said: str


class Runner:
    """Starts programs in groups of their own, so that all of a group can be ended."""

    def __init__(self):
        self._lock = threading.Lock()
        self._running = set()
        self.stopped = threading.Event()

    def stop(self):
        self.stopped.set()
        with self._lock:
            for pid in self._running:
                end_group(pid)

    def run(self, words, cwd, log, cpu=None, wall=None, env=None):
        """Runs to the end or to a limit. CPU time is the limit that a busy machine does not move; the time on
        the wall is only for what waits for ever."""
        def limit():
            LIBRARY.prctl(END_WITH_PARENT, signal.SIGKILL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if cpu:
                resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 3))
                resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
                if "SANITIZED" not in (env or {}):
                    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

        began = time.monotonic()
        with open(log, "wb") as out:
            with self._lock:
                if self.stopped.is_set():
                    raise Stopped
                process = subprocess.Popen([str(word) for word in words], cwd=cwd, stdout=out,
                                           stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                           start_new_session=True, preexec_fn=limit,
                                           env={**os.environ, **(env or {})})
                self._running.add(process.pid)
            late, used = self._wait(process, began, wall)
        if self.stopped.is_set():
            raise Stopped
        status = process.returncode
        late = late or status in (-signal.SIGXCPU, 128 + signal.SIGXCPU)
        return Ended(status if status >= 0 else 128 - status, late, used.ru_utime + used.ru_stime,
                     time.monotonic() - began, read_end(log))

    def _wait(self, process, began, wall):
        late, pause = False, 0.005
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if wall and time.monotonic() - began > wall and not late:
                late = True
                end_group(process.pid)
            time.sleep(pause)
            pause = min(0.2, pause * 1.3)
        with self._lock:
            self._running.discard(process.pid)
        end_group(process.pid) # What it has left behind.
        process.returncode = os.waitstatus_to_exitcode(status)
        return late, used


def end_group(pid):
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def read_end(log, most=2_000_000):
    with open(log, "rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - most))
        return file.read().decode(errors="replace")

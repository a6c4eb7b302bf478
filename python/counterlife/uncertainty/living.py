# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Points with all their seeds, lived by the runner, while somebody is told how far it is."""

import contextlib
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from counterlife.uncertainty.points import Point, Refused, Result, Task
from counterlife.uncertainty.runner import KILLED, Runner

SAY_AGAIN = 10  # seconds


def say(sentence: str) -> None:
    with contextlib.suppress(OSError):  # Nobody need listen.
        print(sentence, file=sys.stderr, flush=True)


class Lives:
    """tasks: those of a named point, one a seed; so many seeds, or those that are usual."""

    def __init__(self, tasks: Callable[[str, Point, int | None], Sequence[Task]], runner: Runner) -> None:
        self._tasks, self._runner = tasks, runner

    def __call__(self, what: str, points: Mapping[str, Point], replicates: int | None = None) -> dict[str, list[Result]]:
        of_each = {name: self._tasks(name, point, replicates) for name, point in points.items()}
        tasks = [task for own in of_each.values() for task in own]
        progress = _Progress(what, len(tasks))
        results = self._runner.run(tasks, progress.hears)
        _check_machines(what, results)
        each = iter(results)
        return {name: [next(each) for _ in own] for name, own in of_each.items()}


def _check_machines(what: str, results: Sequence[Result]) -> None:
    """A point that its workers die of is a failed one. One that a machine could not live is still to be lived."""
    lost = [result for result in results if result.lost and result.failure != KILLED]
    if lost:
        raise Refused(f"{what}: {len(lost)} of {len(results)} runs were lost by the machines that lived them; "
                      f"{lost[0].task.name}: {lost[0].failure}", "the same command tries them again, and only them")


class _Progress:
    def __init__(self, what: str, count: int) -> None:
        self._what, self._count, self._done, self._lived = what, count, 0, 0
        self._began = self._told = time.monotonic()

    def hears(self, result: Result) -> None:
        self._done += 1
        self._lived += result.seconds > 0
        if result.failure:
            say(f"{self._what}: {result.task.name} failed: {result.failure}")
        now = time.monotonic()
        if self._lived and (now - self._told > SAY_AGAIN or self._done == self._count):
            self._told = now
            minutes = (now - self._began) / self._lived * (self._count - self._done) / 60
            say(f"{self._what}: {self._done} of {self._count} runs, {minutes:.1f} minutes left")

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Points with all their seeds, lived by the runner, while somebody is told how far it is."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence

from counterlife.uncertainty.points import Point, Result, Task
from counterlife.uncertainty.runner import Runner

SAY_AGAIN = 10  # seconds


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Lives:
    """tasks: those of a named point, one a seed."""

    def __init__(self, tasks: Callable[[str, Point], Sequence[Task]], runner: Runner) -> None:
        self._tasks, self._runner = tasks, runner

    def __call__(self, what: str, points: Mapping[str, Point]) -> dict[str, list[Result]]:
        of_each = {name: self._tasks(name, point) for name, point in points.items()}
        tasks = [task for own in of_each.values() for task in own]
        progress = _Progress(what, len(tasks))
        results = iter(self._runner.run(tasks, progress.hears))
        return {name: [next(results) for _ in own] for name, own in of_each.items()}


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

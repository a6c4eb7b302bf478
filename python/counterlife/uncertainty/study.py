# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""One sensitivity study in its directory: a screening of all inputs, then indices of those that pass.

Each design is made once, written down and read ever after, and each run is kept, so that a study goes
on from wherever it was when it ended.
"""

import csv
import dataclasses
import io
import pathlib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from counterlife.uncertainty import emulator, luck
from counterlife.uncertainty.design import balanced_size, unit_design
from counterlife.uncertainty.indices import Index, Indices, indices
from counterlife.uncertainty.inputs import Input, points_of
from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import Point, Refused, Result, Task, toml, write_whole
from counterlife.uncertainty.settings import damaged, free_of_others, of_its_types
from counterlife.uncertainty.screening import Effect, effects, trajectories
from counterlife.uncertainty.waves import failures

FILE = "sensitivity.toml"
FORMAT = 1
_MISSING = 0.1  # share of the points of the second design that may not speak to an outcome


@dataclasses.dataclass(frozen=True)
class Settings:
    """points: of the second design, 0: by the number of inputs that pass. most: how many may."""

    scenario: str
    scale: str
    seed: int
    replicates: int
    trajectories: int
    points: int
    most: int
    program: str
    data: str
    outcomes: tuple[str, ...]
    inputs: tuple[Input, ...]

    def tasks(self, name: str, point: Point, replicates: int | None = None) -> list[Task]:
        return [Task(point, replicate, self.seed + replicate, self.scale, self.scenario, self.program, self.data,
                     label=name) for replicate in range(replicates or self.replicates)]


_SAID = ("scenario", "scale", "seed", "replicates", "trajectories", "points", "most")
_DIGESTS = {"program": "the program", "data": "the data"}


def _toml(settings: Settings) -> str:
    lines = ["# What this study is made of. Another one begins in another directory.", f"format = {FORMAT}"]
    lines += [f"{word} = {toml(getattr(settings, word))}" for word in (*_SAID, *_DIGESTS)]
    lines.append(f"outcomes = {toml(settings.outcomes)}")
    for one in settings.inputs:
        rows = ",\n  ".join(toml(dataclasses.astuple(row)) for row in one.rows)
        lines += ["", "[[input]]", f"address = {toml(one.address)}", f"rows = [\n  {rows}\n]"]
    return "\n".join(lines) + "\n"


def read(folder: pathlib.Path) -> Settings | None:
    """None where no study has begun."""
    try:
        said = tomllib.loads((folder / FILE).read_text("utf-8"))
        if said["format"] != FORMAT:
            raise Refused(f"{folder / FILE}: found format {said['format']}; allowed {FORMAT}")
        inputs = tuple(Input(one["address"], tuple(Factor(name, float(low), float(high), log)
                                                   for name, low, high, log in one["rows"])) for one in said["input"])
        return of_its_types(Settings(**{word: said[word] for word in (*_SAID, *_DIGESTS)},
                                     outcomes=tuple(said["outcomes"]), inputs=inputs))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}") from error
    except Refused:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(folder / FILE, error) from error


def is_free(folder: pathlib.Path, there: Settings | None) -> None:
    """Raises Refused where something else is in the directory."""
    free_of_others(folder, there, "sensitivity study")


def is_free_or_the_same(folder: pathlib.Path, there: Settings | None, asked: Settings) -> None:
    """Raises Refused, with all that differs."""
    is_free(folder, there)
    differing = list(_differences(there, asked)) if there else []
    if differing:
        raise Refused(f"{folder} holds another study:", *differing, "name another directory, or ask for what is there")


def begin_or_go_on(folder: pathlib.Path, asked: Settings) -> Settings:
    """Writes what was asked for into a new directory; refuses the directory of something else."""
    there = read(folder)
    is_free_or_the_same(folder, there, asked)
    if there is None:
        write_whole(folder / FILE, _toml(asked))
    return there or asked


def _differences(there: Settings, asked: Settings) -> Iterable[str]:
    for word in _SAID:
        if getattr(there, word) != getattr(asked, word):
            yield f"  {word}: {getattr(there, word)} there, {getattr(asked, word)} asked for"
    for word, what in _DIGESTS.items():
        if getattr(there, word) != getattr(asked, word):
            yield (f"  {what} is another than it began with ({getattr(there, word)} there, "
                   f"{getattr(asked, word)} now)")
    old, new = {one.address: one for one in there.inputs}, {one.address: one for one in asked.inputs}
    for what, was, now in (("parameter", old, new), ("outcome", there.outcomes, asked.outcomes)):
        yield from (f"  {what} {name} is there, and not asked for" for name in was if name not in now)
        yield from (f"  {what} {name} is asked for, and not there" for name in now if name not in was)
    yield from (f"  parameter {name} has another range" for name in old if name in new and old[name] != new[name])


@dataclasses.dataclass(frozen=True)
class Looked:
    """What is known of one outcome. luck: standard deviation of one run; complaint: why it has no indices."""

    luck: float = 0.0
    explained: float = 1.0
    indices: Indices | None = None
    complaint: str = ""


class Study:
    """live(what, points by name): lives what is missing and gives all results."""

    def __init__(self, folder: pathlib.Path, settings: Settings,
                 live: Callable[[str, Mapping[str, Point]], dict[str, list[Result]]],
                 say: Callable[[str], None], processes: int = 1) -> None:
        self.folder, self.settings = folder, settings
        self._live, self._say, self._processes = live, say, processes
        self.failed: dict[str, str] = {}
        self.effects: dict[str, list[Effect]] = {}
        self.looked: dict[str, Looked] = {}
        self.passing: list[Input] = []

    def screen(self) -> None:
        """Effects of all inputs on all outcomes, into screening.csv, and which inputs pass."""
        settings = self.settings
        shape = settings.trajectories, len(settings.inputs) + 1, len(settings.inputs)
        shares = self._design("screening", settings.inputs, shape[0] * shape[1],
                              lambda: trajectories(shape[2], shape[0], settings.seed).reshape(-1, shape[2]))
        lived = self._lived("screening", settings.inputs, shares)
        for outcome in settings.outcomes:
            values = values_of(outcome, list(lived.values())).reshape(*shape[:2], -1)
            self.effects[outcome] = effects(shares.reshape(shape), values)
        self.passing = self._passing()
        self._write_screening()

    def look_closer(self) -> None:
        """Indices of those that pass, into sobol.csv, and what an outcome is like, into outcomes.csv."""
        settings = self.settings
        if self.passing:
            size = settings.points or balanced_size(len(self.passing))
            shares = self._design("sobol", self.passing, size,
                                  lambda: unit_design("sobol", size, len(self.passing), settings.seed))
            lived = self._lived("sobol", self.passing, shares)
            self._emulate(shares, list(lived.values()))
        self._write_sobol()

    def _passing(self) -> list[Input]:
        """Those that matter for an outcome, the surest first; no more than `most`."""
        sure = {one: min(min(of_all[at].p_moves, of_all[at].p_differs) for of_all in self.effects.values())
                for at, one in enumerate(self.settings.inputs)
                if any(of_all[at].matters for of_all in self.effects.values())}
        kept = sorted(sure, key=lambda one: (sure[one], one.address))[:self.settings.most]
        if len(kept) < len(sure):
            self._say(f"{len(sure)} parameters pass the screening; the surest {len(kept)} go on (--most)")
        return sorted(kept, key=lambda one: one.address)

    def _design(self, what: str, inputs: Sequence[Input], count: int, make: Callable[[], np.ndarray]) -> np.ndarray:
        """Points x inputs, in shares of the ranges. count: of points."""
        file = self.folder / what / "design.csv"
        names = [one.address for one in inputs]
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            rows = [[_name(what, at), *(repr(float(share)) for share in row)] for at, row in enumerate(make())]
            write_whole(file, _table(["point", *names], rows))
        try:
            text = file.read_text("utf-8")
            (_, *there), *rows = csv.reader(io.StringIO(text))
            shares = np.array([row[1:] for row in rows], dtype=float)
            if there != names or shares.shape[1:] != (len(names),):
                raise ValueError("its columns are others")
            if [row[0] for row in rows] != [_name(what, at) for at in range(len(rows))] or not text.endswith("\n"):
                raise ValueError("lines are missing or there twice")
            if not ((shares >= 0) & (shares <= 1)).all():
                raise ValueError("what is there is no share of a range")
            if len(rows) != count:
                raise ValueError(f"it has {len(rows)} points and not {count}")
        except (ValueError, csv.Error) as error:
            raise Refused(f"{file} is not the design that was written ({error}); a design is never made again, "
                          "so bring it back or begin in another directory") from error
        return shares

    def _lived(self, what: str, inputs: Sequence[Input], shares: np.ndarray) -> dict[str, list[Result]]:
        lived = self._live(what, {_name(what, at): point for at, point in enumerate(points_of(shares, inputs))})
        failed = failures(lived)
        self.failed |= failed
        write_whole(self.folder / "failed.csv", _table(["point", "failure"], self.failed.items()))
        if len(failed) > len(lived) / 2:
            name, sentence = next(iter(failed.items()))
            raise Refused(f"{what}: {len(failed)} of {len(lived)} points could not be lived; {name}: {sentence}")
        return lived

    def _emulate(self, shares: np.ndarray, lived: Sequence[Sequence[Result]]) -> None:
        work, values = {}, {}
        for outcome in self.settings.outcomes:
            each = values_of(outcome, lived)
            there = np.isfinite(each).all(axis=1)
            if there.mean() < 1 - _MISSING:
                self.looked[outcome] = Looked(complaint=f"too few cases in {1 - there.mean():.0%} of the points")
                continue
            lived_there = each[there]
            whole, own = luck.of_replicates(lived_there, lived_there[0])
            means = lived_there.mean(axis=1)
            noise = own.variance(means)
            self.looked[outcome] = Looked(luck=float(np.sqrt(whole.variance(means.mean()))),
                                          indices=_none(len(self.passing)))
            if emulator.moves(shares[there], means, noise / self.settings.replicates):
                work[outcome] = shares[there], means, noise / self.settings.replicates
                values[outcome] = lived_there, noise
        if work:
            self._say(f"sobol: fitting {len(work)} emulators")
        for outcome, (shape, diagnosis) in zip(work, emulator.fit_all(list(work.values()), self._processes)):
            found = None
            if not diagnosis.complaint:
                found = indices(shape, work[outcome][0], *values[outcome])
            self.looked[outcome] = dataclasses.replace(self.looked[outcome], explained=diagnosis.explained,
                                                       indices=found, complaint=diagnosis.complaint)

    def _write_screening(self) -> None:
        rows = [[one.address, *_numbers(effect.mu, effect.mu_star, effect.sigma, effect.error), outcome,
                 effect.steps, *_numbers(effect.p_moves, effect.p_differs), "yes" if effect.matters else "no"]
                for outcome, of_all in self.effects.items() for one, effect in zip(self.settings.inputs, of_all)]
        write_whole(self.folder / "screening.csv",
                    _table(["parameter", "mu", "mu_star", "sigma", "error", "outcome", "steps", "p_moves", "p_differs",
                            "matters"], rows))

    def _write_sobol(self) -> None:
        rows = [[one.address, outcome, *_numbers(index.first, index.first_error, index.total, index.total_error),
                 "yes" if index.matters else "no"]
                for outcome, looked in self.looked.items() if looked.indices
                for one, index in zip(self.passing, looked.indices.inputs)]
        write_whole(self.folder / "sobol.csv", _table(["parameter", "outcome", "first", "first_error", "total",
                                                       "total_error", "matters"], rows))
        write_whole(self.folder / "outcomes.csv", _table(
            ["outcome", "luck", "deviation", "explained", "complaint"],
            [[outcome, *_numbers(looked.luck, looked.indices.deviation if looked.indices else np.nan,
                                 looked.explained), looked.complaint] for outcome, looked in self.looked.items()]))


def _none(inputs: int) -> Indices:
    return Indices([Index(0.0, 0.0, 0.0, 0.0)] * inputs, 0.0)


def values_of(outcome: str, points: Sequence[Sequence[Result]]) -> np.ndarray:
    """points x replicates; not a number where a run failed or does not speak to the outcome."""
    return np.array([[np.nan if (value := (result.values or {}).get(outcome)) is None else value for result in results]
                     for results in points], dtype=float).reshape(len(points), -1)


def _name(what: str, at: int) -> str:
    return f"{what}-{at + 1:05}"


def _numbers(*numbers: float) -> list[str]:
    return ["" if np.isnan(number) else f"{number:.6g}" for number in numbers]


def _table(names: Sequence[str], rows: Iterable[Sequence]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(names)
    table.writerows(rows)
    return out.getvalue()

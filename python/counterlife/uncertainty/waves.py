# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Wave after wave: points where nothing is ruled out yet are lived, emulated and held against the figures.

Each step is a file of the directory, seen whole or not at all; what is there is not made again. So a
calibration goes on from wherever it was when it ended.
"""

import csv
import dataclasses
import io
import json
import pathlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from counterlife.uncertainty import emulator, luck
from counterlife.uncertainty.design import (points_of, read_design, shares_of, spread, unit_design, write_design)
from counterlife.uncertainty.implausibility import Judge, Seen
from counterlife.uncertainty.points import Point, Refused, Result, write_whole
from counterlife.uncertainty.remaining import Remaining, remaining
from counterlife.uncertainty.settings import LUCK_RUNS, Settings
from counterlife.uncertainty.targets import Target

LOOKED_AT = 4000  # points that stand for the space
_MISSING = 0.1  # share of the points that may not speak to a target
_BAD = 0.1  # share of the emulators that may be complained of
_LITTLE = 0.8  # a wave that leaves more than this of what was left shrinks little


@dataclasses.dataclass(frozen=True)
class Wave:
    """What a wave has come to. `left_out`: why a target has no emulator in it."""

    number: int
    design: Mapping[str, Point]
    trained: Sequence[str]
    failed: Mapping[str, str]
    seen: Sequence[Seen]
    diagnoses: Mapping[str, emulator.Diagnosis]
    left_out: Mapping[str, str]
    left: Remaining


class Calibration:
    """live(what for, points by name, replicates or None): lives what is missing, and gives all results."""

    def __init__(self, folder: pathlib.Path, settings: Settings,
                 live: Callable[[str, Mapping[str, Point], int | None], dict[str, list[Result]]],
                 say: Callable[[str], None], processes: int = 1, start: Point | None = None) -> None:
        self.folder, self.settings, self.waves = folder, settings, []
        self._live, self._say, self._processes, self._start = live, say, processes, start
        self.luck_runs: list[Result] = []  # One point, under more seeds.
        self.results: dict[str, list[Result]] = {}
        self.points: dict[str, Point] = {}

    @property
    def judge(self) -> Judge:
        return self.judge_of(self.waves)

    def judge_of(self, waves: Sequence[Wave]) -> Judge:
        return Judge([wave.seen for wave in waves], self.settings.replicates, self.settings.rank)

    def run(self, most: int) -> None:
        """Up to so many waves, or until one shrinks little. Raises Refused where a wave cannot be trusted."""
        while len(self.waves) < most:
            wave = self._wave(len(self.waves) + 1)
            before = self.waves[-1].left.share if self.waves else 1.0
            self.waves.append(wave)
            if wave.left.share == 0:
                raise Refused(self._nothing_left(wave))
            self._say(f"wave {wave.number}: {wave.left.share:.3g} of the space is not ruled out")
            if wave.left.share > _LITTLE * before:
                self._say(f"wave {wave.number} has ruled out little; more waves of this size would rule out no more")
                return

    def _wave(self, number: int) -> Wave:
        folder = self.folder / f"wave-{number}"
        folder.mkdir(exist_ok=True)
        design = self._design(folder / "design.csv", number)
        self.points |= design
        lived = self._live(f"wave {number}", design, None)
        if number == 1:
            self._live_for_luck(lived)
        self.results |= lived
        failed = failures(lived)
        if len(failed) > len(design) / 2:
            name, sentence = next(iter(failed.items()))
            raise Refused(f"wave {number}: {len(failed)} of {len(design)} points could not be lived; "
                          f"{name}: {sentence}")
        trained = self._trained(design, failed)
        figures, left_out = self._figures(trained)
        diagnoses, seen = self._emulators(folder / "emulators.json", trained, figures, left_out)
        waves = [*self.waves, Wave(number, design, trained, failed, seen, diagnoses, left_out, NOTHING)]
        left = self._left(folder / "not_ruled_out.csv", waves)
        return dataclasses.replace(waves[-1], left=left)

    def _live_for_luck(self, lived: Mapping[str, Sequence[Result]]) -> None:
        """The numbers as they stand where the ranges hold them, else the middle of the ranges."""
        good = [name for name in lived if name not in failures(lived)]
        chosen = good[-1 if self._start is not None else 0:][:1]
        for name in chosen:
            [self.luck_runs] = self._live("luck", {name: self.points[name]}, LUCK_RUNS).values()
        self.luck_runs = [result for result in self.luck_runs if result.values is not None]
        if len(self.luck_runs) < LUCK_RUNS / 2:
            raise Refused("too few runs tell what luck does: too many of one point's failed (failed.csv)")

    def _design(self, file: pathlib.Path, number: int) -> dict[str, Point]:
        if not file.exists():
            settings = self.settings
            if number == 1:
                shares = unit_design(settings.design, settings.points, len(settings.factors), settings.seed)
                points = points_of(shares, settings.factors)
                if self._start is not None:
                    points.append(self._start)  # The numbers as they stand.
            else:
                left = self.waves[-1].left.shares
                points = points_of(left[spread(left, settings.points)], settings.factors)
            names = [f"{number}-{place:04}" for place in range(1, len(points) + 1)]
            write_design(file, names, points)
        design = read_design(file)
        if set(dict(next(iter(design.values())).values)) != {factor.address for factor in self.settings.factors}:
            raise Refused(f"{file} is the design of other parameters; bring back the one that was written")
        return design

    def _trained(self, design: Mapping[str, Point], failed: Mapping[str, str]) -> list[str]:
        """The points of this wave, and those before it that are not ruled out."""
        before = [name for wave in self.waves for name in wave.design
                  if name not in failures({name: self.results[name]})]
        if before:
            shares = shares_of([self.points[name] for name in before], self.settings.factors)
            allowed = self.judge(shares, self.settings.cutoff) <= self.settings.cutoff
            before = [name for name, stays in zip(before, allowed) if stays]
        return before + [name for name in design if name not in failed]

    def _figures(self, trained: Sequence[str]) -> tuple[dict[str, np.ndarray], dict[str, str]]:
        """By target points x replicates, not a number where a run does not speak to it."""
        figures, left_out = {}, {}
        for target in self.settings.fitted():
            values = figures_of(target, [self.results[name] for name in trained])
            missing = float(np.isnan(values).any(axis=1).mean())
            if missing > _MISSING or len(self.luck_of(target.name)) < LUCK_RUNS / 2:
                left_out[target.name] = f"too few cases in {missing:.0%} of the points"
            else:
                figures[target.name] = values
        return figures, left_out

    def _emulators(self, file: pathlib.Path, trained: Sequence[str], figures: Mapping[str, np.ndarray],
                   left_out: dict[str, str]) -> tuple[dict[str, emulator.Diagnosis], list[Seen]]:
        shares = shares_of([self.points[name] for name in trained], self.settings.factors)
        work, lucks = {}, {}
        for name, values in figures.items():
            there = ~np.isnan(values).any(axis=1)
            lucks[name], own = luck.of_replicates(values[there], self.luck_of(name))
            means = values[there].mean(axis=1)
            work[name] = shares[there], means, own.variance(means) / self.settings.replicates
            if not emulator.moves(*work[name]):
                left_out[name] = "the parameters do not move it"
                del work[name]
        found = self._fitted(file, work)
        targets = {target.name: target for target in self.settings.targets}
        complaints = {name: diagnosis.complaint for name, (_, diagnosis) in found.items() if diagnosis.complaint}
        left_out |= {name: f"its emulator cannot be trusted: {why}" for name, why in complaints.items()}
        if len(complaints) > _BAD * max(len(found), 1):
            name, why = next(iter(complaints.items()))
            raise Refused(f"{file.parent.name}: {len(complaints)} of {len(found)} emulators cannot be trusted ({name}: "
                          f"{why}); more points (--points) or replicates would help, in a new directory")
        seen = [Seen(targets[name], emulator.Emulator(shape, *work[name]), lucks[name])
                for name, (shape, _) in found.items() if name not in complaints]
        return {name: diagnosis for name, (_, diagnosis) in found.items()}, seen

    def luck_of(self, target: str) -> np.ndarray:
        """The figures of one point under many seeds, where it speaks to the target."""
        told = [result.values.get(target) for result in self.luck_runs]
        return np.array([figure for figure in told if figure is not None])

    def _fitted(self, file: pathlib.Path, work: Mapping[str, tuple]) -> dict[str, tuple]:
        if not file.exists():
            self._say(f"{file.parent.name}: fitting {len(work)} emulators")
            found = emulator.fit_all(list(work.values()), self._processes)
            write_whole(file, json.dumps({name: [dataclasses.asdict(part) for part in parts]
                                          for name, parts in zip(work, found)}, indent=1) + "\n")
        try:
            read = json.loads(file.read_text("utf-8"))
            there = {name: (emulator.Shape(**shape | {"scales": tuple(map(float, shape["scales"]))}),
                            emulator.Diagnosis(**diagnosis)) for name, (shape, diagnosis) in read.items()}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refused(f"{file} is damaged ({error}); remove it to fit anew") from error
        dimension = len(self.settings.factors)
        if set(there) != set(work) or any(len(shape.scales) != dimension for shape, _ in there.values()):
            raise Refused(f"{file} is of other results than those in {self.folder}; remove it to fit anew")
        return {name: there[name] for name in work}

    def _left(self, file: pathlib.Path, waves: Sequence[Wave]) -> Remaining:
        settings, facts = self.settings, file.with_suffix(".json")
        if not facts.exists():
            self._say(f"{file.parent.name}: looking for what is not ruled out")
            left = remaining(self.judge_of(waves), len(settings.factors), settings.cutoff, LOOKED_AT,
                             settings.seed + waves[-1].number)
            names = [*(factor.address for factor in settings.factors), "implausibility"]
            write_whole(file, _table(names, np.column_stack([left.shares, left.values])))
            write_whole(file.with_name("looked_at.csv"),
                        _table(names, np.column_stack([left.looked_at, left.implausibility])))
            write_whole(facts, json.dumps({"share": left.share, "share_error": left.share_error,
                                           "least": left.least, "points": len(left.shares)}) + "\n")
        try:
            said = {word: float(number) for word, number in json.loads(facts.read_text("utf-8")).items()}
            columns = len(settings.factors) + 1
            left = _read_table(file, columns, said.pop("points", None))
            looked_at = _read_table(file.with_name("looked_at.csv"), columns, LOOKED_AT)
            return Remaining(left[:, :-1], left[:, -1], looked_at=looked_at[:, :-1], implausibility=looked_at[:, -1],
                             **said)
        except (ValueError, TypeError, AttributeError, csv.Error, FileNotFoundError) as error:
            raise Refused(f"{file} or one beside it is damaged ({error}); remove {facts.name} there to look anew") from error

    def _nothing_left(self, wave: Wave) -> str:
        out = {name: float((values > self.settings.cutoff).mean())
               for name, values in self.judge_of([wave]).by_target(wave.left.looked_at).items()}
        most = sorted(out, key=out.get, reverse=True)[:5]
        return (f"wave {wave.number} rules out everything: the least implausibility is {wave.left.least:.2f}. Most is "
                f"ruled out by {', '.join(f'{name} ({out[name]:.0%})' for name in most)}. Wider ranges may help, or a "
                "stated discrepancy for what the model misses by its nature (--discrepancy), in a new directory")


NOTHING = Remaining(np.empty((0, 0)), np.empty(0), 0.0, 0.0, np.empty((0, 0)), np.empty(0), 0.0)


def failures(lived: Mapping[str, Sequence[Result]]) -> dict[str, str]:
    """Of each point of which a run failed, the sentence."""
    return {name: next(result.failure for result in results if result.values is None)
            for name, results in lived.items() if any(result.values is None for result in results)}


def figures_of(target: Target, points: Sequence[Sequence[Result]]) -> np.ndarray:
    """points x replicates, in the target's unit."""
    return np.array([[np.nan if (figure := result.values.get(target.name)) is None else figure for result in results]
                     for results in points], dtype=float).reshape(len(points), -1)


def _table(names: Sequence[str], rows: np.ndarray) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(names)
    table.writerows([repr(float(value)) for value in row] for row in rows)
    return out.getvalue()


def _read_table(file: pathlib.Path, columns: int, count: float | None) -> np.ndarray:
    with open(file, encoding="utf-8", newline="") as rows:
        _, *table = csv.reader(rows)
    if count is not None and len(table) != count:
        raise ValueError(f"{file.name} has {len(table)} rows where {count:g} were written")
    return np.array(table, dtype=float).reshape(len(table), columns)

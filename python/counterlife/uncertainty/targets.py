# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The published figures, and for each how far the model may be from it for reasons of its own."""

import csv
import dataclasses
import math
import pathlib
from collections.abc import Iterable, Sequence

from counterlife.uncertainty.folders import file_of
from counterlife.uncertainty.parameters import unreadable
from counterlife.uncertainty.points import Refused

TOLERANCES = 1 / 3  # of the way to where a target accepts nothing more: then the cutoff of 3 is there


@dataclasses.dataclass(frozen=True)
class Target:
    """A published figure, in its own unit.

    below, above: how far under and over the figure is accepted.
    discrepancy_below, discrepancy_above: standard deviation of what the model misses by its nature.
    error: standard error of the figure itself.
    """

    name: str
    block: str
    unit: str
    figure: float
    below: float
    above: float
    error: float
    kept: bool
    discrepancy_below: float
    discrepancy_above: float
    why: str

    def discrepancy(self, simulated: float) -> float:
        return self.discrepancy_below if simulated < self.figure else self.discrepancy_above


def read_targets(data: pathlib.Path) -> list[Target]:
    """All that are judged, in the order of data/targets/targets.csv, with the discrepancy of the rule."""
    file = file_of(data, "targets/targets.csv")
    try:
        with open(file, encoding="utf-8", newline="") as rows:
            return [_target(row) for row in csv.DictReader(rows) if row["tolerance"] != "unjudged"]
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refused(unreadable(file, error)) from error
    except (KeyError, ValueError, TypeError, AttributeError, csv.Error) as error:
        raise Refused(f"{file}: {error}; counterlife check tells what is wrong with it") from error


def _target(row: dict[str, str]) -> Target:
    years = row["year_from"] + ("" if row["year_from"] == row["year_to"] else f"-{row['year_to']}")
    figure, tolerance = float(row["target"]), row["tolerance"]
    if tolerance.endswith("%"):
        below = above = abs(figure) * float(tolerance[:-1]) / 100
    elif tolerance:
        below = above = float(tolerance)
    else:
        below, above = figure - float(row["low"]), float(row["high"]) - figure
    # On a side on which nothing is accepted the figure is at the edge; the other side is the scale there.
    below, above = below or above, above or below
    return Target("/".join((row["id"], row["scope"], row["measure"], years)), row["id"], row["unit"], figure,
                  below, above, float(row["error"] or 0), row["role"] == "kept", below * TOLERANCES,
                  above * TOLERANCES, "a third of what the target accepts")


def with_discrepancies(targets: Sequence[Target], file: pathlib.Path | None) -> list[Target]:
    """What a table `target,tolerances,why` says instead of the rule.

    `target` is a name or its beginning (C27, or C09/nation/army_personnel); `tolerances` the standard
    deviation in what the target accepts; of several lines that fit a target the longest holds.
    """
    if file is None:
        return list(targets)
    stated: dict[str, tuple[float, str]] = {}
    complaints = []
    try:
        with open(file, encoding="utf-8-sig", newline="") as rows:
            for number, row in enumerate(csv.DictReader(rows), 2):
                try:
                    beginning, times, why = row["target"], float(row["tolerances"]), row["why"]
                    if None in row:
                        raise ValueError
                except (KeyError, ValueError, TypeError):
                    complaints.append(f"{file}:{number}: found {row}; allowed is target,tolerances,why")
                    continue
                if not any(_fits(target.name, beginning) for target in targets):
                    complaints.append(f"{file}:{number}: found {beginning!r}, with which no target begins")
                if not (math.isfinite(times) and times > 0):
                    complaints.append(f"{file}:{number}: found {times:g} tolerances; allowed is more than 0")
                if not why:
                    complaints.append(f"{file}:{number}: the column why is empty; say what the model misses")
                if beginning in stated:
                    complaints.append(f"{file}:{number}: {beginning} is there twice")
                stated[beginning] = times, why
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        complaints.append(unreadable(file, error))
    if complaints:
        raise Refused(*complaints)
    return [_stated(target, stated) for target in targets]


def _fits(name: str, beginning: str) -> bool:
    return name == beginning or name.startswith(beginning + "/")


def _stated(target: Target, stated: dict[str, tuple[float, str]]) -> Target:
    fitting = [beginning for beginning in stated if _fits(target.name, beginning)]
    if not fitting:
        return target
    times, why = stated[max(fitting, key=len)]
    return dataclasses.replace(target, discrepancy_below=times * target.below,
                               discrepancy_above=times * target.above, why=why)


def chosen(targets: Iterable[Target], beginnings: Sequence[str]) -> list[Target]:
    """Those that begin so; all where nothing is said."""
    targets = list(targets)
    lone = [word for word in beginnings if not any(_fits(target.name, word) for target in targets)]
    if lone:
        raise Refused(*(f"--targets: found {word!r}, with which no target begins" for word in lone))
    return [target for target in targets
            if not beginnings or any(_fits(target.name, word) for word in beginnings)]

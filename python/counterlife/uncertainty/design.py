# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The points of a wave: made once, written down, and read ever after."""

import csv
import io
import math
import pathlib
from collections.abc import Sequence

import numpy as np
import openturns as ot

from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import Point, Refused, write_whole

KINDS = ("sobol", "lhs")


def unit_design(kind: str, size: int, dimension: int, seed: int) -> np.ndarray:
    """size x dimension in (0, 1). The Sobol' sequence begins at 0.5 and is balanced at 2^m - 1 points."""
    if kind == "sobol":
        return np.array(ot.SobolSequence(dimension).generate(size))
    ot.RandomGenerator.SetSeed(seed)
    uniform = ot.JointDistribution([ot.Uniform(0, 1)] * dimension)
    return np.array(ot.LHSExperiment(uniform, size).generate())


def balanced_size(dimension: int) -> int:
    """The least 2^m - 1 with ten points a dimension, as emulators of this kind are said to need."""
    size = 15
    while size < 10 * dimension:
        size = 2 * size + 1
    return size


def points_of(shares: np.ndarray, factors: Sequence[Factor]) -> list[Point]:
    return [Point.of({factor.address: factor.value(share) for factor, share in zip(factors, row)})
            for row in shares]


def shares_of(points: Sequence[Point], factors: Sequence[Factor]) -> np.ndarray:
    """Where the points lie in their ranges: points x factors, each 0 to 1."""
    return np.array([[factor.share(dict(point.values)[factor.address]) for factor in factors]
                     for point in points]).reshape(len(points), len(factors))


def spread(shares: np.ndarray, size: int, near: np.ndarray | None = None) -> list[int]:
    """Which rows to take, in order, that each is as far as can be from those before it (maximin).

    near: rows that are taken already. Without, it begins nearest to the middle.
    """
    if len(shares) == 0:
        return []
    taken: list[int] = []
    if near is None or len(near) == 0:
        taken = [int(np.argmin(((shares - shares.mean(axis=0)) ** 2).sum(axis=1)))]
        near = shares[taken]
    gap = np.min([((shares - row) ** 2).sum(axis=1) for row in near], axis=0)
    while len(taken) < min(size, len(shares)):
        gap[taken] = -1
        taken.append(int(np.argmax(gap)))
        gap = np.minimum(gap, ((shares - shares[taken[-1]]) ** 2).sum(axis=1))
    return taken[:size]


def write_design(file: pathlib.Path, names: Sequence[str], points: Sequence[Point]) -> None:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["point", *(address for address, _ in points[0].values)])
    for name, point in zip(names, points):
        table.writerow([name, *(repr(value) for _, value in point.values)])
    write_whole(file, out.getvalue())


def read_design(file: pathlib.Path) -> dict[str, Point]:
    """Points by name, the same bits that were written."""
    try:
        text = file.read_text("utf-8")
        (_, *addresses), *rows = csv.reader(io.StringIO(text))
        points = {name: Point.of(dict(zip(addresses, map(float, values), strict=True))) for name, *values in rows}
        if not text.endswith("\n") or not points or len(points) != len(rows):
            raise ValueError("lines are missing or there twice")
        if not all(math.isfinite(value) for point in points.values() for _, value in point.values):
            raise ValueError("what is there is no number")
        return points
    except (ValueError, csv.Error) as error:
        raise Refused(f"{file} is not the design that was written ({error}); a design is never made again, "
                      "so bring it back or begin in another directory") from error

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The space that is not ruled out: points spread over it, and how large it is.

By levels (subset simulation: Au and Beck 2001): of uniform points the tenth that is least implausible
is kept and moved about below its own level, and so on down to the cutoff. So a space of a millionth is
found as one of a half is, where plain rejection would find nothing.
"""

import dataclasses
from collections.abc import Callable

import numpy as np

_KEPT = 0.1
_STEPS = 10
_LEVELS = 12  # down to 10^-12 of the space


@dataclasses.dataclass(frozen=True)
class Remaining:
    """shares: points that are not ruled out x factors. share: of the whole space, with its standard error.

    looked_at, implausibility: uniform points, for what can be said of all. least: of all that were tried.
    """

    shares: np.ndarray
    share: float
    share_error: float
    looked_at: np.ndarray
    implausibility: np.ndarray
    least: float


def remaining(judge: Callable[..., np.ndarray], dimension: int, cutoff: float, size: int, seed: int,
              on_level: Callable[[float], None] = lambda level: None) -> Remaining:
    """judge(shares, most): implausibility, infinite where beyond `most`. size: how many points are wished."""
    luck = np.random.default_rng(seed)
    uniform = luck.random((size, dimension))
    values = judge(uniform)
    shares, now = uniform, values
    share, variance = 1.0, 0.0
    for _ in range(_LEVELS):
        level = max(cutoff, float(np.quantile(now, _KEPT)))
        on_level(level)
        below = now <= level
        part = float(below.mean())
        share *= part
        variance += (1 - part) / (part * len(now))
        seeds = np.flatnonzero(below)
        if level <= cutoff and part > 0.5 and share == part:
            shares, now = shares[seeds], now[seeds]
            break
        again = seeds[np.arange(size) % len(seeds)]
        shares, now = _moved(judge, shares[again], now[again], level, luck)
        if level <= cutoff:
            break
    least = float(min(values.min(), now.min()))
    if now.max() > cutoff:
        return Remaining(np.empty((0, dimension)), 0.0, 0.0, uniform, values, least)
    return Remaining(shares, share, share * float(np.sqrt(variance)), uniform, values, least)


def _moved(judge: Callable[..., np.ndarray], shares: np.ndarray, values: np.ndarray, level: float,
           luck: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Each point walks at random and stays below the level: along what two others differ by, or its own way."""
    shares, values = shares.copy(), values.copy()
    size, dimension = shares.shape
    reach = np.full(size, 1.0)
    for step in range(_STEPS):
        if step % 2:
            wide = shares.std(axis=0) + 1e-9
            jump = luck.normal(size=shares.shape) * wide * 2.38 / np.sqrt(dimension)
        else:
            one, other = luck.integers(size, size=(2, size))
            jump = (shares[one] - shares[other]) * 1.68 / np.sqrt(dimension)
            jump += luck.normal(size=shares.shape) * 1e-3
        tried = shares + jump * reach[:, None]
        within = ((tried >= 0) & (tried <= 1)).all(axis=1)
        found = np.full(size, np.inf)
        found[within] = judge(tried[within], level)
        goes = found <= level
        shares[goes], values[goes] = tried[goes], found[goes]
        reach[:] = reach[0] * (1.3 if goes.mean() > 0.3 else 0.7)
    return shares, values

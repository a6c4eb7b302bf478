# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Which inputs do nothing: Morris's screening, by steps that are long beside the luck of the runs.

Every trajectory moves one input after the other by two thirds of its range. An effect is what a step
did, taken over the whole range; each seed gives its own. As all points are lived with the same seeds,
an input that changes nobody's life has the effect 0, and one that only shuffles luck has effects
around 0, which are held against how much they scatter over trajectories and seeds.

Sources: Morris, Technometrics 33 (1991); Campolongo, Cariboni and Saltelli, Environmental Modelling and
Software 22 (2007) for mu_star; the analysis of variance of two crossed random effects.
"""

import dataclasses

import numpy as np
from SALib.sample import morris
from scipy import stats

LEVELS = 4  # SALib's step is then two thirds of the range
SURE = 0.01  # an idle input is called one that matters once in a hundred times


@dataclasses.dataclass(frozen=True)
class Effect:
    """What an input does to an outcome, in the outcome's unit for a step over the whole range.

    mu: mean effect; error: its standard error, by luck and by where the others stand; mu_star: mean
    size; sigma: standard deviation between trajectories; steps: how many of them there are.
    p_moves, p_differs: how often luck alone gives a mean so far from 0, and effects that differ so.
    """

    mu: float
    error: float
    mu_star: float
    sigma: float
    steps: int
    p_moves: float
    p_differs: float

    @property
    def matters(self) -> bool:
        return min(self.p_moves, self.p_differs) < SURE / 2  # Either may be asked.


NOTHING = Effect(np.nan, np.nan, np.nan, np.nan, 0, 1.0, 1.0)


def trajectories(inputs: int, count: int, seed: int) -> np.ndarray:
    """count x (inputs + 1) x inputs, in shares of the ranges."""
    problem = {"num_vars": inputs, "names": [str(one) for one in range(inputs)], "bounds": [[0.0, 1.0]] * inputs}
    sample = morris.sample(problem, count, num_levels=LEVELS, seed=seed)
    return np.round(sample, 12).reshape(count, inputs + 1, inputs)


def effects(paths: np.ndarray, outcomes: np.ndarray) -> list[Effect]:
    """One an input. paths as `trajectories` gives them; outcomes: count x (inputs + 1) x seeds.

    Where an outcome is not a number the two steps from and to it are left out, of that trajectory alone.
    """
    steps, moved = np.diff(paths, axis=1), np.diff(outcomes, axis=1)
    which = np.abs(steps).argmax(axis=2)
    found = []
    for one in range(paths.shape[2]):
        at = which == one
        there = moved[at] / np.take_along_axis(steps, which[:, :, None], 2)[at]
        found.append(_effect(there[np.isfinite(there).all(axis=1)]))
    return found


def _effect(there: np.ndarray) -> Effect:
    """there: trajectories x seeds."""
    steps, seeds = there.shape
    if steps < 2:
        return NOTHING
    each = there.mean(axis=1)
    mu, between = float(each.mean()), float(each.var(ddof=1))
    if not there.any():
        return Effect(0.0, 0.0, 0.0, 0.0, steps, 1.0, 1.0)
    error, freedom, p_differs = np.sqrt(between / steps), steps - 1.0, 1.0
    if seeds > 1:
        error, freedom, p_differs = _crossed(there)
    p_moves = 2 * float(stats.t.sf(abs(mu) / error, freedom)) if error > 0 else 0.0
    return Effect(mu, float(error), float(np.abs(each).mean()), float(np.sqrt(between)), steps, p_moves, p_differs)


def _crossed(there: np.ndarray) -> tuple[float, float, float]:
    """Error of the mean, its degrees of freedom (Satterthwaite), and whether trajectories differ by luck alone.

    A seed is the same luck on all trajectories, so that what it does to them does not average out over them.
    """
    steps, seeds = there.shape
    by_step, by_seed, mean = there.mean(axis=1), there.mean(axis=0), there.mean()
    rest = there - by_step[:, None] - by_seed + mean
    freedoms = np.array([steps - 1, seeds - 1, (steps - 1) * (seeds - 1)], dtype=float)
    squares = np.array([seeds * ((by_step - mean) ** 2).sum(), steps * ((by_seed - mean) ** 2).sum(),
                        (rest ** 2).sum()]) / freedoms
    signs = np.array([1.0, 1.0, -1.0])
    whole = float(signs @ squares)
    if whole <= max(squares[0], squares[2]):  # No sign of what a seed does to all of them.
        signs = np.array([1.0, 0.0, 0.0]) if squares[0] >= squares[2] else np.array([0.0, 0.0, 1.0])
        whole = float(signs @ squares)
    freedom = whole ** 2 / float(((signs * squares) ** 2 / freedoms).sum()) if whole > 0 else freedoms[0]
    if squares[2] <= 0:
        p_differs = 0.0 if squares[0] > 0 else 1.0
    else:
        p_differs = float(stats.f.sf(squares[0] / squares[2], freedoms[0], freedoms[2]))
    return float(np.sqrt(whole / there.size)), freedom, p_differs

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Sobol' indices by an emulator: which share of an outcome's variance hangs on which input, without luck.

The usual estimators, and an emulator too, take what luck has left in the means for input. Here every
seed has an emulator of its own, and each variance is a mean of products between seeds: luck is
independent between them, so that an idle input has indices around 0, below it as often as above. An
error has three parts: luck, by a jackknife over groups of the points; what the emulator does not know,
by functions drawn from it; and how far the mean over these lies from the products, as an emulator
smooths what it has not seen.

Sources: Saltelli and others, Computer Physics Communications 181 (2010) for sampling and estimators;
Jansen, Computer Physics Communications 117 (1999) for the total index; Efron and Stein, Annals of
Statistics 9 (1981) for the jackknife; Wilson and others, Proceedings of ICML (2020) for the drawing;
Rahimi and Recht (2007) for the features that it begins with.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np
from scipy.stats import qmc

from counterlife.uncertainty.emulator import Emulator, Shape

BASE = 1024  # rows of each of the two matrices of Saltelli's sampling
GROUPS = 10  # of points, each left out in turn
_DRAWN, _FEATURES = 16, 1024


@dataclasses.dataclass(frozen=True)
class Index:
    """Of one input. first: share of the variance that goes with it alone; total: and with others."""

    first: float
    first_error: float
    total: float
    total_error: float

    @property
    def matters(self) -> bool:
        return self.total > 2 * self.total_error and self.total > NEGLIGIBLE


NEGLIGIBLE = 0.01  # of the variance


@dataclasses.dataclass(frozen=True)
class Indices:
    """One Index an input. deviation: the standard deviation of the expected outcome over the ranges."""

    inputs: Sequence[Index]
    deviation: float


def indices(shape: Shape, shares: np.ndarray, outcomes: np.ndarray, noise: np.ndarray, seed: int = 1) -> Indices:
    """shape: of an emulator of the means. shares: points x inputs; outcomes: points x seeds (two at
    least), the same seeds for all points; noise: variance of one seed's outcome at each point."""
    points, inputs = shares.shape
    asked = _asked(inputs, seed)
    whole = _told(shape, shares, outcomes, noise, asked)
    estimate = _estimate(whole, inputs)
    group = np.random.default_rng(seed).permutation(points) % min(GROUPS, points)
    without = np.array([_estimate(_told(shape, shares[group != one], outcomes[group != one], noise[group != one],
                                        asked), inputs)[:2] for one in range(group.max() + 1)])
    drawn = np.array([_estimate(one[None], inputs)[:2] for one in _draws(shape, shares, outcomes, noise, asked, seed)])
    by_luck = (len(without) - 1) * without.var(axis=0)
    error = np.sqrt(by_luck + drawn.var(axis=0) + (drawn.mean(axis=0) - np.array(estimate[:2])) ** 2)
    first, total, variance = estimate
    return Indices([Index(*(float(number) for number in row)) for row in zip(first, error[0], total, error[1])],
                   float(np.sqrt(max(variance, 0.0))))


def _draws(shape: Shape, shares: np.ndarray, outcomes: np.ndarray, noise: np.ndarray, asked: np.ndarray,
           seed: int) -> np.ndarray:
    """draws x (inputs + 2) x BASE: functions that the emulator of the means holds possible.

    Each is one drawn before anything is known, by random features of Matern's covariance (frequencies
    of Student's t with 5 degrees), and what the points then change of it.
    """
    lot = np.random.default_rng(seed)
    means, noise = outcomes.mean(axis=1), noise / outcomes.shape[1]
    frequencies = (lot.standard_normal((_FEATURES, shares.shape[1])) /
                   np.sqrt(lot.chisquare(5, (_FEATURES, 1)) / 5) / np.array(shape.scales))
    phases, weights = lot.uniform(0, 2 * np.pi, _FEATURES), lot.standard_normal((_FEATURES, _DRAWN))
    size = np.sqrt(2 / _FEATURES) * shape.amplitude * float(means.std())
    rows = asked.reshape(-1, asked.shape[2])
    at_points, at_rows = (size * np.cos(x @ frequencies.T + phases) @ weights for x in (shares, rows))
    drawn = []
    for one in range(_DRAWN):
        rest = means - at_points[:, one] - lot.standard_normal(len(means)) * np.sqrt(noise)
        own = _as_wide(shape, means, rest)
        drawn.append((at_rows[:, one] + Emulator(own, shares, rest, noise).expected(rows)).reshape(asked.shape[:2]))
    return np.array(drawn)


def _as_wide(shape: Shape, means: np.ndarray, others: np.ndarray) -> Shape:
    """The same covariance for other values: its amplitude is told in standard deviations of the values."""
    return dataclasses.replace(shape, amplitude=shape.amplitude * float(means.std()) / (float(others.std()) or 1.0))


def _asked(inputs: int, seed: int) -> np.ndarray:
    """(inputs + 2) x BASE x inputs: the matrices A and B, and A with each column of B in turn."""
    both = qmc.Sobol(2 * inputs, seed=seed).random(BASE)
    a, b = both[:, :inputs], both[:, inputs:]
    mixed = np.repeat(a[None], inputs, axis=0)
    for one in range(inputs):
        mixed[one, :, one] = b[:, one]
    return np.concatenate([a[None], b[None], mixed])


def _told(shape: Shape, shares: np.ndarray, outcomes: np.ndarray, noise: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """seeds x (inputs + 2) x BASE: what the emulator of each seed says."""
    rows = asked.reshape(-1, asked.shape[2])
    means = outcomes.mean(axis=1)
    return np.array([Emulator(_as_wide(shape, means, each), shares, each, noise).expected(rows).reshape(asked.shape[:2])
                     for each in outcomes.T])


def _estimate(told: np.ndarray, inputs: int) -> tuple[np.ndarray, np.ndarray, float]:
    """First and total indices, and the variance, from products between different seeds."""
    centred = told - told[:, :2].mean(axis=(1, 2), keepdims=True)
    a, b, mixed = centred[:, 0], centred[:, 1], centred[:, 2:]
    variance = (_between(a, a) + _between(b, b)) / 2
    if variance <= 0:  # Nothing but luck.
        return np.zeros(inputs), np.zeros(inputs), 0.0
    first = np.array([_between(b, mixed[:, one] - a) for one in range(inputs)])
    total = np.array([_between(a - mixed[:, one], a - mixed[:, one]) / 2 for one in range(inputs)])
    return first / variance, total / variance, variance


def _between(left: np.ndarray, right: np.ndarray) -> float:
    """Mean product of what two different seeds say (seeds x BASE each); of a lone one, with itself."""
    seeds = len(left)
    products = left @ right.T / left.shape[1]
    if seeds == 1:
        return float(products[0, 0])
    return float((products.sum() - np.trace(products)) / (seeds * (seeds - 1)))

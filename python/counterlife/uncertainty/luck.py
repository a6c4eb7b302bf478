# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""How much of a figure is luck: what replicates of the same point differ by."""

import dataclasses

import numpy as np

_POWERS = (0.0, 1.0, 2.0)  # Of the mean: alike everywhere, as counts, as shares of what there is.


@dataclasses.dataclass(frozen=True)
class Luck:
    """Variance of one run: `scale` times the size of the figure to the power `power`."""

    scale: float
    power: float
    least: float  # Smaller figures count as this large.

    def variance(self, figure: np.ndarray | float) -> np.ndarray:
        return self.scale * np.maximum(np.abs(figure), self.least) ** self.power


def of_replicates(values: np.ndarray) -> tuple[Luck, Luck]:
    """The luck of one run, and what of it is left when what a seed does to all points is taken out.

    values: points x replicates (two at least), the seed of a column the same for all points. The
    variance at a point, from a few replicates, says little, so that it is modelled by the mean over
    all points; the power is the likeliest.
    """
    points, replicates = values.shape
    means = values.mean(axis=1)
    whole = values - means[:, None]
    left = whole - whole.mean(axis=0)
    freedom = replicates - 1
    alone = left / np.sqrt(1 - 1 / points) if points > 1 else whole
    luck, own = (_modelled((rest ** 2).sum(axis=1) / freedom, means, freedom) for rest in (whole, alone))
    return luck, own


def _modelled(variances: np.ndarray, means: np.ndarray, freedom: int) -> Luck:
    sizes = np.abs(means)
    least = max(0.05 * float(np.median(sizes)), 1e-12 * float(sizes.max()), 1e-300)
    best, most = Luck(0.0, 0.0, least), -np.inf
    for power in _POWERS:
        shape = np.maximum(sizes, least) ** power
        scale = float(np.mean(variances / shape))
        if scale <= 0:
            return Luck(0.0, 0.0, least)
        expected = scale * shape
        likelihood = -0.5 * freedom * float(np.sum(np.log(expected) + variances / expected))
        if likelihood > most:
            best, most = Luck(scale, power, least), likelihood
    return best

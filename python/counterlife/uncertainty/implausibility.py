# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""How far a point is from the published figures, in standard deviations of all that is not known.

    |figure - expected| / sqrt(emulator + luck / replicates + error^2 + discrepancy^2)
"""

import dataclasses
import math
from collections.abc import Sequence

import numpy as np
from scipy import stats

from counterlife.uncertainty.emulator import Emulator
from counterlife.uncertainty.luck import Luck
from counterlife.uncertainty.targets import Target

CUTOFF = 3.0
_CHANCE = 0.02  # that the truth is ruled out by accident, were all targets independent
_BLOCK = 2000  # rows at a time, for memory


def default_rank(targets: int, cutoff: float = CUTOFF) -> int:
    """Which of the highest implausibilities of a point is held against the cutoff.

    With many targets the truth itself exceeds it somewhere: the least rank at which that is an
    accident of two in a hundred.
    """
    beyond = 2 * stats.norm.sf(cutoff)
    rank = 1
    while rank < targets and stats.binom.sf(rank - 1, targets, beyond) > _CHANCE:
        rank += 1
    return rank


@dataclasses.dataclass(frozen=True)
class Seen:
    """A target and what is known of it: its emulator, and the luck of one run."""

    target: Target
    emulator: Emulator
    luck: Luck

    def implausibility(self, shares: np.ndarray, replicates: int) -> np.ndarray:
        expected, variance = self.emulator.predict(shares)
        return implausible(self.target, expected, variance, self.luck, replicates)


def implausible(target: Target, expected: np.ndarray, variance: np.ndarray | float, luck: Luck,
                replicates: int) -> np.ndarray:
    """expected: figures, in the target's unit; variance: of them, by emulator; 0 where they were lived."""
    discrepancy = np.where(expected < target.figure, target.discrepancy_below, target.discrepancy_above)
    # As much luck as if the point were right, too: where a run has nobody, its replicates seem to agree.
    chance = luck.variance(np.maximum(np.abs(expected), abs(target.figure)))
    unknown = variance + chance / replicates + target.error ** 2 + discrepancy ** 2
    return np.abs(target.figure - expected) / np.sqrt(unknown)


class Judge:
    """All targets of all waves so far. A point is ruled out when any wave rules it out."""

    def __init__(self, waves: Sequence[Sequence[Seen]], replicates: int, rank: int) -> None:
        self._waves, self._replicates, self._rank = [list(seen) for seen in waves if seen], replicates, rank

    def by_target(self, shares: np.ndarray) -> dict[str, np.ndarray]:
        """By the last wave in which a target has an emulator."""
        last = {seen.target.name: seen for wave in self._waves for seen in wave}
        return {name: seen.implausibility(shares, self._replicates) for name, seen in last.items()}

    def __call__(self, shares: np.ndarray, most: float = math.inf) -> np.ndarray:
        """The implausibility of each row: of the rank, in the worst wave. Infinite where beyond `most`."""
        return np.concatenate([self._block(shares[begin:begin + _BLOCK], most)
                               for begin in range(0, len(shares), _BLOCK)]) if len(shares) else np.empty(0)

    def _block(self, shares: np.ndarray, most: float) -> np.ndarray:
        worst = np.zeros(len(shares))
        left = np.arange(len(shares))
        for wave in reversed(self._waves):  # The last one knows best, and spares the others.
            rank = min(self._rank, len(wave))
            highest = np.zeros((len(left), rank))
            for seen in wave:
                added = seen.implausibility(shares[left], self._replicates)
                highest = np.sort(np.column_stack([highest, added]), axis=1)[:, 1:]
                stays = highest[:, 0] <= most
                worst[left[~stays]] = math.inf
                left, highest = left[stays], highest[stays]
                if len(left) == 0:
                    return worst
            worst[left] = np.maximum(worst[left], highest[:, 0])
        return worst

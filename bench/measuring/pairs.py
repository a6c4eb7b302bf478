# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Two programs at the same moment, one a core, in turns changing cores: what disturbs one disturbs the other, and what
one core has over the other goes to both alike."""

import statistics
import time
from dataclasses import dataclass

from measuring.programs import side_by_side

LASTING = 150  # seconds, where nobody says how many pairs
FEWEST, MOST = 4, 20


@dataclass(frozen=True)
class Spread:
    other: float  # medians
    this: float
    ratio: float  # the median of the ratios of pairs, this to other, and their range
    least: float
    most: float


def spread(others, ours):
    """Of a measure in each pair: a ratio is of two that ran at the same moment."""
    ratios = [ours[i] / others[i] for i in range(len(ours))]
    return Spread(statistics.median(others), statistics.median(ours), statistics.median(ratios), min(ratios),
                  max(ratios))


def enough(seconds):
    """As many pairs as last a few minutes when one lasts so long; each program has each core as often."""
    return max(FEWEST, min(MOST, 2 * round(LASTING / max(seconds, 0.001) / 2)))


def run_pairs(other, this, cores, count=None, large_pages=True, tell=lambda pair, count: None):
    """Runs two commands in pairs. Returns the costs of the one and of the other."""
    others, ours = [], []
    while count is None or len(ours) < count:
        began = time.monotonic()
        turned = len(ours) % 2 == 1
        commands = [this, other] if turned else [other, this]
        costs = side_by_side(commands, cores, large_pages)
        if turned:
            costs.reverse()
        others.append(costs[0])
        ours.append(costs[1])
        if count is None:
            count = enough(time.monotonic() - began)
        tell((others, ours), count)
    return others, ours

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What came of a calibration, as plain tables: what the figures have ruled out, and what they cannot."""

import csv
import io
import itertools
from collections.abc import Sequence

import numpy as np

from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import write_whole
from counterlife.uncertainty.targets import Target
from counterlife.uncertainty.waves import Calibration, Wave, figures_of

CELLS = 12  # a side of the grid of two parameters


def write_all(calibration: Calibration, members: Sequence[str]) -> None:
    """parameters.csv, waves.csv, ruled_out.csv, targets.csv, emulators.csv, failed.csv."""
    for name, rows in (("parameters", _parameters(calibration, members)), ("waves", _waves(calibration)),
                       ("ruled_out", _ruled_out(calibration)), ("targets", _targets(calibration, members)),
                       ("emulators", _emulators(calibration)), ("failed", _failed(calibration))):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        write_whole(calibration.folder / f"{name}.csv", out.getvalue())


def _word(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.6g}"


def _quantiles(factor: Factor, shares: np.ndarray) -> list[str]:
    return [_word(factor.value(float(np.quantile(shares, q)))) for q in (0, 0.05, 0.5, 0.95, 1)]


def _parameters(calibration: Calibration, members: Sequence[str]) -> list[list[object]]:
    """left_*: of what is not ruled out. narrowed: by how much its width is less than that of the range, 0 to 1."""
    rows: list[list[object]] = [["parameter", "low", "high", "scale", "left_low", "left_5", "left_50", "left_95",
                                 "left_high", "narrowed", "members_low", "members_high"]]
    left = calibration.waves[-1].left.shares
    for place, factor in enumerate(calibration.settings.factors):
        column = left[:, place]
        own = [calibration.points[name][factor.address] for name in members] or [np.nan]
        narrowed = 1 - (np.quantile(column, 0.95) - np.quantile(column, 0.05)) / 0.9
        rows.append([factor.address, factor.low, factor.high, "log" if factor.log else "linear",
                     *_quantiles(factor, column), _word(max(0.0, narrowed)), _word(min(own)), _word(max(own))])
    return rows


def _waves(calibration: Calibration) -> list[list[object]]:
    rows: list[list[object]] = [["wave", "points", "failed", "trained", "emulators", "share_left", "share_error",
                                 "parameter", "left_low", "left_5", "left_50", "left_95", "left_high"]]
    for wave in calibration.waves:
        for place, factor in enumerate(calibration.settings.factors):
            rows.append([wave.number, len(wave.design), len(wave.failed), len(wave.trained), len(wave.seen),
                         _word(wave.left.share), _word(wave.left.share_error), factor.address,
                         *_quantiles(factor, wave.left.shares[:, place])])
    return rows


def _cells(shares: np.ndarray) -> np.ndarray:
    return np.minimum((shares * CELLS).astype(int), CELLS - 1)


def _ruled_out(calibration: Calibration) -> list[list[object]]:
    """Of each pair of parameters and cell: the least implausibility of the points looked at there, and the
    share of the cell that is not ruled out (its depth)."""
    rows: list[list[object]] = [["parameter", "other", "low", "high", "other_low", "other_high",
                                 "least_implausibility", "share_left"]]
    last, factors = calibration.waves[-1].left, calibration.settings.factors
    everywhere = np.vstack([last.looked_at, last.shares])
    implausibility = np.concatenate([last.implausibility, calibration.judge(last.shares)])
    all_cells, left_cells = _cells(everywhere), _cells(last.shares)
    edges = np.linspace(0, 1, CELLS + 1)
    for one, other in itertools.combinations(range(len(factors)), 2):
        least = np.full((CELLS, CELLS), np.nan)
        np.fmin.at(least, (all_cells[:, one], all_cells[:, other]), implausibility)
        count = np.zeros((CELLS, CELLS))
        np.add.at(count, (left_cells[:, one], left_cells[:, other]), 1)
        depth = np.minimum(count / len(last.shares) * last.share * CELLS ** 2, 1.0)
        for i, j in itertools.product(range(CELLS), repeat=2):
            rows.append([factors[one].address, factors[other].address, _word(factors[one].value(edges[i])),
                         _word(factors[one].value(edges[i + 1])), _word(factors[other].value(edges[j])),
                         _word(factors[other].value(edges[j + 1])), _word(least[i, j]), _word(depth[i, j])])
    return rows


def _targets(calibration: Calibration, members: Sequence[str]) -> list[list[object]]:
    """share_ruled_out: of the whole space, by this target alone, as the first wave with an emulator of it sees it.

    Kept targets are held against the members here and nowhere before.
    """
    rows: list[list[object]] = [["target", "role", "unit", "figure", "error", "discrepancy_below", "discrepancy_above",
                                 "why", "wave", "left_out", "share_ruled_out", "members_mean", "sd_luck",
                                 "sd_ignorance", "implausibility_mean", "implausibility_least", "members_accepted"]]
    looked_at = calibration.waves[0].left.looked_at
    for target in calibration.settings.targets:
        wave, seen = _first_seen(calibration.waves, target)
        reasons = [wave.left_out[target.name] for wave in calibration.waves if target.name in wave.left_out]
        out, mean, least = np.nan, np.nan, np.nan
        if seen is not None:
            out = float((seen.implausibility(looked_at, calibration.settings.replicates)
                         > calibration.settings.cutoff).mean())
            last = [one for wave in calibration.waves for one in wave.seen if one.target.name == target.name][-1]
            of_left = last.implausibility(calibration.waves[-1].left.shares, calibration.settings.replicates)
            mean, least = float(of_left.mean()), float(of_left.min())
        rows.append([target.name, "kept" if target.kept else "fitted", target.unit, target.figure, target.error,
                     _word(target.discrepancy_below), _word(target.discrepancy_above), target.why, wave or "",
                     reasons[-1] if reasons and seen is None else "", _word(out),
                     *_of_members(calibration, members, target)[:3], _word(mean), _word(least),
                     _of_members(calibration, members, target)[3]])
    return rows


def _first_seen(waves: Sequence[Wave], target: Target):
    for wave in waves:
        for seen in wave.seen:
            if seen.target.name == target.name:
                return wave.number, seen
    return None, None


def _of_members(calibration: Calibration, members: Sequence[str], target: Target) -> list[str]:
    """Mean, luck of one run, ignorance with the luck taken out, and the share of members within what is accepted."""
    if not members:
        return [""] * 4
    figures = figures_of(target, [calibration.results[name] for name in members])
    figures = figures[~np.isnan(figures).any(axis=1)]
    if len(figures) < 2:
        return [""] * 4
    means, replicates = figures.mean(axis=1), figures.shape[1]
    luck = figures.var(axis=1, ddof=1).mean()
    left = figures - means[:, None] - figures.mean(axis=0) + figures.mean()  # Common seeds shift all alike.
    own = (left ** 2).sum() / ((len(figures) - 1) * (replicates - 1))
    ignorance = max(0.0, means.var(ddof=1) - own / replicates)
    within = ((means >= target.figure - target.below) & (means <= target.figure + target.above)).mean()
    return [_word(means.mean()), _word(luck ** 0.5), _word(ignorance ** 0.5), _word(float(within))]


def _emulators(calibration: Calibration) -> list[list[object]]:
    rows: list[list[object]] = [["wave", "target", "explained", "typical_error", "beyond_three", "complaint"]]
    for wave in calibration.waves:
        rows += [[wave.number, name, _word(one.explained), _word(one.typical_error), _word(one.beyond_three),
                  one.complaint] for name, one in wave.diagnoses.items()]
    return rows


def _failed(calibration: Calibration) -> list[list[object]]:
    rows: list[list[object]] = [["wave", "point", "sentence"]]
    for wave in calibration.waves:
        rows += [[wave.number, name, sentence] for name, sentence in wave.failed.items()]
    return rows



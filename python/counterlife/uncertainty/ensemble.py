# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The members: sets of numbers that their own runs do not rule out, spread as widely as they can be."""

import csv
import datetime
import io
import pathlib
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence

import numpy as np

from counterlife.uncertainty import shipping
from counterlife.uncertainty.design import points_of, read_design, shares_of, spread, write_design
from counterlife.uncertainty.implausibility import implausible
from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import Address, Point, Refused, Result, toml, write_whole
from counterlife.uncertainty.simulator import RunFailed, call
from counterlife.uncertainty.waves import Calibration, failures, figures_of

_ROUNDS = 4  # of candidates, before there are said to be too few
_HASH_SCALE = "1:20000"  # the hash of a scenario is the same at any


def own_implausibility(calibration: Calibration, lived: Mapping[str, Sequence[Result]]) -> dict[str, float]:
    """By the figures of the point's own runs: no emulator stands between."""
    settings = calibration.settings
    worst = np.zeros(len(lived))
    for wave in calibration.waves:
        columns = []
        for seen in wave.seen:
            figures = figures_of(seen.target, list(lived.values())).mean(axis=1)
            columns.append(np.where(np.isnan(figures), np.inf, implausible(
                seen.target, np.nan_to_num(figures), 0.0, seen.luck, settings.replicates)))
        if columns:
            rank = min(settings.rank, len(columns))
            worst = np.maximum(worst, np.sort(np.column_stack(columns), axis=1)[:, -rank])
    return dict(zip(lived, worst.tolist()))


def choose(calibration: Calibration, members: int) -> list[str]:
    """Names of points, the first of which are a spread choice of any number.

    Points of the waves that are not ruled out come first, as they are lived already; others are lived
    until there are enough.
    """
    settings, factors = calibration.settings, calibration.settings.factors
    folder = calibration.folder / "candidates"
    folder.mkdir(exist_ok=True)
    good = _good(calibration, list(calibration.points))
    for number in range(1, _ROUNDS + 1):
        if len(good) >= members:
            break
        file = folder / f"design-{number}.csv"
        if not file.exists():
            left = calibration.waves[-1].left.shares
            near = shares_of([calibration.points[name] for name in good], factors)
            wished = max(8, round(1.3 * (members - len(good))))
            points = points_of(left[spread(left, wished, near if len(near) else None)], factors)
            write_design(file, [f"candidate-{number}-{place:03}" for place in range(1, len(points) + 1)], points)
        design = read_design(file)
        calibration.points |= design
        calibration.results |= calibration._live(f"candidates {number}", design, None)
        good += _good(calibration, list(design))
    shares = shares_of([calibration.points[name] for name in good], factors)
    return [good[place] for place in spread(shares, members)]


def _good(calibration: Calibration, names: Sequence[str]) -> list[str]:
    """Those that neither the emulators nor their own runs rule out."""
    failed = failures({name: calibration.results[name] for name in names})
    names = [name for name in names if name not in failed]
    if not names:
        return []
    cutoff = calibration.settings.cutoff
    own = own_implausibility(calibration, {name: calibration.results[name] for name in names})
    shares = shares_of([calibration.points[name] for name in names], calibration.settings.factors)
    allowed = calibration.judge(shares, cutoff) <= cutoff
    return [name for name, stays in zip(names, allowed) if stays and own[name] <= cutoff]


def members_table(points: Sequence[Point]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["member", "parameter", "value", "weight"])
    for member, point in enumerate(points, 1):
        table.writerows([member, address, repr(value), 1] for address, value in point.values)
    return out.getvalue()


def facts_table(calibration: Calibration, names: Sequence[str], name: str, data_hash: str) -> str:
    """ensemble.toml: where each member is from."""
    settings = calibration.settings
    used = sorted({seen.target.block for wave in calibration.waves for seen in wave.seen})
    lines = [f"name = {toml(name)}", f"made = {datetime.date.today().isoformat()}",
             f"lives = {toml(settings.lives)}", f"data = {toml(data_hash)}",
             f"scenario = {toml(settings.scenario)}", f"scale = {toml(settings.scale)}",
             f"seeds = {toml(settings.seeds)}", f"targets = {toml(used)}",
             f"waves = {len(calibration.waves)}", f"cutoff = {float(settings.cutoff)}", f"rank = {settings.rank}",
             f"not_ruled_out = {calibration.waves[-1].left.share:.6g}  # share of the space of the ranges"]
    for member, point in enumerate(names, 1):
        runs = [f"{_where(point)}, seed {seed}" for seed in settings.seeds]
        lines += ["", "[[members]]", f"member = {member}", f"runs = {toml(runs)}"]
    return "\n".join(lines) + "\n"


def _where(name: str) -> str:
    wave = re.match(r"(\d+)-", name)
    return f"wave {wave[1]}, point {name}" if wave else f"after the waves, {name}"


def scenario_hash(program: str, data: str, scenario: str, point: Point) -> str:
    """As `run.toml` of the member's runs has it: the program's own digest of all numbers in force."""
    with tempfile.TemporaryDirectory(prefix="counterlife-") as made:
        folder = pathlib.Path(made)
        (folder / "point.toml").write_text(point.overlay(scenario), "utf-8")
        try:
            call(folder, [program, "run", "./point.toml", "--data", data, "--scale", _HASH_SCALE, "--events", "none",
                          "--threads", "1", "--quiet", "-o", "run"])
            return tomllib.loads((folder / "run" / "run.toml").read_text("utf-8"))["scenario_hash"]
        except (RunFailed, OSError, KeyError, tomllib.TOMLDecodeError) as error:
            raise Refused(f"the first member cannot be lived again: {error}") from error


def write(calibration: Calibration, names: Sequence[str], name: str, data_hash: str) -> pathlib.Path:
    folder = calibration.folder / "ensemble"
    folder.mkdir(exist_ok=True)
    write_whole(folder / "members.csv", members_table([calibration.points[point] for point in names]))
    write_whole(folder / "ensemble.toml", facts_table(calibration, names, name, data_hash))
    return folder


def can_be_installed(where: pathlib.Path, factors: Sequence[Factor], ranges: Mapping[str, tuple[float, float]]) -> None:
    """Raises Refused where there is something else, or `--ensemble` would refuse the members."""
    told = []
    try:
        shipping.check_folder(where, (*shipping.ENSEMBLE, *shipping.CALIBRATION), "ensemble")
    except Refused as refused:
        told += refused.complaints
    for factor in factors:
        low, high = ranges.get(factor.address, (factor.low, factor.high))
        if Address.parse(factor.address).first or Address.parse(factor.address).end:
            told.append(f"--install: {factor.address} is of some days, and --ensemble wants numbers that hold for all days")
        if factor.low < low or factor.high > high:
            told.append(f"--install: {factor.address}: {factor.low:g}..{factor.high:g} reaches beyond {low:g}..{high:g}, "
                        "the range of the data, and --ensemble would refuse that")
    if told:
        raise Refused(*told)

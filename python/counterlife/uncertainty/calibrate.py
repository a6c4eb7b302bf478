# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m counterlife calibrate DIR`: which values of chosen parameters the figures do not rule out."""

import argparse
import dataclasses
import os
import pathlib
import sys
import time
from collections.abc import Mapping, Sequence

from counterlife.uncertainty import ensemble, settings as made_of, shipping, tables
from counterlife.uncertainty.design import KINDS, balanced_size
from counterlife.uncertainty.implausibility import CUTOFF, default_rank
from counterlife.uncertainty.parameters import check_ends, factors_of, known_parameters, read_list
from counterlife.uncertainty.points import Address, Point, Refused, Result, Store
from counterlife.uncertainty.runner import Runner
from counterlife.uncertainty.settings import Settings
from counterlife.uncertainty.simulator import (RunFailed, Simulator, call, data_digest, find_data, find_program,
                                               program_digest)
from counterlife.uncertainty.targets import chosen, read_targets, with_discrepancies
from counterlife.uncertainty.waves import Calibration, failures

_FEWEST_MEMBERS = 30
_SAY_AGAIN = 10  # seconds


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m counterlife calibrate", description=__doc__, allow_abbrev=False)
    say = parser.add_argument
    say("directory", type=pathlib.Path, help="where everything of this calibration is; the same command goes on there")
    say("--parameter", action="append", default=[], metavar="NAME[/KEY][=LOW..HIGH][:log]", help="one that is varied")
    say("--parameters", type=pathlib.Path, metavar="FILE", help="a table parameter,low,high,scale")
    say("--targets", action="append", default=[], metavar="ID", help="ids or names of those fitted to (default: all)")
    say("--discrepancy", type=pathlib.Path, metavar="FILE", 
        help="a table target,tolerances,why: what the model misses (default: that of the data)")
    say("--scenario", help="what the points are laid over (default: baseline)")
    say("--scale", help="one life for so many people (default: 1:200)")
    say("--replicates", type=int, help="runs of each point (default: 2)")
    say("--seed", type=int, help="of the first replicate (default: 1)")
    say("--points", type=int, help="of a wave (default: ten a parameter, made up to 2^m - 1)")
    say("--design", choices=KINDS, help="of the first wave (default: sobol)")
    say("--cutoff", type=float, help=f"implausibility from which a point is ruled out (default: {CUTOFF:g})")
    say("--rank", type=int, help="which of the highest implausibilities counts (default: by the number of targets)")
    say("--waves", type=int, default=3, help="at most (default: 3); more may be asked for later")
    say("--members", type=int, default=50, help="of the ensemble (default: 50)")
    say("--name", help="of the ensemble (default: that of the directory)")
    say("--install", type=pathlib.Path, metavar="FOLDER", help="where the ensemble and its tables are copied to, such as data/ensemble")
    say("--workers", type=int, help="processes of this machine (default: one a core)")
    say("--scheduler", metavar="ADDRESS", help="a Dask scheduler, such as tcp://10.0.0.1:8786, instead of this machine")
    say("--dashboard", action="store_true", help="Dask's page on 127.0.0.1:8787")
    say("--program", help="the program counterlife (default: the one of the package or source tree)")
    say("--data", help="folder of the data (default: beside the program)")
    return parser


def main(words: Sequence[str]) -> int:
    try:
        asked = _options().parse_args(words)
        _check_numbers(asked)
        return _calibrate(asked)
    except Refused as refused:
        for complaint in refused.complaints:
            print(f"calibrate: {complaint}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ncalibrate: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def _check_numbers(asked: argparse.Namespace) -> None:
    least = {"replicates": 2, "points": 4, "rank": 1, "waves": 1, "members": 1, "workers": 1, "seed": 0}
    wrong = [f"--{word}: found {getattr(asked, word)}; allowed {low} and more" for word, low in least.items()
             if getattr(asked, word) is not None and getattr(asked, word) < low]
    if asked.cutoff is not None and not 0 < asked.cutoff < float("inf"):
        wrong.append(f"--cutoff: found {asked.cutoff}; allowed is a number above 0")
    if asked.workers and asked.scheduler:
        wrong.append("--workers is of this machine's own pool and goes not with --scheduler")
    if wrong:
        raise Refused(*wrong)


def _calibrate(asked: argparse.Namespace) -> int:
    program = find_program(asked.program)
    data = find_data(program, asked.data)
    there = made_of.read(asked.directory)
    known = known_parameters(str(program), str(data), asked.scenario or (there.scenario if there else "baseline"))
    wished = _settings(asked, there, known, program, data)
    check_ends(wished.factors, str(program), str(data), wished.scenario)
    with made_of.Lock(asked.directory):
        settings = made_of.begin_or_go_on(asked.directory, wished)
        simulator = Simulator(str(program), str(data))
        store = Store(asked.directory / "results")
        with Runner(simulator, store, workers=asked.workers, scheduler=asked.scheduler,
                    dashboard=asked.dashboard) as runner:
            calibration = Calibration(asked.directory, settings, _Lives(settings, runner), _say,
                                      asked.workers or os.cpu_count() or 1, _start(settings, known))
            return _carry_out(asked, calibration, program, data, known)


def _carry_out(asked, calibration: Calibration, program: pathlib.Path, data: pathlib.Path, known) -> int:
    calibration.run(asked.waves)
    tables.write_all(calibration, [])
    members = ensemble.choose(calibration, asked.members)
    tables.write_all(calibration, members)
    drawn = shipping.draw(program, data, asked.directory, _say)
    if len(members) < 2:
        raise Refused(f"{len(members)} of the points lived are not ruled out by their own runs; "
                      "another wave (--waves), or more replicates in a new directory, may find more")
    settings = calibration.settings
    data_hash = ensemble.scenario_hash(str(program), str(data), settings.scenario, calibration.points[members[0]])
    made = ensemble.write(calibration, members, asked.name or asked.directory.resolve().name, data_hash)
    if len(members) < min(_FEWEST_MEMBERS, asked.members):
        _say(f"the ensemble has {len(members)} members, where {_FEWEST_MEMBERS} to 100 are usual")
    ranges = {str(address): (one.low, one.high) for address, one in known.items()}
    unfit = ensemble.cannot_be_shipped(calibration, ranges)
    if asked.install and unfit:
        raise Refused("--install: --ensemble would refuse these members:", *unfit)
    if asked.install:
        files = [*(made / name for name in shipping.ENSEMBLE), *(asked.directory / name for name in shipping.CALIBRATION)]
        shipping.install(files, [file.name for file in files], asked.install, "ensemble")
    _report(calibration, members, asked.install or made, drawn)
    return 0


def _settings(asked, there: Settings | None, known, program: pathlib.Path, data: pathlib.Path) -> Settings:
    """What is asked for; where a calibration is there, it has the last word on what was not said."""
    names = [*asked.parameter, *(read_list(asked.parameters) if asked.parameters else [])]
    if there is None or names:
        factors = tuple(factors_of(names, known))
    else:
        factors = there.factors
    shipped = data / "targets" / "discrepancy.csv"
    stated = asked.discrepancy or (shipped if shipped.is_file() else None)
    targets = tuple(with_discrepancies(read_targets(data), stated))
    if there and not asked.discrepancy and not asked.targets:
        targets = _as_there(there, targets)
    else:
        wanted = {target.name for target in chosen(targets, asked.targets)}
        targets = tuple(target for target in targets if target.kept or target.name in wanted)
    fitted = sum(not target.kept for target in targets)
    if not fitted:
        raise Refused("there is no target that may be fitted to: all that were chosen are kept from fitting")

    def said(word: str, default):
        given = getattr(asked, word)
        return given if given is not None else getattr(there, word) if there else default

    cutoff = said("cutoff", CUTOFF)
    return Settings(scenario=said("scenario", "baseline"), scale=said("scale", "1:200"), seed=said("seed", 1),
                    replicates=said("replicates", 2), design=said("design", "sobol"),
                    points=said("points", balanced_size(len(factors))), cutoff=float(cutoff),
                    rank=min(said("rank", default_rank(fitted, cutoff)), fitted), factors=factors, targets=targets,
                    program=program_digest(program), data=data_digest(data),
                    lives=there.lives if there else _lives(program, data))


def _as_there(there: Settings, now) -> tuple:
    """The targets as the calibration has them, where the published figures have stayed; else as they are now."""
    figures = {target.name: target for target in now}
    same = ("figure", "below", "above", "error", "kept", "unit")
    for target in there.targets:
        new = figures.get(target.name)
        if new is None or any(getattr(new, word) != getattr(target, word) for word in same):
            return tuple(now)
    return there.targets


def _lives(program: pathlib.Path, data: pathlib.Path) -> str:
    try:
        return call_in_temporary([str(program), "lives", "--data", str(data)]).split()[-1]
    except (RunFailed, IndexError) as error:
        raise Refused(f"counterlife lives: {error}") from error


def call_in_temporary(words: list[str]) -> str:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="counterlife-") as folder:
        return call(pathlib.Path(folder), words)


def _start(settings: Settings, known) -> Point | None:
    """The numbers as they stand, where the ranges hold them."""
    values = {factor.address: known[Address.parse(factor.address)].value for factor in settings.factors}
    if all(factor.low <= values[factor.address] <= factor.high for factor in settings.factors):
        return Point.of(values)
    return None


@dataclasses.dataclass
class _Lives:
    """Lives named points, each with all seeds, and says how far it is."""

    settings: Settings
    runner: Runner

    def __call__(self, what: str, points: Mapping[str, Point], replicates: int | None) -> dict[str, list[Result]]:
        tasks = {name: self.settings.tasks(name, point, replicates) for name, point in points.items()}
        all_tasks = [task for own in tasks.values() for task in own]
        began, told, done, lived = time.monotonic(), time.monotonic(), 0, 0

        def on_result(result: Result) -> None:
            nonlocal told, done, lived
            done, lived = done + 1, lived + (result.seconds > 0)
            if result.failure:
                _say(f"{what}: {result.task.name} failed: {result.failure}")
            if lived and (time.monotonic() - told > _SAY_AGAIN or done == len(all_tasks)):
                told = time.monotonic()
                minutes = (told - began) / lived * (len(all_tasks) - done) / 60
                _say(f"{what}: {done} of {len(all_tasks)} runs, {minutes:.1f} minutes left")

        results = iter(self.runner.run(all_tasks, on_result))
        return {name: [next(results) for _ in own] for name, own in tasks.items()}


def _report(calibration: Calibration, members: Sequence[str], where: pathlib.Path, drawn: bool) -> None:
    last = calibration.waves[-1]
    failed = failures(calibration.results)
    print(f"Of the space of {len(calibration.settings.factors)} parameters {last.left.share:.3g} is not ruled out "
          f"after {len(calibration.waves)} waves and {len(calibration.points)} points"
          + (f", {len(failed)} of which failed (failed.csv)." if failed else "."))
    left_out = ", ".join(f"{name} ({why})" for name, why in list(last.left_out.items())[:3])
    if left_out:
        more = len(last.left_out) - 3
        print(f"{len(last.seen)} targets were used; not used were {left_out}"
              + (f" and {more} more (targets.csv)." if more > 0 else "."))
    print(f"{len(members)} members are in {where}; parameters.csv, waves.csv, ruled_out.csv and targets.csv in "
          f"{calibration.folder} tell what is ruled out" + (f", and {shipping.PAGE} draws it." if drawn else "."))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

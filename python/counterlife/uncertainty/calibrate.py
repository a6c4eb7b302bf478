# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m counterlife calibrate DIR`: which values of chosen parameters the figures do not rule out."""

import argparse
import os
import pathlib
import sys
import tempfile
from collections.abc import Mapping, Sequence

from counterlife.uncertainty import command, ensemble, settings as made_of, shipping, tables
from counterlife.uncertainty.design import KINDS, balanced_size
from counterlife.uncertainty.implausibility import CUTOFF, default_rank
from counterlife.uncertainty.living import Lives, say
from counterlife.uncertainty.parameters import (Factor, Parameter, check_ends, factors_of, known_parameters,
                                                read_list)
from counterlife.uncertainty.points import Address, Point, Refused, Store
from counterlife.uncertainty.runner import Runner
from counterlife.uncertainty.settings import LUCK_RUNS, Settings
from counterlife.uncertainty.simulator import (RunFailed, Simulator, call, data_digest, find_data, find_program,
                                               program_digest)
from counterlife.uncertainty.targets import Target, chosen, read_targets, with_discrepancies
from counterlife.uncertainty.waves import Calibration, failures

_FEWEST_MEMBERS = 30


def _options() -> command.Options:
    options = command.Options("calibrate", __doc__)
    more = options.add_argument
    more("directory", type=pathlib.Path, help="where everything of this calibration is; the same command goes on there")
    more("--parameter", action="append", default=[], metavar="NAME[/KEY][=LOW..HIGH][:log]", help="one that is varied")
    more("--parameters", type=pathlib.Path, metavar="FILE", help="a table parameter,low,high,scale")
    more("--targets", action="append", default=[], metavar="ID", help="ids or names of those fitted to (default: all)")
    more("--discrepancy", type=pathlib.Path, metavar="FILE",
         help="a table target,tolerances,why: what the model misses (default: that of the data)")
    options.number("--points", 4, 100_000, "of a wave (default: ten a parameter, made up to 2^m - 1)")
    options.choice("--design", KINDS, "of the first wave (default: sobol)")
    options.number("--cutoff", 0, float("inf"), f"implausibility from which a point is ruled out (default: {CUTOFF:g})",
                   whole=False)
    options.number("--rank", 1, 100_000, "which of the highest implausibilities counts (default: by the number of targets)")
    options.number("--waves", 1, 100, "at most (default: 3); more may be asked for later", default=3)
    options.number("--members", 2, 1000, "of the ensemble (default: 50)", default=50)
    more("--name", help="of the ensemble (default: that of the directory)")
    more("--install", type=pathlib.Path, metavar="FOLDER",
         help="where the ensemble and its tables are copied to, such as data/ensemble")
    command.add_common(options, 2)
    return options


def main(words: Sequence[str]) -> int:
    return command.carry_out("calibrate", lambda: _calibrate(_options().read(words)))


def _calibrate(asked: argparse.Namespace) -> int:
    wrong: command.Wrong = asked.wrong
    command.check_common(asked, max(asked.replicates or 2, LUCK_RUNS))
    there = wrong.of(lambda: made_of.read(asked.directory))
    program, data = command.program_and_data(asked)
    known = known_parameters(str(program), str(data), asked.scenario or (there.scenario if there else "baseline"))
    wished = _settings(asked, there, known, program, data)
    if asked.install:
        wrong.of(lambda: ensemble.can_be_installed(asked.install, wished.factors, _ranges(known)))
    wrong.of(lambda: check_ends(wished.factors, str(program), str(data), wished.scenario))
    wrong.of(lambda: made_of.is_free_or_the_same(asked.directory, there, wished))
    wrong.end()
    with command.Lock(asked.directory), Runner(
            Simulator(str(program), str(data)), Store(asked.directory / "results"), workers=asked.workers,
            scheduler=asked.scheduler, dashboard=asked.dashboard) as runner:
        if there is None:
            runner.reach()  # Before anything is written.
        settings = made_of.begin_or_go_on(asked.directory, wished)
        calibration = Calibration(asked.directory, settings, Lives(settings.tasks, runner), say,
                                  asked.workers or os.cpu_count() or 1, _start(settings, known))
        return _carry_out(asked, calibration, program, data)


def _ranges(known: Mapping[Address, Parameter]) -> dict[str, tuple[float, float]]:
    return {str(address): (one.low, one.high) for address, one in known.items()}


def _carry_out(asked: argparse.Namespace, calibration: Calibration, program: pathlib.Path, data: pathlib.Path) -> int:
    calibration.run(asked.waves)
    if not (asked.directory / "ensemble").exists():  # What is there tells of members too.
        tables.write_all(calibration, [])
    members = ensemble.choose(calibration, asked.members)
    tables.write_all(calibration, members)
    drawn = shipping.draw(program, data, asked.directory, say)
    if len(members) < 2:
        raise Refused(f"{len(members)} of the points lived are not ruled out by their own runs; "
                      "another wave (--waves), or more replicates in a new directory, may find more")
    settings = calibration.settings
    data_hash = ensemble.scenario_hash(str(program), str(data), settings.scenario, calibration.points[members[0]])
    made = ensemble.write(calibration, members, asked.name or asked.directory.resolve().name, data_hash)
    if len(members) < min(_FEWEST_MEMBERS, asked.members):
        say(f"the ensemble has {len(members)} members, where {_FEWEST_MEMBERS} to 100 are usual")
    if asked.install:
        files = [*(made / name for name in shipping.ENSEMBLE), *(asked.directory / name for name in shipping.CALIBRATION)]
        shipping.install(files, [file.name for file in files], asked.install, "ensemble")
    _report(calibration, members, asked.install or made, drawn)
    return 0


def _settings(asked: argparse.Namespace, there: Settings | None, known: Mapping[Address, Parameter],
              program: pathlib.Path, data: pathlib.Path) -> Settings:
    """What is asked for; where a calibration is there, it has the last word on what was not said."""
    wrong: command.Wrong = asked.wrong
    factors = wrong.of(lambda: _factors(asked, there, known))
    targets = wrong.of(lambda: _targets(asked, there, data))
    if factors is None or targets is None:
        wrong.of(lambda: made_of.is_free(asked.directory, there))
        wrong.end()
    fitted = sum(not target.kept for target in targets)
    if asked.rank and asked.rank > fitted:
        wrong.add(f"--rank: found {asked.rank}; {fitted} targets are fitted to")

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


def _factors(asked: argparse.Namespace, there: Settings | None, known: Mapping[Address, Parameter]) -> tuple[Factor, ...]:
    names = [*asked.parameter, *(read_list(asked.parameters) if asked.parameters else [])]
    return there.factors if there and not names else tuple(factors_of(names, known))


def _targets(asked: argparse.Namespace, there: Settings | None, data: pathlib.Path) -> tuple[Target, ...]:
    shipped = data / "targets" / "discrepancy.csv"
    stated = asked.discrepancy or (shipped if shipped.is_file() else None)
    of_data, wrong = read_targets(data), command.Wrong()
    targets = wrong.of(lambda: tuple(with_discrepancies(of_data, stated)))
    wanted = wrong.of(lambda: {target.name for target in chosen(of_data, asked.targets)})
    wrong.end()
    if there and not asked.discrepancy and not asked.targets:
        targets = _as_there(there, targets)
    else:
        targets = tuple(target for target in targets if target.kept or target.name in wanted)
    if all(target.kept for target in targets):
        raise Refused("there is no target that may be fitted to: all that were chosen are kept from fitting")
    return targets


def _as_there(there: Settings, now: Sequence[Target]) -> tuple[Target, ...]:
    """The targets as the calibration has them, where the published figures have stayed; else as they are now."""
    figures = {target.name: target for target in now}
    same = ("figure", "below", "above", "error", "kept", "unit")
    for target in there.targets:
        new = figures.get(target.name)
        if new is None or any(getattr(new, word) != getattr(target, word) for word in same):
            return tuple(now)
    return there.targets


def _lives(program: pathlib.Path, data: pathlib.Path) -> str:
    with tempfile.TemporaryDirectory(prefix="counterlife-") as folder:
        try:
            return call(pathlib.Path(folder), [str(program), "lives", "--data", str(data)]).split()[-1]
        except (RunFailed, IndexError) as error:
            raise Refused(f"counterlife lives: {error}") from error


def _start(settings: Settings, known) -> Point | None:
    """The numbers as they stand, where the ranges hold them."""
    values = {factor.address: known[Address.parse(factor.address)].value for factor in settings.factors}
    if all(factor.low <= values[factor.address] <= factor.high for factor in settings.factors):
        return Point.of(values)
    return None


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



if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

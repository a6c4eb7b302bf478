# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m counterlife sensitivity DIR`: which parameters matter for an outcome, and how much."""

import argparse
import os
import pathlib
import sys
from collections.abc import Sequence

from counterlife.uncertainty import command, shipping, study
from counterlife.uncertainty.inputs import (FITTED_OR_GUESSED, Input, all_inputs, chosen_outcomes, inputs_of,
                                            outcomes_in)
from counterlife.uncertainty.living import Lives, say
from counterlife.uncertainty.parameters import check_ends, known_parameters, read_list
from counterlife.uncertainty.points import Refused, Store
from counterlife.uncertainty.runner import Runner
from counterlife.uncertainty.simulator import Simulator, data_digest, program_digest
from counterlife.uncertainty.study import Settings, Study

_KINDS = ("testimony", "statistic", *FITTED_OR_GUESSED)
_SHOWN = 8  # rows of a table, and outcomes that have one


def _options() -> command.Options:
    options = command.Options("sensitivity", __doc__)
    more = options.add_argument
    more("directory", type=pathlib.Path, help="where everything of this study is; the same command goes on there")
    more("--outcome", action="append", default=[], metavar="ID", help="id, measure or name of a target of fit")
    more("--parameter", action="append", default=[], metavar="NAME[/KEY][=LOW..HIGH][:log]",
         help="one that is turned; without its key or period all of them together")
    more("--parameters", type=pathlib.Path, metavar="FILE", help="a table parameter,low,high,scale")
    more("--all", action="store_true", help="every parameter that has a range")
    options.choice("--kind", _KINDS, f"with --all: only numbers of this kind (default: {' and '.join(FITTED_OR_GUESSED)})",
                   action="append", default=[])
    more("--screening", action="store_true", help="end after the screening")
    options.number("--trajectories", 4, 10_000,
                   "of the screening; each is a point more than there are parameters (default: 10)")
    options.number("--points", 8, 100_000, "for the indices (default: ten a parameter that passes, made up to 2^m - 1)")
    options.number("--most", 1, 1000, "parameters that may pass (default: 20)")
    more("--install", type=pathlib.Path, metavar="FOLDER", help="where the tables are copied to, such as data/sensitivity")
    command.add_common(options, 3)
    return options


def main(words: Sequence[str]) -> int:
    return command.carry_out("sensitivity", lambda: _study(_options().read(words)))


def _study(asked: argparse.Namespace) -> int:
    wrong: command.Wrong = asked.wrong
    command.check_common(asked, asked.replicates or 3)
    if asked.install:
        wrong.of(lambda: shipping.check_folder(asked.install, shipping.SENSITIVITY, "study of sensitivity"))
    if asked.kind and not asked.all:
        wrong.add("--kind goes with --all")
    there = wrong.of(lambda: study.read(asked.directory))
    program, data = command.program_and_data(asked)
    wished = _settings(asked, there, program, data)
    wrong.of(lambda: check_ends([row for one in wished.inputs for row in one.rows], str(program), str(data),
                                wished.scenario))
    wrong.of(lambda: study.is_free_or_the_same(asked.directory, there, wished))
    wrong.end()
    with command.Lock(asked.directory):
        with Runner(Simulator(str(program), str(data)), Store(asked.directory / "results"), workers=asked.workers,
                    scheduler=asked.scheduler, dashboard=asked.dashboard) as runner:
            if there is None:
                runner.reach()  # Before anything is written.
            settings = study.begin_or_go_on(asked.directory, wished)
            looked = Study(asked.directory, settings, Lives(settings.tasks, runner), say,
                           asked.workers or os.cpu_count() or 1)
            looked.screen()
            if not asked.screening:
                looked.look_closer()
    drawn = shipping.draw(program, data, asked.directory, say)
    if asked.install:
        files = [asked.directory / name for name in shipping.SENSITIVITY[:2 if asked.screening else None]]
        shipping.install(files, shipping.SENSITIVITY, asked.install, "study of sensitivity")
    _report(looked, asked.screening)
    print(f"They are drawn in {asked.directory / shipping.PAGE}." if drawn else "They are not drawn.")
    return 0


def _settings(asked: argparse.Namespace, there: Settings | None, program: pathlib.Path, data: pathlib.Path) -> Settings:
    """What is asked for; where a study is there, it has the last word on what was not said."""
    wrong: command.Wrong = asked.wrong

    def said(word: str, default):
        given = getattr(asked, word)
        return given if given is not None else getattr(there, word) if there else default

    scenario = said("scenario", "baseline")
    inputs: tuple[Input, ...] | None = there.inputs if there else ()
    outcomes: tuple[str, ...] | None = there.outcomes if there else ()
    if asked.all or asked.parameter or asked.parameters or not there:
        inputs = wrong.of(lambda: tuple(_inputs(asked, str(program), str(data), scenario)))
    if asked.outcome or not there:
        outcomes = wrong.of(lambda: tuple(chosen_outcomes(asked.outcome, outcomes_in(data))))
    if inputs is None or outcomes is None:
        wrong.of(lambda: study.is_free(asked.directory, there))
        wrong.end()
    return Settings(scenario=scenario, scale=said("scale", "1:200"), seed=said("seed", 1),
                    replicates=said("replicates", 3), trajectories=said("trajectories", 10),
                    points=said("points", 0), most=said("most", 20), program=program_digest(program),
                    data=data_digest(data), outcomes=outcomes, inputs=inputs)


def _inputs(asked: argparse.Namespace, program: str, data: str, scenario: str) -> list[Input]:
    known = known_parameters(program, data, scenario)
    names = [*asked.parameter, *(read_list(asked.parameters) if asked.parameters else [])]
    if asked.all:
        names += [name for name in all_inputs(known, asked.kind or FITTED_OR_GUESSED) if name not in names]
    inputs = inputs_of(names, known)
    if not inputs:
        raise Refused("no parameter is named; --parameter NAME, --parameters FILE or --all")
    return inputs


def _report(looked: Study, screened_only: bool) -> None:
    settings = looked.settings
    for place, (outcome, of_all) in enumerate(looked.effects.items()):
        rows, without = _rows(looked, outcome, screened_only)
        print(_sentence(outcome, len(settings.inputs), rows, without))
        if rows and place < _SHOWN:
            print(*(f"  {row}" for row in _lines(rows, screened_only)), sep="\n")
    if looked.failed:
        print(f"{len(looked.failed)} points failed and were left out (failed.csv).")
    files = "screening.csv" if screened_only else "screening.csv, sobol.csv and outcomes.csv"
    print(f"All numbers are in {files} of {looked.folder}.")


def _rows(looked: Study, outcome: str, screened_only: bool) -> tuple[list[tuple], str]:
    """What matters, the greatest first: (parameter, its effect, its index or None); and why there is no index."""
    of_all = dict(zip((one.address for one in looked.settings.inputs), looked.effects[outcome]))
    closer = looked.looked.get(outcome)
    if screened_only or closer is None or closer.indices is None:
        rows = [(name, effect, None) for name, effect in of_all.items() if effect.matters]
        return sorted(rows, key=lambda row: -row[1].mu_star), closer.complaint if closer else ""
    rows = [(one.address, of_all[one.address], index) for one, index in zip(looked.passing, closer.indices.inputs)
            if index.matters]
    return sorted(rows, key=lambda row: -row[2].total), ""


def _sentence(outcome: str, count: int, rows: Sequence[tuple], without: str) -> str:
    names = ", ".join(row[0] for row in rows[:4]) + (f" and {len(rows) - 4} more" if len(rows) > 4 else "")
    matter = f"{len(rows) or 'none'} {'matters' if len(rows) == 1 else 'matter'}"
    sentence = f"Of {count} numbers {matter} for {outcome}" + (f": {names}." if rows else ".")
    return sentence + (f" It has no indices: {without}." if without else "")


def _lines(rows: Sequence[tuple], screened_only: bool) -> list[str]:
    width = max(len("parameter"), *(len(row[0]) for row in rows[:_SHOWN]))
    head = f"{'parameter':{width}}  {'low to high':>24}"
    if not screened_only:
        head += f"  {'first':>14}  {'total':>14}"
    lines = [head]
    for name, effect, index in rows[:_SHOWN]:
        line = f"{name:{width}}  {f'{effect.mu:+.4g} ± {2 * effect.error:.2g}':>24}"
        if index:
            line += "".join(f"  {f'{share:.2f} ± {2 * error:.2f}':>14}" for share, error in
                            ((index.first, index.first_error), (index.total, index.total_error)))
        lines.append(line)
    return lines + ([f"and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

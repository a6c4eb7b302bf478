# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m counterlife sensitivity DIR`: which parameters matter for an outcome, and how much."""

import argparse
import os
import pathlib
import sys
from collections.abc import Sequence

from counterlife.uncertainty import settings as calibration, shipping, study
from counterlife.uncertainty.inputs import (FITTED_OR_GUESSED, all_inputs, chosen_outcomes, inputs_of, outcomes_in)
from counterlife.uncertainty.living import Lives, say
from counterlife.uncertainty.parameters import check_ends, known_parameters, read_list
from counterlife.uncertainty.points import Refused, Store
from counterlife.uncertainty.runner import Runner
from counterlife.uncertainty.simulator import Simulator, data_digest, find_data, find_program, program_digest
from counterlife.uncertainty.study import Settings, Study

_KINDS = ("testimony", "statistic", *FITTED_OR_GUESSED)
_SHOWN = 8  # rows of a table, and outcomes that have one


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m counterlife sensitivity", description=__doc__, allow_abbrev=False)
    more = parser.add_argument
    more("directory", type=pathlib.Path, help="where everything of this study is; the same command goes on there")
    more("--outcome", action="append", default=[], metavar="ID", help="id, measure or name of a target of fit")
    more("--parameter", action="append", default=[], metavar="NAME[/KEY][=LOW..HIGH][:log]",
         help="one that is turned; without its key or period all of them together")
    more("--parameters", type=pathlib.Path, metavar="FILE", help="a table parameter,low,high,scale")
    more("--all", action="store_true", help="every parameter that has a range")
    more("--kind", action="append", default=[], choices=_KINDS,
         help=f"with --all: only numbers of this kind (default: {' and '.join(FITTED_OR_GUESSED)})")
    more("--screening", action="store_true", help="end after the screening")
    more("--scenario", help="what the points are laid over (default: baseline)")
    more("--scale", help="one life for so many people (default: 1:200)")
    more("--replicates", type=int, help="runs of each point, with the same seeds at all (default: 3)")
    more("--seed", type=int, help="of the first replicate (default: 1)")
    more("--trajectories", type=int, help="of the screening; each is a point more than there are parameters (default: 10)")
    more("--points", type=int, help="for the indices (default: ten a parameter that passes, made up to 2^m - 1)")
    more("--most", type=int, help="parameters that may pass (default: 20)")
    more("--install", type=pathlib.Path, metavar="FOLDER", help="where the tables are copied to, such as data/sensitivity")
    more("--workers", type=int, help="processes of this machine (default: one a core)")
    more("--scheduler", metavar="ADDRESS", help="a Dask scheduler, such as tcp://10.0.0.1:8786, instead of this machine")
    more("--dashboard", action="store_true", help="Dask's page on 127.0.0.1:8787")
    more("--program", help="the program counterlife (default: the one of the package or source tree)")
    more("--data", help="folder of the data (default: beside the program)")
    return parser


def main(words: Sequence[str]) -> int:
    try:
        asked = _options().parse_args(words)
        _check_numbers(asked)
        return _study(asked)
    except Refused as refused:
        for complaint in refused.complaints:
            print(f"sensitivity: {complaint}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nsensitivity: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def _check_numbers(asked: argparse.Namespace) -> None:
    least = {"replicates": 2, "trajectories": 4, "points": 8, "most": 1, "workers": 1, "seed": 0}
    wrong = [f"--{word}: found {getattr(asked, word)}; allowed {low} and more" for word, low in least.items()
             if getattr(asked, word) is not None and getattr(asked, word) < low]
    if asked.workers and asked.scheduler:
        wrong.append("--workers is of this machine's own pool and goes not with --scheduler")
    if asked.kind and not asked.all:
        wrong.append("--kind goes with --all")
    if wrong:
        raise Refused(*wrong)


def _study(asked: argparse.Namespace) -> int:
    program = find_program(asked.program)
    data = find_data(program, asked.data)
    wished = _settings(asked, study.read(asked.directory), program, data)
    check_ends([row for one in wished.inputs for row in one.rows], str(program), str(data), wished.scenario)
    with _lock(asked.directory):
        settings = study.begin_or_go_on(asked.directory, wished)
        with Runner(Simulator(str(program), str(data)), Store(asked.directory / "results"), workers=asked.workers,
                    scheduler=asked.scheduler, dashboard=asked.dashboard) as runner:
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


def _lock(folder: pathlib.Path) -> calibration.Lock:
    try:
        return calibration.Lock(folder)
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}") from error
    except Refused as refused:
        raise Refused(f"another process is at work in {folder}") from refused


def _settings(asked: argparse.Namespace, there: Settings | None, program: pathlib.Path, data: pathlib.Path) -> Settings:
    """What is asked for; where a study is there, it has the last word on what was not said."""
    def said(word: str, default):
        given = getattr(asked, word)
        return given if given is not None else getattr(there, word) if there else default

    scenario = said("scenario", "baseline")
    complaints: list[str] = []
    inputs, outcomes = (there.inputs, there.outcomes) if there else ((), ())
    if asked.all or asked.parameter or asked.parameters or not there:
        try:
            inputs = tuple(_inputs(asked, str(program), str(data), scenario))
        except Refused as refused:
            complaints += refused.complaints
    if asked.outcome or not there:
        try:
            outcomes = tuple(chosen_outcomes(asked.outcome, outcomes_in(data)))
        except Refused as refused:
            complaints += refused.complaints
    if complaints:
        raise Refused(*complaints)
    return Settings(scenario=scenario, scale=said("scale", "1:200"), seed=said("seed", 1),
                    replicates=said("replicates", 3), trajectories=said("trajectories", 10),
                    points=said("points", 0), most=said("most", 20), program=program_digest(program),
                    data=data_digest(data), outcomes=outcomes, inputs=inputs)


def _inputs(asked: argparse.Namespace, program: str, data: str, scenario: str):
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

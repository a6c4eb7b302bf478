# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What the commands have in common: options, complaints told all at once, and a directory for one process alone."""

import argparse
import contextlib
import difflib
import fcntl
import math
import os
import pathlib
import re
import signal
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from counterlife.uncertainty.points import Refused
from counterlife.uncertainty.simulator import find_data, find_program

Found = TypeVar("Found")
WORKERS = 256  # processes of one machine
_SEEDS = 2 ** 64 - 1
_SCALE = re.compile(r"1:0*([1-9]\d{0,4}|100000)", re.ASCII)


class Wrong:
    """Complaints as they are found, raised together."""

    def __init__(self) -> None:
        self._told: list[str] = []

    def add(self, *complaints: str) -> None:
        self._told += [complaint for complaint in complaints if complaint not in self._told]

    def of(self, make: Callable[[], Found]) -> Found | None:
        """What is made; None where it is refused."""
        try:
            return make()
        except Refused as refused:
            self.add(*refused.complaints)
            return None

    def end(self) -> None:
        """Raises Refused where there is any."""
        if self._told:
            raise Refused(*self._told)


class _Number(NamedTuple):
    option: str
    whole: bool
    least: float
    most: float


class Options(argparse.ArgumentParser):
    """Options of a command. Whatever is wrong with them is in `wrong` of what `read` gives, and told with the rest."""

    def __init__(self, name: str, what: str | None) -> None:
        super().__init__(prog=f"python -m counterlife {name}", description=what, allow_abbrev=False)
        self._numbers: list[_Number] = []
        self._words: dict[str, Sequence[str]] = {}

    def number(self, option: str, least: float, most: float, what: str, *, whole: bool = True,
               default: int | None = None) -> None:
        """Both ends are allowed where it is a whole number, and neither where it is none."""
        self._numbers.append(_Number(option, whole, least, most))
        self.add_argument(option, help=what, metavar="N", default=None if default is None else str(default))

    def choice(self, option: str, allowed: Sequence[str], what: str, **how: object) -> None:
        self.add_argument(option, help=f"{what}: {', '.join(allowed)}", **how)
        self._words[option] = allowed

    def error(self, message: str) -> None:  # type: ignore[override]
        raise Refused(message)

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        wrong = Wrong()
        for word in words:
            if not _is_text(word):
                raise Refused(f"found {word!a}, which is not UTF-8")
        asked, strange = self.parse_known_args(list(words))
        wrong.add(*self._strange(strange))
        for number in self._numbers:
            name = number.option[2:]
            given = getattr(asked, name)
            setattr(asked, name, None if given is None else wrong.of(lambda: _number(number, given)))
        for option, allowed in self._words.items():
            given = getattr(asked, option[2:])
            for word in given if isinstance(given, list) else [given] if given else []:
                if word not in allowed:
                    wrong.add(f"{option}: found {word!r}; allowed {', '.join(allowed)}")
        asked.wrong = wrong
        return asked

    def _strange(self, words: Sequence[str]) -> list[str]:
        known = [option for action in self._actions for option in action.option_strings]
        told = []
        for word in words:
            if word.startswith("-"):
                name = word.split("=")[0]
                near = difflib.get_close_matches(name, known, 1)
                told.append(f"found {name}, which is no option" + (f"; did you mean {near[0]}?" if near else ""))
        return told or [f"found {word!r} beside the directory, where one is allowed" for word in words]


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(number: _Number, text: str) -> float:
    allowed = f"{number.least:g} to {number.most:g}" if number.most < 1e6 else f"{number.least:g} and more"
    if not number.whole:
        allowed = f"a number above {number.least:g}"
    value = math.nan
    with contextlib.suppress(ValueError):
        if not number.whole:
            value = float(text)
        elif re.fullmatch(r"[+-]?\d{1,40}", text, re.ASCII):
            value = int(text)
    within = number.least <= value <= number.most if number.whole else number.least < value < number.most
    if not within:
        raise Refused(f"{number.option}: found {text}; allowed {allowed}")
    return value


def add_common(options: Options, replicates: int) -> None:
    """What is lived, on what, and by whom. replicates: by default."""
    say = options.add_argument
    say("--scenario", help="what the points are laid over (default: baseline)")
    say("--scale", help="one life for so many people (default: 1:200)")
    options.number("--replicates", 2, 1000, f"runs of each point, with the same seeds at all (default: {replicates})")
    options.number("--seed", 0, _SEEDS, "of the first replicate (default: 1)")
    options.number("--workers", 1, WORKERS, "processes of this machine (default: one a core)")
    say("--scheduler", metavar="ADDRESS", help="a Dask scheduler, such as tcp://10.0.0.1:8786, instead of this machine")
    say("--dashboard", action="store_true", help="Dask's page on 127.0.0.1:8787")
    say("--program", help="the program counterlife (default: the one of the package or source tree)")
    say("--data", help="folder of the data (default: beside the program)")


def check_common(asked: argparse.Namespace, seeds: int) -> None:
    """seeds: how many are used. The program itself would say the same of scale and seed, of each run."""
    if asked.scale is not None and not _SCALE.fullmatch(asked.scale):
        asked.wrong.add(f"--scale: found {asked.scale!r}; allowed 1:1 to 1:100000, as in 1:100")
        asked.scale = None
    if asked.seed is not None and asked.seed > _SEEDS - seeds:
        asked.wrong.add(f"--seed: found {asked.seed}; allowed a whole number from 0 to 2^64 - {seeds + 1}, "
                        f"as {seeds} seeds are used")
    if asked.scheduler == "":
        asked.wrong.add("--scheduler: found no address; allowed is one such as tcp://10.0.0.1:8786")
    if asked.workers and asked.scheduler:
        asked.wrong.add("--workers is of this machine's own pool and goes not with --scheduler")
    if asked.scenario is not None and ("/" in asked.scenario or asked.scenario.endswith(".toml")):
        asked.wrong.add(f"--scenario: found {asked.scenario!r}; allowed is the name of a scenario, whose file is in the "
                        "folder scenarios beside the data, so that workers find the same")
        asked.scenario = None


def program_and_data(asked: argparse.Namespace) -> tuple[pathlib.Path, pathlib.Path]:
    """Where either is missing nothing more can be said."""
    program = asked.wrong.of(lambda: find_program(asked.program))
    data = asked.wrong.of(lambda: find_data(program or pathlib.Path(), asked.data)) if program or asked.data else None
    if program is None or data is None:
        asked.wrong.end()
    return program, data


class Stopped(KeyboardInterrupt):
    """By a signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _stop(number: int, _frame: object) -> None:
    for other in _ENDING:
        signal.signal(other, signal.SIG_IGN)  # Once is enough: what was begun is being ended.
    raise Stopped(number)


_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def carry_out(name: str, do: Callable[[], int]) -> int:
    """The status that the command ends with: 0; 2 with its complaints; 128 and the signal that stopped it."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # As nohup has it.
            signal.signal(number, _stop)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return do()
    except Refused as refused:
        complaints = refused.complaints
    except OSError as error:
        complaints = (f"{sentence(error)}; what was lived is written down, and the same command goes on from there",)
    except KeyboardInterrupt as stopped:
        number = stopped.number if isinstance(stopped, Stopped) else signal.SIGINT
        _tell(f"\n{name}: stopped; the same command goes on from here")
        return 128 + number
    for complaint in complaints:
        _tell(f"{name}: {complaint}")
    return 2


def _tell(sentence: str) -> None:
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)


def sentence(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)


class Lock:
    """The directory for this process alone; the system lets go when it ends, however.

    What was made for the lock is gone afterwards where nothing else has come into it. Raises Refused.
    """

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder, self._made = folder, [one for one in (folder, *folder.parents) if not one.exists()]

    def __enter__(self) -> "Lock":
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while not self._is_ours():
                pass
        except BlockingIOError:
            raise Refused(f"another process is at work in {self._folder}") from None
        except OSError as error:
            raise Refused(sentence(error)) from error
        return self

    def _is_ours(self) -> bool:
        """Not where another process has removed the file before it let go."""
        file = self._folder / ".lock"
        self._file = open(file, "w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file.stat().st_ino == os.fstat(self._file.fileno()).st_ino
        except FileNotFoundError:
            return False
        except OSError:
            self._file.close()
            raise

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            if [one.name for one in self._folder.iterdir()] == [".lock"]:
                (self._folder / ".lock").unlink()
                for one in self._made:
                    one.rmdir()
        self._file.close()

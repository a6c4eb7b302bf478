# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What a calibration is made of: said once, written into its directory, and held against ever after."""

import dataclasses
import pathlib
import tomllib
from typing import TypeVar

from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import Point, Refused, Task, toml, write_whole
from counterlife.uncertainty.targets import Target

Row = TypeVar("Row")
FILE = "calibration.toml"
FORMAT = 1
LUCK_RUNS = 10  # of one point: what seeds do to all points alike shows nowhere else


@dataclasses.dataclass(frozen=True)
class Settings:
    """points: of a wave. rank: which of the highest implausibilities counts. digests: of program, data, lives."""

    scenario: str
    scale: str
    seed: int
    replicates: int
    design: str
    points: int
    cutoff: float
    rank: int
    factors: tuple[Factor, ...]
    targets: tuple[Target, ...]
    program: str
    data: str
    lives: str

    @property
    def seeds(self) -> list[int]:
        """The same for all points, so that they differ by what they are and little by luck."""
        return [self.seed + replicate for replicate in range(self.replicates)]

    def tasks(self, name: str, point: Point, replicates: int | None = None) -> list[Task]:
        return [Task(point, replicate, self.seed + replicate, self.scale, self.scenario, self.program, self.data,
                     label=name) for replicate in range(replicates or self.replicates)]

    def fitted(self) -> list[Target]:
        return [target for target in self.targets if not target.kept]


_SAID = ("scenario", "scale", "seed", "replicates", "design", "points", "cutoff", "rank")
_DIGESTS = {"program": "the program", "data": "the data", "lives": "what the program lives"}


def _toml(settings: Settings) -> str:
    lines = ["# What this calibration is made of. Another one begins in another directory.", f"format = {FORMAT}"]
    lines += [f"{word} = {toml(getattr(settings, word))}" for word in (*_SAID, *_DIGESTS)]
    for heading, rows in (("parameter", settings.factors), ("target", settings.targets)):
        for row in rows:
            lines += ["", f"[[{heading}]]"]
            lines += [f"{word} = {toml(value)}" for word, value in dataclasses.asdict(row).items()]
    return "\n".join(lines) + "\n"


def read(folder: pathlib.Path) -> Settings | None:
    """None where no calibration has begun."""
    try:
        said = tomllib.loads((folder / FILE).read_text("utf-8"))
        if said["format"] != FORMAT:
            raise Refused(f"{folder / FILE}: found format {said['format']}; allowed {FORMAT}")
        return of_its_types(Settings(**{word: said[word] for word in (*_SAID, *_DIGESTS)},
                                     factors=tuple(of_its_types(Factor(**row)) for row in said["parameter"]),
                                     targets=tuple(of_its_types(Target(**row)) for row in said["target"])))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}") from error
    except Refused:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(folder / FILE, error) from error


def damaged(file: pathlib.Path, error: Exception) -> Refused:
    return Refused(f"{file} is damaged ({error}); bring it back, or begin in another directory")


def of_its_types(row: Row) -> Row:
    """With whole numbers made real ones where these are meant. Raises ValueError."""
    changed = {}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if field.type is float and type(value) is int:
            changed[field.name] = float(value)
        elif field.type in (str, int, float, bool) and type(value) is not field.type:
            raise ValueError(f"{field.name} is {value!r}")
    return dataclasses.replace(row, **changed)


def is_free(folder: pathlib.Path, there: Settings | None) -> None:
    """Raises Refused where something else is in the directory."""
    free_of_others(folder, there, "calibration")


def free_of_others(folder: pathlib.Path, there: object | None, what: str) -> None:
    try:
        names = [] if there or not folder.exists() else [one.name for one in folder.iterdir()]
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}") from error
    strange = sorted(name for name in names if not name.startswith("."))
    if strange:
        raise Refused(f"{folder} holds {strange[0]} and no {what}; name a new directory, or an empty one")


def is_free_or_the_same(folder: pathlib.Path, there: Settings | None, asked: Settings) -> None:
    """Raises Refused, with all that differs."""
    is_free(folder, there)
    differing = differences(there, asked) if there else []
    if differing:
        raise Refused(f"{folder} holds another calibration:", *differing,
                      "name another directory, or ask for what is there")


def begin_or_go_on(folder: pathlib.Path, asked: Settings) -> Settings:
    """Writes what was asked for into a new directory; refuses the directory of something else."""
    there = read(folder)
    is_free_or_the_same(folder, there, asked)
    if there is None:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, _toml(asked))
    return there or asked


def differences(there: Settings, asked: Settings) -> list[str]:
    """A sentence for each thing that is otherwise."""
    told = [f"  {word}: {getattr(there, word)} there, {getattr(asked, word)} asked for"
            for word in _SAID if getattr(there, word) != getattr(asked, word)]
    told += [f"  {what} is another than it began with ({getattr(there, word)} there, {getattr(asked, word)} now)"
             for word, what in _DIGESTS.items() if getattr(there, word) != getattr(asked, word)]
    for what, old, new in (("parameter", {one.address: one for one in there.factors},
                            {one.address: one for one in asked.factors}),
                           ("target", {one.name: one for one in there.targets},
                            {one.name: one for one in asked.targets})):
        told += [f"  {what} {name} is there, and not asked for" for name in old if name not in new]
        told += [f"  {what} {name} is asked for, and not there" for name in new if name not in old]
        for name in old:
            if name in new and old[name] != new[name]:
                was, now = dataclasses.asdict(old[name]), dataclasses.asdict(new[name])
                words = [f"{word} {was[word]} there, {now[word]} asked for" for word in was if was[word] != now[word]]
                told.append(f"  {what} {name}: {'; '.join(words)}")
    return told

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What a calibration is made of: said once, written into its directory, and held against ever after."""

import dataclasses
import fcntl
import json
import pathlib
import tomllib

from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import Point, Refused, Task, write_whole
from counterlife.uncertainty.targets import Target

FILE = "calibration.toml"
FORMAT = 1


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

    def tasks(self, name: str, point: Point) -> list[Task]:
        return [Task(point, replicate, seed, self.scale, self.scenario, self.program, self.data, label=name)
                for replicate, seed in enumerate(self.seeds)]

    def fitted(self) -> list[Target]:
        return [target for target in self.targets if not target.kept]


_SAID = ("scenario", "scale", "seed", "replicates", "design", "points", "cutoff", "rank")
_DIGESTS = {"program": "the program", "data": "the data", "lives": "what the program lives"}


def _toml(settings: Settings) -> str:
    lines = ["# What this calibration is made of. Another one begins in another directory.", f"format = {FORMAT}"]
    lines += [f"{word} = {json.dumps(getattr(settings, word))}" for word in (*_SAID, *_DIGESTS)]
    for heading, rows in (("parameter", settings.factors), ("target", settings.targets)):
        for row in rows:
            lines += ["", f"[[{heading}]]"]
            lines += [f"{word} = {json.dumps(value)}" for word, value in dataclasses.asdict(row).items()]
    return "\n".join(lines) + "\n"


def read(folder: pathlib.Path) -> Settings | None:
    """None where no calibration has begun."""
    try:
        text = (folder / FILE).read_text("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}") from error
    try:
        said = tomllib.loads(text)
        if said["format"] != FORMAT:
            raise Refused(f"{folder / FILE}: found format {said['format']}; allowed {FORMAT}")
        return Settings(**{word: said[word] for word in (*_SAID, *_DIGESTS)},
                        factors=tuple(Factor(**row) for row in said["parameter"]),
                        targets=tuple(_target_of(row) for row in said["target"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Refused(f"{folder / FILE} is damaged ({error})") from error


def _target_of(row: dict) -> Target:
    numbers = {field.name for field in dataclasses.fields(Target) if field.type in (float, "float")}
    return Target(**{word: float(value) if word in numbers else value for word, value in row.items()})


def begin_or_go_on(folder: pathlib.Path, asked: Settings) -> Settings:
    """Writes what was asked for into a new directory; refuses the directory of something else."""
    there = read(folder)
    if there is None:
        strange = [name.name for name in folder.iterdir()] if folder.is_dir() else []
        strange = sorted(name for name in strange if not name.startswith("."))
        if strange:
            raise Refused(f"{folder} holds {strange[0]} and no calibration; name a new directory, or an empty one")
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, _toml(asked))
        return asked
    differing = differences(there, asked)
    if differing:
        raise Refused(f"{folder} holds another calibration:", *differing,
                      "name another directory, or ask for what is there")
    return there


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


class Lock:
    """One calibration at a time in a directory; the system lets go when its process ends, however."""

    def __init__(self, folder: pathlib.Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = open(folder / ".lock", "w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise Refused(f"another process is calibrating in {folder}") from None

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

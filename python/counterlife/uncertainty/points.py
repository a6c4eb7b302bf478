# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What is to be lived, and what came of it: points, tasks and results, each result one file."""

import dataclasses
import hashlib
import json
import os
import pathlib
import re
from collections.abc import Mapping


class Refused(ValueError):
    """What was asked for cannot be done. `complaints` has every reason, a sentence each."""

    def __init__(self, *complaints: str) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


_ADDRESS = re.compile(r"(?P<name>[^/@\s]+)(?:/(?P<key>[^@]+))?(?:@(?P<first>[\d-]*)\.\.(?P<end>[\d-]*))?")


@dataclasses.dataclass(frozen=True, order=True)
class Address:
    """Where a value goes: `name`, `name/key`, and `@FROM..TO` for one of several periods."""

    name: str
    key: str = ""
    first: str = ""
    end: str = ""

    @classmethod
    def parse(cls, text: str) -> "Address":
        match = _ADDRESS.fullmatch(text)
        if not match:
            raise Refused(f"{text!r} names no parameter; allowed are name, name/key and name/key@FROM..TO")
        return cls(**{part: found or "" for part, found in match.groupdict().items()})

    def __str__(self) -> str:
        period = f"@{self.first}..{self.end}" if self.first or self.end else ""
        return self.name + (f"/{self.key}" if self.key else "") + period

    def toml(self, value: float) -> str:
        """As a scenario file sets it."""
        lines = ["[[set]]", f"parameter = {toml(self.name)}"]
        if self.key:
            lines.append(f"key = {toml(self.key)}")
        lines += [f"{word} = {day}" for word, day in (("from", self.first), ("to", self.end)) if day]
        return "\n".join([*lines, f"value = {value!r}"]) + "\n"


@dataclasses.dataclass(frozen=True)
class Point:
    """A value for each parameter that is varied, by address and in the order of the addresses."""

    values: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, values: Mapping[str, float]) -> "Point":
        return cls(tuple(sorted((address, float(value)) for address, value in values.items())))

    def __getitem__(self, address: str) -> float:
        return dict(self.values)[address]

    def overlay(self, inherits: str = "baseline") -> str:
        """The scenario that lays the point over another one."""
        head = f'description = "A point of a design"\ninherits = {toml(inherits)}\n'
        return head + "".join("\n" + Address.parse(address).toml(value) for address, value in self.values)


@dataclasses.dataclass(frozen=True)
class Task:
    """One run. Two tasks are equal only if they must give the same bits.

    A cluster runs equal tasks once, so everything that makes a run another one is in here.
    """

    point: Point
    replicate: int
    seed: int
    scale: str
    scenario: str
    program: str  # digest
    data: str  # digest
    what: str = "fit"  # what is taken from the run
    label: str = dataclasses.field(default="", compare=False)  # how it is called in sentences

    @property
    def key(self) -> str:
        own = {part: word for part, word in dataclasses.asdict(self).items() if part != "label"}
        return hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def name(self) -> str:
        return f"{self.label or 'point ' + self.key[:8]}, replicate {self.replicate + 1} (seed {self.seed})"


@dataclasses.dataclass(frozen=True)
class Result:
    """What came of a task: values by name, None where the run does not speak to one; or a failure.

    `lost` tells a run whose workers died from one that the program refused: only the former may go
    better another time.
    """

    task: Task
    values: Mapping[str, float | None] | None = None
    failure: str = ""
    lost: bool = False
    seconds: float = 0.0  # it took where it was lived; 0 when found


def write_whole(file: pathlib.Path, text: str) -> None:
    """Whoever looks sees the old file or the new one, whenever this is killed."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(part, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def toml(value: object) -> str:
    """As TOML has it: what JSON has, but for letters beyond the first 65,536 and the one that deletes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_result(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    values, failure = found.get("values"), found.get("failure", "")
    figures = isinstance(values, dict) and all(one is None or type(one) in (int, float) for one in values.values())
    return isinstance(failure, str) and (figures if not failure else values is None)


class Store:
    """A folder of results, one file each, named by the task's key. For one process at a time."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        for part in folder.glob(".*.json.*"):  # Of one that was killed.
            part.unlink(missing_ok=True)

    def get(self, task: Task) -> Result | None:
        """A result that is there already. Of a run that was lost nothing is known: it is tried again."""
        try:
            found = json.loads((self.folder / f"{task.key}.json").read_text("utf-8"))
        except FileNotFoundError:
            return None
        except ValueError:
            return None  # Not ours, or damaged: what is lived anew takes its place.
        if not _is_result(found) or found.get("lost"):
            return None
        return Result(task, found.get("values"), found.get("failure", ""))

    def put(self, result: Result) -> None:
        task = dataclasses.asdict(result.task) | {"point": dict(result.task.point.values)}
        said = {"task": task, "values": result.values, "seconds": round(result.seconds, 3)}
        if result.failure:
            said |= {"failure": result.failure, "lost": result.lost}
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / f"{result.task.key}.json", json.dumps(said, indent=1) + "\n")

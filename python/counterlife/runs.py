# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Runs and comparisons of them."""

import datetime
import functools
import os
import pathlib
import shutil
import tempfile
import tomllib
import weakref
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyarrow
import pyarrow.compute
import pyarrow.parquet

from counterlife import _core
from counterlife.errors import InputError

_EPOCH = datetime.date(1970, 1, 1)
_FIRST_YEAR = 1955


class Progress(NamedTuple):
    """How far a run is.

    `done` is a share of 1, `living` and `events` are counts of simulated lives, `seconds` have
    passed since it began. `replicate` counts from 0.
    """

    today: datetime.date
    done: float
    living: int
    events: int
    seconds: float
    replicate: int = 0


def _part_of(rows, detail):
    """The value of one part in a detail, by its rows of the codebook; None on the other side of 0."""
    side, bits, number = rows[0]["side"], rows[0]["bits"], detail
    if side != "any" and (side == "not_negative") != (detail >= 0):
        return None
    if side == "negated":
        number = -detail
    elif side == "complemented":
        number = ~detail
    value = number if bits == 32 else (number >> rows[0]["bit"]) & (2**bits - 1)
    if rows[0]["unit"] == "flag":
        return bool(value)
    names = {row["code"]: row["meaning"] for row in rows if row["code"] is not None}
    if rows[0]["unit"] == "choice":
        return names.get(value)
    return value


class _Directory:
    """A directory of tables. One that nobody named is gone when the object is."""

    _facts_file = ""

    def __init__(self, path, *, temporary=None):
        self._path = pathlib.Path(path)
        if temporary is not None:
            weakref.finalize(self, shutil.rmtree, temporary, ignore_errors=True)

    @property
    def path(self) -> pathlib.Path:
        """The directory."""
        return self._path

    @functools.cached_property
    def facts(self) -> dict:
        """What the run is made of and what came of it, with every number and its source."""
        return tomllib.loads((self._path / self._facts_file).read_text())

    def _table(self, name: str) -> pyarrow.Table:
        return pyarrow.parquet.read_table(self._path / f"{name}.parquet", memory_map=True)

    def __fspath__(self) -> str:
        return os.fspath(self._path)


class Run(_Directory):
    """A run of the nation. Its tables are read when they are first asked for.

    docs/formats/run-directory.md has all columns; each column's metadata has its unit and meaning.
    """

    _facts_file = "run.toml"

    @functools.cached_property
    def lives(self) -> pyarrow.Table:
        """A row a person: `person` (the row, from 1), `identity` (the same in any run), kin, `sex`,
        `born`, `died`, places... Those of the founders' kin who died before the run are among them,
        and have no life in it."""
        return self._table("lives")

    @functools.cached_property
    def events(self) -> pyarrow.Table:
        """A row an event: `person`, `date`, `event` (the rule), `place`, and what caused it.

        It has the lives that `events` of `run` asked for; there are none if it asked for none.
        """
        if self.facts["events_written"] == "none":
            raise ValueError(f'{self._path} was made with events="none" and has no events')
        return self._table("events")

    @functools.cached_property
    def series(self) -> pyarrow.Table:
        """A row a number: `year`, `measure`, `level`, `place`, `sex`, `age`, `value`, `unit`."""
        return self._table("series")

    @functools.cached_property
    def codebook(self) -> pyarrow.Table:
        """What the `detail` of events means: `event`, `part`, `unit`, where its bits lie, `meaning`."""
        return self._table("codebook")

    @functools.cached_property
    def institutions(self) -> pyarrow.Table:
        """The institutions that events name by numbers below zero: `institution`, `kind`, `place`."""
        return self._table("institutions")

    @functools.cached_property
    def households(self) -> pyarrow.Table:
        """A row a spell: who (`person`) lived in which `household` and `place`, `from` when `to` when.

        `to` is the day after the last, and null where the spell goes on when the run ends. Whoever
        has the same `household` on a day lives together. Nobody is in one while in the army, in
        custody, on the road or across the river.
        """
        return self._table("households")

    @functools.cached_property
    def crossings(self) -> pyarrow.Table:
        """A row each time that somebody went to the river: `person`, `night`, `bank`, whether
        `across`, with whom, the stay on the other side, and how that `ended`.

        It is made of events, and has the people whose events the run keeps. Raises ValueError where
        it keeps none.
        """
        if self.facts["events_written"] == "none":
            raise ValueError(f'{self._path} was made with events="none" and has no crossings')
        return self._table("crossings")

    @functools.cached_property
    def columns(self) -> pyarrow.Table:
        """What the columns of these tables are: `table`, `column`, `type`, `unit`, `description`."""
        return self._table("columns")

    def details(self, event: str, events: pyarrow.Table | None = None) -> pyarrow.Table:
        """The events of one rule with each part of their `detail` as a column of its own.

        `event` is a rule such as "border.crossing"; `events` are those of the run unless others are
        given. Flags are booleans, values that have names are words, all else is a whole number, and
        null where a detail does not tell it. Raises ValueError for a rule that the run lacks.
        """
        events = self.events if events is None else events
        if event not in self.facts["rules"]["names"]:
            raise ValueError(f"{event!r} is no rule of {self._path}")
        kept = events.filter(pyarrow.compute.equal(events["event"].cast("string"), event))
        book = [row for row in self.codebook.to_pylist() if row["event"] == event]
        details = kept["detail"].to_pylist()
        parts = {}
        for row in book:
            parts.setdefault((row["part"], row["side"]), []).append(row)
        columns: dict[str, list] = {}
        for (part, _), rows in parts.items():
            values = [_part_of(rows, detail) for detail in details]
            known = columns.get(part)
            columns[part] = values if known is None else [
                new if old is None else old for old, new in zip(known, values)]
        for part, values in columns.items():
            kept = kept.append_column(part, pyarrow.array(values))
        return kept

    @property
    def digest(self) -> str:
        """A hash over all events. Equal digests mean equal nations."""
        return self.facts["digest"]

    def __repr__(self) -> str:
        facts = self.facts
        return (f"<counterlife.Run {facts['scenario']} {facts['scale']} seed {facts['seed']}: "
                f"{facts['lives']} lives, {facts['events']} events>")


class Replicates(_Directory):
    """Runs that differ in their luck alone (docs/formats/replicates.md).

    `len(replicates)` says how many there are; `replicates[0]` is the first as a `Run`, and so is
    each that one iterates over.
    """

    _facts_file = "replicates.toml"

    @functools.cached_property
    def numbers(self) -> pyarrow.Table:
        """A row a number of the series: `year`, `measure`, `level`, `place`, `sex`, `age`, `status`,
        its `unit`, and over the `replicates` that have it `mean`, `standard_error` and
        `standard_deviation` (null of one) and the quantiles `q2_5`, `q25`, `q50`, `q75`, `q97_5`."""
        return self._table("replicates")

    @functools.cached_property
    def columns(self) -> pyarrow.Table:
        """What the columns of `numbers` are: `table`, `column`, `type`, `unit`, `description`."""
        return self._table("columns")

    def __len__(self) -> int:
        return len(self.facts["runs"])

    def __getitem__(self, number: int) -> Run:
        run = Run(self._path / self.facts["runs"][number]["directory"])
        run._whole = self  # A temporary directory stays for as long as one of its runs.
        return run

    def __iter__(self):
        return (self[number] for number in range(len(self)))

    def __repr__(self) -> str:
        facts = self.facts
        return (f"<counterlife.Replicates {facts['scenario']} {facts['scale']}: {len(self)} runs, "
                f"seeds {facts['runs'][0]['seed']} to {facts['runs'][-1]['seed']}>")


class Twin(_Directory):
    """Two scenarios with the same luck, person by person (docs/formats/twins.md)."""

    _facts_file = "twin.toml"

    @functools.cached_property
    def twins(self) -> pyarrow.Table:
        """A row a person and replicate: where and why the lives part, each outcome in both."""
        return self._table("twins")

    @functools.cached_property
    def effects(self) -> pyarrow.Table:
        """A row an outcome and subgroup: means, their difference, its error and interval."""
        return self._table("effects")

    def __repr__(self) -> str:
        facts = self.facts
        return (f"<counterlife.Twin {facts['base']['scenario']} and {facts['other']['scenario']} "
                f"{facts['scale']} seed {facts['seed']}, {facts['replicates']} replicates>")


def _data(data) -> str:
    package = pathlib.Path(__file__).resolve().parent
    named = "" if data is None else _text("data", data)
    if data is not None and not named:
        raise InputError([("data", "found ''; allowed a folder, or None for the usual one")])
    return _core.data_folder(named, package / "share")


def _teller(progress, end) -> Callable | None:
    if progress is None:
        return None

    def tell(replicate, today, living, events, seconds):
        date = _EPOCH + datetime.timedelta(days=today)
        first, last = datetime.date(_FIRST_YEAR, 1, 1), datetime.date(int(_DEFAULTS["to"] if end is None else end) + 1, 1, 1)
        done = (date - first) / (last - first)
        progress(Progress(date, done, living, events, seconds, replicate))

    return tell


# What None stands for, as the signatures say; threads are left to the program.
_DEFAULTS = {"scenario": "baseline", "scale": "1:1000", "seed": 1, "replicate": 0,
             "from": _FIRST_YEAR, "to": 2025, "events": "all"}


def _text(where: str, value) -> str:
    """A value as it would be typed: a path in whatever form Python has them, else what it prints."""
    text = os.fsdecode(value) if isinstance(value, (bytes, os.PathLike)) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError([(where, f"found {ascii(text)}; allowed text that is Unicode")]) from None
    if "\0" in text:
        raise InputError([(where, f"found {ascii(text)}; allowed text without NUL")])
    return text


def _typed(options: dict, out) -> tuple[dict, str | None]:
    """The options as they would be typed, and the temporary folder, if they need one."""
    whole = {name: _DEFAULTS.get(name) if value is None else value
             for name, value in options.items()}
    typed = {name: _text(f"--{name}", value) for name, value in whole.items() if value is not None}
    if out is not None:
        typed["out"] = _text("out", out)
        if not typed["out"]:
            raise InputError([("out", "found ''; allowed a name, or None for a temporary one")])
        return typed, None
    temporary = tempfile.mkdtemp(prefix="counterlife-")
    return typed | {"out": os.path.join(temporary, "run")}, temporary


def _outcomes(outcomes) -> list[str]:
    """The names of outcomes; none stands for all of them."""
    if outcomes is None:
        return []
    names = [outcomes] if isinstance(outcomes, (str, bytes)) else list(outcomes)
    if not names:
        raise InputError([("outcomes", "found no name; allowed one or more, or None for all")])
    return [_text("outcomes", name) for name in names]


def _made(kind, task, typed, temporary):
    """Does the task; the temporary folder goes with the object, or now if there is none."""
    try:
        task()
    except BaseException:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        raise
    return kind(typed["out"], temporary=temporary)


def run(scenario: str | os.PathLike = "baseline", *, scale: str = "1:1000", seed: int = 1,
        replicate: int = 0, start: int = 1955, end: int = 2025, threads: int | None = None,
        events: str = "all", out: str | os.PathLike | None = None,
        progress: Callable[[Progress], object] | None = None,
        data: str | os.PathLike | None = None, replicates: int | None = None,
        ensemble: int | None = None) -> Run | Replicates:
    """Lives the nation, as `counterlife run` does: once, or as often as `replicates` says.

    Parameters
    ----------
    scenario
        Name of a scenario that is shipped, or a file (docs/formats/scenarios.md).
    scale
        One life stands for so many people: "1:1" is the whole nation and takes gigabytes and
        minutes, "1:1000" seconds.
    seed, replicate
        The key of all luck: whole numbers. Each replicate of a seed is a run of its own.
    start, end
        First and last year; the first can only be 1955, the last is at most 2025.
    threads
        As many as there are cores if None. The run is the same on any number.
    events
        "all", "none", or those of a share of the lives such as "1:50".
    out
        Directory to write, which must not exist. If None, the run is in a temporary one that is
        gone when the object is; tables that were read from it stay.
    progress
        Is called with a `Progress` once a simulated month. What it raises stops the run.
    data
        Folder of the data; that of the package if None and COUNTERLIFE_DATA is not set.
    replicates
        So many runs in one directory, 1 to 1000, with seeds from `seed` on.
    ensemble
        Under so many sets of numbers that the public figures have not ruled out, each with the same
        seeds: `replicates` of each, or one. The data must have an ensemble of this version
        (docs/formats/ensemble.md).

    Returns
    -------
    Run
        With the tables `lives`, `events` and `series`, and the directory as `path`; or
    Replicates
        if `replicates` or `ensemble` is given: with the table `numbers` (a row a number of the
        series: its mean, errors and quantiles over the runs; with `ensemble` what is luck in them
        and what ignorance), and each run by its position.

    Raises
    ------
    InputError
        With everything that is wrong with the input. Nothing was written.
    RuntimeError
        The run could not be finished; the sentence says why. Nothing is left of it.
    KeyboardInterrupt
        Ctrl-C stops it within a simulated month. Nothing is left of it.

    Examples
    --------
    >>> run = counterlife.run(scale="1:9000", end=1956)
    >>> run.lives.column_names[:2]
    ['person', 'identity']
    """
    data = _data(data)
    typed, temporary = _typed(
        {"scenario": scenario, "scale": scale, "seed": seed, "replicate": replicate, "from": start,
         "to": end, "threads": threads, "events": events}, out)
    told = _teller(progress, end)
    if replicates is None and ensemble is None:
        return _made(Run, lambda: _core.run(typed, data, told), typed, temporary)
    count = "" if replicates is None else _text("replicates", replicates)
    typed |= _members(ensemble)
    return _made(Replicates, lambda: _core.replicates(count, typed, data, told), typed, temporary)


def open(path: str | os.PathLike) -> Run | Replicates:
    """Opens a run directory, or one of replicates, that `run` or the command line wrote.

    Raises `InputError` if its files are not whole or do not belong together.

    >>> run = counterlife.run(scale="1:9000", end=1956)
    >>> counterlife.open(run.path).digest == run.digest
    True
    """
    return Replicates(path) if _core.check_run(os.fspath(path)) else Run(path)


def _members(ensemble) -> dict[str, str]:
    return {} if ensemble is None else {"ensemble": _text("ensemble", ensemble)}


def twin(base: str | os.PathLike, other: str | os.PathLike, *, scale: str = "1:1000",
         seed: int = 1, replicates: int = 1, end: int = 2025, threads: int | None = None,
         outcomes: Iterable[str] | None = None, out: str | os.PathLike | None = None,
         progress: Callable[[Progress], object] | None = None,
         data: str | os.PathLike | None = None, ensemble: int | None = None) -> Twin:
    """Lives two scenarios with the same luck and compares them, as `counterlife twin` does.

    Parameters
    ----------
    base, other
        Names or files of scenarios. Differences are the other less the base.
    replicates
        How often, each time with luck of its own: 1 to 1000.
    outcomes
        Names of the outcomes to compare; all if None. `effects` has each with its unit.
    scale, seed, end, threads, out, progress, data
        As in `run`; progress is told once a simulated year, with the number of the replicate.
    ensemble
        Both scenarios are lived under so many sets of numbers, `replicates` times each, and
        `effects` has columns more that tell luck and ignorance apart.

    Returns
    -------
    Twin
        With the tables `twins` (a row a person and replicate) and `effects` (a row an outcome and
        subgroup), and the directory as `path`.

    Raises
    ------
    InputError, RuntimeError, KeyboardInterrupt
        As `run` does.

    Examples
    --------
    >>> twin = counterlife.twin("baseline", "baseline", scale="1:9000", outcomes=["children"])
    >>> twin.effects["difference"][0].as_py()
    0.0
    """
    data = _data(data)
    sides = _text("base", base), _text("other", other)
    names = _outcomes(outcomes)
    typed, temporary = _typed({"scale": scale, "seed": seed, "to": end, "threads": threads}, out)
    typed |= _members(ensemble)
    return _made(Twin, lambda: _core.twin(*sides, str(replicates), names, typed, data,
                                          _teller(progress, end)), typed, temporary)

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Single lives: told, and found."""

import datetime
import json
import os
from collections.abc import Callable

import pyarrow

from counterlife import _core
from counterlife.runs import Progress, _data, _teller, _text

_DATE = pyarrow.date32()
_TEXT = pyarrow.string()


def _schema(*columns) -> pyarrow.Schema:
    return pyarrow.schema([pyarrow.field(name, kind, metadata={"description": says})
                           for name, kind, says in columns])


_DIFFERENCE = pyarrow.struct([("kind", _TEXT), ("text", _TEXT), ("true_since", _DATE),
                              ("known_since", _DATE), ("about", pyarrow.int64())])
_LINES = _schema(
    ("number", pyarrow.int32(), "of the first event of the line; null: a line without events"),
    ("last", pyarrow.int32(), "of the last event"),
    ("date", _DATE, "day of the first event"),
    ("until", _DATE, "day of the last event"),
    ("age", pyarrow.int16(), "on that day, in whole years"),
    ("age_until", pyarrow.int16(), "on the last day"),
    ("place", _TEXT, "where it happened"),
    ("text", _TEXT, "what happened, in a sentence"),
    ("rule", _TEXT, "the rule; null where a line tells of several"),
    ("why", _TEXT, "the rule in its own words"),
    ("claims", pyarrow.list_(_TEXT), "those of the testimony that are behind it and in force"),
    ("letter", _TEXT, "who set it off, when and on what occasion; null: the life's own rule"),
    ("beliefs", pyarrow.list_(_DIFFERENCE), "what was otherwise than somebody believed"),
)


def _date(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def _line(line: dict) -> dict:
    beliefs = [belief | {"true_since": _date(belief["true_since"]),
                         "known_since": _date(belief["known_since"]),
                         "about": None if belief["about"] is None else int(belief["about"])}
               for belief in line["differs"]]
    return line | {"date": _date(line["date"]), "until": _date(line["until"]),
                   "why": line["says"], "beliefs": beliefs}


def _lines(lines: list[dict]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist([_line(line) for line in lines], schema=_LINES)


class Life:
    """One life, told. It is itself a table for whoever takes Arrow: `polars.DataFrame(life)`.

    Attributes
    ----------
    lines : pyarrow.Table
        A row a line of the account; see `life`.
    twin_lines : pyarrow.Table or None
        The same of the other run.
    parts_on : datetime.date or None
        The day from which the two lives differ.
    text, html : str
        The account to read. `print(life)` prints the text.
    facts : dict
        The account as `counterlife life --format json` gives it (docs/formats/biography.md): the
        person, kin, claims, the chain of causes.
    """

    def __init__(self, text: str, account: str, html: str):
        self.text, self.html = text, html
        self.facts = json.loads(account)
        self.lines = _lines(self.facts["lines"])
        twin = self.facts["twin"]
        self.twin_lines = _lines(twin["lines"]) if twin else None
        self.parts_on = _date(twin["parts_on"]) if twin else None

    def __arrow_c_stream__(self, requested_schema=None):
        return self.lines.__arrow_c_stream__(requested_schema)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<counterlife.Life {self.facts['life']['person']}: {self.lines.num_rows} lines>"


class Found:
    """What `find` found. It is itself the table `lives` for whoever takes Arrow.

    Attributes
    ----------
    lives : pyarrow.Table
        A row a life: `person`, and `step_1`, `step_2`, ... the day of each step that must happen.
    funnel : pyarrow.Table
        A row a step: `step`, what it `says`, and how many `lives` get through it. Step 0 is whom
        one looked at.
    """

    def __init__(self, lives: pyarrow.Table, funnel: pyarrow.Table):
        self.lives, self.funnel = lives, funnel

    def __arrow_c_stream__(self, requested_schema=None):
        return self.lives.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return self.lives.num_rows

    def __repr__(self) -> str:
        looked_at = self.funnel["lives"][0].as_py()
        return f"<counterlife.Found {len(self)} of {looked_at} lives>"


def life(run: str | os.PathLike, person: int, *, twin: str | os.PathLike | None = None,
         why: str | int | datetime.date | None = None, every_line: bool = False,
         progress: Callable[[Progress], object] | None = None,
         data: str | os.PathLike | None = None) -> Life:
    """Tells one life of a run, as `counterlife life` does.

    Parameters
    ----------
    run
        A `Run` or the path of one.
    person
        A number from the column `person` of `lives`, or from `identity`.
    twin
        Another run of the same people, for the two lives side by side.
    why
        An event to walk back from, by its number, its day, or day and rule as in
        "1980-10-10:party.admission"; the chain is in `text` and in `facts["why"]`.
    every_line
        Each event on a line of its own; otherwise small ones in a row are one line.
    progress
        Is called while a nation is lived again, where the run kept no events of this life.
    data
        As in `run`.

    Returns
    -------
    Life
        `lines` has `number` and `last` (of the events), `date` and `until`, `age` and `age_until`
        (years), `place`, `text`, `rule`, `why` (the rule in its own words), `claims`, `letter`
        (who set it off) and `beliefs` (what was otherwise than somebody believed); `text` is the
        account to read.

    Raises
    ------
    InputError
        If there is no such person or run, or the runs are no twins.

    Examples
    --------
    >>> run = counterlife.run(scale="1:9000", end=1960)
    >>> account = counterlife.life(run, run.lives["person"][0].as_py())
    >>> account.text.split()[0], account.lines.column_names[2]
    ('Person', 'date')
    """
    told = _core.life(os.fspath(run), _text("person", person),
                      "" if why is None else _text("why", why),
                      "" if twin is None else os.fspath(twin), every_line, _data(data),
                      _teller(progress, 2025))
    return Life(*told)


def find(run: str | os.PathLike, pattern: str | None = None, *, like: str | None = None,
         data: str | os.PathLike | None = None) -> Found:
    """Finds lives by what happened to them, in what order, as `counterlife find` does.

    Parameters
    ----------
    run
        A `Run` or the path of one, with events.
    pattern
        Such as "men; enlisted; then member within 4 years" (docs/formats/patterns.md).
    like
        Instead of it, the name of a pattern that is shipped, such as "narrator", or a file.
    data
        As in `run`.

    Returns
    -------
    Found
        `lives` has everybody who was found with the day of each step, `funnel` how many got
        through each step.

    Raises
    ------
    InputError
        With everything that is wrong with the pattern, each with line and column.

    Examples
    --------
    >>> run = counterlife.run(scale="1:9000", end=1960)
    >>> counterlife.find(run, "men; enlisted; then member").funnel["says"].to_pylist()
    ['men', 'enlisted', 'member']
    """
    lives, funnel = _core.find(os.fspath(run), _text("pattern", pattern or ""),
                               _text("like", like or ""), _data(data))
    return Found(pyarrow.table(lives), pyarrow.table(funnel))

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What the model is made of: its numbers, and its rules with the claims that they answer."""

import os

import pyarrow

from counterlife import _core
from counterlife.lives import _schema
from counterlife.runs import _data, _text

_TEXT, _NUMBER, _DATE = pyarrow.string(), pyarrow.float64(), pyarrow.date32()

_PARAMS = _schema(
    ("name", _TEXT, "the full name, such as birth.twin_share"),
    ("key", _TEXT, "what of it, such as M/25; empty for a single number"),
    ("value", _NUMBER, "in the unit"),
    ("unit", _TEXT, "of value, low and high"),
    ("from", _DATE, "the first day in force; null: since ever"),
    ("to", _DATE, "the first day no longer in force; null: for ever"),
    ("low", _NUMBER, "the least that is plausible"),
    ("high", _NUMBER, "the greatest that is plausible"),
    ("kind", _TEXT, "testimony, statistic, calibrated or assumption"),
    ("source", _TEXT, "where it comes from"),
    ("note", _TEXT, "what else is to be said of it"),
)
_RULES = _schema(
    ("rule", _TEXT, "its name, as the column event of events has it"),
    ("says", _TEXT, "what it does, in its own words"),
    ("answers", pyarrow.list_(_TEXT), "the claims that are behind it"),
    ("switch", _TEXT, "how the scenario has put it: on, off, or with the days"),
    ("events", pyarrow.int64(), "how many it wrote in the run, in simulated lives; null without one"),
)
_CLAIMS = _schema(
    ("claim", _TEXT, "its id, such as PARTY-17"),
    ("title", _TEXT, "in a few words"),
    ("says", _TEXT, "in a sentence"),
    ("kind", _TEXT, "how it is told"),
    ("basis", _TEXT, "what else it rests on"),
    ("confidence", _TEXT, "with which it was read"),
    ("because", _TEXT, "why it is built as it is"),
    ("state", _TEXT, "how far it has been built"),
    ("switch", _TEXT, "how the scenario has put it; none for a claim without a switch"),
)


class Rules:
    """Rules and claims. It is itself the table `rules` for whoever takes Arrow.

    Attributes
    ----------
    rules : pyarrow.Table
        A row a rule: `rule`, what it `says`, the claims it `answers`, its `switch`, and how many
        `events` it wrote in the run, if there is one.
    claims : pyarrow.Table
        A row a claim of the testimony: `claim`, `title`, `says`, `kind`, `basis`, `confidence`,
        `because`, `state`, `switch`.
    """

    def __init__(self, rules: pyarrow.Table, claims: pyarrow.Table):
        self.rules, self.claims = rules, claims

    def __arrow_c_stream__(self, requested_schema=None):
        return self.rules.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<counterlife.Rules: {self.rules.num_rows} rules, {self.claims.num_rows} claims>"


def params(prefix: str = "", *, assumed: bool = False,
           scenario: str | os.PathLike = "baseline",
           data: str | os.PathLike | None = None) -> pyarrow.Table:
    """The numbers that the rules use, as `counterlife params --all` lists them.

    Parameters
    ----------
    prefix
        Only names that begin so, such as "birth".
    assumed
        Only those that are assumed.
    scenario, data
        As in `run`.

    Returns
    -------
    pyarrow.Table
        A row a number, key and period: `name`, `key`, `value`, `unit`, `from` and `to` (dates; `to`
        is the first day no longer in force), `low` and `high` (the plausible range, in the unit),
        `kind`, `source`, `note`.

    Raises
    ------
    InputError
        If no name begins so, or the scenario or the data are wrong, with everything that is.

    Examples
    --------
    >>> counterlife.params("birth.twin").column_names[:4]
    ['name', 'key', 'value', 'unit']
    """
    rows = _core.params(_text("prefix", prefix), assumed, _text("scenario", scenario), _data(data))
    return pyarrow.Table.from_pylist(rows, schema=_PARAMS)


def rules(name: str = "", *, run: str | os.PathLike | None = None,
          scenario: str | os.PathLike = "baseline",
          data: str | os.PathLike | None = None) -> Rules:
    """The rules and the claims of the testimony that they answer, as `counterlife rules` has them.

    Parameters
    ----------
    name
        A rule, for it and the claims it answers; or the id of a claim, for it and the rules that
        answer it. All of them if empty.
    run
        A `Run`, or the path of one, in which to count what the rules did.
    scenario, data
        As in `run`.

    Returns
    -------
    Rules
        With the tables `rules` and `claims`.

    Raises
    ------
    InputError
        If there is no such rule, claim or run, or the scenario is wrong, with everything that is.

    Examples
    --------
    >>> counterlife.rules("PARTY-17").claims["claim"].to_pylist()
    ['PARTY-17']
    """
    told = _core.rules(_text("name", name), "" if run is None else os.fspath(run),
                       _text("scenario", scenario), _data(data))
    return Rules(*(pyarrow.Table.from_pylist(rows, schema=schema)
                   for rows, schema in zip(told, (_RULES, _CLAIMS))))

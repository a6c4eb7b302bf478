# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What is turned, and what is looked at: inputs, which may be several rows of the data, and outcomes."""

import csv
import dataclasses
import difflib
import pathlib
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from counterlife.uncertainty.folders import file_of
from counterlife.uncertainty.parameters import Factor, Parameter, factors_of, unreadable
from counterlife.uncertainty.points import Address, Point, Refused
from counterlife.uncertainty.simulator import target_name

FITTED_OR_GUESSED = ("calibrated", "assumption")
_TYPED = re.compile(r"(?P<address>[^=:]+?)(?P<rest>[=:].*)?")


@dataclasses.dataclass(frozen=True)
class Input:
    """A number of the model, or all keys and periods of one together: each as far up its own range as the others."""

    address: str
    rows: tuple[Factor, ...]

    def values(self, share: float) -> dict[str, float]:
        return {row.address: row.value(share) for row in self.rows}


def points_of(shares: np.ndarray, inputs: Sequence[Input]) -> list[Point]:
    """shares: points x inputs, each 0 to 1."""
    return [Point.of({address: value for one, share in zip(inputs, row) for address, value in one.values(share).items()})
            for row in shares]


def inputs_of(wished: Iterable[str], known: Mapping[Address, Parameter]) -> list[Input]:
    """Each `NAME[/KEY][@PERIOD][=LOW..HIGH][:log]`; without key or period all that have one. Raises Refused."""
    complaints: list[str] = []
    inputs: dict[str, Input] = {}
    for text in wished:
        try:
            one = _input(text.strip(), known)
        except Refused as refused:
            complaints += refused.complaints
            continue
        if one.address in inputs:
            complaints.append(f"{one.address} is there twice")
        inputs[one.address] = one
    complaints += _overlaps(inputs.values())
    if complaints:
        raise Refused(*complaints)
    return [inputs[address] for address in sorted(inputs)]


def _overlaps(inputs: Iterable[Input]) -> list[str]:
    owner: dict[str, str] = {}
    told = {}
    for one in inputs:
        for row in one.rows:
            other = owner.setdefault(row.address, one.address)
            if other != one.address:
                told[other, one.address] = f"{other} and {one.address} both turn {row.address}"
    return list(told.values())


def _input(text: str, known: Mapping[Address, Parameter]) -> Input:
    match = _TYPED.fullmatch(text)
    address = Address.parse(match["address"] if match else text)
    rows = [other for other in known if _is_of(other, address)]
    if not match or address in known or not rows:
        return Input(str(address), tuple(factors_of([text], known)))
    rest = match["rest"] or ""
    ranged = [row for row in rows if known[row].low < known[row].high or rest.startswith("=")]
    if not ranged:
        raise Refused(f"none of the {len(rows)} rows of {address} has a range; give them one: {address}=LOW..HIGH")
    return Input(str(address), tuple(factors_of([f"{row}{rest}" for row in ranged], known)))


def _is_of(row: Address, wished: Address) -> bool:
    return row.name == wished.name and (not wished.key or row.key == wished.key) and not (wished.first or wished.end)


def all_inputs(known: Mapping[Address, Parameter], kinds: Sequence[str]) -> list[str]:
    """Every name and key with a range, all periods together, as one would type it."""
    found = {str(Address(address.name, address.key)) for address, parameter in known.items()
             if parameter.kind in kinds and parameter.low < parameter.high}
    return sorted(found)


def outcomes_in(data: pathlib.Path) -> dict[str, str]:
    """The figures that `counterlife fit` tells, judged or not: names with their units."""
    file = file_of(data, "targets/targets.csv")
    try:
        with open(file, encoding="utf-8", newline="") as rows:
            found = {}
            for row in csv.DictReader(rows):
                first, last = row["year_from"], row["year_to"]
                found[target_name(row | {"years": first if first == last else f"{first}-{last}"})] = row["unit"]
            return found
    except UnicodeDecodeError as error:
        raise Refused(unreadable(file, error)) from error
    except (OSError, KeyError, TypeError, csv.Error) as error:
        raise Refused(f"{file}: {error}; counterlife check tells what is wrong with it") from error


def chosen_outcomes(wished: Sequence[str], there: Mapping[str, str]) -> list[str]:
    """By id, measure, or a name or its beginning; in the order of the targets. Raises Refused."""
    if not wished:
        raise Refused("no outcome is named; --outcome ID, MEASURE or the whole name of a target, "
                      f"such as {next(iter(there), 'C01')}")
    complaints, taken = [], set()
    for word in wished:
        fitting = [name for name in there if name == word or name.startswith(word + "/") or name.split("/")[2] == word]
        if not fitting:
            words = {part for name in there for part in (name, name.split("/")[0], name.split("/")[2])}
            near = difflib.get_close_matches(word, sorted(words), 1)
            complaints.append(f"--outcome: found {word!r}, which is neither id nor measure of a target"
                              + (f"; did you mean {near[0]!r}?" if near else ""))
        taken.update(fitting)
    if complaints:
        raise Refused(*complaints)
    return [name for name in there if name in taken]

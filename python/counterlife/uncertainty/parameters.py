# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The parameters that are varied, and within which range: the program's own list says what there is."""

import csv
import dataclasses
import difflib
import math
import pathlib
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence

from counterlife.uncertainty.points import Address, Point, Refused
from counterlife.uncertainty.simulator import RunFailed, call

_PERIOD = re.compile(r"(?P<key>.*?)\s?(?P<first>\d{4}-\d\d-\d\d)?\.\.(?P<end>\d{4}-\d\d-\d\d)?")
_DECADE = 10


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A number of the model as its data have it, in its own unit."""

    value: float
    unit: str
    low: float
    high: float
    kind: str


@dataclasses.dataclass(frozen=True)
class Factor:
    """A parameter that is varied, from `low` to `high` in its own unit.

    `log`: evenly by its logarithm.
    """

    address: str
    low: float
    high: float
    log: bool

    def value(self, share: float) -> float:
        """share: how far from low to high, 0 to 1. Twelve digits, so that it is written as it is."""
        if self.log:
            value = self.low * (self.high / self.low) ** share
        else:
            value = self.low + (self.high - self.low) * share
        return min(max(float(f"{value:.12g}"), self.low), self.high)

    def share(self, value: float) -> float:
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def known_parameters(program: str, data: str, scenario: str) -> dict[Address, Parameter]:
    """Every number in force in the scenario, as `counterlife params --all` lists them."""
    with tempfile.TemporaryDirectory(prefix="counterlife-") as folder:
        try:
            listed = call(pathlib.Path(folder), [program, "params", "--all", "--data", data, "--scenario", scenario])
        except RunFailed as error:
            raise Refused(str(error)) from error
    return read_params(listed)


def read_params(listed: str) -> dict[Address, Parameter]:
    try:
        return _read_params(listed)
    except ValueError as error:
        raise Refused("the program does not list its parameters as counterlife does; name another one (--program)") from error


def _read_params(listed: str) -> dict[Address, Parameter]:
    head, *lines = listed.splitlines()
    starts = [head.index(f"{word} ") for word in ("name", "key", "value", "unit", "range", "kind")]
    starts.append(head.index("source"))
    found = {}
    for line in lines:
        name, key, value, unit, between, kind = (line[begin:end].strip()
                                                 for begin, end in zip(starts, starts[1:]))
        period = _PERIOD.fullmatch(key)
        address = (Address(name, period["key"].strip(), period["first"] or "", period["end"] or "")
                   if period else Address(name, key))
        low, high = map(float, between.split("..")) if ".." in between else (float(between),) * 2
        found[address] = Parameter(float(value), unit, low, high, kind)
    return found


def read_list(file: pathlib.Path) -> list[str]:
    """The parameters of a table `parameter,low,high,scale`, as one would type them; only the first must be filled."""
    wished: list[str] = []
    complaints: list[str] = []
    try:
        with open(file, encoding="utf-8-sig", newline="") as rows:
            table = csv.DictReader(line for line in rows if line.strip() and not line.startswith("#"))
            unknown = set(table.fieldnames or ()) - {"parameter", "low", "high", "scale", "why"}
            if "parameter" not in (table.fieldnames or ()) or unknown:
                raise Refused(f"{file}: found columns {', '.join(table.fieldnames or ())}; "
                              "allowed parameter, low, high, scale, why")
            for row in table:
                low, high = row.get("low") or "", row.get("high") or ""
                between = f"={low}..{high}" if low or high else ""
                scale = f":{row['scale']}" if row.get("scale") else ""
                name = (row["parameter"] or "").strip()
                wrong = ("found no parameter; allowed is its name" if not name
                         else "found more cells than columns" if None in row
                         else "found a character NUL" if any("\0" in _cell(cell) for cell in row.values()) else "")
                if wrong:
                    complaints.append(f"{file}: {','.join(map(_cell, row.values()))}: {wrong}")
                wished.append(name + between + scale)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(unreadable(file, error)) from error
    if complaints:
        raise Refused(*complaints)
    return wished


def _cell(found: str | list[str] | None) -> str:
    return ",".join(found) if isinstance(found, list) else found or ""


def unreadable(file: pathlib.Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{file}: {error.strerror}"
    if isinstance(error, UnicodeDecodeError):
        return f"{file}: found a byte {error.object[error.start]:#04x} that is not UTF-8; allowed is a table in UTF-8"
    return f"{file}: {error}; allowed is a table of comma-separated values"


def factors_of(wished: Iterable[str], known: Mapping[Address, Parameter]) -> list[Factor]:
    """Each `ADDRESS`, `ADDRESS=LOW..HIGH`, and with `:linear` or `:log`. Raises Refused with all complaints."""
    complaints, factors = [], {}
    for text in wished:
        try:
            factor = _factor(text, known)
        except Refused as refused:
            complaints += refused.complaints
            continue
        if factor.address in factors:
            complaints.append(f"{factor.address} is there twice")
        factors[factor.address] = factor
    if not factors and not complaints:
        complaints.append("no parameter is named; --parameter NAME, or --parameters FILE")
    if complaints:
        raise Refused(*complaints)
    return [factors[address] for address in sorted(factors)]


def _factor(text: str, known: Mapping[Address, Parameter]) -> Factor:
    match = re.fullmatch(r"(?P<address>[^=:]+?)(?:=(?P<range>[^:]*))?(?::(?P<scale>\w*))?", text.strip())
    if not match:
        raise Refused(f"found {text!r}; allowed NAME, NAME/KEY, NAME=LOW..HIGH, and :linear or :log after it")
    address = Address.parse(match["address"])
    parameter = known.get(address)
    if parameter is None:
        raise Refused(_unknown(address, known))
    low, high = _range(str(address), match["range"], parameter)
    scale = match["scale"] or ("log" if low > 0 and high / low > _DECADE else "linear")
    if scale not in ("linear", "log"):
        raise Refused(f"{address}: found scale {scale!r}; allowed linear, log")
    if scale == "log" and low > 0 and not math.isfinite(high / low):
        raise Refused(f"{address}: found {low:g}..{high:g}, which spans more decades than a number can; take a higher low")
    if scale == "log" and low <= 0:
        raise Refused(f"{address}: a range from {low:g} has no logarithm; take :linear, or a low above 0")
    return Factor(str(address), low, high, scale == "log")


def _range(address: str, typed: str | None, parameter: Parameter) -> tuple[float, float]:
    low, high = parameter.low, parameter.high
    if typed is not None:
        try:
            low, high = map(float, typed.split(".."))
        except ValueError:
            raise Refused(f"{address}: found {typed!r}; allowed is LOW..HIGH") from None
        if not (math.isfinite(low) and math.isfinite(high)):
            raise Refused(f"{address}: found {typed}; both ends must be finite numbers")
    if low == high:
        raise Refused(f"{address} has no range: {low:g} is all that its data allow; "
                      f"give it one: {address}=LOW..HIGH")
    if not math.isfinite(high - low):
        raise Refused(f"{address}: found {low:g}..{high:g}, which is wider than a number can be")
    if low > high:
        raise Refused(f"{address}: found {low:g}..{high:g}; the lower end comes first")
    return low, high


def _unknown(address: Address, known: Mapping[Address, Parameter]) -> str:
    same = [str(other) for other in known if other.name == address.name]
    if same:
        some = ", ".join(same[:6]) + (f" and {len(same) - 6} more" if len(same) > 6 else "")
        return f"{address}: {address.name} has several rows; name one of {some}"
    near = difflib.get_close_matches(address.name, sorted({other.name for other in known}), 1)
    return f"{address} is no parameter of the model" + (f"; perhaps {near[0]}" if near else "")


def check_ends(factors: Sequence[Factor], program: str, data: str, scenario: str) -> None:
    """Both ends of all ranges, by `counterlife check`: what the model cannot run is told before it is tried."""
    complaints: list[str] = []
    for end in ("low", "high"):
        point = Point.of({factor.address: getattr(factor, end) for factor in factors})
        with tempfile.TemporaryDirectory(prefix="counterlife-") as made:
            folder = pathlib.Path(made)
            (folder / f"{end}.toml").write_text(point.overlay(scenario), "utf-8")
            try:
                call(folder, [program, "check", f"./{end}.toml", "--data", data])
            except RunFailed as error:
                complaints += [f"the {end} ends of the ranges: {line}" for line in str(error).splitlines()]
    if complaints:
        raise Refused(*complaints)

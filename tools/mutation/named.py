# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Faults written by hand: tools/faults.toml. Each names the test whose business it is."""

import re
import tomllib
from dataclasses import dataclass

from .faults import Fault, describe
from .lot import SHARES, sources


@dataclass(frozen=True)
class Named:
    name: str
    what: str
    test: str      # a file of tests or, with a dot or a star, a filter of GoogleTest
    faults: tuple  # one Fault where it fits the tree in one place


def read_named(tree):
    with (tree / "tools" / "faults.toml").open("rb") as file:
        rows = tomllib.load(file)["fault"]
    return [Named(row["name"], row["what"], row["test"], tuple(fit(tree, row))) for row in rows]


def pattern_of(text):
    """The text, however its lines are broken."""
    return re.compile(r"\s*".join(map(re.escape, re.findall(r"\w+|\S", text))))


def fit(tree, row):
    """Where a fault fits: in its file or, if that has gone or changed, in any other with the same text."""
    sought = pattern_of(row["from"])
    path = tree / row["file"]
    found = places(tree, path, sought, row) if path.exists() else []
    if found:
        return found
    return [one for part in SHARES for other in sources(tree, part) if other != path
            for one in places(tree, other, sought, row)]


def places(tree, path, sought, row) -> list[Fault]:
    text = path.read_text(encoding="utf-8")
    return [describe(path.relative_to(tree).as_posix(), text, "named", match.start(), match.end(), row["to"])
            for match in sought.finditer(text)]

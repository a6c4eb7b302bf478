#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Do the arrows between the parts run app -> study -> model -> engine only?

Usage: tools/check_arrows.py [TREE]. Prints every complaint and exits with 2 when there is one.
"""

import csv
import re
import sys
from pathlib import Path

# What each part may never include, by the beginning of the included path.
FORBIDDEN = {
    "engine": ["model/", "study/", "app/", "examples/", "arrow/", "parquet/", "toml"],
    "model": ["study/", "app/", "examples/", "fstream", "iostream", "thread", "oneapi/", "tbb/",
              "mpi", "arrow/", "parquet/", "toml"],
    "study": ["app/", "examples/", "python/"],
    "app": ["python/"],
    "python": ["app/", "engine/", "model/", "examples/"],
    "examples": ["model/", "study/", "app/"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def sources(folder: Path):
    return sorted(p for p in folder.rglob("*") if p.suffix in {".h", ".cpp"})


def included(path: Path):
    """Yields (line number, included path)."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1)


def words_of_the_nation(tree: Path):
    """Code words of the glossary that no engine file may know."""
    glossary = tree / "testimony" / "glossary.csv"
    if not glossary.exists():
        return []
    with glossary.open(newline="") as file:
        return [row["code_word"] for row in csv.DictReader(file) if row.get("general") != "yes"]


def complaints(tree: Path):
    for part, forbidden in FORBIDDEN.items():
        for path in sources(tree / part):
            for number, include in included(path):
                for beginning in forbidden:
                    if include.startswith(beginning):
                        yield f"{path.relative_to(tree)}:{number}: {part} must not include {include}"
    for word in words_of_the_nation(tree):
        pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
        for path in sources(tree / "engine"):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if pattern.search(line):
                    yield (f"{path.relative_to(tree)}:{number}: the engine knows no nation, "
                           f"but here is '{word}'")
    rules = tree / "model" / "rules.cpp"
    if rules.exists():
        listed = rules.read_text()
        for path in sources(tree / "model"):
            for rule in re.findall(r"^constinit const Rule (\w+)\{", path.read_text(), re.M):
                if f"::{rule}" not in listed:
                    yield f"{path.relative_to(tree)}: the rule {rule} is not in model/rules.cpp"


def main():
    tree = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = list(complaints(tree))
    print("\n".join(found) if found else "arrows: no complaints")
    return 2 if found else 0


if __name__ == "__main__":
    sys.exit(main())

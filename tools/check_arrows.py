#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Do the arrows between the parts run app -> study -> model -> engine only?

Usage: tools/check_arrows.py [TREE]. Prints every complaint and exits with 2 when there is one.

It also sees to it that the engine knows no word of the nation, that every rule is in the one list,
that only the model and the tests spell out the name of a rule (what others say of a rule they ask of
the rule itself), that no header carries the numbers of a room to those who do not read them, and that
nothing that the machine at hand settles in its own way goes into a number.
"""

import csv
import re
import sys
from pathlib import Path

# Headers of the language or of libraries, by what they are for. Each stands for all that begin so.
THREADS = ["atomic", "barrier", "condition_variable", "future", "latch", "mutex", "pthread",
           "semaphore", "shared_mutex", "stdatomic", "stop_token", "thread", "oneapi/", "tbb/", "mpi"]
FILES = ["cstdio", "fcntl", "filesystem", "fstream", "stdio", "sys/", "unistd", "arrow/", "parquet/",
         "toml", "zstd"]
SCREENS = ["iostream", "print", "syncstream", "CLI/", "fmt/", "spdlog/"]

# What each part may never include, by the beginning of the included path.
FORBIDDEN = {
    "engine": ["model/", "study/", "app/", "examples/", "filesystem", "fstream", "arrow/", "parquet/",
               "toml", *SCREENS],
    "model": ["study/", "app/", "examples/", *THREADS, *FILES, *SCREENS],
    "study": ["app/", "examples/", "python/"],
    "app": ["python/"],
    "python": ["engine/", "model/", "examples/"],
    "examples": ["model/", "study/", "app/"],
}
# The rooms of study stand in this order in study/rooms.h, each with what it sees.
ROOM = re.compile(r"^namespace (\w+) \{(.*?)^\}|^namespace (\w+) \{\}", re.M | re.S)
SEES = re.compile(r"using namespace (\w+);")

# The numbers of a room. A header that included them would compile anew, with every number added,
# whoever includes that header.
NUMBERS = re.compile(r"model/(\w+/numbers|population_numbers)\.h")

# Functions of the C library whose last bit differs from one processor to another.
UNSETTLED = re.compile(
    r"\bstd::(?:a?(?:sin|cos|tan)h?|atan2|exp2?|expm1|log(?:2|10|1p)?|pow|cbrt|hypot|erfc?|[lt]gamma)[fl]?\s*\(|"
    r"\bstd::\w+_distribution\b")

# Where no rule is called by its name.
NAMELESS = ["engine", "study", "app", "python"]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
RULE = re.compile(r"^constinit const Rule (\w+)\{", re.M)
RULE_NAME = re.compile(r'^\s*\.name = "([a-z_]+\.[a-z_]+)"', re.M)
# A comment, a raw string, a string, or a character: whichever begins first.
LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\\ ]*)\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"|(?<!\w)\'(?:[^\'\\\n]|\\.)+\'',
    re.S)


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


def upward_arrows(tree: Path):
    for part, forbidden in FORBIDDEN.items():
        for path in sources(tree / part):
            for number, include in included(path):
                if any(include.startswith(beginning) for beginning in forbidden):
                    yield f"{path.relative_to(tree)}:{number}: {part} must not include {include}"


def arrows_between_rooms(tree: Path):
    """A room of study includes what stands in rooms that study/rooms.h lets it see, and no other."""
    rooms = tree / "study" / "rooms.h"
    if not rooms.exists():
        return
    text = rooms.read_text().partition("namespace counterlife::study {")[2]
    sees = {match.group(1) or match.group(3): SEES.findall(match.group(2) or "")
            for match in ROOM.finditer(text)}
    for folder in sorted(p for p in (tree / "study").iterdir() if p.is_dir()):
        if folder.name not in sees:
            yield f"study/{folder.name}: a room that study/rooms.h does not name"
            continue
        allowed = {folder.name, *sees[folder.name]}
        for path in sources(folder):
            for number, include in included(path):
                if include.startswith("study/") and include.count("/") > 1:
                    room = include.split("/")[1]
                    if room not in allowed:
                        yield (f"{path.relative_to(tree)}:{number}: {folder.name} must not include "
                               f"{include}")


def words_in_the_engine(tree: Path):
    words = words_of_the_nation(tree)
    if not words:
        return
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for path in sources(tree / "engine"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for word in pattern.findall(line):
                yield (f"{path.relative_to(tree)}:{number}: the engine knows no nation, "
                       f"but here is '{word.lower()}'")


def unlisted_rules(tree: Path):
    rules = tree / "model" / "rules.cpp"
    if not rules.exists():
        return
    listed = rules.read_text()
    for path in sources(tree / "model"):
        for rule in RULE.findall(path.read_text()):
            if f"::{rule}" not in listed:
                yield f"{path.relative_to(tree)}: the rule {rule} is not in model/rules.cpp"


def strings(text: str):
    """Yields (line number, text) of every string in a source, comments left out."""
    for match in LITERAL.finditer(text):
        said = match.group(2) if match.group(2) is not None else match.group(3)
        before = text[:match.start()]
        if said is not None and not INCLUDE.match(before.rpartition("\n")[2] + match.group(0)):
            yield before.count("\n") + 1, said


def rules_by_name(tree: Path):
    names = {name for path in sources(tree / "model") for name in RULE_NAME.findall(path.read_text())}
    for part in NAMELESS:
        for path in sources(tree / part):
            for number, said in strings(path.read_text()):
                # Also among others, as in "party.join, party.leave".
                for word in re.findall(r"(?<![\w./])[a-z_]+\.[a-z_]+(?![\w/])", said):
                    if word in names:
                        yield (f"{path.relative_to(tree)}:{number}: only the model spells out the "
                               f"name of a rule, but here is \"{word}\"")


def numbers_in_headers(tree: Path):
    for part in ("model", "study", "app"):
        for path in sources(tree / part):
            if path.suffix == ".h":
                for number, include in included(path):
                    if NUMBERS.fullmatch(include):
                        yield (f"{path.relative_to(tree)}:{number}: only a source includes the numbers "
                               f"of a room, but here is {include}")


def unsettled_functions(tree: Path):
    for part in ("engine", "model", "study", "app"):
        for path in sources(tree / part):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                for match in UNSETTLED.finditer(line.partition("//")[0]):
                    name = match.group(0).rstrip("(").strip()
                    yield (f"{path.relative_to(tree)}:{number}: {name} is not the same on every machine; "
                           "what engine/elementary.h and engine/luck.h have is")


def complaints(tree: Path):
    for check in (upward_arrows, arrows_between_rooms, words_in_the_engine, unlisted_rules, rules_by_name,
                  numbers_in_headers, unsettled_functions):
        yield from check(tree)


def main():
    tree = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = list(complaints(tree))
    print("\n".join(found) if found else "arrows: no complaints")
    return 2 if found else 0


if __name__ == "__main__":
    sys.exit(main())

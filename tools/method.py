#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Do the pages of docs/method still say what the data and the code say?

    tools/method.py            writes the tables of numbers, and prints what the worked examples come to
    tools/method.py --check    writes nothing; exit 1 if a table, a worked number or an equation is out of date
    tools/method.py --seen     notes that somebody has read the functions that the equations were taken from
    tools/method.py --rework   writes what the worked lines come to now, with as many decimals as they had: after a
                               number has been fitted anew. The sentences round them are for a reader to mend.

A worked example is a fenced block named `worked`, one line a number: `name = expression = value`. An expression has
numbers, names of lines above it on the page, + - * / ** and brackets, the functions of FUNCTIONS, and

    policy.absconding@1995-06-01         a parameter on a day; army.call_up_share[M]@1990-04-01 one of several keys
    places[tokchon].mine_share           a column of data/places/places.csv, orders[coal-1987].men of the orders
    day(1995-06-01), year(1995-06-01)    a date as days since 1970, and as the model's year with decimals

A value with decimals must be the result rounded to as many; a whole number must be exact.
"""

import argparse
import ast
import csv
import datetime
import hashlib
import math
import operator
import re
import sys
from pathlib import Path

KINDS = ("testimony", "statistic", "calibrated", "assumption")
DAYS_PER_YEAR = 365.2425
FUNCTIONS = {"exp": math.exp, "min": min, "max": max, "floor": math.floor, "ceil": math.ceil, "sqrt": math.sqrt,
             "sin": math.sin, "cos": math.cos, "asin": math.asin, "radians": math.radians, "abs": abs}
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
             ast.Pow: operator.pow, ast.USub: operator.neg}
DATE = r"(\d{4}-\d{2}-\d{2})"
PARAMETER = re.compile(r"\b([a-z_]+)\.([a-z_0-9]+)(?:\[([^\]]*)\])?@" + DATE)
FACT = re.compile(r"\b(places|orders)\[([^\]]+)\]\.([a-z_0-9]+)")
MOMENT = re.compile(r"\b(day|year)\(" + DATE + r"\)")
TABLE = re.compile(r"<!-- numbers: ([a-z_, ]+) -->\n(.*?)<!-- end -->", re.S)
READ = re.compile(r"<!-- read: (\S+) (\w+) (\S+) -->")
SECTIONS = ["Claim", "Rules", "Equation", "Worked example", "Data", "Doubt"]


class Wrong(Exception):
    """What is wrong with a line, in words."""


def days_of(date):
    return (datetime.date.fromisoformat(date) - datetime.date(1970, 1, 1)).days


def year_of(date):
    return 1970 + days_of(date) / DAYS_PER_YEAR


class Numbers:
    """The rows of data/, looked up as the model does."""

    def __init__(self, root):
        self.families = {}
        for path in sorted((root / "data").glob("*/*.csv")):
            with open(path, encoding="utf-8", newline="") as file:
                self.families[path.stem] = (path, list(csv.DictReader(file)))

    def family(self, name):
        if name not in self.families:
            raise Wrong(f"found family {name}; allowed {', '.join(sorted(self.families))}")
        return self.families[name]

    def at(self, family, name, key, date):
        rows = [row for row in self.family(family)[1] if row.get("name") == name and row["key"] == (key or "")]
        if not rows:
            known = sorted({f"{row['name']}[{row['key']}]" if row["key"] else row["name"]
                            for row in self.families[family][1] if row.get("name")})
            raise Wrong(f"found {family}.{name}[{key or ''}]; {family} has {', '.join(known[:40])}")
        for row in rows:
            if row["from"] <= date and (not row["to"] or date < row["to"]):
                return float(row["value"])
        raise Wrong(f"{family}.{name} has no value on {date}")

    def fact(self, table, name, column):
        first = "place" if table == "places" else "order"
        for row in self.family(table)[1]:
            if row[first] == name:
                if column not in row:
                    raise Wrong(f"found column {column} of {table}; allowed {', '.join(row)}")
                return float(row[column])
        raise Wrong(f"{table} has no {name}")

    def table(self, names):
        """How many numbers of each kind the families have, and which."""
        lines = ["| kind | numbers | parameters |", "|---|---|---|"]
        found = {kind: (0, []) for kind in KINDS}
        for name in names:
            for row in self.family(name)[1]:
                count, parameters = found[row["kind"]]
                one = f"{name}.{row.get('name') or row.get('order')}"
                found[row["kind"]] = (count + 1, parameters + ([] if one in parameters else [one]))
        for kind, (count, parameters) in found.items():
            if count:
                lines.append(f"| {kind} | {count} | {', '.join(f'`{one}`' for one in parameters)} |")
        return "\n".join(lines) + "\n"


class Example:
    """The worked numbers of one page, in their order."""

    def __init__(self, numbers):
        self.numbers, self.known = numbers, {}

    def value(self, expression):
        found = []

        def keep(number):
            found.append(float(number))
            return f"_{len(found) - 1}_"

        text = PARAMETER.sub(lambda m: keep(self.numbers.at(m[1], m[2], m[3], m[4])), expression)
        text = FACT.sub(lambda m: keep(self.numbers.fact(*m.groups())), text)
        text = MOMENT.sub(lambda m: keep(days_of(m[2]) if m[1] == "day" else year_of(m[2])), text)
        names = self.known | {f"_{i}_": number for i, number in enumerate(found)}
        try:
            return self.walk(ast.parse(text.strip(), mode="eval").body, names)
        except (SyntaxError, TypeError, ZeroDivisionError, OverflowError, ValueError) as error:
            raise Wrong(f"cannot work out '{expression.strip()}': {error}") from error

    def walk(self, node, names):
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return node.value
        if isinstance(node, ast.Name) and node.id in names:
            return names[node.id]
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](self.walk(node.left, names), self.walk(node.right, names))
        if isinstance(node, ast.UnaryOp) and type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](self.walk(node.operand, names))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            return FUNCTIONS[node.func.id](*(self.walk(one, names) for one in node.args))
        raise Wrong(f"found '{ast.unparse(node)}'; allowed numbers, names of lines above and {', '.join(FUNCTIONS)}")

    def line(self, line):
        """Returns name, result and the value written; complains when the two differ."""
        parts = [part.strip() for part in line.split(" = ")]
        if len(parts) != 3 or not re.fullmatch(r"[a-z][a-z_0-9]*", parts[0]):
            raise Wrong(f"found '{line}'; allowed name = expression = value")
        name, expression, written = parts
        if name in self.known:
            raise Wrong(f"{name} is worked out twice on this page")
        if not re.fullmatch(r"-?\d+(\.\d+)?", written):
            raise Wrong(f"found the value '{written}' of {name}; allowed a decimal number")
        result = self.known[name] = self.value(expression)
        decimals = len(written.partition(".")[2])
        half = 0.5 * 10**-decimals * (1 + 1e-9) if decimals else 1e-9 * max(1, abs(result))
        return name, result, written, abs(result - float(written)) <= half


def function_of(text, name):
    """The hash of a function's code without comments and spaces, or None."""
    found = re.search(r"^[\w:<>&*~ ]*\b" + name + r"\([^;{}]*\)[^;{}]*\{.*?^\}", text, re.S | re.M)
    if not found:
        return None
    code = re.sub(r"\s+", "", re.sub(r"//[^\n]*", "", found[0]))
    return hashlib.sha256(code.encode()).hexdigest()[:8]


class Page:
    def __init__(self, path, root, numbers):
        self.path, self.root, self.numbers = path, root, numbers
        self.text = path.read_text(encoding="utf-8")
        self.complaints, self.results = [], []

    def complain(self, line, what):
        self.complaints.append(f"{self.path.relative_to(self.root).as_posix()}:{line}: {what}")

    def work(self):
        example, inside = Example(self.numbers), False
        for number, line in enumerate(self.text.splitlines(), 1):
            if line.startswith("```"):
                inside = line == "```worked"
            elif inside and line.strip() and not line.startswith("#"):
                try:
                    name, result, written, right = example.line(line)
                    self.results.append((number, name, result, written))
                    if not right:
                        self.complain(number, f"{name} is written as {written}; it comes to {result:.6g}")
                except Wrong as wrong:
                    self.complain(number, str(wrong))

    def rework(self):
        """The page with its worked lines as they come out now; those that cannot be worked out stay."""
        example, inside, lines = Example(self.numbers), False, []
        for line in self.text.splitlines(keepends=True):
            if line.startswith("```"):
                inside = line.rstrip() == "```worked"
            elif inside and line.strip() and not line.startswith("#"):
                try:
                    _, result, written, right = example.line(line.strip())
                    if not right:
                        decimals = len(written.partition(".")[2])
                        line = f"{line.rstrip().removesuffix(written)}{result:.{decimals}f}\n"
                except Wrong:
                    pass  # work() complains of it.
            lines.append(line)
        return "".join(lines)

    def sections(self):
        found = re.findall(r"^## (.+)$", self.text, re.M)
        if found != SECTIONS:
            self.complain(1, f"found the sections {', '.join(found)}; allowed {', '.join(SECTIONS)}")

    def rules(self):
        """A page called as a room of model/ names every rule of the room."""
        for path in sorted((self.root / "model" / self.path.stem).glob("*.cpp")):
            for name in re.findall(r'^ +\.name = "([^"]+)"', path.read_text(encoding="utf-8"), re.M):
                if f"`{name}`" not in self.text:
                    self.complain(1, f"does not name the rule {name} of {path.relative_to(self.root).as_posix()}")

    def tables(self):
        """The page with its tables of numbers as the data have them."""
        def made(match):
            names = [name.strip() for name in match[1].split(",")]
            return f"<!-- numbers: {match[1]} -->\n{self.numbers.table(names)}<!-- end -->"
        try:
            return TABLE.sub(made, self.text)
        except Wrong as wrong:
            self.complain(1, str(wrong))
            return self.text

    def equations(self, seen=False):
        """The page with the present hashes where `seen`; else complains of functions that have changed."""
        def noted(match):
            path, name, old = match.groups()
            line = self.text.count("\n", 0, match.start()) + 1
            source = self.root / path
            new = function_of(source.read_text(encoding="utf-8"), name) if source.exists() else None
            if new is None:
                self.complain(line, f"{path} has no function {name}")
                return match[0]
            if new != old and not seen:
                self.complain(line, f"{name} in {path} has changed since the equation was taken from it; "
                                    "read both, then tools/method.py --seen")
            return f"<!-- read: {path} {name} {new if seen else old} -->"
        return READ.sub(noted, self.text)


def pages_of(root):
    """The pages of institutions: those with worked examples or tables of numbers."""
    for path in sorted((root / "docs/method").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.name != "README.md" and ("```worked" in text or "<!-- numbers:" in text):
            yield path


def main():
    parser = argparse.ArgumentParser(description="Keeps the pages of docs/method with the data and the code.")
    parser.add_argument("--check", action="store_true", help="write nothing, complain of what is out of date")
    parser.add_argument("--seen", action="store_true", help="the functions behind the equations have been read again")
    parser.add_argument("--rework", action="store_true", help="write what the worked lines come to now")
    parser.add_argument("--root", default=Path(__file__).resolve().parent.parent, type=Path, help="the checkout")
    options = parser.parse_args()
    numbers, complaints = Numbers(options.root), []
    for path in pages_of(options.root):
        page = Page(path, options.root, numbers)
        if options.seen:
            page.text = page.equations(seen=True)
        if options.rework and not options.check:
            page.text = page.rework()
        text = page.tables()
        if options.check and text != page.text:
            page.complain(1, "a table of numbers is out of date; tools/method.py writes it")
        elif not options.check:
            path.write_text(text, encoding="utf-8")
        page.sections()
        page.rules()
        page.work()
        page.equations()
        complaints += page.complaints
        if not options.check:
            for number, name, result, written in page.results:
                print(f"{path.name}:{number}: {name} = {result:.8g} (written {written})")
    print("\n".join(complaints) if complaints else "method: no complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Which rules, switches, tests and numbers answer each claim of the testimony.

    tools/claims.py            writes docs/method/claims.md
    tools/claims.py --check    complains of every claim without a rule or a test, every rule without a claim,
                               every test that names none, every number without a source; exit 1 if there are any
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

ID = re.compile(r"\b(?:PARTY|ARMY|LABOUR|MINE|PRIV|HEALTH|FOOD|MARRIAGE|FAMILY|SECURITY|BORDER|CHINA|ROUTE|SOUTH|"
                r"SEARCH|BELIEF|LOOP|BEYOND)-\d\d\b")
STATE = {"here": "here", "emerges": "emerges", "later": "not_yet"}
ROOMS = ("army", "party", "labour", "mine", "privilege", "health", "food", "belief", "security", "border", "china",
         "route")


class Tree:
    """What the folders of a checkout say of claims."""

    def __init__(self, root):
        self.root = Path(root)
        self.complaints = []
        self.claims = self.read_claims()
        self.ids = {claim["id"] for claim in self.claims}
        self.rules, self.asked = defaultdict(list), set()
        self.tests, self.data = defaultdict(lambda: defaultdict(int)), defaultdict(list)
        self.read_model()
        self.read_tests()
        self.read_data()

    def found(self, path, line, what):
        where = path.relative_to(self.root).as_posix()
        self.complaints.append(f"{where}:{line}: {what}" if line else f"{where}: {what}")

    def known(self, ids, path, line):
        for one in ids:
            if one not in self.ids:
                self.found(path, line, f"found {one}, which is no claim; allowed the ids of testimony/claims.csv")
        return [one for one in ids if one in self.ids]

    def read_claims(self):
        with open(self.root / "testimony/claims.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def read_model(self):
        facts, named = [], []
        for path in sorted((self.root / "model").rglob("*")):
            if path.suffix not in (".cpp", ".h"):
                continue
            text = path.read_text(encoding="utf-8")
            if path.name == "claims.h":
                named = re.findall(r"^    ([a-z]+_\d\d),$", text, re.M)
                facts = re.findall(r'ClaimFacts\{"([A-Z]+-\d\d)", Built::(\w+)(, true)?', text)
                continue
            code = re.sub(r"//[^\n]*", "", text)  # A comment asks for nothing.
            self.asked |= {one.upper().replace("_", "-") for one in re.findall(r"Claim::([a-z]+_\d\d)", code)}
            header, cited = re.split(r"^#", text, maxsplit=1, flags=re.M)[0], []
            for number, line in enumerate(header.splitlines(), 1):
                # A line of ids, with a paraphrase after them.
                if match := re.match(r"//\s+((?:[A-Z]+-\d\d(?:, )?)+)", line):
                    cited += self.known(ID.findall(match[1]), path, number)
            for one in dict.fromkeys(cited):
                self.rules[one].append(path)
            self.read_rules(path, text, cited)
        told = [(claim["id"], claim["state"], claim["absolute"]) for claim in self.claims]
        built = [(one, STATE[state], "yes" if absolute else "no") for one, state, absolute in facts]
        for a, b in zip(told, built):
            if a != b:
                self.found(self.root / "testimony/claims.csv", 0, f"found {a}; model/claims.h has {b}")
        if named and [one.upper().replace("_", "-") for one in named] != [one for one, _, _ in built]:
            self.found(self.root / "model/claims.h", 0, "the enumeration and the facts have claims in another order")
        if len(told) != len(built):
            self.found(self.root / "testimony/claims.csv", 0,
                       f"found {len(told)} claims; model/claims.h has {len(built)}")

    def read_rules(self, path, text, cited):
        if path.parent.name not in ROOMS:
            return
        for match in re.finditer(r"^constinit const Rule (\w+)\{(.*?)^\};", text, re.M | re.S):
            line = text.count("\n", 0, match.start()) + 1
            answers = re.search(r'\.answers = ((?:"[^"]*"\s*)+)', match[2])
            if answers:
                self.known("".join(re.findall(r'"([^"]*)"', answers[1])).split(", "), path, line)
            elif "(no claim)" not in text:
                self.found(path, line, f"rule {match[1]} answers no claim; allowed .answers, or a line (no claim)")
            if not cited and "(no claim)" not in text:
                self.found(path, line, f"rule {match[1]}: the header of the file cites no claim")

    def read_tests(self):
        for path in sorted((self.root / "tests/rows").glob("*_test.cpp")):
            lines = path.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                if not re.match(r"TEST(_F|_P)?\(|RC_GTEST_PROP\(", line):
                    continue
                comment, above = [], number - 2
                while above >= 0 and lines[above].startswith("//"):
                    comment.insert(0, lines[above])
                    above -= 1
                ids = ID.findall(re.match(r"// ((?:[A-Z]+-\d\d(?:, )?)*)", comment[0])[1]) if comment else []
                if not ids:
                    self.found(path, number, "a test without a comment above it that begins with the claims it tests")
                for one in self.known(ids, path, number):
                    self.tests[one][path] += 1

    def read_data(self):
        for path in sorted((self.root / "data").glob("*/*.csv")):
            with open(path, encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                if not {"kind", "source"} <= set(reader.fieldnames or []) or path.parent.name == "places":
                    continue
                for row in reader:
                    name = f"{path.stem}.{row.get('name') or row.get('order')}"
                    ids = ID.findall(row["source"] + " " + (row.get("note") or ""))
                    if not row["source"].strip():
                        self.found(path, reader.line_num, f"{name} has no source")
                    if row["kind"] == "testimony" and not ID.findall(row["source"]):
                        self.found(path, reader.line_num, f"{name} is of the testimony, but its source cites no claim")
                    for one in self.known(dict.fromkeys(ids), path, reader.line_num):
                        if name not in self.data[one]:
                            self.data[one].append(name)

    def check(self):
        source = self.root / "testimony/claims.csv"
        for number, claim in enumerate(self.claims, 2):
            one = claim["id"]
            if claim["state"] == "here":
                if one not in self.rules:
                    self.found(source, number, f"{one} is here, but no file under model/ cites it in its header")
                if one not in self.asked:
                    self.found(source, number, f"{one} is here, but no rule asks whether it is switched off")
                if one not in self.tests:
                    self.found(source, number, f"{one} is here, but no test under tests/rows cites it")
            elif not claim["because"]:
                self.found(source, number, f"{one} is {claim['state']}, without a because")
        for folder in ("docs", "scenarios"):
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in (".md", ".toml"):
                    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                        self.known(ID.findall(line), path, number)
        page = self.root / "docs/method/claims.md"
        if not page.exists() or page.read_text(encoding="utf-8") != self.page():
            self.found(page, 0, "is out of date; tools/claims.py writes it")
        return self.complaints

    def page(self):
        states = defaultdict(int)
        for claim in self.claims:
            states[claim["state"]] += 1
        beyond = sum(claim["group"] == "BEYOND" for claim in self.claims)
        out = ["# The claims, and what answers them", "",
               f"Of {len(self.claims)} claims, {beyond} of them beyond the testimony, {states['here']} are answered by rules of their own and have a switch, "
               f"{states['emerges']} come of other rules, and {states['not_yet']} are not built yet. "
               "`./counterlife rules PARTY-17` says more of each. "
               "This page is made by `tools/claims.py`, which `./dev test` lets complain of any gap.", ""]
        group = None
        for claim in self.claims:
            if claim["group"] != group:
                group = claim["group"]
                out += [f"## {group}", "", "| claim | | rules | switch | tests | numbers |", "|---|---|---|---|---|---|"]
            out.append(self.line(claim))
            if claim is self.claims[-1] or self.claims[self.claims.index(claim) + 1]["group"] != group:
                out.append("")
        return "\n".join(out).rstrip("\n") + "\n"

    def line(self, claim):
        one = claim["id"]

        def link(path, text):
            return f"[{text}](../../{path.relative_to(self.root).as_posix()})"

        rules = ", ".join(link(path, path.stem) for path in self.rules.get(one, []))
        switch = {"here": f"`{one}`" + (", strict or soft" if claim["absolute"] == "yes" else ""),
                  "emerges": "none: " + claim["because"], "not_yet": "not yet: " + claim["because"]}[claim["state"]]
        tests = ", ".join(link(path, path.stem.removesuffix("_test")) + (f" {n}" if n > 1 else "")
                          for path, n in self.tests.get(one, {}).items())
        return f"| {one} | {claim['title']} | {rules} | {switch} | {tests} | {', '.join(self.data.get(one, []))} |"


def main():
    parser = argparse.ArgumentParser(description="Rules, switches, tests and numbers of each claim.")
    parser.add_argument("--check", action="store_true", help="write nothing, complain of every gap")
    parser.add_argument("--root", default=Path(__file__).resolve().parent.parent, help="the checkout")
    options = parser.parse_args()
    tree = Tree(options.root)
    if options.check:
        complaints = tree.check()
        print("\n".join(complaints) if complaints else "claims: no complaints")
        return 1 if complaints else 0
    page = tree.root / "docs/method/claims.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(tree.page(), encoding="utf-8")
    print(f"wrote {page.relative_to(tree.root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

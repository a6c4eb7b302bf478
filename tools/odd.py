#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The whole model in the order of the ODD protocol (Grimm et al. 2020).

    tools/odd.py            writes docs/method/odd.md
    tools/odd.py --check    complains where the page is out of date, or something in the tree has no place on it

The prose stands in docs/method/odd/*.md, read in the order of their names. A line {{word}} there is replaced by what
the tree itself says: see PARTS for the words.
"""

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ELEMENTS = ["Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
            "Design concepts", "Initialisation", "Input data", "Submodels"]
CONCEPTS = ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
            "Interaction", "Stochasticity", "Collectives", "Observation"]
KINDS = ["testimony", "statistic", "calibrated", "assumption"]
WHEN = [("rate", "at a rate"), ("due", "on a day of one's own"), ("react", "a person reads a letter"),
        ("next", "on a day of the calendar"), ("receive", "an institution reads a letter")]
WORDS = {"Day": "day", "float": "number", "double": "number", "bool": "yes or no", "PlaceId": "place",
         "Address": "person, and where", "LifeId": "person", "HouseholdId": "household", "string": "name",
         "Being": "identity, and what is due next", "BySex": "by sex", "BySexAndAge": "by sex and age"}


def plain(text):
    return " ".join(text.split())


class Struct:
    """A record of the model: its name, the comment above it, its fields as [type, names, comment]."""

    def __init__(self, name, comment, path):
        self.name, self.comment, self.path, self.fields = name, comment, path, []


def split_declaration(text):
    """`std::array<int, 2> a{}, b = 3` as the type and the names."""
    text = re.sub(r"\b(constexpr|inline|mutable)\b", "", text).strip()
    depth, end = 0, 0
    for end, sign in enumerate(text):
        depth += (sign == "<") - (sign == ">")
        if sign == " " and depth == 0:
            break
    names, depth, one = [], 0, ""
    for sign in text[end:] + ",":
        depth += (sign in "<{(") - (sign in ">})")
        if sign == "," and depth == 0:
            names.append(re.match(r"\s*(\w*)", one)[1])
            one = ""
        else:
            one += sign
    return text[:end], [name for name in names if name]


def read_structs(path, structs):
    """Every struct of a header. A class keeps its fields to itself: only its comment is taken."""
    stack, above, last, declaration = [], [], None, ""
    text = path.read_text(encoding="utf-8")
    opening = re.search(r"#pragma once\n\n((?://[^\n]*\n)+)", text)
    for line in text.splitlines():
        stripped = line.strip()
        if match := re.match(r"(struct|class) (\w+)( \{| final \{)$", stripped):
            outer = stack[-1][0].name + "::" if stack and stack[-1][0] else ""
            one = Struct(outer + match[2], plain(" ".join(above)), path)
            if not above and opening and match[2].lower().startswith(path.stem):  # The file is about this record.
                one.comment = plain(opening[1].replace("//", ""))
            structs[one.name] = one
            stack.append((one if match[1] == "struct" else None, len(line) - len(line.lstrip())))
            above, declaration = [], ""
        elif stripped.startswith("//"):
            text = stripped.lstrip("/< ").strip()
            if last and stripped.startswith("///<"):  # A remark that goes on below its field.
                last[2] = plain(last[2] + " " + text)
            else:
                above.append(text)
        elif stack and re.match(r"\};?$", stripped) and len(line) - len(line.lstrip()) == stack[-1][1]:
            stack.pop()
            above, last, declaration = [], None, ""
        elif not stack or not stripped:
            above, last = [], None
        else:
            code, _, remark = stripped.partition("///<")
            declaration += " " + re.sub(r"//.*", "", code)
            one, indent = stack[-1]
            if len(line) - len(line.lstrip()) <= indent + 4:
                last = None
            if not declaration.rstrip().endswith(";"):
                continue
            text = declaration.strip().rstrip(";")
            declaration = ""
            beyond = re.match(r"(static|using|friend|public|private|explicit|enum|return)\b", text)
            if one and not beyond and "(" not in text and len(line) - len(line.lstrip()) == indent + 4:
                kind, names = split_declaration(text)
                last = [kind, ", ".join(names), plain(remark or " ".join(above))]  # A remark is for all of them.
                one.fields.append(last)
            above = []


def read_enums(path):
    """Every enumeration of a header as name, comment and values with their remarks."""
    text = path.read_text(encoding="utf-8")
    found = []
    for match in re.finditer(r"((?:^///[^\n]*\n)*)^enum class (\w+)[^{]*\{(.*?)\};", text, re.S | re.M):
        values = []
        for line in match[3].splitlines():
            code, _, remark = line.partition("///<")
            names = re.findall(r"\w+", code)
            values += names[:-1] + ([f"{names[-1]} ({plain(remark)})" if remark else names[-1]] if names else [])
        comment = plain(" ".join(line.lstrip("/ ") for line in match[1].splitlines()))
        found.append((match[2], comment, [value.replace("_", " ") for value in values]))
    return found


class Rule:
    def __init__(self, room, path, body):
        self.room, self.path = room, path
        strings = re.findall(r'\.(name|says|answers) =\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', body)
        said = {key: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)) for key, text in strings}
        self.name, self.says, self.answers = said.get("name"), said.get("says", ""), said.get("answers", "")
        self.when = [words for member, words in WHEN if re.search(rf"\.{member} =", body)]


def header_of(path):
    """Title and text of the comment that a rule's file begins with, and the data it names."""
    paragraphs, data = [[]], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or (line and not line.startswith("//")):
            break
        text = line[2:].strip() if line.startswith("//") else ""
        if not text:
            paragraphs.append([])
        elif line.startswith("//   ") and (text.startswith("data/") or data):
            data.append(text)
        elif not line.startswith("//   ") and not text.startswith("SPDX"):
            paragraphs[-1].append(text)
    texts = [plain(" ".join(one)) for one in paragraphs if one]
    return (texts[0] if texts else path.stem), " ".join(texts[1:]), plain(" ".join(data))


class Tree:
    def __init__(self, root):
        self.root, self.complaints = Path(root), []
        self.structs, self.enums = {}, []
        headers = sorted((self.root / "model").rglob("*.h"))
        for path in headers:
            read_structs(path, self.structs)
        for name in ("model/life.h", "model/places/map.h"):
            if (self.root / name).exists():
                self.enums += read_enums(self.root / name)
        self.rules = self.read_rules()
        self.groups = self.read_order()
        self.data = self.read_data()

    def found(self, path, what):
        self.complaints.append(f"{path.relative_to(self.root).as_posix()}: {what}")

    def link(self, path, text=None):
        return f"[{text or path.name}](../../{path.relative_to(self.root).as_posix()})"

    # What the tree holds.

    def read_rules(self):
        rules = {}
        for path in sorted((self.root / "model").glob("*/*.cpp")):
            text = path.read_text(encoding="utf-8")
            for match in re.finditer(r"^constinit const Rule (\w+)\{(.*?)^\};", text, re.M | re.S):
                rule = rules[f"{path.parent.name}::{match[1]}"] = Rule(path.parent.name, path, match[2])
                if not rule.name or len(rule.when) != 1:
                    self.found(path, f"rule {match[1]} needs a name and exactly one of {', '.join(w for w, _ in WHEN)}")
        return rules

    def read_order(self):
        """The list of model/rules.cpp: groups of rules under the comments that stand there."""
        path = self.root / "model/rules.cpp"
        listed = re.search(r"all_rules\{(.*?)\};", path.read_text(encoding="utf-8"), re.S)
        groups, met = [], set()
        for line in listed[1].splitlines() if listed else []:
            if match := re.match(r"\s*// (.+)", line):
                groups.append((match[1].rstrip("."), []))
            for name in re.findall(r"&(\w+::\w+)", re.sub(r"//.*", "", line)):
                if name not in self.rules:
                    self.found(path, f"lists {name}, which no file under model/ defines")
                    continue
                if not groups:
                    groups.append(("All", []))
                groups[-1][1].append(self.rules[name])
                met.add(name)
        for name in sorted(set(self.rules) - met):
            self.found(self.rules[name].path, f"{name} is not in the list of model/rules.cpp")
        return groups

    def read_data(self):
        data = {}
        for path in sorted((self.root / "data").glob("*/*.csv")):
            if path.parent.name in ("ensemble", "sensitivity"):
                continue  # What calibration found, and no data of the model.
            with open(path, encoding="utf-8", newline="") as file:
                data[path] = list(csv.DictReader(file))
        return data

    # What the page says of it.

    def kind_in_words(self, kind):
        kind = kind.replace("engine::", "").replace("std::", "")
        if match := re.match(r"vector<(.+)>$", kind):
            return f"list of: {self.kind_in_words(match[1])}"
        if match := re.match(r"array<(.+), [^,]+>$", kind):
            inner = self.kind_in_words(match[1])
            return inner.replace("row of", "table of") if inner.startswith("row of") else f"row of: {inner}"
        if re.match(r"u?int\d+_t$|size_t$", kind):
            return "whole number"
        return WORDS.get(kind, kind)

    def table_of(self, struct):
        lines = ["| variable | remark | kind |", "|---|---|---|"]
        for kind, names, comment in struct.fields:
            if not names.endswith("_"):
                lines.append(f"| {names.replace('_', ' ')} | {comment} | {self.kind_in_words(kind)} |")
        return lines

    def section_of(self, name, heading):
        struct = self.structs.get(name)
        if not struct:
            return []
        about = f" {struct.comment}" if struct.comment else ""
        return [f"**{heading}** ({self.link(struct.path)}).{about}", "", *self.table_of(struct), ""]

    def state(self):
        return [*self.section_of("Life", "A person"), *self.section_of("Career", "A person's career")]

    def enumerations(self):
        lines = ["| kind | values | |", "|---|---|---|"]
        return lines + [f"| {name} | {', '.join(values)} | {comment} |" for name, comment, values in self.enums]

    def place_state(self):
        """The state of a place, and every record that stands in it."""
        out, seen = [], {"Life", "Career"}
        ahead = ["PlaceState"]
        while ahead:
            name = ahead.pop(0)
            if name in seen or name not in self.structs:
                continue
            seen.add(name)
            struct = self.structs[name]
            for kind, _, _ in struct.fields:
                for part in re.findall(r"\w+", kind):
                    ahead += [one for one in (f"{name}::{part}", part) if one in self.structs]
            if struct.fields:
                out += self.section_of(name, "The state of a place" if name == "PlaceState" else name.replace("::", ", "))
            elif struct.comment:
                out += [f"**{name}** ({self.link(struct.path)}). {struct.comment}", ""]
        return out[:-1] if out else out

    def places(self):
        rows = next((rows for path, rows in self.data.items() if path.stem == "places"), [])
        kinds = Counter(row["kind"] for row in rows)
        table = [*self.section_of("PlaceFacts", "A place on the map")]
        counts = ", ".join(f"{n} of the kind {kind.replace('_', ' ')}" for kind, n in kinds.items())
        return [f"{len(rows)} places: {counts}.", "", *table][:-1 if table else None]

    def schedule(self):
        out, number = [], 0
        for group, rules in self.groups:
            out += [f"**{group}.**", "", "| | rule | when |", "|---|---|---|"]
            for rule in rules:
                number += 1
                out.append(f"| {number} | `{rule.name}` | {', '.join(rule.when)} |")
            out.append("")
        kinds = Counter(when for _, rules in self.groups for rule in rules for when in rule.when)
        return out + [f"{number} rules: " + "; ".join(f"{kinds[words]} {words}" for _, words in WHEN) + "."]

    def submodels(self):
        rooms = defaultdict(lambda: defaultdict(list))
        for _, rules in self.groups:
            for rule in rules:
                rooms[rule.room][rule.path].append(rule)
        out = []
        for room in sorted(rooms):
            page = self.root / f"docs/method/{room}.md"
            title = page.read_text(encoding="utf-8").splitlines()[0] if page.exists() else room.capitalize()
            where = f"Equations, a worked example, data and doubts: [{room}.md]({room}.md)." if page.exists() else \
                "No page of its own yet; the equations stand in the files."
            out += [f"### {title.lstrip('# ')}", "", where, ""]
            for path in sorted(rooms[room]):
                heading, text, data = header_of(path)
                said = f"**{heading.rstrip('.')}** ({self.link(path)}). {text}" + (f" Numbers: {data}." if data else "")
                out += [plain(said), "", "| rule | what it says | claims |", "|---|---|---|"]
                out += [f"| `{rule.name}` | {rule.says} | {rule.answers or 'none'} |" for rule in rooms[room][path]]
                out.append("")
        return out[:-1]

    def patterns(self):
        rows = next((rows for path, rows in self.data.items() if path.stem == "targets"), [])
        groups = defaultdict(list)
        for row in rows:
            groups[row["id"], row["measure"]].append(row)
        lines = ["| id | pattern | values | years | unit | kind | source |", "|---|---|---|---|---|---|---|"]
        for (one, measure), group in groups.items():
            years = sorted({int(row[end]) for row in group for end in ("year_from", "year_to")})
            span = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"
            kinds = ", ".join(dict.fromkeys(row["kind"] for row in group))
            sources, unit = "; ".join(dict.fromkeys(row["source"] for row in group)), group[0]["unit"].replace("_", " ")
            lines.append(f"| {one} | {measure.replace('_', ' ')} | {len(group)} | {span} | {unit} | {kinds} | {sources} |")
        return lines

    def claims(self):
        path = self.root / "testimony/claims.csv"
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        states = Counter(row["state"] for row in rows)
        return [f"Of {len(rows)} claims {states['here']} are answered by rules and have a switch, {states['emerges']} "
                f"come of other rules, and {states['not_yet']} are not built yet: [claims.md](claims.md)."]

    def sourced(self):
        return {path: rows for path, rows in self.data.items()
                if rows and {"kind", "source"} <= set(rows[0]) and path.parent.name not in ("places", "reference", "targets")}

    def inputs(self):
        lines = ["| file | numbers | " + " | ".join(KINDS) + " | dates |", "|---|---|" + "---|" * (len(KINDS) + 1)]
        total = Counter()
        for path, rows in self.sourced().items():
            kinds = Counter(row["kind"] for row in rows)
            total += kinds
            days = sorted({row["from"] for row in rows if row.get("from")})
            spells = f"{days[0][:4]} to {days[-1][:4]}" if len(days) > 1 else days[0][:4] if days else "always"
            lines.append(f"| {self.link(path, path.relative_to(self.root / 'data').as_posix())} | {len(rows)} | "
                         + " | ".join(str(kinds[kind] or "") for kind in KINDS) + f" | {spells} |")
        lines.append(f"| all | {sum(total.values())} | " + " | ".join(str(total[kind]) for kind in KINDS) + " | |")
        return lines

    def sources(self):
        found = defaultdict(Counter)
        for path, rows in self.sourced().items():
            for row in rows:
                if row["kind"] in ("statistic", "calibrated"):
                    found[row["kind"], path.stem][row["source"]] += 1
        lines = ["| family | kind | numbers | source |", "|---|---|---|---|"]
        for (kind, family), counts in sorted(found.items(), key=lambda one: one[0][::-1]):
            lines += [f"| {family} | {kind} | {n} | {source} |" for source, n in counts.items()]
        return lines

    PARTS = ("patterns", "claims", "enumerations", "state", "place_state", "places", "schedule", "inputs", "sources",
             "submodels")

    def page(self):
        text, used = "", set()
        for path in sorted((self.root / "docs/method/odd").glob("*.md")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if match := re.fullmatch(r"\{\{(\w+)\}\}", line.strip()):
                    if match[1] not in self.PARTS:
                        self.found(path, f"line {number}: found {{{{{match[1]}}}}}; allowed {', '.join(self.PARTS)}")
                        continue
                    used.add(match[1])
                    line = "\n".join(getattr(self, match[1])())
                text += line.rstrip() + "\n"
            text += "\n"
        for missing in [part for part in self.PARTS if part not in used]:
            self.found(self.root / "docs/method/odd", f"no page there has {{{{{missing}}}}}")
        self.check_order(text)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"

    def check_order(self, text):
        elements = re.findall(r"^## (?:\d+ )?(.+)$", text, re.M)
        concepts = re.search(r"^## (?:\d+ )?Design concepts\n(.*?)^## ", text, re.M | re.S)
        for what, allowed, found in (("elements", ELEMENTS, elements),
                                     ("design concepts", CONCEPTS, re.findall(r"^### (.+)$", concepts[1], re.M)
                                      if concepts else [])):
            if found != allowed:
                self.found(self.root / "docs/method/odd", f"found the {what} {', '.join(found)}; the protocol has "
                           f"{', '.join(allowed)}, in this order")


def main():
    parser = argparse.ArgumentParser(description="The model in the order of the ODD protocol.")
    parser.add_argument("--check", action="store_true", help="write nothing, complain of what is out of date")
    parser.add_argument("--root", default=Path(__file__).resolve().parent.parent, help="the checkout")
    options = parser.parse_args()
    tree = Tree(options.root)
    page, path = tree.page(), tree.root / "docs/method/odd.md"
    if options.check:
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            tree.found(path, "is out of date; tools/odd.py writes it")
    else:
        path.write_text(page, encoding="utf-8")
    print("\n".join(tree.complaints) if tree.complaints else "odd: no complaints")
    return 1 if tree.complaints else 0


if __name__ == "__main__":
    sys.exit(main())

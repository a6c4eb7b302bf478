# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The faults that could be put into a file: each replaces one stretch of its text by another."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from .source import Source

KINDS = ["operator", "bound", "condition", "arguments", "negation", "statement"]

OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+", "*": "/",
         "/": "*", "&&": "||", "||": "&&", "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|": "&",
         "&": "|", "<<": ">>", ">>": "<<", "|=": "&=", "&=": "|="}
ENDS = {",", ";", ")", "]", "}", "?", ":", "=", ""}
BEGINS = {",", ";", "(", "[", "{", "?", ":", "=", "return", "co_return", ""}
JUMPS = {"return", "continue", "break"}
NO_STATEMENT = JUMPS | {"using", "throw", "case", "default", "goto", "delete", "typedef", "static_assert",
                        "if", "for", "while", "else", "do", "switch", "public", "private", "template"}
SYMMETRIC = {"min", "max", "minmax", "swap", "pair", "mix_pair", "array", "span", "hash"}


@dataclass(frozen=True)
class Fault:
    file: str      # as the tree has it
    line: int
    kind: str
    start: int
    end: int
    new: str
    before: str    # the line or lines, in one
    after: str
    id: str = ""

    @property
    def part(self):
        return self.file.split("/")[0]

    def apply(self, text):
        """One change; what follows keeps its line."""
        old = text[self.start:self.end]
        return text[:self.start] + self.new + "\n" * (old.count("\n") - self.new.count("\n")) + text[self.end:]


class Finder:
    """Goes through a file and yields (kind, start, end, new)."""

    def __init__(self, text):
        self.source = Source(text)
        self.tokens, self.word = self.source.tokens, self.source.word

    def all(self):
        for i, token in enumerate(self.tokens):
            if token.kind == "number":
                yield from self.bound(i)
            if not self.source.in_code(i):
                continue
            if token.kind == "sign":
                yield from self.operator(i)
                yield from self.dropped_operand(i)
                yield from self.swapped_branches(i)
                yield from self.swapped_arguments(i)
            yield from self.negation(i)
            yield from self.condition(i)
            yield from self.statement(i)

    def one(self, kind, first, last, new):
        start, end = self.source.span(first, last)
        return kind, start, end, new

    # Operators and constants.

    def is_value(self, i):
        return self.tokens[i].kind in ("word", "number") or self.word(i) in (")", "]", "}")

    def operator(self, i):
        sign = self.word(i)
        if sign in ("++", "--") and self.word(i - 1) in (";", "{", "}") and self.in_statements(i):
            yield self.one("operator", i, i, "--" if sign == "++" else "++")
        if sign not in OTHER or not self.source.spaced(i) or not self.is_value(i - 1):
            return
        if "text" in (self.tokens[i - 1].kind, self.tokens[i + 1].kind) or self.word(i - 1) == "operator":
            return
        begin = self.source.statement_start(i)
        if sign in ("<<", ">>", "+", "+=") and self.says_something(begin, i):
            return
        yield self.one("operator", i, i, OTHER[sign])

    def says_something(self, first, i):
        """Does this statement put strings together?"""
        last = i
        while self.word(last) not in (";", "{", "}", ""):
            last += 1
        return any(token.kind == "text" or token.text in ("to_string", "string", "string_view", "format")
                   for token in self.tokens[first:last])

    def bound(self, i):
        token = self.tokens[i]
        match = re.fullmatch(r"(\d+)((?:\.\d*)?)([uUlLfFzZ]*)", token.text)
        if not match or len(match[1]) > 6 or self.source.is_shielded(i) or not self.is_constant_in_use(i):
            return
        value = int(match[1])
        first, last = line_of(self.source.text, token.start, token.end)
        down = value > 0 and hashlib.sha256(self.source.text[first:last].strip().encode()).digest()[0] % 2
        yield self.one("bound", i, i, f"{value - 1 if down else value + 1}{match[2]}{match[3]}")

    def is_constant_in_use(self, i):
        """Not the size of an array, the width of a field or a number in a table of text."""
        before, after = self.word(i - 1), self.word(i + 1)
        if before == "<" and not self.source.spaced(i - 1) or after == ">" and not self.source.spaced(i + 1):
            return False
        around = self.source.parent[i]
        designated = before == "=" and self.word(i - 3) == "."
        if around >= 0 and self.word(around) == "{" and self.source.holds.get(around) == "values":
            inside = self.tokens[around:self.source.match[around]]
            if not designated and any(token.kind == "text" for token in inside):
                return False
        if self.source.home(i) == "code":
            return True
        outermost = i
        while self.source.holds.get(self.source.parent[outermost], "values") == "values" \
                and self.source.parent[outermost] >= 0:
            outermost = self.source.parent[outermost]
        words = {token.text for token in self.tokens[self.source.statement_start(outermost):i]}
        return bool({"constexpr", "constinit"} & words)

    # Conditions.

    def operand_after(self, i, ends):
        last = i + 1
        last = self.source.match.get(last, last) if self.word(last) in ("(", "[", "{") else last
        while self.word(last + 1) not in ends:
            last = self.source.match.get(last + 1, last + 1) if self.word(last + 1) in ("(", "[", "{") else last + 1
        return last

    def operand_before(self, i, begins):
        first = i - 1
        first = self.source.match.get(first, first) if self.word(first) in (")", "]", "}") else first
        while self.word(first - 1) not in begins:
            at = first - 1
            first = self.source.match.get(at, at) if self.word(at) in (")", "]", "}") else at
        return first

    def dropped_operand(self, i):
        """`a && b` becomes `a`, or `b`."""
        sign = self.word(i)
        if sign not in ("&&", "||") or not self.source.spaced(i):
            return
        last = self.operand_after(i, ENDS | {"&&", "||"} if sign == "&&" else ENDS | {"||"})
        first = self.operand_before(i, BEGINS | {"&&", "||"} if sign == "&&" else BEGINS | {"||"})
        yield "condition", self.tokens[i - 1].end, self.tokens[last].end, ""
        yield "condition", self.tokens[first].start, self.tokens[i + 1].start, ""

    def condition(self, i):
        """`if (c) return` becomes nothing, and other steps are taken whatever the condition says."""
        if self.word(i) != "if" or self.word(i + 1) != "(" or self.declares(i + 1):
            return
        close = self.source.match[i + 1]
        if self.word(close + 1) == "{":
            last = self.source.match[close + 1]
        else:
            last = self.statement_end(close + 1)
        if self.word(last + 1) == "else" or self.word(i - 1) == "else" or self.word(close + 1) in ("if", "for"):
            return
        if self.word(close + 1) in JUMPS:
            yield self.one("condition", i, last, ";")
        else:
            yield "condition", self.tokens[i].start, self.tokens[close + 1].start, ""

    def declares(self, opened):
        words = self.tokens[opened:self.source.match[opened]]
        return any(token.text in (";", "=") for token in words)

    def statement_end(self, i):
        while self.word(i) not in (";", ""):
            i = self.source.match.get(i, i) + 1 if self.word(i) in ("(", "[", "{") else i + 1
        return i

    def negation(self, i):
        text = self.word(i)
        if text == "if" and self.word(i + 1) == "(" and not self.declares(i + 1):
            close = self.source.match[i + 1]
            inside = self.source.text_of(i + 2, close - 1)
            yield self.one("negation", i + 1, close, f"(!({inside}))")
        elif text == "!" and not self.source.spaced(i):
            yield self.one("negation", i, i, "")
        elif text in ("true", "false") and not self.source.text_of(i - 1, i - 1).startswith("<"):
            yield self.one("negation", i, i, "false" if text == "true" else "true")

    # Arguments.

    def swapped_branches(self, i):
        """`c ? a : b` becomes `c ? b : a`."""
        if self.word(i) != "?":
            return
        depth, at = 0, i + 1
        while self.word(at) not in (";", ")", "]", "}", "") and (self.word(at) != ":" or depth):
            depth += {"?": 1, ":": -1}.get(self.word(at), 0)
            at = self.source.match.get(at, at) + 1 if self.word(at) in ("(", "[", "{") else at + 1
        if self.word(at) != ":":
            return
        last = self.operand_after(at, {",", ";", ")", "]", "}", ":", ""})
        one, other = self.source.text_of(i + 1, at - 1), self.source.text_of(at + 1, last)
        if " ? " not in other and one != other and '"' not in one + other:
            yield self.one("arguments", i + 1, last, f"{other} : {one}")

    def swapped_arguments(self, i):
        """`f(a, b)` becomes `f(b, a)`, where both are alike enough to compile."""
        if self.word(i) != "(" or i not in self.source.match or self.tokens[i - 1].kind != "word":
            return
        if self.word(i - 1) in SYMMETRIC | {"if", "for", "while", "switch", "return", "catch"}:
            return
        close = self.source.match[i]
        if self.tokens[i - 2].kind == "word" and self.word(i - 2) not in JUMPS | {"else"}:
            return # A declaration: a type stands before the name.
        starts = [i + 1] + [at + 1 for at in range(i + 1, close)
                            if self.word(at) == "," and self.source.parent[at] == i]
        ends = [start - 2 for start in starts[1:]] + [close - 1]
        arguments = list(zip(starts, ends))
        for (a, b), (c, d) in zip(arguments, arguments[1:]):
            one, other = self.source.text_of(a, b), self.source.text_of(c, d)
            if one != other and sort_of(one) and sort_of(one) == sort_of(other):
                yield self.one("arguments", a, d, f"{other}, {one}")

    # Statements.

    def in_statements(self, i):
        around = self.source.parent[i]
        return around >= 0 and self.word(around) == "{" and self.source.holds.get(around) == "code"

    def statement(self, i):
        """A call or an assignment is left out."""
        begins = self.word(i - 1) in (";", "{", "}") or self.word(i - 1) == ")" and self.is_guarded(i)
        if not begins or self.tokens[i].kind != "word" or self.word(i) in NO_STATEMENT:
            return
        if not self.in_statements(i) or self.word(i - 1) == "}" and self.closes_values(i - 1):
            return
        last = self.statement_end(i)
        words = self.tokens[i:last]
        level = [token for at, token in enumerate(words, i) if self.source.parent[at] == self.source.parent[i]]
        if not level or self.word(last) != ";" or any(token.text in SHIELDED_CALLS for token in level):
            return
        if any(a.kind == b.kind == "word" or a.text in (">", "*", "&") and b.kind == "word"
               and not self.space_before(a) and self.space_before(b) for a, b in zip(level, level[1:])):
            return # `Type name` or `Type& name`: a declaration.
        is_assignment = any(token.text in ("=", "+=", "-=", "|=", "&=", "*=", "/=") for token in level)
        if is_assignment and self.declares_above(level) or not is_assignment and level[-1].text != ")":
            return
        yield self.one("statement", i, last, ";")

    def space_before(self, token):
        return self.source.text[token.start - 1:token.start].isspace()

    def declares_above(self, level):
        """`std::vector<int> x = ...` and `const auto& x = ...`"""
        left = [token.text for token in level[:next((at for at, token in enumerate(level) if token.text == "="),
                                                    len(level))]]
        return bool({"auto", "const", "static", "constexpr"} & set(left)) or "<" in left

    def is_guarded(self, i):
        opened = self.source.match.get(i - 1)
        return opened is not None and self.word(opened - 1) in ("if", "for")

    def closes_values(self, i):
        return self.source.holds.get(self.source.match.get(i)) == "values"


SHIELDED_CALLS = {"reserve", "prefetch", "foresee", "shrink_to_fit", "assert", "asm", "debug", "info"}


def sort_of(argument):
    """What an argument looks like; those that look alike are likely to be of one type."""
    if re.fullmatch(r"-?[\d.']+[a-zA-Z]*", argument):
        return "number"
    if re.fullmatch(r"[\w.\[\]():>-]+", argument) and not argument.startswith("["):
        return re.sub(r"\w+", "x", argument)
    return ""


def line_of(text, start, end):
    """The lines that a stretch of text stands in, as (start, end)."""
    return text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1 or len(text) + 1) - 1


def plain(text):
    return " ".join(text.split())


def describe(file, text, kind, start, end, new):
    first, last = line_of(text, start, end)
    return Fault(file=file, line=text.count("\n", 0, start) + 1, kind=kind, start=start, end=end, new=new,
                 before=plain(text[first:last]), after=plain(text[first:start] + new + text[end:last]))


@lru_cache(maxsize=None)
def faults_of(file, text):
    """All faults of a file, in the order of its text. An id stays when the file or the line moves."""
    seen, faults = Counter(), []
    for kind, start, end, new in sorted(set(Finder(text).all()), key=lambda one: (one[1], one[2], one[3])):
        fault = describe(file, text, kind, start, end, new)
        if fault.before == fault.after:
            continue
        name = (file.split("/")[-1], kind, fault.before, fault.after)
        key = "\0".join(name) + f"\0{seen[name]}"
        seen[name] += 1
        faults.append(replace(fault, id=hashlib.sha256(key.encode()).hexdigest()[:8]))
    return tuple(faults)

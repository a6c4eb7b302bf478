# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""C++ as far as faults need it: tokens, what brackets enclose, and where no fault may lie.

The code is laid out by clang-format, so a binary operator has space on both sides and a template's
bracket has not; that tells `a < b` from `std::vector<int>` without reading types.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

TOKEN = re.compile(r"""
    (?P<word>[A-Za-z_]\w*)
  | (?P<number>(?:0[xX][\da-fA-F'.pP+-]+|\d[\d']*(?:\.\d*)?(?:[eE][+-]?\d+)?)[uUlLfFzZ]*)
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<sign><=>|<<=|>>=|->\*|\.\.\.|::|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\S)
""", re.VERBOSE)
PAIRS = {"(": ")", "[": "]", "{": "}"}

# What a change inside does not matter to a run, or is the compiler's own check.
SHIELDED = {"static_assert", "assert", "noexcept", "alignas", "decltype", "sizeof", "requires", "reserve",
            "shrink_to_fit", "asm"}
AHEAD = {"prefetch", "foresee"}  # and what they do inside


class Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def blank(text, keep=""):
    """The same length and lines with nothing in them."""
    return keep + "".join("\n" if sign == "\n" else " " for sign in text[len(keep):])


NOT_CODE = re.compile(r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)")
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<sign>(?<![0-9a-zA-Z])'(?:[^'\\\n]|\\.)+')
  | (?P<macro>^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*)
""", re.VERBOSE | re.DOTALL | re.MULTILINE)


def code_only(text):
    """The text without comments, directives of the preprocessor and what strings say."""
    def plain(match):
        if match["comment"] or match["macro"]:
            return blank(match[0])
        return '"' + "".join("\n" if sign == "\n" else "_" for sign in match[0][1:-1]) + '"'
    return NOT_CODE.sub(plain, text)


class Source:
    """One file: its tokens, each with the bracket around it, and which brackets hold statements."""

    def __init__(self, text):
        self.text = text
        self.tokens = [Token(match.lastgroup, match[0], match.start(), match.end())
                       for match in TOKEN.finditer(code_only(text))]
        self.match, self.parent = {}, []
        self._pair_brackets()
        self.holds = {i: self._what_it_holds(i) for i, token in enumerate(self.tokens)
                      if token.text == "{" and i in self.match}
        self._shielded = self._find_shielded()

    def _pair_brackets(self):
        open_brackets = []
        for i, token in enumerate(self.tokens):
            if open_brackets and token.text == PAIRS[self.tokens[open_brackets[-1]].text]:
                start = open_brackets.pop()
                self.match[start], self.match[i] = i, start
            self.parent.append(open_brackets[-1] if open_brackets else -1)
            if token.text in PAIRS:
                open_brackets.append(i)

    def word(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def statement_start(self, i):
        """The first token of what i stands in, within the same bracket."""
        while i > 0 and self.word(i - 1) not in (";", "{", "("):
            if self.word(i - 1) == "}" and self.holds.get(self.match.get(i - 1)) != "values":
                break
            i = self.match.get(i - 1, i - 1) if self.word(i - 1) in (")", "]", "}") else i - 1
        return i

    def _what_it_holds(self, i):
        """Whether a brace holds code, a type, a namespace or values."""
        before = self.word(i - 1)
        if before in (")", "]", "else", "do", "try", "const", "noexcept", "override", "mutable", ";", "{",
                      "}", ":"):
            inside_values = self.parent[i] >= 0 and (
                self.word(self.parent[i]) in ("(", "[") or self.holds_before(self.parent[i]) == "values")
            return "values" if before in (";", "{", "}", ":") and inside_values else "code"
        begin = i
        while begin > 0 and self.word(begin - 1) not in (";", "{", "}"):
            begin = self.match.get(begin - 1, begin - 1) if self.word(begin - 1) in (")", "]") else begin - 1
        header = [token.text for token in self.tokens[begin:i]]
        if "namespace" in header or header[:1] == ["extern"]:
            return "namespace"
        if {"struct", "class", "union", "enum"} & set(without_templates(header)):
            return "type"
        if any(a == ")" and b == "->" for a, b in zip(header, header[1:])):
            return "code"
        return "values"

    def holds_before(self, i):
        return self.holds[i] if hasattr(self, "holds") and i in self.holds else self._what_it_holds(i)

    def _find_shielded(self):
        spans = []
        for i, token in enumerate(self.tokens):
            if token.text in SHIELDED | AHEAD:
                end = i
                while self.word(end + 1) in ("(", "volatile") or \
                        token.text in AHEAD | {"requires"} and self.word(end + 1) in ("{", "const", "noexcept"):
                    end = self.match.get(end + 1, end + 1)
                spans.append((i, end))
            elif token.text == "template":
                spans.append((i, self.template_end(i + 1)))
            elif token.text == "[" and self.word(i + 1) == "[":
                spans.append((i, self.match.get(i, i)))
            elif token.text == "case":
                end = i
                while self.word(end) not in (":", ""):
                    end += 1
                spans.append((i, end))
        return spans

    def template_end(self, i):
        depth = 0
        for end in range(i, len(self.tokens)):
            depth += {"<": 1, ">": -1, ">>": -2}.get(self.word(end), 0)
            if depth <= 0:
                return end
        return i

    def is_shielded(self, i):
        return any(start <= i <= end for start, end in self._shielded)

    def home(self, i):
        """What the innermost brace around a token holds, values aside: code, type or namespace."""
        at = self.parent[i]
        while at >= 0:
            if self.word(at) == "{" and self.holds.get(at, "values") != "values":
                return self.holds[at]
            at = self.parent[at]
        return "namespace"

    def in_code(self, i):
        return self.home(i) == "code" and not self.is_shielded(i)

    def spaced(self, i):
        """Is this sign a binary operator, with space on both sides?"""
        token = self.tokens[i]
        return self.text[token.start - 1:token.start].isspace() and self.text[token.end:token.end + 1].isspace()

    def token_at(self, offset):
        return bisect_left([token.start for token in self.tokens], offset)

    def span(self, first, last):
        return self.tokens[first].start, self.tokens[last].end

    def text_of(self, first, last):
        start, end = self.span(first, last)
        return self.text[start:end]


def without_templates(header):
    """The words of a header without what stands in `template <...>`."""
    words, depth = [], 0
    for i, word in enumerate(header):
        opens = word == "<" and i > 0 and header[i - 1] == "template"
        if opens or depth:
            depth += {"<": 1, ">": -1, ">>": -2}.get(word, 0)
            continue
        words.append(word)
    return words

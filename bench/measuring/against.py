# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""This tree against another revision, both at the same moment."""

import hashlib

from measuring.field import CASES_COUNTED, RUN, words_of
from measuring.nation import COUNTED, YEARS, Nation, bench
from measuring.pairs import run_pairs, spread
from measuring.programs import NO_VALGRIND, can_count, instructions, run, side_by_side
from measuring.tables import head, row

CASES = 1_000_000
TOLD = ["lives", "living", "events"]


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def spread_row(what, found):
    return row(what, number(found.other), number(found.this), f"{found.ratio:.3f}",
               f"{found.least:.3f} to {found.most:.3f}")


def count_row(what, other, this):
    return row(what, number(other), number(this), f"{this / other:.3f}", "counted")


class Comparison:
    """Collects the rows of what each costs, and of whether both live the same lives."""

    def __init__(self, other, this, cores, say):
        self.other, self.this, self.cores, self.say = other, this, cores, say
        self.rows, self.equal, self.notes = [], [], []

    def both(self, words_of_program):
        return [words_of_program(built) for built in (self.other, self.this)]

    def same(self, what, other, this):
        """Remembers whether two are alike. Returns it."""
        self.equal.append(row(what, other, this, "yes" if other == this else "**no**"))
        return other == this

    def pairs_of(self, what, words, count, large_pages):
        def tell(pairs, many):
            other, this = (of_one[-1].cpu for of_one in pairs)
            self.say(f"{what}: pair {len(pairs[0])} of {many}, {other:.2f} s and {this:.2f} s of CPU")

        return run_pairs(*self.both(words), self.cores, count, large_pages, tell)

    def add(self, what, others, ours, measure):
        found = spread([measure(one) for one in others], [measure(one) for one in ours])
        self.rows.append(spread_row(what, found))

    def digests(self):
        lived = side_by_side(self.both(lambda built: [built.program(), "lives"]), self.cores)
        self.same(f"digest of the fixed scene, {COUNTED}", *(cost.said.strip() for cost in lived))

    def nation(self, scale, count):
        costs = self.pairs_of(f"the nation at {scale}", lambda built: bench(built.program(), scale), count, True)
        self.add(f"CPU of the nation at {scale}, s", *costs, lambda cost: cost.cpu)
        others, ours = ([Nation.of(cost) for cost in of_one] for of_one in costs)
        self.add("CPU ns an event", others, ours, lambda nation: nation.each("events"))
        self.compare_lives(scale, others, ours)
        if all("person_years" in nation.figures for nation in others):
            self.add("CPU ns a person-year", others, ours, lambda nation: nation.each("person_years"))
        self.add("bytes a life", others, ours, Nation.bytes_a_life)

    def compare_lives(self, scale, others, ours):
        """What both print of the lives; who prints no person-years has lived as many when all else is alike."""
        other, this = others[0].figures, ours[0].figures
        alike = [self.same(f"{name} at {scale}", f"{other[name]:.0f}", f"{this[name]:.0f}")
                 for name in TOLD if name in other and name in this]
        if "person_years" in other or "person_years" not in this:
            return
        if all(alike):
            for nation in others:
                nation.figures["person_years"] = this["person_years"]
        else:
            self.notes.append(f"{self.other.name} does not tell its person-years, and its events are others.")

    def riskpaths(self, count):
        if not (self.other.has("riskpaths") and self.this.has("riskpaths")):
            return
        others, ours = self.pairs_of("RiskPaths", lambda built: words_of(built.folder, "riskpaths", CASES), count,
                                     False)
        self.add("RiskPaths, CPU ns a case", others, ours, lambda cost: 1e9 * cost.cpu / CASES)
        tables = (hashlib.sha256(costs[0].said.encode()).hexdigest()[:12] for costs in (others, ours))
        self.same(f"tables of RiskPaths, {CASES:,} cases", *tables)

    def counts(self):
        """Instructions, of which a machine in use does not change the number."""
        if not can_count():
            self.notes.append(NO_VALGRIND)
            return
        self.say("counting instructions")
        commands = self.both(lambda built: bench(built.program(), COUNTED))
        events = [run(words).figures()["events"] for words in commands]
        counts, years = instructions(commands, YEARS, self.cores)
        what = f"instructions an event at {COUNTED}" + ("" if years else ", reading the data and counting included")
        self.rows.append(count_row(what, *(count / many for count, many in zip(counts, events))))
        if self.other.has("riskpaths") and self.this.has("riskpaths"):
            words = self.both(lambda built: words_of(built.folder, "riskpaths", CASES_COUNTED))
            counts, _ = instructions(words, RUN, self.cores)
            self.rows.append(count_row("RiskPaths, instructions a case", *(one / CASES_COUNTED for one in counts)))


def compare(other, this, cores, scale, count, say):
    """Lines on what this tree costs against another revision."""
    one = Comparison(other, this, cores[:2], say)
    one.digests()
    one.counts()
    counted, one.rows = one.rows, []
    one.nation(scale, count)
    one.riskpaths(count)
    beside = "at the same moment, one a core, in turns changing cores" if len(cores) > 1 else "one after the other"
    lines = [f"Both on one thread, {beside}. The figures are medians; the", "ratio is the median of the ratios of "
             "pairs, with the range of these.", "",
             *head("what", other.name, this.name, "ratio", "range"), *one.rows, *counted, "",
             "Are the lives the same?", "", *head("what", other.name, this.name, "same"), *one.equal]
    return lines + [text for note in one.notes for text in ("", note)]

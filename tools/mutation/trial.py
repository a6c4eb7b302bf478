# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""One fault, from being put in to being taken out again."""

import time
from fnmatch import fnmatchcase

from .checks import PROGRAM, Verdict, how_it_failed, words_of_fault


class Trial:
    """Asks the tests of one copy about faults. A program that the fault has left as it was is not asked."""

    def __init__(self, scratch, checks):
        self.scratch, self.checks = scratch, checks
        self.stamps = {(one.preset, one.name): scratch.stamp(one.preset, one.name) for one in checks.suites}
        self.stamps["release", PROGRAM] = scratch.stamp("release", PROGRAM)

    def judge(self, fault):
        began = time.monotonic()
        self.scratch.put_in(fault)
        try:
            verdict = self._ask(fault)
        finally:
            self.scratch.take_out(fault)
            self.scratch.remove_temporary()
        verdict.seconds = time.monotonic() - began
        return verdict

    def _ask(self, fault):
        self.differs = False
        for step in self._steps(fault):
            if verdict := step():
                return verdict
        return Verdict("survived" if self.differs else "the same program")

    def _steps(self, fault):
        """From the cheapest to the dearest. The engine is all headers: what its own tests see is not put to the
        nation, which would have to be built anew."""
        suites = self.checks.suites
        by_cost = sorted(suites, key=lambda one: (one.preset != "release", not one.fast, one.cpu))
        own = [one for one in by_cost if one.engine_only]
        fast = [one for one in by_cost if one.fast and not one.engine_only]
        dear = [one for one in by_cost if not one.fast and not one.engine_only]
        words = words_of_fault(fault.file)
        steps = []
        if fault.part == "engine":
            for suite in own:
                steps += [self._build([suite]), self._suite(suite, words), self._suite(suite)]
            steps += [self._build([], PROGRAM), self._lives, self._build(fast)]
        else:
            steps += [self._build(fast, PROGRAM)]
        steps += [self._suite(one, words) for one in fast] + [self._suite(one) for one in fast]
        if fault.part != "engine":
            steps += [self._lives]
        for suite in dear:
            steps += [self._build([suite]), self._suite(suite, words)]
        steps += [self._suite(one) for one in dear]
        return steps + [self._python(one) for one in sorted(self.checks.python, key=self.checks.python.get)]

    def _is_changed(self, preset, name):
        changed = self.scratch.stamp(preset, name) != self.stamps[preset, name]
        self.differs = self.differs or changed
        return changed

    def _build(self, suites, *more):
        def build():
            for preset in sorted({one.preset for one in suites} | ({"release"} if more else set())):
                names = {one.name for one in suites if one.preset == preset} | set(more)
                if said := self.scratch.build(preset, names):
                    if "static assertion failed" in said:
                        return Verdict("caught", "the compiler: a static_assert")
                    return Verdict("not compiling", first_error(said))
            return None
        return build

    def _suite(self, suite, words=None):
        """All tests of a program or, with words, those of the fault's own room; then the others are left."""
        def ask():
            near = [one for one in suite.near(words or set()) if one not in suite.red]
            if words and not near or not self._is_changed(suite.preset, suite.name):
                return None
            tests = ":".join(near) if words else "*"
            without = f"-{':'.join(suite.red)}" if suite.red and not words else ""
            ended = self.checks.run_suite(self.scratch, suite,
                                          ["--gtest_fail_fast", f"--gtest_filter={tests}{without}"])
            if ended.status == 0 and not ended.late:
                return None
            return Verdict("caught", how_it_failed(suite, ended))
        return ask

    def _lives(self):
        if not self._is_changed("release", PROGRAM):
            return None
        ended = self.checks.run_lives(self.scratch)
        if ended.said == self.checks.lives:
            return None
        other = "another digest" if "the file has" in ended.said else f"end with {ended.status}"
        return Verdict("caught", f"lives: {'do not end' if ended.late else other}")

    def _python(self, name):
        def ask():
            if not self._is_changed("release", PROGRAM):
                return None
            ended = self.checks.run_python(self.scratch, name, wall=10 * self.checks.python[name] + 120)
            return Verdict("caught", f"tests/python/{name}") if ended.status != 0 else None
        return ask

    # Faults written by hand: does its own test see it?

    def judge_named(self, named):
        if len(named.faults) != 1:
            return Verdict("does not fit", f"its text stands in {len(named.faults)} places of the tree")
        own = [(suite, tests) for suite in self.checks.suites if (tests := tests_of(suite, named.test))
               and suite.preset == "release"]
        if not own:
            return Verdict("no such test", named.test)
        began = time.monotonic()
        self.scratch.put_in(named.faults[0])
        try:
            verdict = self._build([suite for suite, _ in own])()
            for suite, tests in own:
                if verdict:
                    break
                ended = self.checks.run_suite(self.scratch, suite, [f"--gtest_filter={':'.join(tests)}"])
                if ended.status != 0 or ended.late:
                    verdict = Verdict("caught", how_it_failed(suite, ended))
        finally:
            self.scratch.take_out(named.faults[0])
            self.scratch.remove_temporary()
        verdict = verdict or Verdict("survived", f"{named.test} sees nothing")
        verdict.seconds = time.monotonic() - began
        return verdict


def tests_of(suite, test):
    """The tests of a file, or those that a filter names. One that fails without a fault shows nothing."""
    if "/" in test:
        named = [name for name, file in suite.tests.items() if file == test]
    else:
        named = [name for name in suite.tests if fits_filter(name, test)]
    return [name for name in named if name not in suite.red]


def fits_filter(name, pattern):
    return any(fnmatchcase(name, one if "." in one else one + ".*") for one in pattern.split(":"))


def first_error(said):
    lines = [line for line in said.splitlines() if "error:" in line]
    return lines[0].split("error:")[-1].strip() if lines else "the build failed"

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""What is asked of a tree with a fault in it, from the cheapest question to the dearest."""

import json
import os
import re
from dataclasses import asdict, dataclass, field

from .scratch import BuildFailed

PROGRAM = "counterlife"
LONGEST_PYTHON = 60  # seconds of a file of Python tests that are worth asking


@dataclass
class Suite:
    """A program of tests: which test stands in which file, and what all of them cost without a fault."""
    name: str
    preset: str = "release"
    fast: bool = True
    engine_only: bool = False
    tests: dict = field(default_factory=dict)
    red: list = field(default_factory=list)  # before any fault
    cpu: float = 0
    seconds: float = 0

    def near(self, words):
        return [name for name, file in self.tests.items() if words & words_of_test(file)]


def words_of_test(file):
    """tests/model/party/admission_test.cpp is about party and admission."""
    parts = file.split("tests/")[-1].split("/")
    return set(parts[1:-1]) | {re.sub(r"(_test)?\.cpp$", "", parts[-1])}


def words_of_fault(file):
    parts = file.split("/")
    return set(parts[1:-1]) | {parts[-1].rsplit(".", 1)[0]}


@dataclass
class Verdict:
    outcome: str   # caught, survived, not compiling, the same program
    by: str = ""
    seconds: float = 0


class Checks:
    """The suites of a tree and how they go without a fault."""

    def __init__(self, runner, say):
        self.runner, self.say = runner, say
        self.suites, self.lives, self.lives_cost, self.python = [], "", (0, 0), {}

    def save(self, path):
        path.write_text(json.dumps({"suites": [asdict(one) for one in self.suites], "lives": self.lives,
                                    "lives_cost": self.lives_cost, "python": self.python}))

    def load(self, path):
        kept = json.loads(path.read_text())
        self.suites = [Suite(**one) for one in kept["suites"]]
        self.lives, self.lives_cost, self.python = kept["lives"], kept["lives_cost"], kept["python"]

    # Without a fault.

    def list_suites(self, scratch, fast, sanitized):
        labels = scratch.programs()
        self.suites = [Suite(name=name, fast="fast" in labels[name], engine_only=is_engine_only(scratch, name))
                       for name in labels if "fast" in labels[name] or not fast]
        if sanitized and not fast: # As the tests of the whole tree have it.
            self.suites += [Suite(name=one.name, preset="dev", engine_only=True) for one in self.suites
                            if one.engine_only and "engine" in one.name]

    def build_all(self, scratch):
        for preset in sorted({one.preset for one in self.suites}):
            names = {one.name for one in self.suites if one.preset == preset}
            said = scratch.build(preset, names | ({PROGRAM} if preset == "release" else set()))
            if said:
                raise BuildFailed(said)

    def list_tests(self, scratch, suite):
        into = scratch.logs / "tests.json"
        self.run_suite(scratch, suite, ["--gtest_list_tests", f"--gtest_output=json:{into}"])
        built_in = scratch.root / "build" / suite.preset # The compiler's paths may be relative to it.
        suite.tests = {f"{group['name']}.{test['name']}": os.path.relpath(built_in / test["file"], scratch.root)
                       for group in json.loads(into.read_text())["testsuites"] for test in group["testsuite"]}

    def measure(self, scratch, with_python):
        for suite in self.suites:
            self.say(f"without a fault: {suite.name} ({suite.preset})")
            self.list_tests(scratch, suite)
            ended = self.run_suite(scratch, suite, [])
            suite.cpu, suite.seconds = ended.cpu, ended.seconds
            suite.red = failed_tests(ended.said)
            if ended.status != 0 and not suite.red:
                raise BuildFailed(f"{suite.name} ends with {ended.status} without any fault:\n{ended.said[-2000:]}")
            for test in suite.red:
                self.say(f"{test} fails without any fault and is not asked")
        self.say("without a fault: lives")
        ended = self.run_lives(scratch)
        if ended.status != 0:
            raise BuildFailed(ended.said)
        self.lives, self.lives_cost = ended.said, (ended.cpu, ended.seconds)
        if with_python:
            self.measure_python(scratch)

    def measure_python(self, scratch):
        """Tests of the command line. Those of the package would ask the package of the user's own tree."""
        for path in sorted((scratch.root / "tests" / "python").glob("test_*.py")):
            text = path.read_text(encoding="utf-8")
            if "import counterlife" in text or not re.search(r'"counterlife"|PROGRAM|ROOT, run|import .*run', text):
                continue
            self.say(f"without a fault: {path.name}")
            ended = self.run_python(scratch, path.name, wall=5 * LONGEST_PYTHON)
            if ended.status == 0 and ended.seconds <= LONGEST_PYTHON:
                self.python[path.name] = ended.seconds
            else:
                slow = ended.status == 0 or ended.late
                self.say(f"{path.name} {'takes too long' if slow else 'fails without any fault'} and is not asked")

    # With a fault.

    def run_suite(self, scratch, suite, words, name="suite"):
        cpu = 3 * suite.cpu + 20 if suite.cpu else None
        wall = 10 * suite.seconds + 300 if suite.cpu else 3600
        env = {"TMPDIR": str(scratch.temporary())}
        if suite.preset != "release":
            env["SANITIZED"] = "yes" # They reserve more addresses than there is memory.
        return self.runner.run([scratch.program(suite.preset, suite.name), *words], scratch.root,
                               scratch.logs / f"{name}.log", cpu, wall, env)

    def run_lives(self, scratch):
        """Both fixed scenes, as the suite of the tree lives them."""
        cpu, seconds = self.lives_cost
        return self.runner.run([".venv/bin/python", "tools/lives.py", "--program", scratch.program("release", PROGRAM)],
                               scratch.root, scratch.logs / "lives.log", 3 * cpu + 20 if cpu else None,
                               10 * seconds + 300 if cpu else 3600, {"TMPDIR": str(scratch.temporary())})

    def run_python(self, scratch, name, wall):
        os.utime(scratch.program("release", PROGRAM)) # It is as new as its sources: nothing is to be built.
        return self.runner.run([".venv/bin/python", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
                                f"tests/python/{name}"], scratch.root, scratch.logs / "python.log", wall=wall,
                               env={"TMPDIR": str(scratch.temporary())})


def is_engine_only(scratch, name):
    said = scratch.runner.run(["ninja", "-C", "build/release", "-t", "inputs", name], scratch.root,
                              scratch.logs / "inputs.log").said
    return re.search(r"(^|/)model/", said, re.MULTILINE) is None


def failed_tests(said):
    return sorted(set(re.findall(r"^\[  FAILED  \] (\w[\w/]*\.\w[\w/]*)", said, re.MULTILINE)))


def last_begun(said):
    begun = re.findall(r"^\[ RUN      \] (\S+)", said, re.MULTILINE)
    return begun[-1] if begun else "its start"


def how_it_failed(suite, ended):
    """Which test has seen the fault, and how."""
    if ended.late:
        return f"{suite.name}: {last_begun(ended.said)} does not end"
    if failed := failed_tests(ended.said):
        return f"{suite.name}: {failed[0]}"
    return f"{suite.name}: {last_begun(ended.said)} ends with {ended.status}"

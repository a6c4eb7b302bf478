#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Would the tests see it? Faults are put into the code one at a time, and the share that is caught is reported.

    tools/mutate.py                 a hundred faults, by lot: 50 in model, 20 in engine, 30 in study
    tools/mutate.py --list          prints them
    tools/mutate.py --only 7        one of them, by its number or its id
    tools/mutate.py --named         the faults of tools/faults.toml: is each caught by its own test?

It works in a copy under build/mutate and never touches the tree itself. What it has found is kept in
build/mutate/results.csv: started again on the same tree, it goes on from there. It ends with 0 when at least nine in
ten are caught.
"""

import argparse
import fcntl
import os
import shutil
import signal
import sys
import threading
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutation import lot, results  # noqa: E402
from mutation.checks import Checks  # noqa: E402
from mutation.named import read_named  # noqa: E402
from mutation.running import Runner, Stopped  # noqa: E402
from mutation.scratch import BuildFailed, Scratch, hash_of_tree  # noqa: E402
from mutation.trial import Trial  # noqa: E402

TREE = Path(__file__).resolve().parent.parent


def say(text):
    print(text, file=sys.stderr, flush=True)


def listed(tree, seed, count):
    queues = lot.queues(tree, seed)
    return [fault for part, many in lot.shares(count).items() for fault in islice(queues[part], many)]


class Draw:
    """Deals faults to the workers. One that does not compile, or makes no other program, is replaced by the next
    of its part."""

    def __init__(self, tree, seed, count, kept):
        self.queues, self.wanted, self.kept = lot.queues(tree, seed), lot.shares(count), kept
        self.valid = dict.fromkeys(self.wanted, 0)
        self.pending = dict.fromkeys(self.wanted, 0)
        self.rows, self.costs = [], {part: [] for part in self.wanted}
        self.change = threading.Condition()

    def next(self):
        """The next fault, or nothing when there are enough. The engine comes last: it makes all else anew."""
        with self.change:
            while True:
                for part in sorted(self.wanted, key=lambda one: one == "engine"):
                    while self.valid[part] + self.pending[part] < self.wanted[part]:
                        fault = next(self.queues[part], None)
                        if fault is None:
                            self.wanted[part] = self.valid[part] + self.pending[part]
                        elif fault.id in self.kept:
                            self._count(part, self.kept[fault.id])
                        else:
                            self.pending[part] += 1
                            return fault
                if not any(self.pending.values()):
                    return None
                self.change.wait(1)

    def _count(self, part, row):
        self.rows.append(row)
        self.costs[part].append(float(row["seconds"]))
        self.valid[part] += row["outcome"] in results.COUNTED

    def done(self, fault, row):
        with self.change:
            self.pending[fault.part] -= 1
            self._count(fault.part, row)
            self.change.notify_all()

    def progress(self):
        done, all_faults = sum(self.valid.values()), sum(self.wanted.values())
        return f"[{done:>{len(str(all_faults))}}/{all_faults}]"

    def time_left(self, workers):
        every = [cost for costs in self.costs.values() for cost in costs]
        left = 0
        for part, costs in self.costs.items():
            mine = costs or every
            tries = len(mine) / max(1, self.valid[part]) if costs else 1.2 # Some are replaced.
            left += (self.wanted[part] - self.valid[part]) * tries * sum(mine) / len(mine)
        return results.in_words(left / workers)


class Work:
    """The copies, one a worker, and what their tests say without a fault."""

    def __init__(self, options, runner):
        self.options, self.runner = options, runner
        self.root = TREE / "build" / "mutate"
        # With other tests asked, what survives is another matter.
        self.name = hash_of_tree(TREE) + ("-fast" if options.fast else "" if options.python else "-no-python")
        self.checks = Checks(runner, say)
        self.trials = []

    def prepare(self, workers, measured=True):
        jobs = max(1, len(os.sched_getaffinity(0)) // workers) if self.options.compile_jobs is None \
            else self.options.compile_jobs
        kept = self.root / f"checks-{self.name}.json"
        for number in range(workers):
            scratch = Scratch(TREE, self.root / str(number + 1), self.runner, jobs)
            scratch.refresh()
            if number == 0 and measured and kept.exists():
                self.checks.load(kept)
            elif number == 0:
                self.checks.list_suites(scratch, fast=self.options.fast, sanitized=measured)
            say(f"building copy {number + 1} without a fault")
            self.checks.build_all(scratch)
            if number == 0 and measured and not kept.exists():
                self.checks.measure(scratch, self.options.python and not self.options.fast)
                self.checks.save(kept)
            self.trials.append(Trial(scratch, self.checks))

    def clean(self):
        for folder in self.root.glob("[0-9]*"):
            shutil.rmtree(folder, ignore_errors=True)


def try_all(work, draw, found):
    """Every worker takes fault after fault until there are enough."""
    errors = []

    def serve(trial):
        try:
            while fault := draw.next():
                verdict = trial.judge(fault)
                draw.done(fault, found.add(fault, verdict))
                say(f"{draw.progress()} {verdict.outcome:<16} {fault.file}:{fault.line} {fault.kind}, "
                    f"{verdict.seconds:.0f} s{'; ' + verdict.by if verdict.by else ''}; "
                    f"{draw.time_left(len(work.trials))} left")
        except Stopped:
            pass
        except BaseException as error: # A worker's error is everybody's.
            errors.append(error)
            work.runner.stop()

    workers = [threading.Thread(target=serve, args=(trial,)) for trial in work.trials]
    for one in workers:
        one.start()
    try:
        for one in workers:
            while one.is_alive():
                one.join(0.2)
    except KeyboardInterrupt:
        work.runner.stop()
        for one in workers:
            one.join()
        raise
    if errors:
        raise errors[0]


def show(rows):
    for line in [*results.table(rows), "", "caught by", *results.seen_by(rows)]:
        print(line)
    if survived := results.survivors(rows):
        print("\nsurvivors")
        print("\n".join(survived))
    line, enough = results.summary(rows)
    print(f"\n{line}")
    return enough


def whole_lot(work, options):
    found = results.Results(work.root / "results.csv", work.name)
    draw = Draw(TREE, options.seed, options.count, found.rows)
    try:
        work.prepare(options.jobs)
        try_all(work, draw, found)
    except KeyboardInterrupt:
        show(draw.rows)
        say("stopped; the same command goes on from here")
        return 130
    enough = show(draw.rows)
    if not options.keep:
        work.clean()
    return 0 if enough else 1


def only_one(work, options):
    faults = listed(TREE, options.seed, options.count)
    chosen = [fault for number, fault in enumerate(faults, 1) if options.only in (str(number), fault.id)] or \
        [fault for part in lot.SHARES for fault in lot.faults_in(TREE, part) if fault.id == options.only]
    if not chosen:
        say(f"there is no fault {options.only}: see --list")
        return 2
    fault = chosen[0]
    print(f"{fault.file}:{fault.line}: {fault.kind} ({fault.id})")
    print(f"    before  {fault.before}\n    after   {fault.after}")
    work.prepare(1)
    verdict = work.trials[0].judge(fault)
    print(f"{verdict.outcome}{': ' + verdict.by if verdict.by else ''} ({verdict.seconds:.0f} s)")
    return 0 if verdict.outcome == "caught" else 1


def own_tests(work):
    work.prepare(1, measured=False)
    trial, caught, all_named = work.trials[0], 0, read_named(TREE)
    for suite in work.checks.suites:
        work.checks.list_tests(trial.scratch, suite)
    for named in all_named:
        verdict = trial.judge_named(named)
        caught += verdict.outcome == "caught"
        print(f"{verdict.outcome:<13} {named.name}: {named.what}\n{'':<13} {verdict.by}", flush=True)
    print(f"\n{caught} of {len(all_named)} named faults caught by their own tests")
    return 0 if caught == len(all_named) else 1


def arguments(words):
    parser = argparse.ArgumentParser(prog="./dev mutate", description=__doc__.split("\n\n")[0],
                                     epilog="\n\n".join(__doc__.split("\n\n")[1:]),
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="which faults the lot falls on (default: 1)")
    parser.add_argument("--count", type=int, default=100, help="how many (default: 100)")
    parser.add_argument("--list", action="store_true", help="print the faults and end")
    parser.add_argument("--only", metavar="N", help="one fault, by its number in the list or its id")
    parser.add_argument("--named", action="store_true", help="the faults of tools/faults.toml, each by its own test")
    parser.add_argument("--jobs", type=int, default=1, help="so many faults at a time, each in a copy of its own")
    parser.add_argument("--compile-jobs", type=int, help="so many compilers a copy (default: those of the machine)")
    parser.add_argument("--fast", action="store_true",
                        help="ask only the tests that take seconds, and the lives: what is seen without a nation?")
    parser.add_argument("--no-python", dest="python", action="store_false", help="ask no Python tests")
    parser.add_argument("--keep", action="store_true", help="leave the copy and its build for the next time")
    options = parser.parse_args(words)
    if options.count < 1 or options.jobs < 1 or options.compile_jobs is not None and options.compile_jobs < 1:
        parser.error("--count, --jobs and --compile-jobs are at least 1")
    return options


def interrupt(*_):
    raise KeyboardInterrupt


def main(words=None):
    options = arguments(words)
    if options.list:
        for number, fault in enumerate(listed(TREE, options.seed, options.count), 1):
            print(f"{number:>4} {fault.id} {fault.file}:{fault.line}: {fault.kind}\n"
                  f"         before  {fault.before}\n         after   {fault.after}")
        return 0
    for one in (signal.SIGINT, signal.SIGTERM): # A shell makes what it starts in the background deaf to the first.
        signal.signal(one, interrupt)
    os.nice(10) # It works for hours; whoever works beside it should not notice.
    runner = Runner()
    work = Work(options, runner)
    work.root.mkdir(parents=True, exist_ok=True)
    with open(work.root / "lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("another ./dev mutate is at work here")
            return 2
        try:
            if options.named:
                return own_tests(work)
            return only_one(work, options) if options.only else whole_lot(work, options)
        except BuildFailed as error:
            say(f"{error}\nthe tree does not build, or its tests fail, without any fault")
            return 2
        except (KeyboardInterrupt, Stopped):
            return 130
        finally:
            runner.stop()


if __name__ == "__main__":
    sys.exit(main())

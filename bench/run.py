#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Measures speed and memory and writes bench/results/<date>-<cpu>.md.

    ./dev bench                     the nation by scale, RiskPaths, and the field's models that are built
    ./dev bench --against REV       this tree against another revision, which is built in build/against:
                                    both at the same moment, one a core, in turns changing cores

Figures are costs per event, person-year and life, and ratios within one session: machines are noisy, so nothing here
passes or fails. Instructions are counted by valgrind, and repeat.
"""

import argparse
import fcntl
import re
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import against, field, nation, revision, tables  # noqa: E402
from measuring.programs import Failed, usable_cores  # noqa: E402

TREE = Path(__file__).resolve().parent.parent
PROGRAMS = TREE / "build" / "release"
RESULTS = TREE / "bench" / "results"


def say(text):
    print(text, file=sys.stderr, flush=True)


def arguments(words):
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n\n")[0],
                                     epilog="\n\n".join(__doc__.split("\n\n")[1:]), allow_abbrev=False,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave 1:1 and 10 million cases out")
    parser.add_argument("--against", metavar="REV", help="a commit, tag or branch to build and run beside this tree")
    parser.add_argument("--scale", help="of the nation that both live (default: 1:100)")
    parser.add_argument("--pairs", help="how many; even, so that each has each core as often (default: as many as "
                                        "last a few minutes)")
    parser.add_argument("--dirty", action="store_true", help="although this tree is not as its commit has it")
    return parser.parse_args(words)


def complaints(options):
    """What is wrong with the options, all of it."""
    if options.against is None:
        beside = {"--scale": options.scale, "--pairs": options.pairs, "--dirty": options.dirty}
        for name, value in beside.items():
            if value not in (None, False):
                yield f"{name}: goes with --against REV"
        return
    if options.quick:
        yield "--quick: goes without --against"
    if options.scale is not None and not re.fullmatch(r"1:[1-9]\d{0,8}", options.scale):
        yield f"--scale: found '{options.scale}'; allowed 1:N, one life for so many people"
    if options.pairs is not None and not re.fullmatch(r"[1-9]\d{0,3}", options.pairs) or int(options.pairs or 2) % 2:
        yield f"--pairs: found '{options.pairs}'; allowed an even number from 2 to 9998"
    try:
        revision.commit_of(TREE, options.against)
    except revision.NotThere as not_there:
        yield str(not_there)
        return
    if not options.dirty and (files := revision.changed(TREE)):
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        yield f"this tree is not as its commit has it ({files[0]}{more}): commit, or say --dirty to measure it as it is"


def build_this():
    if subprocess.run([TREE / "dev", "build", "riskpaths"], stdout=sys.stderr).returncode != 0:
        raise revision.BuildFailed("this tree does not build")


def measure_alone(options):
    scales = ["1:1000", "1:100", "1:10"] + ([] if options.quick else ["1:1"])
    sizes = [100_000, 1_000_000] + ([] if options.quick else [10_000_000])
    build_this()
    lines = [tables.title(), "", *nation.measure(PROGRAMS / "counterlife", scales, say),
             *field.riskpaths(PROGRAMS, sizes, say),
             *field.measure(PROGRAMS, 100_000 if options.quick else 1_000_000, say)]
    return lines, ""


def measure_against(options):
    commit = revision.commit_of(TREE, options.against)
    build_this()
    other = revision.build(TREE, commit, say)
    name = revision.short(TREE, "HEAD") + ("-changed" if revision.changed(TREE) else "")
    this = revision.Built(name, PROGRAMS)
    lines = [tables.title(f": {name} against {other.name}"), "",
             *against.compare(other, this, usable_cores(), options.scale or "1:100",
                              int(options.pairs) if options.pairs else None, say)]
    return lines, f"-{name}-against-{other.name}"


def interrupt(*_):
    raise KeyboardInterrupt


def main(words=None):
    options = arguments(words)
    if found := list(complaints(options)):
        say("\n".join(found))
        return 2
    signal.signal(signal.SIGTERM, interrupt)
    (TREE / "build").mkdir(exist_ok=True)
    with open(TREE / "build" / "bench.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("another ./dev bench is at work here, and each would disturb the other")
            return 2
        try:
            lines, what = measure_alone(options) if options.against is None else measure_against(options)
        except (revision.BuildFailed, Failed) as error:
            say(str(error))
            return 1
        except KeyboardInterrupt:
            return 130
        print("\n".join(lines))
        print(tables.write(RESULTS, lines, what))
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The witness's course, walked from its first step to its last by synthetic lives.

At 1:1 the scenario as-told, one run with all events: ten minutes on two cores, 12 GB of
memory and 8 GB of disk. Prints the funnel.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMORY, DISK = 15e9, 14e9  # bytes, for a run at 1:1


def counterlife(*words):
    done = subprocess.run([ROOT / "counterlife", *map(str, words)], capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout


def has_room(folder):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return memory > MEMORY and shutil.disk_usage(folder).free > DISK


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="1:1")
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--to", default=2005, type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        if options.scale == "1:1" and not has_room(folder):
            print("left out: a run at 1:1 needs 15 GB of memory and 14 GB of disk")
            return
        run = Path(folder) / "as-told"
        counterlife("run", "as-told", "--scale", options.scale, "--seed", options.seed, "--to", options.to,
                    "--events", "all", "--quiet", "-o", run)
        found = counterlife("find", run, "--like", "narrator")
    print(found)
    steps = [int(count) for count in re.findall(r"^ *(\d+) ", found.split("\n\n")[0], re.M)]
    if len(steps) != 24 or steps[-1] == 0:
        sys.exit("nobody walked the whole course")


if __name__ == "__main__":
    main()

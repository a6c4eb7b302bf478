#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Are the lives of the fixed scenes those that tests/lives/digests.toml says?

    tools/lives.py            lives the scenes, compares them with the file, and fails where they differ
    tools/lives.py --write    writes into the file what was lived

A digest covers every event of a scene, so one event more, less or otherwise makes it another. Beside it
the file has the number of events by institution, which tell where a change shows first.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "tests" / "lives" / "digests.toml"
ADVICE = """
A change that is not meant to alter lives has a fault. One that is meant to: see that the difference is
what you meant, run ./dev lives --write, commit tests/lives/digests.toml with the change, and say in the
commit why, with `{}` as its last line."""


def read_scenes():
    return tomllib.loads(FILE.read_text())["scene"]


def live(scene, program):
    """Lives a scene: its digest, and how often each rule fired."""
    # Reading tables takes a second, which complaints about the command line need not wait for.
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        done = subprocess.run(
            [program, "run", scene["scenario"], "--scale", scene["scale"], "--seed", str(scene["seed"]),
             "--data", ROOT / "data", "--events", "none", "--quiet", "-o", run],
            cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stdout + done.stderr + f"The scene {scene['name']} could not be lived.")
        digest = next(line.split()[1] for line in done.stdout.splitlines() if line.startswith("digest"))
        series = pq.read_table(run / "series.parquet", columns=["measure", "status", "value"])
        fired = Counter()
        for row in series.filter(pc.equal(series["measure"], "events_by_rule")).to_pylist():
            fired[row["status"]] += round(row["value"])
        return digest, fired


def by_institution(fired):
    events = Counter()
    for rule, times in fired.items():
        events[rule.partition(".")[0]] += times
    return dict(sorted(events.items()))


def compare(scene, digest, events):
    """Says whether the scene is as it was; returns the new digest's line where it is not."""
    if digest == scene["digest"] and events == scene["events"]:
        print(f"{digest}  {scene['name']}: as in the file")
        return True
    print(f"{digest}  {scene['name']}: the file has {scene['digest']}")
    old, new = scene["events"], events
    differ = [room for room in sorted(old | new) if old.get(room, 0) != new.get(room, 0)]
    print(f"    {'events':14}{'old':>10}{'new':>10}")
    for room in differ:
        print(f"    {room:14}{old.get(room, 0):>10}{new.get(room, 0):>10}")
    if not differ:
        print("    as many events of each institution as before: some are other events")
    return False


def as_toml(scene):
    lines = ["[[scene]]"]
    for key in ("name", "scenario", "scale", "seed", "digest"):
        value = scene[key]
        lines.append(f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"')
    lines.append("reaches = [")
    lines += [f'    "{rule}",' for rule in scene["reaches"]]
    lines += ["]", "[scene.events]"]
    lines += [f"{room} = {times}" for room, times in scene["events"].items()]
    return "\n".join(lines) + "\n"


def write(scenes):
    prose = FILE.read_text().partition("[[scene]]")[0]
    FILE.write_text(prose + "\n".join(as_toml(scene) for scene in scenes))
    print(f"written to {FILE.relative_to(ROOT)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write into the file what was lived")
    parser.add_argument("--program", default=ROOT / "counterlife", help="the program to ask")
    options = parser.parse_args()

    scenes = read_scenes()
    first, same, missed = scenes[0]["digest"], True, []
    for scene in scenes:
        digest, fired = live(scene, options.program)
        events = by_institution(fired)
        same = compare(scene, digest, events) and same
        # A scene that no longer comes where it is there to come guards nothing there.
        missed += [f"The scene {scene['name']} no longer reaches {rule}."
                   for rule in scene["reaches"] if fired[rule] == 0]
        scene["digest"], scene["events"] = digest, events
    print("\n".join(missed), end="\n" if missed else "")
    if options.write:
        write(scenes)
    elif not same:
        now = scenes[0]["digest"]
        print(ADVICE.format("Lives: " + (f"{first} -> {now}" if now != first else f"{now}, others changed")))
    if missed or not (same or options.write):
        return 1
    print(f"lives: {len(scenes)} scenes passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""What became of each fault: kept as it is found, shown at the end."""

import csv
import threading
from collections import Counter

from .lot import SHARES

COLUMNS = ["tree", "id", "file", "line", "kind", "before", "after", "outcome", "by", "seconds"]
COUNTED = ("caught", "survived")
ENOUGH = 0.9  # of the faults


class Results:
    """One row a fault and state of the tree, written at once, so that a killed run goes on from there."""

    def __init__(self, path, tree_hash):
        self.path, self.tree_hash, self._lock = path, tree_hash, threading.Lock()
        self.rows = {}
        if path.exists():
            with path.open(newline="", encoding="utf-8") as file:
                # The last line may be cut short.
                self.rows = {row["id"]: row for row in csv.DictReader(file)
                             if row["tree"] == tree_hash and row["outcome"] and row["seconds"]}

    def add(self, fault, verdict):
        row = {"tree": self.tree_hash, "id": fault.id, "file": fault.file, "line": fault.line, "kind": fault.kind,
               "before": fault.before, "after": fault.after, "outcome": verdict.outcome, "by": verdict.by,
               "seconds": f"{verdict.seconds:.1f}"}
        with self._lock:
            is_new = not self.path.exists()
            is_cut = not is_new and not self.path.read_bytes().endswith(b"\n")
            with self.path.open("a", newline="", encoding="utf-8") as file:
                if is_cut:
                    file.write("\n")
                writer = csv.DictWriter(file, COLUMNS)
                if is_new:
                    writer.writeheader()
                writer.writerow(row)
            self.rows[fault.id] = row
        return row


def part_of(row):
    return row["file"].split("/")[0]


def table(rows):
    """Part by part: caught, survived, and what was put aside and replaced by another fault."""
    outcomes = ["caught", "survived", "not compiling", "the same program"]
    lines = [f"{'part':<8}" + "".join(f"{one:>18}" for one in outcomes)]
    for part in SHARES:
        counts = Counter(row["outcome"] for row in rows if part_of(row) == part)
        if counts:
            lines.append(f"{part:<8}" + "".join(f"{counts[one]:>18}" for one in outcomes))
    return lines


def seen_by(rows):
    """How many each kind of check has caught."""
    counts = Counter(row["by"].split(":")[0] for row in rows if row["outcome"] == "caught")
    return [f"  {count:>4}  {by}" for by, count in counts.most_common()]


def survivors(rows):
    lines = []
    for row in rows:
        if row["outcome"] == "survived":
            lines += [f"{row['file']}:{row['line']}: {row['kind']} ({row['id']})",
                      f"    before  {row['before']}", f"    after   {row['after']}"]
    return lines


def summary(rows):
    """The last line, and whether it is enough."""
    counted = [row for row in rows if row["outcome"] in COUNTED]
    caught = sum(row["outcome"] == "caught" for row in counted)
    share = f" ({100 * caught / len(counted):.0f} %)" if counted else ""
    return f"{caught} of {len(counted)} faults caught{share}", bool(counted) and caught >= ENOUGH * len(counted)


def in_words(seconds):
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"

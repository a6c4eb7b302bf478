# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Which faults are put in: a keyed lot, spread over parts, kinds and files."""

import hashlib
from dataclasses import replace

from .faults import KINDS, faults_of

SHARES = {"model": 50, "engine": 20, "study": 30}  # of a hundred


def sources(tree, part):
    return sorted(path for ending in ("*.h", "*.cpp") for path in (tree / part).rglob(ending))


def faults_in(tree, part):
    """Every fault of a part. Two files of one name may have a line in common; an id is one fault's."""
    met, faults = set(), []
    for path in sources(tree, part):
        for fault in faults_of(path.relative_to(tree).as_posix(), path.read_text(encoding="utf-8")):
            while fault.id in met:
                fault = replace(fault, id=fault.id + "+")
            met.add(fault.id)
            faults.append(fault)
    return faults


def shares(count):
    """How many faults each part gets of so many; what is left over goes to the first."""
    all_parts = sum(SHARES.values())
    counts = {part: count * share // all_parts for part, share in SHARES.items()}
    left = count - sum(counts.values())
    for part in list(counts)[:left]:
        counts[part] += 1
    return counts


def in_order(faults, seed, headers_dear=True):
    """All faults in the order of the lot. Kinds take turns, and a file has its second turn when every file
    has had its first. A header costs a build of all who read it: where there is a choice, one in ten is of one."""
    lot = {fault: hashlib.sha256(f"{seed}/{fault.id}".encode()).digest() for fault in faults}
    waiting = {kind: sorted((one for one in faults if one.kind == kind), key=lot.get) for kind in KINDS}
    turns, taken, of_headers = {}, 0, 0
    most = 1
    while any(waiting.values()):
        found = False
        for kind in KINDS:
            for fault in waiting[kind]:
                is_header = headers_dear and fault.file.endswith(".h")
                if turns.get(fault.file, 0) >= most or is_header and 10 * of_headers >= taken:
                    continue
                waiting[kind].remove(fault)
                turns[fault.file] = turns.get(fault.file, 0) + 1
                taken += 1
                of_headers += is_header
                found = True
                yield fault
                break
        if not found:
            if not any(not one.file.endswith(".h") for rest in waiting.values() for one in rest):
                headers_dear = False
            most += 1


def queues(tree, seed):
    return {part: in_order(faults_in(tree, part), seed, headers_dear=part != "engine") for part in SHARES}

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The small models of examples/ beside the tools of the field that have the same."""

import re
from dataclasses import dataclass

from measuring.programs import NO_VALGRIND, Failed, can_count, instructions, run, usable_cores
from measuring.tables import head, row

RUN = "*riskpaths::run(*"
CASES_COUNTED = 100_000


@dataclass(frozen=True)
class Peer:
    """What another program takes for the same, on one core: measured elsewhere, not in this session."""
    model: str
    size: int
    what: str
    who: str
    least: float  # nanoseconds; of memory, bytes
    most: float


OPTIONS = {"riskpaths": "--cases", "kin": "--people", "epidemic": "--hosts"}
COUNTS = {"case": "case", "event": "events", "person-year": "person_years"}
SENTENCES = {"case": r"([\d.]+) ns a case", "event": r"([\d.]+) ns an\s+event",
             "person-year": r"([\d.]+) ns a person-year", "bytes a person": r"([\d.]+) bytes (?:each|a person)"}
SOCSIM = [8_000, 100_000, 1_000_000]
PEERS = [
    Peer("riskpaths", 1_000_000, "case", "openM++", 21_200, 21_200),
    Peer("riskpaths", 1_000_000, "case", "a plain program", 226, 226),
    *(Peer("kin", size, "event", "SOCSIM", 50_000, 65_000) for size in SOCSIM),
    *(Peer("kin", size, "person-year", "SOCSIM", 1_600, 2_050) for size in SOCSIM),
    *(Peer("kin", size, "bytes a person", "SOCSIM", 308, 308) for size in SOCSIM),
    Peer("epidemic", 1_000, "event", "openM++, IDMM", 480, 480),
    Peer("epidemic", 100_000, "event", "openM++, IDMM", 1_900, 1_900),
    Peer("epidemic", 1_000_000, "event", "openM++, IDMM", 4_500, 4_500),
]


def taken(cost, what, size):
    """What a run took of it, by its lines of names and numbers, or else by the sentence in which it says so itself;
    nothing where it says neither."""
    figures = {"case": size, **cost.figures()}
    if what == "bytes a person" and figures.get("people"):
        return cost.memory / figures["people"]
    if many := figures.get(COUNTS.get(what)):
        return 1e9 * figures.get("cpu", cost.cpu) / many
    told = re.search(SENTENCES[what], cost.said + cost.aside)
    return float(told.group(1)) or None if told else None


def words_of(folder, model, size):
    return [folder / model, OPTIONS[model], str(size), "--threads", "1"]


def between(least, most):
    return f"{least:,g}" if least == most else f"{least:,g} to {most:,g}"


def side_by_side_rows(folder, most_people, say):
    costs, rows, troubles = {}, [], []
    peers = [peer for peer in PEERS if (folder / peer.model).exists() and peer.size <= most_people]
    for model, size in dict.fromkeys((peer.model, peer.size) for peer in peers):
        try:
            costs[model, size] = run(words_of(folder, model, size), large_pages=False)
            say(f"{model}, {size:,}: {costs[model, size].cpu:.2f} s")
        except Failed as failed:  # The others are worth telling all the same.
            say(str(failed))
            troubles.append(f"- {model} at {size:,} did not come to its end")
    for peer in peers:
        cost = costs.get((peer.model, peer.size))
        here = taken(cost, peer.what, peer.size) if cost else None
        if here is not None:
            unit = peer.what if peer.what.startswith("bytes") else f"ns a {peer.what}".replace("a event", "an event")
            rows.append(row(peer.model, f"{peer.size:,}", unit, f"{here:,.0f}", peer.who,
                            between(peer.least, peer.most), f"{peer.least / here:.1f}"))
    return rows, troubles


def measure(folder, most_people, say):
    """Lines on the models that have been built, side by side with the field."""
    rows, troubles = side_by_side_rows(folder, most_people, say)
    if not rows and not troubles:
        return []
    return ["", "## Side by side with the field", "",
            "One thread, all of CPU. What the peers take was measured elsewhere, on one core of another machine.", "",
            *head("model", "size", "of", "here", "peer", "the peer", "the peer over here, at least"), *rows,
            *([""] if troubles else []), *troubles]


def riskpaths(folder, sizes, say):
    program = folder / "riskpaths"
    if not program.exists():
        return []
    lines = ["", "## RiskPaths, one thread", "",
             *head("cases", "CPU s", "CPU ns a case", "peak MB")]
    for cases in sizes:
        cost = run(words_of(folder, "riskpaths", cases), large_pages=False)
        lines.append(row(cases, f"{cost.cpu:.2f}", f"{1e9 * cost.cpu / cases:.0f}", f"{cost.memory / 1e6:.0f}"))
        say(f"riskpaths, {cases:,}: {1e9 * cost.cpu / cases:.0f} ns a case")
    if not can_count():
        return [*lines, "", NO_VALGRIND]
    (count,), _ = instructions([words_of(folder, "riskpaths", CASES_COUNTED)], RUN, usable_cores()[:1])
    return [*lines, "", f"- instructions a case at {CASES_COUNTED:,}: {count / CASES_COUNTED:.0f}"]

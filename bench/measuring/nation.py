# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""What the nation costs: `counterlife bench` by scale, on one thread and on two."""

from dataclasses import dataclass

from measuring.programs import NO_VALGRIND, can_count, instructions, run, usable_cores
from measuring.tables import head, row

COUNTED = "1:1000"  # the scale at which instructions are counted: valgrind takes twenty times as long
YEARS = "*Simulation::live_until*"  # what the `cpu` of bench is of: neither reading the data nor counting


def bench(program, scale, threads=1):
    return [program, "bench", "--scale", scale, "--threads", str(threads)]


@dataclass
class Nation:
    figures: dict
    memory: int

    @classmethod
    def of(cls, cost):
        return cls(cost.figures(), cost.memory)

    def __getitem__(self, name):
        return self.figures[name]

    def each(self, name):
        """Nanoseconds of CPU an event, person_year or visit."""
        return 1e9 * self["cpu"] / max(1, self[name])

    def bytes_a_life(self):
        return self.memory / self["lives"]


def costs(by):
    lines = head("scale", "threads", "lives", "events", "CPU ns an event", "CPU ns a person-year", "CPU ns a visit",
                 "bytes a life", "peak GB")
    return lines + [row(scale, threads, f"{nation['lives']:.0f}", f"{nation['events']:.0f}",
                        f"{nation.each('events'):.0f}", f"{nation.each('person_years'):.0f}",
                        f"{nation.each('visits'):.0f}", f"{nation.bytes_a_life():.0f}", f"{nation.memory / 1e9:.2f}")
                    for (scale, threads), nation in by.items()]


def walls(by):
    lines = head("scale", "1 thread, s", "2 threads, s", "times faster")
    for scale in dict.fromkeys(scale for scale, _ in by):
        one, two = (by[scale, threads]["simulating"] for threads in (1, 2))
        lines.append(row(scale, f"{one:.2f}", f"{two:.2f}", f"{one / two:.2f}"))
    return lines


def phases(by):
    lines = head("scale", "threads", "settling the founders", "places at work", "mail between places",
                 "counting every new year")
    return lines + [row(scale, threads, f"{nation['settling']:.2f}",
                        f"{nation['simulating'] - nation['exchanging']:.2f}", f"{nation['exchanging']:.2f}",
                        f"{nation['counting']:.2f}")
                    for (scale, threads), nation in by.items()]


def counted(program, events):
    """The line on instructions, of which a machine in use does not change the number."""
    if not can_count():
        return NO_VALGRIND
    (count,), years = instructions([bench(program, COUNTED)], YEARS, usable_cores()[:1])
    of = "" if years else ", reading the data and counting included"
    return f"- instructions an event at {COUNTED}{of}: {count / events:.0f}"


def measure(program, scales, say):
    """The nation at each scale. Returns lines."""
    by = {}
    for scale in scales:
        for threads in (1, 2):
            nation = by[scale, threads] = Nation.of(run(bench(program, scale, threads)))
            say(f"{scale}, {threads} thread{'s'[:threads > 1]}: {nation.each('events'):.0f} ns an event, "
                f"{nation.each('person_years'):.0f} ns a person-year")
    first, last = by[scales[0], 1], by[scales[-1], 1]
    return ["## The nation, 1955 to 2025, events not written", "", *costs(by), "",
            "Wall time of the years:", "", *walls(by), "",
            "Where the time goes, seconds of wall time:", "", *phases(by), "",
            f"- cost an event at {scales[-1]} against {scales[0]}: {last.each('events') / first.each('events'):.2f}",
            counted(program, run(bench(program, COUNTED)).figures()["events"])]

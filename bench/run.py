#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Measures speed and memory and writes bench/results/<date>-<cpu>.md.

Usage: ./dev bench [--quick]. Figures are costs per event and per life, and ratios within one
session: machines are noisy, so nothing here passes or fails.
"""

import argparse
import datetime
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent
PROGRAM = TREE / "counterlife"
RISKPATHS = TREE / "build" / "release" / "riskpaths"


def cpu_name():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def measured(command):
    """Runs a command; returns its output, wall and CPU seconds and peak memory in bytes."""
    start = datetime.datetime.now()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{output}")
    wall = (datetime.datetime.now() - start).total_seconds()
    return output, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def nation(scale, threads):
    output, wall, _, memory = measured(
        [PROGRAM, "bench", "--scale", scale, "--threads", str(threads)])
    figures = dict(re.findall(r"^(\w+)\s+([-\d.e+]+)$", output, re.M))
    return {**{k: float(v) for k, v in figures.items()}, "memory": memory, "wall": wall}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--quick", action="store_true", help="leave 1:1 and 10 million out")
    quick = arguments.parse_args().quick

    lines = [f"# {datetime.date.today()}, {cpu_name()}, {os.cpu_count()} cores", "",
             "## The nation, 1955 to 2025, events not written", "",
             "| scale | threads | lives | events | simulating s | CPU ns an event | CPU ns a visit "
             "| bytes a life | peak GB |", "|" + "---|" * 9]
    by = {}
    for scale in ["1:1000", "1:100", "1:10"] + ([] if quick else ["1:1"]):
        for threads in (1, 2):
            f = by[scale, threads] = nation(scale, threads)
            lines.append(
                f"| {scale} | {threads} | {f['lives']:.0f} | {f['events']:.0f} "
                f"| {f['simulating']:.2f} | {1e9 * f['cpu'] / f['events']:.0f} "
                f"| {1e9 * f['cpu'] / f['visits']:.0f} | {f['memory'] / f['lives']:.0f} "
                f"| {f['memory'] / 1e9:.2f} |")
            print(lines[-1], flush=True)
    lines += ["", "Where the time goes, seconds of wall time:", "",
              "| scale | threads | settling the founders | places at work | mail between places "
              "| counting every new year |", "|" + "---|" * 6]
    for (scale, threads), f in by.items():
        lines.append(f"| {scale} | {threads} | {f['settling']:.2f} "
                     f"| {f['simulating'] - f['exchanging']:.2f} | {f['exchanging']:.2f} "
                     f"| {f['counting']:.2f} |")
    largest = "1:10" if quick else "1:1"
    one, two = by[largest, 1], by[largest, 2]
    small = by["1:1000", 1]
    lines += ["", f"- two threads against one at {largest}: "
              f"{one['simulating'] / two['simulating']:.2f} times faster",
              f"- cost an event at {largest} against 1:1000: "
              f"{(one['cpu'] / one['events']) / (small['cpu'] / small['events']):.2f}"]

    if RISKPATHS.exists():
        lines += ["", "## RiskPaths, one thread", "", "| cases | CPU s | CPU ns a case | peak MB |",
                  "|---|---|---|---|"]
        for cases in [100_000, 1_000_000] + ([] if quick else [10_000_000]):
            _, _, cpu, memory = measured([RISKPATHS, "--cases", str(cases), "--threads", "1"])
            lines.append(f"| {cases} | {cpu:.2f} | {1e9 * cpu / cases:.0f} | {memory / 1e6:.0f} |")
            print(lines[-1], flush=True)

    results = TREE / "bench" / "results"
    results.mkdir(exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", cpu_name().lower()).strip("-")
    path = results / f"{datetime.date.today()}-{name}.md"
    path.write_text("\n".join(lines) + "\n")
    print(path)


if __name__ == "__main__":
    main()

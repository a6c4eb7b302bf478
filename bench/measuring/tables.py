# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Tables of a page of results, and where the page goes."""

import datetime
import os
import platform
import re
from pathlib import Path


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def head(*cells):
    return [row(*cells), "|" + "---|" * len(cells)]


def cpu_name():
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def title(what=""):
    return f"# {datetime.date.today()}, {cpu_name()}, {os.cpu_count()} cores{what}"


def write(folder, lines, what=""):
    """Writes the page of today and this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", cpu_name().lower()).strip("-")
    path = folder / f"{datetime.date.today()}-{name}{what}.md"
    part = path.with_suffix(".part")
    part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    part.replace(path)
    return path

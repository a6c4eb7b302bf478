# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The rule that CONTRIBUTING.md teaches compiles against the model as it is."""

import json
import re
import shlex
import subprocess
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "build" / "release" / "compile_commands.json"


def taught_rule():
    """The indented text below **2. The rule.**"""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    below = text.split("**2. The rule.**")[1].split("\n\n**", 1)[0]
    return textwrap.dedent("\n".join(line for line in below.splitlines()[1:]
                                     if line.startswith("    ") or not line.strip()))


def as_its_neighbour_is_compiled(source):
    """The command for model/household/split.cpp, turned on another file, which is only checked."""
    entry = next(one for one in json.loads(COMMANDS.read_text())
                 if one["file"].endswith("model/household/split.cpp"))
    words = shlex.split(entry["command"])
    words = words[next(i for i, word in enumerate(words) if re.search(r"(c|g|clang)\+\+[-\d]*$", word)):]
    kept = [word for i, word in enumerate(words) if word not in ("-c", "-o") and words[i - 1] != "-o"]
    return [str(source) if word == entry["file"] else word for word in kept] + ["-fsyntax-only"], entry["directory"]


@pytest.mark.skipif(not COMMANDS.exists(), reason="nothing has been built")
@pytest.mark.parametrize("broken", [False, True])
def test_the_rule_that_is_taught_compiles(tmp_path, broken):
    text = taught_rule()
    assert "constinit const Rule fire{" in text
    source = tmp_path / "fire.cpp"
    source.write_text(text.replace("PerYear{burns.at(view.numbers, at.day)}", "burns") if broken else text)
    command, folder = as_its_neighbour_is_compiled(source)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == broken, done.stderr

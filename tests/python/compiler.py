# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Asks the compiler about a text: would it compile as a source of the model?"""

import json
import re
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "build" / "release" / "compile_commands.json"


def complaints(text, folder, neighbour="model/household/split.cpp"):
    """What the compiler says of `text`, compiled as `neighbour` is; empty if nothing. Makes no object."""
    entry = next(one for one in json.loads(COMMANDS.read_text()) if one["file"].endswith(neighbour))
    words = shlex.split(entry["command"])
    words = words[next(i for i, word in enumerate(words) if re.search(r"(c|g|clang)\+\+[-\d]*$", word)):]
    kept = [word for i, word in enumerate(words) if word not in ("-c", "-o") and words[i - 1] != "-o"]
    source = Path(folder) / "asked.cpp"
    source.write_text(text)
    command = [str(source) if word == entry["file"] else word for word in kept] + ["-fsyntax-only"]
    done = subprocess.run(command, cwd=entry["directory"], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "error:" in done.stderr, done.stderr
    return done.stderr if done.returncode else ""

#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""What clang-tidy has to say of the sources that changed since the last release.

    tools/tidy.py                   those changed since the newest tag v*; as long as nothing has been released,
                                    since the commit before the last
    tools/tidy.py --all             all of them
    tools/tidy.py --count           counts findings by check, and lists none
    tools/tidy.py FILE...           these

A source that had no findings is not looked at again until it, a header of the tree that it includes, the way
it is compiled or .clang-tidy changes: build/tidy remembers. A changed header is checked through one source that
includes it. The tests are not looked at: a warning as an error there would cost more than it finds.
"""

import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIDY = "clang-tidy-19"
PARTS = ("engine", "model", "study", "app", "python", "examples")
STAMPS = ROOT / "build" / "tidy"
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)
FINDING = re.compile(r"^(.+?:\d+:\d+): (?:warning|error): .*\[([\w.,-]+)\]$")
# The whole state space takes as long as all other checks together; its shallow part finds most.
ANALYZER = ["-Xclang", "-analyzer-config", "-Xclang", "mode=shallow"]


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@functools.cache
def content(path: Path):
    return path.read_bytes()


@functools.cache
def includes(path: Path):
    """The headers of the tree that a file names itself."""
    named = (ROOT / name.decode() for name in INCLUDE.findall(content(path)))
    return tuple(header for header in named if header.is_file())


def reads(source: Path):
    """A source and all headers of the tree that it comes to."""
    found, ahead = {source}, [source]
    while ahead:
        new = [header for header in includes(ahead.pop()) if header not in found]
        found.update(new)
        ahead += new
    return sorted(found)


def commands():
    """How each source is compiled, without what only the compiler of that build understands."""
    database = {}
    for entry in json.loads((ROOT / "build/release/compile_commands.json").read_text()):
        database[Path(entry["file"])] = flags(shlex.split(entry["command"]))
    return database


def flags(words):
    kept, words = [], iter(words[1:])
    for word in words:
        if word in ("-o", "-c"):
            next(words)
        elif word == "-include":
            # A precompiled header is another compiler's; each source includes what it needs.
            if not (header := next(words)).endswith("cmake_pch.hxx"):
                kept += [word, header]
        elif word not in ("-fpch-preprocess", "-Winvalid-pch", "-fno-semantic-interposition"):
            kept.append(word)
    return [*kept, "-Wno-unknown-warning-option", *ANALYZER]


@functools.cache
def version():
    return subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout


def key(source: Path, command):
    """Changes when anything does that what clang-tidy says could depend on."""
    sum_ = hashlib.sha256(version() + content(ROOT / ".clang-tidy") + content(ROOT / "tools/requirements.txt"))
    sum_.update("\0".join(command).encode())
    for path in reads(source):
        sum_.update(str(path.relative_to(ROOT)).encode() + b"\0" + content(path) + b"\0")
    return sum_.hexdigest()


def stamp_of(source: Path):
    return STAMPS / (str(source.relative_to(ROOT)).replace("/", "+") + ".ok")


def look_at(source: Path, command):
    """What clang-tidy says of a source: nothing, if all is well."""
    done = subprocess.run([TIDY, "--quiet", str(source), "--", *command], cwd=ROOT, capture_output=True, text=True)
    said = "" if done.returncode == 0 else done.stdout + done.stderr * (not done.stdout)
    return said.replace(f"{ROOT}/", "")


def changed_sources(sources):
    """Those changed since the last release, and one for every header that did."""
    tags = git("tag", "--list", "v*", "--sort=-version:refname", "--merged")
    since = tags[0] if tags else "HEAD~1"
    if subprocess.run(["git", "rev-parse", "--verify", "--quiet", since], cwd=ROOT, capture_output=True).returncode:
        return sources # A clone without a past.
    changed = {ROOT / name for name in git("diff", "--name-only", since)}
    changed |= {ROOT / name for name in git("ls-files", "--others", "--exclude-standard")}
    chosen = {source for source in sources if source in changed}
    for header in sorted(path for path in changed if path.suffix == ".h"):
        readers = [source for source in sources if header in reads(source)]
        if readers and not chosen.intersection(readers):
            # Best the source of the same name, else one of the same folder.
            chosen.add(min(readers, key=lambda s: (s.stem != header.stem, s.parent != header.parent, s)))
    return sorted(chosen)


def findings(said):
    """Splits what was said into findings: where, which check, and all lines of it."""
    where, check, lines = None, None, []
    for line in said.splitlines():
        if match := FINDING.match(line):
            if where:
                yield where, check, lines
            # Every check is an error here, and says so beside its name.
            where, check, lines = match.group(1), match.group(2).removesuffix(",-warnings-as-errors"), []
        lines.append(line)
    if where:
        yield where, check, lines
    elif lines:
        yield said, "not understood", lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="not only what changed since the last release")
    parser.add_argument("--count", action="store_true", help="count the findings by check")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()

    database = commands()
    sources = sorted(s for s in database if s.is_relative_to(ROOT) and s.relative_to(ROOT).parts[0] in PARTS
                     and not s.name.endswith("_test.cpp") and s.is_file())
    if options.files:
        sources = [path.resolve() for path in options.files]
    elif not options.all:
        sources = changed_sources(sources)
    keys = {source: key(source, database[source]) for source in sources}
    STAMPS.mkdir(parents=True, exist_ok=True)
    stale = [s for s in sources if not stamp_of(s).exists() or stamp_of(s).read_text() != keys[s]]

    seen, counts = set(), Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, said in zip(stale, pool.map(lambda s: look_at(s, database[s]), stale)):
            if not said:
                stamp_of(source).write_text(keys[source])
            # A finding in a header comes once for every source that reads it.
            for where, check, lines in findings(said):
                if (where, check) not in seen:
                    seen.add((where, check))
                    counts[check] += 1
                    if not options.count:
                        print("\n".join(lines), flush=True)
    if options.count:
        print("\n".join(f"{times:5} {check}" for check, times in counts.most_common()))
    print(f"clang-tidy: {len(sources)} sources, {len(stale)} looked at, {len(seen)} findings", file=sys.stderr)
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())

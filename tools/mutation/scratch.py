# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""A copy of the tree in which faults are put in, with its own build folder. The user's tree is only read."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

# Lives are the same in every build, so the quickest to make will do.
FLAGS = ["-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG", "-DCOUNTERLIFE_WERROR=OFF"]
LEFT_OUT = ("docs/", "bench/", "report/src/")


def files_of(tree):
    """What a clone of the tree as it lies here would have."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=tree,
                            capture_output=True, text=True, check=True).stdout
    return sorted({name for name in listed.split("\0") if name and (tree / name).is_file()})


def hash_of_tree(tree):
    """What results depend on: neither pages nor this tool."""
    whole = hashlib.sha256()
    for name in files_of(tree):
        if not name.startswith((*LEFT_OUT, "tools/", "tests/python/test_mutate")) and not name.endswith(".md"):
            whole.update(name.encode() + b"\0" + hashlib.sha256((tree / name).read_bytes()).digest())
    return whole.hexdigest()[:12]


class BuildFailed(Exception):
    pass


class Scratch:
    def __init__(self, tree, root, runner, jobs):
        self.tree, self.root, self.runner, self.jobs = tree, root, runner, jobs
        self.logs = root / "build" / "logs"
        self._temporary = Path(tempfile.gettempdir()) / f"mutate-{hashlib.sha256(str(root).encode()).hexdigest()[:6]}"

    # The copy.

    def refresh(self):
        """Makes the copy equal to the tree. Files that are equal already keep their age, so that a build goes on
        from where it was; whatever a killed run has left changed is put right."""
        names = files_of(self.tree)
        for name in names:
            source, copy = self.tree / name, self.root / name
            if copy.is_file() and copy.read_bytes() == source.read_bytes():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
            shutil.copymode(source, copy)
        wanted = set(names)
        for folder, folders, files in os.walk(self.root):
            folders[:] = [one for one in folders if one not in ("build", ".venv", "__pycache__", "node_modules")]
            for file in files:
                path = os.path.join(folder, file)
                if os.path.relpath(path, self.root) not in wanted:
                    os.unlink(path)
        self._link(".venv")
        if (self.tree / "report" / "dist").exists():
            shutil.copytree(self.tree / "report" / "dist", self.root / "report" / "dist", dirs_exist_ok=True)
        self.logs.mkdir(parents=True, exist_ok=True)

    def _link(self, name):
        link, there = self.root / name, self.tree / name
        if there.exists() and not link.exists():
            link.symlink_to(there.resolve())

    def put_in(self, fault):
        path = self.root / fault.file
        path.write_text(fault.apply(path.read_text(encoding="utf-8")), encoding="utf-8")

    def take_out(self, fault):
        shutil.copyfile(self.tree / fault.file, self.root / fault.file)

    # The builds.

    def configure(self, preset):
        if (self.root / "build" / preset / "build.ninja").exists():
            return
        flags = FLAGS if preset == "release" else []
        log = self.logs / "configure.log"
        ended = self.runner.run(["cmake", "--preset", preset, *flags], self.root, log)
        if ended.status != 0:
            raise BuildFailed(ended.said)

    def build(self, preset, targets):
        """Returns what the compiler said if it did not compile, else nothing."""
        self.configure(preset)
        words = ["ninja", "-C", f"build/{preset}", f"-j{self.jobs}", *sorted(targets)]
        ended = self.runner.run(words, self.root, self.logs / "build.log")
        return ended.said if ended.status != 0 else None

    def program(self, preset, name):
        return self.root / "build" / preset / name

    def stamp(self, preset, name):
        """What a program is made of: equal stamps, equal programs."""
        return hashlib.sha256(self.program(preset, name).read_bytes()).hexdigest()

    def programs(self):
        """The programs of tests and their labels, as CMake knows them."""
        self.configure("release")
        said = subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.root / "build" / "release",
                              capture_output=True, text=True, check=True).stdout
        found = {}
        for test in json.loads(said)["tests"]:
            labels = [value for one in test["properties"] if one["name"] == "LABELS" for value in one["value"]]
            found[test["name"]] = labels
        return found

    def temporary(self):
        """An empty folder for what tests write. Its path is short: some tests look at lines of a page."""
        self.remove_temporary()
        self._temporary.mkdir(parents=True)
        return self._temporary

    def remove_temporary(self):
        shutil.rmtree(self._temporary, ignore_errors=True)

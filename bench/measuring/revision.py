# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Another revision beside this tree, unpacked and built under build/against. This tree is only read."""

import difflib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

# What the programs that are measured are made of, and what they read.
MADE_OF = ["CMakeLists.txt", "CMakePresets.json", "app", "cmake", "data", "engine", "examples/riskpaths", "model",
           "scenarios", "study", "testimony"]
OPTIONAL = {"riskpaths": "examples/riskpaths/main.cpp"}


class NotThere(Exception):
    """What was asked for is not there; the sentence says what is."""


class BuildFailed(Exception):
    pass


@dataclass(frozen=True)
class Built:
    """The programs of a revision."""
    name: str
    folder: Path  # of the programs

    def program(self, name="counterlife"):
        return self.folder / name

    def has(self, name):
        return self.program(name).exists()


def git(tree, *words):
    return subprocess.run(["git", "-C", tree, *words], capture_output=True, text=True)


def commit_of(tree, revision):
    """The whole name of a commit."""
    if git(tree, "rev-parse", "--git-dir").returncode != 0:
        raise NotThere(f"--against {revision}: this tree is no clone of the repository, and has no other revisions")
    found = git(tree, "rev-parse", "--verify", "--quiet", revision + "^{commit}")
    if revision and not revision.startswith("-") and found.returncode == 0:
        return found.stdout.strip()
    names = git(tree, "for-each-ref", "--format=%(refname:short)").stdout.split()
    near = difflib.get_close_matches(revision, [*names, "HEAD"], 1)
    raise NotThere(f"--against: found '{revision}'; allowed a commit, tag or branch of this repository"
                   + (f"; did you mean {near[0]}?" if near else ""))


def short(tree, commit):
    return git(tree, "rev-parse", "--short=7", commit).stdout.strip()


def changed(tree):
    """Files of this tree that its commit does not have as they are."""
    said = git(tree, "status", "--porcelain", "--untracked-files=all", "--", *MADE_OF).stdout
    return [line[3:] for line in said.splitlines()]


def stamp(tree, folder):
    """What a build hangs on beside its commit: where it lies, and the libraries of this tree's environment."""
    return f"{folder}\n{(tree / 'tools' / 'requirements.txt').read_text(encoding='utf-8')}"


def unpack(tree, commit, folder):
    folder.mkdir(parents=True)
    with subprocess.Popen(["git", "-C", tree, "archive", commit], stdout=subprocess.PIPE) as archive:
        unpacked = subprocess.run(["tar", "-x", "-C", folder], stdin=archive.stdout)
    if archive.returncode != 0 or unpacked.returncode != 0:
        raise BuildFailed(f"{commit[:12]} cannot be unpacked into {folder}")
    if (tree / ".venv").exists():  # Where the system has no Arrow, that in there serves.
        (folder / ".venv").symlink_to((tree / ".venv").resolve())


def compile_programs(folder, programs, log):
    for words in (["cmake", "--preset", "release", "-DCOUNTERLIFE_TESTS=OFF"],
                  ["ninja", "-C", "build/release", *programs]):
        with open(log, "a", encoding="utf-8") as out:
            done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:]
            raise BuildFailed("\n".join([*said, f"{folder.name} does not build here ({log})"]))


def keep_only(build, programs):
    """What is built is for good, and all else takes half a gigabyte."""
    for path in build.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in programs:
            path.unlink()


def build(tree, commit, say):
    """The programs of a commit, which are kept: the next time there is nothing to do."""
    folder = tree / "build" / "against" / commit[:12]
    built = Built(short(tree, commit), folder / "build" / "release")
    mark, log = folder / "build" / "built", folder.with_name(folder.name + ".log")
    if mark.exists() and mark.read_text(encoding="utf-8") == stamp(tree, folder):
        return built
    say(f"building {built.name} in {folder.relative_to(tree)}")
    shutil.rmtree(folder, ignore_errors=True)
    log.unlink(missing_ok=True)
    try:
        unpack(tree, commit, folder)
        programs = ["counterlife", *(name for name, source in OPTIONAL.items() if (folder / source).exists())]
        compile_programs(folder, programs, log)
        keep_only(built.folder, programs)
        mark.write_text(stamp(tree, folder), encoding="utf-8")
    except BaseException:  # An interrupt too leaves no half of it.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return built

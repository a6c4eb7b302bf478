# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The script that builds and starts the program: through links, and in a clone that was renamed."""

import os
import pathlib
import shutil
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path):
    """A folder with the script, a program that says where it lies, and what builds it, on paper."""
    folder = tmp_path / "clone"
    (folder / "build" / "release").mkdir(parents=True)
    for name in ("engine", "model", "study", "app"):
        (folder / name).mkdir()
    (folder / "CMakeLists.txt").write_text("")
    shutil.copy(ROOT / "counterlife", folder)
    (folder / "dev").write_text('#!/bin/sh\necho "dev $*" >&2\n')
    (folder / "dev").chmod(0o755)
    program = folder / "build" / "release" / "counterlife"
    program.write_text('#!/bin/sh\necho "program in $(dirname "$0")"\n')
    program.chmod(0o755)
    (folder / "build" / "release" / "CMakeCache.txt").write_text(f"CMAKE_HOME_DIRECTORY:INTERNAL={folder}\n")
    later = time.time() + 10
    os.utime(program, (later, later))
    return folder


def start(script, cwd):
    return subprocess.run([script], capture_output=True, text=True, cwd=cwd)


def test_the_script_finds_its_folder_through_links(clone, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "one").symlink_to("../clone/counterlife")
    (tmp_path / "bin" / "two").symlink_to("one")
    for link in ("one", "two"):
        done = start(tmp_path / "bin" / link, tmp_path)
        assert done.returncode == 0 and done.stdout == f"program in {clone}/build/release\n", done
        assert done.stderr == ""


def test_a_clone_that_was_renamed_is_built_anew(clone, tmp_path):
    moved = tmp_path / "moved"
    clone.rename(moved)
    done = start(moved / "counterlife", tmp_path)
    assert done.returncode == 0 and "dev build" in done.stderr, done
    assert done.stdout == f"program in {moved}/build/release\n"


def test_dev_configures_a_renamed_clone_anew(tmp_path):
    """A tree of one file, built, renamed, and built again by the functions of the script."""
    text = (ROOT / "dev").read_text()
    clone = tmp_path / "clone"
    clone.mkdir()
    (clone / "dev").write_text(text[:text.index('\ncase "${1:-help}" in')] + '\nconfigure release\nninja -C build/release >&2\n')
    (clone / "dev").chmod(0o755)
    (clone / "main.c").write_text("int main(void) { return 0; }\n")
    (clone / "CMakeLists.txt").write_text("cmake_minimum_required(VERSION 3.25)\nproject(one C)\n"
                                          "add_executable(one main.c)\n")
    (clone / "CMakePresets.json").write_text(
        '{"version": 6, "configurePresets": [{"name": "release", "generator": "Ninja", '
        '"binaryDir": "${sourceDir}/build/release"}]}')
    (clone / "build").mkdir()
    assert start(clone / "dev", tmp_path).returncode == 0
    moved = tmp_path / "moved"
    clone.rename(moved)
    done = start(moved / "dev", tmp_path)
    assert done.returncode == 0, done
    cache = (moved / "build" / "release" / "CMakeCache.txt").read_text()
    assert f"CMAKE_HOME_DIRECTORY:INTERNAL={moved}\n" in cache
    # A tree that has not moved is left as it is.
    before = (moved / "build" / "release" / "build.ninja").stat().st_mtime_ns
    assert "configuring" not in start(moved / "dev", tmp_path).stderr
    assert (moved / "build" / "release" / "build.ninja").stat().st_mtime_ns == before

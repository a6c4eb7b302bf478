# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Folders: what is not ours stays, two processes never write one name, and nothing is left of what was not finished."""

import os
import pathlib
import signal
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"
SMALL = ["--scale=1:20000", "--to=1956", "--quiet"]


def run(*words, cwd=ROOT):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=cwd, timeout=120)


def begun(*words, **more):
    return subprocess.Popen([PROGRAM, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            cwd=ROOT, **more)


def wait_for(condition):
    deadline = time.time() + 30
    while not condition() and time.time() < deadline:
        time.sleep(0.005)
    assert condition()


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_notes_that_look_like_a_left_over_stay(tmp_path):
    notes = tmp_path / "run.partial-123" / "notes.txt"
    notes.parent.mkdir()
    notes.write_text("mine")
    (tmp_path / "run.partial-124").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").write_text("mine")
    (tmp_path / "run.partial-125").symlink_to(tmp_path / "elsewhere")
    done = run("run", *SMALL, "-o", tmp_path / "run")
    assert done.returncode == 0 and done.stderr == "", done
    assert notes.read_text() == "mine"
    assert sorted(os.listdir(tmp_path)) == ["elsewhere", "run", "run.partial-123", "run.partial-124", "run.partial-125"]
    assert (tmp_path / "elsewhere" / "mine").exists()
    assert not [name for name in os.listdir(tmp_path / "run") if name.startswith(".")]


def test_what_was_killed_once_it_was_whole_is_removed(tmp_path):
    """The mark goes before the name is given: whoever is killed between leaves all but that."""
    whole = tmp_path / "run.partial-7"
    assert run("run", *SMALL, "-o", tmp_path / "other").returncode == 0
    (tmp_path / "other").rename(whole)
    done = run("run", *SMALL, "-o", tmp_path / "run")
    assert done.returncode == 0 and "removed what a killed process had left" in done.stderr, done
    assert os.listdir(tmp_path) == ["run"]


def killed(folder, *words):
    process = begun(*words)
    wait_for(lambda: list(folder.glob("*.partial-*/.counterlife-unfinished")))
    process.kill()
    process.communicate()
    return next(folder.glob("*.partial-*"))


def test_of_what_a_killed_run_left_only_its_own_files_are_removed_and_it_is_said(tmp_path):
    left = killed(tmp_path, "run", "--scale=1:200", "--quiet", "-o", tmp_path / "run")
    (left / "notes.txt").write_text("mine")
    done = run("run", *SMALL, "-o", tmp_path / "run")
    assert done.returncode == 0
    assert f"removed what a killed process had left: {left}" in done.stderr and "'notes.txt'" in done.stderr
    assert names(left) == ["notes.txt"]


@pytest.mark.parametrize("words", [["twin", "baseline", "no-divorce"], ["ask", "Q-02"]])
def test_what_a_killed_comparison_left_is_removed(words, tmp_path):
    left = killed(tmp_path, *words, "--scale=1:1000", "--quiet", "-o", tmp_path / "out")
    done = run(*words, "--scale=1:20000", "--quiet", "-o", tmp_path / "out")
    assert done.returncode == 0 and f"had left: {left}" in done.stderr, done
    assert os.listdir(tmp_path) == ["out"]


def test_notes_among_kept_answers_stay(tmp_path):
    kept = tmp_path / "out.unfinished"
    kept.mkdir()
    (kept / "notes.txt").write_text("mine")
    (kept / "Q-99-1.txt").write_text("mine as well")
    done = run("ask", "Q-02", "--scale=1:20000", "--quiet", "-o", tmp_path / "out")
    assert done.returncode == 0, done
    assert names(kept) == ["Q-99-1.txt", "notes.txt"]
    assert "'notes.txt'" in done.stderr and str(kept) in done.stderr


@pytest.mark.parametrize("first", [["run", "--scale=1:100"], ["twin", "baseline", "no-divorce", "--scale=1:500"],
                                   ["ask", "Q-02", "--scale=1:500"]])
def test_a_name_that_is_being_written_is_refused_at_once(first, tmp_path):
    process = begun(*first, "--quiet", "-o", tmp_path / "out")
    wait_for(lambda: list(tmp_path.glob("out.partial-*/.counterlife-unfinished")))
    before = os.listdir(tmp_path)
    for second in (["run", *SMALL], ["twin", "baseline", "no-divorce", *SMALL], ["ask", "Q-02", "--scale=1:20000"]):
        done = run(*second, "-o", tmp_path / "out")
        assert done.returncode == 2 and "another process" in done.stderr, done
        assert os.listdir(tmp_path) == before
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert process.returncode == 143
    assert os.listdir(tmp_path) == []


def test_of_many_that_start_at_once_one_writes(tmp_path):
    for turn in range(3):
        target = tmp_path / f"run-{turn}"
        all_of_them = [begun("run", "--scale=1:10000", "--to=1960", "--quiet", "-o", target) for _ in range(8)]
        ends = [(process.communicate(), process.returncode) for process in all_of_them]
        assert sorted(code for _, code in ends) == [0] + [2] * 7, ends
    assert sorted(os.listdir(tmp_path)) == [f"run-{turn}" for turn in range(3)]


@pytest.mark.parametrize("words, ending", [
    *[(["run", *SMALL], ending) for ending in ("/", "//", "/.")],
    (["twin", "baseline", "no-divorce", *SMALL], "/"), (["ask", "Q-02", "--scale=1:20000"], "/.")])
def test_a_name_may_end_in_a_slash(words, ending, tmp_path):
    done = run(*words, "-o", f"{tmp_path}/new/out{ending}")
    assert done.returncode == 0, done
    assert os.listdir(tmp_path / "new") == ["out"] and os.listdir(tmp_path / "new" / "out")


def test_a_link_on_the_way_leads_where_it_leads(tmp_path):
    (tmp_path / "far" / "away").mkdir(parents=True)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "far" / "away")
    done = run("run", *SMALL, "-o", "link/../run", cwd=tmp_path / "here")
    assert done.returncode == 0, done
    assert os.listdir(tmp_path / "here") == ["link"]
    assert (tmp_path / "far" / "run" / "run.toml").exists()
    assert "written to link/../run" in done.stdout


@pytest.mark.parametrize("words", [["run", "--scale=1:100"], ["twin", "baseline", "no-divorce", "--scale=1:500"],
                                   ["ask", "Q-02", "--scale=1:500"]])
def test_folders_that_were_made_on_the_way_go_when_it_is_interrupted(words, tmp_path):
    (tmp_path / "old").mkdir()
    process = begun(*words, "--quiet", "-o", tmp_path / "old" / "a" / "b" / "out")
    wait_for(lambda: list(tmp_path.glob("old/a/b/*.partial-*")))
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode == 130
    assert names(tmp_path) == ["old"]


def test_a_folder_that_appears_meanwhile_is_not_replaced(tmp_path):
    process = begun("run", "--scale=1:1000", "--to=1960", "--quiet", "-o", tmp_path / "run")
    wait_for(lambda: list(tmp_path.glob("run.partial-*")))
    (tmp_path / "run").mkdir()
    _, said = process.communicate()
    assert process.returncode == 1 and "could not be put in its place" in said
    assert names(tmp_path) == ["run"]

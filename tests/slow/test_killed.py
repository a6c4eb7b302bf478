# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Killed at 200 random moments: nothing looks whole that is not, the next one goes on, nothing of others is touched."""

import pathlib
import random
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build/release/counterlife"
MOMENTS = 40

sys.path.insert(0, str(ROOT / "tests" / "python"))


def done(words, folder):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, cwd=folder, timeout=600)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A run to read from, and how long each command takes that nobody disturbs."""
    folder = tmp_path_factory.mktemp("made")
    assert done(["run", "--scale=1:2000", "--quiet", "-o", "base"], folder).returncode == 0
    return folder


# What is asked, what it makes, and whether that may be there before all of it is done.
COMMANDS = {
    "run": (["run", "--scale=1:5000", "--quiet", "-o", "out"], "out"),
    "replicates": (["run", "--scale=1:9000", "--to=1960", "--replicates=3", "--quiet", "-o", "out"], "out"),
    "twin": (["twin", "baseline", "no-divorce", "--scale=1:5000", "--to=1990", "--quiet", "-o", "out"], "out"),
    "ask": (["ask", "Q-02", "--scale=1:20000", "--quiet", "-o", "out"], "out"),
    "fit": (["fit", "base", "--replicates", "2"], "base/fit.csv"),
    "sequences": (["find", "base", "enlisted", "--sequences", "STS", "-o", "out.csv"], "out.csv"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_looks_whole_that_is_not(name, made, tmp_path):
    words, makes = COMMANDS[name]
    subprocess.run(["cp", "-r", made / "base", tmp_path / "base"], check=True)
    notes = {tmp_path / "out.notes": "mine", tmp_path / "out.partial-notes": "mine too"}
    for path, text in notes.items():
        path.write_text(text)
    began = time.monotonic()
    whole = done(words, tmp_path)
    assert whole.returncode == 0, whole
    lasts = time.monotonic() - began
    expected = contents(tmp_path / makes)
    luck, unfinished = random.Random(name), 0
    for _ in range(MOMENTS):
        remove(tmp_path / makes)
        process = subprocess.Popen([PROGRAM, *words], cwd=tmp_path, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(luck.uniform(0, 1.05 * lasts))
        process.kill()
        process.wait()
        if (tmp_path / makes).exists():
            assert contents(tmp_path / makes) == expected, "what is there is whole"
        else:
            unfinished += 1
        assert {path: path.read_text() for path in notes} == notes
        written = ("fit.csv", "report.html")  # by fit
        assert contents(tmp_path / "base", but=written) == contents(made / "base", but=written)
    assert unfinished > MOMENTS / 4
    remove(tmp_path / makes)
    again = done(words, tmp_path)
    assert again.returncode == 0, again
    assert contents(tmp_path / makes) == expected
    # Of those who were killed nothing is left beside it.
    # Whoever is killed between making a folder and marking it leaves it empty: it may be anybody's.
    left = {path.name for path in tmp_path.iterdir() if not path.is_dir() or any(path.iterdir())}
    allowed = {"base", pathlib.Path(makes).parts[0], *(path.name for path in notes)}
    assert left - {"out.csv.states.csv", "out.states.csv"} <= allowed, left
    assert {path: path.read_text() for path in notes} == notes


def contents(path, but=()):
    """Every file, but for what says when and by whom it was made."""
    if path.is_file():
        return path.read_bytes()
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*")
            if file.is_file() and file.name not in ("run.toml", "twin.toml", "replicates.toml", *but)}


def remove(path):
    if path.is_file():
        path.unlink()
    elif path.exists():
        subprocess.run(["rm", "-r", path], check=True)

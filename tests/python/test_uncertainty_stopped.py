# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A calibration that is killed, stopped or closed at any moment goes on to the same bits, on any number of workers."""

import contextlib
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import pretend
import pytest

pytest.importorskip("openturns")

from test_runner import cluster, until  # noqa: E402

PACKAGE = pathlib.Path(__file__).parents[2] / "python"
NAMES = [f"--parameter={name}" for name in pretend.PARAMETERS]
HOW = ["--points", "15", "--waves", "2", "--members", "8"]
TABLES = ("waves.csv", "parameters.csv", "ruled_out.csv", "targets.csv", "emulators.csv", "failed.csv",
          "ensemble/members.csv", "wave-1/not_ruled_out.csv", "wave-2/not_ruled_out.csv", "wave-2/design.csv")


def begin(folder, *words):
    """In a group of processes of its own, as a shell has it."""
    command = [sys.executable, "-m", "counterlife", "calibrate", folder / "cal", *NAMES, *HOW, "--program",
               folder / "counterlife", *words]
    return subprocess.Popen(list(map(str, command)), env=os.environ | {"PYTHONPATH": str(PACKAGE)}, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def ends(process):
    told, complained = process.communicate(timeout=300)
    assert process.returncode == 0, complained
    return told


def tables(folder):
    return {name: (folder / "cal" / name).read_bytes() for name in TABLES}


def lived(folder):
    return [told for word, _, told in pretend.log(folder) if word == "done" and '"1:20000"' not in told]


def alive(folder):
    """Processes that were begun for the folder, by whatever way."""
    found = []
    for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = file.read_bytes()
            environment = (file.parent / "environ").read_bytes()
            if str(folder).encode() in words or f"PWD={folder}".encode() in environment:
                found.append((int(file.parent.name), words))
    return [one for one in found if one[0] != os.getpid()]


def of_group(group):
    """Processes of a session that are not yet gone."""
    found = []
    for file in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, session, *_ = file.read_text().rsplit(")", 1)[1].split()
            if int(session) == group and state != "Z":
                found.append(int(file.parent.name))
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What comes of it when nobody disturbs it."""
    folder = tmp_path_factory.mktemp("whole")
    pretend.make(folder)
    ends(begin(folder, "--workers", 1))
    return tables(folder)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_workers_gives_the_same_bits_though_one_is_killed(tmp_path, whole, workers):
    pretend.make(tmp_path, sleep=0.2)
    with cluster(tmp_path, workers) as (address, processes):
        process = begin(tmp_path, "--scheduler", address)
        if workers > 1:
            until(lambda: len(lived(tmp_path)) > 10)
            os.kill(processes[0].pid, signal.SIGKILL)
        ends(process)
        until(lambda: not [one for one in alive(tmp_path) if b"counterlife\0run" in one[1]], 30)
    assert tables(tmp_path) == whole
    told = lived(tmp_path)
    assert len(told) - len(set(told)) <= 1  # What ended as its worker was killed.


@pytest.mark.slow
def test_a_client_killed_again_and_again_comes_to_the_same_bits(tmp_path, whole):
    pretend.make(tmp_path, sleep=0.05)
    chance, kills = random.Random(7), 0
    while kills < 12:
        process = begin(tmp_path, "--workers", 2)
        try:
            process.wait(timeout=chance.uniform(1, 12))
            break
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            kills += 1
            until(lambda: not of_group(process.pid) and not alive(tmp_path), 30)
    ends(begin(tmp_path, "--workers", 2))
    assert tables(tmp_path) == whole and kills > 2
    told = lived(tmp_path)
    assert len(told) - len(set(told)) <= 2 * kills  # What ended in the moment of a kill, on two workers.
    assert not [file for file in (tmp_path / "cal" / "results").iterdir() if file.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_at_any_moment_it_says_so_and_leaves_nobody_behind(tmp_path, whole, number):
    """As a terminal does it: everybody in the group hears of it."""
    pretend.make(tmp_path, sleep=0.05)
    chance = random.Random(int(number))
    for _ in range(6):
        process = begin(tmp_path, "--workers", 2)
        until(lambda: (tmp_path / "cal" / "calibration.toml").exists() or process.poll() is not None)
        time.sleep(chance.uniform(0, 8))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        told, complained = process.communicate(timeout=120)
        if process.returncode != 0:
            assert process.returncode == 128 + number, complained
            assert "stopped; the same command goes on from here" in complained
        assert "Traceback" not in complained, complained
        until(lambda: not of_group(process.pid) and not alive(tmp_path), 30)
    ends(begin(tmp_path, "--workers", 2))
    assert tables(tmp_path) == whole


@pytest.mark.slow
def test_a_scheduler_that_goes_away_in_the_middle_is_told_and_nothing_is_lost(tmp_path, whole):
    pretend.make(tmp_path, sleep=0.2)
    with cluster(tmp_path, 2) as (address, _):
        process = begin(tmp_path, "--scheduler", address)
        until(lambda: len(lived(tmp_path)) > 10)
    _, complained = process.communicate(timeout=120)
    assert process.returncode == 2 and "is gone" in complained and "Traceback" not in complained, complained
    before = len(list((tmp_path / "cal" / "results").glob("*.json")))
    assert before >= 8
    ends(begin(tmp_path, "--workers", 2))
    assert tables(tmp_path) == whole

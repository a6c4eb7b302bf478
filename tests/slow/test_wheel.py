# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The wheel of `./dev wheel`, installed where there is Python and nothing else: no compiler, no clone."""

import pathlib
import re
import shutil
import subprocess
import tomllib
import zipfile

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"
FOLDER = ROOT / "build" / "wheel"
PYARROW = next(line for line in (ROOT / "tools" / "requirements.txt").read_text().split() if line.startswith("pyarrow=="))


@pytest.fixture(scope="module")
def wheel():
    found = list(FOLDER.glob("*.whl"))
    assert len(found) == 1, f"{found} in {FOLDER}: run ./dev wheel"
    return found[0]


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment of its own with the wheel, a home of its own, and a folder to be in."""
    folder = tmp_path_factory.mktemp("bare")
    for name in ("home", "work"):
        (folder / name).mkdir()
    subprocess.run(["/usr/bin/python3", "-m", "venv", folder / "venv"], check=True)
    there = shutil.copy(wheel, folder) # pip remembers where it was.
    subprocess.run([folder / "venv" / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", there],
                   check=True, cwd=folder / "work", timeout=900)
    return folder


@pytest.fixture(scope="module")
def call(installed):
    """Runs a command of the environment with nothing else on the path."""
    def call(name, *words, code=0):
        done = subprocess.run([installed / "venv" / "bin" / name, *map(str, words)], capture_output=True, text=True,
                              cwd=installed / "work", timeout=600,
                              env={"PATH": str(installed / "venv" / "bin"), "HOME": str(installed / "home")})
        assert done.returncode == code, done
        return done
    return call


@pytest.fixture(scope="module")
def digest(tmp_path_factory):
    """What the clone's program lives at the scale of these tests."""
    out = tmp_path_factory.mktemp("clone") / "run"
    subprocess.run([PROGRAM, "run", "--scale=1:5000", "--quiet", "-o", out], check=True, cwd=ROOT)
    return tomllib.loads((out / "run.toml").read_text())


@pytest.fixture(scope="module")
def a_run(call, installed):
    call("counterlife", "run", "--scale", "1:5000", "--quiet", "-o", "r")
    return installed / "work" / "r"


def test_it_is_for_any_linux_of_its_age_and_needs_pyarrow_only(wheel):
    assert re.fullmatch(r"counterlife-[\d.]+-cp3\d+-cp3\d+-manylinux_2_\d+_x86_64\.whl", wheel.name)
    with zipfile.ZipFile(wheel) as parts:
        metadata = next(name for name in parts.namelist() if name.endswith(".dist-info/METADATA"))
        needs = re.findall(r"^Requires-Dist: (.*)$", parts.read(metadata).decode(), re.M)
    assert needs == [PYARROW]


def test_its_run_is_that_of_the_clone_with_the_report(a_run, digest):
    here = tomllib.loads((a_run / "run.toml").read_text())
    assert here["digest"] == digest["digest"]
    assert "<svg" in (a_run / "report.html").read_text() or (a_run / "report.html").stat().st_size > 200_000


@pytest.mark.parametrize("words, told", [
    (["lives"], "0x"),
    (["--version"], "0.1.0"),
    (["check"], ""),
    (["check", "no-divorce"], ""),
    (["params", "birth"], "birth."),
    (["rules", "PARTY-17", "--run", "r"], "PARTY-17"),
    (["ask"], "Q-01"),
    (["find", "r", "enlisted; then mine"], "counterlife life r"),
    (["fit", "r"], ""),
    (["life", "r", "1"], "synthetic"),
    (["twin", "baseline", "no-divorce", "--scale=1:5000", "--quiet", "-o", "t"], ""),
    (["explore", "r", "--export", "page.html", "--lives", "5"], "written to page.html"),
    (["explore", "r", "--export", "folder", "--people", "1"], "written to folder"),
    (["export", "r", "--format", "socsim", "-o", "kin"], ""),
])
def test_every_command_finds_what_it_reads(call, a_run, words, told):
    done = call("counterlife", *words)
    assert told in done.stdout, done
    assert "dev build" not in done.stdout + done.stderr


def test_a_pattern_that_comes_with_it_is_found_by_name(call, a_run):
    name = next((ROOT / "patterns").glob("*.pattern")).stem
    assert call("counterlife", "find", a_run, "--like", name).stdout


def test_what_is_wrong_is_told_with_the_code_of_the_program(call):
    done = call("counterlife", "rum", code=2)
    assert "run" in done.stderr and done.stdout == ""
    done = call("counterlife", "run", "no-divorse", "-o", "x", code=2)
    assert "did you mean 'no-divorce'" in done.stderr


def test_python_does_the_same(call, digest):
    code = ("import counterlife; run = counterlife.run(scale='1:5000', out='of_python'); print(run.digest, "
            "run.lives.num_rows, counterlife.find(run, 'enlisted').lives.num_rows > 0, "
            "len(counterlife.life(run, 1).text) > 100)")
    told = call("python", "-c", code).stdout.split()
    assert told[0] == digest["digest"] and told[2:] == ["True", "True"]


def test_nothing_in_it_knows_where_it_was_built(installed):
    packages = next((installed / "venv" / "lib").glob("python3*")) / "site-packages"
    files = [path for folder in packages.glob("counterlife*") for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 50
    assert [path for path in files if str(ROOT).encode() in path.read_bytes()] == []


def test_without_pyarrow_it_says_so(call, installed):
    call("pip", "uninstall", "--quiet", "--yes", "pyarrow")
    try:
        done = call("counterlife", "lives", code=1)
        assert done.stderr.count("\n") == 1 and "pyarrow is not installed" in done.stderr
    finally:
        call("pip", "install", "--quiet", "--disable-pip-version-check", PYARROW)

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Bad input: a sentence that says what and where, all of them at once, exit code 2, nothing written."""

import datetime
import os
import pathlib
import resource
import shlex
import shutil
import signal
import subprocess
import time
import tomllib

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"


def run(*words, **more):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=ROOT,
                          timeout=120, **more)


def complaints(*words):
    """The sentences of a command that must fail for bad input."""
    done = run(*words)
    assert done.returncode == 2, done
    assert done.stdout == ""
    return done.stderr


@pytest.fixture
def out(tmp_path):
    yield tmp_path / "run"
    assert not (tmp_path / "run").exists(), "nothing may be written"
    assert list(tmp_path.iterdir()) == [], "nor anything beside it"


@pytest.mark.parametrize("scale", ["0", "-1", "1:0", "1:-5", "1:100000000", "1:1.5", "a half", "100",
                                   "1:100x", "2:100", ""])
def test_a_scale_that_is_none(scale, out):
    said = complaints("run", f"--scale={scale}", "-o", out)
    assert "--scale" in said and "1:100000" in said


@pytest.mark.parametrize("option, value, allowed", [
    ("--to", "1954", "1955 to 2025"), ("--to", "2026", "1955 to 2025"), ("--to", "soon", "1955"),
    ("--from", "1960", "1955"), ("--from", "", "1955"),
    ("--seed", "-1", "0 to"), ("--seed", "1e3", "0 to"), ("--seed", "18446744073709551616", "0 to"),
    ("--threads", "0", "1 to 256"), ("--threads", "many", "1 to 256"),
    ("--events", "some", "all, none"), ("--events", "1:0", "all, none"),
    ("--replicate", "-1", "0 to"),
])
def test_an_option_with_a_value_that_it_cannot_have(option, value, allowed, out):
    said = complaints("run", f"{option}={value}", "-o", out)
    assert option in said and allowed in said


def test_everything_that_is_wrong_is_said_at_once(out):
    said = complaints("run", "--scale=1:0", "--to=1940", "--from=1950", "--seed=x", "--threads=0",
                      "--events=few", "-o", out, "no-such-scenario")
    for word in ("--scale", "--to", "--from", "--seed", "--threads", "--events",
                 "no-such-scenario"):
        assert word in said, word


def test_words_that_nobody_knows_get_the_nearest():
    assert "--scale" in complaints("run", "--scall", "1:100")
    said = run("rum")
    assert said.returncode == 2
    said = run()
    assert said.returncode == 2


def test_an_output_that_exists_is_left_alone(tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    (there / "kept.txt").write_text("kept")
    said = complaints("run", "--scale=1:1000", "-o", there)
    assert str(there) in said
    assert (there / "kept.txt").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_an_output_that_cannot_be_made():
    said = complaints("run", "--scale=1:1000", "-o", "/proc/nowhere/run")
    assert "/proc/nowhere" in said


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "file").write_text("kept")
    said = complaints("run", "--scale=1:1000", "-o", tmp_path / "file" / "run")
    assert str(tmp_path / "file") in said


def test_folders_on_the_way_are_made(tmp_path):
    done = run("run", "--scale=1:10000", "--to=1956", "--quiet", "-o", tmp_path / "a" / "b" / "run")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a" / "b" / "run" / "run.toml").exists()


def test_a_disk_that_fills_up(out):
    def no_file_above_100_kilobytes():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = run("run", "--scale=1:1000", "--quiet", "-o", out,
               preexec_fn=no_file_above_100_kilobytes)
    assert done.returncode not in (0, 2) and done.returncode > 0, done
    assert done.stderr.count("\n") <= 2 and str(out.parent) in done.stderr


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_nothing_that_looks_whole(with_signal, tmp_path):
    target = tmp_path / "run"
    process = subprocess.Popen([PROGRAM, "run", "--scale=1:20", "--quiet", "-o", target], cwd=ROOT,
                               stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    deadline = time.time() + 30
    while not list(tmp_path.iterdir()) and time.time() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(with_signal)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert not target.exists()
    if with_signal != signal.SIGKILL:
        assert list(tmp_path.iterdir()) == []
        return
    again = run("run", "--scale=1:10000", "--to=1956", "--quiet", "-o", target)
    assert again.returncode == 0, again.stderr
    assert "removed" in again.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A small run that is read and never written to; whoever spoils one copies it."""
    folder = tmp_path_factory.mktemp("lived") / "it's a b"
    done = run("run", "--scale=1:10000", "--to=1965", "--quiet", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.mark.parametrize("name", ["lives.parquet", "events.parquet", "series.parquet", "run.toml"])
def test_a_run_that_is_cut_short_or_not_ours(name, lived, tmp_path):
    folder = shutil.copytree(lived[0], tmp_path / "run")
    path = folder / name
    whole = path.read_bytes() if path.is_file() else None
    victim = path if whole is not None else sorted(path.rglob("*.parquet"))[0]
    whole = victim.read_bytes()
    for text in (whole[: len(whole) // 2], b"", b"something else entirely"):
        victim.write_bytes(text)
        said = run("verify", folder)
        assert said.returncode == 2, (name, len(text), said)
        assert victim.name in said.stderr
    victim.unlink()
    assert run("verify", folder).returncode == 2


def test_a_run_directory_that_is_not_there(tmp_path):
    for command in ("fit", "verify"):
        assert str(tmp_path / "no") in complaints(command, tmp_path / "no")
        assert complaints(command, tmp_path)


def test_a_run_agrees_with_itself(lived):
    done = run("verify", lived[0])
    assert done.stderr == "" and "the files agree" in done.stdout


def test_a_value_out_of_range_is_told_by_file_and_line(tmp_path):
    data = tmp_path / "tree" / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.copytree(ROOT / "scenarios", tmp_path / "tree" / "scenarios")
    path = data / "marriage" / "marriage.csv"
    lines = path.read_text().splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith("divorce,"))
    lines[number] = lines[number].replace("0.0009", "9", 1).replace("per_year", "per_day", 1)
    lines.append("divorse,,1,per_year,,,0,2,assumption,nobody,")
    path.write_text("\n".join(lines) + "\n")
    said = complaints("check", "--data", data)
    assert f"marriage.csv:{number + 1}" in said and f"marriage.csv:{len(lines)}" in said
    assert "per_year" in said and "divorce" in said


def test_rules_and_claims_have_pages(lived, tmp_path):
    listed = run("rules")
    assert listed.returncode == 0, listed.stderr
    assert "\nmarriage.divorce " in listed.stdout and "\nPARTY-17 " in listed.stdout
    page = run("rules", "marriage.divorce", "--run", lived[0])
    assert page.returncode == 0, page.stderr
    assert "switch" in page.stdout and "1950s" in page.stdout and "#" in page.stdout
    assert "can be off, on, strict, soft" in run("rules", "PARTY-17").stdout
    assert "did you mean 'marriage.divorce'" in complaints("rules", "marriage.divorse")
    assert "did you mean 'PARTY-17'" in complaints("rules", "PARTY-177")
    assert str(tmp_path / "no") in complaints("rules", "PARTY-17", "--run", tmp_path / "no")


def test_a_soft_claim_and_the_orders_stand_in_the_run(tmp_path):
    (tmp_path / "gentle.toml").write_text('[rules]\nPARTY-17 = { to = 1990-01-01, mode = "soft" }\n')
    target = tmp_path / "run"
    done = run("run", tmp_path / "gentle.toml", "--scale=1:10000", "--to=1956", "--quiet", "-o", target)
    assert done.returncode == 0, done.stderr
    said = tomllib.loads((target / "run.toml").read_text())
    assert said["rules"]["switches"] == [
        {"rule": "PARTY-17", "to": datetime.date(1990, 1, 1), "mode": "soft"}]
    assert said["orders"]["rows"][0]["name"] == "coal-1987"
    assert sum(one["men"] for one in said["orders"]["rows"][0]["destinations"]) == 10_000
    assert run("fit", target, "--replicates", "2").returncode in (0, 1)
    (tmp_path / "gentle.toml").write_text('[rules]\nPARTY-71 = "soft"\n')
    assert "gentle.toml:2: found unknown rule or claim" in complaints("check", tmp_path / "gentle.toml")


def test_version_and_help_are_no_errors():
    assert run("--version").returncode == 0
    assert "run" in run("--help").stdout
    assert run("run", "--help").returncode == 0


def test_a_word_in_the_place_of_a_command_gets_the_nearest():
    done = run("tiwn", "baseline", "no-divorce")
    assert done.returncode == 2 and "did you mean 'twin'?" in done.stderr, done


def test_an_output_without_a_name_is_a_slip():
    done = run("ask", "Q-01", "-o", "")
    assert done.returncode == 2 and "--out: found ''" in done.stderr, done


@pytest.mark.parametrize("words, right", [
    (["--verion"], "did you mean '--version'?"),
    (["params", "mariage"], "did you mean 'marriage'?"),
    (["params", "mariage.readiness"], "did you mean 'marriage.readiness'?"),
])
def test_a_slip_of_the_pen_is_told_with_the_right_word(words, right):
    assert right in complaints(*words)


def test_what_is_printed_drives_no_terminal_and_can_be_pasted(lived, tmp_path):
    assert "\x1b" not in complaints("fit", tmp_path / "no\x1b[31m")
    folder, printed = lived
    for said in (printed, run("find", folder, "married", "--show=1").stdout):
        line = next(line for line in said.splitlines() if "./counterlife " in line)
        assert shlex.split(line)[2 if "next" not in line else 3] == str(folder), line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_not_called_missing(lived, tmp_path):
    folder = shutil.copytree(lived[0], tmp_path / "run")
    for name in ("run.toml", "lives.parquet"):
        (folder / name).chmod(0)
        assert "cannot be read (Permission denied)" in complaints("verify", folder)
        (folder / name).chmod(0o644)


@pytest.mark.parametrize("pattern, first", [
    ("died 1960; married", "died 1960"), ("living; married", "living"), ("born 1940", "born 1940")])
def test_a_pattern_may_say_whom_to_look_at_without_saying_everyone(pattern, first, lived):
    done = run("find", lived[0], pattern)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].split(None, 1)[1] == first


@pytest.mark.parametrize("age", ["-1", "<0", "..-5", "10..200", ">150"])
def test_an_age_that_nobody_has_is_refused(age, lived):
    assert "allowed ages from 0 to 150" in complaints("find", lived[0], f"married age {age}")

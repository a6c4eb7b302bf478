# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Whatever `calibrate` and `sensitivity` are given: a sentence for each thing that is wrong, and nothing is touched."""

import os
import shutil
import signal
import subprocess

import pretend
import pytest

pytest.importorskip("openturns")
pytest.importorskip("SALib")

from counterlife.uncertainty import calibrate, sensitivity  # noqa: E402

COMMANDS = {"calibrate": (calibrate.main, []), "sensitivity": (sensitivity.main, ["--outcome=depth"])}
LATIN = "parameter,low,high,scale,why\nrain.high,,,,die H\xe4lfte\n".encode("latin-1")


@pytest.fixture(autouse=True)
def own_signals():
    """A command listens to signals until its process ends."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before):
        signal.signal(number, handler)


@pytest.fixture
def here(tmp_path, monkeypatch):
    pretend.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin.csv").write_bytes(LATIN)
    (tmp_path / "nul.csv").write_bytes(b"parameter,low\nrain.high\0,1\n")
    (tmp_path / "names.csv").write_text("name;low;high\nrain.high;0;1\n")
    (tmp_path / "twice.csv").write_text("parameter,low,high,scale\nrain.high,,,\nrain.low,,,\nrain.high,0,0.5,\n")
    (tmp_path / "many.csv").write_text("parameter,low\nrain.high,1,2,3\n,5\n")
    (tmp_path / "nan.csv").write_text("parameter,low,high\nrain.high,nan,1\nrain.low,0.9,0.1\n")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "misses.csv").write_text("target,tolerances,why\nT0,1,x\nT0,2,x\nT1,nan,x\nT2,1\n")
    (tmp_path / "misses-latin.csv").write_bytes(b"target,tolerances,why\nT0,1,\xe4\n")
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "letter.txt").write_text("mine")
    for name, text in (("binary", b"\xff\xfe\0"), ("half", b"format = 1\nscenario = "), ("old", b"format = 7\n"),
                       ("typed", b'format = 1\nscenario = 3\n')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "calibration.toml").write_bytes(text)
        (tmp_path / name / "sensitivity.toml").write_bytes(text)
    return tmp_path


def files(folder):
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file() and file.name != "log"} | \
        {file: None for file in folder.rglob("*") if file.is_dir()}


def refused(capsys, here, command, words, *, named=True):
    """What it complains of, when nothing has been done."""
    main, usual = COMMANDS[command]
    words = [*words, *([f"--program={here / 'counterlife'}"] if not any("--program" in word for word in words) else [])]
    before = files(here)
    status = main([*words, *(usual if named else [])])
    told = capsys.readouterr().err
    assert status == 2, told
    assert all(line.startswith(f"{command}: ") for line in told.splitlines()) and told, told
    assert files(here) == before and not pretend.log(here)
    return told


ONE = "--parameter=rain.high"
BOTH = [  # words, and what is said of them; the directory is `new` where none is named
    ([ONE, "--replicates=1"], "--replicates: found 1; allowed 2 to 1000"),
    ([ONE, "--points=3"], "--points: found 3; allowed"),
    ([ONE, "--points=1e3"], "--points: found 1e3; allowed"),
    ([ONE, "--points=99999999999999999999999"], "--points: found 99999999999999999999999; allowed"),
    ([ONE, f"--points={'9' * 5000}"], "--points: found 999"),
    ([ONE, "--points=\u0663\u0661"], "--points: found"),
    ([ONE, "--seed=-1"], "--seed: found -1; allowed 0 and more"),
    ([ONE, "--seed=18446744073709551615"], "--seed: found 18446744073709551615"),
    ([ONE, "--seed="], "--seed: found ; allowed"),
    ([ONE, "--workers=0"], "--workers: found 0; allowed 1 to 256"),
    ([ONE, "--workers=100000"], "--workers: found 100000; allowed 1 to 256"),
    ([ONE, "--workers=2", "--scheduler=tcp://127.0.0.1:1"], "goes not with --scheduler"),
    ([ONE, "--scheduler="], "--scheduler: found no address"),
    ([ONE, "--scale=1:0"], "--scale: found '1:0'; allowed 1:1 to 1:100000"),
    ([ONE, "--scale=1:1000000"], "--scale: found '1:1000000'"),
    ([ONE, "--scale=half"], "--scale: found 'half'"),
    ([ONE, "--scenario=./own.toml"], "--scenario: found './own.toml'"),
    ([ONE, "--paramter=rain.low"], "found --paramter, which is no option; did you mean --parameter?"),
    ([ONE, "another"], "found 'another' beside the directory"),
    ([ONE, "--seed"], "argument --seed: expected one argument"),
    ([ONE, "--program=nowhere"], "nowhere is no program"),
    ([ONE, "--program=/"], "/ is no program"),
    ([ONE, "--program=/bin/true", "--data=data"], "does not list its parameters"),
    ([ONE, "--data=nowhere"], "nowhere is no folder"),
    ([ONE, "--data=latin.csv"], "latin.csv is no folder"),
    (["--parameter=rain.hgh"], "perhaps rain.high"),
    (["--parameter=rain.fixed"], "rain.fixed has no range"),
    (["--parameter=rain.high=-5..1"], "outside which 'rain.high' makes no sense"),
    (["--parameter=rain.high=1..0"], "the lower end comes first"),
    (["--parameter=rain.high=nan..1"], "both ends must be finite numbers"),
    (["--parameter=rain.high=0..inf"], "both ends must be finite numbers"),
    (["--parameter=rain.high=-1e308..1e308"], "wider than a number can be"),
    (["--parameter=rain.high=1e-320..1:log"], "more decades than a number can"),
    (["--parameter=rain.high=0..1:log"], "has no logarithm"),
    (["--parameter=rain.high=0..x"], "rain.high: found '0..x'"),
    (["--parameter=rain.high=0.5"], "allowed is LOW..HIGH"),
    (["--parameter=rain.high=0..1:cubic"], "allowed linear, log"),
    (["--parameter="], "''"),
    ([ONE, "--parameter=rain.high=0..0.5"], "rain.high is there twice"),
    (["--parameter=\udce9t\udce9"], "which is not UTF-8"),
    (["--parameters=nowhere.csv"], "nowhere.csv: No such file"),
    (["--parameters=others"], "others: Is a directory"),
    (["--parameters=latin.csv"], "latin.csv: found a byte 0xe4 that is not UTF-8"),
    (["--parameters=nul.csv"], "nul.csv: "),
    (["--parameters=names.csv"], "found columns name;low;high"),
    (["--parameters=empty.csv"], "empty.csv: found columns"),
    (["--parameters=twice.csv"], "rain.high is there twice"),
    (["--parameters=many.csv"], "found more cells than columns"),
    (["--parameters=nan.csv"], "both ends must be finite numbers"),
    ([], "no parameter is named"),
    ([ONE, "others"], "others holds letter.txt and no"),
    ([ONE, "latin.csv"], "latin.csv: Not a directory"),
    ([ONE, "latin.csv/new"], "latin.csv/new: Not a directory"),
    ([ONE, "/proc/sys/new"], "/proc/sys/new: "),
    (["binary"], "calibration.toml is damaged"),
    (["half"], "is damaged"),
    (["old"], "found format 7"),
    (["typed"], "is damaged"),
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("words, sentence", BOTH, ids=[" ".join(words)[:40].encode("ascii", "replace").decode() for words, _ in BOTH])
def test_what_makes_no_sense_is_a_sentence_and_nothing_is_touched(here, capsys, command, words, sentence):
    if all(word.startswith("--") or word == "another" for word in words):
        words = ["new", *words]
    told = refused(capsys, here, command, words)
    assert sentence.replace("calibration.toml", f"{'calibration' if command == 'calibrate' else 'sensitivity'}.toml") in told, told


@pytest.mark.parametrize("words, sentence", [
    (["--waves=0"], "--waves: found 0; allowed 1 to 100"),
    (["--members=1"], "--members: found 1; allowed 2 to 1000"),
    (["--cutoff=nan"], "--cutoff: found nan; allowed a number above 0"),
    (["--cutoff=inf"], "--cutoff: found inf"),
    (["--cutoff=0"], "--cutoff: found 0;"),
    (["--cutoff=-3"], "--cutoff: found -3;"),
    (["--cutoff=three"], "--cutoff: found three;"),
    (["--rank=0"], "--rank: found 0"),
    (["--rank=99"], "--rank: found 99; 4 targets are fitted to"),
    (["--design=star"], "--design: found 'star'; allowed sobol, lhs"),
    (["--targets=T9"], "'T9', with which no target begins"),
    (["--targets=T4"], "kept from fitting"),
    (["--discrepancy=misses-latin.csv"], "0xe4 that is not UTF-8"),
    (["--install=others"], "--install: others holds letter.txt"),
    (["--install=latin.csv"], "--install: latin.csv: Not a directory"),
    (["--install=new-ensemble", "--parameter=rain.low=-0.5..1"], "reaches beyond 0..1"),
])
def test_what_only_a_calibration_is_asked(here, capsys, words, sentence):
    assert sentence in refused(capsys, here, "calibrate", ["new", ONE, *words])


@pytest.mark.parametrize("words, sentence", [
    (["--trajectories=3"], "--trajectories: found 3; allowed 4 to 10000"),
    (["--most=0"], "--most: found 0"),
    (["--kind=calibrated"], "--kind goes with --all"),
    (["--all", "--kind=guess"], "--kind: found 'guess'; allowed testimony"),
    (["--outcome=dpth"], "did you mean 'depth'?"),
])
def test_what_only_a_sensitivity_study_is_asked(here, capsys, words, sentence):
    assert sentence in refused(capsys, here, "sensitivity", ["new", ONE, *words])


def test_all_that_is_wrong_is_told_at_once(here, capsys):
    told = refused(capsys, here, "calibrate", [
        "others", "--parameters=nan.csv", "--targets=T9", "--discrepancy=misses.csv", "--points=3", "--seed=x",
        "--scale=no", "--design=star", "--cutof=3"])
    for sentence in ("others holds letter.txt", "rain.high: found nan..1", "rain.low: found 0.9..0.1", "'T9'", "T0 is there twice",
                     "found nan tolerances", "misses.csv:5: the column why is empty", "--points: found 3", "--seed: found x",
                     "--scale: found 'no'", "--design: found 'star'", "did you mean --cutoff"):
        assert sentence in told, (sentence, told)
    told = refused(capsys, here, "sensitivity", ["new", "--parameter=rain.hgh", "--outcome=dpth", "--most=0", "--scale=no"])
    for sentence in ("perhaps rain.high", "did you mean 'depth'", "--most: found 0", "--scale: found 'no'"):
        assert sentence in told, (sentence, told)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_scheduler_that_is_not_there_leaves_no_directory(here, capsys, command):
    assert "no scheduler answers at tcp://127.0.0.1:1" in refused(capsys, here, command, ["new", ONE, "--scheduler=tcp://127.0.0.1:1"])
    assert "--scheduler" in refused(capsys, here, command, ["new", ONE, "--scheduler=nonsense://x"])


def test_a_table_as_spreadsheets_save_it_is_read(here, capsys):
    (here / "marked.csv").write_bytes(b"\xef\xbb\xbfparameter,low,high\r\nrain.high,,\r\n")
    told = refused(capsys, here, "calibrate", ["new", "--parameters=marked.csv", "--points=3"])
    assert told.count("\n") == 1, told


def do(here, command, *words):
    """A command that may go on: its status."""
    main, usual = COMMANDS[command]
    small = ["--points=15", "--waves=1", "--members=4"] if command == "calibrate" else ["--points=15", "--trajectories=4"]
    return main([str(here / command), *words, *small, f"--program={here / 'counterlife'}", "--workers=1", *usual])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A finished calibration and a finished study, with the program that has lived them."""
    made = tmp_path_factory.mktemp("done")
    pretend.make(made)
    names = [f"--parameter={name}" for name in pretend.PARAMETERS]
    assert do(made, "calibrate", *names) == 0 and do(made, "sensitivity", *names) == 0
    return made


DAMAGED = [("calibrate", name) for name in (
    "calibration.toml", "wave-1/design.csv", "wave-1/emulators.json", "wave-1/not_ruled_out.csv",
    "wave-1/not_ruled_out.json", "wave-1/looked_at.csv", "candidates/design-1.csv", "results/*.json")] + [
    ("sensitivity", name) for name in ("sensitivity.toml", "screening/design.csv", "sobol/design.csv", "results/*.json")]
HOW = {"half": lambda text: text[:len(text) // 2], "empty": lambda text: b"", "binary": lambda text: b"\xff\0\xfe" + text,
       "twice": lambda text: text + text, "another": lambda text: b'{"values": [1], "x": {}}\n',
       "a line less": lambda text: b"".join(text.splitlines(True)[:-1])}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("command, name", DAMAGED)
def test_a_file_that_is_not_as_it_was_written_is_told_or_made_again(done, capsys, command, name, how):
    results = {"calibrate": "ensemble/members.csv", "sensitivity": "sobol.csv"}
    found = sorted((done / command).glob(name))
    if not found:
        pytest.skip("there were enough members without it")
    result, before = done / command / results[command], found[0].read_bytes()
    expected = result.read_bytes()
    others = files(done / command)
    found[0].write_bytes(HOW[how](before))
    status = do(done, command)
    told = capsys.readouterr().err
    if status == 0:
        assert result.read_bytes() == expected
    else:
        assert status == 2 and found[0].parent.name in told and "\n  File" not in told, told
        assert {file: text for file, text in files(done / command).items() if file != found[0]} == {
            file: text for file, text in others.items() if file != found[0]}
        found[0].write_bytes(before)
        assert do(done, command) == 0 and result.read_bytes() == expected
    assert status == 0 or "results" not in name
    found[0].write_bytes(before)


def test_a_directory_of_the_other_command_is_refused(done, capsys):
    main, usual = COMMANDS["sensitivity"]
    assert main([str(done / "calibrate"), *usual, ONE, f"--program={done / 'counterlife'}"]) == 2
    assert "and no sensitivity study" in capsys.readouterr().err
    main, usual = COMMANDS["calibrate"]
    assert main([str(done / "sensitivity"), *usual, ONE, f"--program={done / 'counterlife'}"]) == 2
    assert "and no calibration" in capsys.readouterr().err


@pytest.fixture
def narrow(tmp_path):
    """A disk of 300 kB."""
    folder = tmp_path / "narrow"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True).returncode != 0:
        pytest.skip("no disk can be made here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.slow
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path, narrow, capsys):
    pretend.make(tmp_path)
    names = [f"--parameter={name}" for name in pretend.PARAMETERS]
    os.symlink(narrow / "made", tmp_path / "calibrate")
    (narrow / "made").mkdir()
    (narrow / "filled").write_bytes(b"x" * 200_000)
    assert do(tmp_path, "calibrate", *names) == 2
    told = capsys.readouterr().err
    assert "No space left on device; what was lived is written down" in told, told
    lived = sum(word == "done" for word, _, _ in pretend.log(tmp_path))
    (narrow / "filled").unlink()
    subprocess.run(["mount", "-o", "remount,size=30m", narrow], check=True)
    assert do(tmp_path, "calibrate") == 0
    told = [one for word, _, one in pretend.log(tmp_path) if word == "done" and '"1:20000"' not in one]
    assert lived > 1 and len(told) - len(set(told)) <= 1  # The one that could not be written down.


@pytest.mark.slow
def test_runs_for_which_a_machine_has_no_room_are_no_failed_points(tmp_path, capsys):
    pretend.make(tmp_path)
    names = [f"--parameter={name}" for name in pretend.PARAMETERS]
    (tmp_path / "trouble").write_text("0.7")
    (tmp_path / "trouble.says").write_text("run: No space left on device")
    assert do(tmp_path, "calibrate", *names) == 2
    told = capsys.readouterr().err
    assert "were lost by the machines that lived them" in told and "No space left" in told, told
    (tmp_path / "trouble").unlink()
    assert do(tmp_path, "calibrate") == 0
    assert (tmp_path / "calibrate" / "failed.csv").read_text() == "wave,point,sentence\n"

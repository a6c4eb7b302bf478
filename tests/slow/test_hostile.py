# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""More than five hundred hostile inputs: each is told in words with exit code 2, and nothing is written or lost."""

import pathlib
import random
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build/release/counterlife"
luck = random.Random(20261129)


def done(*words, folder=ROOT):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, cwd=folder, timeout=300,
                          stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "run"
    assert done("run", "--scale=1:20000", "--to=1975", "--quiet", "-o", folder).returncode == 0
    return folder


def told(said, codes=(2,)):
    """A complaint in words, and no more than a screen of it."""
    assert said.returncode in codes, said
    if said.returncode == 2:
        words = said.stderr.decode() # Complaints are text, whatever was in the input.
        assert words.strip() and "terminate called" not in words and "std::" not in words, words
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", words), words
        assert len(words) < 200_000


WORDS = ["", " ", "0", "-1", "1:0", "0:1", "1:", "1:1e9", "nan", "inf", "1e400", "99999999999999999999", "-0", "0x10",
         "1955-02-30", "1886", "\n", "\x1b[2J", "\u202e", "💀", "../../etc", "/proc/self/mem", "%s%n", "'; drop",
         "--", "-", "a" * 5000, "1:100 ", " 1:100", "1;2", "ten"]
OPTIONS = [("run", "--scale"), ("run", "--seed"), ("run", "--replicate"), ("run", "--from"), ("run", "--to"),
           ("run", "--threads"), ("run", "--events"), ("twin", "--replicates"), ("twin", "--scale"),
           ("bench", "--scale"), ("ask", "--design"), ("ask", "--at-once")]
# What is odd and yet means something.
FINE = {("run", "--seed"): {"0", "1886"}, ("run", "--replicate"): {"0", "-0", "1886"}}


@pytest.mark.parametrize("command, option", OPTIONS)
def test_words_that_an_option_does_not_take(command, option, tmp_path):
    first = {"run": ["baseline"], "twin": ["baseline", "no-divorce"], "bench": [], "ask": ["Q-02"]}[command]
    small = [] if option == "--scale" else ["--scale=1:100000"]
    out = [] if command == "bench" else ["-o", tmp_path / "out"]
    for word in WORDS:
        said = done(command, *first, *small, f"{option}={word}", "--quiet", *out)
        odd = word in FINE.get((command, option), ())
        told(said, (0, 2) if odd else (2,))
        if said.returncode == 2:
            assert list(tmp_path.iterdir()) == [], word
        else:
            shutil.rmtree(tmp_path / "out")


@pytest.mark.parametrize("option", ["--lives", "--people", "--like", "--port"])
def test_words_that_an_export_does_not_take(option, made, tmp_path):
    for word in WORDS:
        said = done("explore", made, "--export", tmp_path / "out", f"{option}={word}", "--quiet")
        # Many lives are as many as there are; no word at all is none.
        told(said, (0, 2) if word in ("1886", "") else (2,))
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        assert list(tmp_path.iterdir()) == [], word


@pytest.mark.parametrize("command", ["life", "find", "rules", "params", "ask", "verify", "fit", "run", "twin", "explore"])
def test_words_that_name_nothing(command, made, tmp_path):
    before = {file: file.read_bytes() for file in made.iterdir()}
    for word in WORDS:
        if "\x00" in word:
            continue
        words = {"life": [made, word], "find": [made, word], "rules": [word], "params": [word, "--quiet"],
                 "ask": [word, "-o", tmp_path / "out"], "verify": [tmp_path / word], "explore": [tmp_path / word, "--no-browser"], "fit": [tmp_path / word],
                 "run": [word, "-o", tmp_path / "out"], "twin": [word, word, "-o", tmp_path / "out"]}[command]
        # A pattern of no words is everybody; of some commands no word is a list of what there is.
        told(done(command, *words), (0, 1, 2) if command in ("find", "rules", "params", "ask") else (2,))
        assert not (tmp_path / "out").exists()
    assert {file: file.read_bytes() for file in made.iterdir()} == before


def changed(line):
    """A line of run.toml that says something else."""
    key = line.split("=")[0].strip()
    return luck.choice([f"{key} = nan", f"{key} = -7", f'{key} = "x"', f"{key} = []", f"{key} = 1979-05-27", "",
                        f"{key} = 9223372036854775807", line + "\n" + line, f"{key} = {{a = 1}}"])


def test_a_run_that_says_something_else_of_itself(made, tmp_path):
    lines = (made / "run.toml").read_text().splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("[provenance]"))
    keyed = [i for i in range(head) if re.match(r'["\w.]+ = ', lines[i])]
    rows = [i for i, line in enumerate(lines) if line.startswith("  {") or line.startswith("    {")]
    tried = 0
    for at in [*keyed, *luck.sample(rows, min(60, len(rows)))]:
        copy = tmp_path / str(tried)
        shutil.copytree(made, copy)
        other = list(lines)
        other[at] = changed(lines[at]) if at in keyed else lines[at].replace("value = ", "value = -", 1)[: luck.choice([None, 30])]
        if other == lines or lines[at].startswith("description"):
            shutil.rmtree(copy)
            continue
        (copy / "run.toml").write_text("\n".join(other) + "\n")
        for words in (("verify", copy, "--quiet"), ("life", copy, "5", "--quiet"), ("find", copy, "enlisted")):
            told(done(*words))
        tried += 1
        shutil.rmtree(copy)
    assert tried > 60


@pytest.mark.parametrize("table", ["lives", "events", "series", "codebook", "institutions", "columns", "households", "crossings"])
def test_tables_that_are_damaged(table, made, tmp_path):
    whole = (made / f"{table}.parquet").read_bytes()
    copy = tmp_path / "run"
    shutil.copytree(made, copy)
    for number in range(25):
        damaged = bytearray(whole)
        if number < 5:
            damaged = damaged[: luck.randrange(len(whole))]
        elif number < 8:
            damaged = bytearray()
        else:
            for _ in range(luck.choice([1, 3, 50])):
                damaged[luck.randrange(len(whole))] = luck.randrange(256)
        if bytes(damaged) == whole:
            continue
        (copy / f"{table}.parquet").write_bytes(damaged)
        # A byte that no reader looks at may differ; what is read is never another number.
        told(done("verify", copy, "--quiet"), (2,) if number < 8 else (0, 2))
        told(done("life", copy, "5", "--quiet"), (2,) if number < 8 else (0, 2))
    (copy / f"{table}.parquet").unlink()
    told(done("verify", copy, "--quiet"))


SCENARIO = 'description = "Another"\ninherits = "baseline"\n[rules]\n"marriage.divorce" = "off"\n[parameters]\n"mine.shock_months" = 3\n'


def test_scenarios_that_make_no_sense(tmp_path):
    pieces = ["nan", "-inf", "[", "]]", '"', "'''", "= =", "\t\x01", "off", "1955-13-01", "inherits = 'baseline'", "[rules]",
              "{", "}", "\\u0000", "💀", "2500-01-01", "..", '"off" = "off"', "\r"]
    for number in range(80):
        text = SCENARIO
        for _ in range(luck.choice([1, 2, 5])):
            at = luck.randrange(len(text))
            text = text[:at] + luck.choice(pieces) + text[at + luck.choice([0, 1, 7]):]
        file = tmp_path / f"{number}.toml"
        file.write_bytes(text.encode())
        said = done("run", file, "--scale=1:100000", "--to=1955", "--quiet", "-o", tmp_path / "out")
        told(said, (0, 2))
        if said.returncode == 2:
            assert not (tmp_path / "out").exists()
        shutil.rmtree(tmp_path / "out", ignore_errors=True)


def test_numbers_of_the_data_that_make_no_sense(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for folder in ("scenarios", "questions", "patterns"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    files = sorted(data.rglob("*.csv"))
    for number in range(60):
        file = luck.choice(files)
        whole = file.read_bytes()
        lines = whole.split(b"\n")
        at = luck.randrange(len(lines) - 1)
        fields = lines[at].split(b",")
        fields[luck.randrange(len(fields))] = luck.choice([b"", b"nan", b'"', b"-1e300", b"\xff\xfe", b"a,b", b"1886", b"Seoul"])
        lines[at] = b",".join(fields)
        file.write_bytes(b"\n".join(lines))
        told(done("check", "--data", data), (0, 2))
        file.write_bytes(whole)
    told(done("check", "--data", data), (0,))


def test_patterns_that_make_no_sense(made):
    pieces = ["then", "never", "within", "twice", ";", "men", "born", "died", "1997", "..", "enlisted", "(", ")", "\"", "-1",
              "months", "aged", "in", "Pyongyang", "or", ",", "99999999999999999999", "living", "\x01"]
    for _ in range(80):
        pattern = " ".join(luck.choices(pieces, k=luck.choice([1, 3, 8, 40])))
        told(done("find", made, pattern), (0, 2))

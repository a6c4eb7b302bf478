# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""./dev bench: pairs of programs and their statistics, another revision beside this one, and what is refused. What it
measures is a small repository of programs that only say what they cost."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import pandas as pd
import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from measuring import field, nation, pairs, programs  # noqa: E402

PROGRAM = ROOT / "build" / "release" / "counterlife"
CORES = programs.usable_cores()
TWO_CORES = pytest.mark.skipif(len(CORES) < 2, reason="two programs at the same moment want two cores")


def script(path, text):
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(0o755)
    return path


# The statistics.

def test_a_ratio_is_that_of_a_pair_and_not_of_the_medians():
    found = pairs.spread([1, 2, 10], [1, 1, 8])
    assert (found.other, found.this) == (2, 1)
    assert (found.ratio, found.least, found.most) == (0.8, 0.5, 1)
    even = pairs.spread([2, 2], [1, 2])
    assert (even.ratio, even.least, even.most) == (0.75, 0.5, 1)


def test_the_pairs_last_a_few_minutes_and_are_even():
    counts = {seconds: pairs.enough(seconds) for seconds in (0, 0.1, 1, 5, 8, 11, 20, 40, 100, 5000)}
    assert all(count % 2 == 0 and pairs.FEWEST <= count <= pairs.MOST for count in counts.values())
    assert counts[0] == pairs.MOST and counts[5000] == pairs.FEWEST
    for seconds in (8, 11, 20):
        assert 100 <= seconds * counts[seconds] <= 200


def test_lines_of_a_name_and_a_number_are_figures():
    cost = programs.Cost("lives 12\nevents     3.5e+06\ndigest 0x12\nT01  Life\nlow -2\n", "cpu 0.5\n", 0, 0, 0)
    assert cost.figures() == {"lives": 12, "events": 3.5e6, "low": -2, "cpu": 0.5}


# Two programs at the same moment.

def test_pairs_change_cores(monkeypatch):
    ran, seen = [], []

    def side_by_side(commands, cores, large_pages):
        ran.append((commands, cores, large_pages))
        return [f"{words} {len(ran)}" for words in commands]
    monkeypatch.setattr(pairs, "side_by_side", side_by_side)
    others, ours = pairs.run_pairs("other", "this", [4, 7], 4, False,
                                   lambda costs, count: seen.append((len(costs[0]), len(costs[1]), count)))
    assert others == ["other 1", "other 2", "other 3", "other 4"]
    assert ours == ["this 1", "this 2", "this 3", "this 4"]
    assert ran == [(["other", "this"], [4, 7], False), (["this", "other"], [4, 7], False)] * 2
    assert seen == [(1, 1, 4), (2, 2, 4), (3, 3, 4), (4, 4, 4)]


WAITS = """
import os, pathlib, sys, time
own, of_others, many = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
with open(own, "a") as out:
    print("begun", file=out)
print("time", len(own.read_text().splitlines()))
core, = os.sched_getaffinity(0)
print("core", core)
give_up = time.monotonic() + 30
while not of_others.exists() or len(of_others.read_text().splitlines()) < many:
    if time.monotonic() > give_up:
        sys.exit("nobody has come")
    time.sleep(0.01)
"""


@pytest.fixture
def waits(tmp_path):
    """Programs that end when one of another name has begun so many times; each says which time it is."""
    program = script(tmp_path / "waits", WAITS)
    return lambda own, of_others, many: [program, tmp_path / own, tmp_path / of_others, many]


@TWO_CORES
def test_both_are_there_at_the_same_moment_each_on_its_core(waits):
    costs = programs.side_by_side([waits("a", "b", 1), waits("b", "a", 1)], CORES[:2])
    assert [cost.figures()["core"] for cost in costs] == CORES[:2]


@TWO_CORES
def test_who_ends_first_begins_again_until_the_other_ends(waits):
    quick, slow = programs.side_by_side([waits("quick", "slow", 1), waits("slow", "quick", 4)], CORES[:2])
    assert slow.figures()["time"] == 1
    assert quick.figures()["time"] == 1, "the cost is that of the first time"


def test_on_one_core_they_run_one_after_the_other(tmp_path):
    for name in "ab":
        script(tmp_path / name, f"import os, time\nprint('core', *os.sched_getaffinity(0))\ntime.sleep(0.1)\n"
                                f"with open({str(tmp_path / 'log')!r}, 'a') as out: out.write({name!r})\n")
    others, ours = pairs.run_pairs([tmp_path / "a"], [tmp_path / "b"], CORES[:1], 2)
    assert (tmp_path / "log").read_text() == "abba"
    assert {cost.figures()["core"] for cost in others + ours} == {CORES[0]}


def test_the_cost_is_that_of_the_program():
    busy = "import time\nall = bytearray(200_000_000)\nwhile time.process_time() < 0.4: pass\n"
    cost = programs.run([sys.executable, "-c", busy])
    assert 0.4 <= cost.cpu < 0.8 and cost.wall >= 0.4 and 200e6 < cost.memory < 300e6


@TWO_CORES
def test_one_that_fails_ends_the_other_and_is_told(tmp_path):
    began, number = time.monotonic(), tmp_path / "number"
    lasts = ["sh", "-c", 'echo $$ > "$0"; exec sleep 60', number]
    fails = ["sh", "-c", 'until [ -s "$0" ]; do sleep 0.02; done; echo because >&2; exit 3', number]
    with pytest.raises(programs.Failed, match="(?s)exit.*ended with 3.*because"):
        programs.side_by_side([lasts, fails], CORES[:2])
    assert time.monotonic() - began < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)
    with pytest.raises(programs.Failed, match="/none does not start"):
        programs.run(["/none"])


def test_a_program_reads_the_data_of_its_own_tree(monkeypatch):
    monkeypatch.setenv("COUNTERLIFE_DATA", "/elsewhere")
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    assert "COUNTERLIFE_DATA" not in programs.environment(True)
    assert programs.environment(True)["GLIBC_TUNABLES"] == "glibc.malloc.hugetlb=1"
    assert "GLIBC_TUNABLES" not in programs.environment(False)
    wished = re.search(r"GLIBC_TUNABLES:-(\S+)\}", (ROOT / "counterlife").read_text()).group(1)
    assert programs.environment(True)["GLIBC_TUNABLES"] == wished, "./counterlife asks for other pages"


VALGRIND = """
import re, sys
words = " ".join(sys.argv)
if "--toggle-collect" in words and "renamed" in words:
    print("==1== Collected : 0", file=sys.stderr)
else:
    print("==1== Collected :", 400000 if "--toggle-collect=*f*" in words else 900000, file=sys.stderr)
"""


@pytest.mark.parametrize("names, expected", [(["a", "b"], ([400000, 400000], True)),
                                             (["a", "renamed"], ([900000, 900000], False))])
def test_instructions_are_of_a_function_where_both_have_it(names, expected, tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "VALGRIND", script(tmp_path / "valgrind", VALGRIND))
    assert programs.instructions([[name] for name in names], "*f*", CORES[:2]) == expected


# The field.

def test_the_field_is_beside_what_is_built_and_ends(tmp_path):
    script(tmp_path / "kin", "import sys\nprint('people', int(sys.argv[2]) * 2)\nprint('events 1000\\ncpu 0.001')\n")
    script(tmp_path / "epidemic", "import sys\nif sys.argv[2] == '1000': sys.exit('no network')\n"
                                  "sys.stderr.write('5 events, 0.1 s of CPU, 47.5 ns an event, 0 bytes each\\n')\n")
    lines = field.measure(tmp_path, 100_000, lambda text: None)
    rows = [line for line in lines if line.startswith(("| kin", "| epi", "| risk"))]
    assert "| kin | 8,000 | ns an event | 1,000 | SOCSIM | 50,000 to 65,000 | 50.0 |" in rows
    assert "| epidemic | 100,000 | ns an event | 48 | openM++, IDMM | 1,900 | 40.0 |" in rows
    assert not any("person-year" in line for line in rows), "no program has told them"
    assert sum("bytes a person" in line for line in rows) == 2
    assert "- epidemic at 1,000 did not come to its end" in lines
    assert not any("1,000,000" in line for line in lines)
    assert field.taken(programs.Cost("12 bytes each", "0 ns an event", 0, 0, 0), "event", 1) is None
    assert field.taken(programs.Cost("12 bytes each", "0 ns an event", 0, 0, 0), "bytes a person", 1) == 12
    assert field.measure(tmp_path / "nothing", 100_000, lambda text: None) == []


@pytest.mark.parametrize("counts", [True, False])
def test_a_table_of_riskpaths(counts, tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "VALGRIND", script(tmp_path / "valgrind", VALGRIND) if counts else None)
    script(tmp_path / "riskpaths", "import sys, time\nwhile time.process_time() < float(sys.argv[2]) * 1e-6: pass\n")
    lines = field.riskpaths(tmp_path, [200_000, 400_000], lambda text: None)
    rows = [line.strip("|").split("|") for line in lines if re.match(r"\| \d", line)]
    assert [int(row[0]) for row in rows] == [200_000, 400_000]
    for _, seconds, each, _ in rows:
        assert float(seconds) >= 0.2 and 1000 <= float(each) < 2000
    assert lines[-1] == ("- instructions a case at 100,000: 9" if counts else programs.NO_VALGRIND)
    assert field.riskpaths(tmp_path / "nothing", [1], lambda text: None) == []


# Another revision, in a repository of its own.

LISTS = """cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES NONE)
foreach(name counterlife riskpaths)
    add_custom_target(${name} COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/app/${name} ${CMAKE_BINARY_DIR})
endforeach()
file(WRITE ${CMAKE_BINARY_DIR}/left/over "large")
"""
PRESETS = """{"version": 6, "configurePresets": [
  {"name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build/release"}]}"""
DEV = """#!/bin/sh
cd "$(dirname "$0")" && cmake --preset release > /dev/null && ninja -C build/release counterlife riskpaths > /dev/null
"""
SAYS = """import sys, time
while time.process_time() < {cpu}: pass
print("0xabc" if sys.argv[1] == "lives" else "lives 10\\nliving 8\\n{more}events {events}\\nvisits 30\\ncpu {cpu}")
"""


class Repository:
    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(ROOT / "bench", folder / "bench", ignore=shutil.ignore_patterns("results", "__pycache__"))
        for name in ("app", "tools", "examples/riskpaths"):
            (folder / name).mkdir(parents=True)
        (folder / "examples" / "riskpaths" / "main.cpp").write_text("")
        (folder / "tools" / "requirements.txt").write_text("")
        (folder / ".gitignore").write_text("/build/\n__pycache__/\n")
        (folder / "CMakeLists.txt").write_text(LISTS)
        (folder / "CMakePresets.json").write_text(PRESETS)
        (folder / "dev").write_text(DEV)
        (folder / "dev").chmod(0o755)
        script(folder / "app" / "riskpaths", "print('T01')\n")
        (folder / "bin").mkdir()
        script(folder / "bin" / "valgrind", VALGRIND)
        self.git("init", "-q", "-b", "main")

    def git(self, *words):
        done = subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=self.folder,
                              capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, cpu=0.05, events=100, more=""):
        """A revision whose program says so. Returns its name."""
        script(self.folder / "app" / "counterlife", SAYS.format(cpu=cpu, events=events, more=more))
        return self.commit_all()

    def commit_all(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a")
        return self.git("rev-parse", "HEAD")

    def bench(self, *words):
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        return subprocess.run([sys.executable, self.folder / "bench" / "run.py", *words], capture_output=True,
                              text=True, env={**os.environ, "PATH": path}, cwd=self.folder, timeout=120)

    def row(self, page, what):
        line, = (line for line in page.splitlines() if line.startswith(f"| {what}"))
        return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


def test_another_revision_is_built_beside_this_one_and_both_are_compared(repository):
    old = repository.commit(cpu=0.3)
    new = repository.commit(cpu=0.15, more="person_years 50\\n")
    done = repository.bench("--against", old, "--pairs", "2", "--scale", "1:7")
    assert done.returncode == 0, done
    page, = (repository.folder / "bench" / "results").glob("*.md")
    assert page.name.endswith(f"-{new[:7]}-against-{old[:7]}.md")
    told = page.read_text()
    assert f"| what | {old[:7]} | {new[:7]} | ratio | range |" in told
    whole = repository.row(told, "CPU of the nation at 1:7, s")
    assert 0.4 < float(whole[3]) < 0.75, whole
    assert repository.row(told, "CPU ns an event")[3] == "0.500"
    # The older tells no person-years, but its lives are these.
    assert repository.row(told, "CPU ns a person-year")[1:4] == ["6,000,000", "3,000,000", "0.500"]
    assert repository.row(told, "instructions an event at 1:1000")[1:4] == ["9,000", "9,000", "1.000"]
    assert float(repository.row(told, "bytes a life")[3]) == pytest.approx(1, abs=0.3)
    assert repository.row(told, "digest of the fixed scene")[1:] == ["0xabc", "0xabc", "yes"]
    assert repository.row(told, "tables of RiskPaths")[3] == "yes"
    # Nothing but the page is new, and of the build nothing but the programs is left.
    assert repository.git("status", "--porcelain") == "?? bench/results/"
    built = repository.folder / "build" / "against" / old[:12] / "build"
    assert sorted(os.listdir(built / "release")) == ["counterlife", "riskpaths"]
    assert "building" in done.stderr
    age = (built / "release" / "counterlife").stat().st_mtime_ns
    again = repository.bench("--against", "HEAD~1", "--pairs", "2", "--scale", "1:7")
    assert again.returncode == 0 and "building" not in again.stderr, again
    assert (built / "release" / "counterlife").stat().st_mtime_ns == age


def test_lives_that_differ_are_told(repository):
    old = repository.commit(events=100)
    repository.commit(events=101, more="person_years 50\\n")
    done = repository.bench("--against", old, "--pairs", "2", "--scale", "1:7")
    assert done.returncode == 0, done
    assert repository.row(done.stdout, "events at 1:7")[1:] == ["100", "101", "**no**"]
    assert repository.row(done.stdout, "lives at 1:7")[3] == "yes"
    assert "| CPU ns a person-year" not in done.stdout
    assert f"{old[:7]} does not tell its person-years" in done.stdout


def test_a_revision_that_does_not_build_is_told_and_leaves_nothing_half(repository):
    repository.commit()
    (repository.folder / "CMakeLists.txt").write_text(LISTS + 'message(FATAL_ERROR "out of bricks")\n')
    broken = repository.commit_all()
    (repository.folder / "CMakeLists.txt").write_text(LISTS)
    repository.commit()
    done = repository.bench("--against", broken, "--pairs", "2")
    assert done.returncode == 1 and done.stdout == "", done
    assert "out of bricks" in done.stderr
    assert re.search(rf"{broken[:7]}\w* does not build here \(.*\.log\)", done.stderr.splitlines()[-1])
    assert [path.name for path in (repository.folder / "build" / "against").iterdir()] == [f"{broken[:12]}.log"]
    assert not (repository.folder / "bench" / "results").exists()


def test_a_build_that_was_killed_is_made_anew(repository):
    old = repository.commit()
    repository.commit()
    half = repository.folder / "build" / "against" / old[:12]
    (half / "build" / "release").mkdir(parents=True)
    script(half / "build" / "release" / "counterlife", "import sys\nsys.exit('half of it')\n")
    done = repository.bench("--against", old, "--pairs", "2", "--scale", "1:7")
    assert done.returncode == 0, done


def test_a_program_that_fails_is_told(repository):
    old = repository.commit()
    script(repository.folder / "app" / "counterlife", "import sys\nsys.exit('no such scale')\n")
    repository.commit_all()
    done = repository.bench("--against", old, "--pairs", "2")
    assert done.returncode == 1 and "ended with 1:\nno such scale" in done.stderr, done
    assert not (repository.folder / "bench" / "results").exists()


def test_a_tree_with_changes_is_measured_on_demand_only(repository):
    old = repository.commit()
    (repository.folder / "app" / "new.cpp").write_text("")
    (repository.folder / "README.md").write_text("no part of a program")
    done = repository.bench("--against", old, "--pairs", "2", "--scale", "1:7")
    assert done.returncode == 2 and done.stdout == "", done
    assert done.stderr == ("this tree is not as its commit has it (app/new.cpp): commit, or say --dirty to measure it "
                           "as it is\n")
    done = repository.bench("--against", old, "--pairs", "2", "--scale", "1:7", "--dirty")
    assert done.returncode == 0 and f"{old[:7]}-changed against {old[:7]}" in done.stdout, done
    (repository.folder / "app" / "new.cpp").unlink()
    assert repository.bench("--against", old, "--pairs", "2", "--scale", "1:7").returncode == 0


@pytest.mark.parametrize("words, told", [
    (["--against", "mian"], ["--against: found 'mian'; allowed a commit, tag or branch of this repository; "
                             "did you mean main?"]),
    (["--against", ""], ["--against: found ''; allowed a commit, tag or branch of this repository"]),
    (["--against=--all"], ["--against: found '--all'; allowed a commit, tag or branch of this repository"]),
    (["--against", "HEAD:app"], ["--against: found 'HEAD:app'; allowed a commit, tag or branch of this repository; "
                                 "did you mean HEAD?"]),
    (["--against", "HEAD", "--pairs", "3", "--scale", "100", "--quick"],
     ["--quick: goes without --against", "--scale: found '100'; allowed 1:N, one life for so many people",
      "--pairs: found '3'; allowed an even number from 2 to 9998"]),
    (["--against", "HEAD", "--pairs", "many"], ["--pairs: found 'many'; allowed an even number from 2 to 9998"]),
    (["--against", "HEAD", "--pairs", "0"], ["--pairs: found '0'; allowed an even number from 2 to 9998"]),
    (["--against", "HEAD", "--scale", "1:0"], ["--scale: found '1:0'; allowed 1:N, one life for so many people"]),
    (["--scale", "1:7", "--pairs", "2", "--dirty"],
     ["--scale: goes with --against REV", "--pairs: goes with --against REV", "--dirty: goes with --against REV"]),
])
def test_what_makes_no_sense_is_told_all_at_once_and_builds_nothing(words, told, repository):
    repository.commit()
    done = repository.bench(*words)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert done.stderr.splitlines() == told
    assert not (repository.folder / "build").exists()


def test_a_tree_without_a_repository_has_no_other_revision(repository):
    shutil.rmtree(repository.folder / ".git")
    done = repository.bench("--against", "HEAD")
    assert done.returncode == 2 and "no clone of the repository" in done.stderr, done
    assert len(done.stderr.splitlines()) == 1


def test_two_at_once_would_disturb_each_other(repository):
    import fcntl
    repository.commit()
    (repository.folder / "build").mkdir()
    with open(repository.folder / "build" / "bench.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = repository.bench("--against", "HEAD")
    assert done.returncode == 2 and "another ./dev bench" in done.stderr, done


# The program.

@pytest.mark.skipif(not PROGRAM.exists(), reason="nothing has been built")
def test_the_person_years_are_those_of_the_lives(tmp_path):
    words = ["--scale", "1:2000", "--to", "1999"]
    programs.run([PROGRAM, "run", *words, "--events", "none", "--quiet", "-o", tmp_path / "run"])
    lives = pd.read_parquet(tmp_path / "run" / "lives.parquet", columns=["born", "died"])
    born, died = (pd.to_datetime(lives[name]) for name in ("born", "died"))
    years = died.fillna(pd.Timestamp("2000-01-01")) - born.clip(lower=pd.Timestamp("1955-01-01"))
    lived = years[years > pd.Timedelta(0)].sum().days / 365.2425
    figures = programs.run([PROGRAM, "bench", *words, "--threads", "1"]).figures()
    # Who comes or goes within a month is off by half of it at most, to either side alike.
    changes = (born > "1955-01-01").sum() + (died >= "1955-01-01").sum()
    assert changes > 10_000
    assert figures["person_years"] == pytest.approx(lived, abs=5 * changes**0.5 / 12 / 12**0.5)


SHORT = f"""import os, sys
os.execv({str(PROGRAM)!r}, ["counterlife", *sys.argv[1:], "--to", "1957"])
"""


@pytest.mark.skipif(not PROGRAM.exists(), reason="nothing has been built")
@pytest.mark.parametrize("counts", [True, False])
def test_a_page_on_the_nation(counts, tmp_path, monkeypatch):
    program, said = script(tmp_path / "counterlife", SHORT), []
    monkeypatch.setattr(programs, "VALGRIND", script(tmp_path / "valgrind", VALGRIND) if counts else None)
    page = "\n".join(nation.measure(program, ["1:5000", "1:4000"], said.append))
    assert len(said) == 4
    rows = [line for line in page.splitlines() if re.match(r"\| 1:[45]000 \|", line)]
    assert len(rows) == 4 + 2 + 4
    for line in rows:
        assert all(re.fullmatch(r"[\d.:]+", cell.strip()) for cell in line.strip("|").split("|")), line
    assert "cost an event at 1:4000 against 1:5000" in page
    assert page.splitlines()[-1].startswith("- instructions an event at 1:1000" if counts else programs.NO_VALGRIND)


def test_costs_are_by_event_and_person_year_and_two_threads_by_the_wall():
    def lived(seconds):
        return nation.Nation({"lives": 10, "events": 100, "person_years": 50, "visits": 200, "cpu": 1e-6,
                              "simulating": seconds, "exchanging": 1, "settling": 1, "counting": 1}, 1700)
    by = {("1:10", 1): lived(3), ("1:10", 2): lived(2)}
    assert nation.costs(by)[2] == "| 1:10 | 1 | 10 | 100 | 10 | 20 | 5 | 170 | 0.00 |"
    assert nation.walls(by)[2:] == ["| 1:10 | 3.00 | 2.00 | 1.50 |"]
    assert nation.phases(by)[3] == "| 1:10 | 2 | 1.00 | 1.00 | 1.00 | 1.00 |"

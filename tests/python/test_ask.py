# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The questions that are shipped: all can be asked, and the words follow from the numbers."""

import re
import shutil
import signal
import subprocess
import time
import tomllib

import pandas
import pytest

import test_command_line
from conftest import AT_LENGTH
from test_command_line import ROOT, complaints, out, run  # noqa: F401  (out: a fixture)

IDS = [f"Q-{number:02}" for number in range(1, 33)]
# Those whose answers are looked at here; at length all are asked.
SOME = ["Q-01", "Q-09", "Q-11", "Q-15", "Q-27"]
ASKED = IDS if AT_LENGTH else SOME


@pytest.fixture(scope="session")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers") / "all"
    done = subprocess.run([test_command_line.PROGRAM, "ask", *(["all"] if AT_LENGTH else SOME), "--scale", "1:2000",
                           "--replicates", "1", "--quiet", "-o", folder], capture_output=True, text=True, cwd=ROOT, timeout=900)
    assert done.returncode == 0, done
    return folder, done.stdout


@pytest.fixture(scope="session")
def answers(asked):
    return pandas.read_csv(asked[0] / "answers.csv")


def test_all_thirty_two_are_listed():
    done = run("ask")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == IDS


@pytest.mark.slow
def test_each_is_answered_in_numbers_and_in_words(asked, answers):
    folder, text = asked
    assert sorted(answers.question.unique()) == ASKED
    assert (answers[answers.main].groupby(["question", "version"]).size() == 1).all()
    parts = answers[~answers.subgroup.isin(["all", "wider"])]
    # Of those in the South so small a nation may have too few for a subgroup.
    assert {"Q-09"} <= set(parts.question) <= {"Q-01", "Q-09", "Q-27"}
    assert set(answers[answers.subgroup == "wider"].question) >= {"Q-01", "Q-09", "Q-27"}
    assert (answers[answers.main].subgroup == "all").all()
    assert (answers.replicates == 1).all() and set(answers.stopped_by) == {"replicates"}
    assert len(answers[answers.question == "Q-01"].version.unique()) == 4
    assert (folder / "answers.txt").read_text() in text
    for name in ASKED:
        assert f"{name}  " in text
    last = text[text.index("All answers:"):].splitlines()
    assert "narrower by" in last[2]
    versions = answers[answers.main][["question", "version"]]
    assert [line.split()[:2] for line in last[3:3 + len(versions)]] == versions.values.tolist()


@pytest.mark.slow
def test_the_same_stands_in_both_tables(asked, answers):
    parquet = pandas.read_parquet(asked[0] / "answers.parquet")
    assert list(parquet.columns) == list(answers.columns) and len(parquet) == len(answers)
    for name in ("base", "other", "difference", "low", "high", "narrower_by", "persons"):
        assert (abs(parquet[name] - answers[name]).fillna(0) < 1e-9).all(), name
    assert list(parquet.verdict.astype(str)) == list(answers.verdict)


@pytest.mark.slow
def test_a_verdict_says_what_the_interval_says(answers):
    said = answers.set_index("verdict")
    assert set(said.index) <= {"nobody", "few", "same", "unmoved", "open", "more", "less"}
    assert (answers[answers.verdict == "more"].low > 0).all()
    assert (answers[answers.verdict == "less"].high < 0).all()
    still = answers[answers.verdict == "open"]
    assert ((still.low <= 0) & (still.high >= 0)).all()
    assert (answers[answers.persons == 0].verdict == "nobody").all()
    assert (answers[answers.verdict == "few"].persons < 30).all()
    few = answers[(answers.persons < 30) | (answers.moved == 0)]
    assert len(few) and few.low.isna().all() and few.high.isna().all() and few.interval_over.isna().all()
    told = answers[(answers.persons >= 30) & (answers.moved > 0)]
    assert told.low.notna().all() and (told.low <= told.difference).all() and (told.difference <= told.high).all()
    assert set(told.interval_over) <= {"counties", "persons"}, "of one replicate"


@pytest.mark.slow
def test_an_answer_says_first_what_changes_for_whom(asked, answers):
    text = asked[1]
    for name in SOME:
        part = text[text.index(f"{name}  "):].split("\n\n")[0]
        words = re.sub(r"\s+", " ", part)
        people = answers[answers.main & (answers.question == name)].people.iloc[0]
        assert people[1:] in words and not re.search(r"^ *version ", part, re.M), words
        for version in answers[answers.main & (answers.question == name)].itertuples():
            assert version.verdict not in ("more", "less", "open") or "of luck alone" in words, words


@pytest.mark.slow
def test_supply_keeps_people_from_hunger_and_from_the_river(answers):
    supplied = answers[answers.question == "Q-11"].set_index("outcome")
    assert supplied.loc["crossed"].verdict == "less"
    assert supplied.loc["starved"].other == 0 < supplied.loc["starved"].base


@pytest.mark.slow
def test_the_words_go_the_way_of_the_numbers(asked, answers):
    words = asked[1].replace("\n            ", " ")
    for row in answers[answers.main & (answers.verdict == "more") | answers.main & (answers.verdict == "less")].itertuples():
        as_said = 100 if row.unit == "share" else 1
        way = ["less", "fewer", "shorter"] if row.verdict == "less" else ["more", "longer"]
        start = words.index(f"\n  {row.version} ", words.index(f"{row.question}  "))
        sentence = words[start:words.index(" (" + row.outcome, start)]
        said = float(sentence.split(", by ")[1].split()[0])
        width = as_said * (row.high - row.low)
        assert said == pytest.approx(as_said * abs(row.difference), abs=max(0.005, width / 20)), sentence
        assert any(word in sentence.lower() for word in way), sentence


@pytest.mark.slow
def test_what_is_answered_outlives_a_killed_process(tmp_path):
    words = [test_command_line.PROGRAM, "ask", "Q-02", "Q-05", "Q-14", "--scale", "1:5000",
             "--at-once", "2", "--replicates", "2", "-o", tmp_path / "some"]
    kept = tmp_path / "some.unfinished"
    first = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    while first.poll() is None and not (kept / "Q-02-1.txt").exists():
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    before = sorted(file.name for file in kept.iterdir() if file.suffix == ".txt")
    assert "Q-02-1.txt" in before and not (tmp_path / "some").exists()
    assert first.returncode == -signal.SIGKILL
    again = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert again.returncode == 0, again
    assert re.search(f"Q-02 no-order: [12] replicates? kept in {re.escape(str(kept))}", again.stderr)
    assert not kept.exists()
    whole = subprocess.run([*words[:-1], tmp_path / "whole"], capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert whole.returncode == 0, whole
    for name in ("answers.csv", "answers.txt", "answers.parquet"):
        assert (tmp_path / "some" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


@pytest.mark.slow
def test_the_same_question_alone_has_the_same_answer(answers, tmp_path):
    done = run("ask", "Q-15", "--scale", "1:2000", "--replicates", "1", "--quiet", "-o", tmp_path / "one")
    assert done.returncode == 0, done
    alone = pandas.read_csv(tmp_path / "one" / "answers.csv")
    together = answers[answers.question == "Q-15"].reset_index(drop=True)
    pandas.testing.assert_frame_equal(alone, together)


@pytest.mark.slow
def test_a_design_moves_each_number_that_the_answer_hangs_on(tmp_path):
    done = run("ask", "Q-11", "--scale", "1:10000", "--design", "2", "--quiet", "-o", tmp_path / "one")
    assert done.returncode == 0, done
    design = pandas.read_csv(tmp_path / "one" / "design.csv")
    assert set(design.level) == {0, 1}
    assert set(design.parameter) == {"food.severity", "border.push/hunger", "food.factor", "food.trade"}
    assert design[design.parameter == "border.push/hunger"].difference.nunique() == 2
    assert "one parameter at a time" in done.stdout


@pytest.mark.slow
def test_a_design_moves_what_a_version_sets_in_that_version_alone(tmp_path):
    folder = tmp_path / "questions"
    shutil.copytree(ROOT / "questions", folder)
    text = (folder / "Q-01.toml").read_text()
    text, count = re.subn(r"(?ms)^hangs_on = \[.*?\]", 'hangs_on = ["schooling.study_place"]', text)
    assert count == 1
    text = text.replace('both = ["arrived"]', "").replace('outcome = "studied_south"', 'outcome = "school_years"')
    text = re.sub(r"(?m)^wider = .*$", "", text)  # Of all of the cohort, who are more.
    (folder / "Q-01.toml").write_text(text)
    done = run("ask", "Q-01", "--scale", "1:4000", "--design", "2", "--replicates", "1", "--quiet", "--questions", folder, "-o", tmp_path / "one")
    assert done.returncode == 0, done
    design = pandas.read_csv(tmp_path / "one" / "design.csv")
    place = design[design.parameter == "schooling.study_place"].set_index(["version", "level"])
    assert (place.base == place.base.iloc[0]).all(), "the base is as in the data"
    assert place.difference["a", 0] == place.difference["a", 1], "and so is a version that leaves it alone"
    assert place.difference["b", 1] > place.difference["b", 0] + 1, "years of school"


@pytest.mark.parametrize("words, expected", [
    (["Q-2"], ["found 'Q-2'", "./counterlife ask lists", "did you mean 'Q-"]),
    (["al"], ["did you mean 'all'?"]),
    (["Q-02", "--replicates", "0", "--scale", "1:0", "--design", "1", "--at-once", "none"],
     ["--replicates", "--scale", "--design", "--at-once"]),
    (["Q-02", "--persons", "0", "--time", "soon", "--like", "narator"],
     ["--persons: found '0'", "--time: found 'soon'", "as in 90s, 10m or 2h", "--like: found 'narator'", "did you mean 'narrator'?"]),
    (["Q-02", "--persons", "some", "--time", "10"], ["--persons", "--time: found '10'"]),
    (["Q-02", "--time", "-1m"], ["--time: found '-1m'"]),
    (["Q-02", "--time", "nanm"], ["--time: found 'nanm'"]),
    (["Q-02", "--replicates", "2", "--persons", "100"], ["--replicates: found --persons beside it"]),
    (["Q-02", "--replicates", "2", "--time", "1m"], ["--replicates: found --time beside it"]),
])
def test_words_that_it_does_not_know(words, expected, out):
    said = complaints("ask", *words, "-o", out)
    for text in expected:
        assert text in said


def test_a_wrong_question_is_complained_about_whole(tmp_path, out):
    folder = tmp_path.parent / f"{tmp_path.name}-questions"
    shutil.copytree(ROOT / "questions", folder)
    (folder / "Q-02.toml").write_text('id = "Q-03"\noutcomes = ["alife"]\nhangs_on = ["china.part_pay"]\n'
                                      '[[version]]\nname = "x"\nsays = "y"\n'
                                      "overlay = '''\n[rules]\nLABOUR-99 = \"off\"\n'''\n")
    (folder / "Q-04.toml").write_text("id = \n")
    said = complaints("ask", "Q-01", "--questions", folder, "-o", out)
    for text in ("Q-02.toml:1: found id 'Q-03'", "Q-02.toml:2: found unknown outcome 'alife'",
                 "did you mean 'alive'?", "Q-02.toml:9:", "LABOUR-99", "no title", "no [answer]",
                 "Q-04.toml:1:", "not TOML"):
        assert text in said, said


def test_what_is_told_is_nothing_to_hang_an_answer_on(tmp_path, out):
    folder = tmp_path.parent / f"{tmp_path.name}-questions"
    shutil.copytree(ROOT / "questions", folder)
    file = folder / "Q-11.toml"
    file.write_text(file.read_text().replace('"food.severity"', '"party.lapse_days", "border.push/hungr"'))
    said = complaints("ask", "Q-11", "--questions", folder, "-o", out)
    assert "'party.lapse_days', which is told or counted" in said
    assert "did you mean 'hunger'?" in said


def test_a_directory_that_cannot_be_made_is_told_before_anything_is_asked():
    done = test_command_line.run("ask", "Q-01", "--scale", "1:5000", "-o", "/proc/there")
    assert done.returncode == 2 and "cannot be made" in done.stderr, done
    assert "batch" not in done.stderr


def test_every_question_names_its_people_and_its_main_outcome():
    for name in IDS:
        question = tomllib.loads((ROOT / "questions" / f"{name}.toml").read_text())
        assert question["about"]["people"] and question["answer"]["outcome"] in question["outcomes"], name
    assert tomllib.loads((ROOT / "questions" / "Q-01.toml").read_text())["about"]["both"] == ["arrived"]


@pytest.mark.slow
def test_replicates_are_added_until_enough_persons_stand_behind_it(tmp_path):
    words = ["ask", "Q-18", "--scale", "1:20000", "--quiet"]
    done = run(*words, "--persons", "60", "-o", tmp_path / "enough")
    assert done.returncode == 0, done
    made = pandas.read_csv(tmp_path / "enough" / "answers.csv")
    main = made[made.main]
    count = int(main.replicates.iloc[0])
    assert count > 1 and (main.replicates == count).all() and (main.persons >= 60).all()
    assert set(made.stopped_by) == {"persons"} and "60 were asked for" in done.stdout
    # One replicate fewer is too few, and as many asked for as such are the same.
    fixed = [tmp_path / "fewer", tmp_path / "as-many"]
    for number, folder in zip((count - 1, count), fixed):
        assert run(*words, "--replicates", str(number), "-o", folder).returncode == 0
    fewer, as_many = (pandas.read_csv(folder / "answers.csv") for folder in fixed)
    assert fewer[fewer.main].persons.min() < 60
    columns = [name for name in made.columns if name != "stopped_by"]
    pandas.testing.assert_frame_equal(made[columns], as_many[columns], check_exact=True)


@pytest.mark.slow
def test_the_time_that_is_given_ends_it_after_a_whole_replicate(tmp_path):
    began = time.monotonic()
    done = run("ask", "Q-01", "--scale", "1:20000", "--time", "3s", "-o", tmp_path / "some")
    assert done.returncode == 0, done
    assert time.monotonic() - began < 120
    made = pandas.read_csv(tmp_path / "some" / "answers.csv")
    assert set(made.stopped_by) == {"time"} and made.replicates.min() >= 1
    assert "400 were asked for, and the time was spent before" in re.sub(r"\s+", " ", done.stdout)
    assert "until 400 persons stand behind the main outcome of each, or 3 s are spent" in done.stderr


@pytest.mark.slow
def test_the_twins_of_those_who_walked_a_pattern(tmp_path):
    typed = tmp_path / "river.pattern"
    typed.write_text("women\n\ncrossed\ncrossed within 30 years\n")
    done = run("ask", "Q-18", "--scale", "1:5000", "--replicates", "1", "--quiet", "--like", typed, "-o", tmp_path / "like")
    assert done.returncode == 0, done
    made = pandas.read_csv(tmp_path / "like" / "answers.csv")
    lived = subprocess.run([test_command_line.PROGRAM, "run", "--scale", "1:5000", "--quiet", "-o", tmp_path / "base"],
                           capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert lived.returncode == 0, lived
    found = run("find", tmp_path / "base", typed, "--show", "1")
    count = int(re.findall(r"(\d+)\s*$", [line for line in found.stdout.splitlines() if "crossed within" in line][0])[0])
    assert count > 0 and made[made.main].persons.unique().tolist() == [count], found.stdout
    assert "walked" in made.people.iloc[0] and not (made.subgroup == "wider").any()


@pytest.mark.slow
def test_a_pattern_that_nobody_walked_is_told(tmp_path):
    typed = tmp_path / "never.pattern"
    typed.write_text("men born 1990..1991\n\ncrossed in 1955..1956\n")
    done = run("ask", "Q-18", "--scale", "1:20000", "--replicates", "2", "--quiet", "--like", typed)
    assert done.returncode == 0, done
    words = re.sub(r"\s+", " ", done.stdout)
    assert "Lives that walked" in words and "nobody to tell of, in 2 replicates" in words
    assert "0 (0 to 0)" not in words

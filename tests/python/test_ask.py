# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The questions that are shipped: all can be asked, and the words follow from the numbers."""

import re
import shutil
import signal
import subprocess
import time

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
    done = subprocess.run([test_command_line.PROGRAM, "ask", *(["all"] if AT_LENGTH else SOME), "--scale", "1:2000", "--quiet",
                           "-o", folder], capture_output=True, text=True, cwd=ROOT, timeout=900)
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
    # Of Q-27, of those in the South, so small a nation may have too few for a subgroup.
    assert {"Q-01", "Q-09"} <= set(answers[answers.subgroup != "all"].question) <= {"Q-01", "Q-09", "Q-27"}
    assert {"all", "no"} <= set(answers[answers.question == "Q-01"]["is"]) <= {"all", "yes", "no"}
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
             "--at-once", "2", "-o", tmp_path / "some"]
    kept = tmp_path / "some.unfinished"
    first = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    while first.poll() is None and not (kept / "Q-02-1.txt").exists():
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    before = sorted(file.name for file in kept.iterdir() if file.suffix == ".txt")
    assert "Q-02-1.txt" in before and not (tmp_path / "some").exists()
    assert first.returncode == -signal.SIGKILL and len(before) < 4
    again = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert again.returncode == 0, again
    assert f"Q-02 no-order: kept in {kept}" in again.stderr
    assert "batch 1 of " in again.stderr and "no-order" not in again.stderr.split("batch 1 of ")[1]
    assert not kept.exists()
    whole = subprocess.run([*words[:-1], tmp_path / "whole"], capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert whole.returncode == 0, whole
    for name in ("answers.csv", "answers.txt", "answers.parquet"):
        assert (tmp_path / "some" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


@pytest.mark.slow
def test_the_same_question_alone_has_the_same_answer(answers, tmp_path):
    done = run("ask", "Q-15", "--scale", "1:2000", "--quiet", "-o", tmp_path / "one")
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
    (folder / "Q-01.toml").write_text(text)
    done = run("ask", "Q-01", "--scale", "1:4000", "--design", "2", "--quiet", "--questions", folder, "-o", tmp_path / "one")
    assert done.returncode == 0, done
    design = pandas.read_csv(tmp_path / "one" / "design.csv")
    place = design[design.parameter == "schooling.study_place"].set_index(["version", "level"])
    assert (place.base == place.base.iloc[0]).all(), "the base is as in the data"
    assert place.difference["a", 0] == place.difference["a", 1], "and so is a version that leaves it alone"
    assert place.difference["b", 1] > place.difference["b", 0] + 1


@pytest.mark.parametrize("words, expected", [
    (["Q-2"], ["found 'Q-2'", "./counterlife ask lists", "did you mean 'Q-"]),
    (["al"], ["did you mean 'all'?"]),
    (["Q-02", "--replicates", "0", "--scale", "1:0", "--design", "1", "--at-once", "none"],
     ["--replicates", "--scale", "--design", "--at-once"]),
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

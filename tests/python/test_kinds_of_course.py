# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The script for sequenzo takes death as the end of a life: in shares, mean times and distances."""

import subprocess

import pandas
import pytest

from test_command_line import ROOT, run

PYTHON = ROOT / "build" / "tools-sequences" / "bin" / "python"
SCRIPT = ROOT / "examples" / "sequences" / "kinds_of_course.py"

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="./dev test installs sequenzo")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    assert run("run", "--scale", "1:5000", "--quiet", "-o", folder / "run").returncode == 0
    done = run("find", folder / "run", "people born 1955..1965", "--sequences", "STS", "--sample", "80", "--weights", "-o",
               folder / "sts.csv")
    assert done.returncode == 0, done
    done = subprocess.run([PYTHON, SCRIPT, folder / "sts.csv", "-o", folder / "kinds"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (folder / "said").write_text(done.stdout)
    return folder


def lived(row):
    return [state for state in row if isinstance(state, str) and state != "dead"]


@pytest.fixture(scope="module")
def lives(made):
    """Of each life that was in any the states from birth to death or the end of the run."""
    sts = pandas.read_csv(made / "sts.csv", dtype={"id": str}).set_index("id").drop(columns=["born", "weight"])
    return {who: lived(row) for who, row in zip(sts.index, sts.to_numpy()) if lived(row)}


def matched(a, b):
    """The distance by optimal matching, by hand: a step more or less costs 1, a change 2."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a):
        before, row = row, [i + 1]
        for j, other in enumerate(b):
            row.append(min(before[j] + (0 if one == other else 2), before[j + 1] + 1, row[j] + 1))
    return row[-1]


def test_distances_are_those_of_lives_that_end_with_death(made, lives):
    told = pandas.read_csv(made / "kinds" / "distances.csv", dtype={"id": str}).set_index("id")
    assert list(told.index) == list(lives) and len({len(life) for life in lives.values()}) > 5
    some = list(lives)[:25]
    for a in some:
        for b in some:
            assert told.loc[a, b] == matched(lives[a], lives[b]), (a, b)


def test_nobody_spends_time_dead(made, lives):
    times = pandas.read_csv(made / "kinds" / "mean_time.csv")
    assert not {"dead", "%"} & set(times.state)
    assert times.years.sum() == pytest.approx(sum(map(len, lives.values())) / len(lives))


def test_shares_are_of_those_who_live(made, lives):
    shares = pandas.read_csv(made / "kinds" / "distribution.csv")
    assert not {"dead", "%"} & set(shares.state)
    assert shares.groupby("age").share.sum().to_numpy() == pytest.approx(1)
    at_forty = [life[40] for life in lives.values() if len(life) > 40]
    assert shares[(shares.age == 40) & (shares.state == "farm")].share.item() == pytest.approx(
        at_forty.count("farm") / len(at_forty))


def test_every_life_is_of_one_kind(made, lives):
    kinds = pandas.read_csv(made / "kinds" / "kinds.csv", dtype={"id": str})
    assert list(kinds.id) == list(lives) and 2 <= kinds.kind.nunique() <= 6


def test_lives_that_no_step_saw_are_left_out(made, lives):
    unseen = 80 - len(lives)
    assert unseen > 0 and f"{unseen} of 80 lives ended before a step began" in (made / "said").read_text()

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Sensitivity on functions whose indices are known, with luck in them and an input that does nothing."""

import csv

import numpy as np
import pytest

pytest.importorskip("openturns")
pytest.importorskip("SALib")

from counterlife.uncertainty import emulator, luck, study  # noqa: E402
from counterlife.uncertainty.design import unit_design  # noqa: E402
from counterlife.uncertainty.indices import indices  # noqa: E402
from counterlife.uncertainty.inputs import Input, all_inputs, chosen_outcomes, inputs_of, points_of  # noqa: E402
from counterlife.uncertainty.parameters import Factor, Parameter  # noqa: E402
from counterlife.uncertainty.points import Address, Refused, Result  # noqa: E402
from counterlife.uncertainty.screening import effects, trajectories  # noqa: E402


def ishigami(shares):
    """Of three inputs; the fourth is idle. Ishigami and Homma, 1990, with a = 7 and b = 0.1."""
    x = np.pi * (2 * shares - 1)
    return np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


FIRST, TOTAL = (0.3139, 0.4424, 0.0, 0.0), (0.5576, 0.4424, 0.2437, 0.0)


def screened(count, deviation, seeds, lot):
    paths = trajectories(4, count, lot)
    noise = np.random.default_rng(lot).normal(0, deviation, (count, 5, seeds))
    return effects(paths, ishigami(paths)[..., None] + noise)


def test_an_effect_is_what_a_step_does_over_the_whole_range():
    paths = trajectories(3, 6, 1)
    assert np.isin(np.round(paths * 3, 9), [0, 1, 2, 3]).all()
    one, two, idle = effects(paths, (3 * paths[..., 0] - 5 * paths[..., 1])[..., None] + np.zeros(2))
    assert one.mu == pytest.approx(3) and two.mu == pytest.approx(-5) and two.mu_star == pytest.approx(5)
    assert one.sigma == pytest.approx(0, abs=1e-9) and one.steps == 6 and one.matters and two.matters
    assert (idle.mu, idle.error, idle.p_moves, idle.matters) == (0, 0, 1, False)


def test_an_idle_input_is_called_one_that_matters_once_in_a_hundred_times_and_others_are_found():
    found = [screened(12, 1.0, 3, lot) for lot in range(150)]
    matters = np.array([[effect.matters for effect in one] for one in found]).mean(axis=0)
    assert (matters[:3] > 0.95).all() and matters[3] <= 0.04
    covered = np.mean([abs(one[3].mu) < 2 * one[3].error for one in found])
    assert covered > 0.9


def test_luck_that_a_seed_brings_to_all_points_does_not_pass_for_an_input():
    """A seed in which an idle input seems to push one way does so on all trajectories."""
    missed = 0
    for lot in range(200):
        rng = np.random.default_rng(lot)
        paths = trajectories(2, 20, lot)
        slopes = rng.normal(0, 1, 5)
        values = paths[..., :1] * 4 + paths[..., 1:] * slopes + rng.normal(0, 0.3, (20, 3, 5))
        missed += effects(paths, values)[1].p_moves < 0.01
    assert missed <= 8


def test_a_point_that_failed_costs_its_two_steps_and_leaves_no_trace_in_others():
    paths = trajectories(4, 10, 3)
    values = ishigami(paths)[..., None] + np.random.default_rng(3).normal(0, 0.5, (10, 5, 3))
    whole = effects(paths, values)
    values[4, 2, 1] = np.nan
    left = effects(paths, values)
    assert sorted(effect.steps for effect in left) == [9, 9, 10, 10]
    for before, after in zip(whole, left):
        assert np.isfinite(after.mu) and (after == before) == (after.steps == 10)
    values[1:] = np.nan
    assert all(effect.steps == 0 and not effect.matters for effect in effects(paths, values))


@pytest.fixture(scope="module")
def known():
    """The indices of five repetitions, each with luck and a design of its own."""
    found = []
    for lot in range(5):
        shares = unit_design("lhs", 127, 4, lot + 1)
        values = ishigami(shares)[:, None] + np.random.default_rng(lot).normal(0, 1.0, (127, 3))
        _, own = luck.of_replicates(values, values[0])
        means = values.mean(axis=1)
        shape, diagnosis = emulator.fit(shares, means, own.variance(means) / 3)
        if not diagnosis.complaint:
            found.append(indices(shape, shares, values, own.variance(means)))
    assert len(found) >= 4
    return found


def test_known_indices_lie_within_their_errors(known):
    for what, truth in (("first", FIRST), ("total", TOTAL)):
        off = [[abs(getattr(one, what) - true) < 2 * getattr(one, f"{what}_error") for one, true in zip(each.inputs, truth)]
               for each in known]
        assert np.mean(off) > 0.85, what
        mean = np.mean([[getattr(one, what) for one in each.inputs] for each in known], axis=0)
        assert mean == pytest.approx(truth, abs=0.12), what


def test_an_idle_input_has_the_index_nought_within_its_error(known):
    idle = [each.inputs[3] for each in known]
    assert all(abs(one.total) < 3 * one.total_error + 0.002 and not one.matters for one in idle)
    assert abs(np.mean([one.total for one in idle])) < 0.02


def rows_of(file):
    with open(file, encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


class Pretended:
    """Lives points by a function of their shares; some fail. Says how many it has lived."""

    def __init__(self, function, failing=(), deviation=0.5):
        self.function, self.failing, self.deviation, self.lived = function, failing, deviation, 0

    def tasks(self, settings):
        def live(what, points):
            return {name: [self.one(task) for task in settings.tasks(name, point)] for name, point in points.items()}
        return live

    def one(self, task):
        self.lived += 1
        if task.label in self.failing:
            return Result(task, failure="it would not")
        shares = np.array([value for _, value in task.point.values])
        lot = np.random.default_rng([task.seed, *(int(1e9 * share) for share in shares)])
        return Result(task, {"T/nation/tfr/1970": float(self.function(shares) + lot.normal(0, self.deviation)),
                             "T/nation/luck/1970": float(lot.normal(0, 1))})


def settings_for(names, **others):
    inputs = tuple(Input(name, (Factor(name, 0.0, 1.0, False),)) for name in names)
    said = dict(scenario="baseline", scale="1:1000", seed=1, replicates=3, trajectories=12, points=95, most=20, program="p",
                data="d", outcomes=("T/nation/tfr/1970", "T/nation/luck/1970"), inputs=inputs)
    return study.Settings(**said | others)


def steep(shares):
    """Of the parameters a, b, c, idle: indices 0.2, 0.8 and 0; where only some pass, the others stay away."""
    return 2 * shares[0] + 4 * shares[1]


@pytest.fixture(scope="module")
def studied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    settings = settings_for("abcd")
    asked = study.begin_or_go_on(folder, settings)
    pretended = Pretended(steep, failing=("screening-00009", "sobol-00005"))
    told = []
    looked = study.Study(folder, asked, pretended.tasks(asked), told.append)
    looked.screen()
    looked.look_closer()
    return folder, looked


def test_a_study_finds_what_matters_and_leaves_out_what_failed(studied):
    folder, looked = studied
    assert [one.address for one in looked.passing] == ["a", "b"]
    screening = {(row["parameter"], row["outcome"]): row for row in rows_of(folder / "screening.csv")}
    assert len(screening) == 8 and screening["b", "T/nation/tfr/1970"]["matters"] == "yes"
    assert float(screening["b", "T/nation/tfr/1970"]["mu"]) == pytest.approx(4, abs=0.5)
    assert sum(int(row["steps"]) for row in screening.values()) == 2 * (48 - 2)
    sobol = {(row["parameter"], row["outcome"]): row for row in rows_of(folder / "sobol.csv")}
    assert float(sobol["b", "T/nation/tfr/1970"]["total"]) == pytest.approx(0.8, abs=0.06)
    assert float(sobol["a", "T/nation/tfr/1970"]["first"]) == pytest.approx(0.2, abs=0.06)
    assert sobol["a", "T/nation/luck/1970"]["matters"] == "no" and float(sobol["a", "T/nation/luck/1970"]["total"]) == 0
    assert {row["point"]: row["failure"] for row in rows_of(folder / "failed.csv")} == {
        "screening-00009": "it would not", "sobol-00005": "it would not"}
    assert "nan" not in (folder / "screening.csv").read_text() + (folder / "sobol.csv").read_text()


def test_a_study_goes_on_with_the_designs_that_are_there_and_refuses_others(studied):
    folder, looked = studied
    before = {file: file.read_bytes() for file in folder.rglob("*.csv")}
    again = study.Study(folder, study.begin_or_go_on(folder, settings_for("abcd")),
                        Pretended(steep, failing=("screening-00009", "sobol-00005")).tasks(looked.settings), str)
    again.screen()
    again.look_closer()
    assert {file: file.read_bytes() for file in folder.rglob("*.csv")} == before
    with pytest.raises(Refused) as refused:
        study.begin_or_go_on(folder, settings_for("abce", scale="1:500", data="e"))
    said = str(refused.value)
    for part in ("another study", "scale: 1:1000 there, 1:500 asked for", "the data is another", "parameter d is there",
                 "parameter e is asked for"):
        assert part in said
    design = folder / "screening" / "design.csv"
    text = design.read_text()
    design.write_text(text.replace("point,a,", "point,z,"))
    with pytest.raises(Refused, match="never made again"):
        again.screen()
    design.write_text(text)


def test_where_most_points_fail_the_study_ends_in_a_sentence(tmp_path):
    settings = study.begin_or_go_on(tmp_path, settings_for("abcd"))
    pretended = Pretended(steep, failing={f"screening-{at:05}" for at in range(40)})
    with pytest.raises(Refused, match="39 of 60 points could not be lived; screening-00001: it would not"):
        study.Study(tmp_path, settings, pretended.tasks(settings), str).screen()


def test_of_many_that_pass_the_surest_go_on(tmp_path):
    told = []
    settings = study.begin_or_go_on(tmp_path, settings_for("abcd", most=1))
    looked = study.Study(tmp_path, settings, Pretended(steep).tasks(settings), told.append)
    looked.screen()
    assert [one.address for one in looked.passing] == ["b"] and "2 parameters pass" in told[0]


def test_a_directory_of_something_else_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(Refused, match="holds notes.txt and no sensitivity study"):
        study.begin_or_go_on(tmp_path, settings_for("abcd"))
    (tmp_path / study.FILE).write_text("format = 1\n")
    with pytest.raises(Refused, match="damaged"):
        study.read(tmp_path)


KNOWN = {Address("birth.twin_share"): Parameter(0.01, "share", 0.005, 0.015, "assumption"),
         Address("move.rate", first="", end="1960-01-01"): Parameter(0.04, "per_year", 0.02, 0.08, "calibrated"),
         Address("move.rate", first="1960-01-01", end=""): Parameter(0.02, "per_year", 0.01, 0.04, "calibrated"),
         Address("ready", "F/20"): Parameter(0.5, "per_year", 0.5, 0.5, "statistic"),
         Address("ready", "M/20"): Parameter(0.5, "per_year", 0.2, 0.8, "testimony"),
         Address("war"): Parameter(1950, "year", 1950, 1950, "statistic")}


def test_an_input_is_one_row_or_all_of_a_name():
    twin, move, ready = inputs_of(["birth.twin_share=0.001..0.1:log", "move.rate", "ready"], KNOWN)
    assert [row.address for row in move.rows] == ["move.rate@..1960-01-01", "move.rate@1960-01-01.."]
    assert [row.address for row in ready.rows] == ["ready/M/20"]  # The other has no range.
    [point] = points_of(np.array([[0.5, 1.0, 0.5]]), [move, ready, twin])
    assert point["move.rate@..1960-01-01"] == pytest.approx(0.05) and point["move.rate@1960-01-01.."] == pytest.approx(0.025)
    assert point["ready/M/20"] == 0.8 and point["birth.twin_share"] == pytest.approx(0.01)
    assert all_inputs(KNOWN, ("calibrated", "assumption")) == ["birth.twin_share", "move.rate"]


def test_parameters_that_cannot_be_turned_are_all_told_at_once():
    with pytest.raises(Refused) as refused:
        inputs_of(["birth.twin_shar", "war", "ready/F/20", "move.rate", "move.rate@1960-01-01..", "ready/M/20=3..1"], KNOWN)
    told = "\n".join(refused.value.complaints)
    assert "perhaps birth.twin_share" in told
    assert "war has no range" in told and "ready/F/20 has no range" in told
    assert "move.rate and move.rate@1960-01-01.. both turn move.rate@1960-01-01.." in told
    assert "ready/M/20: found 3..1; the lower end comes first" in told
    assert len(refused.value.complaints) == 5


def test_outcomes_are_named_by_id_measure_or_name():
    there = {"C01/nation/population/1960": "million_persons", "C01/nation/population/1970": "million_persons",
             "C14/nation/arrivals_scaled/2009": "persons"}
    assert chosen_outcomes(["C01"], there) == list(there)[:2]
    assert chosen_outcomes(["arrivals_scaled", "C01/nation/population/1970"], there) == list(there)[1:]
    with pytest.raises(Refused, match="'arivals_scaled'.*did you mean 'arrivals_scaled'"):
        chosen_outcomes(["arivals_scaled"], there)
    with pytest.raises(Refused, match="no outcome is named"):
        chosen_outcomes([], there)

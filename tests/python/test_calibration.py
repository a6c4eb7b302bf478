# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Calibration of a model whose answer is known: what is planted is found, and nothing is lost or made twice."""

import csv
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time
import tomllib

import numpy as np
import openturns as ot
import pretend
import pytest

from counterlife.uncertainty import design, emulator, implausibility, luck, parameters, targets
from counterlife.uncertainty.parameters import Factor
from counterlife.uncertainty.points import Point, Refused, Result
from counterlife.uncertainty.remaining import remaining
from counterlife.uncertainty.settings import Settings
from counterlife.uncertainty.targets import Target
from counterlife.uncertainty.waves import Calibration

PACKAGE = pathlib.Path(__file__).parents[2] / "python"
FACTORS = tuple(Factor(name, low, high, False) for name, (_, low, high) in sorted(pretend.PARAMETERS.items()))
NAMES = [f"--parameter={name}" for name in pretend.PARAMETERS]


def calibrate(folder, *words, **how):
    return subprocess.run([sys.executable, "-m", "counterlife", "calibrate", *map(str, words), "--program",
                           folder / "counterlife"], capture_output=True, text=True, timeout=300,
                          env=os.environ | {"PYTHONPATH": str(PACKAGE)}, **how)


def table(file):
    with open(file, newline="") as rows:
        return list(csv.DictReader(rows))


def planted(seed):
    """A truth of its own, figures of it that are known to 0.02, and settings."""
    chance = random.Random(seed)
    truth = {name: chance.uniform(0.15, 0.85) for name in pretend.PARAMETERS}
    figures = pretend.figures(truth["rain.high"], truth["rain.low"])
    wanted = [Target(f"T/{name}", "T", "metres", value + chance.gauss(0, 0.02), 0.06, 0.06, 0.02, name == "kept", 0.02,
                     0.02, "planted") for name, value in figures.items()]
    # What the model misses by its nature, drawn as it is stated.
    wanted = [Target(**vars(one) | {"figure": one.figure + chance.gauss(0, 0.02)}) for one in wanted]
    fitted = sum(not one.kept for one in wanted)
    return truth, Settings("baseline", "1:1", seed, 3, "sobol", 31, 3.0, implausibility.default_rank(fitted), FACTORS,
                           tuple(wanted), "p", "d", "l")


def lived(settings):
    def live(_what, points, replicates):
        return {name: [Result(task, {f"T/{target}": value for target, value in pretend.with_luck(
            point["rain.high"], point["rain.low"], point["rain.idle"], task.seed).items()})
            for task in settings.tasks(name, point, replicates)] for name, point in points.items()}
    return live


def found(folder, seed, waves=2):
    truth, settings = planted(seed)
    calibration = Calibration(folder, settings, lived(settings), lambda _: None)
    calibration.run(waves)
    share = design.shares_of([Point.of(truth)], FACTORS)
    return calibration, float(calibration.judge(share)[0]), truth


@pytest.mark.slow
def test_the_truth_is_not_ruled_out_in_19_of_20_repetitions_and_intervals_cover(tmp_path):
    kept, inside, of_all, narrow = 0, 0, 0, []
    for seed in range(20):
        (tmp_path / str(seed)).mkdir()
        calibration, value, _ = found(tmp_path / str(seed), seed)
        kept += value <= 3
        narrow.append(calibration.waves[-1].left.share)
        looked_at = np.random.default_rng(seed).random((200, 3))
        for seen in calibration.waves[0].seen:
            mean, variance = seen.emulator.predict(looked_at)
            points = design.points_of(looked_at, FACTORS)
            seeds = calibration.settings.seeds  # What the emulator is of: the mean over these seeds.
            shift = np.mean([random.Random(f"{one}").gauss(0, 1) for one in seeds]) * pretend.LUCK * 0.5 ** 0.5
            true = np.array([pretend.figures(point["rain.high"], point["rain.low"])[seen.target.name[2:]]
                             for point in points])
            if np.abs(shift) < 1:
                inside += int((np.abs(true - mean) <= 1.96 * np.sqrt(
                    variance + pretend.LUCK ** 2 / len(seeds))).sum())
                of_all += len(points)
    print(f"the truth was kept {kept} times of 20; 95 % intervals held {inside / of_all:.3f}")
    assert kept >= 19
    assert 0.90 <= inside / of_all
    assert np.median(narrow) < 0.1  # And yet most of the space is ruled out.


def test_the_planted_numbers_are_found_and_an_idle_one_is_not_narrowed(tmp_path):
    calibration, value, truth = found(tmp_path, 100)
    assert value <= 3
    left = calibration.waves[-1].left.shares
    width = {factor.address: np.ptp(np.quantile(left[:, place], (0.05, 0.95)))
             for place, factor in enumerate(FACTORS)}
    assert width["rain.high"] < 0.45 and width["rain.low"] < 0.6
    assert width["rain.idle"] > 0.8
    assert "T/still" in calibration.waves[0].left_out  # No parameter moves it but luck.
    assert all(seen.target.name != "T/kept" for wave in calibration.waves for seen in wave.seen)


def test_a_kept_target_changes_nothing(tmp_path):
    _, settings = planted(5)
    results = []
    for place, figure in enumerate((0.0, 1000.0)):
        changed = tuple(Target(**vars(one) | ({"figure": figure} if one.kept else {})) for one in settings.targets)
        own = Settings(**vars(settings) | {"targets": changed})
        (tmp_path / str(place)).mkdir()
        calibration = Calibration(tmp_path / str(place), own, lived(own), lambda _: None)
        calibration.run(1)
        results.append(calibration.waves[0].left)
    assert np.array_equal(results[0].shares, results[1].shares)


def _noisy(points=31, replicates=2, sd=0.1):
    shares = design.unit_design("sobol", points, 3, 1)
    values = np.sin(3 * shares[:, 0]) + shares[:, 1] ** 2
    runs = values[:, None] + np.random.default_rng(1).normal(0, sd, (points, replicates))
    return shares, runs.mean(axis=1), np.full(points, sd ** 2 / replicates)


def test_the_emulator_foretells_as_openturns_does():
    shares, means, noise = _noisy()
    for trend, factory in (("constant", ot.ConstantBasisFactory), ("linear", ot.LinearBasisFactory)):
        shape = emulator.Shape(trend, (0.7, 2.0, 9.0), 0.8)
        ours = emulator.Emulator(shape, shares, means, noise)
        spread = means.std()
        theirs = ot.GaussianProcessFitter(ot.Sample(shares), ot.Sample(((means - means.mean()) / spread)[:, None]),
                                          ot.MaternModel([0.7, 2.0, 9.0], [0.8], 2.5), factory(3).build())
        theirs.setNoise(ot.Point(noise / spread ** 2))
        theirs.setOptimizeParameters(False)
        theirs.run()
        regression = ot.GaussianProcessRegression(theirs.getResult())
        regression.run()
        asked = np.random.default_rng(2).random((50, 3))
        mean, variance = ours.predict(asked)
        result = regression.getResult()
        expected = np.array(result.getMetaModel()(ot.Sample(asked)))[:, 0] * spread + means.mean()
        their_variance = ot.GaussianProcessConditionalCovariance(result).getConditionalMarginalVariance(
            ot.Sample(asked))
        assert mean == pytest.approx(expected, abs=1e-8)
        assert variance == pytest.approx(np.array(their_variance)[:, 0] * spread ** 2, rel=1e-6)


def test_a_left_out_point_is_foretold_as_an_emulator_without_it_does():
    shares, means, noise = _noisy()
    shape = emulator.Shape("linear", (0.7, 2.0, 9.0), 0.8)
    whole = emulator.Emulator(shape, shares, means, noise)
    errors, variances = whole._solved.left_out()
    for place in (0, 7, 30):
        rest = np.arange(len(means)) != place
        # Both speak in standard deviations of their own points: bring the smaller one to those of the whole.
        scale = means.std() / means[rest].std()
        smaller = emulator.Emulator(emulator.Shape("linear", shape.scales, 0.8 * scale), shares[rest], means[rest],
                                    noise[rest])
        mean, variance = smaller.predict(shares[[place]])
        assert means[place] - mean[0] == pytest.approx(errors[place] * means.std(), rel=1e-6)
        assert variance[0] + noise[place] == pytest.approx(variances[place] * means.var(), rel=1e-6)


def test_an_emulator_that_stopped_short_is_complained_of():
    shares, means, noise = _noisy(sd=0.01)
    good, diagnosis = emulator.fit(shares, means, noise)
    assert not diagnosis.complaint and diagnosis.explained > 0.9
    narrow = emulator.Emulator(emulator.Shape("constant", (emulator.NARROWEST,) * 3, 1.0), shares, means, noise)
    assert "narrow" in narrow.diagnosis().complaint
    short = emulator.Emulator(emulator.Shape("constant", (0.06,) * 3, 1.0), shares, shares[:, 0], noise)
    assert "a straight line" in short.diagnosis().complaint
    sure = emulator.Emulator(good, shares, means + np.random.default_rng(3).normal(0, 0.3, len(means)), noise)
    assert sure.diagnosis().complaint


def test_what_only_luck_moves_does_not_move():
    shares, _, _ = _noisy()
    chance = np.random.default_rng(7)
    idle = sum(emulator.moves(shares, chance.normal(0, 0.1, 31), np.full(31, 0.01)) for _ in range(200))
    assert idle <= 3
    weak = [emulator.moves(shares, 0.3 * shares[:, 0] + chance.normal(0, 0.1, 31), np.full(31, 0.01))
            for _ in range(20)]
    assert sum(weak) >= 14


def test_luck_of_replicates_and_what_is_left_of_it_without_what_a_seed_does_to_all():
    chance = np.random.default_rng(1)
    values = 5 + chance.normal(0, 1, (1, 40)) + chance.normal(0, 0.5, (200, 40))
    few = values[:, :2] - values[:, :1].mean() + 5
    few[:, 1] += values[:, 0].mean() - values[:, 1].mean()  # Two seeds that happen to be alike.
    whole, own = luck.of_replicates(few, values[0])
    assert own.variance(5) == pytest.approx(0.25, rel=0.2)
    assert whole.variance(5) == pytest.approx(values[0].var(ddof=1) * 39 / 37)  # And tell nothing of others.
    counts = chance.poisson(np.linspace(2, 200, 100)[:, None], (100, 3)).astype(float)
    _, own = luck.of_replicates(counts, counts[50])
    assert own.power == 1 and own.variance(100) == pytest.approx(100, rel=0.25)


def test_implausibility_adds_up_all_that_is_not_known():
    class Told:
        def predict(self, shares):
            return np.full(len(shares), 7.0), np.full(len(shares), 0.5)
    one = Target("T", "T", "m", 10.0, 3.0, 3.0, 1.5, False, 2.0, 50.0, "")
    seen = implausibility.Seen(one, Told(), luck.Luck(3.0, 0.0, 1.0))
    [value] = seen.implausibility(np.zeros((1, 1)), 3)
    assert value == pytest.approx(3 / np.sqrt(0.5 + 3 / 3 + 1.5 ** 2 + 2.0 ** 2))
    far = implausibility.Seen(Target(**vars(one) | {"figure": 107.0}), Told(), luck.Luck(0.0, 0.0, 1.0))
    judge = implausibility.Judge([[seen, far]], 3, 2)
    assert judge(np.zeros((1, 1)))[0] == pytest.approx(value)  # The second highest.
    assert np.isinf(implausibility.Judge([[seen, far]], 3, 1)(np.zeros((1, 1)), 3.0)[0])
    assert implausibility.Judge([[seen], [far]], 3, 2)(np.zeros((1, 1)))[0] > 3  # Each wave rules out by itself.


@pytest.mark.parametrize("half, dimension", [(0.3, 2), (0.25, 8)])
def test_what_is_left_is_found_however_small(half, dimension):
    def judge(shares, most=np.inf):
        value = np.abs(shares - 0.4).max(axis=1) / half * 3
        return np.where(value <= most, value, np.inf)
    left = remaining(judge, dimension, 3.0, 2000, 1)
    assert left.share == pytest.approx((2 * half) ** dimension, rel=0.35)
    assert (np.abs(left.shares - 0.4) <= half).all()
    assert left.shares.std(axis=0) == pytest.approx(2 * half / 12 ** 0.5, rel=0.15)
    nothing = remaining(lambda shares, most=np.inf: np.full(len(shares), 3.5), dimension, 3.0, 500, 1)
    assert nothing.share == 0 and nothing.least == 3.5


def test_a_design_is_balanced_and_read_as_it_was_written(tmp_path):
    shares = design.unit_design("sobol", 31, 3, 1)
    assert (shares[0] == 0.5).all()
    assert shares.mean(axis=0) == pytest.approx(0.5, abs=1e-12)
    assert np.sort(design.unit_design("lhs", 10, 2, 1) * 10 // 1, axis=0)[:, 0].tolist() == list(range(10))
    factors = [Factor("a.b/F/20-24", 0.001, 10.0, True), Factor("c.d", -1 / 3, 2 / 3, False)]
    points = design.points_of(shares[:, :2], factors)
    design.write_design(tmp_path / "design.csv", [str(place) for place in range(31)], points)
    assert list(design.read_design(tmp_path / "design.csv").values()) == points
    assert design.shares_of(points, factors) == pytest.approx(shares[:, :2], abs=1e-9)
    assert points[0]["a.b/F/20-24"] == pytest.approx(0.1)  # The middle of decades.


def test_all_that_is_wrong_with_parameters_is_told_at_once():
    known = {parameters.Address("a.b"): parameters.Parameter(1, "m", 0, 2, "assumption"),
             parameters.Address("a.fixed"): parameters.Parameter(1, "m", 1, 1, "statistic"),
             parameters.Address("a.c", "x"): parameters.Parameter(1, "m", 0, 2, "assumption")}
    wished = ["a.bb", "a.fixed", "a.c", "a.b=2..1", "a.b:log", "a.b=nan..1", "a.b:cubic"]
    with pytest.raises(Refused) as refused:
        parameters.factors_of(wished, known)
    told = "\n".join(refused.value.complaints)
    for sentence in ("perhaps a.b", "a.fixed has no range", "name one of a.c/x", "the lower end comes first",
                     "has no logarithm", "must be finite", "allowed linear, log"):
        assert sentence in told
    assert parameters.factors_of(["a.fixed=1..20"], known) == [Factor("a.fixed", 1.0, 20.0, True)]


def test_discrepancies_are_a_third_of_what_is_accepted_unless_stated(tmp_path):
    pretend.make(tmp_path)
    read = targets.read_targets(tmp_path / "data")
    assert read[0].discrepancy_below == pytest.approx(0.05)
    stated = tmp_path / "stated.csv"
    stated.write_text("target,tolerances,why\nT0,2,by its nature\n")
    own = targets.with_discrepancies(read, stated)
    assert own[0].discrepancy_above == pytest.approx(0.3) and own[0].why == "by its nature"
    assert own[1] == read[1]
    stated.write_text("target,tolerances,why\nT9,2,x\nT0,-1,x\nT0,x,x\nT1,1,\n")
    with pytest.raises(Refused) as refused:
        targets.with_discrepancies(read, stated)
    assert len(refused.value.complaints) == 4


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("invented")
    pretend.make(folder)
    done = calibrate(folder, folder / "cal", *NAMES, "--points", 15, "--waves", 2, "--members", 8, "--workers", 2)
    assert done.returncode == 0, done
    return folder


def test_a_calibration_ends_in_tables_and_an_ensemble_that_can_be_traced(calibrated):
    made = calibrated / "cal"
    facts = tomllib.loads((made / "ensemble" / "ensemble.toml").read_text())
    members = table(made / "ensemble" / "members.csv")
    assert {row["member"] for row in members} == {str(number) for number in range(1, len(facts["members"]) + 1)}
    assert len(facts["members"]) == 8 and facts["lives"] == "0x0123456789abcdef" and facts["seeds"] == [1, 2]
    points = {}
    for file in made.rglob("design*.csv"):
        points |= design.read_design(file)
    for member in facts["members"]:
        name = re.search(r"(\d+-\d+|candidate-\d+-\d+), seed 1", member["runs"][0])[1]
        own = {row["parameter"]: float(row["value"]) for row in members if row["member"] == str(member["member"])}
        assert own == dict(points[name].values)
        # Its own runs stand by the figures.
        assert pretend.figures(own["rain.high"], own["rain.low"])["depth"] == pytest.approx(1.3, abs=0.35)
    rows = {row["parameter"]: row for row in table(made / "parameters.csv")}
    assert float(rows["rain.high"]["narrowed"]) > 0.4 > 0.2 > float(rows["rain.idle"]["narrowed"])
    assert {row["left_out"] for row in table(made / "targets.csv") if "still" in row["target"]} == {
        "the parameters do not move it"}
    pairs = table(made / "ruled_out.csv")
    assert len(pairs) == 3 * 12 * 12
    corner = next(row for row in pairs if (row["parameter"], row["other"]) == ("rain.high", "rain.low")
                  and (float(row["high"]), float(row["other_high"])) == (1.0, 1.0))
    assert float(corner["least_implausibility"] or 99) > 3 and float(corner["share_left"]) == 0


def test_what_is_done_is_read_and_not_made_again(calibrated):
    lived_before, made = len(pretend.log(calibrated)), calibrated / "cal"
    designs = {file: file.read_text() for file in made.rglob("design*.csv")}
    (made / "wave-2" / "not_ruled_out.json").unlink()  # As if it had been killed before.
    before = (made / "ensemble" / "members.csv").read_text()
    done = calibrate(calibrated, made, "--waves", 2, "--members", 8)
    assert done.returncode == 0, done
    again = [line for line in pretend.log(calibrated)[lived_before:] if '"1:20000"' not in line[2]]
    assert not again
    assert {file: file.read_text() for file in designs} == designs
    assert (made / "ensemble" / "members.csv").read_text() == before


def test_another_calibration_is_refused_with_what_differs(calibrated, tmp_path):
    made = calibrated / "cal"
    files = sorted(made.rglob("*"))
    done = calibrate(calibrated, made, "--parameter=rain.high", "--parameter=rain.low=0.1..1", "--scale", "1:9")
    assert done.returncode == 2
    for sentence in ("another calibration", "scale: 1:200 there, 1:9 asked for", "rain.idle is there, and not asked",
                     "rain.low: low 0.0 there, 0.1 asked for"):
        assert sentence in done.stderr
    assert sorted(made.rglob("*")) == files
    (tmp_path / "letter.txt").write_text("mine")
    done = calibrate(calibrated, tmp_path, *NAMES)
    assert done.returncode == 2 and "letter.txt" in done.stderr
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith(".")] == ["letter.txt"]


def test_other_data_or_another_program_or_figure_is_refused(calibrated):
    made, changed = calibrated / "cal", calibrated / "data" / "places" / "places.csv"
    for file, more, sentence in ((changed, "elsewhere\n", "the data is another"),
                                 (calibrated / "counterlife", "# changed\n", "the program is another"),
                                 (calibrated / "data" / "targets" / "targets.csv", None, "figure 1.2999")):
        before = file.read_text()
        file.write_text(before + more if more else before.replace("1.29999", "1.39999"))
        done = calibrate(calibrated, made)
        file.write_text(before)
        assert done.returncode == 2 and sentence in done.stderr, (sentence, done.stderr)


@pytest.mark.parametrize("words, sentence", [
    (["--parameter=rain.hgh"], "perhaps rain.high"),
    (["--parameter=rain.fixed"], "rain.fixed has no range"),
    (["--parameter=rain.high=-5..1"], "outside which 'rain.high' makes no sense"),
    ([], "no parameter is named"),
    (["--parameter=rain.high", "--targets=T9"], "with which no target begins"),
    (["--parameter=rain.high", "--targets=T4"], "kept from fitting"),
    (["--parameter=rain.high", "--replicates=1"], "--replicates: found 1; allowed 2 to 1000"),
    (["--parameter=rain.high", "--scheduler=tcp://127.0.0.1:1"], "no scheduler answers"),
    (["--parameter=rain.high", "--data=/nowhere"], "/nowhere is no folder"),
])
def test_bad_input_is_a_sentence(tmp_path, words, sentence):
    pretend.make(tmp_path)
    done = calibrate(tmp_path, tmp_path / "cal", *words)
    assert done.returncode == 2 and sentence in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert not pretend.log(tmp_path)


@pytest.mark.slow
def test_figures_that_no_point_can_meet_end_in_a_sentence_that_names_them(tmp_path):
    pretend.make(tmp_path)
    figures = tmp_path / "data" / "targets" / "targets.csv"
    figures.write_text(figures.read_text().replace("T1,width,nation,2000,2000,0.21", "T1,width,nation,2000,2000,9"))
    done = calibrate(tmp_path, tmp_path / "cal", *NAMES, "--points", 15, "--workers", 1)
    assert done.returncode == 2
    assert "rules out everything" in done.stderr and "T1/nation/width/2000 (100%)" in done.stderr


@pytest.mark.slow
def test_it_goes_on_after_a_kill_and_comes_to_the_same(calibrated, tmp_path):
    pretend.make(tmp_path, sleep=0.1)
    words = [sys.executable, "-m", "counterlife", "calibrate", tmp_path / "cal", *NAMES, "--points", "15", "--waves",
             "2", "--members", "8", "--workers", "1", "--program", tmp_path / "counterlife"]
    first = subprocess.Popen(words, env=os.environ | {"PYTHONPATH": str(PACKAGE)}, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while sum(word == "done" for word, _, _ in pretend.log(tmp_path)) < 7:
        assert time.monotonic() < end
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    done = calibrate(tmp_path, tmp_path / "cal", "--waves", 2, "--members", 8, "--workers", 2)
    assert done.returncode == 0, done
    told = [one for word, _, one in pretend.log(tmp_path) if word == "done" and '"1:20000"' not in one]
    assert len(told) - len(set(told)) <= 1  # What had ended and nobody had written down yet.
    for file in ("waves.csv", "parameters.csv", "ensemble/members.csv", "ruled_out.csv"):
        assert (tmp_path / "cal" / file).read_text() == (calibrated / "cal" / file).read_text()


def test_two_at_once_in_one_directory_are_refused(tmp_path):
    pretend.make(tmp_path, sleep=60)
    words = [sys.executable, "-m", "counterlife", "calibrate", tmp_path / "cal", *NAMES, "--points", "15",
             "--workers", "1", "--program", tmp_path / "counterlife"]
    first = subprocess.Popen(words, env=os.environ | {"PYTHONPATH": str(PACKAGE)}, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while not pretend.log(tmp_path):
            assert time.monotonic() < end
            time.sleep(0.05)
        done = calibrate(tmp_path, tmp_path / "cal", *NAMES, "--points", "15")
        assert done.returncode == 2 and "another process is at work in" in done.stderr
    finally:
        first.kill()
        first.wait()


def test_results_are_the_same_with_a_damaged_file_among_them(calibrated):
    made = calibrated / "cal"
    damaged = sorted((made / "results").glob("*.json"))[0]
    before = json.loads(damaged.read_text())["values"]
    damaged.write_text("{")
    done = calibrate(calibrated, made, "--waves", 2, "--members", 8, "--workers", 1)
    assert done.returncode == 0, done
    assert json.loads(damaged.read_text())["values"] == before


class GivesUp:
    """A fitter whose first searches end as NLopt's do where the likelihood is flat."""

    def __init__(self, times, real):
        self.times, self.real = times, real

    def __getattr__(self, name):
        return getattr(self.real, name)

    def run(self):
        self.times -= 1
        if self.times >= 0:
            raise RuntimeError("InternalException : NLopt raised an exception: FAILURE")
        self.real.run()


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_a_search_that_gives_up_is_followed_by_another(times):
    shares = np.linspace(0, 1, 12)[:, None]
    fitter = ot.GaussianProcessFitter(ot.Sample(shares), ot.Sample(np.sin(6 * shares)), ot.MaternModel([1.0], [1.0], 2.5),
                                      ot.ConstantBasisFactory(1).build())
    fitter.setNoise(ot.Point([1e-4] * 12))
    fitter.setOptimizationBounds(ot.Interval([emulator.NARROWEST], [emulator.WIDEST]))
    found = emulator._searched(GivesUp(times, fitter), "constant")
    assert (found is None) == (times == 3)
    if found:
        assert 0.1 < found.scales[0] < 3

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Twenty islands whose numbers are known: what a calibration leaves holds the truth, and its intervals cover it."""

import dataclasses
import math
import os
import pathlib
import random

import numpy as np
import pytest

pytest.importorskip("openturns")

from counterlife.uncertainty.design import shares_of  # noqa: E402
from counterlife.uncertainty.implausibility import default_rank  # noqa: E402
from counterlife.uncertainty.living import Lives  # noqa: E402
from counterlife.uncertainty.parameters import factors_of, known_parameters, read_list  # noqa: E402
from counterlife.uncertainty.points import Point, Store, Task  # noqa: E402
from counterlife.uncertainty.runner import Runner  # noqa: E402
from counterlife.uncertainty.settings import Settings  # noqa: E402
from counterlife.uncertainty.simulator import Simulator, data_digest, program_digest  # noqa: E402
from counterlife.uncertainty.targets import read_targets  # noqa: E402
from counterlife.uncertainty.waves import Calibration  # noqa: E402

ROOT = pathlib.Path(__file__).parents[2]
DATA, PROGRAM = ROOT / "examples" / "society" / "data", ROOT / "build" / "release" / "counterlife"
TRUTHS, SEEDS, SCALE = 20, 6, "1:240"
IDLE = "labour.job_change"


@dataclasses.dataclass
class Islands:
    """What is the same for all truths, and who lives them."""

    factors: tuple
    targets: list
    program: str
    data: str

    def settings(self, seed, targets):
        fitted = sum(not one.kept for one in targets)
        return Settings("baseline", SCALE, 1, 2, "sobol", 63, 3.0, default_rank(fitted), self.factors, tuple(targets),
                        self.program, self.data, "")

    def tasks(self, name, point, replicates=None):
        """The truth's own luck: seeds that no calibration uses."""
        place = int(name.split()[-1])
        return [Task(point, at, 9000 + SEEDS * place + at, SCALE, "baseline", self.program, self.data, label=name)
                for at in range(SEEDS)]

    def counted(self, means, chance):
        """The figures as somebody counts them, and as the model misses them: as far off as is stated."""
        for one in self.targets:
            mean = means[one.name]
            error = one.error * abs(mean / one.figure)
            below, above = (part * abs(mean / one.figure) for part in (one.below, one.above))
            misses = below / 3
            figure = mean + chance.gauss(0, math.hypot(error, misses))
            yield dataclasses.replace(one, figure=figure, below=below, above=above, error=error,
                                      discrepancy_below=misses, discrepancy_above=misses)


@pytest.fixture(scope="module")
def islands():
    known = known_parameters(str(PROGRAM), str(DATA), "baseline")
    factors = tuple(factors_of(read_list(ROOT / "examples" / "society" / "parameters.csv"), known))
    return Islands(factors, read_targets(DATA), program_digest(PROGRAM), data_digest(DATA))


def held(calibration, truth, means, lucks):
    """Of each target with an emulator: whether its interval of 95 % has the figure of the truth."""
    share = shares_of([truth], calibration.settings.factors)
    for seen in calibration.waves[-1].seen:
        mean, variance = seen.emulator.predict(share)
        own = float(lucks[seen.target.name]) / SEEDS  # Of the truth's own runs.
        chance = float(seen.luck.variance(mean)[0]) / calibration.settings.replicates
        yield abs(float(mean[0]) - means[seen.target.name]) <= 1.96 * math.sqrt(float(variance[0]) + chance + own)


@pytest.mark.slow
def test_the_truth_of_19_in_20_islands_is_not_ruled_out_and_an_idle_number_is_not_narrowed(islands, tmp_path):
    chance, kept, covered, narrowed, shares = random.Random(11), [], [], [], []
    truths = [Point.of({one.address: one.value(chance.uniform(0.1, 0.9)) for one in islands.factors}) for _ in range(TRUTHS)]
    simulator, store = Simulator(str(PROGRAM), str(DATA)), Store(pathlib.Path(os.environ.get("COUNTERLIFE_ISLANDS", tmp_path)))
    with Runner(simulator, store, workers=2) as runner:
        lived = Lives(islands.tasks, runner)("truths", {f"truth {at}": one for at, one in enumerate(truths)})
        for place, truth in enumerate(truths):
            figures = {one.name: np.array([result.values[one.name] for result in lived[f"truth {place}"]])
                       for one in islands.targets}
            means = {name: float(values.mean()) for name, values in figures.items()}
            settings = islands.settings(place, list(islands.counted(means, chance)))
            folder = tmp_path / f"island-{place}"
            folder.mkdir()
            calibration = Calibration(folder, settings, Lives(settings.tasks, runner), print)
            calibration.run(2)
            kept.append(float(calibration.judge(shares_of([truth], islands.factors))[0]) <= settings.cutoff)
            covered += held(calibration, truth, means, {name: values.var(ddof=1) for name, values in figures.items()})
            left = calibration.waves[-1].left.shares
            idle = [one.address for one in islands.factors].index(IDLE)
            narrowed.append(float(np.ptp(np.quantile(left[:, idle], (0.05, 0.95)))))
            shares.append(calibration.waves[-1].left.share)
    print(f"the truth was kept {sum(kept)} times of {TRUTHS}; of {len(covered)} intervals of 95 % {np.mean(covered):.3f} "
          f"held; {np.median(shares):.2g} of the space was left; of an idle number {np.median(narrowed):.2f}")
    assert sum(kept) >= 19
    assert np.mean(covered) >= 0.90
    assert np.median(narrowed) > 0.75 and np.median(shares) < 0.05

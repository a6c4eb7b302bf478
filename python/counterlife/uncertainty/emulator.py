# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What the program would say where it was not asked: a Gaussian process for each target.

OpenTURNS finds the scales; what is predicted from them is written out below, as left-out points need
the same matrices. All in shares of the ranges of the factors, and in the target's own unit outside.
"""

import dataclasses
import os
from collections.abc import Iterator, Sequence

import numpy as np
import openturns as ot
from scipy import linalg, optimize, stats

from counterlife.uncertainty import start
from counterlife.uncertainty.points import Refused
from counterlife.uncertainty.runner import uninterrupted

NARROWEST, WIDEST = 0.05, 20.0  # spans that a scale may take; at 20 a factor is idle
_STARTS = (1.0, 4.0)  # spans
_CALLS = 300
_SURE = 1e-3  # of an idle target in a thousand it is said that it moves
_LEAST_NOISE = 1e-6  # of the variance between points; nothing is known better
_FARTHEST, _TYPICAL = 0.05, 1.6  # what left-out points may show: share beyond 3 errors, and their root mean square


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """How the emulator does on its own points, each left out in turn."""

    explained: float  # share of the variance between points
    typical_error: float  # root mean square of errors over their standard errors; 1 is right
    beyond_three: float  # share of points
    worse_than: str = ""  # a simpler model that does better
    on_its_bound: bool = False

    @property
    def complaint(self) -> str:
        if self.on_its_bound:
            return "a scale is as narrow as may be, so that it tells nothing between points"
        if self.worse_than:
            return f"it does worse than {self.worse_than}, so that its fit stopped short"
        if self.beyond_three > _FARTHEST or self.typical_error > _TYPICAL:
            return (f"points left out are {self.typical_error:.2f} standard errors off where 1 is right, "
                    f"{self.beyond_three:.0%} of them beyond 3")
        return ""


@dataclasses.dataclass(frozen=True)
class Shape:
    """What OpenTURNS has found: enough to make the emulator again, with the points.

    trend: "constant" or "linear". scales: one a factor, in spans. amplitude: in standard deviations
    of the points.
    """

    trend: str
    scales: tuple[float, ...]
    amplitude: float


class Emulator:
    """shares: points x factors; means: of the replicates; noise: variance of each mean."""

    def __init__(self, shape: Shape, shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> None:
        self.shape, self._shares = shape, shares
        self._centre, self._spread = float(means.mean()), float(means.std()) or 1.0
        self._scales = np.array(shape.scales)
        self._values = (means - self._centre) / self._spread
        self._trend = _trend(shape.trend, shares)
        covariance = _matern(shares, shares, self._scales, shape.amplitude)
        covariance[np.diag_indices(len(means))] += _scaled(noise, self._spread)
        self._solved = _Solved(covariance, self._trend, self._values)

    def predict(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and variance of the expected figure at each row, in the target's unit; no luck in it."""
        cross = _matern(shares, self._shares, self._scales, self.shape.amplitude)
        solved = self._solved
        trend = _trend(self.shape.trend, shares)
        mean = trend @ solved.slopes + cross @ solved.weights
        half = linalg.solve_triangular(solved.lower, cross.T, lower=True, check_finite=False)
        missed = trend.T - solved.half_trend.T @ half
        beyond = linalg.solve_triangular(solved.trend_lower, missed, lower=True, check_finite=False)
        variance = self.shape.amplitude ** 2 - (half ** 2).sum(axis=0) + (beyond ** 2).sum(axis=0)
        return self._centre + self._spread * mean, self._spread ** 2 * np.maximum(variance, 0.0)

    def expected(self, shares: np.ndarray) -> np.ndarray:
        """The mean of `predict` alone, which costs much less."""
        cross = _matern(shares, self._shares, self._scales, self.shape.amplitude)
        told = _trend(self.shape.trend, shares) @ self._solved.slopes + cross @ self._solved.weights
        return self._centre + self._spread * told

    @property
    def likelihood(self) -> float:
        """Its logarithm, but for a constant that all models of these points share."""
        return self._solved.likelihood

    @property
    def score(self) -> float:
        """Logarithm of the density that left-out points were given, added up."""
        return self._solved.score()

    def diagnosis(self) -> Diagnosis:
        errors, variances = self._solved.left_out()
        standard = errors / np.sqrt(variances)
        noise = np.diag(self._solved.covariance) - self.shape.amplitude ** 2
        simpler = {name: _Solved(*_simple(trend, self._shares, self._values, noise))
                   for name, trend in (("a constant", "constant"), ("a straight line", "linear"))}
        worse = ""
        if self.shape.trend == "constant" and self._solved.likelihood < simpler["a constant"].likelihood - 0.5:
            worse = "a constant"
        elif self._solved.score() < simpler["a straight line"].score() - 2:
            worse = "a straight line"
        return Diagnosis(1 - float((errors ** 2).mean() / self._values.var()),
                         float(np.sqrt((standard ** 2).mean())), float((np.abs(standard) > 3).mean()), worse,
                         # Around a line a narrow scale is no more than some noise of its own.
                         self.shape.trend == "constant" and bool(np.min(self._scales) <= NARROWEST * 1.001))


class _Solved:
    """A linear model with known covariance: slopes by generalised least squares, and left-out points."""

    def __init__(self, covariance: np.ndarray, trend: np.ndarray, values: np.ndarray) -> None:
        self.covariance = covariance
        self.lower = linalg.cholesky(covariance, lower=True, check_finite=False)
        self.half_trend = linalg.solve_triangular(self.lower, trend, lower=True, check_finite=False)
        self.trend_lower = linalg.cholesky(self.half_trend.T @ self.half_trend, lower=True)
        half_values = linalg.solve_triangular(self.lower, values, lower=True)
        self.slopes = linalg.cho_solve((self.trend_lower, True), self.half_trend.T @ half_values)
        rest = half_values - self.half_trend @ self.slopes
        self.weights = linalg.solve_triangular(self.lower.T, rest)
        self.likelihood = -0.5 * float(rest @ rest) - float(np.log(np.diag(self.lower)).sum())

    def left_out(self) -> tuple[np.ndarray, np.ndarray]:
        """Error of each point foretold from all others, and its variance with its own noise."""
        inverse = linalg.cho_solve((self.lower, True), np.eye(len(self.lower)))
        taken = linalg.solve_triangular(self.trend_lower, (linalg.solve_triangular(
            self.lower.T, self.half_trend)).T, lower=True)
        precision = np.diag(inverse) - (taken ** 2).sum(axis=0)
        return self.weights / precision, 1 / precision

    def score(self) -> float:
        """Logarithm of the density that left-out points were given, added up."""
        errors, variances = self.left_out()
        return -0.5 * float((np.log(variances) + errors ** 2 / variances).sum())


def _scaled(noise: np.ndarray, spread: float) -> np.ndarray:
    return np.maximum(noise / spread ** 2, _LEAST_NOISE)


def _trend(kind: str, shares: np.ndarray) -> np.ndarray:
    ones = np.ones((len(shares), 1))
    return ones if kind == "constant" else np.hstack([ones, shares])


def _matern(rows: np.ndarray, columns: np.ndarray, scales: np.ndarray, amplitude: float) -> np.ndarray:
    """Covariance of Matern's kind with smoothness 5/2."""
    rows, columns = rows / scales, columns / scales
    square = (rows ** 2).sum(axis=1)[:, None] + (columns ** 2).sum(axis=1) - 2 * rows @ columns.T
    far = np.sqrt(5 * np.maximum(square, 0.0))
    return amplitude ** 2 * (1 + far + far * far / 3) * np.exp(-far)


def _simple(kind: str, shares: np.ndarray, values: np.ndarray, noise: np.ndarray):
    """A trend and what it misses, the same everywhere."""
    missed = _likeliest_missed(kind, shares, values, noise)
    return np.diag(noise + missed), _trend(kind, shares), values


def _likeliest_missed(kind: str, shares: np.ndarray, values: np.ndarray, noise: np.ndarray) -> float:
    """Variance of what a trend misses."""
    trend = _trend(kind, shares)

    def unlikely(logarithm: float) -> float:
        return -_Solved(np.diag(noise + np.exp(logarithm)), trend, values).likelihood

    best = optimize.minimize_scalar(unlikely, bounds=(-16, 2), method="bounded", options={"xatol": 0.05})
    return float(np.exp(best.x))


def moves(shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> bool:
    """Whether the figure differs between points by more than luck, in any way or along a line."""
    if np.ptp(means) == 0:
        return False
    spread = float(means.std())
    weight = 1 / np.sqrt(np.maximum(noise, _LEAST_NOISE * spread ** 2))
    left = []
    for kind in ("constant", "linear"):
        trend = _trend(kind, shares) * weight[:, None]
        rest = means * weight - trend @ np.linalg.lstsq(trend, means * weight, rcond=None)[0]
        left.append(float(rest @ rest))
    anyhow = stats.chi2.sf(left[0], len(means) - 1)
    along = stats.chi2.sf(left[0] - left[1], shares.shape[1])
    return min(anyhow, along) < _SURE


def fit(shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> tuple[Shape, Diagnosis]:
    """The likeliest shape around a constant; where that one has a complaint, around a straight line; where that
    one has one too, the line alone with what it misses, the same everywhere."""
    found = []
    for shapes in _by_trend(shares, means, noise):
        best = max((Emulator(shape, shares, means, noise) for shape in shapes), key=lambda one: one.likelihood)
        diagnosis = best.diagnosis()
        if not diagnosis.complaint:
            return best.shape, diagnosis
        found.append((best.score, best.shape, diagnosis))
    _, shape, diagnosis = max(found, key=lambda one: one[0])
    return shape, diagnosis


def _by_trend(shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> Iterator[list[Shape]]:
    yield [_found("constant", start, shares, means, noise) for start in _STARTS]
    if len(shares) >= 2 * shares.shape[1] + 4:
        yield [_found("linear", start, shares, means, noise) for start in _STARTS]
        yield [_line(shares, means, noise)]


def _line(shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> Shape:
    """With the narrowest scales points know nothing of each other but by the line."""
    spread = float(means.std()) or 1.0
    missed = _likeliest_missed("linear", shares, (means - means.mean()) / spread, _scaled(noise, spread))
    return Shape("linear", (NARROWEST,) * shares.shape[1], float(np.sqrt(missed)))


def _found(trend: str, start: float, shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> Shape:
    dimension = shares.shape[1]
    spread = float(means.std()) or 1.0
    values = (means - means.mean()) / spread
    basis = ot.ConstantBasisFactory(dimension) if trend == "constant" else ot.LinearBasisFactory(dimension)
    fitter = ot.GaussianProcessFitter(ot.Sample(shares), ot.Sample(values[:, None]),
                                      ot.MaternModel([start] * dimension, [1.0], 2.5), basis.build())
    fitter.setNoise(ot.Point(_scaled(noise, spread)))
    fitter.setOptimizationBounds(ot.Interval([NARROWEST] * dimension, [WIDEST] * dimension))
    shape = _searched(fitter, trend) or Shape(trend, (start,) * dimension, 1.0)
    return _amplified(shape, shares, means, noise)


def _searched(fitter: ot.GaussianProcessFitter, trend: str) -> Shape | None:
    """None where every search gives up; NLopt's line search may, where the likelihood is flat (OpenTURNS 1.27)."""
    for search in (ot.NLopt("LD_LBFGS"), ot.TNC(), ot.Cobyla()):
        search.setMaximumCallsNumber(_CALLS)
        fitter.setOptimizationAlgorithm(search)
        try:
            fitter.run()
        except RuntimeError:
            continue
        model = fitter.getResult().getCovarianceModel()
        return Shape(trend, tuple(model.getScale()), float(model.getAmplitude()[0]))
    return None


def _amplified(shape: Shape, shares: np.ndarray, means: np.ndarray, noise: np.ndarray) -> Shape:
    """With the likeliest amplitude: beside noise that is told, OpenTURNS finds it only nearly."""
    def changed(logarithm: float) -> Shape:
        return dataclasses.replace(shape, amplitude=shape.amplitude * float(np.exp(logarithm)))

    best = optimize.minimize_scalar(lambda by: -Emulator(changed(by), shares, means, noise).likelihood,
                                    bounds=(-2, 2), method="bounded", options={"xatol": 0.02})
    return changed(float(best.x))


def fit_all(work: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]], processes: int,
            on_one=lambda: None) -> list[tuple[Shape, Diagnosis]]:
    """`fit` of each, on processes of this machine and one thread each: the same bits however many."""
    import concurrent.futures
    import multiprocessing

    ot.TBB.Disable()
    if processes == 1 or len(work) < 8:
        found = []
        for one in work:
            found.append(fit(*one))
            on_one()
        return found
    spawn = multiprocessing.get_context("spawn")
    pool = concurrent.futures.ProcessPoolExecutor(processes, spawn, _begin, (os.getpid(),))
    try:
        with uninterrupted():
            futures = [pool.submit(fit, *one) for one in work]
        for _ in concurrent.futures.as_completed(futures):
            on_one()
        return [future.result() for future in futures]
    except concurrent.futures.process.BrokenProcessPool as error:
        raise Refused("a process that fitted emulators was killed, perhaps for want of memory; the same command "
                      "fits them anew, and fewer at a time with fewer --workers") from error
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()  # What they are at is wanted by nobody.
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(parent: int) -> None:
    """Of a process that fits: with one thread, and no longer than the command lives."""
    start.die_with(parent)
    ot.TBB.Disable()

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What runs come to: fit, answers to questions, and exports."""

import functools
import os
from collections.abc import Callable, Iterable

import pyarrow
import pyarrow.csv

from counterlife import _core
from counterlife.errors import InputError
from counterlife.lives import _schema
from counterlife.runs import Progress, _data, _Directory, _made, _teller, _text, _typed

_TEXT, _NUMBER, _YEAR = pyarrow.string(), pyarrow.float64(), pyarrow.int16()

_FIT = _schema(
    ("id", _TEXT, "of the target"),
    ("measure", _TEXT, "what is compared, as in the series"),
    ("scope", _TEXT, "nation, male, female or a province"),
    ("year_from", _YEAR, "the first year"),
    ("year_to", _YEAR, "the last year; the figure is the mean over them"),
    ("unit", _TEXT, "of all numbers of the row"),
    ("target", _NUMBER, "the published figure"),
    ("least", _NUMBER, "the least figure that is accepted"),
    ("most", _NUMBER, "the greatest figure that is accepted"),
    ("simulated", _NUMBER, "the mean over the replicates; null where the run does not tell it"),
    ("low", _NUMBER, "of the 95 % interval for that mean; null of one replicate"),
    ("high", _NUMBER, "the other end"),
    ("ensemble_low", _NUMBER, "of the 95 % interval of luck and ignorance; null without an ensemble"),
    ("ensemble_high", _NUMBER, "the other end"),
    ("sd_luck", _NUMBER, "from seed to seed within a member; null without an ensemble"),
    ("sd_ignorance", _NUMBER, "from member to member, luck taken out; null without an ensemble"),
    ("replicates", pyarrow.int32(), "how many tell it"),
    ("verdict", _TEXT, "within tolerance, outside tolerance, cannot tell, too few cases or not judged"),
    ("source", _TEXT, "of the published figure"),
    ("role", _TEXT, "fitted, or kept from fitting"),
)
_QUESTIONS = _schema(
    ("question", _TEXT, "its id, such as Q-02"),
    ("title", _TEXT, "what is asked"),
    ("base", _TEXT, "the scenario that the versions are compared with"),
    ("versions", pyarrow.list_(_TEXT), "their names"),
)


def fit(run: str | os.PathLike, *, replicates: int | None = None,
        data: str | os.PathLike | None = None, ensemble: int | None = None) -> pyarrow.Table:
    """Compares a run, or replicates of one, with public figures, as `counterlife fit` does.

    It writes fit.csv into the directory and brings the verdicts in its report up to date.

    Parameters
    ----------
    run
        A `Run`, `Replicates`, or the path of either.
    replicates
        How many: those that are there, and more by living others with seeds of their own, in
        memory. If None those that are there.
    data
        As in `run`.
    ensemble
        The run's scenario is lived under so many sets of numbers, `replicates` times each, and the
        table tells luck and ignorance apart. A directory that `run` wrote with `ensemble` needs
        none: all of its members are judged.

    Returns
    -------
    pyarrow.Table
        A row a target: `id`, `measure`, `scope`, `year_from` and `year_to`, `unit` (of all that
        follows), `target`, `least` and `most` (what is accepted), `simulated` (the mean), `low` and
        `high` (its 95 % interval by luck; null of one replicate), `ensemble_low` and
        `ensemble_high` (the 95 % interval of luck and ignorance together, by which verdicts are),
        `sd_luck` and `sd_ignorance` (all four null without an ensemble), `replicates` (how many runs
        tell it), `verdict`, `source`, `role`.

    Raises
    ------
    InputError
        With everything that is wrong with the directory, the targets or the number.
    RuntimeError
        A replicate could not be lived, or a file not be written; the sentence says why.

    Examples
    --------
    >>> run = counterlife.run(scale="1:9000")
    >>> counterlife.fit(run)["measure"][0].as_py()
    'population'
    """
    typed = {name: _text(name, value) for name, value in
             (("replicates", replicates), ("ensemble", ensemble)) if value is not None}
    rows = _core.fit(os.fspath(run), typed, _data(data))
    return pyarrow.Table.from_pylist(rows, schema=_FIT)


class Answers(_Directory):
    """Answers to questions (docs/formats/questions.md), in numbers and in words.

    `print(answers)` prints the words.
    """

    @functools.cached_property
    def answers(self) -> pyarrow.Table:
        """A row a question, version, outcome and subgroup: means, their difference, its interval
        and the verdict."""
        return self._table("answers")

    @functools.cached_property
    def design(self) -> pyarrow.Table | None:
        """How the main difference moves with each number it hangs on; None where none was moved."""
        file = self._path / "design.csv"
        return pyarrow.csv.read_csv(file) if file.exists() else None

    @functools.cached_property
    def by_member(self) -> pyarrow.Table | None:
        """Each difference under each set of numbers of the ensemble; None where none was asked for."""
        return self._table("answers_by_member") if (self._path / "answers_by_member.parquet").exists() else None

    @functools.cached_property
    def text(self) -> str:
        """The answers in words."""
        return (self._path / "answers.txt").read_text(encoding="utf-8")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<counterlife.Answers: {self.answers.num_rows} rows>"


def questions(*, questions: str | os.PathLike | None = None,
              data: str | os.PathLike | None = None) -> pyarrow.Table:
    """The questions that can be asked: `question` (the id), `title`, `base` and `versions`.

    `questions` is their folder; that beside the data if None. Raises `InputError` with everything
    that is wrong with them.

    >>> counterlife.questions()["question"][0].as_py()
    'Q-01'
    """
    typed = {} if questions is None else {"questions": _text("questions", questions)}
    return pyarrow.Table.from_pylist(_core.questions(typed, _data(data)), schema=_QUESTIONS)


def ask(question: str | Iterable[str], *, scale: str = "1:1000", seed: int = 1,
        persons: int | None = None, time: str | None = None, replicates: int | None = None,
        like: str | None = None, design: int | None = None, at_once: int | None = None,
        questions: str | os.PathLike | None = None, threads: int | None = None,
        out: str | os.PathLike | None = None,
        progress: Callable[[Progress], object] | None = None,
        data: str | os.PathLike | None = None, ensemble: int | None = None) -> Answers:
    """Answers questions of the testimony by comparing scenarios, as `counterlife ask` does.

    Parameters
    ----------
    question
        An id such as "Q-02", several, or "all"; `questions()` lists them.
    persons
        Replicates, each with luck of its own, are added until so many stand behind the main outcome
        of every version: 1 to 1,000,000, 400 if None.
    time
        Or until so much is spent, such as "90s", "10m" or "2h"; ten minutes if None. The first
        replicate is always whole.
    replicates
        So many, 1 to 1000, however many persons that makes; neither `persons` nor `time` beside it.
    like
        The name of a pattern such as "narrator", or a file: the lives that walked it in the base
        are asked about, and not the question's own people.
    design
        So many levels, 2 to 9, of each number that an answer hangs on, one number at a time.
    at_once
        Versions lived beside one base at a time; by the scale if None, for memory.
    questions
        Folder of the questions; that beside the data if None.
    ensemble
        Asked under so many sets of numbers that the public figures have not ruled out, from 2 on,
        each with the same replicates; `persons` counts over all of them together.
    scale, seed, threads, out, progress, data
        As in `run`. With `out`, answers that were found before an interruption are kept in
        `out`.unfinished, and the same call goes on from there.

    Returns
    -------
    Answers
        With the tables `answers`, `design` and `by_member`, the `text`, and the directory as `path`.

    Raises
    ------
    InputError, RuntimeError, KeyboardInterrupt
        As `run` does.

    Examples
    --------
    >>> answers = counterlife.ask("Q-15", scale="1:9000")
    >>> set(answers.answers["question"].cast("string").to_pylist())
    {'Q-15'}
    """
    words = [question] if isinstance(question, (str, bytes)) else list(question)
    if not words or not all(words):
        raise InputError([("question", "found no id; allowed one or more, or 'all'")])
    words = [_text("question", word) for word in words]
    typed, temporary = _typed({"scale": scale, "seed": seed, "threads": threads}, out)
    for name, value in (("persons", persons), ("time", time), ("replicates", replicates),
                        ("like", like), ("design", design), ("at_once", at_once),
                        ("questions", questions), ("ensemble", ensemble)):
        if value is not None:
            typed[name] = _text(name, value)
    folder = _data(data)
    return _made(Answers, lambda: _core.ask(words, typed, folder, _teller(progress, 2025)), typed,
                 temporary)


def export(run: str | os.PathLike, out: str | os.PathLike, *, format: str = "socsim") -> dict:
    """Writes a run as another program reads it, as `counterlife export` does.

    Parameters
    ----------
    run
        A `Run` or the path of one, with the events of all lives.
    out
        The files to write, without their endings: OUT.opop and OUT.omar, which must not exist.
    format
        "socsim", for the R package rsocsim (docs/formats/socsim.md).

    Returns
    -------
    dict
        `opop` and `omar` (paths), `people` and `marriages` (how many lines they have),
        `first_year` (month 1 is its January), `first_month` and `last_month` (of the run).

    Raises
    ------
    InputError
        With everything that is wrong with the run, the format or the names. Nothing was written.
    RuntimeError
        A file could not be written; neither is left.

    Examples
    --------
    >>> run = counterlife.run(scale="1:9000", end=1956)
    >>> counterlife.export(run, run.path.parent / "kin")["people"] == run.lives.num_rows
    True
    """
    return _core.export_run(os.fspath(run), _text("format", format), _text("out", out))

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Counterlife from Python: a nation lived one life at a time, and each life as it would have been.

Functions do what the commands of the same names do, through the same code:

- `run` lives the nation and gives its lives, events and series, once or in replicates;
- `fit` compares runs with public figures;
- `twin` lives two scenarios with the same luck and compares them person by person;
- `ask` answers a question of the testimony by such comparisons; `questions` lists them;
- `life` tells one life;
- `find` finds lives by what happened to them, in what order;
- `rules` and `params` list what the model is made of, with its sources;
- `export` writes a run for other programs.

`open` opens what is on disk. Tables are `pyarrow.Table`; pandas and polars take them without
copying their numbers:

    >>> import counterlife, polars
    >>> run = counterlife.run(scale="1:9000")
    >>> lives = polars.from_arrow(run.lives)

Every column describes itself: `run.lives.schema.field("died").metadata` has its unit and meaning.
Bad input raises `InputError`, which has every complaint at once; then nothing was written. Every
person in a run is synthetic.
"""

__all__ = ["Answers", "Complaint", "Found", "InputError", "Life", "Progress", "Replicates", "Rules",
           "Run", "Twin", "ask", "export", "find", "fit", "life", "open", "params", "questions",
           "rules", "run", "twin"]

try:
    import pyarrow as _pyarrow  # noqa: F401  (first: the extension uses the Arrow that it loads)

    from counterlife._core import commit as __commit__
    from counterlife._core import version as __version__
    from counterlife.errors import Complaint, InputError
    from counterlife.figures import Answers, ask, export, fit, questions
    from counterlife.inputs import Rules, params, rules
    from counterlife.lives import Found, Life, find, life
    from counterlife.runs import Progress, Replicates, Run, Twin, open, run, twin
except ModuleNotFoundError as _error:
    if _error.name not in ("pyarrow", "counterlife._core"):
        raise
    _missing = _error.name

    def __getattr__(name: str) -> object:
        """In a source tree that is not built, `counterlife.uncertainty` works all the same."""
        if name in (*__all__, "__commit__", "__version__"):
            raise ImportError(f"counterlife.{name} needs {_missing}, which is not here: ./dev python builds and "
                              "installs the package of a source tree, pip install . does so elsewhere")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
else:
    for _public in (Answers, Complaint, Found, InputError, Life, Progress, Replicates, Rules, Run, Twin,
                    ask, export, find, fit, life, open, params, questions, rules, run, twin):
        _public.__module__ = __name__  # What one sees in an error is where one finds it.

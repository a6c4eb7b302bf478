# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Counterlife from Python: a nation lived one life at a time, and each life as it would have been.

Four functions do what the commands of the same names do, through the same code:

- `run` lives the nation and gives its lives, events and series;
- `twin` lives two scenarios with the same luck and compares them person by person;
- `life` tells one life;
- `find` finds lives by what happened to them, in what order.

`open` opens a run that is on disk. Tables are `pyarrow.Table`; pandas and polars take them without
copying their numbers:

    >>> import counterlife, polars
    >>> run = counterlife.run(scale="1:9000")
    >>> lives = polars.from_arrow(run.lives)

Every column describes itself: `run.lives.schema.field("died").metadata` has its unit and meaning.
Bad input raises `InputError`, which has every complaint at once; then nothing was written. Every
person in a run is synthetic.
"""

import pyarrow as _pyarrow  # noqa: F401  (first: the extension uses the Arrow that it loads)

from counterlife._core import commit as __commit__
from counterlife._core import version as __version__
from counterlife.errors import Complaint, InputError
from counterlife.lives import Found, Life, find, life
from counterlife.runs import Progress, Run, Twin, open, run, twin

__all__ = ["Complaint", "Found", "InputError", "Life", "Progress", "Run", "Twin", "find", "life",
           "open", "run", "twin"]

for _public in (Complaint, Found, InputError, Life, Progress, Run, Twin, find, life, open, run, twin):
    _public.__module__ = __name__  # What one sees in an error is where one finds it.

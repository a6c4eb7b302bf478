# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What is wrong with what one asked for."""

import re
from typing import NamedTuple

# What the command line calls otherwise than Python does.
_PARAMETERS = {"--from": "start", "--to": "end", "PERSON": "person", "params": "prefix", "rules": "name"}


class Complaint(NamedTuple):
    """One thing that is wrong.

    `where` is a parameter of the function, or a file with its line; `what` says what was found,
    what is allowed and, where one is near, the right word.
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class InputError(ValueError):
    """Bad input, with everything that is wrong in `complaints`. Nothing was written.

    >>> try:
    ...     counterlife.run("basline", scale="1:0")
    ... except counterlife.InputError as error:
    ...     print(len(error.complaints))
    2
    """

    def __init__(self, complaints):
        self.complaints = [Complaint(_parameter(where), _parameters_in(what))
                           for where, what in complaints]
        super().__init__("\n".join(map(str, self.complaints)))

    def __reduce__(self):
        return InputError, (self.complaints,)


def _parameter(where: str) -> str:
    option = re.fullmatch(r"--([a-z]+(?:-[a-z]+)*)", where)
    return _PARAMETERS.get(where, option[1].replace("-", "_") if option else where)


def _parameters_in(what: str) -> str:
    """The sentence with options of the command line as Python calls them, quotations aside."""
    words = re.split(r'("[^"]*")', what)
    words[::2] = [re.sub(r"(?<!\S)--[a-z]+(?:-[a-z]+)*\b", lambda found: _parameter(found[0]), word)
                  for word in words[::2]]
    return "".join(words)

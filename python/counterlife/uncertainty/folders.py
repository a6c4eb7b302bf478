# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A data folder and those that it inherits (docs/formats/data-directory.md), as the program finds them."""

import pathlib
import tomllib

from counterlife.uncertainty.points import Refused

INHERITANCE = "data.toml"


def layers(data: pathlib.Path) -> list[pathlib.Path]:
    """The folder itself, and what it inherits after it. Raises Refused where that cannot be read."""
    found = [data.resolve()]
    while (file := found[-1] / INHERITANCE).is_file():
        try:
            parent = tomllib.loads(file.read_text("utf-8"))["inherits"]
            folder = (found[-1] / parent).resolve()
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise Refused(f"{file} cannot be read ({error}); counterlife check tells what is wrong with it") from error
        if not folder.is_dir() or folder in found:
            raise Refused(f"{file}: inherits {parent!r} leads nowhere; counterlife check tells what is wrong with it")
        found.append(folder)
    return found


def file_of(data: pathlib.Path, relative: str) -> pathlib.Path:
    """Where a file of the data stands: in the nearest folder that has it, or else in `data`."""
    places = [folder / relative for folder in layers(data)]
    return next((place for place in places if place.exists()), places[0])

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What is left for others: the page of a study, and its tables beside the data."""

import pathlib
import shutil
import tempfile
from collections.abc import Callable, Sequence

from counterlife.uncertainty.points import Refused
from counterlife.uncertainty.simulator import RunFailed, call

PAGE = "report.html"
ENSEMBLE = ("members.csv", "ensemble.toml")
CALIBRATION = ("parameters.csv", "waves.csv", "ruled_out.csv", "targets.csv", "emulators.csv")
SENSITIVITY = ("sensitivity.toml", "screening.csv", "sobol.csv", "outcomes.csv")


def draw(program: pathlib.Path, data: pathlib.Path, folder: pathlib.Path, say: Callable[[str], None]) -> bool:
    """Writes report.html; says why there is none, as a study is worth as much without."""
    with tempfile.TemporaryDirectory(prefix="counterlife-") as made:
        try:
            call(pathlib.Path(made), [str(program), "report", str(folder.resolve()), "--data", str(data)])
        except RunFailed as failed:
            say(f"there is no {PAGE}: {failed}")
            return False
    return True


def check_folder(where: pathlib.Path, allowed: Sequence[str], what: str) -> None:
    """Raises Refused where something else is there."""
    try:
        files = sorted(file.name for file in where.iterdir()) if where.exists() else []
    except OSError as error:
        raise Refused(f"--install: {where}: {error.strerror}") from error
    strange = [file for file in files if file.removeprefix(".") not in allowed]  # With a dot: half copied.
    if strange:
        raise Refused(f"--install: {where} holds {strange[0]}, which is of no {what}; name another folder")


def install(files: Sequence[pathlib.Path], allowed: Sequence[str], where: pathlib.Path, what: str) -> None:
    """Copies files to where they are to be found, in place of those of the same kind that are there."""
    check_folder(where, allowed, what)
    try:
        where.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(file, where / f".{file.name}")
        for file in files:
            (where / f".{file.name}").replace(where / file.name)
        for name in set(allowed) - {file.name for file in files}:
            (where / name).unlink(missing_ok=True)  # Of another study, and no longer true.
    except OSError as error:
        raise Refused(f"--install: {error.filename or where}: {error.strerror}") from error

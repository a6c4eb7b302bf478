# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Tests marked `slow` take minutes between them: `./dev test --slow` runs them."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
AT_LENGTH = "COUNTERLIFE_SLOW" in os.environ


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: runs with COUNTERLIFE_SLOW=1 only")


def pytest_collection_modifyitems(items):
    if AT_LENGTH:
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="minutes: set COUNTERLIFE_SLOW=1"))


@pytest.fixture(scope="session")
def whole_run(tmp_path_factory):
    """The run that COUNTERLIFE_RUN names, or else a small one of all years, made once for all who only read it."""
    given = os.environ.get("COUNTERLIFE_RUN")
    if given:
        return pathlib.Path(given)
    made = tmp_path_factory.mktemp("runs") / "small"
    subprocess.run([ROOT / "build" / "release" / "counterlife", "run", "--scale", "1:1000", "--quiet", "-o", made], check=True, cwd=ROOT)
    return made

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Tests marked `slow` take minutes between them: `./dev test --slow` runs them."""

import os

import pytest

AT_LENGTH = "COUNTERLIFE_SLOW" in os.environ


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: runs with COUNTERLIFE_SLOW=1 only")


def pytest_collection_modifyitems(items):
    if AT_LENGTH:
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="minutes: set COUNTERLIFE_SLOW=1"))

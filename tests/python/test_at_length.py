# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""What is left to the slow tests, because it lives whole nations at length, are tests that there are."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in ROOT.glob("tests/*/at_length.txt")))
def test_each_test_that_is_left_to_the_slow_ones_is_there(folder):
    said = subprocess.run([ROOT / f"build/release/counterlife_tests_{folder}", "--gtest_list_tests"],
                          capture_output=True, text=True, check=True).stdout
    there, suite = set(), ""
    for line in said.splitlines():
        if line.startswith("  "):
            there.add(suite + line.split("#")[0].strip())
        else:
            suite = line.split("#")[0].strip()
    left = (ROOT / "tests" / folder / "at_length.txt").read_text().split()
    assert left == sorted(set(left))
    assert set(left) <= there, set(left) - there

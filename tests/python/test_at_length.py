# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The claims that are weighed by whole nations at length are tests that there are."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).parents[2]


def test_each_test_that_is_left_to_the_slow_ones_is_there():
    said = subprocess.run([ROOT / "build/release/counterlife_tests_rows", "--gtest_list_tests"],
                          capture_output=True, text=True, check=True).stdout
    there, suite = set(), ""
    for line in said.splitlines():
        if line.startswith("  "):
            there.add(suite + line.split("#")[0].strip())
        else:
            suite = line.split("#")[0].strip()
    left = (ROOT / "tests/rows/at_length.txt").read_text().split()
    assert left == sorted(set(left))
    assert set(left) <= there, set(left) - there

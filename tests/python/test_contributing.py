# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""The rule that CONTRIBUTING.md teaches compiles against the model as it is."""

import textwrap

import pytest
from compiler import COMMANDS, ROOT, complaints


def taught_rule():
    """The indented text below **2. The rule.**"""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    below = text.split("**2. The rule.**")[1].split("\n\n**", 1)[0]
    return textwrap.dedent("\n".join(line for line in below.splitlines()[1:]
                                     if line.startswith("    ") or not line.strip()))


@pytest.mark.skipif(not COMMANDS.exists(), reason="nothing has been built")
def test_the_rule_that_is_taught_compiles(tmp_path):
    text = taught_rule()
    assert "constinit const Rule fire{" in text
    assert complaints(text, tmp_path) == ""
    plain_number = text.replace("PerYear{burns.at(view.numbers, at.day)}", "burns.at(view.numbers, at.day)")
    assert "PerYear" in complaints(plain_number, tmp_path)

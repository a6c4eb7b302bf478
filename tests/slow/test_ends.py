# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A number within its limits stops no run: every parameter is tried at both ends, some twenty minutes in all."""

import functools
import pathlib
import re
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "python"))
from test_command_line import ROOT, run  # noqa: E402


@functools.cache
def limits():
    """Of each parameter the least and the greatest number that makes sense, as complaints tell them."""
    listed = run("params").stdout.splitlines()[1:]
    names = sorted({line.split()[0] for line in listed if line.strip()})
    scenario = ROOT / "build" / "tests" / "ends.toml"
    scenario.parent.mkdir(parents=True, exist_ok=True)
    scenario.write_text('description = "Far beyond all limits."\n' + "".join(
        f'[[set]]\nparameter = "{name}"\nvalue = 1e300\n' for name in names))
    told = dict()
    for low, high, name in re.findall(r"allowed (\S+)\.\.(\S+), outside which '(\S+)'", run("check", scenario).stderr):
        told[name] = (low, high)
    return told


def test_limits_are_known_of_all():
    assert len(limits()) > 400


def lived(folder, name, value):
    """What a small run says with all rows of a parameter at a value, if it does not end well."""
    scenario = folder / "end.toml"
    scenario.write_text(f'description = "At one end."\n[[set]]\nparameter = "{name}"\nvalue = {value}\n')
    done = subprocess.run([ROOT / "build" / "release" / "counterlife", "run", scenario, "--scale", "1:20000", "--quiet",
                           "--events", "none", "-o", folder / f"run-{name}-{value}"],
                          cwd=ROOT, capture_output=True, text=True, timeout=600)
    # Shares that are parts of one whole cannot all be at their end, which is told beforehand.
    is_told = done.returncode == 2 and "found" in done.stderr and "stopped on" not in done.stderr
    return "" if done.returncode == 0 or is_told else done.stderr


@pytest.mark.parametrize("part", range(20))
def test_no_run_stops_at_an_end_of_a_parameter(part, tmp_path):
    stopped = {}
    for name in sorted(limits())[part::20]:
        for value in limits()[name]:
            said = lived(tmp_path, name, value)
            if said:
                stopped[name, value] = said
    assert not stopped

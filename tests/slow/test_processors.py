# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The same nation on processors that the machine at hand has not: without AVX2 or FMA, and 64-bit ARM.

The C library takes other functions there, the engine its way without vectors, and the compiler of
another family may join products with sums unless it is told not to.
"""

import pathlib
import subprocess

import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).parents[2]
RELEASE, ARM = ROOT / "build" / "release", ROOT / "build" / "aarch64"
IN_ARM = ["qemu-aarch64", "-L", ROOT / "build" / "aarch64-root"]
PROCESSORS = {
    "without AVX2": (["qemu-x86_64", "-cpu", "Nehalem"], RELEASE),
    "AVX without AVX2": (["qemu-x86_64", "-cpu", "max,-avx2,-fma,-bmi1,-bmi2"], RELEASE),
    "64-bit ARM": (IN_ARM, ARM),
}
# Beside what the engine draws, each way that it draws it.
ENGINE = "elementary.*:luck.*:point_search.*:scan.*:same_lives.*"


def run(*words, **more):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, cwd=ROOT, timeout=3000, **more)


def lived(before, program, out, *words):
    done = run(*before, program, "run", "--quiet", *words, "-o", out)
    assert done.returncode == 0, done
    return next(line for line in done.stdout.splitlines() if line.startswith("digest"))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The run of this machine, and the digest of its fixed scene."""
    out = tmp_path_factory.mktemp("here") / "run"
    digest = lived([], RELEASE / "counterlife", out, "--scale=1:1000")
    return out, digest, run(RELEASE / "counterlife", "lives").stdout


@pytest.mark.parametrize("processor", PROCESSORS)
def test_the_fixed_scene_is_lived_alike(processor, here):
    before, build = PROCESSORS[processor]
    done = run(*before, build / "counterlife", "lives")
    assert done.returncode == 0, done
    assert done.stdout == here[2] != ""


@pytest.mark.parametrize("processor", PROCESSORS)
def test_every_table_of_a_run_is_the_same(processor, here, tmp_path):
    before, build = PROCESSORS[processor]
    assert lived(before, build / "counterlife", tmp_path / "run", "--scale=1:1000") == here[1]
    tables = sorted(path.name for path in here[0].glob("*.parquet"))
    assert {"lives.parquet", "events.parquet", "series.parquet"} <= set(tables)
    assert tables == sorted(path.name for path in (tmp_path / "run").glob("*.parquet"))
    for name in tables:
        assert pq.read_table(tmp_path / "run" / name).equals(pq.read_table(here[0] / name)), name


@pytest.mark.parametrize("processor", PROCESSORS)
def test_the_engine_passes_its_tests(processor):
    before, build = PROCESSORS[processor]
    done = run(*before, build / "counterlife_tests_engine", "--gtest_brief=1", f"--gtest_filter={ENGINE}")
    assert done.returncode == 0 and "PASSED" in done.stdout, done


def test_a_processor_that_is_too_old_is_told_so(tmp_path):
    done = run("qemu-x86_64", "-cpu", "core2duo", RELEASE / "counterlife", "run", "-o", tmp_path / "run")
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr == "This processor does not have SSE4.2, POPCNT, which this program was compiled for.\n"
    assert list(tmp_path.iterdir()) == []

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Other readers find in the tables what pyarrow finds: hyparquet in JavaScript, nanoarrow from Arrow streams."""

import json
import math
import pathlib
import shutil
import subprocess

import pyarrow
import pyarrow.compute
import pyarrow.parquet
import pytest

from test_command_line import ROOT, run as command

READER = ROOT / "tests" / "readers"
TABLES = ["lives", "events", "series", "codebook", "institutions", "columns"]


@pytest.fixture(scope="module")
def replicates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("read") / "run"
    done = command("run", "--scale", "1:9000", "--to", "1960", "--replicates", "2", "--quiet", "-o", folder)
    assert done.returncode == 0, done
    return folder


@pytest.fixture(scope="module")
def hyparquet():
    """Where the script can be run: its packages are installed once."""
    folder = ROOT / "build" / "readers"
    folder.mkdir(parents=True, exist_ok=True)
    stale = False
    for file in READER.iterdir():
        there = folder / file.name
        stale |= file.name == "package-lock.json" and not (there.exists() and there.read_bytes() == file.read_bytes())
        shutil.copy(file, there)
    if stale or not (folder / "node_modules").exists():
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=300)
    return folder / "read.mjs"


def sums_of(table):
    """Of each column how many values there are and their sum; of words their lengths."""
    for name in table.column_names:
        values = [value for value in plain(table[name]).to_pylist() if value is not None]
        yield name, len(values), sum(values) if all(isinstance(v, int) for v in values) else math.fsum(values)


def plain(column):
    """Numbers: days as days, words as their lengths."""
    kind = column.type
    if pyarrow.types.is_dictionary(kind):
        return pyarrow.compute.utf8_length(column.cast(pyarrow.string()))
    if pyarrow.types.is_date(kind):
        return column.cast(pyarrow.int32())
    return column.cast(pyarrow.int8()) if pyarrow.types.is_boolean(kind) else column


@pytest.mark.slow
@pytest.mark.parametrize("file", [*(f"replicate-1/{name}.parquet" for name in TABLES), "replicates.parquet"])
def test_hyparquet_reads_every_value(replicates, hyparquet, file):
    done = subprocess.run(["node", hyparquet, replicates / file], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    table = pyarrow.parquet.read_table(replicates / file)
    assert read["rows"] == table.num_rows > 0 and list(read["columns"]) == table.column_names
    for name, count, total in sums_of(table):
        found = read["columns"][name]
        assert found["values"] == count, name
        if isinstance(total, int):
            assert int(found["sum"]) == total, name  # identities too: no digit is lost
        else:
            assert float(found["sum"]) == pytest.approx(total, rel=1e-9), name


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lives", "events", "series", "numbers"])
def test_nanoarrow_reads_the_streams_of_the_package(replicates, name):
    import counterlife
    import nanoarrow

    opened = counterlife.open(replicates)
    table = opened.numbers if name == "numbers" else getattr(opened[0], name)
    array = nanoarrow.Array(table)
    assert len(array) == table.num_rows > 0
    names = [field.name for field in array.schema.fields]
    assert names == table.column_names
    compared = 0
    for column in table.column_names:
        kind = table.schema.field(column).type
        if not (pyarrow.types.is_integer(kind) or pyarrow.types.is_floating(kind)):
            continue
        found = [value for value in array.child(names.index(column)).iter_py() if value is not None]
        expected = [value for value in table[column].to_pylist() if value is not None]
        assert len(found) == len(expected) and math.fsum(found) == math.fsum(expected), column
        compared += 1
    assert compared >= 3


def test_the_versions_of_the_readers_are_pinned():
    packages = json.loads((READER / "package.json").read_text())["dependencies"]
    assert set(packages) == {"fzstd", "hyparquet"}
    assert all(version[0].isdigit() for version in packages.values())
    locked = json.loads(pathlib.Path(READER / "package-lock.json").read_text())["packages"]
    assert all(locked[f"node_modules/{name}"]["version"] == version for name, version in packages.items())

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Bands and what is ruled out, in the report and the explorer of a nation whose data come with an ensemble."""

import json
import re

import pytest

from test_ensemble import SCENE, copy_of_data, facts, run, write  # noqa: F401  (a fixture)
from test_explore import Served
from test_sure import NAMES, calibration, sensitivity


@pytest.fixture(scope="module")
def data(tmp_path_factory, facts):  # noqa: F811
    made = copy_of_data(tmp_path_factory.mktemp("shipped"))
    write(made, **facts)
    calibration(made / "ensemble")
    (made / "ensemble" / "calibration.toml").unlink()
    sensitivity(made / "sensitivity")
    return made


@pytest.fixture(scope="module")
def lived(data, tmp_path_factory):
    where = tmp_path_factory.mktemp("lived") / "runs"
    done = run(data, "run", *SCENE, "--ensemble", 3, "--replicates", 2, "-o", where)
    assert done.returncode == 0, done
    return where


def test_tables_beside_an_ensemble_change_nothing_of_it_and_are_checked(data):
    assert run(data, "check").returncode == 0, run(data, "check")
    table = data / "ensemble" / "ruled_out.csv"
    whole = table.read_text()
    table.write_text(whole[: whole.rindex("\n", 0, -1) + 1])
    try:
        done = run(data, "check")
        assert done.returncode == 2 and "ruled_out.csv" in done.stderr and "cut short" in done.stderr
    finally:
        table.write_text(whole)


def test_the_report_of_a_run_shows_what_is_ruled_out_and_what_matters(lived):
    page = (lived / "report.html").read_text("utf-8")
    told = json.loads(re.search(r'id="run-data">(.*?)</script>', page, re.S).group(1))
    assert [row["parameter"] for row in told["sure"]["calibration"]["parameters"]] == list(NAMES)
    assert told["sure"]["sensitivity"]["sobol"]
    assert told["facts"]["members"] == 3 and any("luck_low" in line for line in told["lines"])


def test_the_explorer_draws_a_directory_of_an_ensemble_with_both_bands(data, lived):
    with Served(lived, "--data", data) as page:
        nation, sure = page.document("nation.json"), page.document("sure.json")
        assert sure["luck"] == {"runs": 6, "members": 3, "ensemble": "small", "scale": 9000}
        assert sure["shipped"]["calibration"]["pairs"] and sure["shipped"]["sensitivity"]
        assert nation["facts"]["replicates"] == 6 and nation["facts"]["members"] == 3
        births = next(line for line in nation["lines"] if line["measure"] == "births")
        assert len(births["low"]) == len(births["luck_high"]) == len(births["values"])
        assert any(low < high for low, high in zip(births["low"], births["high"]))
        assert page.document("run.json")["lives"]
        answer, _ = page.ask("tables/lives.parquet")
        assert answer.status == 200


def test_the_explorer_of_one_run_says_that_it_is_one(data, lived):
    with Served(lived / "replicate-1", "--data", data) as page:
        assert page.document("sure.json")["luck"] == {"runs": 1, "members": 0, "ensemble": None, "scale": 9000}
        assert all("low" not in line for line in page.document("nation.json")["lines"])

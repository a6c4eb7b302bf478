# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The page of a calibration or a study of sensitivity: what is in it, and what comes of tables that are not whole."""

import json
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"
CELLS = 3
NAMES = ("rain.high", "rain.low", "rain.idle")


def report(*words):
    return subprocess.run([PROGRAM, "report", *map(str, words)], capture_output=True, text=True, cwd=ROOT, timeout=60)


def complaints(*words):
    done = report(*words)
    assert done.returncode == 2, done
    assert done.stdout == ""
    return done.stderr.splitlines()


def shown(page):
    return json.loads(re.search(r'id="sure-data">(.*?)</script>', page.read_text("utf-8"), re.S).group(1))


def table(folder, name, header, rows):
    (folder / name).write_text("\n".join([header, *rows]) + "\n", "utf-8")


def calibration(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "calibration.toml").write_text('format = 1\nscenario = "baseline"\nscale = "1:200"\ncutoff = 3.0\n\n[[parameter]]\naddress = "rain.high"\n')
    table(folder, "parameters.csv", "parameter,low,high,scale,left_low,left_5,left_50,left_95,left_high,narrowed,members_low,members_high",
          [f"{name},0,1,linear,0,0.1,0.5,0.9,1,{0.1 * at},," for at, name in enumerate(NAMES)])
    table(folder, "waves.csv", "wave,points,failed,trained,emulators,share_left,share_error,parameter,left_low,left_5,left_50,left_95,left_high",
          [f"{wave},64,1,63,2,0.{wave},0.01,{name},0,0.1,0.5,0.9,1" for wave in (1, 2) for name in NAMES])
    table(folder, "ruled_out.csv", "parameter,other,low,high,other_low,other_high,least_implausibility,share_left",
          [f"{one},{other},{i / CELLS:g},{(i + 1) / CELLS:g},{j / CELLS:g},{(j + 1) / CELLS:g},{'' if i == j == 0 else i + 10 * j},{0.01 * (CELLS * i + j):g}"
           for at, one in enumerate(NAMES) for other in NAMES[at + 1:] for i in range(CELLS) for j in range(CELLS)])
    table(folder, "targets.csv", "target,role,unit,figure,error,discrepancy_below,discrepancy_above,why,wave,left_out,share_ruled_out,members_mean,"
          "sd_luck,sd_ignorance,implausibility_mean,implausibility_least,members_accepted",
          ['depth,fitted,metres,1.3,0,0.05,0.05,"a third, as usual",1,,0.6,1.3,0.05,0.1,1,0.1,1', "kept,kept,metres,-0.4,0,0.05,0.05,,,,,,,,,,"])
    table(folder, "emulators.csv", "wave,target,explained,typical_error,beyond_three,complaint", ["1,depth,0.98,0.1,0,", "2,depth,0.9,0.1,0,too narrow"])
    return folder


def sensitivity(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sensitivity.toml").write_text('format = 1\nscenario = "baseline"\nscale = "1:200"\n')
    table(folder, "screening.csv", "parameter,mu,mu_star,sigma,error,outcome,steps,p_moves,p_differs,matters",
          [f"{name},{at},{at},0.1,0.1,{outcome},10,0.5,,{'yes' if at else 'no'}" for outcome in ("depth", "width") for at, name in enumerate(NAMES)])
    table(folder, "sobol.csv", "parameter,outcome,first,first_error,total,total_error,matters", ["rain.low,depth,0.5,0.02,0.6,0.02,yes"])
    table(folder, "outcomes.csv", "outcome,luck,deviation,explained,complaint", ["depth,0.05,0.3,0.97,", 'width,0.05,,0.2,"foretells badly, so far"'])
    return folder


@pytest.fixture
def calibrated(tmp_path):
    return calibration(tmp_path / "calibration")


@pytest.fixture
def studied(tmp_path):
    return sensitivity(tmp_path / "sensitivity")


def test_a_calibration_is_drawn_from_its_tables(calibrated):
    done = report(calibrated)
    assert done.returncode == 0, done.stderr
    assert str(calibrated / "report.html") in done.stdout
    data = shown(calibrated / "report.html")
    assert data["sensitivity"] is None
    of = data["calibration"]
    assert of["cells"] == CELLS and of["facts"]["cutoff"] == 3 and of["facts"]["scale"] == "1:200"
    assert [row["parameter"] for row in of["parameters"]] == list(NAMES)
    assert [(pair["parameter"], pair["other"]) for pair in of["pairs"]] == [(NAMES[0], NAMES[1]), (NAMES[0], NAMES[2]), (NAMES[1], NAMES[2])]
    assert of["pairs"][0]["least"] == [None, 10, 20, 1, 11, 21, 2, 12, 22]
    assert of["pairs"][2]["left"] == [round(0.01 * at, 2) for at in range(CELLS ** 2)]
    assert of["targets"][0]["why"] == "a third, as usual" and of["targets"][1]["share_ruled_out"] is None
    assert of["emulators"][1]["complaint"] == "too narrow"


def test_the_page_fetches_nothing(calibrated):
    report(calibrated)
    page = (calibrated / "report.html").read_text("utf-8")
    assert "{{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert not re.search(r'(src|href)\s*=|@import|url\(', re.sub(r"<script.*?</script>", "", page, flags=re.S))
    for word in ("fetch(", "XMLHttpRequest", "import("):
        assert word not in page, word


def test_a_study_of_sensitivity_is_drawn_with_or_without_its_indices(studied):
    assert report(studied).returncode == 0
    of = shown(studied / "report.html")["sensitivity"]
    assert len(of["screening"]) == 6 and of["screening"][0]["p_differs"] is None
    assert of["sobol"][0]["total"] == 0.6 and of["outcomes"][1]["complaint"] == "foretells badly, so far"
    for name in ("sobol.csv", "outcomes.csv"):
        (studied / name).unlink()
    assert report(studied).returncode == 0
    assert "sobol" not in shown(studied / "report.html")["sensitivity"]


@pytest.mark.parametrize("make, name", [(calibration, name) for name in ("parameters.csv", "waves.csv", "ruled_out.csv", "targets.csv", "emulators.csv")] +
                         [(sensitivity, name) for name in ("screening.csv", "sobol.csv", "outcomes.csv")])
def test_a_table_that_ends_in_the_middle_of_a_line_is_named(tmp_path, make, name):
    folder = make(tmp_path / "study")
    (folder / name).write_text((folder / name).read_text()[:-3])
    assert any(name in said and "cut short" in said for said in complaints(folder))
    assert not (folder / "report.html").exists()


@pytest.mark.parametrize("make, name, said", [(calibration, "parameters.csv", "waves.csv"), (calibration, "waves.csv", "waves.csv"),
                                              (calibration, "ruled_out.csv", "ruled_out.csv"), (calibration, "targets.csv", "emulators.csv"),
                                              (sensitivity, "screening.csv", "screening.csv")])
def test_a_table_that_lacks_whole_lines_is_named(tmp_path, make, name, said):
    folder = make(tmp_path / "study")
    lines = (folder / name).read_text().splitlines(keepends=True)
    (folder / name).write_text("".join(lines[:1] + lines[2:] if name == "targets.csv" else lines[:-1]))
    assert any(said in one for one in complaints(folder))


@pytest.mark.parametrize("name, before, after, said", [
    ("parameters.csv", "rain.low,0,1", "rain.low,none,1", "'none' in column low; allowed a number"),
    ("waves.csv", "1,64", "1,", "'' in column points; allowed a number"),
    ("ruled_out.csv", "rain.high,rain.low", "rain.high,rain.idle", "the pair whose cells are due here"),
    ("ruled_out.csv", "share_left", "share", "exactly parameter,other"),
    ("emulators.csv", "2,depth", "2,breadth", "target 'breadth'"),
    ("calibration.toml", "cutoff", "cutof", "no cutoff"),
])
def test_what_makes_no_sense_is_told_with_file_and_line(calibrated, name, before, after, said):
    text = (calibrated / name).read_text()
    assert before in text
    (calibrated / name).write_text(text.replace(before, after, 1))
    assert any(name in one and said in one for one in complaints(calibrated)), complaints(calibrated)


def test_all_complaints_come_at_once(calibrated):
    (calibrated / "waves.csv").unlink()
    (calibrated / "emulators.csv").write_text("")
    said = complaints(calibrated)
    assert any("waves.csv" in one for one in said) and any("emulators.csv" in one for one in said)


def test_other_directories_are_refused(tmp_path, calibrated):
    assert "neither calibration.toml nor sensitivity.toml" in complaints(tmp_path)[0]
    assert "no such directory" in complaints(tmp_path / "none")[0]
    (calibrated / "parameters.csv").unlink()
    assert "has not come to an end" in complaints(calibrated)[0]


def test_data_are_drawn_from_what_they_ship_and_left_as_they_are(tmp_path):
    data = tmp_path / "data"
    (data / "places").mkdir(parents=True)
    assert "data without tables of a calibration" in complaints(data)[0]
    calibration(data / "ensemble")
    (data / "ensemble" / "calibration.toml").rename(data / "ensemble" / "ensemble.toml")
    sensitivity(data / "sensitivity")
    assert "--out: found nothing" in complaints(data)[0]
    assert report(data, "-o", tmp_path / "page.html").returncode == 0
    both = shown(tmp_path / "page.html")
    assert both["calibration"]["cells"] == CELLS and both["sensitivity"]["sobol"]

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Writes data/targets/targets.csv: what somebody would have counted on the island as truth.toml has it.

    python examples/society/targets.py

Every figure is the mean of twenty islands with luck of their own, none of which a calibration lives (their
seeds begin at 5001), and as far off as a survey of its standard error might be, by a lot with a fixed seed.
"""

import csv
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "build" / "release" / "counterlife"
TABLE = HERE / "data" / "targets" / "targets.csv"
HEADER = ("id,measure,scope,year_from,year_to,target,low,high,tolerance,unit,reference,source,error,role,"
          "published,kind,corrected,data_to").split(",")
# id, measure, scope, years, standard error as a share of the figure, unit, who counted it
COUNTED = [
    ("S01", "population", "nation", (1975, 1975), 0.01, "thousand_persons", "Invented: census of 1975"),
    ("S01", "population", "nation", (1995, 1995), 0.01, "thousand_persons", "Invented: census of 1995"),
    ("S02", "tfr", "nation", (1960, 1974), 0.02, "children_per_woman", "Invented: survey of mothers, 1975"),
    ("S02", "tfr", "nation", (1980, 1994), 0.02, "children_per_woman", "Invented: survey of mothers, 1995"),
    ("S03", "infant_mortality", "female", (1960, 1994), 0.05, "per_1000", "Invented: parish books"),
    ("S04", "crude_divorce_rate", "nation", (1960, 1979), 0.05, "per_1000", "Invented: court register"),
    ("S04", "crude_divorce_rate", "nation", (1980, 1994), 0.05, "per_1000", "Invented: court register"),
    ("S05", "urban_share", "nation", (1975, 1975), 0.02, "share", "Invented: census of 1975"),
    ("S05", "urban_share", "nation", (1995, 1995), 0.02, "share", "Invented: census of 1995"),
    ("S06", "persons_per_household", "nation", (1975, 1975), 0.01, "persons", "Invented: census of 1975"),
    ("S06", "persons_per_household", "nation", (1995, 1995), 0.01, "persons", "Invented: census of 1995"),
]
KEPT = ("S01", 1995)  # nothing is fitted to it: it is what the tutorial asks for
TOLERATED = 2  # standard errors


def write(figures):
    with open(TABLE, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADER)
        for (name, measure, scope, (first, last), share, unit, source), figure in zip(COUNTED, figures):
            error = f"{share * figure:.2g}"
            table.writerow([name, measure, scope, first, last, f"{figure:.4g}", "", "", f"{TOLERATED * float(error):.2g}", unit,
                            "target", source, error, "kept" if (name, first) == KEPT else "fitted", last + 1, "count", "", ""])


def main():
    TABLE.parent.mkdir(exist_ok=True)
    write([1.0] * len(COUNTED))  # `fit` wants a table to say what it should work out.
    with tempfile.TemporaryDirectory() as folder:
        run = pathlib.Path(folder) / "truth"
        words = ["--data", HERE / "data", "--scale", "1:60", "--seed", "5001", "--replicates", "20", "--events", "none", "--quiet"]
        subprocess.run([PROGRAM, "run", HERE / "truth.toml", *words, "-o", run], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([PROGRAM, "fit", run, "--data", HERE / "data"], check=True, stdout=subprocess.DEVNULL)
        with open(run / "fit.csv", encoding="utf-8", newline="") as file:
            means = [float(row["simulated"]) for row in csv.DictReader(file)]
    lot = random.Random(1)
    write([mean * (1 + share * lot.gauss(0, 1)) for mean, (_, _, _, _, share, _, _) in zip(means, COUNTED)])


if __name__ == "__main__":
    sys.exit(main())

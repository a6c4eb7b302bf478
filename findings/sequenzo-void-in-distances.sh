#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# sequenzo 0.1.42: the void symbol, which its SequenceData documents as marking places outside of the
# window and no real state, is charged like a state by get_distance_matrix. A life of two steps beside
# the same life with two steps more is 4 away by optimal matching with unit costs of leaving out, not
# 2, and a void beside a void is a match: two who died young are alike for having died young.
# A vector of costs that has nought for the symbol, and changes that cost what leaving out does, gives
# the distance of the two lives each to its own end.
# Seen with sequenzo 0.1.42, pandas 3.1.1, Python 3.11. Exits with 1 when that changes.

set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sequenzo==0.1.42 pandas==3.1.1
"$folder/venv/bin/python" - <<'PY'
import contextlib
import io
import sys

import numpy
import pandas
from sequenzo import SequenceData, get_distance_matrix

steps = ["1", "2", "3", "4"]
lives = pandas.DataFrame([["long", *"aabb"], ["short", *"aa%%"]], columns=["id", *steps])
cost = numpy.array([1.0, 1.0, 0.0])
change = cost[:, None] + cost[None, :]
numpy.fill_diagonal(change, 0)
with contextlib.redirect_stdout(io.StringIO()):
    data = SequenceData(lives, time=steps, states=["a", "b", "%"], id_col="id", void="%")
    plain = numpy.asarray(get_distance_matrix(data, method="OM", sm="CONSTANT", indel=1))[0, 1]
    to_its_end = numpy.asarray(get_distance_matrix(data, method="OM", sm=change, indel=cost))[0, 1]
print("sequenzo 0.1.42: two steps more are", plain, "away, and with a void that costs nothing", to_its_end)
sys.exit((plain, to_its_end) != (4.0, 2.0))
PY

#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# pandas 3.1.1: Series.isin on nullable integers ("Int64") misses whole numbers past 2^53 where the
# values asked for hold a null, as a column of mothers does: the values go through floating point.
# merge finds them, and so does isin on "int64[pyarrow]". Whoever follows the advice to read large
# identities as nullable integers therefore still loses people, without an error.
# Seen with pandas 3.1.1, pyarrow 26.0.1, Python 3.11. Exits with 1 when that changes.

set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1
"$folder/venv/bin/python" - <<'PY'
import sys

import pandas

people = [2**62 + 1, 2**62 + 3, 2**62 + 5]
mothers = [2**62 + 3, None]
seen = {}
for kind in ("Int64", "int64[pyarrow]"):
    person, mother = pandas.Series(people, dtype=kind), pandas.Series(mothers, dtype=kind)
    merged = person.to_frame("p").merge(mother.to_frame("p"), on="p")
    seen[kind] = (int(person.isin(mother).sum()), len(merged))
print(f"pandas {pandas.__version__}: found by isin and by merge, of one:", seen)
sys.exit(seen != {"Int64": (0, 1), "int64[pyarrow]": (1, 1)})
PY

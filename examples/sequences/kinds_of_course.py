# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Sequences of a run in sequenzo: states by age, mean time in each, distances and kinds of course.

    ./counterlife find runs/first 'people born 1955..1965' --sequences STS --sample 500 --weights -o sts.csv
    python examples/sequences/kinds_of_course.py sts.csv -o kinds

Writes distribution.csv (age, state, share of those who live), mean_time.csv (state, years a life),
distances.csv (id by id) and kinds.csv (id, kind). Needs sequenzo, 0.1.42 as it was tried.

Death is no state: a life ends with it. sequenzo knows a symbol for what is outside of a life, "%", and
counts it as a state all the same, in pictures and in distances. So shares and mean times are made here
of the states alone, and for distances that symbol costs nothing to put in or leave out: then a distance
is that of the two lives, each to its own end.
"""

import argparse
import contextlib
import io
import pathlib

import numpy
import pandas
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

OUTSIDE = "%"


def seen(sts):
    """Those lives that were in some state: who died before the first morning of a step was in none."""
    states = sts.drop(columns=["id", "born", "weight"], errors="ignore")
    return sts[(states.notna() & (states != "dead")).any(axis=1)].reset_index(drop=True)


def by_age(sts, alphabet):
    """The lives from the first step on, each with as many as it has: a row a life, a column a year of age."""
    steps = [name for name in sts.columns if name not in ("id", "born", "weight")]
    rows = []
    for life in sts[steps].to_numpy():
        lived = [state for state in life if isinstance(state, str) and state != "dead"]
        unknown = set(lived) - set(alphabet)
        if unknown:
            raise SystemExit(f"states that are not in the alphabet: {sorted(unknown)}")
        rows.append(lived)
    longest = max(map(len, rows))
    return pandas.DataFrame([life + [OUTSIDE] * (longest - len(life)) for life in rows],
                            columns=[str(age) for age in range(longest)], index=sts["id"])


def distribution(lives, weights, alphabet):
    """Of those who live at an age, the share in each state."""
    shares = []
    for age in lives.columns:
        weight = weights.groupby(lives[age].to_numpy()).sum().drop(OUTSIDE, errors="ignore")
        shares += [(int(age), state, weight.get(state, 0) / weight.sum()) for state in alphabet]
    return pandas.DataFrame(shares, columns=["age", "state", "share"])


def mean_time(lives, weights, alphabet):
    """How many steps a life is in each state, in the mean."""
    return pandas.DataFrame({
        "state": alphabet,
        "years": [float(((lives == state).sum(axis=1).to_numpy() * weights).sum() / weights.sum())
                  for state in alphabet]})


def distances(lives, alphabet):
    """By optimal matching, a change costing twice a step more or less."""
    from sequenzo import SequenceData, get_distance_matrix  # It takes seconds to load.

    states = [*alphabet, OUTSIDE]
    more = numpy.array([1.0] * len(alphabet) + [0.0])
    change = more[:, None] + more[None, :]
    numpy.fill_diagonal(change, 0)
    frame = lives.reset_index(drop=True)
    frame["row"] = frame.index
    with contextlib.redirect_stdout(io.StringIO()):  # It says much.
        data = SequenceData(frame, time=list(lives.columns), states=states, id_col="row", void=OUTSIDE)
        matrix = get_distance_matrix(data, method="OM", sm=change, indel=more)
    return pandas.DataFrame(numpy.asarray(matrix), index=lives.index, columns=lives.index)


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("sts", type=pathlib.Path, help="sequences as `find --sequences STS` writes them")
    asked.add_argument("-o", "--out", type=pathlib.Path, required=True, help="a folder")
    asked.add_argument("--kinds", type=int, default=6, help="into how many (6)")
    given = asked.parse_args()
    # Identities have more digits than a floating-point number: they are read as text.
    found = pandas.read_csv(given.sts, dtype={"id": str})
    sts = seen(found)
    if len(sts) < len(found):
        print(f"{len(found) - len(sts)} of {len(found)} lives ended before a step began and are left out")
    alphabet = pandas.read_csv(given.sts.with_suffix(".states.csv")).state.tolist()
    alphabet.remove("dead")
    lives = by_age(sts, alphabet)
    weights = sts["weight"] if "weight" in sts else pandas.Series(1.0, index=sts.index)
    apart = distances(lives, alphabet)
    tree = linkage(squareform(apart.to_numpy(), checks=False), method="ward")
    kinds = pandas.DataFrame({"id": lives.index, "kind": fcluster(tree, given.kinds, "maxclust")})
    given.out.mkdir(parents=True, exist_ok=True)
    distribution(lives, weights, alphabet).to_csv(given.out / "distribution.csv", index=False)
    mean_time(lives, weights, alphabet).to_csv(given.out / "mean_time.csv", index=False)
    apart.to_csv(given.out / "distances.csv")
    kinds.to_csv(given.out / "kinds.csv", index=False)
    print(f"{len(lives)} lives of up to {lives.shape[1]} years in {kinds.kind.nunique()} kinds: {given.out}")


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# %% [markdown]
# # Had the effort for membership gone into learning
#
# The title of the testimony is a wish: that the effort spent on membership of the party had been spent on learning. This
# notebook asks the model what would have come of it (question Q-01). The same men live twice, with the same luck: once
# as it was, once under changed rules. Whatever differs between the two lives of one man comes of the change.
#
# Every person here is synthetic. What the numbers are worth depends on what the model assumes; `./counterlife ask Q-01`
# says how the answer moves with the assumptions it hangs on most.
#
# The notebook is made from `examples/q01.py` by `tools/notebook.py`.

# %%
import os
import pathlib
import tempfile
import tomllib

import counterlife
import matplotlib.pyplot as plt
import numpy
import polars

SCALE = os.environ.get("COUNTERLIFE_SCALE", "1:500")  # One life for so many people.
REPLICATES = 2  # So often, each time with luck of its own.
FEWEST = 30  # Of fewer men nothing is said.
ROOT = next(folder for folder in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents]
            if (folder / "questions").is_dir())
question = tomllib.loads((ROOT / "questions" / "Q-01.toml").read_text())
print(question["title"])

# %% [markdown]
# ## The worlds to compare
#
# The question is asked in steps. First nothing but the effort of these men is another: nine tenths of what went into
# membership go into learning. Then college is open to those who learn; then the world outside is known early as well. The
# last version opens the college and leaves the effort as it was, to tell the two apart. The overlay of each says which
# numbers and rules differ from the baseline.

# %%
worlds = {}
folder = pathlib.Path(tempfile.mkdtemp())
for version in question["version"]:
    worlds[version["name"]] = folder / f"{version['name']}.toml"
    worlds[version["name"]].write_text(f'description = "{version["says"]}"\ninherits = "baseline"\n'
                                       + version["overlay"])
    print(f"{version['name']}: {version['says']}")
print("\nThe first overlay:", question["version"][0]["overlay"], sep="\n")

# %%
twins = {name: counterlife.twin("baseline", file, scale=SCALE, replicates=REPLICATES)
         for name, file in worlds.items()}
twins["a"]

# %% [markdown]
# ## Whom it is about
#
# Men of the age of the witness. `twins` has a row for each person and replicate, with every outcome in both worlds. Polars
# takes the Arrow table as it lies in memory.

# %%
first, last = question["population"]["born"]
men = {}
for name, twin in twins.items():
    everybody = polars.from_arrow(twin.twins)
    men[name] = everybody.filter(polars.col("sex") == question["population"]["sex"],
                                 polars.col("born").dt.year().is_between(first, last),
                                 polars.col("worlds") == "both")
polars.DataFrame({"version": list(men), "men": [len(of) for of in men.values()],
                  "lives that differ": [1 - of["identical"].mean() for of in men.values()]})

# %% [markdown]
# ## What comes of it
#
# For each outcome the mean of the differences, other world less base, man by man. The interval (95 %) is of the
# difference itself: luck that both worlds share is not in it. It counts men as if their lives were not tied, and may be
# too narrow. Of outcomes that few men have, such as reaching the South, a run at this scale can say little.

# %%
fields = {field.name: field for field in twins["a"].twins.schema}
units = {row["outcome"]: row["unit"] for row in twins["a"].effects.to_pylist()}
outcomes = [one for one in question["outcomes"] if one in units]


def effect(name, outcome):
    """Mean in the base, mean difference and half the width of its interval."""
    both = men[name].select(base=f"{outcome}_base", other=f"{outcome}_other").drop_nulls()
    if len(both) < FEWEST:
        return None
    change = (both["other"] - both["base"]).to_numpy().astype(float)
    return both["base"].mean(), change.mean(), 1.96 * change.std(ddof=1) / numpy.sqrt(len(change))


table = [{"version": name, "outcome": outcome, "unit": units[outcome], "base": found[0],
          "difference": found[1], "half interval": found[2]}
         for name in men for outcome in outcomes if (found := effect(name, outcome))]
polars.Config.set_tbl_rows(60)
polars.DataFrame(table)

# %%
colours = dict(zip(men, ["#4477aa", "#ccbb44", "#aa3377", "#228833"]))
shares = [one for one in outcomes if units[one] == "share"]
others = [one for one in outcomes if units[one] != "share"]
figure, panels = plt.subplots(1, 2, figsize=(11, 4.5), layout="constrained")
for panel, names, factor, unit in ((panels[0], shares, 100, "percentage points"),
                                   (panels[1], others, 1, "in the unit of each")):
    names = [one for one in names if any(effect(name, one) for name in men)]
    for shift, name in enumerate(men):
        at, middles, halves = [], [], []
        for line, outcome in enumerate(names):
            if found := effect(name, outcome):
                at.append(line + 0.18 * (shift - 1.5))
                middles.append(factor * found[1])
                halves.append(factor * found[2])
        panel.errorbar(middles, at, xerr=halves, fmt="o", capsize=3, color=colours[name],
                       label=f"version {name}")
    panel.axvline(0, color="grey", linewidth=0.8)
    panel.set_yticks(range(len(names)), [one.replace("_", " ") if factor > 1 else
                                         f"{one.replace('_', ' ')} ({units[one]})" for one in names])
    panel.invert_yaxis()
    panel.set_xlabel(f"difference from the baseline, {unit}")
    panel.grid(axis="x", alpha=0.3)
panels[0].legend()
figure.suptitle(f"Men born {first} to {last}: what the change makes of their lives");

# %% [markdown]
# ## A little for many, or much for a few?
#
# A mean hides that. On the left, how long the men go to school in either world; on the right, by how much each man's
# own schooling changes. Those without a year of it died as children.

# %%
wide = "c"  # The version that changes most.
base, other = (men[wide][f"school_years_{world}"].drop_nulls().to_numpy() for world in ("base", "other"))
change = (men[wide]["school_years_other"] - men[wide]["school_years_base"]).drop_nulls().to_numpy()
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
years = numpy.arange(0, max(base.max(), other.max()) + 1)
for values, shift, label, colour in ((base, -0.2, "as it was", "#bbbbbb"),
                                     (other, 0.2, f"version {wide}", colours[wide])):
    share = [100 * numpy.mean(numpy.round(values) == year) for year in years]
    left.bar(years + shift, share, width=0.4, label=label, color=colour)
left.set(xlabel="completed years of schooling", ylabel="share of the men, %")
left.set_xticks(years[::2])
left.legend()
steps = numpy.arange(numpy.floor(change.min()), numpy.ceil(change.max()) + 1)
right.bar(steps, [100 * numpy.mean(numpy.round(change) == step) for step in steps], color=colours[wide])
right.set_yscale("log")
right.set(xlabel=f"years more than the same man had, version {wide}", ylabel="share of the men, % (log)");

# %% [markdown]
# ## When and why the lives part
#
# A life parts from its twin with the first event that only one of the two has. Some part because a changed rule reaches
# them (`rule`, `numbers`), others because somebody whose life had parted wrote to them (`letter`), is family (`kin`) or
# counts in the sums of an office (`sums`).

# %%
parted = men[wide].filter(polars.col("parted").is_not_null())
counts = (parted.group_by(polars.col("parted").dt.year().alias("year"), polars.col("why").cast(polars.String))
          .len().sort("year"))
figure, axes = plt.subplots(figsize=(11, 3.8), layout="constrained")
years = numpy.arange(counts["year"].min(), counts["year"].max() + 1)
below = numpy.zeros(len(years))
for why in counts.group_by("why").agg(polars.col("len").sum()).sort("len", descending=True)["why"]:
    of = dict(counts.filter(polars.col("why") == why).select("year", "len").iter_rows())
    height = numpy.array([of.get(year, 0) for year in years], dtype=float)
    axes.bar(years, height, bottom=below, label=why)
    below += height
axes.set(ylabel="men whose lives part", title=f"Version {wide}: when lives part, and what brought it")
axes.legend(ncols=4);

# %% [markdown]
# ## One man, twice
#
# The man whose schooling gains most, in both worlds: what happens to him from the day on which the lives part. No number
# says what it is to live the one life and not the other; two accounts say a little more.

# %%
here = counterlife.run(scale=SCALE)
there = counterlife.run(worlds[wide], scale=SCALE)
gain = polars.col("school_years_other") - polars.col("school_years_base")
his = men[wide].filter(polars.col("replicate") == 0).sort(gain, "person", descending=[True, False])
account = counterlife.life(here, his["person"][0], twin=there)
print(f"{account.text.splitlines()[0]}. The two lives part on {account.parts_on}.")
accounts = {"As it was": polars.from_arrow(account.lines),
            f"Version {wide}": polars.from_arrow(account.twin_lines)}
for (title, own), different in zip(accounts.items(), reversed(accounts.values())):
    print(f"\n{title}, and not in the other life:")
    only = own.join(different, on=["date", "text"], how="anti").filter(polars.col("date") >= account.parts_on)
    for date, age, text in only.sort("date").select("date", "age", "text").head(12).iter_rows():
        print(f"  {date}, aged {age}: {text}")

# %% [markdown]
# ## The answer
#
# In the words that the intervals support.

# %%
for name in men:
    _, years, half = effect(name, "school_years")
    _, members, half_of_members = effect(name, "party_member")
    verdict = ("they learn longer" if years > half else
               "they learn less long" if years < -half else
               "nobody's schooling differs" if half == 0 else "no difference in learning can be told from chance")
    says = next(one["says"] for one in question["version"] if one["name"] == name)
    print(f"{name} ({says}): {verdict}, by {years:+.2f} ± {half:.2f} years; members: "
          f"{100 * members:+.1f} ± {100 * half_of_members:.1f} percentage points.")

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""A program that answers as `counterlife` does, of a model whose answer is known: for tests of calibration.

Three parameters: `rain.high` and `rain.low` matter, `rain.idle` does not. What it lives it writes into a log.
"""

import json
import math
import os
import pathlib
import random
import sys

PARAMETERS = {"rain.high": (0.4, 0.0, 1.0), "rain.low": (0.6, 0.0, 1.0), "rain.idle": (0.5, 0.0, 1.0)}
TRUTH = {"rain.high": 0.3, "rain.low": 0.7, "rain.idle": 0.5}
LUCK = 0.05
HEAD = "id,measure,scope,year_from,year_to,target,low,high,tolerance,unit,reference,source,error,role"


def figures(high, low):
    """Without luck. Of these `kept` is not fitted to."""
    return {"depth": 2 * high + low, "width": high * low, "wave": math.sin(3 * high) - low, "still": 1.0,
            "kept": high - low}


def with_luck(high, low, idle, seed, luck=LUCK):
    """A seed shifts all points alike by half of the luck, and each by the other half."""
    common, own = random.Random(f"{seed}"), random.Random(f"{seed} {high!r} {low!r} {idle!r}")
    return {name: value + luck * math.sqrt(0.5) * (common.gauss(0, 1) + own.gauss(0, 1))
            for name, value in figures(high, low).items()}


def make(folder, *, sleep=0.0, truth=TRUTH):
    """A program and its data in the folder; the path of the program."""
    (folder / "data" / "targets").mkdir(parents=True)
    (folder / "data" / "places").mkdir()
    (folder / "data" / "places" / "places.csv").write_text("place\n")
    rows = [f"T{place},{name},nation,2000,2000,{value!r},,,0.15,metres,target,invented,,"
            + ("kept" if name == "kept" else "fitted")
            for place, (name, value) in enumerate(figures(truth["rain.high"], truth["rain.low"]).items())]
    (folder / "data" / "targets" / "targets.csv").write_text("\n".join([HEAD, *rows]) + "\n")
    (folder / "sleep").write_text(str(sleep))
    program = folder / "counterlife"
    here = str(pathlib.Path(__file__).parent)
    program.write_text(f"#!{sys.executable} -S\nimport sys\nsys.path.insert(0, {here!r})\n"
                       f"import pretend\nsys.exit(pretend.main(sys.argv[1:], {str(folder)!r}))\n")
    program.chmod(0o755)
    return program


def log(folder):
    """What was lived: lines of begun or done, process, seed and values."""
    file = folder / "log"
    return [line.split(" ", 2) for line in file.read_text().splitlines()] if file.exists() else []


def _say(folder, *words):
    with open(pathlib.Path(folder) / "log", "a") as out:
        out.write(" ".join(map(str, words)) + "\n")


def _option(words, name, default=None):
    return words[words.index(name) + 1] if name in words else default


def _values(file):
    import tomllib
    sets = tomllib.loads(pathlib.Path(file).read_text()).get("set", [])
    return {name: default for name, (default, _, _) in PARAMETERS.items()} | \
        {one["parameter"]: one["value"] for one in sets}


def _run(words, folder):
    import time
    values, seed, out = _values(words[0]), int(_option(words, "--seed", 1)), pathlib.Path(_option(words, "-o"))
    told = json.dumps([_option(words, "--scale"), seed, *values.values()])
    _say(folder, "begun", os.getpid(), told)
    trouble = pathlib.Path(folder) / "trouble"  # A share of the range of rain.idle that cannot be lived.
    if trouble.exists() and values["rain.idle"] > float(trouble.read_text()):
        says = pathlib.Path(folder) / "trouble.says"
        print(says.read_text() if says.exists() else "rain.idle is too wet", file=sys.stderr)
        return 1
    if (pathlib.Path(folder) / "deadly").exists() and values["rain.idle"] > 0.9:
        os.kill(_worker(), 9)  # As where the memory of the machine ends.
        time.sleep(60)
    time.sleep(float((pathlib.Path(folder) / "sleep").read_text()))
    out.mkdir()
    (out / "run.toml").write_text('scenario_hash = "0123456789abcdef"\n')
    (out / "said.json").write_text(json.dumps(with_luck(*values.values(), seed)))
    _say(folder, "done", os.getpid(), told)
    return 0


def _worker():
    """The process that asked the starter of this one."""
    starter = os.getppid()
    return int(pathlib.Path(f"/proc/{starter}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _fit(words):
    out = pathlib.Path(words[0])
    rows = [f"T{place},1,{value!r},nation,{name},2000" for place, (name, value)
            in enumerate(json.loads((out / "said.json").read_text()).items())]
    (out / "fit.csv").write_text("\n".join(["id,target,simulated,scope,measure,years", *rows]) + "\n")
    return 0


def _params():
    widths = (20, 12, 8, 8, 12, 12, 8)
    lines = [("name", "key", "value", "unit", "range", "kind", "source")]
    lines += [(name, "", value, "metres", f"{low:g}..{high:g}", "assumption", "invented")
              for name, (value, low, high) in PARAMETERS.items()]
    lines.append(("rain.fixed", "", 1, "metres", "1", "statistic", "invented"))
    for line in lines:
        print("".join(str(word).ljust(width) for word, width in zip(line, widths)))
    return 0


def _check(words):
    wrong = [name for name, value in _values(words[0]).items() if not -1 <= value <= 2]
    for name in wrong:
        print(f"{words[0]}: found {_values(words[0])[name]}; allowed -1..2, outside which '{name}' makes no sense",
              file=sys.stderr)
    return 2 if wrong else 0


def main(words, folder):
    command, *rest = words
    if command == "lives":
        print("0x0123456789abcdef")
        return 0
    if command == "report":
        (pathlib.Path(rest[0]) / "report.html").write_text("a page\n")
        return 0
    return {"run": lambda: _run(rest, folder), "fit": lambda: _fit(rest), "params": _params,
            "check": lambda: _check(rest)}[command]()

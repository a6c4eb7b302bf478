# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The check of the arrows finds what it is there to find."""

import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]


def check(tree):
    return subprocess.run([sys.executable, ROOT / "tools" / "check_arrows.py", tree],
                          capture_output=True, text=True)


def tree_with(tmp_path, **files):
    for part in ("engine", "model", "study", "app", "examples", "python"):
        (tmp_path / part).mkdir()
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_h", ".h").replace("_cpp", ".cpp")
        path.write_text(text)
    return tmp_path


def test_the_tree_has_no_complaints():
    done = check(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_arrow_upwards_is_found(tmp_path):
    tree = tree_with(tmp_path, engine__luck_h='#include "model/life.h"\n',
                     model__life_cpp='#pragma once\n#include <fstream>\n')
    done = check(tree)
    assert done.returncode == 2
    assert "engine/luck.h:1" in done.stdout
    assert "model/life.cpp:2" in done.stdout


@pytest.mark.parametrize("header", ["atomic", "mutex", "shared_mutex", "thread", "future", "fstream",
                                    "condition_variable", "iostream", "filesystem", "cstdio",
                                    "spdlog/spdlog.h", "fmt/format.h", "oneapi/tbb/parallel_for.h"])
def test_the_model_knows_no_threads_files_or_screens(tmp_path, header):
    tree = tree_with(tmp_path, model__life_h=f"#include <vector>\n#include <{header}>\n")
    done = check(tree)
    assert done.returncode == 2
    assert done.stdout == f"model/life.h:2: model must not include {header}\n"


def test_a_room_of_study_sees_the_rooms_below_it_only(tmp_path):
    tree = tree_with(tmp_path)
    (tree / "study" / "rooms.h").write_text((ROOT / "study" / "rooms.h").read_text())
    for room in ("text", "record"):
        (tree / "study" / room).mkdir()
    (tree / "study" / "record" / "run.h").write_text('#include "study/text/csv.h"\n')
    assert check(tree).returncode == 0
    (tree / "study" / "text" / "csv.h").write_text('\n#include "study/record/run.h"\n')
    done = check(tree)
    assert done.returncode == 2
    assert done.stdout == "study/text/csv.h:2: text must not include study/record/run.h\n"
    (tree / "study" / "cellar").mkdir()
    assert "study/cellar" in check(tree).stdout


def test_the_engine_may_use_threads_but_no_screen(tmp_path):
    tree = tree_with(tmp_path, engine__world_h="#include <thread>\n#include <oneapi/tbb/parallel_for.h>\n")
    assert check(tree).returncode == 0
    (tree / "engine" / "luck.h").write_text("#include <iostream>\n")
    assert "engine/luck.h:1" in check(tree).stdout


RULE = """constinit const Rule fire{
    .name = "household.fire",
};
"""


def tree_with_fire(tmp_path, **files):
    return tree_with(tmp_path, model__rules_cpp="&household::fire\n", model__fire_cpp=RULE, **files)


@pytest.mark.parametrize("line", ['fired("household.fire");', 'fired("marriage.vow, household.fire");',
                                  'fired(R"(household.fire)");'])
@pytest.mark.parametrize("part", ["engine", "study", "app", "python"])
def test_a_rule_called_by_name_is_found(tmp_path, part, line):
    tree = tree_with_fire(tmp_path, **{f"{part}__table_cpp": "#pragma once\n" + line + "\n"})
    done = check(tree)
    assert done.returncode == 2
    assert f"{part}/table.cpp:2" in done.stdout and "household.fire" in done.stdout


@pytest.mark.parametrize("line", ['#include "household.fire"', "// Such as household.fire.",
                                  '/* "household.fire" */', 'open("data/household.fire");',
                                  'fired("household.flood");', "fired(household::fire.name);"])
def test_what_is_no_name_of_a_rule_may_stand(tmp_path, line):
    done = check(tree_with_fire(tmp_path, study__table_cpp=line + "\n"))
    assert done.returncode == 0, done.stdout


def test_a_word_of_the_nation_in_the_engine_is_found(tmp_path):
    tree = tree_with(tmp_path, engine__luck_h="// as in a Mine\n")
    (tree / "testimony").mkdir()
    (tree / "testimony" / "glossary.csv").write_text(
        "code_word,plain_english,korean,first_row,general\nmine,a mine,,MINE-01,no\n")
    done = check(tree)
    assert done.returncode == 2
    assert "engine/luck.h:1" in done.stdout and "mine" in done.stdout


def test_a_rule_that_no_list_has_is_found(tmp_path):
    tree = tree_with(tmp_path, model__rules_cpp="&person::death\n",
                     model__fire_cpp="constinit const Rule fire{\n")
    done = check(tree)
    assert done.returncode == 2
    assert "fire" in done.stdout


@pytest.mark.parametrize("numbers", ["model/food/numbers.h", "model/population_numbers.h"])
def test_only_sources_read_the_numbers_of_a_room(tmp_path, numbers):
    line = f'#include "{numbers}"\n'
    tree = tree_with(tmp_path, model__hunger_cpp=line, study__table_cpp=line)
    assert check(tree).returncode == 0
    (tree / "model" / "nation.h").write_text('#include "model/numbers.h"\n' + line)
    done = check(tree)
    assert done.returncode == 2
    assert done.stdout == (f"model/nation.h:2: only a source includes the numbers of a room, but here "
                           f"is {numbers}\n")


@pytest.mark.parametrize("part", ["engine", "model", "study", "app"])
@pytest.mark.parametrize("function", ["exp", "pow", "log10", "asin", "sinf", "hypot", "normal_distribution<>"])
def test_functions_that_are_not_the_same_on_every_machine_are_found(tmp_path, part, function):
    tree = tree_with(tmp_path, **{f"{part}__rate_cpp": "// std::exp(x), said\n"
                                  f"double y = std::sqrt(x) + std::{function}(x);\n"})
    done = check(tree)
    assert done.returncode == 2
    assert done.stdout.startswith(f"{part}/rate.cpp:2: std::{function.rstrip('<>')} is not the same"), done

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The check of the arrows finds what it is there to find."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]


def check(tree):
    return subprocess.run([sys.executable, ROOT / "tools" / "check_arrows.py", tree],
                          capture_output=True, text=True)


def tree_with(tmp_path, **files):
    for part in ("engine", "model", "study", "app", "examples"):
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

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Days, rates and money are types: what would mix them up does not compile."""

import pytest
from compiler import COMMANDS, complaints

FRAME = """
#include "engine/time.h"
#include "model/money.h"
using namespace counterlife::engine;
using namespace counterlife::model;
void f(Day day, Days days, PerYear rate, Yuan yuan, ThousandWon won, int n, double x)
{
    LINE
}
"""

RIGHT = ["auto a = day + 25;", "auto a = day + Days{n};", "Days a = day - day;", "int a = days / days;",
         "auto a = x * rate + rate;", "yuan += yuan * x;", "won = ThousandWon{x};", "bool a = day < day + 1;"]
WRONG = ["auto a = day + day;", "auto a = day + n;", "Day a = n;", "Days a = n;", "int a = days;", "int a = day;",
         "double a = rate;", "PerYear a = x;", "auto a = rate + x;", "bool a = rate < x;", "auto a = yuan + won;",
         "yuan = won;", "Yuan a = x;", "float a = won;", "bool a = yuan < won;", "auto a = rate * rate;",
         "auto a = std::numeric_limits<Day>::max();", "bool a = day < days;"]


@pytest.mark.skipif(not COMMANDS.exists(), reason="nothing has been built")
@pytest.mark.parametrize("line", RIGHT)
def test_what_is_meant_compiles(line, tmp_path):
    assert complaints(FRAME.replace("LINE", line), tmp_path) == ""


@pytest.mark.skipif(not COMMANDS.exists(), reason="nothing has been built")
@pytest.mark.parametrize("line", WRONG)
def test_what_mixes_does_not(line, tmp_path):
    assert complaints(FRAME.replace("LINE", line), tmp_path) != ""

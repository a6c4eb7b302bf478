// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The stages by their names, for details that tell of one.

#include "model/journal/packed.h"
#include "model/life.h"

namespace counterlife::model {

inline constexpr Code stage_codes[]{
    code(Stage::child, "child"),     code(Stage::waiting, "waiting"),
    code(Stage::worker, "worker"),   code(Stage::soldier, "soldier"),
    code(Stage::student, "student"), code(Stage::ward, "ward"),
    code(Stage::absent, "absent"),   code(Stage::idle, "idle"),
    code(Stage::trader, "trader"),   code(Stage::detained, "detained"),
    code(Stage::adrift, "adrift"),   code(Stage::camp, "camp"),
    code(Stage::at_home, "at_home"), code(Stage::retired, "retired"),
    code(Stage::leaving, "leaving"), code(Stage::abroad, "abroad"),
    code(Stage::custody, "custody"), code(Stage::journey, "journey"),
    code(Stage::south, "south"),     code(Stage::seeking, "seeking")};
static_assert(std::size(stage_codes) == stages);

} // namespace counterlife::model

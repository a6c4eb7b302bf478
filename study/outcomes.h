// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is asked of every life when two worlds are compared: one table, a line an outcome.

#include "model/life.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study {

/// A life as a run leaves it.
struct Ending {
    const model::Life& life;
    engine::Day died; ///< no_day: alive when the run ended
    engine::Day end;  ///< the day after the last of the run

    bool alive() const { return died == engine::no_day; }
};

/// An outcome is a number for each life, read in one of four ways: at the end of the life, from
/// the events of a rule (did it ever happen, or at what age first), or as the number of years on
/// whose first day something held. Exactly one of the last members is filled in.
struct Outcome {
    std::string_view name, unit, description;
    double (*at_end)(const Ending&) = nullptr; ///< not a number: does not apply
    std::string_view ever = {};                ///< a rule: 1 if it ever fired, else 0
    std::string_view age_at = {};              ///< a rule: age when it first fired; else none
    bool (*in_january)(const model::Life&) = nullptr;
};

/// All outcomes.
std::span<const Outcome> outcomes();

/// The outcome of that name, if there is one.
const Outcome* find_outcome(std::string_view name);

} // namespace counterlife::study

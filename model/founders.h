// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The people of the first day: drawn place by place from the age and sex structure, joined into
// couples, families and households. Behind them stand their forebears, who are dead.

#include "model/forebears.h"
#include "model/nation.h"

namespace counterlife::model {

/// One life stands for so many: 100 at a scale of 1:100.
struct Scale {
    std::int64_t denominator = 1;
};

/// Settles the founders of all places, and returns the forebears whom they have on record. The
/// world must not have been opened yet.
std::vector<ForebearRecord> settle_founders(engine::World<Nation>& world, const Numbers& numbers,
                                            Scale scale, const engine::Luck& luck, Day start);

/// What decides how somebody spends the first day.
struct FounderAges {
    double school = 0, out_of_school = 0, first_work = 0;
    double retirement = 0;   ///< of the person's sex
    double at_home_from = 0; ///< of women
    double housewives = 0;   ///< share of women
};

/// The stage in which somebody of an age begins who is alive on the first day.
Stage stage_of_founder(const FounderAges& those, const engine::Luck& luck, LifeId who, Sex sex,
                       double age) noexcept;

} // namespace counterlife::model

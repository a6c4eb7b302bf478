// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the police, and of what awaits those who have crossed.

#include "model/scalars.h"

namespace counterlife::model {

struct SecurityFamily {
    static constexpr std::string_view institution = "security", family = "security";
    enum : std::size_t { watch_delay, arrest, sentence_months, shared_loss, count };
    static const std::array<Scalar, count> table;
};
using SecurityNumbers = NumbersOf<SecurityFamily>;

struct PenalFamily {
    static constexpr std::string_view institution = "security", family = "penal";
    enum : std::size_t {
        visit_weeks,
        file_completeness,
        file_without_informers,
        believed,
        confession,
        confession_growth,
        daily_harm,
        pages_a_day,
        understatement,
        contact_known_file,
        contact_known_else,
        heavy_all,
        quick_first,
        quick_days,
        division_months,
        camp_months,
        camp_repeat,
        prison_months,
        death_agency,
        death_camp,
        death_prison,
        regard_loss,
        child_age,
        child_days,
        again_days,
        spread,
        count
    };
    static const std::array<Scalar, count> table;
};
using PenalNumbers = NumbersOf<PenalFamily>;

} // namespace counterlife::model

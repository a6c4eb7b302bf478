// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the army: terms, merit and what counts for it.

#include "model/scalars.h"

namespace counterlife::model {

struct ArmyFamily {
    static constexpr std::string_view institution = "army", family = "army";
    enum : std::size_t {
        term_men,
        term_women,
        call_up_men,
        call_up_women,
        enlist_age,
        call_up_month,
        weight_training,
        weight_chores,
        weight_obedience,
        commendation_merit,
        medal_merit,
        letters,
        letter_zeal,
        zeal_kept,
        transfer_if_free,
        schooling_a_year,
        college_offer,
        rank_offer,
        short_service,
        award_bonus,
        obedience_devotion,
        women_without,
        river_guards,
        desertion,
        deserter_from,
        deserter_south,
        count
    };
    static const std::array<Scalar, count> table;
};
using ArmyNumbers = NumbersOf<ArmyFamily>;

} // namespace counterlife::model

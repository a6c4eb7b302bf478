// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of life in China.

#include "model/scalars.h"

namespace counterlife::model {

struct ChinaFamily {
    static constexpr std::string_view institution = "china", family = "china";
    enum : std::size_t {
        farm_first,
        city_again,
        partner,
        sold_later,
        annual_wage,
        city_wage,
        honest,
        honest_with_status,
        debtors,
        part_pay,
        deferral_years,
        paid_after_deferral,
        accepts_deferral,
        dispute,
        arrest_per_dispute,
        reckoning,
        going_home,
        home_hunger,
        home_family,
        home_promise,
        home_partner,
        home_aim,
        arrest,
        campaign,
        factor_hiding,
        factor_farm,
        factor_city,
        factor_partner,
        factor_church,
        handover_least,
        handover_most,
        to_city,
        church,
        birth,
        food,
        church_south,
        to_city_first,
        works_until,
        grown_from,
        sold_until,
        birth_sex_ratio,
        birth_spacing,
        count
    };
    static const std::array<Scalar, count> table;
};
using ChinaNumbers = NumbersOf<ChinaFamily>;

} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of food: shortages, what hunger does, trade, and children adrift.

#include "model/scalars.h"

namespace counterlife::model {

struct FoodFamily {
    static constexpr std::string_view institution = "food", family = "food";
    enum : std::size_t {
        short_capital,
        short_northeast,
        short_elsewhere,
        short_farms,
        short_mines,
        severity,
        factor_child,
        factor_youth,
        factor_old,
        factor_men,
        relief_power,
        relief_trade,
        births_lost,
        trade,
        trade_apart,
        trip,
        trip_days,
        leaving_trade,
        adrift,
        adrift_uncared,
        gathered,
        camp_months,
        luck_least,
        luck_span,
        supplied,
        soldiers,
        hunger_adrift,
        trade_from,
        trade_until,
        trip_least,
        trip_shortfall,
        leaving_shortfall,
        adrift_from,
        adrift_until,
        household_spread,
        stopped_capital,
        stopped_northeast,
        stopped_elsewhere,
        stopped_excess,
        lethal_power,
        count
    };
    static const std::array<Scalar, count> table;
};
using FoodNumbers = NumbersOf<FoodFamily>;

} // namespace counterlife::model

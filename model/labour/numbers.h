// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of work, and of orders from the top.

#include "model/life.h"
#include "model/scalars.h"

namespace counterlife::model {

struct LabourFamily {
    static constexpr std::string_view institution = "labour", family = "labour";
    enum : std::size_t {
        plan_land, ///< by sector; then plan_town by sector
        plan_town = plan_land + sectors,
        mine_factor = plan_town + sectors,
        housewives,
        retire_men,
        retire_women,
        job_change,
        quit,
        quit_unpunished,
        idle_days,
        first_age,
        self_employed,
        member_quits,
        member_quits_after,
        growth,
        least_open,
        weight_office,
        weight_women_mine,
        formalities,
        journey_days,
        count
    };
    static const std::array<Scalar, count> table;
};
using LabourNumbers = NumbersOf<LabourFamily>;

struct PolicyFamily {
    static constexpr std::string_view institution = "labour", family = "policy";
    enum : std::size_t {
        response,
        men_factor,
        member_weight,
        appeal,
        term_if_ended,
        exhortation,
        petition,
        petition_threshold,
        repeat_petition,
        witness_deterrence,
        scolding_loss,
        floor_deterrence,
        cooldown,
        absconding,
        shock_factor,
        ladder,
        fear_of_deaths,
        fear_of_shock,
        absconding_least,
        scolding_months,
        banishment_days,
        count
    };
    static const std::array<Scalar, count> table;
};
using PolicyNumbers = NumbersOf<PolicyFamily>;

} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The claims of the testimony, by row id, and which of them a scenario has switched off.
//
// A rule asks `claims.on(Claim::party_17, day)` where the claim matters. A claim that emerges from
// others has no switch. Nine claims are worded without exceptions: told strictly nobody escapes
// them, told softly a stated small share does.

#include "model/dated.h"
#include "model/switches.h"

#include <array>
#include <span>
#include <string_view>

namespace counterlife::model {

enum class Claim : std::uint8_t {
    party_01,
    party_02,
    party_03,
    party_04,
    party_05,
    party_06,
    party_07,
    party_08,
    party_09,
    party_10,
    party_11,
    party_12,
    party_13,
    party_14,
    party_15,
    party_16,
    party_17,
    party_18,
    party_19,
    party_20,
    party_21,
    party_22,
    army_01,
    army_02,
    army_03,
    army_04,
    army_05,
    army_06,
    army_07,
    army_08,
    army_09,
    labour_01,
    labour_02,
    labour_03,
    labour_04,
    labour_05,
    labour_06,
    labour_07,
    labour_08,
    labour_09,
    labour_10,
    labour_11,
    labour_12,
    labour_13,
    labour_14,
    mine_01,
    mine_02,
    mine_03,
    mine_04,
    priv_01,
    priv_02,
    priv_03,
    priv_04,
    priv_05,
    health_01,
    health_02,
    health_03,
    health_04,
    food_01,
    food_02,
    food_03,
    food_04,
    food_05,
    food_06,
    marriage_01,
    marriage_02,
    marriage_03,
    marriage_04,
    marriage_05,
    marriage_06,
    family_01,
    family_02,
    family_03,
    family_04,
    family_05,
    family_06,
    family_07,
    family_08,
    family_09,
    family_10,
    family_11,
    security_01,
    security_02,
    security_03,
    security_04,
    security_05,
    security_06,
    security_07,
    security_08,
    security_09,
    security_10,
    security_11,
    security_12,
    border_01,
    border_02,
    border_03,
    border_04,
    border_05,
    border_06,
    border_07,
    border_08,
    china_01,
    china_02,
    china_03,
    china_04,
    china_05,
    china_06,
    china_07,
    china_08,
    china_09,
    route_01,
    route_02,
    route_03,
    route_04,
    route_05,
    south_01,
    south_02,
    south_03,
    south_04,
    south_05,
    south_06,
    south_07,
    south_08,
    south_09,
    search_01,
    search_02,
    search_03,
    search_04,
    search_05,
    search_06,
    search_07,
    search_08,
    belief_01,
    belief_02,
    belief_03,
    belief_04,
    belief_05,
    belief_06,
    belief_07,
    belief_08,
    belief_09,
    loop_01,
    loop_02,
    loop_03,
    loop_04,
    loop_05,
    loop_06,
    beyond_01,
    beyond_02,
    beyond_03,
    beyond_04,
    beyond_05,
    beyond_06,
    beyond_07,
    beyond_08,
    beyond_09,
    beyond_10,
    beyond_11,
    beyond_12,
    beyond_13,
    beyond_14,
    beyond_15,
};

/// How far a claim has been built.
enum class Built : std::uint8_t {
    here,    ///< rules answer it, and it has a switch
    emerges, ///< other rules bring it about; it has no switch
    later    ///< not yet
};

struct ClaimFacts {
    std::string_view id;
    Built built = Built::later;
    bool absolute = false; ///< told without exceptions: strict or soft
    bool softly = false;   ///< read softly where no scenario says otherwise
};

inline constexpr std::array claim_facts{
    ClaimFacts{"PARTY-01", Built::here},
    ClaimFacts{"PARTY-02", Built::here},
    ClaimFacts{"PARTY-03", Built::here},
    ClaimFacts{"PARTY-04", Built::here},
    ClaimFacts{"PARTY-05", Built::here},
    ClaimFacts{"PARTY-06", Built::here},
    ClaimFacts{"PARTY-07", Built::here},
    ClaimFacts{"PARTY-08", Built::here},
    ClaimFacts{"PARTY-09", Built::here, true},
    ClaimFacts{"PARTY-10", Built::here},
    ClaimFacts{"PARTY-11", Built::here},
    ClaimFacts{"PARTY-12", Built::here, true},
    ClaimFacts{"PARTY-13", Built::here, true},
    ClaimFacts{"PARTY-14", Built::here, true},
    ClaimFacts{"PARTY-15", Built::here},
    ClaimFacts{"PARTY-16", Built::here},
    ClaimFacts{"PARTY-17", Built::here, true},
    ClaimFacts{"PARTY-18", Built::here},
    ClaimFacts{"PARTY-19", Built::here},
    ClaimFacts{"PARTY-20", Built::here},
    ClaimFacts{"PARTY-21", Built::emerges},
    ClaimFacts{"PARTY-22", Built::here},
    ClaimFacts{"ARMY-01", Built::here},
    ClaimFacts{"ARMY-02", Built::here},
    ClaimFacts{"ARMY-03", Built::here},
    ClaimFacts{"ARMY-04", Built::here},
    ClaimFacts{"ARMY-05", Built::here},
    ClaimFacts{"ARMY-06", Built::here},
    ClaimFacts{"ARMY-07", Built::here},
    ClaimFacts{"ARMY-08", Built::here},
    ClaimFacts{"ARMY-09", Built::here},
    ClaimFacts{"LABOUR-01", Built::here},
    ClaimFacts{"LABOUR-02", Built::here},
    ClaimFacts{"LABOUR-03", Built::here},
    ClaimFacts{"LABOUR-04", Built::here},
    ClaimFacts{"LABOUR-05", Built::here, true},
    ClaimFacts{"LABOUR-06", Built::here},
    ClaimFacts{"LABOUR-07", Built::here},
    ClaimFacts{"LABOUR-08", Built::here},
    ClaimFacts{"LABOUR-09", Built::here},
    ClaimFacts{"LABOUR-10", Built::here},
    ClaimFacts{"LABOUR-11", Built::here},
    ClaimFacts{"LABOUR-12", Built::here},
    ClaimFacts{"LABOUR-13", Built::here},
    ClaimFacts{"LABOUR-14", Built::here},
    ClaimFacts{"MINE-01", Built::here},
    ClaimFacts{"MINE-02", Built::here},
    ClaimFacts{"MINE-03", Built::here},
    ClaimFacts{"MINE-04", Built::here},
    ClaimFacts{"PRIV-01", Built::here, true},
    ClaimFacts{"PRIV-02", Built::here},
    ClaimFacts{"PRIV-03", Built::here},
    ClaimFacts{"PRIV-04", Built::here},
    ClaimFacts{"PRIV-05", Built::here},
    ClaimFacts{"HEALTH-01", Built::here},
    ClaimFacts{"HEALTH-02", Built::here},
    ClaimFacts{"HEALTH-03", Built::here, true},
    ClaimFacts{"HEALTH-04", Built::here},
    ClaimFacts{"FOOD-01", Built::here},
    ClaimFacts{"FOOD-02", Built::here},
    ClaimFacts{"FOOD-03", Built::here},
    ClaimFacts{"FOOD-04", Built::here},
    ClaimFacts{"FOOD-05", Built::here},
    ClaimFacts{"FOOD-06", Built::here},
    ClaimFacts{"MARRIAGE-01", Built::here, true, true},
    ClaimFacts{"MARRIAGE-02", Built::here},
    ClaimFacts{"MARRIAGE-03", Built::here},
    ClaimFacts{"MARRIAGE-04", Built::here},
    ClaimFacts{"MARRIAGE-05", Built::here},
    ClaimFacts{"MARRIAGE-06", Built::here},
    ClaimFacts{"FAMILY-01", Built::here},
    ClaimFacts{"FAMILY-02", Built::here},
    ClaimFacts{"FAMILY-03", Built::here},
    ClaimFacts{"FAMILY-04", Built::here},
    ClaimFacts{"FAMILY-05", Built::here},
    ClaimFacts{"FAMILY-06", Built::here},
    ClaimFacts{"FAMILY-07", Built::here},
    ClaimFacts{"FAMILY-08", Built::here},
    ClaimFacts{"FAMILY-09", Built::here},
    ClaimFacts{"FAMILY-10", Built::emerges},
    ClaimFacts{"FAMILY-11", Built::here},
    ClaimFacts{"SECURITY-01", Built::here},
    ClaimFacts{"SECURITY-02", Built::here},
    ClaimFacts{"SECURITY-03", Built::here},
    ClaimFacts{"SECURITY-04", Built::here},
    ClaimFacts{"SECURITY-05", Built::here},
    ClaimFacts{"SECURITY-06", Built::here},
    ClaimFacts{"SECURITY-07", Built::here},
    ClaimFacts{"SECURITY-08", Built::here},
    ClaimFacts{"SECURITY-09", Built::here},
    ClaimFacts{"SECURITY-10", Built::here},
    ClaimFacts{"SECURITY-11", Built::here},
    ClaimFacts{"SECURITY-12", Built::here},
    ClaimFacts{"BORDER-01", Built::here},
    ClaimFacts{"BORDER-02", Built::here},
    ClaimFacts{"BORDER-03", Built::here},
    ClaimFacts{"BORDER-04", Built::here},
    ClaimFacts{"BORDER-05", Built::here},
    ClaimFacts{"BORDER-06", Built::here},
    ClaimFacts{"BORDER-07", Built::here},
    ClaimFacts{"BORDER-08", Built::here},
    ClaimFacts{"CHINA-01", Built::here},
    ClaimFacts{"CHINA-02", Built::here},
    ClaimFacts{"CHINA-03", Built::here},
    ClaimFacts{"CHINA-04", Built::here},
    ClaimFacts{"CHINA-05", Built::here},
    ClaimFacts{"CHINA-06", Built::here},
    ClaimFacts{"CHINA-07", Built::here},
    ClaimFacts{"CHINA-08", Built::emerges},
    ClaimFacts{"CHINA-09", Built::here},
    ClaimFacts{"ROUTE-01", Built::here},
    ClaimFacts{"ROUTE-02", Built::here},
    ClaimFacts{"ROUTE-03", Built::here},
    ClaimFacts{"ROUTE-04", Built::here},
    ClaimFacts{"ROUTE-05", Built::here},
    ClaimFacts{"SOUTH-01", Built::here},
    ClaimFacts{"SOUTH-02", Built::here},
    ClaimFacts{"SOUTH-03", Built::here},
    ClaimFacts{"SOUTH-04", Built::here},
    ClaimFacts{"SOUTH-05", Built::here},
    ClaimFacts{"SOUTH-06", Built::here},
    ClaimFacts{"SOUTH-07", Built::here},
    ClaimFacts{"SOUTH-08", Built::here},
    ClaimFacts{"SOUTH-09", Built::here},
    ClaimFacts{"SEARCH-01", Built::here},
    ClaimFacts{"SEARCH-02", Built::here},
    ClaimFacts{"SEARCH-03", Built::here},
    ClaimFacts{"SEARCH-04", Built::here},
    ClaimFacts{"SEARCH-05", Built::here},
    ClaimFacts{"SEARCH-06", Built::here},
    ClaimFacts{"SEARCH-07", Built::here},
    ClaimFacts{"SEARCH-08", Built::here},
    ClaimFacts{"BELIEF-01", Built::here},
    ClaimFacts{"BELIEF-02", Built::here},
    ClaimFacts{"BELIEF-03", Built::here},
    ClaimFacts{"BELIEF-04", Built::here},
    ClaimFacts{"BELIEF-05", Built::here},
    ClaimFacts{"BELIEF-06", Built::here},
    ClaimFacts{"BELIEF-07", Built::here},
    ClaimFacts{"BELIEF-08", Built::here},
    ClaimFacts{"BELIEF-09", Built::here},
    ClaimFacts{"LOOP-01", Built::emerges},
    ClaimFacts{"LOOP-02", Built::here},
    ClaimFacts{"LOOP-03", Built::emerges},
    ClaimFacts{"LOOP-04", Built::emerges},
    ClaimFacts{"LOOP-05", Built::here},
    ClaimFacts{"LOOP-06", Built::emerges},
    // Beyond the testimony: what statistics ask for that it does not tell.
    ClaimFacts{"BEYOND-01", Built::here},
    ClaimFacts{"BEYOND-02", Built::here},
    ClaimFacts{"BEYOND-03", Built::here},
    ClaimFacts{"BEYOND-04", Built::here},
    ClaimFacts{"BEYOND-05", Built::here},
    ClaimFacts{"BEYOND-06", Built::here},
    ClaimFacts{"BEYOND-07", Built::here},
    ClaimFacts{"BEYOND-08", Built::here},
    ClaimFacts{"BEYOND-09", Built::here},
    ClaimFacts{"BEYOND-10", Built::here},
    ClaimFacts{"BEYOND-11", Built::here},
    ClaimFacts{"BEYOND-12", Built::here},
    ClaimFacts{"BEYOND-13", Built::here},
    ClaimFacts{"BEYOND-14", Built::here},
    ClaimFacts{"BEYOND-15", Built::here},
};
inline constexpr std::size_t claims_told = claim_facts.size();
static_assert(claims_told == static_cast<std::size_t>(Claim::beyond_15) + 1);

/// Which claims hold, and when: constant through a run.
class Claims {
public:
    static FamilySpec spec(); ///< data/claims/exceptions.csv
    Claims() = default;
    Claims(const ParameterSet& set, const RuleSwitches& switches);

    bool on(Claim claim, engine::Day day) const noexcept
    {
        const Span& span = spans_[static_cast<std::size_t>(claim)];
        return span.from <= day && day < span.to;
    }
    /// The first day on which it does not hold, from one on which it does.
    engine::Day holds_until(Claim claim) const noexcept
    {
        return spans_[static_cast<std::size_t>(claim)].to;
    }
    bool is_soft(Claim claim) const noexcept
    {
        return spans_[static_cast<std::size_t>(claim)].soft;
    }
    /// The share of exceptions to an absolute claim: nought where it is told strictly.
    double exceptions(Claim claim, engine::Day day) const noexcept
    {
        const auto at = static_cast<std::size_t>(claim);
        return spans_[at].soft ? rates_.at(day)[slot_[at]] : 0.0;
    }

private:
    struct Span {
        engine::Day from = engine::before_all_days, to = engine::no_day;
        bool soft = false;
    };
    std::array<Span, claims_told> spans_{};
    std::array<std::uint8_t, claims_told> slot_{};
    Dated<9> rates_;
};

/// The ids that a scenario may switch.
std::vector<std::string> claim_names();
/// The facts of a claim by its id, or null.
const ClaimFacts* find_claim(std::string_view id);

} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All numbers of a run, by family. Filled in once from a checked set, and constant afterwards.
//
// Only names stand here: whoever reads `numbers.food` includes "model/food/numbers.h", so that a
// number added to one room compiles anew those who read that room's numbers, and nobody else.

#include "model/labour/orders.h"
#include "model/own_number.h"
#include "model/switches.h"

#include <memory>
#include <vector>

namespace counterlife::model {

template <class Family> class NumbersOf;
using ArmyNumbers = NumbersOf<struct ArmyFamily>;
using BeliefNumbers = NumbersOf<struct BeliefFamily>;
using BorderNumbers = NumbersOf<struct BorderFamily>;
using ChinaNumbers = NumbersOf<struct ChinaFamily>;
using FoodNumbers = NumbersOf<struct FoodFamily>;
using HealthNumbers = NumbersOf<struct HealthFamily>;
using KinNumbers = NumbersOf<struct KinFamily>;
using LabourNumbers = NumbersOf<struct LabourFamily>;
using MineNumbers = NumbersOf<struct MineFamily>;
using PartyNumbers = NumbersOf<struct PartyFamily>;
using PenalNumbers = NumbersOf<struct PenalFamily>;
using PolicyNumbers = NumbersOf<struct PolicyFamily>;
using PrivilegeNumbers = NumbersOf<struct PrivilegeFamily>;
using RankingNumbers = NumbersOf<struct RankingFamily>;
using RouteNumbers = NumbersOf<struct RouteFamily>;
using SearchNumbers = NumbersOf<struct SearchFamily>;
using SecurityNumbers = NumbersOf<struct SecurityFamily>;
using SouthNumbers = NumbersOf<struct SouthFamily>;

class Claims;
class Gravity;
class Nearness;
struct BirthNumbers;
struct DeathNumbers;
struct HouseholdNumbers;
struct Map;
struct MarriageNumbers;
struct MovementNumbers;
struct PlaceFacts;
struct PopulationNumbers;
struct SchoolNumbers;

struct Numbers {
private:
    std::vector<std::shared_ptr<const void>> kept_; ///< what the names below stand for

    template <class T, class... From> const T& keep(From&&... from);

public:
    Numbers(const ParameterSet& set, std::vector<PlaceFacts> places,
            const RuleSwitches& switches = {}, std::vector<PolicyOrder> policy_orders = {});
    /// Rules and worlds hold on to the numbers: they stay where they are made.
    Numbers(const Numbers&) = delete;
    Numbers& operator=(const Numbers&) = delete;

    const std::vector<PolicyOrder> orders;
    const Claims& claims;
    const PopulationNumbers& population;
    const DeathNumbers& death;
    const BirthNumbers& birth;
    const HouseholdNumbers& household;
    const MarriageNumbers& marriage;
    const SchoolNumbers& school;
    const MovementNumbers& movement;
    const ArmyNumbers& army;
    const PartyNumbers& party;
    const LabourNumbers& labour;
    const PolicyNumbers& policy;
    const MineNumbers& mine;
    const PrivilegeNumbers& privilege;
    const HealthNumbers& health;
    const FoodNumbers& food;
    const SecurityNumbers& security;
    const BeliefNumbers& belief;
    const RankingNumbers& ranking;
    const BorderNumbers& border;
    const ChinaNumbers& china;
    const RouteNumbers& route;
    const PenalNumbers& penal;
    const SouthNumbers& south;
    const KinNumbers& family;
    const SearchNumbers& search;
    const Map& map;
    const Gravity& gravity;
    const Nearness& nearness;
    const OwnNumbers own; ///< of single rules

    /// The day on which gas explodes, and whether those who lived through it are still shaken.
    Day explosion_day() const noexcept;
    bool mine_explosion_shakes(Day day) const noexcept;
    /// The mine that an order names as the worst of those it sends to; nowhere if none does.
    PlaceId worst_mine() const noexcept;
};

} // namespace counterlife::model

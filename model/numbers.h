// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All numbers of a run, by family. Filled in once from a checked set, and constant afterwards.

#include "model/army/army.h"
#include "model/belief/belief.h"
#include "model/border/border.h"
#include "model/china/china.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/health/health.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/labour/orders.h"
#include "model/marriage/marriage.h"
#include "model/mine/mine.h"
#include "model/own_number.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/places/map.h"
#include "model/privilege/privilege.h"
#include "model/residence/residence.h"
#include "model/route/route.h"
#include "model/school/school.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/security/security.h"
#include "model/south/south.h"

namespace counterlife::model {

/// Who lives at the start: persons by sex and five-year age group, and how families are guessed.
struct PopulationNumbers {
    static constexpr std::size_t groups = 21; ///< 0-4, ..., 100 and over
    static FamilySpec spec();
    PopulationNumbers() = default;
    explicit PopulationNumbers(const ParameterSet&);

    enum : std::size_t {
        gap_least, ///< a mother's age less the child's
        gap_most,
        gap_usual,
        gap_reach,
        large_family,
        known_until,
        at_home_from,
        guesses
    };
    Dated<2 * groups> start; ///< thousand persons
    Dated<guesses> guess;
};

struct Numbers {
    Numbers() = default;
    Numbers(const ParameterSet& set, std::vector<PlaceFacts> places,
            const RuleSwitches& switches = {}, std::vector<PolicyOrder> policy_orders = {})
        : claims{set, switches}, orders{std::move(policy_orders)}, population{set}, death{set},
          birth{set}, household{set}, marriage{set}, school{set}, movement{set}, army{set},
          party{set}, labour{set}, policy{set}, mine{set}, privilege{set}, health{set}, food{set},
          security{set}, belief{set}, ranking{set}, border{set}, china{set}, route{set}, penal{set},
          south{set}, family{set}, search{set}, map{std::move(places), set}, gravity{map, movement},
          nearness{map, border}, own{set}
    {
    }

    Claims claims;
    std::vector<PolicyOrder> orders;
    PopulationNumbers population;
    DeathNumbers death;
    BirthNumbers birth;
    HouseholdNumbers household;
    MarriageNumbers marriage;
    SchoolNumbers school;
    MovementNumbers movement;
    ArmyNumbers army;
    PartyNumbers party;
    LabourNumbers labour;
    PolicyNumbers policy;
    MineNumbers mine;
    PrivilegeNumbers privilege;
    HealthNumbers health;
    FoodNumbers food;
    SecurityNumbers security;
    BeliefNumbers belief;
    RankingNumbers ranking;
    BorderNumbers border;
    ChinaNumbers china;
    RouteNumbers route;
    PenalNumbers penal;
    SouthNumbers south;
    KinNumbers family;
    SearchNumbers search;
    Map map;
    Gravity gravity;
    Nearness nearness;
    OwnNumbers own; ///< of single rules

    /// The day on which gas explodes, and whether those who lived through it are still shaken.
    Day explosion_day() const noexcept;
    bool mine_explosion_shakes(Day day) const noexcept;
    /// The mine that an order names as the worst of those it sends to; nowhere if none does.
    PlaceId worst_mine() const noexcept;
};

} // namespace counterlife::model

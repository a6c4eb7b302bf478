// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The state of a place: its households, its register of deaths, its counts, its institutions.

#include "engine/address_map.h"
#include "model/army/army.h"
#include "model/china/china.h"
#include "model/exile.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/kin.h"
#include "model/labour/labour.h"
#include "model/marriage/registrar.h"
#include "model/mine/mine.h"
#include "model/party/party.h"
#include "model/security/custody.h"
#include "model/tally.h"

#include <vector>

namespace counterlife::model {

struct Household {
    std::uint64_t key = 0; ///< known wherever its members go; even, so that a bit is free beside it
    std::uint16_t members = 0;
    std::uint16_t before = 0; ///< members as the day of the last change began
    std::uint32_t serial = 0; ///< the how manieth that was opened in this place
    float lot =
        0.5F; ///< from 0 to 1, for as long as the household has this key: what it has to live on
    Day changed = engine::no_day; ///< when somebody last came or went

    void note_change(Day day)
    {
        if (changed == day) return;
        changed = day;
        before = members;
    }
    /// How many lived there as the day began, whoever else has had a turn on it already.
    std::uint16_t members_before(Day day) const { return changed == day ? before : members; }
};

struct Deceased {
    Life life;
    Day died;
};

/// Somebody has moved into a household, or out of one.
struct HouseholdMove {
    LifeId who = engine::nobody;
    std::uint32_t serial = 0; ///< of the household; 0: out of any
    Day day;
};

struct PlaceState {
    PlaceId number = engine::nowhere;
    std::int64_t persons_per_life = 1; ///< what a life of this run stands for
    std::uint64_t seed = 0;            ///< of the run, for the lots of households
    KinLists kin;
    std::vector<Household> households;
    Registrar registrar;           ///< at work only in the seat of a province
    Garrison garrison;             ///< in army sectors
    std::vector<Recruit> recruits; ///< the roll of the mobilisation office
    Committee committee;
    LabourState labour;
    Pit pit;
    Rations rations;
    std::vector<CampEntry> camp_book;
    Exiles exiles;
    Underground underground; ///< in China: who leads people out
    Neighbours neighbours;   ///< in the country: who has gone, and what is said of them
    AgencyFiles files;       ///< of the security agency of a county
    std::int32_t camp_children = 0;
    Tally tally;
    std::vector<Deceased> deaths;               ///< since they were last taken
    std::vector<HouseholdMove> household_moves; ///< likewise; whoever dies is in none

    /// A new household under a key that nobody else uses.
    HouseholdId open_household(std::uint64_t key);
    void enter(HouseholdId household, Day day);
    void leave(HouseholdId household, Day day);
    /// Out of the household that this life is in, if any.
    void move_in(Life& life, HouseholdId household, Day day);
    void move_out(Life& life, Day day);

    /// The household of that key, or no_household when nobody lives there any more.
    HouseholdId find_household(std::uint64_t key) const;
    /// The household that an invitation names; opened, for others who were invited too, if it is
    /// not there. A key never names two, or which of them is found would hang on who else lives
    /// in the place.
    HouseholdId household_of(std::uint64_t key);

private:
    void index(HouseholdId household);

    std::vector<HouseholdId> empty_;
    std::uint32_t opened_ = 0;  ///< households, ever
    engine::AddressMap by_key_; ///< households by their keys, and some that are gone
};

} // namespace counterlife::model

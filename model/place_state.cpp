// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/place_state.h"

#include <utility>

namespace counterlife::model {

Tally& Tally::operator+=(const Tally& other)
{
    const auto add = [](auto& to, const auto& from) {
        for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
    };
    for (std::size_t sex = 0; sex < 2; ++sex) {
        add(deaths[sex], other.deaths[sex]);
        add(first_marriages[sex], other.first_marriages[sex]);
    }
    add(births, other.births);
    add(births_by_mother_age, other.births_by_mother_age);
    add(widowings, other.widowings);
    add(moves, other.moves);
    add(school_leavers, other.school_leavers);
    add(college_entries, other.college_entries);
    add(enlisted, other.enlisted);
    add(admissions, other.admissions);
    add(discharged, other.discharged);
    add(discharged_members, other.discharged_members);
    absconded_early += other.absconded_early;
    army_admissions += other.army_admissions;
    lapses += other.lapses;
    sent_to_work += other.sent_to_work;
    left_by_privilege += other.left_by_privilege;
    petitions += other.petitions;
    derelicts += other.derelicts;
    absconded += other.absconded;
    watched += other.watched;
    arrests += other.arrests;
    mine_deaths += other.mine_deaths;
    hunger_deaths += other.hunger_deaths;
    adrift += other.adrift;
    add(crossings, other.crossings);
    add(crossings_by_month, other.crossings_by_month);
    add(river_deaths, other.river_deaths);
    add(caught_at_river, other.caught_at_river);
    add(own_returns, other.own_returns);
    add(forced_returns, other.forced_returns);
    add(custody_releases, other.custody_releases);
    add(custody_deaths, other.custody_deaths);
    add(arrivals, other.arrivals);
    add(arrivals_by_way, other.arrivals_by_way);
    add(arrivals_by_origin, other.arrivals_by_origin);
    arrival_years += other.arrival_years;
    sent_home += other.sent_home;
    sent_for_kin += other.sent_for_kin;
    searches += other.searches;
    searches_ended += other.searches_ended;
    found_kin += other.found_kin;
    dispersals += other.dispersals;
    maternities += other.maternities;
    marriages += other.marriages;
    divorces += other.divorces;
    return *this;
}

namespace {

/// A household keeps its lot wherever it goes, for it keeps its key.
float lot_of_household(std::uint64_t seed, std::uint64_t key) noexcept
{
    constexpr engine::Stream stream = engine::stream_of("household.lot");
    return static_cast<float>(engine::Luck{seed}.uniform(key | 1, stream, 0));
}

} // namespace

HouseholdId PlaceState::open_household(std::uint64_t key)
{
    HouseholdId household;
    if (!empty_.empty()) {
        household = empty_.back();
        empty_.pop_back();
    } else {
        household = static_cast<HouseholdId>(households.size());
        households.push_back({});
    }
    key &= ~std::uint64_t{1};
    households[household] = {
        .key = key, .members = 0, .serial = ++opened_, .lot = lot_of_household(seed, key)};
    index(household);
    return household;
}

/// Those that are gone are forgotten when they have become more than those that are there.
void PlaceState::index(HouseholdId household)
{
    constexpr std::size_t few = 64;
    if (by_key_.size() > few + 2 * (households.size() - empty_.size())) {
        by_key_.clear();
        for (HouseholdId one = 0; one < households.size(); ++one)
            if (households[one].key != 0) by_key_.put({.id = households[one].key, .slot = one});
    }
    by_key_.put({.id = households[household].key, .slot = household});
}

void PlaceState::enter(HouseholdId household, Day day)
{
    households[household].note_change(day);
    ++households[household].members;
}

void PlaceState::leave(HouseholdId household, Day day)
{
    if (household == no_household) return;
    households[household].note_change(day);
    if (--households[household].members == 0) {
        households[household].key = 0;
        empty_.push_back(household);
    }
}

void PlaceState::move_in(Life& life, HouseholdId household, Day day)
{
    if (life.household == household) return;
    enter(household, day);
    leave(std::exchange(life.household, household), day);
    household_moves.push_back(
        {.who = life.being.id, .serial = households[household].serial, .day = day});
}

void PlaceState::move_out(Life& life, Day day)
{
    if (life.household == no_household) return;
    leave(std::exchange(life.household, no_household), day);
    household_moves.push_back({.who = life.being.id, .serial = 0, .day = day});
}

HouseholdId PlaceState::find_household(std::uint64_t key) const
{
    if (key == 0) return no_household;
    const engine::AddressMap::Entry* entry = by_key_.find(key);
    return entry && households[entry->slot].key == key ? entry->slot : no_household;
}

HouseholdId PlaceState::household_of(std::uint64_t key)
{
    const HouseholdId household = find_household(key);
    return household != no_household ? household : open_household(key);
}

} // namespace counterlife::model

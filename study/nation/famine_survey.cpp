// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/famine_survey.h"

#include "study/nation/exile_counts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace counterlife::study::nation {
namespace {

using engine::Day;
using engine::day_of;
using engine::PlaceId;

constexpr std::array<std::string_view, 2> northeast{"North Hamgyong", "Ryanggang"};
constexpr int stopped_by = 1993;                    ///< the end of which
constexpr int deaths_from = 1995, deaths_to = 1997; ///< asked about
constexpr int asked_in = 1998;

bool is_northeast(const model::Map& map, PlaceId place)
{
    const std::size_t province = map.province_of[place];
    return province < map.provinces.size() &&
           std::ranges::find(northeast, map.provinces[province]) != northeast.end();
}

/// Calls `task(exile)` for everybody who has a record of leaving, those who died in the year
/// included.
template <class Task> void each_exile(NationWorld& world, const Task& task)
{
    for (PlaceId place = 0; place < world.places(); ++place) {
        const auto& partition = world.partition(place);
        const model::Exiles& exiles = partition.place.exiles;
        for (const model::Life& life : partition.lives())
            if (life.being.id != engine::nobody && life.exile != 0) task(exiles[life.exile]);
        for (const auto& parcel : partition.expected())
            if (parcel.luggage.exile) task(*parcel.luggage.exile);
        for (const model::Deceased& dead : partition.place.deaths)
            if (dead.life.exile != 0) task(exiles[dead.life.exile]);
    }
}

/// The households into which people of a place have last moved in the year.
std::unordered_map<engine::LifeId, std::uint32_t> last_moves(const model::PlaceState& state)
{
    std::unordered_map<engine::LifeId, std::uint32_t> moves;
    for (const model::HouseholdMove& move : state.household_moves) moves[move.who] = move.serial;
    return moves;
}

/// Nought where there is none of that number.
std::uint64_t key_at(std::span<const model::Household> households, model::HouseholdId number,
                     std::uint32_t serial)
{
    const bool is_there = number < households.size() && households[number].serial == serial;
    return is_there ? households[number].key : 0;
}

} // namespace

bool is_without_distribution(const model::Exile& left, const model::Rations& rations)
{
    const bool works = left.left_as == model::Stage::worker || left.left_as == model::Stage::ward;
    if (left.left_as == model::Stage::soldier || !left.left_town) return false;
    if (works && left.left_sector == model::Sector::farm) return false;
    return rations.stopped;
}

void FamineSurvey::count(NationWorld& world, const model::Map& map, int year,
                         std::vector<SeriesRow>& rows)
{
    const int lived = year - 1;
    if (year <= stopped_by || lived > asked_in) return;
    if (homes_.empty())
        for (PlaceId place = 0; place < world.places(); ++place)
            if (is_northeast(map, place)) homes_.push_back({.place = place, .households = {}});
    if (lived == stopped_by)
        for (PlaceId place = 0; place < world.places(); ++place)
            rations_.push_back(world.partition(place).place.rations);
    if (lived >= deaths_from && lived <= deaths_to) add_year(world);
    if (lived > stopped_by) ask_leavers(world, day_of(lived));
    if (year >= deaths_from && year <= deaths_to) remember(world);
    if (lived == asked_in) write(rows);
}

void FamineSurvey::remember(NationWorld& world)
{
    for (Home& home : homes_) home.households = world.partition(home.place).place.households;
}

/// Of a household that goes from one place of the north-east to another the key stays the same.
void FamineSurvey::add_year(NationWorld& world)
{
    bool is_known = false;
    for (const Home& home : homes_) {
        const model::PlaceState& state = world.partition(home.place).place;
        is_known = is_known || !home.households.empty();
        for (const auto* households : {&home.households, &state.households})
            for (const model::Household& household : *households)
                if (household.members > 0) lived_[household.key].half_years += household.members;
        add_deaths(home, state);
    }
    years_ += is_known;
}

/// The number of a household is used again when it is empty, and its serial number is not. Of one
/// that was both opened and emptied within the year nothing is known any more.
void FamineSurvey::add_deaths(const Home& home, const model::PlaceState& state)
{
    const auto moves = last_moves(state);
    for (const model::Deceased& dead : state.deaths) {
        const model::HouseholdId number = dead.life.household;
        if (number == model::no_household) continue;
        const auto move = moves.find(dead.life.being.id);
        std::uint64_t key = 0;
        if (move == moves.end()) { // There since before the year.
            if (number < home.households.size()) key = home.households[number].key;
        } else {
            key = key_at(state.households, number, move->second);
            if (key == 0) key = key_at(home.households, number, move->second);
        }
        if (key != 0) ++lived_[key].deaths;
    }
}

void FamineSurvey::ask_leavers(NationWorld& world, Day since)
{
    std::vector<bool> is_home(world.places());
    for (const Home& home : homes_) is_home[home.place] = true;
    each_exile(world, [&](const model::Exile& exile) {
        if (exile.home != engine::nowhere && is_home[exile.home]) ask(exile, since);
    });
}

/// About the house that was left the last time within the year; each person is asked about
/// distribution once.
void FamineSurvey::ask(const model::Exile& exile, Day since)
{
    if (exile.crossed == engine::no_day || exile.crossed < since) return;
    if (since >= day_of(deaths_from)) left_.insert(exile.house);
    if (exile.first_crossed < since || rations_.empty()) return;
    ++asked_;
    without_ += is_without_distribution(exile, rations_[exile.home]);
}

void FamineSurvey::write(std::vector<SeriesRow>& rows) const
{
    const auto put = [&](int year, std::string_view measure, double value, std::string_view unit) {
        rows.push_back({.year = static_cast<std::int16_t>(year),
                        .measure = measure,
                        .level = "nation",
                        .place = "nation",
                        .sex = "all",
                        .age = -1,
                        .status = {},
                        .value = value,
                        .unit = unit});
    };
    if (!rations_.empty()) {
        put(stopped_by, "northeast_leavers", static_cast<double>(asked_), "persons");
        put(stopped_by, "northeast_leavers_without_distribution", static_cast<double>(without_),
            "persons");
    }
    if (years_ != deaths_to - deaths_from + 1) return;
    Lived all;
    for (const std::uint64_t key : left_)
        if (const auto at = lived_.find(key); at != lived_.end()) {
            all.half_years += at->second.half_years;
            all.deaths += at->second.deaths;
        }
    // Of the three years together, as they were asked about together.
    put(deaths_to, "deaths_in_households_left", static_cast<double>(all.deaths), "events");
    put(deaths_to, "years_in_households_left", static_cast<double>(all.half_years) / 2, "years");
}

} // namespace counterlife::study::nation

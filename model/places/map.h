// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The map: places, provinces, distances. A table of facts, constant through a run.

#include "model/life.h"
#include "model/parameters.h"

#include <array>
#include <string>
#include <vector>

namespace counterlife::model {

enum class PlaceKind : std::uint8_t { district, city, county, army_sector, abroad, south };

/// The river on which a place lies.
enum class River : std::uint8_t { none, tumen, upper_yalu, yalu };
inline constexpr std::size_t rivers = 4;

/// What a place outside the country is to those who come there.
enum class Role : std::uint8_t {
    none,
    bank,    ///< on the far side of the river
    village, ///< farms of Korean Chinese
    city,
    mission, ///< where embassies stand in China
    transit, ///< a country on the way
    embassy, ///< the South's, in the last country on the way
    shelter,
    centre, ///< of arrival in the South
    town,   ///< where people settle there
    guard   ///< a sector of the army on the northern rivers; there need not be one
};

/// Whether a place with this role lies outside the country.
constexpr bool is_outside(Role role) noexcept
{
    return role != Role::none && role != Role::guard;
}

struct PlaceFacts {
    std::string name, province;
    PlaceKind kind = PlaceKind::county;
    double urban_part_1955 = 0, urban_part_1993 = 0;
    double population_1955 = 0, population_1993 = 0; ///< persons
    double latitude = 0, longitude = 0;              ///< degrees
    double mine_share = 0;                           ///< of the workers, who mine
    River river = River::none;
    Role role = Role::none;
};

/// How rations are shared out between regions.
enum class FoodRegion : std::uint8_t { capital, northeast, elsewhere };

struct Map {
    Map() = default;
    Map(std::vector<PlaceFacts> places, const ParameterSet& set);

    std::vector<PlaceFacts> places;
    std::vector<std::string> provinces;        ///< those with people at the start
    std::vector<std::size_t> province_of;      ///< by place; provinces.size() for none
    std::vector<std::vector<PlaceId>> members; ///< by province
    std::vector<PlaceId> seat_of;              ///< by place: where the province's registrar is
    std::vector<PlaceId> army_sectors;         ///< of the southern front
    std::vector<PlaceId> river_guards;         ///< sectors on the northern rivers
    std::vector<PlaceId> stations;             ///< towns where travellers and traders meet
    std::vector<FoodRegion> food_region;       ///< by place
    PlaceId capital = 0;                       ///< where the leader's office stands
    std::vector<PlaceId> crossing;             ///< by place: the county on the river nearest to it
    std::vector<PlaceId> far_bank;             ///< by place: the nearest place across its river
    std::array<std::vector<PlaceId>, 11> with_role; ///< places outside the country, by role
    std::vector<double> distance;                   ///< kilometres, place by place
    std::vector<std::uint16_t> travel;              ///< days, place by place

    double kilometres(PlaceId from, PlaceId to) const noexcept
    {
        return distance[from * places.size() + to];
    }

    /// Whether a place lies in the country.
    bool is_home(PlaceId place) const noexcept
    {
        return places[place].kind != PlaceKind::abroad && places[place].kind != PlaceKind::south;
    }
    /// Whether there is a river to cross and somewhere to go beyond it.
    bool has_exile() const noexcept
    {
        return !with_role[static_cast<std::size_t>(Role::bank)].empty();
    }
    /// The station on which a lot of [0, 1) falls; on a map without any, this place.
    PlaceId station_by(double lot, PlaceId here) const noexcept
    {
        if (stations.empty()) return here;
        return stations[static_cast<std::size_t>(lot * static_cast<double>(stations.size()))];
    }
    const std::vector<PlaceId>& all(Role role) const noexcept
    {
        return with_role[static_cast<std::size_t>(role)];
    }

    static FamilySpec spec(); ///< data/places/travel.csv

private:
    void find_crossings();
};

} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The map: places, provinces, distances. A table of facts, constant through a run.

#include "model/life.h"
#include "model/parameters.h"

#include <string>
#include <vector>

namespace counterlife::model {

enum class PlaceKind : std::uint8_t { district, city, county, army_sector, abroad, south };

struct PlaceFacts {
    std::string name, province;
    PlaceKind kind = PlaceKind::county;
    double urban_part_1955 = 0, urban_part_1993 = 0;
    double population_1955 = 0, population_1993 = 0; ///< persons
    double latitude = 0, longitude = 0;              ///< degrees
    double mine_share = 0;                           ///< of the workers, who mine
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
    std::vector<PlaceId> army_sectors;
    std::vector<PlaceId> stations;       ///< towns where travellers and traders meet
    std::vector<FoodRegion> food_region; ///< by place
    PlaceId capital = 0;                 ///< where the leader's office stands
    std::vector<double> distance;        ///< kilometres, place by place
    std::vector<std::uint16_t> travel;   ///< days, place by place

    double kilometres(PlaceId from, PlaceId to) const noexcept
    {
        return distance[from * places.size() + to];
    }

    static FamilySpec spec(); ///< data/places/travel.csv
};

} // namespace counterlife::model

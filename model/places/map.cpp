// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/places/map.h"

#include "engine/elementary.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace counterlife::model {

namespace {

constexpr double radian = std::numbers::pi / 180;

/// Great-circle distance in kilometres; with the cosines of both latitudes, which many pairs share.
double between(const PlaceFacts& a, double cosine_a, const PlaceFacts& b, double cosine_b)
{
    constexpr double earth = 6371.0;
    const double dlat = (b.latitude - a.latitude) * radian;
    const double dlon = (b.longitude - a.longitude) * radian;
    const double h = engine::power(engine::sine(dlat / 2), 2) +
                     cosine_a * cosine_b * engine::power(engine::sine(dlon / 2), 2);
    return 2 * earth * engine::arcsine(std::sqrt(std::min(h, 1.0)));
}

} // namespace

FamilySpec Map::spec()
{
    return {.institution = "places",
            .family = "travel",
            .parameters = {{"travel.shortest_travel",
                            "days",
                            {},
                            1,
                            32,
                            "days that people and paper take between two places at least"},
                           {"travel.speed", "km", {}, 1, 5000, "kilometres a day"}}};
}

Map::Map(std::vector<PlaceFacts> facts, const ParameterSet& set) : places{std::move(facts)}
{
    const std::size_t n = places.size();
    for (const PlaceFacts& place : places)
        if (place.population_1955 > 0 &&
            std::find(provinces.begin(), provinces.end(), place.province) == provinces.end())
            provinces.push_back(place.province);
    members.resize(provinces.size());
    province_of.resize(n);
    for (PlaceId p = 0; p < n; ++p) {
        const auto at = std::find(provinces.begin(), provinces.end(), places[p].province);
        province_of[p] = static_cast<std::size_t>(at - provinces.begin());
        if (at != provinces.end() && places[p].population_1955 > 0)
            members[province_of[p]].push_back(p);
    }
    seat_of.assign(n, engine::nowhere);
    for (std::size_t province = 0; province < provinces.size(); ++province) {
        const PlaceId seat = *std::max_element(
            members[province].begin(), members[province].end(), [this](PlaceId a, PlaceId b) {
                return places[a].population_1993 < places[b].population_1993;
            });
        for (const PlaceId place : members[province]) seat_of[place] = seat;
    }
    capital = members.empty() || members.front().empty() ? PlaceId{0} : members.front().front();
    food_region.resize(n);
    for (PlaceId p = 0; p < n; ++p) {
        const std::string& of = places[p].province;
        const bool northeast =
            of == "North Hamgyong" || of == "South Hamgyong" || of == "Ryanggang";
        food_region[p] = of == "Pyongyang" ? FoodRegion::capital
                         : northeast       ? FoodRegion::northeast
                                           : FoodRegion::elsewhere;
        if (places[p].kind == PlaceKind::army_sector)
            (places[p].role == Role::guard ? river_guards : army_sectors).push_back(p);
        if (places[p].kind == PlaceKind::city && places[p].population_1955 > 0)
            stations.push_back(p);
        if (of == "Pyongyang" && seat_of[p] != engine::nowhere) capital = seat_of[p];
    }
    for (PlaceId p = 0; p < n; ++p)
        with_role[static_cast<std::size_t>(places[p].role)].push_back(p);
    const engine::Day any = engine::day_of(1955);
    const double shortest = set.at("travel.shortest_travel", any);
    const double speed = set.at("travel.speed", any);
    constexpr double longest = 32; // The engine's limit.
    distance.resize(n * n);
    travel.resize(n * n);
    std::vector<double> cosines(n);
    for (std::size_t a = 0; a < n; ++a) {
        cosines[a] = engine::cosine(places[a].latitude * radian);
        for (std::size_t b = 0; b < a; ++b)
            distance[a * n + b] = distance[b * n + a] =
                between(places[a], cosines[a], places[b], cosines[b]);
    }
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b) {
            const bool by_air = places[b].role == Role::centre; // With papers, in a week.
            const double days = by_air ? shortest : std::ceil(distance[a * n + b] / speed);
            travel[a * n + b] = static_cast<std::uint16_t>(std::clamp(days, shortest, longest));
        }
    find_crossings();
}

void Map::find_crossings()
{
    const auto nearest = [this](PlaceId from, const auto& counts) {
        PlaceId best = engine::nowhere;
        for (PlaceId p = 0; p < places.size(); ++p)
            if (counts(p) &&
                (best == engine::nowhere || kilometres(from, p) < kilometres(from, best)))
                best = p;
        return best;
    };
    crossing.resize(places.size());
    far_bank.resize(places.size());
    for (PlaceId from = 0; from < places.size(); ++from) {
        crossing[from] = nearest(
            from, [this](PlaceId p) { return is_home(p) && places[p].river != River::none; });
        far_bank[from] = nearest(from, [&](PlaceId p) {
            return places[p].role == Role::bank && places[p].river == places[from].river;
        });
    }
}

} // namespace counterlife::model

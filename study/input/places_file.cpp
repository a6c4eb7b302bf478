// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/places_file.h"

#include "study/input/data_layers.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <set>

namespace counterlife::study::input {

namespace {

constexpr std::array<std::string_view, 6> kinds{"district",    "city",   "county",
                                                "army_sector", "abroad", "south"};
constexpr std::size_t most_places = 4096;

enum PlaceColumn : std::size_t {
    place,
    name,
    province,
    kind,
    urban_1955,
    urban_1993,
    people_1955,
    people_1993,
    latitude,
    longitude,
    mine_share,
    river,
    role,
    note,
    source
};
constexpr std::array<std::string_view, model::rivers> rivers{"", "tumen", "upper_yalu", "yalu"};
constexpr std::array<std::string_view, 11> roles{"",        "bank",    "village", "city",
                                                 "mission", "transit", "embassy", "shelter",
                                                 "centre",  "town",    "guard"};
constexpr std::array<std::string_view, 15> header{"place",
                                                  "name",
                                                  "province",
                                                  "kind",
                                                  "urban_part_1955",
                                                  "urban_part_1993",
                                                  "population_1955",
                                                  "population_1993",
                                                  "latitude",
                                                  "longitude",
                                                  "mine_share",
                                                  "borders_river",
                                                  "role",
                                                  "note",
                                                  "source"};

/// Whoever can cross the river must find the whole way.
void check_the_way(const std::vector<model::PlaceFacts>& places, std::string_view file,
                   Complaints& complaints)
{
    const auto count = [&](model::Role role) {
        return std::count_if(places.begin(), places.end(),
                             [role](const model::PlaceFacts& p) { return p.role == role; });
    };
    if (std::none_of(places.begin(), places.end(),
                     [](const model::PlaceFacts& p) { return model::is_outside(p.role); }))
        return; // A country that nobody can leave.
    for (std::size_t role = 1; role <= static_cast<std::size_t>(model::Role::town); ++role)
        if (count(static_cast<model::Role>(role)) == 0)
            complaints.found(std::string{file},
                             "no place with the role " + std::string{roles[role]},
                             "at least one of each role, or no place outside the country");
    for (const model::River river :
         {model::River::tumen, model::River::upper_yalu, model::River::yalu}) {
        const auto on_it = [&](bool far) {
            return std::any_of(places.begin(), places.end(), [&](const model::PlaceFacts& p) {
                return p.river == river && (p.role == model::Role::bank) == far;
            });
        };
        if (on_it(false) && !on_it(true))
            complaints.found(std::string{file},
                             "no bank across the " +
                                 std::string{rivers[static_cast<std::size_t>(river)]},
                             "a place with the role bank on each river that has counties");
    }
}

/// One row, with complaints of all that is wrong with it.
model::PlaceFacts place_in(const CsvRow& row, const std::string& where, Complaints& complaints)
{
    const auto number = [&](PlaceColumn column, double least, double most) {
        const auto value = parse_number(row.fields[column]);
        if (!value || *value < least || *value > most) {
            complaints.found(
                where, std::string{header[column]} + " " + in_quotes(row.fields[column]),
                "a number from " + std::to_string(least) + " to " + std::to_string(most));
            return 0.0;
        }
        return *value;
    };
    const auto kind_at = std::find(kinds.begin(), kinds.end(), row.fields[kind]);
    if (kind_at == kinds.end())
        complaints.found(where, "kind " + in_quotes(row.fields[kind]),
                         "district, city, county, army_sector, abroad or south",
                         nearest(row.fields[kind], kinds));
    const auto word = [&](PlaceColumn column, const auto& words, const char* allowed) {
        const auto at = std::find(words.begin(), words.end(), row.fields[column]);
        if (at != words.end()) return at - words.begin();
        complaints.found(where, std::string{header[column]} + " " + in_quotes(row.fields[column]),
                         allowed, nearest(row.fields[column], words));
        return std::ptrdiff_t{0};
    };
    const auto river_at = word(river, rivers, "tumen, upper_yalu, yalu or nothing");
    const auto role_at = word(
        role, roles,
        "bank, village, city, mission, transit, embassy, shelter, centre, town, guard or nothing");
    const bool guards = static_cast<model::Role>(role_at) == model::Role::guard;
    if (guards && row.fields[kind] != "army_sector")
        complaints.found(where, "role guard, of a place that is no army_sector",
                         "guard of an army_sector only");
    const bool outside = row.fields[kind] == "abroad" || row.fields[kind] == "south";
    if (kind_at != kinds.end() && outside != (role_at != 0 && !guards))
        complaints.found(where, "role " + in_quotes(row.fields[role]),
                         outside ? "a role, for a place outside the country"
                                 : "nothing, for a place in the country");
    if (row.fields[place].empty() || row.fields[province].empty() || row.fields[source].empty())
        complaints.add(where, "a place, its province and its source must not be empty");
    return {.name = row.fields[place],
            .province = row.fields[province],
            .kind =
                static_cast<model::PlaceKind>(kind_at == kinds.end() ? 0 : kind_at - kinds.begin()),
            .urban_part_1955 = number(urban_1955, 0, 1),
            .urban_part_1993 = number(urban_1993, 0, 1),
            .population_1955 = number(people_1955, 0, 1e9),
            .population_1993 = number(people_1993, 0, 1e9),
            .latitude = number(latitude, -90, 90),
            .longitude = number(longitude, -180, 180),
            .mine_share = number(mine_share, 0, 1),
            .river = static_cast<model::River>(river_at),
            .role = static_cast<model::Role>(role_at)};
}

} // namespace

std::vector<model::PlaceFacts> places_of(std::string_view text, std::string_view file,
                                         Complaints& complaints)
{
    const CsvTable table = read_csv(text, file, complaints, header);
    std::vector<model::PlaceFacts> places;
    std::set<std::string> names;
    for (const CsvRow& row : table.rows) {
        const std::string where = at_line(file, row.line);
        places.push_back(place_in(row, where, complaints));
        if (!names.insert(row.fields[place]).second)
            complaints.add(where, "the place " + in_quotes(row.fields[place]) +
                                      " stands there twice; names must differ");
    }
    if (complaints.empty() &&
        std::none_of(places.begin(), places.end(),
                     [](const model::PlaceFacts& p) { return p.population_1955 > 0; }))
        complaints.add(std::string{file}, "nobody lives in any place at the start");
    check_the_way(places, file, complaints);
    if (places.size() > most_places)
        complaints.found(std::string{file}, std::to_string(places.size()) + " places",
                         "at most " + std::to_string(most_places));
    return places;
}

std::expected<std::vector<model::PlaceFacts>, Complaints>
read_places(const std::filesystem::path& data_dir)
{
    const std::filesystem::path path = data_file(data_dir, "places/places.csv");
    Complaints complaints;
    const auto text = read_file(path, csv_largest_file);
    if (!text) {
        complaints.add(path.string(), "found " + text.error());
        return std::unexpected(complaints);
    }
    auto places = places_of(*text, path.string(), complaints);
    if (!complaints.empty()) return std::unexpected(complaints);
    return places;
}

} // namespace counterlife::study::input

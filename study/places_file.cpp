// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/places_file.h"

#include "study/csv.h"
#include "study/nearest.h"
#include "study/values.h"

#include <algorithm>
#include <array>
#include <set>

namespace counterlife::study {

namespace {

constexpr std::array<std::string_view, 6> kinds{"district",    "city",   "county",
                                                "army_sector", "abroad", "south"};
constexpr std::size_t most_places = 4096;

enum Column : std::size_t {
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
    note,
    source
};
constexpr std::array<std::string_view, 14> header{"place",
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
                                                  "note",
                                                  "source"};

} // namespace

std::vector<model::PlaceFacts> places_of(std::string_view text, std::string_view file,
                                         Complaints& complaints)
{
    const CsvTable table = read_csv(text, file, complaints, header);
    std::vector<model::PlaceFacts> places;
    std::set<std::string> names;
    for (const CsvRow& row : table.rows) {
        const std::string where = at_line(file, row.line);
        const auto number = [&](Column column, double least, double most) {
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
        if (row.fields[place].empty() || row.fields[province].empty() || row.fields[source].empty())
            complaints.add(where, "a place, its province and its source must not be empty");
        if (!names.insert(row.fields[place]).second)
            complaints.add(where, "the place " + in_quotes(row.fields[place]) +
                                      " stands there twice; names must differ");
        places.push_back({.name = row.fields[place],
                          .province = row.fields[province],
                          .kind = static_cast<model::PlaceKind>(
                              kind_at == kinds.end() ? 0 : kind_at - kinds.begin()),
                          .urban_part_1955 = number(urban_1955, 0, 1),
                          .urban_part_1993 = number(urban_1993, 0, 1),
                          .population_1955 = number(people_1955, 0, 1e9),
                          .population_1993 = number(people_1993, 0, 1e9),
                          .latitude = number(latitude, -90, 90),
                          .longitude = number(longitude, -180, 180),
                          .mine_share = number(mine_share, 0, 1)});
    }
    if (complaints.empty() &&
        std::none_of(places.begin(), places.end(),
                     [](const model::PlaceFacts& p) { return p.population_1955 > 0; }))
        complaints.add(std::string{file}, "nobody lives in any place at the start");
    if (places.size() > most_places)
        complaints.found(std::string{file}, std::to_string(places.size()) + " places",
                         "at most " + std::to_string(most_places));
    return places;
}

std::expected<std::vector<model::PlaceFacts>, Complaints>
read_places(const std::filesystem::path& data_dir)
{
    const std::filesystem::path path = data_dir / "places" / "places.csv";
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

} // namespace counterlife::study

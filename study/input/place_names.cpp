// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/place_names.h"

#include "study/input/data_layers.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <array>
#include <set>
#include <string_view>

namespace counterlife::study::input {

PlaceNames read_place_names(const std::filesystem::path& data_dir,
                            std::span<const model::PlaceFacts> places, Complaints& complaints)
{
    constexpr std::array<std::string_view, 3> header{"place", "korean", "source"};
    // Those of the very places: names of a folder that it inherits are of other places.
    const std::filesystem::path path =
        data_file(data_dir, "places/places.csv").replace_filename("korean.csv");
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return {};
    const std::string file = path.generic_string();
    const auto text = read_file(path, csv_largest_file);
    if (!text) {
        complaints.add(file, "found " + text.error());
        return {};
    }
    std::set<std::string, std::less<>> known;
    for (const model::PlaceFacts& place : places) known.insert(place.name);
    PlaceNames names;
    for (const CsvRow& row : read_csv(*text, file, complaints, header).rows) {
        const std::string where = at_line(file, row.line);
        if (!known.contains(row.fields[0]))
            complaints.found(where, in_quotes(row.fields[0]), "a place of places.csv",
                             nearest(row.fields[0], known));
        else if (row.fields[1].empty() || row.fields[2].empty())
            complaints.found(where, "an empty field", "a name and its source");
        else if (!names.emplace(row.fields[0], row.fields[1]).second)
            complaints.found(where, in_quotes(row.fields[0]) + " a second time", "a row a place");
    }
    for (const std::string& place : known)
        if (!names.contains(place) && complaints.empty())
            complaints.found(file, "no row for " + in_quotes(place), "a row for each place");
    return names;
}

} // namespace counterlife::study::input

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/levels.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace counterlife::study::audit {
namespace {

/// What is counted, of whom and in which year.
using Key = std::tuple<Interned, Interned, int>; ///< measure, sex, year

struct Sums {
    std::map<Key, double> nation, places, provinces, ages;
};

bool is_count(const SeriesRow& row)
{
    return row.unit == "persons" || row.unit == "events" || row.unit == "households";
}

Sums sums_of(const std::vector<SeriesRow>& series, std::span<const model::PlaceFacts> places)
{
    std::set<Interned> at_home, in_no_province;
    for (const model::PlaceFacts& place : places) {
        if (model::is_outside(place.role)) continue;
        at_home.insert(place.name);
        if (place.kind == model::PlaceKind::army_sector) in_no_province.insert(place.name);
    }
    Sums sums;
    for (const SeriesRow& row : series) {
        if (!is_count(row) || !row.status.empty()) continue;
        const Key key{row.measure, row.sex, row.year};
        if (row.level == "nation" && row.age >= 0)
            sums.ages[key] += row.value;
        else if (row.level == "nation")
            sums.nation[key] += row.value;
        else if (row.level == "province")
            sums.provinces[key] += row.value;
        else if (at_home.contains(row.place))
            sums.places[key] += row.value;
        if (row.level == "place" && in_no_province.contains(row.place))
            sums.provinces[key] += row.value;
    }
    return sums;
}

} // namespace

std::size_t check_levels(const std::vector<SeriesRow>& series,
                         std::span<const model::PlaceFacts> places, const std::string& file,
                         Complaints& complaints)
{
    const Sums sums = sums_of(series, places);
    // What is counted of places; what else stands there is made of counts.
    std::set<Interned> counted;
    for (const auto& [key, sum] : sums.places) counted.insert(std::get<0>(key));
    std::size_t compared = 0;
    const auto compare = [&](const std::map<Key, double>& parts, const char* which) {
        std::set<Interned> told;
        for (const auto& [key, sum] : parts) {
            const auto& [measure, sex, year] = key;
            const auto whole = sums.nation.find(key);
            if (whole == sums.nation.end() || !counted.contains(measure)) continue;
            ++compared;
            if (sum == whole->second || !told.insert(measure).second) continue;
            complaints.found(file,
                             fmt::format("{} of the nation, {}, in {}: {}, and of {} {}",
                                         measure.str(), sex.str(), year, whole->second, which, sum),
                             "counts that add up");
        }
    };
    compare(sums.places, "the places at home");
    compare(sums.provinces, "the provinces and the front");
    compare(sums.ages, "all ages");
    return compared;
}

} // namespace counterlife::study::audit

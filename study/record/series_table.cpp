// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/series_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace counterlife::study::record {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

bool is_kept(const SeriesRow& row)
{
    return row.level != "place";
}

void add(std::vector<double>& sums, const std::vector<double>& parts)
{
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (std::isnan(parts[i])) continue;
        sums[i] = (std::isnan(sums[i]) ? 0.0 : sums[i]) + parts[i];
    }
}

} // namespace

SeriesTable::SeriesTable(std::span<const SeriesRow> rows)
{
    first_year_ = std::numeric_limits<int>::max();
    last_year_ = std::numeric_limits<int>::min();
    for (const SeriesRow& row : rows) {
        if (!is_kept(row)) continue;
        first_year_ = std::min<int>(first_year_, row.year);
        last_year_ = std::max<int>(last_year_, row.year);
    }
    std::set<std::string_view> provinces;
    for (const SeriesRow& row : rows) {
        if (!is_kept(row)) continue;
        const Slice slice{.measure = row.measure,
                          .level = row.level,
                          .place = row.place,
                          .sex = row.sex,
                          .status = row.status,
                          .age = row.age};
        values_of(slice)[static_cast<std::size_t>(row.year - first_year_)] = row.value;
        if (row.level == "province") provinces.insert(row.place);
    }
    provinces_.assign(provinces.begin(), provinces.end());

    // Sums over ages first, then over the sexes; what was given whole is never summed again.
    const auto sum_up = [this](auto is_part, auto whole_of) {
        std::map<Slice, std::vector<double>> sums;
        for (const auto& [slice, parts] : values_) {
            if (!is_part(slice) || values_.contains(whole_of(slice))) continue;
            auto& sum = sums.try_emplace(whole_of(slice), parts.size(), absent).first->second;
            add(sum, parts);
        }
        values_.merge(sums);
    };
    sum_up([](const Slice& slice) { return slice.age >= 0; },
           [](Slice slice) {
               slice.age = -1;
               return slice;
           });
    sum_up([](const Slice& slice) { return slice.sex != "all"; },
           [](Slice slice) {
               slice.sex = "all";
               return slice;
           });
}

std::optional<double> SeriesTable::at(int year, const Slice& slice) const
{
    if (year < first_year_ || year > last_year_) return std::nullopt;
    const auto found = values_.find(slice);
    if (found == values_.end()) return std::nullopt;
    const double value = found->second[static_cast<std::size_t>(year - first_year_)];
    return std::isnan(value) ? std::nullopt : std::optional{value};
}

std::vector<double>& SeriesTable::values_of(const Slice& slice)
{
    const auto years = static_cast<std::size_t>(last_year_ - first_year_ + 1);
    return values_.try_emplace(slice, years, absent).first->second;
}

} // namespace counterlife::study::record

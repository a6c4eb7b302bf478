// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/series_table.h"

#include <algorithm>
#include <cmath>
#include <functional>
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

std::size_t HashOfSlice::operator()(const Slice& slice) const noexcept
{
    std::size_t hash = static_cast<std::size_t>(slice.age) + 1;
    for (const std::string_view word :
         {slice.measure, slice.level, slice.place, slice.sex, slice.status})
        hash = hash * 0x9e3779b97f4a7c15u + std::hash<std::string_view>{}(word);
    return hash;
}

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
        std::vector<Slice> parts; // In their order, by which sums do not hang on hashes.
        for (const auto& [slice, values] : values_)
            if (is_part(slice) && !values_.contains(whole_of(slice))) parts.push_back(slice);
        std::ranges::sort(parts);
        for (const Slice& slice : parts)
            add(values_of(whole_of(slice)), values_.find(slice)->second);
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
    const auto years = static_cast<std::size_t>(last_year_ - first_year_) + 1;
    return values_.try_emplace(slice, years, absent).first->second;
}

} // namespace counterlife::study::record

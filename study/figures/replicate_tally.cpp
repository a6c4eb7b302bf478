// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/replicate_tally.h"

#include "study/figures/luck_and_ignorance.h"
#include "study/text/nearest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace counterlife::study::figures {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// The units of what is counted; years are counted only where they are summed over people.
constexpr std::array<std::string_view, 5> counted{"persons", "events", "households", "thousand_won",
                                                  "days"};
constexpr std::string_view summed_years = "years_in_households_left";

bool is_count(const SeriesRow& row)
{
    return is_among(row.unit, counted) || row.measure == summed_years;
}

/// Luck and ignorance of one number that each run has, in the order of runs.
void describe_members(std::span<const double> values, const MemberRuns& runs, ReplicateRow& row)
{
    const Spread spread = spread_of(values, runs);
    row.of.value = spread.mean;
    row.standard_error = spread.error;
    row.of_members = {.low = spread.low,
                      .high = spread.high,
                      .ensemble_low = spread.ensemble_low,
                      .ensemble_high = spread.ensemble_high,
                      .sd_luck = spread.sd_luck,
                      .sd_ignorance = spread.sd_ignorance};
    if (runs.replicates < 2) return;
    // How far runs lie from their member's mean, which each of them has drawn towards itself.
    const auto n = static_cast<double>(runs.replicates);
    std::vector<double> away;
    away.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        away.push_back((values[i] - spread.of_members[i / runs.replicates]) *
                       std::sqrt(n / (n - 1)));
    std::ranges::sort(away);
    row.of_members.luck_low = spread.mean + quantile_of(away, ReplicateRow::levels.front());
    row.of_members.luck_high = spread.mean + quantile_of(away, ReplicateRow::levels.back());
}

/// What came of the values of one number; the row has its name.
void describe(std::vector<double>& values, ReplicateRow& row)
{
    std::ranges::sort(values);
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    row.of.value = mean;
    row.replicates = static_cast<std::int32_t>(values.size());
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values) squares += (value - mean) * (value - mean);
        row.standard_deviation = std::sqrt(squares / (n - 1));
        row.standard_error = *row.standard_deviation / std::sqrt(n);
    }
    for (std::size_t i = 0; i < row.quantiles.size(); ++i)
        row.quantiles[i] = quantile_of(values, ReplicateRow::levels[i]);
}

} // namespace

double quantile_of(std::span<const double> sorted, double level)
{
    const double at = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::size_t ReplicateTally::Hash::operator()(const Key& key) const noexcept
{
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    std::uint64_t sum =
        static_cast<std::uint16_t>(key.year) * 256U + static_cast<std::uint16_t>(key.age + 1);
    for (const Interned word : {key.measure, key.level, key.place, key.sex, key.status, key.unit}) {
        sum = (sum ^ std::hash<Interned>{}(word)) * odd;
        sum ^= sum >> 29U;
    }
    return sum;
}

ReplicateTally::Key ReplicateTally::key_of(const SeriesRow& row)
{
    return {.year = row.year,
            .age = row.age,
            .measure = row.measure,
            .level = row.level,
            .place = row.place,
            .sex = row.sex,
            .status = row.status,
            .unit = row.unit};
}

SeriesRow ReplicateTally::named(const Key& key)
{
    return {.year = key.year,
            .measure = key.measure,
            .level = key.level,
            .place = key.place,
            .sex = key.sex,
            .age = key.age,
            .status = key.status,
            .value = 0,
            .unit = key.unit};
}

void ReplicateTally::add(std::span<const SeriesRow> series)
{
    std::vector<double>& values = values_.emplace_back(keys_.size(), absent);
    for (const SeriesRow& row : series) {
        const Key key = key_of(row);
        const auto [at, is_new] = at_.try_emplace(key, keys_.size());
        if (is_new) {
            keys_.push_back(key);
            values.push_back(absent);
        }
        values[at->second] = row.value;
    }
}

std::vector<ReplicateRow> ReplicateTally::rows(const MemberRuns* members) const
{
    std::vector<ReplicateRow> rows;
    rows.reserve(keys_.size());
    std::vector<double> values;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        ReplicateRow row{.of = named(keys_[i])};
        const bool counts = is_count(row.of);
        values.clear();
        for (const auto& of_one : values_) {
            const double value = i < of_one.size() ? of_one[i] : absent;
            if (!std::isnan(value) || counts) values.push_back(std::isnan(value) ? 0 : value);
        }
        const std::vector<double> by_run = values;
        describe(values, row);
        if (members != nullptr && by_run.size() == members->runs() && members->members() > 1)
            describe_members(by_run, *members, row);
        rows.push_back(row);
    }
    return rows;
}

std::vector<SeriesRow> drawn_of(std::span<const SeriesRow> series)
{
    using Name = std::tuple<int, std::string_view, std::string_view>;
    std::vector<SeriesRow> drawn;
    std::map<Name, SeriesRow> sums;
    std::set<Name> whole;
    for (const SeriesRow& row : series) {
        const bool is_of_nation = row.level == "nation" && row.measure != events_by_rule;
        if (!is_of_nation && row.measure != "province_share") continue;
        if (row.age >= 0 && row.measure != "population") continue;
        drawn.push_back(row);
        if (row.age >= 0 || !is_of_nation) continue;
        const Name name{row.year, row.measure, row.status};
        if (row.sex == "all") {
            whole.insert(name);
        } else if (is_count(row)) {
            SeriesRow& sum = sums.try_emplace(name, row).first->second;
            if (sum.sex == "all") // There already: the first of a pair stands for itself.
                sum.value += row.value;
            sum.sex = "all";
        }
    }
    for (const auto& [name, sum] : sums)
        if (!whole.contains(name)) drawn.push_back(sum);
    return drawn;
}

} // namespace counterlife::study::figures

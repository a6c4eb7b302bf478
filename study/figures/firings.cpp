// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/firings.h"

#include "study/text/text_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <ostream>

namespace counterlife::study::figures {
namespace {

constexpr std::size_t chart_height = 6;

void print_decades(int first_year, const std::vector<std::int64_t>& counts, std::ostream& out)
{
    std::vector<TableLine> lines(1);
    lines.front().emplace_back("");
    for (int digit = 0; digit < 10; ++digit) lines.front().push_back(std::to_string(digit));
    const int end = first_year + static_cast<int>(counts.size());
    for (int decade = first_year / 10 * 10; decade < end; decade += 10) {
        TableLine& line = lines.emplace_back(TableLine{std::to_string(decade) + "s"});
        for (int year = decade; year < decade + 10; ++year)
            line.push_back(
                year < first_year || year >= end
                    ? ""
                    : std::to_string(counts[static_cast<std::size_t>(year - first_year)]));
    }
    print_numbers(lines, out);
}

/// A bar of a year's height, at least one mark where anything happened.
std::size_t height_of(std::int64_t count, std::int64_t most)
{
    if (count <= 0) return 0;
    const double part = static_cast<double>(count) / static_cast<double>(most);
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(part * chart_height)));
}

/// The years below the bars: each decade at its place.
std::string years_line(int first_year, std::size_t years)
{
    std::string line(years, ' ');
    for (std::size_t i = 0; i < years; ++i) {
        const int year = first_year + static_cast<int>(i);
        if (year % 10 == 0 && i + 4 <= years) line.replace(i, 4, std::to_string(year));
    }
    return line.substr(0, line.find_last_not_of(' ') + 1);
}

void print_chart(int first_year, const std::vector<std::int64_t>& counts, std::ostream& out)
{
    const std::int64_t most = counts.empty() ? 0 : std::ranges::max(counts);
    if (most == 0) return;
    const std::string top = std::to_string(most);
    const std::string margin(top.size(), ' ');
    for (std::size_t level = chart_height; level > 0; --level) {
        std::string line;
        for (const std::int64_t count : counts) line += height_of(count, most) >= level ? '#' : ' ';
        out << (level == chart_height ? top : margin) << " |"
            << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
    }
    out << margin.substr(1) << "0 +" << std::string(counts.size(), '-') << '\n';
    const std::string years = years_line(first_year, counts.size());
    if (!years.empty()) out << margin << "  " << years << '\n';
}

} // namespace

std::int64_t Firings::total(const std::string& rule) const
{
    const auto at = by_rule.find(rule);
    if (at == by_rule.end()) return 0;
    return std::accumulate(at->second.begin(), at->second.end(), std::int64_t{0});
}

Firings firings_of(std::span<const SeriesRow> series)
{
    Firings firings;
    int first = std::numeric_limits<int>::max(), last = std::numeric_limits<int>::min();
    const auto is_wanted = [](const SeriesRow& row) {
        return row.measure == events_by_rule && row.level == "nation";
    };
    for (const SeriesRow& row : series) {
        if (!is_wanted(row)) continue;
        first = std::min<int>(first, row.year);
        last = std::max<int>(last, row.year);
    }
    if (first > last) return firings;
    firings.first_year = first;
    for (const SeriesRow& row : series) {
        if (!is_wanted(row)) continue;
        auto& years = firings.by_rule[row.status.str()];
        years.resize(static_cast<std::size_t>(last - first) + 1);
        years[static_cast<std::size_t>(row.year - first)] += std::llround(row.value);
    }
    return firings;
}

void print_firings(const Firings& firings, std::span<const std::string> rules, std::ostream& out)
{
    std::vector<std::int64_t> all;
    for (const std::string& rule : rules) {
        const auto at = firings.by_rule.find(rule);
        if (at == firings.by_rule.end()) {
            out << rule << ": the run does not know this rule\n\n";
            continue;
        }
        out << rule << ": " << firings.total(rule) << " events\n";
        print_decades(firings.first_year, at->second, out);
        out << '\n';
        all.resize(at->second.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] += at->second[i];
    }
    print_chart(firings.first_year, all, out);
}

} // namespace counterlife::study::figures

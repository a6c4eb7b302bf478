// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/made_figures.h"

#include "engine/elementary.h"
#include "study/figures/luck_and_ignorance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

namespace counterlife::study::figures {
namespace {

using Parts = std::vector<const FitRow*>;

struct Made {
    std::string_view measure;
    std::string_view of;   ///< what the measures of its parts begin with
    std::size_t parts = 0; ///< nought: as many as the target has years
    double (*figure)(const Parts& parts, std::span<const double> means);
};

double log_error(const Parts& parts, std::span<const double> means)
{
    double squares = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double log =
            engine::decimal_logarithm(std::max(means[i], 1.0) / parts[i]->target.target);
        squares += log * log;
    }
    return std::sqrt(squares / static_cast<double>(parts.size()));
}

double total_variation(const Parts& parts, std::span<const double> means)
{
    double sum = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        sum += std::abs(means[i] - parts[i]->target.target);
    return sum / 2;
}

constexpr std::array<Made, 3> made_of_rows{
    {{"arrivals_log_error", "arrivals_scaled", 0, log_error},
     {"arrivals_age_distance", "arrivals_aged_", 7, total_variation},
     {"arrivals_occupation_distance", "arrivals_left_as_", 6, total_variation}}};

/// None where some are lacking.
Parts parts_of(const Made& made, const Target& whole, std::span<const FitRow> rows)
{
    Parts parts;
    for (const FitRow& row : rows)
        if (row.target.id == whole.id && row.target.measure.starts_with(made.of) && row.simulated &&
            row.target.year_from >= whole.year_from && row.target.year_to <= whole.year_to)
            parts.push_back(&row);
    const auto wanted =
        made.parts > 0 ? made.parts : static_cast<std::size_t>(whole.year_to - whole.year_from + 1);
    if (parts.size() != wanted) parts.clear();
    return parts;
}

/// Of all replicates, or of all but one.
std::vector<double> means_of(const Parts& parts, std::optional<std::size_t> but = {})
{
    std::vector<double> means(parts.size());
    std::ranges::transform(parts, means.begin(), [&](const FitRow* row) {
        const auto n = static_cast<double>(row->of_each.size());
        return but ? (*row->simulated * n - row->of_each[*but]) / (n - 1) : *row->simulated;
    });
    return means;
}

/// The figure of one member, of all of its runs or of all but one seed.
double figure_of(const Made& made, const Parts& parts, std::size_t member, const MemberRuns& runs,
                 std::optional<std::size_t> but = {})
{
    std::vector<double> means(parts.size());
    std::ranges::transform(parts, means.begin(), [&](const FitRow* row) {
        double sum = 0;
        for (std::size_t seed = 0; seed < runs.replicates; ++seed)
            if (seed != but) sum += row->of_each[member * runs.replicates + seed];
        return sum / static_cast<double>(runs.replicates - (but ? 1 : 0));
    });
    return made.figure(parts, means);
}

MadeFigure of_members(const Made& made, const Parts& parts, const MemberRuns& runs)
{
    const auto of_all = [&](std::optional<std::size_t> but) {
        std::vector<double> figures(runs.members());
        for (std::size_t i = 0; i < figures.size(); ++i)
            figures[i] = figure_of(made, parts, i, runs, but);
        return figures;
    };
    // As one run a member, whose deviation is that of members and what luck is left in it.
    MemberRuns once = runs;
    once.replicates = 1;
    const Spread spread = spread_of(of_all({}), once);
    MadeFigure figure{.figure = spread.mean, .half = {}};
    const double both = *spread.ensemble_high - spread.mean;
    figure.half_of_both = both;
    if (runs.replicates < 2) return figure;
    std::vector<double> without(runs.replicates);
    for (std::size_t seed = 0; seed < without.size(); ++seed)
        without[seed] = spread_of(of_all(seed), once).mean;
    const Interval left_out = mean_interval(without);
    figure.half = (left_out.high - left_out.mean) * static_cast<double>(runs.replicates - 1);
    figure.half_of_both = std::sqrt(*figure.half * *figure.half + both * both);
    figure.sd_ignorance = spread.deviation;
    return figure;
}

} // namespace

std::optional<MadeFigure> made_figure(const Target& whole, std::span<const FitRow> rows,
                                      const MemberRuns* members)
{
    const auto made = std::ranges::find(made_of_rows, whole.measure, &Made::measure);
    if (made == made_of_rows.end()) return std::nullopt;
    const Parts parts = parts_of(*made, whole, rows);
    if (parts.empty()) return std::nullopt;
    if (members != nullptr) return of_members(*made, parts, *members);
    MadeFigure figure{.figure = made->figure(parts, means_of(parts)), .half = {}};
    const std::size_t n = parts.front()->of_each.size();
    if (n < 2) return figure;
    std::vector<double> without(n);
    for (std::size_t i = 0; i < n; ++i) without[i] = made->figure(parts, means_of(parts, i));
    const Interval left_out = mean_interval(without);
    figure.half = (left_out.high - left_out.mean) * static_cast<double>(n - 1);
    return figure;
}

} // namespace counterlife::study::figures

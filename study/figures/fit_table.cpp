// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/fit_table.h"

#include "study/figures/luck_and_ignorance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace counterlife::study::figures {
namespace {

constexpr std::size_t most_rows_told = 12; ///< of one kind; of more only the farthest off is told

/// Words for a measure: "life expectancy" for life_expectancy.
std::string words(std::string_view name)
{
    std::string text{name == "tfr" ? "total fertility rate" : name};
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::string tolerance_text(const Target& target)
{
    if (!target.judged) return {};
    if (target.tolerance) return fmt::format("±{:.3g}", *target.tolerance);
    return fmt::format("{:.4g} to {:.4g}", target.low.value_or(0), target.high.value_or(0));
}

std::string interval_text(const FitRow& row)
{
    if (!row.low || !row.high) return {};
    const bool is_widest = !row.ensemble_low; // Else the wider one is marked.
    return fmt::format("({:.4g}{} to {:.4g}{})", *row.low, is_widest && row.low_is_cut ? "*" : "",
                       *row.high, is_widest && row.high_is_cut ? "*" : "");
}

std::string both_text(const FitRow& row)
{
    if (!row.ensemble_low || !row.ensemble_high) return {};
    return fmt::format("({:.4g}{} to {:.4g}{})", *row.ensemble_low, row.low_is_cut ? "*" : "",
                       *row.ensemble_high, row.high_is_cut ? "*" : "");
}

FitLine line_of(const FitRow& row)
{
    return {.scope = row.target.scope,
            .years = years_of(row.target),
            .target = fmt::format("{:.4g}", row.target.target),
            .simulated = row.simulated ? fmt::format("{:.4g}", *row.simulated) : "-",
            .interval = interval_text(row),
            .tolerance = tolerance_text(row.target),
            .kind = std::string{word(row.target.publication.kind)},
            .both = both_text(row),
            .verdict = row.verdict,
            .role = row.target.role};
}

/// How far a figure is from its target, as a part of what is allowed.
double strain(const FitRow& row)
{
    if (!row.simulated) return -1;
    const auto [least, most] = accepted(row.target);
    const double middle = row.target.tolerance ? row.target.target : (least + most) / 2;
    const double allowed = (most - least) / 2;
    const double away = std::abs(*row.simulated - middle);
    return allowed > 0 ? away / allowed : away;
}

std::size_t with(Verdict verdict, std::span<const FitRow> rows)
{
    return static_cast<std::size_t>(std::ranges::count(rows, verdict, &FitRow::verdict));
}

bool has_intervals(std::span<const FitRow> rows)
{
    return std::ranges::any_of(rows, [](const FitRow& row) {
        return row.low.has_value() || row.ensemble_low.has_value();
    });
}

FitGroup group_of(std::span<const FitRow> kind)
{
    const Target& target = kind.front().target;
    FitGroup group{
        .title = fmt::format("{} {}, {}", target.id, words(target.measure), words(target.unit)),
        .tally = tally_of(kind),
        .tells_farthest = kind.size() > most_rows_told,
        .lines = {}};
    if (group.tells_farthest)
        group.lines.push_back(line_of(*std::ranges::max_element(kind, {}, strain)));
    else
        for (const FitRow& row : kind) group.lines.push_back(line_of(row));
    return group;
}

} // namespace

std::string years_of(const Target& target)
{
    if (target.year_from == target.year_to) return std::to_string(target.year_from);
    return fmt::format("{}-{}", target.year_from, target.year_to);
}

std::string tally_of(std::span<const FitRow> rows)
{
    std::string text = fmt::format("{} within tolerance, {} outside, ", with(Verdict::inside, rows),
                                   with(Verdict::outside, rows));
    if (has_intervals(rows))
        text += fmt::format("{} that cannot be told, ", with(Verdict::cannot_tell, rows));
    return text + fmt::format("{} with too few cases", with(Verdict::not_yet, rows));
}

std::vector<FitGroup> fit_groups(std::span<const FitRow> rows)
{
    const auto is_other_kind = [](const FitRow& a, const FitRow& b) {
        return a.target.id != b.target.id || a.target.measure != b.target.measure;
    };
    std::vector<FitGroup> groups;
    while (!rows.empty()) {
        const auto last = std::ranges::adjacent_find(rows, is_other_kind);
        const auto count =
            last == rows.end() ? rows.size() : static_cast<std::size_t>(last - rows.begin()) + 1;
        groups.push_back(group_of(rows.first(count)));
        rows = rows.subspan(count);
    }
    return groups;
}

bool has_ensemble(std::span<const FitRow> rows)
{
    return std::ranges::any_of(rows,
                               [](const FitRow& row) { return row.ensemble_low.has_value(); });
}

std::vector<std::string> fit_notes(std::span<const FitRow> rows)
{
    std::vector<std::string> notes;
    const bool tells_luck = std::ranges::any_of(
        rows, [](const FitRow& row) { return row.ensemble_low && row.sd_luck; });
    if (has_ensemble(rows) && !tells_luck) notes.emplace_back(one_seed_sentence);
    if (has_ensemble(rows))
        notes.emplace_back(
            "Verdicts are by the 95 % interval of luck and ignorance, in which a set of numbers "
            "that is not ruled out would come to lie: all of it within the tolerance, all of it "
            "outside, or neither, and then it cannot be told.");
    else if (has_intervals(rows))
        notes.emplace_back(
            "Verdicts are by the 95 % interval for the mean over the replicates: all "
            "of it within the tolerance, all of it outside, or neither, and then "
            "it cannot be told.");
    if (std::ranges::any_of(rows,
                            [](const FitRow& row) { return row.low_is_cut || row.high_is_cut; }))
        notes.emplace_back("* The interval ends where the measure does: a share lies from 0 to 1, "
                           "and what is counted or lasts is not below 0.");
    return notes;
}

} // namespace counterlife::study::figures

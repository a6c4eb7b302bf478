// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/scores.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace counterlife::study::figures {
namespace {

constexpr double overfitted_from = 10; ///< points by which the fitted score is better
constexpr double z = 1.959964;

double root_of_squares(double a, double b)
{
    return std::sqrt(a * a + b * b);
}

std::pair<double, double> wilson(const Score& score)
{
    const auto n = static_cast<double>(score.of);
    const double share = score.share();
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half =
        z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {middle - half, middle + half};
}

/// The worse of two, of one block.
Verdict together(Verdict a, Verdict b)
{
    for (const Verdict verdict :
         {Verdict::outside, Verdict::cannot_tell, Verdict::not_yet, Verdict::inside})
        if (a == verdict || b == verdict) return verdict;
    return Verdict::not_judged;
}

/// By how many points better or worse, as well where it is less than half a point.
std::string as_well(double points)
{
    const double whole = std::round(std::abs(points));
    if (whole == 0) return "as well as";
    return fmt::format("{:.0f} point{} {} than", whole, whole == 1 ? "" : "s",
                       points < 0 ? "worse" : "better");
}

/// The same for an interval, each end with its direction unless they share it.
std::string range_of(double low, double high)
{
    double least = std::round(low), most = std::round(high);
    if (most < 0) std::swap(least, most); // The smaller number first.
    const auto direction = [](double points) {
        return points < 0 ? " worse" : points > 0 ? " better" : "";
    };
    const bool both = least * most > 0;
    return fmt::format("{:.0f}{} to {:.0f}{}", std::abs(least), both ? "" : direction(least),
                       std::abs(most), direction(most));
}

std::string overfitting(const Score& fitted, const Score& kept)
{
    const Difference d = difference_of(fitted, kept);
    const std::string by = as_well(d.points), range = range_of(d.low, d.high);
    if (d.points > overfitted_from && d.low > 0)
        return fmt::format(
            "Overfitted: what was fitted is met {} what was not (95 % interval: {}).", by, range);
    if (d.points > overfitted_from)
        return fmt::format("Overfitted, as far as so few targets tell: what was fitted is met "
                           "{} what was not, which may be chance (95 % interval: {}).",
                           by, range);
    if (d.high > overfitted_from)
        return fmt::format("Whether it is overfitted cannot be told: what was fitted is met {} "
                           "what was not, but by so few targets it may be {}.",
                           by, range);
    return fmt::format(
        "Not overfitted: what was fitted is met {} what was not (95 % interval: {}).", by, range);
}

std::string names_of(std::span<const Block> blocks, Verdict verdict)
{
    std::string names;
    for (const Block& block : blocks)
        if (block.verdict == verdict) names += (names.empty() ? "" : ", ") + block.id;
    return names;
}

std::string block_sentence(std::span<const Block> blocks)
{
    std::string text =
        fmt::format("{} of {} blocks within tolerance",
                    std::ranges::count(blocks, Verdict::inside, &Block::verdict), blocks.size());
    for (const auto& [verdict, words] :
         {std::pair{Verdict::outside, "outside"}, std::pair{Verdict::cannot_tell, "cannot be told"},
          std::pair{Verdict::not_yet, "with too few cases"}})
        if (const std::string names = names_of(blocks, verdict); !names.empty())
            text += fmt::format("; {}: {}", words, names);
    return text + '.';
}

} // namespace

Score score_of(std::span<const FitRow> rows, Role role)
{
    Score score;
    for (const FitRow& row : rows) {
        if (row.target.role != role || row.verdict == Verdict::not_judged ||
            row.verdict == Verdict::not_yet)
            continue;
        ++score.of;
        score.met += row.verdict == Verdict::inside;
    }
    return score;
}

Difference difference_of(const Score& fitted, const Score& kept)
{
    const double points = fitted.share() - kept.share();
    const auto [fitted_low, fitted_high] = wilson(fitted);
    const auto [kept_low, kept_high] = wilson(kept);
    const double down = root_of_squares(fitted.share() - fitted_low, kept_high - kept.share());
    const double up = root_of_squares(fitted_high - fitted.share(), kept.share() - kept_low);
    return {.points = 100 * points, .low = 100 * (points - down), .high = 100 * (points + up)};
}

std::vector<Block> blocks_of(std::span<const FitRow> rows)
{
    std::vector<Block> blocks;
    for (const FitRow& row : rows) {
        if (row.verdict == Verdict::not_judged) continue;
        const auto block = std::ranges::find(blocks, row.target.id, &Block::id);
        if (block == blocks.end())
            blocks.push_back({row.target.id, row.verdict});
        else
            block->verdict = together(block->verdict, row.verdict);
    }
    return blocks;
}

std::vector<std::string> score_sentences(std::span<const FitRow> rows)
{
    const Score fitted = score_of(rows, Role::fitted);
    const Score kept = score_of(rows, Role::kept);
    std::vector<std::string> sentences;
    const auto told = [](const Score& score) {
        return fmt::format("{} of {} ({:.0f} %)", score.met, score.of, 100 * score.share());
    };
    if (fitted.of > 0 && kept.of > 0) {
        sentences.push_back(fmt::format("Of the targets that were fitted {} are within tolerance; "
                                        "of those kept from fitting {}.",
                                        told(fitted), told(kept)));
        sentences.push_back(overfitting(fitted, kept));
    }
    if (const auto blocks = blocks_of(rows); !blocks.empty())
        sentences.push_back(block_sentence(blocks));
    return sentences;
}

} // namespace counterlife::study::figures

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How many targets are met: of those that were fitted, of those that were kept from fitting, and
// by block.

#include "study/figures/fit.h"
#include "study/rooms.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::figures {

/// Rows that are judged and that the run speaks to.
struct Score {
    std::size_t met = 0, of = 0;
    double share() const
    {
        return of == 0 ? 0 : static_cast<double>(met) / static_cast<double>(of);
    }
};
Score score_of(std::span<const FitRow> rows, Role role);

/// The bounds of a 95 % interval for the difference of two shares, by Newcombe's method: from the
/// score intervals of Wilson for each, which hold for few cases too.
struct Difference {
    double points = 0, low = 0, high = 0; ///< in hundredths
};
Difference difference_of(const Score& fitted, const Score& kept);

/// A block is inside when all that is judged of it is, outside when anything is.
struct Block {
    std::string id;
    Verdict verdict = Verdict::not_yet;
};
std::vector<Block> blocks_of(std::span<const FitRow> rows);

/// Both scores, whether the fit is overfitted, and the blocks: a sentence each.
std::vector<std::string> score_sentences(std::span<const FitRow> rows);

} // namespace counterlife::study::figures

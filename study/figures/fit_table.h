// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The table of targets and how they are met, as `fit` prints it and the report shows it: the same
// words in both.

#include "study/figures/fit.h"
#include "study/rooms.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::figures {

struct FitLine {
    std::string scope, years, target, simulated, interval, tolerance, kind;
    std::string both = {}; ///< of an ensemble: the interval of luck and ignorance
    Verdict verdict = Verdict::not_yet;
    Role role = Role::fitted;
};

/// Targets of one kind. Of many only the farthest off is told.
struct FitGroup {
    std::string title, tally;
    bool tells_farthest = false;
    std::vector<FitLine> lines;
};

std::vector<FitGroup> fit_groups(std::span<const FitRow> rows);

/// How many of these are within, outside and so on.
std::string tally_of(std::span<const FitRow> rows);

/// What the words of the table want explained, a sentence each.
std::vector<std::string> fit_notes(std::span<const FitRow> rows);

/// "1990", "1990-1994".
std::string years_of(const Target& target);

} // namespace counterlife::study::figures

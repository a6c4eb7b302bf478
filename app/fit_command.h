// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife fit`: how near a run comes to public statistics.

#include "app/commands.h"
#include "study/figures/fit.h"
#include "study/record/member_runs.h"
#include "study/record/series.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace counterlife::app {

/// The options as they were typed.
struct FitOptions {
    std::filesystem::path run;
    std::string replicates;                   ///< empty: those that are there
    std::optional<std::string> ensemble = {}; ///< how many members; none: the directory's
};

struct FitRequest {
    std::filesystem::path run;  ///< where fit.csv and the report go
    std::filesystem::path data; ///< where targets/targets.csv is
    int replicates = 1;         ///< of all members, where there are any
    double persons_per_life = 1;
    bool colour = false; ///< whether verdicts are coloured
    /// The counts of one replicate, 0 being the run itself; or a sentence that says why not.
    std::function<std::expected<std::vector<SeriesRow>, std::string>(int replicate)> counts_of;
    /// The report with these verdicts; empty: it stays as it is.
    std::function<std::expected<std::string, Complaints>(const std::vector<FitRow>&)> page_of = {};
    std::optional<MemberRuns> members = {}; ///< of an ensemble: how the replicates are theirs
};

struct MadeFit {
    std::vector<FitRow> rows;
    Complaints without_report; ///< why the report stays as it was, if it does
};

/// A request for a run directory or one of replicates. Replicates that are there are read; of a
/// run, or where more are wanted, others are lived. With nothing typed: those that are there.
/// An ensemble is lived under the scenario of the run, which must be that of the data.
std::expected<FitRequest, Complaints> plan_fit(const FitOptions& typed,
                                               const std::filesystem::path& data,
                                               std::function<bool()> cancelled);

/// Compares, and writes fit.csv and the report. `told` hears of each replicate before it is looked
/// at, counted from nought.
std::expected<MadeFit, Trouble> make_fit(const FitRequest& request,
                                         const std::function<void(int)>& told);

/// Whether standard output is a terminal whose owner has not asked for plain text.
bool colour_is_wanted();

/// Prints the targets and how they are met to `out` and its progress to `err`, and writes fit.csv
/// and the report.
/// Returns the exit code: 0 whatever the verdicts, 1 where the work failed, 2 for bad input.
int fit_command(const FitRequest& request, std::ostream& out, std::ostream& err);

/// The text of fit.csv.
std::string fit_csv(const std::vector<FitRow>& rows);

/// Reads the text of a fit.csv. Only what the report shows is read back.
std::vector<FitRow> read_fit_csv(std::string_view text, std::string_view file,
                                 Complaints& complaints);

/// What is printed: a line a target, and one for many of the same kind.
std::string fit_table(const std::vector<FitRow>& rows, bool colour);

} // namespace counterlife::app

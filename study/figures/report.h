// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// report.html: one self-contained page of a run or of replicates, made of their series and the
// public figures.

#include "study/figures/fit.h"
#include "study/record/replicates.h"
#include "study/record/run_description.h"
#include "study/record/run_tables.h"
#include "study/record/series.h"
#include "study/rooms.h"
#include "study/text/complaints.h"
#include "study/text/json.h"

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::figures {

struct ReportRequest {
    const RunDescription& description;
    const RunResult& result;
    std::int64_t founders = 0;
    std::span<const SeriesRow> series; ///< counts and rates
    std::filesystem::path data;        ///< with targets/ and reference/
    std::filesystem::path page;        ///< report/, with page.html and dist/report.js
    /// In the place of `series`: the means are drawn, with bands.
    std::span<const ReplicateRow> replicates = {};
    std::span<const ReplicateRun> drawn = {};  ///< whose means they are
    std::span<const ReplicateRun> judged = {}; ///< of whom `fit` is
    const std::vector<FitRow>* fit = nullptr;  ///< none: by the series alone
    const MemberRuns* members = nullptr;       ///< of an ensemble: how `drawn` are theirs
};

/// What the page is made of, as JSON: facts, lines, pyramid, reference, points, fit and verdicts.
std::string report_data(const ReportRequest& request, Complaints& complaints);

/// The page, or what is missing to make it.
std::expected<std::string, Complaints> report_html(const ReportRequest& request);

} // namespace counterlife::study::figures

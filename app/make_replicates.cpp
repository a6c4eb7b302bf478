// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/make_replicates.h"

#include "study/figures/replicate_tally.h"
#include "study/figures/report.h"
#include "study/input/data_layers.h"
#include "study/record/run_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace counterlife::app {

namespace {

/// How many are wanted; one where that is not known.
std::size_t count_in(const ReplicatesOptions& options, Complaints& complaints)
{
    const std::string& text = options.replicates;
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc{} && end == text.data() + text.size() && count >= 1 &&
        count <= most_runs)
        return static_cast<std::size_t>(count);
    complaints.found("--replicates", in_quotes(text),
                     fmt::format("a whole number from 1 to {}", most_runs));
    return 1;
}

void complain_of_last_seed(std::uint64_t first, std::size_t count, Complaints& complaints)
{
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max() - (count - 1);
    if (first > most)
        complaints.found("--seed", in_quotes(std::to_string(first)),
                         fmt::format("at most {} with {} replicates, which have the seeds from it "
                                     "on",
                                     most, count));
}

} // namespace

RunRequest replicate_of(RunRequest first, std::size_t number)
{
    first.seed += number;
    return first;
}

std::expected<PlannedReplicates, Complaints> plan_replicates(const ReplicatesOptions& options,
                                                             const std::filesystem::path& data)
{
    Complaints complaints;
    const std::size_t count = count_in(options, complaints);
    auto read = read_run(options.run, data, complaints);
    if (read) complain_of_last_seed(read->plan.request.seed, count, complaints);
    if (!complaints.empty() || !read) return std::unexpected(std::move(complaints));
    if (options.run.out.empty()) read->plan.out += fmt::format("-replicates-{}", count);
    auto writer = ReplicatesWriter::create(read->plan.out);
    if (!writer) return std::unexpected(std::move(writer.error()));
    return PlannedReplicates{.ready = std::move(read->ready),
                             .plan = std::move(read->plan),
                             .count = count,
                             .data = data,
                             .writer = std::move(*writer)};
}

std::int64_t founders_in(std::span<const SeriesRow> series)
{
    int first = std::numeric_limits<int>::max();
    double founders = 0;
    for (const SeriesRow& row : series) {
        if (row.measure != "population" || row.level != "nation" || row.age >= 0 ||
            row.sex == "all" || !row.status.empty() || row.year > first)
            continue;
        if (row.year < first) founders = 0;
        first = row.year;
        founders += row.value;
    }
    return std::llround(founders);
}

std::expected<std::string, Complaints> replicates_html(const ReplicatesFile& file,
                                                       std::span<const ReplicateRow> drawn,
                                                       std::span<const ReplicateRun> judged,
                                                       const std::vector<FitRow>& fit,
                                                       const std::filesystem::path& data)
{
    std::vector<SeriesRow> means;
    for (const ReplicateRow& row : drawn) means.push_back(row.of);
    return report_html({.description = file.description,
                        .result = mean_of(file.runs),
                        .founders = founders_in(means),
                        .series = {},
                        .data = data,
                        .page = study::beside_data(data, "report"),
                        .replicates = drawn,
                        .drawn = file.runs,
                        .judged = judged,
                        .fit = &fit});
}

std::expected<MadeReplicates, std::string> make_replicates(PlannedReplicates& replicates,
                                                           const ReplicatesListener& listener)
{
    MadeReplicates made{
        .file = {.description = description_of(*replicates.ready, replicates.plan), .runs = {}},
        .without_report = {}};
    ReplicateTally tally, drawn;
    std::vector<std::vector<SeriesRow>> fitted;
    for (std::size_t i = 0; i < replicates.count; ++i) {
        RunPlan plan = replicates.plan;
        plan.request = replicate_of(plan.request, i);
        auto writer = replicates.writer.next(description_of(*replicates.ready, plan));
        if (!writer) return std::unexpected(writer.error().list().front().what);
        Listener one{.progress = {}, .cancelled = listener.cancelled};
        if (listener.progress)
            one.progress = [&](const Progress& now) {
                listener.progress(static_cast<int>(i), now);
            };
        auto run = make_run(*replicates.ready, plan, replicates.data, *writer, one);
        if (!run) return std::unexpected(std::move(run.error()));
        if (made.without_report.empty()) made.without_report.append(run->without_report);
        made.file.runs.push_back({.seed = plan.request.seed,
                                  .replicate = plan.request.replicate,
                                  .result = run->result});
        tally.add(run->series);
        drawn.add(drawn_of(run->series));
        fitted.push_back(fitted_of(run->series));
    }
    Complaints complaints;
    const std::vector<FitRow> rows = fit(targets_in(replicates.data, complaints), fitted);
    std::expected<std::string, Complaints> page = std::unexpected(complaints);
    if (complaints.empty())
        page = replicates_html(made.file, drawn.rows(), made.file.runs, rows, replicates.data);
    if (!page && made.without_report.empty()) made.without_report = page.error();
    if (listener.cancelled && listener.cancelled())
        return std::unexpected("The run was interrupted.");
    const std::vector<ReplicateRow> all = tally.rows();
    made.numbers = all.size();
    if (auto done = replicates.writer.finish(made.file, all, page.value_or("")); !done)
        return std::unexpected(std::move(done.error()));
    return made;
}

} // namespace counterlife::app

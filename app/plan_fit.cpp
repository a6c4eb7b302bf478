// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where the replicates of a fit come from, and where its verdicts go.

#include "app/fit_command.h"
#include "app/make_replicates.h"
#include "study/figures/replicate_tally.h"
#include "study/figures/report.h"
#include "study/input/data_layers.h"
#include "study/nation/live_again.h"
#include "study/nation/machine.h"
#include "study/record/read_run.h"
#include "study/record/replicates.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <utility>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

constexpr int most_fitted = 10'000;

/// The runs that are there, and what it takes to live others like them.
struct Fitted {
    fs::path dir, data;
    ReplicatesFile runs; ///< one, of a run alone
    bool are_replicates = false;
    RunFile run = {}; ///< of a run alone
    std::unique_ptr<model::Numbers> numbers = {};
    std::vector<ReplicateRun> judged = {};

    fs::path directory_of(std::size_t number) const
    {
        return are_replicates ? replicate_in(dir, number) : dir;
    }
    RunRequest request_of(std::size_t number) const
    {
        const RunDescription& first = runs.description;
        return replicate_of({.seed = first.seed,
                             .replicate = first.replicate,
                             .scale = {first.scale_denominator},
                             .from = first.from,
                             .to = first.to,
                             .threads = usable_cores(),
                             .in_force = in_force(first.switches)},
                            number);
    }
};

std::expected<std::vector<SeriesRow>, std::string> series_in(const fs::path& dir)
{
    auto series = read_series(dir);
    if (series) return std::move(*series);
    const Complaint& first = series.error().list().front();
    return std::unexpected(first.where + ": " + first.what);
}

void read_runs(Fitted& fitted, Complaints& complaints)
{
    fitted.are_replicates = holds_replicates(fitted.dir);
    if (fitted.are_replicates) {
        auto all = open_replicates(fitted.dir);
        if (all)
            fitted.runs = std::move(*all);
        else
            complaints.append(all.error());
        return;
    }
    auto run = open_run(fitted.dir);
    if (!run) return complaints.append(run.error());
    fitted.run = std::move(*run);
    fitted.runs = {.description = fitted.run.description,
                   .runs = {{.seed = fitted.run.description.seed,
                             .replicate = fitted.run.description.replicate,
                             .result = fitted.run.result}}};
}

int count_of(const std::string& typed, const Fitted& fitted, Complaints& complaints)
{
    if (typed.empty()) return static_cast<int>(std::max<std::size_t>(fitted.runs.runs.size(), 1));
    int count = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), count);
    if (error == std::errc{} && end == typed.data() + typed.size() && count >= 1 &&
        count <= most_fitted)
        return count;
    complaints.found("--replicates", in_quotes(typed),
                     fmt::format("a whole number from 1 to {}", most_fitted));
    return 1;
}

std::expected<std::string, Complaints> page_of(const Fitted& fitted,
                                               const std::vector<FitRow>& rows)
{
    Complaints complaints;
    ReplicateTally drawn;
    std::vector<SeriesRow> own;
    for (std::size_t i = 0; i < fitted.runs.runs.size(); ++i) {
        auto series = read_series(fitted.directory_of(i));
        if (!series) return std::unexpected(series.error());
        if (fitted.are_replicates)
            drawn.add(drawn_of(*series));
        else
            own = std::move(*series);
    }
    if (fitted.are_replicates)
        return replicates_html(fitted.runs, drawn.rows(), fitted.judged, rows, fitted.data);
    return report_html({.description = fitted.run.description,
                        .result = fitted.run.result,
                        .founders = founders_in(own),
                        .series = own,
                        .data = fitted.data,
                        .page = study::beside_data(fitted.data, "report"),
                        .judged = fitted.judged,
                        .fit = &rows});
}

} // namespace

std::expected<FitRequest, Complaints> plan_fit(const fs::path& run, const std::string& replicates,
                                               const fs::path& data,
                                               std::function<bool()> cancelled)
{
    Complaints complaints;
    const auto fitted = std::make_shared<Fitted>(Fitted{.dir = run, .data = data, .runs = {}});
    read_runs(*fitted, complaints);
    const int count = count_of(replicates, *fitted, complaints);
    const auto there = static_cast<int>(fitted->runs.runs.size());
    if (there > 0 && count > there) {
        RunFile first = fitted->run;
        if (fitted->are_replicates) {
            auto opened = open_run(fitted->directory_of(0));
            if (opened) first = std::move(*opened);
        }
        auto numbers = numbers_of(fitted->directory_of(0), first, data);
        if (numbers)
            fitted->numbers = std::move(*numbers);
        else
            complaints.append(numbers.error());
    }
    if (!complaints.empty()) return std::unexpected(std::move(complaints));
    for (int i = 0; i < count; ++i) {
        const RunRequest request = fitted->request_of(static_cast<std::size_t>(i));
        fitted->judged.push_back({.seed = request.seed, .replicate = request.replicate});
    }
    return FitRequest{
        .run = run,
        .data = data,
        .replicates = count,
        .persons_per_life = static_cast<double>(fitted->runs.description.scale_denominator),
        .counts_of = [fitted, there, cancelled = std::move(cancelled)](
                         int replicate) -> std::expected<std::vector<SeriesRow>, std::string> {
            const auto number = static_cast<std::size_t>(replicate);
            if (replicate < there) return series_in(fitted->directory_of(number));
            auto outcome = simulate(*fitted->numbers, fitted->request_of(number),
                                    Listener{.cancelled = cancelled});
            if (!outcome) return std::unexpected(outcome.error());
            return std::move(outcome->counts);
        },
        .page_of = [fitted](const std::vector<FitRow>& rows) { return page_of(*fitted, rows); }};
}

} // namespace counterlife::app

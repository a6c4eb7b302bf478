// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where the replicates of a fit come from, and where its verdicts go.

#include "app/ensemble_choice.h"
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
    RunFile run = {};                                          ///< of a run alone
    std::optional<MemberRuns> members = {};                    ///< whose runs are fitted
    std::vector<std::unique_ptr<model::Numbers>> numbers = {}; ///< by member; one of none
    std::vector<std::unique_ptr<LoadedScenario>> made = {};    ///< by member, of an ensemble's own
    std::vector<ReplicateRun> judged = {};

    fs::path directory_of(std::size_t number) const
    {
        return are_replicates ? replicate_in(dir, number) : dir;
    }
    /// How many replicates of a member the directory has, or of the run.
    std::size_t there_of_each() const
    {
        if (!made.empty()) return 0; // They are not of these members.
        return runs.members ? runs.members->replicates : runs.runs.size();
    }
    std::size_t of_each(std::size_t count) const { return members ? members->replicates : count; }

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
    const model::Numbers& numbers_of_member(std::size_t member) const
    {
        return made.empty() ? *numbers[member] : *made[member]->numbers;
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
        return replicates_html(fitted.runs, drawn.rows(fitted.runs.ensemble()), fitted.judged, rows,
                               fitted.data);
    return report_html({.description = fitted.run.description,
                        .result = fitted.run.result,
                        .founders = founders_in(own),
                        .series = own,
                        .data = fitted.data,
                        .page = study::beside_data(fitted.data, "report"),
                        .judged = fitted.judged,
                        .fit = &rows});
}

/// The numbers of each member that is in the directory, to live more of its replicates; of a
/// directory without members those of the run.
void read_numbers(Fitted& fitted, Complaints& complaints)
{
    const std::size_t members = fitted.members ? fitted.members->members() : 1;
    for (std::size_t member = 0; member < members; ++member) {
        const fs::path dir = fitted.directory_of(member * fitted.there_of_each());
        RunFile first = fitted.run;
        if (fitted.are_replicates) {
            auto opened = open_run(dir);
            if (opened) first = std::move(*opened);
        }
        auto numbers = numbers_of(dir, first, fitted.data);
        if (!numbers) return complaints.append(numbers.error());
        fitted.numbers.push_back(std::move(*numbers));
    }
}

/// The members that were asked for, under the run's scenario as these data have it.
void make_members(Fitted& fitted, const FitOptions& typed, Complaints& complaints)
{
    if (fitted.runs.members) {
        complaints.found("--ensemble", "a directory that holds an ensemble already",
                         "no --ensemble, and all of its members are judged");
        return;
    }
    const auto ensemble = choose_members(*typed.ensemble, fitted.data, usable_cores(), complaints);
    const std::size_t each = replicates_of_each(
        typed.replicates.empty() ? std::to_string(std::max<std::size_t>(fitted.runs.runs.size(), 1))
                                 : typed.replicates,
        ensemble ? ensemble->members.size() : 0, complaints);
    const RunDescription& run = fitted.runs.description;
    if (run.scenario.empty()) return; // Nothing could be read, which is told.
    const auto ground = read_ground(run.scenario, fitted.data);
    if (!ground) return complaints.append(ground.error());
    const auto alone = make_ready(*ground);
    if (alone && (*alone)->scenario.hash != run.scenario_hash)
        complaints.found("--ensemble",
                         "a run whose scenario " + in_quotes(run.scenario) +
                             " has other numbers than it has with these data",
                         "a run of these data; or live the ensemble with run --ensemble");
    if (!ensemble) return;
    try_members(*ensemble, *ground, complaints);
    if (!complaints.empty()) return;
    fitted.members = runs_of(*ensemble, each);
    for (const EnsembleMember& member : ensemble->members) {
        auto ready = make_ready(*ground, &*ensemble, &member);
        if (!ready) return complaints.append(ready.error());
        fitted.made.push_back(std::move(*ready));
    }
}

/// How many runs are judged of a directory as it is, and of which member each is.
std::size_t count_runs(Fitted& fitted, const FitOptions& typed, Complaints& complaints)
{
    if (typed.ensemble) {
        make_members(fitted, typed, complaints);
        return fitted.members ? fitted.members->runs() : 1;
    }
    if (fitted.runs.members) {
        fitted.members = fitted.runs.members;
        if (!typed.replicates.empty())
            fitted.members->replicates =
                replicates_of_each(typed.replicates, fitted.members->members(), complaints);
        if (fitted.members->replicates > fitted.there_of_each()) read_numbers(fitted, complaints);
        return fitted.members->runs();
    }
    const auto count = static_cast<std::size_t>(count_of(typed.replicates, fitted, complaints));
    if (!fitted.runs.runs.empty() && count > fitted.runs.runs.size())
        read_numbers(fitted, complaints);
    return count;
}

/// The counts of one of the runs: as it was written, or lived now.
std::expected<std::vector<SeriesRow>, std::string> counts_of(const Fitted& fitted,
                                                             std::size_t number, std::size_t count,
                                                             const std::function<bool()>& cancelled)
{
    const std::size_t each = fitted.of_each(count), there = fitted.there_of_each();
    const std::size_t member = number / each, replicate = number % each;
    if (replicate < there) return series_in(fitted.directory_of(member * there + replicate));
    auto outcome = simulate(fitted.numbers_of_member(member), fitted.request_of(replicate),
                            Listener{.cancelled = cancelled});
    if (!outcome) return std::unexpected(outcome.error());
    return std::move(outcome->counts);
}

} // namespace

std::expected<FitRequest, Complaints> plan_fit(const FitOptions& typed, const fs::path& data,
                                               std::function<bool()> cancelled)
{
    Complaints complaints;
    const auto fitted =
        std::make_shared<Fitted>(Fitted{.dir = typed.run, .data = data, .runs = {}});
    read_runs(*fitted, complaints);
    const std::size_t count = count_runs(*fitted, typed, complaints);
    if (!complaints.empty()) return std::unexpected(std::move(complaints));
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t each = fitted->of_each(count);
        const RunRequest request = fitted->request_of(i % each);
        fitted->judged.push_back({.seed = request.seed,
                                  .replicate = request.replicate,
                                  .member = fitted->members ? static_cast<int>(i / each) + 1 : 0});
    }
    return FitRequest{
        .run = typed.run,
        .data = data,
        .replicates = static_cast<int>(count),
        .persons_per_life = static_cast<double>(fitted->runs.description.scale_denominator),
        .counts_of = [fitted, count, cancelled = std::move(cancelled)](
                         int replicate) -> std::expected<std::vector<SeriesRow>, std::string> {
            return counts_of(*fitted, static_cast<std::size_t>(replicate), count, cancelled);
        },
        .page_of = [fitted](const std::vector<FitRow>& rows) { return page_of(*fitted, rows); },
        .members = fitted->members};
}

} // namespace counterlife::app

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

/// What is planned of an ensemble.
struct PlannedMembers {
    std::optional<Ensemble> ensemble;
    ScenarioGround ground;
    std::optional<MemberRuns> members;
};

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

/// What is asked of members and of replicates, for an ensemble.
void plan_members(const ReplicatesOptions& options, const ReadRun* read, PlannedMembers& planned,
                  const std::filesystem::path& data, Complaints& complaints)
{
    planned.ensemble =
        choose_members(*options.ensemble, data, read ? read->plan.request.threads : 1, complaints);
    const std::size_t members = planned.ensemble ? planned.ensemble->members.size() : 0;
    const std::size_t each = replicates_of_each(options.replicates, members, complaints);
    if (!planned.ensemble) return;
    planned.members = runs_of(*planned.ensemble, each);
    if (!read) return;
    auto ground = read_ground(options.run.scenario, data);
    if (!ground) return complaints.append(ground.error());
    planned.ground = std::move(*ground);
    try_members(*planned.ensemble, planned.ground, complaints);
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
    const bool of_members = options.ensemble.has_value();
    std::size_t count = of_members ? 1 : count_in(options, complaints);
    auto read = read_run(options.run, data, complaints);
    PlannedMembers planned;
    if (of_members) plan_members(options, read ? &*read : nullptr, planned, data, complaints);
    const std::size_t seeds = planned.members ? planned.members->replicates : count;
    if (planned.members) count = planned.members->runs();
    if (read) complain_of_last_seed(read->plan.request.seed, seeds, complaints);
    if (!complaints.empty() || !read) return std::unexpected(std::move(complaints));
    if (options.run.out.empty() && planned.members)
        read->plan.out += fmt::format("-ensemble-{}", planned.members->members());
    if (options.run.out.empty() && !(planned.members && seeds == 1))
        read->plan.out += fmt::format("-replicates-{}", seeds);
    auto writer = ReplicatesWriter::create(read->plan.out);
    if (!writer) return std::unexpected(std::move(writer.error()));
    return PlannedReplicates{.ready = std::move(read->ready),
                             .plan = std::move(read->plan),
                             .count = count,
                             .data = data,
                             .writer = std::move(*writer),
                             .ensemble = std::move(planned.ensemble),
                             .ground = std::move(planned.ground),
                             .members = std::move(planned.members)};
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
                        .fit = &fit,
                        .members = file.ensemble()});
}

namespace {

/// The runs one after the other, each under its member where there are any.
class Living {
public:
    Living(PlannedReplicates& replicates, const ReplicatesListener& listener)
        : planned_{replicates}, listener_{listener}
    {
    }

    std::expected<void, std::string> live(std::size_t i, MadeReplicates& made)
    {
        RunPlan plan = planned_.plan;
        plan.request =
            replicate_of(plan.request, planned_.members ? i % planned_.members->replicates : i);
        if (auto ready = take_member(i, plan); !ready) return ready;
        const LoadedScenario& world = under_member_ ? *under_member_ : *planned_.ready;
        auto writer = planned_.writer.next(description_of(world, plan));
        if (!writer) return std::unexpected(writer.error().list().front().what);
        Listener one{.progress = {}, .cancelled = listener_.cancelled};
        if (listener_.progress)
            one.progress = [&](const Progress& now) {
                listener_.progress(static_cast<int>(i), now);
            };
        auto run = make_run(world, plan, planned_.data, *writer, one);
        if (!run) return std::unexpected(std::move(run.error()));
        if (made.without_report.empty()) made.without_report.append(run->without_report);
        made.file.runs.push_back(
            {.seed = plan.request.seed,
             .replicate = plan.request.replicate,
             .result = run->result,
             .member = plan.member ? plan.member->number : 0,
             .scenario_hash = plan.member ? world.scenario.hash : std::string{}});
        tally.add(run->series);
        drawn.add(drawn_of(run->series));
        fitted.push_back(fitted_of(run->series));
        return {};
    }

    ReplicateTally tally, drawn;
    std::vector<std::vector<SeriesRow>> fitted;

private:
    /// Makes the numbers of the run's member, if there is one, anew with each member.
    std::expected<void, std::string> take_member(std::size_t i, RunPlan& plan)
    {
        if (!planned_.members) return {};
        const std::size_t replicates = planned_.members->replicates;
        const EnsembleMember& member = planned_.ensemble->members[i / replicates];
        plan.member = member_of(*planned_.ensemble, member);
        if (i % replicates > 0) return {};
        auto ready = make_ready(planned_.ground, &*planned_.ensemble, &member);
        if (!ready) return std::unexpected(ready.error().list().front().what);
        under_member_ = std::move(*ready);
        return {};
    }

    PlannedReplicates& planned_;
    const ReplicatesListener& listener_;
    std::unique_ptr<LoadedScenario> under_member_;
};

} // namespace

std::expected<MadeReplicates, std::string> make_replicates(PlannedReplicates& replicates,
                                                           const ReplicatesListener& listener)
{
    MadeReplicates made{.file = {.description = description_of(*replicates.ready, replicates.plan),
                                 .runs = {},
                                 .members = replicates.members},
                        .without_report = {}};
    const MemberRuns* const members = made.file.ensemble();
    Living living{replicates, listener};
    for (std::size_t i = 0; i < replicates.count; ++i)
        if (auto lived = living.live(i, made); !lived)
            return std::unexpected(std::move(lived.error()));
    Complaints complaints;
    const std::vector<FitRow> rows =
        fit(targets_in(replicates.data, complaints), living.fitted, members);
    std::expected<std::string, Complaints> page = std::unexpected(complaints);
    if (complaints.empty())
        page = replicates_html(made.file, living.drawn.rows(members), made.file.runs, rows,
                               replicates.data);
    if (!page && made.without_report.empty()) made.without_report = page.error();
    if (listener.cancelled && listener.cancelled())
        return std::unexpected("The run was interrupted.");
    const std::vector<ReplicateRow> all = living.tally.rows(members);
    made.numbers = all.size();
    if (auto done = replicates.writer.finish(made.file, all, page.value_or("")); !done)
        return std::unexpected(std::move(done.error()));
    return made;
}

} // namespace counterlife::app

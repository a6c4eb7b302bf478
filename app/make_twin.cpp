// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/make_twin.h"

#include "model/places/map.h"
#include "model/switches.h"
#include "study/input/data_layers.h"
#include "study/record/run_file.h"
#include "study/text/nearest.h"
#include "study/twins/twin_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

namespace counterlife::app {

namespace {

constexpr int most_replicates = 1000;

/// Both scenarios, with what is wrong of either said once.
std::pair<std::unique_ptr<LoadedScenario>, std::unique_ptr<LoadedScenario>>
make_both(const TwinOptions& options, const std::filesystem::path& data, Complaints& complaints)
{
    std::array<std::unique_ptr<LoadedScenario>, 2> both;
    Complaints found;
    for (std::size_t i = 0; i < both.size(); ++i) {
        auto ready = load_scenario(i == 0 ? options.base : options.other, data);
        if (ready)
            both[i] = std::move(*ready);
        else
            found.append(ready.error());
    }
    std::vector<Complaint> said;
    for (const Complaint& one : found.list()) {
        if (std::ranges::find(said, one) != said.end()) continue;
        complaints.add(one.where, one.what);
        said.push_back(one);
    }
    return {std::move(both[0]), std::move(both[1])};
}

int replicates_of(const std::string& text, Complaints& complaints)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= 1 &&
        value <= most_replicates)
        return value;
    complaints.found("--replicates", in_quotes(text),
                     fmt::format("a whole number from 1 to {}", most_replicates));
    return 1;
}

/// The outcomes of these names, in the order of the table; all, where none are named.
std::vector<const Outcome*> outcomes_of(const std::vector<std::string>& names,
                                        Complaints& complaints)
{
    std::vector<std::string_view> known;
    std::vector<const Outcome*> chosen;
    for (const Outcome& outcome : outcomes()) {
        known.push_back(outcome.name);
        if (names.empty() || is_among(outcome.name, names)) chosen.push_back(&outcome);
    }
    std::string all;
    for (const std::string_view name : known) all.append(all.empty() ? "" : ", ").append(name);
    for (const std::string& name : names)
        if (!is_among(name, known))
            complaints.found("--outcomes", in_quotes(name), all, nearest(name, known));
    return chosen;
}

std::filesystem::path directory_of(const TwinOptions& options)
{
    if (!options.run.out.empty()) return options.run.out;
    const auto stem = [](const std::string& name) {
        return std::filesystem::path{name}.stem().string();
    };
    std::string scale = options.run.scale;
    std::ranges::replace(scale, ':', '-');
    return std::filesystem::path{"runs"} /
           fmt::format("twin-{}-{}-{}-seed-{}{}", stem(options.base), stem(options.other), scale,
                       options.run.seed,
                       options.ensemble ? "-ensemble-" + *options.ensemble : std::string{});
}

TwinDescription description_of(const LoadedScenario& base, const LoadedScenario& other,
                               const RunPlan& plan, int replicates)
{
    const auto side = [](const LoadedScenario& ready) {
        const Scenario& scenario = ready.scenario;
        return TwinDescription::Side{
            .scenario = scenario.name, .hash = scenario.hash, .description = scenario.description};
    };
    TwinDescription description{.base = side(base),
                                .other = side(other),
                                .seed = plan.request.seed,
                                .replicates = replicates,
                                .scale_denominator = plan.request.scale.denominator,
                                .from = plan.request.from,
                                .to = plan.request.to,
                                .threads = plan.request.threads,
                                .rules = model::rule_names()};
    for (const model::PlaceFacts& place : base.numbers->map.places)
        description.places.push_back(place.name);
    return description;
}

/// The members that were asked for, how often each is lived, and what from.
void plan_members(const TwinOptions& options, const RunPlan* plan, PlannedTwin& twin,
                  Complaints& complaints)
{
    twin.ensemble =
        choose_members(*options.ensemble, twin.data, plan ? plan->request.threads : 1, complaints);
    const std::size_t members = twin.ensemble ? twin.ensemble->members.size() : 0;
    const std::size_t each = replicates_of_each(options.replicates, members, complaints);
    if (!twin.ensemble) return;
    twin.description.members = runs_of(*twin.ensemble, each);
    for (auto* ground : {&twin.base_ground, &twin.other_ground}) {
        auto read =
            read_ground(ground == &twin.base_ground ? options.base : options.other, twin.data);
        if (!read) return; // Complained of by whoever reads the scenarios.
        *ground = std::move(*read);
        try_members(*twin.ensemble, *ground, complaints);
    }
}

} // namespace

std::expected<PlannedTwin, Complaints> plan_twin(const TwinOptions& options,
                                                 const std::filesystem::path& data)
{
    Complaints complaints;
    std::optional<RunPlan> plan = plan_of(options.run, complaints);
    PlannedTwin twin{.data = data};
    if (options.ensemble) plan_members(options, plan ? &*plan : nullptr, twin, complaints);
    const int replicates =
        options.ensemble
            ? static_cast<int>(twin.description.members ? twin.description.members->replicates : 1)
            : replicates_of(options.replicates, complaints);
    const auto outcomes = outcomes_of(options.outcomes, complaints);
    std::tie(twin.base, twin.other) = make_both(options, data, complaints);
    const std::filesystem::path out = directory_of(options);
    std::error_code none;
    if (std::filesystem::exists(out, none))
        complaints.found(out.string(), "something that exists already",
                         "a directory that does not exist yet");
    if (!complaints.empty() || !plan) return std::unexpected(std::move(complaints));
    plan->out = out;
    std::optional<MemberRuns> members = std::move(twin.description.members);
    twin.description = description_of(*twin.base, *twin.other, *plan, replicates);
    twin.description.outcomes = outcomes;
    twin.description.members = std::move(members);
    twin.plan = std::move(*plan);
    auto writer = TwinWriter::create(out, twin.description);
    if (!writer) return std::unexpected(std::move(writer.error()));
    twin.writer.emplace(std::move(*writer));
    return twin;
}

namespace {

using Told = std::function<void(int replicate, const Progress&)>;

/// Lives both worlds, under a member or none, and writes them.
std::expected<TwinOutcome, std::string> live(PlannedTwin& twin, const LoadedScenario& of_base,
                                             const LoadedScenario& of_other, int member,
                                             const Told& told, const TwinListener& listener)
{
    const Scenario &base = of_base.scenario, &other = of_other.scenario;
    const TwinSide base_side{.numbers = *of_base.numbers, .in_force = in_force(base.switches)};
    const TwinSide other_side{.numbers = *of_other.numbers,
                              .in_force = in_force(other.switches),
                              .differences = differences_of(base, other)};
    const TwinListener all{.progress = told,
                           .pair =
                               [&](const TwinPair& pair) {
                                   TwinPair of_member = pair;
                                   of_member.member = member;
                                   auto added = twin.writer->add(of_member);
                                   return added ? std::string{} : added.error();
                               },
                           .cancelled = listener.cancelled};
    auto results = study::twin(base_side, std::span{&other_side, 1},
                               {.run = twin.plan.request,
                                .replicates = twin.description.replicates,
                                .outcomes = twin.description.outcomes},
                               all);
    if (!results) return std::unexpected(std::move(results.error()));
    return std::move(results->front());
}

/// Adds what came of one member to what came of those before.
void put_together(TwinOutcome& all, const TwinOutcome& one)
{
    const auto append = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    append(all.base_digests, one.base_digests);
    append(all.digests, one.digests);
    all.divergences += one.divergences;
    all.sums.append(one.sums);
}

/// The same luck under each member, one after the other.
std::expected<TwinOutcome, std::string> live_members(PlannedTwin& twin,
                                                     const TwinListener& listener)
{
    TwinOutcome all;
    for (const EnsembleMember& member : twin.ensemble->members) {
        const auto base = make_ready(twin.base_ground, &*twin.ensemble, &member);
        const auto other = make_ready(twin.other_ground, &*twin.ensemble, &member);
        for (const auto* side : {&base, &other})
            if (!*side) return std::unexpected(side->error().list().front().what);
        const int before = (member.number - 1) * twin.description.replicates;
        const Told told = [&](int replicate, const Progress& progress) {
            if (listener.progress) listener.progress(before + replicate, progress);
        };
        auto one = live(twin, **base, **other, member.number, told, listener);
        if (!one) return one;
        put_together(all, *one);
    }
    all.effects = all.sums.rows(twin.description.ensemble());
    return all;
}

} // namespace

std::expected<MadeTwin, std::string> make_twin(PlannedTwin& twin, const TwinListener& listener)
{
    auto outcome = twin.ensemble
                       ? live_members(twin, listener)
                       : live(twin, *twin.base, *twin.other, 0, listener.progress, listener);
    if (!outcome) return std::unexpected(std::move(outcome.error()));
    MadeTwin made{.outcome = std::move(*outcome)};
    const auto page =
        twin_html(twin.description, made.outcome, study::beside_data(twin.data, "report"));
    if (!page) made.without_report = page.error();
    if (listener.cancelled && listener.cancelled())
        return std::unexpected("The run was interrupted.");
    if (auto done = twin.writer->finish(made.outcome, page.value_or("")); !done)
        return std::unexpected(std::move(done.error()));
    return made;
}

} // namespace counterlife::app

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
#include <utility>

namespace counterlife::app {

namespace {

constexpr int most_replicates = 1000;

/// Both scenarios, with what is wrong of either said once.
std::array<std::unique_ptr<LoadedScenario>, 2>
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
    return both;
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
    return std::filesystem::path{"runs"} / fmt::format("twin-{}-{}-{}-seed-{}", stem(options.base),
                                                       stem(options.other), scale,
                                                       options.run.seed);
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

} // namespace

std::expected<PlannedTwin, Complaints> plan_twin(const TwinOptions& options,
                                                 const std::filesystem::path& data)
{
    Complaints complaints;
    std::optional<RunPlan> plan = plan_of(options.run, complaints);
    const int replicates = replicates_of(options.replicates, complaints);
    const auto outcomes = outcomes_of(options.outcomes, complaints);
    auto [base, other] = make_both(options, data, complaints);
    const std::filesystem::path out = directory_of(options);
    std::error_code none;
    if (std::filesystem::exists(out, none))
        complaints.found(out.string(), "something that exists already",
                         "a directory that does not exist yet");
    if (!complaints.empty() || !plan) return std::unexpected(std::move(complaints));
    plan->out = out;
    TwinDescription description = description_of(*base, *other, *plan, replicates);
    description.outcomes = outcomes;
    auto writer = TwinWriter::create(out, description);
    if (!writer) return std::unexpected(std::move(writer.error()));
    return PlannedTwin{.base = std::move(base),
                       .other = std::move(other),
                       .plan = std::move(*plan),
                       .description = std::move(description),
                       .data = data,
                       .writer = std::move(*writer)};
}

std::expected<MadeTwin, std::string> make_twin(PlannedTwin& twin, const TwinListener& listener)
{
    const Scenario &base = twin.base->scenario, &other = twin.other->scenario;
    const TwinSide base_side{.numbers = *twin.base->numbers, .in_force = in_force(base.switches)};
    const TwinSide other_side{.numbers = *twin.other->numbers,
                              .in_force = in_force(other.switches),
                              .differences = differences_of(base, other)};
    const TwinListener all{.progress = listener.progress,
                           .pair =
                               [&](const TwinPair& pair) {
                                   auto added = twin.writer.add(pair);
                                   return added ? std::string{} : added.error();
                               },
                           .cancelled = listener.cancelled};
    auto results = study::twin(base_side, std::span{&other_side, 1},
                               {.run = twin.plan.request,
                                .replicates = twin.description.replicates,
                                .outcomes = twin.description.outcomes},
                               all);
    if (!results) return std::unexpected(std::move(results.error()));
    MadeTwin made{.outcome = std::move(results->front())};
    const auto page =
        twin_html(twin.description, made.outcome, study::beside_data(twin.data, "report"));
    if (!page) made.without_report = page.error();
    if (listener.cancelled && listener.cancelled())
        return std::unexpected("The run was interrupted.");
    if (auto done = twin.writer.finish(made.outcome, page.value_or("")); !done)
        return std::unexpected(std::move(done.error()));
    return made;
}

} // namespace counterlife::app

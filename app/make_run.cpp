// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/make_run.h"

#include "model/places/map.h"
#include "model/switches.h"
#include "study/audit/watch.h"
#include "study/figures/rates.h"
#include "study/figures/report.h"
#include "study/input/data_layers.h"
#include "study/input/grammar_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace counterlife::app {

namespace {

/// A build for debugging holds every event against the grammar of lives; others when asked to.
#ifdef NDEBUG
constexpr bool always_watches = false;
#else
constexpr bool always_watches = true;
#endif

/// The counts, and the rates that are made of them.
std::vector<SeriesRow> with_rates(std::vector<SeriesRow> series, const RunPlan& plan)
{
    std::ranges::move(rates(series, static_cast<double>(plan.request.scale.denominator)),
                      std::back_inserter(series));
    return series;
}

} // namespace

RunDescription description_of(const LoadedScenario& ready, const RunPlan& plan)
{
    RunDescription description{.scenario = ready.scenario.name,
                               .scenario_hash = ready.scenario.hash,
                               .description = ready.scenario.description,
                               .seed = plan.request.seed,
                               .replicate = plan.request.replicate,
                               .scale_denominator = plan.request.scale.denominator,
                               .from = plan.request.from,
                               .to = plan.request.to,
                               .threads = plan.request.threads,
                               .events = plan.events,
                               .rules = model::rule_names(),
                               .parameters = ready.scenario.rows,
                               .switches = ready.scenario.switches,
                               .orders = ready.orders,
                               .member = plan.member};
    for (const model::PlaceFacts& place : ready.numbers->map.places) {
        description.places.push_back(place.name);
        description.place_provinces.push_back(place.province);
    }
    return description;
}

std::optional<ReadRun> read_run(const RunOptions& options, const std::filesystem::path& data,
                                Complaints& complaints)
{
    std::optional<RunPlan> plan = plan_of(options, complaints);
    auto ready = load_scenario(options.scenario, data);
    if (!ready) complaints.append(ready.error());
    const bool watches = options.check_events || always_watches;
    const std::expected<Grammar, Complaints> grammar = watches ? read_grammar(data) : Grammar{};
    if (!grammar) complaints.append(grammar.error());
    std::error_code none;
    if (!options.out.empty() && std::filesystem::exists(options.out, none))
        complaints.found(options.out, "something that exists already",
                         "a directory that does not exist yet");
    if (!complaints.empty() || !plan) return {};
    plan->request.in_force = in_force((*ready)->scenario.switches);
    if (watches) plan->request.watch = EventWatch{*grammar, (*ready)->numbers->map.places};
    return ReadRun{.ready = std::move(*ready), .plan = std::move(*plan)};
}

std::expected<PlannedRun, Complaints> plan_run(const RunOptions& options,
                                               const std::filesystem::path& data)
{
    Complaints complaints;
    auto read = read_run(options, data, complaints);
    if (!read) return std::unexpected(std::move(complaints));
    auto writer = RunWriter::create(read->plan.out, description_of(*read->ready, read->plan));
    if (!writer) return std::unexpected(std::move(writer.error()));
    return PlannedRun{.ready = std::move(read->ready),
                      .plan = std::move(read->plan),
                      .data = data,
                      .writer = std::move(*writer)};
}

std::expected<MadeRun, std::string> make_run(PlannedRun& run, const Listener& listener,
                                             const Told& told)
{
    return make_run(*run.ready, run.plan, run.data, run.writer, listener, told);
}

std::expected<MadeRun, std::string> make_run(const LoadedScenario& ready, const RunPlan& plan,
                                             const std::filesystem::path& data, RunWriter& writer,
                                             const Listener& listener, const Told& told)
{
    const auto trouble_of = [](const std::expected<void, std::string>& written) {
        return written ? std::string{} : written.error();
    };
    Listener all{
        .progress = listener.progress,
        .events = {},
        .lives = [&](std::span<const LifeRow> rows) { return trouble_of(writer.add_lives(rows)); },
        .households =
            [&](engine::PlaceId place, std::span<const model::HouseholdMove> moves) {
                return trouble_of(writer.add_household_moves(place, moves));
            },
        .cancelled = listener.cancelled};
    if (plan.request.sample.one_in > 0)
        all.events = [&](int year, std::vector<engine::Event>& events) {
            return trouble_of(writer.add_events(year, events));
        };
    auto outcome = simulate(*ready.numbers, plan.request, all);
    if (!outcome) return std::unexpected(std::move(outcome.error()));

    MadeRun made{.outcome = std::move(*outcome), .result = {}, .series = {}, .without_report = {}};
    made.series = with_rates(std::move(made.outcome.counts), plan);
    made.result = {.digest = made.outcome.digest,
                   .events = made.outcome.work.events,
                   .letters = made.outcome.work.letters,
                   .lives = made.outcome.lives,
                   .living = made.outcome.living};
    const auto report = report_html({.description = description_of(ready, plan),
                                     .result = made.result,
                                     .founders = made.outcome.founders,
                                     .series = made.series,
                                     .data = data,
                                     .page = study::beside_data(data, "report")});
    if (!report) made.without_report = report.error();
    if (listener.cancelled && listener.cancelled())
        return std::unexpected("The run was interrupted.");
    auto done = writer.add_series(made.series);
    if (done && report) done = writer.add_file("report.html", *report);
    const auto goes_on = [&](std::string_view table, std::int64_t rows) {
        if (told) told(table, rows);
        return !(listener.cancelled && listener.cancelled());
    };
    if (done) done = writer.finish(made.result, goes_on);
    if (!done) return std::unexpected(std::move(done.error()));
    return made;
}

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife run, and the two commands that run the nation in memory: fit and lives.

#include "app/app.h"

#include "app/fit_command.h"
#include "app/make_run.h"
#include "study/nation/live_again.h"
#include "study/nation/machine.h"
#include "study/record/read_run.h"
#include "study/text/typed.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace counterlife::app {

namespace {

int say_why(const std::string& sentence)
{
    say(sentence + "\n");
    return was_interrupted() ? interrupted() : failed;
}

void print_summary(const study::RunOutcome& outcome, const RunPlan& plan)
{
    const double people = static_cast<double>(plan.request.scale.denominator);
    std::cout << fmt::format("lives      {:>12}  ({} at the start, {} born, {} died)\n",
                             outcome.lives, outcome.founders, outcome.work.born, outcome.work.died);
    std::cout << fmt::format("living     {:>12}  at the end: {:.2f} million people at {}\n",
                             outcome.living, static_cast<double>(outcome.living) * people / 1e6,
                             study::scale_text(plan.request.scale.denominator));
    std::cout << fmt::format(
        "events     {:>12}  ({:.1f} per life), messages {}\n", outcome.work.events,
        static_cast<double>(outcome.work.events) / static_cast<double>(outcome.lives),
        outcome.work.letters);
    std::cout << fmt::format(
        "time       {:>10.1f} s  simulating, {:.0f} ns of CPU an event\n", outcome.running_seconds,
        1e9 * outcome.running_cpu_seconds /
            static_cast<double>(std::max<std::int64_t>(1, outcome.work.events)));
    std::cout << fmt::format("digest     {}\n", study::digest_text(outcome.digest));
}

} // namespace

int run_command(const RunOptions& options)
{
    watch_for_interrupts();
    auto run = app::plan_run(options, data_folder(options.data));
    if (!run) {
        std::cerr << run.error();
        return bad_input;
    }
    for (const std::string& sentence : run->writer.removed()) say(sentence + "\n");

    const RunPlan& plan = run->plan;
    ProgressTeller teller{plan.request.from, plan.request.to, "", plan.quiet};
    const auto made = app::make_run(
        *run, {.progress = [&](const study::Progress& progress) { teller.tell(progress); },
               .cancelled = was_interrupted});
    if (!made) return say_why(made.error());
    if (!made->without_report.empty())
        std::cerr << made->without_report << "The run is written without its report.\n";
    print_summary(made->outcome, plan);
    std::cout << fmt::format("written to {}\nnext: {} {}\n", study::printable(plan.out.string()),
                             study::typed("fit"), study::in_shell(plan.out));
    return 0;
}

int fit_command(const std::string& run, int replicates, const RunOptions& options)
{
    const std::filesystem::path data = data_folder(options.data);
    auto file = study::open_run(run);
    study::Complaints complaints;
    if (!file) complaints.append(file.error());
    if (replicates < 1 || replicates > 10'000)
        complaints.found("--replicates", std::to_string(replicates), "1 to 10000");
    std::unique_ptr<model::Numbers> numbers;
    if (file && replicates > 1) {
        auto again = study::numbers_of(run, *file, data);
        if (again)
            numbers = std::move(*again);
        else
            complaints.append(again.error());
    }
    if (!complaints.empty()) {
        std::cerr << complaints;
        return bad_input;
    }
    const study::RunDescription& description = file->description;
    watch_for_interrupts();
    app::FitRequest request{
        .run = run,
        .data = data,
        .replicates = replicates,
        .persons_per_life = static_cast<double>(description.scale_denominator),
        .colour = app::colour_is_wanted(),
        .counts_of =
            [&](int replicate) -> std::expected<std::vector<study::SeriesRow>, std::string> {
            if (replicate == 0) {
                auto series = study::read_series(run);
                if (!series) return std::unexpected("the series of " + run + " cannot be read");
                return std::move(*series);
            }
            study::RunRequest again{.seed = description.seed,
                                    .replicate = description.replicate + replicate,
                                    .scale = {description.scale_denominator},
                                    .from = description.from,
                                    .to = description.to,
                                    .threads = study::usable_cores(),
                                    .in_force = in_force(description.switches)};
            study::Listener listener{.cancelled = was_interrupted};
            auto outcome = study::simulate(*numbers, again, listener);
            if (!outcome) return std::unexpected(outcome.error());
            return std::move(outcome->counts);
        }};
    const int code = app::fit_command(request, std::cout, std::cerr);
    return was_interrupted() ? interrupted() : code;
}

int lives_command(const RunOptions& options)
{
    auto ready = load_scenario("baseline", data_folder(options.data));
    if (!ready) {
        std::cerr << ready.error();
        return bad_input;
    }
    // The fixed scene: one small nation, from the first day to the last.
    study::RunRequest scene{.seed = 1, .scale = {1000}};
    scene.in_force = in_force((*ready)->scenario.switches);
    auto outcome = study::simulate(*(*ready)->numbers, scene);
    if (!outcome) return say_why(outcome.error());
    std::cout << fmt::format("{}\n", study::digest_text(outcome->digest));
    return 0;
}

int bench_command(const RunOptions& options)
{
    study::Complaints complaints;
    std::optional<RunPlan> plan = plan_of(options, complaints);
    auto ready = load_scenario("baseline", data_folder(options.data));
    if (!ready) complaints.append(ready.error());
    if (!complaints.empty() || !plan) {
        std::cerr << complaints;
        return bad_input;
    }
    plan->request.sample = {};
    plan->request.in_force = in_force((*ready)->scenario.switches);
    auto outcome = study::simulate(*(*ready)->numbers, plan->request);
    if (!outcome) return say_why(outcome.error());
    std::cout << fmt::format(
        "lives {}\nliving {}\nevents {}\nletters {}\nforwarded {}\nvisits {}\n"
        "settling {:.3f}\nsimulating {:.3f}\nexchanging {:.3f}\ncpu {:.3f}\ncounting {:.3f}\n"
        "telling {:.3f}\n",
        outcome->lives, outcome->living, outcome->work.events, outcome->work.letters,
        outcome->work.forwarded, outcome->work.visits, outcome->settling_seconds,
        outcome->running_seconds, outcome->exchanging_seconds, outcome->running_cpu_seconds,
        outcome->counting_seconds, outcome->telling_seconds);
    return 0;
}

} // namespace counterlife::app

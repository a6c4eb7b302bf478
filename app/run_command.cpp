// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife run, and the two commands that run the nation in memory: fit and lives.

#include "app/app.h"

#include "app/fit_command.h"
#include "app/make_replicates.h"
#include "app/make_run.h"
#include "study/figures/luck_and_ignorance.h"
#include "study/nation/fixed_scene.h"
#include "study/record/replicates.h"
#include "study/text/typed.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <iostream>

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
        *run,
        {.progress = [&](const study::Progress& progress) { teller.tell(progress); },
         .cancelled = was_interrupted},
        [&](std::string_view table, std::int64_t rows) { teller.tell_rows(table, rows); });
    if (!made) return say_why(made.error());
    if (!made->without_report.empty())
        std::cerr << made->without_report << "The run is written without its report.\n";
    print_summary(made->outcome, plan);
    std::cout << fmt::format("written to {}\nnext: {} {}\n", study::printable(plan.out.string()),
                             study::typed("fit"), study::in_shell(plan.out));
    return 0;
}

int replicates_command(const ReplicatesOptions& options)
{
    watch_for_interrupts();
    auto planned = app::plan_replicates(options, data_folder(options.run.data));
    if (!planned) {
        std::cerr << planned.error();
        return bad_input;
    }
    for (const std::string& sentence : planned->writer.removed()) say(sentence + "\n");

    const RunPlan& plan = planned->plan;
    const int of_member = planned->members ? static_cast<int>(planned->members->replicates) : 0;
    ReplicatesTeller teller{plan, static_cast<int>(planned->count), of_member};
    const auto made = app::make_replicates(
        *planned,
        {.progress = [&](int replicate,
                         const study::Progress& progress) { teller.tell(replicate, progress); },
         .cancelled = was_interrupted});
    if (!made) return say_why(made.error());
    if (!made->without_report.empty())
        std::cerr << made->without_report << "The runs are written without their reports.\n";
    for (std::size_t i = 0; i < made->file.runs.size(); ++i) {
        const study::ReplicateRun& run = made->file.runs[i];
        std::cout << fmt::format(
            "{:<14} {}seed {}, {} lives, {} living, digest {}\n",
            study::replicate_in({}, i).string(),
            run.member > 0 ? fmt::format("member {}, ", run.member) : std::string{}, run.seed,
            run.result.lives, run.result.living, study::digest_text(run.result.digest));
    }
    if (of_member == 1) std::cout << study::one_seed_sentence << '\n';
    std::cout << fmt::format("{} numbers over {} replicates in {}\n"
                             "written to {}\nnext: {} {}\n",
                             made->numbers, made->file.runs.size(), study::replicates_table_file,
                             study::printable(plan.out.string()), study::typed("fit"),
                             study::in_shell(plan.out));
    return 0;
}

int fit_command(const FitOptions& typed, const RunOptions& options)
{
    watch_for_interrupts();
    auto request = app::plan_fit(typed, data_folder(options.data), was_interrupted);
    if (!request) {
        std::cerr << request.error();
        return bad_input;
    }
    request->colour = app::colour_is_wanted();
    const int code = app::fit_command(*request, std::cout, std::cerr);
    return was_interrupted() ? interrupted() : code;
}

int lives_command(const RunOptions& options)
{
    auto ready = load_scenario("baseline", data_folder(options.data));
    if (!ready) {
        std::cerr << ready.error();
        return bad_input;
    }
    const auto digest = study::fixed_scene_digest(**ready, 1);
    if (!digest) return say_why(digest.error());
    std::cout << fmt::format("{}\n", study::digest_text(*digest));
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
        "lives {}\nliving {}\nperson_years {:.0f}\nevents {}\nletters {}\nforwarded {}\nvisits {}\n"
        "settling {:.3f}\nsimulating {:.3f}\nexchanging {:.3f}\ncpu {:.3f}\ncounting {:.3f}\n"
        "telling {:.3f}\n",
        outcome->lives, outcome->living, outcome->person_years, outcome->work.events,
        outcome->work.letters, outcome->work.forwarded, outcome->work.visits,
        outcome->settling_seconds, outcome->running_seconds, outcome->exchanging_seconds,
        outcome->running_cpu_seconds, outcome->counting_seconds, outcome->telling_seconds);
    return 0;
}

} // namespace counterlife::app

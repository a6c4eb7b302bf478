// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The command line.

#include "app/app.h"
#include "app/check_command.h"

#include "app/find_command.h"
#include "app/params_command.h"
#include "app/rules_command.h"
#include "app/verify_command.h"
#include "study/record/version.h"
#include "study/text/nearest.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>

namespace {

using namespace counterlife;

/// Words that no command knows, each with the nearest one that it does.
study::Complaints strangers(const CLI::App& command)
{
    std::vector<std::string> known;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    study::Complaints complaints;
    for (const std::string& word : command.remaining())
        complaints.found(word, "an option or word that this command does not know",
                         "what ./counterlife " + command.get_name() + " --help lists",
                         study::nearest(word.substr(0, word.find('=')), known));
    // An empty name is a slip, such as a variable of the shell that is not set.
    const CLI::Option* out = command.get_option_no_throw("--out");
    if (out != nullptr && out->count() > 0 && out->as<std::string>().empty())
        complaints.found("--out", "''", "a name");
    return complaints;
}

/// A word in the place of a command that is none.
study::Complaints no_command(const CLI::App& program, const std::string& word)
{
    std::vector<std::string> known;
    std::string all;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
        known.push_back(command->get_name());
        all += (all.empty() ? "" : ", ") + command->get_name();
    }
    study::Complaints complaints;
    if (!word.starts_with("-") && !study::is_among(word, known))
        complaints.found("counterlife", study::in_quotes(word), all, study::nearest(word, known));
    return complaints;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App program{"Simulates a nation one life at a time. Every person in it is synthetic."};
    program.set_version_flag(
        "--version",
        fmt::format("counterlife {} ({})", study::program_version(), study::program_commit()));
    program.require_subcommand(1);
    app::RunOptions options;
    app::TwinOptions twins;
    int replicates = 1;
    std::string run_path, prefix, rule_or_claim;
    bool assumed = false, every_row = false;

    const auto add_data = [&](CLI::App* command) {
        command->add_option("--data", options.data,
                            "folder of the data (default: beside the program)");
        command->allow_extras();
        return command;
    };
    CLI::App* run = add_data(program.add_subcommand("run", "simulate the nation and write a run"));
    run->add_option("scenario", options.scenario, "name or file (default: baseline)");
    run->add_option("--scale", options.scale, "one life for so many people (default: 1:100)");
    run->add_option("--from", options.from, "first year (1955)");
    run->add_option("--to", options.to, "last year (default: 2025)");
    run->add_option("--seed", options.seed, "the seed of all luck (default: 1)");
    run->add_option("--replicate", options.replicate, "another run of the same seed (default: 0)");
    run->add_option("--threads", options.threads, "default: as many as there are cores");
    run->add_option("--events", options.events, "all, none or a share such as 1:50 (default: all)");
    run->add_option("-o,--out", options.out, "the run directory to write");
    run->add_flag("--quiet", options.quiet, "no progress");

    CLI::App* twin = add_data(program.add_subcommand(
        "twin", "compare two scenarios person by person, with the same luck"));
    twin->add_option("base", twins.base, "name or file of a scenario")->required();
    twin->add_option("other", twins.other, "name or file of another")->required();
    twin->add_option("--scale", options.scale, "one life for so many people (default: 1:100)");
    twin->add_option("--to", options.to, "last year (default: 2025)");
    twin->add_option("--seed", options.seed, "the seed of all luck (default: 1)");
    twin->add_option("--replicates", twins.replicates, "how often, with other luck (default: 1)");
    twin->add_option("--outcomes", twins.outcomes, "only these, such as children,college")
        ->delimiter(',')
        ->allow_extra_args(false);
    twin->add_option("--threads", options.threads, "default: as many as there are cores");
    twin->add_option("-o,--out", options.out, "the directory to write");
    twin->add_flag("--quiet", options.quiet, "no progress");

    app::AskOptions questions;
    CLI::App* ask = add_data(program.add_subcommand(
        "ask", "the questions that are shipped, answered by twins; none named: list them"));
    ask->add_option("question", questions.words, "such as Q-02, or all");
    ask->add_option("--scale", options.scale, "one life for so many people (default: 1:100)");
    ask->add_option("--seed", options.seed, "the seed of all luck (default: 1)");
    ask->add_option("--replicates", questions.replicates,
                    "how often, with other luck (default: 1)");
    ask->add_option("--design", questions.design,
                    "so many levels of each number an answer hangs on, one at a time");
    ask->add_option("--at-once", questions.at_once,
                    "versions lived beside one base at a time (default: by scale, for memory)");
    ask->add_option("--questions", questions.questions,
                    "folder of the questions (default: beside the data)");
    ask->add_option("--threads", options.threads, "default: as many as there are cores");
    ask->add_option("-o,--out", options.out, "the directory to write");
    ask->add_flag("--quiet", options.quiet, "no progress");

    CLI::App* fit = add_data(program.add_subcommand("fit", "compare a run with public figures"));
    fit->add_option("run", run_path, "run directory")->required();
    fit->add_option("--replicates", replicates, "runs with other luck to compare as well");

    CLI::App* check = add_data(program.add_subcommand("check", "validate the data and a scenario"));
    check->add_option("scenario", options.scenario, "name or file (default: baseline)");

    CLI::App* params =
        add_data(program.add_subcommand("params", "list every number and its source"));
    params->add_option("prefix", prefix, "only names that begin so");
    params->add_flag("--assumed", assumed, "only assumptions");
    params->add_flag("--all", every_row, "every key and period");
    params->add_option("--scenario", options.scenario, "name or file (default: baseline)");

    CLI::App* rules = add_data(program.add_subcommand(
        "rules", "which rules answer which claims, and how often they fire"));
    rules->add_option("name", rule_or_claim, "a rule's name or a claim's id (default: list all)");
    rules->add_option("--run", run_path, "run directory in which to count what rules did");
    rules->add_option("--scenario", options.scenario, "name or file (default: baseline)");

    app::FindRequest sought;
    CLI::App* find = add_data(program.add_subcommand(
        "find", "lives by what happened to them, in what order (docs/formats/patterns.md)"));
    find->add_option("run", sought.run, "run directory")->required();
    find->add_option("pattern", sought.pattern, "such as 'enlisted; then member within 4 years'");
    find->add_option("--like", sought.like,
                     "a pattern that is shipped, such as narrator, or a file");
    find->add_option("--show", sought.show, "so many of the lives found (default: 5)");
    find->add_option("--sequences", sought.sequences, "write their states as STS or SPELL");
    find->add_option("-o,--out", sought.out, "the file for them");
    find->add_option("--sample", sought.sample, "so many lives, by lot (default: all)");
    find->add_flag("--weights", sought.weights, "with a column of the people each stands for");
    find->add_option("--step", sought.step, "month or year (default: year)");
    app::LifeRequest account;
    CLI::App* life = add_data(program.add_subcommand("life", "the account of one life in a run"));
    life->add_option("run", account.run, "run directory")->required();
    life->add_option("person", account.person, "whose life: an identity")->required();
    life->add_option("--why", account.why,
                     "walk back from this event: its number, or its day such as 1980-10-10, or "
                     "day:rule");
    life->add_option("--twin", account.twin, "another run: the two lives side by side");
    life->add_option("--format", account.format, "text, json or html (default: text)");
    life->add_flag("--all", account.every_line, "every event on a line of its own");
    life->add_flag("--quiet", options.quiet, "no progress");

    CLI::App* verify = add_data(program.add_subcommand("verify", "does a run agree with itself?"));
    verify->add_option("run", run_path, "run directory")->required();

    CLI::App* lives = add_data(program.add_subcommand("lives", "the digest of the fixed scene"));

    CLI::App* bench = add_data(program.add_subcommand("bench", "what a run in memory costs"));
    bench->add_option("--scale", options.scale, "one life for so many people (default: 1:100)");
    bench->add_option("--threads", options.threads, "default: as many as there are cores");
    bench->add_option("--to", options.to, "last year (default: 2025)");
    bench->add_option("--seed", options.seed, "the seed of all luck (default: 1)");

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (const auto wrong = no_command(program, argc > 1 ? argv[1] : "-"); !wrong.empty()) {
            std::cerr << wrong;
            return app::bad_input;
        }
        const int code = program.exit(error);
        return code == 0 ? 0 : app::bad_input;
    }
    const CLI::App* chosen = program.get_subcommands().front();
    const study::Complaints unknown = strangers(*chosen);
    if (!unknown.empty()) {
        std::cerr << unknown;
        return app::bad_input;
    }
    const auto data = app::data_folder(options.data);
    const auto choice = app::choice_of(options.scenario, data);
    if (chosen == run) return app::run_command(options);
    if (chosen == ask) {
        questions.run = options;
        return app::ask_command(questions);
    }
    if (chosen == twin) {
        twins.run = options;
        return app::twin_command(twins);
    }
    if (chosen == fit) return app::fit_command(run_path, replicates, options);
    if (chosen == check) return app::check(choice, std::cout, std::cerr);
    if (chosen == params)
        return app::params(
            {.choice = choice, .prefix = prefix, .only_assumed = assumed, .every_row = every_row},
            std::cout, std::cerr);
    if (chosen == rules)
        return app::rules({.choice = choice,
                           .rules = study::rule_facts(),
                           .word = rule_or_claim,
                           .run = run_path},
                          std::cout, std::cerr);
    if (chosen == find) {
        sought.data = data;
        sought.patterns = data.parent_path() / "patterns";
        return app::find(sought, std::cout, std::cerr);
    }
    if (chosen == life) return app::life_command(account, options);
    if (chosen == verify) return app::verify(run_path, std::cout, std::cerr);
    if (chosen == lives) return app::lives_command(options);
    if (chosen == bench) return app::bench_command(options);
    return app::bad_input;
}

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The command line.

#include "app/app.h"
#include "app/check_command.h"
#include "app/export_command.h"
#include "app/find_command.h"
#include "app/params_command.h"
#include "app/report_command.h"
#include "app/rules_command.h"
#include "app/streams.h"
#include "app/verify_command.h"
#include "study/input/data_layers.h"
#include "study/record/version.h"
#include "study/text/nearest.h"
#include "study/text/typed.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

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
                         "what " + study::typed(command.get_name()) + " --help lists",
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
    if (word.starts_with("--") && word.size() > 2) {
        const std::vector<std::string> options{"--help", "--version"};
        if (!study::is_among(word, options))
            complaints.found("counterlife", study::in_quotes(word),
                             "--help, --version or a command: " + all,
                             study::nearest(word, options));
    } else if (!word.starts_with("-") && !study::is_among(word, known))
        complaints.found("counterlife", study::in_quotes(word), all, study::nearest(word, known));
    return complaints;
}

/// The commands with their options, and what was typed of them.
class CommandLine {
public:
    CommandLine();
    int run(int argc, char** argv);

private:
    void add_run();
    void add_twin();
    void add_ask();
    void add_fit();
    void add_check();
    void add_params();
    void add_rules();
    void add_find();
    void add_life();
    void add_explore();
    void add_report();
    void add_export();
    void add_verify();
    void add_lives();
    void add_bench();
    CLI::App* add_data(CLI::App* command);
    CLI::Option* add_ensemble(CLI::App* command);
    study::ScenarioChoice choice() const
    {
        return app::choice_of(options_.scenario, app::data_folder(options_.data));
    }

    CLI::App program_{"Simulates North Korea one life at a time, by the rules that one refugee's "
                      "published account describes. Every person in it is synthetic."};
    std::vector<std::pair<CLI::App*, std::function<int()>>> commands_;
    app::RunOptions options_;
    app::TwinOptions twins_;
    app::AskOptions questions_;
    app::FindRequest sought_;
    app::LifeRequest account_;
    app::ExploreRequest explore_;
    app::ExportRequest export_;
    app::UncertaintyReport uncertainty_;
    std::string replicates_; ///< of a run or a fit, as they were typed
    std::optional<std::string> ensemble_;
    std::string run_path_, prefix_, rule_or_claim_;
    bool assumed_ = false, every_row_ = false;
};

CommandLine::CommandLine()
{
    program_.set_version_flag(
        "--version",
        fmt::format("counterlife {} ({})", study::program_version(), study::program_commit()));
    program_.require_subcommand(1);
    add_run();
    add_twin();
    add_ask();
    add_fit();
    add_check();
    add_params();
    add_rules();
    add_find();
    add_life();
    add_explore();
    add_report();
    add_export();
    add_verify();
    add_lives();
    add_bench();
}

CLI::App* CommandLine::add_data(CLI::App* command)
{
    command->add_option("--data", options_.data,
                        "folder of the data (default: beside the program)");
    command->allow_extras();
    return command;
}

CLI::Option* CommandLine::add_ensemble(CLI::App* command)
{
    return command->add_option("--ensemble", ensemble_,
                               "under so many sets of numbers that are not ruled out, each with "
                               "the same luck: what is luck and what ignorance");
}

void CommandLine::add_run()
{
    CLI::App* run = add_data(program_.add_subcommand("run", "simulate the nation and write a run"));
    run->add_option("scenario", options_.scenario, "name or file (default: baseline)");
    run->add_option("--scale", options_.scale, "one life for so many people (default: 1:100)");
    run->add_option("--from", options_.from, "first year (1955)");
    run->add_option("--to", options_.to, "last year (default: 2025)");
    run->add_option("--seed", options_.seed, "the seed of all random numbers (default: 1)");
    run->add_option("--replicate", options_.replicate, "another run of the same seed (default: 0)");
    const CLI::Option* several = run->add_option(
        "--replicates", replicates_, "so many runs, with seeds from this one on, in one directory");
    const CLI::Option* members = add_ensemble(run);
    run->add_option("--threads", options_.threads, "default: the cores it may use");
    run->add_option("--events", options_.events,
                    "all, none or a share such as 1:50 (default: all)");
    run->add_option("-o,--out", options_.out, "the run directory to write");
    run->add_flag("--check-events", options_.check_events,
                  "stop at the first event that the grammar of lives does not allow");
    run->add_flag("--quiet", options_.quiet, "no progress");
    commands_.emplace_back(run, [this, several, members] {
        return several->count() + members->count() > 0
                   ? app::replicates_command({replicates_, options_, ensemble_})
                   : app::run_command(options_);
    });
}

void CommandLine::add_twin()
{
    CLI::App* twin = add_data(program_.add_subcommand(
        "twin", "compare two scenarios person by person, with common random numbers"));
    twin->add_option("base", twins_.base, "name or file of a scenario")->required();
    twin->add_option("other", twins_.other, "name or file of another")->required();
    twin->add_option("--scale", options_.scale, "one life for so many people (default: 1:100)");
    twin->add_option("--to", options_.to, "last year (default: 2025)");
    twin->add_option("--seed", options_.seed, "the seed of all random numbers (default: 1)");
    twin->add_option("--replicates", twins_.replicates,
                     "how many times, with other random numbers (default: 1)");
    add_ensemble(twin);
    twin->add_option("--outcomes", twins_.outcomes, "only these, such as children,college")
        ->delimiter(',')
        ->allow_extra_args(false);
    twin->add_option("--threads", options_.threads, "default: the cores it may use");
    twin->add_option("-o,--out", options_.out, "the directory to write");
    twin->add_flag("--quiet", options_.quiet, "no progress");
    commands_.emplace_back(twin, [this] {
        twins_.run = options_;
        twins_.ensemble = ensemble_;
        return app::twin_command(twins_);
    });
}

void CommandLine::add_ask()
{
    CLI::App* ask = add_data(
        program_.add_subcommand("ask", "the questions that come with the model, each answered by "
                                       "comparing scenarios; without a name, a list of them"));
    ask->add_option("question", questions_.words, "such as Q-02, or all");
    ask->add_option("--scale", options_.scale, "one life for so many people (default: 1:100)");
    ask->add_option("--seed", options_.seed, "the seed of all random numbers (default: 1)");
    ask->add_option("--persons", questions_.persons,
                    "replicates are added until so many stand behind each main outcome (default: "
                    "400)");
    ask->add_option("--time", questions_.time,
                    "or until so much is spent, such as 90s, 10m or 2h (default: 10m)");
    ask->add_option("--replicates", questions_.replicates,
                    "so many, each with other random numbers, however many persons that makes");
    add_ensemble(ask);
    ask->add_option("--like", questions_.like,
                    "of lives that walked a pattern, such as narrator, and not of the question's "
                    "own people");
    ask->add_option("--design", questions_.design,
                    "so many levels of each number an answer hangs on, one at a time");
    ask->add_option("--at-once", questions_.at_once,
                    "versions lived beside one base at a time (default: by scale, for memory)");
    ask->add_option("--questions", questions_.questions,
                    "folder of the questions (default: beside the data)");
    ask->add_option("--threads", options_.threads, "default: the cores it may use");
    ask->add_option("-o,--out", options_.out, "the directory to write");
    ask->add_flag("--quiet", options_.quiet, "no progress");
    commands_.emplace_back(ask, [this] {
        questions_.run = options_;
        questions_.ensemble = ensemble_;
        return app::ask_command(questions_);
    });
}

void CommandLine::add_fit()
{
    CLI::App* fit =
        add_data(program_.add_subcommand("fit", "compare a run with published figures"));
    fit->add_option("run", run_path_, "run directory, or one of replicates")->required();
    fit->add_option("--replicates", replicates_,
                    "so many: those that are there, and others with other random numbers");
    add_ensemble(fit);
    commands_.emplace_back(
        fit, [this] { return app::fit_command({run_path_, replicates_, ensemble_}, options_); });
}

void CommandLine::add_check()
{
    CLI::App* check =
        add_data(program_.add_subcommand("check", "validate the data and a scenario"));
    check->add_option("scenario", options_.scenario, "name or file (default: baseline)");
    commands_.emplace_back(check, [this] { return app::check(choice(), std::cout, std::cerr); });
}

void CommandLine::add_params()
{
    CLI::App* params =
        add_data(program_.add_subcommand("params", "list every parameter and its source"));
    params->add_option("prefix", prefix_, "only names that begin so");
    params->add_flag("--assumed", assumed_, "only assumptions");
    params->add_flag("--all", every_row_, "every key and period");
    params->add_option("--scenario", options_.scenario, "name or file (default: baseline)");
    commands_.emplace_back(params, [this] {
        return app::params({.choice = choice(),
                            .prefix = prefix_,
                            .only_assumed = assumed_,
                            .every_row = every_row_},
                           std::cout, std::cerr);
    });
}

void CommandLine::add_rules()
{
    CLI::App* rules = add_data(program_.add_subcommand(
        "rules",
        "which rules answer which claims of the testimony, and how often they were applied"));
    rules->add_option("name", rule_or_claim_, "a rule's name or a claim's id (default: list all)");
    rules->add_option("--run", run_path_, "run directory in which to count what rules did");
    rules->add_option("--scenario", options_.scenario, "name or file (default: baseline)");
    commands_.emplace_back(rules, [this] {
        return app::rules({.choice = choice(),
                           .rules = study::rule_facts(),
                           .word = rule_or_claim_,
                           .run = run_path_},
                          std::cout, std::cerr);
    });
}

void CommandLine::add_find()
{
    CLI::App* find = add_data(program_.add_subcommand(
        "find", "lives by what happened to them, in what order (docs/formats/patterns.md)"));
    find->add_option("run", sought_.run, "run directory")->required();
    find->add_option("pattern", sought_.pattern, "such as 'enlisted; then member within 4 years'");
    find->add_option("--like", sought_.like,
                     "a pattern that is shipped, such as narrator, or a file");
    find->add_option("--show", sought_.show, "so many of the lives found (default: 5)");
    find->add_option("--sequences", sought_.sequences, "write their states as STS or SPELL");
    find->add_option("-o,--out", sought_.out, "the file for them");
    find->add_option("--sample", sought_.sample, "so many lives, by lot (default: all)");
    find->add_flag("--weights", sought_.weights, "with a column of the people each stands for");
    find->add_option("--step", sought_.step, "month or year (default: year)");
    commands_.emplace_back(find, [this] {
        sought_.data = app::data_folder(options_.data);
        sought_.patterns = study::beside_data(sought_.data, "patterns");
        return app::find(sought_, std::cout, std::cerr);
    });
}

void CommandLine::add_life()
{
    CLI::App* life = add_data(program_.add_subcommand("life", "the account of one life in a run"));
    life->add_option("run", account_.run, "run directory")->required();
    life->add_option("person", account_.person, "whose life: an identity")->required();
    life->add_option("--why", account_.why,
                     "walk back from this event: its number, or its day such as 1980-10-10, or "
                     "day:rule");
    life->add_option("--twin", account_.twin, "another run: the two lives side by side");
    life->add_option("--format", account_.format, "text, json or html (default: text)");
    life->add_flag("--all", account_.every_line, "every event on a line of its own");
    life->add_flag("--quiet", options_.quiet, "no progress");
    commands_.emplace_back(life, [this] { return app::life_command(account_, options_); });
}

void CommandLine::add_explore()
{
    CLI::App* explore = add_data(program_.add_subcommand(
        "explore", "a run in the browser: the nation, lives, two worlds (docs/explorer.md)"));
    explore->add_option("run", explore_.run, "run directory")->required();
    explore->add_option("other", explore_.other,
                        "another run, such as a twin's: each life in both of them");
    explore->add_option("--answers", explore_.answers, "a directory that ask has written");
    explore->add_option("--export", explore_.export_to,
                        "write the page for those without the program: FILE.html or a folder");
    explore->add_option("--lives", explore_.lives, "so many lives in it (default: 200)");
    explore->add_option("--like", explore_.like,
                        "those that follow a pattern: one that is shipped, such as narrator, or a "
                        "file (default: from the narrator's way, and by lot)");
    explore->add_option("--people", explore_.people, "or these, by their numbers: 12,3400")
        ->delimiter(',')
        ->allow_extra_args(false);
    explore->add_option("--port", explore_.port, "the port to serve at (default: any)");
    explore->add_flag("--no-browser", explore_.no_browser, "open none");
    explore->add_flag("--quiet", options_.quiet, "no progress");
    commands_.emplace_back(explore, [this] { return app::explore_command(explore_, options_); });
}

void CommandLine::add_report()
{
    CLI::App* report = add_data(program_.add_subcommand(
        "report", "the page of a calibration or a study of sensitivity: what is ruled out, which "
                  "numbers matter (docs/uncertainty.md)"));
    report
        ->add_option("directory", uncertainty_.directory,
                     "of python -m counterlife calibrate or sensitivity, or a data folder")
        ->required();
    report->add_option("-o,--out", uncertainty_.out,
                       "the file to write (default: report.html in the directory)");
    commands_.emplace_back(report, [this] {
        uncertainty_.data = app::data_folder(options_.data);
        return app::report(uncertainty_, std::cout, std::cerr);
    });
}

void CommandLine::add_export()
{
    CLI::App* other = add_data(program_.add_subcommand(
        "export", "a run as another program writes it: socsim, for R (docs/formats/socsim.md)"));
    other->add_option("run", export_.run, "run directory")->required();
    other->add_option("--format", export_.format, "socsim");
    other->add_option("-o,--out", export_.out, "the files to write: NAME.opop and NAME.omar");
    commands_.emplace_back(other,
                           [this] { return app::export_run(export_, std::cout, std::cerr); });
}

void CommandLine::add_verify()
{
    CLI::App* verify = add_data(program_.add_subcommand(
        "verify", "check that the files of a run agree and that every life in it is possible"));
    verify->add_option("run", run_path_, "run directory, or one of replicates")->required();
    verify->add_flag("--quiet", options_.quiet, "no progress");
    commands_.emplace_back(verify, [this] {
        return app::verify_directory(
            {.run = run_path_, .data = app::data_folder(options_.data), .quiet = options_.quiet},
            std::cout, std::cerr);
    });
}

void CommandLine::add_lives()
{
    CLI::App* lives = add_data(program_.add_subcommand("lives", "the digest of the fixed scene"));
    commands_.emplace_back(lives, [this] { return app::lives_command(options_); });
}

void CommandLine::add_bench()
{
    CLI::App* bench =
        add_data(program_.add_subcommand("bench", "measure what a run in memory costs"));
    bench->add_option("--scale", options_.scale, "one life for so many people (default: 1:100)");
    bench->add_option("--threads", options_.threads, "default: the cores it may use");
    bench->add_option("--to", options_.to, "last year (default: 2025)");
    bench->add_option("--seed", options_.seed, "the seed of all random numbers (default: 1)");
    commands_.emplace_back(bench, [this] { return app::bench_command(options_); });
}

int CommandLine::run(int argc, char** argv)
{
    try {
        program_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (const auto wrong = no_command(program_, argc > 1 ? argv[1] : "-"); !wrong.empty()) {
            std::cerr << wrong;
            return app::bad_input;
        }
        return program_.exit(error) == 0 ? 0 : app::bad_input;
    }
    const CLI::App* chosen = program_.get_subcommands().front();
    if (const study::Complaints unknown = strangers(*chosen); !unknown.empty()) {
        std::cerr << unknown;
        return app::bad_input;
    }
    for (const auto& [command, what] : commands_)
        if (command == chosen) return what();
    return app::bad_input;
}

} // namespace

int main(int argc, char** argv)
{
    return app::run_to_its_end([&] { return CommandLine{}.run(argc, argv); });
}

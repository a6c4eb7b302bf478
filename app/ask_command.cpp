// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// counterlife ask: the questions that are shipped, each a base and versions with the same luck.

#include "app/app.h"

#include "model/claims.h"
#include "study/ask.h"
#include "study/nearest.h"
#include "study/places_file.h"
#include "study/scenario_switches.h"
#include "study/text_table.h"
#include "study/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <map>
#include <sstream>

namespace counterlife::app {

namespace {

using study::Complaints;
using study::Question;
using study::Version;

constexpr int most_replicates = 1000, most_levels = 9;

/// So many versions beside a base as a machine with a few gigabytes can hold.
std::size_t worlds_at_once(std::int64_t denominator)
{
    return static_cast<std::size_t>(std::clamp<std::int64_t>(denominator / 25, 1, 64));
}

int number_of(const std::string& text, const char* option, int least, int most,
              Complaints& complaints)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= least && value <= most)
        return value;
    complaints.found(option, study::in_quotes(text),
                     fmt::format("a whole number from {} to {}", least, most));
    return least;
}

/// One side of a comparison. Addresses of the numbers are kept, so it stays where it is made.
struct World {
    std::unique_ptr<Ready> ready;
    std::unique_ptr<study::TwinSide> side;
};

World world_of(std::unique_ptr<Ready> ready, const Ready* base)
{
    World world{.ready = std::move(ready), .side = {}};
    const study::Scenario& scenario = world.ready->scenario;
    world.side = std::make_unique<study::TwinSide>(
        study::TwinSide{.numbers = world.ready->numbers, .in_force = in_force(scenario.switches)});
    if (base) world.side->differences = study::differences_of(base->scenario, scenario);
    return world;
}

/// The numbers of a scenario made anew, with the places and orders of another.
void make_numbers(Ready& ready, const Ready& like)
{
    ready.numbers =
        model::Numbers{model::ParameterSet{ready.scenario.rows}, like.numbers.map.places,
                       ready.scenario.switches, like.numbers.orders};
}

/// A parameter at a level of its range, in every row.
void move_along_range(std::vector<model::ParameterRow>& rows, const study::HangsOn& what,
                      double level)
{
    for (model::ParameterRow& row : rows)
        if (row.name == what.parameter && (what.key.empty() || row.key == what.key))
            row.value = row.low + level * (row.high - row.low);
}

/// A level of a parameter, for a design.
struct Level {
    const study::HangsOn* what = nullptr;
    double at = 0;
};

/// Lays a version's settings and switches over a base.
std::unique_ptr<Ready> lay_over_base(const Ready& base, const Version& version,
                                     Complaints& complaints)
{
    const study::ScenarioFile& file = version.overlay;
    auto ready = std::make_unique<Ready>();
    ready->orders = base.orders;
    ready->scenario = base.scenario;
    ready->scenario.name = file.name;
    ready->scenario.description = file.description;
    for (const auto& set : file.settings) {
        const study::Reached reached =
            study::lay_over(ready->scenario.rows, set.setting, file.name);
        const double wrong = reached.least < set.spec->least ? reached.least : reached.greatest;
        if (wrong < set.spec->least || wrong > set.spec->most)
            complaints.found(study::at_line(file.file, set.line),
                             "a setting that gives " + study::number_text(wrong),
                             fmt::format("{}..{}", set.spec->least, set.spec->most));
    }
    model::RuleSwitches& switches = ready->scenario.switches;
    for (const auto& one : file.switches)
        std::erase_if(switches, [&](const auto& old) { return old.rule == one.value.rule; });
    const auto own = study::resolve_switches(std::span{&file, 1}, model::rule_names());
    switches.insert(switches.end(), own.begin(), own.end());
    ready->scenario.hash = study::resolved_hash(ready->scenario.rows, switches, ready->orders);
    return ready;
}

/// The questions that are wanted, with a base for each name of one.
class Inquiry {
public:
    Inquiry(const AskOptions& options, std::filesystem::path data)
        : options_{options}, data_{std::move(data)}
    {
    }

    /// Reads all that is shipped, and what is wanted of it, and complains of everything at once.
    void read(Complaints& complaints)
    {
        auto places = study::read_places(data_);
        if (!places) complaints.append(places.error());
        const auto rules = model::rule_names();
        const study::ScenarioChoice choice = choice_of("baseline", data_);
        const study::ScenarioScope scope{.families = choice.families,
                                         .rule_names = rules,
                                         .run_from = choice.run_from,
                                         .run_to = choice.run_to};
        const std::filesystem::path folder = options_.questions.empty()
                                                 ? data_.parent_path() / "questions"
                                                 : std::filesystem::path{options_.questions};
        all_ = study::read_questions(
            folder, scope, places ? *places : std::vector<model::PlaceFacts>{}, complaints);
        for (const Question& question : all_)
            for (const Version& version : question.versions) {
                study::complain_of_needs(std::span{&version.overlay, 1}, scope, complaints);
                study::complain_of_strict(std::span{&version.overlay, 1}, complaints);
            }
        choose(complaints);
        if (complaints.empty()) make_bases(complaints);
    }

    const std::vector<Question>& all() const { return all_; }
    const std::vector<const Question*>& wanted() const { return wanted_; }

    /// Answers to these questions, in their order and that of their versions. With a level, the
    /// parameter is there in the base and, where it has no other setting, in every version.
    std::expected<std::vector<study::Answer>, std::string>
    answer(std::span<const Question* const> questions, const Level& level,
           const study::AskRequest& request, const study::AskListener& listener,
           Complaints& complaints)
    {
        std::vector<study::Answer> answers;
        for (const auto& [name, ready] : bases_) {
            World base = world_of(moved(*ready, level), nullptr);
            std::vector<World> worlds;
            std::vector<study::AskedSide> sides;
            for (const Question* question : questions) {
                if (question->base != name) continue;
                for (std::size_t i = 0; i < question->versions.size(); ++i) {
                    auto made = make_version(question->versions[i], *base.ready, level, complaints);
                    if (!made) continue;
                    worlds.push_back(world_of(std::move(made), base.ready.get()));
                    sides.push_back({question, i, worlds.back().side.get()});
                }
            }
            if (!complaints.empty() || sides.empty()) continue;
            auto some = study::ask(*base.side, sides, request, listener);
            if (!some) return some;
            answers.insert(answers.end(), some->begin(), some->end());
        }
        std::ranges::stable_sort(answers, {}, [](const auto& one) { return one.question->id; });
        return answers;
    }

    /// Tries every version once, so that all that is wrong with them is said before a life begins.
    void try_versions(Complaints& complaints)
    {
        for (const Question* question : wanted_)
            for (const Version& version : question->versions)
                make_version(version, *bases_.at(question->base), {}, complaints);
    }

private:
    void choose(Complaints& complaints)
    {
        std::vector<std::string_view> ids{"all"};
        for (const Question& question : all_) ids.push_back(question.id);
        for (const std::string& word : options_.words) {
            bool known = word == "all";
            for (const Question& question : all_) {
                if (word != "all" && word != question.id) continue;
                known = true;
                if (std::ranges::find(wanted_, &question) == wanted_.end())
                    wanted_.push_back(&question);
            }
            if (!known)
                complaints.found("question", study::in_quotes(word),
                                 "all, or one that ./counterlife ask lists",
                                 study::nearest(word, ids));
        }
    }

    void make_bases(Complaints& complaints)
    {
        for (const Question& question : all_) {
            if (bases_.contains(question.base)) continue;
            auto ready = make_ready(question.base, data_);
            if (ready)
                bases_[question.base] = std::move(*ready);
            else
                complaints.append(ready.error());
        }
        if (!complaints.empty()) return;
        for (const Question& question : all_)
            study::check_hangs_on(question, bases_[question.base]->scenario.rows, complaints);
    }

    static std::unique_ptr<Ready> moved(const Ready& base, const Level& level)
    {
        auto ready = std::make_unique<Ready>();
        ready->scenario = base.scenario;
        ready->orders = base.orders;
        if (level.what) move_along_range(ready->scenario.rows, *level.what, level.at);
        make_numbers(*ready, base);
        return ready;
    }

    std::unique_ptr<Ready> make_version(const Version& version, const Ready& base,
                                        const Level& level, Complaints& complaints)
    {
        if (version.scenario.empty()) {
            auto ready = lay_over_base(base, version, complaints);
            if (!complaints.empty()) return nullptr;
            make_numbers(*ready, base);
            return ready;
        }
        auto ready = make_ready(version.scenario, data_);
        if (!ready) {
            complaints.append(ready.error());
            return nullptr;
        }
        if (level.what) {
            move_along_range((*ready)->scenario.rows, *level.what, level.at);
            make_numbers(**ready, base);
        }
        return std::move(*ready);
    }

    const AskOptions& options_;
    std::filesystem::path data_;
    std::vector<Question> all_;
    std::vector<const Question*> wanted_;
    std::map<std::string, std::unique_ptr<Ready>> bases_;
};

void list(const std::vector<Question>& questions)
{
    std::vector<study::TableLine> lines{{"id", "question", "versions"}};
    for (const Question& question : questions)
        lines.push_back({question.id, question.title, fmt::format("{}", question.versions.size())});
    study::print_table(lines, std::cout);
}

/// Tells of each batch and replicate by its number.
class BatchTeller {
public:
    explicit BatchTeller(const RunPlan& plan) : plan_{plan} {}

    void tell(std::size_t batch, std::size_t batches, int replicate,
              const study::Progress& progress)
    {
        if (batch != batch_ || replicate != replicate_ || !teller_)
            teller_.emplace(
                plan_.request.from, plan_.request.to,
                fmt::format("batch {} of {}, replicate {}  ", batch + 1, batches, replicate + 1),
                plan_.quiet);
        batch_ = batch;
        replicate_ = replicate;
        teller_->tell(progress);
    }

private:
    const RunPlan& plan_;
    std::size_t batch_ = 0;
    int replicate_ = -1;
    std::optional<ProgressTeller> teller_;
};

/// The answers to one question out of all.
std::vector<study::Answer> of(const Question& question, std::span<const study::Answer> answers)
{
    std::vector<study::Answer> own;
    for (const study::Answer& one : answers)
        if (one.question == &question) own.push_back(one);
    return own;
}

std::filesystem::path directory_of(const AskOptions& options)
{
    if (!options.run.out.empty()) return options.run.out;
    if (std::ranges::find(options.words, "all") == options.words.end()) return {};
    std::string scale = options.run.scale;
    std::ranges::replace(scale, ':', '-');
    return std::filesystem::path{"runs"} / fmt::format("ask-{}-seed-{}", scale, options.run.seed);
}

} // namespace

int ask_command(const AskOptions& options)
{
    Complaints complaints;
    const std::optional<RunPlan> plan = plan_of(options.run, complaints);
    const int replicates =
        number_of(options.replicates, "--replicates", 1, most_replicates, complaints);
    const int levels = options.design.empty()
                           ? 0
                           : number_of(options.design, "--design", 2, most_levels, complaints);
    const std::filesystem::path out = directory_of(options);
    std::error_code none;
    if (!out.empty() && std::filesystem::exists(out, none))
        complaints.found(out.string(), "something that exists already",
                         "a directory that does not exist yet");
    Inquiry inquiry{options, data_folder(options.run.data)};
    inquiry.read(complaints);
    if (complaints.empty()) inquiry.try_versions(complaints);
    if (!complaints.empty() || !plan) {
        std::cerr << complaints;
        return bad_input;
    }
    if (inquiry.wanted().empty()) {
        list(inquiry.all());
        return 0;
    }

    watch_for_interrupts();
    BatchTeller teller{*plan};
    const study::AskListener listener{.progress =
                                          [&](std::size_t batch, std::size_t batches, int replicate,
                                              const study::Progress& progress) {
                                              teller.tell(batch, batches, replicate, progress);
                                          },
                                      .cancelled = was_interrupted};
    const study::AskRequest request{.run = plan->request,
                                    .replicates = replicates,
                                    .worlds_at_once =
                                        worlds_at_once(plan->request.scale.denominator)};
    const auto fail = [](const std::string& why) {
        fmt::print(stderr, "{}\n", why);
        return was_interrupted() ? interrupted : failed;
    };
    const auto answers = inquiry.answer(inquiry.wanted(), {}, request, listener, complaints);
    if (!answers) return fail(answers.error());

    std::vector<study::DesignPoint> points;
    std::ostringstream text;
    for (const Question* question : inquiry.wanted()) {
        const auto own = of(*question, *answers);
        study::print_answers(*question, own, text);
        std::vector<study::DesignPoint> moved;
        for (const study::HangsOn& what : question->hangs_on)
            for (int i = 0; i < levels; ++i) {
                const Level level{&what, static_cast<double>(i) / (levels - 1)};
                auto some =
                    inquiry.answer(std::span{&question, 1}, level, request, listener, complaints);
                if (!some) return fail(some.error());
                moved.push_back({what.text(), level.at, std::move(*some)});
            }
        if (levels > 0) study::print_design(*question, own, moved, text);
        points.insert(points.end(), moved.begin(), moved.end());
        text << '\n';
    }
    if (inquiry.wanted().size() > 1)
        text << "Of twenty intervals one excludes no change by luck alone.\n";
    std::cout << text.str();
    if (out.empty()) return 0;
    if (out.has_parent_path()) std::filesystem::create_directories(out.parent_path(), none);
    if (auto done = study::write_answers(out, *answers, points, text.str()); !done)
        return fail(done.error());
    std::cout << "written to " << out.string() << "\n";
    return 0;
}

} // namespace counterlife::app

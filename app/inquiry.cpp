// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inquiry.h"

#include "app/ensemble_choice.h"
#include "model/claims.h"
#include "model/places/map.h"
#include "study/input/data_layers.h"
#include "study/input/places_file.h"
#include "study/input/scenario_switches.h"
#include "study/record/version.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/typed.h"

#include <fmt/format.h>

#include <algorithm>

namespace counterlife::app {

namespace {

using study::Complaints;
using study::Question;
using study::Version;

/// One side of a comparison. Addresses of the numbers are kept, so it stays where it is made.
struct World {
    std::unique_ptr<LoadedScenario> ready;
    std::unique_ptr<study::TwinSide> side;
};

World world_of(std::unique_ptr<LoadedScenario> ready, const LoadedScenario* base)
{
    World world{.ready = std::move(ready), .side = {}};
    const study::Scenario& scenario = world.ready->scenario;
    world.side = std::make_unique<study::TwinSide>(
        study::TwinSide{.numbers = *world.ready->numbers, .in_force = in_force(scenario.switches)});
    if (base) world.side->differences = study::differences_of(base->scenario, scenario);
    return world;
}

/// The numbers of a scenario made anew, with the places and orders of another.
void make_numbers(LoadedScenario& ready, const LoadedScenario& like)
{
    ready.numbers = std::make_unique<const model::Numbers>(
        model::ParameterSet{ready.scenario.rows}, like.numbers->map.places, ready.scenario.switches,
        like.numbers->orders);
}

/// A parameter at a level of its range, in every row.
void move_along_range(std::vector<model::ParameterRow>& rows, const study::HangsOn& what,
                      double level)
{
    for (model::ParameterRow& row : rows)
        if (row.name == what.parameter && (what.key.empty() || row.key == what.key))
            row.value = row.low + level * (row.high - row.low);
}

bool is_about(const study::Setting& setting, const study::HangsOn& what)
{
    return setting.parameter == what.parameter &&
           (setting.key.empty() || what.key.empty() || setting.key == what.key);
}

/// Whether a version of the question is about this parameter: then a design moves what the versions
/// set, and the base stays as it is.
bool is_set_by_a_version(const Question& question, const study::HangsOn& what)
{
    return std::ranges::any_of(question.versions, [&](const Version& version) {
        return std::ranges::any_of(version.overlay.settings,
                                   [&](const auto& set) { return is_about(set.setting, what); });
    });
}

/// The version with what it sets of a parameter at a level of the parameter's range.
Version with_own_setting_moved(Version version, const LoadedScenario& base, const Level& level)
{
    for (auto& set : version.overlay.settings) {
        if (!is_about(set.setting, *level.what)) continue;
        const auto row = std::ranges::find_if(base.scenario.rows, [&](const auto& one) {
            return one.name == set.setting.parameter &&
                   (set.setting.key.empty() || one.key == set.setting.key);
        });
        if (row == base.scenario.rows.end()) continue;
        set.setting.factor.reset();
        set.setting.value = row->low + level.at * (row->high - row->low);
    }
    return version;
}

/// Lays a version's settings and switches over a base.
std::unique_ptr<LoadedScenario> lay_over_base(const LoadedScenario& base, const Version& version,
                                              Complaints& complaints)
{
    const study::ScenarioFile& file = version.overlay;
    auto ready = std::make_unique<LoadedScenario>();
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
    ready->scenario.hash = study::resolved_hash(ready->scenario.rows, switches, ready->orders,
                                                base.numbers->map.places);
    return ready;
}

/// All that a replicate of a version depends on, in one line: the program, the run, both worlds,
/// and whom and what the question asks about.
std::string key_of(const study::RunRequest& run, const study::Walk* like,
                   const LoadedScenario& base, const LoadedScenario& version,
                   const Question& question)
{
    std::string people = like ? like->pattern.text : study::all_words_of(question);
    std::ranges::replace_if(people, [](char one) { return one == '\n' || one == '\r'; }, ' ');
    std::string outcomes;
    for (const std::size_t one : question.outcomes)
        outcomes += fmt::format(" {}", study::question_outcomes()[one]->name);
    std::error_code none;
    const auto built = std::filesystem::last_write_time("/proc/self/exe", none);
    return fmt::format("{} {} {} seed {} scale {} days {} {} base {} version {} of {}; "
                       "{} by {};{}",
                       study::program_version(), study::program_commit(),
                       built.time_since_epoch().count(), run.seed, run.scale.denominator,
                       run.from.count(), run.to.count(), base.scenario.hash, version.scenario.hash,
                       people, question.main, question.split, outcomes);
}

/// The base with a parameter at a level of its range.
std::unique_ptr<LoadedScenario> moved(const LoadedScenario& base, const Level& level)
{
    auto ready = std::make_unique<LoadedScenario>();
    ready->scenario = base.scenario;
    ready->orders = base.orders;
    if (level.what) move_along_range(ready->scenario.rows, *level.what, level.at);
    make_numbers(*ready, base);
    return ready;
}

} // namespace

void Inquiry::read(Complaints& complaints)
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
                                             ? study::beside_data(data_, "questions")
                                             : std::filesystem::path{options_.questions};
    all_ = study::read_questions(folder, scope, places ? *places : std::vector<model::PlaceFacts>{},
                                 complaints);
    for (const Question& question : all_)
        for (const Version& version : question.versions) {
            study::complain_of_needs(std::span{&version.overlay, 1}, scope, complaints);
            study::complain_of_strict(std::span{&version.overlay, 1}, complaints);
        }
    choose(complaints);
    if (complaints.empty()) make_bases(complaints);
}

struct Inquiry::Worlds {
    // Addresses of sides are kept: what they are in stays where it is.
    std::vector<std::unique_ptr<World>> all;
    std::vector<study::AskedWorlds> members;
};

void Inquiry::add_worlds(std::span<const Question* const> questions, const std::string& base,
                         std::size_t member, const Level& level, const study::RunRequest& run,
                         Worlds& worlds, Complaints& complaints) const
{
    const LoadedScenario& ready = *bases().at(base)[member];
    // With a level there is one question, and its versions may set the parameter themselves.
    const bool theirs = level.what && is_set_by_a_version(*questions.front(), *level.what);
    const auto keep = [&](World world) -> const World& {
        return *worlds.all.emplace_back(std::make_unique<World>(std::move(world)));
    };
    const World& own_base = keep(world_of(moved(ready, theirs ? Level{} : level), nullptr));
    study::AskedWorlds asked{.base = own_base.side.get(), .sides = {}};
    if (const auto walks = walks_.find(base); walks != walks_.end())
        asked.like = &walks->second[member];
    if (ensemble_) asked.weight = ensemble_->members[member].weight;
    for (const Question* question : questions) {
        if (question->base != base) continue;
        for (std::size_t i = 0; i < question->versions.size(); ++i) {
            const Version& version = question->versions[i];
            auto made = theirs
                            ? make_version(with_own_setting_moved(version, *own_base.ready, level),
                                           *own_base.ready, {}, member, complaints)
                            : make_version(version, ready, level, member, complaints);
            if (!made) continue;
            std::string key = key_of(run, asked.like, ready, *made, *question);
            asked.sides.push_back({.question = question,
                                   .version = i,
                                   .side = keep(world_of(std::move(made), &ready)).side.get(),
                                   .key = std::move(key),
                                   .member = ensemble_ ? ensemble_->members[member].number : 0});
        }
    }
    worlds.members.push_back(std::move(asked));
}

std::expected<std::vector<study::Answer>, std::string>
Inquiry::answer(std::span<const Question* const> questions, const Level& level,
                const study::AskRequest& request, const study::AskListener& listener,
                Complaints& complaints) const
{
    std::vector<study::Answer> answers;
    for (const auto& [name, ready] : bases()) {
        if (std::ranges::none_of(questions, [&](const Question* one) { return one->base == name; }))
            continue;
        Worlds worlds;
        for (std::size_t member = 0; member < ready.size(); ++member)
            add_worlds(questions, name, member, level, request.run, worlds, complaints);
        if (!complaints.empty()) continue;
        auto some = study::ask(worlds.members, request, listener);
        if (!some) return some;
        answers.insert(answers.end(), some->begin(), some->end());
    }
    std::ranges::stable_sort(answers, {}, [](const auto& one) { return one.question->id; });
    return answers;
}

void Inquiry::take_people_of(const study::Pattern& pattern, const study::RunRequest& run,
                             Complaints& complaints)
{
    for (const auto& [name, members] : bases())
        for (const auto& ready : members) {
            if (walks_.empty()) study::check_walk(pattern, ready->numbers->map, complaints);
            walks_[name].push_back({.name = std::filesystem::path{options_.like}.stem().string(),
                                    .pattern = pattern,
                                    .base = {.seed = run.seed,
                                             .replicate = run.replicate,
                                             .from = run.from,
                                             .to = run.to,
                                             .parameters = ready->scenario.rows}});
        }
}

void Inquiry::try_versions(Complaints& complaints) const
{
    for (const Question* question : wanted_)
        for (const Version& version : question->versions)
            make_version(version, *bases_.at(question->base).front(), {}, 0, complaints);
}

const std::map<std::string, Inquiry::Bases>& Inquiry::bases() const
{
    return ensemble_ ? member_bases_ : bases_;
}

void Inquiry::take_members(study::Ensemble ensemble, Complaints& complaints)
{
    const auto need = [&](const std::string& scenario) {
        if (grounds_.contains(scenario)) return;
        auto ground = study::read_ground(scenario, data_);
        if (!ground) return; // Complained of by whoever reads the scenarios.
        try_members(ensemble, *ground, complaints);
        grounds_[scenario] = std::move(*ground);
    };
    for (const Question* question : wanted_) {
        need(question->base);
        for (const Version& version : question->versions)
            if (!version.scenario.empty()) need(version.scenario);
    }
    if (!complaints.empty()) return;
    ensemble_ = std::move(ensemble);
    make_member_bases(complaints);
    for (const Question* question : wanted_)
        for (const Version& version : question->versions)
            if (version.scenario.empty())
                try_overlay(version, member_bases_.at(question->base), complaints);
}

void Inquiry::make_member_bases(Complaints& complaints)
{
    for (const Question* question : wanted_) {
        if (member_bases_.contains(question->base)) continue;
        Bases& bases = member_bases_[question->base];
        for (const study::EnsembleMember& member : ensemble_->members) {
            auto ready = study::make_ready(grounds_.at(question->base), &*ensemble_, &member);
            if (ready)
                bases.push_back(std::move(*ready));
            else
                complaints.append(ready.error());
        }
    }
}

void Inquiry::try_overlay(const Version& version, const Bases& bases, Complaints& complaints) const
{
    for (std::size_t i = 0; i < bases.size(); ++i) {
        Complaints found;
        lay_over_base(*bases[i], version, found);
        for (const study::Complaint& one : found.list())
            complaints.add(one.where, one.what + ", under " +
                                          study::member_text(*ensemble_, ensemble_->members[i]));
    }
}

void Inquiry::choose(Complaints& complaints)
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
                             "all, or one that " + study::typed("ask") + " lists",
                             study::nearest(word, ids));
    }
}

void Inquiry::make_bases(Complaints& complaints)
{
    for (const Question& question : all_) {
        if (bases_.contains(question.base)) continue;
        auto ready = load_scenario(question.base, data_);
        if (ready)
            bases_[question.base].push_back(std::move(*ready));
        else
            complaints.append(ready.error());
    }
    if (!complaints.empty()) return;
    for (const Question& question : all_)
        study::check_hangs_on(question, bases_[question.base].front()->scenario.rows, complaints);
}

std::unique_ptr<LoadedScenario> Inquiry::make_version(const Version& version,
                                                      const LoadedScenario& base,
                                                      const Level& level, std::size_t member,
                                                      Complaints& complaints) const
{
    if (version.scenario.empty()) {
        auto ready = lay_over_base(base, version, complaints);
        if (!complaints.empty()) return nullptr;
        make_numbers(*ready, base);
        return ready;
    }
    auto ready = ensemble_ ? study::make_ready(grounds_.at(version.scenario), &*ensemble_,
                                               &ensemble_->members[member])
                           : load_scenario(version.scenario, data_);
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

} // namespace counterlife::app

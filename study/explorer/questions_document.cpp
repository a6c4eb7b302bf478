// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The questions, what their answers hang on, and the answers that were kept.

#include "model/claims.h"
#include "study/explorer/opened.h"
#include "study/input/load_scenario.h"
#include "study/input/parameter_files.h"
#include "study/questions/answers_reading.h"
#include "study/questions/questions_file.h"
#include "study/text/json.h"
#include "study/twins/twin_report.h"

#include <fmt/format.h>

#include <algorithm>

namespace counterlife::study::explorer {
namespace {

/// The rows of the run's numbers that the answer hangs on.
std::string hangs_on_json(const Question& question, const RunDescription& run)
{
    Json list{'['};
    for (const HangsOn& what : question.hangs_on)
        for (const model::ParameterRow& row : run.parameters) {
            if (row.name != what.parameter || (!what.key.empty() && row.key != what.key)) continue;
            Json json{'{'};
            json.field("name", json_word(row.name));
            json.field("key", json_word(row.key));
            json.field("value", json_number(row.value));
            json.field("unit", json_word(row.unit));
            json.field("low", json_number(row.low));
            json.field("high", json_number(row.high));
            json.field("kind", json_word(kind_text(row.kind)));
            json.field("from", row.from ? json_day(*row.from) : "null");
            json.field("to", row.to ? json_day(*row.to) : "null");
            list.item(json.done());
        }
    return list.done();
}

std::string version_json(const Version& version)
{
    Json json{'{'}, claims{'['};
    json.field("name", json_word(version.name));
    json.field("says", json_word(version.says));
    json.field("scenario", json_word(version.scenario));
    Json settings{'['};
    for (const auto& set : version.overlay.settings)
        settings.item(json_word(set.setting.key.empty()
                                    ? set.setting.parameter
                                    : set.setting.parameter + "/" + set.setting.key));
    for (const auto& one : version.overlay.switches) claims.item(json_word(one.value.rule));
    json.field("sets", settings.done());
    json.field("switches", claims.done());
    return json.done();
}

std::string outcome_json(std::size_t at)
{
    const Outcome& outcome = *question_outcomes()[at];
    Json json{'{'};
    json.field("outcome", json_word(outcome.name));
    json.field("unit", json_word(outcome.unit));
    json.field("says", json_word(outcome.description));
    return json.done();
}

/// The claims that the versions switch.
std::vector<std::string> claims_of(const Question& question)
{
    std::vector<std::string> claims;
    for (const Version& version : question.versions)
        for (const auto& one : version.overlay.switches)
            if (model::find_claim(one.value.rule) != nullptr &&
                std::ranges::find(claims, one.value.rule) == claims.end())
                claims.push_back(one.value.rule);
    return claims;
}

/// A pattern that finds the people of a question in a run, and whether it says all of them: what
/// happened to them in the base it can say of one event only.
struct PeoplePattern {
    std::string text;
    bool is_whole = true;
};

PeoplePattern pattern_of(const Population& population, const std::vector<model::PlaceFacts>& places)
{
    PeoplePattern pattern;
    pattern.text = !population.sex                       ? "people"
                   : *population.sex == model::Sex::male ? "men"
                                                         : "women";
    if (population.born_from)
        pattern.text += fmt::format(" born {}..{}", *population.born_from, *population.born_to);
    for (std::size_t i = 0; i < population.born_in.size(); ++i) {
        const std::string& name = population.born_in[i];
        const bool place =
            std::ranges::find(places, name, &model::PlaceFacts::name) != places.end();
        const std::string word = place ? " birthplace " : " birthprovince ";
        pattern.text += (i == 0 ? word : " or ") + "\"" + name + "\"";
    }
    pattern.is_whole = !population.party_family && population.never.empty() &&
                       population.both.empty() && population.ever.size() <= 1;
    if (population.ever.size() != 1) return pattern;
    const model::Rule* rule = question_outcomes()[population.ever.front()]->ever;
    if (rule == nullptr)
        pattern.is_whole = false;
    else
        pattern.text += "; " + std::string{rule->name};
    return pattern;
}

std::string answers_json(const Question& question, std::span<const Answer> answers)
{
    Json list{'['};
    for (const Answer& answer : answers) {
        if (answer.question != &question) continue;
        std::vector<EffectRow> rows = answer.rows;
        rows.insert(rows.end(), answer.parts.begin(), answer.parts.end());
        rows.insert(rows.end(), answer.wider.begin(), answer.wider.end());
        Json json{'{'};
        json.field("version", json_word(answer.asked().name));
        json.field("verdict", json_word(word(telling_of(answer.main()))));
        json.field("sentence", json_word(sentence_of(answer)));
        json.field("people", json_word(answer.people));
        json.field("replicates", std::to_string(answer.replicates));
        json.field("effects", effects_json(rows));
        list.item(json.done());
    }
    return list.done();
}

std::string question_json(const Question& question, const Opened& opened,
                          std::span<const Answer> answers)
{
    const PeoplePattern pattern = pattern_of(question.population, opened.places);
    Json json{'{'};
    json.field("id", json_word(question.id));
    json.field("title", json_word(question.title));
    json.field("reading", json_word(question.reading));
    json.field("base", json_word(question.base));
    json.field("people", json_word(people_of(question)));
    json.field("wider_people",
               question.about.narrows() ? json_word(words_of(question.population)) : "null");
    json.field("pattern", json_word(pattern.text));
    json.field("pattern_is_whole",
               pattern.is_whole && !question.about.narrows() ? "true" : "false");
    json.field("more", json_word(question.more));
    json.field("less", json_word(question.less));
    json.field("main", outcome_json(question.main));
    json.field("outcomes", json_list(question.outcomes, outcome_json));
    json.field("split", json_word(question.split));
    json.field("versions", json_list(question.versions, version_json));
    json.field("claims", json_list(claims_of(question), json_word));
    json.field("hangs_on", hangs_on_json(question, opened.here.description()));
    json.field("answers", answers_json(question, answers));
    return json.done();
}

/// A table of the folder of answers; null where there is none.
std::string kept_json(const std::filesystem::path& folder, const char* file, Complaints& complaints)
{
    std::error_code error;
    if (folder.empty() || !std::filesystem::exists(folder / file, error)) return "null";
    return csv_json(folder / file, complaints);
}

} // namespace

Document questions_document(Opened& opened)
{
    Complaints complaints;
    const DocumentsRequest& request = opened.request;
    const ScenarioChoice choice = choice_of("baseline", request.data);
    const auto rules = model::rule_names();
    const ScenarioScope scope{.families = choice.families,
                              .rule_names = rules,
                              .run_from = choice.run_from,
                              .run_to = choice.run_to};
    const auto questions = read_questions(request.questions, scope, opened.places, complaints);
    std::vector<Answer> answers;
    if (!request.answers.empty()) answers = read_answers(request.answers, questions, complaints);
    const std::string design = kept_json(request.answers, "design.csv", complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    Json json{'{'};
    json.field("format", "1");
    json.field("questions", json_list(questions, [&](const Question& question) {
                   return question_json(question, opened, answers);
               }));
    json.field("design", design);
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer

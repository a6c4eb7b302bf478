// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/rules_command.h"

#include "model/nation.h"
#include "study/account/rules_page.h"
#include "study/input/switch_names.h"
#include "study/record/read_run.h"
#include "study/text/about.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/text_table.h"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <utility>

namespace counterlife::app {
namespace {

/// What a run counted, or complaints.
std::optional<CountedRun> counted_run(const std::filesystem::path& dir, Complaints& complaints)
{
    if (dir.empty()) return std::nullopt;
    const auto run = open_run(dir);
    if (!run) {
        complaints.append(run.error());
        return std::nullopt;
    }
    const auto series = read_series(dir);
    if (!series) {
        complaints.append(series.error());
        return std::nullopt;
    }
    CountedRun counted{.name = dir.generic_string(),
                       .persons_per_life = run->description.scale_denominator,
                       .firings = firings_of(*series)};
    if (counted.firings.by_rule.empty())
        complaints.found(dir.generic_string(), "a run without the measure events_by_rule",
                         "a run of this version of the program; run it again");
    return counted;
}

void list_rules(const RulesRequest& request, const RulesMaterial& material, std::ostream& out)
{
    TableLine head{"rule"};
    if (material.run) head.emplace_back("events");
    head.insert(head.end(), {"claims", "says"});
    std::vector<TableLine> lines{std::move(head)};
    for (const RuleFacts& rule : request.rules) {
        TableLine& line = lines.emplace_back(TableLine{rule.name});
        if (material.run) line.push_back(std::to_string(material.run->firings.total(rule.name)));
        line.push_back(list_text(rule.answers));
        line.push_back(rule.says);
    }
    print_table(lines, out);
}

void list_claims(const RulesMaterial& material, std::ostream& out)
{
    std::vector<TableLine> lines(1, TableLine{"claim", "state", "switch", "title"});
    for (const model::ClaimFacts& claim : model::claim_facts) {
        const ClaimRow* row = material.claims.find(claim.id);
        lines.push_back({std::string{claim.id}, std::string{state_text(claim)},
                         switch_text(material.scenario.switches, claim.id),
                         row == nullptr ? "" : row->title});
    }
    print_table(lines, out);
    if (!material.claims.is_there)
        out << "\nThe titles are missing: " << material.claims.path << " is not there.\n";
}

} // namespace

std::expected<ToldRules, Complaints> rules_of(const RulesRequest& request)
{
    const ScenarioChoice& choice = request.choice;
    Complaints complaints;
    auto scenario =
        read_scenario(choice.scenario, choice.data_dir, choice.scenario_dir, choice.families,
                      choice.rule_names, choice.run_from, choice.run_to);
    if (!scenario) complaints.append(scenario.error());
    ToldRules told{.material = {.claims = read_claims(choice.data_dir, complaints),
                                .run = counted_run(request.run, complaints)},
                   .rules = {},
                   .claims = {}};
    const bool all = request.word.empty();
    const auto word = std::ranges::find(request.rules, request.word, &RuleFacts::name);
    const model::ClaimFacts* claim = model::find_claim(in_capitals(request.word));
    if (!all && word == request.rules.end() && claim == nullptr)
        complaints.found("rules", in_quotes(request.word), "a rule's name or a claim's id",
                         nearest_rule_or_claim(request.word, choice.rule_names));
    if (!complaints.empty()) return std::unexpected(std::move(complaints));
    told.material.scenario = std::move(*scenario);
    const auto answers = [](const RuleFacts& rule, std::string_view id) {
        return std::ranges::find(rule.answers, id) != rule.answers.end();
    };
    for (const RuleFacts& rule : request.rules)
        if (all || rule.name == request.word || (claim != nullptr && answers(rule, claim->id)))
            told.rules.push_back(&rule);
    for (const model::ClaimFacts& one : model::claim_facts)
        if (all || &one == claim || (word != request.rules.end() && answers(*word, one.id)))
            told.claims.push_back(&one);
    return told;
}

int rules(const RulesRequest& request, std::ostream& out, std::ostream& err)
{
    const auto told = rules_of(request);
    if (!told) {
        err << told.error();
        return 2;
    }
    const RulesMaterial& material = told->material;
    const model::ClaimFacts* claim = model::find_claim(in_capitals(request.word));
    const auto rule = std::ranges::find(request.rules, request.word, &RuleFacts::name);
    if (request.word.empty()) {
        list_rules(request, material, out);
        out << '\n';
        list_claims(material, out);
    } else if (rule != request.rules.end()) {
        print_rule(*rule, material, out);
    } else if (claim != nullptr) {
        print_claim(*claim, request.rules, material, out);
    }
    study::print_labelled("", study::about, out << '\n');
    return 0;
}

} // namespace counterlife::app

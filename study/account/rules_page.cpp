// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/rules_page.h"

#include "study/input/parameter_files.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/text_table.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <vector>

namespace counterlife::study::account {
namespace {

using model::ClaimFacts;
using model::ParameterRow;

std::string words_of(const std::set<std::string>& words)
{
    const std::vector<std::string> list{words.begin(), words.end()};
    return list_text(list);
}

/// The parameters that are called by one of the names, or cite one of them.
void print_numbers_of(std::span<const std::string> names, const Scenario& scenario,
                      std::ostream& out)
{
    const model::ParameterSet set{scenario.rows};
    std::vector<TableLine> lines(1, TableLine{"number", "keys", "value", "unit", "kind"});
    std::vector<ParameterRow> cited;
    std::ranges::copy_if(set.rows(), std::back_inserter(cited), [&](const ParameterRow& row) {
        return std::ranges::any_of(names, [&](const std::string& name) {
            return row.name == name || row.source.contains(name) || row.note.contains(name);
        });
    });
    for (auto from = cited.begin(); from != cited.end();) {
        const auto to = std::find_if(
            from, cited.end(), [&](const ParameterRow& row) { return row.name != from->name; });
        const auto [least, most] =
            std::ranges::minmax(std::span{from, to}, {}, &ParameterRow::value);
        std::set<std::string> keys, kinds;
        for (const ParameterRow& row : std::span{from, to}) {
            keys.insert(row.key);
            kinds.emplace(kind_text(row.kind));
        }
        const std::string range = number_text(least.value) + ".." + number_text(most.value);
        lines.push_back({from->name, std::to_string(keys.size()),
                         least.value == most.value ? number_text(least.value) : range, from->unit,
                         words_of(kinds)});
        from = to;
    }
    if (lines.size() == 1)
        out << "\nNo number cites it.\n";
    else
        print_table(lines, out << '\n');
}

void print_run(std::span<const std::string> rules, const RulesMaterial& material, std::ostream& out)
{
    if (!material.run || rules.empty()) return;
    out << "\nIn " << material.run->name << ", in simulated lives (one for "
        << material.run->persons_per_life << " persons), by year:\n\n";
    print_firings(material.run->firings, rules, out);
}

std::string possible_text(const ClaimFacts* claim)
{
    if (claim != nullptr && claim->absolute) return "off, on, strict, soft, or from and to a day";
    return "off, on, or from and to a day";
}

/// What a switch can be and how the scenario has put it.
void print_switch(std::string_view name, const ClaimFacts* claim, const RulesMaterial& material,
                  std::ostream& out)
{
    const std::string put = switch_text(material.scenario.switches, name);
    print_labelled("switch",
                   put == "none" ? "none: " + std::string{state_text(*claim)}
                                 : put + " in scenario " + material.scenario.name + "; can be " +
                                       possible_text(claim),
                   out);
}

std::string basis_text(const ClaimRow& row)
{
    return row.basis +
           (row.confidence.empty() ? "" : ", read with " + row.confidence + " confidence");
}

/// What the file of claims says of a claim.
void print_told(const ClaimFacts& claim, const RulesMaterial& material, std::ostream& out)
{
    const ClaimRow* row = material.claims.find(claim.id);
    if (row == nullptr) {
        print_labelled("says",
                       material.claims.path +
                           (material.claims.is_there ? " does not have it" : " is not there"),
                       out);
        return;
    }
    print_labelled("says", row->says, out);
    print_labelled("told as", row->kind, out);
    print_labelled("basis", basis_text(*row), out);
    print_labelled("because", row->because, out);
}

} // namespace

std::string list_text(std::span<const std::string> words)
{
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

std::string_view state_text(const ClaimFacts& claim)
{
    switch (claim.built) {
    case model::Built::here:
        return "built";
    case model::Built::emerges:
        return "emerges from other rules";
    default:
        return "not built yet";
    }
}

std::string switch_text(const model::RuleSwitches& switches, std::string_view name)
{
    const ClaimFacts* claim = model::find_claim(name);
    if (claim != nullptr && claim->built != model::Built::here) return "none";
    const model::RuleSwitch always;
    const auto at = std::ranges::find(switches, name, &model::RuleSwitch::rule);
    const model::RuleSwitch& one = at == switches.end() ? always : *at;
    if (one.from >= one.to) return "off";
    const bool is_strict = claim != nullptr && claim->absolute;
    std::string text = one.soft ? "soft" : is_strict ? "strict" : "on";
    if (one.from != always.from || one.to != always.to)
        text += " " + period_text(one.from == always.from ? std::nullopt : std::optional{one.from},
                                  one.to == always.to ? std::nullopt : std::optional{one.to});
    return text;
}

void print_rule(const RuleFacts& rule, const RulesMaterial& material, std::ostream& out)
{
    out << rule.name << '\n';
    print_labelled("says", rule.says, out);
    for (const std::string& id : rule.answers) {
        const ClaimRow* row = material.claims.find(id);
        print_labelled("answers",
                       row == nullptr ? id : id + " " + row->title + ": " + basis_text(*row), out);
    }
    if (!rule.answers.empty() && !material.claims.is_there)
        print_labelled("basis", material.claims.path + " is not there", out);
    print_switch(rule.name, nullptr, material, out);
    std::vector<std::string> names{rule.name};
    names.insert(names.end(), rule.answers.begin(), rule.answers.end());
    print_numbers_of(names, material.scenario, out);
    print_run(std::span{names}.first(1), material, out);
}

void print_claim(const ClaimFacts& claim, std::span<const RuleFacts> rules,
                 const RulesMaterial& material, std::ostream& out)
{
    const std::string id{claim.id};
    const ClaimRow* row = material.claims.find(id);
    out << id << (row == nullptr ? "" : " " + row->title) << '\n';
    print_told(claim, material, out);
    print_labelled("state", state_text(claim), out);
    print_switch(id, &claim, material, out);
    std::vector<TableLine> lines(1, TableLine{"rule", "says"});
    std::vector<std::string> names;
    for (const RuleFacts& rule : rules) {
        if (std::ranges::find(rule.answers, id) == rule.answers.end()) continue;
        names.push_back(rule.name);
        lines.push_back({rule.name, rule.says});
    }
    if (names.empty())
        out << "\nNo rule answers it.\n";
    else
        print_table(lines, out << '\n');
    print_numbers_of(std::span{&id, 1}, material.scenario, out);
    print_run(names, material, out);
}

} // namespace counterlife::study::account

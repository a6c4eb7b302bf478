// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/scenario_switches.h"

#include "model/claims.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace counterlife::study::input {
namespace {

using model::RuleSwitch;
using Files = std::span<const ScenarioFile>;

constexpr std::string_view share_of_exceptions = "exceptions.share";

struct LastWord {
    const ScenarioFile* file = nullptr;
    const ScenarioFile::Switch* said = nullptr; ///< null where no file says anything
};

LastWord last_word(Files youngest_first, std::string_view name)
{
    for (const ScenarioFile& file : youngest_first)
        for (const ScenarioFile::Switch& one : file.switches)
            if (one.value.rule == name) return {.file = &file, .said = &one};
    return {};
}

bool changes_something(const RuleSwitch& one)
{
    const RuleSwitch always;
    return one.soft || one.from != always.from || one.to != always.to;
}

std::string span_text(const RuleSwitch& one)
{
    if (one.from >= one.to) return "switched off";
    const RuleSwitch always;
    return "in force only " +
           period_text(one.from == always.from ? std::nullopt : std::optional{one.from},
                       one.to == always.to ? std::nullopt : std::optional{one.to});
}

} // namespace

model::RuleSwitches resolve_switches(Files youngest_first, std::span<const std::string> rule_names)
{
    model::RuleSwitches result;
    const auto take = [&](std::string_view name) {
        const LastWord last = last_word(youngest_first, name);
        if (last.said != nullptr && changes_something(last.said->value))
            result.push_back(last.said->value);
    };
    for (const std::string& rule : rule_names) take(rule);
    for (const model::ClaimFacts& claim : model::claim_facts) take(claim.id);
    return result;
}

void complain_of_needs(Files youngest_first, const ScenarioScope& scope, Complaints& complaints)
{
    for (const ScenarioFile& needy : youngest_first)
        for (const ScenarioFile::Need& need : needy.needs) {
            const LastWord last = last_word(youngest_first, need.name);
            if (last.said == nullptr) continue;
            const RuleSwitch& one = last.said->value;
            if (one.from <= scope.run_from && one.to >= scope.run_to) continue;
            complaints.found(at_line(last.file->file, last.said->line),
                             in_quotes(need.name) + " " + span_text(one) + ", which scenario " +
                                 in_quotes(needy.name) + " needs (" +
                                 at_line(needy.file, need.line) + ")",
                             "in force on all days of the run");
        }
}

void complain_of_strict(Files youngest_first, Complaints& complaints)
{
    for (std::size_t i = 0; i < youngest_first.size(); ++i)
        for (const ScenarioFile::Set& set : youngest_first[i].settings) {
            if (set.setting.parameter != share_of_exceptions) continue;
            // As this file has it: those that inherit it may say otherwise.
            const LastWord last = last_word(youngest_first.subspan(i), set.setting.key);
            if (last.said == nullptr || !last.said->strict) continue;
            complaints.found(at_line(youngest_first[i].file, set.line),
                             "a share of exceptions to " + in_quotes(set.setting.key) +
                                 ", which is strict (" + at_line(last.file->file, last.said->line) +
                                 ")",
                             "exceptions to a claim that is soft");
        }
}

} // namespace counterlife::study::input

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/rule_checks.h"

#include "model/journal/record.h"

#include <algorithm>
#include <string>

namespace counterlife::study::audit {
namespace {

constexpr std::array<std::string_view, aspects> aspect_words{"least_age",
                                                             "greatest_age",
                                                             "sex",
                                                             "from",
                                                             "where",
                                                             "arrives: where the person is",
                                                             "other",
                                                             "other_must alive_when_sent",
                                                             "other_must dead",
                                                             "other_must man",
                                                             "other_must woman",
                                                             "other_must reachable",
                                                             "other_must not_mourned",
                                                             "other_must dead_at_most",
                                                             "while",
                                                             "after",
                                                             "days_since",
                                                             "again",
                                                             "leaves"};

bool same_events(const EventKind& a, const EventKind& b)
{
    return a.rule == b.rule && a.means == b.means && a.part == b.part && a.value == b.value;
}

const model::Part* age_part_of(const model::Rule& rule)
{
    const model::Record* record = rule.beside.record;
    if (record == nullptr) return nullptr;
    const auto at = std::ranges::find(record->parts, std::string_view{"age"}, &model::Part::name);
    return at == record->parts.end() ? nullptr : &*at;
}

} // namespace

AllChecks::AllChecks(const Grammar& grammar, Findings& findings)
{
    for (const model::Rule* rule : model::Nation::rules()) {
        by_name_.emplace(rule->name, all_.size());
        all_.push_back({.rule = rule, .age = age_part_of(*rule)});
    }
    const auto checks_of = [&](const model::Rule* rule) -> RuleChecks& {
        return all_[by_name_.at(rule->name)];
    };
    const auto number_of = [&](const EventKind& events) {
        RuleChecks& checks = checks_of(events.rule);
        for (const Milestone& each : checks.milestones)
            if (same_events(each.events, events)) return each.number;
        checks.milestones.push_back({events, static_cast<std::uint32_t>(milestones_++)});
        return checks.milestones.back().number;
    };
    for (const GrammarRow& row : grammar.rows) {
        RowCheck check{.row = &row, .number = static_cast<std::uint32_t>(rows_++)};
        for (const EventKind& events : row.after) check.after.push_back(number_of(events));
        for (std::size_t i = 0; i < aspects; ++i)
            check.findings[i] = findings.row(row.name, std::string{aspect_words[i]});
        auto& rows = checks_of(row.events.rule).rows;
        rows.insert(row.is_whole() ? rows.begin() : rows.end(), std::move(check));
    }
    for (std::size_t i = 0; i < grammar.spells.size(); ++i)
        for (const bool opens : {true, false})
            for (const EventKind& events :
                 opens ? grammar.spells[i].opens : grammar.spells[i].closes)
                checks_of(events.rule)
                    .spells.push_back({events, static_cast<std::uint8_t>(i), opens});
}

std::uint16_t AllChecks::number_of(std::string_view rule) const
{
    const auto at = by_name_.find(rule);
    if (at == by_name_.end() || all_[at->second].rows.empty()) return unknown;
    return static_cast<std::uint16_t>(at->second);
}

} // namespace counterlife::study::audit

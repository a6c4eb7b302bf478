// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/watch.h"

#include "model/nation.h"
#include "model/stage_codes.h"
#include "study/audit/grounds.h"

#include <algorithm>

namespace counterlife::study::audit {

/// The rows by the number of their rule, and the kinds of ground by place.
struct EventWatch::Known {
    std::vector<std::vector<GrammarRow>> rows;
    std::vector<Bits> grounds;
};

EventWatch::EventWatch(const Grammar& grammar, std::span<const model::PlaceFacts> places)
{
    auto known = std::make_shared<Known>();
    const auto rules = model::Nation::rules();
    known->rows.resize(rules.size());
    for (const GrammarRow& row : grammar.rows) {
        const auto at = std::ranges::find(rules, row.events.rule);
        known->rows[static_cast<std::size_t>(at - rules.begin())].push_back(row);
    }
    for (const model::PlaceFacts& place : places) known->grounds.push_back(grounds_of(place));
    known_ = std::move(known);
}

namespace {

std::string stage_name(model::Stage stage)
{
    const auto at = std::ranges::find(model::stage_codes, static_cast<std::int32_t>(stage),
                                      &model::Code::value);
    return std::string{at->name};
}

std::string complaint_of(const GrammarRow& row, Bits ground, const model::Life& before,
                         const model::Life& after, engine::Day day)
{
    const int age = engine::completed_years(before.born, day);
    const std::string aged = " at the age of " + std::to_string(age);
    if (row.least_age != no_number && age < row.least_age)
        return aged + ", below least_age " + std::to_string(row.least_age);
    if (row.greatest_age != no_number && age > row.greatest_age)
        return aged + ", above greatest_age " + std::to_string(row.greatest_age);
    if (row.sex && before.sex != *row.sex) return " for the other sex";
    if (row.where != 0 && (row.where & ground) == 0) return " elsewhere than in where";
    const model::Stage from = before.career.stage, to = after.career.stage;
    if (row.from != 0 && !has(row.from, from))
        return " from the stage " + stage_name(from) + ", which is not in from";
    const bool says = row.is_whole() || row.leaves != 0 || row.dies;
    const bool stays = to == from && (row.leaves_same || row.dies);
    if (says && !stays && !has(row.leaves, to))
        return " into the stage " + stage_name(to) + ", which is not in leaves";
    return {};
}

} // namespace

std::string EventWatch::operator()(const model::Life& before, const model::Life& after,
                                   const engine::Event& event) const
{
    for (const GrammarRow& row : known_->rows[event.rule]) {
        if (!row.events.is(event.detail)) continue;
        const std::string complaint =
            complaint_of(row, known_->grounds[event.place], before, after, event.day);
        if (!complaint.empty())
            return "happens" + complaint + " of the grammar, line " + std::to_string(row.line) +
                   " of data/grammar/rules.csv";
    }
    return {};
}

} // namespace counterlife::study::audit

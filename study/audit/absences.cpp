// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/absences.h"

#include <algorithm>

namespace counterlife::study::audit {
namespace {

using engine::Day;
using engine::Days;

bool is_away(model::Stage stage) noexcept
{
    return stage == model::Stage::soldier || stage == model::Stage::detained ||
           (stage >= model::first_stage_of_exile && stage != model::Stage::seeking);
}

} // namespace

Absences::Absences(Findings& findings)
    : findings_{findings},
      finding_{findings.row("parents", "the father was at home when the child was conceived")}
{
}

void Absences::pass(Row who, Day day, model::Stage stage)
{
    const bool goes_on = open_ && spells_.back().who == who;
    if (is_away(stage) == goes_on) return;
    if (goes_on)
        spells_.back().to = day;
    else
        spells_.push_back({who, day, engine::no_day});
    open_ = !goes_on;
}

std::vector<Absences::Spell> Absences::of(Row who) const
{
    const auto range = std::ranges::equal_range(spells_, who, {}, &Spell::who);
    return {range.begin(), range.end()};
}

void Absences::settle(const People& people, const Limits& term) const
{
    for (Row child = 0; child < people.size(); ++child) {
        const Row father = people.father(child), mother = people.mother(child);
        if (people.is_founder(child) || father < 0) continue;
        const Day first = people.born(child) - Days{term.greatest},
                  last = people.born(child) - Days{term.least};
        const auto covers = [&](const Spell& one) { return one.from <= first && one.to >= last; };
        const auto meets = [&](const Spell& one) { return one.from <= last && one.to >= first; };
        if (std::ranges::none_of(of(father), covers)) continue;
        if (mother < 0 || std::ranges::none_of(of(mother), meets))
            findings_.found(finding_, people.id(child));
    }
}

} // namespace counterlife::study::audit

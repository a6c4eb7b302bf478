// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/reach.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::audit {

void Reach::change(Row who, Day day, Side side)
{
    changes_.push_back({who, day, side});
}

void Reach::ask(Row who, Row other, Day sent, Day day, Side side, std::size_t finding)
{
    questions_.push_back({who, other, sent, day, static_cast<std::uint32_t>(finding), side});
}

Side Reach::side_of(Row who, Day day) const
{
    const auto after = std::ranges::upper_bound(
        changes_, std::pair{who, day}, {}, [](const Change& c) { return std::pair{c.who, c.day}; });
    if (after == changes_.begin() || std::prev(after)->who != who) return Side::country;
    return std::prev(after)->side;
}

void Reach::settle(const People& people, Findings& findings) const
{
    // Whoever is taken away on a day may have written that morning.
    const auto was_on = [&](Side side, Row who, Day day) {
        return side_of(who, day) == side || side_of(who, day - engine::Days{1}) == side;
    };
    for (const Question& q : questions_)
        if (!was_on(side_of(q.who, q.sent), q.other, q.sent) && side_of(q.other, q.day) != q.side)
            findings.found(q.finding, people.id(q.who));
}

} // namespace counterlife::study::audit

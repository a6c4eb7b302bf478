// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/news.h"

#include <algorithm>

namespace counterlife::study::audit {

News::News(Findings& findings)
    : findings_{findings}, unheard_{findings.row("spouse", "news")},
      one_sided_{findings.row("spouse", "married to one who is married to them")}
{
}

bool News::was(const std::vector<Change>& changes, Row who, Day day)
{
    auto change = std::ranges::lower_bound(changes, who, {}, &Change::who);
    bool is = false;
    Day last = engine::before_all_days;
    for (; change != changes.end() && change->who == who && change->day <= day; ++change) {
        // The events of one day have no order: whoever came and went on it may be gone after it.
        const bool same_day = change->day == last || change->day == day;
        is = change->is || (same_day && is);
        last = change->day;
    }
    return is;
}

Day News::turned(Row who) const
{
    const auto after = std::ranges::upper_bound(turned_, who, {}, &Change::who);
    const bool ever = after != turned_.begin() && std::prev(after)->who == who;
    return ever ? std::prev(after)->day : engine::before_all_days;
}

void News::settle(const People& people, const Grammar& grammar, const Frame& frame) const
{
    for (Row row = 0; row < people.size(); ++row) {
        const Row other = people.spouse(row);
        const bool lives = people.died(row) == engine::no_day;
        if (!lives || other < 0 || people.marital(row) != Marital::married) continue;
        if (is_cut_off(people, frame, row, other)) continue;
        const bool dead = people.died(other) != engine::no_day;
        const bool mutual =
            people.spouse(other) == row && people.marital(other) == Marital::married;
        if (!dead && mutual) continue;
        const Day since = dead ? people.died(other) : turned(other);
        if (grammar.limit(Bound::news).hold((frame.to - since).count())) continue;
        if (was(gone_, row, since) || was(gone_, other, since)) continue;
        if (!was(held_, row, since) && !was(misses_, row, since))
            findings_.found(dead ? unheard_ : one_sided_, people.id(row));
    }
}

} // namespace counterlife::study::audit

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether wives and husbands have heard of a death or a divorce, once all events are known. No word
// comes of those who were gone on that day, nor reaches those who were gone then; nor does it come
// of those who are missing.

#include "study/audit/lives.h"
#include "study/rooms.h"

#include <vector>

namespace counterlife::study::audit {

class News {
public:
    explicit News(Findings& findings);

    /// From that day on gone, in custody, or looking for wife or husband who are missing; or no
    /// longer. Told in the order of persons and days.
    void change_gone(Row who, Day day, bool is) { gone_.push_back({who, day, is}); }
    void change_held(Row who, Day day, bool is) { held_.push_back({who, day, is}); }
    void change_misses(Row who, Day day, bool is) { misses_.push_back({who, day, is}); }

    /// On that day married, widowed or divorced: the last such day of a person.
    void marry_or_part(Row who, Day day) { turned_.push_back({who, day, true}); }

    void settle(const People& people, const Grammar& grammar, const Frame& frame) const;

private:
    struct Change {
        Row who;
        Day day;
        bool is;
    };

    /// The last day on which that person was married, widowed or divorced.
    Day turned(Row who) const;
    /// On that day, at any hour.
    static bool was(const std::vector<Change>& changes, Row who, Day day);

    Findings& findings_;
    std::size_t unheard_, one_sided_;
    std::vector<Change> gone_, held_, misses_, turned_;
};

} // namespace counterlife::study::audit

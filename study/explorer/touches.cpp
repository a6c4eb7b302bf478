// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/touches.h"

#include "study/explorer/bands.h"

#include <algorithm>

namespace counterlife::study::explorer {
namespace {

using engine::LifeId;
using model::Mark;

bool is_person(LifeId id)
{
    return id >= engine::first_life_id;
}

/// What the record says of the event; else whether it came by a letter.
std::string_view kind_of(const LoggedEvent& event, bool by_letter)
{
    switch (mark_of(event)) {
    case Mark::marries:
        return "wedding";
    case Mark::is_divorced:
        return "divorce";
    case Mark::bears:
        return "birth";
    case Mark::becomes_father:
        return "word_of_birth";
    case Mark::loses_spouse:
    case Mark::mourns:
        return "word_of_death";
    default:
        return by_letter ? "letter" : "other";
    }
}

} // namespace

std::vector<Touch> touches_of(const WhoIsWho& cast, std::span<const LoggedEvent> events,
                              std::span<const LifeId> kin)
{
    const LifeRow& self = cast.self();
    std::vector<Touch> touches;
    for (const LifeId parent : {self.mother, self.father})
        if (is_person(parent)) touches.push_back({self.born, parent, "birth"});
    for (std::size_t i = 0; i < events.size(); ++i) {
        const LoggedEvent& event = events[i];
        const LifeId writer = event.cause.rule.empty() ? engine::nobody : event.cause.person;
        const bool by_letter = is_person(writer) && writer != self.person;
        // Whoever wrote is met by it, unless it is of somebody else that was written.
        const LifeId other = is_person(event.other) ? event.other
                             : by_letter            ? writer
                                                    : event.other;
        if (!is_person(other) || other == self.person) continue;
        touches.push_back({.day = event.day,
                           .other = other,
                           .kind = kind_of(event, by_letter),
                           .event = i + 1,
                           .sent = by_letter ? event.cause.day : engine::no_day});
    }
    for (const LifeRow& child : cast.children()) {
        const bool told = std::ranges::any_of(touches, [&](const Touch& one) {
            return one.kind == "birth" && one.other == child.person;
        });
        if (!told && child.born >= self.born)
            touches.push_back({child.born, child.person, "birth"});
    }
    for (const LifeId id : kin) {
        const LifeRow* row = cast.row(id);
        if (row != nullptr && row->died != engine::no_day && row->died >= self.born &&
            row->died <= self.died)
            touches.push_back({row->died, id, "death"});
    }
    std::ranges::stable_sort(touches, {}, &Touch::day);
    return touches;
}

} // namespace counterlife::study::explorer

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The word of those who have come through.
//
//   ROUTE-02  the longer people come through, the more find somebody to lead them

#include "model/nation.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "model/route/route.h"

namespace counterlife::model::route {

namespace {

Day first_of_january(const PlaceState& state, const model::Numbers& numbers, Day day)
{
    const auto& centres = numbers.map.all(Role::centre);
    if (centres.empty() || centres.front() != state.number) return no_day;
    return engine::next_in_year(day, {{.month = 1}});
}

/// The centre's count is told wherever people look for a way.
void tell(OfficeAct& act)
{
    const Map& map = act.numbers().map;
    const auto arrived = static_cast<std::uint64_t>(act.place().underground.arrived);
    for (const Role role : {Role::bank, Role::village, Role::city})
        for (const PlaceId place : map.all(role))
            act.send(place, underground_office, hearsay, arrived);
    act.note(code_of(OfNumber{static_cast<std::int32_t>(arrived)}));
}

void hear(OfficeAct& act, const Letter& letter)
{
    act.place().underground.arrived = static_cast<std::int64_t>(letter.payload);
    act.quiet();
}

constexpr Record word_record{.parts = parts_of<OfNumber>,
                             .text =
                                 "Word goes round of how many have reached the South so far: {n}."};

constexpr Record hearsay_record{.text = "{He} hears how many have reached the South so far."};

} // namespace

constinit const Rule word{
    .name = "route.word",
    .says = "Each January word goes round in China of how many have reached the South.",
    .answers = "ROUTE-02",
    .next = first_of_january,
    .carry_out = tell,
    .office = centre_office,
    .beside = {.record = &word_record},
};

constinit const Rule hearsay{
    .name = "route.hearsay",
    .says = "Those who guide people out hear how many have reached the South.",
    .answers = "ROUTE-02",
    .receive = hear,
    .beside = {.record = &hearsay_record},
};

} // namespace counterlife::model::route

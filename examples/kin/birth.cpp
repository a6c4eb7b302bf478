// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Birth: how likely it is goes by the mother's age, whether she is or was married, and how many
// children she has borne. After each there is an interval in which none can follow.
//
// The father is her husband. Where the scenario says so, an unmarried mother seeks one at once, and
// whom she then marries is entered as the father.

#include "examples/kin/numbers.h"

namespace counterlife::kin {

namespace {

constexpr engine::Lot sex_lot{.every = 1};

Bound ceiling(const View& view, Instant from)
{
    const Life& mother = view.life;
    if (from.day < mother.ready.day) return {.rate = engine::never, .until = mother.ready.day};
    return view.numbers.birth_of(mother).ceiling(mother.born, from);
}

PerYear rate(const View& view, Instant at)
{
    const Life& mother = view.life;
    return at < mother.ready ? engine::never : view.numbers.birth_of(mother).rate(mother.born, at);
}

void give_birth(Act& act)
{
    const Numbers& numbers = act.numbers();
    Register& entries = act.place_state().entries;
    Life& mother = act.life();
    const bool is_boy = act.uniform(sex_lot, mother.parity) < numbers.share_of_boys;
    Life child{.being = {.id = identity_of_child(mother.being.id, mother.parity)},
               .born = act.now(),
               .sex = is_boy ? Sex::man : Sex::woman};
    child.row = entries.enter({.mother = mother.row,
                               .father = mother.spouse_row,
                               .born = Moment{act.now()},
                               .sex = child.sex,
                               .family = entries[mother.row].family});
    mother.ready = at_age(act.now(), numbers.birth_interval);
    if (mother.parity < std::numeric_limits<std::uint8_t>::max()) ++mother.parity;
    act.note(mother.parity, child.being.id);
    if (numbers.marriage_at_birth && mother.status != Status::married && !mother.seeks)
        ask_for_spouse(act, child.row);
    const Address where = act.bear(child); // The mother's record may have moved.
    offer_himself(act.place_state(), numbers, child, where.slot);
}

} // namespace

const Rule birth{.name = "birth",
                 .says = "A woman gives birth.",
                 .grain = 12,
                 .ceiling = ceiling,
                 .rate = rate,
                 .effect = give_birth,
                 .lots = {&sex_lot}};

} // namespace counterlife::kin

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Those who crossed together.
//
// Whoever takes the family along leads it: the others live where that one finds a place to stay, go
// on to the city, and go home again together. A woman with her husband at her side is not sold. It
// ends when one of the two is arrested, or dies; then the other is alone in a foreign country.
//
//   FAMILY-03 some take the family along

#include "model/china/together.h"

#include "model/border/border.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/security/custody.h"

namespace counterlife::model::china {

namespace {

/// What whoever leads writes to the others.
struct Lead {
    Move move{};
    Stay stay{};
    PlaceId to = 0;

    static constexpr auto fields =
        packed(choice("move", &Lead::move, 2, moves), gap(2),
               quantity("stay", "number", &Lead::stay, 4), quantity("to", "place", &Lead::to, 16));
};

void tell(Act& act, const Lead& lead)
{
    const Exile& exile = border::record(act);
    if (exile.alone || exile.with != engine::nobody) return;
    const Life& life = act.life();
    const std::uint64_t said = payload_of(lead);
    if (life.marital == Marital::married && living(life.spouse))
        act.send(life.spouse, together, said);
    for (const Address& child : act.place_state().kin.list(life.children))
        if (living(child)) act.send(child, together, said);
}

/// Nobody is sold who is with the family, and no child is a farm hand.
Stay stay_beside(Act& act, Stay stay)
{
    const bool child = security::is_child(act.numbers(), act.life(), act.today());
    const bool hides = stay == Stay::partner || (child && stay == Stay::farm);
    return hides ? Stay::hiding : stay;
}

void go_together(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::abroad || life.exile == 0) return act.quiet();
    Exile& exile = border::record(act);
    if (exile.with != letter.from) return act.quiet();
    const Lead lead = said_in<Lead>(letter.payload);
    act.note(code_of(TogetherDetail{lead.move}), letter.from);
    if (lead.move == Move::goes_home) return border::go_back(act);
    exile.stay = stay_beside(act, lead.stay);
    if (lead.to == act.here()) return stay_here(act);
    act.travel(lead.to, settling);
}

/// Whoever is left has nobody at hand who leads.
void be_left_alone(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const bool together_there = life.career.stage == Stage::abroad && life.exile != 0 &&
                                life.spouse.id == letter.from && life.marital == Marital::married;
    if (!together_there || border::record(act).alone) return act.quiet();
    Exile& exile = border::record(act);
    exile.alone = true;
    exile.beside = false;
    exile.with = engine::nobody;
    exile.last_seen = act.today();
    life.career.left_behind = true; // Of whom it is known what has become.
    act.note(0, letter.from);
}

std::string tell_together(const TogetherDetail& d, const Telling&)
{
    return d.move == Move::goes_home ? "With {other} {he} sets out for home."
                                     : "{He} goes where {other} has found a place to stay.";
}

constexpr const Rule* before_together[]{&border::come_along};
constexpr Record together_record{
    .parts = parts_of<TogetherDetail>, .tell = told_by<tell_together>, .follows = before_together};

constexpr Record parted_record{
    .text = "The police have arrested {other}, with whom {he} crossed. {He} is alone there now."};

} // namespace

void lead_to(Act& act, PlaceId to)
{
    tell(act, {.move = Move::stays, .stay = border::record(act).stay, .to = to});
}

void lead_home(Act& act)
{
    tell(act, {.move = Move::goes_home});
}

void be_parted(Act& act)
{
    Life& life = act.life();
    Exile& exile = border::record(act);
    if (exile.alone) return;
    exile.alone = true;
    exile.beside = false;
    exile.with = engine::nobody;
    if (life.marital != Marital::married || !living(life.spouse)) return;
    life.career.left_behind = true; // The other is across the river, and this one is not for long.
    exile.last_seen = act.today();
    exile.word = no_day;
    exile.waits = false;
    act.send(life.spouse, parted, 0, act.self());
}

bool was_born_there(const View& view) noexcept
{
    const PlaceId place = view.life.birth_place;
    return place != engine::nowhere && !view.numbers.map.is_home(place);
}

bool follows(const View& view, Day day) noexcept
{
    const Exile& exile = exile_of(view);
    return exile.with != engine::nobody || was_born_there(view) ||
           (!exile.alone && security::is_child(view.numbers, view.life, day));
}

bool has_company(const Life& life, const Exile& exile) noexcept
{
    return !exile.alone && life.marital == Marital::married && living(life.spouse) &&
           (exile.beside || exile.with == life.spouse.id);
}

constinit const Rule together{
    .name = "china.together",
    .says = "Those who crossed together go on together, and go home together.",
    .answers = "FAMILY-03",
    .react = go_together,
    .lots = {&which_employer},
    .beside = {.record = &together_record},
};

constinit const Rule parted{
    .name = "china.parted",
    .says = "Wife or husband, with whom somebody crossed, has been arrested.",
    .answers = "FAMILY-03",
    .react = be_left_alone,
    .beside = {.record = &parted_record},
};

} // namespace counterlife::model::china

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The neighbours of a county, or the people of a station, know who is there.
//
//   FAMILY-07 whoever has gone cannot be asked for at home
//   SEARCH-03 two people meet only where both are

#include "model/family/door.h"

#include "model/border/border.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/search/search.h"

#include <algorithm>

namespace counterlife::model::family {

namespace {

enum Presence : std::uint64_t { is_here, has_gone, is_away };

void see(OfficeAct& act, const Letter& letter)
{
    auto& known = act.place().neighbours.asking;
    const bool known_where = letter.payload != has_gone;
    std::erase_if(known, [&](const auto& one) {
        return one.first == letter.from && (known_where || one.second.id == letter.from);
    });
    Address where = letter.sender();
    where.note = letter.payload == is_away;
    if (known_where) known.emplace_back(letter.from, where);
    act.quiet();
}

/// The letter goes on to whoever was seen here; a knock goes to the last known address otherwise.
/// FAMILY-07  Whoever is away to sell, or with kin, has not gone without a word: it is told at the
/// door.
void pass_on(OfficeAct& act, const Letter& letter)
{
    const auto& known = act.place().neighbours.asking;
    const LifeId whom = letter.about.id;
    const auto seen = std::find_if(known.begin(), known.end(), [&](const auto& one) {
        return one.first == whom && one.second.id == whom;
    });
    act.quiet();
    const bool on_the_road = letter.payload != 0;
    if (seen == known.end()) {
        if (!on_the_road) act.send(letter.about, knock, 0, letter.sender());
        return;
    }
    if (!on_the_road && seen->second.note != 0)
        act.send(letter.sender(), expected, 0, letter.about);
    Address where = seen->second;
    where.note = 0;
    act.send(where, on_the_road ? search::passing : knock, letter.payload, letter.sender());
}

/// Nobody is lost of whom it is known where they are.
void be_told_where(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool together = life.spouse.id == letter.about.id && life.marital == Marital::married;
    const bool gone = is_cut_off(life) || life.career.stage == Stage::leaving;
    if (!together || gone || life.exile == 0) return act.quiet();
    border::record(act).last_seen = act.today();
    act.note(0, letter.about.id);
}

void ask(Act& act, Days days)
{
    Address whom = act.life().spouse;
    whom.note = 0;
    act.send(act.here(), neighbours_office, asked_for, static_cast<std::uint64_t>(days.count()),
             whom);
}

constexpr Record at_hand_record{.text = "{He} sees that somebody is here, or has gone."};

constexpr Record expected_record{
    .text = "{He} hears from the neighbours that {other} is away, to sell or with kin."};

constexpr Record asked_for_record{.text =
                                      "{He} is asked for wife or husband by somebody who is here."};

} // namespace

void be_at_hand(Act& act)
{
    act.send(act.here(), neighbours_office, at_hand, is_here);
}

void be_away(Act& act)
{
    act.send(act.here(), neighbours_office, at_hand, is_away);
}

bool may_be_asked_for(const Life& life) noexcept
{
    const bool parted = life.career.left_behind || life.apart;
    return parted && life.marital == Marital::married && living(life.spouse) &&
           !life.career.dispersed;
}

void be_gone(Act& act)
{
    act.send(act.here(), neighbours_office, at_hand, has_gone);
}

void knock_at_the_door(Act& act)
{
    const Life& life = act.life();
    if (life.marital == Marital::married && living(life.spouse)) ask(act, 0);
}

void ask_around(Act& act, Days days)
{
    const Life& life = act.life();
    if (life.marital == Marital::married && living(life.spouse)) ask(act, days);
}

constinit const Rule at_hand{
    .name = "family.at_hand",
    .says = "The neighbours see that somebody is here, or has gone.",
    .answers = "FAMILY-07, SEARCH-03",
    .receive = see,
    .beside = {.record = &at_hand_record},
};

constinit const Rule asked_for{
    .name = "family.asked_for",
    .says = "Somebody asks the neighbours, or the people at a station, about wife or husband.",
    .answers = "FAMILY-07, SEARCH-03",
    .receive = pass_on,
    .beside = {.record = &asked_for_record},
};

constinit const Rule expected{
    .name = "family.expected",
    .says = "Somebody who has come home hears where wife or husband is, who has not gone for good.",
    .answers = "FAMILY-07",
    .react = be_told_where,
    .beside = {.record = &expected_record},
};

} // namespace counterlife::model::family

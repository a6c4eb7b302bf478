// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those left behind, and coming home to them.

#include "model/exile.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

/// Somebody who has gone was said to have been seen.
struct Rumour {
    LifeId who = engine::nobody;
    PlaceId place = engine::nowhere;
    Day seen;
};

/// What the neighbours of a county know of those who have gone.
struct Neighbours {
    std::vector<Rumour> rumours;
    std::vector<std::pair<LifeId, Address>> asking; ///< to whom to write about somebody
};

namespace family {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule farewell;        ///< Wife or husband is told, and asked to wait.
extern const Rule child_gone;      ///< A parent is told.
extern const Rule child_back;      ///< A parent has the child back.
extern const Rule dispersal;       ///< Those left behind leave, and tell nobody where to.
extern const Rule elsewhere;       ///< They turn up in another county.
extern const Rule cast_off;        ///< A child is lost on the way.
extern const Rule onward;          ///< They go on to another station.
extern const Rule return_to_house; ///< They set out for the house they left,
extern const Rule back_at_house;   ///< and are back.
extern const Rule homecoming;      ///< Somebody comes home from China or from custody.
extern const Rule news;            ///< What happened in the meantime is learned.
extern const Rule knock;           ///< Somebody stands at the door of wife or husband.
extern const Rule reunited;        ///< The door is opened.
extern const Rule empty_house;     ///< Nobody opens it.
extern const Rule word;            ///< Word and money go across the river,
extern const Rule word_home;       ///< and arrive.

/// Goes home to the county that was left, from wherever in the North.
void come_home(Act& act);
/// Learns of deaths and of a dissolved marriage of which no word had come.
void hear_what_happened(Act& act);
/// Into the house that was left, whoever lives there now.
void enter_house(Act& act);
/// Into the house of that key, in this place.
void live_in_house(Act& act, std::uint64_t key);
/// Asks at the door of wife or husband, and waits for an answer.
void knock_at_the_door(Act& act);
/// Gives up the place where one has dispersed to and sets out for the house that was left.
void go_back_to_house(Act& act);
/// Kin who were lost together with wife or husband, as far as somebody knows.
bool is_missing(const Numbers& numbers, const Life& life, const Exile& exile,
                const Address& kin) noexcept;
/// Whether somebody of that identity is missing to this life: no word of the death can come.
bool is_missing(Act& act, LifeId kin);

} // namespace family

} // namespace counterlife::model

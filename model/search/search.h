// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The search for the lost: on the road, in the record books, and later from the South.

#include "model/exile.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace search {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule inquiry;      ///< The neighbours are asked.
extern const Rule setting_out;  ///< Their answer is heard, and the search begins.
extern const Rule stop;         ///< A station, and its camp's book.
extern const Rule next_stop;    ///< On to the next, or home.
extern const Rule back_home;    ///< Home from the search.
extern const Rule passing;      ///< The lost may meet the searcher, if they are where he is.
extern const Rule found;        ///< They meet.
extern const Rule seen;         ///< A friend of home sees one of the lost.
extern const Rule sighting;     ///< The neighbours hear of it,
extern const Rule rumour;       ///< and tell whoever has asked.
extern const Rule book;         ///< A camp is asked for a child.
extern const Rule child_found;  ///< It is in the book and can be told from others.
extern const Rule fetched;      ///< It leaves for home,
extern const Rule brought_home; ///< and is there.
extern const Rule paid_look;    ///< From the South somebody is paid to look at the house.
extern const Rule look;         ///< The go-between comes there.
extern const Rule looked_for;   ///< Whoever lives there answers.
extern const Rule answer;       ///< The answer arrives.
extern const Rule death_known;  ///< Or the neighbours know that they have died,
extern const Rule death_told;   ///< and it is heard in the South.

/// Asks the neighbours where the family may be, and sets out when they have answered.
void begin(Act& act);

} // namespace search

} // namespace counterlife::model

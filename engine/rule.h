// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The four kinds of rule, as tables of plain functions.
//
// A model type M names its types: M::Life (a plain record that begins with a Being), M::Place (the
// state of a place: conditions, institutions), M::Luggage (what a traveller takes along besides
// the record) and M::Numbers (the parameters, constant through a run).
//
// M::lives_alone says that nobody writes, is born or travels.

#include "engine/letter.h"
#include "engine/lot.h"
#include "engine/spell.h"
#include "engine/time.h"

#include <array>
#include <span>
#include <string_view>

namespace counterlife::engine {

template <class M> class Act;
template <class M> class OfficeAct;

template <class M>
concept LivesAlone = requires { requires M::lives_alone; };

/// All that a hazard or a timer may look at: the life itself, the conditions of its place, the
/// numbers. It has nothing to write to and no luck to draw.
template <class M> struct View {
    const typename M::Life& life;
    const typename M::Place& place;
    const typename M::Numbers& numbers;
};

/// No hazard higher than `rate` before `until`: the promise that lets a life sleep. A hazard above
/// once a day is lived as once a day.
struct Bound {
    PerYear rate = never;
    Day until = no_day;
};

namespace detail {

struct Nothing {};
template <class M> struct BesideRules {
    using Type = Nothing;
};
template <class M>
    requires requires { typename M::BesideRule; }
struct BesideRules<M> {
    using Type = typename M::BesideRule;
};

} // namespace detail

/// A rule's permanent name decides its luck, so a rule may move in the list without changing a
/// life. Exactly one of the four kinds is filled in.
template <class M> struct alignas(64) Rule { // All that a hazard is asked lies in its first line.
    std::string_view name;
    std::string_view says; ///< one sentence a newspaper could print
    /// The model's own references for the rule: words separated by ", ". The engine reads none.
    std::string_view answers;

    /// The rule's number in its model's list, filled in by `enrol`.
    mutable RuleId number = no_rule;

    // A hazard: brings `effect` at `rate`, which must never exceed `ceiling`.
    Grain grain = 12;
    Bound (*ceiling)(const View<M>&, Instant from) = nullptr;
    PerYear (*rate)(const View<M>&, Instant at) = nullptr;
    /// The first day on which it may be above nought for anybody: ceilings are asked for from then
    /// on. None: it may be at any time.
    Day (*starts)(const typename M::Numbers&) = nullptr;
    /// Whether it also strikes on the way from one place to another, and then on arrival. Else what
    /// would have come on the way does not: nobody decides anything before they are there.
    bool meets_travellers = false;

    // A hazard that a table tells, spell by spell, in the place of `ceiling` and `rate`: see
    // spell.h. The spell in which the life is at an instant, by its record and the numbers alone.
    Spell (*spell)(const View<M>&, Instant from) = nullptr;

    // A timer: brings `effect` on the morning of the day it names, or at once if that has passed.
    Day (*due)(const View<M>&) = nullptr;

    // What a hazard or a timer brings.
    void (*effect)(Act<M>&) = nullptr;

    // A reaction: what a life does with a letter that names this rule.
    void (*react)(Act<M>&, const Letter&) = nullptr;
    /// The rule under which a letter of this kind comes back to its sender when it reached nobody.
    const Rule* returned = nullptr;

    // An order: what an institution does on calendar days. `next` gives the first such day not
    // before `day` (no_day: never) for the institution of that number in that place.
    Day (*next)(const typename M::Place&, const typename M::Numbers&, Day day) = nullptr;
    void (*carry_out)(OfficeAct<M>&) = nullptr;
    std::uint8_t office = 0; ///< the number, within its place, of the institution that gives it

    // What an institution does with a letter that names this rule.
    void (*receive)(OfficeAct<M>&, const Letter&) = nullptr;

    /// All that the rule leaves to luck, itself and in what it calls. See lot.h.
    std::array<const Lot*, 10> lots{};

    /// What the model keeps beside a rule, if it has a type M::BesideRule. The engine reads none.
    typename detail::BesideRules<M>::Type beside = {};
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a rule keeps beside itself for those who read its events: what the detail says, where the
// event leads, the sentence that tells it and the words that a search may use for it.
//
// Everything stands in the rule's own file. `study`, the tests and the tables of a run read it here
// and know no rule by its name.

#include "model/journal/mark.h"
#include "model/journal/packed.h"
#include "model/journal/turn.h"

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::engine {
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

/// What a sentence may ask of the account in which it stands.
struct Telling {
    using Rule = engine::Rule<Nation>;

    std::int32_t detail = 0;
    bool woman = false;          ///< the person to whom it happened
    bool other_woman = false;    ///< the other one
    bool other_spouse = false;   ///< the other is the last wife or husband
    bool other_self = false;     ///< the other is the person
    bool there_is_here = false;  ///< the place whose number is the detail is that of the event
    std::string_view there = {}; ///< the name of the place whose number is the detail
    /// The rule under which the letter was sent that set it off; null for none.
    const Rule* cause = nullptr;
    /// Of several rules the one that was last at work in this life before; null for none.
    std::function<const Rule*(std::initializer_list<const Rule*>)> last_of = {};
    /// ", with the children,", ", with {his} son,": those who are not grown up and go along.
    std::function<std::string()> children_along = {};
};

/// A word for some of a rule's events, as patterns use it. The same word of several rules stands
/// for any of them.
struct Word {
    std::string_view word;
    bool (*means)(std::int32_t detail) = nullptr; ///< null: every event of the rule
};

/// Something that may weigh in a decision, as the event of one tells it.
struct Weight {
    const Telling::Rule* came_of[2] = {}; ///< the rules whose events brought it about, if any
    std::string_view claim;               ///< that it answers; empty for none
    bool at_work = false;                 ///< in this event
};

/// How the events of a rule are read.
///
/// A sentence is a text with these words in braces: {He}, {he}, {his} and {him}, the person to whom
/// it happened; {other}, the other person or institution; {match}, the same as others would
/// describe them; {here}, {in} and {to}, the place of the event ("in Onsong"); {there}, {in there},
/// {to there} and {from there}, the place whose number is the detail; {n}, the detail; {span}, so
/// many days as people say them ("four months").
struct Record {
    std::span<const Part> parts = {};            ///< what the detail says; none: it is nought
    Turn turns = Turn::none;                     ///< where every event of the rule leads
    Turn (*turn)(std::int32_t detail) = nullptr; ///< where it leads, if that hangs on the detail
    Mark marks = Mark::none;                     ///< what every event of the rule means besides
    Mark (*mark)(std::int32_t detail) = nullptr; ///< what it means, if that hangs on the detail

    std::string_view text = {};                    ///< the sentence
    std::string (*tell)(const Telling&) = nullptr; ///< the sentence, if it hangs on more
    /// Rules that put a life into the state this one needs. The walk back from an event without a
    /// letter goes on from the last of them; `at_birth` stands for the birth.
    std::span<const Telling::Rule* const> follows = {};
    /// None of them need have gone before: a day's circumstances are enough.
    bool by_itself = false;
    /// What may have weighed in it, those at work first and by their weight; null for no decision.
    std::vector<Weight> (*weights)(std::int32_t detail) = nullptr;
    /// What several such events in a row are: a verb with its object, {n} being how many, {others}
    /// who the others were and {places} the places whose numbers are the details. "-": part of
    /// another rule's.
    std::string_view several = {};
    /// The reason in the words of the account, where the rule's own `says` tells less, or other
    /// than what happened to this person.
    std::string_view says = {};

    std::span<const Word> words = {};
    /// Stands in no life and has no sentence: what it has done is seen by what follows.
    bool silent = false;

    constexpr Turn leads(std::int32_t detail) const { return turn ? turn(detail) : turns; }
    constexpr Mark means(std::int32_t detail) const { return mark ? mark(detail) : marks; }
};

/// In `follows`: the birth.
inline constexpr const Telling::Rule* at_birth = nullptr;

namespace detail {

template <class F> struct FirstOf;
template <class R, class D, class... Rest> struct FirstOf<R (*)(const D&, Rest...)> {
    using type = D;
};
template <class D, class C> D first_of(bool (C::*)(const D&) const);
template <class D, class C> D first_of(bool (C::*)(D) const);

} // namespace detail

// A record's functions take the detail as a struct; these make of them what a table can hold.

/// `Turn f(const Detail&)` as a function of the number.
template <auto f> constexpr Turn turn_by(std::int32_t code)
{
    using D = typename detail::FirstOf<decltype(f)>::type;
    return f(detail_of<D>(code));
}
/// `Mark f(const Detail&)` as a function of the number.
template <auto f> constexpr Mark mark_by(std::int32_t code)
{
    using D = typename detail::FirstOf<decltype(f)>::type;
    return f(detail_of<D>(code));
}
/// `std::string f(const Detail&, const Telling&)` as a function of the telling.
template <auto f> std::string told_by(const Telling& telling)
{
    using D = typename detail::FirstOf<decltype(f)>::type;
    return f(detail_of<D>(telling.detail), telling);
}
/// A condition on the detail: `when<[](const Crossing& c) { return c.caught; }>`.
template <auto f> constexpr bool when(std::int32_t code)
{
    using D = decltype(detail::first_of(&decltype(f)::operator()));
    return f(detail_of<D>(code));
}

} // namespace counterlife::model

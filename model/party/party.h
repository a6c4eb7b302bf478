// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The party: how it is joined, what membership opens, and how it is lost.

#include "model/life.h"

#include <array>
#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

/// Somebody who asks the committee for admission, or for a post.
struct Candidate {
    Address who;
    float worth = 0; ///< what the committee goes by
    bool member = false;
    bool woman = false;
    Post wants = Post::none;     ///< of somebody who strives for a post
    Post reach = Post::official; ///< the highest that may be given
};

/// What the party committee of a place keeps: its applicants, its posts, its cells.
struct Committee {
    std::vector<Candidate> applicants;              ///< for admission
    std::vector<Candidate> aspirants;               ///< for posts
    std::array<std::int32_t, model::posts> posts{}; ///< by Post: how many are held
    std::array<std::int32_t, sectors> members{};    ///< registered at the organisations of a sector
    std::int32_t workers = 0;                       ///< as of the first of the month
};

namespace party {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule nomination;      ///< A unit's committee chooses whom to admit.
extern const Rule principles;      ///< A candidate learns the Ten Principles.
extern const Rule admission;       ///< A member is made.
extern const Rule parents_told;    ///< Parents hear of it.
extern const Rule application;     ///< A civilian asks to be admitted.
extern const Rule civil_admission; ///< A committee admits some of those who asked.
extern const Rule registration;    ///< A member's registration is entered at the workplace.
extern const Rule lapse;           ///< A fortnight without party life ends membership.
extern const Rule absence;         ///< A committee hears that somebody is missing.
extern const Rule recall;          ///< The certificate is asked back.
extern const Rule candidacy;       ///< A worker strives for a post.
extern const Rule appointment;     ///< A committee fills its posts.
extern const Rule promotion;       ///< Somebody is given a post.

/// The party's days, on which people are admitted: the fifteenth of April and the tenth of October.
constexpr Day next_party_day(Day day) noexcept
{
    return engine::next_in_year(day, {{.month = 4, .day = 15}, {.month = 10, .day = 10}});
}

/// How far money has overtaken membership: 0 before the turn, 1 after it.
double turn_to_money(const Numbers& numbers, Day day) noexcept;
/// Political power, 0 to 1, that goes with the post held, or once held.
double power(const Numbers& numbers, const Life& life, Day day) noexcept;
/// Wealth, 0 to 1, by what decides it at the time.
double wealth(const Numbers& numbers, const Life& life, Day day) noexcept;
/// What women go by when they rank men: the higher, the sooner.
double worth_as_husband(const Numbers& numbers, const Life& life, Day day) noexcept;
/// The worth of a man who has everything they go by.
double worth_of_the_best(const Numbers& numbers, Day day) noexcept;
/// Standing in the eyes of others, 0 to 1.
double standing(const Numbers& numbers, const Life& life, Day day) noexcept;

/// Whether a unit of the army has the larger quota of admissions.
bool is_favoured(const View& view, std::uint8_t unit) noexcept;
/// Gives up the post, and the registration where the person worked.
void leave_organisation(Act& act);

inline bool is_member(const Life& life) noexcept
{
    return life.career.standing == Standing::member;
}

} // namespace party

} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules, and who can meet which.

#include "model/nation.h"

#include "model/switches.h"

#include <array>

namespace counterlife::model {

namespace {

// The order settles what happens first on one day in one life. News of a death comes last, so
// that a wife who is told of the wedding and of the death on one morning becomes a widow.
constexpr std::array all_rules{
    &school::enrolment,  &school::leaving,       &school::graduation,    &person::maternity,
    &person::fatherhood, &marriage::search,      &marriage::application, &marriage::withdrawal,
    &marriage::matching, &marriage::proposal,    &marriage::courtship,   &marriage::jilted,
    &marriage::wedding,  &marriage::vow,         &marriage::divorce,     &marriage::divorced,
    &household::split,   &household::leave_home, &household::take_in,    &household::turned_away,
    &residence::arrival, &household::come,       &residence::move,       &person::bereavement,
    &person::death,
};

/// A person's situation as a number: everything that decides which rules can concern them.
struct Situation {
    School school = School::none;
    bool woman = false, married = false, never_married = false, looking = false;
    bool with_parents = false, own_home = false;

    static Situation of(const Life& life) noexcept
    {
        return {.school = life.school,
                .woman = life.sex == Sex::female,
                .married = life.marital == Marital::married,
                .never_married = life.marital == Marital::never_married,
                .looking = life.searching || life.betrothed,
                .with_parents = life.with_parents,
                .own_home = life.own_home};
    }
    std::size_t number() const noexcept
    {
        std::size_t n = static_cast<std::size_t>(school);
        for (const bool bit : {woman, married, never_married, looking, with_parents, own_home})
            n = 2 * n + bit;
        return n;
    }
};

constexpr std::size_t situations = 5 * 64;

std::vector<const Rule*> rules_for(const Situation& who)
{
    std::vector<const Rule*> rules;
    if (who.school == School::none) rules.push_back(&school::enrolment);
    if (who.school == School::pupil) rules.push_back(&school::leaving);
    if (who.school == School::student) rules.push_back(&school::graduation);
    const bool child = who.school == School::none || who.school == School::pupil;
    if (!child && who.woman && who.married) rules.push_back(&person::maternity);
    if (!child && !who.married && !who.looking) rules.push_back(&marriage::search);
    if (who.woman && who.married) rules.push_back(&marriage::divorce);
    if (!who.woman && who.married && who.with_parents) rules.push_back(&household::split);
    if (!child && who.never_married && !who.looking && !who.own_home)
        rules.push_back(&household::leave_home);
    if (!child && (!who.married || !who.woman)) rules.push_back(&residence::move);
    rules.push_back(&person::death);
    return rules;
}

} // namespace

std::span<const Rule* const> Nation::rules()
{
    return all_rules;
}

std::span<const Rule* const> Nation::agenda(const Life& life)
{
    static const auto table = [] {
        std::array<std::vector<const Rule*>, situations> rules;
        for (std::size_t school = 0; school < 5; ++school)
            for (std::size_t bits = 0; bits < 64; ++bits) {
                const Situation who{.school = static_cast<School>(school),
                                    .woman = (bits & 32) != 0,
                                    .married = (bits & 16) != 0,
                                    .never_married = (bits & 8) != 0,
                                    .looking = (bits & 4) != 0,
                                    .with_parents = (bits & 2) != 0,
                                    .own_home = (bits & 1) != 0};
                rules[who.number()] = rules_for(who);
            }
        return rules;
    }();
    return table[Situation::of(life).number()];
}

Nation::Luggage Nation::pack(Life& life, Place& from)
{
    const auto children = from.kin.list(life.children);
    Luggage luggage(children.begin(), children.end());
    from.kin.drop(life.children);
    life.children = 0;
    return luggage;
}

void Nation::unpack(Life& life, Place& to, Luggage&& luggage)
{
    life.children = 0;
    for (const Address& child : luggage) life.children = to.kin.add(life.children, child);
}

std::vector<std::string> rule_names()
{
    std::vector<std::string> names;
    for (const Rule* rule : all_rules) names.emplace_back(rule->name);
    return names;
}

} // namespace counterlife::model

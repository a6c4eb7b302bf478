// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is proposed to whom.

#include "model/marriage/registrar.h"

#include "engine/luck.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace counterlife::model {
namespace {

constexpr Day today = engine::day_of(1980);
constexpr Taste taste{.gap_mean = 3,
                      .gap_spread = 2,
                      .reach = 8,
                      .urgency = 0,
                      .urgent_age = 27,
                      .age_limit = {60, 40}};

double exactly(LifeId)
{
    return 0;
}

Applicant aged(double years, LifeId id, std::uint32_t lot = 0)
{
    return {.who = {.id = id}, .born = today - engine::days_in_years(years), .lot = lot};
}

bool gladly(const Applicant&, const Applicant&)
{
    return true;
}

std::map<LifeId, LifeId> couples(Registrar& registrar, const Taste& of = taste,
                                 const Registrar::Agrees& agrees = gladly)
{
    std::map<LifeId, LifeId> by_man;
    for (const Couple& couple : registrar.match(of, today, exactly, agrees))
        by_man[couple.man.who.id] = couple.woman.who.id;
    return by_man;
}

using Pairs = std::map<LifeId, LifeId>;

TEST(Registrar, proposes_the_woman_whose_age_a_man_looks_for)
{
    Registrar registrar;
    registrar.enter(Sex::male, aged(28, 1));
    for (const double years : {19.0, 22.0, 25.1, 29.0, 33.0})
        registrar.enter(Sex::female, aged(years, static_cast<LifeId>(years)));
    EXPECT_EQ(couples(registrar), (Pairs{{1, 25}}));
    EXPECT_EQ(registrar.women(), 4u) << "who was proposed is off the list";
    EXPECT_EQ(registrar.men(), 1u) << "until the next matching";
    EXPECT_EQ(couples(registrar), Pairs{});
    EXPECT_EQ(registrar.men(), 0u);
}

TEST(Registrar, introduces_nobody_beyond_its_reach_or_past_the_age_limit)
{
    Registrar registrar;
    registrar.enter(Sex::male, aged(50, 1));
    registrar.enter(Sex::female, aged(20, 2));
    EXPECT_EQ(couples(registrar), Pairs{});
    registrar.enter(Sex::female, aged(41, 3)); // Within reach, but above the limit.
    EXPECT_EQ(couples(registrar), Pairs{});
    registrar.enter(Sex::female, aged(39, 4));
    EXPECT_EQ(couples(registrar), (Pairs{{1, 4}}));
}

TEST(Registrar, lets_both_wait_for_another_round_where_she_declines)
{
    Registrar registrar;
    for (const LifeId man : {1, 2}) registrar.enter(Sex::male, aged(28, man));
    registrar.enter(Sex::female, aged(25, 3));
    const auto not_the_first = [](const Applicant& man, const Applicant&) {
        return man.who.id != 1;
    };
    EXPECT_EQ(couples(registrar, taste, not_the_first), (Pairs{{2, 3}})) << "the next may ask her";
    registrar.enter(Sex::female, aged(25, 4));
    EXPECT_EQ(couples(registrar, taste, not_the_first), Pairs{});
    EXPECT_EQ(couples(registrar), (Pairs{{1, 4}}));
}

TEST(Registrar, lets_the_oldest_choose_first)
{
    Registrar registrar;
    registrar.enter(Sex::male, aged(28, 1));
    registrar.enter(Sex::male, aged(31, 2));
    registrar.enter(Sex::female, aged(25, 3));
    EXPECT_EQ(couples(registrar), (Pairs{{2, 3}}));
}

TEST(Registrar, overlooks_years_for_a_woman_who_is_late)
{
    const auto chosen = [](double urgency) {
        Registrar registrar;
        registrar.enter(Sex::male, aged(28, 1));
        registrar.enter(Sex::female, aged(23, 2)); // Two years from what he looks for.
        registrar.enter(Sex::female, aged(29, 3)); // Four, and two years late.
        Taste with = taste;
        with.urgency = urgency;
        return couples(registrar, with).at(1);
    };
    EXPECT_EQ(chosen(0), 2u);
    EXPECT_EQ(chosen(1.5), 3u);
}

TEST(Registrar, does_not_propose_those_it_has_struck_off)
{
    Registrar registrar;
    registrar.enter(Sex::male, aged(28, 1));
    registrar.enter(Sex::female, aged(25, 2));
    const Day born = aged(25, 2).born;
    registrar.strike(Sex::female, 2, born);
    registrar.strike(Sex::female, 7, born); // Never heard of.
    EXPECT_EQ(couples(registrar), Pairs{});
    registrar.enter(Sex::female, aged(25, 3));
    registrar.strike(Sex::male, 1, Day{});
    EXPECT_EQ(couples(registrar), Pairs{});
}

/// Men and women of all ages with keyed lots.
Registrar many(std::uint32_t men, std::uint32_t women, std::uint32_t one_more)
{
    const engine::Luck luck{5};
    Registrar registrar;
    for (std::uint32_t i = 0; i < men + women + one_more; ++i) {
        const auto w = luck.words(1000 + i, 1, 0);
        registrar.enter(i < men ? Sex::male : Sex::female,
                        aged(18 + 17 * (w[0] * 0x1p-32), 1000 + i, w[1]));
    }
    return registrar;
}

TEST(Registrar, marries_everybody_it_can_and_nobody_twice)
{
    Registrar registrar = many(300, 200, 0);
    Taste far = taste;
    far.reach = 40;
    const Pairs pairs = couples(registrar, far);
    EXPECT_EQ(pairs.size(), 200u);
    std::set<LifeId> wives;
    for (const auto& [man, woman] : pairs) wives.insert(woman);
    EXPECT_EQ(wives.size(), pairs.size());
}

TEST(Registrar, moves_few_couples_when_one_more_applies)
{
    Registrar without = many(400, 4000, 0), with = many(400, 4000, 1);
    const Pairs before = couples(without), after = couples(with);
    ASSERT_EQ(before.size(), 400u);
    int changed = 0;
    for (const auto& [man, woman] : before) changed += after.at(man) != woman;
    EXPECT_LE(changed, 3);
}

TEST(Registrar, does_not_care_in_what_order_people_applied)
{
    const engine::Luck luck{6};
    std::vector<std::pair<Sex, Applicant>> people;
    for (std::uint32_t i = 0; i < 200; ++i) {
        const auto w = luck.words(i, 1, 0);
        people.push_back({i % 2 ? Sex::male : Sex::female,
                          aged(18 + 12 * (w[0] * 0x1p-32), 1000 + i, w[1] % 8)});
    }
    Registrar forwards, backwards;
    for (const auto& [sex, who] : people) forwards.enter(sex, who);
    std::reverse(people.begin(), people.end());
    for (const auto& [sex, who] : people) backwards.enter(sex, who);
    EXPECT_EQ(couples(forwards), couples(backwards));
}

} // namespace
} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Marriages and births of a handful of people, and the lines that SOCSIM's readers read.

#include "study/record/kinship.h"
#include "study/record/socsim.h"
#include "study/study.h"

#include <gtest/gtest.h>

#include <vector>

namespace counterlife::study {
namespace {

using engine::Day;
using engine::day_of;

const Day first_day = day_of(1955);
constexpr PersonNumber her = 1, him = 2, another = 3, child = 4, younger = 5, half = 6;

/// A woman, two men, her two children by the first and one by the second.
std::vector<KinLife> family()
{
    return {{.born = day_of(1930, 5), .sex = Sex::female},
            {.born = day_of(1928, 1)},
            {.born = day_of(1929, 12, 31)},
            {.mother = her, .father = him, .born = day_of(1956, 3, 5), .sex = Sex::female},
            {.mother = her, .father = him, .born = day_of(1958, 7)},
            {.mother = her, .father = another, .born = day_of(1963, 1)}};
}

std::vector<CoupleEvent> wedding(PersonNumber wife, PersonNumber husband, Day day)
{
    return {{wife, husband, day - engine::Days{3}, CoupleStep::promise},
            {wife, husband, day, CoupleStep::wedding},
            {wife, husband, day, CoupleStep::wedding}};
}

void add(std::vector<CoupleEvent>& events, const std::vector<CoupleEvent>& more)
{
    events.insert(events.end(), more.begin(), more.end());
}

TEST(Marriages, AreTheWeddingsOfTheRunAndEndByDivorceOrDeath)
{
    auto lives = family();
    lives[0].spouse = another;
    lives[1].spouse = her;
    lives[2].spouse = her;
    lives[2].died = day_of(1970, 6);
    auto events = wedding(her, another, day_of(1962, 2, 3));
    add(events, wedding(her, him, day_of(1955, 4)));
    events.push_back({her, him, day_of(1961), CoupleStep::divorce});

    const auto marriages = marriages_of(lives, events, first_day);
    ASSERT_EQ(marriages.size(), 2u);
    EXPECT_EQ(marriages[0].husband, him);
    EXPECT_EQ(marriages[0].start, day_of(1955, 4));
    EXPECT_EQ(marriages[0].end, day_of(1961));
    EXPECT_EQ(marriages[0].how, MarriageEnd::divorce);
    EXPECT_EQ(marriages[1].husband, another);
    EXPECT_EQ(marriages[1].end, day_of(1970, 6));
    EXPECT_EQ(marriages[1].how, MarriageEnd::death);
    EXPECT_EQ(marriages[1].wifes_prior, 1);
    EXPECT_EQ(marriages[1].husbands_prior, 0);
}

TEST(Marriages, WeddingsOfWhichOneHearsLaterAreOneMarriage)
{
    auto events = wedding(her, him, day_of(1960));
    events.back().day = day_of(1960, 1, 9);
    const auto marriages = marriages_of(family(), events, first_day);
    ASSERT_EQ(marriages.size(), 1u);
    EXPECT_EQ(marriages[0].start, day_of(1960));
    EXPECT_EQ(marriages[0].how, MarriageEnd::in_force);
}

TEST(Marriages, WhoMarriesAgainAfterADivorceHasTwoOfOneCouple)
{
    auto events = wedding(her, him, day_of(1960));
    events.push_back({her, him, day_of(1961), CoupleStep::divorce});
    add(events, wedding(her, him, day_of(1964)));
    const auto marriages = marriages_of(family(), events, first_day);
    ASSERT_EQ(marriages.size(), 2u);
    EXPECT_EQ(marriages[1].start, day_of(1964));
    EXPECT_EQ(marriages[1].wifes_prior, 1);
    EXPECT_EQ(marriages[1].husbands_prior, 1);
    EXPECT_EQ(marriages[1].how, MarriageEnd::in_force);
}

TEST(Marriages, ThoseFromBeforeBeginNineMonthsBeforeTheFirstChild)
{
    auto lives = family();
    lives[1].spouse = her; // She has married again since.
    lives[0].spouse = another;
    lives[3].born = day_of(1950, 3, 5);
    auto events = wedding(her, another, day_of(1962));
    events.push_back({her, him, day_of(1961), CoupleStep::divorce});
    const auto marriages = marriages_of(lives, events, first_day);
    ASSERT_EQ(marriages.size(), 2u);
    EXPECT_EQ(marriages[0].husband, him);
    EXPECT_EQ(marriages[0].start, day_of(1949, 6));
    EXPECT_EQ(marriages[0].end, day_of(1961));
}

TEST(Marriages, ThoseFromBeforeBeginBeforeTheFirstDayAndTheFirstDeath)
{
    auto lives = family();
    lives[0].spouse = him;
    lives[1].spouse = her;
    EXPECT_EQ(marriages_of(lives, {}, first_day).at(0).start, day_of(1954, 12, 31))
        << "their first child is born in the run";
    lives[1].died = day_of(1952, 8, 4);
    lives[0].marital = Marital::widowed;
    const auto marriages = marriages_of(lives, {}, first_day);
    EXPECT_EQ(marriages.at(0).start, day_of(1952, 8, 4));
    EXPECT_EQ(marriages.at(0).how, MarriageEnd::death);
}

TEST(Marriages, AreNoneWhereOneHasOnlyPromised)
{
    auto lives = family();
    lives[1].spouse = her;
    EXPECT_EQ(
        marriages_of(lives, {{her, him, day_of(1960), CoupleStep::promise}}, first_day).size(), 0u);
}

TEST(Marriages, AreNoneWhereOnlyOneOfTheTwoLivesToSeeTheDay)
{
    auto lives = family();
    lives[0].died = day_of(1959, 12, 31);
    lives[1].spouse = her;
    auto events = wedding(her, him, day_of(1960));
    events.pop_back();
    EXPECT_EQ(marriages_of(lives, events, first_day).size(), 0u);
}

TEST(KinLinks, LeadFromTheLastChildToEachElderOne)
{
    const auto lives = family();
    const KinLinks links = links_of(lives, {});
    EXPECT_EQ(links.last_child[her], half);
    EXPECT_EQ(links.elder_by_mother[half], younger);
    EXPECT_EQ(links.elder_by_father[half], 0);
    EXPECT_EQ(links.elder_by_mother[younger], child);
    EXPECT_EQ(links.elder_by_father[younger], child);
    EXPECT_EQ(links.last_child[him], younger);
    EXPECT_EQ(links.last_child[another], half);
    EXPECT_EQ(links.last_child[child], 0);
}

TEST(KinLinks, OfTwinsTheLowerNumberIsTheElder)
{
    auto lives = family();
    lives[4].born = lives[3].born;
    EXPECT_EQ(links_of(lives, {}).elder_by_mother[younger], child);
    EXPECT_EQ(links_of(lives, {}).elder_by_mother[child], 0);
}

TEST(Socsim, MonthsAreCountedFromTheCenturyOfTheFirstBirth)
{
    EXPECT_EQ(first_socsim_year(family()), 1901);
    auto lives = family();
    lives[0].born = day_of(1822, 4);
    EXPECT_EQ(first_socsim_year(lives), 1801);
    lives[0].born = day_of(1900, 12, 31);
    EXPECT_EQ(first_socsim_year(lives), 1801) << "the century ends with it";
    EXPECT_EQ(socsim_month(day_of(1801, 1, 31), 1801), 1);
    EXPECT_EQ(socsim_month(day_of(1955), 1801), 12 * 154 + 1);
}

TEST(Socsim, LinesHaveTheColumnsAndCodesOfItsReaders)
{
    auto lives = family();
    lives[0].spouse = another;
    lives[1].spouse = her;
    lives[2].spouse = her;
    lives[2].died = day_of(1970, 6, 30);
    auto events = wedding(her, him, day_of(1955, 4));
    events.push_back({her, him, day_of(1961), CoupleStep::divorce});
    add(events, wedding(her, another, day_of(1962, 2, 3)));
    const auto marriages = marriages_of(lives, events, first_day);
    const SocsimLines lines{lives, marriages};
    EXPECT_EQ(lines.of_person(her), "1 1 1 0 353 0 0 0 0 6 2 3 0 1\n") << "a widow";
    EXPECT_EQ(lines.of_person(him), "2 0 1 0 325 0 0 0 0 5 1 2 0 1\n") << "divorced";
    EXPECT_EQ(lines.of_person(another), "3 0 1 0 348 0 0 0 0 6 2 4 834 1\n") << "died married";
    EXPECT_EQ(lines.of_person(half), "6 0 1 0 745 1 3 5 0 0 0 1 0 1\n") << "single";
    EXPECT_EQ(lines.of_marriage(1), "1 1 2 652 721 2 0 0\n");
    EXPECT_EQ(lines.of_marriage(2), "2 1 3 734 834 3 1 0\n");
}

TEST(Socsim, AMarriageInForceHasNoEndAndTheCodeForIt)
{
    auto lives = family();
    lives[0].spouse = him;
    lives[1].spouse = her;
    const auto marriages = marriages_of(lives, wedding(her, him, day_of(1955, 4)), first_day);
    const SocsimLines lines{lives, marriages};
    EXPECT_EQ(lines.of_marriage(1), "1 1 2 652 0 16 0 0\n");
    EXPECT_EQ(lines.of_person(her), "1 1 1 0 353 0 0 0 0 6 1 4 0 1\n");
}

} // namespace
} // namespace counterlife::study

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/study.h"
#include "study/twins/event_outcomes.h"

#include "model/border/crossing.h"
#include "model/border/far_bank.h"
#include "model/china/china.h"
#include "model/china/farm.h"
#include "model/security/agent.h"
#include "model/security/interrogation.h"
#include "model/switches.h"
#include "study/questions/ask_outcomes.h"
#include "tests/nation/small_nation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace counterlife::study {
namespace {

using engine::Day;

struct Happening {
    std::string_view rule;
    engine::Day day;
    int detail = 0;
};

/// What a course makes of what happens to somebody.
float read(std::string_view outcome, const std::vector<Happening>& happenings,
           const model::Numbers& numbers = tests::baseline())
{
    const Outcome& asked = *question_outcomes()[question_outcome(outcome)];
    float value = asked.at_first;
    engine::Day mark = engine::no_day;
    Reading reading{.value = value, .mark = mark, .numbers = numbers};
    for (const Happening& one : happenings)
        for (std::size_t rule = 0; rule < asked.from_events->rules.size(); ++rule)
            if (asked.from_events->rules[rule] == model::find_rule(one.rule))
                asked.from_events->read(reading, rule, {.day = one.day, .detail = one.detail});
    return value;
}

using model::code_of;
using model::Water;
using model::border::CrossingDetail, model::border::FarBankDetail, model::border::Reception;
using model::china::ReckoningDetail;
using Came = model::china::Outcome;
using model::security::ConfessionDetail, model::security::CustodyDeathDetail;
using model::security::CustodyStepDetail, model::security::VisitDetail;

const auto none = model::Phase::none, division = model::Phase::division, camp = model::Phase::camp,
           prison = model::Phase::prison;

constexpr double month = engine::days_per_year / 12;

std::vector<Happening> handed_over_and_through_the_camp()
{
    return {{"security.handed_over", Day{1000}},
            {"security.confession", Day{1030},
             code_of(ConfessionDetail{.next = division, .contact_known = true, .denied = 30})},
            {"security.custody_step", Day{1060}, code_of(CustodyStepDetail{division})},
            {"security.custody_step", Day{1240},
             code_of(CustodyStepDetail{.left = camp, .oath = true})}};
}

TEST(EventOutcomes, CustodyIsCountedFromTheBridgeToTheWayOut)
{
    const auto once = handed_over_and_through_the_camp();
    EXPECT_NEAR(read("custody_months", once), 240 / month, 1e-4);
    EXPECT_NEAR(read("camp_months", once), 180 / month, 1e-4);
    EXPECT_EQ(read("prison_months", once), 0);
    EXPECT_EQ(read("held_in_camp", once), 1);
    EXPECT_EQ(read("held_in_prison", once), 0);
    EXPECT_EQ(read("detained", once), 1);
}

TEST(EventOutcomes, FreedomBetweenTwoSpellsIsNotCustody)
{
    auto twice = handed_over_and_through_the_camp();
    twice.push_back({"border.crossing", Day{2000}, code_of(CrossingDetail{.water = Water::cold})});
    twice.push_back({"security.visit", Day{2500}, code_of(VisitDetail{.detained = true})});
    twice.push_back({"security.confession", Day{2510}, code_of(ConfessionDetail{.next = prison})});
    twice.push_back({"security.custody_death", Day{2600}, code_of(CustodyDeathDetail{prison})});
    EXPECT_NEAR(read("custody_months", twice), (240 + 100) / month, 1e-4);
    EXPECT_NEAR(read("prison_months", twice), 90 / month, 1e-4);
    EXPECT_EQ(read("held_in_prison", twice), 1);
}

TEST(EventOutcomes, AVisitThatBelievesIsNoCustodyAndWhoeverIsCaughtAtTheRiverIsHeld)
{
    const int across = code_of(CrossingDetail{.water = Water::warm});
    EXPECT_EQ(read("detained", {{"security.visit", Day{100}, code_of(VisitDetail{})},
                                {"border.crossing", Day{200}, across}}),
              0);
    const std::vector<Happening> caught{
        {"border.crossing", Day{200},
         code_of(CrossingDetail{.water = Water::warm, .caught = true})},
        {"security.confession", Day{210}, code_of(ConfessionDetail{.next = none})},
        {"security.custody_step", Day{217}, code_of(CustodyStepDetail{none})}};
    EXPECT_EQ(read("detained", caught), 1);
    EXPECT_NEAR(read("custody_months", caught), 17 / month, 1e-4);
}

TEST(EventOutcomes, TheRiverTakesWhoeverDrownsOrFreezes)
{
    const auto dies = [](const CrossingDetail& night, Reception reception) {
        return read("died_in_river",
                    {{"border.crossing", Day{10}, code_of(night)},
                     {"border.far_bank", Day{11}, code_of(FarBankDetail{reception})}});
    };
    const CrossingDetail swept{.water = Water::cold, .swept = true};
    EXPECT_EQ(
        read("died_in_river",
             {{"border.crossing", Day{10},
               code_of(CrossingDetail{.water = Water::cold, .swept = true, .drowned = true})}}),
        1);
    EXPECT_EQ(dies(swept, Reception::reported), 0);
    EXPECT_EQ(dies(swept, Reception::frozen), 1);
}

TEST(EventOutcomes, YearsRunFromTheFirstLeavingAndNobodyIsAskedWhoNeverLeft)
{
    const std::vector<Happening> life{{"labour.absconding", Day{0}},
                                      {"labour.absconding", Day{1000}},
                                      {"border.far_bank", Day{1461}}};
    EXPECT_NEAR(read("years_to_crossing", life), 1461 / engine::days_per_year, 1e-5);
    EXPECT_EQ(read("crossed_within_three", life), 0);
    EXPECT_EQ(read("crossed_within_three",
                   {{"labour.absconding", Day{0}}, {"border.far_bank", Day{1095}}}),
              1);
    EXPECT_TRUE(std::isnan(read("crossed_within_three", {{"border.far_bank", Day{1095}}})));
    EXPECT_TRUE(std::isnan(read("years_to_crossing", {{"labour.absconding", Day{0}}})));
    EXPECT_EQ(read("crossed_again", handed_over_and_through_the_camp()), 0);
}

TEST(EventOutcomes, AWageIsWhatWasPaidAndNotWhatWasOffered)
{
    const auto reckoning = [](engine::Day day, Came outcome, int sum = 0) {
        return Happening{"china.reckoning", day,
                         code_of(ReckoningDetail{.sum = sum, .outcome = outcome})};
    };
    const std::vector<Happening> put_off{reckoning(Day{1}, Came::not_asked),
                                         reckoning(Day{2}, Came::deferred, 5000),
                                         reckoning(Day{3}, Came::with_promise, 800)};
    EXPECT_EQ(read("paid_in_full", put_off), 0);
    EXPECT_EQ(read("wage_received", put_off), 800);
    EXPECT_EQ(read("paid_in_full", {reckoning(Day{3}, Came::in_full, 800)}), 1);
    EXPECT_TRUE(std::isnan(read("paid_in_full", {reckoning(Day{1}, Came::not_asked)})));
}

TEST(EventOutcomes, AdmissionIsEarlyAYearBeforeTheEndOfService)
{
    EXPECT_EQ(read("early_admission", {{"party.admission", Day{0}}, {"army.discharge", Day{400}}}),
              1);
    EXPECT_EQ(
        read("early_admission", {{"party.admission", Day{100}}, {"army.discharge", Day{400}}}), 0);
    EXPECT_EQ(read("early_admission", {{"army.discharge", Day{400}}}), 0);
}

TEST(EventOutcomes, AChildIsAsSmallAsTheModelHasIt)
{
    const auto crosses_with = [](int years, const model::Numbers& numbers) {
        const Day birth = engine::day_of(1990), crossing = engine::day_of(1990 + years, 3, 1);
        return read("small_child_at_crossing",
                    {{"person.maternity", birth}, {"border.far_bank", crossing}}, numbers);
    };
    EXPECT_EQ(crosses_with(9, tests::baseline()), 1);
    EXPECT_EQ(crosses_with(10, tests::baseline()), 0);
    auto rows = tests::all_rows();
    for (model::ParameterRow& row : rows)
        if (row.name == "border.small_child") row.value = 5;
    const auto stricter = tests::numbers_of(std::move(rows));
    EXPECT_EQ(crosses_with(4, *stricter), 1);
    EXPECT_EQ(crosses_with(9, *stricter), 0);
}

TEST(EventOutcomes, ReadRulesThatTheModelHas)
{
    const auto rules = model::Nation::rules();
    std::size_t read = 0;
    for (const Outcome* outcome : question_outcomes()) {
        if (!outcome->from_events) continue;
        ++read;
        EXPECT_NE(outcome->from_events->rules[0], nullptr) << outcome->name;
        for (const model::Rule* rule : outcome->from_events->rules)
            EXPECT_TRUE(rule == nullptr || std::ranges::find(rules, rule) != rules.end());
    }
    EXPECT_GE(read, 10U);
}

} // namespace
} // namespace counterlife::study

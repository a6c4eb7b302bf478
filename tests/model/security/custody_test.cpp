// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the agency knows of absences, the agent's visit, and being handed over.

#include "model/security/custody.h"

#include "model/offices.h"
#include "model/security/agent.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::security {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

/// The agency hears of somebody by number, with a day.
Deed hears(Alone& one, const Rule& rule, std::uint32_t who, Day day_told)
{
    const Address whom = one.other(who, one.place_named("onsong"));
    return one.receives(
        rule, agency_office, today,
        {.from = whom.id, .payload = static_cast<std::uint64_t>(day_told.count()), .about = whom});
}

TEST(AbsenceNoted, SECURITY_02_opens_a_file_for_each_and_keeps_the_latest_day)
{
    Alone one;
    EXPECT_EQ(detail_of<OfNumber>(hears(one, absence_noted, 1, today - 9).event().detail).number,
              1);
    EXPECT_EQ(detail_of<OfNumber>(hears(one, absence_noted, 2, today - 8).event().detail).number,
              2);
    EXPECT_EQ(detail_of<OfNumber>(hears(one, absence_noted, 1, today - 3).event().detail).number,
              2);
    const AgencyFiles& files = one.place_state().files;
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].who, one.other(1).id);
    EXPECT_EQ(files[0].left, today - 3);
    EXPECT_EQ(files[1].left, today - 8);
}

Given agency(double complete, std::vector<std::string> off = {})
{
    return {.numbers = {{"penal.file_completeness/informers", complete},
                        {"penal.file_completeness/without", 1 - complete},
                        {"penal.visit_weeks", 3}},
            .off = std::move(off)};
}

TEST(ReturnNoted, SECURITY_02_sends_the_agent_after_some_weeks_and_closes_the_file)
{
    Alone one{agency(1)};
    hears(one, absence_noted, 1, today - 100);
    hears(one, absence_noted, 2, today - 50);
    const Deed deed = hears(one, return_noted, 1, today);
    const Letter letter = deed.letter_of(visit);
    EXPECT_EQ(letter.to, one.other(1).id);
    EXPECT_EQ(letter.to_place, one.place_named("onsong"));
    EXPECT_EQ(letter.day, today + 21);
    EXPECT_TRUE(said_in<Called>(letter.payload).place_known);
    const auto noted = detail_of<ReturnNotedDetail>(deed.event().detail);
    EXPECT_EQ(noted.away, Days{100});
    EXPECT_FALSE(noted.file_silent);
    ASSERT_EQ(one.place_state().files.size(), 1u);
    EXPECT_EQ(one.place_state().files[0].who, one.other(2).id);
}

TEST(ReturnNoted, SECURITY_03_knows_the_place_by_informers)
{
    const auto known = [](const Given& given) {
        Alone one{given};
        hears(one, absence_noted, 1, today - 100);
        const Deed deed = hears(one, return_noted, 1, today);
        const auto noted = detail_of<ReturnNotedDetail>(deed.event().detail);
        EXPECT_EQ(noted.away, Days{100});
        const bool said = said_in<Called>(deed.letter_of(visit).payload).place_known;
        EXPECT_EQ(said, !noted.file_silent);
        return said;
    };
    EXPECT_TRUE(known(agency(1)));
    EXPECT_FALSE(known(agency(0)));
    EXPECT_FALSE(known(agency(1, {"SECURITY-03"})));
    EXPECT_TRUE(known(agency(0, {"SECURITY-03"})));
}

TEST(ReturnNoted, SECURITY_02_off_sends_nobody)
{
    Alone one{agency(1, {"SECURITY-02"})};
    hears(one, absence_noted, 1, today - 100);
    const Deed deed = hears(one, return_noted, 1, today);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_TRUE(one.place_state().files.empty());
}

TEST(ReturnNoted, draws_the_file_of_each_returner)
{
    int known = 0;
    constexpr int people = 40;
    for (std::uint32_t who = 1; who <= people; ++who) {
        Alone one{agency(0.5)};
        const double lot =
            one.uniform(return_noted, static_cast<std::uint32_t>(today.count()), one.other(who).id);
        const Deed deed = hears(one, return_noted, who, today);
        EXPECT_EQ(said_in<Called>(deed.letter_of(visit).payload).place_known, lot < 0.5);
        EXPECT_EQ(deed.event().detail, 0) << "there is no file";
        known += lot < 0.5;
    }
    EXPECT_GT(known, 0);
    EXPECT_LT(known, people);
}

TEST(ReturnNoted, has_its_permanent_numbers)
{
    EXPECT_EQ(code_of(ReturnNotedDetail{.away = 30}), 30);
    EXPECT_EQ(code_of(ReturnNotedDetail{.away = 30, .file_silent = true}), -30);
    EXPECT_EQ(code_of(ReturnNotedDetail{.away = 0, .file_silent = true}), 0);
}

/// Somebody who is back, waits for a placement and has a wife here.
void back(Alone& one)
{
    Life& life = one.life();
    life.career.stage = Stage::waiting;
    life.marital = Marital::married;
    life.spouse = one.other(1);
    Exile& exile = one.exile();
    exile.crossings = 1;
    exile.home = one.here();
}
Deed is_visited(Alone& one, bool known)
{
    return one.reads(visit, today,
                     {.from = office_at(one.here(), agency_office),
                      .payload = payload_of(Called{.place_known = known})});
}
bool is_detained(const Given& given, bool known)
{
    Alone one{given};
    back(one);
    return detail_of<VisitDetail>(is_visited(one, known).event().detail).detained;
}

TEST(Visit, SECURITY_04_believes_no_story_where_the_file_says_otherwise)
{
    const Given believed{.numbers = {{"penal.believed", 1}}};
    EXPECT_TRUE(is_detained(believed, true));
    EXPECT_FALSE(is_detained(believed, false));
    EXPECT_TRUE(is_detained({.numbers = {{"penal.believed", 0}}}, false));
    Given off = believed;
    off.off = {"SECURITY-04"};
    EXPECT_FALSE(is_detained(off, true));
}

TEST(Visit, takes_to_detention_before_the_wifes_eyes)
{
    Alone one{{.numbers = {{"penal.believed", 0}}}};
    back(one);
    const Deed deed = is_visited(one, true);
    EXPECT_EQ(deed.life.career.stage, Stage::custody);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(deed.exile->phase, Phase::agency);
    EXPECT_EQ(deed.exile->denied_since, today);
    EXPECT_TRUE(deed.exile->file_known);
    EXPECT_TRUE(deed.exile->seen_taken);
    EXPECT_EQ(deed.letter_of(taken_away).to, one.other(1).id);
    EXPECT_EQ(deed.letter_of(taken_away).about.id, one.other(0).id);
}

TEST(Visit, changes_nothing_where_the_story_is_believed)
{
    Alone one{{.numbers = {{"penal.believed", 1}}}};
    back(one);
    const HouseholdId house = one.life().household;
    const Deed deed = is_visited(one, false);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_FALSE(deed.exile->seen_taken);
}

TEST(Visit, comes_again_to_somebody_on_a_search_and_not_to_who_is_away)
{
    Alone one{{.numbers = {{"penal.again_days", 30}}}};
    back(one);
    one.life().career.stage = Stage::seeking;
    const Deed deed = is_visited(one, true);
    EXPECT_TRUE(deed.is_quiet());
    const Letter letter = deed.letter_of(visit);
    EXPECT_EQ(letter.to, one.other(0).id);
    EXPECT_EQ(letter.day, today + 30);
    EXPECT_TRUE(said_in<Called>(letter.payload).place_known);
    for (const Stage stage : {Stage::abroad, Stage::custody, Stage::journey, Stage::south}) {
        one.life().career.stage = stage;
        const Deed gone = is_visited(one, true);
        EXPECT_TRUE(gone.is_quiet());
        EXPECT_TRUE(gone.letters.empty());
    }
}

TEST(VisitRecord, leads_into_custody_unless_the_story_is_believed)
{
    EXPECT_EQ(code_of(VisitDetail{.detained = true}), 1);
    EXPECT_EQ(visit.beside.record->leads(1), Turn::is_held);
    EXPECT_EQ(visit.beside.record->leads(0), Turn::none);
}

TEST(TakenAway, is_seen_by_wife_or_husband_who_is_there)
{
    const auto sees = [](std::uint32_t whom, const char* where, Stage stage) {
        Alone one;
        back(one);
        one.life().career.stage = stage;
        return !one.reads(taken_away, today,
                          {.from = one.other(whom).id, .from_place = one.place_named(where)})
                    .is_quiet();
    };
    EXPECT_TRUE(sees(1, "hoeryong", Stage::worker));
    EXPECT_FALSE(sees(2, "hoeryong", Stage::worker)) << "somebody else's husband";
    EXPECT_FALSE(sees(1, "onsong", Stage::worker));
    EXPECT_FALSE(sees(1, "hoeryong", Stage::abroad));
}

TEST(TakenAway, is_not_seen_by_who_has_come_home_since_or_is_married_no_more)
{
    const auto sees = [](auto change) {
        Alone one;
        back(one);
        one.life().career.stage = Stage::worker;
        change(one.life(), one.exile());
        return !one.reads(taken_away, today,
                          {.from = one.other(1).id, .sent = today - 30, .from_place = one.here()})
                    .is_quiet();
    };
    EXPECT_TRUE(sees([](Life&, Exile&) {}));
    EXPECT_TRUE(sees([](Life&, Exile& exile) { exile.came_home = today - 30; }));
    EXPECT_FALSE(sees([](Life&, Exile& exile) { exile.came_home = today - 29; }));
    EXPECT_FALSE(sees([](Life& life, Exile&) { life.marital = Marital::widowed; }));
}

TEST(HandedOver, SECURITY_03_is_detained_and_the_file_is_full)
{
    Alone one;
    one.life().career.stage = Stage::custody;
    Exile& exile = one.exile();
    exile.phase = Phase::handover;
    exile.seen_taken = true;
    const PlaceId from = one.place_named("longjing");
    const Deed deed = one.reads(handed_over, today, {.from_place = from});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
    EXPECT_EQ(deed.exile->phase, Phase::agency);
    EXPECT_EQ(deed.exile->returned, today);
    EXPECT_EQ(deed.exile->forced_returns, 1);
    EXPECT_EQ(deed.exile->own_returns, 0);
    EXPECT_TRUE(deed.exile->file_known);
    EXPECT_FALSE(deed.exile->seen_taken);
    EXPECT_EQ(deed.life.career.stage, Stage::custody);
    EXPECT_EQ(one.place_state().tally.forced_returns[0], 1);
    EXPECT_EQ(handed_over.beside.record->leads(0), Turn::is_held);
}

} // namespace
} // namespace counterlife::model::security

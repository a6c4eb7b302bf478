// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Confession, the track, the phases of custody, and who hears of a release.

#include "model/security/interrogation.h"

#include "model/family/family.h"
#include "model/offices.h"
#include "model/party/party.h"
#include "model/security/security.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::security {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

/// Somebody from Hoeryong who is held in Onsong, thirty years old.
Given in_onsong(Given given = {})
{
    given.place = "onsong";
    given.numbers.insert(given.numbers.begin(), {"penal.spread", 0});
    return given;
}
Exile& hold(Alone& one, Phase phase)
{
    Life& life = one.life();
    life.born = day_of(1970);
    life.household = no_household;
    life.career.stage = Stage::custody;
    life.career.stage_until = today;
    Exile& exile = one.exile();
    exile.phase = phase;
    exile.home = one.place_named("hoeryong");
    exile.house = 4;
    exile.crossings = 1;
    exile.denied_since = today - 10;
    return exile;
}

TEST(Confession, SECURITY_05_comes_sooner_with_each_day_of_denial)
{
    const Given given =
        in_onsong({.numbers = {{"penal.confession", 8}, {"penal.confession_growth", 0.02}}});
    Alone one{given};
    Exile& exile = hold(one, Phase::agency);
    exile.denied_since = today;
    EXPECT_DOUBLE_EQ(one.rate(confession, today), 8);
    exile.denied_since = today - 50;
    EXPECT_DOUBLE_EQ(one.rate(confession, today), 16);
    Given off = given;
    off.off = {"SECURITY-05"};
    Alone unworn{off};
    hold(unworn, Phase::agency).denied_since = today - 50;
    EXPECT_DOUBLE_EQ(unworn.rate(confession, today), 8);
}

TEST(Confession, is_asked_for_by_the_agency_alone)
{
    for (const Phase phase :
         {Phase::none, Phase::handover, Phase::division, Phase::camp, Phase::prison, Phase::kept}) {
        Alone one{in_onsong()};
        hold(one, phase);
        EXPECT_EQ(one.rate(confession, today), 0);
        EXPECT_EQ(one.ceiling(confession, today).until, no_day);
    }
}

TEST(Confession, SECURITY_06_admits_a_part_of_what_was_earned)
{
    for (const bool off : {false, true}) {
        Given given = in_onsong({.numbers = {{"penal.understatement", 0.6}}});
        if (off) given.off = {"SECURITY-06"};
        Alone one{given};
        hold(one, Phase::agency).purse = Yuan{500};
        EXPECT_EQ(one.does(confession, today).exile->admitted.value(), off ? 500 : 300);
    }
}

TEST(Confession, SECURITY_05_does_harm_by_the_day)
{
    Alone one{in_onsong({.numbers = {{"penal.daily_harm", 0.5}, {"penal.pages_a_day", 0.7}}})};
    hold(one, Phase::agency).harm = 3;
    const Deed deed = one.does(confession, today); // After ten days.
    EXPECT_EQ(deed.exile->harm, 8);
    EXPECT_EQ(deed.exile->pages, 8);
}

/// Nobody is let go early or treated as a heavy case for no reason.
Given sorted(Given given = {})
{
    given.numbers.insert(given.numbers.end(), {{"penal.heavy_all", 0}, {"penal.quick_first", 0}});
    return in_onsong(std::move(given));
}

TEST(Confession, SECURITY_08_leads_to_the_division_for_its_months)
{
    Alone one{sorted({.numbers = {{"penal.division_months", 3}}})};
    hold(one, Phase::agency);
    const Deed deed = one.does(confession, today);
    EXPECT_EQ(deed.exile->phase, Phase::division);
    EXPECT_EQ(deed.life.career.stage_until, today + 91);
    EXPECT_FALSE(deed.exile->heavy);
}

TEST(Confession, SECURITY_07_of_a_contact_leads_to_prison_and_off_does_not)
{
    for (const bool off : {false, true})
        for (const bool church : {false, true}) {
            Given given = sorted({.numbers = {{"penal.contact_known/file", 1},
                                              {"penal.contact_known/else", 1},
                                              {"penal.prison_months", 48}}});
            if (off) given.off = {"SECURITY-07"};
            Alone one{given};
            Exile& exile = hold(one, Phase::agency);
            (church ? exile.church : exile.koreans) = true;
            const Deed deed = one.does(confession, today);
            EXPECT_TRUE(deed.exile->contact_known);
            EXPECT_EQ(deed.exile->phase, off ? Phase::division : Phase::prison);
            if (!off) {
                EXPECT_EQ(deed.life.career.stage_until, today + 1460);
            }
        }
}

TEST(Confession, SECURITY_07_goes_by_whether_the_file_is_full)
{
    for (const bool full : {false, true}) {
        Alone one{sorted(
            {.numbers = {{"penal.contact_known/file", 1}, {"penal.contact_known/else", 0}}})};
        Exile& exile = hold(one, Phase::agency);
        exile.koreans = true;
        exile.file_known = full;
        EXPECT_EQ(one.does(confession, today).exile->contact_known, full);
    }
}

TEST(Confession, lets_first_cases_go_by_their_share_and_no_second)
{
    for (const std::uint8_t punished : {0, 1}) {
        Alone one{in_onsong({.numbers = {{"penal.heavy_all", 0}, {"penal.quick_first", 1}}})};
        hold(one, Phase::agency).punished = punished;
        EXPECT_EQ(one.does(confession, today).exile->phase,
                  punished == 0 ? Phase::none : Phase::division);
    }
}

TEST(Confession, leads_to_times_in_custody_of_which_no_two_are_alike)
{
    std::set<int> lengths;
    double sum = 0;
    constexpr int cases = 100;
    for (int number = 0; number < cases; ++number) {
        Alone one{sorted({.numbers = {{"penal.division_months", 3}, {"penal.spread", 0.3}}})};
        one.life().being.id += static_cast<std::uint32_t>(number);
        hold(one, Phase::agency);
        const Days days = one.does(confession, today).life.career.stage_until - today;
        EXPECT_GE(days, Days{63});
        EXPECT_LE(days, Days{119});
        sum += days.count();
        lengths.insert(days.count());
    }
    EXPECT_NEAR(sum / cases, 91, 6.5) << "four standard deviations";
    EXPECT_GT(lengths.size(), 30u);
}

TEST(CustodyStep, comes_when_the_phase_ends)
{
    for (const Phase phase : {Phase::none, Phase::division, Phase::camp, Phase::prison}) {
        Alone one{in_onsong()};
        hold(one, phase);
        EXPECT_EQ(one.due(custody_step), today);
    }
    for (const Phase phase : {Phase::handover, Phase::agency, Phase::kept}) {
        Alone one{in_onsong()};
        hold(one, phase);
        EXPECT_EQ(one.due(custody_step), no_day);
    }
}

TEST(CustodyStep, SECURITY_09_leads_from_the_division_to_the_camp)
{
    for (const bool again : {false, true}) {
        Alone one{in_onsong({.numbers = {{"penal.camp_months", 6}, {"penal.camp_repeat", 2}}})};
        hold(one, Phase::division).punished = again;
        const Deed deed = one.does(custody_step, today);
        EXPECT_EQ(deed.exile->phase, Phase::camp);
        EXPECT_EQ(deed.life.career.stage_until, today + Days{again ? 365 : 182});
        EXPECT_TRUE(deed.letters.empty());
    }
}

TEST(CustodyStep, SECURITY_09_off_ends_custody_at_the_division)
{
    Given given = in_onsong();
    given.off = {"SECURITY-09"};
    Alone one{given};
    hold(one, Phase::division);
    const Deed deed = one.does(custody_step, today);
    EXPECT_EQ(deed.exile->phase, Phase::none);
    EXPECT_EQ(deed.exile->punished, 1);
    EXPECT_TRUE(deed.exile->oath);
    EXPECT_EQ(deed.left_for, one.place_named("hoeryong"));
}

TEST(CustodyStep, PARTY_20_reports_a_members_release_to_the_committee_at_home)
{
    for (const Standing standing : {Standing::member, Standing::lapsed}) {
        Alone one{in_onsong()};
        hold(one, Phase::camp);
        one.life().career.standing = standing;
        const Letter letter = one.does(custody_step, today).letter_of(party::absence);
        EXPECT_EQ(letter.to, office_at(one.place_named("hoeryong"), committee_office));
        EXPECT_EQ(letter.to_place, one.place_named("hoeryong"));
        EXPECT_EQ(letter.about.id, one.other(0).id);
    }
}

TEST(CustodyStep, PARTY_20_is_no_business_of_the_committee_for_others)
{
    for (const Standing standing : {Standing::outside, Standing::cancelled}) {
        Alone one{in_onsong()};
        hold(one, Phase::camp);
        one.life().career.standing = standing;
        EXPECT_EQ(one.does(custody_step, today).count(party::absence), 0u);
    }
}

TEST(CustodyStep, SECURITY_10_releases_against_an_oath_and_sends_home)
{
    for (const bool off : {false, true}) {
        Given given = in_onsong();
        if (off) given.off = {"SECURITY-10"};
        Alone one{given};
        hold(one, Phase::camp);
        const Deed deed = one.does(custody_step, today);
        EXPECT_EQ(deed.exile->oath, !off);
        EXPECT_EQ(deed.exile->punished, 1);
        EXPECT_EQ(deed.left_for, one.place_named("hoeryong"));
        EXPECT_EQ(deed.arrival, &family::homecoming);
    }
}

TEST(CustodyStep, comes_home_the_next_day_to_somebody_who_is_held_there)
{
    Alone one;
    hold(one, Phase::camp);
    const Deed deed = one.does(custody_step, today);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.letter_of(family::homecoming).to, one.other(0).id);
    EXPECT_EQ(deed.letter_of(family::homecoming).day, today + 1);
}

TEST(CustodyStep, SECURITY_11_SECURITY_12_label_and_leave_alone)
{
    Alone one{in_onsong({.numbers = {{"penal.regard_loss", 0.4}}})};
    hold(one, Phase::camp);
    one.life().career.regard = 70;
    const Career career = one.does(custody_step, today).life.career;
    EXPECT_TRUE(career.traitor && career.watched && career.shunned);
    EXPECT_EQ(career.regard, 30);
    Alone off{in_onsong({.off = {"SECURITY-11", "SECURITY-12"}})};
    hold(off, Phase::camp);
    const Career without = off.does(custody_step, today).life.career;
    EXPECT_FALSE(without.traitor || without.watched || without.shunned);
}

TEST(CustodyStep, MARRIAGE_06_lets_the_wife_share_the_fall)
{
    for (const bool lost : {false, true}) {
        Alone one{in_onsong()};
        hold(one, Phase::camp);
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1, one.place_named("hoeryong"));
        one.life().career.lost_family = lost;
        const Deed deed = one.does(custody_step, today);
        EXPECT_EQ(deed.letters_to(one.other(1).id).size(), lost ? 0u : 1u);
    }
}

TEST(CustodyDeath, has_the_rate_of_the_phase)
{
    Alone one{in_onsong({.numbers = {{"penal.death/agency", 0.1},
                                     {"penal.death/camp", 0.2},
                                     {"penal.death/prison", 0.3}}})};
    const auto in = [&](Phase phase) {
        one.exile().phase = phase;
        return one.rate(custody_death, today);
    };
    hold(one, Phase::agency);
    EXPECT_EQ(in(Phase::agency), 0.1);
    EXPECT_EQ(in(Phase::division), 0.1);
    EXPECT_EQ(in(Phase::camp), 0.2);
    EXPECT_EQ(in(Phase::prison), 0.3);
    EXPECT_EQ(in(Phase::handover), 0);
}

TEST(CustodyDeath, notes_where)
{
    Alone one{in_onsong()};
    hold(one, Phase::camp);
    const Deed deed = one.does(custody_death, today);
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(detail_of<CustodyDeathDetail>(deed.event().detail).phase, Phase::camp);
    EXPECT_EQ(one.place_state().tally.custody_deaths[0], 1);
}

TEST(Confession, SECURITY_08_notes_the_denial_the_contact_and_what_is_next)
{
    Alone one{sorted({.numbers = {{"penal.contact_known/else", 1}}, .off = {"SECURITY-07"}})};
    hold(one, Phase::agency).church = true;
    const auto said = detail_of<ConfessionDetail>(one.does(confession, today).event().detail);
    EXPECT_EQ(said.denied, Days{10});
    EXPECT_TRUE(said.contact_known);
    EXPECT_EQ(said.next, Phase::division);
}

TEST(CustodyStep, SECURITY_10_notes_what_is_left_and_the_oath)
{
    for (const Phase left : {Phase::none, Phase::division, Phase::camp, Phase::prison}) {
        Alone one{in_onsong()};
        hold(one, left);
        const std::int32_t code = one.does(custody_step, today).event().detail;
        const auto step = detail_of<CustodyStepDetail>(code);
        EXPECT_EQ(step.left, left);
        EXPECT_EQ(step.oath, left != Phase::division);
        EXPECT_EQ(step.released(), left != Phase::division);
        EXPECT_EQ(custody_step.beside.record->leads(code),
                  left == Phase::division ? Turn::none : Turn::resumes);
    }
}

TEST(CustodyRecords, have_their_permanent_numbers)
{
    EXPECT_EQ(code_of(ConfessionDetail{.next = Phase::prison, .contact_known = true, .denied = 3}),
              5 + 16 + 3 * 256);
    EXPECT_EQ(code_of(CustodyStepDetail{.left = Phase::camp, .oath = true}), 4 + 16);
    EXPECT_EQ(code_of(CustodyDeathDetail{Phase::agency}), 2);
}

} // namespace
} // namespace counterlife::model::security

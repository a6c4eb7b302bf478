// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who thinks of the South, who finds a way there, and who is taken along.

#include "model/offices.h"
#include "model/places/map.h"
#include "model/route/resolve.h"
#include "model/route/route.h"
#include "model/route/way.h"
#include "model/south/south.h"
#include "tests/model/changes.h"
#include "tests/model/route/across.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace counterlife::model::route {
namespace {

TEST(Contact, ROUTE_03_takes_wife_and_living_children_along_by_the_same_way)
{
    Alone one{across()};
    bound_south(one);
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    const Address son = one.child(2, 1999);
    one.child(3, 2000);
    one.place_state().kin.list(one.life().children)[1].note |= known_dead;
    const Deed deed = one.does(contact, today);
    EXPECT_EQ(deed.count(come_along), 2u);
    for (const Address& each : {one.life().spouse, son}) {
        const auto letters = deed.letters_to(each.id);
        ASSERT_EQ(letters.size(), 1u);
        EXPECT_EQ(letters[0].payload, static_cast<std::uint64_t>(deed.exile->way));
    }
    EXPECT_EQ(deed.life.career.stage, Stage::journey);
    EXPECT_EQ(deed.arrival, &third_country);
}

TEST(Contact, takes_the_only_way_that_is_open_and_owes_its_cost)
{
    const std::vector<std::string> ways{"mission", "mongolia", "vietnam", "thailand"};
    for (std::size_t open = 0; open < ways.size(); ++open) {
        Given given = across({.numbers = {{"route.cost", 777}}});
        for (std::size_t way = 0; way < ways.size(); ++way)
            given.numbers.emplace_back("route.way/" + ways[way], way == open);
        Alone one{given};
        bound_south(one);
        const Deed deed = one.does(contact, today);
        EXPECT_EQ(static_cast<std::size_t>(deed.exile->way), open + 1);
        EXPECT_EQ(deed.exile->debt.value(), 777);
        EXPECT_EQ(deed.exile->since, today);
        const PlaceFacts& stop = one.numbers().map.places[deed.left_for];
        EXPECT_EQ(stop.role, open == 0 ? Role::mission : Role::transit);
        if (open > 0) {
            EXPECT_EQ(stop.province, (std::array{"", "mongolia", "vietnam", "laos"}[open]));
        }
    }
}

TEST(Contact, ends_in_custody_for_those_who_are_caught)
{
    Given given{.place = "wangqing"};
    for (const char* way : {"mission", "mongolia", "vietnam", "thailand"})
        given.numbers.emplace_back("route.capture/" + std::string{way}, 1);
    Alone one{given};
    bound_south(one);
    const Deed deed = one.does(contact, today);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.life.career.stage, Stage::custody);
    EXPECT_EQ(deed.exile->phase, Phase::handover);
    EXPECT_TRUE(deed.exile->koreans);
}

/// Word of the South in full, whoever has come through.
Given well_known(Given given = {})
{
    given.numbers.insert(
        given.numbers.end(),
        {{"route.teams_from_start", 1e6}, {"route.word_spreads", 1}, {"route.teams_spread", 1}});
    return across(std::move(given));
}

TEST(Contact, ROUTE_02_comes_by_a_team_with_a_church_and_by_a_broker_without)
{
    const Given given = well_known({.numbers = {{"route.team", 6}, {"route.broker", 2}}});
    Alone one{given};
    bound_south(one);
    const double all = 1e6 / (1e6 + 1);
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 2 * all);
    one.exile().church = true;
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 6 * all);
    Given off = given;
    off.off = {"ROUTE-02"};
    Alone without{off};
    bound_south(without).church = true;
    EXPECT_DOUBLE_EQ(without.rate(contact, today), 2 * all);
}

TEST(Contact, does_not_come_to_those_who_came_to_earn)
{
    Alone one{across()};
    bound_south(one).aim = Aim::earn;
    EXPECT_EQ(one.rate(contact, today), 0);
    EXPECT_EQ(one.ceiling(contact, today).until, no_day);
}

TEST(Contact, grows_with_the_arrivals_that_are_known)
{
    Alone one{across({.numbers = {{"route.broker", 2},
                                  {"route.teams_from_start", 0},
                                  {"route.word_spreads", 300}}})};
    bound_south(one);
    EXPECT_EQ(one.rate(contact, today), 0);
    one.place_state().underground.arrived = 300;
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 1);
    one.place_state().underground.arrived = 900;
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 1.5);
}

TEST(Contact, waits_until_a_woman_is_trusted_in_the_house_she_has_come_to)
{
    Alone one{well_known({.numbers = {{"route.broker", 1},
                                      {"route.word_spreads", 1},
                                      {"route.access/partner", 0.2},
                                      {"route.access/trusted", 1.2},
                                      {"route.access/guided", 3},
                                      {"route.trust_sooner", 0},
                                      {"route.trust_years", 2}}})};
    Exile& exile = bound_south(one);
    exile.stay = Stay::partner;
    const double all = 1e6 / (1e6 + 1);
    const auto rate_after = [&](Days days) {
        exile.since = today - days;
        return one.rate(contact, today) / all;
    };
    EXPECT_EQ(rate_after(0), 0) << "on the day itself";
    EXPECT_NEAR(rate_after(1), 0.2, 1e-5);
    const double half = 365 / engine::days_per_year / 2;
    EXPECT_DOUBLE_EQ(rate_after(365), 0.2 + half * half * 1.0);
    EXPECT_DOUBLE_EQ(rate_after(731), 1.2);
    EXPECT_DOUBLE_EQ(rate_after(7310), 1.2);
    exile.guided = true;
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 3) << "a guide needs no word of it";
}

TEST(Resolve, ROUTE_01_comes_sooner_with_a_church_and_later_with_a_family_waiting)
{
    const Given given = well_known({.numbers = {{"route.resolve", 0.5},
                                                {"route.resolve_factor/church", 3},
                                                {"route.resolve_factor/family", 0.25}}});
    Alone one{given};
    bound_south(one).aim = Aim::earn;
    const double all = 1e6 / (1e6 + 1);
    EXPECT_DOUBLE_EQ(one.rate(resolve, today), 0.5 * all);
    one.exile().church = true;
    EXPECT_DOUBLE_EQ(one.rate(resolve, today), 1.5 * all);
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1, one.place_named("hoeryong"));
    one.exile().promised = true;
    EXPECT_DOUBLE_EQ(one.rate(resolve, today), 0.375 * all);
    one.exile().promised = false;
    EXPECT_DOUBLE_EQ(one.rate(resolve, today), 1.5 * all);
}

TEST(Resolve, ROUTE_01_off_or_taken_does_not_come)
{
    Alone off{across({.off = {"ROUTE-01"}})};
    bound_south(off).aim = Aim::earn;
    EXPECT_EQ(off.rate(resolve, today), 0);
    Alone taken{across()};
    bound_south(taken);
    EXPECT_EQ(taken.rate(resolve, today), 0);
    Alone one{across()};
    bound_south(one).aim = Aim::earn;
    EXPECT_EQ(one.does(resolve, today).exile->aim, Aim::south);
}

TEST(Called, FAMILY_09_gives_a_guide_to_somebody_across_the_river)
{
    Alone one{across()};
    bound_south(one).aim = Aim::earn;
    const Deed deed = one.reads(called, today, {.from = one.other(1).id});
    EXPECT_TRUE(deed.life.career.sent_for);
    EXPECT_EQ(deed.exile->aim, Aim::south);
    EXPECT_TRUE(deed.exile->guided);
}

TEST(Called, FAMILY_09_sends_for_somebody_at_home_and_for_nobody_on_the_way)
{
    Alone at_home;
    const Deed deed = at_home.reads(called, today, {.from = at_home.other(1).id});
    EXPECT_TRUE(deed.life.career.sent_for);
    EXPECT_FALSE(deed.exile.has_value());
    for (const Stage stage : {Stage::journey, Stage::south}) {
        Alone one{across()};
        bound_south(one);
        one.life().career.stage = stage;
        const Deed late = one.reads(called, today, {.from = one.other(1).id});
        EXPECT_TRUE(late.is_quiet());
        EXPECT_FALSE(late.life.career.sent_for);
    }
}

TEST(Contact, notes_the_way_and_whether_somebody_is_caught)
{
    for (const double share : {0.0, 1.0}) {
        Alone one{{.place = "wangqing", .numbers = {{"route.capture", share}}}};
        bound_south(one);
        const Deed deed = one.does(contact, today);
        const auto trip = detail_of<SettingOutDetail>(deed.event().detail);
        EXPECT_EQ(trip.caught, share == 1);
        EXPECT_EQ(trip.way, deed.exile->way);
        EXPECT_NE(trip.way, Way::none);
    }
}

TEST(Resolve, ROUTE_01_notes_the_days_since_the_crossing)
{
    Alone one{across()};
    bound_south(one).aim = Aim::earn;
    EXPECT_EQ(detail_of<ResolveDetail>(one.does(resolve, today).event().detail).in_china,
              Days{365});
}

TEST(Contact, and_resolve_concern_those_across_the_river_who_have_crossed_it)
{
    for (const Rule* rule : {&contact, &resolve})
        for (const bool crossed : {false, true}) {
            Alone one{across()};
            if (crossed) bound_south(one);
            for (std::size_t stage = 0; stage < stages; ++stage) {
                one.life().career.stage = static_cast<Stage>(stage);
                EXPECT_EQ(one.meets(*rule), crossed && one.life().career.stage == Stage::abroad)
                    << rule->name << ' ' << stage;
            }
        }
}

TEST(Contact, ROUTE_02_hears_of_teams_and_of_brokers_apart)
{
    Alone one{across({.numbers = {{"route.broker", 1},
                                  {"route.team", 1},
                                  {"route.teams_from_start", 100},
                                  {"route.word_spreads", 300},
                                  {"route.teams_spread", 100}}})};
    Exile& exile = bound_south(one);
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 0.25);
    exile.church = true;
    EXPECT_DOUBLE_EQ(one.rate(contact, today), 0.5);
}

/// The lot by which a team is caught on a day.
bool is_caught(Alone& one, Day day, double share)
{
    const engine::Luck luck{1};
    return luck.uniform(one.life().being.id, engine::stream_of("route.capture"),
                        8 * static_cast<std::uint32_t>(day.count())) < share;
}

TEST(Contact, ends_in_custody_by_a_lot_of_each_day)
{
    std::size_t caught = 0;
    for (Day day = today; day < today + 30; day += 1) {
        Alone one{{.place = "wangqing", .numbers = {{"route.capture", 0.5}}}};
        bound_south(one);
        const bool expected = is_caught(one, day, 0.5);
        const Deed deed = one.does(contact, day);
        EXPECT_EQ(detail_of<SettingOutDetail>(deed.event().detail).caught, expected);
        EXPECT_EQ(deed.life.career.stage, expected ? Stage::custody : Stage::journey);
        caught += expected;
    }
    EXPECT_GT(caught, 5u);
    EXPECT_LT(caught, 25u);
}

TEST(Contact, ends_alike_for_all_of_a_family)
{
    for (const double share : {0.0, 1.0}) {
        Alone one{{.place = "wangqing", .numbers = {{"route.capture", share}}}};
        bound_south(one);
        const Address child = one.child(1, 1990);
        const Deed deed = one.does(contact, today);
        const Letter letter = deed.letter_of(come_along);
        EXPECT_EQ(letter.to, child.id);
        Alone along{{.place = "wangqing", .numbers = {{"route.capture", 1 - share}}}};
        bound_south(along);
        const Deed with =
            along.reads(come_along, letter.day, {.from = one.self().id, .payload = letter.payload});
        EXPECT_EQ(with.life.career.stage, deed.life.career.stage);
        EXPECT_EQ(with.life.career.stage_until, deed.life.career.stage_until);
        EXPECT_EQ(with.exile->way, deed.exile->way);
        EXPECT_EQ(with.event().with, one.self().id);
    }
}

TEST(TakenAlong, leaves_in_China_whoever_was_born_there_when_the_team_is_caught)
{
    for (const bool caught : {false, true}) {
        Alone one{{.place = "wangqing", .numbers = {{"route.child_goes", 1}}}};
        one.life().career.stage = Stage::abroad;
        one.life().household = no_household;
        const Deed deed = one.reads(
            come_along, today,
            {.from = one.other(1).id,
             .payload = payload_of(Team{.way = Way::mongolia, .caught = caught, .days = 9})});
        EXPECT_EQ(deed.life.career.stage, caught ? Stage::abroad : Stage::journey);
        EXPECT_EQ(deed.is_quiet(), caught);
    }
}

TEST(Contact, and_resolve_promise_no_more_than_the_best_circumstances_bring)
{
    Alone one{across({.numbers = {{"route.broker", 2},
                                  {"route.team", 6},
                                  {"route.resolve", 0.5},
                                  {"route.resolve_factor/church", 3},
                                  {"route.resolve_factor/family", 0.25},
                                  {"route.access/partner", 0.2},
                                  {"route.access/trusted", 1.5},
                                  {"route.access/guided", 4}}})};
    Exile& exile = bound_south(one);
    EXPECT_DOUBLE_EQ(one.ceiling(contact, today).rate.value(), 6 * 4);
    EXPECT_EQ(one.ceiling(resolve, today).until, no_day);
    exile.aim = Aim::earn;
    EXPECT_DOUBLE_EQ(one.ceiling(resolve, today).rate.value(), 0.5 * 3 * 4);
}

TEST(Resolve, ROUTE_01_changes_the_aim_and_nothing_else)
{
    Alone one{across()};
    bound_south(one).aim = Aim::earn;
    const Life before = one.life();
    const Deed deed = one.does(resolve, today);
    EXPECT_EQ(changes(before, deed.life), Fields{});
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(deed.left_for, engine::nowhere);
}

TEST(Resolve, waits_like_contact_until_a_woman_is_trusted)
{
    Alone one{well_known({.numbers = {{"route.resolve", 0.5},
                                      {"route.access/partner", 0.25},
                                      {"route.access/trusted", 1},
                                      {"route.trust_years", 2}}})};
    Exile& exile = bound_south(one);
    exile.aim = Aim::earn;
    exile.stay = Stay::partner;
    exile.since = today;
    const double all = 1e6 / (1e6 + 1);
    EXPECT_DOUBLE_EQ(one.rate(resolve, today), 0.125 * all);
    exile.since = today - 731;
    EXPECT_DOUBLE_EQ(one.rate(resolve, today), 0.5 * all);
}

TEST(Called, FAMILY_09_changes_nothing_but_the_way_out)
{
    Alone at_home;
    const Life before = at_home.life();
    const Deed deed = at_home.reads(called, today, {.from = at_home.other(1).id});
    EXPECT_EQ(changes(before, deed.life), Fields{"career.sent_for"});
    EXPECT_EQ(deed.event().with, at_home.other(1).id);
    EXPECT_EQ(deed.letters.size(), deed.count(guide_gone));
}

TEST(Called, FAMILY_09_is_for_as_long_as_the_guide_waits)
{
    Alone one{{.numbers = {{"route.guide_waits", 2}}}};
    const Deed deed = one.reads(called, today, {.from = one.other(1).id});
    const Letter letter = deed.letter_of(guide_gone);
    EXPECT_EQ(letter.to, one.self().id);
    EXPECT_EQ(letter.day, today + engine::days_in_years(2));
    one.life() = deed.life;
    EXPECT_EQ(one.reads(called, today + 5, {.from = one.other(1).id}).count(guide_gone), 0u);
    EXPECT_FALSE(one.reads(guide_gone, letter.day).life.career.sent_for);
}

TEST(GuideGone, is_nothing_to_those_who_have_left)
{
    for (const Stage stage : {Stage::leaving, Stage::abroad, Stage::journey, Stage::south}) {
        Alone one;
        one.life().career.sent_for = true;
        one.life().career.stage = stage;
        const Deed deed = one.reads(guide_gone, today);
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_TRUE(deed.life.career.sent_for);
    }
}

TEST(Called, FAMILY_09_fetches_a_child_born_in_China_with_a_guide)
{
    Alone one{well_known({.numbers = {{"border.fetched_age", 5}, {"route.broker", 1}}})};
    one.life().career.stage = Stage::abroad;
    one.life().birth_place = one.here();
    const Deed deed = one.reads(called, today, {.from = one.other(1).id});
    ASSERT_TRUE(deed.exile.has_value());
    EXPECT_EQ(deed.exile->aim, Aim::south);
    one.life().born = day_of(1998);
    EXPECT_EQ(one.rate(contact, today), 0) << "no guide takes the smallest";
    one.life().born = day_of(1994);
    EXPECT_GT(one.rate(contact, today), 0);
    EXPECT_EQ(one.rate(resolve, today), 0);
}

TEST(Called, comes_to_nobody_who_serves_or_is_held)
{
    for (const Stage stage : {Stage::soldier, Stage::detained, Stage::custody, Stage::camp}) {
        Alone one;
        one.life().career.stage = stage;
        const Deed deed = one.reads(called, today, {.from = one.other(1).id});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_FALSE(deed.life.career.sent_for);
        EXPECT_EQ(deed.letter_of(south::brought_back).to, one.other(1).id);
        EXPECT_EQ(deed.count(guide_gone), 0u);
    }
}

TEST(GuideGone, is_not_told_to_the_front)
{
    Alone one;
    one.life().career.sent_for = true;
    one.life().career.stage = Stage::soldier;
    const Deed deed = one.reads(guide_gone, today);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_FALSE(deed.life.career.sent_for);
}

TEST(Contact, FAMILY_09_of_whom_kin_pay_for_is_told_as_a_guide_who_comes)
{
    for (const bool guided : {true, false}) {
        Alone one{across()};
        bound_south(one).guided = guided;
        const Deed deed = one.does(contact, today);
        EXPECT_EQ(detail_of<SettingOutDetail>(deed.event().detail).fetched, guided);
    }
}

TEST(Contact, is_not_on_the_day_of_coming_to_a_place)
{
    Alone one{across()};
    bound_south(one).since = today;
    EXPECT_EQ(one.rate(contact, today), 0);
    EXPECT_GT(one.rate(contact, today + 1), 0);
}

} // namespace
} // namespace counterlife::model::route

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What makes somebody leave, and how they leave.

#include "model/border/departure.h"

#include "model/border/border.h"
#include "model/family/family.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <functional>

namespace counterlife::model::border {
namespace {

using engine::day_of;

constexpr Day summer = day_of(1995, 6, 15), winter = day_of(1995, 1, 15);

/// Somebody at work.
struct Grown : Alone {
    explicit Grown(const Given& given = {}) : Alone{given} { life().career.stage = Stage::worker; }
};

using Named = std::vector<std::pair<std::string, double>>;
const std::vector<std::string> pushes{"hunger",  "watched", "deterrence", "label",
                                      "shunned", "grief",   "outside"};

/// A rate of one for a push of one, on the river in summer; nothing pushes, nothing holds back.
Named plain(const Named& but = {})
{
    Named numbers{{"border.departure", 1}, {"border.openness", 1},
                  {"border.hold", 0},      {"border.age", 1},
                  {"border.women", 1},     {"border.reach", 1},
                  {"border.season", 1},    {"border.yalu_open", 1},
                  {"border.farther", 0},   {"border.oath_deterrence", 0},
                  {"border.experience", 1}};
    for (const std::string& push : pushes) numbers.emplace_back("border.push/" + push, 0);
    numbers.insert(numbers.end(), but.begin(), but.end());
    return numbers;
}

struct Push {
    const char* row;
    std::function<void(Career&)> suffer;
};
const std::vector<Push> told{
    {"watched", [](Career& career) { career.watched = true; }},
    {"label", [](Career& career) { career.traitor = true; }},
    {"shunned", [](Career& career) { career.shunned = true; }},
    {"grief", [](Career& career) { career.lost_family = true; }},
};

TEST(Departure, BORDER_01_each_push_has_the_weight_of_its_own_row)
{
    for (const Push& row : told)
        for (const Push& suffered : told) {
            Grown one{{.numbers = plain({{std::string{"border.push/"} + row.row, 0.7}})}};
            suffered.suffer(one.life().career);
            const double expected = row.row == suffered.row ? 0.7 : 0;
            EXPECT_DOUBLE_EQ(one.rate(departure, summer), expected)
                << row.row << " for " << suffered.row;
        }
}

TEST(Departure, is_not_of_a_woman_near_her_time)
{
    Grown one{{.numbers = plain({{"border.push/watched", 0.7}})}};
    one.life().career.watched = true;
    one.life().sex = Sex::female;
    one.life().conceived = summer - 100;
    EXPECT_DOUBLE_EQ(one.rate(departure, summer), 0.7);
    one.life().conceived = summer - 230;
    EXPECT_EQ(one.rate(departure, summer), 0);
}

TEST(Departure, LOOP_05_the_watch_deters_as_well_as_it_pushes)
{
    Grown one{{.numbers = plain({{"border.push/watched", 0.7}, {"border.push/deterrence", 0.2}})}};
    one.life().career.watched = true;
    EXPECT_DOUBLE_EQ(one.rate(departure, summer), 0.5);
    Grown free{{.numbers = plain({{"border.push/deterrence", 0.2}, {"border.push/grief", 0.6}})}};
    free.life().career.lost_family = true;
    EXPECT_DOUBLE_EQ(free.rate(departure, summer), 0.6);
    Grown deterred{{.numbers = plain({{"border.push/deterrence", 0.2}})}};
    deterred.life().career.watched = true;
    EXPECT_EQ(deterred.rate(departure, summer), 0);
}

TEST(Departure, BORDER_01_pushes_add_up_and_each_claim_takes_its_own_away)
{
    const Named all = plain({{"border.push/watched", 1},
                             {"border.push/label", 2},
                             {"border.push/shunned", 4},
                             {"border.push/grief", 8}});
    const auto rate = [&](std::vector<std::string> off) {
        Grown one{{.numbers = all, .off = std::move(off)}};
        for (const Push& push : told) push.suffer(one.life().career);
        return one.rate(departure, summer);
    };
    EXPECT_DOUBLE_EQ(rate({}), 15);
    EXPECT_DOUBLE_EQ(rate({"LOOP-05"}), 14);
    EXPECT_DOUBLE_EQ(rate({"SECURITY-11"}), 13);
    EXPECT_DOUBLE_EQ(rate({"SECURITY-12"}), 11);
    EXPECT_DOUBLE_EQ(rate({"FAMILY-08"}), 7);
    EXPECT_EQ(rate({"BORDER-01"}), 0);
}

/// The rate of somebody shunned, with a push of one.
double rate_with(const Named& numbers, const std::function<void(Alone&)>& change, Day day = summer,
                 std::vector<std::string> off = {})
{
    Named with = plain({{"border.push/shunned", 1}});
    with.insert(with.end(), numbers.begin(), numbers.end());
    Grown one{{.numbers = with, .off = std::move(off)}};
    one.life().born = day_of(1965);
    one.life().career.shunned = true;
    change(one);
    return one.rate(departure, day);
}

TEST(Departure, devotion_membership_and_a_small_child_hold_back)
{
    const Named hold{{"border.hold/devotion", 0.8}};
    EXPECT_DOUBLE_EQ(rate_with(hold, [](Alone& one) { one.life().career.devotion = 50; }), 0.6);
    EXPECT_DOUBLE_EQ(rate_with(hold, [](Alone& one) { one.life().career.devotion = 0; }), 1);
    EXPECT_DOUBLE_EQ(rate_with({{"border.hold/member", 0.4}},
                               [](Alone& one) { one.life().career.standing = Standing::member; }),
                     0.6);
    const Named child{{"border.hold/child", 0.3}, {"border.small_child", 10}};
    EXPECT_DOUBLE_EQ(rate_with(child, [](Alone& one) { one.child(1, 1986); }), 0.7);
    EXPECT_DOUBLE_EQ(rate_with(child, [](Alone& one) { one.child(1, 1985); }), 1);
    EXPECT_DOUBLE_EQ(
        rate_with(child, [](Alone& one) { one.child(1, 1986); }, summer, {"FAMILY-03"}), 1);
}

TEST(Departure, differs_by_age_sex_and_experience_of_the_way)
{
    const Named by_age{{"border.age/15-24", 2},
                       {"border.age/25-44", 3},
                       {"border.age/45-59", 5},
                       {"border.age/60+", 7},
                       {"border.first_age", 15}};
    const auto aged = [&](int years, Days days) {
        return rate_with(by_age, [&](Alone& one) {
            one.life().born = engine::birthday(summer, -years) + 1 - days;
        });
    };
    EXPECT_EQ(aged(15, 0), 0);
    EXPECT_DOUBLE_EQ(aged(15, 1), 2);
    EXPECT_DOUBLE_EQ(aged(25, 0), 2);
    EXPECT_DOUBLE_EQ(aged(25, 1), 3);
    EXPECT_DOUBLE_EQ(aged(45, 1), 5);
    EXPECT_DOUBLE_EQ(aged(60, 1), 7);
    EXPECT_DOUBLE_EQ(
        rate_with({{"border.women", 0.5}}, [](Alone& one) { one.life().sex = Sex::female; }), 0.5);
    EXPECT_DOUBLE_EQ(
        rate_with({{"border.experience", 2.5}}, [](Alone& one) { one.exile().crossings = 1; }),
        2.5);
}

TEST(Departure, SECURITY_10_the_oath_deters_by_its_share)
{
    const auto sworn = [](Alone& one) { one.exile().oath = true; };
    EXPECT_DOUBLE_EQ(rate_with({{"border.oath_deterrence", 0.1}}, sworn), 0.9);
    EXPECT_DOUBLE_EQ(rate_with({{"border.oath_deterrence", 0.1}}, sworn, summer, {"SECURITY-10"}),
                     1);
}

TEST(Departure, BORDER_08_off_nobody_goes_again_after_punishment)
{
    const auto punished = [](Alone& one) { one.exile().punished = 1; };
    EXPECT_DOUBLE_EQ(rate_with({}, punished), 1);
    EXPECT_EQ(rate_with({}, punished, summer, {"BORDER-08"}), 0);
}

TEST(Departure, BORDER_04_follows_the_season)
{
    const Named seasons{{"border.season/ice", 0.4},  {"border.season/cold", 0.1},
                        {"border.season/warm", 0.9}, {"border.season/flood", 0.2},
                        {"border.freeze_day", 320},  {"border.thaw_day", 90},
                        {"border.cold_days", 30}};
    const auto on_day = [&](Days in_year, std::vector<std::string> off = {}) {
        return rate_with(seasons, [](Alone&) {}, day_of(1995) + in_year - 1, std::move(off));
    };
    EXPECT_DOUBLE_EQ(on_day(1), 0.4);
    EXPECT_DOUBLE_EQ(on_day(89), 0.4);
    EXPECT_DOUBLE_EQ(on_day(90), 0.1);
    EXPECT_DOUBLE_EQ(on_day(119), 0.1);
    EXPECT_DOUBLE_EQ(on_day(120), 0.9);
    EXPECT_DOUBLE_EQ(on_day(181), 0.9) << "the thirtieth of June";
    EXPECT_DOUBLE_EQ(on_day(182), 0.2) << "the first of July";
    EXPECT_DOUBLE_EQ(on_day(243), 0.2);
    EXPECT_DOUBLE_EQ(on_day(244), 0.9);
    EXPECT_DOUBLE_EQ(on_day(289), 0.9);
    EXPECT_DOUBLE_EQ(on_day(290), 0.1);
    EXPECT_DOUBLE_EQ(on_day(320), 0.4);
    EXPECT_DOUBLE_EQ(on_day(1, {"BORDER-04"}), 0.9);
}

TEST(Departure, is_not_for_those_who_are_tied_or_have_no_house)
{
    EXPECT_EQ(rate_with({}, [](Alone& one) { one.life().household = no_household; }), 0);
    EXPECT_EQ(rate_with({}, [](Alone& one) { one.life().betrothed = true; }), 0);
    EXPECT_EQ(rate_with({}, [](Alone& one) { one.life().career.bound = true; }), 0);
}

TEST(Departure, of_those_sent_for_needs_no_push_and_no_open_border)
{
    Grown one{{.numbers = plain({{"border.sent_for", 2}, {"border.openness", 0}})}};
    EXPECT_EQ(one.rate(departure, summer), 0);
    one.life().career.sent_for = true;
    EXPECT_DOUBLE_EQ(one.rate(departure, summer), 2);
}

/// Somebody of Hoeryong with wife, parents and a small child there.
void with_family(Alone& one)
{
    Life& life = one.life();
    life.born = day_of(1965);
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.mother = one.other(2);
    life.father = one.other(3);
    one.child(4, 1990);
}

TEST(Departure, FAMILY_04_alone_bids_farewell_to_the_wife_and_tells_both_parents)
{
    Grown one{{.numbers = {{"border.joint", 0}, {"border.lead_days", 5}}}};
    with_family(one);
    const Deed deed = one.does(departure, winter);
    EXPECT_EQ(deed.letter_of(family::farewell).to, one.other(1).id);
    EXPECT_EQ(deed.letter_of(family::farewell).payload, 1u) << "with a promise";
    EXPECT_EQ(deed.count(family::child_gone), 2u);
    EXPECT_EQ(deed.letters_to(one.other(2).id).size(), 1u);
    EXPECT_EQ(deed.letters_to(one.other(3).id).size(), 1u);
    EXPECT_EQ(deed.count(come_along), 0u);
    EXPECT_TRUE(deed.exile->alone);
    EXPECT_EQ(deed.life.career.stage, Stage::leaving);
    EXPECT_EQ(deed.life.career.stage_until, winter + 5);
    EXPECT_EQ(deed.exile->home, one.here());
}

TEST(Departure, sees_wife_or_husband_for_the_last_time_where_neither_has_gone_before)
{
    for (const bool left_behind : {false, true})
        for (const bool lost : {false, true}) {
            Alone one{{.numbers = {{"border.joint", 0}, {"border.lead_days", 5}}}};
            with_family(one);
            one.life().career.left_behind = left_behind;
            one.life().career.lost_family = lost;
            EXPECT_EQ(one.does(departure, winter).exile->last_seen,
                      left_behind || lost ? engine::no_day : winter + 5);
        }
}

TEST(Departure, FAMILY_03_together_asks_wife_and_child_to_come)
{
    Grown one{{.numbers = {{"border.joint", 1}, {"border.lead_days", 5}}}};
    with_family(one);
    const Deed deed = one.does(departure, winter);
    EXPECT_EQ(deed.count(come_along), 2u);
    for (const std::uint32_t kin : {1, 4}) {
        const auto letters = deed.letters_to(one.other(kin).id);
        ASSERT_EQ(letters.size(), 1u);
        EXPECT_EQ(letters[0].payload, static_cast<std::uint64_t>((winter + 5).count()));
    }
    EXPECT_EQ(deed.count(family::farewell), 0u);
    EXPECT_FALSE(deed.exile->alone);
    EXPECT_FALSE(deed.exile->promised);
}

TEST(Departure, BORDER_02_from_the_interior_first_goes_to_the_river)
{
    Grown one{{.place = "pyongchon-district"}};
    const Deed deed = one.does(departure, winter);
    EXPECT_EQ(deed.left_for, one.numbers().map.crossing[one.here()]);
    EXPECT_EQ(deed.arrival, &riverside);
    Grown there;
    EXPECT_EQ(there.does(departure, winter).left_for, engine::nowhere);
}

TEST(Departure, BELIEF_07_buries_the_certificate)
{
    for (const bool off : {false, true}) {
        Given given{.numbers = {{"border.bury", 1}}};
        if (off) given.off = {"BELIEF-07"};
        Grown one{given};
        one.life().career.certificate = Certificate::kept;
        const Career career = one.does(departure, winter).life.career;
        EXPECT_EQ(career.certificate, off ? Certificate::kept : Certificate::hidden);
        EXPECT_EQ(career.devotion, off ? 50 : 0);
    }
}

TEST(Departure, ROUTE_01_is_for_the_South_by_what_has_been_lost)
{
    const Named aims{{"border.aim_south/first", 0},
                     {"border.aim_south/again", 1},
                     {"border.aim_south/uprooted", 0},
                     {"border.aim_south/without", 0}};
    const auto aim = [&](std::uint8_t crossings, bool lost, std::uint8_t punished) {
        Grown one{{.numbers = aims}};
        one.exile().crossings = crossings;
        one.exile().punished = punished;
        one.life().career.lost_family = lost;
        return one.does(departure, winter).exile->aim;
    };
    EXPECT_EQ(aim(0, false, 0), Aim::earn);
    EXPECT_EQ(aim(0, true, 0), Aim::earn) << "the first time";
    EXPECT_EQ(aim(1, true, 0), Aim::south);
    EXPECT_EQ(aim(1, false, 1), Aim::south);
    EXPECT_EQ(aim(1, true, 1), Aim::earn) << "the share of those uprooted is none here";
    EXPECT_EQ(aim(1, false, 0), Aim::earn);
}

TEST(ComeAlong, FAMILY_03_is_for_those_still_there_by_the_night_of_the_crossing)
{
    const auto goes = [](Day crosses, const char* from, const std::function<void(Life&)>& change) {
        Grown one;
        change(one.life());
        const Deed deed = one.reads(come_along, winter,
                                    {.from = one.other(1).id,
                                     .payload = static_cast<std::uint64_t>(crosses.count()),
                                     .from_place = one.place_named(from)});
        return deed.life.career.stage == Stage::leaving;
    };
    const auto as_is = [](Life&) {};
    EXPECT_TRUE(goes(winter, "hoeryong", as_is));
    EXPECT_FALSE(goes(winter - 1, "hoeryong", as_is));
    EXPECT_FALSE(goes(winter + 3, "onsong", as_is));
    EXPECT_FALSE(goes(winter, "hoeryong", [](Life& life) { life.betrothed = true; }));
    EXPECT_FALSE(goes(winter, "hoeryong", [](Life& life) { life.household = no_household; }));
    EXPECT_FALSE(goes(winter, "hoeryong", [](Life& life) { life.career.stage = Stage::soldier; }));
}

TEST(Departure, notes_how_somebody_leaves)
{
    const auto noted = [](const Named& numbers, const std::function<void(Alone&)>& change) {
        Named with{
            {"border.joint", 0}, {"border.scout", 0}, {"border.bury", 0}, {"border.aim_south", 0}};
        with.insert(with.end(), numbers.begin(), numbers.end());
        Grown one{{.numbers = with}};
        with_family(one);
        change(one);
        return detail_of<DepartureDetail>(one.does(departure, winter).event().detail);
    };
    const auto as_is = [](Alone&) {};
    EXPECT_EQ(code_of(noted({{"border.departure", 0}}, as_is)), 0);
    EXPECT_TRUE(noted({{"border.joint", 1}}, as_is).together);
    EXPECT_TRUE(noted({{"border.scout", 1}}, as_is).scouted);
    EXPECT_TRUE(noted({{"border.aim_south", 1}}, as_is).for_the_south);
    EXPECT_TRUE(noted({}, [](Alone& one) { one.exile().crossings = 1; }).again);
    const DepartureDetail called =
        noted({{"border.scout", 1}}, [](Alone& one) { one.life().career.sent_for = true; });
    EXPECT_TRUE(called.sent_for && called.for_the_south);
    EXPECT_FALSE(called.scouted) << "the guide knows the bank";
    EXPECT_TRUE(noted({{"border.bury", 1}}, [](Alone& one) {
                    one.life().career.certificate = Certificate::kept;
                }).buried);
}

TEST(DepartureRecord, has_its_permanent_numbers)
{
    EXPECT_EQ(code_of(DepartureDetail{.together = true}), 1);
    EXPECT_EQ(code_of(DepartureDetail{.scouted = true}), 2);
    EXPECT_EQ(code_of(DepartureDetail{.again = true}), 4);
    EXPECT_EQ(code_of(DepartureDetail{.for_the_south = true}), 8);
    EXPECT_EQ(code_of(DepartureDetail{.sent_for = true}), 16);
    EXPECT_EQ(code_of(DepartureDetail{.buried = true}), 32);
    EXPECT_EQ(code_of(DepartureDetail{.most = Why::hunger}), 1 << 7);
    EXPECT_EQ(code_of(DepartureDetail{.next = Why::hunger}), 1 << 11);
    EXPECT_EQ(code_of(DepartureDetail{.against = Why::hunger}), 1 << 15);
    EXPECT_EQ(departure.beside.record->leads(63), Turn::sets_out);
}

TEST(Departure, comes_to_nobody_who_is_too_old_for_a_night_on_the_river)
{
    for (const bool sent_for : {false, true}) {
        Grown one{{.numbers = plain({{"border.push/shunned", 1},
                                     {"border.sent_for", 2},
                                     {"border.last_age/alone", 70},
                                     {"border.last_age/guided", 85}})}};
        one.life().career.shunned = true;
        one.life().career.sent_for = sent_for;
        const auto rate_at = [&](int age) {
            one.life().born = engine::birthday(summer, -age);
            return one.rate(departure, summer);
        };
        EXPECT_DOUBLE_EQ(rate_at(69), sent_for ? 3 : 1);
        EXPECT_DOUBLE_EQ(rate_at(70), sent_for ? 2 : 0);
        EXPECT_DOUBLE_EQ(rate_at(84), sent_for ? 2 : 0);
        EXPECT_EQ(rate_at(85), 0);
        EXPECT_EQ(one.ceiling(departure, summer).rate, never);
    }
}

TEST(Departure, FAMILY_09_of_a_child_is_with_a_guide_alone)
{
    for (const bool sent_for : {false, true}) {
        Grown one{
            {.numbers = plain(
                 {{"border.push/shunned", 9}, {"border.sent_for", 2}, {"border.fetched_age", 5}})}};
        one.life().career.stage = Stage::child;
        one.life().career.shunned = true;
        one.life().career.sent_for = sent_for;
        EXPECT_TRUE(one.meets(departure));
        const auto rate_at = [&](int age) {
            one.life().born = engine::birthday(summer, -age);
            return one.rate(departure, summer);
        };
        EXPECT_EQ(rate_at(4), 0);
        EXPECT_DOUBLE_EQ(rate_at(5), sent_for ? 2 : 0);
        EXPECT_DOUBLE_EQ(rate_at(14), sent_for ? 2 : 0);
        if (!sent_for) continue;
        const Deed deed = one.does(departure, summer);
        EXPECT_TRUE(detail_of<DepartureDetail>(deed.event().detail).fetched);
        EXPECT_EQ(deed.life.career.stage, Stage::leaving);
        EXPECT_TRUE(deed.exile->guided);
    }
}

TEST(Departure, breaks_school_off_with_the_years_so_far)
{
    Grown one{{.numbers = plain({{"schooling.start_age", 7}, {"schooling.term_start_month", 4}})}};
    one.life().born = day_of(1983, 3, 1);
    one.life().school = School::pupil;
    one.life().career.stage = Stage::child;
    one.life().career.sent_for = true;
    EXPECT_EQ(one.does(departure, summer).life.school_years, 5);
}

TEST(Departure, is_not_on_the_day_of_coming_home)
{
    Grown one{{.numbers = plain({{"border.push/grief", 0.7}})}};
    one.life().career.lost_family = true;
    one.exile().came_home = summer;
    EXPECT_EQ(one.rate(departure, summer), 0);
    EXPECT_DOUBLE_EQ(one.rate(departure, summer + 1), 0.7);
}

TEST(ComeAlong, tells_whoever_leads_that_wife_or_husband_is_at_hand)
{
    Grown one;
    with_family(one);
    const auto comes = [&](const Address& who) {
        return one.reads(come_along, summer,
                         {.from = who.id,
                          .payload = static_cast<std::uint64_t>((summer + 1).count()),
                          .from_place = one.here()});
    };
    const Deed deed = comes(one.life().spouse);
    EXPECT_EQ(deed.letter_of(at_side).to, one.life().spouse.id);

    Grown leader;
    with_family(leader);
    leader.life().career.stage = Stage::leaving;
    leader.exile().alone = false;
    EXPECT_TRUE(leader.reads(at_side, summer, {.from = leader.life().spouse.id}).exile->beside);
    leader.exile().beside = false;
    EXPECT_FALSE(leader.reads(at_side, summer, {.from = leader.other(9).id}).exile->beside);
}

} // namespace
} // namespace counterlife::model::border

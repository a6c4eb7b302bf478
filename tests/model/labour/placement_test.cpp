// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The labour office: what it sees to be lacking, where it places people, and when they retire.

#include "model/border/border.h"
#include "model/labour/labour.h"
#include "model/labour/placement.h"
#include "model/offices.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::labour {
namespace {

using engine::day_of;
using Claims = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1990, 4, 10);
constexpr auto day_number = static_cast<std::uint32_t>(today.count());
constexpr std::size_t land = 0, town = 1;

constexpr std::size_t at(Sector sector)
{
    return static_cast<std::size_t>(sector);
}

TEST(Planning, falls_on_the_first_of_each_month)
{
    Alone office;
    EXPECT_EQ(office.next(planning, day_of(1990, 4, 1)), day_of(1990, 4, 1));
    EXPECT_EQ(office.next(planning, day_of(1990, 4, 2)), day_of(1990, 5, 1));
    EXPECT_EQ(office.next(planning, day_of(1990, 12, 2)), day_of(1991, 1, 1));
    EXPECT_EQ(planning.office, labour_office);
}

/// Half of all are to mine where the shipped share is a quarter; the rest by sector.
const Named plans{{"labour.mine_factor", 2},          {"labour.plan/land/farm", 0.5},
                  {"labour.plan/land/mine", 0.9},     {"labour.plan/land/factory", 0.2},
                  {"labour.plan/land/building", 0.1}, {"labour.plan/land/services", 0.16},
                  {"labour.plan/land/office", 0.04},  {"labour.plan/town/farm", 0.1},
                  {"labour.plan/town/mine", 0.9},     {"labour.plan/town/factory", 0.4},
                  {"labour.plan/town/building", 0.2}, {"labour.plan/town/services", 0.2},
                  {"labour.plan/town/office", 0.1},   {"labour.growth", 1.2},
                  {"labour.least_open", 0.01},        {"policy.scolding_months", 3}};

Alone& plan(Alone& office)
{
    const Deed deed = office.carries_out(planning, day_of(1990, 4, 1));
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
    return office;
}

TEST(Planning, counts_what_each_sector_lacks_on_the_land_and_in_the_town)
{
    Alone office{{.numbers = plans}};
    auto& workers = office.place_state().labour.workers;
    workers[land] = {10, 20, 0, 4, 0, 5};       // One more than thirty-nine is reckoned with.
    workers[town] = {0, 0, 9, 0, 10, 0};        // And than nineteen.
    office.place_state().committee.workers = 7; // As of a month ago.
    const auto& open = plan(office).place_state().labour.open;
    const auto expect = [&](std::size_t where, Sector sector, double lacks) {
        EXPECT_NEAR(open[where][at(sector)], lacks, 1e-5) << where << ' ' << at(sector);
    };
    expect(land, Sector::farm, 2);            // 1.2 of 10 planned, less 10
    expect(land, Sector::mine, 4);            // 1.2 of 20, less 20
    expect(land, Sector::factory, 4.8);       // 1.2 of 4
    expect(land, Sector::building, 0.01 * 2); // the least: 1.2 of 2, less 4, is none
    expect(land, Sector::services, 1.2 * 3.2);
    expect(land, Sector::office, 0.01 * 0.8);
    expect(town, Sector::farm, 1.2);
    expect(town, Sector::mine, 12);
    expect(town, Sector::factory, 0.01 * 4);
    expect(town, Sector::building, 2.4);
    expect(town, Sector::services, 0.01 * 2);
    expect(town, Sector::office, 1.2);
    EXPECT_EQ(office.place_state().committee.workers, 58);
}

TEST(Planning, sees_nobody_mine_where_there_is_no_mine)
{
    Alone office{{.place = "chung-district", .numbers = plans}};
    office.place_state().labour.workers[town] = {0, 0, 9, 0, 0, 0};
    const auto& open = plan(office).place_state().labour.open[town];
    EXPECT_EQ(open[at(Sector::mine)], 0);
    EXPECT_NEAR(open[at(Sector::building)], 2.4, 1e-5) << "of whom there are twice as many";
}

TEST(Planning, lets_the_place_hear_what_has_happened)
{
    Alone office{{.numbers = plans}};
    LabourState& labour = office.place_state().labour;
    labour.left_by_privilege = 4;
    labour.left_known = 1;
    labour.scoldings = 7;
    plan(office);
    EXPECT_EQ(labour.left_known, 4);
    EXPECT_EQ(labour.left_by_privilege, 4);
    EXPECT_EQ(labour.scoldings_known, 7);
    EXPECT_EQ(labour.scoldings, 4) << "of three a month one is forgotten";
    plan(office);
    EXPECT_EQ(labour.scoldings_known, 4);
    EXPECT_EQ(labour.scoldings, 2);
}

TEST(Planning, takes_stock_of_the_mine_too)
{
    Alone office{{.numbers = {{"mine.output_a_miner", 0.6}, {"mine.memory_months", 4}}}};
    office.place_state().labour.workers[land][at(Sector::mine)] = 60;
    office.place_state().labour.workers[town][at(Sector::mine)] = 40;
    office.place_state().pit.deaths = 2;
    const Pit& pit = plan(office).place_state().pit;
    EXPECT_NEAR(pit.output, 5, 1e-5);
    EXPECT_NEAR(pit.deaths_per_hundred, 6, 1e-5);
    EXPECT_EQ(pit.deaths, 0);
}

/// Somebody of forty who reports to the labour office today, where these sectors lack hands.
struct Reporting {
    std::vector<Sector> open{Sector::factory};
    Sex sex = Sex::male;
    Standing standing = Standing::outside;
    School school = School::left_school;
    Marital marital = Marital::never_married;
    std::uint32_t number = 0;
};

void report(Alone& one, const Reporting& who)
{
    Life& life = one.life();
    life.being.id += who.number;
    life.urban = true;
    life.sex = who.sex;
    life.school = who.school;
    life.marital = who.marital;
    life.career.standing = who.standing;
    life.career.stage = Stage::waiting;
    for (const Sector sector : who.open) one.place_state().labour.open[town][at(sector)] = 1;
}

Placed placed(const Given& given, const Reporting& who)
{
    Alone one{given};
    report(one, who);
    return detail_of<PlacementDetail>(one.does(placement, today).event().detail).placed;
}

TEST(Placement, falls_on_the_day_on_which_the_waiting_and_the_idle_report)
{
    Alone one;
    one.life().career.stage_until = today + 9;
    for (const Stage stage : {Stage::waiting, Stage::idle}) {
        one.life().career.stage = stage;
        EXPECT_TRUE(one.meets(placement));
        EXPECT_EQ(one.due(placement), today + 9);
    }
    one.life().career.stage = Stage::at_home;
    EXPECT_FALSE(one.meets(placement));
}

TEST(Placement, begins_work_in_one_of_eight_organisations_by_lot)
{
    for (std::uint32_t number = 0; number < 20; ++number) {
        Alone one;
        report(one, {.number = number});
        one.life().career.stage_until = today;
        const Deed deed = one.does(placement, today);
        const Career& career = deed.life.career;
        EXPECT_EQ(career.stage, Stage::worker);
        EXPECT_EQ(career.sector, Sector::factory);
        EXPECT_EQ(career.stage_since, today);
        EXPECT_EQ(career.stage_until, no_day);
        EXPECT_FALSE(career.bound);
        const double drawn = one.uniform(placement, 16 * day_number + 15);
        EXPECT_EQ(career.unit, static_cast<int>(8 * drawn));
        EXPECT_EQ(one.place_state().labour.workers[town][at(Sector::factory)], 1);
        EXPECT_TRUE(deed.letters.empty());
    }
}

TEST(Placement, goes_by_what_is_lacking_in_the_town_or_on_the_land)
{
    Alone one;
    report(one, {.open = {Sector::services}});
    one.life().urban = false;
    one.place_state().labour.open[land][at(Sector::building)] = 1;
    EXPECT_EQ(one.does(placement, today).life.career.sector, Sector::building);
    EXPECT_EQ(one.place_state().labour.workers[land][at(Sector::building)], 1);
    EXPECT_EQ(placed({}, {.open = {}}), placed_at(Sector::services)) << "where nothing is lacking";
    Alone peasant;
    report(peasant, {.open = {}});
    peasant.life().urban = false;
    EXPECT_EQ(peasant.does(placement, today).life.career.sector, Sector::farm);
}

/// How many of a hundred are placed in a sector.
int count(Sector sector, const Given& given, Reporting who)
{
    int count = 0;
    for (who.number = 0; who.number < 100; ++who.number)
        count += placed(given, who) == placed_at(sector);
    return count;
}

TEST(Placement, weighs_offices_and_for_women_mines)
{
    const std::vector<Sector> sectors_open{Sector::mine, Sector::factory};
    const Given dear{.numbers = {{"labour.weight/women_in_mines", 50}}};
    EXPECT_GT(count(Sector::mine, dear, {.open = sectors_open, .sex = Sex::female}), 90);
    const int men = count(Sector::mine, dear, {.open = sectors_open});
    EXPECT_GT(men, 30);
    EXPECT_LT(men, 70);
    const Given none{.numbers = {{"labour.weight/women_in_mines", 0}}};
    EXPECT_EQ(count(Sector::mine, none, {.open = sectors_open, .sex = Sex::female}), 0);
    const Given offices{.numbers = {{"labour.weight/office", 50}}};
    EXPECT_GT(count(Sector::office, offices,
                    {.open = {Sector::office, Sector::factory}, .standing = Standing::member}),
              90);
}

TEST(Placement, PARTY_14_closes_offices_to_those_outside_the_party)
{
    const Reporting outside{.open = {Sector::office, Sector::factory}, .school = School::graduate};
    EXPECT_EQ(count(Sector::office, {}, outside), 0);
    Reporting member = outside;
    member.standing = Standing::member;
    EXPECT_GT(count(Sector::office, {}, member), 50);
    const Given soft{.numbers = {{"exceptions.share/PARTY-14", 0.4}}, .soft = {"PARTY-14"}};
    for (std::uint32_t number = 0; number < 30; ++number) {
        Alone one{soft};
        report(one, {.open = {Sector::office}, .number = number});
        const bool is_open = one.uniform(placement, 1) < 0.4;
        EXPECT_EQ(one.does(placement, today).life.career.sector,
                  is_open ? Sector::office : Sector::services);
    }
}

TEST(Placement, PARTY_14_PARTY_01_off_opens_offices_to_graduates_instead)
{
    for (const std::string claim : {"PARTY-14", "PARTY-01"}) {
        const Given off{.off = {claim}};
        Reporting who{.open = {Sector::office}, .school = School::graduate};
        EXPECT_EQ(placed(off, who), placed_at(Sector::office)) << claim;
        for (const School other : {School::left_school, School::student}) {
            who.school = other;
            EXPECT_EQ(placed(off, who), placed_at(Sector::services)) << claim;
        }
    }
}

TEST(Placement, leaves_a_share_of_the_married_women_at_home_by_a_lot_of_their_own)
{
    const Given given{.numbers = {{"labour.housewives", 0.4}}};
    for (std::uint32_t number = 0; number < 30; ++number) {
        Alone wife{given};
        report(wife, {.sex = Sex::female, .marital = Marital::married, .number = number});
        const bool at_home = wife.uniform(placement, 0) < 0.4;
        const Deed deed = wife.does(placement, today);
        EXPECT_EQ(deed.life.career.stage, at_home ? Stage::at_home : Stage::worker);
        EXPECT_EQ(detail_of<PlacementDetail>(deed.event().detail).placed,
                  at_home ? Placed::keeps_house : placed_at(Sector::factory));
    }
    const Given all{.numbers = {{"labour.housewives", 1}}};
    EXPECT_EQ(placed(all, {.marital = Marital::married}), placed_at(Sector::factory)) << "a man";
    for (const Marital other : {Marital::never_married, Marital::widowed, Marital::divorced})
        EXPECT_EQ(placed(all, {.sex = Sex::female, .marital = other}), placed_at(Sector::factory));
}

TEST(Placement, retires_women_and_men_at_ages_of_their_own)
{
    const Given ages{.numbers = {{"labour.retirement_age/M", 50}, {"labour.retirement_age/F", 45}}};
    const auto retires = [&](Sex sex, int years) {
        Alone one{ages};
        report(one, {.sex = sex});
        one.life().born = engine::birthday(today, -years);
        return one.does(placement, today).life.career.stage == Stage::retired;
    };
    EXPECT_FALSE(retires(Sex::female, 44));
    EXPECT_TRUE(retires(Sex::female, 45));
    EXPECT_FALSE(retires(Sex::male, 49));
    EXPECT_TRUE(retires(Sex::male, 50));
}

TEST(Placement, ends_the_count_of_days_without_party_life)
{
    Alone one;
    report(one, {});
    one.life().career.stage = Stage::idle;
    one.life().career.stage_since = today - 100;
    one.life().career.missed = 40;
    EXPECT_EQ(one.does(placement, today).life.career.missed, 0);
}

TEST(Placement, LABOUR_12_off_lets_a_share_live_by_their_own_trade_by_a_lot)
{
    const Named traders{{"labour.self_employed", 0.4}};
    const Given off{.numbers = traders, .off = {"LABOUR-12"}};
    for (std::uint32_t number = 0; number < 30; ++number) {
        Alone one{off};
        report(one, {.number = number});
        const bool trades = one.uniform(placement, 2) < 0.4;
        const Deed deed = one.does(placement, today);
        EXPECT_EQ(deed.life.career.stage, trades ? Stage::trader : Stage::worker);
        EXPECT_EQ(detail_of<PlacementDetail>(deed.event().detail).placed,
                  trades ? Placed::own_trade : placed_at(Sector::factory));
        EXPECT_EQ(placed({.numbers = traders}, {.number = number}), placed_at(Sector::factory));
    }
}

TEST(Placement, enters_the_young_who_have_not_served_in_the_roll_once_and_with_a_goal)
{
    const auto young = [](Day born, Day enlisted, bool enrolled) {
        Alone one{{.numbers = {{"army.enlist_age", 17}}}};
        report(one, {});
        one.life().born = born;
        one.life().career.enlisted = enlisted;
        one.life().career.enrolled = enrolled;
        const Deed deed = one.does(placement, today);
        EXPECT_EQ(deed.life.career.stage, Stage::worker);
        const bool formed = deed.life.career.goal != Goal::undecided;
        const std::size_t entered = one.place_state().recruits.size();
        return std::pair{formed, entered};
    };
    const Day eighteen = engine::birthday(today, -18), seventeen = eighteen + 1;
    EXPECT_EQ(young(seventeen, no_day, false), (std::pair{true, std::size_t{1}}));
    EXPECT_EQ(young(eighteen, no_day, false), (std::pair{false, std::size_t{0}}));
    EXPECT_EQ(young(seventeen, no_day, true), (std::pair{true, std::size_t{0}}));
    EXPECT_EQ(young(seventeen, day_of(1989), false), (std::pair{false, std::size_t{0}}));
    for (const Goal goal : {Goal::study, Goal::family}) {
        Alone one;
        report(one, {});
        one.life().born = seventeen;
        one.life().career.goal = goal;
        EXPECT_EQ(one.does(placement, today).life.career.goal, goal) << "a goal is not formed anew";
    }
}

TEST(Retirement, falls_on_the_birthday_that_the_state_has_set)
{
    Alone one{{.numbers = {{"labour.retirement_age/M", 60}, {"labour.retirement_age/F", 55}}}};
    one.life().born = day_of(1930);
    one.life().sex = Sex::male;
    EXPECT_EQ(one.due(retirement), day_of(1990));
    one.life().sex = Sex::female;
    EXPECT_EQ(one.due(retirement), day_of(1985));
}

TEST(Retirement, comes_to_workers_and_traders_and_those_who_are_missing_from_work)
{
    Alone one;
    const std::vector<Stage> retire{Stage::worker, Stage::trader, Stage::absent, Stage::idle};
    for (std::size_t number = 0; number < stages; ++number) {
        const auto stage = static_cast<Stage>(number);
        one.life().career.stage = stage;
        EXPECT_EQ(one.meets(retirement), std::ranges::find(retire, stage) != retire.end());
    }
}

TEST(Retirement, gives_up_job_post_and_registration_and_unties_whom_an_order_bound)
{
    Alone one;
    report(one, {});
    Career& career = one.life().career;
    career.stage = Stage::worker;
    career.sector = Sector::mine;
    career.bound = true;
    career.standing = Standing::member;
    career.registered = true;
    career.post = Post::head;
    career.rank = Post::head;
    PlaceState& place = one.place_state();
    place.labour.workers[town][at(Sector::mine)] = 10;
    place.committee.members[at(Sector::mine)] = 4;
    place.committee.posts[static_cast<std::size_t>(Post::head)] = 2;
    const HouseholdId house = one.life().household;
    const Deed deed = one.does(retirement, today);
    EXPECT_EQ(deed.life.career.stage, Stage::retired);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, no_day);
    EXPECT_FALSE(deed.life.career.bound);
    EXPECT_FALSE(deed.life.career.registered);
    EXPECT_EQ(deed.life.career.post, Post::none);
    EXPECT_EQ(deed.life.career.rank, Post::head) << "which is not forgotten";
    EXPECT_EQ(deed.life.career.standing, Standing::member);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(place.labour.workers[town][at(Sector::mine)], 9);
    EXPECT_EQ(place.committee.members[at(Sector::mine)], 3);
    EXPECT_EQ(place.committee.posts[static_cast<std::size_t>(Post::head)], 1);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Retirement, takes_no_worker_from_the_count_for_a_trader)
{
    Alone one;
    report(one, {});
    one.life().career.stage = Stage::trader;
    one.life().career.sector = Sector::mine;
    one.place_state().labour.workers[town][at(Sector::mine)] = 10;
    EXPECT_EQ(one.does(retirement, today).life.career.stage, Stage::retired);
    EXPECT_EQ(one.place_state().labour.workers[town][at(Sector::mine)], 10);
}

TEST(MissingPartyLife, is_away_without_leave_or_beyond_the_country)
{
    for (std::size_t i = 0; i < stages; ++i) {
        const auto stage = static_cast<Stage>(i);
        const bool misses = stage == Stage::absent || stage == Stage::idle ||
                            stage == Stage::leaving || stage == Stage::abroad ||
                            stage == Stage::custody || stage == Stage::journey ||
                            stage == Stage::south || stage == Stage::seeking;
        EXPECT_EQ(misses_party_life(stage), misses) << i;
    }
}

TEST(MissingPartyLife, adds_up_from_stage_to_stage_as_far_as_can_be_counted)
{
    const auto missed_after = [](Days in_stage, int before) {
        Alone one{{.numbers = {{"border.detection", 0}, {"border.swept", 0}, {"border.drown", 0}}}};
        one.exile().home = one.here();
        Career& career = one.life().career;
        career.stage = Stage::leaving;
        career.stage_since = today - in_stage;
        career.missed = static_cast<std::uint8_t>(before);
        const Deed deed = one.does(border::crossing, today);
        EXPECT_EQ(deed.life.career.stage, Stage::abroad);
        return static_cast<int>(deed.life.career.missed);
    };
    EXPECT_EQ(missed_after(Days{3}, 40), 43);
    EXPECT_EQ(missed_after(Days{215}, 40), 255);
    EXPECT_EQ(missed_after(Days{400}, 40), 255);
}

TEST(Tied, are_those_in_others_hands_and_whom_an_order_binds)
{
    for (std::size_t i = 0; i < stages; ++i) {
        Life life;
        life.career.stage = static_cast<Stage>(i);
        const bool free =
            life.career.stage <= Stage::student && life.career.stage != Stage::soldier;
        const bool also_free =
            life.career.stage == Stage::absent || life.career.stage == Stage::idle ||
            life.career.stage == Stage::trader || life.career.stage == Stage::at_home ||
            life.career.stage == Stage::retired;
        EXPECT_EQ(is_tied(life), !free && !also_free) << i;
        life.career.bound = true;
        EXPECT_TRUE(is_tied(life)) << i;
    }
}

TEST(Retirement, comes_to_traders_when_they_are_too_old_to_trade)
{
    Alone one{{.numbers = {{"labour.retirement_age/F", 55}, {"food.trade_age/until", 60}}}};
    one.life().sex = Sex::female;
    one.life().born = day_of(1940);
    one.life().career.stage = Stage::trader;
    one.life().career.stage_since = day_of(1996);
    EXPECT_EQ(one.due(retirement), day_of(2000))
        << "and not on the day on which she turns to trading, at 56";
    EXPECT_TRUE(detail_of<RetirementDetail>(one.does(retirement, today).event().detail).trader);
    one.life().career.stage = Stage::worker;
    EXPECT_FALSE(detail_of<RetirementDetail>(one.does(retirement, today).event().detail).trader);
}

TEST(Planning, LABOUR_09_forgets_the_last_scolding_too)
{
    Alone office{{.numbers = {{"policy.scolding_months", 3}}}};
    office.place_state().labour.scoldings = 7;
    std::vector<std::int32_t> left;
    for (int month = 0; month < 5; ++month) {
        office.carries_out(planning, today);
        left.push_back(office.place_state().labour.scoldings);
    }
    EXPECT_EQ(left, (std::vector<std::int32_t>{4, 2, 1, 0, 0}));
}

} // namespace
} // namespace counterlife::model::labour

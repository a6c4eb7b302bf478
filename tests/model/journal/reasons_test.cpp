// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the decisions of several institutions name as what tipped them, and that the sentence says
// it. The formula of each rate is tested with its rule.

#include "model/china/china.h"
#include "model/china/farm.h"
#include "model/family/details.h"
#include "model/family/family.h"
#include "model/food/adrift.h"
#include "model/food/food.h"
#include "model/health/health.h"
#include "model/labour/absconding.h"
#include "model/labour/labour.h"
#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "model/privilege/plea.h"
#include "model/route/resolve.h"
#include "model/route/route.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1998, 6, 1);

template <class Detail> Detail noted(const Deed& deed)
{
    return detail_of<Detail>(deed.event().detail);
}
template <class Detail> std::string said(const Rule& rule, const Detail& detail)
{
    Telling telling{.detail = code_of(detail)};
    telling.children_along = [] { return std::string{}; };
    telling.last_of = [](auto) -> const Rule* { return nullptr; };
    return rule.beside.record->tell(telling);
}

Exile& across(Alone& one, Stay stay)
{
    one.life().career.stage = Stage::abroad;
    one.life().household = no_household;
    Exile& exile = one.exile();
    exile.crossings = 1;
    exile.home = one.place_named("hoeryong");
    exile.crossed = exile.since = today - 365;
    exile.stay = stay;
    exile.alone = true;
    return exile;
}

const Named home{{"china.home/hunger", 4},      {"china.home/family", 2},
                 {"china.home/promise", 1.5},   {"china.home/partner", 0.06},
                 {"china.home/aim_south", 0.5}, {"food.shortfall/northeast", 0.5}};

TEST(Reasons, of_going_home_are_hunger_and_family_against_the_man_she_lives_with)
{
    using china::Why;
    Alone one{{.place = "yanji", .numbers = home}};
    one.life().sex = Sex::female;
    one.life().children_born = 1;
    across(one, Stay::partner).promised = true;
    const auto why = noted<china::GoingHomeDetail>(one.does(china::going_home, today));
    EXPECT_EQ(why.most, Why::hunger); // 3 times
    EXPECT_EQ(why.next, Why::family); // twice
    EXPECT_EQ(why.against, Why::partner);
    EXPECT_EQ(said(china::going_home, why),
              "{He} sets out for home, back across the river, with empty hands. The hunger at home "
              "and the family at home weighed most; the man {he} lives with spoke against it.");
    Alone free{{.place = "yanji", .numbers = home}};
    across(free, Stay::hiding);
    EXPECT_EQ(noted<china::GoingHomeDetail>(free.does(china::going_home, today)).most, Why::nothing)
        << "nobody waits";
}

TEST(Reasons, of_asking_for_the_pay_are_those_of_going_home)
{
    Named numbers = home;
    numbers.emplace_back("china.reckoning", 0.5);
    numbers.emplace_back("china.honest", 1);
    numbers.emplace_back("food.shortfall/northeast", 0);
    for (int number = 0; number < 40; ++number) {
        Alone one{{.place = "wangqing", .numbers = numbers}};
        one.life().being.id += static_cast<LifeId>(number);
        one.life().children_born = 1;
        across(one, Stay::farm);
        const auto end = noted<china::ReckoningDetail>(one.does(china::reckoning, today));
        const bool asked = end.outcome != china::Outcome::not_asked;
        EXPECT_EQ(end.most, asked ? china::Why::family : china::Why::nothing);
        EXPECT_EQ(end.next, china::Why::nothing);
    }
}

TEST(Reasons, of_the_aim_of_the_south_are_its_word_and_a_church)
{
    using route::Why;
    Alone one{{.place = "yanji",
               .numbers = {{"route.resolve_factor/church", 3},
                           {"route.resolve_factor/family", 0.3},
                           {"route.teams_from_start", 100},
                           {"route.word_spreads", 1e6}}}};
    one.place_state().underground.arrived = 100;
    one.life().children_born = 1;
    Exile& exile = across(one, Stay::city);
    exile.church = exile.promised = true;
    const auto why = noted<route::ResolveDetail>(one.does(route::resolve, today));
    EXPECT_EQ(why.most, Why::church);
    EXPECT_EQ(why.next, Why::word) << "twice as many have come through as at first";
    EXPECT_EQ(why.against, Why::family);
    EXPECT_TRUE(said(route::resolve, why)
                    .ends_with("; the family that waits at home spoke against "
                               "it."));
}

TEST(Reasons, of_a_woman_who_is_trusted_in_the_house_or_watched)
{
    for (const int years : {0, 10}) {
        Alone one{{.place = "yanji",
                   .numbers = {{"route.access/partner", 0.1},
                               {"route.access/trusted", 5},
                               {"route.trust_years", 4}}}};
        one.life().sex = Sex::female;
        across(one, Stay::partner).since = today - engine::days_in_years(years);
        const auto why = noted<route::ResolveDetail>(one.does(route::resolve, today));
        EXPECT_EQ(why.most == route::Why::house, years == 10);
        EXPECT_EQ(why.against == route::Why::house, years == 0);
    }
}

TEST(Reasons, of_leaving_home_are_hunger_and_a_long_absence_against_a_promise)
{
    using family::Why;
    const auto leaves = [](Day last_seen, bool waits) {
        Alone one{{.numbers = {{"family.promise_hold", 0.5}, {"family.years_to_full", 2}}}};
        Life& life = one.life();
        life.marital = Marital::married;
        life.spouse = one.other(1);
        life.career.stage = Stage::worker;
        life.career.left_behind = true;
        one.place_state().rations.short_on_land = 0.5F;
        one.exile().last_seen = last_seen;
        one.exile().waits = waits;
        return noted<family::DispersalDetail>(one.does(family::dispersal, today));
    };
    const auto waited = leaves(today - 800, true);
    EXPECT_EQ(waited.most, Why::hunger);
    EXPECT_EQ(waited.next, Why::absence);
    EXPECT_EQ(waited.against, Why::promise);
    const auto at_once = leaves(today - 100, false);
    EXPECT_EQ(at_once.next, Why::nothing);
    EXPECT_EQ(at_once.against, Why::absence);
    EXPECT_TRUE(said(family::dispersal, at_once)
                    .ends_with(" Hunger weighed most; the short time since the parting spoke "
                               "against it."));
}

TEST(Reasons, of_a_divorce_are_little_regard_or_in_spite_of_much)
{
    using marriage::Why;
    const auto parts_with = [](int regard) {
        Alone one;
        one.life().sex = Sex::female;
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        one.life().career.husband = static_cast<std::uint8_t>(regard);
        return noted<marriage::DivorceDetail>(one.does(marriage::divorce, today));
    };
    EXPECT_EQ(parts_with(10).most, Why::regard);
    EXPECT_EQ(parts_with(90).against, Why::regard);
    EXPECT_EQ(parts_with(50).most, Why::nothing);
    EXPECT_TRUE(said(marriage::divorce, parts_with(90))
                    .ends_with(" {His} regard for the husband spoke against it."));
}

/// A miner bound by an order, angered and afraid.
struct Bound : Alone {
    explicit Bound(const Named& but = {}) : Alone{{.numbers = with(but)}}
    {
        Career& career = life().career;
        career.stage = Stage::worker;
        career.sector = Sector::mine;
        career.bound = true;
        career.stage_since = career.tried = day_of(1987);
        career.home = here();
        career.anger = 60;
        career.devotion = 0;
    }
    static Named with(const Named& but)
    {
        Named numbers{{"policy.fear_of_deaths", 0},     {"policy.fear_of_shock", 0.3},
                      {"policy.petition_threshold", 0}, {"policy.ladder", 0.5},
                      {"policy.shock_factor", 9},       {"belief.outside", 0},
                      {"belief.devotion_weight", 1},    {"health.before_petition", 0.2}};
        numbers.insert(numbers.end(), but.begin(), but.end());
        return numbers;
    }
};
using labour::Ground;

TEST(Reasons, of_a_petition_are_anger_and_fear_against_what_others_went_through)
{
    Bound one{{{"policy.witness_deterrence", 0.8}}};
    one.life().career.shaken = true;
    one.place_state().labour.scoldings_known = 1;
    const auto why = noted<labour::PetitionDetail>(one.does(labour::petition, today));
    EXPECT_EQ(why.most, Ground::anger);
    EXPECT_EQ(why.next, Ground::fear);
    EXPECT_EQ(why.against, Ground::scolding);
    EXPECT_TRUE(
        said(labour::petition, why)
            .ends_with(" Anger that others got away by privilege and fear of dying in the "
                       "pit weighed most; the public scolding of others spoke against it."));
}

TEST(Reasons, of_leaving_without_leave_are_many_deaths_before_all)
{
    Bound one;
    one.life().career.shaken = one.life().career.petitioned = true;
    one.life().career.devotion = 30;
    const Day soon_after = day_of(1996, 1, 10);
    const auto why = noted<labour::AbscondingDetail>(one.does(labour::absconding, soon_after));
    EXPECT_EQ(why.most, Ground::shock);
    EXPECT_EQ(why.against, Ground::devotion);
    EXPECT_TRUE(why.shaken);
}

TEST(Reasons, of_pleading_illness_are_the_petition_before_it)
{
    Bound one;
    one.life().career.petitioned = true;
    const auto why = noted<labour::RefugeDetail>(one.does(health::refuge, today));
    EXPECT_EQ(why.most, Ground::anger);
    EXPECT_EQ(why.next, Ground::petitioned);
    EXPECT_EQ(noted<labour::RefugeDetail>(Bound{}.does(health::refuge, today)).next,
              Ground::nothing);
}

TEST(Reasons, of_a_child_adrift_are_hunger_and_that_the_mother_is_gone)
{
    for (const bool motherless : {false, true}) {
        Alone one;
        one.life().born = day_of(1988);
        one.life().career.stage = Stage::child;
        one.life().mother = one.other(2);
        if (motherless) one.life().mother.note |= known_dead;
        const auto why = noted<food::AdriftDetail>(one.does(food::adrift, today));
        EXPECT_EQ(why.motherless, motherless);
        EXPECT_EQ(said(food::adrift, why).contains("without a mother"), motherless);
    }
}

} // namespace
} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Danger underground, privilege, the hospital, hunger, the watch, marriage.

#include "model/health/discharge.h"
#include "model/labour/absconding.h"
#include "model/labour/grounds.h"
#include "model/mine/explosion.h"
#include "model/school/details.h"
#include "tests/rows/sent.h"

#include "model/belief/belief.h"
#include "model/belief/news.h"
#include "model/marriage/details.h"
#include "model/party/party.h"
#include "model/privilege/plea.h"
#include "model/school/numbers.h"

namespace counterlife::tests {

namespace {

using model::Stage;
using model::Standing;

double rate_of(const Told& told, int from, int to)
{
    return static_cast<double>(told.count("mine.accident", from, to)) / (to - from + 1);
}

std::map<LifeId, Event> first_of(const Told& told, std::string_view rule_name)
{
    std::map<LifeId, Event> first;
    for (const Event& event : told.of(rule_name)) first.try_emplace(event.who, event);
    return first;
}

/// The baseline at a larger scale, for what is rare.
const Told& large()
{
    static const Told told = tell({}, {.until = 2002, .one_in = 200});
    return told;
}

double with_detail(const Told& told, std::string_view rule_name, std::int32_t detail)
{
    double those = 0, all = 0;
    for (const Event& event : told.of(rule_name)) ++all, those += event.detail == detail;
    return all > 0 ? those / all : 0;
}

} // namespace

// MINE-01  Deaths in the mines rise with unrenewed equipment, and not where it is kept sound.
TEST(Mines, kill_more_as_their_equipment_ages)
{
    EXPECT_GT(rate_of(large(), 1993, 1999), 1.5 * rate_of(large(), 1980, 1988));
    const Told sound = tell({.off = {"MINE-01"}}, {.until = 2000, .one_in = 200});
    EXPECT_LT(rate_of(sound, 1993, 1999), 1.4 * rate_of(sound, 1980, 1988));
}

// MINE-02  At the end of 1995 gas kills a number that is dozens at full scale, all of them miners
// there.
TEST(Mines, explode_once)
{
    double dead = 0;
    for (const Event& event : large().of("mine.explosion")) {
        EXPECT_EQ(engine::year_of(event.day), 1995);
        EXPECT_EQ(event.place, large().of("mine.explosion").front().place);
        dead += model::detail_of<model::mine::ExplosionDetail>(event.detail).killed;
    }
    EXPECT_GT(large().count("mine.explosion"), 50);
    EXPECT_LE(200 * dead, 600); // Dozens, give or take what one death in two hundred can tell.
    EXPECT_EQ(tell(without_claim("MINE-02"), {.until = 1997}).count("mine.explosion"), 0);
}

// MINE-03, MINE-04  In the months after it more leave, most of them shaken; without fear fewer
// would.
TEST(Mines, lose_people_after_the_explosion)
{
    const Told& told = baseline_told();
    const Told calm = tell(without_claim("MINE-03"));
    const auto left = [](const Told& of) {
        std::size_t shaken = 0;
        for (const Event& event : of.of("labour.absconding"))
            shaken += event.day >= day_of(1995, 12, 1) && event.day < day_of(1996, 3, 15) &&
                      model::detail_of<model::labour::AbscondingDetail>(event.detail).shaken;
        return shaken;
    };
    EXPECT_GT(left(told), left(calm));
    EXPECT_LT(tell(without_claim("MINE-04")).count("labour.petition"),
              told.count("labour.petition"));
}

// PRIV-01, PRIV-02  The children of officials are gone within three months or so; labourers' are
// not.
TEST(Privilege, opens_the_gate_to_the_children_of_officials)
{
    const Told told = tell({.men_factor = 10}, {.until = 1990, .one_in = 200});
    const auto arrived = first_of(told, "labour.reception"),
               gone = first_of(told, "privilege.release");
    std::map<LifeId, bool> asked; // Father and mother, and whether either can do something.
    for (const Event& event : told.of("privilege.plea")) {
        const auto parent = model::detail_of<model::privilege::PleaDetail>(event.detail);
        asked[event.with] |= parent.power >= 90 || parent.wealth >= 85;
    }
    std::size_t elite = 0;
    for (const auto& [child, gets_out] : asked) {
        EXPECT_EQ(gone.contains(child), gets_out) << child;
        if (!gets_out || !gone.contains(child)) continue;
        ++elite;
        EXPECT_LT((gone.at(child).day - arrived.at(child).day).count(), 110);
    }
    EXPECT_GT(elite, 3u);
    EXPECT_EQ(tell(without_claim("PRIV-01"), {.until = 1990}).count("privilege.release"), 0);
    EXPECT_NE(tell(without_claim("PRIV-02"), {.until = 1990}).digest,
              tell(as_told, {.until = 1990}).digest);
}

// PRIV-03  Whoever gets out is labelled exemplary without having worked for it.
TEST(Privilege, makes_exemplary_workers_of_idlers)
{
    const auto is_labelled = [](const Event& event) {
        return model::detail_of<model::privilege::ReleaseDetail>(event.detail).exemplary;
    };
    std::size_t labelled = 0;
    for (const Event& event : baseline_told().of("privilege.release"))
        labelled += is_labelled(event);
    EXPECT_EQ(labelled, baseline_told().of("privilege.release").size());
    EXPECT_GT(labelled, 0u);
    const Told earned = tell(without_claim("PRIV-03"), {.until = 1990, .one_in = 200});
    std::size_t unlabelled = 0;
    for (const Event& event : earned.of("privilege.release")) unlabelled += !is_labelled(event);
    EXPECT_GT(unlabelled, 0u);
}

// PRIV-04, PRIV-05  Some who release others are called to account, unless nobody is liable.
TEST(Privilege, is_a_risk_to_whoever_grants_it)
{
    const Change sure{.numbers = {{"privilege.liability", 0.9}}, .men_factor = 10};
    EXPECT_GT(tell(sure, {.until = 1990}).count("privilege.reprimand"), 0);
    EXPECT_EQ(tell(without_claim("PRIV-04"), {.until = 1990}).count("privilege.reprimand"), 0);
    for (const Event& event : baseline_told().of("labour.petition_heard"))
        EXPECT_FALSE(event.detail & 1);
}

// BELIEF-04  Those who hear that others got out are angrier than those whom hardship alone angers.
TEST(Anger, comes_of_unequal_release_more_than_of_hardship)
{
    double told = 0, all = 0;
    for (const Event& event : baseline_told().of("belief.news")) {
        ++all;
        const auto news = model::detail_of<model::belief::NewsDetail>(event.detail);
        told += news.at_privilege();
        if (news.at_privilege())
            EXPECT_GT(news.anger, 40);
        else
            EXPECT_LE(news.anger, 40);
    }
    ASSERT_GT(all, 100);
    EXPECT_GT(told / all, 0.1);
    const Told calm = tell(without_claim("BELIEF-04"), {.until = 1995});
    EXPECT_LT(calm.count("labour.petition"), baseline_told().count("labour.petition", 1955, 1994));
    EXPECT_LT(tell(without_claim("PRIV-01"), {.until = 1995}).count("labour.petition"),
              baseline_told().count("labour.petition", 1955, 1994));
}

// BELIEF-06  Knowing of another life in the 1980s would have made more people leave, and sooner.
TEST(Outside, known_of_makes_people_leave)
{
    const Change known{.numbers = {{"belief.outside", 3}}, .men_factor = 10};
    EXPECT_GT(tell(known, {.until = 1994}).count("labour.absconding"),
              baseline_told().count("labour.absconding", 1955, 1993));
    EXPECT_LT(tell(without_claim("BELIEF-06")).count("labour.absconding", 1997, 2000) -
                  baseline_told().count("labour.absconding", 1997, 2000),
              5);
}

// HEALTH-01, HEALTH-03  Spells of three months, six in all, and hardly ever a certificate.
TEST(Hospital, is_a_refuge_for_months_and_no_way_out)
{
    const Told& told = baseline_told();
    std::size_t spells = 0;
    for (const Event& event : told.of("health.refuge")) {
        ++spells;
        EXPECT_LE(model::detail_of<model::labour::RefugeDetail>(event.detail).on_wards.count(), 184)
            << event.who;
    }
    EXPECT_GT(spells, 30u);
    for (const Event& event : told.of("health.discharge"))
        EXPECT_FALSE(model::detail_of<model::health::DischargeDetail>(event.detail).certified);
    EXPECT_EQ(tell(without_claim("HEALTH-01"), {.until = 1995}).count("health.refuge"), 0);
    std::size_t given = 0;
    for (const Event& event : tell(without_claim("HEALTH-03")).of("health.discharge"))
        given += model::detail_of<model::health::DischargeDetail>(event.detail).certified;
    EXPECT_GT(given, 3u);
}

// HEALTH-02  Whoever holds a certificate works no more and is left alone; off, nobody holds one.
TEST(Certificates, protect)
{
    const Told told = tell(without_claim("HEALTH-03"));
    std::size_t certified = 0;
    for (const Person& person : told.people) {
        if (!person.life.career.certified) continue;
        ++certified;
        EXPECT_NE(person.life.career.stage, Stage::detained);
        EXPECT_FALSE(person.life.career.bound);
    }
    EXPECT_GT(certified, 3u);
    for (const Person& person :
         tell({.off = {"HEALTH-02", "HEALTH-03"}, .men_factor = 10}, {.until = 1995}).people)
        EXPECT_FALSE(person.life.career.certified);
}

// HEALTH-04  Nobody is arrested or struck off on a ward, unless a ward is no excuse.
TEST(Wards, excuse)
{
    const auto lapses_on_ward = [](const Told& told) {
        std::set<LifeId> lying;
        std::size_t count = 0;
        const engine::RuleId lies = rule("health.refuge"), rises = rule("health.discharge"),
                             lapses = rule("party.lapse"), arrests = rule("security.arrest");
        for (const Event& event : told.events) {
            if (event.rule == lies) lying.insert(event.who);
            if (event.rule == rises) lying.erase(event.who);
            if (event.rule == lapses || event.rule == arrests) count += lying.contains(event.who);
        }
        return count;
    };
    EXPECT_EQ(lapses_on_ward(baseline_told()), 0u);
    EXPECT_GT(lapses_on_ward(tell(without_claim("HEALTH-04"), {.until = 1996})), 5u);
}

// FOOD-01, FOOD-02  Rations are whole before 1990, short in the mines first, and then everywhere.
TEST(Rations, fail_from_1990_on)
{
    const Told& told = baseline_told();
    EXPECT_EQ(told.count("food.delivery", 1955, 1989), 0);
    EXPECT_GT(told.count("food.delivery", 1990, 1999), 1000);
    EXPECT_EQ(told.count("food.starvation", 1955, 1989), 0);
    EXPECT_GT(told.count("food.starvation", 1995, 1999), 100);
    EXPECT_EQ(tell(without_claim("FOOD-01")).count("food.starvation"), 0);
    EXPECT_LT(tell(without_claim("FOOD-02")).count("food.starvation"),
              told.count("food.starvation") / 5);
}

// FOOD-05  Women trade when rations fail, more of them without a husband, and travel to do so.
TEST(Women, trade_when_rations_fail)
{
    const Told& told = baseline_told();
    EXPECT_EQ(told.count("food.trade", 1955, 1989), 0);
    EXPECT_GT(told.count("food.trade", 1990, 1999), 500);
    EXPECT_GT(told.count("food.selling"), 500);
    EXPECT_EQ(tell(without_claim("FOOD-05")).count("food.trade"), 0);
}

// FOOD-06  Each child in a camp has a line in its book, and hunger fills the camps.
TEST(Camps, keep_books_of_children)
{
    const Told& told = large();
    const auto gathered = first_of(told, "food.gathering"),
               taken_in = first_of(told, "food.taken_in");
    EXPECT_GT(gathered.size(), 20u);
    for (const Person& person : told.people)
        if (person.life.career.stage == Stage::camp) {
            EXPECT_TRUE(gathered.contains(person.life.being.id) ||
                        taken_in.contains(person.life.being.id));
        }
    EXPECT_GT(told.count("food.gathering", 1996, 1999), told.count("food.gathering", 1955, 1995));
    EXPECT_EQ(tell(without_claim("FOOD-06")).count("food.adrift"), 0);
}

// FOOD-06  Whoever is adrift when the others leave school has the years until then, and no college.
TEST(Camps, and_streets_are_no_school)
{
    const Told& told = large();
    const auto& school = baseline().school;
    const auto people = people_by_id(told);
    const engine::RuleId leaving = rule("school.leaving");
    const std::set<engine::RuleId> out{rule("food.adrift"), rule("family.cast_off")};
    const std::set<engine::RuleId> back{rule("food.leaving_camp"), rule("search.fetched")};
    std::set<LifeId> adrift;
    std::size_t missed = 0;
    for (const Event& event : told.events) {
        if (out.contains(event.rule)) adrift.insert(event.who);
        if (back.contains(event.rule)) adrift.erase(event.who);
        if (event.rule != leaving) continue;
        EXPECT_EQ(model::detail_of<model::school::LeavingDetail>(event.detail).adrift,
                  adrift.contains(event.who))
            << event.who;
        if (!adrift.contains(event.who)) continue;
        ++missed;
        const double all = school.leaving_age.at(event.day)[0] - school.start_age.at(event.day)[0];
        EXPECT_LT(people.at(event.who)->life.school_years, all) << event.who;
    }
    EXPECT_GT(missed, 20u);
}

// MARRIAGE-01  Told strictly no man outside the party marries before the turn; off, none is held
// back.
TEST(Marriage, is_for_members_where_that_is_told_strictly)
{
    const auto outside = [](const Told& told, int to) {
        std::map<LifeId, model::marriage::Answer> answer;
        double others = 0, all = 0;
        const engine::RuleId proposes = rule("marriage.proposal"), weds = rule("marriage.wedding");
        for (const Event& event : told.events) {
            if (event.rule == proposes)
                answer[event.who] =
                    model::detail_of<model::marriage::ProposalDetail>(event.detail).answer;
            if (event.rule != weds || engine::year_of(event.day) > to) continue;
            ++all;
            others += answer[event.who] != model::marriage::Answer::member;
        }
        return others / all;
    };
    const Told strict = tell({.strict = {"MARRIAGE-01"}}, {.until = 1980});
    EXPECT_EQ(outside(strict, 1979), 0);
    const double soft = outside(baseline_told(), 1979);
    EXPECT_GT(soft, 0.2);
    EXPECT_GT(outside(tell(without_claim("MARRIAGE-01"), {.until = 1980}), 1979), soft);
}

// MARRIAGE-02, MARRIAGE-03  Membership, service, diploma; and after the turn wealth before all.
TEST(Women, rank_men_in_the_order_told)
{
    using model::party::worth_as_husband;
    const model::Numbers& numbers = baseline();
    Life member, veteran, graduate, plain, rich;
    for (Life* life : {&member, &veteran, &graduate, &plain, &rich}) life->being.id = 77;
    member.career.standing = Standing::member;
    veteran.career.service = model::Service::discharged;
    graduate.school = model::School::graduate;
    rich.career.rank = model::Post::official;
    rich.school_years = 15;
    rich.career.stage = Stage::trader;
    const auto before = [&](const Life& life) {
        return worth_as_husband(numbers, life, day_of(1980));
    };
    const auto after = [&](const Life& life) {
        return worth_as_husband(numbers, life, day_of(2005));
    };
    EXPECT_GT(before(member), before(veteran));
    EXPECT_GT(before(veteran), before(graduate));
    EXPECT_GT(before(graduate), before(plain));
    EXPECT_GT(before(member), before(rich));
    EXPECT_GT(after(rich), after(member));
    for (const char* claim : {"MARRIAGE-02", "MARRIAGE-03"})
        EXPECT_NE(tell(without_claim(claim), {.until = 2000}).digest, baseline_told().digest)
            << claim;
}

// MARRIAGE-04  Only men outside the party evade the question with a pun, and it changes nothing.
TEST(Puns, are_made_by_men_outside_the_party)
{
    constexpr std::int32_t evaded =
        model::code_of(model::marriage::ProposalDetail{model::marriage::Answer::evaded});
    EXPECT_GT(with_detail(baseline_told(), "marriage.proposal", evaded), 0.1);
    const Told plain = tell(without_claim("MARRIAGE-04"));
    EXPECT_EQ(with_detail(plain, "marriage.proposal", evaded), 0);
    EXPECT_EQ(plain.count("marriage.wedding"), baseline_told().count("marriage.wedding"));
}

// MARRIAGE-05  A member's wife begins with more regard for him.
TEST(Wives, look_up_to_members)
{
    std::set<std::int32_t> regards, without;
    for (const Event& event : baseline_told().of("marriage.vow"))
        regards.insert(model::detail_of<model::marriage::VowDetail>(event.detail).regard);
    EXPECT_EQ(regards, (std::set<std::int32_t>{50, 80}));
    for (const Event& event :
         tell(without_claim("MARRIAGE-05"), {.until = 1965}).of("marriage.vow"))
        without.insert(model::detail_of<model::marriage::VowDetail>(event.detail).regard);
    EXPECT_EQ(without, std::set<std::int32_t>{50});
}

// MARRIAGE-06  The wives of the watched lose regard with them, and nobody else's do.
TEST(Wives, share_their_husbands_fall)
{
    const auto watched = first_of(baseline_told(), "security.watch");
    std::size_t shared = 0;
    for (const Event& event : baseline_told().of("security.shared_fall")) {
        if (event.cause.rule != rule("security.watch")) continue; // Others come out of custody.
        ++shared;
        EXPECT_TRUE(watched.contains(event.with)) << event.who;
        EXPECT_LT(event.detail, 50);
    }
    EXPECT_GT(shared, 10u);
    EXPECT_EQ(tell(without_claim("MARRIAGE-06")).count("security.shared_fall"), 0);
}

} // namespace counterlife::tests

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Orders from the top, and the ways out of them: petitions, illness, leaving.

#include "model/labour/petition.h"
#include "model/labour/placement.h"
#include "model/labour/policy.h"
#include "tests/rows/rows.h"

#include "model/army/discharge.h"

namespace counterlife::tests {

namespace {

using model::Stage;

std::map<LifeId, Event> first_of(const Told& told, std::string_view rule_name)
{
    std::map<LifeId, Event> first;
    for (const Event& event : told.of(rule_name)) first.try_emplace(event.who, event);
    return first;
}

std::map<LifeId, const Life*> lives(const Told& told)
{
    std::map<LifeId, const Life*> all;
    for (const Person& person : told.people) all[person.life.being.id] = &person.life;
    return all;
}

/// Those who arrived under the order of 1987.
std::map<LifeId, Event> batch(const Told& told)
{
    std::map<LifeId, Event> sent = first_of(told, "labour.reception");
    std::erase_if(sent, [](const auto& one) { return engine::year_of(one.second.day) != 1987; });
    return sent;
}

constexpr Span to_1990{.until = 1990};

} // namespace

// LABOUR-01  Hands come only after a visit; without visits nobody is sent, with equipment neither.
TEST(Orders, follow_a_visit_and_a_shortage)
{
    const Told& told = baseline_told();
    const std::vector<Event> visits = told.of("labour.visit"), orders = told.of("labour.order");
    ASSERT_FALSE(orders.empty());
    for (const Event& order : orders)
        EXPECT_TRUE(std::ranges::any_of(visits, [&](const Event& visit) {
            return visit.who == order.cause.who && visit.day == order.cause.day;
        }));
    EXPECT_EQ(batch(tell(without_claim("LABOUR-01"), to_1990)).size(), 0u);
    const Told tools = tell({.numbers = {{"policy.response", 2}}, .men_factor = 10}, to_1990);
    EXPECT_EQ(batch(tools).size(), 0u);
    EXPECT_EQ(tools.count("mine.renewal"), 5);
}

// LABOUR-02  The discharged of the year go where the order says; without it they go home.
TEST(Orders, send_the_discharged_elsewhere)
{
    const Told& told = baseline_told();
    const auto discharged = first_of(told, "army.discharge");
    const auto sent = batch(told);
    EXPECT_GT(sent.size(), 100u);
    const auto was_sent = [](const Event& event) {
        return model::detail_of<model::army::DischargeDetail>(event.detail).sent;
    };
    for (const auto& [id, event] : sent) EXPECT_TRUE(was_sent(discharged.at(id)));
    const Told without = tell(without_claim("LABOUR-02"), to_1990);
    EXPECT_EQ(batch(without).size(), 0u);
    for (const Event& event : without.of("army.discharge")) EXPECT_FALSE(was_sent(event));
}

// LABOUR-03  As many as the scale gives, those of one batch born within a year of each other.
TEST(Orders, come_in_batches_of_one_age)
{
    const Told& told = baseline_told();
    const auto people = lives(told);
    std::map<std::int32_t, std::vector<Day>> born;
    for (const Event& event : told.of("labour.posting"))
        if (engine::year_of(event.day) == 1987)
            born[model::detail_of<model::labour::PostingDetail>(event.detail).batch].push_back(
                people.at(event.who)->born);
    ASSERT_GT(born.size(), 5u);
    for (auto& [number, days] : born) {
        const auto [first, last] = std::ranges::minmax(days);
        EXPECT_LE((last - first).count(), 2 * 366)
            << "batch " << number;   // Two years of birth at most.
        EXPECT_LE(days.size(), 14u); // 500 at one in 400 are twelve or thirteen.
    }
    const Told whole = tell({.men_factor = 1}, {.until = 1988, .one_in = 100});
    EXPECT_NEAR(static_cast<double>(batch(whole).size()), 100, 3);
}

// LABOUR-04  Members are sent like everybody else, and spared only where they are exempt.
TEST(Orders, spare_no_member)
{
    const auto share = [](const Told& told) {
        const auto people = lives(told);
        double members = 0, all = 0;
        for (const auto& [id, event] : batch(told))
            ++all, members += people.at(id)->career.admitted < event.day;
        return members / all;
    };
    EXPECT_GT(share(baseline_told()), 0.35);
    EXPECT_EQ(share(tell(without_claim("LABOUR-04"), to_1990)), 0);
}

// LABOUR-05, PRIV-05  No appeal succeeds, and every early end has one of the named kinds.
TEST(Orders, cannot_be_evaded_on_paper)
{
    const Told& told = baseline_told();
    for (const Event& event : told.of("labour.posting"))
        EXPECT_FALSE(model::detail_of<model::labour::PostingDetail>(event.detail).excused);
    std::set<LifeId> out;
    for (const char* way :
         {"privilege.release", "labour.absconding", "person.death", "mine.accident",
          "mine.explosion", "food.starvation", "health.discharge", "labour.retirement"})
        for (const Event& event : told.of(way)) out.insert(event.who);
    const auto people = lives(told);
    for (const auto& [id, event] : batch(told))
        EXPECT_TRUE(people.at(id)->career.bound || out.contains(id)) << id << " left unseen";
    std::int64_t granted = 0;
    for (const Event& event : tell(without_claim("LABOUR-05"), to_1990).of("labour.posting"))
        granted += model::detail_of<model::labour::PostingDetail>(event.detail).excused;
    EXPECT_GT(granted, 20);
}

// LABOUR-06  With every way out closed all are there in 1995, or dead; with a term they go home.
TEST(Orders, have_no_end)
{
    const Told closed =
        tell({.off = {"PRIV-01", "HEALTH-01", "LABOUR-14"}, .men_factor = 10}, {.until = 1995});
    const auto people = lives(closed);
    std::set<LifeId> dead;
    for (const Person& person : closed.people)
        if (person.died != engine::no_day) dead.insert(person.life.being.id);
    for (const auto& [id, event] : batch(closed))
        EXPECT_TRUE(people.at(id)->career.bound || dead.contains(id)) << id;
    EXPECT_EQ(closed.count("labour.term_end"), 0);
    EXPECT_GT(tell(without_claim("LABOUR-06"), {.until = 1995}).count("labour.term_end"), 30);
}

// LABOUR-07, PARTY-16  On arrival come a cottage, a job, and within days the register.
TEST(Reception, gives_housing_a_job_and_a_register)
{
    const Told& told = baseline_told();
    const auto people = lives(told);
    std::map<LifeId, std::vector<Day>> registered;
    for (const Event& event : told.of("party.registration"))
        registered[event.who].push_back(event.day);
    std::size_t members = 0;
    for (const auto& [id, event] : batch(told)) {
        EXPECT_EQ(model::detail_of<model::labour::ReceptionDetail>(event.detail).sector,
                  model::Sector::mine);
        if (people.at(id)->career.admitted > event.day) continue;
        ++members;
        EXPECT_TRUE(std::ranges::any_of(registered[id], [&](Day day) {
            return event.day < day && day <= event.day + 5;
        })) << id;
    }
    EXPECT_GT(members, 30u);
    const Change louder{.numbers = {{"policy.exhortation", 0.5}}, .men_factor = 10};
    EXPECT_NE(tell(louder, to_1990).digest, tell(as_told, to_1990).digest);
    EXPECT_EQ(
        tell({.off = {"LABOUR-07"}, .numbers = louder.numbers, .men_factor = 10}, to_1990).digest,
        tell(as_told, to_1990).digest);
}

// LABOUR-08  Every petition is refused and brings the label; where they are granted people go.
TEST(Petitions, end_in_refusal_and_a_label)
{
    const Told& told = baseline_told();
    std::size_t heard = 0;
    for (const Event& event : told.of("labour.petition_heard")) {
        ++heard;
        EXPECT_FALSE(model::detail_of<model::labour::PetitionHeardDetail>(event.detail).granted);
    }
    EXPECT_GT(heard, 15u);
    const auto people = lives(told);
    for (const Event& event : told.of("labour.refusal")) {
        EXPECT_FALSE(model::detail_of<model::labour::RefusalDetail>(event.detail).granted);
        EXPECT_TRUE(people.at(event.who)->career.derelict) << event.who;
    }
    const Told milder = tell({.off = {"LABOUR-08", "PARTY-10"}, .men_factor = 10}, {.until = 1995});
    std::size_t granted = 0;
    for (const Event& event : milder.of("labour.petition_heard"))
        granted += model::detail_of<model::labour::PetitionHeardDetail>(event.detail).granted;
    EXPECT_GT(granted, 5u);
}

// LABOUR-09  A scolding follows each label, and without scoldings more petitions come.
TEST(Petitions, are_answered_by_a_scolding_that_others_see)
{
    const Told& told = baseline_told();
    EXPECT_NEAR(static_cast<double>(told.count("labour.scolding")),
                static_cast<double>(told.count("labour.petition_heard")), 1);
    const Told quiet = tell(without_claim("LABOUR-09"));
    EXPECT_EQ(quiet.count("labour.scolding"), 0);
    EXPECT_GT(quiet.count("labour.petition", 1987, 1992),
              told.count("labour.petition", 1987, 1992));
}

// LABOUR-10  Nobody is banished from a mine; from elsewhere the labelled are.
TEST(Banishment, has_a_floor)
{
    EXPECT_EQ(baseline_told().count("labour.banishment", 1987, 1996), 0);
    const Change angry{.numbers = {{"belief.hardship_anger", 0.9}, {"policy.petition", 5}},
                       .men_factor = 30};
    const Span later{.until = 2003};
    const Told farms = tell(angry, later);
    EXPECT_GT(farms.count("labour.banishment", 2000, 2003), 0);
    Change free = angry;
    free.off = {"LABOUR-10"};
    EXPECT_GT(tell(free, later).count("labour.petition", 2000, 2002),
              farms.count("labour.petition", 2000, 2002));
}

// LABOUR-11  After a petition nothing is tried for a month, and few petition twice.
TEST(Petitions, are_followed_by_a_month_of_endurance)
{
    const Told& told = baseline_told();
    std::map<LifeId, std::vector<Day>> asked;
    for (const Event& event : told.of("labour.petition")) asked[event.who].push_back(event.day);
    for (const char* next : {"health.refuge", "labour.petition"})
        for (const Event& event : told.of(next))
            for (const Day day : asked[event.who])
                EXPECT_FALSE(day < event.day && event.day < day + 30) << event.who;
    double twice = 0, people = 0;
    for (const auto& [id, days] : asked)
        if (!days.empty()) ++people, twice += days.size() > 1;
    EXPECT_LT(twice / people, 0.25);
    const Told restless = tell(without_claim("LABOUR-11"));
    EXPECT_GT(restless.count("labour.petition"), told.count("labour.petition"));
}

// LABOUR-12  Everybody at work is in an organisation; where work on one's own is allowed, some are
// not.
TEST(Work, is_in_an_organisation)
{
    EXPECT_EQ(baseline_told().count("food.trip", 1955, 1985), 0);
    std::size_t alone = 0;
    for (const Event& event :
         tell(without_claim("LABOUR-12"), {.until = 1960}).of("labour.placement"))
        alone += model::detail_of<model::labour::PlacementDetail>(event.detail).placed ==
                 model::labour::Placed::own_trade;
    EXPECT_GT(alone, 100u);
    for (const Event& event : baseline_told().of("labour.placement"))
        EXPECT_NE(model::detail_of<model::labour::PlacementDetail>(event.detail).placed,
                  model::labour::Placed::own_trade);
}

// LABOUR-13  The idle may be arrested, workers and patients never; unpunished, more stay away.
TEST(Idleness, may_be_punished)
{
    const Told& told = baseline_told();
    EXPECT_GT(told.count("security.arrest"), 10);
    std::map<LifeId, Day> left;
    const engine::RuleId quits = rule("labour.quitting"), absconds = rule("labour.absconding"),
                         arrests = rule("security.arrest"), placed = rule("labour.placement");
    for (const Event& event : told.events) {
        if (event.rule == quits || event.rule == absconds) left[event.who] = event.day;
        if (event.rule == placed) left.erase(event.who);
        if (event.rule == arrests) {
            EXPECT_TRUE(left.contains(event.who)) << event.who;
        }
    }
    const Told lenient = tell(without_claim("LABOUR-13"));
    EXPECT_EQ(lenient.count("security.arrest"), 0);
    EXPECT_GT(lenient.count("labour.quitting"), told.count("labour.quitting"));
}

// LABOUR-14, SECURITY-01  Whoever leaves gives up job and registration, is home, and is watched
// soon.
TEST(Absconders, leave_everything_and_are_watched_at_home)
{
    const Told& told = baseline_told();
    const auto called = first_of(told, "army.enlistment");
    const auto watched = first_of(told, "security.watch");
    std::size_t all = 0, seen = 0;
    for (const Event& event : told.of("labour.flight_home")) {
        EXPECT_EQ(called.at(event.who).place, event.place) << event.who;
        ++all;
        const auto at = watched.find(event.who);
        if (at == watched.end()) continue;
        ++seen;
        EXPECT_LT((at->second.day - event.day).count(), 200);
    }
    EXPECT_GT(all, 50u);
    EXPECT_GT(static_cast<double>(seen), 0.8 * static_cast<double>(all));
    EXPECT_EQ(tell(without_claim("LABOUR-14"), {.until = 1996}).count("labour.absconding"), 0);
    EXPECT_EQ(tell(without_claim("SECURITY-01"), {.until = 1996}).count("security.watch"), 0);
    for (const Person& person : told.people)
        if (person.life.career.watched && !person.life.career.traitor) { // Or for having crossed.
            EXPECT_NE(person.life.career.service, model::Service::discharged);
        }
}

// LOOP-01  Nobody sent by the order and without power is lawfully at work in the home county in
// 1995.
TEST(Loop, leads_nobody_home_lawfully)
{
    const Told told = tell(as_told, {.until = 1995});
    const auto people = lives(told);
    std::set<LifeId> unlawful;
    for (const char* way :
         {"labour.absconding", "privilege.release", "security.arrest", "health.discharge"})
        for (const Event& event : told.of(way)) unlawful.insert(event.who);
    for (const Person& person : told.people) {
        const Career& career = person.life.career;
        if (career.service != model::Service::sent || unlawful.contains(person.life.being.id))
            continue;
        EXPECT_FALSE(career.stage == Stage::worker && person.place == career.home && !career.bound);
    }
}

// LOOP-02, BELIEF-05  Petition, then illness, then leaving: in most lives in this order.
TEST(Ladder, is_climbed_from_the_mildest_step)
{
    const auto in_order = [](const Told& told) {
        const auto asked = first_of(told, "labour.petition"), lay = first_of(told, "health.refuge");
        double ordered = 0, all = 0;
        for (const auto& [id, event] : first_of(told, "labour.absconding")) {
            if (engine::year_of(event.day) > 1994) continue;
            ++all;
            const auto a = asked.find(id), b = lay.find(id);
            ordered += a != asked.end() && a->second.day <= event.day &&
                       (b == lay.end() || a->second.day <= b->second.day);
        }
        return all > 0 ? ordered / all : 0;
    };
    EXPECT_GT(in_order(baseline_told()), 0.5);
    EXPECT_LT(in_order(tell(without_claim("LOOP-02"))), in_order(baseline_told()));
    EXPECT_EQ(tell(without_claim("BELIEF-05"), {.until = 1995}).count("labour.petition"), 0);
}

// LOOP-03  What hands, equipment or nothing would have done: reported, not asserted.
TEST(Loop, of_hands_instead_of_tools_is_reported)
{
    for (const double response : {0.0, 1.0, 2.0}) {
        const Told told =
            tell({.numbers = {{"policy.response", response}}, .men_factor = 10}, {.until = 1995});
        std::printf("response %.0f: %d mine deaths, %d left without leave\n", response,
                    told.tally.mine_deaths, told.tally.absconded);
        EXPECT_GT(told.tally.mine_deaths, 0);
    }
}

} // namespace counterlife::tests

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The agent's visit, detention, the sorting, the camp, the oath and the label.

#include "tests/rows/river.h"

#include "model/border/border.h"
#include "model/security/custody.h"

namespace counterlife::tests {

namespace {

using model::Phase;

/// What the journal says of a confession, and of a step in custody.
Phase track_of(const Event& confession)
{
    return model::detail_of<model::security::ConfessionDetail>(confession.detail).next;
}
bool contact_was_known(const Event& confession)
{
    return model::detail_of<model::security::ConfessionDetail>(confession.detail).contact_known;
}
engine::Days days_held(const Event& confession)
{
    return model::detail_of<model::security::ConfessionDetail>(confession.detail).denied;
}
Phase phase_left(const Event& step)
{
    return model::detail_of<model::security::CustodyStepDetail>(step.detail).left;
}

/// The events of everybody who was ever in custody, by life.
const std::map<LifeId, std::vector<Event>>& held()
{
    static const auto lives = [] {
        std::map<LifeId, std::vector<Event>> by_life;
        const std::set<engine::RuleId> rules{
            number("border.way_back"),       number("security.visit"),
            number("security.handed_over"),  number("security.confession"),
            number("security.custody_step"), number("security.custody_death"),
            number("border.departure"),      number("border.crossing"),
            number("person.death")};
        for (const Event& event : river_told().events)
            if (event.who >= engine::first_life_id && rules.contains(event.rule))
                by_life[event.who].push_back(event);
        return by_life;
    }();
    return lives;
}

/// Calls `use(before, after)` for each two events that follow one another in a life.
template <class Use> void each_pair(std::string_view first, std::string_view second, const Use& use)
{
    for (const auto& [id, events] : held())
        for (std::size_t i = 1; i < events.size(); ++i)
            if (events[i - 1].rule == number(first) && events[i].rule == number(second))
                use(events[i - 1], events[i]);
}

Somebody detained(const model::Numbers& numbers, Day denied_since)
{
    Somebody one{numbers, place_called("onsong"), day_of(2001, 6, 1)};
    one.life.household = model::no_household;
    one.life.career.stage = Stage::custody;
    one.exile().phase = Phase::agency;
    one.exile().denied_since = denied_since;
    return one;
}

double share_detained(const Told& told)
{
    double all = 0, taken = 0;
    for (const Event& visit : told.of("security.visit")) ++all, taken += is_detained(visit);
    return share(taken, all);
}

} // namespace

// SECURITY-02  Whoever comes back and stays at home is called on, weeks later and not years.
TEST(Agent, calls_on_those_who_have_come_back)
{
    const engine::Days delay = 7 * engine::whole_days(as_given("penal.visit_weeks"));
    const double soonest = 1 - as_given("population.spell_spread");
    std::size_t visits = 0;
    each_pair("border.way_back", "security.visit", [&](const Event& back, const Event& visit) {
        const auto returned = [](const Event& e) { return e.rule == number("border.way_back"); };
        if (std::ranges::count_if(held().at(back.who), returned) > 1) return; // Whose visit is it?
        ++visits;
        EXPECT_GE((visit.day - back.day).count(), soonest * delay.count() - 1);
        EXPECT_LE(visit.day, back.day + delay + 400); // Searchers are called on when they are home.
    });
    EXPECT_GT(visits, 50u);
    std::size_t missed = 0;
    each_pair("border.way_back", "border.departure", [&](const Event& back, const Event& leaves) {
        missed += leaves.day > back.day + delay + 400;
    });
    EXPECT_LE(missed, visits / 20);
}

// SECURITY-02  Off, nobody calls.
TEST(Agent, does_not_call_where_the_claim_is_off)
{
    const Told told = tell(many_leave({}, {"SECURITY-02"}), {.until = 1999});
    EXPECT_GT(told.count("border.way_back"), 20);
    EXPECT_EQ(told.count("security.visit"), 0);
}

// SECURITY-03  Without informers cover stories succeed more often.
TEST(Files, are_full_because_of_informers)
{
    const Told told = tell(many_leave({}, {"SECURITY-03"}), {.until = 2002});
    EXPECT_LT(share_detained(told), share_detained(river_told()) - 0.1);
}

// SECURITY-04  With a full file every story fails; off, some are believed.
TEST(Stories, fail_when_the_file_says_otherwise)
{
    const Told full = tell(many_leave({{"penal.file_completeness/informers", 1}}), {.until = 2000});
    ASSERT_GT(full.count("security.visit"), 20);
    EXPECT_EQ(share_detained(full), 1);
    const Told off = tell(many_leave({{"penal.file_completeness/informers", 1}}, {"SECURITY-04"}),
                          {.until = 2000});
    EXPECT_LT(share_detained(off), 0.9);
}

// SECURITY-04  Wife or husband sees the other taken, and hears of a death in custody; of those who
// were handed over at the bridge nobody does.
TEST(Custody, is_seen_where_it_begins_at_home)
{
    const Told& told = river_told();
    std::map<LifeId, Day> visited;
    for (const Event& event : told.of("security.visit"))
        if (is_detained(event)) visited[event.who] = event.day;
    std::size_t seen = 0;
    for (const Event& event : told.of("security.taken_away")) {
        ASSERT_TRUE(visited.contains(event.with));
        ++seen;
    }
    EXPECT_GT(seen, 20u);
    EXPECT_LT(seen, visited.size()); // Many are alone.

    std::set<LifeId> mourned;
    for (const Event& event : told.of("person.bereavement")) mourned.insert(event.with);
    std::size_t heard_of = 0, from_home = 0, from_the_bridge = 0;
    for (const auto& [id, events] : held()) {
        if (events.back().rule != number("security.custody_death")) continue;
        const auto begin = std::find_if(events.rbegin(), events.rend(), [](const Event& event) {
            return event.rule == number("security.visit") ||
                   event.rule == number("security.handed_over") ||
                   event.rule == number("border.crossing");
        });
        ASSERT_NE(begin, events.rend());
        const bool at_home = begin->rule == number("security.visit");
        ++(at_home ? from_home : from_the_bridge);
        heard_of += at_home && mourned.contains(id);
        if (!at_home) {
            EXPECT_FALSE(mourned.contains(id)) << id;
        }
    }
    EXPECT_GT(from_the_bridge, 10u);
    EXPECT_GT(heard_of, from_home / 2);
}

// SECURITY-05  The longer the denial, the likelier its end, and the greater the harm.
TEST(Confessions, come_sooner_the_longer_one_holds_out)
{
    const auto told = numbers_with({});
    const auto off = numbers_with({.off = {"SECURITY-05"}});
    const Day today = day_of(2001, 6, 1);
    const auto rate = [&](const model::Numbers& numbers, engine::Days days) {
        return detained(numbers, today - days).rate(model::security::confession);
    };
    EXPECT_GT(rate(*told, 60), rate(*told, 5));
    EXPECT_EQ(rate(*off, 60), rate(*off, 5));
    std::vector<std::pair<engine::Days, int>> harms; // Of those with one detention behind them.
    for (const auto& [id, events] : held()) {
        const auto confessed = [](const Event& e) {
            return e.rule == number("security.confession");
        };
        if (std::ranges::count_if(events, confessed) != 1) continue;
        const auto exile = river_told().exiles.find(id);
        if (exile == river_told().exiles.end()) continue;
        harms.emplace_back(days_held(*std::ranges::find_if(events, confessed)), exile->second.harm);
    }
    ASSERT_GT(harms.size(), 50u);
    std::ranges::sort(harms);
    double early = 0, late = 0;
    const std::size_t half = harms.size() / 2;
    for (std::size_t i = 0; i < half; ++i)
        early += harms[i].second, late += harms[harms.size() - 1 - i].second;
    EXPECT_LT(early, late);
}

// SECURITY-06  Nobody admits more than was earned; and as told they admit less.
TEST(Confessions, make_it_small)
{
    std::size_t looked = 0;
    for (const auto& [id, exile] : river_told().exiles) {
        if (exile.admitted.value() <= 0 || exile.arrived != engine::no_day) continue;
        ++looked;
        EXPECT_LE(exile.admitted.value(), 0.61 * exile.purse.value() + 1) << id;
    }
    EXPECT_GT(looked, 10u);
    const Told off = tell(many_leave({}, {"SECURITY-06"}), {.until = 2003});
    std::size_t full = 0;
    for (const auto& [id, exile] : off.exiles)
        full += exile.admitted.value() > 0 && exile.arrived == engine::no_day &&
                std::abs(exile.admitted.value() - exile.purse.value()) < 1;
    EXPECT_GT(full, 5u);
    const auto known = [](const Told& told) {
        double all = 0, those = 0;
        std::set<LifeId> before; // Whom it has sent to prison does not come again so soon.
        for (const Event& event : told.of("security.confession"))
            if (engine::year_of(event.day) < 2003 && before.insert(event.who).second)
                ++all, those += contact_was_known(event);
        return those / all;
    };
    EXPECT_GT(known(off), 1.5 * known(river_told())); // Church and South are admitted too.
}

// SECURITY-07  Whose contact is known goes the heavier way; off, contact decides nothing.
TEST(Sorting, asks_for_church_and_South)
{
    std::size_t known = 0, farmed = 0;
    for (const auto& [id, events] : held())
        for (const Event& event : events) {
            if (event.rule != number("security.confession")) continue;
            known += contact_was_known(event);
            farmed += !contact_was_known(event);
            if (!contact_was_known(event)) continue;
            const bool heavy = track_of(event) == Phase::prison;
            EXPECT_TRUE(heavy || track_of(event) == Phase::none) << id; // Children are let go.
        }
    EXPECT_GT(known, 5u);
    EXPECT_GT(farmed, 200u);
    const Told off = tell(many_leave({{"penal.heavy_all", 0}}, {"SECURITY-07"}), {.until = 2006});
    for (const Event& event : off.of("security.confession"))
        EXPECT_NE(track_of(event), Phase::prison);
}

// SECURITY-08  Three months at the division; the report grows with the days of interrogation.
TEST(Division, investigates_for_three_months)
{
    const double spread = as_given("penal.spread");
    std::size_t spells = 0;
    each_pair("security.confession", "security.custody_step",
              [&](const Event& confession, const Event& step) {
                  if (track_of(confession) != Phase::division) return;
                  ++spells;
                  EXPECT_EQ(phase_left(step), Phase::division);
                  EXPECT_NEAR((step.day - confession.day).count(), 3 * 30.44,
                              spread * 3 * 30.44 + 2);
              });
    EXPECT_GT(spells, 30u);
    for (const auto& [id, exile] : river_told().exiles)
        if (exile.punished > 0) {
            EXPECT_GT(exile.pages, 0) << id;
        }
    const Told off = tell(many_leave({}, {"SECURITY-08"}), {.until = 2001});
    for (const Event& event : off.of("security.confession"))
        EXPECT_NE(track_of(event), Phase::division);
}

// SECURITY-09  Then six months in the camp, and never in another order.
TEST(Camp, is_six_months_after_the_division)
{
    const double spread = as_given("penal.spread");
    std::size_t spells = 0;
    each_pair("security.custody_step", "security.custody_step",
              [&](const Event& division, const Event& camp) {
                  if (phase_left(division) != Phase::division) return;
                  ++spells;
                  EXPECT_EQ(phase_left(camp), Phase::camp);
                  EXPECT_NEAR((camp.day - division.day).count(), 6 * 30.44, spread * 6 * 30.44 + 2);
              });
    EXPECT_GT(spells, 20u);
    const Told off = tell(many_leave({}, {"SECURITY-09"}), {.until = 2001});
    for (const Event& step : off.of("security.custody_step"))
        EXPECT_NE(phase_left(step), Phase::camp);
}

// SECURITY-10  Nobody is let out without an oath.
TEST(Oath, is_signed_by_everybody_who_is_released)
{
    std::size_t released = 0;
    for (const auto& [id, exile] : river_told().exiles) {
        if (exile.punished == 0) continue;
        ++released;
        EXPECT_TRUE(exile.oath) << id;
    }
    EXPECT_GT(released, 100u);
}

// SECURITY-11, SECURITY-12  Released people bear the label and are watched, and friends keep away.
TEST(Label, waits_outside)
{
    std::size_t released = 0;
    for (const Person& person : river_told().people) {
        const auto exile = river_told().exiles.find(person.life.being.id);
        if (exile == river_told().exiles.end() || exile->second.punished == 0) continue;
        ++released;
        EXPECT_TRUE(person.life.career.traitor);
        EXPECT_TRUE(person.life.career.watched);
        EXPECT_TRUE(person.life.career.shunned);
    }
    EXPECT_GT(released, 100u);
    const Told off = tell(many_leave({}, {"SECURITY-11", "SECURITY-12"}), {.until = 2000});
    for (const Person& person : off.people) {
        EXPECT_FALSE(person.life.career.traitor);
        EXPECT_FALSE(person.life.career.shunned);
    }
}

// SECURITY-11, SECURITY-12, BORDER-08  Label and loneliness push, as long as the claims hold.
TEST(Label, pushes_people_out_again)
{
    const auto told = numbers_with({});
    const auto off = numbers_with({.off = {"SECURITY-11", "SECURITY-12"}});
    const auto rate = [&](const model::Numbers& numbers, bool labelled) {
        Somebody one{numbers, place_called("onsong"), day_of(2002, 2, 1)};
        one.lack(0.2);
        one.life.career.traitor = one.life.career.shunned = labelled;
        return one.rate(model::border::departure);
    };
    EXPECT_GT(rate(*told, true), rate(*told, false));
    EXPECT_EQ(rate(*off, true), rate(*off, false));
}

} // namespace counterlife::tests

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the river has made of people is told of every one of them: of the living, of the dead, and
// of those who are on the way from one place to another when the run ends.

#include "model/security/interrogation.h"
#include "model/south/details.h"
#include "study/questions/ask_outcomes.h"
#include "study/study.h"
#include "study/twins/twin_world.h"
#include "tests/nation/small_nation.h"

#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace counterlife::tests {
namespace {

using engine::Day;

/// What the journal says of the people of a run, to be set against their outcomes.
struct Journal {
    std::map<LifeId, double> sent;
    std::map<LifeId, Day> crossed, arrived, died;
    std::map<LifeId, std::set<Day>> births; ///< of children, as their parents hear of them
    std::set<LifeId> held_in_prison, with_diploma, searched_for;
};

class ExileOutcomes : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        people = std::make_unique<study::People>();
        world = std::make_unique<study::TwinWorld>(
            baseline(), study::RunRequest{.seed = 5, .scale = {150}, .to = engine::day_of(2026)},
            *people, study::question_outcomes());
        while (!world->finished()) {
            if (const auto lived = world->live_a_year({}); !lived)
                throw std::runtime_error{lived.error()};
            note_year();
        }
        world->end();
    }
    static void TearDownTestSuite()
    {
        world.reset();
        people.reset();
    }

    static void note_year()
    {
        for (const Event& event : world->events()) {
            if (event.rule == rule("south.remittance"))
                journal.sent[event.who] +=
                    model::detail_of<model::south::MoneyDetail>(event.detail).sum;
            if (event.rule == rule("border.far_bank")) {
                const auto [at, is_first] = journal.crossed.try_emplace(event.who, event.day);
                at->second = std::min(at->second, event.day);
            }
            if (event.rule == rule("person.maternity") || event.rule == rule("person.fatherhood"))
                journal.births[event.who].insert(event.day);
            if (event.rule == rule("south.arrival")) journal.arrived[event.who] = event.day;
            if (event.rule == rule("search.setting_out")) journal.searched_for.insert(event.with);
            if (event.rule == rule("south.school_end") &&
                model::detail_of<model::south::SchoolEndDetail>(event.detail).diploma)
                journal.with_diploma.insert(event.who);
            if (event.rule == rule("security.confession") &&
                model::detail_of<model::security::ConfessionDetail>(event.detail).next ==
                    model::Phase::prison)
                journal.held_in_prison.insert(event.who);
        }
    }

    static float value(LifeId id, std::string_view outcome)
    {
        return world->values(people->find(id))[study::question_outcome(outcome)];
    }
    static bool is_dead(LifeId id)
    {
        return world->person(people->find(id)).died != engine::no_day;
    }

    static inline std::unique_ptr<study::People> people;
    static inline std::unique_ptr<study::TwinWorld> world;
    static inline Journal journal;
};

TEST_F(ExileOutcomes, of_those_who_arrived_are_known_of_the_living_and_of_the_dead)
{
    ASSERT_GT(journal.arrived.size(), 30U);
    std::size_t dead = 0, born_across = 0;
    for (const auto& [id, day] : journal.arrived) {
        const auto crossed = journal.crossed.find(id);
        const float years = value(id, "years_to_arrival");
        dead += is_dead(id);
        if (crossed == journal.crossed.end()) { // Born on the other side.
            EXPECT_TRUE(std::isnan(years)) << id;
            ++born_across;
            continue;
        }
        EXPECT_NEAR(years, engine::years(day - crossed->second), 0.02) << id;
    }
    EXPECT_LT(born_across, journal.arrived.size() * 3 / 4);
    EXPECT_GT(dead, 0U);
}

TEST_F(ExileOutcomes, tell_of_money_and_diplomas_what_the_journal_tells)
{
    ASSERT_GT(journal.sent.size(), 10U);
    ASSERT_GT(journal.with_diploma.size(), 0U);
    for (const auto& [id, day] : journal.arrived) {
        const auto sent = journal.sent.find(id);
        EXPECT_FLOAT_EQ(value(id, "sent_home"),
                        sent == journal.sent.end() ? 0.0F : static_cast<float>(sent->second))
            << id;
        EXPECT_EQ(value(id, "diploma_south") == 1, journal.with_diploma.contains(id)) << id;
    }
}

TEST_F(ExileOutcomes, tell_of_wages_of_the_settled_alone)
{
    std::size_t paid = 0, unpaid = 0;
    for (std::uint32_t number = 0; number < people->size(); ++number) {
        const LifeId id = people->id(number);
        if (world->person(number).id == engine::nobody) continue;
        const float wage = value(id, "wage_south"), regret = value(id, "regret");
        EXPECT_EQ(std::isnan(wage), std::isnan(regret)) << id;
        if (!journal.arrived.contains(id)) {
            EXPECT_TRUE(std::isnan(wage)) << id;
            EXPECT_EQ(value(id, "sent_home"), 0) << id;
            EXPECT_TRUE(std::isnan(value(id, "wage_at_ten"))) << id;
            continue;
        }
        if (std::isnan(wage)) continue; // In the centre still.
        EXPECT_LE(0, wage);
        EXPECT_LE(0, regret);
        EXPECT_LE(regret, 1);
        (wage > 0 ? paid : unpaid) += 1;
        const bool ten_years = !is_dead(id) && journal.arrived.at(id) < engine::day_of(2004);
        if (ten_years) {
            EXPECT_FALSE(std::isnan(value(id, "wage_at_ten"))) << id;
        }
    }
    EXPECT_GT(paid, 10U);
    EXPECT_GT(unpaid, 0U);
}

TEST_F(ExileOutcomes, tell_of_custody_of_whoever_was_held_and_of_nobody_else)
{
    std::size_t held = 0;
    for (std::uint32_t number = 0; number < people->size(); ++number) {
        const LifeId id = people->id(number);
        if (world->person(number).id == engine::nobody) continue;
        const float custody = value(id, "custody_months"), camp = value(id, "camp_months"),
                    prison = value(id, "prison_months");
        EXPECT_LE(camp + prison, custody + 1e-3F) << id;
        EXPECT_LE(custody, 240) << id;
        EXPECT_EQ(camp > 0, value(id, "held_in_camp") == 1) << id;
        EXPECT_EQ(value(id, "held_in_prison") == 1, journal.held_in_prison.contains(id)) << id;
        if (custody > 0) {
            EXPECT_EQ(value(id, "detained"), 1) << id;
        }
        held += custody > 0;
    }
    EXPECT_GT(held, 50U);
    EXPECT_GT(journal.held_in_prison.size(), 0U);
}

TEST_F(ExileOutcomes, count_crossings_of_those_who_crossed)
{
    for (const auto& [id, day] : journal.crossed) {
        EXPECT_EQ(value(id, "crossed"), 1) << id;
        EXPECT_GE(value(id, "crossings"), 1) << id;
    }
}

TEST_F(ExileOutcomes, know_who_crossed_with_a_small_child_and_who_did_not)
{
    std::size_t with = 0, without = 0, later = 0;
    for (const auto& [id, day] : journal.crossed) {
        const std::set<Day>& births = journal.births[id];
        const auto after = births.lower_bound(day);
        const bool small = after != births.begin() && engine::years(day - *std::prev(after)) < 10;
        EXPECT_EQ(value(id, "small_child_at_crossing"), small ? 1 : 0) << id;
        ++(small ? with : without);
        later += !small && value(id, "children") > 0;
    }
    EXPECT_GT(with, 50U);
    EXPECT_GT(without, 50U);
    EXPECT_GT(later, 10U); // Grown by then, or not yet born.
    for (const auto& [id, births] : journal.births)
        if (!journal.crossed.contains(id)) {
            EXPECT_TRUE(std::isnan(value(id, "small_child_at_crossing"))) << id;
        }
}

TEST_F(ExileOutcomes, tell_who_was_searched_for_and_not_who_searched)
{
    std::size_t sought = 0;
    for (std::uint32_t number = 0; number < people->size(); ++number) {
        const LifeId id = people->id(number);
        if (world->person(number).id == engine::nobody) continue;
        EXPECT_EQ(value(id, "searched_for") == 1, journal.searched_for.contains(id)) << id;
        sought += journal.searched_for.contains(id);
    }
    EXPECT_GT(sought, 50U);
    EXPECT_EQ(sought, journal.searched_for.size());
}

TEST_F(ExileOutcomes, have_the_record_of_whoever_is_on_the_way)
{
    study::Simulation nation{baseline(), {.seed = 3, .scale = {400}, .to = engine::day_of(2008)}};
    std::size_t away = 0;
    while (!nation.finished()) {
        if (!nation.live_a_year({})) throw std::runtime_error{"it does not run"};
        const Day today = engine::day_of(nation.year());
        nation.each_living(
            [&](const model::Life& life, const model::Exile* exile, engine::PlaceId) {
                if (!model::is_cut_off(life) || model::whole_years(life, today) < 16) return;
                ASSERT_NE(exile, nullptr) << life.being.id;
                ++away;
            });
    }
    EXPECT_GT(away, 1000U);
}

} // namespace
} // namespace counterlife::tests

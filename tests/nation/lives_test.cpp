// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What must hold for every life of a run, and what counts must agree.

#include "tests/nation/small_nation.h"

namespace counterlife::tests {

const Heard& nation()
{
    static const Heard heard = run(small_run());
    return heard;
}

TEST(Lives, are_counted_once_each)
{
    std::set<LifeId> seen;
    std::int64_t living = 0;
    for (const study::LifeRow& life : nation().lives) {
        EXPECT_TRUE(seen.insert(life.person).second) << life.person;
        living += life.died == engine::no_day;
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), nation().outcome.lives);
    EXPECT_EQ(living, nation().outcome.living);
}

TEST(Lives, of_the_dead_hold_no_events_after_death)
{
    std::map<LifeId, engine::Day> died;
    for (const study::LifeRow& life : nation().lives)
        if (life.died != engine::no_day) died[life.person] = life.died;
    ASSERT_GT(died.size(), 1000u);
    for (const Event& event : nation().events) {
        const auto at = died.find(event.who);
        if (at == died.end()) continue;
        EXPECT_LE(event.day, at->second) << event.who;
    }
}

TEST(Lives, begin_with_a_mother_of_fifteen_to_fifty_who_was_alive)
{
    std::map<LifeId, const study::LifeRow*> by_id;
    for (const study::LifeRow& life : nation().lives) by_id[life.person] = &life;
    std::size_t born = 0;
    for (const study::LifeRow& life : nation().lives) {
        if (life.founder) continue;
        ++born;
        ASSERT_TRUE(by_id.contains(life.mother)) << life.person;
        const study::LifeRow& mother = *by_id[life.mother];
        const double age = engine::years(life.born - mother.born);
        EXPECT_GE(age, 15);
        EXPECT_LT(age, 50.2) << "she conceives up to nine months before she is fifty";
        EXPECT_LE(life.born, mother.died);
        EXPECT_EQ(mother.sex, study::Sex::female);
        ASSERT_TRUE(by_id.contains(life.father)) << life.person;
        EXPECT_EQ(by_id[life.father]->sex, study::Sex::male);
    }
    EXPECT_EQ(static_cast<std::int64_t>(born), nation().outcome.work.born);
}

// Within nine months of the wedding only those give birth who were with child at it: far fewer than
// in the nine months that follow, in which a wife's fertility is whole.
TEST(Lives, seldom_begin_within_nine_months_of_a_wedding)
{
    constexpr engine::Days term = 266;
    std::map<LifeId, engine::Day> wed;
    std::size_t early = 0, later = 0;
    for (const Event& event : nation().events) {
        if (event.rule == rule("marriage.vow")) wed[event.who] = event.day;
        if (event.rule != rule("person.maternity") || !wed.contains(event.who)) continue;
        const engine::Days since = event.day - wed[event.who];
        early += since < term;
        later += since >= term && since < 2 * term;
    }
    ASSERT_GT(later, 500u);
    EXPECT_LT(static_cast<double>(early), 0.35 * static_cast<double>(later));
    EXPECT_GT(early, 0u);
}

TEST(Couples, name_each_other_and_one_is_a_man_and_one_a_woman)
{
    std::map<LifeId, const study::LifeRow*> by_id;
    for (const study::LifeRow& life : nation().lives) by_id[life.person] = &life;
    std::size_t couples = 0, one_sided = 0;
    for (const study::LifeRow& life : nation().lives) {
        if (life.marital != study::Marital::married || life.died != engine::no_day) continue;
        ASSERT_TRUE(by_id.contains(life.spouse)) << life.person;
        const study::LifeRow& spouse = *by_id[life.spouse];
        EXPECT_NE(spouse.sex, life.sex);
        ++couples;
        one_sided += spouse.spouse != life.person;
    }
    ASSERT_GT(couples, 1000u);
    // A letter about a wedding, a death or a divorce may still be on its way.
    EXPECT_LT(one_sided, couples / 200);
}

TEST(Couples, are_seventeen_at_least)
{
    std::map<LifeId, engine::Day> born;
    for (const study::LifeRow& life : nation().lives) born[life.person] = life.born;
    for (const Event& event : nation().events) {
        if (event.rule != rule("marriage.vow") && event.rule != rule("marriage.wedding")) continue;
        EXPECT_GE(engine::years(event.day - born[event.who]), 17.0) << event.who;
    }
}

TEST(Causes, name_an_event_that_happened)
{
    std::set<std::tuple<LifeId, engine::Day, engine::RuleId>> happened;
    for (const Event& event : nation().events) happened.insert({event.who, event.day, event.rule});
    std::size_t caused = 0, unknown = 0;
    for (const Event& event : nation().events) {
        if (event.cause.rule == engine::no_rule) continue;
        ++caused;
        EXPECT_LE(event.cause.day, event.day);
        unknown += !happened.contains({event.cause.who, event.cause.day, event.cause.rule});
    }
    ASSERT_GT(caused, 10'000u);
    // A letter that comes back names the letter, not an event, as its cause.
    EXPECT_LT(unknown, caused / 500);
}

TEST(Mail, is_read_or_came_too_late_or_waits)
{
    const engine::Work& work = nation().outcome.work;
    EXPECT_GT(work.letters, 0);
    EXPECT_GE(work.sent, work.letters + work.to_the_dead);
    // What is left is the mail of the last days.
    EXPECT_LT(work.sent - work.letters - work.to_the_dead, work.sent / 100);
}

TEST(Counts, agree_with_the_lives_they_are_counts_of)
{
    std::map<int, double> births, deaths;
    for (const study::SeriesRow& row : nation().outcome.counts) {
        if (row.level != "nation" || row.age >= 0) continue;
        if (row.measure == "births") births[row.year] += row.value;
        if (row.measure == "deaths") deaths[row.year] += row.value;
    }
    std::map<int, double> born, died;
    for (const study::LifeRow& life : nation().lives) {
        if (!life.founder) ++born[engine::year_of(life.born)];
        if (life.died != engine::no_day) ++died[engine::year_of(life.died)];
    }
    EXPECT_EQ(births, born);
    EXPECT_EQ(deaths, died);
}

TEST(Counts, of_events_by_rule_are_the_events_of_each_year)
{
    const Heard& heard = nation();
    std::map<std::pair<int, std::string>, double> counted, told;
    const auto names = model::rule_names();
    for (const study::SeriesRow& row : heard.outcome.counts)
        if (row.measure == study::events_by_rule && row.value > 0)
            counted[{row.year, row.status.str()}] += row.value;
    for (const Event& event : heard.events) ++told[{engine::year_of(event.day), names[event.rule]}];
    EXPECT_EQ(counted, told);
}

TEST(Households, hold_everybody_who_is_not_on_the_way)
{
    // Soldiers live in barracks, children adrift nowhere, children in camps there.
    std::map<int, double> people, members, housed_elsewhere;
    for (const study::SeriesRow& row : nation().outcome.counts) {
        if (row.level != "nation" || row.age >= 0) continue;
        if (row.measure == "population") people[row.year] += row.value;
        if (row.measure == "household_members") members[row.year] += row.value;
        const bool elsewhere =
            row.status == "soldier" || row.status == "adrift" || row.status == "camp";
        if (row.measure == "stage" && elsewhere) housed_elsewhere[row.year] += row.value;
    }
    for (const auto& [year, count] : people) {
        EXPECT_LE(members[year], count) << year;
        EXPECT_GT(members[year] + housed_elsewhere[year], 0.99 * count) << year;
    }
}

} // namespace counterlife::tests

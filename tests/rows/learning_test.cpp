// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What goes into membership does not go into learning, and what would come of it if it did.

#include "tests/rows/sent.h"

#include "model/belief/belief.h"
#include "model/school/school.h"

namespace counterlife::tests {

namespace {

constexpr Span to_1990{.until = 1990};

Change with(std::vector<std::pair<std::string, double>> numbers)
{
    return {.numbers = std::move(numbers)};
}

const Told& devoted()
{
    static const Told told = tell(with({}), to_1990);
    return told;
}
const Told& learning_in_vain()
{
    static const Told told = tell(with({{"belief.to_learning", 0.9}}), to_1990);
    return told;
}
const Told& learning_with_a_place()
{
    static const Told told =
        tell(with({{"belief.to_learning", 0.9}, {"schooling.study_place", 0.5}}), to_1990);
    return told;
}

bool is_of_age(const Life& life)
{
    return life.born >= day_of(1945) && life.born < day_of(1960);
}

/// Means over those born from 1945 to 1959.
struct Cohort {
    double years = 0, graduates = 0, merit = 0, members = 0;
};
Cohort cohort_of(const Told& told)
{
    Cohort sum;
    double all = 0, soldiers = 0;
    for (const Person& person : told.people) {
        const Life& life = person.life;
        if (!is_of_age(life) || person.died < day_of(1985)) continue;
        ++all;
        sum.years += life.school_years;
        sum.graduates += life.school == model::School::graduate;
        sum.members += life.career.admitted != engine::no_day;
        if (life.career.enlisted == engine::no_day) continue;
        ++soldiers;
        sum.merit += life.career.merit;
    }
    EXPECT_GT(soldiers, 500);
    return {sum.years / all, sum.graduates / all, sum.merit / soldiers, sum.members / all};
}

} // namespace

// LOOP-06  Effort moved from merit to learning lowers merit, and raises schooling only where a
// place is open: while none is, each of the cohort has learned exactly as long as before.
TEST(Learning, raises_schooling_only_where_a_place_is_open)
{
    const Cohort before = cohort_of(devoted()), in_vain = cohort_of(learning_in_vain()),
                 open = cohort_of(learning_with_a_place());
    EXPECT_LT(in_vain.merit, 0.3 * before.merit);
    EXPECT_NEAR(in_vain.years, before.years, 0.02);
    EXPECT_NEAR(in_vain.graduates, before.graduates, 0.005);
    EXPECT_GT(open.years, before.years + 0.8);
    EXPECT_GT(open.graduates, before.graduates + 0.25);
    // Half of those who put nine tenths of their effort into it, at the least from school.
    EXPECT_LT(open.graduates, before.graduates + 0.7);
}

// LOOP-06  The effort is settled on the day of turning seventeen: other years are not touched.
TEST(Learning, is_the_choice_of_those_who_turn_seventeen)
{
    const auto numbers = numbers_with({});
    const auto moved = numbers_with(with({{"belief.to_learning", 0.9}}));
    model::PlaceState state;
    Life life;
    life.born = day_of(1960, 5, 1);
    life.career.goal = model::Goal::party;
    EXPECT_EQ(model::belief::for_membership({life, state, *numbers}), 1);
    EXPECT_EQ(model::belief::for_learning({life, state, *numbers}), 0);
    EXPECT_NEAR(model::belief::for_membership({life, state, *moved}), 0.1, 1e-12);
    EXPECT_NEAR(model::belief::for_learning({life, state, *moved}), 0.9, 1e-12);
    life.career.goal = model::Goal::study;
    EXPECT_NEAR(model::belief::for_membership({life, state, *numbers}), 0.6, 1e-12);
    EXPECT_NEAR(model::belief::for_learning({life, state, *numbers}), 0.4, 1e-12);
    EXPECT_NEAR(model::belief::for_membership({life, state, *moved}), 0.06, 1e-12);
}

// LOOP-06, PRIV-05  More learning only ever opens the college to more people.
TEST(Learning, never_takes_a_place_away)
{
    const auto numbers = numbers_with(with({{"schooling.study_place", 0.5}}));
    model::PlaceState state;
    Life life;
    life.born = day_of(1960, 5, 1);
    const Day day = day_of(1976, 9, 1);
    life.career.goal = model::Goal::party;
    EXPECT_EQ(model::school::with_learning(0.13, {life, state, *numbers}, day), 0.13);
    life.career.goal = model::Goal::study;
    EXPECT_NEAR(model::school::with_learning(0.13, {life, state, *numbers}, day),
                0.13 + 0.87 * 0.5 * 0.4, 1e-12);
}

// PARTY-05  Whoever is refused for ever is never admitted, and nobody else is in their stead.
TEST(Refusal, keeps_whole_years_of_birth_out_and_changes_no_other_admission)
{
    const Told refused = tell(with({{"party.refused", 1}}), to_1990);
    EXPECT_EQ(refused.count("party.admission"), 0);
    EXPECT_GT(devoted().count("party.admission"), 1000);
    const Told half = tell(with({{"party.refused", 0.5}}), {.until = 1975});
    std::map<LifeId, Day> admitted;
    for (const Event& event : devoted().of("party.admission"))
        admitted.try_emplace(event.who, event.day);
    std::size_t same = 0, all = 0;
    for (const Event& event : half.of("party.admission")) {
        const auto at = admitted.find(event.who);
        same += at != admitted.end() && at->second == event.day;
        ++all;
    }
    ASSERT_GT(all, 500u);
    EXPECT_GT(static_cast<double>(same), 0.9 * static_cast<double>(all));
}

} // namespace counterlife::tests

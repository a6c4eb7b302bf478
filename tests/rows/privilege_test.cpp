// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who gets out of an assignment by privilege, how soon, and what it rests on.

#include "model/health/discharge.h"
#include "model/labour/petition.h"
#include "tests/rows/sent.h"

#include "model/privilege/plea.h"

namespace counterlife::tests {

namespace {

/// What the parents whom somebody wrote to could bring to bear, in hundredths.
struct Parent {
    int power = 0, wealth = 0;
};

std::map<LifeId, Parent> parents(const Told& told)
{
    std::map<LifeId, Parent> asked;
    for (const Event& event : told.of("privilege.plea")) {
        const auto had = model::detail_of<model::privilege::PleaDetail>(event.detail);
        Parent& parent = asked[event.with];
        parent.power = std::max(parent.power, had.power);
        parent.wealth = std::max(parent.wealth, had.wealth);
    }
    return asked;
}

constexpr int official = 90, rich = 85;
constexpr Span to_1990{.until = 1990, .one_in = 200};

/// With bribes taken from anybody a little above the rest, so that many ask.
Change for_sale(double liability)
{
    return {.numbers = {{"privilege.money_threshold", 0.15}, {"privilege.liability", liability}},
            .men_factor = 10};
}

/// Dead or gone before privilege could have done its work.
bool left_before_the_answer(const Sent& one)
{
    const Day answered = one.arrival.day + 95;
    const Event* fled = one.first("labour.absconding");
    return one.person->died <= answered || (fled && fled->day <= answered);
}

struct Answers {
    double asked = 0, granted = 0;
};

/// How committees answered pressure below that of officials, and at or above it.
std::array<Answers, 2> answers(const Told& told)
{
    std::array<Answers, 2> all;
    for (const Event& event : told.of("privilege.pressure")) {
        const auto answer = model::detail_of<model::privilege::PressureDetail>(event.detail);
        Answers& some = all[answer.pressure >= official];
        ++some.asked;
        some.granted += answer.granted;
    }
    return all;
}

} // namespace

// PRIV-01  Three months after arrival no official's child is left, and no labourer's has gone.
TEST(Gate, has_let_out_every_child_of_an_official_within_three_months)
{
    const auto asked = parents(twice_told());
    std::size_t elite = 0, others = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const auto parent = asked.find(id);
        const Event* gone = one.first("privilege.release");
        if (parent == asked.end() || parent->second.power < official) {
            const bool bribes = parent != asked.end() && parent->second.wealth >= rich;
            if (bribes) continue;
            ++others;
            EXPECT_EQ(gone, nullptr) << id;
            continue;
        }
        ++elite;
        if (!gone) {
            EXPECT_TRUE(left_before_the_answer(one)) << id;
            continue;
        }
        EXPECT_LE((gone->day - one.arrival.day).count(), 95) << id;
        EXPECT_GT((gone->day - one.arrival.day).count(), 45) << id;
        EXPECT_TRUE(one.ever("privilege.college") || one.person->life.urban) << id;
    }
    EXPECT_GT(elite, 4u);
    EXPECT_GT(others, 100u);
}

// PRIV-02  Neither membership nor merit opens the gate where the parents' rank is the same.
TEST(Gate, does_not_ask_for_membership_or_merit)
{
    const auto asked = parents(twice_told());
    std::array<std::array<Answers, 2>, 2>
        out; // By whether the parent is an official, and membership.
    std::size_t decorated = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const auto parent = asked.find(id);
        if (parent == asked.end()) continue;
        if (left_before_the_answer(one)) continue;
        Answers& some = out[parent->second.power >= official][one.was_member()];
        ++some.asked;
        some.granted += one.ever("privilege.release");
        const bool powerless = parent->second.power == 0 && parent->second.wealth < rich;
        if (one.career().award == model::Award::none || !powerless) continue;
        ++decorated;
        EXPECT_FALSE(one.ever("privilege.release")) << id;
    }
    EXPECT_GT(decorated, 10u);
    for (const Answers& plain : out[0]) {
        EXPECT_GT(plain.asked, 50);
        EXPECT_LT(share(plain.granted, plain.asked), 0.03);
    }
    for (const Answers& privileged : out[1]) EXPECT_EQ(privileged.granted, privileged.asked);
    EXPECT_GT(out[1][0].asked + out[1][1].asked, 4);
}

// PRIV-02  Without a gate it is a lottery, and the children of labourers draw in it too.
TEST(Gate, where_there_is_none_lets_labourers_children_out)
{
    const Told told = tell(without_claim("PRIV-02"), to_1990);
    const auto asked = parents(told);
    double out = 0, labourers = 0;
    for (const auto& [id, one] : sent_in(told)) {
        const auto parent = asked.find(id);
        if (parent == asked.end() || parent->second.power > 0) continue;
        ++labourers;
        out += one.ever("privilege.release");
    }
    ASSERT_GT(labourers, 100);
    EXPECT_GT(out, 0);
}

// PRIV-03  The label follows the parents' rank; those who bear it have worked far less than others.
TEST(Label, follows_the_parents_and_not_the_work)
{
    const auto asked = parents(twice_told());
    Answers labelled, others; // Asked: people; granted: a sum over them.
    double days_labelled = 0, days_others = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const auto parent = asked.find(id);
        const int power = parent == asked.end() ? 0 : parent->second.power;
        const bool exemplary = one.career().exemplary;
        EXPECT_EQ(exemplary, one.ever("privilege.release")) << id;
        Answers& some = exemplary ? labelled : others;
        ++some.asked;
        some.granted += power;
        Day until = one.since.back().day;
        for (const Event& event : one.since)
            if (event.rule == number("privilege.release") ||
                event.rule == number("labour.absconding"))
                until = std::min(until, event.day);
        (exemplary ? days_labelled : days_others) += (until - one.arrival.day).count();
    }
    ASSERT_GT(labelled.asked, 4);
    ASSERT_GT(others.asked, 100);
    EXPECT_GT(share(labelled.granted, labelled.asked), 5 * share(others.granted, others.asked));
    EXPECT_LT(share(days_labelled, labelled.asked), 0.5 * share(days_others, others.asked));
}

// PRIV-03  Where the label is earned it follows the work, and most officials' children go without.
TEST(Label, follows_the_work_where_it_is_earned)
{
    const Told told = tell(without_claim("PRIV-03"), to_1990);
    const auto people = people_by_id(told);
    std::size_t released = 0;
    for (const Event& event : told.of("privilege.release")) {
        ++released;
        const auto let_go = model::detail_of<model::privilege::ReleaseDetail>(event.detail);
        EXPECT_EQ(let_go.exemplary, people.at(event.who)->life.career.zeal > 50) << event.who;
    }
    EXPECT_GT(released, 4u);
}

// PRIV-04  The higher the parents the surer the release; risk makes committees refuse the others.
TEST(Release, is_granted_where_the_pressure_outweighs_the_risk)
{
    const Told risky = tell(for_sale(0.6), to_1990), safe = tell(for_sale(0.1), to_1990);
    const auto [low, high] = answers(risky);
    const auto [low_safe, high_safe] = answers(safe);
    ASSERT_GT(low.asked, 25);
    ASSERT_GT(high.asked, 4);
    EXPECT_EQ(high.granted, high.asked);
    EXPECT_EQ(high_safe.granted, high_safe.asked);
    EXPECT_LT(share(low.granted, low.asked), 0.75);
    EXPECT_GT(share(low_safe.granted, low_safe.asked), share(low.granted, low.asked));
    std::set<LifeId> released;
    for (const Event& event : risky.of("privilege.pressure"))
        if (model::detail_of<model::privilege::PressureDetail>(event.detail).granted)
            released.insert(event.with);
    const auto reprimands = risky.of("privilege.reprimand");
    EXPECT_GT(reprimands.size(), 3u);
    EXPECT_LT(reprimands.size(), released.size());
    for (const Event& event : reprimands) EXPECT_TRUE(released.contains(event.with)) << event.with;
}

// PRIV-04  Where nobody is liable nobody is refused, whoever asks.
TEST(Release, is_granted_to_all_who_ask_where_nobody_is_liable)
{
    Change change = for_sale(0.6);
    change.off = {"PRIV-04"};
    const auto [low, high] = answers(tell(change, to_1990));
    ASSERT_GT(low.asked, 25);
    EXPECT_EQ(low.granted, low.asked);
    EXPECT_EQ(high.granted, high.asked);
}

// PRIV-05  College is the one lawful way anybody takes; a second door is used where there is one.
TEST(Door, leads_to_college_and_nowhere_else)
{
    std::size_t lawful = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const bool lives = one.person->died == engine::no_day;
        if (!lives || one.career().bound || one.ever("labour.absconding")) continue;
        ++lawful;
        const Event* certificate = one.first("health.discharge");
        EXPECT_TRUE(
            one.ever("privilege.release") ||
            (certificate &&
             model::detail_of<model::health::DischargeDetail>(certificate->detail).certified))
            << id;
    }
    EXPECT_GT(lawful, 4u);
    const Told open = tell({.off = {"PRIV-05", "PARTY-10"}, .men_factor = 10}, {.until = 1995});
    std::size_t sent_home = 0;
    for (const Event& event : open.of("labour.refusal"))
        sent_home += model::detail_of<model::labour::RefusalDetail>(event.detail).granted;
    EXPECT_GT(sent_home, 3u);
}

} // namespace counterlife::tests

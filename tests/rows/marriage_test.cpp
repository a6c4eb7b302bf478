// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// When men marry, by what they have to show.

#include "tests/rows/sent.h"

#include <cmath>

namespace counterlife::tests {

namespace {

/// A sum that knows its own uncertainty.
struct Mean {
    double sum = 0, squares = 0, n = 0;

    void add(double x) { sum += x, squares += x * x, ++n; }
    double value() const { return sum / n; }
    double variance() const { return (squares / n - value() * value()) / n; }
};

/// The first mean is lower than the second, by more than chance would make it.
void expect_lower(const Mean& lower, const Mean& higher, const char* of)
{
    ASSERT_GT(lower.n, 30) << of;
    ASSERT_GT(higher.n, 30) << of;
    const double spread = std::sqrt(lower.variance() + higher.variance());
    EXPECT_LT(lower.value() + 2 * spread, higher.value()) << of;
}

/// A man's search and wedding, the first of each.
struct Suit {
    Day sought = engine::no_day, wed = engine::no_day;
};

std::map<LifeId, Suit> suits(const Told& told)
{
    const engine::RuleId seeks = number("marriage.search"), weds = number("marriage.wedding");
    std::map<LifeId, Suit> by_man;
    for (const Event& event : told.events) {
        if (event.rule == seeks) by_man.try_emplace(event.who).first->second.sought = event.day;
        if (event.rule != weds) continue;
        Suit& suit = by_man[event.who];
        if (suit.wed == engine::no_day) suit.wed = event.day;
    }
    return by_man;
}

struct Waits {
    /// By what a man had to show: membership and service, membership, service, nothing.
    Mean both, membership, service, nothing;
    Mean age_of_members, age_of_others;                     ///< of those who served
    Mean single_at_thirty_members, single_at_thirty_others; ///< of those who served
};

Waits waits(const Told& told, int first_born, int last_born)
{
    Waits all;
    const auto suit_of = suits(told);
    for (const Person& person : told.people) {
        const Life& life = person.life;
        const int born = engine::year_of(life.born);
        if (life.sex == model::Sex::female || born < first_born || born > last_born) continue;
        const auto at = suit_of.find(life.being.id);
        if (at == suit_of.end() || at->second.wed == engine::no_day) continue;
        const Suit& suit = at->second;
        const bool member = life.career.admitted < suit.sought;
        const bool served = life.career.service == model::Service::discharged;
        if (suit.sought == engine::no_day || suit.wed < suit.sought) continue;
        (served   ? member ? all.both : all.service
         : member ? all.membership
                  : all.nothing)
            .add((suit.wed - suit.sought).count());
        if (!served) continue;
        const double age = engine::years(suit.wed - life.born);
        (member ? all.age_of_members : all.age_of_others).add(age);
        (member ? all.single_at_thirty_members : all.single_at_thirty_others).add(age >= 30);
    }
    return all;
}

} // namespace

// MARRIAGE-02  Members marry earlier than others who served as long, and more of them by thirty;
// whoever ranks lower waits longer for a woman who would have him.
TEST(Wives, are_found_sooner_by_men_whom_women_rank_higher)
{
    const Waits told = waits(twice_told(), 1945, 1960);
    expect_lower(told.age_of_members, told.age_of_others, "age at marriage");
    expect_lower(told.single_at_thirty_members, told.single_at_thirty_others, "single at thirty");
    expect_lower(told.both, told.membership, "service, to members");
    expect_lower(told.membership, told.service, "membership before service");
    expect_lower(told.service, told.nothing, "service, to others");
    const Waits off = waits(tell(without_claim("MARRIAGE-02"), {.until = 1992}), 1945, 1960);
    EXPECT_LT(off.nothing.value() - off.both.value(),
              0.2 * (told.nothing.value() - told.both.value()));
}

} // namespace counterlife::tests

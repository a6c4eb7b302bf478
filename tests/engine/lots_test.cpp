// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Lots that no draw can take for one another.

#include "engine/enrol.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace counterlife::engine {
namespace {

struct Bare {
    struct Life {
        Being being;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {};
};

Lot any_lot()
{
    const std::uint32_t every = *rc::gen::element(0u, 1u, 2u, 8u, 32u);
    const auto first = *rc::gen::inRange<std::uint32_t>(0, every == 0 ? 40 : every);
    const auto room = every == 0 ? 40 : every - first;
    return {.first = first,
            .every = every,
            .many = *rc::gen::inRange<std::uint32_t>(1, std::min(room, 6u) + 1)};
}

/// Its numbers below 256, counted from long before the first.
std::set<std::uint32_t> numbers_of(const Lot& lot)
{
    std::set<std::uint32_t> all;
    for (int count = -300; count < 300; ++count)
        for (std::uint32_t nth = 0; nth < lot.many; ++nth) {
            const auto number =
                lot.number(lot.every == 0 ? 0 : static_cast<std::uint32_t>(count), nth);
            if (number < 256) all.insert(number);
        }
    return all;
}

RC_GTEST_PROP(lots, are_apart_where_they_have_no_number_in_common, ())
{
    const Lot a = any_lot(), b = any_lot();
    RC_ASSERT(a.is_sound());
    const auto of_a = numbers_of(a), of_b = numbers_of(b);
    const bool meet = std::ranges::any_of(of_a, [&](auto number) { return of_b.contains(number); });
    RC_ASSERT(are_apart(a, b) == !meet);
    RC_ASSERT(are_apart(b, a) == !meet);
}

TEST(lots, are_sound_where_their_occasions_do_not_meet)
{
    EXPECT_TRUE((Lot{.first = 7, .every = 8}.is_sound()));
    EXPECT_TRUE((Lot{.first = 100, .many = 50}.is_sound()));
    EXPECT_FALSE((Lot{.every = 8, .many = 9}.is_sound()));
    EXPECT_FALSE((Lot{.first = 7, .every = 8, .many = 2}.is_sound()));
    EXPECT_FALSE((Lot{.every = 6}.is_sound())) << "numbers come round after 2^32";
    EXPECT_FALSE((Lot{.many = 0}.is_sound()));
}

// What a run refuses to begin with.

constexpr Lot three{.every = 8, .many = 3}, third{.first = 2, .every = 8},
    fourth{.first = 3, .every = 8}, once_in_a_life{.first = 10},
    known{.first = 2, .every = 8, .meets_another = true}, crooked{.every = 3},
    for_others{.first = 2, .every = 8, .for_others = true},
    shared{.every = 8, .stream = stream_of("a name")},
    shared_too{.every = 4, .stream = stream_of("a name")},
    of_a_rule{.every = 8, .stream = stream_of("bare.other")},
    of_its_points{.stream = Luck::stream_of_points(stream_of("bare.other"))};

void nothing(Act<Bare>&) {}
void nothing_either(OfficeAct<Bare>&) {}

using Lots = decltype(Rule<Bare>::lots);

void check(const Lots& lots, const Lots& of_the_other = {})
{
    const Rule<Bare> rule{.name = "bare.rule", .effect = nothing, .lots = lots},
        other{.name = "bare.other", .effect = nothing, .lots = of_the_other};
    const Rule<Bare>* const both[] = {&rule, &other};
    check_luck<Bare>(both);
}

TEST(lots, of_one_rule_must_be_apart)
{
    EXPECT_NO_THROW(check({&three, &fourth}));
    EXPECT_THROW(check({&three, &third}), std::invalid_argument);
    EXPECT_THROW(check({&three, &once_in_a_life}), std::invalid_argument) << "on the first day";
    EXPECT_THROW(check({&crooked}), std::invalid_argument);
    EXPECT_NO_THROW(check({&three}, {&third})) << "rules have luck of their own";
    EXPECT_NO_THROW(check({&three, &known})) << "as is known";
    EXPECT_THROW(check({&three, &for_others}), std::invalid_argument);
}

TEST(lots, an_institution_draws_for_others_what_it_does_not_draw_for_itself)
{
    const Rule<Bare> rule{
        .name = "bare.order", .carry_out = nothing_either, .lots = {&three, &for_others}};
    const Rule<Bare>* const only[] = {&rule};
    EXPECT_NO_THROW(check_luck<Bare>(only));
}

TEST(lots, with_luck_of_their_own_must_be_apart_whoever_draws_them)
{
    EXPECT_NO_THROW(check({&three, &shared}));
    EXPECT_NO_THROW(check({&shared}, {&shared}));
    EXPECT_THROW(check({&shared}, {&shared_too}), std::invalid_argument);
    EXPECT_NO_THROW(check({&of_a_rule}, {&shared}));
    EXPECT_NO_THROW(check({&of_a_rule}, {&fourth}));
    EXPECT_THROW(check({&of_a_rule}, {&three}), std::invalid_argument) << "of the other's name";
    EXPECT_THROW(check({&of_its_points}), std::invalid_argument);
}

TEST(lots, two_rules_of_one_name_would_share_their_luck)
{
    const Rule<Bare> rule{.name = "bare.rule"};
    const Rule<Bare>* const twice[] = {&rule, &rule};
    EXPECT_THROW(check_luck<Bare>(twice), std::invalid_argument);
}

} // namespace
} // namespace counterlife::engine

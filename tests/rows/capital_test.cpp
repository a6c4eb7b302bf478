// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Beyond the testimony: the capital and its members, ages at marriage.

#include "tests/rows/river.h"
#include "tests/rows/sent.h"

#include "model/party/party.h"
#include "model/places/map.h"

namespace counterlife::tests {

namespace {

constexpr Span to_2006{.until = 2006};

const Told& as_found()
{
    static const Told told = tell({}, to_2006);
    return told;
}
/// Claims off that do not touch one another's tests.
const Told& without()
{
    static const Told told = tell({.off = {"BEYOND-10", "BEYOND-11", "BEYOND-12"}}, to_2006);
    return told;
}

bool is_grown(const Person& one)
{
    return one.died == engine::no_day && one.life.born < day_of(1989);
}

/// The share of those alive and grown who are what is asked, among those who are the other.
template <class Among, class Asked>
double share(const Told& told, const Among& among, const Asked& asked)
{
    double all = 0, are = 0;
    for (const Person& one : told.people) {
        if (!is_grown(one) || !among(one)) continue;
        ++all;
        are += asked(one);
    }
    return all > 0 ? are / all : 0;
}

bool is_member(const Person& one)
{
    return model::party::is_member(one.life);
}

double members_in_the_capital(const Told& told, bool within)
{
    const auto numbers = numbers_with({});
    const auto& map = numbers->map;
    return share(
        told,
        [&](const Person& one) {
            return one.place < map.places.size() &&
                   (map.province_of[one.place] == map.province_of[map.capital]) == within;
        },
        is_member);
}

} // namespace

// BEYOND-11  The capital is for members: they are many more there than elsewhere.
TEST(Capital, is_where_members_live)
{
    const double more =
        members_in_the_capital(as_found(), true) / members_in_the_capital(as_found(), false);
    const double otherwise =
        members_in_the_capital(without(), true) / members_in_the_capital(without(), false);
    EXPECT_GT(more, 1.5);
    EXPECT_LT(otherwise, 1.4);
}

// BEYOND-12  Of members who never served most are in the second half of life.
TEST(Workers, are_admitted_in_the_middle_of_life)
{
    const auto member_at_work = [](const Person& one) {
        return is_member(one) && one.life.sex == model::Sex::female;
    };
    const auto young = [](const Person& one) { return one.life.born >= day_of(1966); };
    EXPECT_LT(share(as_found(), member_at_work, young),
              0.8 * share(without(), member_at_work, young));
}

// BEYOND-10  Some women of nineteen are wives, and some of twenty-nine are not.
TEST(Women, differ_in_when_they_marry)
{
    const auto late = [](const Person& one) {
        return one.life.sex == model::Sex::female && one.life.born >= day_of(1976) &&
               one.life.born < day_of(1981);
    };
    const auto single = [](const Person& one) {
        return one.life.marital == model::Marital::never_married;
    };
    EXPECT_GT(share(as_found(), late, single), share(without(), late, single) + 0.02);
}

} // namespace counterlife::tests

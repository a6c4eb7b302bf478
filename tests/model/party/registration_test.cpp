// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// When a member's registration is entered at work, and in which cell.

#include "model/party/party.h"
#include "model/party/registration.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::party {
namespace {

using engine::day_of;

constexpr Day placed = day_of(1980, 3, 1);

/// A member in an organisation since that day.
void work(Alone& one, std::uint8_t organisation = 6)
{
    Career& career = one.life().career;
    career.stage = Stage::worker;
    career.standing = Standing::member;
    career.stage_since = placed;
    career.admitted = day_of(1975, 4, 15);
    career.sector = Sector::factory;
    career.unit = organisation;
}

/// Cells of twenty, a fifth of the workers being members.
Given of_twenty(Given given = {})
{
    given.numbers.insert(given.numbers.end(),
                         {{"party.cell_size", 20}, {"party.members_at_work", 0.2}});
    return given;
}

TEST(Registration, PARTY_16_is_entered_so_many_days_after_the_assignment)
{
    Alone one{{.numbers = {{"party.days_to_register", 5}}}};
    work(one);
    EXPECT_EQ(one.due(registration), placed + 5);
    one.life().career.admitted = placed + 45;
    EXPECT_EQ(one.due(registration), placed + 50) << "of whoever is admitted at work";
    one.life().career.registered = true;
    EXPECT_EQ(one.due(registration), no_day);
}

TEST(Registration, PARTY_16_off_is_there_at_once)
{
    Alone one{{.numbers = {{"party.days_to_register", 5}}, .off = {"PARTY-16"}}};
    work(one);
    EXPECT_EQ(one.due(registration), placed);
}

TEST(Registration, is_on_the_agenda_of_members_at_work)
{
    Alone one;
    work(one);
    EXPECT_TRUE(one.meets(registration));
    one.life().career.standing = Standing::lapsed;
    EXPECT_FALSE(one.meets(registration));
    work(one);
    one.life().career.stage = Stage::ward;
    EXPECT_FALSE(one.meets(registration));
}

TEST(Registration, PARTY_09_names_one_of_the_cells_by_the_lot_of_the_day)
{
    for (const Day day : {placed + 5, placed + 6, placed + 7}) {
        Alone one{of_twenty()};
        work(one);
        one.place_state().committee.workers = 1000;
        const Deed deed = one.does(registration, day);
        const auto cell = static_cast<int>(
            1 + 10 * one.uniform(registration, static_cast<std::uint32_t>(day.count())));
        const auto detail = detail_of<RegistrationDetail>(deed.event().detail);
        EXPECT_EQ(detail.cell, cell) << "of ten";
        EXPECT_EQ(detail.organisation, 6);
        EXPECT_EQ(detail.sector, Sector::factory);
        EXPECT_EQ(deed.life.career.cell, cell);
        EXPECT_TRUE(deed.life.career.registered);
        const auto& members = one.place_state().committee.members;
        EXPECT_EQ(members[static_cast<std::size_t>(Sector::factory)], 1);
    }
}

TEST(Registration, is_in_the_first_cell_where_there_is_one)
{
    Alone one{of_twenty()};
    work(one);
    one.place_state().committee.workers = 99;
    EXPECT_EQ(one.does(registration, placed + 5).life.career.cell, 1);
}

TEST(Registration, numbers_no_more_cells_than_the_record_can_hold)
{
    Alone one{of_twenty()};
    work(one);
    one.place_state().committee.workers = 1'000'000;
    const double drawn =
        one.uniform(registration, static_cast<std::uint32_t>((placed + 5).count()));
    EXPECT_EQ(one.does(registration, placed + 5).life.career.cell,
              static_cast<int>(1 + 250 * drawn));
}

TEST(Registration, PARTY_09_off_is_in_no_cell)
{
    Alone one{of_twenty({.off = {"PARTY-09"}})};
    work(one);
    const Deed deed = one.does(registration, placed + 5);
    EXPECT_EQ(detail_of<RegistrationDetail>(deed.event().detail).cell, 0);
    EXPECT_TRUE(deed.life.career.registered);
}

} // namespace
} // namespace counterlife::model::party

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Spells in households, made of moves.

#include "study/record/households_aside.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <optional>
#include <tuple>

#include <vector>

namespace counterlife::study::record {
namespace {

using engine::Day;
using engine::LifeId;
using model::HouseholdMove;

constexpr LifeId first = engine::first_life_id;

class HouseholdSpells : public testing::Test {
protected:
    void moves(engine::PlaceId place, const std::vector<HouseholdMove>& some)
    {
        ASSERT_TRUE(aside_.add(place, some));
    }
    std::vector<std::tuple<HouseholdNumber, int, int, int>> of(LifeId who,
                                                               Day died = engine::no_day)
    {
        if (!spells_) {
            EXPECT_TRUE(aside_.put_aside());
            spells_.emplace(aside_);
        }
        std::vector<std::tuple<HouseholdNumber, int, int, int>> said;
        const auto spells = spells_->of(who, died);
        EXPECT_TRUE(spells);
        for (const HouseholdSpell& s : *spells)
            said.emplace_back(s.household, s.place, s.from.count(),
                              s.to == engine::no_day ? -1 : s.to.count());
        return said;
    }
    using Said = std::vector<std::tuple<HouseholdNumber, int, int, int>>;

private:
    Folder folder_;
    HouseholdsAside aside_{*AsideFile::create(folder_.path(), "households.parquet")};
    std::optional<HouseholdsAside::Spells> spells_;
};

TEST_F(HouseholdSpells, follow_somebody_from_place_to_place)
{
    // Place by place, as a year is told: not in the order of days.
    moves(0, {{first, 2, Day{10}}, {first + 1, 2, Day{10}}, {first, 0, Day{40}}});
    moves(1, {{first, 1, Day{45}}});
    moves(0, {{first, 3, Day{500}}});
    moves(1, {{first, 0, Day{480}}});
    // In place 0 three households have been opened: those of place 1 are numbered from the fourth.
    EXPECT_EQ(of(first), (Said{{2, 0, 10, 40}, {4, 1, 45, 480}, {3, 0, 500, -1}}));
    EXPECT_EQ(of(first + 1, Day{90}), (Said{{2, 0, 10, 90}}));
    EXPECT_EQ(of(first + 2), Said{});
}

TEST_F(HouseholdSpells, of_one_day_stay_in_their_order_and_what_lasts_no_day_is_none)
{
    moves(0, {{first, 1, Day{10}}, {first, 2, Day{20}}, {first, 3, Day{20}}});
    EXPECT_EQ(of(first), (Said{{1, 0, 10, 20}, {3, 0, 20, -1}}));
}

TEST_F(HouseholdSpells, of_somebody_who_is_in_no_table_are_passed_over)
{
    moves(0, {{first, 1, Day{10}}, {first + 5, 2, Day{20}}});
    EXPECT_EQ(of(first + 5), (Said{{2, 0, 20, -1}}));
}

TEST_F(HouseholdSpells, of_more_moves_than_are_sorted_at_once_are_all_there)
{
    constexpr int people = 200'000;
    for (int day = 1; day <= 3; ++day) {
        std::vector<HouseholdMove> some;
        for (int i = people; i-- > 0;)
            some.push_back(
                {first + static_cast<LifeId>(i), static_cast<std::uint32_t>(day), Day{day}});
        moves(0, some);
    }
    for (int i = 0; i < people; ++i)
        ASSERT_EQ(of(first + static_cast<LifeId>(i)),
                  (Said{{1, 0, 1, 2}, {2, 0, 2, 3}, {3, 0, 3, -1}}));
}

} // namespace
} // namespace counterlife::study::record

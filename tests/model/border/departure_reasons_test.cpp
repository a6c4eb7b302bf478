// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What tips the decision to cross, as the event names it.

#include "model/border/border.h"
#include "model/border/departure.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <functional>

namespace counterlife::model::border {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day summer = day_of(1995, 6, 15);

/// What weighed in the decision of a worker whom friends keep away from, with a push of one and
/// nothing else that presses or holds back.
DepartureDetail decided(const Named& numbers, const std::function<void(Alone&)>& change,
                        Day day = summer)
{
    Named with{{"border.hold", 0},
               {"border.age", 1},
               {"border.reach", 1},
               {"border.farther", 0},
               {"border.near_without", 1},
               {"border.season", 1},
               {"border.oath_deterrence", 0},
               {"border.experience", 1},
               {"border.push", 0},
               {"border.push/shunned", 1}};
    with.insert(with.end(), numbers.begin(), numbers.end());
    Alone one{{.numbers = with}};
    one.life().career.stage = Stage::worker;
    one.life().career.shunned = true;
    change(one);
    return detail_of<DepartureDetail>(one.does(departure, day).event().detail);
}

TEST(DepartureReasons, are_the_two_that_raised_the_rate_most)
{
    const auto only = decided({}, [](Alone&) {});
    EXPECT_EQ(only.most, Why::shunned);
    EXPECT_EQ(only.next, Why::nothing);
    EXPECT_EQ(only.against, Why::nothing);
    const auto all = [](Alone& one) {
        one.life().career.lost_family = one.life().career.traitor = true;
    };
    const auto grief = decided({{"border.push/grief", 3}, {"border.push/label", 2}}, all);
    EXPECT_EQ(grief.most, Why::grief);
    EXPECT_EQ(grief.next, Why::label);
    const auto label = decided({{"border.push/grief", 3}, {"border.push/label", 4}}, all);
    EXPECT_EQ(label.most, Why::label);
    EXPECT_EQ(label.next, Why::grief);
    const auto knows =
        decided({{"border.experience", 9}, {"border.push/grief", 3}}, [](Alone& one) {
            one.exile().crossings = 1;
            one.life().career.lost_family = true;
        });
    EXPECT_EQ(knows.most, Why::experience);
    EXPECT_EQ(knows.next, Why::grief);
}

TEST(DepartureReasons, name_what_spoke_against_it)
{
    const Named hold{
        {"border.hold/devotion", 0.5}, {"border.hold/child", 0.3}, {"border.small_child", 10}};
    const auto with_child = [](Alone& one) { one.child(1, 1994); };
    EXPECT_EQ(decided(hold, with_child).against, Why::child);
    const auto devoted = [&](Alone& one) {
        with_child(one);
        one.life().career.devotion = 90;
    };
    EXPECT_EQ(decided(hold, devoted).against, Why::devotion);
    EXPECT_EQ(
        decided({{"border.age/25-44", 0.5}}, [](Alone& one) { one.life().born = day_of(1965); })
            .against,
        Why::age);
    EXPECT_EQ(decided({{"border.farther", 400}}, [](Alone&) {}).against, Why::nearness);
    EXPECT_EQ(decided(
                  {{"border.season/flood", 0.5}}, [](Alone&) {}, day_of(1995, 7, 20))
                  .against,
              Why::season);
}

TEST(DepartureReasons, are_not_looked_for_where_kin_send)
{
    const auto sent_for =
        decided({{"border.sent_for", 1}}, [](Alone& one) { one.life().career.sent_for = true; });
    EXPECT_TRUE(sent_for.sent_for);
    EXPECT_EQ(sent_for.most, Why::nothing);
}

TEST(DepartureReasons, have_words_for_patterns)
{
    const auto words = [](const DepartureDetail& detail) {
        std::vector<std::string_view> those;
        for (const Word& word : departure.beside.record->words)
            if (word.means == nullptr || word.means(code_of(detail))) those.push_back(word.word);
        return those;
    };
    using Words = std::vector<std::string_view>;
    EXPECT_EQ(words({.most = Why::hunger, .next = Why::watched}),
              (Words{"unguided", "left_hungry", "left_watched"}));
    EXPECT_EQ(words({.most = Why::label, .next = Why::grief}), (Words{"unguided", "left_bereft"}));
    EXPECT_EQ(words({.against = Why::watched}), Words{"unguided"});
}

TEST(DepartureReasons, are_told_with_what_brought_them_about)
{
    const auto weights = departure.beside.record->weights(
        code_of(DepartureDetail{.most = Why::hunger, .next = Why::grief, .against = Why::child}));
    ASSERT_EQ(weights.size(), std::size(reasons));
    EXPECT_EQ(weights[0].came_of[0], &food::delivery);
    EXPECT_EQ(weights[0].claim, "FOOD-03");
    EXPECT_EQ(weights[1].came_of[0], &family::empty_house);
    for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_EQ(weights[i].at_work, i < 3);
}

TEST(DepartureReasons, stand_in_the_sentence)
{
    const auto said = [](const DepartureDetail& detail) {
        return departure.beside.record->tell({.detail = code_of(detail)});
    };
    EXPECT_TRUE(said({.most = Why::hunger, .next = Why::grief, .against = Why::child})
                    .ends_with(" Hunger and the loss of the family weighed most; a small child at "
                               "home spoke against it."));
}

} // namespace
} // namespace counterlife::model::border

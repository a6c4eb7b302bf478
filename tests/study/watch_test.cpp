// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/watch.h"

#include "study/input/grammar_file.h"
#include "study/input/places_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace counterlife::study::audit {
namespace {

using engine::day_of;
using model::Stage;

const Grammar& grammar()
{
    static const Grammar read =
        input::read_grammar(std::filesystem::path{COUNTERLIFE_SOURCE} / "data").value();
    return read;
}

const std::vector<model::PlaceFacts>& places()
{
    static const auto read =
        input::read_places(std::filesystem::path{COUNTERLIFE_SOURCE} / "data").value();
    return read;
}

/// What is said of an event that takes somebody born in 1960 from a stage to another.
std::string said(const char* rule, Stage from, Stage to, int year, const char* place = "hoeryong",
                 model::Sex sex = model::Sex::male)
{
    const auto rules = model::Nation::rules();
    const auto at = std::ranges::find(rules, std::string_view{rule}, &model::Rule::name);
    const auto here =
        std::ranges::find(places(), std::string_view{place}, &model::PlaceFacts::name);
    model::Life before;
    before.born = day_of(1960, 6, 15);
    before.sex = sex;
    model::Life after = before;
    before.career.stage = from;
    after.career.stage = to;
    return EventWatch{grammar(),
                      places()}(before, after,
                                {.day = day_of(year, 6, 14),
                                 .rule = static_cast<engine::RuleId>(at - rules.begin()),
                                 .place = static_cast<engine::PlaceId>(here - places().begin())});
}

TEST(EventWatch, says_nothing_of_what_the_grammar_allows)
{
    EXPECT_EQ(said("army.enlistment", Stage::waiting, Stage::soldier, 1978), "");
    EXPECT_EQ(said("labour.quitting", Stage::worker, Stage::idle, 1990), "");
}

TEST(EventWatch, says_which_column_of_which_line_is_broken)
{
    EXPECT_TRUE(
        said("army.enlistment", Stage::waiting, Stage::soldier, 1977)
            .starts_with("happens at the age of 16, below least_age 17 of the grammar, line "));
    EXPECT_TRUE(said("army.enlistment", Stage::waiting, Stage::soldier, 1980)
                    .contains("above greatest_age 18"));
    EXPECT_TRUE(said("labour.quitting", Stage::soldier, Stage::idle, 1990)
                    .contains("from the stage soldier, which is not in from"));
    EXPECT_TRUE(said("labour.quitting", Stage::worker, Stage::retired, 1990)
                    .contains("into the stage retired, which is not in leaves"));
    EXPECT_TRUE(said("labour.quitting", Stage::worker, Stage::idle, 1990, "yanji")
                    .contains("elsewhere than in where"));
    EXPECT_TRUE(
        said("food.trade", Stage::worker, Stage::trader, 1997).contains("for the other sex"));
}

} // namespace
} // namespace counterlife::study::audit

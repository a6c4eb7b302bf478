// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/study.h"

#include "study/nation/run_options.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

using nation::RunOptions, nation::RunPlan;

RunPlan planned(const RunOptions& options)
{
    Complaints complaints;
    auto plan = nation::plan_of(options, complaints);
    EXPECT_EQ(text_of(complaints), "");
    return plan ? *plan : RunPlan{};
}

std::string wrong(const RunOptions& options)
{
    Complaints complaints;
    EXPECT_FALSE(nation::plan_of(options, complaints));
    return text_of(complaints);
}

TEST(RunOptions, say_whose_events_are_kept)
{
    EXPECT_EQ(planned({}).request.sample.one_in, 1U) << "those of everybody";
    EXPECT_EQ(planned({.events = "none"}).request.sample.one_in, 0U);
    EXPECT_EQ(planned({.events = "1:50"}).request.sample.one_in, 50U);
    for (const char* events : {"1:1", "1:0", "half", "", "50"})
        EXPECT_NE(wrong({.events = events}).find("--events"), std::string::npos) << events;
}

TEST(RunOptions, go_from_the_first_day_to_the_last_of_a_year)
{
    const RunPlan plan = planned({.to = "1960"});
    EXPECT_EQ(plan.request.from, engine::day_of(1955));
    EXPECT_EQ(plan.request.to, engine::day_of(1961));
    EXPECT_NE(wrong({.to = "1954"}).find("--to"), std::string::npos);
}

TEST(RunOptions, name_the_directory_by_scenario_scale_and_seed)
{
    EXPECT_EQ(planned({.scenario = "scenarios/as-told.toml", .scale = "1:400", .seed = "7"}).out,
              "runs/as-told-1-400-seed-7");
    EXPECT_EQ(planned({.out = "here"}).out, "here");
}

TEST(RunOptions, are_complained_of_all_at_once)
{
    const std::string said =
        wrong({.scale = "2:1", .seed = "-1", .replicate = "x", .threads = "0", .events = "1:x"});
    for (const char* option : {"--scale", "--seed", "--replicate", "--threads", "--events"})
        EXPECT_NE(said.find(option), std::string::npos) << option << " in " << said;
}

} // namespace
} // namespace counterlife::study

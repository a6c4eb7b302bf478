// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/find.h"
#include "study/study.h"

#include "app/find_command.h"
#include "study/find/sequences.h"
#include "study/text/numbers_and_dates.h"
#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace counterlife::study {
namespace {

using namespace app;

class FindInRun : public testing::Test {
protected:
    FindInRun()
    {
        EXPECT_EQ(write(dir(), run_), "");
        for (const auto& year : run_.events)
            events_.insert(events_.end(), year.begin(), year.end());
    }

    std::filesystem::path dir() const { return folder_.path() / "a"; }

    Found found(std::string_view text) const
    {
        auto result = study::find::find(dir(), *parse_pattern(text), {.show = 3, .threads = 2});
        if (!result) throw std::runtime_error{text_of(result.error())};
        return std::move(*result);
    }

    /// How many lives had so many events of a rule.
    std::int64_t with(engine::RuleId rule, int times) const
    {
        std::map<engine::LifeId, int> count;
        for (const engine::Event& event : events_)
            if (event.rule == rule) ++count[event.who];
        return std::ranges::count_if(count, [&](const auto& one) { return one.second >= times; });
    }

    Folder folder_;
    SampleRun run_ = sample_run(2000);
    std::vector<engine::Event> events_;
};

} // namespace

TEST_F(FindInRun, the_lives_of_a_rule_are_those_with_its_events)
{
    const Found once = found("person.maternity"), twice = found("person.maternity twice");
    EXPECT_EQ(std::ssize(once.lives), with(0, 1));
    EXPECT_EQ(std::ssize(twice.lives), with(0, 2));
    EXPECT_GT(twice.lives.size(), 0u);
    EXPECT_TRUE(std::ranges::is_sorted(once.lives));
    ASSERT_EQ(once.shown.size(), 3u);
    EXPECT_EQ(once.shown[0].who, once.lives[0]);
    EXPECT_EQ(once.shown[0].days.size(), 1u);
}

TEST_F(FindInRun, the_funnel_goes_from_whom_one_looks_at_to_whom_one_finds)
{
    const Found result = found("women; person.maternity; never person.maternity; person.death");
    ASSERT_EQ(result.funnel.size(), 3u);
    EXPECT_EQ(result.funnel[0].lives, std::ranges::count(run_.lives, Sex::female, &LifeRow::sex));
    EXPECT_GE(result.funnel[1].lives, result.funnel[2].lives);
    EXPECT_EQ(result.funnel[2].lives, std::ssize(result.lives));
    EXPECT_EQ(result.funnel[2].says, "never person.maternity; person.death");
}

TEST_F(FindInRun, lives_without_events_count_where_something_never_happens)
{
    const Found never = found("everyone; never person.death");
    EXPECT_EQ(std::ssize(never.lives),
              std::ranges::count(run_.lives, engine::no_day, &LifeRow::died));
    EXPECT_EQ(found("everyone").lives.size(), run_.lives.size());
    EXPECT_EQ(std::ssize(found("people living; never person.maternity").lives) +
                  std::ssize(found("people living; person.maternity").lives),
              std::ssize(never.lives));
}

TEST_F(FindInRun, the_day_of_death_says_whom_one_looks_at)
{
    const auto dead_in = [&](int from, int to) {
        return std::ranges::count_if(run_.lives, [&](const LifeRow& life) {
            return life.died >= engine::day_of(from) && life.died < engine::day_of(to);
        });
    };
    EXPECT_EQ(std::ssize(found("people died 1956").lives), dead_in(1956, 1957));
    EXPECT_EQ(std::ssize(found("people died 1955..1956").lives), dead_in(1955, 1957));
    EXPECT_GT(dead_in(1956, 1957), 0);
    EXPECT_LT(dead_in(1956, 1957), dead_in(1955, 1957));
}

TEST_F(FindInRun, places_count_where_they_are_asked_for)
{
    const auto there = std::ranges::count_if(
        events_, [](const engine::Event& event) { return event.rule == 0 && event.place == 1; });
    const Found result = found("person.maternity place hamhung");
    EXPECT_LE(std::ssize(result.lives), there);
    EXPECT_GT(result.lives.size(), 0u);
    EXPECT_EQ(result.lives.size() > 0, there > 0);
}

TEST_F(FindInRun, what_cannot_be_searched_is_complained_of)
{
    const auto pattern = *parse_pattern("security.watch");
    const auto unknown = study::find::find(dir(), pattern);
    ASSERT_FALSE(unknown);
    EXPECT_NE(text_of(unknown.error()).find("'security.watch'"), std::string::npos);
    EXPECT_FALSE(study::find::find(folder_.path() / "none", pattern));
    const auto province =
        study::find::find(dir(), *parse_pattern("person.death province \"North Hamgyong\""));
    ASSERT_FALSE(province);
    EXPECT_NE(text_of(province.error()).find("no list of places"), std::string::npos);
}

TEST_F(FindInRun, a_damaged_table_is_complained_of_and_not_searched)
{
    std::string bytes = *read_file(dir() / "events.parquet", std::size_t{1} << 30);
    for (std::size_t at = 4; at < bytes.size() / 2; at += 97)
        bytes[at] = static_cast<char>(~bytes[at]);
    folder_.write("a/events.parquet", bytes);
    const auto result = study::find::find(dir(), *parse_pattern("person.maternity"));
    ASSERT_FALSE(result);
    EXPECT_NE(text_of(result.error()).find("damaged"), std::string::npos);
}

TEST_F(FindInRun, sequences_have_a_state_for_each_step_from_birth_to_death_and_beyond)
{
    const Found result = found("everyone");
    std::string text;
    const auto take = [&](std::string_view more) -> std::expected<void, std::string> {
        text += more;
        return {};
    };
    const auto sts = tell_sequences(dir(), result, {.weights = true}, take);
    ASSERT_TRUE(sts);
    EXPECT_EQ(sts->steps, 3u);
    EXPECT_EQ(text.find("id,born,weight,1955,1956,1957\n"), 0u);
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\n')), run_.lives.size() + 1);
    text.clear();
    const auto few = tell_sequences(dir(), result,
                                    {.form = SequencesRequest::Form::spell,
                                     .step = SequencesRequest::Step::month,
                                     .sample = 10,
                                     .weights = true},
                                    take);
    ASSERT_TRUE(few);
    EXPECT_EQ(few->lives, 10u);
    EXPECT_EQ(few->steps, 36u);
    const double weight = 1000.0 * static_cast<double>(run_.lives.size()) / 10;
    EXPECT_NE(text.find("," + number_text(weight) + "\n"), std::string::npos);
}

} // namespace counterlife::study

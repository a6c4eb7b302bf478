// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/pattern.h"
#include "study/study.h"

#include "model/switches.h"
#include "study/find/pattern_words.h"
#include "study/find/sequence_match.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace counterlife::study {
namespace {

using engine::Day;
using engine::day_of;

const PatternNames small_names{.rules = {"a.one", "a.two", "b.one", "army.reporting"},
                               .places = {"onsong", "anju"},
                               .place_provinces = {"North Hamgyong", "South Pyongan"}};

/// What is wrong with a pattern, its names included.
std::string wrong(std::string_view text, const PatternNames& names = small_names)
{
    Complaints complaints;
    check_names(read_pattern(text, "pattern", complaints), names, complaints);
    return complaints.empty() ? "" : text_of(complaints);
}

Pattern pattern_of(std::string_view text)
{
    auto pattern = parse_pattern(text);
    if (!pattern) throw std::invalid_argument{text_of(pattern.error())};
    return *pattern;
}

std::int64_t day(int year, unsigned month = 1, unsigned of_month = 1)
{
    return day_of(year, month, of_month).count();
}

struct Happened {
    std::string rule;
    Day day;
    std::int32_t detail = 0;
    std::size_t place = 0;
};

/// The hits of one life, in its order.
std::vector<KeptEvent> hits_of(const Pattern& pattern, const std::vector<Happened>& life)
{
    const EventQuery query = query_of(pattern, small_names, false);
    std::vector<KeptEvent> hits;
    for (const Happened& event : life) {
        const auto rule = static_cast<std::size_t>(
            std::ranges::find(small_names.rules, event.rule) - small_names.rules.begin());
        std::uint32_t steps = 0;
        for (const auto& check : query.by_rule.at(rule))
            if (check.detail.has(event.detail) && check.days.has(event.day) &&
                (check.places.empty() || check.places[event.place]))
                steps |= check.step;
        KeptEvent hit{.who = engine::first_life_id, .day = event.day};
        hit.steps = steps & ((1u << most_steps) - 1);
        hits.push_back(hit);
    }
    return hits;
}

/// Whether the life holds the pattern; born in 1960 where ages are asked.
bool holds(std::string_view text, const std::vector<Happened>& life)
{
    const Pattern pattern = pattern_of(text);
    SequenceMatch match{pattern, nullptr};
    const std::vector<KeptEvent> hits = hits_of(pattern, life);
    const Looked person{.who = engine::first_life_id, .born = day_of(1960, 6, 15)};
    return match.passed(hits, &person) == match.legs();
}

} // namespace

TEST(Patterns, say_who_is_meant_and_what_happened_in_what_order)
{
    const Pattern pattern = pattern_of(
        "men born 1959..1961 birthplace onsong; army.reporting age 17; then a.one within 4 years "
        "detail <8; then a.two or b.one in 1987; never a.*; then b.one twice after at least 3 "
        "months within 2 years place Onsong or \"Anju\" while soldier");
    EXPECT_EQ(pattern.people.sex, Sex::male);
    EXPECT_EQ(pattern.people.born, (NumberRange{day(1959), day(1962) - 1}));
    EXPECT_EQ(pattern.people.birth_places.at(0).text, "onsong");
    ASSERT_EQ(pattern.steps.size(), 5u);
    EXPECT_EQ(pattern.steps[0].ages, (NumberRange{17, 17}));
    EXPECT_EQ(pattern.steps[1].within->count, 4);
    EXPECT_EQ(pattern.steps[1].details.most, 7);
    EXPECT_EQ(pattern.steps[2].events.size(), 2u);
    EXPECT_EQ(pattern.steps[2].days, (NumberRange{day(1987), day(1988) - 1}));
    EXPECT_TRUE(pattern.steps[3].never);
    EXPECT_EQ(pattern.steps[4].times, 2);
    EXPECT_EQ(pattern.steps[4].after->unit, Span::Unit::month);
    EXPECT_EQ(pattern.steps[4].places.size(), 2u);
    EXPECT_EQ(pattern.steps[4].says, "b.one twice after at least 3 months within 2 years place "
                                     "Onsong or \"Anju\" while soldier");
}

TEST(Patterns, may_be_written_a_step_a_line_with_remarks)
{
    const Pattern pattern = pattern_of("# remark\n\nmen\na.one # that\n  b.one since 1990-05\n");
    EXPECT_EQ(pattern.steps.size(), 2u);
    EXPECT_EQ(pattern.steps[1].says, "b.one since 1990-05");
    EXPECT_EQ(pattern.steps[1].days.least, day(1990, 5));
}

TEST(Patterns, take_ranges_of_numbers_and_days)
{
    const auto details = [](std::string_view range) {
        return pattern_of("a.one detail " + std::string{range}).steps.at(0).details;
    };
    EXPECT_EQ(details("3"), (NumberRange{3, 3}));
    EXPECT_EQ(details("=-3"), (NumberRange{-3, -3}));
    EXPECT_EQ(details("3..5"), (NumberRange{3, 5}));
    EXPECT_EQ(details("3.."), (NumberRange{.least = 3}));
    EXPECT_EQ(details("..5"), (NumberRange{.most = 5}));
    EXPECT_EQ(details(">3"), (NumberRange{.least = 4}));
    EXPECT_EQ(details("<=3"), (NumberRange{.most = 3}));
    const auto days = [](std::string_view when) {
        return pattern_of("a.one " + std::string{when}).steps.at(0).days;
    };
    EXPECT_EQ(days("between 1987-03-02 and 1988"), (NumberRange{day(1987, 3, 2), day(1989) - 1}));
    EXPECT_EQ(days("in 1987-02"), (NumberRange{day(1987, 2), day(1987, 3) - 1}));
    EXPECT_EQ(days("before 1987"), (NumberRange{.most = day(1987) - 1}));
    EXPECT_EQ(days("since 1980 before 1987"), (NumberRange{day(1980), day(1987) - 1}));
}

TEST(Patterns, that_are_wrong_get_a_caret_what_is_allowed_and_the_nearest_word)
{
    const std::string said = wrong("a.one; b.one wihtin 3 months");
    EXPECT_EQ(said.find("pattern:1:14: found 'wihtin'"), 0u) << said;
    EXPECT_NE(said.find("did you mean 'within'?"), std::string::npos) << said;
    EXPECT_NE(said.find("\n    a.one; b.one wihtin 3 months\n                 ^"),
              std::string::npos)
        << said;
    EXPECT_NE(wrong("a.one\nb.one\n c.one").find("pattern:3:2:"), std::string::npos);
}

TEST(Patterns, tell_everything_that_is_wrong_at_once_and_each_fault_once)
{
    Complaints complaints;
    check_names(read_pattern("army.reportign age old; a.one within 4 yeers place Onsonk; 5 tims; "
                             "b.one in 1o87; never a.two twice; ?; b.one while soldeir",
                             "pattern", complaints),
                small_names, complaints);
    EXPECT_EQ(complaints.size(), 9u) << text_of(complaints);
    for (const char* word : {"'army.reporting'", "'old'", "'years'", "'onsong'", "'5'", "'1o87'",
                             "never", "'?'", "'soldier'"})
        EXPECT_NE(text_of(complaints).find(word), std::string::npos)
            << word << " in " << text_of(complaints);
}

TEST(Patterns, that_name_what_a_run_does_not_know_are_complained_of)
{
    EXPECT_EQ(wrong("enlisted; then a.*"), "");
    EXPECT_NE(wrong("border.crossing twice").find("of which this run knows no rule"),
              std::string::npos);
    EXPECT_NE(wrong("border.*").find("'border.*'"), std::string::npos);
    EXPECT_NE(wrong("left").find("labour.absconding"), std::string::npos);
    EXPECT_NE(wrong("one").find("did you mean 'a.one'"), std::string::npos) << wrong("one");
    EXPECT_NE(wrong("two").find("did you mean 'a.two'"), std::string::npos) << wrong("two");
    EXPECT_NE(wrong("men province \"North Hamgyon\"").find("'north-hamgyong'"), std::string::npos);
    EXPECT_EQ(wrong("men province north-hamgyong; a.one place ONSONG"), "");
}

TEST(Patterns, that_cannot_hold_are_complained_of)
{
    for (const char* text :
         {"", "# nothing", "a.one age 18..17", "a.one within 3 months", "never a.one after 1 day",
          "a.one since 1990 before 1980", "a.one in 1987-02-30", "a.one in 99999",
          "a.one; b.one within -1 days", "a.one 0 times", "men born; a.one", "a.one place",
          "a.one place \"onsong", "a.one;b.one within 999999999999999999999 days", "a.one or",
          "a.one between 1980", "never", "a.one detail 3..x", "a.one; b.one within 1 day within 2"})
        EXPECT_NE(wrong(text), "") << text;
}

TEST(Patterns, have_words_only_for_rules_of_the_model)
{
    const auto rules = model::rule_names();
    for (const PatternWord& word : pattern_words())
        EXPECT_NE(std::ranges::find(rules, word.rule), rules.end()) << word.word;
}

TEST(Spans, go_by_the_calendar)
{
    EXPECT_EQ((Span{4, Span::Unit::year}.after(day_of(1980, 2, 29))), day_of(1984, 2, 29));
    EXPECT_EQ((Span{1, Span::Unit::year}.after(day_of(1980, 2, 29))), day_of(1981, 2, 28));
    EXPECT_EQ((Span{1, Span::Unit::month}.after(day_of(1981, 1, 31))), day_of(1981, 2, 28));
    EXPECT_EQ((Span{2, Span::Unit::week}.after(Day{10})), Day{24});
}

TEST(Sequences, are_found_where_the_earliest_event_is_not_the_right_one)
{
    // From the first a.one b.one is out of reach, from the second it is not.
    const std::vector<Happened> life{{"a.one", Day{100}}, {"a.one", Day{300}}, {"b.one", Day{350}}};
    EXPECT_TRUE(holds("a.one; b.one within 60 days", life));
    EXPECT_TRUE(holds("a.one; b.one after 200 days", life));
    EXPECT_FALSE(holds("a.one; b.one after 60 days within 200 days", life));
    EXPECT_FALSE(holds("b.one; a.one", life));
    EXPECT_TRUE(holds("a.one; a.one; b.one", life));
    EXPECT_FALSE(holds("a.one; a.one; a.one", life));
}

TEST(Sequences, may_hold_something_that_never_happens_in_between)
{
    const std::vector<Happened> life{
        {"a.one", Day{100}}, {"a.two", Day{200}}, {"a.one", Day{300}}, {"b.one", Day{350}}};
    EXPECT_TRUE(holds("a.one; never a.two; b.one", life));
    EXPECT_FALSE(holds("a.one; never a.two; b.one after 100 days", life));
    EXPECT_TRUE(holds("a.one; never a.two within 50 days; b.one after 100 days", life));
    EXPECT_FALSE(holds("a.one; never a.two within 150 days; b.one after 100 days", life));
    EXPECT_FALSE(holds("never a.one; b.one", life));
    EXPECT_TRUE(holds("never b.one; a.two", life));
    EXPECT_FALSE(holds("a.one; never b.one", life));
    EXPECT_TRUE(holds("b.one; never a.*", life));
    EXPECT_TRUE(holds("never army.reporting", life));
    EXPECT_TRUE(holds("a.one; never b.one within 40 days", life));
}

TEST(Sequences, may_ask_for_something_more_than_once)
{
    const std::vector<Happened> life{
        {"a.one", Day{0}}, {"b.one", Day{100}}, {"b.one", Day{200}}, {"b.one", Day{210}}};
    EXPECT_TRUE(holds("a.one; b.one 3 times", life));
    EXPECT_FALSE(holds("a.one; b.one 4 times", life));
    EXPECT_FALSE(holds("a.one; b.one twice within 150 days", life));
    EXPECT_TRUE(holds("a.one; b.one twice after 150 days", life));
    EXPECT_FALSE(holds("a.one; b.one 3 times after 150 days", life));
    EXPECT_TRUE(holds("b.one twice; b.one", life));
    EXPECT_FALSE(holds("b.one twice; b.one twice", life));
}

TEST(Sequences, ask_for_age_date_place_and_detail)
{
    const std::vector<Happened> life{{"a.one", day_of(1977, 6, 14), 3, 0},
                                     {"a.one", day_of(1977, 6, 15), 5, 1},
                                     {"b.one", day_of(1978, 6, 14), 5, 0}};
    EXPECT_TRUE(holds("a.one age 16", life));
    EXPECT_TRUE(holds("a.one age 17; b.one age 17", life));
    EXPECT_FALSE(holds("b.one age 18", life));
    EXPECT_TRUE(holds("a.one age 17 detail 5 place anju province \"south pyongan\"", life));
    EXPECT_FALSE(holds("a.one age 16 detail 5", life));
    EXPECT_TRUE(holds("a.one in 1977 place onsong; b.one in 1978", life));
    EXPECT_FALSE(holds("a.one place anju detail <5", life));
}

TEST(Sequences, of_one_day_are_found_in_any_order_each_step_by_an_event_of_its_own)
{
    const std::vector<Happened> wedding{
        {"a.two", Day{9}}, {"b.one", Day{9}}, {"a.one", Day{9}}, {"b.one", Day{12}}};
    EXPECT_TRUE(holds("a.one; b.one within 1 day", wedding));
    EXPECT_TRUE(holds("a.one; a.two; b.one; b.one", wedding));
    EXPECT_TRUE(holds("b.one; a.one; a.two", wedding));
    EXPECT_FALSE(holds("a.one; a.one", wedding));
    EXPECT_FALSE(holds("a.two; a.one; a.two", wedding));
    EXPECT_FALSE(holds("a.one; b.one after 1 day within 2 days", wedding));
    EXPECT_FALSE(holds("b.one twice; a.two", wedding));
    const std::vector<Happened> twice{{"b.one", Day{9}}, {"b.one", Day{9}}};
    EXPECT_TRUE(holds("b.one; b.one", twice));
    EXPECT_FALSE(holds("b.one twice; b.one", twice));
}

namespace {

/// The same question answered by trying everything. `used` are the events of the steps before.
bool tried(const Pattern& pattern, const std::vector<KeptEvent>& hits, std::size_t step, int from,
           std::vector<std::size_t> nevers, std::set<int> used = {})
{
    const auto is = [&](std::size_t one, int at) {
        return (hits[static_cast<std::size_t>(at)].steps >> one & 1) != 0;
    };
    const auto day_at = [&](int at) { return hits[static_cast<std::size_t>(at)].day; };
    const auto in_reach = [&](const PatternStep& one, int at) {
        return (!one.after || day_at(at) >= one.after->after(day_at(from))) &&
               (!one.within || day_at(at) <= one.within->after(day_at(from)));
    };
    const auto spoilt = [&](int until) {
        for (const std::size_t never : nevers)
            for (int at = from + 1; at < until; ++at)
                if (is(never, at) && in_reach(pattern.steps[never], at)) return true;
        return false;
    };
    const int end = static_cast<int>(hits.size());
    if (step == pattern.steps.size()) return !spoilt(end);
    const PatternStep& one = pattern.steps[step];
    if (one.never) {
        nevers.push_back(step);
        return tried(pattern, hits, step + 1, from, nevers, used);
    }
    const auto go_on = [&](int at) {
        std::set<int> more = used;
        for (int i = at; i >= 0 && (i == at || (one.times > 1 && day_at(i) == day_at(at))); --i)
            more.insert(i);
        return tried(pattern, hits, step + 1, at, {}, more);
    };
    for (int at = from + 1, count = 0; at < end; ++at) {
        if (!is(step, at) || !in_reach(one, at)) continue;
        if (++count >= one.times && !used.contains(at) && !spoilt(at) && go_on(at)) return true;
    }
    for (int at = from - 1; one.times == 1 && at >= 0 && day_at(at) == day_at(from); --at)
        if (is(step, at) && in_reach(one, at) && !used.contains(at) && go_on(at)) return true;
    return false;
}

} // namespace

TEST(Sequences, are_found_exactly_where_trying_everything_finds_them)
{
    std::mt19937 luck{7};
    const auto up_to = [&](unsigned most) { return static_cast<int>(luck() % (most + 1)); };
    int found = 0, not_found = 0;
    for (int trial = 0; trial < 20'000; ++trial) {
        std::string text;
        bool follows = false;
        for (int step = 0, steps = 1 + up_to(3); step < steps; ++step) {
            const bool never = up_to(3) == 0;
            text += std::string{never ? "never " : ""} +
                    std::array{"a.one", "a.two", "b.one"}[static_cast<std::size_t>(up_to(2))];
            if (!never && up_to(3) == 0) text += " twice";
            if (follows && up_to(2) == 0) text += " after " + std::to_string(up_to(6)) + " days";
            if (follows && up_to(1) == 0) text += " within " + std::to_string(up_to(9)) + " days";
            text += '\n';
            follows = follows || !never;
        }
        std::vector<Happened> life;
        Day today;
        for (int event = 0, events = up_to(8); event < events; ++event)
            life.push_back({small_names.rules[static_cast<std::size_t>(up_to(2))],
                            today += engine::Days{up_to(4)}});
        const Pattern pattern = pattern_of(text);
        const std::vector<KeptEvent> hits = hits_of(pattern, life);
        SequenceMatch match{pattern, nullptr};
        const bool is = match.passed(hits, nullptr) == match.legs();
        ASSERT_EQ(is, tried(pattern, hits, 0, -1, {})) << text << "in life " << trial;
        ++(is ? found : not_found);
    }
    EXPECT_GT(found, 1000);
    EXPECT_GT(not_found, 1000);
}

} // namespace counterlife::study

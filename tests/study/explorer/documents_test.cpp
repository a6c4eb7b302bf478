// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The documents by their paths, and what is said where there is none.

#include "study/explorer/documents.h"

#include "tests/study/explorer/explored_run.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace counterlife::study {
namespace {

using namespace explorer;

class DocumentsOfRuns : public testing::Test {
protected:
    static Documents& documents()
    {
        static Documents all = opened(ExploredRuns::get().request());
        return all;
    }

    static Documents opened(const DocumentsRequest& request)
    {
        auto all = Documents::open(request);
        if (!all) throw std::runtime_error{text_of(all.error())};
        return std::move(*all);
    }

    static std::string text(std::string_view path)
    {
        auto document = documents().document(path);
        EXPECT_TRUE(document) << path << ": " << text_of(document.error());
        return document.value_or("");
    }

    static std::string complaint(std::string_view path)
    {
        const auto document = documents().document(path);
        EXPECT_FALSE(document) << path;
        return document ? "" : text_of(document.error());
    }

    static bool has(const std::string& text, std::string_view part)
    {
        return text.find(part) != std::string::npos;
    }
};

Pattern pattern_of(std::string_view text)
{
    Complaints complaints;
    return read_pattern(text, "pattern", complaints);
}

/// How often a part stands in the text.
std::size_t count_of(const std::string& text, std::string_view part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

} // namespace

TEST_F(DocumentsOfRuns, an_unknown_path_is_answered_with_the_nearest)
{
    EXPECT_TRUE(has(complaint("nations.json"), "did you mean 'nation.json'?"));
    EXPECT_TRUE(has(complaint("lives/one.json"), "did you mean 'lives/1.json'?"));
    for (const char* path : {"", "lives/01.json", "lives/-1.json", "lives/1", "why/1.json",
                             "../run.toml", "lives/../run.json", "find.jsonx"})
        EXPECT_TRUE(has(complaint(path), "allowed")) << path;
}

TEST_F(DocumentsOfRuns, a_number_that_nobody_has_is_answered_with_those_that_there_are)
{
    EXPECT_TRUE(has(complaint("lives/0.json"), "did you mean '1'?"));
    EXPECT_TRUE(has(complaint("lives/99999999.json"), "1 to "));
    EXPECT_TRUE(has(complaint("why/1/100000.json"), "the events of this life"));
    EXPECT_TRUE(has(complaint("lives/99999999999999999999.json"), "allowed"));
}

TEST_F(DocumentsOfRuns, another_run_that_is_no_twin_is_refused)
{
    DocumentsRequest request = ExploredRuns::get().request();
    const Folder folder;
    request.other = folder.path();
    const auto nothing = Documents::open(request);
    ASSERT_FALSE(nothing);
    EXPECT_FALSE(nothing.error().empty());
    request.other = ExploredRuns::get().unlike();
    const auto unlike = Documents::open(request);
    ASSERT_FALSE(unlike);
    EXPECT_TRUE(has(text_of(unlike.error()), "found seed 2; allowed the seed of"))
        << text_of(unlike.error());
    request.other.clear();
    auto alone = opened(request);
    EXPECT_FALSE(alone.document("worlds.json"));
    EXPECT_FALSE(alone.document("twins/1.json"));
    EXPECT_TRUE(has(*alone.document("run.json"), "\"other\":null"));
}

TEST_F(DocumentsOfRuns, the_run_names_lives_to_begin_with_that_are_there)
{
    const std::string run = text("run.json");
    EXPECT_TRUE(has(run, "\"scenario\":\"as-told\""));
    EXPECT_TRUE(has(run, "\"kept\":\"all\""));
    const auto some = documents().lives_to_begin_with(12);
    ASSERT_TRUE(some);
    ASSERT_EQ(some->size(), 12);
    for (const PersonNumber number : *some)
        EXPECT_TRUE(has(run, "{\"number\":" + std::to_string(number) + ",")) << number;
    EXPECT_EQ(text("run.json"), run);
}

TEST_F(DocumentsOfRuns, lives_that_differ_do_so_and_others_fill_up)
{
    const auto some = documents().lives_that_differ(20);
    ASSERT_TRUE(some);
    EXPECT_EQ(some->size(), 20);
    EXPECT_EQ(std::set<PersonNumber>(some->begin(), some->end()).size(), 20);
    const std::string twin = text("twins/" + std::to_string(some->front()) + ".json");
    EXPECT_FALSE(has(twin, "\"parts_on\":null")) << some->front();
    const auto soldiers = documents().lives_like(pattern_of("enlisted; then member"), 3);
    ASSERT_TRUE(soldiers);
    ASSERT_EQ(soldiers->size(), 3);
    for (const PersonNumber one : *soldiers)
        EXPECT_TRUE(has(text("lives/" + std::to_string(one) + ".json"), "party.admission")) << one;
    const std::string run = *documents().run_of_export(*soldiers);
    EXPECT_TRUE(has(run, "\"answers\":false"));
    EXPECT_EQ(count_of(run, "\"sentence\":"), 3);
    EXPECT_FALSE(documents().run_of_export(std::vector<PersonNumber>{2'000'000'000}));
    const auto lines = documents().lines_of(some->front());
    ASSERT_TRUE(lines);
    for (const std::size_t event : *lines)
        EXPECT_TRUE(documents().document(fmt::format("why/{}/{}.json", some->front(), event)));
}

TEST_F(DocumentsOfRuns, the_nation_has_what_the_report_has_and_a_map)
{
    const std::string nation = text("nation.json");
    for (const char* part :
         {"\"facts\":{", "\"lines\":[{", "\"pyramid\":{", "\"reference\":[{", "\"points\":[{",
          "\"fit\":[{", "\"verdicts\":{", "\"map\":{", R"("measure":"population")",
          R"("measure":"hunger")", R"("name":"tokchon","label":"Tokchon","korean":"덕천",)"})
        EXPECT_TRUE(has(nation, part)) << part;
}

TEST_F(DocumentsOfRuns, rules_and_questions_are_all_there)
{
    const std::string rules = text("rules.json");
    for (const std::string& rule : model::rule_names())
        EXPECT_TRUE(has(rules, "{\"name\":\"" + rule + "\",\"says\":")) << rule;
    EXPECT_EQ(count_of(rules, "\"group_label\":"), 28);
    const std::string questions = text("questions.json");
    EXPECT_EQ(count_of(questions, "{\"id\":\"Q-"), 32);
    EXPECT_EQ(count_of(questions, "\"answers\":[]"), 32); // None were kept.
    EXPECT_GT(count_of(questions, "\"pattern_is_whole\":true"), 3);
    constexpr std::string_view before = R"("pattern":")";
    std::size_t patterns = 0;
    for (auto at = questions.find(before); at != std::string::npos;
         at = questions.find(before, at + 1), ++patterns) {
        const auto from = at + before.size();
        std::string pattern =
            questions.substr(from, questions.find("\",\"pattern_is", from) - from);
        std::erase(pattern, '\\');
        std::ranges::replace(pattern, ' ', '+');
        EXPECT_EQ(text("find.json?pattern=" + pattern + "&check=only"), "{\"complaints\":[]}\n");
    }
    EXPECT_EQ(patterns, 32);
}

TEST_F(DocumentsOfRuns, every_event_of_a_life_has_its_reasons)
{
    const auto some = documents().lives_to_begin_with(3);
    ASSERT_TRUE(some);
    for (const PersonNumber number : *some) {
        const auto events = documents().events_of(number);
        ASSERT_TRUE(events);
        for (std::size_t event = 1; event <= *events; ++event) {
            const std::string why =
                text("why/" + std::to_string(number) + "/" + std::to_string(event) + ".json");
            EXPECT_TRUE(has(why, "\"tie\":\"asked\"")) << number << " " << event;
            EXPECT_TRUE(has(why, "\"number\":" + std::to_string(number))) << number;
            EXPECT_TRUE(has(why, "\"root_says\":\"")) << number << " " << event;
        }
    }
}

TEST_F(DocumentsOfRuns, kin_are_people_with_documents_of_their_own)
{
    const auto some = documents().lives_to_begin_with(2);
    ASSERT_TRUE(some);
    for (const PersonNumber number : *some) {
        const auto kin = documents().kin_of(number);
        ASSERT_TRUE(kin);
        EXPECT_GE(kin->size(), 2); // Everybody has a mother and a father.
        const std::string life = text("lives/" + std::to_string(number) + ".json");
        for (const PersonNumber one : *kin) {
            EXPECT_TRUE(has(life, "{\"number\":" + std::to_string(one) + ",\"identity\":"));
            text("lives/" + std::to_string(one) + ".json");
        }
    }
}

TEST_F(DocumentsOfRuns, a_twin_has_bands_of_both_lives_and_what_came_of_them)
{
    const auto some = documents().lives_to_begin_with(4);
    ASSERT_TRUE(some);
    const std::string twin = text("twins/" + std::to_string(some->front()) + ".json");
    EXPECT_EQ(count_of(twin, "\"band\":\"stage\""), 2);
    EXPECT_TRUE(has(twin, "\"parted_by\":{")); // The order had sent him to a mine.
    EXPECT_TRUE(has(twin, "\"outcome\":\"mine_years\""));
}

TEST_F(DocumentsOfRuns, the_worlds_part_in_the_year_of_the_order)
{
    const std::string worlds = text("worlds.json");
    EXPECT_TRUE(has(worlds, "\"outcome\":\"alive\""));
    EXPECT_TRUE(has(worlds, "\"years\":[{\"year\":198"));
    EXPECT_TRUE(has(worlds, "\"changed\":[{\"number\":"));
}

TEST_F(DocumentsOfRuns, a_find_tells_the_funnel_and_states_by_age)
{
    const std::string found = text("find.json?pattern=enlisted%3B+then+member&show=3&step=year");
    EXPECT_TRUE(has(found, "\"complaints\":[]"));
    EXPECT_TRUE(has(found, "{\"says\":\"enlisted\",\"lives\":"));
    EXPECT_EQ(count_of(found, "\"days\":[\""), 3);
    EXPECT_TRUE(has(found, "\"first_age\":0"));
    // The first five birthdays of those born in 1950 came before the run.
    const std::string born = text("find.json?pattern=people+born+1950&show=0");
    EXPECT_GT(count_of(born, "\"states\":[null,null,null,null,null,"), 50);
    EXPECT_EQ(count_of(born, "\"states\":[null,null,null,null,null,null"), 0);
    EXPECT_TRUE(has(text("find.json?pattern=enlisted&step=none"), "\"sequences\":null"));
}

TEST_F(DocumentsOfRuns, what_is_wrong_with_a_pattern_is_told_with_its_place)
{
    const std::string wrong = text("find.json?pattern=enlisted%3B+then+membr");
    EXPECT_TRUE(has(wrong, "\"column\":15")) << wrong;
    EXPECT_TRUE(has(wrong, "did you mean 'member'?")) << wrong;
    EXPECT_FALSE(has(wrong, "funnel"));
    // By the letters that a script counts: two for what lies beyond the first plane.
    const std::string later = text("find.json?pattern=%22%EA%B9%80%F0%9F%98%80%22%3B+membr");
    EXPECT_TRUE(has(later, "\"column\":7")) << later;
    const std::string second = text("find.json?pattern=enlisted%0Amembr");
    EXPECT_TRUE(has(second, "\"column\":9")) << second;
    EXPECT_EQ(text("find.json?pattern=enlisted&check=only"), "{\"complaints\":[]}\n");
    EXPECT_TRUE(has(text("find.json?patern=enlisted"), "did you mean 'pattern'?"));
    EXPECT_TRUE(has(text("find.json?pattern=enlisted&show=x"), "\"complaints\":[{"));
}

TEST_F(DocumentsOfRuns, a_life_without_its_events_is_lived_again_the_same)
{
    DocumentsRequest request = ExploredRuns::get().request();
    request.run = ExploredRuns::get().sample();
    request.other.clear();
    auto sample = opened(request);
    const auto some = documents().lives_to_begin_with(2);
    ASSERT_TRUE(some);
    const std::string path = "lives/" + std::to_string(some->front()) + ".json";
    const auto again = sample.document(path);
    ASSERT_TRUE(again) << text_of(again.error());
    const auto bands = [](const std::string& life) {
        const auto from = life.find("\"number\":", life.find("\"twin\":null"));
        const auto to = life.find("\"touches\":");
        return life.substr(from, to - from);
    };
    EXPECT_TRUE(has(*again, "\"relived\":true"));
    EXPECT_EQ(count_of(bands(*again), "\"band\":"), count_of(bands(text(path)), "\"band\":"));
}

TEST_F(DocumentsOfRuns, a_run_without_events_tells_what_it_can)
{
    DocumentsRequest request = ExploredRuns::get().request();
    request.run = ExploredRuns::get().unlike();
    request.other.clear();
    auto none = opened(request);
    EXPECT_TRUE(has(*none.document("run.json"), "\"kept\":\"none\""));
    EXPECT_TRUE(has(*none.document("begin.json"), "\"lives\":[]"));
    EXPECT_TRUE(none.document("nation.json"));
    const auto find = none.document("find.json?pattern=enlisted");
    ASSERT_FALSE(find);
    EXPECT_TRUE(has(text_of(find.error()), "a run without events"));
    const auto some = none.lives_to_begin_with(1);
    ASSERT_TRUE(some);
    const auto life = none.document("lives/" + std::to_string(some->front()) + ".json");
    ASSERT_TRUE(life) << text_of(life.error());
    EXPECT_TRUE(has(*life, "\"relived\":true"));
    EXPECT_TRUE(has(*life, "{\"band\":\"food\",\"spells\":[]}"));
}

} // namespace counterlife::study

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The document of a life holds all that the text of its account holds.

#include "study/account/life_page.h"
#include "study/account/rules_page.h"
#include "study/account/run_lives.h"
#include "study/text/json.h"
#include "tests/study/explorer/explored_run.h"

#include <gtest/gtest.h>

#include <sstream>

namespace counterlife::study {
namespace {

using namespace explorer;

constexpr std::size_t indent = 12;

/// What the text says of one line of the account: each paragraph by what stands in its margin.
struct Told {
    std::string number; ///< of its first event; empty for none
    std::string when;
    std::vector<std::pair<std::string, std::string>> paragraphs;
};

/// A margin without its blanks.
std::string margin_of(const std::string& line)
{
    std::string margin = line.substr(0, std::min(indent, line.size()));
    std::erase(margin, ' ');
    return margin;
}

/// The first line of what is told: a number or none, and when it was.
bool is_head(const std::string& line)
{
    return line.size() > indent && line.find(", aged ", indent) != std::string::npos &&
           margin_of(line).find_first_not_of("0123456789-") == std::string::npos;
}

/// All that the account tells, its lines put together again. What it tells is set apart by blank
/// lines.
std::vector<Told> told_in(const std::string& account)
{
    std::vector<Told> all;
    std::istringstream lines{account};
    bool is_first = true, is_told = false;
    for (std::string line; std::getline(lines, line); is_first = line.empty()) {
        if (is_first) {
            is_told = is_head(line);
            const std::string number = margin_of(line);
            if (is_told)
                all.push_back({number.substr(0, number.find('-')), line.substr(indent), {}});
        } else if (is_told && line.size() > indent) {
            auto& paragraphs = all.back().paragraphs;
            const std::string margin = margin_of(line);
            if (margin.empty() && !paragraphs.empty())
                paragraphs.back().second += " " + line.substr(indent);
            else
                paragraphs.emplace_back(margin, line.substr(indent));
        }
    }
    return all;
}

bool holds(const std::string& document, const std::string& text)
{
    return document.find('"' + json_text(text) + '"') != std::string::npos;
}

/// Of the words of a rule with the claims behind them: "Children start school. [A, B]".
void expect_why(const std::string& document, const std::string& why)
{
    const auto bracket = why.rfind('[');
    std::string says = why.substr(0, bracket);
    while (says.ends_with(' ')) says.pop_back();
    EXPECT_TRUE(says.empty() || holds(document, says)) << says;
    if (bracket == std::string::npos) return;
    std::istringstream claims{why.substr(bracket + 1, why.size() - bracket - 2)};
    for (std::string claim; std::getline(claims >> std::ws, claim, ',');)
        EXPECT_TRUE(holds(document, claim)) << claim;
}

/// How much of an account was looked for.
struct Looked {
    std::size_t texts = 0, whys = 0, letters = 0, differences = 0, claims = 0, people = 0;
};

/// The document between the line of an event and the next.
std::string line_of(const std::string& document, const std::string& number)
{
    const auto from = document.find("{\"number\":" + number + ",\"last\":");
    if (from == std::string::npos) return {};
    const auto to = document.find("{\"number\":", from + 1);
    return document.substr(from, to - from);
}

void expect_told(const std::string& document, const Told& told, Looked& looked)
{
    const std::string line = told.number.empty() ? document : line_of(document, told.number);
    EXPECT_FALSE(line.empty()) << told.number;
    const auto aged = told.when.find("aged ");
    const std::string age = std::to_string(std::stoi(told.when.substr(aged + 5)));
    EXPECT_NE(line.find("\"age\":" + age + ","), std::string::npos) << told.when;
    for (const auto& [margin, text] : told.paragraphs) {
        if (margin == "why") {
            expect_why(line, text);
            ++looked.whys;
            continue;
        }
        EXPECT_TRUE(holds(line, text)) << text;
        ++(margin == "but" ? looked.differences : margin.empty() ? looked.texts : looked.letters);
    }
}

void expect_account(const std::string& document, const LifePage& page, Looked& looked)
{
    const auto all = told_in(life_text(page));
    EXPECT_EQ(all.size(), page.account.lines.size());
    for (const Told& told : all) expect_told(document, told, looked);
    EXPECT_TRUE(holds(document, headline(page.account.cast, *page.run.file)));
    for (const auto& [label, text] : head_facts(page.account, page.run))
        EXPECT_TRUE(holds(document, text)) << label;
    for (const Relation& one : people_of(page)) {
        EXPECT_TRUE(holds(document, one.who)) << one.who;
        EXPECT_TRUE(holds(document, std::to_string(one.life->person)));
        ++looked.people;
    }
    for (const ClaimRow* claim : page.account.claims) {
        EXPECT_TRUE(holds(document, claim->title) && holds(document, claim->says)) << claim->id;
        ++looked.claims;
    }
}

/// The text between two others, from a place on, which is moved behind them; empty for none.
std::string next_between(const std::string& text, std::string_view before, char after,
                         std::size_t& at)
{
    at = text.find(before, at);
    if (at == std::string::npos) return {};
    at += before.size();
    return text.substr(at, text.find(after, at) - at);
}

TEST(LifeDocument, says_of_every_spell_which_line_began_it)
{
    auto documents = Documents::open(ExploredRuns::get().request());
    ASSERT_TRUE(documents) << text_of(documents.error());
    const auto some = documents->lives_to_begin_with(12);
    ASSERT_TRUE(some);
    std::size_t told = 0;
    for (const PersonNumber number : *some) {
        const auto life = documents->document("lives/" + std::to_string(number) + ".json");
        ASSERT_TRUE(life);
        const auto from = life->find("{\"band\":\"stage\"");
        const std::string band = life->substr(from, life->find("]}", from) - from);
        for (std::size_t at = 0; at != std::string::npos;) {
            const std::string day = next_between(band, "{\"from\":\"", '"', at);
            if (at == std::string::npos) break;
            const std::string line = next_between(band, "\"line\":", '}', at);
            if (line == "null") continue; // From birth, or the beginning of the run.
            std::size_t there = 0;
            const std::string told_there = line_of(*life, line);
            const std::string first = next_between(told_there, "\"date\":\"", '"', there);
            const std::string last = next_between(told_there, "\"until\":\"", '"', there);
            if (last.empty())
                EXPECT_EQ(first, day) << number;
            else // Several events alike are one line.
                EXPECT_TRUE(first <= day && day <= last) << number;
            ++told;
        }
    }
    EXPECT_GT(told, 2 * some->size());
}

TEST(LifeDocument, holds_all_that_the_text_of_the_account_holds)
{
    const DocumentsRequest request = ExploredRuns::get().request();
    auto documents = Documents::open(request);
    ASSERT_TRUE(documents) << text_of(documents.error());
    auto run = RunLives::open(request.run, request.live_again);
    ASSERT_TRUE(run) << text_of(run.error());
    Complaints complaints;
    const ClaimsFile claims = read_claims(request.data, complaints);
    Looked looked;
    constexpr std::size_t lives = 500;
    const std::size_t people = run->numbers().people().size();
    for (std::size_t i = 0; i < lives; ++i) {
        const auto number = static_cast<PersonNumber>(1 + i * people / lives);
        SCOPED_TRACE(number);
        auto material = run->material_of(run->numbers().identity(number), claims);
        ASSERT_TRUE(material) << text_of(material.error());
        const LifePage page{.run = run->named(), .account = biography(std::move(*material))};
        const auto document = documents->document("lives/" + std::to_string(number) + ".json");
        ASSERT_TRUE(document) << text_of(document.error());
        expect_account(*document, page, looked);
        if (HasFailure()) break;
    }
    EXPECT_GT(looked.texts, 20 * lives / 2);
    EXPECT_GT(looked.whys, 20 * lives / 2);
    EXPECT_GT(looked.letters, lives);
    EXPECT_GT(looked.differences, lives / 10);
    EXPECT_GT(looked.claims, lives);
    EXPECT_GT(looked.people, lives);
}

} // namespace
} // namespace counterlife::study

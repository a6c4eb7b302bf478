// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Everything that the model can say: for every rule the details that it writes, the sentences that
// tell them, the words of patterns that fit and the turn that the life takes.
//
// It stands in tests/model/<room>/sentences.txt to be read by people, who see there what no
// condition in code would have told them. Whoever changes a sentence on purpose writes the files
// anew and reads what has changed:
//
//     COUNTERLIFE_WRITE_SENTENCES=1 build/release/counterlife_tests_model
//     --gtest_filter=Sentences.*
//
// A rule added at the end of the model's list has only its own test until then.

#include "model/nation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::model {
namespace {

/// The file of a rule's room.
std::string file_of(std::string_view rule_name)
{
    return std::string{COUNTERLIFE_SOURCE} + "/tests/model/" +
           std::string{rule_name.substr(0, rule_name.find('.'))} + "/sentences.txt";
}

/// Numbers that say something of a part: each name, both of a flag, and some quantities.
std::vector<std::int32_t> values_to_tell(const Part& part)
{
    if (part.unit == "flag") return {0, 1};
    std::vector<std::int32_t> values;
    for (const Code& code : part.codes) values.push_back(code.value);
    if (part.unit == "choice") return values;
    for (const std::int32_t some : {0, 1, 2, 12, 45, 400, 4000})
        if (part.bits >= 31 || some < 1 << part.bits) values.push_back(some);
    return values;
}

std::int32_t with_value(const Part& part, std::int32_t number, std::int32_t value)
{
    if (part.bits == whole_number) return value;
    const auto mask = static_cast<std::int32_t>(detail::mask_of(part.bits));
    return (number & ~(mask << part.bit)) | (value & mask) << part.bit;
}

/// The numbers of one side of nought, before their sign: all combinations where those are few, and
/// else each part by itself.
std::vector<std::int32_t> numbers_of(const std::vector<const Part*>& parts)
{
    constexpr std::size_t few = 64;
    std::size_t all = 1;
    for (const Part* part : parts) all *= values_to_tell(*part).size();
    std::vector<std::int32_t> numbers{0};
    for (const Part* part : parts) {
        std::vector<std::int32_t> more;
        for (const std::int32_t value : values_to_tell(*part))
            for (const std::int32_t number : numbers)
                if (all <= few || number == 0) more.push_back(with_value(*part, number, value));
        numbers.insert(numbers.end(), more.begin(), more.end());
    }
    return numbers;
}

/// The details that an event of the rule may have.
std::set<std::int32_t> details_of(const Record& record)
{
    std::vector<const Part*> positive, negative;
    bool complemented = false;
    for (const Part& part : record.parts) {
        if (part.side == Side::negative) complemented = part.complemented;
        if (part.bit == 31 && part.bits == 1) continue; // The sign.
        if (part.side != Side::negative) positive.push_back(&part);
        if (part.side == Side::negative) negative.push_back(&part);
    }
    std::set<std::int32_t> details;
    for (const std::int32_t number : numbers_of(positive)) details.insert(number);
    if (!negative.empty())
        for (const std::int32_t number : numbers_of(negative))
            details.insert(complemented ? ~number : -number);
    return details;
}

using Asked = std::vector<const Rule*>;

/// The sentence with its braces, and which rules it asked after.
std::string sentence_of(const Record& record, Telling telling, const Rule* last, Asked& asked)
{
    if (!record.tell) return std::string{record.text};
    telling.last_of = [&](std::initializer_list<const Rule*> rules) -> const Rule* {
        asked.insert(asked.end(), rules.begin(), rules.end());
        return std::ranges::find(rules, last) == rules.end() ? nullptr : last;
    };
    telling.children_along = [] { return std::string{", with children,"}; };
    telling.there = "There";
    return record.tell(telling);
}

/// What else the sentence may be, by what it hangs on, told only where it differs.
void tell_variants(const Record& record, const Telling& plain, const std::string& usual,
                   const Asked& asked, std::ostream& out)
{
    const auto tell_if_other = [&](std::string_view when, const Telling& telling,
                                   const Rule* last = nullptr) {
        Asked ignored;
        const std::string other = sentence_of(record, telling, last, ignored);
        if (other != usual) out << "      " << when << ": " << other << '\n';
    };
    constexpr std::pair<std::string_view, bool Telling::*> facts[]{
        {"a woman", &Telling::woman},
        {"another woman", &Telling::other_woman},
        {"wife or husband", &Telling::other_spouse},
        {"oneself", &Telling::other_self},
        {"the same place", &Telling::there_is_here}};
    for (const auto& [name, fact] : facts) {
        Telling other = plain;
        other.*fact = true;
        tell_if_other(name, other);
    }
    for (const Rule* rule : Nation::rules()) {
        Telling caused = plain;
        caused.cause = rule;
        tell_if_other("by " + std::string{rule->name}, caused);
    }
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (std::find(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(i), asked[i]) ==
            asked.begin() + static_cast<std::ptrdiff_t>(i))
            tell_if_other("after " + (asked[i] ? std::string{asked[i]->name} : "birth"), plain,
                          asked[i]);
}

/// What an event with this detail is: its sentences, and what else it means.
std::string telling_of(const Record& record, std::int32_t detail)
{
    std::ostringstream out;
    const Telling plain{.detail = detail};
    Asked asked;
    const std::string usual = sentence_of(record, plain, nullptr, asked);
    out << "    " << usual << '\n';
    tell_variants(record, plain, usual, asked, out);
    out << "      turn " << static_cast<int>(record.leads(detail));
    for (const Word& word : record.words)
        if (!word.means || word.means(detail)) out << ", " << word.word;
    out << '\n';
    return std::move(out).str();
}

std::string parts_of_detail(const Record& record, std::int32_t detail)
{
    std::ostringstream out;
    for (const Part& part : record.parts)
        if (has_part(part, detail))
            out << (out.tellp() ? " " : "") << part.name << '=' << value_of(part, detail);
    return std::move(out).str();
}

/// Details of which the same is told stand together.
void tell_details(const Record& record, std::ostream& out)
{
    std::vector<std::pair<std::string, std::string>> told; // What, and of which details.
    for (const std::int32_t detail : details_of(record)) {
        const std::string telling = telling_of(record, detail);
        const auto same = std::ranges::find(told, telling, &decltype(told)::value_type::first);
        const std::string parts = parts_of_detail(record, detail);
        if (same == told.end())
            told.emplace_back(telling, parts);
        else
            same->second += "; " + parts;
    }
    for (const auto& [telling, details] : told) out << "  " << details << '\n' << telling;
}

std::string sentences_of(const Rule& rule)
{
    const Record& record = *rule.beside.record;
    std::ostringstream out;
    if (!record.several.empty()) out << "  several: " << record.several << '\n';
    if (!record.says.empty()) out << "  because: " << record.says << '\n';
    for (const Rule* before : record.follows)
        out << "  follows: " << (before ? before->name : "birth") << '\n';
    tell_details(record, out);
    return std::move(out).str();
}

/// By the rule's name what has been read by people; a name stands on a line of its own.
std::map<std::string, std::string> read_by_people(const std::string& file)
{
    std::map<std::string, std::string> all;
    std::ifstream in{file};
    std::string* of = nullptr;
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with(' '))
            of = &all[line];
        else if (of)
            *of += line + '\n';
    return all;
}

std::map<std::string, std::vector<const Rule*>> rules_by_file()
{
    std::map<std::string, std::vector<const Rule*>> rooms;
    for (const Rule* rule : Nation::rules())
        if (rule->beside.record && !rule->beside.record->silent)
            rooms[file_of(rule->name)].push_back(rule);
    return rooms;
}

TEST(Sentences, are_those_that_people_have_read)
{
    if (const char* wish = std::getenv("COUNTERLIFE_WRITE_SENTENCES"); wish && *wish == '1')
        for (const auto& [file, rules] : rules_by_file()) {
            std::ofstream out{file};
            for (const Rule* rule : rules) out << rule->name << '\n' << sentences_of(*rule);
            ASSERT_TRUE(out.flush()) << file;
        }
    std::set<const Rule*> read;
    for (const auto& [file, rules] : rules_by_file()) {
        auto kept = read_by_people(file);
        for (const Rule* rule : rules)
            if (const auto at = kept.find(std::string{rule->name}); at != kept.end()) {
                EXPECT_EQ(sentences_of(*rule), at->second) << rule->name;
                kept.erase(at);
                read.insert(rule);
            }
        for (const auto& [name, sentences] : kept) ADD_FAILURE() << file << ": no rule " << name;
    }
    ASSERT_FALSE(read.empty());
    const auto rules = Nation::rules();
    const auto last = std::ranges::find_if(rules.rbegin(), rules.rend(),
                                           [&](const Rule* rule) { return read.contains(rule); });
    for (const Rule* rule : std::span{rules.begin(), last.base()})
        if (rule->beside.record && !rule->beside.record->silent) {
            EXPECT_TRUE(read.contains(rule)) << rule->name << " is in no file";
        }
}

} // namespace
} // namespace counterlife::model

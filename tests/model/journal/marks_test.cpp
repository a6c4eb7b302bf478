// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which events tell of marriage, the party, births and rations. What they tell is held against the
// records of a nation in tests/study/explorer/bands_test.cpp.

#include "model/family/details.h"
#include "model/nation.h"
#include "model/person/details.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace counterlife::model {
namespace {

using Names = std::set<std::string>;

TEST(Marks, are_made_by_the_rules_that_change_these_sides_of_a_life)
{
    std::map<Mark, Names> rules;
    for (const Rule* rule : Nation::rules())
        if (const Record* record = rule->beside.record; record && record->marks != Mark::none)
            rules[record->marks].emplace(rule->name);
    EXPECT_EQ(rules[Mark::marries], (Names{"marriage.wedding", "marriage.vow"}));
    EXPECT_EQ(rules[Mark::is_divorced], (Names{"marriage.divorce", "marriage.divorced"}));
    EXPECT_EQ(rules[Mark::joins_party], Names{"party.admission"});
    EXPECT_EQ(rules[Mark::lapses], Names{"party.lapse"});
    EXPECT_EQ(rules[Mark::membership_ends], (Names{"party.recall", "security.arrest"}));
    EXPECT_EQ(rules[Mark::bears], (Names{"person.maternity", "china.birth"}));
    EXPECT_EQ(rules[Mark::becomes_father], Names{"person.fatherhood"});
    EXPECT_EQ(rules[Mark::delivers], Names{"food.delivery"});
}

TEST(Marks, of_news_hang_on_what_it_tells)
{
    const auto mark = [](const char* rule, auto detail) {
        return find_rule(rule)->beside.record->means(code_of(detail));
    };
    using family::News, family::NewsDetail, person::BereavementDetail, person::Kin;
    EXPECT_EQ(mark("person.bereavement", BereavementDetail{.dead = Kin::spouse}),
              Mark::loses_spouse);
    EXPECT_EQ(mark("person.bereavement", BereavementDetail{.dead = Kin::no_spouse}), Mark::mourns);
    EXPECT_EQ(mark("person.bereavement", BereavementDetail{.dead = Kin::child}), Mark::mourns);
    EXPECT_EQ(mark("family.news", NewsDetail{News::spouse_dead}), Mark::loses_spouse);
    EXPECT_EQ(mark("family.news", NewsDetail{News::mother_dead}), Mark::mourns);
    EXPECT_EQ(mark("family.news", NewsDetail{News::marriage_over}), Mark::is_divorced);
}

} // namespace
} // namespace counterlife::model

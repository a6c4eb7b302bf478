// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/findings.h"
#include "study/audit/reach.h"
#include "study/audit/spells.h"

#include <gtest/gtest.h>

#include <sstream>

namespace counterlife::study::audit {
namespace {

TEST(Audit, a_spell_is_open_and_closed_on_the_days_on_which_it_begins_and_ends)
{
    const engine::Day today = engine::day_of(1980);
    GrammarRow in, out;
    in.within = out.outside = 1;
    Spells spells;
    spells.begin(true);
    const auto are = [&](engine::Day day) {
        return std::pair{spells.are_as(in, day), spells.are_as(out, day)};
    };
    spells.next_day();
    EXPECT_EQ(are(today), (std::pair{false, true}));
    spells.turn(0, true, today);
    EXPECT_EQ(are(today), (std::pair{true, true})) << "in whatever order";
    spells.next_day();
    EXPECT_EQ(are(today + 1), (std::pair{true, false}));
    spells.turn(0, false, today + 1);
    EXPECT_EQ(are(today + 1), (std::pair{true, true}));
    spells.next_day();
    EXPECT_EQ(are(today + 2), (std::pair{false, true}));
    in.days_after = 5;
    EXPECT_TRUE(spells.are_as(in, today + 6));
    EXPECT_FALSE(spells.are_as(in, today + 7));
    spells.begin(true);
    spells.next_day();
    EXPECT_FALSE(spells.are_as(in, today + 6)) << "another life";
    spells.begin(false);
    spells.next_day();
    EXPECT_TRUE(spells.are_as(in, today + 6)) << "nothing is known yet";
}

TEST(Audit, findings_are_counted_by_row_with_three_persons)
{
    Findings findings;
    const auto kin = findings.row("kin", "nobody marries themselves");
    const auto mail = findings.row("mail", "arrives");
    EXPECT_EQ(findings.row("kin", "nobody marries themselves"), kin);
    EXPECT_TRUE(findings.broken().empty());
    for (const engine::LifeId person : {7, 7, 8, 9, 10}) findings.found(mail, person);
    findings.found(kin, 7);
    const auto broken = findings.broken();
    ASSERT_EQ(broken.size(), 2U);
    EXPECT_EQ(broken[0].row, "mail");
    EXPECT_EQ(broken[0].count, 5);
    EXPECT_EQ(broken[0].persons, (std::vector<engine::LifeId>{7, 8, 9}));
    EXPECT_EQ(broken[1].count, 1);
    std::ostringstream out;
    out << broken;
    EXPECT_NE(out.str().find("7 8 9"), std::string::npos) << out.str();
}

} // namespace
} // namespace counterlife::study::audit

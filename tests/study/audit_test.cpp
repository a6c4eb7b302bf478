// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/ages.h"
#include "study/audit/findings.h"

#include <gtest/gtest.h>

#include <sstream>

namespace counterlife::study::audit {
namespace {

using engine::day_of;

TEST(Audit, a_year_of_age_is_completed_on_the_birthday)
{
    const auto born = day_of(1960, 6, 15);
    EXPECT_EQ(completed_years(born, born), 0);
    EXPECT_EQ(completed_years(born, day_of(1977, 6, 14)), 16);
    EXPECT_EQ(completed_years(born, day_of(1977, 6, 15)), 17);
    EXPECT_EQ(completed_years(born, day_of(1977, 12, 1)), 17);
    EXPECT_EQ(completed_years(born, day_of(1959, 6, 15)), -1);
}

TEST(Audit, whoever_was_born_on_the_29th_of_february_has_a_birthday_each_year)
{
    const auto born = day_of(1960, 2, 29);
    EXPECT_EQ(completed_years(born, day_of(1977, 2, 28)), 16);
    EXPECT_EQ(completed_years(born, day_of(1977, 3, 1)), 17);
    EXPECT_EQ(completed_years(born, day_of(1980, 2, 28)), 19);
    EXPECT_EQ(completed_years(born, day_of(1980, 2, 29)), 20);
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

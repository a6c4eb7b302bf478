// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/compare.h"
#include "examples/kin/output.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

namespace counterlife::kin {
namespace {

/// Just after what may be the turn of a month.
Instant in_year(double years)
{
    years += 1e-5;
    return engine::instant_of(
        static_cast<std::int64_t>(years * engine::days_per_year * 4294967296.0));
}

/// A grandmother, her two children of one marriage, and a grandchild, over ten years.
struct Family {
    Family()
    {
        grandmother = entries.enter(
            {.born = Moment{in_year(-40.25)}, .died = Moment{in_year(5.5)}, .sex = Sex::woman});
        grandfather = entries.enter({.born = Moment{in_year(-42)}});
        daughter = child(grandmother, grandfather, 0.5, Sex::woman);
        son = child(grandmother, grandfather, 3.5, Sex::man);
        early = child(grandmother, no_row, 5.25, Sex::man);
        entries.enter_death(early, in_year(5.5));
        entries.enter(Marriage{grandmother, grandfather, Moment{in_year(0.25)}});
    }
    Row child(Row mother, Row father, double born, Sex sex)
    {
        return entries.enter(
            {.mother = mother, .father = father, .born = Moment{in_year(born)}, .sex = sex});
    }

    Register entries;
    Row grandmother, grandfather, daughter, son, early;
};

TEST(KinTables, kin_are_found_by_the_register)
{
    Family family;
    const KinCount kin{family.entries};
    EXPECT_EQ(kin.children(family.grandmother), 2); // Alive, that is; she need not be.
    EXPECT_EQ(kin.children(family.grandfather), 2);
    EXPECT_EQ(kin.siblings(family.daughter), 1);
    EXPECT_EQ(kin.siblings(family.early), 2);
    EXPECT_EQ(kin.siblings(family.grandfather), 0);
    EXPECT_FALSE(kin.has_mother(family.son));
    EXPECT_TRUE(kin.has_father(family.son));
    EXPECT_FALSE(kin.has_spouse(family.grandfather)); // She has died.
}

TEST(KinTables, years_lived_are_counted_by_age)
{
    const Family family;
    const Tables tables = tables_of(std::span{&family.entries, 1}, 10);
    const Vital& vital = tables.whole.vital;
    const auto lived = [&vital](Sex sex, double age) {
        return vital.years[index(sex)][class_of_age(age)];
    };
    EXPECT_NEAR(lived(Sex::woman, 40.5), 0.75, 1e-4); // She is 40.25 when the run begins.
    EXPECT_NEAR(lived(Sex::woman, 43.5), 1, 1e-4);
    EXPECT_NEAR(lived(Sex::woman, 45.5), 0.75, 1e-4);
    EXPECT_NEAR(lived(Sex::man, 51.5), 1, 1e-4);
    EXPECT_NEAR(lived(Sex::man, 52.5), 0, 1e-4);
    EXPECT_NEAR(lived(Sex::man, 0.1), 2.0 / 12, 1e-4);
    EXPECT_NEAR(lived(Sex::man, 0.3), 1.0 / 12, 1e-4); // One of the two is dead by then.
    EXPECT_NEAR(tables.person_years(), 5.5 + 10 + 9.5 + 6.5 + 0.25, 1e-3);
    EXPECT_EQ(vital.deaths[index(Sex::woman)][class_of_age(45.75)], 1);
    EXPECT_EQ(vital.births[class_of_age(40.75)], 1);
    EXPECT_EQ(vital.births[class_of_age(43.75)], 1);
    EXPECT_EQ(tables.ever_alive(), 5);
    EXPECT_EQ(tables.events(), 6);
}

TEST(KinTables, a_year_begins_with_those_who_are_there)
{
    const Family family;
    const Tables tables = tables_of(std::span{&family.entries, 1}, 10);
    ASSERT_EQ(tables.years.size(), 11u);
    EXPECT_EQ(tables.years[0].all(), 2);
    EXPECT_EQ(tables.years[1].people, (std::array<std::int64_t, 2>{1, 2}));
    EXPECT_EQ(tables.years[4].all(), 4);
    EXPECT_EQ(tables.years[6].all(), 3);
    EXPECT_EQ(tables.years[10].all(), 3);
    EXPECT_EQ(tables.years[0].births, 1);
    EXPECT_EQ(tables.years[0].marriages, 1);
    EXPECT_EQ(tables.years[5].deaths, 2);
}

TEST(KinTables, a_constant_hazard_has_the_expectancy_of_an_exponential)
{
    Vital vital;
    for (std::size_t age = 0; age < age_classes; ++age) {
        vital.years[0][age] = 1000;
        vital.deaths[0][age] = 50;
        vital.years[1][age] = 1000;
        vital.births[age] = 20;
    }
    EXPECT_NEAR(vital.expectancy(Sex::man), (1 - std::exp(-5.0)) / 0.05, 1e-9);
    EXPECT_NEAR(vital.expectancy(Sex::woman), 100, 1e-9);
    EXPECT_NEAR(vital.total_fertility(), 2, 1e-9);
}

TEST(KinTables, files_are_written_once_and_say_what_the_register_does)
{
    const std::filesystem::path folder =
        std::filesystem::path{testing::TempDir()} / "kin_tables_test";
    std::filesystem::remove_all(folder);
    const Family family;
    const std::span registers{&family.entries, 1};
    const Tables tables = tables_of(registers, 10);
    EXPECT_TRUE(write_tables(folder, tables).empty());
    EXPECT_TRUE(write_socsim(folder, registers).empty());
    const auto text_in = [&folder](const char* name) {
        std::stringstream text;
        text << std::ifstream{folder / name}.rdbuf();
        return text.str();
    };
    EXPECT_EQ(text_in("people.opop"), "1 1 1 0 718 0 0 0 0 5 1 4 1267 1\n"
                                      "2 0 1 0 697 0 0 0 0 4 1 3 0 1\n"
                                      "3 1 1 0 1207 1 2 0 0 0 0 1 0 1\n"
                                      "4 0 1 0 1243 1 2 3 3 0 0 1 0 1\n"
                                      "5 0 1 0 1264 1 0 4 0 0 0 1 1267 1\n");
    EXPECT_EQ(text_in("people.omar"), "1 1 2 1204 1267 3 0 0\n");
    EXPECT_NE(text_in("years.csv").find("\n5,2,2,1,2,0,"), std::string::npos);
    EXPECT_NE(text_in("decades.csv").find("\n0,1,1,3,2,1,"), std::string::npos);
    EXPECT_NE(text_in("ages.csv").find("\nwoman,43.0000,44.0000,1.000,0,1,"), std::string::npos);
    EXPECT_NE(text_in("kin.csv").find("\n9,1,0.000000,1.000000,0.000000,0.000000,1.000000"),
              std::string::npos);
    const auto again = write_tables(folder, tables);
    ASSERT_EQ(again.size(), 1u);
    EXPECT_NE(again.front().find("is not empty"), std::string::npos);
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace counterlife::kin

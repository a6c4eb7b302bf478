// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/compare.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::riskpaths {
namespace {

/// An age to the quarter of a year.
Instant at_age(double age)
{
    const double ticks = age * ticks_per_year;
    return {.day = birth + engine::whole_days(ticks),
            .fraction = ticks == std::floor(ticks) ? 0u : 1u << 31};
}

Cell cell_of(const Book& book, std::string_view table, std::string_view measure, int row = -1,
             int column = -1)
{
    for (const Cell& cell : cells_of(book))
        if (cell.table == table && cell.measure == measure && cell.row == row &&
            cell.column == column)
            return cell;
    ADD_FAILURE() << "no cell " << table << ' ' << measure;
    return {};
}

/// One who moves in at 20.25 and conceives at 24, and one who does neither and dies at 30.75.
Book two_women()
{
    Book book{.cases = 2};
    book.note(Step::first_union, at_age(20.25));
    book.note(Step::three_years, at_age(23.25));
    book.note(in(Step::pregnancy, Status::first_late), at_age(24));
    book.note(Step::death, at_age(100));
    book.note(in(Step::childless_death, Status::never), at_age(30.75));
    return book;
}

TEST(RiskPathsTables, exposure_follows_from_who_came_and_who_went)
{
    const Book book = two_women();
    EXPECT_EQ(cell_of(book, "T01", "life_expectancy").above, 130.75);
    EXPECT_EQ(cell_of(book, "T02", "pop_start_share", 30).above, 2);
    EXPECT_EQ(cell_of(book, "T02", "pop_start_share", 31).above, 1);
    EXPECT_EQ(cell_of(book, "T02", "person_years_per_case", 30).above, 1.75);
    EXPECT_EQ(cell_of(book, "T03", "rate_all", 0).below, 30);
    EXPECT_EQ(cell_of(book, "T03", "rate_at_risk", 10).above, 1) << "at 24";
    EXPECT_EQ(cell_of(book, "T03", "rate_at_risk", 10).below, 1);
    EXPECT_EQ(cell_of(book, "T03", "rate_all", 10).below, 2);
    EXPECT_EQ(cell_of(book, "T04", "rate", 3, 0).below, 0.25 + 2.5) << "20 to 22.5, never";
    EXPECT_EQ(cell_of(book, "T04", "rate", 3, 1).below, 2.25);
    EXPECT_EQ(cell_of(book, "T04", "rate", 4, 1).below, 0.75);
    EXPECT_EQ(cell_of(book, "T04", "rate", 4, 2).below, 0.75);
    EXPECT_EQ(cell_of(book, "T04", "rate", 4, 2).above, 1);
    EXPECT_EQ(cell_of(book, "T05", "mean_age_first_preg").value(), 24);
    EXPECT_EQ(cell_of(book, "T05", "childlessness").value(), 0.5);
    EXPECT_EQ(cell_of(book, "T06", "pregnancies_per_case", 2).value(), 0.5);
    EXPECT_EQ(cell_of(book, "T07", "union1_rate", 3).above, 1);
    EXPECT_EQ(cell_of(book, "T07", "union1_rate", 3).below, 2.75);
}

TEST(RiskPathsTables, as_many_cases_as_fit_do_not_overflow)
{
    const Book book{.cases = most_cases};
    EXPECT_EQ(cell_of(book, "T01", "life_expectancy").value(), 100.0);
}

TEST(RiskPathsTables, the_text_shows_every_table)
{
    const std::string text = text_of(cells_of(two_women()));
    for (const char* table : {"T01", "T02", "T03", "T04", "T05", "T06", "T07"})
        EXPECT_NE(text.find(table), std::string::npos) << table;
    EXPECT_NE(text.find("130.750"), std::string::npos);
    EXPECT_EQ(text.find(" nan"), std::string::npos);
}

TEST(RiskPathsTables, scatter_between_samples_tells_the_standard_error)
{
    // Samples of 100 with 20, 30, 20, 30 ... pregnancies: the mean of n samples of spread 5.
    std::vector<Book> samples(16);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].cases = 100;
        samples[i].moments[50][index(Step::pregnancy)].count = i % 2 ? 20 : 30;
    }
    const std::vector<double> errors = standard_errors(samples);
    const std::vector<Cell> cells = cells_of(samples[0]);
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i].measure == "share_with_preg") {
            EXPECT_NEAR(errors[i], 0.05 * std::sqrt(16.0 / 15.0) / 4.0, 1e-12);
        }
}

TEST(RiskPathsTables, a_cell_without_room_for_luck_must_be_equal)
{
    const Cell cell{.table = "T03", .above = 1, .below = 4};
    EXPECT_FALSE(judge({{cell, 0.35, 0.1}, {cell, 0.15, 0.1}, {cell, 0.3, 0.0}}).passed());
    std::vector<Check> checks(100, {cell, 0.35, 0.1});
    EXPECT_TRUE(judge(checks).passed());
    checks.back().expected = 0.25 + 4.1 * 0.1;
    EXPECT_FALSE(judge(checks).passed()) << "one more than four away";
    EXPECT_FALSE(judge({{cell, 0.25, 0.1}}).passed()) << "too good to be true";
    EXPECT_TRUE(judge({{cell, 0.35, 0.1}, {cell, 0.15, 0.1}, {cell, 0.25, 0.0}}).passed());
}

} // namespace
} // namespace counterlife::riskpaths

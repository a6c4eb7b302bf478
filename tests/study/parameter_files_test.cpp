// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/parameter_files.h"
#include "study/study.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

/// The complaints about sound rows of which one piece of text was replaced.
std::string after(std::string_view before, std::string_view replacement,
                  const std::string& rows = sound_rows)
{
    std::string text = header_line + rows;
    const std::size_t place = text.find(before);
    EXPECT_NE(place, std::string::npos) << before;
    text.replace(place, before.size(), replacement);
    Complaints complaints;
    read_family(text, "birth.csv", small_families().front(), run_from, run_to, complaints);
    return text_of(complaints);
}

TEST(ParameterFiles, sound_rows_are_read_as_they_stand)
{
    Complaints complaints;
    const auto rows = read_family(header_line + sound_rows, "birth.csv", small_families().front(),
                                  run_from, run_to, complaints);

    EXPECT_EQ(text_of(complaints), "");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].name, "birth.twin_share");
    EXPECT_EQ(rows[0].source, "A book, page 3");
    EXPECT_EQ(rows[2].key, "F/15");
    EXPECT_EQ(rows[2].value, 0.01);
    EXPECT_EQ(rows[2].from, engine::day_of(1970));
    EXPECT_EQ(rows[2].to, std::nullopt);
    EXPECT_EQ(rows[2].kind, model::Kind::calibrated);
    EXPECT_EQ(rows[3].low, 0);
    EXPECT_EQ(rows[3].high, 0.5);
    EXPECT_EQ(rows[3].unit, "per year");
    EXPECT_EQ(rows[3].note, "A note");
    EXPECT_EQ(rows[3].file, "birth.csv");
    EXPECT_EQ(rows[3].line, 5);
}

TEST(ParameterFiles, names_and_keys_that_nobody_declares_get_the_nearest_word)
{
    EXPECT_EQ(after("twin_share", "twin_shear"),
              "birth.csv:2: found unknown parameter 'twin_shear'; allowed 'twin_share', 'rate'; "
              "did you mean 'twin_share'?\n"
              "birth.csv: found no row of parameter 'birth.twin_share'; "
              "allowed at least one row\n");
    EXPECT_EQ(after("rate,F/20", "rate,F/02"),
              "birth.csv:5: found unknown key 'F/02' of 'rate'; allowed 'F/15', 'F/20'; "
              "did you mean 'F/20'?\n"
              "birth.csv: found no row of parameter 'birth.rate' for key 'F/20'; "
              "allowed at least one row for each of 2 keys\n");
    EXPECT_EQ(after("twin_share,", "twin_share,M"),
              "birth.csv:2: found unknown key 'M' of 'twin_share'; allowed no key\n"
              "birth.csv: found no row of parameter 'birth.twin_share'; "
              "allowed at least one row\n");
}

TEST(ParameterFiles, a_value_is_a_finite_number)
{
    for (const std::string word :
         {"nan", "inf", "-inf", "", "1e999", "0.01x", " 0.01", "0,01", "+0.01", "0x1", "one"}) {
        const std::string field = word.find(',') == std::string::npos ? word : "\"" + word + "\"";
        EXPECT_EQ(after("0.01", field), "birth.csv:2: found value '" + word +
                                            "'; allowed a finite number such as 0.25\n");
    }
}

TEST(ParameterFiles, a_value_lies_in_its_range_and_makes_sense)
{
    EXPECT_EQ(after("0.01", "0.03"), "birth.csv:2: found value 0.03; "
                                     "allowed 0.005..0.02 as its own row says\n");
    EXPECT_EQ(after("0.005,0.02", "0.02,0.005"),
              "birth.csv:2: found low 0.02 above high 0.005; allowed low..high\n");
    EXPECT_EQ(after("0.01,share,,,0.005,0.02", "1.5,share,,,-1,2"),
              "birth.csv:2: found value 1.5; allowed 0..1, outside which 'birth.twin_share' makes "
              "no sense\n"
              "birth.csv:2: found low -1; allowed 0..1, outside which 'birth.twin_share' makes "
              "no sense\n"
              "birth.csv:2: found high 2; allowed 0..1, outside which 'birth.twin_share' makes "
              "no sense\n");
}

TEST(ParameterFiles, unit_kind_and_source_are_checked)
{
    EXPECT_EQ(after("share,,,", "percent,,,"),
              "birth.csv:2: found unit 'percent'; allowed unit 'share'\n");
    EXPECT_EQ(after("statistic", "statistics"),
              "birth.csv:2: found kind 'statistics'; allowed testimony, statistic, calibrated or "
              "assumption; did you mean 'statistic'?\n");
    EXPECT_EQ(after("A table", " "), "birth.csv:3: found no source; "
                                     "allowed the place the number was taken from\n");
}

TEST(ParameterFiles, dates_are_days_of_the_calendar_in_order)
{
    EXPECT_EQ(after("1955-01-01", "1955-02-29"),
              "birth.csv:5: found from '1955-02-29'; allowed a date as 1970-12-31, or nothing\n");
    EXPECT_EQ(after("2025-01-01", "1955-1-1"),
              "birth.csv:5: found to '1955-1-1'; allowed a date as 1970-12-31, or nothing\n");
    EXPECT_EQ(after("2025-01-01", "1955-01-01"),
              "birth.csv:5: found a period 1955-01-01..1955-01-01; "
              "allowed a first day (from) before the day it ends (to)\n");
}

TEST(ParameterFiles, two_values_on_one_day_are_a_duplicate)
{
    EXPECT_EQ(after("rate,F/15,0.01,per year,1970-01-01", "rate,F/15,0.01,per year,1969-12-31"),
              "birth.csv:4: found a second value of 'birth.rate' 'F/15' in 1969-12-31.. (the first "
              "is on line 3); allowed one value on each day\n");
    const std::string twin_row = "twin_share,,0.01,share,,,0.005,0.02,statistic,A book,\n";
    EXPECT_EQ(after(header_line, header_line + twin_row),
              "birth.csv:3: found a second value of 'birth.twin_share' in .. (the first is on "
              "line 2); allowed one value on each day\n");
}

TEST(ParameterFiles, days_of_the_run_without_a_value_are_a_gap)
{
    EXPECT_EQ(after("0.01,per year,1970-01-01", "0.01,per year,1970-01-03"),
              "birth.csv:3: found no value of 'birth.rate' 'F/15' for 1970-01-01..1970-01-03; "
              "allowed values for all of 1955-01-01..2025-01-01\n");
    EXPECT_EQ(after("1955-01-01,2025-01-01", "1955-01-02,2024-12-31"),
              "birth.csv:5: found no value of 'birth.rate' 'F/20' for 1955-01-01..1955-01-02; "
              "allowed values for all of 1955-01-01..2025-01-01\n"
              "birth.csv:5: found no value of 'birth.rate' 'F/20' for 2024-12-31..2025-01-01; "
              "allowed values for all of 1955-01-01..2025-01-01\n");
}

TEST(ParameterFiles, all_complaints_come_at_once)
{
    const std::string rows = "twin_share,,1.5,percent,,,0,2,statistic,,\n"
                             "rat,F/15,0.02,per year,,,0,0.1,guess,A table,\n"
                             "rate,F/15,nan,per year,,,0,0.1,statistic,A table\n";
    EXPECT_EQ(after(header_line, header_line, rows),
              "birth.csv:4: found 10 columns; allowed 11 columns as in the header\n"
              "birth.csv:2: found value 1.5; allowed 0..1, outside which 'birth.twin_share' makes "
              "no sense\n"
              "birth.csv:2: found high 2; allowed 0..1, outside which 'birth.twin_share' makes "
              "no sense\n"
              "birth.csv:2: found unit 'percent'; allowed unit 'share'\n"
              "birth.csv:2: found no source; allowed the place the number was taken from\n"
              "birth.csv:3: found unknown parameter 'rat'; allowed 'twin_share', 'rate'; "
              "did you mean 'rate'?\n"
              "birth.csv:3: found kind 'guess'; allowed testimony, statistic, calibrated or "
              "assumption\n"
              "birth.csv: found no row of parameter 'birth.rate'; "
              "allowed at least one row for each of 2 keys\n");
}

TEST(ParameterFiles, hostile_text_is_shown_harmless_and_short)
{
    const std::string shown = after("twin_share", "\x1b[2J" + std::string(1000, 'x'));
    EXPECT_TRUE(shown.starts_with("birth.csv:2: found unknown parameter '\\x1b[2J" +
                                  std::string(16, 'x') + "..." + std::string(37, 'x') +
                                  "'; allowed"))
        << shown;
}

TEST(InQuotes, keeps_both_ends_of_a_long_path_and_whole_characters)
{
    const std::string middle(100, '-');
    EXPECT_EQ(
        in_quotes("/home/somebody/runs/" + middle + "/of-the-day/lives-of-1990/lives.parquet"),
        "'/home/somebody/runs/...f-the-day/lives-of-1990/lives.parquet'");
    const std::string wide = "\xc3\xa9"; // A letter of two bytes.
    std::string name = "x";
    for (int i = 0; i < 100; ++i) name += wide;
    std::string head = "x", tail;
    for (int i = 0; i < 9; ++i) head += wide;
    for (int i = 0; i < 18; ++i) tail += wide;
    EXPECT_EQ(in_quotes(name), "'" + head + "..." + tail + "'") << "no letter is cut in two";
    const std::string short_enough(60, 'y');
    EXPECT_EQ(in_quotes(short_enough), "'" + short_enough + "'");
}

TEST(ParameterFiles, a_missing_file_and_an_undeclared_one_are_both_named)
{
    const Folder data;
    data.write("people/brith.csv", header_line + sound_rows);
    data.write("places/places.csv", "");
    data.write("targets/targets.csv", "");
    data.write("reference/a/b.csv", "");
    data.write("README.md", "");
    data.write("people/.birth.csv.swp", "");
    const auto rows = read_parameters(data.path(), small_families(), run_from, run_to);

    ASSERT_FALSE(rows);
    EXPECT_EQ(text_of(rows.error()),
              data.file("people/birth.csv") +
                  ": found no such file; allowed a readable parameter file of at most 64 MiB\n" +
                  data.file("people/brith.csv") +
                  ": found a file that no rule reads; allowed the files of the families that the "
                  "model declares; did you mean 'people/birth.csv'?\n");
}

TEST(ParameterFiles, a_folder_of_sound_files_is_read)
{
    const Folder data;
    data.write("people/birth.csv", header_line + sound_rows);
    const auto rows = read_parameters(data.path(), small_families(), run_from, run_to);

    ASSERT_TRUE(rows) << text_of(rows.error());
    EXPECT_EQ(rows->size(), 4U);
}

TEST(ParameterFiles, folders_in_place_of_files_and_no_data_at_all_are_complaints)
{
    const Folder data;
    std::filesystem::create_directories(data.path() / "people" / "birth.csv");
    const auto folder = read_parameters(data.path(), small_families(), run_from, run_to);
    ASSERT_FALSE(folder);
    EXPECT_EQ(text_of(folder.error()), data.file("people/birth.csv") +
                                           ": found a folder or device where a file should be; "
                                           "allowed a readable parameter file of at most 64 MiB\n");

    const auto nothing = read_parameters(data.path() / "none", small_families(), run_from, run_to);
    ASSERT_FALSE(nothing);
    EXPECT_EQ(text_of(nothing.error()), data.file("none") + ": found no folder; allowed the folder "
                                                            "with the parameter files\n");
}

} // namespace
} // namespace counterlife::study

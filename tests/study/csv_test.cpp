// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/study.h"
#include "study/text/csv.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace counterlife::study {
namespace {

std::string complaints_about(std::string_view text)
{
    Complaints complaints;
    read_csv(text, "a.csv", complaints);
    return text_of(complaints);
}

TEST(Csv, quoted_commas_and_quotes_are_part_of_the_field)
{
    Complaints complaints;
    const CsvTable table =
        read_csv("a,b\r\n1,\"two, \"\"three\"\"\"\n,\"\"\n", "a.csv", complaints);

    EXPECT_EQ(text_of(complaints), "");
    EXPECT_EQ(table.header, (std::vector<std::string>{"a", "b"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0].fields, (std::vector<std::string>{"1", "two, \"three\""}));
    EXPECT_EQ(table.rows[0].line, 2);
    EXPECT_EQ(table.rows[1].fields, (std::vector<std::string>{"", ""}));
    EXPECT_EQ(table.rows[1].line, 3);
}

TEST(Csv, each_unsound_line_has_its_complaint_and_the_sound_ones_are_read)
{
    const std::string text = std::string{"a,b\n"} + "1,\"open\n" + "1,2,3\n" + "\n" + "1,x\"y\n" +
                             "\"1\"z,2\n" + std::string{"1,\0\n", 4} + "1,caf\xe9\n" + "5,6\n";
    Complaints complaints;
    const CsvTable table = read_csv(text, "a.csv", complaints);

    const std::string quotes =
        "; allowed a field with commas or quotes wholly in quotes, the quotes in it doubled\n";
    EXPECT_EQ(text_of(complaints),
              "a.csv:2: found a quote that is not closed on its line" + quotes +
                  "a.csv:3: found 3 columns; allowed 2 columns as in the header\n"
                  "a.csv:4: found an empty line; allowed a row, or the end of the file\n"
                  "a.csv:5: found a quote or a carriage return inside a field without quotes" +
                  quotes + "a.csv:6: found letters behind a closing quote" + quotes +
                  "a.csv:7: found a NUL byte; allowed UTF-8 text\n"
                  "a.csv:8: found the byte 0xe9, which is not UTF-8 but another encoding; "
                  "allowed UTF-8 text\n");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].line, 9);
}

TEST(Csv, a_torn_last_line_is_not_read)
{
    Complaints complaints;
    const CsvTable table = read_csv("a,b\n1,2\n3,4", "a.csv", complaints);

    EXPECT_EQ(text_of(complaints),
              "a.csv:3: found a last line without its line end, as when a file was cut short; "
              "allowed whole lines, each with its end\n");
    EXPECT_EQ(table.rows.size(), 1U);
}

TEST(Csv, another_encoding_is_named)
{
    using namespace std::string_literals;
    EXPECT_EQ(complaints_about("\xFF\xFE"s
                               "a\0,\0"s),
              "a.csv:1: found UTF-16, another encoding; allowed UTF-8 text\n");
    EXPECT_EQ(complaints_about("\0a\0,\0b\0\n"s),
              "a.csv:1: found UTF-16, another encoding; allowed UTF-8 text\n");
    EXPECT_EQ(complaints_about("\xEF\xBB\xBF"
                               "a,b\n1,2\n"),
              "a.csv:1: found a byte order mark, as of another encoding; "
              "allowed UTF-8 text without a mark\n");
}

TEST(Csv, utf8_is_taken_and_its_false_forms_are_not)
{
    for (const std::string sound : {"é", "조선", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"})
        EXPECT_EQ(complaints_about("a\n" + sound + "\n"), "") << sound;
    for (const std::string unsound :
         {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE4\xBD",
          "\xF8\x88\x80\x80\x80"})
        EXPECT_NE(complaints_about("a\n" + unsound + "\n"), "");
}

TEST(Csv, absurd_sizes_are_complained_about)
{
    EXPECT_EQ(complaints_about("a\n" + std::string(999'999, ',') + "\n"),
              "a.csv:2: found 1000000 columns; allowed at most 64 columns\n");
    EXPECT_EQ(complaints_about("a\n" + std::string(65'537, 'x') + "\n"),
              "a.csv:2: found a line of 65537 bytes; allowed at most 65536 bytes\n");
    EXPECT_EQ(complaints_about(std::string(csv_largest_file + 1, 'x')),
              "a.csv: found 67108865 bytes; allowed at most 67108864 bytes\n");
    std::string rows = "a\n";
    for (std::size_t i = 0; i < csv_most_rows + 2; ++i) rows += "1\n";
    EXPECT_EQ(complaints_about(rows),
              "a.csv:200002: found more than 200000 rows; allowed no more than that\n");
    EXPECT_EQ(complaints_about(""), "a.csv: found an empty file; allowed a header line and rows\n");
}

TEST(Csv, a_million_bad_lines_are_counted_and_not_all_kept)
{
    Complaints complaints;
    read_csv("a,b\n" + std::string(5000, '\n'), "a.csv", complaints);

    EXPECT_EQ(complaints.size(), 5000U);
    EXPECT_EQ(complaints.list().size(), Complaints::most);
    EXPECT_TRUE(text_of(complaints).ends_with("and 4000 more complaints of the kinds above\n"));
}

TEST(Csv, another_header_than_the_wanted_one_stops_the_reading)
{
    constexpr std::array<std::string_view, 2> wanted{"a", "b"};
    const auto complaints_with = [&](std::string_view text) {
        Complaints complaints;
        EXPECT_TRUE(read_csv(text, "a.csv", complaints, wanted).rows.empty());
        return text_of(complaints);
    };
    EXPECT_EQ(complaints_with("a,c\n1,2\n"),
              "a.csv:1: found a header with 'c' in column 2; allowed exactly a,b\n");
    EXPECT_EQ(complaints_with("a\n1\n"),
              "a.csv:1: found a header that ends too early; allowed exactly a,b\n");
    EXPECT_EQ(complaints_with("a,b,b\n1,2,3\n"),
              "a.csv:1: found a header with 'b' in column 3; allowed exactly a,b\n");
}

RC_GTEST_PROP(Csv, what_is_written_with_quotes_is_read_back, ())
{
    const auto letter = rc::gen::element(',', '"', 'a', ' ', '\t', '\'', '1');
    const auto fields =
        *rc::gen::container<std::vector<std::string>>(3, rc::gen::container<std::string>(letter));
    std::string line;
    for (const std::string& field : fields) {
        line += line.empty() ? "\"" : ",\"";
        for (const char c : field) line += c == '"' ? std::string{"\"\""} : std::string{c};
        line += '"';
    }
    Complaints complaints;
    const CsvTable table = read_csv("a,b,c\n" + line + "\n", "a.csv", complaints);

    RC_ASSERT(complaints.empty());
    RC_ASSERT(table.rows.size() == 1U);
    RC_ASSERT(table.rows.front().fields == fields);
}

RC_GTEST_PROP(Csv, any_bytes_can_be_read, ())
{
    const auto text = *rc::gen::arbitrary<std::string>();
    Complaints complaints;
    const CsvTable table = read_csv(text, "a.csv", complaints);
    for (const CsvRow& row : table.rows) RC_ASSERT(row.fields.size() == table.header.size());
}

} // namespace
} // namespace counterlife::study

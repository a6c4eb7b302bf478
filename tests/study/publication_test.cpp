// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What a published figure says of itself is held against the years that it is about.

#include "study/figures/publication.h"
#include "study/study.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace counterlife::study {
namespace {

using Fields = std::array<std::string, 4>;

std::string said_of(const Fields& fields, int from, int to)
{
    Complaints complaints;
    read_publication(fields, {.from = from, .to = to}, "rows.csv:2", complaints);
    return text_of(complaints);
}

TEST(Publication, what_is_sound_is_taken_as_it_stands)
{
    Complaints complaints;
    const Publication read = read_publication(Fields{"2024-07", "projection", "revised", "2014"},
                                              {.from = 2015, .to = 2015}, "rows.csv:2", complaints);
    EXPECT_TRUE(complaints.empty()) << text_of(complaints);
    EXPECT_EQ(read.published, "2024-07");
    EXPECT_EQ(read.kind, Origin::projection);
    EXPECT_EQ(read.corrected, "revised");
    EXPECT_EQ(read.data_to, "2014");
    EXPECT_EQ(said_of({"2009", "count", "", ""}, 2008, 2008), "");
    EXPECT_EQ(said_of({"unknown", "estimate", "", ""}, 1985, 1985), "");
    EXPECT_EQ(said_of({"2010-11-22", "projection", "", ""}, 2055, 2055), "");
    EXPECT_EQ(said_of({"2024-12-20", "projection", "", "unknown"}, 2023, 2023), "");
}

TEST(Publication, nothing_is_counted_before_it_was_there)
{
    EXPECT_NE(said_of({"2007", "count", "", ""}, 2008, 2008).find("allowed projection"),
              std::string::npos);
    EXPECT_NE(said_of({"2007", "estimate", "", ""}, 2000, 2009).find("is about 2009"),
              std::string::npos);
    EXPECT_EQ(said_of({"2008", "count", "", ""}, 2008, 2008), "");
}

TEST(Publication, a_projection_goes_beyond_what_was_observed)
{
    EXPECT_NE(said_of({"2024", "projection", "", ""}, 2023, 2023).find("not published before 2023"),
              std::string::npos);
    EXPECT_NE(said_of({"2024", "projection", "", "2023"}, 2023, 2023).find("a year before 2023"),
              std::string::npos);
    EXPECT_NE(said_of({"2010", "projection", "", "2014"}, 2020, 2020).find("not after 2010"),
              std::string::npos);
    EXPECT_NE(said_of({"2009", "count", "", "2008"}, 2008, 2008).find("'2008' as data_to"),
              std::string::npos);
}

TEST(Publication, all_that_is_wrong_is_told_at_once_with_the_nearest_word)
{
    const std::string said = said_of({"unknwon", "projektion", "", ""}, 2008, 2008);
    for (const char* part : {"rows.csv:2: found 'unknwon' as published", "did you mean 'unknown'?",
                             "found 'projektion' as kind; allowed count, estimate or projection",
                             "did you mean 'projection'?"})
        EXPECT_NE(said.find(part), std::string::npos) << said;
    for (const char* day : {"", "24", "2024-13", "2024-02-30", "1850", "2024-7"})
        EXPECT_NE(said_of({day, "count", "", ""}, 2008, 2008).find("as published"),
                  std::string::npos)
            << day;
}

} // namespace
} // namespace counterlife::study

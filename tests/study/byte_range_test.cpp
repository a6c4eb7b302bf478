// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/byte_range.h"

#include <gtest/gtest.h>

namespace counterlife::app {
namespace {

using Kind = AskedRange::Kind;

void expect_part(std::string_view header, std::uint64_t from, std::uint64_t size)
{
    const AskedRange asked = range_asked(header, 1000);
    EXPECT_EQ(asked.kind, Kind::part) << header;
    EXPECT_EQ(asked.range, (ByteRange{from, size})) << header;
}

TEST(ByteRange, is_what_the_header_says_and_ends_with_the_file)
{
    expect_part("bytes=0-0", 0, 1);
    expect_part("bytes=10-19", 10, 10);
    expect_part("bytes=990-", 990, 10);
    expect_part("bytes=990-5000", 990, 10);
    expect_part("bytes=-8", 992, 8);
    expect_part("bytes=-5000", 0, 1000);
    expect_part("bytes=0-18446744073709551615", 0, 1000);
}

TEST(ByteRange, beyond_the_end_is_none)
{
    for (const char* header : {"bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999-"})
        EXPECT_EQ(range_asked(header, 1000).kind, Kind::beyond) << header;
    EXPECT_EQ(range_asked("bytes=-1", 0).kind, Kind::beyond);
    EXPECT_EQ(range_asked("bytes=0-", 0).kind, Kind::beyond);
}

TEST(ByteRange, that_makes_no_sense_or_is_several_is_the_whole_file)
{
    for (const char* header :
         {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=9-8", "bytes=a-b", "bytes=1-b",
          "bytes=-1-", "bytes=0-1,4-5", "lines=0-1", "bytes= 0-1", "bytes=0x1-2", "bytes=--1",
          "bytes=99999999999999999999-", "bytes=+1-2"}) {
        const AskedRange asked = range_asked(header, 1000);
        EXPECT_EQ(asked.kind, Kind::whole) << header;
        EXPECT_EQ(asked.range, (ByteRange{0, 1000})) << header;
    }
}

} // namespace
} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/page_export.h"
#include "app/page_replies.h"
#include "tests/study/small_data.h"

#include <fstream>
#include <gtest/gtest.h>
#include <new>
#include <stdexcept>

namespace counterlife::app {
namespace {

/// A page of which one document is there, one table, and a link and a folder under names of others.
class Page : public ::testing::Test {
protected:
    Page()
    {
        served_.page = "<p>page</p>";
        served_.run = folder_.path();
        served_.document = [](std::string_view path) -> std::expected<std::string, Complaints> {
            if (path == "run.json") return "{}";
            if (path == "large.json") throw std::bad_alloc{};
            if (path == "broken.json") throw std::runtime_error{"broken"};
            Complaints complaints;
            complaints.add("documents", "found </script>");
            return std::unexpected{complaints};
        };
        served_.search = [](std::string_view) { return std::string{"found"}; };
        std::ofstream{folder_.path() / "lives.parquet"} << "PAR1 lives PAR1";
        std::ofstream{folder_.path() / "notes.parquet"} << "somebody's own";
        std::filesystem::create_symlink(folder_.path() / "notes.parquet",
                                        folder_.path() / "events.parquet");
        std::filesystem::create_directory(folder_.path() / "series.parquet");
    }

    PageReply ask(PageRequest request) const
    {
        if (request.host.empty()) request.host = "127.0.0.1:81";
        if (request.method.empty()) request.method = "GET";
        return PageReplies{served_, "word", {"127.0.0.1:81", "localhost:81"}}.to(request);
    }
    unsigned status(const std::string& target) const { return ask({.target = target}).status; }

    Folder folder_;
    ServedPage served_;
};

TEST_F(Page, is_shown_to_who_has_the_word)
{
    EXPECT_EQ(ask({.target = "/word/"}).body, served_.page);
    EXPECT_EQ(ask({.target = "/word/?x"}).body, served_.page);
    EXPECT_EQ(ask({.target = "/word/", .host = "localhost:81"}).status, 200U);
    const PageReply one_step = ask({.target = "/word"});
    EXPECT_EQ(one_step.status, 308U);
    EXPECT_EQ(one_step.headers.at("Location"), "/word/");
    for (const char* target : {"/", "", "/wor/", "/wordy/", "//word/", "word/", "/favicon.ico",
                               "/documents/run.json", "/word/other"})
        EXPECT_EQ(status(target), 404U) << target;
}

TEST_F(Page, is_not_shown_by_another_name_or_to_another_page)
{
    for (const char* host :
         {"evil.example", "127.0.0.1", "127.0.0.1:82", "localhost:81.evil.example"})
        EXPECT_EQ(ask({.target = "/word/", .host = host}).status, 403U) << host;
    EXPECT_EQ(ask({.target = "/word/", .origin = "http://127.0.0.1:81"}).status, 200U);
    for (const char* origin : {"null", "https://127.0.0.1:81", "http://evil.example"})
        EXPECT_EQ(ask({.target = "/word/", .origin = origin}).status, 403U) << origin;
    for (const char* site : {"cross-site", "same-site"})
        EXPECT_EQ(ask({.target = "/word/", .site = site, .destination = "image"}).status, 403U);
    EXPECT_EQ(ask({.target = "/word/", .site = "cross-site", .destination = "document"}).status,
              200U); // A link that somebody has followed.
}

TEST_F(Page, is_only_read)
{
    for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get"}) {
        const PageReply reply = ask({.method = method, .target = "/word/"});
        EXPECT_EQ(reply.status, 405U) << method;
        EXPECT_EQ(reply.headers.at("Allow"), "GET, HEAD");
    }
    EXPECT_EQ(ask({.method = "HEAD", .target = "/word/"}).status, 200U);
}

TEST_F(Page, has_the_tables_of_the_run_and_no_other_file)
{
    const PageReply whole = ask({.target = "/word/tables/lives.parquet"});
    EXPECT_EQ(whole.status, 200U);
    EXPECT_EQ(whole.file.read(0, 100), "PAR1 lives PAR1");
    const PageReply part = ask({.target = "/word/tables/lives.parquet", .range = "bytes=5-9"});
    EXPECT_EQ(part.status, 206U);
    EXPECT_EQ(part.headers.at("Content-Range"), "bytes 5-9/15");
    EXPECT_EQ(part.file.read(part.range.from, part.range.size), "lives");
    const PageReply beyond = ask({.target = "/word/tables/lives.parquet", .range = "bytes=15-"});
    EXPECT_EQ(beyond.status, 416U);
    EXPECT_EQ(beyond.headers.at("Content-Range"), "bytes */15");
    // A link, a folder, one that is not there, somebody's own, and ways out.
    for (const char* name :
         {"events.parquet", "series.parquet", "columns.parquet", "notes.parquet", "", ".", "..",
          "../run.toml", "%2e%2e/run.toml", "lives.parquet/", "/etc/passwd", "lives.parquet%00"})
        EXPECT_EQ(status(std::string{"/word/tables/"} + name), 404U) << name;
}

TEST_F(Page, has_documents_and_says_why_there_is_none)
{
    EXPECT_EQ(ask({.target = "/word/documents/find.json?pattern=a"}).document,
              "find.json?pattern=a");
    const PageReplies replies{served_, "word", {}};
    EXPECT_EQ(replies.with_document("run.json").body, "{}");
    for (const char* path : {"find.json?pattern=a", "worlds.json", "begin.json"})
        EXPECT_EQ(replies.with_document(path).body, "found") << path;
    EXPECT_EQ(replies.with_document("find.json?pattern=a&check=only").status, 404U);
    const PageReply none = replies.with_document("x");
    EXPECT_EQ(none.status, 404U);
    EXPECT_EQ(none.body, "{\"complaints\":[\"documents: found \\u003c/script\\u003e\"]}\n");
    EXPECT_EQ(replies.with_document("large.json").status, 500U);
    EXPECT_NE(replies.with_document("large.json").body.find("not enough memory"),
              std::string::npos);
    EXPECT_NE(replies.with_document("broken.json").body.find("broken"), std::string::npos);
}

} // namespace
} // namespace counterlife::app

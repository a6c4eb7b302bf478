// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/page_replies.h"

#include "study/record/run_tables.h"
#include "study/text/json.h"
#include "study/text/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace counterlife::app {
namespace {

constexpr const char* json_type = "application/json; charset=utf-8";

enum Status : unsigned {
    whole = 200,
    part = 206,
    moved = 308,
    forbidden = 403,
    not_found = 404,
    not_allowed = 405,
    no_such_range = 416,
    went_wrong = 500,
};

constexpr std::array tables{record::events_file,       record::lives_file,  record::crossings_file,
                            record::households_file,   record::series_file, record::codebook_file,
                            record::institutions_file, record::columns_file};

PageReply refused(Status status, const std::string& sentence)
{
    return {.status = status, .body = sentence + "\n"};
}

std::string complaints_json(const Complaints& complaints)
{
    Json json{'{'};
    json.field("complaints", json_list(complaints.list(), [](const Complaint& one) {
                   return json_word(one.where + ": " + one.what);
               }));
    return json.done() + "\n";
}

/// A regular file of the folder; a link that stands there under its name is none.
OpenFile open_in(const std::filesystem::path& folder, const char* name)
{
    OpenFile file{::open((folder / name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    return file;
}

} // namespace

bool takes_a_search(std::string_view document)
{
    // What is asked while somebody types is only read.
    if (document.starts_with("find.json")) return !document.contains("check=only");
    return document == "worlds.json" || document == "begin.json";
}

OpenFile::OpenFile(OpenFile&& other) noexcept : file_{std::exchange(other.file_, -1)} {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept
{
    std::swap(file_, other.file_);
    return *this;
}

OpenFile::~OpenFile()
{
    if (file_ >= 0) ::close(file_);
}

std::uint64_t OpenFile::size() const
{
    struct stat facts{};
    if (::fstat(file_, &facts) != 0 || !S_ISREG(facts.st_mode)) return 0;
    return static_cast<std::uint64_t>(facts.st_size);
}

std::string OpenFile::read(std::uint64_t from, std::uint64_t size) const
{
    std::string bytes(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const ssize_t some =
            ::pread(file_, bytes.data() + got, size - got, static_cast<off_t>(from + got));
        if (some < 0 && errno == EINTR) continue;
        if (some <= 0) break;
        got += static_cast<std::size_t>(some);
    }
    bytes.resize(got);
    return bytes;
}

PageReplies::PageReplies(const ServedPage& served, std::string token,
                         std::vector<std::string> hosts)
    : served_{&served}, token_{std::move(token)}, hosts_{std::move(hosts)}
{
}

/// A page of another site, whose reader has this one open too, is told nothing: neither what is
/// here nor that it is.
std::optional<PageReply> PageReplies::refusal(const PageRequest& request) const
{
    if (!is_among(request.host, hosts_))
        return refused(forbidden, "This is served to 127.0.0.1 and by no other name.");
    const bool own =
        request.origin.empty() || std::ranges::any_of(hosts_, [&](const std::string& host) {
            return request.origin == "http://" + host;
        });
    // A link to the page may be followed from anywhere: who has it knows the word in it.
    const bool same_site = request.site.empty() || request.site == "same-origin" ||
                           request.site == "none" || request.destination == "document";
    if (!own || !same_site) return refused(forbidden, "This is not served to other pages.");
    if (request.method != "GET" && request.method != "HEAD") {
        PageReply reply = refused(not_allowed, "Only GET and HEAD are answered.");
        reply.headers["Allow"] = "GET, HEAD";
        return reply;
    }
    return std::nullopt;
}

PageReply PageReplies::to(const PageRequest& request) const
{
    if (auto no = refusal(request)) return std::move(*no);
    std::string_view path = request.target;
    const auto rest_after = [&](std::string_view beginning) {
        if (!path.starts_with(beginning)) return false;
        path.remove_prefix(beginning.size());
        return true;
    };
    // The word in the address is what keeps others of this machine out: without it, nothing.
    if (!rest_after("/" + token_)) return refused(not_found, "There is nothing here.");
    if (path.empty() || path.starts_with('?')) {
        PageReply reply = refused(moved, "The page is one step on.");
        reply.headers["Location"] = "/" + token_ + "/";
        return reply;
    }
    if (!rest_after("/")) return refused(not_found, "There is nothing here.");
    if (rest_after("documents/")) return {.type = json_type, .document = std::string{path}};
    path = path.substr(0, path.find('?'));
    if (rest_after("tables/")) return table(path, request);
    if (path.empty()) return {.type = "text/html; charset=utf-8", .body = served_->page};
    return refused(not_found, "There is the page, documents/ and tables/.");
}

PageReply PageReplies::table(std::string_view name, const PageRequest& request) const
{
    const auto known = std::ranges::find(tables, name);
    OpenFile file = known == tables.end() ? OpenFile{} : open_in(served_->run, *known);
    const std::uint64_t size = file ? file.size() : 0;
    if (size == 0)
        return refused(not_found, fmt::format("The run has no table of this name. It may have {}.",
                                              fmt::join(tables, ", ")));
    const AskedRange asked = range_asked(request.range, size);
    PageReply reply{.type = "application/vnd.apache.parquet",
                    .file = std::move(file),
                    .range = asked.range,
                    .headers = {{"Accept-Ranges", "bytes"}}};
    if (asked.kind == AskedRange::Kind::part) {
        reply.status = part;
        reply.headers["Content-Range"] = fmt::format("bytes {}-{}/{}", asked.range.from,
                                                     asked.range.from + asked.range.size - 1, size);
    } else if (asked.kind == AskedRange::Kind::beyond) {
        reply = refused(no_such_range, fmt::format("The table has {} bytes.", size));
        reply.headers["Content-Range"] = fmt::format("bytes */{}", size);
    }
    return reply;
}

PageReply PageReplies::with_document(std::string_view path) const
{
    const auto trouble = [](const std::string& sentence) {
        Complaints complaints;
        complaints.add("the program", sentence);
        return PageReply{
            .status = went_wrong, .type = json_type, .body = complaints_json(complaints)};
    };
    try {
        auto made = takes_a_search(path) ? served_->search(path) : served_->document(path);
        if (made) return {.type = json_type, .body = std::move(*made)};
        return {.status = not_found, .type = json_type, .body = complaints_json(made.error())};
    } catch (const std::bad_alloc&) {
        return trouble("there is not enough memory for this");
    } catch (const std::exception& error) {
        return trouble(error.what());
    }
}

} // namespace counterlife::app

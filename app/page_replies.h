// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the page's server answers, before a byte of it is sent.

#include "app/byte_range.h"
#include "app/page_server.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::app {

/// A request, as far as an answer hangs on it. Headers that are not there are empty.
struct PageRequest {
    std::string method, target, host, origin, range;
    std::string site, destination; ///< Sec-Fetch-Site and Sec-Fetch-Dest, which browsers send
};

/// A descriptor that is closed with it.
class OpenFile {
public:
    OpenFile() = default;
    explicit OpenFile(int file) : file_{file} {}
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();

    explicit operator bool() const { return file_ >= 0; }
    /// Reads up to so many bytes from there; fewer or none at the end or when it cannot be read.
    std::string read(std::uint64_t from, std::uint64_t size) const;
    std::uint64_t size() const;

private:
    int file_ = -1;
};

struct PageReply {
    unsigned status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body;                           ///< or else
    OpenFile file;                              ///< this range of a file
    ByteRange range;                            ///< of it
    std::map<std::string, std::string> headers; ///< others
    /// Or else a document, which takes its time: its path, for the thread that makes them.
    std::optional<std::string> document;
};

/// Whether all of a run has to be looked through for a document.
bool takes_a_search(std::string_view document);

/// Who may ask, and for what.
class PageReplies {
public:
    /// `hosts`: what the header Host may say.
    PageReplies(const ServedPage& served, std::string token, std::vector<std::string> hosts);

    PageReply to(const PageRequest& request) const;

    /// The document that was asked for, or why there is none.
    PageReply with_document(std::string_view path) const;

private:
    std::optional<PageReply> refusal(const PageRequest& request) const;
    PageReply table(std::string_view name, const PageRequest& request) const;

    const ServedPage* served_;
    std::string token_;
    std::vector<std::string> hosts_;
};

} // namespace counterlife::app

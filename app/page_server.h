// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A page with its documents and the tables of a run, served to this machine alone.

#include "app/commands.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace counterlife::app {

/// What is served under the server's address: the page at "", documents at "documents/PATH", and
/// the run's own tables at "tables/NAME.parquet", whole or by ranges of bytes.
struct ServedPage {
    using Document = std::function<std::expected<std::string, Complaints>(std::string_view path)>;

    std::string page; ///< HTML
    /// Each is called by one thread at a time, the two beside each other.
    Document document;
    Document search;           ///< those that take seconds in a large run
    std::filesystem::path run; ///< the directory of the tables
};

/// Listens on 127.0.0.1. Who does not know the address, which has a random word in it, is told
/// nothing; nor is a page of another origin, a name of another host that leads here, or any method
/// but GET and HEAD.
class PageServer {
public:
    /// `port` 0: any that is free. A sentence where it cannot be had.
    static std::expected<PageServer, std::string> listen(ServedPage served, std::uint16_t port);

    PageServer(PageServer&&) noexcept;
    PageServer& operator=(PageServer&&) noexcept;
    ~PageServer();

    /// Such as http://127.0.0.1:41234/5f2b.../
    std::string address() const;

    /// Answers until `stopped`, which is asked several times a second.
    void serve(const std::function<bool()>& stopped);

private:
    struct State;
    explicit PageServer(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife explore`: the page in the browser, served or written.

#include "app/commands.h"
#include "study/nation/live_again.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::app {

/// The request as it was typed; empty where nothing was said.
struct ExploreRequest {
    std::filesystem::path run, other;
    std::filesystem::path data; ///< beside which are claims, patterns, questions and the page
    std::filesystem::path answers;
    std::string export_to;           ///< a file that ends in .html, or a folder; none: it is served
    std::string lives;               ///< how many an export holds
    std::string like;                ///< by which pattern they are chosen
    std::vector<std::string> people; ///< or those with these numbers
    std::string port;
    bool no_browser = false, quiet = false;
    LiveAgain live_again;
};

/// What the command needs of who calls it.
struct ExploreCaller {
    std::function<bool()> stopped;                          ///< the page is not wanted any more
    std::function<void(std::string_view)> say;              ///< something for whoever waits
    std::function<void(const std::string& address)> opened; ///< the page can be looked at
};

/// Serves the page until it is stopped, or writes it. Returns the exit code: 0, or 2 with
/// complaints in `err`, or 1 where a port cannot be had or a file not be written.
int explore(const ExploreRequest& request, const ExploreCaller& caller, std::ostream& out,
            std::ostream& err);

} // namespace counterlife::app

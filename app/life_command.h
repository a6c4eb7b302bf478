// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife life`: the account of one life.

#include "app/commands.h"
#include "study/account/run_lives.h"

#include <expected>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace counterlife::app {

struct LifeRequest {
    std::filesystem::path run;
    std::string person;
    std::string why;            ///< an event by number or day; empty: the whole life
    std::filesystem::path twin; ///< another run; empty: none
    std::string format = "text";
    bool every_line = false;
    std::filesystem::path data; ///< beside which the file of claims is
    LiveAgain live_again;
};

/// The account in each of these formats, whatever that of the request is.
std::expected<std::vector<std::string>, Complaints> life(const LifeRequest& request,
                                                         std::span<const std::string> formats);

/// Prints the account to `out`. Returns the exit code: 0, or 2 with complaints in `err`.
int life(const LifeRequest& request, std::ostream& out, std::ostream& err);

/// The position among a life's events of the one that "12", "1980-10-10" or
/// "1980-10-10:party.admission" names; complains where none or several are meant.
std::optional<std::size_t> event_named(const std::string& name, std::span<const LoggedEvent> events,
                                       Complaints& complaints);

} // namespace counterlife::app

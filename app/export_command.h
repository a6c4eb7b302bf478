// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife export`: a run in a format of other programs.

#include "app/commands.h"

#include <cstddef>
#include <expected>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace counterlife::app {

struct ExportRequest {
    std::filesystem::path run;
    std::string format, out; ///< empty where nothing was said
};

/// What was written, and how to read its months: month 1 is January of the first year.
struct Exported {
    std::filesystem::path population, marriages;
    std::size_t people = 0, marriage_count = 0;
    int first_year = 0, first_month = 0, last_month = 0; ///< the months: of the run
};

/// Writes NAME.opop and NAME.omar.
std::expected<Exported, Trouble> make_export(const ExportRequest& request);

/// Writes NAME.opop and NAME.omar, says to `out` how to read their months, and returns 0; or
/// writes every complaint to `err` and returns 2, or 1 where a file cannot be written.
int export_run(const ExportRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife export`: a run in a format of other programs.

#include "app/commands.h"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace counterlife::app {

struct ExportRequest {
    std::filesystem::path run;
    std::string format, out; ///< empty where nothing was said
};

/// Writes NAME.opop and NAME.omar, says to `out` how to read their months, and returns 0; or
/// writes every complaint to `err` and returns 2, or 1 where a file cannot be written.
int export_run(const ExportRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app

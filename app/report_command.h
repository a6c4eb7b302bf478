// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife report`: the page of what a calibration has ruled out, and of which numbers matter.

#include "app/commands.h"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace counterlife::app {

/// The request as it was typed.
struct UncertaintyReport {
    std::filesystem::path directory; ///< of a calibration, of a study of sensitivity, or of data
    std::filesystem::path out;       ///< empty: report.html in the directory
    std::filesystem::path data;      ///< beside which the page is
};

/// Writes the page and returns 0; or writes every complaint to `err` and returns 2, or 1 where the
/// file cannot be written.
int report(const UncertaintyReport& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app

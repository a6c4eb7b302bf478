// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife verify`: whether the files of a run agree with each other.

#include "app/commands.h"
#include <filesystem>
#include <iosfwd>

namespace counterlife::app {

/// Reads every page of the run. The rows of the tables must be those that run.toml counts, and the
/// births, deaths and survivors that the series counts must be found among the lives. Writes what
/// was compared to `out` and returns 0; or writes every complaint to `err` and returns 2.
int verify(const std::filesystem::path& run, std::ostream& out, std::ostream& err);

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife verify`: whether the files of a run agree with each other, and its lives are lives.

#include "app/commands.h"
#include <filesystem>
#include <iosfwd>

namespace counterlife::app {

/// Reads every page of the run. The rows of the tables must be those that run.toml counts, and the
/// births, deaths and survivors that the series counts must be found among the lives. Writes what
/// was compared to `out` and returns 0; or writes every complaint to `err` and returns 2.
int verify(const std::filesystem::path& run, std::ostream& out, std::ostream& err);

struct VerifyRequest {
    std::filesystem::path run, data; ///< `data`: the folder with the grammar of a life
    bool quiet = false;              ///< no progress
};

/// The same, and holds every life and all that are linked against the grammar. Writes the rows that
/// are broken to `out`, each with its count and persons to look at, and returns 2 if there are any.
int verify_with_lives(const VerifyRequest& request, std::ostream& out, std::ostream& err);

/// The same of a run directory, or of all runs in a directory of replicates, whose table must be
/// what comes of their series.
int verify_directory(const VerifyRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading a run directory, which may be anything at all.

#include "study/record/person_numbers.h"
#include "study/record/run_file.h"
#include "study/record/series.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <vector>

namespace counterlife::study::record {

/// What run.toml says.
std::expected<RunFile, Complaints> read_description(const std::filesystem::path& dir);

/// The same, and makes sure that the tables are whole, of this program's format, of this run and as
/// long as run.toml says. Their pages are not read.
std::expected<RunFile, Complaints> open_run(const std::filesystem::path& dir);

/// The series of a run that `open_run` has no complaint about.
std::expected<std::vector<SeriesRow>, Complaints> read_series(const std::filesystem::path& dir);

/// The numbers by which the tables of a run name people and institutions, and their identities.
std::expected<PersonNumbers, Complaints> read_numbers(const std::filesystem::path& dir);

} // namespace counterlife::study::record

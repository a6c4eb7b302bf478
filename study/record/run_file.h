// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// run.toml: everything that a run is made of, and what came of it.

#include "study/record/run_description.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace counterlife::study::record {

/// The layout of a run directory. A reader of another layout cannot read it.
inline constexpr int run_format = 3;

inline constexpr const char* run_file = "run.toml";

/// The most persons that a life may stand for, and the last replicate of a seed.
inline constexpr std::int64_t smallest_scale = 100'000, most_replicates = 1'000'000;

/// How many rows each table of a run has, by file.
using TableRows = std::map<std::string, std::int64_t>;

/// The day and time of day in Greenwich, as in "2025-01-31T12:00:00Z".
std::string now_text();

/// All but the section [provenance] is the same for the same run on any machine at any time.
std::string run_file_text(const RunDescription& description, const RunResult& result,
                          const TableRows& rows, const std::string& started);

struct RunFile {
    RunDescription description; ///< without the names of places
    RunResult result;
    TableRows rows;
    std::string version = {}; ///< of the program that wrote it
    std::int64_t places = 0;
};

/// Reads the text back. `file` is the name to complain under.
std::optional<RunFile> read_run_file(std::string_view text, std::string_view file,
                                     Complaints& complaints);

/// A word as TOML writes it, in quotes, and a seed: past the largest integer of the format it is
/// written as text.
std::string toml_text(std::string_view text);
std::string seed_text(std::uint64_t seed);

/// Sixteen hexadecimal digits over the rules, switches, orders and parameters that the file lists,
/// whatever the scenario is called: what a run's tables say of the numbers they were made with.
std::string input_hash(const RunDescription& description);

std::string digest_text(std::uint64_t digest);
std::string scale_text(std::int64_t denominator);

} // namespace counterlife::study::record

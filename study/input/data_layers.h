// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A data folder that holds only what differs from another.
//
// A folder with a file data.toml inherits the folder which that names, and it may inherit in turn.
// CHOICE 0036  A file stands for the inherited one of its name, but a file of parameters only for
// the parameters and keys that it has.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

inline constexpr std::string_view inheritance_file = "data.toml";

/// The folder and those that it inherits, the nearest first; one that inherits nothing is alone.
std::vector<std::filesystem::path> data_layers(const std::filesystem::path& data,
                                               Complaints& complaints);

bool inherits(const std::filesystem::path& data);

/// Where a file or folder of the data stands: in the nearest folder that has it, or else in `data`.
std::filesystem::path data_file(const std::filesystem::path& data,
                                const std::filesystem::path& relative);

/// What stands beside the data, such as the scenarios: beside the folder that inherits nothing.
std::filesystem::path beside_data(const std::filesystem::path& data, std::string_view name);

} // namespace counterlife::study::input

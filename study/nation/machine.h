// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What this process may have of the machine that it runs on: cores and memory.

#include "study/rooms.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace counterlife::study::nation {

/// The cores that this process may use: those it is bound to, or fewer where a control group gives
/// it the time of fewer. At least one. `root` is where the files of the system lie.
int usable_cores(const std::filesystem::path& root = "/");

struct MemoryLimit {
    std::int64_t bytes = 0;
    std::string which; ///< that it is this one, and where it is set
};

/// All limits there are on what this process may have.
std::vector<MemoryLimit> memory_limits(const std::filesystem::path& root = "/");

/// The least of them.
MemoryLimit memory_limit(const std::filesystem::path& root = "/");

/// "3.2 GB", "640 MB".
std::string bytes_text(std::int64_t bytes);

/// How many threads can be there at once, as far as so many: it tries. The one that asks counts.
int threads_there(int wanted);

} // namespace counterlife::study::nation

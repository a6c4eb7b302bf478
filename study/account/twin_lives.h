// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One person in two runs: where the two lives part, and how each goes on.

#include "study/account/biography.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::account {

/// Lives part at the first event that makes one another life: one that only one of them has, or
/// has on another day where it changes how somebody lives. Letters and other small events are not
/// such, and neither is the same event some days later.
struct TwinLives {
    Biography here, there;
    std::size_t shared = 0;       ///< events here before the parting
    std::size_t shared_there = 0; ///< and there
    std::size_t slight = 0;       ///< of all those, what only one of the two has, or otherwise
    std::optional<engine::Day> parts_on; ///< none: they do not differ

    /// A row side by side: a line of each life, or of one.
    struct Row {
        const Line* here = nullptr;
        const Line* there = nullptr;
    };
    /// The lines since the parting, by date; equal events of one day stand in one row.
    std::vector<Row> rows() const;
    /// The lines before the parting, as they stand here.
    std::vector<const Line*> shared_lines() const;
};

/// Both materials are of one person. No line gathers what comes before the parting and after it.
TwinLives twin_lives(LifeMaterial here, LifeMaterial there);

/// What keeps two runs from being twins, as complaints about the second, which `option` has named.
void compare_runs(const std::string& here_name, const RunFile& here, const std::string& there_name,
                  const RunFile& there, std::string_view option, Complaints& complaints);

} // namespace counterlife::study::account

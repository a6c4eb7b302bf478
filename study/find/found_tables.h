// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a search found, as tables in memory.

#include "study/find/find.h"
#include "study/rooms.h"

#include <arrow/api.h>

#include <memory>

namespace counterlife::study::find {

struct FoundTables {
    std::shared_ptr<arrow::Table> lives;  ///< `person`, and a column for the day of each step
    std::shared_ptr<arrow::Table> funnel; ///< `step`, `says`, `lives`
};

/// The lives that are shown, and the funnel. Throws where there is no memory left.
FoundTables tables_of(const Found& found);

} // namespace counterlife::study::find

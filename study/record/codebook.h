// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the details of events mean: the records of the rules as a table, for readers that have the
// run and not the program.

#include "model/journal/packed.h"
#include "study/record/columns.h"
#include "study/rooms.h"

#include <string_view>
#include <vector>

namespace counterlife::study::record {

/// One part of what an event's detail says; of a part whose values have names, a row for each.
struct CodebookRow {
    std::string_view event;
    const model::Part* part = nullptr;
    const model::Code* code = nullptr; ///< null where the values are plain numbers
};

/// Every part of every detail, in the order of the rules.
std::vector<CodebookRow> codebook();

Columns<CodebookRow> codebook_columns();

} // namespace counterlife::study::record

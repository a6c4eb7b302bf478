// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A digest of a table's rows, by which a reader knows that they are those that were written.

#include "study/record/person_numbers.h"
#include "study/rooms.h"

#include <arrow/api.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace counterlife::study::record {

/// Among the facts that a table says of itself.
inline constexpr const char* row_digest_fact = "counterlife.row_digest";

/// A sum over the rows of a hash of all their values, so that neither the order of rows nor how
/// they are dealt into groups counts, and categories count by their words.
arrow::Result<std::uint64_t> row_digest(const std::vector<std::shared_ptr<arrow::Array>>& columns);

/// The same for a row group as a TableReader gives it.
arrow::Result<std::uint64_t> row_digest(const arrow::Table& group);

/// The sum that the engine makes of all events, of a row group of events.parquet with all columns.
/// `rules` by number; an event of a rule that is not among them counts as one of no rule.
std::uint64_t event_digest(const arrow::Table& group, const std::vector<std::string>& rules,
                           const PersonNumbers& numbers);

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The three tables of a run, column by column. docs/formats/run-directory.md describes them.

#include "engine/event.h"
#include "study/record/life_row.h"
#include "study/record/parquet_file.h"
#include "study/record/run_description.h"
#include "study/record/series.h"
#include "study/rooms.h"

namespace counterlife::study::record {

inline constexpr const char* events_file = "events.parquet";
inline constexpr const char* lives_file = "lives.parquet";
inline constexpr const char* series_file = "series.parquet";
inline constexpr const char* codebook_file = "codebook.parquet";

/// The names in the description become the categories of the columns.
Columns<engine::Event> event_columns(const RunDescription& description);
Columns<LifeRow> life_columns(const RunDescription& description);
Columns<SeriesRow> series_columns();

} // namespace counterlife::study::record

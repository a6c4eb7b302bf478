// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tables of a run, column by column. docs/formats/run-directory.md describes them.

#include "engine/event.h"
#include "study/record/crossings.h"
#include "study/record/households_aside.h"
#include "study/record/life_row.h"
#include "study/record/parquet_file.h"
#include "study/record/person_numbers.h"
#include "study/record/run_description.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::record {

inline constexpr const char* events_file = "events.parquet";
inline constexpr const char* lives_file = "lives.parquet";
inline constexpr const char* crossings_file = "crossings.parquet";
inline constexpr const char* households_file = "households.parquet";
inline constexpr const char* series_file = "series.parquet";
inline constexpr const char* codebook_file = "codebook.parquet";
inline constexpr const char* institutions_file = "institutions.parquet";
inline constexpr const char* columns_file = "columns.parquet";
inline constexpr const char* replicates_table_file = "replicates.parquet";

/// An event with everybody by number.
struct EventRow {
    PersonNumber who = number_of_nobody, with = number_of_nobody;
    PersonNumber sender = number_of_nobody; ///< of the letter that set it off
    engine::Day day, sent;                  ///< `sent`: if there was one
    std::int32_t detail = 0;
    engine::RuleId rule = engine::no_rule, sent_by = engine::no_rule;
    engine::PlaceId place = engine::nowhere;
};

/// A life with everybody by number.
struct NumberedLife {
    LifeRow life;
    PersonNumber person = number_of_nobody, mother = number_of_nobody;
    PersonNumber father = number_of_nobody, spouse = number_of_nobody;
    HouseholdNumber household = number_of_no_household; ///< the last, if in one at the end
};

struct NumberedSpell {
    HouseholdSpell spell;
    PersonNumber person = number_of_nobody;
};

struct InstitutionRow {
    PersonNumber number = number_of_nobody;
    engine::LifeId id = engine::nobody;
};

/// A column of one of the tables.
struct ColumnRow {
    std::string table, column, type, unit, description;
};

/// A number of the series over replicates. Of one replicate there is no deviation.
struct ReplicateRow {
    static constexpr std::array<double, 5> levels{0.025, 0.25, 0.5, 0.75, 0.975};

    SeriesRow of;                ///< with the mean as its value
    std::int32_t replicates = 0; ///< those that have it
    std::optional<double> standard_error, standard_deviation;
    std::array<double, levels.size()> quantiles{};
    /// Of the members of an ensemble alone: docs/formats/ensemble.md.
    struct OfMembers {
        std::optional<double> low, high, ensemble_low, ensemble_high, sd_luck, sd_ignorance;
        std::optional<double> luck_low, luck_high; ///< the middle 95 % of runs by luck alone
    } of_members = {};
};

/// Adds a row for each event.
void number_events(const PersonNumbers& numbers, std::span<const engine::Event> events,
                   std::vector<EventRow>& rows);
NumberedLife numbered(const LifeRow& life, const PersonNumbers& numbers);

/// The names in the description become the categories of the columns.
Columns<EventRow> event_columns(const RunDescription& description);
Columns<NumberedLife> life_columns(const RunDescription& description);
Columns<NumberedSpell> household_columns(const RunDescription& description);
Columns<NumberedCrossing> crossing_columns(const RunDescription& description);
Columns<InstitutionRow> institution_columns(const RunDescription& description);
Columns<SeriesRow> series_columns();
Columns<ReplicateRow> replicate_columns(bool of_members = false);
Columns<ColumnRow> column_columns();

/// What the columns of a table say of themselves.
std::vector<ColumnRow> told_of(const std::string& table, const arrow::Schema& schema);

} // namespace counterlife::study::record

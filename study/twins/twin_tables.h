// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The two tables of a comparison, column by column. docs/formats/twins.md describes them.

#include "study/record/parquet_file.h"
#include "study/rooms.h"
#include "study/twins/divergences.h"
#include "study/twins/effects.h"

#include <span>
#include <string>
#include <vector>

namespace counterlife::study::twins {

inline constexpr const char* twins_file = "twins.parquet";
inline constexpr const char* effects_file = "effects.parquet";

/// A person of two worlds; of one of them where the identity of the other is nobody.
struct TwinRow {
    int replicate = 0;
    Person base, other;
    const Divergence* parting = nullptr; ///< none: the same, or nothing ever happened
    engine::LifeId writer = engine::nobody;
    std::span<const float> base_values = {}, other_values = {}; ///< empty: not in that world
    int member = 0;                                             ///< of an ensemble; nought: of none

    const Person& person() const { return base.id != engine::nobody ? base : other; }
};

/// The names become the categories of the columns.
Columns<TwinRow> twin_columns(std::span<const Outcome* const> outcomes,
                              const std::vector<std::string>& rules,
                              const std::vector<std::string>& places, bool of_members = false);
Columns<EffectRow> effect_columns(bool of_members = false);

} // namespace counterlife::study::twins

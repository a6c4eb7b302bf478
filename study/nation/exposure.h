// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The days that people live at home in a year, by sex and completed age: what events are divided by
// to make a rate.

#include "model/exile.h"
#include "model/life.h"
#include "model/tally.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <vector>

namespace counterlife::study::nation {

class Exposure {
public:
    /// What somebody has lived at home from a day to before another, when they are of a completed
    /// age: not across the river, from the night of the crossing to the day of the return. Of
    /// several crossings within these days the last counts. `exile` is null for whoever has no
    /// record of leaving.
    void add(const model::Life& life, const model::Exile* exile, engine::Day from, engine::Day to,
             int age);
    Exposure& operator+=(const Exposure& other);
    /// As person-years of their mean length.
    void write(int year, std::vector<SeriesRow>& rows) const;

private:
    void add(const model::Life& life, engine::Day from, engine::Day to);
    void add(const model::Life& life, engine::Day from, engine::Day to, int age);

    std::array<std::array<std::int64_t, model::ages>, 2> days_{};
};

} // namespace counterlife::study::nation

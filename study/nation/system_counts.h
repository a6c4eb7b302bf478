// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Counts of the system: who is in the army, the party, the mine, on the ward, adrift.

#include "model/life.h"
#include "model/tally.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::nation {

/// People of the nation by what the institutions know them as.
class SystemStock {
public:
    void add(const model::Life& life, int age);
    SystemStock& operator+=(const SystemStock& other);
    void write(int year, std::vector<SeriesRow>& rows) const;
    /// Members of an age that five divides, and above.
    std::int64_t members_from(int age) const;

private:
    using BySex = std::array<std::int64_t, 2>;

    std::array<BySex, model::stages> stages_{};
    std::array<BySex, model::sectors> workers_{};
    std::array<BySex, 6> posts_{};
    std::array<BySex, 22> members_{}; ///< by age in fives
    std::int64_t posts_of_others_ = 0;
    std::int64_t bound_ = 0, derelict_ = 0, watched_ = 0, exemplary_ = 0, lapsed_ = 0;
    std::array<BySex, 5> goals_{}; ///< of people of 17 to 27
};

/// What the institutions did in a year.
void write_system_flows(const model::Tally& tally, int year, std::vector<SeriesRow>& rows);

} // namespace counterlife::study::nation

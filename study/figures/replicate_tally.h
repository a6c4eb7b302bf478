// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every number of the series over replicates: its mean, its spread and the error of its mean.

#include "study/record/run_tables.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace counterlife::study::figures {

/// A quantile of sorted values, linear between those that it lies between (type 7 of Hyndman and
/// Fan, the usual one of R and numpy).
double quantile_of(std::span<const double> sorted, double level);

/// Holds of each series the values alone, so that a thousand replicates fit where one run does.
class ReplicateTally {
public:
    /// Adds the series of the next replicate.
    void add(std::span<const SeriesRow> series);

    /// One row for each number that any replicate has, in the order in which they came. A count of
    /// which a replicate has no row is nought in it, as of ages at which nobody died; a rate is
    /// taken over the replicates that have it, for others had nobody at risk.
    /// Of the runs of an ensemble, luck and ignorance are told apart where each run has the number.
    std::vector<ReplicateRow> rows(const MemberRuns* members = nullptr) const;

private:
    struct Key {
        std::int16_t year, age;
        Interned measure, level, place, sex, status, unit;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept;
    };

    static Key key_of(const SeriesRow& row);
    static SeriesRow named(const Key& key);

    std::vector<Key> keys_;
    std::unordered_map<Key, std::size_t, Hash> at_;
    std::vector<std::vector<double>> values_; ///< by replicate, then by key; not a number: none
};

/// Those numbers of a series that a page draws: of the nation, with the sums over both sexes of
/// what is counted by sex, and the shares of the provinces.
std::vector<SeriesRow> drawn_of(std::span<const SeriesRow> series);

} // namespace counterlife::study::figures

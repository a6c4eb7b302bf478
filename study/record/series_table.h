// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows of a series by what they are of, so that a number can be asked for by name and year.

#include "study/record/series.h"
#include "study/rooms.h"

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace counterlife::study::record {

/// What a number is of, the year aside. Views into the rows that the table was made from.
struct Slice {
    std::string_view measure;
    std::string_view level = "nation";
    std::string_view place = "nation";
    std::string_view sex = "all";
    std::string_view status = {};
    int age = -1;

    friend auto operator<=>(const Slice&, const Slice&) = default;
};

struct HashOfSlice {
    std::size_t operator()(const Slice& slice) const noexcept;
};

/// The numbers of the nation and its provinces (places are left out: there are too many to hold and
/// no rate asks for them). Where counts come by age or by sex only, their sums are there as well.
/// The rows must outlive the table.
class SeriesTable {
public:
    explicit SeriesTable(std::span<const SeriesRow> rows);

    std::optional<double> at(int year, const Slice& slice) const;

    /// Zero where there is no such row, as for ages at which nothing happened.
    double count(int year, const Slice& slice) const { return at(year, slice).value_or(0.0); }

    int first_year() const { return first_year_; }
    int last_year() const { return last_year_; }

    /// The provinces in the order of their names.
    const std::vector<std::string_view>& provinces() const { return provinces_; }

private:
    std::vector<double>& values_of(const Slice& slice);

    int first_year_ = 0;
    int last_year_ = -1;
    /// By year from the first; not a number: absent.
    std::unordered_map<Slice, std::vector<double>, HashOfSlice> values_;
    std::vector<std::string_view> provinces_;
};

} // namespace counterlife::study::record

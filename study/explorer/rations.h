// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the ration offices delivered and when, of a whole run, as their events tell.

#include "engine/event.h"
#include "study/record/person_numbers.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::explorer {

class Rations {
public:
    /// Reads them. A run without events tells nothing.
    static std::expected<Rations, Complaints> read(const std::filesystem::path& run);

    struct Delivery {
        engine::Day day;
        int lacking = 0; ///< hundredths of what the town needs
    };
    /// Of a town, in order. Where nothing lacked, nothing was told: then it says so here, if
    /// another town lacked something on that day.
    std::vector<Delivery> of(std::string_view place) const;

    bool is_told() const { return !days_.empty(); }
    /// Of each year, what lacked in a town on the average of its days; from `first` on.
    std::vector<double> by_year(std::string_view place, int first, int last) const;

private:
    std::vector<engine::Day> days_; ///< of all towns, in order
    std::map<std::string, std::vector<Delivery>, std::less<>> told_;
};

} // namespace counterlife::study::explorer

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/twin_lives.h"

#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::account {
std::vector<TwinLives::Row> TwinLives::rows() const
{
    std::vector<Row> rows;
    if (!parts_on) return rows;
    std::vector<const Line*> left, right;
    for (const Line& line : here.lines)
        if (line.until >= *parts_on && line.last > shared) left.push_back(&line);
    for (const Line& line : there.lines)
        if (line.until >= *parts_on && line.last > shared) right.push_back(&line);
    std::size_t i = 0, j = 0;
    while (i < left.size() || j < right.size()) {
        Row row;
        const bool both = i < left.size() && j < right.size() && left[i]->day == right[j]->day;
        if (i < left.size() && (j >= right.size() || both || left[i]->day < right[j]->day))
            row.here = left[i++];
        if (row.here == nullptr || both) row.there = right[j++];
        rows.push_back(row);
    }
    return rows;
}

TwinLives twin_lives(LifeMaterial here, LifeMaterial there)
{
    const auto [a, b] = std::ranges::mismatch(here.events, there.events);
    const auto shared = static_cast<std::size_t>(a - here.events.begin());
    std::optional<engine::Day> parts_on;
    if (a != here.events.end()) parts_on = a->day;
    if (b != there.events.end()) parts_on = std::min(parts_on.value_or(b->day), b->day);
    here.parted = there.parted = shared;
    return {.here = biography(std::move(here)),
            .there = biography(std::move(there)),
            .shared = shared,
            .parts_on = parts_on};
}

void compare_runs(const std::string& here_name, const RunFile& here, const std::string& there_name,
                  const RunFile& there, Complaints& complaints)
{
    const auto compare = [&](std::string_view what, const std::string& a, const std::string& b) {
        if (a != b)
            complaints.found("--twin " + there_name, std::string{what} + " " + b,
                             "the " + std::string{what} + " of " + here_name + ", which is " + a);
    };
    const RunDescription& one = here.description;
    const RunDescription& other = there.description;
    compare("version", here.version, there.version);
    compare("number of places", std::to_string(here.places), std::to_string(there.places));
    compare("seed", std::to_string(one.seed), std::to_string(other.seed));
    compare("replicate", std::to_string(one.replicate), std::to_string(other.replicate));
    compare("scale", scale_text(one.scale_denominator), scale_text(other.scale_denominator));
    compare("first day", date_text(one.from), date_text(other.from));
}

} // namespace counterlife::study::account

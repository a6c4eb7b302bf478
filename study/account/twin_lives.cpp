// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/twin_lives.h"

#include "study/account/sentences.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <span>
#include <utility>

namespace counterlife::study::account {
namespace {

/// Letters, years of training and the like: what is gathered in an account, and changes no stage.
bool is_small(const LoggedEvent& event)
{
    const model::Record* record = record_of(event.rule);
    return record != nullptr && !record->several.empty() &&
           record->leads(event.detail) == model::Turn::none;
}

/// The same event, or one that changes no stage and comes some days earlier or later.
bool alike(const LoggedEvent& a, const LoggedEvent& b)
{
    constexpr engine::Days some = 31;
    if (a.rule != b.rule || a.other != b.other || a.place != b.place || a.detail != b.detail)
        return false;
    const model::Record* record = record_of(a.rule);
    const bool settles = record == nullptr || record->leads(a.detail) != model::Turn::none;
    const engine::Days apart = a.day < b.day ? b.day - a.day : a.day - b.day;
    return apart <= (settles ? engine::Days{} : some);
}

std::size_t next_large(const std::vector<LoggedEvent>& events, std::size_t from)
{
    while (from < events.size() && is_small(events[from])) ++from;
    return from;
}

/// Of the first so many events of both those that the other does not have in every column.
std::size_t slight_differences(std::span<const LoggedEvent> a, std::span<const LoggedEvent> b)
{
    const auto only_in = [](std::span<const LoggedEvent> some,
                            std::span<const LoggedEvent> others) {
        return std::ranges::count_if(some, [&](const LoggedEvent& one) {
            return std::ranges::find(others, one) == others.end();
        });
    };
    return static_cast<std::size_t>(std::max(only_in(a, b), only_in(b, a)));
}

} // namespace

std::vector<const Line*> TwinLives::shared_lines() const
{
    std::vector<const Line*> lines;
    for (const Line& line : here.lines)
        if (!parts_on || (line.number == 0 ? line.until < *parts_on : line.last <= shared))
            lines.push_back(&line);
    return lines;
}

std::vector<TwinLives::Row> TwinLives::rows() const
{
    std::vector<Row> rows;
    if (!parts_on) return rows;
    std::vector<const Line*> left, right;
    for (const Line& line : here.lines)
        if (line.number == 0 ? line.until >= *parts_on : line.last > shared) left.push_back(&line);
    for (const Line& line : there.lines)
        if (line.number == 0 ? line.until >= *parts_on : line.last > shared_there)
            right.push_back(&line);
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
    const auto &a = here.events, &b = there.events;
    std::size_t i = next_large(a, 0), j = next_large(b, 0);
    while (i < a.size() && j < b.size() && alike(a[i], b[j])) {
        i = next_large(a, i + 1);
        j = next_large(b, j + 1);
    }
    std::optional<engine::Day> parts_on;
    if (i < a.size()) parts_on = a[i].day;
    if (j < b.size()) parts_on = std::min(parts_on.value_or(b[j].day), b[j].day);
    const std::size_t slight = slight_differences(std::span{a}.first(i), std::span{b}.first(j));
    here.parted = i, there.parted = j;
    here.silences = there.silences = false;
    return {.here = biography(std::move(here)),
            .there = biography(std::move(there)),
            .shared = i,
            .shared_there = j,
            .slight = slight,
            .parts_on = parts_on};
}

void compare_runs(const std::string& here_name, const RunFile& here, const std::string& there_name,
                  const RunFile& there, std::string_view option, Complaints& complaints)
{
    const auto compare = [&](std::string_view what, const std::string& a, const std::string& b) {
        if (a != b)
            complaints.found(std::string{option} + " " + there_name, std::string{what} + " " + b,
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

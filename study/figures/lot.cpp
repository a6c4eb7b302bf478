// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/lot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <map>

namespace counterlife::study::figures {
namespace {

/// Figures that are made of rows which are judged themselves.
constexpr std::array<std::string_view, 2> tells_of_others{"arrivals_log_error",
                                                          "arrivals_occupation_distance"};

/// The hash of Fowler, Noll and Vo over the letters, and the last steps of Appleby's to mix it.
std::uint64_t ticket_of(const Target& target, std::string_view key)
{
    const std::string name = fmt::format("{}|{}|{}|{}|{}|{}", key, target.id, target.measure,
                                         target.scope, target.year_from, target.year_to);
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
    hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCD;
    hash = (hash ^ (hash >> 33U)) * 0xC4CEB9FE1A85EC53;
    return hash ^ (hash >> 33U);
}

using Rows = std::vector<std::size_t>;

std::size_t third_of(std::size_t count)
{
    return static_cast<std::size_t>(std::lround(static_cast<double>(count) / 3));
}

void keep_first(Rows rows, std::size_t count, std::span<const std::uint64_t> tickets,
                std::vector<Role>& roles)
{
    std::ranges::sort(rows, {}, [&](std::size_t row) { return tickets[row]; });
    for (std::size_t i = 0; i < std::min(count, rows.size()); ++i) roles[rows[i]] = Role::kept;
}

} // namespace

std::vector<Role> draw_roles(std::span<const Target> targets, std::string_view key)
{
    std::vector<std::uint64_t> tickets(targets.size());
    std::map<std::string_view, Rows> blocks; ///< what is judged of each
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const bool goes_first = std::ranges::count(tells_of_others, targets[i].measure) > 0;
        tickets[i] = goes_first ? 0 : ticket_of(targets[i], key);
        if (targets[i].judged) blocks[targets[i].id].push_back(i);
    }
    std::vector<Role> roles(targets.size(), Role::fitted);
    Rows alone;
    for (const auto& [id, rows] : blocks)
        if (rows.size() == 1)
            alone.push_back(rows.front());
        else
            keep_first(rows, std::max<std::size_t>(1, third_of(rows.size())), tickets, roles);
    keep_first(alone, third_of(alone.size()), tickets, roles);
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (const auto block = blocks.find(targets[i].id);
            !targets[i].judged && block != blocks.end())
            roles[i] = roles[block->second.front()];
    return roles;
}

} // namespace counterlife::study::figures

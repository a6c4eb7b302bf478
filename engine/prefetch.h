// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading ahead: calls the records into the cache that the coming visits need, all at once rather
// than each when its turn comes.
//
// Plain reads: many machines drop a prefetch instruction for a page not met lately.

#include "engine/site.h"

#include <cstddef>

namespace counterlife::engine {

/// Reads whose values nobody uses would be left out.
inline void have_read(std::uint64_t sum) noexcept
{
    asm volatile("" : : "r"(sum));
}

template <class M> void prefetch(const Site<M>& site, std::span<const Slot> visits) noexcept
{
    std::uint64_t sum = 0;
    for (const Slot slot : visits) {
        const auto* record = reinterpret_cast<const std::byte*>(&site.lives[slot]);
        for (std::size_t byte = 0; byte < sizeof(typename M::Life); byte += 64)
            sum += static_cast<std::uint64_t>(record[byte]);
        sum += static_cast<std::uint64_t>(site.calendar.due(slot).count());
    }
    if constexpr (requires { M::prefetch(site.lives[0], site.place); })
        for (const Slot slot : visits) sum += M::prefetch(site.lives[slot], site.place);
    have_read(sum);
}

/// For the days of a window, as far as they are planned.
template <class M> void prefetch(Site<M>& site, Day from, Day to) noexcept
{
    for (Day day = from; day < std::min(to, site.calendar.gathered_until()); ++day) {
        prefetch(site, site.calendar.lives_of(day));
        for (const Letter& letter : site.calendar.letters_of(day))
            if (letter.to_slot < site.lives.size()) prefetch(site, {&letter.to_slot, 1});
    }
}

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The scan of the calendar: which of many 16-bit days lie in a short span?
//
// Every life is looked at every 64 days and one in twenty-five is found, so this must run at the
// speed of memory: sixteen days a step where the machine has AVX2, one otherwise, with one result.

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
#include "engine/processor.h"

#include <immintrin.h>
#endif

namespace counterlife::engine {

namespace detail {

/// The days from `first` to `count` one at a time.
template <class Found> void scan_singly(const std::uint16_t* days, std::size_t first,
                                        std::size_t count, std::uint16_t base, std::uint16_t length,
                                        const Found& found)
{
    for (std::size_t i = first; i < count; ++i)
        if (static_cast<std::uint16_t>(days[i] - base) < length)
            found(static_cast<std::uint32_t>(i));
}

#if defined(__x86_64__)
/// Sixteen days at a time, and singly those that are left.
template <class Found>
COUNTERLIFE_IN_LANES void scan_in_lanes(const std::uint16_t* days, std::size_t count,
                                        std::uint16_t base, std::uint16_t length,
                                        const Found& found)
{
    std::size_t i = 0;
    const __m256i bases = _mm256_set1_epi16(static_cast<short>(base));
    const __m256i lasts = _mm256_set1_epi16(static_cast<short>(length - 1));
    for (; i + 16 <= count; i += 16) {
        const __m256i day = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(days + i));
        const __m256i offset = _mm256_sub_epi16(day, bases);
        const __m256i within = _mm256_cmpeq_epi16(_mm256_min_epu16(offset, lasts), offset);
        auto hits = static_cast<std::uint32_t>(_mm256_movemask_epi8(within));
        while (hits != 0) { // Two bits a day.
            const int bit = std::countr_zero(hits);
            found(static_cast<std::uint32_t>(i + static_cast<std::size_t>(bit) / 2));
            hits &= ~(std::uint32_t{3} << bit);
        }
    }
    scan_singly(days, i, count, base, length, found);
}
#endif

} // namespace detail

/// Calls `found(index)` for each of the days in [base, base + length), in order. Never finds
/// 0xFFFF as long as base + length does not pass it.
template <class Found> void for_each_within(const std::uint16_t* days, std::size_t count,
                                            std::uint16_t base, std::uint16_t length,
                                            const Found& found)
{
#if defined(__x86_64__)
    if (has_lanes()) return detail::scan_in_lanes(days, count, base, length, found);
#endif
    detail::scan_singly(days, 0, count, base, length, found);
}

} // namespace counterlife::engine

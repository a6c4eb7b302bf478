// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Luck four draws at a time, in vectors of four 64-bit lanes: only where `has_lanes`.
//
// A 32-bit word stands in the lower half of its lane.

#include "engine/luck.h"
#include "engine/processor.h"

#include <immintrin.h>

namespace counterlife::engine::lanes {

COUNTERLIFE_IN_LANES inline __m256i all(std::int64_t value) noexcept
{
    return _mm256_set1_epi64x(value);
}

/// Four blocks of points of one life, and what is asked of the points in each: see Luck and Layer.
struct Blocks {
    __m256i stream, occasion; ///< of the draws
    __m256i start, days_log2;
    __m256i from, end;
    __m256d lower, width, bound;
};

/// The first point of each block; an instant of `end` means none.
struct Firsts {
    __m256i at;
    __m256d mark;
    int unseen; ///< by lane, a bit each: the block has more points than were looked at
};

struct Draws {
    __m256i w0, w1, w2, w3;
};

/// Luck::words for four streams and occasions of one life: Philox4x32 by its definition.
COUNTERLIFE_IN_LANES inline Draws words(const Luck& luck, LifeId life, __m256i stream,
                                        __m256i occasion) noexcept
{
    __m256i c0 = all(static_cast<std::int64_t>(life)), c1 = _mm256_srli_epi64(c0, 32);
    __m256i c2 = stream, c3 = occasion;
    std::uint32_t k0 = luck.key()[0], k1 = luck.key()[1];
    for (int round = 0; round < Luck::rounds; ++round) {
        const __m256i a = _mm256_mul_epu32(c0, all(PHILOX_M4x32_0));
        const __m256i b = _mm256_mul_epu32(c2, all(PHILOX_M4x32_1));
        c0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(b, 32), c1), all(k0));
        c2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(a, 32), c3), all(k1));
        c1 = b;
        c3 = a;
        k0 += PHILOX_W32_0;
        k1 += PHILOX_W32_1;
    }
    const __m256i word = all(0xFFFFFFFF);
    return {_mm256_and_si256(c0, word), _mm256_and_si256(c1, word), _mm256_and_si256(c2, word),
            _mm256_and_si256(c3, word)};
}

/// Words as the same numbers in floating point.
COUNTERLIFE_IN_LANES inline __m256d number_of(__m256i words) noexcept
{
    const __m256d base = _mm256_set1_pd(0x1p52); // The last bits of such a number count ones.
    const __m256d above = _mm256_or_pd(_mm256_castsi256_pd(words), base);
    return _mm256_sub_pd(above, base);
}

/// Takes a point where there is one that comes before the first so far.
COUNTERLIFE_IN_LANES inline void consider(const Blocks& of, __m256i there, __m256i time,
                                          __m256i height, Firsts& first) noexcept
{
    const __m256i at = _mm256_add_epi64(of.start, _mm256_sllv_epi64(time, of.days_log2));
    const __m256d part = _mm256_add_pd(number_of(height), _mm256_set1_pd(0.5));
    const __m256d rate = _mm256_mul_pd(_mm256_mul_pd(of.width, part), _mm256_set1_pd(0x1p-32));
    const __m256d mark = _mm256_cvtps_pd(_mm256_cvtpd_ps(_mm256_add_pd(of.lower, rate)));
    const __m256i in_time =
        _mm256_and_si256(_mm256_cmpgt_epi64(at, of.from), _mm256_cmpgt_epi64(first.at, at));
    const __m256d takes = _mm256_and_pd(_mm256_cmp_pd(mark, of.bound, _CMP_LT_OQ),
                                        _mm256_castsi256_pd(_mm256_and_si256(there, in_time)));
    first.at = _mm256_blendv_epi8(first.at, at, _mm256_castpd_si256(takes));
    first.mark = _mm256_blendv_pd(first.mark, mark, takes);
}

/// Looks at up to three points of each block: those of two draws.
COUNTERLIFE_IN_LANES inline Firsts first_points(const Luck& luck, LifeId life,
                                                const Blocks& of) noexcept
{
    const Draws one = words(luck, life, of.stream, of.occasion);
    const Draws two = words(luck, life, of.stream, _mm256_or_si256(of.occasion, all(1)));
    const auto holds = [&](std::size_t points) COUNTERLIFE_IN_LANES {
        return _mm256_cmpgt_epi64(one.w0, all(std::int64_t{detail::poisson_one[points - 1]} - 1));
    };
    Firsts first{.at = of.end, .mark = _mm256_setzero_pd(), .unseen = 0};
    consider(of, holds(1), one.w1, one.w2, first);
    consider(of, holds(2), two.w0, two.w1, first);
    consider(of, holds(3), two.w2, two.w3, first);
    first.unseen = _mm256_movemask_pd(_mm256_castsi256_pd(holds(4)));
    return first;
}

} // namespace counterlife::engine::lanes

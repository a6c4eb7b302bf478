// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What instructions the program was compiled for: as settled when it was, so that to read it takes
// none of them.

#include "app/processor.h"

namespace counterlife::app {

namespace {

#if defined(__SSE4_2__)
constexpr bool sse4_2 = true;
#else
constexpr bool sse4_2 = false;
#endif
#if defined(__POPCNT__)
constexpr bool popcnt = true;
#else
constexpr bool popcnt = false;
#endif
#if defined(__AVX2__)
constexpr bool avx2 = true;
#else
constexpr bool avx2 = false;
#endif
#if defined(__FMA__)
constexpr bool fma = true;
#else
constexpr bool fma = false;
#endif
#if defined(__BMI2__)
constexpr bool bmi2 = true;
#else
constexpr bool bmi2 = false;
#endif
#if defined(__AVX512F__)
constexpr bool avx512 = true;
#else
constexpr bool avx512 = false;
#endif

} // namespace

constinit const Instructions used{sse4_2, popcnt, avx2, fma, bmi2, avx512};

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the processor can do, asked while the program runs: one program serves all of a family.
//
// Where a function has instructions that not every processor knows, it says so (IN_LANES), has a
// brother without them that gives the same result, and who calls them asks `has_lanes` first.

#if defined(__x86_64__)

// Of lambdas too, which do not take it from the function around them.
#define COUNTERLIFE_IN_LANES __attribute__((target("avx2")))

namespace counterlife::engine {

/// Does it have AVX2, and does the system let programs use it?
inline bool has_lanes() noexcept
{
    return __builtin_cpu_supports("avx2");
}

} // namespace counterlife::engine

#endif

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The digest of a run: a sum over all its events, so that order, threads and places do not matter.

#include "engine/event.h"
#include "engine/luck.h"

namespace counterlife::engine {

inline std::uint64_t hash_of(const Event& e) noexcept
{
    const auto word = [](std::uint32_t high, std::uint32_t low) {
        return (std::uint64_t{high} << 32) | low;
    };
    std::uint64_t h = mix(e.who, word(static_cast<std::uint32_t>(e.day.count()), e.rule));
    h = mix(h, e.with);
    h = mix(h, e.cause.who);
    h = mix(h, word(static_cast<std::uint32_t>(e.cause.day.count()), e.cause.rule));
    return mix(h, word(static_cast<std::uint32_t>(e.detail), e.place));
}

} // namespace counterlife::engine

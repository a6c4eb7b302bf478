// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/luck.h"

namespace counterlife::model {

/// Of mean 0 and variance 1, nearly normal: the sum of four uniforms. It lies within these.
inline constexpr double widest_spread = 2 * 1.7320508075688772;
inline double spread_draw(const engine::Luck::Words& words) noexcept
{
    double sum = 0;
    for (const std::uint32_t word : words) sum += word;
    return (sum * 0x1p-32 - 2.0) * (widest_spread / 2);
}

} // namespace counterlife::model

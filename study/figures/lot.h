// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which targets are kept from fitting: a third of them, drawn once by a lot that anybody can draw
// again.

#include "study/figures/fit.h"
#include "study/rooms.h"

#include <span>
#include <string_view>
#include <vector>

namespace counterlife::study::figures {

/// The key of the lot; with another, other targets would be kept.
inline constexpr std::string_view lot_key = "kept from fitting";

/// By target. Of a block with several rows that are judged a third is kept, at least one and not
/// all; of the blocks with one, a third. A figure that is made of other judged rows of its block is
/// kept first, for it would tell of them. Rows that are not judged go with the first of their
/// block.
std::vector<Role> draw_roles(std::span<const Target> targets, std::string_view key = lot_key);

} // namespace counterlife::study::figures

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The hosts and their links at the beginning.

#include "engine/world.h"
#include "examples/epidemic/numbers.h"

namespace counterlife::epidemic {

/// Everybody enters; then those whom somebody is linked to are told so, before the first day.
void found(engine::World<Epidemic>& world, const Numbers& numbers);

} // namespace counterlife::epidemic

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which program this is.

#include "study/rooms.h"

#include <string_view>

namespace counterlife::study::record {

/// The release, as in "0.1.0".
std::string_view program_version();

/// The commit it was built from, or "unknown" outside a clone.
std::string_view program_commit();

std::string_view program_compiler();

} // namespace counterlife::study::record

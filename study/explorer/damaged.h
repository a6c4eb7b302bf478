// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <string_view>

namespace counterlife::study::explorer {

/// Of a table or a run that cannot be read: what was found in the place of what a run wrote.
Complaints damaged(const std::filesystem::path& file, std::string_view found);

} // namespace counterlife::study::explorer

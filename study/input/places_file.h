// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads data/places/places.csv: the map.

#include "model/places/map.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

std::expected<std::vector<model::PlaceFacts>, Complaints>
read_places(const std::filesystem::path& data_dir);

/// The same for a text; `file` is the name to complain under.
std::vector<model::PlaceFacts> places_of(std::string_view text, std::string_view file,
                                         Complaints& complaints);

} // namespace counterlife::study::input

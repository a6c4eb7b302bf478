// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads data/places/korean.csv: what places are called in Korean.

#include "model/places/map.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>

namespace counterlife::study::input {

/// By the place's name in tables.
using PlaceNames = std::map<std::string, std::string, std::less<>>;

/// Complains of a place that the map does not have, of one twice, and of those without a name.
/// A folder of other data without the file has no names, which is no mistake.
PlaceNames read_place_names(const std::filesystem::path& data_dir,
                            std::span<const model::PlaceFacts> places, Complaints& complaints);

} // namespace counterlife::study::input

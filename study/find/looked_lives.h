// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lives of a run that a pattern looks at.

#include "study/find/pattern.h"
#include "study/find/sequence_match.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace counterlife::study::find {

/// Those of the people meant whose events were written, by identity.
std::expected<std::vector<Looked>, std::string> read_looked(const std::filesystem::path& run,
                                                            const RunDescription& description,
                                                            const PatternPeople& people,
                                                            const PatternNames& names);

/// The rules and places of a run. `provinces` names the province of each place that it knows.
struct PlaceProvince {
    std::string place, province;
    bool abroad = false; ///< across the border
};
std::expected<PatternNames, std::string> read_names(const std::filesystem::path& run,
                                                    const RunDescription& description,
                                                    const std::vector<PlaceProvince>& provinces);

/// One life in so many has its events in the table; 0 if none has.
std::uint32_t one_in_of(const RunDescription& description);

} // namespace counterlife::study::find

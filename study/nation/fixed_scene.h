// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The fixed scene: one small nation whose lives tell one version of the program from another, and
// whether an ensemble is of this one.

#include "study/input/ensemble_file.h"
#include "study/input/load_scenario.h"
#include "study/nation/simulation.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace counterlife::study::nation {

/// Lives it, a second or so, and returns the digest of its lives, or the sentence for why not.
std::expected<std::uint64_t, std::string> fixed_scene_digest(const LoadedScenario& baseline,
                                                             int threads);

/// Complains if the data of an ensemble are not these: those numbers that it does not vary.
void check_ensemble_data(const Ensemble& ensemble, const std::filesystem::path& data,
                         Complaints& complaints);

/// Complains if the program of an ensemble is not this one. Lives the fixed scene.
void check_ensemble_lives(const Ensemble& ensemble, const std::filesystem::path& data, int threads,
                          Complaints& complaints);

} // namespace counterlife::study::nation

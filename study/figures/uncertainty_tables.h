// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tables that a calibration and a study of sensitivity leave, as pages draw them: what the
// published figures have ruled out, and which numbers matter for which outcome.
// docs/uncertainty.md and docs/sensitivity.md have their columns.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <array>
#include <filesystem>
#include <string>

namespace counterlife::study::figures {

/// Where a data folder keeps those that came with its ensemble.
inline constexpr const char* shipped_calibration = "ensemble";
inline constexpr const char* shipped_sensitivity = "sensitivity";

inline constexpr std::array calibration_tables{"parameters.csv", "waves.csv", "ruled_out.csv",
                                               "targets.csv", "emulators.csv"};
/// Of a study that ended after its screening the first stands alone.
inline constexpr std::array sensitivity_tables{"screening.csv", "sobol.csv", "outcomes.csv"};

/// The tables of a calibration in a folder, as JSON. `facts`: the TOML file that says what it is
/// made of. Complains of what is missing, cut short or of another kind.
std::string calibration_json(const std::filesystem::path& folder,
                             const std::filesystem::path& facts, Complaints& complaints);

/// The same of a study of sensitivity.
std::string sensitivity_json(const std::filesystem::path& folder, Complaints& complaints);

/// What a data folder ships, as JSON with `calibration` and `sensitivity`, each null where there
/// is none.
std::string shipped_uncertainty_json(const std::filesystem::path& data, Complaints& complaints);

} // namespace counterlife::study::figures

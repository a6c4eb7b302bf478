// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What `--ensemble N` asks for: the first N members of the data's ensemble, which is of this
// version.

#include "app/commands.h"
#include "study/input/ensemble_file.h"
#include "study/input/load_scenario.h"
#include "study/record/member_runs.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace counterlife::app {

/// Reads the ensemble and leaves the first N of it. Where all is well with it, the fixed scene is
/// lived, to see whether it is of this program and these data: a second.
std::optional<Ensemble> choose_members(const std::string& typed, const std::filesystem::path& data,
                                       int threads, Complaints& complaints);

/// How many replicates a member has, as it was typed; one where nothing was.
std::size_t replicates_of_each(const std::string& typed, std::size_t members,
                               Complaints& complaints);

/// Complains of what a scenario makes of a member that makes no sense.
void try_members(const Ensemble& ensemble, const ScenarioGround& ground, Complaints& complaints);

MemberRuns runs_of(const Ensemble& ensemble, std::size_t replicates);
MemberOf member_of(const Ensemble& ensemble, const EnsembleMember& member);

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The files beside parameters and scenarios that `run`, `fit`, `ask` and `find` read.

#include "app/commands.h"
#include "model/places/map.h"
#include "study/input/ensemble_file.h"
#include "study/input/scenario_choice.h"
#include "study/text/complaints.h"

#include <optional>
#include <span>

namespace counterlife::app {

/// Targets, published series and the claims of the testimony.
void check_figures(const ScenarioChoice& choice, std::span<const model::PlaceFacts> places,
                   Complaints& complaints);

/// The questions, whose overlays must be sound and whose numbers must be among these.
void check_questions(const ScenarioChoice& choice, std::span<const model::PlaceFacts> places,
                     std::span<const model::ParameterRow> rows, Complaints& complaints);

/// The patterns, whose rules and places must be this program's.
void check_patterns(const ScenarioChoice& choice, std::span<const model::PlaceFacts> places,
                    Complaints& complaints);

/// The ensemble, where there is one, whose members must fit these rows, and the tables that came
/// with it. Whether it is of this version is not asked.
std::optional<Ensemble> check_ensemble(const ScenarioChoice& choice,
                                       std::span<const model::ParameterRow> rows,
                                       Complaints& complaints);

} // namespace counterlife::app

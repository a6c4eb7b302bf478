// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Living a nation again to see a few lives of which a run kept no events.

#include "study/nation/simulation.h"
#include "study/record/life_reading.h"
#include "study/rooms.h"

#include <expected>
#include <string>
#include <vector>

namespace counterlife::study::nation {

struct Relived {
    std::vector<LoggedEvent> events; ///< as events.parquet would have them
    std::uint64_t digest = 0;        ///< up to the day on which the run was stopped
};

/// Runs the nation as requested, except that only the events of these lives, and those of
/// institutions, are kept. What is watched changes nothing, so they are the events that a run with
/// all events would have written.
std::expected<Relived, std::string> relive(const model::Numbers& numbers, RunRequest request,
                                           std::vector<engine::LifeId> ids, Listener listener = {});

/// An event of a run in memory, by the model's names.
LoggedEvent logged(const engine::Event& event, const std::vector<std::string>& rules,
                   const std::vector<std::string>& places);

} // namespace counterlife::study::nation

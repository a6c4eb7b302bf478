// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the nation of a run directory is lived again, from what its run.toml tells.

#include "study/nation/relive.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>

namespace counterlife::study::nation {

/// The numbers that run.toml tells, for this program to live by. Complains where its rules, places
/// or parameters are not this program's, or not those of the run's hash.
std::expected<std::unique_ptr<model::Numbers>, Complaints>
numbers_of(const std::filesystem::path& run, const RunFile& file,
           const std::filesystem::path& data);

/// Lives the nation of a run directory again until a day, exclusive, keeping the events of these
/// lives and of all institutions.
using LiveAgain = std::function<std::expected<Relived, Complaints>(
    const std::filesystem::path& run, const RunFile& file, const std::vector<engine::LifeId>& ids,
    engine::Day until)>;

/// What `life` needs for lives of which a run kept no events. The listener hears of the second run,
/// which goes from the first day of `file` to `until`.
using RelivingListener = std::function<Listener(const RunFile& file, engine::Day until)>;
LiveAgain live_again_with(std::filesystem::path data, RelivingListener listener_of);

} // namespace counterlife::study::nation

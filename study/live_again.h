// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the nation of a run directory is lived again, from what its run.toml tells.

#include "study/run_lives.h"

#include <filesystem>

namespace counterlife::study {

/// What `life` needs for lives of which a run kept no events. The listener hears of the second run,
/// which goes from the first day of `file` to `until`.
using RelivingListener = std::function<Listener(const RunFile& file, engine::Day until)>;
LiveAgain live_again_with(std::filesystem::path data, RelivingListener listener_of);

} // namespace counterlife::study

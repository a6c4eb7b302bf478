// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What parted two lives of one person: the event, its rule, the letters behind it that only one of
// the two runs has, and the claims about which the runs differ on that way.

#include "study/account/causes.h"
#include "study/account/twin_lives.h"
#include "study/rooms.h"

#include <expected>
#include <string>
#include <vector>

namespace counterlife::study::account {

/// How it went in one of the runs.
struct PartingSide {
    std::string run;                ///< by the name of its directory
    std::string says;               ///< the event, with its day
    std::string why;                ///< the rule in its own words, with its claims
    std::vector<std::string> steps; ///< the events behind it that only this run has, the last first
};

struct Parting {
    std::vector<PartingSide> sides;  ///< those that have an event on that day; of both, here first
    std::vector<std::string> rules;  ///< of all these events
    std::vector<std::string> claims; ///< that these rules answer, and that hold in one run only
    std::string differ;              ///< a sentence: what the runs differ about on this way
};

/// One of the two runs.
struct TwinRun {
    std::string name;
    const RunDescription* description = nullptr;
    LifeSource source;
};

std::expected<Parting, Complaints> parting_of(TwinLives& twin, const TwinRun& here,
                                              const TwinRun& there);

} // namespace counterlife::study::account

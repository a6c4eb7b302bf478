// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Finding lives by what happened to them, in what order.

#include "study/find/looked_lives.h"
#include "study/find/pattern.h"
#include "study/record/read_run.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace counterlife::study::find {

struct FindOptions {
    std::vector<PlaceProvince> provinces; ///< without them no province can be named
    std::size_t show = 0;                 ///< of so many of the lives found, the days are told
    int threads = 0;                      ///< 0: as many as there are cores
};

/// How many lives get through the steps up to this one.
struct FunnelStep {
    std::string says;
    std::int64_t lives = 0;
};

/// One of the lives found, with the day of each step; of several ways through the pattern, the one
/// that ends first.
struct FoundLife {
    engine::LifeId who = engine::nobody;
    std::vector<engine::Day> days;
};

struct Found {
    RunFile run;
    std::vector<FunnelStep> funnel;               ///< whom one looked at, then each step
    std::vector<engine::LifeId> lives;            ///< all that were found, by identity
    std::vector<FoundLife> shown;                 ///< the first of them
    std::shared_ptr<const PersonNumbers> numbers; ///< by which the tables name them
};

/// Finds the lives. Complains of a run that cannot be read and of names that it does not know.
std::expected<Found, Complaints> find(const std::filesystem::path& run, const Pattern& pattern,
                                      const FindOptions& options = {});

/// What a search needs of a run, or complaints; the pattern's names are checked too.
struct Searchable {
    RunFile run;
    PatternNames names;
    std::shared_ptr<const PersonNumbers> numbers;
};
std::optional<Searchable> searchable(const std::filesystem::path& run, const Pattern& pattern,
                                     const FindOptions& options, Complaints& complaints);

/// The search itself, in a run that can be searched. The sentence of a failure continues "found ".
std::expected<Found, std::string> search(const std::filesystem::path& run,
                                         const Searchable& searchable, const Pattern& pattern,
                                         const FindOptions& options);

} // namespace counterlife::study::find

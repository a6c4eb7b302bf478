// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Twins: worlds with the same luck under different rules, lived side by side year by year, and what
// the difference in the rules does to the lives of the same persons.

#include "study/rooms.h"
#include "study/twins/divergences.h"
#include "study/twins/effects.h"
#include "study/twins/twin_world.h"

#include <array>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::twins {

/// A world to be compared.
struct TwinSide {
    const model::Numbers& numbers;
    std::vector<engine::InForce> in_force; ///< by rule
    Differences differences = {};          ///< from the base; of no use in the base itself
};

struct TwinRequest {
    RunRequest run; ///< seed, first replicate, scale, days, threads; what rules are in force is not
    int replicates = 1;
    std::vector<const Outcome*> outcomes;          ///< none: all
    std::function<bool(const Person&)> population; ///< whom the effects are of; none: everybody
    bool partings = true; ///< whether it is found where lives part; else nothing is counted
};

/// Two worlds at their end, person by person.
struct TwinPair {
    int replicate = 0;
    std::size_t other = 0; ///< which of the others
    const People& people;
    const TwinWorld& base;
    const TwinWorld& world;
    const Divergences& divergences;
    std::span<const Outcome* const> outcomes;
    int member = 0; ///< of an ensemble, from 1 on; nought: of none
};

struct TwinListener {
    std::function<void(int replicate, const Progress&)> progress; ///< once a year, of all worlds
    std::function<void(const TwinWorld&)> year; ///< hears of the year that the base has lived
    /// Takes what it likes from a finished pair; a sentence stops the comparison.
    std::function<std::string(const TwinPair&)> pair;
    std::function<bool()> cancelled;
};

/// How lives parted, of persons; institutions are not counted.
struct DivergenceCounts {
    std::int64_t both = 0, only_base = 0, only_other = 0; ///< persons by the worlds they are in
    std::int64_t untouched = 0;                           ///< the same in both, event for event
    std::array<std::int64_t, whys> why{}, root{};         ///< persons that parted
    std::vector<std::int64_t> by_rule;                    ///< by rule of the first event

    DivergenceCounts& operator+=(const DivergenceCounts& more);
};

/// What came of one of the others.
struct TwinOutcome {
    std::vector<std::uint64_t> base_digests, digests; ///< by replicate
    DivergenceCounts divergences;                     ///< over all replicates
    std::vector<EffectRow> effects;
    Effects sums = {}; ///< what the effects are made of, to put several together
};

/// Lives the base and all others side by side, once for each replicate. One result for each other.
std::expected<std::vector<TwinOutcome>, std::string> twin(const TwinSide& base,
                                                          std::span<const TwinSide> others,
                                                          const TwinRequest& request,
                                                          const TwinListener& listener = {});

} // namespace counterlife::study::twins

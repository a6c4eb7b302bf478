// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One run of the nation, year by year, with what others want to hear of it on the way.

#include "engine/world.h"
#include "model/founders.h"
#include "study/nation/counts.h"
#include "study/nation/exile_counts.h"
#include "study/nation/famine_survey.h"
#include "study/record/life_row.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::nation {

struct RunRequest {
    std::uint64_t seed = 1;
    int replicate = 0; ///< 0 is the seed's own run; each other number is a run of its own
    model::Scale scale;
    engine::Day from = engine::day_of(1955);
    engine::Day to = engine::day_of(2026); ///< exclusive
    int threads = 1;
    engine::EventSample sample;
    std::vector<engine::InForce> in_force;   ///< by rule
    engine::Watch<model::Nation> watch = {}; ///< shown each event; what it says ends the run
    std::vector<engine::PlaceId> deal;       ///< for tests: the order in which places are dealt out
};

struct Progress {
    engine::Day today;
    std::int64_t living = 0, events = 0;
    double seconds = 0; ///< since the run began
};

/// What a listener may take from a run. Empty functions are not called. A listener that returns a
/// sentence stops the run with it.
struct Listener {
    std::function<void(const Progress&)> progress;
    std::function<std::string(int year, std::vector<engine::Event>&)> events;
    /// Of the dead by the year in which they died, and the first time of those too who had died
    /// before the run; at last of the living.
    std::function<std::string(std::span<const LifeRow>)> lives;
    /// What moves there were in a place, into households and out of them, in their order.
    std::function<std::string(engine::PlaceId, std::span<const model::HouseholdMove>)> households;
    /// The record of those who have set out across the river is not null.
    std::function<void(const model::Life&, const model::Exile*, engine::Day died)> death;
    std::function<bool()> cancelled;
};

struct RunOutcome {
    std::uint64_t digest = 0;
    engine::Work work;
    std::int64_t founders = 0, lives = 0, living = 0;
    double person_years = 0; ///< lived by all, wherever they are, as counted at the turn of months
    std::vector<SeriesRow> counts;
    double settling_seconds = 0, running_seconds = 0, counting_seconds = 0, telling_seconds = 0;
    double running_cpu_seconds = 0;
    double exchanging_seconds = 0; ///< part of running_seconds: mail between places
};

/// The seed that a replicate's luck is made of.
std::uint64_t seed_of(std::uint64_t seed, int replicate);

/// A run that is lived year by year, so that several can go side by side.
class Simulation {
public:
    /// The founders settle. `numbers` must outlive the simulation.
    Simulation(const model::Numbers& numbers, const RunRequest& request);

    bool finished() const { return year_ > last_; }
    int year() const { return year_; } ///< the next to be lived

    /// Lives one year and tells of it. Returns the sentence that says why it stopped, if it did.
    std::expected<void, std::string> live_a_year(const Listener& listener);

    /// Calls `task(const Life&, const Exile*, PlaceId)` for everybody alive, those on the way to a
    /// place included. There is no exile of those who have never set out across the river.
    template <class Task> void each_living(const Task& task)
    {
        for (engine::PlaceId place = 0; place < world_.places(); ++place) {
            const auto& partition = world_.partition(place);
            for (const model::Life& life : partition.lives())
                if (life.being.id != engine::nobody)
                    task(life, exile_of(life, partition.place.exiles), place);
            for (const auto& parcel : partition.expected()) {
                const auto& exile = parcel.luggage.exile;
                task(parcel.life, exile ? &*exile : nullptr, place);
            }
        }
    }

    /// How far it has come, and what came of it until now.
    Progress progress() const;
    /// Of all that has been lived. Its counts are taken away.
    RunOutcome take_outcome();
    std::uint64_t digest() const { return world_.digest(); }

private:
    std::expected<void, std::string> live_until(engine::Day day, const Listener& listener);
    std::expected<void, std::string> tell(int year, const Listener& listener);

    const model::Numbers& numbers_;
    RunRequest request_;
    NationWorld world_;
    RunOutcome outcome_;
    FamineSurvey survey_;
    int year_, last_;
    double seconds_ = 0;
    std::vector<model::ForebearRecord> forebears_; ///< until the first year is told
};

/// Runs the nation. Returns the sentence that says why it stopped early, if it did.
std::expected<RunOutcome, std::string>
simulate(const model::Numbers& numbers, const RunRequest& request, const Listener& listener = {});

/// The line of a person for lives.parquet. `exile` is null for whoever has never crossed.
LifeRow row_of(const model::Life& life, const model::Exile* exile, engine::PlaceId place,
               engine::Day died);
LifeRow row_of(const model::ForebearRecord& forebear);

} // namespace counterlife::study::nation

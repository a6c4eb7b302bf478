// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/simulation.h"

#include "study/counts.h"

#include <chrono>
#include <ctime>
#include <utility>

namespace counterlife::study {

namespace {

/// Adds up wall time, and CPU time of all threads, between calls.
class Clock {
public:
    double wall()
    {
        const auto now = std::chrono::steady_clock::now();
        return std::chrono::duration<double>(now - std::exchange(wall_, now)).count();
    }
    double cpu()
    {
        timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        const double seconds =
            static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
        return seconds - std::exchange(cpu_, seconds);
    }

private:
    std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
    double cpu_ = 0;
};

std::string sentence_for(const engine::Failure& failure)
{
    const auto date = engine::date_of(failure.day);
    return "The run stopped on " + std::to_string(static_cast<int>(date.year())) + "-" +
           std::to_string(static_cast<unsigned>(date.month())) + "-" +
           std::to_string(static_cast<unsigned>(date.day())) + ": in the life " +
           std::to_string(failure.who) + " the rule " + failure.what + ".";
}

} // namespace

std::uint64_t seed_of(std::uint64_t seed, int replicate)
{
    return replicate == 0 ? seed : engine::mix(seed, static_cast<std::uint64_t>(replicate));
}

LifeRow row_of(const model::Life& life, engine::PlaceId place, engine::Day died)
{
    return {.person = life.being.id,
            .mother = life.mother.id,
            .father = life.father.id,
            .spouse = life.spouse.id,
            .born = life.born,
            .died = died,
            .birth_place = life.birth_place,
            .place = place,
            .sex = static_cast<Sex>(life.sex),
            .marital = static_cast<Marital>(life.marital),
            .school = static_cast<School>(life.school),
            .school_years = life.school_years,
            .marriages = life.marriages,
            .children = life.children_born,
            .founder = life.founder,
            .urban = life.urban};
}

std::expected<RunOutcome, std::string> simulate(const model::Numbers& numbers,
                                                const RunRequest& request, const Listener& listener)
{
    RunOutcome outcome;
    Clock clock, phase;
    const engine::Luck luck{seed_of(request.seed, request.replicate)};
    std::vector<model::Books> books(numbers.map.places.size());
    for (engine::PlaceId place = 0; place < books.size(); ++place) {
        books[place].number = place;
        books[place].persons_per_life = request.scale.denominator;
    }
    NationWorld world{numbers,
                      std::move(books),
                      {.seed = seed_of(request.seed, request.replicate),
                       .start = request.from,
                       .threads = request.threads,
                       .watch = request.watch,
                       .in_force = request.in_force,
                       .travel = numbers.map.travel,
                       .deal = request.deal}};
    model::settle_founders(world, numbers, request.scale, luck, request.from);
    world.open();

    const auto living_row = [](const model::Life& life, engine::PlaceId place) {
        return row_of(life, place, engine::no_day);
    };
    std::vector<LifeRow> rows;
    const auto tell_lives = [&]() -> std::string {
        if (!listener.lives || rows.empty()) return {};
        return listener.lives(std::exchange(rows, {}));
    };
    double seconds = 0;
    const int first = engine::year_of(request.from), last = engine::year_of(request.to - 1);
    outcome.founders = count_stocks(world, numbers, first, outcome.counts);
    outcome.settling_seconds = phase.wall();

    for (int year = first; year <= last; ++year) {
        // Months, so that the progress is told often enough at full scale.
        for (unsigned month = 1; month <= 12; ++month) {
            phase.wall();
            phase.cpu();
            const engine::Day until =
                month == 12 ? engine::day_of(year + 1) : engine::day_of(year, month + 1);
            if (auto failure = world.run_until(std::min(until, request.to)))
                return std::unexpected(sentence_for(*failure));
            outcome.running_cpu_seconds += phase.cpu();
            outcome.running_seconds += phase.wall();
            seconds += clock.wall();
            const engine::Work work = world.work();
            if (listener.progress)
                listener.progress({.today = world.today(),
                                   .living = outcome.founders + work.born - work.died,
                                   .events = work.events,
                                   .seconds = seconds});
            if (listener.cancelled && listener.cancelled())
                return std::unexpected("The run was interrupted.");
        }
        phase.wall();
        count_flows(world, numbers, year, outcome.counts);
        outcome.living = count_stocks(world, numbers, year + 1, outcome.counts);
        outcome.counting_seconds += phase.wall();

        std::vector<engine::Event> events;
        for (engine::PlaceId place = 0; place < world.places(); ++place) {
            auto& station = world.station(place);
            for (const engine::Event& event : station.take_events()) events.push_back(event);
            for (const model::Deceased& dead : station.place.deaths)
                if (listener.lives) rows.push_back(row_of(dead.life, place, dead.died));
            station.place.deaths = {};
        }
        if (listener.events)
            if (auto trouble = listener.events(year, events); !trouble.empty())
                return std::unexpected(std::move(trouble));
        if (auto trouble = tell_lives(); !trouble.empty())
            return std::unexpected(std::move(trouble));
        outcome.telling_seconds += phase.wall();
    }
    for (engine::PlaceId place = 0; listener.lives && place < world.places(); ++place) {
        const auto& station = world.station(place);
        for (const model::Life& life : station.lives())
            if (life.being.id != engine::nobody) rows.push_back(living_row(life, place));
        for (const auto& parcel : station.expected())
            rows.push_back(living_row(parcel.life, place));
        if (auto trouble = tell_lives(); !trouble.empty())
            return std::unexpected(std::move(trouble));
    }
    outcome.telling_seconds += phase.wall();
    outcome.work = world.work();
    outcome.digest = world.digest();
    outcome.exchanging_seconds = world.exchanging();
    outcome.lives = outcome.founders + outcome.work.born;
    return outcome;
}

} // namespace counterlife::study

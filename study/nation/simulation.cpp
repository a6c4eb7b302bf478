// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/simulation.h"
#include "model/places/map.h"
#include "study/nation/memory_need.h"
#include "study/text/numbers_and_dates.h"

#include <chrono>
#include <ctime>
#include <utility>

namespace counterlife::study::nation {

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
    return "The run stopped on " + date_text(failure.day) + ": in the life " +
           std::to_string(failure.who) + " the rule " + failure.what + ".";
}

std::vector<model::PlaceState> empty_places(const model::Numbers& numbers,
                                            const model::Scale& scale, std::uint64_t seed)
{
    std::vector<model::PlaceState> places(numbers.map.places.size());
    for (engine::PlaceId place = 0; place < places.size(); ++place) {
        places[place].number = place;
        places[place].persons_per_life = scale.denominator;
        places[place].seed = seed;
    }
    return places;
}

} // namespace

std::uint64_t seed_of(std::uint64_t seed, int replicate)
{
    return replicate == 0 ? seed : engine::mix(seed, static_cast<std::uint64_t>(replicate));
}

LifeRow row_of(const model::Life& life, const model::Exile* exile, engine::PlaceId place,
               engine::Day died)
{
    const model::Career& career = life.career;
    LifeRow row{
        .person = life.being.id,
        .mother = life.mother.id,
        .father = life.father.id,
        // To whom the day of the first wedding is named is not married yet.
        .spouse = life.marital == model::Marital::never_married ? engine::nobody : life.spouse.id,
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
        .urban = life.urban,
        .stage = career.stage,
        .sector = career.sector,
        .has_work = career.stage == model::Stage::worker || career.stage == model::Stage::ward,
        .standing = career.standing,
        .post = career.post,
        .highest_post = career.rank,
        .service = career.service,
        .award = career.award,
        .admitted = career.admitted,
        .enlisted = career.enlisted};
    if (exile == nullptr) return row;
    row.first_crossed = exile->first_crossed;
    row.last_crossed = exile->crossed;
    row.last_returned = exile->returned;
    row.arrived = exile->arrived;
    row.crossings = exile->crossings;
    row.forced_returns = exile->forced_returns;
    row.own_returns = exile->own_returns;
    row.way = exile->way;
    row.occupation = exile->occupation;
    return row;
}

LifeRow row_of(const model::ForebearRecord& forebear)
{
    return {.person = forebear.id,
            .mother = forebear.mother,
            .father = forebear.father,
            .spouse = forebear.spouse,
            .born = forebear.born,
            .died = forebear.died,
            .birth_place = forebear.place,
            .place = forebear.place,
            .sex = static_cast<Sex>(forebear.sex),
            .marital = forebear.widowed ? Marital::widowed : Marital::married,
            .marriages = 1,
            .children = forebear.children,
            .urban = forebear.urban};
}

Simulation::Simulation(const model::Numbers& numbers, const RunRequest& request)
    : numbers_{numbers}, request_{request},
      world_{numbers,
             empty_places(numbers, request.scale, seed_of(request.seed, request.replicate)),
             {.seed = seed_of(request.seed, request.replicate),
              .start = request.from,
              .threads = request.threads,
              .sample = request.sample,
              .watch = request.watch,
              .in_force = request.in_force,
              .travel = numbers.map.travel,
              .deal = request.deal}},
      year_{engine::year_of(request.from)}, last_{engine::year_of(request.to - 1)}
{
    Clock phase;
    const engine::Luck luck{seed_of(request.seed, request.replicate)};
    forebears_ = model::settle_founders(world_, numbers, request.scale, luck, request.from);
    world_.open();
    outcome_.founders = count_stocks(world_, numbers, year_, request.from, outcome_.counts);
    outcome_.living = outcome_.founders;
    survey_.count(world_, numbers.map, year_, outcome_.counts);
    seconds_ = outcome_.settling_seconds = phase.wall();
}

std::expected<void, std::string> Simulation::live_until(engine::Day day, const Listener& listener)
{
    const Progress before = progress();
    Clock phase;
    phase.cpu();
    if (auto failure = world_.run_until(std::min(day, request_.to)))
        return std::unexpected(sentence_for(*failure));
    outcome_.running_cpu_seconds += phase.cpu();
    const double wall = phase.wall();
    outcome_.running_seconds += wall;
    seconds_ += wall;
    const Progress now = progress();
    outcome_.person_years += 0.5 * static_cast<double>(before.living + now.living) *
                             static_cast<double>((now.today - before.today).count()) /
                             engine::days_per_year;
    if (listener.progress) listener.progress(now);
    if (listener.cancelled && listener.cancelled())
        return std::unexpected("The run was interrupted.");
    return {};
}

std::expected<void, std::string> Simulation::tell(int year, const Listener& listener)
{
    std::vector<engine::Event> events;
    std::vector<LifeRow> rows;
    for (const model::ForebearRecord& forebear : std::exchange(forebears_, {}))
        if (listener.lives) rows.push_back(row_of(forebear));
    for (engine::PlaceId place = 0; place < world_.places(); ++place) {
        auto& partition = world_.partition(place);
        for (const engine::Event& event : partition.take_events()) events.push_back(event);
        for (const model::Deceased& dead : partition.place.deaths) {
            if (listener.lives)
                rows.push_back(row_of(dead.life, exile_of(dead.life, partition.place.exiles), place,
                                      dead.died));
            if (listener.death)
                listener.death(dead.life, exile_of(dead.life, partition.place.exiles), dead.died);
        }
        partition.place.deaths = {};
        const auto moves = std::exchange(partition.place.household_moves, {});
        if (!listener.households) continue;
        if (auto trouble = listener.households(place, moves); !trouble.empty())
            return std::unexpected(std::move(trouble));
    }
    if (listener.events)
        if (auto trouble = listener.events(year, events); !trouble.empty())
            return std::unexpected(std::move(trouble));
    if (!rows.empty())
        if (auto trouble = listener.lives(rows); !trouble.empty())
            return std::unexpected(std::move(trouble));
    return {};
}

namespace {

/// For rows of further years, each of about as many as the last: so they need not move each time.
void make_room(std::vector<SeriesRow>& rows, std::size_t last_year, int years_to_come)
{
    if (years_to_come <= 0 || rows.capacity() - rows.size() >= last_year) return;
    rows.reserve(rows.size() + last_year * static_cast<std::size_t>(years_to_come) * 17 / 16);
}

} // namespace

std::expected<void, std::string> Simulation::live_a_year(const Listener& listener)
{
    const int year = year_++;
    // Months, so that the progress is told often enough at full scale.
    for (unsigned month = 1; month <= 12; ++month) {
        const engine::Day until =
            month == 12 ? engine::day_of(year + 1) : engine::day_of(year, month + 1);
        if (auto lived = live_until(until, listener); !lived) return lived;
    }
    Clock phase;
    const std::size_t before = outcome_.counts.size();
    count_flows(world_, numbers_, year, outcome_.counts);
    const engine::Day since = std::max(engine::day_of(year), request_.from);
    outcome_.living = count_stocks(world_, numbers_, year + 1, since, outcome_.counts);
    survey_.count(world_, numbers_.map, year + 1, outcome_.counts);
    make_room(outcome_.counts, outcome_.counts.size() - before, last_ - year);
    const double counting = phase.wall();
    outcome_.counting_seconds += counting;
    auto told = tell(year, listener);
    const double telling = phase.wall();
    outcome_.telling_seconds += telling;
    seconds_ += counting + telling;
    return told;
}

Progress Simulation::progress() const
{
    const engine::Work work = world_.work();
    return {.today = world_.today(),
            .living = outcome_.founders + work.born - work.died,
            .events = work.events,
            .seconds = seconds_};
}

RunOutcome Simulation::take_outcome()
{
    RunOutcome outcome = std::exchange(outcome_, {});
    outcome.work = world_.work();
    outcome.digest = world_.digest();
    outcome.exchanging_seconds = world_.exchanging();
    outcome.lives = outcome.founders + outcome.work.born;
    return outcome;
}

std::expected<RunOutcome, std::string> simulate(const model::Numbers& numbers,
                                                const RunRequest& request, const Listener& listener)
{
    if (std::string lacking = what_is_lacking(memory_needed(request), request); !lacking.empty())
        return std::unexpected(std::move(lacking));
    Simulation simulation{numbers, request};
    while (!simulation.finished())
        if (auto lived = simulation.live_a_year(listener); !lived)
            return std::unexpected(std::move(lived.error()));
    RunOutcome outcome = simulation.take_outcome();
    if (!listener.lives) return outcome;
    Clock phase;
    // Place by place: an order that does not depend on threads.
    std::vector<LifeRow> rows;
    engine::PlaceId of = engine::nowhere;
    std::string trouble;
    const auto tell = [&] {
        if (trouble.empty() && !rows.empty()) trouble = listener.lives(std::exchange(rows, {}));
    };
    simulation.each_living(
        [&](const model::Life& life, const model::Exile* exile, engine::PlaceId place) {
            if (std::exchange(of, place) != place) tell();
            rows.push_back(row_of(life, exile, place, engine::no_day));
        });
    tell();
    if (!trouble.empty()) return std::unexpected(std::move(trouble));
    outcome.telling_seconds += phase.wall();
    return outcome;
}

} // namespace counterlife::study::nation

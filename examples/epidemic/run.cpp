// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/run.h"

#include "examples/epidemic/network.h"

namespace counterlife::epidemic {

namespace {

using World = engine::World<Epidemic>;
using Partition = engine::Partition<Epidemic>;

/// Small enough for a place, its calendar and its mail to stay in a core's own cache for a day.
constexpr std::int64_t hosts_of_a_place = 8192;

void gather(World& world, Outcome& outcome)
{
    for (engine::PlaceId place = 0; place < world.places(); ++place) {
        Partition& partition = world.partition(place);
        outcome.places.push_back(partition.place.series);
        std::ranges::move(partition.take_events(), std::back_inserter(outcome.events));
    }
    outcome.work = world.work();
    outcome.digest = world.digest();
}

} // namespace

std::int64_t places_of(const Plan& plan) noexcept
{
    const std::int64_t wanted =
        plan.places > 0 ? plan.places : (plan.hosts + hosts_of_a_place - 1) / hosts_of_a_place;
    return std::min({wanted, plan.hosts, std::int64_t{most_places}});
}

Series Outcome::whole() const
{
    Series sum;
    for (const Series& series : places) sum += series;
    return sum;
}

Outcome run(Numbers numbers, const Plan& plan)
{
    const std::int64_t places = places_of(plan);
    numbers.shares = {.hosts = static_cast<std::uint64_t>(plan.hosts),
                      .places = static_cast<std::uint64_t>(places)};
    numbers.within = Chance{plan.within};
    numbers.end = time_of(plan.days);
    std::vector<std::uint16_t> ways;
    if (places > 1) ways.assign(static_cast<std::size_t>(places * places), 1);
    World world{numbers,
                std::vector<Place>(static_cast<std::size_t>(places)),
                {.seed = plan.seed,
                 .threads = plan.threads,
                 .sample = plan.sample,
                 .travel = std::move(ways)}};
    found(world, numbers);
    Outcome outcome;
    // On the morning after the last day the last mail is read, and nothing else comes.
    outcome.failure = world.run_until(engine::Day{plan.days + 1});
    gather(world, outcome);
    return outcome;
}

} // namespace counterlife::epidemic

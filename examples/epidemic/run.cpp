// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/run.h"

#include "engine/world.h"

namespace counterlife::epidemic {

namespace {

using World = engine::World<Epidemic>;
using Partition = engine::Partition<Epidemic>;

/// Small enough for a place, its calendar and its mail to stay in a core's own cache for a day.
constexpr std::int64_t hosts_of_a_place = 8192;

constexpr engine::Stream at_the_beginning = engine::stream_of("epidemic.beginning");
enum Draw : std::uint32_t { clocks, where, which };

/// A host as it enters: when its clocks ring first, and whom it is linked to.
Life newcomer(Number number, const engine::Luck& luck, const Numbers& numbers)
{
    const auto draw = [&](Draw what) { return luck.words(id_of(number), at_the_beginning, what); };
    const auto clock = draw(clocks), near = draw(where), one = draw(which);
    Life host{.being = {.id = id_of(number)}};
    host.next_contact = gap_of(clock[0], numbers.contact_interval);
    if (numbers.change_interval != never)
        host.next_change = gap_of(clock[1], numbers.change_interval);
    if (numbers.initial.takes(clock[2])) host.next_phase = 0;
    const engine::PlaceId place = numbers.shares.place_of(number);
    for (std::size_t link = 0; link < static_cast<std::size_t>(numbers.links); ++link) {
        const Number other = numbers.draw_host(place, near[link], one[link]);
        if (other != number && std::ranges::find(host.links, other) == host.links.end())
            host.links[link] = other;
    }
    return host;
}

/// Everybody enters; then those whom somebody is linked to are told so, before the first day.
void found(World& world, const Numbers& numbers)
{
    const Shares& shares = numbers.shares;
    world.for_each_place([&](Partition& partition) {
        const Number first = shares.first_of(partition.number());
        const auto last = static_cast<Number>(
            shares.hosts * (partition.number() + std::uint64_t{1}) / shares.places);
        partition.place.series.hosts = last - first;
        partition.place.series.days.resize(static_cast<std::size_t>(numbers.end / one_day));
        for (Number number = first; number < last; ++number)
            partition.settle(newcomer(number, partition.context().luck, numbers));
    });
    for (engine::PlaceId place = 0; place < world.places(); ++place)
        for (const Life& host : world.partition(place).lives())
            for (const Number other : host.links) {
                if (other == no_host) continue;
                Partition& there = world.partition(shares.place_of(other));
                tie(there.place, there.life(shares.slot_of(other)), number_of(host.being.id));
            }
}

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

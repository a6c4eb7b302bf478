// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/network.h"

namespace counterlife::epidemic {

namespace {

using Partition = engine::Partition<Epidemic>;

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

} // namespace

void tie(Place& place, Life& host, Number other)
{
    std::uint32_t knot = place.unused;
    if (knot == no_knot) {
        knot = static_cast<std::uint32_t>(place.knots.size());
        place.knots.emplace_back();
    } else {
        place.unused = place.knots[knot].next;
    }
    place.knots[knot] = {.host = other, .next = std::exchange(host.known_to, knot)};
}

void found(engine::World<Epidemic>& world, const Numbers& numbers)
{
    const Shares& shares = numbers.shares;
    world.for_each_place([&](Partition& partition) {
        const Number first = shares.first_of(partition.number());
        const Number last = shares.first_of(partition.number() + std::uint64_t{1});
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

} // namespace counterlife::epidemic

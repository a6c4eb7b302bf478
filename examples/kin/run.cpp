// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/run.h"

#include "engine/world.h"
#include "examples/kin/stable.h"

namespace counterlife::kin {

namespace {

/// What a founder is by luck: their own, whatever the number of places.
constexpr engine::Stream founders = engine::stream_of("founder");

void settle(engine::Partition<Kin>& partition, const Numbers& numbers,
            const StablePopulation& stable, const engine::Luck& luck, std::int64_t number)
{
    const LifeId id = identity_of_founder(static_cast<std::uint64_t>(number));
    const auto member = stable.draw(luck.uniform(id, founders, 0), luck.uniform(id, founders, 1));
    const auto ticks_of = [](double months) {
        return static_cast<std::int64_t>(months * static_cast<double>(month_ticks));
    };
    const Instant start{.day = first_day};
    Life life{.being = {.id = id},
              .born = engine::instant_of(engine::ticks(start) - ticks_of(member.months)),
              .ready = start,
              .sex = member.sex};
    if (member.ready > 0)
        life.ready = engine::instant_of(engine::ticks(life.born) + ticks_of(member.ready));
    const auto family = static_cast<std::uint8_t>(number % static_cast<std::int64_t>(families));
    life.row = partition.place.entries.enter(
        {.born = Moment{life.born}, .sex = life.sex, .family = family});
    const Address where = partition.settle(life);
    offer_himself(partition.place, numbers, life, where.slot);
}

} // namespace

int places_of(const Plan& plan) noexcept
{
    if (plan.places > 0) return plan.places;
    return static_cast<int>(std::max<std::int64_t>(1, plan.people / people_of_a_place));
}

Outcome run(const Numbers& numbers, const Plan& plan)
{
    const StablePopulation stable{numbers};
    const auto places = static_cast<std::size_t>(places_of(plan));
    std::vector<Place> empty(places);
    for (Place& place : empty) place.market = Market{numbers.market, plan.years};
    engine::World<Kin> world{numbers,
                             std::move(empty),
                             {.seed = plan.seed, .start = first_day, .threads = plan.threads}};
    const engine::Luck luck{plan.seed};
    world.for_each_place([&](engine::Partition<Kin>& partition) {
        const auto first = [&](std::int64_t place) {
            return plan.people * place / static_cast<std::int64_t>(places);
        };
        for (std::int64_t i = first(partition.number()); i < first(partition.number() + 1); ++i)
            settle(partition, numbers, stable, luck, i);
    });

    Outcome outcome;
    outcome.failure = world.run_until(end_of_run(plan.years));
    for (std::size_t place = 0; place < places; ++place)
        outcome.registers.push_back(
            std::move(world.partition(static_cast<engine::PlaceId>(place)).place.entries));
    outcome.work = world.work();
    outcome.digest = world.digest();
    return outcome;
}

} // namespace counterlife::kin

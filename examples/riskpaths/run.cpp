// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/run.h"

#include "engine/world.h"

namespace counterlife::riskpaths {

namespace {

/// Small enough for a place and its calendar to stay in a core's own cache.
constexpr std::int64_t cases_of_a_place = 8192;

struct Share {
    std::int64_t first = 0, last = 0; ///< case numbers, the second exclusive
    int sample = 0;
};

std::vector<Share> deal(const Plan& plan)
{
    std::vector<Share> shares;
    for (int sample = 0; sample < plan.samples; ++sample) {
        const std::int64_t first = plan.cases * sample / plan.samples;
        const std::int64_t last = plan.cases * (sample + 1) / plan.samples;
        const std::int64_t parts = (last - first + cases_of_a_place - 1) / cases_of_a_place;
        for (std::int64_t part = 0; part < parts; ++part)
            shares.push_back({first + (last - first) * part / parts,
                              first + (last - first) * (part + 1) / parts, sample});
    }
    return shares;
}

} // namespace

Book Outcome::whole() const
{
    Book sum;
    for (const Book& book : samples) sum += book;
    return sum;
}

Outcome run(const Numbers& numbers, const Plan& plan)
{
    Outcome outcome{.samples = std::vector<Book>(static_cast<std::size_t>(plan.samples))};
    std::vector<engine::InForce> in_force(RiskPaths::rules().size());
    engine::enrol(RiskPaths::rules());
    if (!plan.mortality) in_force[death.number].to = engine::before_all_days;

    const std::vector<Share> shares = deal(plan);
    for (std::size_t begin = 0, end = 0; begin < shares.size(); begin = end) {
        while (end < shares.size() &&
               (end == begin || shares[end].last - shares[begin].first <= plan.batch))
            ++end;
        engine::World<RiskPaths> world{
            numbers,
            std::vector<Place>(end - begin),
            {.seed = plan.seed, .threads = plan.threads, .in_force = in_force}};
        world.for_each_place([&](engine::Partition<RiskPaths>& partition) {
            const Share& share = shares[begin + partition.number()];
            partition.place.book.cases = share.last - share.first;
            for (std::int64_t i = share.first; i < share.last; ++i)
                partition.settle(
                    {.being = {.id = engine::first_life_id + static_cast<engine::LifeId>(i)}});
        });
        outcome.failure = world.run_until(last_tick + 1);
        if (outcome.failure) return outcome;
        for (std::size_t i = begin; i < end; ++i)
            outcome.samples[static_cast<std::size_t>(shares[i].sample)] +=
                world.partition(static_cast<engine::PlaceId>(i - begin)).place.book;
        outcome.work += world.work();
        outcome.digest += world.digest();
    }
    return outcome;
}

} // namespace counterlife::riskpaths

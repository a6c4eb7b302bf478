// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The end of a life: by chance, where the run knows mortality, and in any case at the last age.

#include "examples/riskpaths/numbers.h"

namespace counterlife::riskpaths {

namespace {

std::size_t age_at(Tick tick) noexcept
{
    return static_cast<std::size_t>((tick - birth) / ticks_in_years(1));
}

void end(Act& act)
{
    const Status status = settle_status(act);
    act.place_state().book.note(
        act.life().childless ? in(Step::childless_death, status) : Step::death, act.now());
    act.die();
}

/// The rate of this year of age, for as many years as it stays the same.
Bound ceiling(const View& view, Instant from)
{
    const auto& rates = view.numbers.death;
    const std::size_t age = age_at(from.day);
    std::size_t until = age + 1;
    while (until < rates.size() && rates[until] == rates[age]) ++until;
    return {.rate = rates[age],
            .until = until < rates.size() ? birthday(static_cast<int>(until)) : engine::no_day};
}

} // namespace

const Rule death{
    .name = "life.death",
    .says = "A woman dies.",
    .grain = 7,
    .ceiling = ceiling,
    .rate = [](const View& view, Instant at) { return view.numbers.death[age_at(at.day)]; },
    .effect = end};

const Rule last_day{.name = "life.last_day",
                    .says = "Nobody lives beyond the last age.",
                    .due = [](const View& view) { return view.numbers.last_day; },
                    .effect = end};

} // namespace counterlife::riskpaths

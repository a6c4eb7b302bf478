// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/life_table.h"

#include <algorithm>
#include <cstddef>

namespace counterlife::study::figures {
namespace {

constexpr std::size_t highest_open_age = 100;

} // namespace

std::optional<LifeTable> life_table(const Mortality& mortality)
{
    const auto& [deaths, exposure, newborn, infant_years_lived] = mortality;
    if (newborn <= 0 || deaths.empty() || deaths.size() != exposure.size()) return std::nullopt;

    double open_deaths = 0;
    double open_exposure = 0;
    std::size_t open_age = deaths.size();
    while (open_age > 0 && (open_age > highest_open_age || open_deaths < fewest_open_deaths)) {
        --open_age;
        open_deaths += deaths[open_age];
        open_exposure += exposure[open_age];
    }
    if (open_age == 0) return std::nullopt;

    LifeTable table;
    double alive = 1;
    for (std::size_t age = 0; age < open_age; ++age) {
        // Who enters and dies between two counts may leave deaths without any time lived.
        const double dying_years_lived = age == 0 ? infant_years_lived : 0.5;
        const double at_risk =
            age == 0 ? newborn : exposure[age] + (1 - dying_years_lived) * deaths[age];
        const double share = at_risk > 0 ? std::min(1.0, deaths[age] / at_risk) : 0.0;
        const double dying = alive * share;
        table.life_expectancy += alive - dying * (1 - dying_years_lived);
        alive -= dying;
        if (age == 0) table.dead_by_one = 1 - alive;
        if (age == 4) table.dead_by_five = 1 - alive;
    }
    table.life_expectancy += alive * open_exposure / open_deaths;
    return table;
}

double infant_years_lived_male(double death_rate)
{
    if (death_rate < 0.02300) return 0.14929 - 1.99545 * death_rate;
    if (death_rate < 0.08307) return 0.02832 + 3.26021 * death_rate;
    return 0.29915;
}

double infant_years_lived_female(double death_rate)
{
    if (death_rate < 0.01724) return 0.14903 - 2.05527 * death_rate;
    if (death_rate < 0.06891) return 0.04667 + 3.88089 * death_rate;
    return 0.31411;
}

} // namespace counterlife::study::figures

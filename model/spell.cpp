// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/spell.h"

#include "model/population_numbers.h"

#include <algorithm>

namespace counterlife::model {

Days spread_out(double usual_days, double share, double draw) noexcept
{
    return std::max<Days>(1, engine::whole_days(usual_days * (1 + share * (2 * draw - 1))));
}

double spell_spread(const Numbers& numbers, Day day) noexcept
{
    return numbers.population.guess.at(day)[PopulationNumbers::spell_spread];
}

} // namespace counterlife::model

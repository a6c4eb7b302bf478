// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Arrival in the South.
//
//   ROUTE-05  nobody goes back

#include "model/south/south.h"

#include "model/border/border.h"
#include "model/labour/labour.h"
#include "model/nation.h"

namespace counterlife::model::south {

namespace {

void land(Act& act, const Letter&)
{
    Exile& exile = border::record(act);
    Books& books = act.books();
    exile.arrived = act.today();
    exile.occupation = Occupation::centre;
    exile.since = act.today();
    labour::enter_stage(act, Stage::south);
    books.underground.arrived += books.persons_per_life;
    Tally& tally = books.tally;
    ++tally.arrivals[index_of(act.life().sex)];
    ++tally.arrivals_by_way[static_cast<std::size_t>(exile.way)];
    const auto& province_of = act.numbers().map.province_of;
    const std::size_t origin = exile.home == engine::nowhere ? ~std::size_t{0} : province_of[exile.home];
    ++tally.arrivals_by_origin[std::min(origin, tally.arrivals_by_origin.size() - 1)];
    const Day crossed = exile.first_crossed == engine::no_day ? act.today() : exile.first_crossed;
    tally.arrival_years += (act.today() - crossed) / 365;
    act.note(whole_years(act.life(), act.today()));
}

} // namespace

constinit const Rule arrival{
    .name = "south.arrival",
    .says = "Somebody lands in the South and enters the centre.",
    .answers = "ROUTE-05",
    .react = land,
};

} // namespace counterlife::model::south

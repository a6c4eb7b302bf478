// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Regret for the years given to the party.
//
// Each tenth of October brings them back to whoever was a member: the more of them, the more.
//
//   SOUTH-06   each tenth of October, students, professors of one's own age
//   BELIEF-09  former members share it; it grows with the years given and the age at arrival
//   data/south/south.csv: regret, regret_age, regret_from_age, cue

#include "model/belief/belief.h"
#include "model/border/border.h"
#include "model/claims.h"
#include "model/nation.h"
#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"

namespace counterlife::model::south {

namespace {

constexpr engine::DayInYear tenth_of_october{.month = 10, .day = 10};

Day day_of_anniversary(const View& view)
{
    const Exile& exile = exile_of(view);
    if (exile.settled == no_day || view.life.career.admitted == no_day) return no_day;
    const Day last = exile.remembered == no_day ? exile.settled : exile.remembered;
    const Day day = engine::next_in_year(std::max(exile.settled, last) + 1, {tenth_of_october});
    return view.numbers.claims.on(Claim::south_06, day) ? day : no_day;
}

/// What the day brings back passes; what is regretted anyway stays.
void remember(Act& act)
{
    Exile& exile = border::record(act);
    const double cue = act.numbers().south.at(act.today())[SouthFamily::cue];
    exile.remembered = act.today();
    act.note(code_of(
        RegretDetail{belief::hundredths(exile.regret + cue * years_given(act.life(), exile))}));
}

constexpr const Rule* before_anniversary[]{&settling};
constexpr Record anniversary_record{
    .parts = parts_of<RegretDetail>,
    .text = "On 10 October {he} thinks of the years given to the party; {his} regret stands at {n} "
            "on a scale of 100.",
    .follows = before_anniversary,
    .several = "thinks {n} times, on 10 October, of the years given to the party"};

} // namespace

double years_given(const Life& life, const Exile& exile) noexcept
{
    if (life.career.admitted == no_day) return 0;
    const Day left = exile.first_crossed == no_day ? exile.arrived : exile.first_crossed;
    return std::max(0.0, engine::years(left - life.career.admitted));
}

constinit const Rule anniversary{
    .name = "south.anniversary",
    .says = "On the tenth of October a former member thinks of the years given to the party.",
    .answers = "SOUTH-06, BELIEF-09",
    .due = day_of_anniversary,
    .effect = remember,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &anniversary_record},
};

} // namespace counterlife::model::south

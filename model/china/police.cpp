// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Arrest in China, and being handed over.
//
// Whoever has no status can be arrested at any time, more so in a campaign, in a city, or where
// people gather to pray. Those arrested are held until there are enough of them, and handed over at
// the bridge.
//
//   CHINA-05 whoever has no status has no protection
//   data/china/china.csv: arrest, campaign, arrest_factor, handover_days

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/china/numbers.h"
#include "model/china/stay.h"
#include "model/china/together.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/route/route.h"
#include "model/security/custody.h"

namespace counterlife::model::china {

namespace {

using Family = ChinaFamily;

Bound arrest_ceiling(const View& view, engine::Instant from)
{
    const auto& high = view.numbers.china.highest(from.day);
    double factor = 0;
    for (std::size_t stay = Family::factor_hiding; stay <= Family::factor_partner; ++stay)
        factor = std::max(factor, high[stay]);
    return {PerYear{high[Family::arrest] * high[Family::campaign] * factor *
                    std::max(1.0, high[Family::factor_church])},
            ChinaNumbers::until(from.day)};
}

/// Whoever looks after a child is arrested, and the child with them.
bool is_in_care(const View& view, const Exile& exile, Day day) noexcept
{
    return !exile.alone && security::is_child(view.numbers, view.life, day);
}

PerYear arrest_rate(const View& view, engine::Instant at)
{
    const Exile& exile = view.place.exiles[view.life.exile];
    if (is_in_care(view, exile, at.day) || was_born_there(view)) return never;
    const auto& p = view.numbers.china.at(at.day);
    return PerYear{p[Family::arrest] * p[Family::campaign] *
                   p[Family::factor_hiding + static_cast<std::size_t>(exile.stay)] *
                   (exile.church ? p[Family::factor_church] : 1.0)};
}

void meet_police(Act& act)
{
    act.note(code_of(StayDetail{border::record(act).stay}));
    be_arrested(act);
}

/// Those born there stay with the father: nobody can be sent back who has never left.
void be_taken_along(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::abroad || life.exile == 0) return act.quiet();
    const Exile& exile = border::record(act);
    const bool born_there = exile.first_crossed == no_day;
    if (born_there || !is_in_care(act.view(), exile, act.today())) return act.quiet();
    act.note(code_of(OfAge{whole_years(life, act.today())}), letter.from);
    be_held(act, Days{static_cast<std::int32_t>(letter.payload)});
}

Day day_of_handover(const View& view)
{
    const Exile& exile = view.place.exiles[view.life.exile];
    return exile.phase == Phase::handover ? view.life.career.stage_until : no_day;
}

void hand_over(Act& act)
{
    const PlaceId gate = act.numbers().map.crossing[act.here()];
    act.note(code_of(OfPlace{gate}));
    act.travel(gate, security::handed_over);
}

std::string tell_arrest_abroad(const StayDetail& found, const Telling&)
{
    constexpr std::array<std::string_view, 5> where{"in hiding", "on the farm", "in the city",
                                                    "in the house of the man with whom {he} lives",
                                                    "{in}"};
    return "The police arrest {him} " + word_of(where, static_cast<int>(found.stay)) +
           ", because {he} has no papers.";
}

constexpr Word arrest_words[]{{"caught"}};
constexpr Record arrest_record{.parts = parts_of<StayDetail>,
                               .turns = Turn::is_held,
                               .tell = told_by<tell_arrest_abroad>,
                               .follows = before::china,
                               .words = arrest_words};

constexpr Record taken_along_record{
    .parts = parts_of<OfAge>,
    .turns = Turn::is_held,
    .text = "The police have arrested {other}. {He}, aged {n}, is taken along.",
    .words = arrest_words};

constexpr const Rule* before_handover[]{&arrest,           &taken_along,    &reckoning,
                                        &border::far_bank, &route::contact, &route::come_along};
constexpr Record handover_record{.parts = parts_of<OfPlace>,
                                 .text = "With others {he} is taken to the bridge of {there}.",
                                 .follows = before_handover};

} // namespace

Days days_until_handover(Act& act)
{
    const auto& p = act.numbers().china.at(act.today());
    const double span = p[Family::handover_most] - p[Family::handover_least];
    return engine::whole_days(p[Family::handover_least] +
                              span * act.uniform(handover_day, act.today()));
}

void be_held(Act& act, Days days)
{
    Exile& exile = border::record(act);
    exile.phase = Phase::handover;
    if (exile.home == engine::nowhere) exile.home = act.numbers().map.crossing[act.here()];
    labour::enter_stage(act, Stage::custody);
    act.life().career.stage_until = act.today() + days;
}

void be_arrested(Act& act)
{
    const Days days = days_until_handover(act);
    be_parted(act);
    be_held(act, days);
    // They are told tomorrow, and all are handed over on one day.
    const std::int32_t left = std::max(1, days.count() - 1);
    for (const Address& child : act.place_state().kin.list(act.life().children))
        if (living(child)) act.send(child, taken_along, static_cast<std::uint64_t>(left));
}

constinit const Rule arrest{
    .name = "china.arrest",
    .says = "The police arrest somebody without status.",
    .answers = "CHINA-05",
    .grain = 12,
    .ceiling = arrest_ceiling,
    .rate = arrest_rate,
    .meets_travellers = true,
    .effect = meet_police,
    .lots = {&handover_day},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &arrest_record},
};

constinit const Rule taken_along{
    .name = "china.taken_along",
    .says = "The children who crossed with somebody are taken along when the police arrest them.",
    .answers = "CHINA-05",
    .react = be_taken_along,
    .beside = {.record = &taken_along_record},
};

constinit const Rule handover{
    .name = "china.handover",
    .says = "A group of people without status is handed over at the bridge.",
    .answers = "CHINA-05",
    .due = day_of_handover,
    .effect = hand_over,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::custody; },
               .record = &handover_record},
};

} // namespace counterlife::model::china

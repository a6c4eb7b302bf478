// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Finding where to stay in China, and moving on.
//
// Whoever crosses for the first time and knows nobody ends up on a farm in a village or goes into
// hiding; women are sold to men who look for wives; those who come back with an aim go to the city.
//
//   CHINA-02 first-comers drift to a village and farm work
//   CHINA-09 those who come again go to the city, earn, and meet churches
//   FOOD-03  nobody goes hungry who works there
//   data/china/china.csv

#include "model/china/china.h"

#include "model/border/border.h"
#include "model/china/numbers.h"
#include "model/china/stay.h"
#include "model/china/together.h"
#include "model/claims.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/places/map.h"

namespace counterlife::model {

const std::array<Scalar, ChinaFamily::count> ChinaFamily::table = in_order<ChinaFamily::count>({
    {ChinaFamily::farm_first, "china.farm_first", "", "share", 0, 1,
     "first-comers who find farm work; the rest hide"},
    {ChinaFamily::city_again, "china.city_again", "", "share", 0, 1,
     "those who come again, or for the South, in the city"},
    {ChinaFamily::partner, "china.partner", "", "share", 0, 1,
     "women who are sold, or go, to a man on arrival"},
    {ChinaFamily::sold_later, "china.sold_later", "", "per_year", 0, 20,
     "rate of the same of women in hiding or on farms"},
    {ChinaFamily::annual_wage, "china.annual_wage", "", "yuan", 0, 100000,
     "promised to a farm hand for a year"},
    {ChinaFamily::city_wage, "china.city_wage", "", "yuan", 0, 100000,
     "earned in a city in a year"},
    {ChinaFamily::honest, "china.honest", "", "share", 0, 1,
     "employers who pay people without status"},
    {ChinaFamily::honest_with_status, "china.honest_with_status", "", "share", 0, 1,
     "employers who pay people with status"},
    {ChinaFamily::debtors, "china.debtors", "", "share", 0, 1, "employers in debt, who never pay"},
    {ChinaFamily::part_pay, "china.part_pay", "", "share", 0, 1,
     "of what is owed, got by the promise to come back"},
    {ChinaFamily::deferral_years, "china.deferral_years", "", "years", 0, 5,
     "further years asked for against the whole sum"},
    {ChinaFamily::paid_after_deferral, "china.paid_after_deferral", "", "share", 0, 1,
     "of those who work on, who are paid"},
    {ChinaFamily::accepts_deferral, "china.accepts_deferral", "", "share", 0, 1,
     "of those who are asked to, who work on"},
    {ChinaFamily::dispute, "china.dispute", "", "share", 0, 1,
     "of those not paid, who would quarrel were there no risk"},
    {ChinaFamily::arrest_per_dispute, "china.arrest_per_dispute", "", "share", 0, 1,
     "quarrels that end in arrest"},
    {ChinaFamily::reckoning, "china.reckoning", "", "share", 0, 1,
     "farm hands who ask for their pay at the end of a year, with a family to go to"},
    {ChinaFamily::going_home, "china.going_home", "", "per_year", 0, 50,
     "rate of going home of somebody with no ties"},
    {ChinaFamily::home_hunger, "china.home", "hunger", "ratio", 0, 20,
     "how many times more for a hungry family"},
    {ChinaFamily::home_family, "china.home", "family", "ratio", 0, 20,
     "for wife, husband or children at home"},
    {ChinaFamily::home_promise, "china.home", "promise", "ratio", 0, 20, "for a promise given"},
    {ChinaFamily::home_partner, "china.home", "partner", "ratio", 0, 20,
     "of women who live with a man there"},
    {ChinaFamily::home_aim, "china.home", "aim_south", "ratio", 0, 20,
     "of those who are bound for the South"},
    {ChinaFamily::arrest, "china.arrest", "", "per_year", 0, 20,
     "rate of arrest of somebody in hiding"},
    {ChinaFamily::campaign, "china.campaign", "", "ratio", 0, 20,
     "how many times more in a time of campaigns"},
    {ChinaFamily::factor_hiding, "china.arrest_factor", "hiding", "ratio", 0, 20,
     "how arrest differs by stay"},
    {ChinaFamily::factor_farm, "china.arrest_factor", "farm", "ratio", 0, 20, ""},
    {ChinaFamily::factor_city, "china.arrest_factor", "city", "ratio", 0, 20, ""},
    {ChinaFamily::factor_partner, "china.arrest_factor", "partner", "ratio", 0, 20, ""},
    {ChinaFamily::factor_church, "china.arrest_factor", "church", "ratio", 0, 20, ""},
    {ChinaFamily::handover_least, "china.handover_days", "least", "days", 1, 400,
     "time in the hands of the police there"},
    {ChinaFamily::handover_most, "china.handover_days", "most", "days", 1, 400, ""},
    {ChinaFamily::to_city, "china.to_city", "", "per_year", 0, 20,
     "rate of leaving hiding or farm for the city"},
    {ChinaFamily::church, "china.church", "", "per_year", 0, 20,
     "rate of meeting a church in the city"},
    {ChinaFamily::birth, "china.birth", "", "per_year", 0, 2,
     "births of women who live with a man there"},
    {ChinaFamily::food, "china.food", "", "share", 0, 1, "of the need that is met there"},
    {ChinaFamily::church_south, "china.church_factor", "aim_south", "ratio", 0, 50,
     "how many times sooner those bound for the South meet a church"},
    {ChinaFamily::to_city_first, "china.to_city_factor", "first", "ratio", 0, 1,
     "how much more slowly first-comers who want to earn go on to the city"},
    {ChinaFamily::works_until, "china.work_age", "until", "age", 16, 100,
     "age until which a farm takes somebody on"},
    {ChinaFamily::grown_from, "china.grown_age", "", "age", 10, 25,
     "age from which somebody works, or is sold"},
    {ChinaFamily::sold_until, "china.sold_age", "until", "age", 16, 70,
     "age until which a woman is sold, or bears children"},
    {ChinaFamily::birth_sex_ratio, "china.birth_sex_ratio", "", "ratio", 0.5, 2,
     "boys per girl born there"},
    {ChinaFamily::birth_spacing, "china.birth_spacing", "", "days", 270, 3000,
     "least time between two births"},
});

namespace china {

namespace {

using Family = ChinaFamily;

enum Draw : std::uint32_t { where, how, sale };

PlaceId nearest_of(const Map& map, Role role, PlaceId from)
{
    PlaceId best = engine::nowhere;
    for (const PlaceId place : map.all(role))
        if (best == engine::nowhere || map.kilometres(from, place) < map.kilometres(from, best))
            best = place;
    return best;
}

/// CHINA-02, CHINA-09  Farm, city, hiding, or a man's house.
Stay choose_stay(Act& act, const Exile& exile)
{
    const auto chance = [&](Draw draw) { return act.uniform(where_to_stay, act.today(), draw); };
    const auto& p = act.numbers().china.at(act.today());
    const Claims& claims = act.numbers().claims;
    const Life& life = act.life();
    const double age = age_in_years(life, act.now());
    const bool grown = age >= p[Family::grown_from] && age < p[Family::works_until];
    const bool with_aim = exile.aim == Aim::south;
    // Whoever meets a woman alone on the bank sells her, whatever she has come for.
    const bool for_sale =
        is_of_an_age_to_be_sold(act.view(), act.now()) && exile.alone && !exile.guided;
    if (for_sale && chance(sale) < p[Family::partner]) return Stay::partner;
    if (with_aim || (exile.crossings > 1 && claims.on(Claim::china_09, act.today())))
        if (chance(where) < p[Family::city_again]) return Stay::city;
    const bool finds_work =
        grown && claims.on(Claim::china_02, act.today()) && chance(how) < p[Family::farm_first];
    return finds_work ? Stay::farm : Stay::hiding;
}

PlaceId where_to(Act& act, Stay stay)
{
    const Map& map = act.numbers().map;
    switch (stay) {
    case Stay::city:
        return nearest_of(map, Role::city, act.here());
    case Stay::farm:
    case Stay::partner:
        return nearest_of(map, Role::village, act.here());
    case Stay::hiding:
        break;
    }
    return act.here();
}

void settle(Act& act, const Letter&)
{
    stay_here(act);
    act.note(code_of(StayDetail{border::record(act).stay}));
}

bool may_move_on(const Exile& exile) noexcept
{
    return exile.stay == Stay::hiding || exile.stay == Stay::farm;
}

Bound to_city_ceiling(const View& view, engine::Instant from)
{
    if (!may_move_on(exile_of(view))) return {never, no_day};
    return {PerYear{view.numbers.china.highest(from.day)[Family::to_city]},
            ChinaNumbers::until(from.day)};
}

PerYear to_city_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    const bool on = view.numbers.claims.on(Claim::china_09, at.day);
    const bool has_reason = exile.crossings > 1 || exile.aim == Aim::south;
    if (!on || !may_move_on(exile) || follows(view, at.day) || at.day <= exile.since) return never;
    const auto& p = view.numbers.china.at(at.day);
    return PerYear{p[Family::to_city] * (has_reason ? 1 : p[Family::to_city_first])};
}

void go_to_city(Act& act)
{
    Exile& exile = border::record(act);
    const PlaceId to = nearest_of(act.numbers().map, Role::city, act.here());
    exile.stay = Stay::city;
    act.note(code_of(OfPlace{to}));
    lead_to(act, to);
    if (to == act.here()) return stay_here(act);
    act.travel(to, settling);
}

Bound church_ceiling(const View& view, engine::Instant from)
{
    const Exile& exile = exile_of(view);
    if (exile.church || exile.stay != Stay::city) return {never, no_day};
    const auto& high = view.numbers.china.highest(from.day);
    return {PerYear{high[Family::church] * std::max(1.0, high[Family::church_south])},
            ChinaNumbers::until(from.day)};
}

PerYear church_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (exile.church || exile.stay != Stay::city || at.day <= exile.since) return never;
    if (!view.numbers.claims.on(Claim::china_09, at.day)) return never;
    const auto& p = view.numbers.china.at(at.day);
    return PerYear{p[Family::church] * (exile.aim == Aim::south ? p[Family::church_south] : 1.0)};
}

void be_taken_in(Act& act)
{
    Exile& exile = border::record(act);
    exile.church = true;
    exile.koreans = true;
    act.note(code_of(OfDays{act.today() - exile.since}));
}

Bound sold_ceiling(const View& view, engine::Instant from)
{
    if (view.life.sex == Sex::male || !may_move_on(exile_of(view))) return {never, no_day};
    return {PerYear{view.numbers.china.highest(from.day)[Family::sold_later]},
            ChinaNumbers::until(from.day)};
}

PerYear sold_rate(const View& view, engine::Instant at)
{
    const auto& p = view.numbers.china.at(at.day);
    const Exile& exile = exile_of(view);
    const bool may_be_sold = may_move_on(exile) && !has_company(view.life, exile) &&
                             !was_born_there(view) && is_of_an_age_to_be_sold(view, at) &&
                             at.day > exile.since;
    return may_be_sold ? PerYear{p[Family::sold_later]} : never;
}

void be_sold(Act& act)
{
    Exile& exile = border::record(act);
    exile.stay = Stay::partner;
    exile.sold = true;
    exile.aim = Aim::earn; // For now she is kept where she is.
    exile.since = act.today();
    act.note(code_of(OfAge{whole_years(act.life(), act.today())}));
}

std::string tell_stay(const StayDetail& settled, const Telling&)
{
    constexpr std::array<std::string_view, 5> sentences{
        "{He} goes into hiding {in}, with whoever will take {him} in.",
        "{He} finds work on a farm {in}.", "{He} finds a place to stay {in}, in the city.",
        "{He} is sold {in} to a man looking for a wife.", "{He} finds somewhere to stay {in}."};
    return word_of(sentences, static_cast<int>(settled.stay));
}

constexpr Word settling_words[]{
    {"sold", when<[](const StayDetail& settled) { return settled.stay == Stay::partner; }>},
    {"farm_hand", when<[](const StayDetail& settled) { return settled.stay == Stay::farm; }>},
    {"city", when<[](const StayDetail& settled) { return settled.stay == Stay::city; }>}};
constexpr Record settling_record{
    .parts = parts_of<StayDetail>, .tell = told_by<tell_stay>, .words = settling_words};

constexpr Word to_city_words[]{{"city"}};
constexpr Record to_city_record{.parts = parts_of<OfPlace>,
                                .text = "{He} goes on to the city, {to there}.",
                                .follows = before::china,
                                .words = to_city_words};

constexpr const Rule* before_church[]{&to_city, &settling};
constexpr Word church_words[]{{"church"}};
constexpr Record church_record{
    .parts = parts_of<OfDays>,
    .text = "After {span} in the city {he} is taken in by a church, and meets people from the "
            "South.",
    .follows = before_church,
    .words = church_words};

constexpr Word sold_words[]{{"sold"}};
constexpr Record sold_record{.parts = parts_of<OfAge>,
                             .text = "Aged {n}, {he} is sold to a man looking for a wife.",
                             .follows = before::china,
                             .words = sold_words};

} // namespace

bool is_of_an_age_to_be_sold(const View& view, engine::Instant at) noexcept
{
    const Life& life = view.life;
    const auto& p = view.numbers.china.at(at.day);
    const double age = age_in_years(life, at);
    return life.sex == Sex::female && age >= p[Family::grown_from] && age < p[Family::sold_until];
}

void stay_here(Act& act)
{
    Exile& exile = border::record(act);
    constexpr std::uint8_t employers = 200;
    exile.stayed = act.here();
    exile.since = act.today();
    exile.owed = {};
    exile.seasons = 0;
    exile.deferred = false;
    exile.employer =
        static_cast<std::uint8_t>(act.uniform(which_employer, act.today()) * employers);
}

void find_stay(Act& act)
{
    Exile& exile = border::record(act);
    if (exile.with != engine::nobody) { // Until whoever leads has found a place.
        exile.stay = Stay::hiding;
        exile.sold = false;
        return stay_here(act);
    }
    exile.stay = choose_stay(act, exile);
    exile.sold = exile.stay == Stay::partner;
    if (exile.sold) exile.aim = Aim::earn; // For now she is kept where she is.
    const PlaceId to = where_to(act, exile.stay);
    if (to == engine::nowhere) return stay_here(act);
    lead_to(act, to);
    if (to == act.here()) return stay_here(act);
    act.travel(to, settling);
}

constinit const Rule settling{
    .name = "china.settling",
    .says = "Somebody without status finds where to stay: hiding, a farm, the city, a man's house.",
    .answers = "CHINA-02, CHINA-09",
    .react = settle,
    .lots = {&which_employer},
    .beside = {.record = &settling_record},
};

constinit const Rule to_city{
    .name = "china.to_city",
    .says = "Somebody goes on to the city.",
    .answers = "CHINA-09",
    .grain = 13,
    .ceiling = to_city_ceiling,
    .rate = to_city_rate,
    .effect = go_to_city,
    .lots = {&which_employer},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &to_city_record},
};

constinit const Rule church{
    .name = "china.church",
    .says = "Somebody in the city is taken in by a church.",
    .answers = "CHINA-09",
    .grain = 11,
    .ceiling = church_ceiling,
    .rate = church_rate,
    .effect = be_taken_in,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &church_record},
};

constinit const Rule sold{
    .name = "china.sold",
    .says = "A woman in hiding or on a farm is sold to a man looking for a wife.",
    .answers = "CHINA-01",
    .grain = 12,
    .ceiling = sold_ceiling,
    .rate = sold_rate,
    .effect = be_sold,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.stage == Stage::abroad && who.recorded && who.woman;
                   },
               .record = &sold_record},
};

} // namespace china
} // namespace counterlife::model

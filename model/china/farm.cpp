// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Work without status, and going home.
//
// A farm hand is promised a sum for the year and fed. At the end of a year some ask for what is
// owed, to take it to the family. Without status there is nothing to press the claim with: some
// employers pay, some ask for another year against the whole sum, some quarrel, and a quarrel can
// end in arrest. A promise to come back brings a part.
//
//   CHINA-01 without status some employers do not pay
//   CHINA-03 two thousand yuan a year, and food
//   CHINA-04 asked for the pay, the employer offers it all against one more year
//   CHINA-05 a dispute can mean arrest
//   CHINA-06 a false promise buys an eighth
//   CHINA-07 employers differ; one in debt cannot pay
//   FOOD-04  the hunger of the family calls people home
//   FAMILY-04 and so does the promise
//   BORDER-07 they go back of their own accord
//   data/china/china.csv

#include "model/china/farm.h"

#include "engine/elementary.h"
#include "model/border/border.h"
#include "model/china/china.h"
#include "model/china/numbers.h"
#include "model/china/together.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/food/numbers.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/person/pregnancy.h"

namespace counterlife::model::china {

namespace {

using Family = ChinaFamily;

constexpr Days year = 365;

enum Draw : std::uint32_t { asks, accepts, paid, quarrels, arrested, draws };
constexpr Lot each_reckoning{.every = 8, .many = draws};
constexpr Lot character{.stream = engine::stream_of("china.employer")}; // Of an employer.

enum class Employer : std::uint8_t { honest, withholds, debtor };

/// CHINA-07  What an employer is like belongs to the employer and not to the hand.
Employer kind_of_employer(Act& act, const Exile& exile, const ChinaNumbers::Values& p)
{
    const bool status = !act.numbers().claims.on(Claim::china_01, act.today());
    const double honest = status ? p[Family::honest_with_status] : p[Family::honest];
    const LifeId who = engine::mix(act.here(), exile.employer) | 1;
    const double draw = act.uniform_for(who, character);
    if (draw < honest) return Employer::honest;
    const bool differ = act.numbers().claims.on(Claim::china_07, act.today());
    return differ && draw > 1 - p[Family::debtors] ? Employer::debtor : Employer::withholds;
}

Day end_of_year(const View& view)
{
    const Exile& exile = exile_of(view);
    if (exile.stay != Stay::farm) return no_day;
    return exile.since + year * (exile.seasons + 1);
}

struct Reckoning {
    Outcome outcome{};
    double sum = 0;
};

Reckoning ask_for_pay(Act& act, Exile& exile)
{
    const auto& p = act.numbers().china.at(act.today());
    const Claims& claims = act.numbers().claims;
    const Employer employer = kind_of_employer(act, exile, p);
    const double owed = exile.owed.value();
    if (employer == Employer::honest) return {Outcome::in_full, owed};
    if (claims.on(Claim::china_04, act.today()) && !exile.deferred) {
        const double offer = owed + p[Family::annual_wage] * p[Family::deferral_years];
        if (act.uniform(each_reckoning, act.today(), accepts) < p[Family::accepts_deferral])
            return {Outcome::deferred, offer};
    }
    const bool may_pay = exile.deferred && employer != Employer::debtor;
    if (may_pay && act.uniform(each_reckoning, act.today(), paid) < p[Family::paid_after_deferral])
        return {Outcome::in_full, owed};
    // CHINA-05  The higher the risk, the fewer dare.
    const double dares = p[Family::dispute] * (1 - p[Family::arrest_per_dispute]);
    if (claims.on(Claim::china_05, act.today()) &&
        act.uniform(each_reckoning, act.today(), quarrels) < dares)
        return act.uniform(each_reckoning, act.today(), arrested) < p[Family::arrest_per_dispute]
                   ? Reckoning{Outcome::prison, 0}
                   : Reckoning{Outcome::quarrel, 0};
    if (!claims.on(Claim::china_06, act.today())) return {Outcome::nothing, 0};
    return {Outcome::with_promise, owed * p[Family::part_pay]};
}

void leave_for_home_or_city(Act& act, Exile& exile)
{
    const bool some_go_back = act.numbers().claims.on(Claim::border_07, act.today());
    if (some_go_back && has_family_at_home(act.life(), exile)) return border::go_back(act);
    exile.stay = Stay::hiding; // And from there to the city, in time.
    exile.since = act.today();
}

/// FOOD-04, FAMILY-04  How strongly the family at home calls, as far as it is known across the
/// river.
template <class Given>
double call_of_home(const View& view, const Exile& exile, Day day, const Given& given)
{
    const auto& numbers = view.numbers;
    const auto& p = numbers.china.at(day);
    double factor = 1;
    if (has_family_at_home(view.life, exile)) {
        factor *= given(Why::family, p[Family::home_family], 1);
        if (numbers.claims.on(Claim::food_04, day))
            factor *= given(
                Why::hunger,
                1 + p[Family::home_hunger] * numbers.food.at(day)[FoodFamily::short_northeast], 1);
    }
    if (exile.promised && numbers.claims.on(Claim::family_04, day))
        factor *= given(Why::promise, p[Family::home_promise], 1);
    return factor;
}

/// Whoever works on for the whole sum asks for it in any case, and so does whoever is too old for
/// another year.
template <class Given> double asking(const View& view, Day day, const Given& given)
{
    const Exile& exile = exile_of(view);
    const double last_age = view.numbers.china.at(day)[Family::works_until];
    if (exile.deferred || age_in_years(view.life, {.day = day}) >= last_age) return 1;
    const double calls = call_of_home(view, exile, day, given);
    return 1 - engine::exponential(-view.numbers.china.at(day)[Family::reckoning] * calls);
}

void reckon(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().china.at(act.today());
    ++exile.seasons;
    const bool promised = act.numbers().claims.on(Claim::china_03, act.today());
    exile.owed = Yuan{promised ? p[Family::annual_wage] * exile.seasons : 0};
    const auto chance = [&](const auto& given) { return asking(act.view(), act.today(), given); };
    if (act.uniform(each_reckoning, act.today(), asks) >= chance(AsItIs{}))
        return act.note(code_of(ReckoningDetail{.outcome = Outcome::not_asked}));
    const Weighed<Why> weighed = weigh(reasons, chance);
    const Reckoning reckoning = ask_for_pay(act, exile);
    act.note(code_of(ReckoningDetail{.sum = static_cast<std::int32_t>(reckoning.sum),
                                     .outcome = reckoning.outcome,
                                     .most = weighed.most,
                                     .next = weighed.next}));
    if (reckoning.outcome == Outcome::deferred) {
        exile.deferred = true;
        return;
    }
    exile.purse += Yuan{reckoning.sum};
    if (reckoning.outcome == Outcome::prison) return be_arrested(act);
    leave_for_home_or_city(act, exile);
}

Bound going_home_ceiling(const View& view, engine::Instant from)
{
    const Exile& exile = exile_of(view);
    if (exile.stay == Stay::farm) return {never, no_day}; // At a reckoning.
    const auto& high = view.numbers.china.highest(from.day);
    return {PerYear{high[Family::going_home] * std::max(1.0, high[Family::home_family]) *
                    (1 + high[Family::home_hunger]) * std::max(1.0, high[Family::home_promise]) *
                    std::max(1.0, high[Family::home_partner]) *
                    std::max(1.0, high[Family::home_aim])},
            ChinaNumbers::until(from.day)};
}

template <class Given> double going_back(const View& view, engine::Instant at, const Given& given)
{
    const Exile& exile = exile_of(view);
    const auto& p = view.numbers.china.at(at.day);
    double rate = p[Family::going_home] * call_of_home(view, exile, at.day, given);
    if (exile.stay == Stay::partner) rate *= given(Why::partner, p[Family::home_partner], 1);
    if (exile.aim == Aim::south) rate *= given(Why::aim, p[Family::home_aim], 1);
    return rate;
}

PerYear going_home_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (exile.stay == Stay::farm || follows(view, at.day) || at.day <= exile.since) return never;
    if (!view.numbers.claims.on(Claim::border_07, at.day)) return never;
    if (person::is_near_her_time(view.numbers, view.life, at.day)) return never;
    return PerYear{going_back(view, at, AsItIs{})};
}

void go_home(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().china.at(act.today());
    const double years = engine::years(act.today() - exile.since);
    if (exile.stay == Stay::city) exile.purse += Yuan{p[Family::city_wage] * years};
    const Weighed<Why> weighed =
        weigh(reasons, [&](const auto& given) { return going_back(act.view(), act.now(), given); });
    act.note(code_of(GoingHomeDetail{.yuan = static_cast<std::int32_t>(exile.purse.value()),
                                     .most = weighed.most,
                                     .next = weighed.next,
                                     .against = weighed.against}));
    border::go_back(act);
}

Turn reckoning_leads(const ReckoningDetail& end)
{
    return end.outcome == Outcome::prison ? Turn::is_held : Turn::none;
}

std::string how_it_ends(const ReckoningDetail& end)
{
    switch (end.outcome) {
    case Outcome::in_full:
        return put("A year on the farm ends. {He} asks for {his} pay, and gets all "
                   "that is owed, {} yuan.",
                   {text_of(end.sum)});
    case Outcome::deferred:
        return put("A year on the farm ends. {He} asks for {his} pay; the employer "
                   "offers {} yuan if {he} works on, and {he} does.",
                   {text_of(end.sum)});
    case Outcome::with_promise:
        return put("A year on the farm ends. {He} is not paid, but is given {} yuan of what is "
                   "owed for the promise to come back.",
                   {text_of(end.sum)});
    case Outcome::quarrel:
        return "A year on the farm ends. {He} quarrels with the employer about {his} pay and gets "
               "nothing.";
    case Outcome::prison:
        return "A year on the farm ends. {He} quarrels with the employer about {his} pay; the "
               "police are called and arrest {him}.";
    case Outcome::nothing:
        return "A year on the farm ends. {He} asks for {his} pay and gets nothing.";
    default:
        return "A year on the farm ends, and {he} does not ask for {his} pay yet.";
    }
}

std::string tell_reckoning(const ReckoningDetail& end, const Telling&)
{
    const std::string text = how_it_ends(end);
    const bool asked = end.outcome != Outcome::not_asked;
    return asked ? text + what_weighed(reasons, {end.most, end.next, Why::nothing}) : text;
}

constexpr const Rule* before_reckoning[]{&settling};
constexpr Word reckoning_words[]{
    {"part_pay",
     when<[](const ReckoningDetail& end) { return end.outcome == Outcome::with_promise; }>},
    {"caught", when<[](const ReckoningDetail& end) { return end.outcome == Outcome::prison; }>}};
constexpr Record reckoning_record{.parts = parts_of<ReckoningDetail>,
                                  .turn = turn_by<reckoning_leads>,
                                  .tell = told_by<tell_reckoning>,
                                  .follows = before_reckoning,
                                  .weights = weights_of<ReckoningDetail, reasons>,
                                  .words = reckoning_words};

std::string tell_going_home(const GoingHomeDetail& home, const Telling&)
{
    const std::string with =
        home.yuan > 0 ? put("with {} yuan", {text_of(home.yuan)}) : std::string{"with empty hands"};
    return "{He} sets out for home, back across the river, " + with + "." +
           what_weighed(reasons, {home.most, home.next, home.against});
}

constexpr Record going_home_record{.parts = parts_of<GoingHomeDetail>,
                                   .tell = told_by<tell_going_home>,
                                   .follows = before::china,
                                   .weights = weights_of<GoingHomeDetail, reasons>};

} // namespace

bool has_family_at_home(const Life& life, const Exile& exile) noexcept
{
    if (!exile.alone) return false; // They came along.
    const bool spouse = life.marital == Marital::married && living(life.spouse);
    return (spouse || life.children_born > 0) && !life.career.lost_family;
}

constinit const Rule reckoning{
    .name = "china.reckoning",
    .says = "At the end of a year a farm hand may ask for the pay, and mostly does not get it.",
    .answers = "CHINA-01, CHINA-03, CHINA-04, CHINA-05, CHINA-06, CHINA-07, FAMILY-04, FOOD-04, "
               "BORDER-07",
    .due = end_of_year,
    .effect = reckon,
    .lots = {&each_reckoning, &character, &handover_day},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &reckoning_record},
};

constinit const Rule going_home{
    .name = "china.going_home",
    .says = "Somebody goes back across the river to the family.",
    .answers = "BORDER-07, FOOD-04, FAMILY-04",
    .grain = 10,
    .ceiling = going_home_ceiling,
    .rate = going_home_rate,
    .effect = go_home,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &going_home_record},
};

} // namespace counterlife::model::china

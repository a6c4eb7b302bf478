// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Arrival in the South, the months in the centre, and a town to live in.
//
// Whoever lands is questioned and taught in a centre, is given a sum to begin with, pays what is
// owed for the way, and moves to a town. A former soldier of the front goes to look across at the
// old post. Everybody may pick a party, and nothing reads which.
//
//   PARTY-01  in the South a party is a matter of taste, and decides nothing
//   ROUTE-05  nobody goes back
//   SOUTH-03  half of Northern schooling counts
//   SOUTH-09  a former soldier of the front looks at the old post from the other side
//   BELIEF-09 former members regret the years given
//   data/south/south.csv

#include "model/south/south.h"
#include "model/south/details.h"

#include "model/belief/belief.h"
#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/south/numbers.h"

namespace counterlife::model {

const std::array<Scalar, SouthFamily::count> SouthFamily::table = in_order<SouthFamily::count>({
    {SouthFamily::centre_days, "south.centre_days", "", "days", 1, 400, "in the centre of arrival"},
    {SouthFamily::seoul_share, "south.seoul_share", "", "share", 0, 1,
     "who settle in the Seoul area"},
    {SouthFamily::settlement, "south.settlement", "", "thousand_won", 0, 1e5,
     "given to begin with"},
    {SouthFamily::transfer, "south.transfer", "", "share", 0, 1,
     "of Northern school years that count"},
    {SouthFamily::study, "south.study", "", "per_year", 0, 5,
     "rate of beginning to study, young and schooled in full"},
    {SouthFamily::study_from, "south.study_age", "from", "years", 15, 60,
     "from which age on fewer study"},
    {SouthFamily::study_to, "south.study_age", "to", "years", 16, 90, "and from which nobody does"},
    {SouthFamily::study_schooling, "south.study_schooling", "", "years", 1, 20,
     "of schooling that count as in full"},
    {SouthFamily::study_years, "south.study_years", "", "years", 1, 10,
     "from the beginning to the diploma"},
    {SouthFamily::short_share, "south.short_college", "share", "share", 0, 1,
     "of those who begin to study, at a college of two years"},
    {SouthFamily::short_years, "south.short_college_years", "", "years", 1, 10,
     "from the beginning there to its diploma"},
    {SouthFamily::short_office, "south.short_college", "office", "share", 0, 1,
     "of the offices open to a diploma of four years, to one of two"},
    {SouthFamily::drop_out, "south.drop_out", "", "per_year", 0, 5, "rate of giving up studying"},
    {SouthFamily::closed_study, "south.closed_study", "", "ratio", 0, 1,
     "admission of those without a family in the party, where SOUTH-07 does not hold"},
    {SouthFamily::hire, "south.hire", "", "per_year", 0, 50,
     "rate of finding work, of a man between 25 and 49"},
    {SouthFamily::hire_women, "south.hire_factor", "women", "ratio", 0, 10, "how that differs"},
    {SouthFamily::hire_young, "south.hire_factor", "15-24", "ratio", 0, 10, ""},
    {SouthFamily::hire_late, "south.hire_factor", "50-59", "ratio", 0, 10, ""},
    {SouthFamily::hire_old, "south.hire_factor", "60+", "ratio", 0, 10, ""},
    {SouthFamily::hire_harm, "south.hire_factor", "harmed", "ratio", 0, 10,
     "of somebody wholly broken by custody"},
    {SouthFamily::hire_diploma, "south.hire_factor", "diploma", "ratio", 0, 10, ""},
    {SouthFamily::hire_new, "south.hire_factor", "new", "ratio", 0, 10,
     "of somebody who has just settled"},
    {SouthFamily::hire_came_old, "south.hire_factor", "came_old", "ratio", 0, 10,
     "of somebody who was old on settling"},
    {SouthFamily::hire_years, "south.hire_years", "", "years", 0.1, 40,
     "in the South, after which work is found as easily as ever"},
    {SouthFamily::came_old_age, "south.came_old_age", "", "age", 30, 90,
     "on settling, from which somebody was old"},
    {SouthFamily::job_end, "south.job_end", "later", "per_year", 0, 50, "rate at which a job ends"},
    {SouthFamily::job_end_first, "south.job_end", "first", "per_year", 0, 50,
     "the same of menial work in the first years"},
    {SouthFamily::menial_men, "south.work", "menial/M", "weight", 0, 100,
     "how often each kind of work is found"},
    {SouthFamily::menial_women, "south.work", "menial/F", "weight", 0, 100, ""},
    {SouthFamily::factory_men, "south.work", "factory/M", "weight", 0, 100, ""},
    {SouthFamily::factory_women, "south.work", "factory/F", "weight", 0, 100, ""},
    {SouthFamily::service_men, "south.work", "service/M", "weight", 0, 100, ""},
    {SouthFamily::service_women, "south.work", "service/F", "weight", 0, 100, ""},
    {SouthFamily::office, "south.work", "office", "weight", 0, 100, "to whom it is open"},
    {SouthFamily::menial_first, "south.menial_first", "", "ratio", 1, 50,
     "how many times more menial work in the first years"},
    {SouthFamily::first_years, "south.first_years", "", "years", 0, 20, "of any work at all"},
    {SouthFamily::gate_exceptions, "south.gate_exceptions", "", "share", 0, 1,
     "jobs for which an office asks for no diploma"},
    {SouthFamily::hours, "south.hours", "later", "hours", 1, 120, "worked in a week"},
    {SouthFamily::hours_first, "south.hours", "first", "hours", 1, 120,
     "the same in the first years"},
    {SouthFamily::wage_level, "south.wage_level", "", "thousand_won", 1, 1e5,
     "a month's wage to which the factors apply"},
    {SouthFamily::wage_menial, "south.wage_factor", "menial", "ratio", 0, 10, "how wages differ"},
    {SouthFamily::wage_factory, "south.wage_factor", "factory", "ratio", 0, 10, ""},
    {SouthFamily::wage_service, "south.wage_factor", "service", "ratio", 0, 10, ""},
    {SouthFamily::wage_office, "south.wage_factor", "office", "ratio", 0, 10, ""},
    {SouthFamily::wage_women, "south.wage_factor", "women", "ratio", 0, 10, ""},
    {SouthFamily::wage_late, "south.wage_factor", "50+", "ratio", 0, 10, ""},
    {SouthFamily::wage_per_year, "south.wage_per_year", "", "ratio", 0, 1,
     "gained with each of the first years here"},
    {SouthFamily::party_capital, "south.party_capital", "", "ratio", 0, 5,
     "more for ten years of membership, where SOUTH-05 does not hold"},
    {SouthFamily::saved, "south.saved", "alone", "share", 0, 1, "of wages"},
    {SouthFamily::saved_for_kin, "south.saved", "kin", "share", 0, 1,
     "the same with kin in the North"},
    {SouthFamily::send_money, "south.send_money", "at_work", "per_year", 0, 20,
     "rate of sending money home"},
    {SouthFamily::send_money_idle, "south.send_money", "without", "per_year", 0, 20, ""},
    {SouthFamily::sum_sent, "south.sum_sent", "", "thousand_won", 1, 1e5, "at a time"},
    {SouthFamily::fee, "south.fee", "", "share", 0, 1, "of it, that the go-betweens keep"},
    {SouthFamily::send_for, "south.send_for", "", "per_year", 0, 20,
     "rate of sending for kin, once it can be paid"},
    {SouthFamily::send_for_cost, "south.send_for_cost", "", "thousand_won", 0, 1e6,
     "of one person's way"},
    {SouthFamily::regret_per_year, "south.regret", "", "hundredths_per_year", 0, 100,
     "for each year given to the party"},
    {SouthFamily::regret_per_age, "south.regret_age", "", "ratio", 0, 1,
     "more for each year of age at arrival"},
    {SouthFamily::regret_from_age, "south.regret_from_age", "", "years", 0, 100,
     "counted from this age"},
    {SouthFamily::cue, "south.cue", "", "hundredths_per_year", 0, 100,
     "more on the tenth of October, for each year given"},
    {SouthFamily::lookout_days, "south.lookout_days", "", "days", 1, 4000,
     "from settling to the lookout"},
    {SouthFamily::party_choice_days, "south.party_choice_days", "", "days", 1, 4000,
     "from settling to picking a party"},
    {SouthFamily::parties, "south.parties", "", "count", 1, 50, "to pick from"},
    {SouthFamily::going_back, "south.going_back", "", "per_year", 0, 1,
     "rate of going back, where ROUTE-05 does not hold"},
    {SouthFamily::mortality, "south.mortality", "", "ratio", 0, 2,
     "times the rate of dying in the North"},
    {SouthFamily::arrival_age, "south.arrival_age", "", "years", 0, 100,
     "at which the South takes everybody grown to have arrived; 0: the age that people have"},
    {SouthFamily::school_age, "south.school_age", "", "age", 10, 30,
     "age until which people go to school"},
    {SouthFamily::settlement_age, "south.settlement_age", "", "age", 0, 30,
     "age from which the sum to begin with is given"},
    {SouthFamily::work_age, "south.work_age", "", "age", 5, 30, "age from which people find work"},
    {SouthFamily::kin_age, "south.kin_age", "", "age", 5, 40,
     "age from which they send money and for kin"},
    {SouthFamily::wage_years, "south.wage_years", "", "years", 0, 60, "for which wages rise"},
    {SouthFamily::retirement_age, "south.retirement_age", "", "age", 50, 120,
     "age at which people stop working, and look for work no more"},
    {SouthFamily::centre_spread, "south.centre_spread", "", "share", 0, 0.9,
     "by which the time in the centre may be shorter or longer"},
});

namespace south {

namespace {

using Family = SouthFamily;

/// As the ministry counts: those who have lived in the North, not the children born in China.
void count_arrival(Act& act, const Exile& exile)
{
    PlaceState& state = act.place_state();
    state.underground.arrived += state.persons_per_life;
    Tally& tally = state.tally;
    ++tally.arrivals[index_of(act.life().sex)];
    ++tally.arrivals_by_way[static_cast<std::size_t>(exile.way)];
    const auto& province_of = act.numbers().map.province_of;
    const std::size_t origin =
        exile.home == engine::nowhere ? ~std::size_t{0} : province_of[exile.home];
    ++tally.arrivals_by_origin[std::min(origin, tally.arrivals_by_origin.size() - 1)];
    tally.arrival_years += (act.today() - exile.first_crossed) / 365;
}

constexpr Lot time_in_the_centre{};

/// A course has its weeks, but questioning before it and the wait for the next take their time.
Days days_in_the_centre(Act& act)
{
    const auto& p = act.numbers().south.at(act.today());
    const double longer = p[Family::centre_spread] * (2 * act.uniform(time_in_the_centre) - 1);
    return engine::whole_days(p[Family::centre_days] * (1 + longer));
}

void land(Act& act, const Letter&)
{
    Exile& exile = border::record(act);
    exile.arrived = act.today();
    exile.occupation = Occupation::centre;
    exile.since = act.today();
    labour::enter_stage(act, Stage::south);
    act.life().career.stage_until = act.today() + days_in_the_centre(act);
    if (exile.first_crossed != engine::no_day) count_arrival(act, exile);
    act.note(code_of(OfAge{whole_years(act.life(), act.today())}));
}

Day end_of_centre(const View& view)
{
    const Exile& exile = exile_of(view);
    return exile.occupation == Occupation::centre ? view.life.career.stage_until : no_day;
}

constexpr Lot seoul_area{};

/// The first of the towns is the Seoul area.
void leave_centre(Act& act)
{
    const auto& towns = act.numbers().map.all(Role::town);
    const double seoul = act.numbers().south.at(act.today())[Family::seoul_share];
    const LifeId with = border::record(act).with; // A family is given one town.
    const LifeId who = with == engine::nobody ? act.life().being.id : with;
    const PlaceId to = act.uniform_for(who, seoul_area) < seoul ? towns.front() : towns.back();
    act.life().career.stage_until = no_day;
    act.note(code_of(OfPlace{to}));
    act.travel(to, settling);
}

/// What was brought out of the North counts here in part, or for nothing.
void take_stock(Act& act, Exile& exile)
{
    const auto& p = act.numbers().south.at(act.today());
    const Claims& claims = act.numbers().claims;
    const Life& life = act.life();
    exile.school = static_cast<float>(
        life.school_years * (claims.on(Claim::south_03, act.today()) ? p[Family::transfer] : 1.0));
    if (exile.guided) exile.debt = {}; // Kin have paid.
    const bool alone = whole_years(life, act.today()) >= p[Family::settlement_age];
    exile.saved = alone ? ThousandWon{p[Family::settlement]} : ThousandWon{};
    const ThousandWon paid = std::min(exile.saved, exile.debt);
    exile.saved -= paid;
    exile.debt -= paid;
    if (claims.on(Claim::belief_09, act.today())) {
        const double age = age_here(act.view(), act.now()) - p[Family::regret_from_age];
        exile.regret = belief::hundredths(years_given(life, exile) * p[Family::regret_per_year] *
                                          (1 + p[Family::regret_per_age] * std::max(0.0, age)));
    }
}

enum Greeting : std::uint64_t { first_word, answer };

void settle(Act& act, const Letter&)
{
    Exile& exile = border::record(act);
    const Life& life = act.life();
    exile.settled = exile.reckoned = exile.since = act.today();
    take_stock(act, exile);
    const double school_ends = act.numbers().south.at(act.today())[Family::school_age];
    const bool pupil = whole_years(life, act.today()) < school_ends;
    exile.occupation = pupil ? Occupation::student : Occupation::none;
    for (const Address& kin : kin_in_the_north(act.view())) act.send(kin, reunion, first_word);
    act.note(code_of(SettlingDetail{static_cast<std::int32_t>(exile.school * 100)}));
}

/// Only those who are here themselves can be told.
void hear_of_kin(Act& act, const Letter& letter)
{
    act.quiet();
    if (act.life().career.stage != Stage::south || act.life().exile == 0) return act.carry_on();
    Exile& exile = border::record(act);
    if (std::ranges::find(exile.kin_here, letter.from) != exile.kin_here.end()) return;
    exile.kin_here.push_back(letter.from);
    act.loud();
    act.note(0, letter.from);
    if (letter.payload == answer) return;
    act.send({.id = letter.from, .slot = letter.from_slot, .place = letter.from_place}, reunion,
             answer);
}

Day day_of_lookout(const View& view)
{
    const Exile& exile = exile_of(view);
    if (exile.settled == no_day || exile.looked_back) return no_day;
    if (view.life.career.enlisted == no_day) return no_day; // All units stand at the front.
    const Day day = exile.settled +
                    engine::whole_days(view.numbers.south.at(exile.settled)[Family::lookout_days]);
    return view.numbers.claims.on(Claim::south_09, day) ? day : no_day;
}

void look_back(Act& act)
{
    Exile& exile = border::record(act);
    const double cue = act.numbers().south.at(act.today())[Family::cue];
    exile.looked_back = true;
    exile.regret = belief::hundredths(exile.regret + cue);
    act.note(code_of(RegretDetail{exile.regret}));
}

Day day_of_choice(const View& view)
{
    const Exile& exile = exile_of(view);
    if (exile.settled == no_day || exile.choice != 0) return no_day;
    const auto& p = view.numbers.south.at(exile.settled);
    const Day day = std::max(exile.settled + engine::whole_days(p[Family::party_choice_days]),
                             day_of_age(view.life, p[Family::school_age]));
    const Claims& claims = view.numbers.claims;
    return claims.on(Claim::party_01, day) && claims.on(Claim::south_07, day) ? day : no_day;
}

constexpr Lot which_party{};

/// PARTY-01  One of several, or none: the last number.
void choose_party(Act& act)
{
    const double parties = act.numbers().south.at(act.today())[Family::parties];
    Exile& exile = border::record(act);
    exile.choice = static_cast<std::uint8_t>(1 + act.uniform(which_party) * (parties + 1));
    act.note(code_of(PartyChoiceDetail{exile.choice}));
}

Bound going_back_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.south.highest(from.day)[Family::going_back]},
            SouthNumbers::until(from.day)};
}

PerYear going_back_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    const bool free_to = exile.settled != no_day && exile.home != engine::nowhere;
    if (!free_to || view.numbers.claims.on(Claim::route_05, at.day)) return never;
    return PerYear{view.numbers.south.at(at.day)[Family::going_back]};
}

void return_north(Act& act)
{
    Exile& exile = border::record(act);
    act.note(code_of(OfDays{act.today() - exile.arrived}));
    exile.occupation = Occupation::none;
    exile.arrived = exile.settled = no_day;
    exile.returned = act.today();
    family::come_home(act);
}

constexpr Word arrival_words[]{{"south"}};
constexpr Record arrival_record{.parts = parts_of<OfAge>,
                                .turns = Turn::arrives_south,
                                .text = "Aged {n}, {he} lands in the South and enters {here}.",
                                .words = arrival_words};

constexpr const Rule* before_leaving[]{&arrival};
constexpr Record leaving_record{.parts = parts_of<OfPlace>,
                                .text = "The time in the centre ends, and {he} moves {to there}.",
                                .follows = before_leaving};

std::string tell_settling(const SettlingDetail& settling, const Telling&)
{
    const double years = settling.schooling / 100.0;
    if (years <= 0) return "{He} settles {in}.";
    return put("{He} settles {in}; {} years of {his} schooling count there.", {one_decimal(years)});
}

constexpr Record settling_record{.parts = parts_of<SettlingDetail>, .tell = told_by<tell_settling>};

constexpr Word reunion_words[]{{"reunited"}};
constexpr Record reunion_record{.text = "{He} and {other} find each other in the South.",
                                .words = reunion_words};

constexpr const Rule* before_lookout[]{&settling};
constexpr Record lookout_record{
    .parts = parts_of<RegretDetail>,
    .text = "From a lookout {he} sees the old post on the other side; {his} regret for the years "
            "given to the party stands at {n} on a scale of 100.",
    .follows = before_lookout};

constexpr const Rule* before_party_choice[]{&settling};
constexpr Record party_choice_record{
    .parts = parts_of<PartyChoiceDetail>,
    .text = "{He} picks a party to {his} taste, or none: it decides nothing.",
    .follows = before_party_choice};

constexpr const Rule* before_going_back[]{&settling};
constexpr Record going_back_record{.parts = parts_of<OfDays>,
                                   .turns = Turn::waits,
                                   .text = "After {span} in the South {he} goes back to the North.",
                                   .follows = before_going_back};

} // namespace

double age_here(const View& view, engine::Instant at) noexcept
{
    const double own = age_in_years(view.life, at);
    const Day arrived = exile_of(view).arrived;
    if (arrived == no_day) return own;
    const double here = engine::years_between({.day = arrived, .fraction = 0}, at);
    const auto& p = view.numbers.south.at(arrived);
    const double taken_for = p[Family::arrival_age];
    return taken_for > 0 && own - here >= p[Family::school_age] ? taken_for + here : own;
}

Day day_of_age_here(const View& view, double years) noexcept
{
    const Day own = day_of_age(view.life, years);
    const Day arrived = exile_of(view).arrived;
    if (arrived == no_day) return own;
    const auto& p = view.numbers.south.at(arrived);
    const double taken_for = p[Family::arrival_age];
    const bool grown = arrived >= day_of_age(view.life, p[Family::school_age]);
    if (taken_for <= 0 || !grown) return own;
    return arrived + engine::days_in_years(std::max(0.0, years - taken_for)) + 1;
}

constinit const Rule arrival{
    .name = "south.arrival",
    .says = "Somebody lands in the South and enters the centre.",
    .answers = "ROUTE-05",
    .react = land,
    .lots = {&time_in_the_centre},
    .beside = {.record = &arrival_record},
};

constinit const Rule leaving{
    .name = "south.leaving",
    .says = "The months in the centre end, and somebody moves to a town.",
    .answers = "ROUTE-05",
    .due = end_of_centre,
    .effect = leave_centre,
    .lots = {&seoul_area},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &leaving_record},
};

constinit const Rule settling{
    .name = "south.settling",
    .says = "Somebody settles in a town, with a sum to start with and whatever schooling is "
            "recognised.",
    .answers = "SOUTH-03, BELIEF-09",
    .react = settle,
    .beside = {.record = &settling_record},
};

constinit const Rule reunion{
    .name = "south.reunion",
    .says = "Kin in the South find one another.",
    .answers = "FAMILY-09",
    .react = hear_of_kin,
    .beside = {.record = &reunion_record},
};

constinit const Rule lookout{
    .name = "south.lookout",
    .says = "A former soldier of the front looks across at the old post.",
    .answers = "SOUTH-09",
    .due = day_of_lookout,
    .effect = look_back,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &lookout_record},
};

constinit const Rule party_choice{
    .name = "south.party_choice",
    .says = "Somebody picks a party by taste, or none, and it decides nothing.",
    .answers = "PARTY-01, SOUTH-07",
    .due = day_of_choice,
    .effect = choose_party,
    .lots = {&which_party},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &party_choice_record},
};

constinit const Rule going_back{
    .name = "south.going_back",
    .says = "Somebody goes back to the North, which nobody does in the testimony.",
    .answers = "ROUTE-05",
    .ceiling = going_back_ceiling,
    .rate = going_back_rate,
    .effect = return_north,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &going_back_record},
};

} // namespace south
} // namespace counterlife::model

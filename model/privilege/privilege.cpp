// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The privileged way out.
//
// Whoever is sent to a mine writes home. Father or mother, whoever has power or money, presses the
// mine's committee; it gives the child the label of an exemplary worker and lets it go to college,
// unless the risk of being called to account outweighs the pressure.
//
//   PARTY-12  power decides
//   PRIV-01   the children of officials are gone within three months
//   PRIV-02   the gate is parents' power, or money; not merit, not membership
//   PRIV-03   the label of an exemplary worker follows the parents' rank
//   PRIV-04   whoever releases somebody may be punished for it
//   PRIV-05   college is the only lawful door
//   data/privilege/privilege.csv: exit_months, plea_days, rank_threshold, money_threshold,
//   liability, reprimand_days, earned_zeal

#include "model/privilege/privilege.h"

#include "model/claims.h"
#include "model/family/reach.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/party.h"
#include "model/places/map.h"
#include "model/privilege/numbers.h"
#include "model/privilege/plea.h"
#include "model/school/numbers.h"

#include <array>

namespace counterlife::model {

const std::array<Scalar, PrivilegeFamily::count> PrivilegeFamily::table =
    in_order<PrivilegeFamily::count>({
        {PrivilegeFamily::exit_months, "privilege.exit_months", "", "months", 0.5, 24,
         "time from arrival to the release"},
        {PrivilegeFamily::rank_threshold, "privilege.rank_threshold", "", "share", 0, 1,
         "power of a parent from which a committee is pressed"},
        {PrivilegeFamily::money_threshold, "privilege.money_threshold", "", "share", 0, 1,
         "wealth of a parent from which it is bribed"},
        {PrivilegeFamily::liability, "privilege.liability", "", "share", 0, 1,
         "chance that whoever releases somebody is punished"},
        {PrivilegeFamily::without_gate, "privilege.without_gate", "", "share", 0, 1,
         "children let out whoever their parents are, where there is no gate"},
        {PrivilegeFamily::plea_days, "privilege.plea_days", "", "days", 0, 365,
         "of that time, gone by when a committee has been pressed"},
        {PrivilegeFamily::reprimand_days, "privilege.reprimand_days", "", "days", 2, 3650,
         "from a release until whoever gave it is called to account"},
        {PrivilegeFamily::earned_zeal, "privilege.earned_zeal", "", "share", 0, 1,
         "zeal that earns the label, where PRIV-03 does not hold"},
    });

namespace privilege {

namespace {

using Family = PrivilegeFamily;

constexpr Lot lottery{.for_others = true}; // For the child.

/// PRIV-02  Power or money; where there is no gate it is a lottery.
PressesBy presses_by(Act& act, LifeId child, double power, double wealth)
{
    const auto& claims = act.numbers().claims;
    const auto& p = act.numbers().privilege.at(act.today());
    if (!claims.on(Claim::priv_01, act.today())) return PressesBy::nothing;
    if (!claims.on(Claim::priv_02, act.today())) {
        const bool drawn = act.uniform_for(child, lottery) < p[Family::without_gate];
        return drawn ? PressesBy::lot : PressesBy::nothing;
    }
    const bool powerful = power >= p[Family::rank_threshold];
    const bool wealthy = wealth >= p[Family::money_threshold];
    if (powerful && wealthy) return PressesBy::both;
    return powerful ? PressesBy::power : wealthy ? PressesBy::wealth : PressesBy::nothing;
}

void press(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const auto& numbers = act.numbers();
    // No letter reaches whoever is across the river, held for it, or gone nobody knows where.
    if (life.career.stage >= first_stage_of_exile || family::is_out_of_reach(act, letter)) {
        act.carry_on();
        return act.quiet();
    }
    const double power = party::power(numbers, life, act.today()),
                 wealth = party::wealth(numbers, life, act.today());
    const PressesBy by = presses_by(act, letter.from, power, wealth);
    act.carry_on();
    act.note(code_of(PleaDetail{.wealth = static_cast<int>(100 * wealth),
                                .power = static_cast<int>(100 * power),
                                .presses_by = by}),
             letter.from);
    if (by == PressesBy::nothing) return;
    act.send(letter.from_place, committee_office, pressure,
             static_cast<std::uint64_t>(100 * std::max(power, wealth)), letter.sender());
}

constexpr Lot refusal{.for_others = true};

/// PRIV-04  The committee gives way where the pressure outweighs the risk.
void weigh(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto& p = numbers.privilege.at(today);
    const double weight = static_cast<double>(letter.payload) / 100;
    const bool liable = numbers.claims.on(Claim::priv_04, today);
    const double risk = liable ? p[Family::liability] : 0;
    const bool all_get_out = weight >= p[Family::rank_threshold];
    const double refused = all_get_out ? numbers.claims.exceptions(Claim::priv_01, today) : risk;
    const bool granted = act.uniform_for(letter.about.id, refusal) >= refused;
    act.note(
        code_of(PressureDetail{.granted = granted, .pressure = static_cast<int>(letter.payload)}),
        letter.about.id);
    if (!granted) return;
    const auto delay =
        engine::days_in_months(p[Family::exit_months]) - engine::whole_days(p[Family::plea_days]);
    act.send(letter.about, release, letter.payload, {}, std::max<Days>(1, delay));
}

void be_reprimanded(OfficeAct& act, const Letter& letter)
{
    act.note(0, letter.about.id);
}

constexpr Lot held_liable{.first = 1};

void let_go(Act& act, const Letter& letter)
{
    Life& life = act.life();
    Career& career = life.career;
    const auto& numbers = act.numbers();
    const auto& p = numbers.privilege.at(act.today());
    if (!career.bound) return act.quiet();
    // PRIV-03  The label comes of the parents' rank; where it is earned, of work.
    career.exemplary = numbers.claims.on(Claim::priv_03, act.today()) ||
                       career.zeal > 100 * p[Family::earned_zeal];
    act.note(code_of(ReleaseDetail{.exemplary = career.exemplary,
                                   .pressure = static_cast<int>(letter.payload)}));
    // PRIV-04  Once for each who leaves, however many asked for it.
    if (numbers.claims.on(Claim::priv_04, act.today()) &&
        act.uniform(held_liable) < p[Family::liability])
        act.send(act.here(), committee_office, reprimand, 0, act.self(),
                 engine::whole_days(p[Family::reprimand_days]));
    PlaceState& state = act.place_state();
    ++state.labour.left_by_privilege;
    ++state.tally.left_by_privilege;
    labour::leave_work(act);
    career.bound = false;
    life.school = School::student;
    const std::uint64_t key =
        engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count()));
    const PlaceId to = numbers.map.seat_of[career.home];
    labour::enter_stage(act, Stage::student);
    if (to == act.here()) return;
    state.move_out(life, act.today());
    act.travel(to, college, key);
}

void enter_college(Act& act, const Letter& letter)
{
    Life& life = act.life();
    PlaceState& state = act.place_state();
    const HouseholdId household = state.open_household(letter.payload);
    state.move_in(life, household, act.today());
    life.urban = true;
    life.own_home = true;
    labour::enter_stage(act, Stage::student);
    const double years = act.numbers().school.college_years.at(act.today())[0];
    life.career.stage_until = act.today() + engine::days_in_years(years);
    act.note(code_of(OfPlace{letter.from_place}));
}

std::string tell_pressure(const PressureDetail& d, const Telling&)
{
    return put(
        "{He} weighs the pressure from a powerful parent, {} on a scale of 100, and {} {other} go.",
        {text_of(d.pressure), text_of(d.granted ? "lets" : "does not let")});
}

constexpr Record pressure_record{.parts = parts_of<PressureDetail>, .tell = told_by<tell_pressure>};

constexpr Record reprimand_record{.text = "{He} is called to account for having let {other} go."};

std::string tell_plea(const PleaDetail& d, const Telling&)
{
    constexpr std::array<std::string_view, 6> outcomes{
        "has neither the power nor the money to undo it",
        "has the power to press for {his} child's release, and uses it",
        "has the money to press for {his} child's release, and uses it",
        "has power and money to press for {his} child's release, and uses both",
        "is among those whose word counts, and asks for {his} child's release",
        "does what {he} can"};
    return "{He} hears where {other} was sent, and " +
           word_of(outcomes, static_cast<int>(d.presses_by)) + ".";
}

constexpr Record plea_record{.parts = parts_of<PleaDetail>, .tell = told_by<tell_plea>};

std::string tell_exit(const ReleaseDetail& d, const Telling&)
{
    return d.exemplary
               ? "{He} is labelled an exemplary worker on account of a parent, and leaves for "
                 "college."
               : "On account of a parent {he} is let go, and leaves for college.";
}

constexpr Word release_words[]{{"released"}};
constexpr Record release_record{.parts = parts_of<ReleaseDetail>,
                                .turns = Turn::goes_to_college,
                                .tell = told_by<tell_exit>,
                                .words = release_words};

constexpr Word college_words[]{{"college"}};
constexpr Record college_record{.parts = parts_of<OfPlace>,
                                .turns = Turn::goes_to_college,
                                .text = "{He} arrives at college {in}.",
                                .words = college_words};

} // namespace

void write_home(Act& act)
{
    const Life& life = act.life();
    for (const Address& parent : {life.father, life.mother})
        if (living(parent)) act.send(parent, plea);
}

constinit const Rule plea{
    .name = "privilege.plea",
    .says = "A parent hears where the child was sent, and uses power or money if there is any.",
    .answers = "PRIV-01, PRIV-02, PARTY-12",
    .react = press,
    .lots = {&lottery},
    .beside = {.record = &plea_record},
};

constinit const Rule pressure{
    .name = "privilege.pressure",
    .says = "A committee weighs the pressure of a powerful parent against its own risk.",
    .answers = "PRIV-01, PRIV-04",
    .receive = weigh,
    .lots = {&refusal},
    .beside = {.record = &pressure_record},
};

constinit const Rule reprimand{
    .name = "privilege.reprimand",
    .says = "Whoever released somebody from an order is called to account.",
    .answers = "PRIV-04",
    .receive = be_reprimanded,
    .beside = {.record = &reprimand_record},
};

constinit const Rule release{
    .name = "privilege.release",
    .says = "An official's child is labelled an exemplary worker and leaves for college.",
    .answers = "PRIV-01, PRIV-03, PRIV-05",
    .react = let_go,
    .lots = {&held_liable},
    .beside = {.record = &release_record},
};

constinit const Rule college{
    .name = "privilege.college",
    .says = "An official's child arrives at college.",
    .answers = "PRIV-05",
    .react = enter_college,
    .beside = {.record = &college_record},
};

} // namespace privilege
} // namespace counterlife::model

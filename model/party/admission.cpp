// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Admission in the army.
//
// Once before each of the party's days the committee of a unit decides, intake by intake, how many
// may join, and takes the soldiers of most merit. A candidate learns the Ten Principles, and on the
// day becomes a member with a certificate to hold.
//
//   PARTY-04  the usual road in is the years of service, most of it at their end
//   PARTY-05  within an intake merit decides who is early
//   PARTY-06  the Ten Principles are learned by heart for it
//   PARTY-07  admissions fall on the party's days, most of all at a congress
//   PARTY-08  a certificate is handed over
//   ARMY-06   the decorated come first
//   BELIEF-02, FAMILY-02  pride, and the parents' wish fulfilled: counted from the day in
//   belief.cpp
//   data/party/party.csv: days_to_learn, earliest_year, early_share, completion_share,
//   favoured_units, october_share, congress_bonus, refused; data/army/army.csv: call_up_month

#include "model/party/admission.h"

#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/army/training.h"
#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/numbers.h"
#include "model/party/party.h"

#include <algorithm>
#include <cmath>

namespace counterlife::model::party {

namespace {

using Family = PartyFamily;

constexpr Day congress = engine::day_of(1980, 10, 10);

std::size_t favoured_units(const model::Numbers& numbers, Day day)
{
    const double share = numbers.party.at(day)[Family::favoured_units];
    return static_cast<std::size_t>(std::lround(share * Garrison::units));
}

Day next_nomination(const PlaceState&, const model::Numbers& numbers, Day day)
{
    return next_decision(numbers, day);
}

/// Whether a day of the party is the last one of its year: the October anniversary.
bool is_in_october(Day day)
{
    return engine::year_of(next_party_day(day + 1)) > engine::year_of(day);
}

/// PARTY-07  The part of the year's admissions that falls on this day.
double part_of_year(const model::Numbers& numbers, Day day)
{
    const auto& p = numbers.party.at(day);
    if (!numbers.claims.on(Claim::party_07, day)) return 0.5;
    return is_in_october(day) ? p[Family::october_share] : 1 - p[Family::october_share];
}

/// PARTY-04  The share of an intake that should be members by the end of this year of service.
double share_by(const model::Numbers& numbers, Day day, double served, double term, bool favoured)
{
    const auto& p = numbers.party.at(day);
    const double at_end = p[favoured ? Family::completion_favoured : Family::completion_ordinary];
    if (!numbers.claims.on(Claim::party_04, day))
        return at_end * std::min(1.0, (served + 1) / term);
    if (served + 1 >= term) return at_end;
    const double early_years = served + 1 - p[Family::earliest_year];
    return std::max(0.0, early_years) * p[Family::early_share];
}

/// One unit's soldiers of one intake, the decorated and those of most merit first.
struct Intake {
    Day enlisted;
    std::vector<SoldierEntry*> soldiers;
};

std::vector<Intake> intakes_of(Garrison::Unit& unit)
{
    std::vector<Intake> intakes;
    for (SoldierEntry& soldier : unit.roll) {
        if (soldier.who.id == engine::nobody) continue;
        const int year = engine::year_of(soldier.enlisted);
        auto at = std::ranges::find_if(intakes, [year](const Intake& intake) {
            return engine::year_of(intake.enlisted) == year;
        });
        if (at == intakes.end())
            at = intakes.insert(intakes.end(), {.enlisted = engine::day_of(year), .soldiers = {}});
        at->soldiers.push_back(&soldier);
    }
    return intakes;
}

/// The part of the year that had passed when this intake was called up.
double until_call_up(const model::Numbers& numbers, const Intake& intake)
{
    return (numbers.army.at(intake.enlisted)[ArmyFamily::call_up_month] - 1) / 12;
}

constexpr Lot rounded{.every = Garrison::units,
                      .many = Garrison::units}; // Each year's intake, in each unit.
constexpr Lot chosen{.for_others = true};

void nominate(OfficeAct& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today(), day = day_of_admission(numbers, today);
    const bool by_merit = numbers.claims.on(Claim::party_05, today);
    const std::size_t favoured = favoured_units(numbers, today);
    const double bonus = numbers.claims.on(Claim::party_07, today) && day == congress
                             ? numbers.party.at(today)[Family::congress_bonus]
                             : 1;
    std::int32_t nominated = 0;
    for (std::size_t number = 0; number < Garrison::units; ++number) {
        for (Intake& intake : intakes_of(act.place().garrison.unit[number])) {
            const SoldierEntry& first = *intake.soldiers.front();
            const double term = engine::years(first.due - first.enlisted);
            const double served =
                engine::years(day - intake.enlisted) - until_call_up(numbers, intake);
            const double before = share_by(numbers, day, served - 1, term, number < favoured);
            const double by_now = share_by(numbers, day, served, term, number < favoured);
            const bool last = is_in_october(day);
            const double share =
                last ? bonus * by_now : before + (by_now - before) * part_of_year(numbers, day);
            // Rounded by the intake's own lot, the same at every decision, so that small units are
            // fair on the whole: a lot for each decision would round up in the end.
            const double rounding = act.uniform(rounded, engine::year_of(intake.enlisted),
                                                static_cast<std::uint32_t>(number));
            auto places = static_cast<std::int64_t>(
                share * static_cast<double>(intake.soldiers.size()) + rounding);
            for (const SoldierEntry* one : intake.soldiers) places -= one->member || one->nominated;
            if (places <= 0) continue;
            const auto rank = [&](const SoldierEntry* one) {
                const double lot = act.uniform_for(one->who.id, chosen);
                return std::tuple{by_merit ? -static_cast<double>(one->award) : 0.0,
                                  by_merit ? -static_cast<double>(one->merit) : lot, one->who.id};
            };
            std::ranges::sort(intake.soldiers, {}, rank);
            for (SoldierEntry* one : intake.soldiers) {
                if (places == 0) break;
                if (one->member || one->nominated) continue;
                if (one->due <= day) continue; // Home before the day.
                one->nominated = true;
                --places;
                ++nominated;
                act.send(
                    one->who, principles,
                    payload_of(army::MeritDetail{static_cast<std::int32_t>(100 * one->merit)}));
                act.send(one->who, admission,
                         payload_of(Admitted{.in_army = true,
                                             .served = static_cast<int>(std::max(0.0, served))}),
                         {}, day - today);
            }
        }
    }
    act.note(code_of(OfNumber{nominated}));
    if (nominated == 0) act.quiet();
}

/// Candidates are taught and admitted where they serve or work. Whoever has left the workplace has
/// left the cell that knows the candidate.
bool is_candidate(const Life& life) noexcept
{
    const Stage stage = life.career.stage;
    const bool is_there = stage == Stage::worker || stage == Stage::soldier;
    return is_there && life.career.standing != Standing::member && !life.career.dispersed;
}

void learn(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    act.carry_on();
    if (!is_candidate(act.life())) return act.quiet();
    if (!act.numbers().claims.on(Claim::party_06, act.today())) return act.quiet();
    career.principles = true;
    act.note(code_of(said_in<army::MeritDetail>(letter.payload)));
}

/// Of those who come to the age of choice on the same day, how many no committee takes in the end.
/// The place stays empty, so that nobody else's life is another for it.
double refused(const View& view)
{
    return view.numbers.party.at(belief::day_of_choice(view))[PartyFamily::refused];
}

constexpr Lot taken{};

void join(Act& act, const Letter& letter)
{
    Life& life = act.life();
    Career& career = life.career;
    const auto& numbers = act.numbers();
    const Day today = act.today();
    if (!is_candidate(life)) return act.quiet();
    // PARTY-06  Nor whoever was not there to learn them.
    if (numbers.claims.on(Claim::party_06, today) && !career.principles) return act.quiet();
    if (act.uniform(taken) < refused(act.view())) return act.quiet();
    // PARTY-02, PARTY-03  Nobody who strives for it declines it in order to study.
    if (career.goal == Goal::study && !numbers.claims.on(Claim::party_03, today))
        return act.quiet();
    career.standing = Standing::member;
    career.admitted = today;
    if (numbers.claims.on(Claim::party_08, today)) career.certificate = Certificate::kept;
    if (career.stage == Stage::soldier) {
        auto& roll = act.place_state().garrison.unit[career.unit].roll;
        roll[career.row].member = true;
    }
    for (const Address& parent : {life.father, life.mother})
        if (living(parent)) {
            act.send(parent, parents_told);
            break;
        }
    const auto [in_army, served] = said_in<Admitted>(letter.payload);
    act.note(code_of(AdmissionDetail{.at_work = !in_army, .served = served}));
    Tally& tally = act.place_state().tally;
    ++tally.admissions[index_of(life.sex)];
    if (in_army) ++tally.army_admissions;
}

void be_told(Act& act, const Letter& letter)
{
    act.note(0, letter.from);
    act.carry_on();
    if (family::is_out_of_reach(act, letter)) act.quiet();
}

constexpr Record nomination_record{
    .parts = parts_of<OfNumber>,
    .text = "{He} selects {n} soldiers for admission, by merit within each intake."};

constexpr Record principles_record{.parts = parts_of<army::MeritDetail>,
                                   .text =
                                       "As a candidate {he} learns the Ten Principles by heart."};

std::string tell_admission(const AdmissionDetail& d, const Telling&)
{
    if (d.at_work) return "{He} is admitted to the party, as one who asked at work.";
    return put("{He} is admitted to the party, in {his} {} year of service.",
               {text_of(ordinal(d.served + 1))});
}

constexpr Word admission_words[]{{"member"}};
constexpr Record admission_record{.parts = parts_of<AdmissionDetail>,
                                  .marks = Mark::joins_party,
                                  .tell = told_by<tell_admission>,
                                  .words = admission_words};

constexpr Record parents_told_record{
    .text = "{He} hears that {other} has been admitted to the party: {his} wish is fulfilled."};

} // namespace

Day day_of_admission(const model::Numbers& numbers, Day chosen)
{
    return chosen + engine::whole_days(numbers.party.at(chosen)[Family::days_to_learn]);
}

Day next_decision(const model::Numbers& numbers, Day day)
{
    while (true) {
        const Day admitted = day_of_admission(numbers, day);
        const Day decided = day + (next_party_day(admitted) - admitted);
        const bool learns_as_long = &numbers.party.at(decided) == &numbers.party.at(day);
        if (decided == day || learns_as_long) return decided;
        ++day; // Where orders change in between, a day may come sooner.
    }
}

bool is_favoured(const View& view, std::uint8_t unit) noexcept
{
    return unit < favoured_units(view.numbers, view.life.career.enlisted);
}

constinit const Rule nomination{
    .name = "party.nomination",
    .says = "The party committees of the units choose whom to admit, by merit within each intake.",
    .answers = "PARTY-04, PARTY-05, PARTY-07, ARMY-06",
    .next = next_nomination,
    .carry_out = nominate,
    .office = army_office,
    .lots = {&rounded, &chosen},
    .beside = {.record = &nomination_record},
};

constinit const Rule principles{
    .name = "party.principles",
    .says = "A candidate learns the Ten Principles by heart.",
    .answers = "PARTY-06",
    .react = learn,
    .beside = {.record = &principles_record},
};

constinit const Rule admission{
    .name = "party.admission",
    .says = "A candidate becomes a member and is handed a certificate.",
    .answers = "PARTY-04, PARTY-08, PARTY-03, BELIEF-02, FAMILY-02",
    .react = join,
    .lots = {&taken},
    .beside = {.record = &admission_record},
};

constinit const Rule parents_told{
    .name = "party.parents_told",
    .says = "Parents hear that their wish is fulfilled.",
    .answers = "FAMILY-02",
    .react = be_told,
    .beside = {.record = &parents_told_record},
};

} // namespace counterlife::model::party

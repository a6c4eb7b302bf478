// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The army's numbers, its rolls, and how long service lasts.
//
//   ARMY-02  about ten years
//   data/army/army.csv

#include "model/army/army.h"

#include "model/army/numbers.h"
#include "model/claims.h"
#include "model/nation.h"

namespace counterlife::model {

const std::array<Scalar, ArmyFamily::count> ArmyFamily::table = in_order<ArmyFamily::count>({
    {ArmyFamily::term_men, "army.service_years", "M", "years", 0, 20,
     "length of service of those who enlist that day"},
    {ArmyFamily::term_women, "army.service_years", "F", "years", 0, 20,
     "length of service of those who enlist that day"},
    {ArmyFamily::call_up_men, "army.call_up_share", "M", "share", 0, 1,
     "share of those of age who are called up"},
    {ArmyFamily::call_up_women, "army.call_up_share", "F", "share", 0, 1,
     "share of those of age who are called up"},
    {ArmyFamily::enlist_age, "army.enlist_age", "", "age", 14, 30,
     "age in whole years at the call-up"},
    {ArmyFamily::call_up_month, "army.call_up_month", "", "count", 1, 12,
     "month on whose first day the call-up is held"},
    {ArmyFamily::weight_training, "army.merit_weight", "training", "weight", 0, 10,
     "merit from a year of training"},
    {ArmyFamily::weight_chores, "army.merit_weight", "chores", "weight", 0, 10,
     "merit from a year of menial chores"},
    {ArmyFamily::weight_obedience, "army.merit_weight", "obedience", "weight", 0, 10,
     "merit from a year of obedience"},
    {ArmyFamily::commendation_merit, "army.award_merit", "commendation", "weight", 0, 100,
     "merit at which a soldier is commended"},
    {ArmyFamily::medal_merit, "army.award_merit", "medal", "weight", 0, 100,
     "merit at which a medal is given"},
    {ArmyFamily::letters, "army.letters", "", "per_year", 0, 50,
     "letters from a parent to a child in the army"},
    {ArmyFamily::letter_zeal, "army.letter_zeal", "", "share", 0, 1, "zeal that a letter adds"},
    {ArmyFamily::zeal_kept, "army.zeal_kept", "", "share", 0, 1,
     "share of the zeal that is left after a year"},
    {ArmyFamily::transfer_if_free, "army.transfer_if_free", "", "share", 0, 1,
     "share of soldiers moved to another unit in a year where posts are not for the whole service"},
    {ArmyFamily::schooling_a_year, "army.schooling_a_year", "", "years", 0, 1,
     "schooling a year of service adds where service is not empty of learning"},
    {ArmyFamily::college_offer, "army.college_offer", "", "share", 0, 1,
     "share of the discharged who are offered college"},
    {ArmyFamily::rank_offer, "army.rank_offer", "", "share", 0, 1,
     "share of the discharged who are offered a rank"},
    {ArmyFamily::short_service, "army.short_service", "", "years", 0, 20,
     "length of service, where it is not ten years"},
    {ArmyFamily::award_bonus, "army.award_bonus", "", "weight", 0, 10,
     "merit that an award counts for"},
    {ArmyFamily::obedience_devotion, "army.obedience_devotion", "", "share", 0, 1,
     "part of obedience that is devotion, the rest being the luck of the year"},
    {ArmyFamily::women_without, "army.women_without", "", "ratio", 0, 1,
     "women called up where membership opens nothing, to as told"},
    {ArmyFamily::river_guards, "army.river_guards", "", "share", 0, 1,
     "recruits who serve on the northern rivers"},
    {ArmyFamily::desertion, "army.desertion", "", "per_year", 0, 20,
     "rate at which they desert across the river at full hunger"},
    {ArmyFamily::deserter_from, "army.deserter_from", "", "years", 0, 13,
     "years served before anybody does"},
    {ArmyFamily::deserter_south, "army.deserter_south", "", "share", 0, 1,
     "deserters who mean to reach the South, where it is wholly known"},
});

std::uint32_t Garrison::enter(std::uint8_t which, const SoldierEntry& entry)
{
    Unit& to = unit[which];
    if (to.gaps.empty()) {
        to.roll.push_back(entry);
        return static_cast<std::uint32_t>(to.roll.size() - 1);
    }
    const std::uint32_t row = to.gaps.back();
    to.gaps.pop_back();
    to.roll[row] = entry;
    return row;
}

void Garrison::strike(std::uint8_t which, std::uint32_t row, LifeId who)
{
    Unit& from = unit[which];
    if (row >= from.roll.size() || from.roll[row].who.id != who) return;
    from.roll[row] = {};
    from.gaps.push_back(row);
}

namespace army {

void leave_unit(Act& act)
{
    const Career& career = act.life().career;
    if (career.stage != Stage::soldier) return;
    act.place_state().garrison.strike(career.unit, career.row, act.life().being.id);
}

Day last_day(const View& view) noexcept
{
    const Career& career = view.life.career;
    const auto& p = view.numbers.army.at(career.enlisted);
    const bool long_service = view.numbers.claims.on(Claim::army_02, career.enlisted);
    const double years = long_service ? p[ArmyFamily::term_men + index_of(view.life.sex)]
                                      : p[ArmyFamily::short_service];
    return career.enlisted + engine::days_in_years(years);
}

} // namespace army
} // namespace counterlife::model

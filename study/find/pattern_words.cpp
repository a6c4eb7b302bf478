// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/pattern_words.h"

#include "model/exile.h"

namespace counterlife::study::find {
namespace {

constexpr NumberRange exactly(std::int64_t detail)
{
    return {detail, detail};
}

/// What labour.reception tells of somebody sent to a sector: the sector above eight bits.
constexpr NumberRange sent_to(model::Sector sector)
{
    const auto low = static_cast<std::int64_t>(sector) << 8;
    return {low, low | 0xFF};
}

/// What labour.placement tells of somebody placed in a sector.
constexpr NumberRange placed_in(model::Sector sector)
{
    return exactly(static_cast<std::int64_t>(sector));
}

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

/// What security.confession tells of somebody sorted to a track, among other things.
constexpr std::int32_t track = 15;
constexpr NumberRange sorted_to(model::Phase phase)
{
    return exactly(static_cast<std::int64_t>(phase));
}

/// What security.custody_step tells of somebody let out, under an oath or not.
constexpr NumberRange out_of(model::Phase phase)
{
    return sorted_to(phase);
}

/// What party.promotion tells of a post, whoever gets it.
constexpr NumberRange made(model::Post post)
{
    const auto low = static_cast<std::int64_t>(post) << 1;
    return {low, low | 1};
}

/// What border.crossing and border.far_bank tell of those who die.
constexpr NumberRange drowned = {8, 15}, frozen = exactly(4);

/// What person.bereavement tells of the dead.
constexpr NumberRange wife_or_husband = exactly(1), mother = exactly(2), father = exactly(3),
                      child = exactly(4);

constexpr PatternWord words[]{
    {"schooled", "school.enrolment"},
    {"left_school", "school.leaving"},
    {"college", "school.leaving", exactly(1)},
    {"college", "privilege.college"},
    {"graduated", "school.graduation"},
    {"called_up", "army.enlistment"},
    {"enlisted", "army.reporting"},
    {"discharged", "army.discharge"},
    {"homecoming", "army.homecoming"},
    {"member", "party.admission"},
    {"promoted", "party.promotion"},
    {"secretary", "party.promotion", made(model::Post::secretary)},
    {"official", "party.promotion", made(model::Post::official)},
    {"lapsed", "party.lapse"},
    {"cancelled", "party.recall"},
    {"ordered", "labour.posting", {0, most}},
    {"sent", "labour.reception"},
    {"mine", "labour.reception", sent_to(model::Sector::mine)},
    {"farm", "labour.reception", sent_to(model::Sector::farm)},
    {"placed", "labour.placement", {0, most}},
    {"placed_in_mine", "labour.placement", placed_in(model::Sector::mine)},
    {"placed_in_office", "labour.placement", placed_in(model::Sector::office)},
    {"released", "privilege.release"},
    {"petitioned", "labour.petition"},
    {"refused", "labour.refusal", exactly(0)},
    {"banished", "labour.banishment"},
    {"hospital", "health.refuge"},
    {"explosion", "mine.explosion"},
    {"left", "labour.absconding"},
    {"fled_home", "labour.flight_home"},
    {"quit", "labour.quitting"},
    {"watched", "security.watch"},
    {"arrested", "security.arrest"},
    {"freed", "security.release"},
    {"buried", "border.departure", {32, 63}},
    {"crossed", "border.crossing", {0, 7}},
    {"china", "border.far_bank", {0, 2}},
    {"sold", "china.sold"},
    {"sold", "china.settling", exactly(static_cast<std::int64_t>(model::Stay::partner))},
    {"farm_hand", "china.settling", exactly(static_cast<std::int64_t>(model::Stay::farm))},
    {"city", "china.settling", exactly(static_cast<std::int64_t>(model::Stay::city))},
    {"city", "china.to_city"},
    {"part_pay", "china.reckoning", {3 << 20, (4 << 20) - 1}},
    {"came_back", "border.way_back"},
    {"caught", "border.crossing", {16, most}},
    {"caught", "border.far_bank", exactly(3)},
    {"caught", "china.arrest"},
    {"caught", "china.reckoning", exactly(5 << 20)},
    {"caught", "route.contact", {least, -1}},
    {"caught", "route.come_along", {least, -1}},
    {"handed_over", "security.handed_over"},
    {"taken_away", "security.visit", exactly(1)},
    {"confessed", "security.confession"},
    {"labour_camp", "security.confession", sorted_to(model::Phase::camp), track},
    {"labour_camp", "security.custody_step", sorted_to(model::Phase::division), track},
    {"prison", "security.confession", sorted_to(model::Phase::prison), track},
    {"let_go", "security.custody_step", out_of(model::Phase::none), track},
    {"let_go", "security.custody_step", out_of(model::Phase::camp), track},
    {"let_go", "security.custody_step", out_of(model::Phase::prison), track},
    {"camp_served", "security.custody_step", out_of(model::Phase::camp), track},
    {"prison_served", "security.custody_step", out_of(model::Phase::prison), track},
    {"died_in_custody", "security.custody_death"},
    {"told_of_leaving", "family.farewell"},
    {"dispersed", "family.dispersal"},
    {"came_home", "family.homecoming"},
    {"empty_house", "family.empty_house"},
    {"searched", "search.setting_out"},
    {"found_family", "search.found"},
    {"church", "china.church"},
    {"team", "route.contact", {1, most}},
    {"team", "route.come_along", {1, most}},
    {"third_country", "route.third_country"},
    {"thailand", "route.shelter"},
    {"called", "route.called"},
    {"south", "south.arrival"},
    {"hired", "south.hire"},
    {"sent_money", "south.remittance"},
    {"got_money", "south.money"},
    {"sent_for_kin", "south.sending_for"},
    {"reunited", "family.reunited"},
    {"reunited", "south.reunion"},
    {"trader", "food.trade"},
    {"adrift", "food.adrift"},
    {"camp", "food.gathering"},
    {"married", "marriage.wedding"},
    {"married", "marriage.vow"},
    {"divorced", "marriage.divorce"},
    {"divorced", "marriage.divorced"},
    {"had_child", "person.maternity"},
    {"had_child", "person.fatherhood"},
    {"had_child", "china.birth"},
    {"child_in_china", "china.birth"},
    {"bereaved", "person.bereavement"},
    {"widowed", "person.bereavement", wife_or_husband},
    {"lost_mother", "person.bereavement", mother},
    {"lost_father", "person.bereavement", father},
    {"lost_child", "person.bereavement", child},
    {"moved", "residence.move"},
    {"retired", "labour.retirement"},
    {"starved", "food.starvation"},
    {"died", "person.death"},
    {"died", "food.starvation"},
    {"died", "mine.accident"},
    {"died", "mine.explosion", exactly(1)},
    {"died", "border.crossing", drowned},
    {"died", "border.far_bank", frozen},
    {"died", "security.custody_death"},
    {"drowned", "border.crossing", drowned},
    {"froze", "border.far_bank", frozen},
};

} // namespace

std::span<const PatternWord> pattern_words()
{
    return words;
}

std::vector<RuleChoice> choices_of(std::string_view word)
{
    std::vector<RuleChoice> choices;
    for (const PatternWord& one : words)
        if (one.word == word)
            choices.push_back(
                {.rule = std::string{one.rule}, .detail = one.detail, .part = one.part});
    return choices;
}

} // namespace counterlife::study::find

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/pattern_words.h"

#include "model/exile.h"

namespace counterlife::study {
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
    {"lapsed", "party.lapse"},
    {"cancelled", "party.recall"},
    {"ordered", "labour.posting", {0, std::numeric_limits<std::int64_t>::max()}},
    {"sent", "labour.reception"},
    {"mine", "labour.reception", sent_to(model::Sector::mine)},
    {"farm", "labour.reception", sent_to(model::Sector::farm)},
    {"placed", "labour.placement", {0, std::numeric_limits<std::int64_t>::max()}},
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
    {"farm_hand", "china.settling", exactly(static_cast<std::int64_t>(model::Stay::farm))},
    {"city", "china.settling", exactly(static_cast<std::int64_t>(model::Stay::city))},
    {"city", "china.to_city"},
    {"part_pay", "china.reckoning", {3 << 20, (4 << 20) - 1}},
    {"came_back", "border.way_back"},
    {"caught", "border.crossing", {16, std::numeric_limits<std::int64_t>::max()}},
    {"caught", "border.far_bank", exactly(3)},
    {"caught", "china.arrest"},
    {"caught", "china.reckoning", exactly(5 << 20)},
    {"caught", "route.contact", {std::numeric_limits<std::int64_t>::min(), -1}},
    {"caught", "route.come_along", {std::numeric_limits<std::int64_t>::min(), -1}},
    {"handed_over", "security.handed_over"},
    {"let_go", "security.custody_step"},
    {"church", "china.church"},
    {"team", "route.contact", {1, std::numeric_limits<std::int64_t>::max()}},
    {"south", "south.arrival"},
    {"trader", "food.trade"},
    {"adrift", "food.adrift"},
    {"camp", "food.gathering"},
    {"married", "marriage.wedding"},
    {"married", "marriage.vow"},
    {"divorced", "marriage.divorce"},
    {"divorced", "marriage.divorced"},
    {"had_child", "person.maternity"},
    {"had_child", "person.fatherhood"},
    {"bereaved", "person.bereavement"},
    {"moved", "residence.move"},
    {"retired", "labour.retirement"},
    {"starved", "food.starvation"},
    {"died", "person.death"},
    {"died", "food.starvation"},
    {"died", "mine.accident"},
    {"died", "mine.explosion", exactly(1)},
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
            choices.push_back({.rule = std::string{one.rule}, .detail = one.detail});
    return choices;
}

} // namespace counterlife::study

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/outcomes.h"

#include "model/border/border.h"
#include "model/family/family.h"
#include "model/labour/labour.h"
#include "model/search/search.h"
#include "model/security/security.h"
#include "model/south/south.h"
#include "study/input/rules.h"
#include "study/twins/event_outcomes.h"

#include <algorithm>
#include <array>
#include <limits>

namespace counterlife::study::twins {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double years_lived(const Ending& e)
{
    return engine::years((e.alive() ? e.end : e.died) - e.life.born);
}

double works_in_a_mine(const January& january)
{
    const model::Career& career = january.life.career;
    return career.stage == model::Stage::worker && career.sector == model::Sector::mine ? 1 : 0;
}

bool has_settled(const Ending& e)
{
    return e.exile && e.exile->settled != engine::no_day;
}

double years_to_arrival(const Ending& e)
{
    if (!e.exile || e.exile->arrived == engine::no_day || e.exile->first_crossed == engine::no_day)
        return none;
    return engine::years(e.exile->arrived - e.exile->first_crossed);
}

constexpr std::array all{
    Outcome{.name = "alive",
            .unit = "share",
            .description = "Alive when the run ends",
            .at_end = [](const Ending& e) { return e.alive() ? 1.0 : 0.0; }},
    Outcome{.name = "years_lived",
            .unit = "years",
            .description = "Years from birth to death, or to the end of the run",
            .at_end = years_lived},
    Outcome{.name = "age_at_death",
            .unit = "years",
            .description = "Age at death; none for those alive at the end",
            .at_end = [](const Ending& e) { return e.alive() ? none : years_lived(e); }},
    Outcome{.name = "school_years",
            .unit = "years",
            .description = "Completed years of schooling",
            .at_end = [](const Ending& e) { return double{1} * e.life.school_years; }},
    Outcome{
        .name = "college",
        .unit = "share",
        .description = "Graduated from a college",
        .at_end =
            [](const Ending& e) { return e.life.school == model::School::graduate ? 1.0 : 0.0; }},
    Outcome{.name = "highest_post",
            .unit = "rank",
            .description =
                "Highest post ever held: 0 none, 1 team leader, 2 cell secretary, 3 head, "
                "4 secretary, 5 official",
            .at_end = [](const Ending& e) { return static_cast<double>(e.life.career.rank); }},
    Outcome{
        .name = "party_member",
        .unit = "share",
        .description = "Ever admitted to the party",
        .at_end =
            [](const Ending& e) { return e.life.career.admitted == engine::no_day ? 0.0 : 1.0; }},
    Outcome{.name = "mine_years",
            .unit = "years",
            .description = "Years on whose first day the person worked in a mine",
            .in_january = works_in_a_mine},
    Outcome{.name = "sent_by_order",
            .unit = "share",
            .description = "Ever received at a workplace to which an order from the top sent",
            .ever = &model::labour::reception},
    Outcome{.name = "absconded",
            .unit = "share",
            .description = "Ever left an assignment without leave",
            .ever = &model::labour::absconding},
    Outcome{.name = "arrested",
            .unit = "share",
            .description = "Ever arrested and sentenced to forced labour",
            .ever = &model::security::arrest},
    Outcome{.name = "ever_married",
            .unit = "share",
            .description = "Ever married",
            .at_end = [](const Ending& e) { return e.life.marriages > 0 ? 1.0 : 0.0; }},
    Outcome{.name = "family_together",
            .unit = "share",
            .description = "Alive and married at the end, wife and husband both living",
            .at_end =
                [](const Ending& e) {
                    return e.alive() && e.life.marital == model::Marital::married ? 1.0 : 0.0;
                }},
    Outcome{.name = "children",
            .unit = "children",
            .description = "Children born to the person; to a man as far as he has heard",
            .at_end = [](const Ending& e) { return double{1} * e.life.children_born; }},
    Outcome{.name = "crossed",
            .unit = "share",
            .description = "Ever reached the far bank of the river",
            .ever = &model::border::far_bank},
    Outcome{.name = "age_at_crossing",
            .unit = "years",
            .description = "Age on first reaching the far bank; none for those who never did",
            .age_at = &model::border::far_bank},
    Outcome{.name = "handed_over",
            .unit = "share",
            .description = "Ever handed over at the bridge",
            .ever = &model::security::handed_over},
    Outcome{.name = "confessed",
            .unit = "share",
            .description = "Ever held by the security agency until the confession, from which the "
                           "ways lead to a camp, to prison or home",
            .ever = &model::security::confession},
    Outcome{.name = "custody_months",
            .unit = "months",
            .description = "Months held in the North for having crossed, until let out or dead "
                           "of it; whoever is held when the run ends counts with what is over",
            .from_events = &event_outcomes::custody_months},
    Outcome{.name = "camp_months",
            .unit = "months",
            .description = "Months in a labour training camp for having crossed, until let out "
                           "or dead of it",
            .from_events = &event_outcomes::camp_months},
    Outcome{.name = "prison_months",
            .unit = "months",
            .description = "Months in a prison for having crossed, until let out or dead of it",
            .from_events = &event_outcomes::prison_months},
    Outcome{.name = "held_in_camp",
            .unit = "share",
            .description = "Ever in a labour training camp for having crossed, and let out or dead "
                           "of it",
            .from_events = &event_outcomes::held_in_camp},
    Outcome{.name = "held_in_prison",
            .unit = "share",
            .description = "Ever sorted to the heavier track for having crossed: a prison",
            .from_events = &event_outcomes::held_in_prison},
    Outcome{.name = "called_traitor",
            .unit = "share",
            .description = "Let out of custody with the name of a traitor",
            .at_end = [](const Ending& e) { return e.life.career.traitor ? 1.0 : 0.0; }},
    Outcome{.name = "arrived",
            .unit = "share",
            .description = "Ever arrived in the South",
            .ever = &model::south::arrival},
    Outcome{.name = "age_at_arrival",
            .unit = "years",
            .description = "Age on arriving in the South; none for those who never did",
            .age_at = &model::south::arrival},
    Outcome{.name = "years_to_arrival",
            .unit = "years",
            .description = "Years from first crossing the river to arriving in the South; none "
                           "for those who never did both",
            .at_end = years_to_arrival},
    Outcome{.name = "studied_south",
            .unit = "share",
            .description = "Ever began to study at a college in the South",
            .ever = &model::south::college},
    Outcome{.name = "worked_south",
            .unit = "share",
            .description = "Ever found work in the South",
            .ever = &model::south::hire},
    Outcome{.name = "diploma_south",
            .unit = "share",
            .description = "Holds a diploma of a college in the South",
            .at_end = [](const Ending& e) { return e.exile && e.exile->diploma ? 1.0 : 0.0; }},
    Outcome{.name = "wage_south",
            .unit = "thousand won a month",
            .description = "Wage in the South when life or the run ends, nought without work; "
                           "none for those not settled there",
            .at_end = [](const Ending& e) { return double{e.exile->wage.value()}; },
            .applies = has_settled},
    Outcome{
        .name = "sent_home",
        .unit = "thousand won",
        .description = "Money sent home from the South, fees included; nought for those who "
                       "were never there",
        .at_end = [](const Ending& e) { return e.exile ? double{e.exile->sent.value()} : 0.0; }},
    Outcome{.name = "regret",
            .unit = "share",
            .description = "Regret of the years given to the party, when life or the run ends; "
                           "none for those not settled in the South",
            .at_end = [](const Ending& e) { return e.exile->regret / 100.0; },
            .applies = has_settled},
    Outcome{.name = "empty_house",
            .unit = "share",
            .description = "Ever came home to find that wife or husband had gone",
            .ever = &model::family::empty_house},
    Outcome{.name = "found_spouse",
            .unit = "share",
            .description = "Ever found wife or husband on a search",
            .ever = &model::search::found},
    Outcome{.name = "family_lost",
            .unit = "share",
            .description = "At the end, wife or husband lost and not found again",
            .at_end = [](const Ending& e) { return e.life.career.lost_family ? 1.0 : 0.0; }},
};

} // namespace

std::span<const Outcome> outcomes()
{
    return all;
}

const Outcome* find_outcome(std::string_view name)
{
    const auto at = std::ranges::find(all, name, &Outcome::name);
    return at == all.end() ? nullptr : &*at;
}

} // namespace counterlife::study::twins

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/ask_outcomes.h"

#include <algorithm>
#include <array>

namespace counterlife::study {
namespace {

using model::Life;
using model::Stage;

template <Stage stage> bool is_at(const Life& life)
{
    return life.career.stage == stage;
}

constexpr std::array more{
    Outcome{
        .name = "member_years",
        .unit = "years",
        .description = "Years on whose first day the person was a member by the regulation",
        .in_january = [](const Life& l) { return l.career.standing == model::Standing::member; }},
    Outcome{.name = "bound_years",
            .unit = "years",
            .description = "Years on whose first day an order from the top bound the person",
            .in_january = [](const Life& l) { return l.career.bound; }},
    Outcome{.name = "years_left_behind",
            .unit = "years",
            .description = "Years on whose first day wife or husband was across the river",
            .in_january = [](const Life& l) { return l.career.left_behind; }},
    Outcome{.name = "idle_years",
            .unit = "years",
            .description = "Years on whose first day the person was neither at work nor excused",
            .in_january = is_at<Stage::idle>},
    Outcome{.name = "trading_years",
            .unit = "years",
            .description = "Years on whose first day the person lived by the market",
            .in_january = is_at<Stage::trader>},
    Outcome{.name = "years_abroad",
            .unit = "years",
            .description = "Years on whose first day the person was across the river, no status",
            .in_january = is_at<Stage::abroad>},
    Outcome{.name = "custody_years",
            .unit = "years",
            .description = "Years on whose first day the person was held for having crossed",
            .in_january = is_at<Stage::custody>},
    Outcome{.name = "years_without_status",
            .unit = "years",
            .description = "Years on whose first day the person was abroad or on the road south",
            .in_january =
                [](const Life& l) {
                    return l.career.stage == Stage::abroad || l.career.stage == Stage::journey;
                }},
    Outcome{
        .name = "strives_for_party",
        .unit = "share",
        .description = "Strives for membership, when life or the run ends",
        .at_end =
            [](const Ending& e) { return e.life.career.goal == model::Goal::party ? 1.0 : 0.0; }},
    Outcome{.name = "anger",
            .unit = "share",
            .description = "Indignation about unequal treatment, when life or the run ends",
            .at_end = [](const Ending& e) { return e.life.career.anger / 100.0; }},
    Outcome{.name = "devotion",
            .unit = "share",
            .description = "Devotion, when life or the run ends",
            .at_end = [](const Ending& e) { return e.life.career.devotion / 100.0; }},
    Outcome{.name = "certified",
            .unit = "share",
            .description = "Holds a patient's certificate, when life or the run ends",
            .at_end = [](const Ending& e) { return e.life.career.certified ? 1.0 : 0.0; }},
    Outcome{
        .name = "medal",
        .unit = "share",
        .description = "Was given a medal in the army, and no mere commendation",
        .at_end =
            [](const Ending& e) { return e.life.career.award == model::Award::medal ? 1.0 : 0.0; }},
    Outcome{.name = "served",
            .unit = "share",
            .description = "Ever discharged from the army",
            .ever = "army.discharge"},
    Outcome{.name = "age_at_admission",
            .unit = "years",
            .description = "Age on admission to the party",
            .age_at = "party.admission"},
    Outcome{.name = "petitioned",
            .unit = "share",
            .description = "Ever asked the committee to be sent home",
            .ever = "labour.petition"},
    Outcome{.name = "home_without_leave",
            .unit = "share",
            .description = "Ever arrived at home after leaving an assignment without leave",
            .ever = "labour.flight_home"},
    Outcome{.name = "asked_for_release",
            .unit = "share",
            .description = "Ever heard whether the party registration is released",
            .ever = "labour.release_answer"},
    Outcome{.name = "quit",
            .unit = "share",
            .description = "Ever stopped going to work",
            .ever = "labour.quitting"},
    Outcome{.name = "privileged_exit",
            .unit = "share",
            .description = "Left an assignment for college, called exemplary, as officials' "
                           "children do",
            .ever = "privilege.release"},
    Outcome{.name = "mine_death",
            .unit = "share",
            .description = "Died in an accident in a mine, the great explosion aside",
            .ever = "mine.accident"},
    Outcome{.name = "saw_explosion",
            .unit = "share",
            .description = "Was in the mine when gas exploded, whether it killed or not",
            .ever = "mine.explosion"},
    Outcome{.name = "starved",
            .unit = "share",
            .description = "Died of hunger",
            .ever = "food.starvation"},
    Outcome{.name = "adrift",
            .unit = "share",
            .description = "As a child ever left home hungry for the stations",
            .ever = "food.adrift"},
    Outcome{.name = "age_at_wedding",
            .unit = "years",
            .description = "Age at the first wedding",
            .age_at = "marriage.wedding"},
    Outcome{.name = "crossed",
            .unit = "share",
            .description = "Ever came ashore across the river",
            .ever = "border.far_bank"},
    Outcome{.name = "age_at_crossing",
            .unit = "years",
            .description = "Age when first ashore across the river",
            .age_at = "border.far_bank"},
    Outcome{.name = "came_back",
            .unit = "share",
            .description = "Ever came back across the river of their own accord",
            .ever = "border.way_back"},
    Outcome{.name = "handed_over",
            .unit = "share",
            .description = "Ever handed over at the border and detained",
            .ever = "security.handed_over"},
    Outcome{.name = "went_through_custody",
            .unit = "share",
            .description =
                "Held for having crossed, and ever passed on to the next place or let go",
            .ever = "security.custody_step"},
    Outcome{.name = "died_in_custody",
            .unit = "share",
            .description = "Died while held for having crossed",
            .ever = "security.custody_death"},
    Outcome{.name = "dispersed",
            .unit = "share",
            .description = "Left behind, ever left home and told nobody whither",
            .ever = "family.dispersal"},
    Outcome{.name = "empty_house",
            .unit = "share",
            .description = "Ever came home and found wife or husband gone",
            .ever = "family.empty_house"},
    Outcome{.name = "reunited",
            .unit = "share",
            .description = "Came home and had wife or husband again",
            .ever = "family.reunited"},
    Outcome{.name = "searched",
            .unit = "share",
            .description = "Ever set out to search the country for the family",
            .ever = "search.setting_out"},
    Outcome{.name = "found_spouse",
            .unit = "share",
            .description = "Found wife or husband on a search",
            .ever = "search.found"},
    Outcome{.name = "found_child",
            .unit = "share",
            .description = "Found a lost child in a camp",
            .ever = "search.child_found"},
    Outcome{.name = "fetched",
            .unit = "share",
            .description = "As a lost child, fetched home by a parent who had searched",
            .ever = "search.fetched"},
    Outcome{.name = "heard_from_house",
            .unit = "share",
            .description = "In the South, heard that wife or husband lives",
            .ever = "search.answer"},
    Outcome{.name = "met_helpers",
            .unit = "share",
            .description = "Found a team or a broker and set out for a third country",
            .ever = "route.contact"},
    Outcome{.name = "arrived",
            .unit = "share",
            .description = "Ever landed in the South",
            .ever = "south.arrival"},
    Outcome{.name = "age_at_arrival",
            .unit = "years",
            .description = "Age on landing in the South",
            .age_at = "south.arrival"},
    Outcome{.name = "studied_south",
            .unit = "share",
            .description = "Ever studied at a college in the South",
            .ever = "south.college"},
    Outcome{.name = "worked_south",
            .unit = "share",
            .description = "Ever found work in the South",
            .ever = "south.hire"},
    Outcome{.name = "fetched_kin",
            .unit = "share",
            .description = "In the South, ever met kin who had followed",
            .ever = "south.reunion"},
};

} // namespace

const std::vector<const Outcome*>& question_outcomes()
{
    static const std::vector<const Outcome*> all = [] {
        std::vector<const Outcome*> list;
        for (const Outcome& outcome : outcomes()) list.push_back(&outcome);
        for (const Outcome& outcome : more)
            if (find_outcome(outcome.name) == nullptr) list.push_back(&outcome);
        return list;
    }();
    return all;
}

std::size_t question_outcome(std::string_view name)
{
    const auto& all = question_outcomes();
    const auto at = std::ranges::find(all, name, [](const Outcome* one) { return one->name; });
    return static_cast<std::size_t>(at - all.begin());
}

} // namespace counterlife::study

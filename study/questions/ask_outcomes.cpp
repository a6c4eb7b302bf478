// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/ask_outcomes.h"

#include "model/army/army.h"
#include "model/border/border.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/mine/mine.h"
#include "model/party/party.h"
#include "model/privilege/privilege.h"
#include "model/route/route.h"
#include "model/search/search.h"
#include "model/south/south.h"
#include "study/input/rules.h"
#include "study/twins/event_outcomes.h"

#include <algorithm>
#include <array>
#include <limits>

namespace counterlife::study::questions {
namespace {

using model::Stage;

constexpr float none = std::numeric_limits<float>::quiet_NaN();

double share(bool is)
{
    return is ? 1.0 : 0.0;
}

template <Stage stage> double is_at(const January& january)
{
    return share(january.life.career.stage == stage);
}

template <int year> bool is_new_year_of(const January& january)
{
    return january.today == engine::day_of(year);
}

/// The first of January by which so many years have passed.
engine::Day new_year_after(engine::Day day, int years)
{
    return engine::next_in_year(day + engine::days_in_years(years), {{.month = 1}});
}

bool is_year_after(const January& january, int years)
{
    return january.mark != engine::no_day && january.today == new_year_after(january.mark, years);
}

double is_home_after_five(const January& january)
{
    return share(is_year_after(january, 5) && january.place == january.life.birth_place);
}

double is_with_family_after_five(const January& january)
{
    const model::Career& career = january.life.career;
    const bool left_alone =
        career.stage >= model::first_stage_of_exile && january.exile && january.exile->alone;
    return share(is_year_after(january, 5) && january.life.marital == model::Marital::married &&
                 !career.left_behind && !career.lost_family && !left_alone);
}

double is_on_first_stay(const January& january)
{
    return january.mark == engine::no_day ? is_at<Stage::abroad>(january) : 0.0;
}

double wage_at_ten(const January& january)
{
    const model::Exile* exile = january.exile;
    if (!exile || exile->arrived == engine::no_day) return 0;
    return january.today == new_year_after(exile->arrived, 10) ? exile->wage.value() : 0;
}

double has_family(const Ending& e)
{
    const model::Career& career = e.life.career;
    const bool left_alone = career.stage >= model::first_stage_of_exile && e.exile &&
                            e.exile->alone && !e.exile->reunited;
    return share(e.life.marital == model::Marital::married && !career.left_behind &&
                 !career.lost_family && !left_alone);
}

template <model::Occupation... ones> double is_occupied_by(const January& january)
{
    const model::Exile* exile = january.exile;
    return share(is_at<Stage::south>(january) > 0 && exile && ((exile->occupation == ones) || ...));
}

bool has_been_ten_years(const Ending& e)
{
    return e.exile && e.exile->arrived != engine::no_day &&
           new_year_after(e.exile->arrived, 10) < e.last();
}

constexpr std::array more{
    Outcome{.name = "member_years",
            .unit = "years",
            .description = "Years on whose first day the person was a member by the regulation",
            .in_january =
                [](const January& j) {
                    return share(j.life.career.standing == model::Standing::member);
                }},
    Outcome{.name = "bound_years",
            .unit = "years",
            .description = "Years on whose first day an order from the top bound the person",
            .in_january = [](const January& j) { return share(j.life.career.bound); }},
    Outcome{.name = "home_after_five",
            .unit = "share",
            .description = "Back in the county of birth on the first New Year five years after an "
                           "order from the top; none for whom none took in",
            .from_events = &event_outcomes::received_by_order,
            .in_january = is_home_after_five,
            .at_first = none},
    Outcome{.name = "years_left_behind",
            .unit = "years",
            .description = "Years on whose first day wife or husband was across the river",
            .in_january = [](const January& j) { return share(j.life.career.left_behind); }},
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
    Outcome{.name = "first_stay_years",
            .unit = "years",
            .description = "Years on whose first day the person was across the river for the "
                           "first time: until coming back, being handed over or going on",
            .from_events = &event_outcomes::first_stay,
            .in_january = is_on_first_stay},
    Outcome{.name = "family_after_five",
            .unit = "share",
            .description = "On the first New Year five years after first crossing married, and "
                           "parted from wife or husband by no river and no loss; none for those "
                           "who never crossed",
            .from_events = &event_outcomes::first_crossing,
            .in_january = is_with_family_after_five,
            .at_first = none},
    Outcome{.name = "small_child_at_crossing",
            .unit = "share",
            .description = "Had a small child (border.small_child), as far as births go, on first "
                           "crossing; none for those who never crossed",
            .from_events = &event_outcomes::small_child_at_crossing,
            .at_first = none},
    Outcome{.name = "custody_years",
            .unit = "years",
            .description = "Years on whose first day the person was held for having crossed",
            .in_january = is_at<Stage::custody>},
    Outcome{
        .name = "years_without_status",
        .unit = "years",
        .description = "Years on whose first day the person was abroad or on the road south",
        .in_january =
            [](const January& j) { return is_at<Stage::abroad>(j) + is_at<Stage::journey>(j); }},
    Outcome{.name = "in_mine_1995",
            .unit = "share",
            .description = "Works in a mine at New Year 1995",
            .in_january =
                [](const January& j) {
                    return share(is_new_year_of<1995>(j) &&
                                 j.life.career.sector == model::Sector::mine) *
                           is_at<Stage::worker>(j);
                }},
    Outcome{.name = "family_together_2005",
            .unit = "share",
            .description = "At New Year 2005 alive and married, wife and husband both living",
            .in_january =
                [](const January& j) {
                    return share(is_new_year_of<2005>(j) &&
                                 j.life.marital == model::Marital::married);
                }},
    Outcome{
        .name = "strives_for_party",
        .unit = "share",
        .description = "Strives for membership, when life or the run ends",
        .at_end = [](const Ending& e) { return share(e.life.career.goal == model::Goal::party); }},
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
            .at_end = [](const Ending& e) { return share(e.life.career.certified); }},
    Outcome{.name = "medal",
            .unit = "share",
            .description = "Was given a medal in the army, and no mere commendation",
            .at_end =
                [](const Ending& e) { return share(e.life.career.award == model::Award::medal); }},
    Outcome{.name = "served",
            .unit = "share",
            .description = "Ever discharged from the army",
            .ever = &model::army::discharge},
    Outcome{.name = "age_at_admission",
            .unit = "years",
            .description = "Age on admission to the party",
            .age_at = &model::party::admission},
    Outcome{.name = "early_admission",
            .unit = "share",
            .description = "In the party a year or more before discharge from the army; none for "
                           "those never discharged",
            .from_events = &event_outcomes::early_admission,
            .at_first = none},
    Outcome{.name = "petitioned",
            .unit = "share",
            .description = "Ever asked the committee to be sent home",
            .ever = &model::labour::petition},
    Outcome{.name = "home_without_leave",
            .unit = "share",
            .description = "Ever arrived at home after leaving an assignment without leave",
            .ever = &model::labour::flight_home},
    Outcome{.name = "asked_for_release",
            .unit = "share",
            .description = "Ever heard whether the party registration is released",
            .ever = &model::labour::release_answer},
    Outcome{.name = "quit",
            .unit = "share",
            .description = "Ever stopped going to work",
            .ever = &model::labour::quitting},
    Outcome{.name = "privileged_exit",
            .unit = "share",
            .description = "Left an assignment for college, called exemplary, as officials' "
                           "children do",
            .ever = &model::privilege::release},
    Outcome{.name = "mine_death",
            .unit = "share",
            .description = "Died in an accident in a mine, the great explosion aside",
            .ever = &model::mine::accident},
    Outcome{.name = "saw_explosion",
            .unit = "share",
            .description = "Was in the mine when gas exploded, whether it killed or not",
            .ever = &model::mine::explosion},
    Outcome{.name = "died_in_mine",
            .unit = "share",
            .description = "Died in a mine, by accident or as gas exploded",
            .from_events = &event_outcomes::died_in_mine},
    Outcome{.name = "starved",
            .unit = "share",
            .description = "Died of hunger",
            .ever = &model::food::starvation},
    Outcome{.name = "adrift",
            .unit = "share",
            .description = "As a child ever left home hungry for the stations",
            .ever = &model::food::adrift},
    Outcome{.name = "age_at_wedding",
            .unit = "years",
            .description = "Age at the first wedding",
            .age_at = &model::marriage::wedding},
    Outcome{.name = "set_out",
            .unit = "share",
            .description = "Ever set out to cross the river of their own accord",
            .ever = &model::border::departure},
    Outcome{.name = "crossed_within_three",
            .unit = "share",
            .description = "Across the river within three years of first leaving an assignment "
                           "without leave; none for those who never left one",
            .from_events = &event_outcomes::crossed_within_three,
            .at_first = none},
    Outcome{.name = "years_to_crossing",
            .unit = "years",
            .description = "From first leaving an assignment without leave to the far bank; none "
                           "for those who did not do both",
            .from_events = &event_outcomes::years_to_crossing,
            .at_first = none},
    Outcome{.name = "crossings",
            .unit = "times",
            .description = "How often across the river",
            .at_end = [](const Ending& e) { return e.exile ? double{1} * e.exile->crossings : 0; }},
    Outcome{.name = "crossed_again",
            .unit = "share",
            .description = "Across the river again after custody; none for those never let out",
            .from_events = &event_outcomes::crossed_again,
            .at_first = none},
    Outcome{.name = "died_in_river",
            .unit = "share",
            .description = "Drowned in the river, or froze on the other side of it",
            .from_events = &event_outcomes::died_in_river},
    Outcome{.name = "paid_in_full",
            .unit = "share",
            .description = "Got the whole wage of a farm in China, the last time it was asked for; "
                           "none for those who never asked",
            .from_events = &event_outcomes::paid_in_full,
            .at_first = none},
    Outcome{.name = "wage_received",
            .unit = "yuan",
            .description = "Wages of farms in China that were paid; none for those who never asked",
            .from_events = &event_outcomes::wage_received,
            .at_first = none},
    Outcome{.name = "came_back",
            .unit = "share",
            .description = "Ever came back across the river of their own accord",
            .ever = &model::border::way_back},
    Outcome{
        .name = "returned",
        .unit = "share",
        .description = "Ever back from across the river, freely or handed over",
        .at_end =
            [](const Ending& e) { return share(e.exile && e.exile->returned != engine::no_day); }},
    Outcome{.name = "detained",
            .unit = "share",
            .description = "Ever detained in the North for having crossed or setting out",
            .from_events = &event_outcomes::detained},
    Outcome{.name = "family_at_home",
            .unit = "share",
            .description = "Wife or husband was there on first coming home to them; none for those "
                           "who never looked",
            .from_events = &event_outcomes::family_at_home,
            .at_first = none},
    Outcome{.name = "went_through_custody",
            .unit = "share",
            .description =
                "Held for having crossed, and ever passed on to the next place or let go",
            .ever = &model::security::custody_step},
    Outcome{.name = "died_in_custody",
            .unit = "share",
            .description = "Died while held for having crossed",
            .ever = &model::security::custody_death},
    Outcome{.name = "dispersed",
            .unit = "share",
            .description = "Left behind, ever left home and told nobody whither",
            .ever = &model::family::dispersal},
    Outcome{.name = "reunited",
            .unit = "share",
            .description = "Came home and had wife or husband again",
            .ever = &model::family::reunited},
    Outcome{.name = "searched",
            .unit = "share",
            .description = "Ever set out to search the country for the family",
            .ever = &model::search::setting_out},
    Outcome{.name = "searched_for",
            .unit = "share",
            .description = "Wife or husband ever set out to search the country for this person",
            .ever_met = &model::search::setting_out},
    Outcome{.name = "found_child",
            .unit = "share",
            .description = "Found a lost child in a camp",
            .ever = &model::search::child_found},
    Outcome{.name = "fetched",
            .unit = "share",
            .description = "As a lost child, fetched home by a parent who had searched",
            .ever = &model::search::fetched},
    Outcome{.name = "years_adrift",
            .unit = "years",
            .description = "As a lost child, from leaving home to being fetched by a parent; none "
                           "for those who were not",
            .from_events = &event_outcomes::years_adrift,
            .at_first = none},
    Outcome{.name = "heard_from_house",
            .unit = "share",
            .description = "In the South, heard that wife or husband lives",
            .ever = &model::search::answer},
    Outcome{.name = "years_to_answer",
            .unit = "years",
            .description = "From arriving in the South to hearing that wife or husband lives; none "
                           "for those who never heard",
            .from_events = &event_outcomes::years_to_answer,
            .at_first = none},
    Outcome{.name = "house_checks",
            .unit = "times",
            .description = "Looks at the house in the North paid for from the South",
            .at_end = [](const Ending& e) { return e.exile ? double{1} * e.exile->checks : 0; }},
    Outcome{.name = "wage_at_ten",
            .unit = "thousand won a month",
            .description = "Wage on the first New Year ten years after arriving in the South, "
                           "nought without work; none for those not there so long",
            .in_january = wage_at_ten,
            .applies = has_been_ten_years},
    Outcome{.name = "manual_years_south",
            .unit = "years",
            .description = "Years on whose first day the person did menial or factory work in the "
                           "South",
            .in_january = is_occupied_by<model::Occupation::menial, model::Occupation::factory>},
    Outcome{.name = "office_years_south",
            .unit = "years",
            .description = "Years on whose first day the person did office work in the South",
            .in_january = is_occupied_by<model::Occupation::office>},
    Outcome{.name = "has_family",
            .unit = "share",
            .description = "When life or the run ends, married, and parted from wife or husband by "
                           "no river and no loss",
            .at_end = has_family},
    Outcome{.name = "met_helpers",
            .unit = "share",
            .description = "Found a team or a broker and set out for a third country",
            .ever = &model::route::contact},
    Outcome{.name = "fetched_kin",
            .unit = "share",
            .description = "In the South, ever met kin who had followed",
            .ever = &model::south::reunion},
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

} // namespace counterlife::study::questions

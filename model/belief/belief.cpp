// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Goals, effort and discontent.
//
//   PARTY-02   nearly all the young strive for membership, until money overtakes it
//   PARTY-15   contempt for people outside the party is a reason to strive
//   BELIEF-01  the young of loyal families begin devoted, and devotion makes for effort
//   BELIEF-02, FAMILY-02  pride at admission, greatest on the day and then settling
//   BELIEF-04  that others got away by privilege angers more than hardship does
//   BELIEF-06  knowing of another life makes striving less
//   MINE-04    each death nearby raises the fear of one's own
//   LOOP-06    what goes into membership does not go into learning
//   data/belief/belief.csv; data/party/party.csv: goal_share

#include "model/belief/belief.h"

#include "model/belief/news.h"
#include "model/belief/numbers.h"
#include "model/claims.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/nation.h"
#include "model/party/numbers.h"
#include "model/party/party.h"

#include <cmath>

namespace counterlife::model {

const std::array<Scalar, BeliefFamily::count> BeliefFamily::table = in_order<BeliefFamily::count>({
    {BeliefFamily::initial_devotion, "belief.initial_devotion", "", "share", 0, 1,
     "devotion of the young at the start"},
    {BeliefFamily::family_devotion, "belief.family_devotion", "", "share", 0, 1,
     "what a family in the party adds to it"},
    {BeliefFamily::lesson_zeal, "belief.lesson_zeal", "", "share", 0, 1,
     "zeal that a father's lesson adds"},
    {BeliefFamily::lesson_devotion, "belief.lesson_devotion", "", "share", 0, 1,
     "devotion that a father's lesson adds"},
    {BeliefFamily::pride, "belief.pride", "", "share", 0, 1, "devotion that admission adds"},
    {BeliefFamily::parents_pride, "belief.parents_pride", "", "share", 0, 1,
     "and the parents' wish fulfilled"},
    {BeliefFamily::pride_half_life, "belief.pride_half_life", "", "days", 1, 36500,
     "days in which half of this pride settles"},
    {BeliefFamily::shock, "belief.shock", "", "share", 0, 1,
     "devotion lost at the sight of the assigned place"},
    {BeliefFamily::exit_anger, "belief.exit_anger", "", "share", 0, 1,
     "anger at hearing that others got out by privilege"},
    {BeliefFamily::hardship_anger, "belief.hardship_anger", "", "share", 0, 1,
     "anger from a hard assignment as such"},
    {BeliefFamily::hearing, "belief.hearing", "", "share", 0, 1,
     "share of the batch who hear of it"},
    {BeliefFamily::hearing_months, "belief.hearing_months", "", "months", 0.5, 60,
     "months after arrival until word goes round"},
    {BeliefFamily::devotion_weight, "belief.devotion_weight", "", "share", 0, 1,
     "discontent that full devotion makes bearable"},
    {BeliefFamily::attachment, "belief.attachment", "", "per_year", 0, 2,
     "how each year given for membership holds back"},
    {BeliefFamily::outside, "belief.outside", "", "ratio", 0, 20,
     "what knowing of another life adds to the rate of leaving"},
    {BeliefFamily::contempt_effort, "belief.contempt_effort", "", "share", 0, 1,
     "effort added by the fear of contempt"},
    {BeliefFamily::effort_study, "belief.effort", "study", "ratio", 0, 1,
     "effort for membership of those who strive for something else"},
    {BeliefFamily::effort_money, "belief.effort", "money", "ratio", 0, 1, ""},
    {BeliefFamily::effort_family, "belief.effort", "family", "ratio", 0, 1, ""},
    {BeliefFamily::to_learning, "belief.to_learning", "", "share", 0, 1,
     "of their effort for membership, what those who come to the age of choice on a day put into "
     "learning"},
    {BeliefFamily::choice_age, "belief.choice_age", "", "age", 5, 40,
     "age at which it is settled what membership and learning are worth to somebody born that day"},
    {BeliefFamily::outside_goal, "belief.outside_goal", "", "ratio", 0, 20,
     "how knowing of another life lowers the share who strive for membership"},
    {BeliefFamily::lost_to_money, "belief.lost_to_money", "", "share", 0, 1,
     "of the devotion of the young, that the turn to money takes away"},
    {BeliefFamily::temper, "belief.temper", "", "share", 0, 1,
     "how far the devotion of the young differs, from the least to the most"},
    {BeliefFamily::common_devotion, "belief.common_devotion", "", "share", 0, 1,
     "devotion of all the young, where BELIEF-01 does not hold"},
    {BeliefFamily::effort_least, "belief.devoted_effort", "least", "ratio", 0, 5,
     "effort of somebody without any devotion"},
    {BeliefFamily::effort_devoted, "belief.devoted_effort", "full", "ratio", 0, 5,
     "and what full devotion adds to it"},
    {BeliefFamily::common_effort, "belief.common_effort", "", "ratio", 0, 5,
     "effort whatever the devotion, where BELIEF-01 does not hold"},
    {BeliefFamily::disillusion, "belief.disillusion", "", "ratio", 0, 5,
     "devotion that anger takes away, to the anger"},
    {BeliefFamily::shock_least, "belief.shock_least", "", "ratio", 0, 5,
     "part of that shock which comes without any devotion; full devotion adds one to it"},
});

namespace belief {

namespace {

Day word_goes_round(const View& view)
{
    const Career& career = view.life.career;
    if (career.told) return no_day;
    const double months = view.numbers.belief.at(career.stage_since)[BeliefFamily::hearing_months];
    return career.stage_since + engine::days_in_months(months);
}

/// The part of all effort that somebody with this goal gives to membership.
double of_goal(Goal goal, const BeliefNumbers::Values& p) noexcept
{
    switch (goal) {
    case Goal::study:
        return p[BeliefFamily::effort_study];
    case Goal::money:
        return p[BeliefFamily::effort_money];
    case Goal::family:
        return p[BeliefFamily::effort_family];
    case Goal::undecided: // As somebody whose wish is none of these.
        return p[BeliefFamily::effort_family];
    case Goal::party:
        break;
    }
    return 1;
}

constexpr Lot hears_it{};

void hear(Act& act)
{
    Career& career = act.life().career;
    const auto& p = act.numbers().belief.at(act.today());
    career.told = true;
    double anger = p[BeliefFamily::hardship_anger];
    const bool unequal = act.place().labour.left_known > 0 &&
                         act.uniform(hears_it) < p[BeliefFamily::hearing] &&
                         act.numbers().claims.on(Claim::belief_04, act.today());
    if (unequal) anger += p[BeliefFamily::exit_anger];
    career.anger = hundredths(career.anger + 100 * anger);
    career.devotion = hundredths(career.devotion - 100 * p[BeliefFamily::disillusion] * anger);
    act.note(code_of(NewsDetail{.by_hardship = !unequal, .anger = career.anger}));
}

std::string tell_news(const NewsDetail& d, const Telling&)
{
    return d.at_privilege()
               ? put("Word gets round that those with powerful parents have got out. {His} "
                     "anger now stands at {} on a scale of 100.",
                     {text_of(d.anger)})
               : put("The hardship of the first months has made {him} angry, {} on a scale of 100; "
                     "{he} has not heard that others have got out.",
                     {text_of(d.anger)});
}

constexpr const Rule* before_news[]{&labour::reception};
constexpr Record news_record{
    .parts = parts_of<NewsDetail>, .tell = told_by<tell_news>, .follows = before_news};

} // namespace

void form_goal(Act& act)
{
    Career& career = act.life().career;
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto& p = numbers.party.at(today);
    const auto& b = numbers.belief.at(today);
    const double turn = party::turn_to_money(numbers, today);
    enum Draw : std::uint32_t { goal, other, temper };
    const double outside =
        numbers.claims.on(Claim::belief_06, today) ? b[BeliefFamily::outside] : 0;
    const double share =
        numbers.claims.on(Claim::party_02, today) && numbers.claims.on(Claim::party_01, today)
            ? ((1 - turn) * p[PartyFamily::goal_before] + turn * p[PartyFamily::goal_after]) /
                  (1 + b[BeliefFamily::outside_goal] * outside)
            : p[PartyFamily::goal_without];
    if (act.uniform(forming_a_goal, once, goal) < share) {
        career.goal = Goal::party;
    } else {
        const double which = act.uniform(forming_a_goal, once, other);
        career.goal = which < 1.0 / 3 ? Goal::study : which < 2.0 / 3 ? Goal::money : Goal::family;
    }
    const double devotion =
        numbers.claims.on(Claim::belief_01, today)
            ? b[BeliefFamily::initial_devotion] * (1 - b[BeliefFamily::lost_to_money] * turn) +
                  b[BeliefFamily::temper] * (act.uniform(forming_a_goal, once, temper) - 0.5)
            : b[BeliefFamily::common_devotion];
    career.devotion = hundredths(100 * devotion);
}

/// BELIEF-02, FAMILY-02  What is left of the pride of admission: halved with each half-life, and on
/// a straight line between.
double pride(const model::Numbers& numbers, const Career& career, Day today) noexcept
{
    if (career.admitted == no_day || today < career.admitted) return 0;
    const auto& p = numbers.belief.at(career.admitted);
    double pride = 0;
    if (numbers.claims.on(Claim::belief_02, career.admitted)) pride += p[BeliefFamily::pride];
    if (numbers.claims.on(Claim::family_02, career.admitted) && career.party_family)
        pride += p[BeliefFamily::parents_pride];
    const double half_lives = (today - career.admitted).count() / p[BeliefFamily::pride_half_life];
    const double whole = std::floor(half_lives);
    return std::ldexp(pride * (1 - 0.5 * (half_lives - whole)),
                      -static_cast<int>(std::min(whole, 100.0)));
}

double devotion(const model::Numbers& numbers, const Career& career, Day today) noexcept
{
    return std::min(1.0, career.devotion / 100.0 + pride(numbers, career, today));
}

Day day_of_choice(const View& view) noexcept
{
    const Life& life = view.life;
    return day_of_age(life, view.numbers.belief.at(life.born)[BeliefFamily::choice_age]);
}

double for_membership(const View& view) noexcept
{
    const auto& p = view.numbers.belief.at(day_of_choice(view));
    return of_goal(view.life.career.goal, p) * (1 - p[BeliefFamily::to_learning]);
}

double for_learning(const View& view) noexcept
{
    if (view.life.career.goal == Goal::study) return 1 - for_membership(view);
    return view.numbers.belief.at(day_of_choice(view))[BeliefFamily::to_learning];
}

double effort(const View& view, Day today) noexcept
{
    const Career& career = view.life.career;
    const auto& numbers = view.numbers;
    const auto& p = numbers.belief.at(today);
    const double zeal = career.zeal / 100.0;
    const double devoted =
        numbers.claims.on(Claim::belief_01, today)
            ? p[BeliefFamily::effort_least] +
                  p[BeliefFamily::effort_devoted] * devotion(numbers, career, today)
            : p[BeliefFamily::common_effort];
    const double contempt =
        numbers.claims.on(Claim::party_15, today) ? p[BeliefFamily::contempt_effort] : 0.0;
    return for_membership(view) * (devoted + zeal + contempt);
}

double fear(const View& view, Day today) noexcept
{
    const Career& career = view.life.career;
    if (career.sector != Sector::mine || !view.numbers.claims.on(Claim::mine_04, today)) return 0;
    const auto& p = view.numbers.policy.at(today);
    const double deaths = view.place.pit.deaths_per_hundred * p[PolicyFamily::fear_of_deaths];
    return std::min(1.0, deaths + (career.shaken ? p[PolicyFamily::fear_of_shock] : 0.0));
}

Discontent discontent_of(const View& view, Day today) noexcept
{
    const Career& career = view.life.career;
    return {.anger = career.anger / 100.0,
            .fear = fear(view, today),
            .devotion = devotion(view.numbers, career, today),
            .zeal = career.zeal / 100.0, // LABOUR-07  An exhortation would add to it.
            .bearable = view.numbers.belief.at(today)[BeliefFamily::devotion_weight]};
}

double discontent(const View& view, Day today) noexcept
{
    return discontent_of(view, today).level();
}

constinit const Rule news{
    .name = "belief.news",
    .says = "Word gets round that those with powerful parents got out, which causes anger.",
    .answers = "BELIEF-04",
    .due = word_goes_round,
    .effect = hear,
    .lots = {&hears_it},
    .beside = {.concerns = [](const Situation& who) { return who.is_assigned(); },
               // Those whom an explosion has shaken hear the news after it.
               .precedence = 1,
               .record = &news_record},
};

} // namespace belief
} // namespace counterlife::model

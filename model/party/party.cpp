// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What membership and rank are worth, and how the turn to money changes that.
//
//   PARTY-01    one party only: where its gates are off nothing reads party state
//   PARTY-12    until the turn rank alone decides wealth
//   PARTY-15    people outside the party are looked down upon
//   PARTY-22    money overtakes membership
//   MARRIAGE-02 membership, service, diploma: the order in which women rank men
//   MARRIAGE-03 wealth before them all, after the turn
//   data/party/party.csv; data/marriage/ranking.csv

#include "model/party/party.h"

#include "model/claims.h"
#include "model/marriage/numbers.h"
#include "model/nation.h"
#include "model/party/numbers.h"

#include <algorithm>
#include <cmath>

namespace counterlife::model {

const std::array<Scalar, PartyFamily::count> PartyFamily::table = in_order<PartyFamily::count>({
    {PartyFamily::goal_before, "party.goal_share", "before", "share", 0, 1,
     "the young who strive for membership, until the turn to money"},
    {PartyFamily::goal_after, "party.goal_share", "after", "share", 0, 1,
     "the young who strive for membership, after it"},
    {PartyFamily::goal_without, "party.goal_share", "without", "share", 0, 1,
     "the same where PARTY-01 or PARTY-02 does not hold"},
    {PartyFamily::earliest_year, "party.earliest_year", "", "years", 0, 15,
     "years of service before the first are admitted"},
    {PartyFamily::early_share, "party.early_share", "", "share", 0, 1,
     "share of an intake admitted in each of the years before the last"},
    {PartyFamily::completion_ordinary, "party.completion_share", "ordinary", "share", 0, 1,
     "members among the discharged of ordinary units"},
    {PartyFamily::completion_favoured, "party.completion_share", "favoured", "share", 0, 1,
     "members among the discharged of favoured units"},
    {PartyFamily::favoured_units, "party.favoured_units", "", "share", 0, 1,
     "share of the units that are favoured"},
    {PartyFamily::october_share, "party.october_share", "", "share", 0, 1,
     "share of the admissions of a year that fall on the October anniversary"},
    {PartyFamily::congress_bonus, "party.congress_bonus", "", "ratio", 1, 5,
     "how many times more are admitted at a congress"},
    {PartyFamily::apply_men, "party.application", "M", "per_year", 0, 5,
     "rate at which workers outside the party ask to be admitted"},
    {PartyFamily::apply_women, "party.application", "F", "per_year", 0, 5,
     "rate at which workers outside the party ask to be admitted"},
    {PartyFamily::apply_young, "party.application_factor", "young", "ratio", 0, 10,
     "how that differs by age: before the middle of life, and from then on"},
    {PartyFamily::apply_mature, "party.application_factor", "mature", "ratio", 0, 10, ""},
    {PartyFamily::mature_from, "party.application_mature_age", "", "age", 20, 60,
     "at which that is"},
    {PartyFamily::admitted_share, "party.admitted_share", "", "share", 0, 1,
     "share of the applicants whom a committee admits"},
    {PartyFamily::admitted_capital, "party.admitted_capital", "", "ratio", 1, 10,
     "how many times that share committees of the capital admit"},
    {PartyFamily::refused, "party.refused", "", "share", 0, 1,
     "of those who come to the age of choice on a day, whom no committee will take in the end"},
    {PartyFamily::start_men, "party.start_members", "M", "share", 0, 1,
     "members at the start among people of 20 to 59"},
    {PartyFamily::start_women, "party.start_members", "F", "share", 0, 1,
     "members at the start among people of 20 to 59"},
    {PartyFamily::lapse_days, "party.lapse_days", "", "days", 1, 36500,
     "days without party life after which membership lapses"},
    {PartyFamily::record_lag, "party.record_lag", "", "days", 1, 3650,
     "days until a committee has dealt with an absence"},
    {PartyFamily::days_to_register, "party.days_to_register", "", "days", 1, 365,
     "days until a member's registration is entered"},
    {PartyFamily::cell_size, "party.cell_size", "", "persons", 2, 500, "members in a cell"},
    {PartyFamily::head_willing, "party.willing", "head", "share", 0, 1,
     "requests to go that the head of an organisation would grant"},
    {PartyFamily::secretary_willing, "party.willing", "secretary", "share", 0, 1,
     "requests to go that the party secretary would grant"},
    {PartyFamily::power_threshold, "party.power_threshold", "", "share", 0, 1,
     "power from which a request is not refused"},
    {PartyFamily::candidacy, "party.candidacy", "", "per_year", 0, 5,
     "rate at which workers strive for a post"},
    {PartyFamily::secretary_attraction, "party.secretary_attraction", "", "share", 0, 1,
     "share of the aspirants who want the secretary's post before any other"},
    {PartyFamily::posts_team, "party.posts", "team_leader", "share", 0, 1,
     "team leaders for each worker"},
    {PartyFamily::posts_cell, "party.posts", "cell_secretary", "share", 0, 1,
     "cell secretaries for each worker"},
    {PartyFamily::posts_head, "party.posts", "head", "share", 0, 1,
     "heads of organisations for each worker"},
    {PartyFamily::posts_secretary, "party.posts", "secretary", "share", 0, 1,
     "party secretaries of organisations for each worker"},
    {PartyFamily::posts_official, "party.posts", "official", "share", 0, 1,
     "officials of city and province for each worker"},
    {PartyFamily::switch_year, "party.switch_year", "", "year", 1950, 2100,
     "year in which money overtakes membership"},
    {PartyFamily::switch_width, "party.switch_width", "", "years", 0.1, 50,
     "years that the turn takes"},
    {PartyFamily::weight_money, "party.weight_money", "", "weight", 0, 1,
     "part of wealth that money makes after the turn"},
    {PartyFamily::standing_penalty, "party.standing_penalty", "", "share", 0, 1,
     "standing that people outside the party lack"},
    {PartyFamily::disregard, "party.disregard", "", "share", 0, 1,
     "requests of people without any standing that nobody listens to"},
    {PartyFamily::days_to_learn, "party.days_to_learn", "", "days", 2, 100,
     "days before a day of the party on which a unit chooses whom to admit on it"},
    {PartyFamily::apply_from, "party.application_age", "from", "age", 14, 100,
     "age from which workers ask to be admitted, and until which"},
    {PartyFamily::apply_until, "party.application_age", "until", "age", 14, 100, ""},
    {PartyFamily::apply_regard, "party.application_regard", "", "weight", 0, 10,
     "what a committee makes of regard in an application, to devotion"},
    {PartyFamily::luck_admission, "party.luck", "admission", "weight", 0, 100,
     "what the lot counts for when workers are admitted, to full devotion"},
    {PartyFamily::luck_post, "party.luck", "post", "weight", 0, 100,
     "and when posts are filled, to full power"},
    {PartyFamily::stand_from, "party.candidacy_age", "from", "age", 14, 100,
     "age from which workers strive for posts, and until which"},
    {PartyFamily::stand_until, "party.candidacy_age", "until", "age", 14, 100, ""},
    {PartyFamily::merit_diploma, "party.post_merit", "diploma", "weight", 0, 10,
     "what a diploma counts for when posts are filled, to full power"},
    {PartyFamily::merit_regard, "party.post_merit", "regard", "weight", 0, 10, "and full regard"},
    {PartyFamily::promotion_regard, "party.promotion_regard", "", "share", 0, 1,
     "regard that comes with a post"},
    {PartyFamily::members_at_work, "party.members_at_work", "", "share", 0, 1,
     "workers who are taken to be members when cells are made up"},
    {PartyFamily::power_team, "party.power", "team_leader", "share", 0, 1,
     "power of the post, to the highest"},
    {PartyFamily::power_cell, "party.power", "cell_secretary", "share", 0, 1, ""},
    {PartyFamily::power_head, "party.power", "head", "share", 0, 1, ""},
    {PartyFamily::power_secretary, "party.power", "secretary", "share", 0, 1, ""},
    {PartyFamily::power_official, "party.power", "official", "share", 0, 1, ""},
    {PartyFamily::standing_power, "party.standing", "power", "weight", 0, 1,
     "part of standing that full power makes"},
    {PartyFamily::standing_wealth, "party.standing", "wealth", "weight", 0, 1, "full wealth"},
    {PartyFamily::standing_regard, "party.standing", "regard", "weight", 0, 1, "full regard"},
    {PartyFamily::standing_least, "party.standing", "least", "weight", 0, 1,
     "and what nobody is without"},
    {PartyFamily::wealth_schooling, "party.wealth", "schooling", "weight", 0, 1,
     "part of the wealth not made by power that full schooling makes"},
    {PartyFamily::wealth_knack, "party.wealth", "knack", "weight", 0, 1,
     "a full gift for business"},
    {PartyFamily::wealth_trade, "party.wealth", "trade", "weight", 0, 1, "and living by trade"},
    {PartyFamily::wealth_without, "party.wealth_without", "", "share", 0, 1,
     "part of wealth not made by power, where PARTY-12 does not hold"},
    {PartyFamily::full_schooling, "party.full_schooling", "", "years", 1, 30,
     "of school that count as full schooling"},
    {PartyFamily::steps, "party.steps", "others", "count", 1, 5,
     "posts by which somebody rises at once, from none to a team leader's the first"},
    {PartyFamily::steps_schooled, "party.steps", "schooled", "count", 1, 5,
     "the same of those with a diploma or in an office"},
});

namespace party {

double turn_to_money(const Numbers& numbers, Day day) noexcept
{
    if (!numbers.claims.on(Claim::party_22, day)) return 0;
    const auto& p = numbers.party.at(day);
    const double year = engine::exact_year(day);
    return std::clamp((year - p[PartyFamily::switch_year]) / p[PartyFamily::switch_width] + 0.5,
                      0.0, 1.0);
}

double power_of(Post post, const PartyNumbers::Values& p) noexcept
{
    if (post == Post::none) return 0;
    return p[PartyFamily::power_team + static_cast<std::size_t>(post) - 1];
}

double power(const Numbers& numbers, const Life& life, Day day) noexcept
{
    return power_of(life.career.rank, numbers.party.at(day));
}

/// PARTY-12  Until the turn wealth follows political rank alone; after it, what one can trade.
double wealth(const Numbers& numbers, const Life& life, Day day) noexcept
{
    const double turn = turn_to_money(numbers, day);
    const auto& p = numbers.party.at(day);
    const bool power_alone = numbers.claims.on(Claim::party_12, day);
    const double exceptions = numbers.claims.exceptions(Claim::party_12, day);
    const double other =
        power_alone ? std::max(exceptions, turn * p[PartyFamily::weight_money])
                    : std::max(p[PartyFamily::wealth_without], turn * p[PartyFamily::weight_money]);
    const double schooling = std::min(1.0, life.school_years / p[PartyFamily::full_schooling]);
    const double knack = static_cast<double>(engine::mix(life.being.id, 77) >> 40) * 0x1p-24;
    const double trade = life.career.stage == Stage::trader ? p[PartyFamily::wealth_trade] : 0.0;
    const double earned =
        p[PartyFamily::wealth_schooling] * schooling + p[PartyFamily::wealth_knack] * knack + trade;
    return (1 - other) * power_of(life.career.rank, p) + other * std::min(1.0, earned);
}

/// MARRIAGE-02  Membership, then service, then a diploma; MARRIAGE-03  after the turn wealth first.
double worth_as_husband(const Numbers& numbers, const Life& life, Day day) noexcept
{
    const auto& p = numbers.ranking.at(day);
    const double turn =
        numbers.claims.on(Claim::marriage_03, day) ? turn_to_money(numbers, day) : 0;
    double worth = turn * p[RankingFamily::wealth] * wealth(numbers, life, day);
    if (numbers.claims.on(Claim::marriage_02, day)) {
        if (is_member(life) && numbers.claims.on(Claim::party_01, day))
            worth += p[RankingFamily::membership];
        if (life.career.service == Service::discharged || life.career.service == Service::sent)
            worth += p[RankingFamily::service];
        if (life.school == School::graduate) worth += p[RankingFamily::diploma];
    } else if (is_member(life) || life.school == School::graduate) {
        worth += p[RankingFamily::diploma];
    }
    return worth;
}

double worth_of_the_best(const Numbers& numbers, Day day) noexcept
{
    const auto& p = numbers.ranking.at(day);
    const double turn =
        numbers.claims.on(Claim::marriage_03, day) ? turn_to_money(numbers, day) : 0;
    double worth = turn * p[RankingFamily::wealth];
    if (!numbers.claims.on(Claim::marriage_02, day)) return worth;
    if (numbers.claims.on(Claim::party_01, day)) worth += p[RankingFamily::membership];
    return worth + p[RankingFamily::service] + p[RankingFamily::diploma];
}

/// PARTY-15  People outside the party are looked down upon; PARTY-22  less so after the turn.
double standing(const Numbers& numbers, const Life& life, Day day) noexcept
{
    const auto& p = numbers.party.at(day);
    const double turn = turn_to_money(numbers, day);
    const double penalty = numbers.claims.on(Claim::party_15, day) && !is_member(life)
                               ? p[PartyFamily::standing_penalty] * (1 - turn)
                               : 0;
    const double base = p[PartyFamily::standing_power] * power_of(life.career.rank, p) +
                        p[PartyFamily::standing_wealth] * wealth(numbers, life, day) +
                        p[PartyFamily::standing_regard] / 100 * life.career.regard +
                        p[PartyFamily::standing_least];
    return std::clamp(base - penalty, 0.0, 1.0);
}

void leave_organisation(Act& act)
{
    Career& career = act.life().career;
    Committee& committee = act.place_state().committee;
    if (career.registered) --committee.members[static_cast<std::size_t>(career.sector)];
    career.registered = false;
    if (career.post != Post::none) --committee.posts[static_cast<std::size_t>(career.post)];
    career.post = Post::none;
}

} // namespace party
} // namespace counterlife::model

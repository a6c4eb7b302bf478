// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Looking for a spouse.
//
// The never married begin to look at a rate of their age, sex and time; the widowed and divorced
// look again at rates of their own, up to an age limit. Whoever looks applies to the registrar of
// the province, who proposes couples once a month from those whose ages go together and
// who are not near of kin; the men whom
// women rank highest come first. A woman may decline, the sooner the less a man has to show beside
// the best of his time: so whoever ranks low waits.
//
//   MARRIAGE-01  before the turn to money a man outside the party had hardly a chance to marry
//   MARRIAGE-02  women go by membership, then service, then a diploma
//   MARRIAGE-03  after the turn wealth comes first
//   PARTY-22     money overtakes membership
//   BEYOND-10    some are ready years before others of their age, and some years after
//   data/marriage/ranking.csv: weight, taste_noise, reluctance
//   data/marriage/marriage.csv: readiness, readiness_spread, remarriage, remarriage_age_limit,
//   age_gap_mean, age_gap_spread, age_gap_reach, urgency, urgency_age; data/person/birth.csv:
//   father_greatest_age

#include "model/claims.h"
#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "model/marriage/numbers.h"
#include "model/marriage/way.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"
#include "model/spread.h"

#include <algorithm>

namespace counterlife::model::marriage {

namespace {

using Numbers = MarriageNumbers;

std::size_t group_of(double age) noexcept
{
    std::size_t group = 0;
    while (group + 1 < Numbers::groups && age >= Numbers::bounds[group + 1]) ++group;
    return group;
}

std::size_t again(const Life& life) noexcept
{
    return 2 * index_of(life.sex) + (life.marital == Marital::divorced ? 1 : 0);
}

/// BEYOND-10  By how much somebody is readier than others of that age, for life: of mean 0 and
/// spread 1.
double own_lateness(const Life& life) noexcept
{
    constexpr std::uint64_t nature = 78;
    const std::uint64_t a = engine::mix(life.being.id, nature), b = engine::mix(a, nature);
    const auto low = [](std::uint64_t bits) { return static_cast<std::uint32_t>(bits); };
    return spread_draw({low(a), low(a >> 32), low(b), low(b >> 32)});
}

/// The age at which most are as ready as this one is now.
double age_of_readiness(double age, double lateness, double years) noexcept
{
    return std::clamp(age - lateness * years, static_cast<double>(Numbers::bounds.front()),
                      static_cast<double>(Numbers::bounds.back()) - 0.001);
}

double readiness(const View& view, double age, Day day)
{
    const Numbers& p = view.numbers.marriage;
    const std::size_t sex = index_of(view.life.sex);
    if (view.numbers.claims.on(Claim::beyond_10, day))
        age = age_of_readiness(age, own_lateness(view.life), p.own_years.at(day)[sex]);
    return p.readiness.at(day)[sex * Numbers::groups + group_of(age)];
}

/// The highest of all ages that somebody can be taken for until two years from now.
double highest_readiness(const View& view, double age, Day from)
{
    const Numbers& p = view.numbers.marriage;
    const std::size_t sex = index_of(view.life.sex);
    const double lateness = own_lateness(view.life);
    const double years = p.highest_own_years.from(from)[sex];
    const auto& highest = p.highest_readiness.from(from);
    const std::size_t first = group_of(age_of_readiness(age, std::max(0.0, lateness), years));
    const std::size_t last = group_of(age_of_readiness(age + 2, std::min(0.0, lateness), years));
    double rate = 0;
    for (std::size_t group = first; group <= last; ++group)
        rate = std::max(rate, highest[sex * Numbers::groups + group]);
    return rate;
}

Bound search_ceiling(const View& view, Instant from)
{
    const Life& life = view.life;
    const Numbers& p = view.numbers.marriage;
    const double age = age_in_years(life, from);
    if (age < Numbers::bounds.front()) return {never, day_of_age(life, Numbers::bounds.front())};
    if (life.marital != Marital::never_married) {
        const bool too_old = age >= p.highest_age_limit.from(from.day)[index_of(life.sex)];
        return {too_old ? never : PerYear{p.highest_remarriage.from(from.day)[again(life)]},
                from.day + 5 * 365};
    }
    if (age >= Numbers::bounds.back()) return {never, no_day};
    return {PerYear{highest_readiness(view, age, from.day)}, from.day + 2 * 365};
}

/// MARRIAGE-01  How much less often men outside the party come to look for a wife.
double chance_of(const View& view, Day day)
{
    const auto& numbers = view.numbers;
    if (view.life.sex == Sex::female || party::is_member(view.life)) return 1;
    if (!numbers.claims.on(Claim::marriage_01, day)) return 1;
    const double turn = party::turn_to_money(numbers, day);
    return turn + (1 - turn) * numbers.claims.exceptions(Claim::marriage_01, day);
}

PerYear search_rate(const View& view, Instant at)
{
    const Life& life = view.life;
    const Numbers& p = view.numbers.marriage;
    const double age = age_in_years(life, at);
    if (age < p.least_age.at(at.day)[index_of(life.sex)] || is_with_child(life)) return never;
    if (life.marital != Marital::never_married) {
        if (age >= p.age_limit.at(at.day)[index_of(life.sex)]) return never;
        return PerYear{p.remarriage.at(at.day)[again(life)] * chance_of(view, at.day)};
    }
    if (age >= Numbers::bounds.back()) return never;
    return PerYear{readiness(view, age, at.day) * chance_of(view, at.day)};
}

std::uint64_t form(const Life& life, double worth = 0) noexcept
{
    return payload_of(Form{
        .sex = life.sex, .born = life.born, .worth = static_cast<std::uint32_t>(1000 * worth)});
}

enum Draw : std::uint32_t { place_in_line, gap_looked_for, rank, draws };
constexpr Lot at_the_registrar{
    .many = draws, .for_others = true, .stream = engine::stream_of("marriage.lot")};
constexpr Lot consent{
    .every = 1, .for_others = true, .stream = engine::stream_of("marriage.consent")};

void apply(Act& act)
{
    Life& life = act.life();
    life.searching = true;
    life.applied_at = act.numbers().map.seat_of[act.here()];
    const double worth =
        life.sex == Sex::male ? party::worth_as_husband(act.numbers(), life, act.today()) : 0;
    act.send(life.applied_at, registrar_office, application, form(life, worth),
             Descent::of(life).written());
}

void enter(OfficeAct& act, const Letter& letter)
{
    const LifeId who = letter.from;
    const Form form = said_in<Form>(letter.payload);
    const double noise = act.numbers().ranking.at(act.today())[RankingFamily::noise] *
                         act.uniform_for(who, at_the_registrar, once, rank);
    act.place().registrar.enter(
        form.sex, {.who = letter.sender(),
                   .born = form.born,
                   .worth = static_cast<float>(form.worth) / 1000 + static_cast<float>(noise),
                   .lot = act.words_for(who, at_the_registrar, once, place_in_line)[0],
                   .descent = Descent::read(letter.about)});
    act.quiet();
}

void strike(OfficeAct& act, const Letter& letter)
{
    const Form form = said_in<Form>(letter.payload);
    act.place().registrar.strike(form.sex, letter.from, form.born);
    act.quiet();
}

/// MARRIAGE-02  A woman declines a man whom she ranks low; each month she thinks anew.
Registrar::Agrees consent_of(OfficeAct& act)
{
    const Day today = act.today();
    const double best = party::worth_of_the_best(act.numbers(), today);
    const double reluctance = act.numbers().ranking.at(today)[RankingFamily::reluctance];
    return [&act, today, best, reluctance](const Applicant& man, const Applicant& woman) {
        const double lacks = best > 0 ? std::max(0.0, 1 - man.worth / best) : 0;
        const LifeId pair = engine::Luck::pair(man.who.id, woman.who.id);
        return act.exponential_for(pair, consent, today) > reluctance * lacks;
    };
}

constinit const OwnNumber proposals_within{"marriage.proposal_days", "days", 1, 62,
                                           "within which a month's couples hear of each other"};
constexpr const OwnNumber* numbers_of_matching[]{&proposals_within};
constexpr Lot day_of_hearing{
    .every = 1, .for_others = true, .stream = engine::stream_of("marriage.hearing")};

/// Word goes out over the month, so that weddings do not fall on one day of it.
Days until_heard(OfficeAct& act, const Couple& couple)
{
    const LifeId pair = engine::Luck::pair(couple.man.who.id, couple.woman.who.id);
    const double drawn = act.uniform_for(pair, day_of_hearing, act.today());
    return engine::whole_days(1 + drawn * proposals_within.at(act.numbers(), act.today()));
}

void propose(OfficeAct& act)
{
    const Numbers& p = act.numbers().marriage;
    const Day today = act.today();
    const auto gap = p.gap.at(today);
    // Nobody is introduced to a woman who would be too old a father while she can conceive.
    const double not_too_old =
        person::greatest_age_gap(act.numbers(), today) - gap[0] - widest_spread * gap[1] - 1;
    const std::vector<Couple> couples = act.place().registrar.match(
        {.gap_mean = gap[0],
         .gap_spread = gap[1],
         .reach = std::clamp(not_too_old, 0.0, gap[2]),
         .urgency = p.urgency.at(today)[0],
         .urgent_age = p.urgency.at(today)[1],
         .age_limit = p.age_limit.at(today)},
        today,
        [&](LifeId man) {
            return spread_draw(act.words_for(man, at_the_registrar, once, gap_looked_for));
        },
        consent_of(act));
    for (const Couple& couple : couples)
        act.send(couple.man.who, proposal, 0, couple.woman.who,
                 days_between(act.numbers().map, act.here(), couple.man.who.place) +
                     until_heard(act, couple));
    if (couples.empty()) act.quiet();
    act.note(code_of(MatchingDetail{.couples = static_cast<std::int32_t>(couples.size())}));
}

Day first_of_month(const PlaceState&, const model::Numbers&, Day day)
{
    return engine::next_month(day);
}

constexpr Record matching_record{.parts = parts_of<MatchingDetail>,
                                 .text = "{He} proposes {n} couples this month."};

constexpr Record application_record{.text = "{He} adds somebody looking for a spouse to its list."};

constexpr Record withdrawal_record{
    .text = "{He} strikes somebody who has died or been called up off its list."};

std::string tell_search(const Telling& t)
{
    return t.woman ? "{He} begins to look for a husband." : "{He} begins to look for a wife.";
}

constexpr const Rule* before_search[]{at_birth};
constexpr Record search_record{.tell = tell_search, .follows = before_search};

} // namespace

void withdraw(Act& act)
{
    const Life& life = act.life();
    if (life.searching) act.send(life.applied_at, registrar_office, withdrawal, form(life));
}

// CHOICE 0014  Told softly, men outside the party look for a wife more rarely, and may.
constinit const Rule search{
    .name = "marriage.search",
    .says = "The unmarried begin to look for a spouse and apply to the registrar.",
    .answers = "MARRIAGE-01, MARRIAGE-02, MARRIAGE-03, PARTY-22, BEYOND-10",
    .grain = 10,
    .ceiling = search_ceiling,
    .rate = search_rate,
    .effect = apply,
    .beside = {.concerns =
                   [](const Situation& who) {
                       const bool kept = who.stage == Stage::soldier ||
                                         who.stage == Stage::detained ||
                                         who.stage == Stage::adrift || who.stage == Stage::camp;
                       return who.at_home() && who.out_of_school() && !who.married &&
                              !who.looking && !kept;
                   },
               .record = &search_record},
};

constinit const Rule application{
    .name = "marriage.application",
    .says = "The registrar adds somebody looking for a spouse to the list.",
    .receive = enter,
    .lots = {&at_the_registrar},
    .beside = {.record = &application_record},
};

constinit const Rule withdrawal{
    .name = "marriage.withdrawal",
    .says = "The registrar strikes somebody who has died off the list.",
    .receive = strike,
    .beside = {.record = &withdrawal_record},
};

// CHOICE 0020  The men whom women rank highest choose first, and a woman may decline.
constinit const Rule matching{
    .name = "marriage.matching",
    .says = "Once a month the registrar proposes couples, those whom women rank highest first.",
    .answers = "MARRIAGE-02, MARRIAGE-03",
    .next = first_of_month,
    .carry_out = propose,
    .office = registrar_office,
    .lots = {&at_the_registrar, &consent, &day_of_hearing},
    .beside = {.record = &matching_record, .numbers = numbers_of_matching},
};

} // namespace counterlife::model::marriage

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// An order from the top.
//
// On a visit the leader hears that hands are lacking and has soldiers sent. The army's staffs
// choose by lot among those whose service ends in the year; a soldier so chosen goes with a batch
// of the same age to the mine or farm that was named, and is received there.
//
//   LABOUR-01 shortage is reported on a visit, and the answer is hands
//   LABOUR-02 the discharged go where the order says
//   LABOUR-03 so many in all, in batches of one age
//   LABOUR-04 membership and medals do not protect
//   LABOUR-05 there is no appeal
//   LABOUR-06 the assignment has no end
//   LABOUR-07 a cottage, a job, the secretary's register, and an exhortation
//   BELIEF-03 the sight of the place is a shock
//   data/labour/orders.csv; data/labour/policy.csv: response, men_factor, member_weight, appeal,
//   term_if_ended, exhortation; data/belief/belief.csv: shock, shock_least

#include "model/labour/policy.h"
#include "model/army/army.h"
#include "model/belief/belief.h"
#include "model/belief/numbers.h"
#include "model/claims.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/mine/mine.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "model/privilege/privilege.h"

#include <algorithm>
#include <cmath>

namespace counterlife::model::labour {

namespace {

using Family = PolicyFamily;

Day next_visit(const PlaceState& state, const model::Numbers& numbers, Day day)
{
    Day next = no_day;
    for (const PolicyOrder& one : numbers.orders)
        if (one.visited == state.number && one.visit >= day) next = std::min(next, one.visit);
    return next;
}

void answer_on_the_spot(OfficeAct& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    if (!numbers.claims.on(Claim::labour_01, today)) return act.quiet();
    const auto response = static_cast<Response>(numbers.policy.at(today)[Family::response]);
    for (std::size_t i = 0; i < numbers.orders.size(); ++i) {
        const PolicyOrder& one = numbers.orders[i];
        if (one.visited != act.here() || one.visit != today) continue;
        const auto about = static_cast<std::uint64_t>(i);
        if (response == Response::hands)
            act.send(numbers.map.capital, leader_office, order, about, {}, one.day - today);
        else if (response == Response::equipment)
            for (const Destination& mine : one.destinations)
                act.send(mine.place, mine_office, mine::renewal, about, {}, one.day - today);
    }
    act.note(code_of(VisitDetail{response}));
}

/// The men are shared out between the army's sectors, none of which can know what the others have.
void pass_on(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    const PolicyOrder& one = numbers.orders[letter.payload];
    const auto& staffs = numbers.map.army_sectors;
    const double men = static_cast<double>(one.men) *
                       numbers.policy.at(act.today())[Family::men_factor] /
                       static_cast<double>(act.place().persons_per_life);
    std::int64_t before = 0;
    for (std::size_t i = 0; i < staffs.size(); ++i) {
        const auto until = static_cast<std::int64_t>(std::floor(
            men * static_cast<double>(i + 1) / static_cast<double>(staffs.size()) + 0.5));
        act.send(staffs[i], army_office, demand,
                 payload_of(DemandLetter{.last = static_cast<std::uint32_t>(until),
                                         .first = static_cast<std::uint32_t>(before),
                                         .order = static_cast<std::uint16_t>(letter.payload)}));
        before = until;
    }
    act.note(code_of(OfNumber{static_cast<std::int32_t>(before)}));
}

/// The destination of the n-th man of an order.
PlaceId destination_of(const PolicyOrder& one, double nth, double all)
{
    double places = 0;
    for (const Destination& to : one.destinations) places += static_cast<double>(to.men);
    double until = 0;
    for (const Destination& to : one.destinations) {
        until += static_cast<double>(to.men) / places * all;
        if (nth < until) return to.place;
    }
    return one.destinations.back().place;
}

constexpr Lot chosen{.every = 1, .for_others = true}; // By each order.

void choose(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto asked = said_in<DemandLetter>(letter.payload);
    const std::size_t number_of_men = asked.last - asked.first;
    const PolicyOrder& one = numbers.orders[asked.order];
    if (!numbers.claims.on(Claim::labour_02, today)) return act.quiet();
    const bool exempt = !numbers.claims.on(Claim::labour_04, today);
    const double member_weight = numbers.policy.at(today)[Family::member_weight];
    struct Ticket {
        double lot;
        SoldierEntry* soldier;
    };
    std::vector<Ticket> called;
    for (Garrison::Unit& unit : act.place().garrison.unit)
        for (SoldierEntry& soldier : unit.roll) {
            if (soldier.who.id == engine::nobody || soldier.sex == Sex::female) continue;
            if (soldier.due < one.due_from || soldier.due >= one.due_to || soldier.posted) continue;
            if (soldier.member && exempt) continue;
            const double lot = act.exponential_for(soldier.who.id, chosen, one.lot);
            called.push_back({lot / (soldier.member ? member_weight : 1.0), &soldier});
        }
    std::ranges::sort(called, [](const Ticket& a, const Ticket& b) {
        return std::tuple{a.lot, a.soldier->who.id} < std::tuple{b.lot, b.soldier->who.id};
    });
    if (called.size() > number_of_men) called.resize(number_of_men);
    // LABOUR-03  One age goes together: by year of enlistment, then by lot.
    std::ranges::stable_sort(called, {},
                             [](const Ticket& t) { return engine::year_of(t.soldier->enlisted); });
    const double all = static_cast<double>(one.men) * numbers.policy.at(today)[Family::men_factor] /
                       static_cast<double>(act.place().persons_per_life);
    const double batch = std::max(1.0, static_cast<double>(one.batch) /
                                           static_cast<double>(act.place().persons_per_life));
    for (std::size_t i = 0; i < called.size(); ++i) {
        const double nth = static_cast<double>(asked.first) + static_cast<double>(i);
        const PlaceId to = destination_of(one, nth, all);
        const auto number_of_batch = numbers.claims.on(Claim::labour_03, today)
                                         ? static_cast<std::uint32_t>(nth / batch)
                                         : static_cast<std::uint32_t>(nth);
        called[i].soldier->posted = static_cast<std::uint16_t>(asked.order + 1);
        act.send(called[i].soldier->who, posting,
                 payload_of(PostingLetter{.place = to,
                                          .batch = number_of_batch,
                                          .order = static_cast<std::uint8_t>(asked.order)}));
    }
    act.note(code_of(OfNumber{static_cast<std::int32_t>(called.size())}));
}

constexpr Lot appeal{.every = 1};

void hear(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    const auto& claims = act.numbers().claims;
    const Day today = act.today();
    act.carry_on();
    if (career.stage != Stage::soldier) return act.quiet();
    // LABOUR-05  Nobody may refuse: appeals count only where the claim is off, or told softly.
    const double granted = claims.on(Claim::labour_05, today)
                               ? claims.exceptions(Claim::labour_05, today)
                               : act.numbers().policy.at(today)[Family::appeal];
    if (act.uniform(appeal, today) < granted)
        return act.note(code_of(PostingDetail{.excused = true}));
    const auto told = said_in<PostingLetter>(letter.payload);
    career.posted_to = told.place;
    career.cell = told.order; // The order, until registered.
    act.note(code_of(PostingDetail{.batch = static_cast<std::int32_t>(told.batch)}));
}

/// What those meet with who come from the army. LABOUR-10  The banished have met with it before.
void be_welcomed(Act& act)
{
    Career& career = act.life().career;
    const auto& numbers = act.numbers();
    const Day today = act.today();
    if (numbers.claims.on(Claim::labour_07, today)) // And an exhortation.
        career.zeal =
            belief::hundredths(career.zeal + 100 * numbers.policy.at(today)[Family::exhortation]);
    if (numbers.claims.on(Claim::belief_03, today)) {
        const auto& b = numbers.belief.at(today);
        const double gap = b[BeliefFamily::shock] * (b[BeliefFamily::shock_least] +
                                                     belief::devotion(numbers, career, today));
        career.devotion = belief::hundredths(career.devotion - 100 * gap);
    }
    ++act.place_state().tally.sent_to_work;
}

void arrive(Act& act, const Letter&)
{
    Life& life = act.life();
    Career& career = life.career;
    const bool banished = career.posted_to == engine::nowhere; // To the worst of the mines.
    const PolicyOrder& one = act.numbers().orders[career.cell];
    household::set_up(act); // LABOUR-07  A cottage in the village, a job,
    const bool mine = banished || one.work == OrderedWork::mine;
    life.urban = false;
    start_work(act, mine ? Sector::mine : Sector::farm);
    career.bound = true;
    career.posted_to = engine::nowhere;
    career.tried = act.today();
    if (!banished) be_welcomed(act);
    act.note(code_of(ReceptionDetail{.devotion = career.devotion, .sector = career.sector}));
    privilege::write_home(act);
}

Day end_of_term(const View& view)
{
    const Career& career = view.life.career;
    if (view.numbers.claims.on(Claim::labour_06, career.stage_since)) return no_day;
    const double years = view.numbers.policy.at(career.stage_since)[Family::term_if_ended];
    return career.stage_since + engine::days_in_years(years);
}

std::string tell_visit(const VisitDetail& d, const Telling&)
{
    constexpr std::array<std::string_view, 3> answers{"but not answered",
                                                      "and answered with an order for more workers",
                                                      "and answered with new equipment"};
    return "On a visit to {here} a shortage of workers is reported, " +
           word_of(answers, static_cast<int>(d.answer)) + ".";
}

constexpr Record visit_record{.parts = parts_of<VisitDetail>, .tell = told_by<tell_visit>};

constexpr Record order_record{
    .parts = parts_of<OfNumber>,
    .text = "{He} tells the army how many men to send to work: {n} in this run."};

constexpr Record demand_record{
    .parts = parts_of<OfNumber>,
    .text = "{He} chooses {n} men by lot from those whose service is ending."};

std::string tell_posting(const PostingDetail& d, const Telling&)
{
    if (d.excused) return "{He} is named for work by order, and excused.";
    return put("{He} hears that an order will send {him} to work when the service "
               "ends, with the {} batch of men.",
               {text_of(ordinal(d.batch + 1))});
}

constexpr Word posting_words[]{
    {"ordered", when<[](const PostingDetail& d) { return !d.excused; }>}};
constexpr Record posting_record{
    .parts = parts_of<PostingDetail>, .tell = told_by<tell_posting>, .words = posting_words};

Turn reception_turn(const ReceptionDetail& d)
{
    return sent_to(d.sector);
}

std::string tell_reception(const ReceptionDetail& d, const Telling&)
{
    return put(
        "{He} arrives {in} with the others sent there, and is given a cottage, a job {} and a "
        "speech. After the shock of the place {his} devotion stands at {} on a scale of 100.",
        {text_of(std::string{at_work_in(static_cast<std::int32_t>(d.sector))}),
         text_of(d.devotion)});
}

constexpr Word reception_words[]{
    {"sent"},
    {"mine", when<[](const ReceptionDetail& d) { return d.sector == Sector::mine; }>},
    {"farm", when<[](const ReceptionDetail& d) { return d.sector == Sector::farm; }>}};
constexpr Record reception_record{.parts = parts_of<ReceptionDetail>,
                                  .turn = turn_by<reception_turn>,
                                  .tell = told_by<tell_reception>,
                                  .words = reception_words};

constexpr const Rule* before_term_end[]{&reception};
constexpr Record term_end_record{.turns = Turn::goes_home,
                                 .text = "The assignment ends, and {he} may go home.",
                                 .follows = before_term_end};

} // namespace

void go_home(Act& act)
{
    Life& life = act.life();
    life.career.bound = false;
    leave_work(act);
    if (life.career.home == act.here()) return wait_for_placement(act);
    act.place_state().move_out(life, act.today());
    life.own_home = false;
    act.travel(life.career.home, army::homecoming,
               engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count())));
}

constinit const Rule visit{
    .name = "labour.visit",
    .says = "On a visit a shortage of workers is reported, and answered on the spot.",
    .answers = "LABOUR-01",
    .next = next_visit,
    .carry_out = answer_on_the_spot,
    .office = mine_office,
    .beside = {.record = &visit_record},
};

constinit const Rule order{
    .name = "labour.order",
    .says = "The capital tells the army how many men to send.",
    .answers = "LABOUR-01, LABOUR-02, LABOUR-03",
    .receive = pass_on,
    .beside = {.record = &order_record},
};

constinit const Rule demand{
    .name = "labour.demand",
    .says = "An army staff chooses by lot among those whose service ends, members or not.",
    .answers = "LABOUR-02, LABOUR-03, LABOUR-04",
    .receive = choose,
    .lots = {&chosen},
    .beside = {.record = &demand_record},
};

constinit const Rule posting{
    .name = "labour.posting",
    .says = "A soldier hears where the order will send his batch of men.",
    .answers = "LABOUR-02, LABOUR-03, LABOUR-05",
    .react = hear,
    .lots = {&appeal},
    .beside = {.record = &posting_record},
};

constinit const Rule reception{
    .name = "labour.reception",
    .says =
        "Those sent by an order arrive: a cottage, a job, a speech, and the shock of the place.",
    .answers = "LABOUR-06, LABOUR-07, BELIEF-03",
    .react = arrive,
    .lots = {&organisation},
    .beside = {.record = &reception_record},
};

constinit const Rule term_end{
    .name = "labour.term_end",
    .says = "An assignment ends, in a scenario where assignments end.",
    .answers = "LABOUR-06",
    .due = end_of_term,
    .effect = go_home,
    .beside = {.concerns = [](const Situation& who) { return who.is_assigned(); },
               // An assignment ends after all else of its last day.
               .precedence = 2,
               .record = &term_end_record},
};

} // namespace counterlife::model::labour

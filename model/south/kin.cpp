// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Kin in the North: money sent to them, and guides who fetch them.
//
// Whoever has kin there puts more of the wage aside, sends money through go-betweens who keep a
// part, and, when the way of one person can be paid, sends for one of them.
//
//   FAMILY-09 those who have settled bring their own
//   BEYOND-01 but not the husband whom another has taken the place of
//   SOUTH-08  work is the means to the family
//   ROUTE-05  nobody goes: paid go-betweens do
//   data/south/south.csv: kin_age, send_money, sum_sent, fee, send_for, send_for_cost

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/route/route.h"
#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"

namespace counterlife::model::south {

namespace {

using Family = SouthFamily;

Bound remittance_ceiling(const View& view, engine::Instant from)
{
    if (exile_of(view).settled == no_day || !has_kin(view)) return {never, no_day};
    const auto& high = view.numbers.south.highest(from.day);
    return {PerYear{std::max(high[Family::send_money], high[Family::send_money_idle])},
            SouthNumbers::until(from.day)};
}

PerYear remittance_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    const auto& p = view.numbers.south.at(at.day);
    const bool can = exile.settled < at.day && exile.saved >= ThousandWon{p[Family::sum_sent]} &&
                     age_in_years(view.life, at) >= p[Family::kin_age];
    if (!can || !has_kin(view)) return never;
    return PerYear{p[is_employed(exile) ? Family::send_money : Family::send_money_idle]};
}

constexpr Lot sent_to{.every = 1};

void send_home(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().south.at(act.today());
    const double sum = p[Family::sum_sent];
    const auto kin = kin_in_the_north(act.view());
    const auto which = static_cast<std::size_t>(act.uniform(sent_to, act.today()) *
                                                static_cast<double>(kin.size()));
    exile.saved -= ThousandWon{sum};
    exile.sent += ThousandWon{sum};
    exile.sent_money = true;
    ++act.place_state().tally.sent_home;
    act.note(code_of(MoneyDetail{static_cast<std::int32_t>(sum)}), kin[which].id);
    act.send(kin[which], money, static_cast<std::uint64_t>(sum * (1 - p[Family::fee])));
}

/// What it buys is not told, and the model adds nothing of its own.
void receive_money(Act& act, const Letter& letter)
{
    act.carry_on();
    if (!family::can_be_got_to(act.life())) {
        act.send(letter.sender(), brought_back, letter.payload);
        return act.quiet();
    }
    act.note(code_of(MoneyDetail{static_cast<std::int32_t>(letter.payload)}), letter.from);
}

/// ROUTE-05  Whom neither money nor guide can get to is alive, for all that is known.
void have_brought_back(Act& act, const Letter& letter)
{
    if (act.life().career.stage != Stage::south) return act.quiet();
    const auto sum = static_cast<std::int32_t>(letter.payload);
    border::record(act).saved += ThousandWon{static_cast<double>(sum)};
    act.note(code_of(MoneyDetail{sum}), letter.from);
}

/// What a go-between could hand over to nobody comes back, less the fee; a guide's pay does not.
void hear_from_go_between(Act& act, const Letter& letter)
{
    if (act.life().career.stage != Stage::south) return act.quiet();
    const auto sum = static_cast<std::int32_t>(letter.payload);
    border::record(act).saved += ThousandWon{static_cast<double>(sum)};
    act.note(code_of(MoneyDetail{sum}), letter.from);
    family::hear_of_death(act, letter.from);
}

void hear_from_guide(Act& act, const Letter& letter)
{
    if (act.life().career.stage != Stage::south) return act.quiet();
    act.note(0, letter.from);
    family::hear_of_death(act, letter.from);
}

/// BEYOND-01  Who was sold to a husband in China sends for children and parents only.
std::vector<Address> kin_to_send_for(const View& view, Day day)
{
    auto kin = kin_in_the_north(view);
    if (exile_of(view).sold && view.numbers.claims.on(Claim::beyond_01, day))
        std::erase_if(kin, [&](const Address& one) { return one.id == view.life.spouse.id; });
    return kin;
}

Bound sending_for_ceiling(const View& view, engine::Instant from)
{
    if (exile_of(view).settled == no_day || !has_kin(view)) return {never, no_day};
    return {PerYear{view.numbers.south.highest(from.day)[Family::send_for]},
            SouthNumbers::until(from.day)};
}

PerYear sending_for_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    const auto& p = view.numbers.south.at(at.day);
    const bool can = exile.settled < at.day &&
                     exile.saved >= ThousandWon{p[Family::send_for_cost]} &&
                     age_in_years(view.life, at) >= p[Family::kin_age];
    if (!can || !view.numbers.claims.on(Claim::family_09, at.day)) return never;
    const std::size_t there = kin_to_send_for(view, at.day).size();
    const bool is_left = there > 0 && exile.calls < there + exile.kin_here.size();
    return is_left ? PerYear{p[Family::send_for]} : never;
}

/// One after the other: wife or husband first, then children, then parents.
void send_for_one(Act& act)
{
    Exile& exile = border::record(act);
    const auto kin = kin_to_send_for(act.view(), act.today());
    const Address whom = kin[exile.calls % kin.size()];
    exile.saved -= ThousandWon{act.numbers().south.at(act.today())[Family::send_for_cost]};
    exile.kin_called = true;
    ++exile.calls;
    ++act.place_state().tally.sent_for_kin;
    act.note(code_of(SendingForDetail{exile.calls}), whom.id);
    act.send(whom, route::called);
}

std::string tell_remittance(const MoneyDetail& sent, const Telling&)
{
    return "{He} sends " + won(sent.sum) + " to {other}, through go-betweens who keep a share.";
}

constexpr const Rule* before_remittance[]{&hire, &settling};
constexpr Word remittance_words[]{{"sent_money"}};
constexpr Record remittance_record{.parts = parts_of<MoneyDetail>,
                                   .tell = told_by<tell_remittance>,
                                   .follows = before_remittance,
                                   .several = "sends money {n} times to {others}",
                                   .words = remittance_words};

std::string tell_money(const MoneyDetail& come, const Telling&)
{
    return "{He} receives " + won(come.sum) + " from {other}, in the South.";
}

constexpr Word money_words[]{{"got_money"}};
constexpr Record money_record{.parts = parts_of<MoneyDetail>,
                              .tell = told_by<tell_money>,
                              .several = "receives money {n} times from {others}, in the South",
                              .words = money_words};

std::string tell_undelivered(const MoneyDetail& back, const Telling&)
{
    return "The go-between has not found {other} alive, and brings back " + won(back.sum) + ".";
}

std::string tell_brought_back(const MoneyDetail& back, const Telling&)
{
    if (back.sum == 0) return "The guide whom {he} has paid cannot get to {other}.";
    return "The go-between cannot get to {other}, and brings back " + won(back.sum) + ".";
}

constexpr const Rule* before_brought_back[]{&remittance, &sending_for};
constexpr Record brought_back_record{.parts = parts_of<MoneyDetail>,
                                     .tell = told_by<tell_brought_back>,
                                     .follows = before_brought_back};

constexpr const Rule* before_undelivered[]{&remittance};
constexpr Record undelivered_record{.parts = parts_of<MoneyDetail>,
                                    .tell = told_by<tell_undelivered>,
                                    .follows = before_undelivered};

constexpr const Rule* before_unfetched[]{&sending_for};
constexpr Record unfetched_record{.text =
                                      "The guide whom {he} has paid has not found {other} alive.",
                                  .follows = before_unfetched};

std::string tell_sending_for(const SendingForDetail& sending, const Telling&)
{
    return put("{He} pays a guide to fetch {other}; it is the {} time that {he} has sent for one "
               "of the family.",
               {text_of(ordinal(std::max(1, sending.call)))});
}

constexpr const Rule* before_sending_for[]{&hire, &settling};
constexpr Word sending_for_words[]{{"sent_for_kin"}};
constexpr Record sending_for_record{.parts = parts_of<SendingForDetail>,
                                    .tell = told_by<tell_sending_for>,
                                    .follows = before_sending_for,
                                    .words = sending_for_words};

} // namespace

std::vector<Address> kin_in_the_north(const View& view)
{
    const Life& life = view.life;
    const Exile& exile = exile_of(view);
    std::vector<Address> kin;
    const auto add = [&](const Address& one) {
        if (living(one) && std::ranges::find(exile.kin_here, one.id) == exile.kin_here.end())
            kin.push_back(one);
    };
    const bool spouse_known = !life.career.lost_family || exile.reunited;
    if (life.marital == Marital::married && spouse_known) add(life.spouse);
    for (const Address& child : view.place.kin.list(life.children)) add(child);
    add(life.mother);
    add(life.father);
    return kin;
}

bool has_kin(const View& view) noexcept
{
    return !kin_in_the_north(view).empty();
}

constinit const Rule remittance{
    .name = "south.remittance",
    .says = "Somebody sends money home through go-betweens.",
    .answers = "SOUTH-08, ROUTE-05",
    .grain = 11,
    .ceiling = remittance_ceiling,
    .rate = remittance_rate,
    .effect = send_home,
    .lots = {&sent_to},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &remittance_record},
};

constinit const Rule undelivered{
    .name = "south.undelivered",
    .says = "A go-between has not found the person for whom money was meant, and brings it back.",
    .answers = "SOUTH-08",
    .react = hear_from_go_between,
    .beside = {.record = &undelivered_record},
};

constinit const Rule brought_back{
    .name = "south.brought_back",
    .says = "A go-between or a guide cannot get to somebody who serves, is held, or is on the way.",
    .answers = "SOUTH-08, FAMILY-09",
    .react = have_brought_back,
    .beside = {.record = &brought_back_record},
};

constinit const Rule unfetched{
    .name = "south.unfetched",
    .says = "A guide has not found the person sent for from the South.",
    .answers = "FAMILY-09",
    .react = hear_from_guide,
    .beside = {.record = &unfetched_record},
};

constinit const Rule money{
    .name = "south.money",
    .says = "Money comes from kin in the South.",
    .answers = "SOUTH-08",
    .react = receive_money,
    .returned = &undelivered,
    .beside = {.record = &money_record},
};

constinit const Rule sending_for{
    .name = "south.sending_for",
    .says = "Somebody pays a guide to fetch one of the family.",
    .answers = "FAMILY-09, SOUTH-08, BEYOND-01",
    .grain = 11,
    .ceiling = sending_for_ceiling,
    .rate = sending_for_rate,
    .effect = send_for_one,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &sending_for_record},
};

} // namespace counterlife::model::south

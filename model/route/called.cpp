// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Being sent for from the South.
//
//   FAMILY-09 kin who are in the South send for their own
//   BEYOND-01 the old and the smallest rarely go; another comes in a parent's stead
//   data/route/route.csv: guide_waits, stays_old_from, stays_old, stays_small_until, stays_small

#include "model/route/called.h"

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/own_number.h"
#include "model/route/route.h"
#include "model/south/south.h"
#include "model/spell.h"

namespace counterlife::model::route {

namespace {

constinit const OwnNumber guide_waits{"route.guide_waits", "years", 0.1, 50,
                                      "for somebody who has been sent for"};
constinit const OwnNumber old_from{"route.stays_old_from", "age", 30, 100,
                                   "age from which those sent for think of staying"};
constinit const OwnNumber old_stay{"route.stays_old", "share", 0, 1, "of them who stay"};
constinit const OwnNumber small_until{"route.stays_small_until", "age", 0, 18,
                                      "age below which those sent for are kept at home"};
constinit const OwnNumber small_stay{"route.stays_small", "share", 0, 1, "of them who are kept"};
constexpr const OwnNumber* numbers_of_called[]{&guide_waits, &old_from, &old_stay, &small_until,
                                               &small_stay};
enum Draw : std::uint32_t { stays_behind, in_whose_stead, draws };
constexpr Lot each_call{.every = 8, .many = draws};

/// Whoever has not come in that time is not fetched any more, unless kin pay another.
void wait_in_vain(Act& act, const Letter&)
{
    Career& career = act.life().career;
    const bool gone = career.stage == Stage::leaving || is_cut_off(act.life());
    if (!career.sent_for || gone) return act.quiet();
    if (!family::can_be_got_to(act.life())) act.quiet(); // Nor does anybody tell them.
    career.sent_for = false;
}

/// BEYOND-01  The way is long, and the smallest are a danger to all.
bool would_rather_stay(Act& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    if (!numbers.claims.on(Claim::beyond_01, today) || is_cut_off(act.life())) return false;
    const double age = age_in_years(act.life(), act.now());
    const double share = age >= old_from.at(numbers, today)     ? old_stay.at(numbers, today)
                         : age < small_until.at(numbers, today) ? small_stay.at(numbers, today)
                                                                : 0.0;
    return act.uniform(each_call, today, stays_behind) < share;
}

/// A son or daughter who is still there, as far as the parent knows; or nobody.
Address child_instead(Act& act, LifeId payer)
{
    std::vector<Address> there;
    for (const Address& child : act.place_state().kin.list(act.life().children))
        if (living(child) && child.id != payer && !(child.note & known_to_be_away))
            there.push_back(child);
    if (there.empty()) return {};
    const auto which = static_cast<std::size_t>(
        act.uniform(each_call, act.today(), in_whose_stead) * static_cast<double>(there.size()));
    return there[which];
}

void be_sent_for(Act& act, const Address& payer)
{
    Life& life = act.life();
    if (!family::can_be_got_to(life)) {
        act.send(payer, south::brought_back);
        return act.quiet();
    }
    if (!life.career.sent_for) {
        const double years = guide_waits.at(act.numbers(), act.today());
        act.send(act.self(), guide_gone, 0, {},
                 length_of_spell(act, years * engine::days_per_year));
    }
    life.career.sent_for = true;
    if (life.career.stage != Stage::abroad) return; // Of those born there a record begins now.
    Exile& exile = border::record(act);
    exile.aim = Aim::south;
    exile.guided = true;
}

/// FAMILY-09  Kin in the South pay a guide for the river and the way.
void be_called(Act& act, const Letter& letter)
{
    const bool stays = would_rather_stay(act);
    act.note(code_of(CalledDetail{act.life().career.stage, stays}), letter.from);
    if (!stays) return be_sent_for(act, letter.sender());
    if (const Address child = child_instead(act, letter.from); child.known())
        return act.send(child, called_instead, 0, letter.sender());
    act.send(letter.sender(), south::brought_back);
}

void be_called_instead(Act& act, const Letter& letter)
{
    act.note(code_of(CalledDetail{act.life().career.stage}), letter.about.id);
    be_sent_for(act, letter.about);
}

constexpr const Rule* before_guide_gone[]{&called};
constexpr Record guide_gone_record{
    .text = "{He} has not got away in time, and the guide whom kin in the South have paid waits no "
            "longer.",
    .follows = before_guide_gone};

std::string tell_called(const CalledDetail& call, const Telling&)
{
    std::string text = "{He} hears that {other}, in the South, sends for {him} and pays the way";
    return text + (call.stays ? ", but would rather stay." : ".");
}

constexpr Word called_words[]{{"called"}};
constexpr Record called_record{
    .parts = parts_of<CalledDetail>, .tell = told_by<tell_called>, .words = called_words};

constexpr Record called_instead_record{
    .parts = parts_of<CalledDetail>,
    .text =
        "{He} hears that {other}, in the South, pays the way, and is to go in a parent's stead.",
    .words = called_words};

} // namespace

constinit const Rule called{
    .name = "route.called",
    .says = "Kin in the South send for somebody and pay the way.",
    .answers = "FAMILY-09, BEYOND-01",
    .react = be_called,
    .returned = &south::unfetched,
    .lots = {&spell_length, &each_call},
    .beside = {.record = &called_record, .numbers = numbers_of_called},
};

constinit const Rule called_instead{
    .name = "route.called_instead",
    .says = "A father or mother whom kin in the South have sent for sends another child instead.",
    .answers = "BEYOND-01",
    .react = be_called_instead,
    .lots = {&spell_length},
    .beside = {.record = &called_instead_record},
};

constinit const Rule guide_gone{
    .name = "route.guide_gone",
    .says = "A guide waits no longer for somebody whom kin in the South have sent for.",
    .answers = "FAMILY-09",
    .react = wait_in_vain,
    .beside = {.record = &guide_gone_record},
};

} // namespace counterlife::model::route

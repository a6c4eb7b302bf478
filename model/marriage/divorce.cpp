// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Divorce: rare.
//
// A marriage is dissolved at a low, steady rate. The wife goes back to a parent who is alive, or
// sets up a household; children stay where they live.
//
//   MARRIAGE-05  a wife's regard for her husband keeps her
//   FAMILY-05    a husband across the river learns of it at home
//   FAMILY-07    whoever has left without a word is on no register
//   data/marriage/marriage.csv: divorce, divorce_without_regard

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/household/household.h"
#include "model/journal/before.h"
#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "model/marriage/numbers.h"
#include "model/nation.h"

namespace counterlife::model::marriage {

namespace {

Bound divorce_ceiling(const View& view, Instant from)
{
    const MarriageNumbers& p = view.numbers.marriage;
    return {
        PerYear{p.highest_without_regard.from(from.day)[0] * p.highest_divorce.from(from.day)[0]},
        from.day + 20 * 365};
}

/// MARRIAGE-05  Regard for the husband holds a marriage together. It is weighed against that of one
/// who neither looks up to him nor down.
template <class Given> double parting(const View& view, Instant at, const Given& given)
{
    const auto regard = [](const Career& career) { return career.husband / 100.0; };
    const MarriageNumbers& p = view.numbers.marriage;
    return p.divorce.at(at.day)[0] *
           (p.without_regard.at(at.day)[0] -
            given(Why::regard, regard(view.life.career), regard(Career{})));
}

PerYear divorce_rate(const View& view, Instant at)
{
    if (view.life.career.dispersed) return never; // FAMILY-07  On no register.
    return PerYear{parting(view, at, AsItIs{})};
}

void part(Act& act)
{
    Life& life = act.life();
    const Weighed<Why> weighed =
        weigh(reasons, [&](const auto& given) { return parting(act.view(), act.now(), given); });
    life.marital = Marital::divorced;
    life.since = act.today();
    life.career.left_behind = false;
    ++act.place_state().tally.divorces;
    act.note(code_of(DivorceDetail{
                 .marriage = life.marriages, .most = weighed.most, .against = weighed.against}),
             life.spouse.id);
    act.send(life.spouse, divorced);
    const Address& parent = living(life.mother) ? life.mother : life.father;
    if (living(parent))
        act.send(parent, household::take_in, 1, act.self());
    else
        household::set_up(act);
}

void be_left(Act& act, const Letter& letter)
{
    Life& life = act.life();
    act.note(code_of(MarriageDetail{life.marriages}), letter.from);
    if (life.spouse.id != letter.from || life.marital != Marital::married) return act.quiet();
    // FAMILY-05, FAMILY-07  Across the river, on the road or gone nobody knows where: heard later.
    if (family::is_out_of_reach(act, letter)) {
        border::record(act).parted = true;
        return act.quiet();
    }
    life.marital = Marital::divorced;
    life.since = act.today();
    life.career.left_behind = life.career.lost_family = false;
}

constexpr Word divorce_words[]{{"divorced"}};
std::string tell_divorce(const DivorceDetail& d, const Telling&)
{
    return "{He} has the marriage with {other} dissolved." +
           what_weighed(reasons, {d.most, Why::nothing, d.against});
}
constexpr Record divorce_record{.parts = parts_of<DivorceDetail>,
                                .marks = Mark::is_divorced,
                                .tell = told_by<tell_divorce>,
                                .follows = before::marriage,
                                .weights = weights_of<DivorceDetail, reasons>,
                                .words = divorce_words};

constexpr Word divorced_words[]{{"divorced"}};
constexpr Record divorced_record{.parts = parts_of<MarriageDetail>,
                                 .marks = Mark::is_divorced,
                                 .text =
                                     "{He} is told that the marriage with {other} is dissolved.",
                                 .words = divorced_words};

} // namespace

constinit const Rule divorce{
    .name = "marriage.divorce",
    .says = "A few marriages are dissolved, seldom where the wife thinks highly of her husband.",
    .answers = "MARRIAGE-05",
    .grain = 16,
    .ceiling = divorce_ceiling,
    .rate = divorce_rate,
    .effect = part,
    .beside = {.concerns =
                   [](const Situation& who) { return who.at_home() && who.woman && who.married; },
               .record = &divorce_record},
};

constinit const Rule divorced{
    .name = "marriage.divorced",
    .says = "A husband is told that his marriage is dissolved.",
    .answers = "FAMILY-05",
    .react = be_left,
    .beside = {.record = &divorced_record},
};

} // namespace counterlife::model::marriage

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Farewell, waiting, and word from afar.
//
//   FAMILY-04 the one who leaves promises to come back, and asks the family to wait
//   FAMILY-05 no word crosses the river, unless a scenario lets some cross
//   FAMILY-06 a parent whose child has gone is known to hunger
//   data/family/family.csv: news_per_year, news_if_free

#include "model/family/family.h"
#include "model/family/details.h"

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/door.h"
#include "model/family/numbers.h"
#include "model/family/reach.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/south/south.h"

namespace counterlife::model {

const std::array<Scalar, KinFamily::count> KinFamily::table = in_order<KinFamily::count>({
    {KinFamily::dispersal, "family.dispersal", "", "per_year", 0, 50,
     "rate of leaving home of those left behind, in full hunger and after years without word"},
    {KinFamily::years_to_full, "family.years_to_full", "", "years", 0.01, 50,
     "of absence, after which that rate is reached"},
    {KinFamily::promise_hold, "family.promise_hold", "", "share", 0, 1,
     "by how much a promise to come back lowers it"},
    {KinFamily::word_hold, "family.word_hold", "", "share", 0, 1,
     "by how much word and money that came lately lower it"},
    {KinFamily::child_drifts, "family.child_drifts", "", "share", 0, 1,
     "children old enough to go adrift who are lost on the way"},
    {KinFamily::onward, "family.onward", "", "per_year", 0, 50,
     "rate of going on to another station"},
    {KinFamily::return_to_house, "family.return_to_house", "", "per_year", 0, 50,
     "rate of coming back to the house left"},
    {KinFamily::answer_days, "family.answer_days", "", "days", 3, 365,
     "at the door, until the house is known to be empty"},
    {KinFamily::elder_factor, "family.elder_factor", "", "ratio", 0, 20,
     "how many times sooner hunger kills the old whose child is away"},
    {KinFamily::news_per_year, "family.news_per_year", "", "per_year", 0, 50,
     "letters that cross the river, each way"},
    {KinFamily::news_if_free, "family.news_if_free", "", "per_year", 0, 50,
     "the same where FAMILY-05 is switched off"},
    {KinFamily::word_days, "family.word_days", "", "days", 0, 3650,
     "for which word and money hold a family"},
});

namespace family {

namespace {

using Family = KinFamily;

void be_left(Act& act, const Letter& letter)
{
    Life& life = act.life();
    if (life.spouse.id != letter.from || life.marital != Marital::married) return act.quiet();
    // FAMILY-05, FAMILY-07
    const bool away = life.career.stage >= first_stage_of_exile || life.career.dispersed;
    if (away) return act.quiet();
    life.career.left_behind = true;
    Exile& exile = border::record(act);
    exile.last_seen = act.today();
    exile.word = engine::no_day;
    exile.waits = letter.payload != 0;
    be_at_hand(act);
    if (life.household != no_household) {
        exile.home = act.here();
        exile.house = act.place_state().households[life.household].key;
    }
    act.note(code_of(FarewellDetail{.asked_to_wait = exile.waits,
                                    .too_late = has_come_late(&exile, letter)}),
             letter.from);
}

/// FAMILY-06  From now on hunger may take the parent sooner.
void miss_child(Act& act, const Letter& letter)
{
    if (is_cut_off(act.life()) || is_out_of_reach(act, letter)) return act.quiet();
    for (Address& child : act.place_state().kin.list(act.life().children))
        if (child.id == letter.from) child.note |= known_to_be_away;
    act.life().career.child_away = true;
    act.note(0, letter.from);
}

/// Nobody is back of whom it was not known that they had gone.
void have_child_back(Act& act, const Letter& letter)
{
    bool was_away = false, others_are = false;
    for (Address& child : act.place_state().kin.list(act.life().children)) {
        if ((child.note & known_to_be_away) == 0) continue;
        if (child.id == letter.from) {
            was_away = true;
            child.note = static_cast<std::uint16_t>(child.note & ~known_to_be_away);
        } else if (living(child)) {
            others_are = true;
        }
    }
    if (!was_away) return act.quiet();
    act.life().career.child_away = others_are;
    act.note(0, letter.from);
    if (is_out_of_reach(act, letter)) act.quiet();
}

/// FAMILY-05  None as told.
double word_a_year(const View& view, const KinNumbers::Values& p, Day day) noexcept
{
    return view.numbers.claims.on(Claim::family_05, day) ? p[Family::news_per_year]
                                                         : p[Family::news_if_free];
}

Bound word_ceiling(const View& view, engine::Instant from)
{
    const auto& high = view.numbers.family.highest(from.day);
    return {PerYear{std::max(high[Family::news_per_year], high[Family::news_if_free])},
            KinNumbers::until(from.day)};
}

PerYear word_rate(const View& view, engine::Instant at)
{
    return PerYear{word_a_year(view, view.numbers.family.at(at.day), at.day)};
}

/// Word goes both ways: what happened at home is heard, and those at home hear of the living.
void have_word(Act& act)
{
    const Life& life = act.life();
    Exile& exile = border::record(act);
    act.note(code_of(WordDetail{.deaths = static_cast<std::int32_t>(exile.unheard.size())}));
    hear_what_happened(act);
    if (life.marital == Marital::married && living(life.spouse)) act.send(life.spouse, word_home);
}

void hear_from_afar(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool waits = life.spouse.id == letter.from && life.career.left_behind;
    if (!waits || life.career.dispersed || is_cut_off(life)) return act.quiet();
    border::record(act).word = act.today();
    act.note(0, letter.from);
}

std::string tell_farewell(const FarewellDetail& farewell, const Telling& t)
{
    if (farewell.too_late) return "{He} hears that {other} has gone across the river meanwhile.";
    const std::string they = t.other_woman ? "she" : "he";
    return "{other} tells {him} that " + they + " is about to cross the river" +
           (farewell.asked_to_wait ? ", and asks {him} to wait." : ".");
}

constexpr Word farewell_words[]{
    {"told_of_leaving", when<[](const FarewellDetail& told) { return !told.too_late; }>}};
constexpr Record farewell_record{
    .parts = parts_of<FarewellDetail>, .tell = told_by<tell_farewell>, .words = farewell_words};

constexpr Record child_gone_record{.text = "{He} is told that {other} has gone across the river."};

constexpr Record child_back_record{.text = "{He} hears that {other} is back."};

std::string tell_word(const WordDetail& word, const Telling&)
{
    if (word.deaths <= 0) return "Word comes from home across the river, and {he} sends money.";
    return put("Word comes from home across the river, and with it news of {}; {he} sends money.",
               {text_of(counted(word.deaths, "death", "deaths"))});
}

constexpr const Rule* before_word[]{&border::far_bank, &south::settling};
constexpr Record word_record{.parts = parts_of<WordDetail>,
                             .tell = told_by<tell_word>,
                             .follows = before_word,
                             .several = "has word from home {n} times, and sends money"};

constexpr Record word_home_record{.text = "{He} hears from {other}, across the river.",
                                  .several = "hears {n} times from {others}, across the river"};

} // namespace

constinit const Rule farewell{
    .name = "family.farewell",
    .says = "Wife or husband is told of the departure, and asked to wait.",
    .answers = "FAMILY-04",
    .react = be_left,
    .beside = {.record = &farewell_record},
};

constinit const Rule child_gone{
    .name = "family.child_gone",
    .says = "A parent is told that a child has gone.",
    .answers = "FAMILY-06",
    .react = miss_child,
    .beside = {.record = &child_gone_record},
};

constinit const Rule child_back{
    .name = "family.child_back",
    .says = "A parent hears that the child is back.",
    .answers = "FAMILY-06",
    .react = have_child_back,
    .beside = {.record = &child_back_record},
};

constinit const Rule word{
    .name = "family.word",
    .says = "Where word can cross the river, somebody abroad hears from home and sends money.",
    .answers = "FAMILY-05",
    .grain = 11,
    .ceiling = word_ceiling,
    .rate = word_rate,
    .effect = have_word,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &word_record},
};

constinit const Rule word_home{
    .name = "family.word_home",
    .says = "Wife or husband hears from across the river.",
    .answers = "FAMILY-05",
    .react = hear_from_afar,
    .beside = {.record = &word_home_record},
};

} // namespace family
} // namespace counterlife::model

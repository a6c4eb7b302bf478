// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Parents and the soldier.
//
// A parent who hears that a child has enlisted writes now and then as long as the child serves,
// and every letter says: obey, and join the party. A father in the party hands on his lesson.
//
//   ARMY-07    a letter from home raises the effort for a time
//   FAMILY-01  a father's record and lesson make the ambition
//   data/army/army.csv: letters, letter_zeal; data/belief/belief.csv: lesson_zeal, lesson_devotion

#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/belief/belief.h"
#include "model/belief/numbers.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/nation.h"

#include <algorithm>
#include <cmath>

namespace counterlife::model::army {

namespace {

using Family = ArmyFamily;

std::uint8_t raised(std::uint8_t level, double by) noexcept
{
    return belief::hundredths(level + 100 * by);
}

/// Notes beside the child's address whether it serves, for that is who is written to.
void hear(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const bool home_again = letter.payload == service_over;
    // FAMILY-05  Who is across the river learns on coming home that the child is back.
    if (family::is_out_of_reach(act, letter) && !home_again) {
        act.carry_on();
        return act.quiet();
    }
    for (Address& child : act.place_state().kin.list(life.children))
        if (child.id == letter.from)
            child.note = static_cast<std::uint16_t>(home_again ? child.note & ~known_to_serve
                                                               : child.note | known_to_serve);
    if (home_again) {
        act.carry_on();
        return act.quiet();
    }
    life.career.letters_due = true;
    const auto sector = static_cast<PlaceId>(letter.payload);
    act.note(code_of(OfPlace{sector}), letter.from);
    const bool in_party = life.career.admitted != no_day;
    const bool veteran = life.career.enlisted != no_day;
    if ((in_party || veteran) && act.numbers().claims.on(Claim::family_01, act.today()))
        act.send({.id = letter.from, .slot = engine::no_slot, .place = sector}, lesson, in_party);
}

void take_to_heart(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    const auto& p = act.numbers().belief.at(act.today());
    career.party_family = letter.payload != 0;
    career.goal = Goal::party;
    career.zeal = raised(career.zeal, p[BeliefFamily::lesson_zeal]);
    career.devotion = raised(career.devotion, p[BeliefFamily::lesson_devotion]);
    if (career.party_family && act.numbers().claims.on(Claim::belief_01, act.today()))
        career.devotion = raised(career.devotion, p[BeliefFamily::family_devotion]);
    act.note(code_of(OfHundredths{career.devotion}), letter.from);
    act.carry_on();
}

Bound letter_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.army.highest(from.day)[Family::letters]},
            ArmyNumbers::until(from.day)};
}

PerYear letter_rate(const View& view, engine::Instant at)
{
    if (!view.numbers.claims.on(Claim::army_07, at.day)) return never;
    return PerYear{view.numbers.army.at(at.day)[Family::letters]};
}

/// The year by whose end a child born in a year has served out the longest term. Whoever missed the
/// word of its end, across the river, knows that much.
int last_year_of_service(const model::Numbers& numbers, int born)
{
    const auto& at_birth = numbers.army.at(engine::day_of(born));
    const int enlisted = born + static_cast<int>(at_birth[Family::enlist_age]) + 1;
    const auto& p = numbers.army.at(engine::day_of(enlisted));
    const double longest =
        std::max({p[Family::term_men], p[Family::term_women], p[Family::short_service]});
    return enlisted + static_cast<int>(std::ceil(longest));
}

void write(Act& act)
{
    Life& life = act.life();
    const int year = engine::year_of(act.today());
    bool wrote = false;
    for (Address& child : act.place_state().kin.list(life.children)) {
        if (year > last_year_of_service(act.numbers(), birth_year(child)))
            child.note = static_cast<std::uint16_t>(child.note & ~known_to_serve);
        if (!living(child) || !(child.note & known_to_serve)) continue;
        act.send(child, heartened, life.career.admitted != no_day);
        act.note(0, child.id);
        wrote = true;
    }
    if (!wrote) {
        life.career.letters_due = false; // All are home.
        act.quiet();
    }
}

void take_heart(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    act.carry_on();
    // Whoever is on the way home has left the unit.
    if (career.stage != Stage::soldier || career.service != Service::soldier) return act.quiet();
    const auto& p = act.numbers().army.at(act.today());
    career.zeal = raised(career.zeal, p[Family::letter_zeal]);
    act.note(code_of(OfHundredths{career.zeal}), letter.from);
}

constexpr Record news_home_record{
    .parts = parts_of<OfPlace>,
    .text = "{He} hears that {other} has enlisted and serves {in there}."};

constexpr Record lesson_record{.parts = parts_of<OfHundredths>,
                               .text = "{He} reads a letter of advice from {other}, a veteran or "
                                       "party member, and takes it to heart."};

constexpr const Rule* before_letter_home[]{&news_home};
constexpr Record letter_home_record{.text = "{He} writes to {other}.",
                                    .follows = before_letter_home,
                                    .several = "writes {n} letters to {others}",
                                    .says = "While a child serves, a parent writes to it."};

constexpr Record heartened_record{.parts = parts_of<OfHundredths>,
                                  .text = "A letter from {other} heartens {him}.",
                                  .several = "is heartened by {n} letters from {others}"};

} // namespace

constinit const Rule news_home{
    .name = "army.news_home",
    .says = "A parent hears that a child has enlisted.",
    .answers = "ARMY-07, FAMILY-01",
    .react = hear,
    .beside = {.record = &news_home_record},
};

constinit const Rule lesson{
    .name = "army.lesson",
    .says = "A recruit reads the advice of a parent who served or is in the party.",
    .answers = "FAMILY-01, BELIEF-01",
    .react = take_to_heart,
    .beside = {.record = &lesson_record},
};

constinit const Rule letter_home{
    .name = "army.letter",
    .says = "A parent writes to a child in the army.",
    .answers = "ARMY-07",
    .grain = 9,
    .ceiling = letter_ceiling,
    .rate = letter_rate,
    .effect = write,
    .beside = {.concerns = [](const Situation& who) { return who.at_home() && who.letters_due; },
               .record = &letter_home_record},
};

constinit const Rule heartened{
    .name = "army.heartened",
    .says = "A soldier reads a letter from home and makes more of an effort for a time.",
    .answers = "ARMY-07",
    .react = take_heart,
    .beside = {.record = &heartened_record},
};

} // namespace counterlife::model::army

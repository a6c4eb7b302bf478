// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Birth.
//
// A woman who is with child is delivered when her time has come, wherever she is then; her husband
// is told, if word can reach him. Some maternities are of twins. A child born to somebody who has
// no home to bring it to is left to kin.
//
//   FAMILY-05  no word crosses the river
//   data/person/birth.csv: sex_ratio, twin_share, term_days

#include "engine/luck.h"
#include "model/family/reach.h"
#include "model/household/household.h"
#include "model/marriage/kinship.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/person/details.h"
#include "model/person/numbers.h"
#include "model/person/person.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"

namespace counterlife::model::person {

namespace {

/// Across the river, also while she is held there, children are born by another rule.
Day her_time(const View& view)
{
    if (!is_with_child(view.life) || !view.numbers.map.is_home(view.place.number)) return no_day;
    return day_of_delivery(view.numbers, view.life);
}

enum Draw : std::uint32_t { are_twins, first_sex, second_sex, draws };
constexpr Lot each_delivery{.every = 4, .many = draws};

/// On the road, or held: the child goes to its father, or to her parents.
void leave_to_kin(Act& act, const Life& mother, const Address& child)
{
    const bool has_father = mother.by_husband && mother.marital == Marital::married;
    for (const Address& kin :
         {has_father ? mother.spouse : Address{}, mother.mother, mother.father})
        if (living(kin)) return act.send(kin, household::take_in, 0, child);
}

/// One child of a delivery; it lives with its mother, if she has a home.
Address bring_forth(Act& act, std::uint32_t order, Sex sex)
{
    PlaceState& state = act.place_state();
    const Life mother = act.life();
    Life child;
    child.being.id = identity_of_child(mother.being.id, order);
    child.born = act.today();
    const bool has_home = mother.household != no_household;
    const HouseholdId home =
        has_home ? mother.household : state.open_household(engine::mix(child.being.id, 0));
    state.move_in(child, home, act.today());
    child.birth_place = act.here();
    child.sex = sex;
    child.urban = mother.urban;
    child.mother = with_parents_mark(act.self(), mark_of(mother.mother.id, mother.father.id));
    if (mother.by_husband) child.father = mother.spouse;
    Address born = act.bear(child);

    ++state.tally.births[index_of(sex)];
    ++state.tally.births_by_mother_age[age_index(whole_years(mother, act.today()))];
    born.note = remark_of_birth(engine::year_of(act.today()));
    act.life().children = state.kin.add(mother.children, born);
    ++act.life().children_born;
    if (living(child.father)) act.send(child.father, fatherhood, 0, born);
    if (!has_home) leave_to_kin(act, mother, born);
    return born;
}

void give_birth(Act& act)
{
    const BirthNumbers& p = act.numbers().birth;
    const Day today = act.today();
    Life& life = act.life();
    const Days carried = today - life.conceived;
    life.conceived = no_day;
    life.last_delivery = today;
    const std::uint32_t delivery = life.deliveries++;
    const bool twins = act.uniform(each_delivery, delivery, are_twins) < p.twin_share.at(today)[0];
    const double boys = p.sex_ratio.at(today)[0];
    ++act.place_state().tally.maternities;
    for (std::uint32_t nth = 0; nth <= (twins ? 1u : 0u); ++nth) {
        const bool boy = act.uniform(each_delivery, delivery, first_sex + nth) * (1 + boys) < boys;
        // The number of the delivery and the order within it are the order of birth.
        const Address born = bring_forth(act, 2 * delivery + nth, boy ? Sex::male : Sex::female);
        act.note(code_of(MaternityDetail{.children = twins ? 2 : 1, .carried = carried.count()}),
                 born.id);
    }
}

void become_father(Act& act, const Letter& letter)
{
    Life& life = act.life();
    life.children = act.place_state().kin.add(life.children, letter.about);
    ++life.children_born;
    act.note(0, letter.about.id);
    act.carry_on();
    // FAMILY-05  Across the river, hidden by it or on a search, he is a father, and does not hear
    // of it.
    if (life.career.stage >= first_stage_of_exile) act.quiet();
    if (family::has_come_late(record_of(act.view()), letter)) act.quiet(); // As others have told.
}

std::string tell_birth(const MaternityDetail& birth, const Telling&)
{
    if (birth.children != 2) return "{He} gives birth to {other}.";
    return "{He} gives birth to twins; the second of them is {other}.";
}

constexpr const Rule* before_maternity[]{&marriage::vow};
constexpr Word maternity_words[]{{"had_child"}};
constexpr Record maternity_record{.parts = parts_of<MaternityDetail>,
                                  .marks = Mark::bears,
                                  .tell = told_by<tell_birth>,
                                  .follows = before_maternity,
                                  .words = maternity_words};

constexpr Word fatherhood_words[]{{"had_child"}};
constexpr Record fatherhood_record{.marks = Mark::becomes_father,
                                   .text = "{He} hears of the birth of {other}.",
                                   .words = fatherhood_words};

} // namespace

constinit const Rule maternity{
    .name = "person.maternity",
    .says = "Pregnant women give birth.",
    .due = her_time,
    .effect = give_birth,
    .lots = {&each_delivery},
    .beside = {.concerns =
                   [](const Situation& who) { return who.woman && who.stage != Stage::abroad; },
               .record = &maternity_record},
};

constinit const Rule fatherhood{
    .name = "person.fatherhood",
    .says = "A father hears of the birth of his child.",
    .answers = "FAMILY-05",
    .react = become_father,
    .beside = {.record = &fatherhood_record},
};

} // namespace counterlife::model::person

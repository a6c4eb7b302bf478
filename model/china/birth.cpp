// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Children of women who live with a man in China.
//
// She conceives while she lives with him, and is delivered when her time has come, wherever across
// the river she is by then; a child conceived at home is born there too. Whoever is with child does
// not set out for the South. Whoever is sent back is with child there.
//
//   CHINA-01  women are sold to men who look for wives
//   data/china/china.csv: birth, birth_spacing, birth_sex_ratio; data/person/birth.csv: term_days

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/china/numbers.h"
#include "model/marriage/kinship.h"
#include "model/nation.h"
#include "model/person/numbers.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"

namespace counterlife::model::china {

namespace {

using Family = ChinaFamily;

constexpr Lot sex_at_birth{.every = 1};

constexpr Code sexes[]{code(Sex::male, "male"), code(Sex::female, "female")};

/// What the journal tells of a birth: the child's sex, and whether it was conceived before she
/// crossed.
struct BirthDetail {
    Sex child{};
    bool conceived_at_home = false;
    static constexpr auto fields =
        packed(choice("sex", &BirthDetail::child, 1, sexes),
               flag("conceived_at_home", &BirthDetail::conceived_at_home));
};

Bound conception_ceiling(const View& view, engine::Instant from)
{
    const bool alone = exile_of(view).stay != Stay::partner;
    if (view.life.sex == Sex::male || alone || is_with_child(view.life)) return {never, no_day};
    return {PerYear{view.numbers.china.highest(from.day)[Family::birth]},
            ChinaNumbers::until(from.day)};
}

PerYear conception_rate(const View& view, engine::Instant at)
{
    const Life& life = view.life;
    const auto& p = view.numbers.china.at(at.day);
    if (exile_of(view).stay != Stay::partner || is_with_child(life)) return never;
    if (!is_of_an_age_to_be_sold(view, at)) return never;
    const double spacing = p[Family::birth_spacing] - view.numbers.birth.gestation.at(at.day)[0];
    const bool ready = life.deliveries == 0 || (at.day - life.last_delivery).count() > spacing;
    return ready ? PerYear{p[Family::birth]} : never;
}

void become_pregnant(Act& act)
{
    act.quiet(); // Nobody knows yet.
    person::conceive(act, false);
}

/// Also while the police there hold her.
Day her_time(const View& view)
{
    const Life& life = view.life;
    const bool there = !view.numbers.map.is_home(view.place.number);
    return there && is_with_child(life) ? person::day_of_delivery(view.numbers, life) : no_day;
}

/// The child is a life of its own, without papers, in the father's house.
void give_birth(Act& act)
{
    Life& life = act.life();
    PlaceState& state = act.place_state();
    const std::uint32_t delivery = life.deliveries++;
    life.last_delivery = act.today();
    const bool at_home = life.conceived < border::record(act).crossed;
    life.conceived = engine::no_day;
    Life child;
    child.being.id = identity_of_child(life.being.id, 2 * delivery);
    child.born = act.today();
    child.birth_place = act.here();
    const double boys = act.numbers().china.at(act.today())[Family::birth_sex_ratio];
    child.sex = act.uniform(sex_at_birth, delivery) * (1 + boys) < boys ? Sex::male : Sex::female;
    child.mother = with_parents_mark(act.self(), mark_of(life.mother.id, life.father.id));
    if (life.by_husband) child.father = life.spouse;
    child.career.stage = Stage::abroad;
    child.career.stage_since = act.today();
    const Address born = act.bear(child);
    Address entry = born;
    entry.note = remark_of_birth(engine::year_of(act.today()));
    act.life().children = state.kin.add(act.life().children, entry);
    ++act.life().children_born;
    act.note(code_of(BirthDetail{.child = child.sex, .conceived_at_home = at_home}), born.id);
}

constexpr Record conception_record{.silent = true}; // The birth tells.

constexpr const Rule* before_birth[]{&sold, &settling};
std::string tell_birth(const BirthDetail& birth, const Telling&)
{
    return birth.conceived_at_home
               ? "{He} gives birth to {other}, with whom {he} has crossed, a child without papers."
               : "{He} gives birth to {other}, a child without papers.";
}

constexpr Word birth_words[]{
    {"had_child"},
    {"child_in_china"},
    {"conceived_there", when<[](const BirthDetail& birth) { return !birth.conceived_at_home; }>}};
constexpr Record birth_record{.parts = parts_of<BirthDetail>,
                              .marks = Mark::bears,
                              .tell = told_by<tell_birth>,
                              .follows = before_birth,
                              .words = birth_words};

constexpr bool is_free_there(const Situation& who)
{
    return who.stage == Stage::abroad && who.recorded && who.woman;
}
constexpr bool may_give_birth(const Situation& who)
{
    return (who.stage == Stage::abroad || who.stage == Stage::custody) && who.recorded && who.woman;
}

} // namespace

constinit const Rule conception{
    .name = "china.conception",
    .says = "A woman who lives with a man in China conceives.",
    .answers = "CHINA-01",
    .grain = 12,
    .ceiling = conception_ceiling,
    .rate = conception_rate,
    .effect = become_pregnant,
    .lots = {&person::gestation},
    .beside = {.concerns = is_free_there, .record = &conception_record},
};

constinit const Rule birth{
    .name = "china.birth",
    .says = "A child without papers is born across the river.",
    .answers = "CHINA-01",
    .due = her_time,
    .effect = give_birth,
    .lots = {&sex_at_birth},
    .beside = {.concerns = may_give_birth, .record = &birth_record},
};

} // namespace counterlife::model::china

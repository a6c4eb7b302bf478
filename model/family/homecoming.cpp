// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Coming home.
//
// Whoever comes back from China or from custody goes to the house that was left, learns there of
// the dead, and looks for wife or husband. If they live where they are known to live they open the
// door; if after some days nobody has, the family is lost.
//
//   FAMILY-05 what happened in the meantime is learned at home
//   FAMILY-06 a parent has the child back
//   FAMILY-07 wife and child have gone, and nobody knows whither
//   FAMILY-08 whoever finds the house empty carries that loss from then on
//   FAMILY-11 the house stays
//   SEARCH-01 the search begins at once
//   data/family/family.csv: answer_days; data/household/household.csv: grown_age

#include "model/family/details.h"
#include "model/family/family.h"

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/door.h"
#include "model/family/numbers.h"
#include "model/family/reach.h"
#include "model/food/food.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/search/road.h"
#include "model/search/search.h"

namespace counterlife::model::family {

namespace {

using Family = KinFamily;

enum Kind : std::uint64_t { of_a_death, of_a_divorce };

/// Taken away again before it was told.
void hear_it_later(Act& act, const Letter& letter)
{
    Exile& exile = border::record(act);
    if (letter.payload == of_a_divorce)
        exile.parted = true;
    else
        exile.unheard.push_back(letter.about.id);
}

/// FAMILY-05  Everything that no word came of.
void learn(Act& act, const Letter& letter)
{
    Life& life = act.life();
    Career& career = life.career;
    const LifeId whom = letter.about.id;
    const bool of_spouse = life.spouse.id == whom;
    act.quiet();
    if (life.career.stage == Stage::custody) return hear_it_later(act, letter);
    if (letter.payload == of_a_divorce) {
        if (!of_spouse || life.marital != Marital::married) return;
        life.marital = Marital::divorced;
        life.since = act.today();
        career.left_behind = career.lost_family = false;
        act.note(code_of(NewsDetail{News::marriage_over}), whom);
        return act.loud();
    }
    News who = News::none;
    if (of_spouse) {
        life.spouse.note |= known_dead;
        who = News::spouse_dead;
        career.left_behind = career.lost_family = false;
        if (life.marital == Marital::married) {
            life.marital = Marital::widowed;
            life.since = act.today();
            ++act.place_state().tally.widowings[index_of(life.sex)];
        }
    }
    if (life.mother.id == whom) life.mother.note |= known_dead, who = News::mother_dead;
    if (life.father.id == whom) life.father.note |= known_dead, who = News::father_dead;
    for (Address& child : act.place_state().kin.list(life.children))
        if (child.id == whom) child.note |= known_dead, who = News::child_dead;
    if (who == News::none) return;
    act.note(code_of(NewsDetail{who}), whom);
    act.loud();
}

void tell_parents(Act& act)
{
    for (const Address& parent : {act.life().mother, act.life().father})
        if (living(parent)) act.send(parent, child_back, 0, act.self());
}

void arrive_home(Act& act, const Letter&)
{
    if (labour::is_tied(act.life())) return act.quiet(); // Taken elsewhere on the way.
    const Exile& exile = border::record(act);
    act.note(code_of(HomecomingDetail{static_cast<std::int32_t>(exile.crossings)}));
    enter_house(act);
    labour::resume(act);
    tell_parents(act);
    be_at_hand(act);
    const Life& life = act.life();
    if (food::is_alone(act)) return act.send(act.self(), food::taken_in);
    if (!exile.alone) household::invite_children(act); // Whom others have had in the meantime.
    const bool family_stayed = exile.alone || life.career.lost_family || life.career.left_behind;
    if (life.marital != Marital::married || !living(life.spouse) || !family_stayed) return;
    knock_at_the_door(act);
    const auto days = act.numbers().family.at(act.today())[Family::answer_days];
    act.send(act.self(), empty_house, 0, {}, engine::whole_days(days));
}

/// Somebody who has left without a word, or is out of reach, does not hear the knock.
bool can_be_found(const Life& life) noexcept
{
    switch (life.career.stage) {
    case Stage::leaving:
    case Stage::seeking:
        return false;
    default:
        return !is_cut_off(life) && !life.career.dispersed;
    }
}

/// Those who find each other are together again; the house is where they live.
void be_together(Act& act)
{
    Life& life = act.life();
    life.career.left_behind = false;
    if (life.exile == 0) return;
    Exile& exile = border::record(act);
    exile.reunited = exile.reunited || life.career.lost_family;
    exile.last_seen = act.today();
    exile.waits = false;
    life.career.lost_family = false;
    hear_what_happened(act);
}

/// Whoever asked for the family and has said farewell since does not stand at the door, nor does
/// one who asked while nobody was at home: whoever comes home later asks in turn.
bool has_left_again(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.exile == 0) return false;
    const Exile& exile = act.place_state().exiles[life.exile];
    const Day last_seen = exile.last_seen;
    const bool parted_since = life.career.left_behind && last_seen != no_day;
    return has_come_late(&exile, letter) || (parted_since && letter.sent <= last_seen);
}

void open_door(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const LifeId who = letter.about.id;
    const bool together = life.spouse.id == who && life.marital == Marital::married;
    const bool on_a_trip = life.household == no_household; // And asks for the other when back.
    if (!together || on_a_trip || !can_be_found(life)) return act.quiet();
    if (has_left_again(act, letter)) return act.quiet();
    act.note(code_of(ReunitedDetail{.had_lost = life.career.lost_family,
                                    .elsewhere = letter.from_place != act.here()}),
             who);
    be_together(act);
    act.send(letter.about, reunited, 0, act.self());
}

void be_reunited(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool together = life.spouse.id == letter.from && life.marital == Marital::married;
    const bool at_home = can_be_found(life); // Nobody writes to the road: one asks again when home.
    if (!together || !at_home) return act.quiet();
    act.note(code_of(ReunitedDetail{.had_lost = life.career.lost_family}), letter.from);
    be_together(act);
    if (life.household == no_household) return;
    household::invite(act, letter.about);
    household::invite_children(act);
}

bool has_lost_child(Act& act, const Exile& exile)
{
    for (const Address& child : act.place_state().kin.list(act.life().children))
        if (living(child) && is_missing(act.numbers(), act.life(), exile, child)) return true;
    return false;
}

/// FAMILY-07, FAMILY-08  Nobody has opened. Whoever knew that the other had gone has lost nothing.
void find_nobody(Act& act, const Letter& letter)
{
    Life& life = act.life();
    Exile& exile = border::record(act);
    const bool answered = exile.last_seen != engine::no_day && exile.last_seen >= letter.sent;
    const bool alone = life.marital == Marital::married && living(life.spouse);
    if (answered || !alone || is_cut_off(life) || life.career.left_behind ||
        life.career.lost_family || life.household == no_household)
        return act.quiet();
    life.career.lost_family = true;
    exile.child_lost = has_lost_child(act, exile);
    const Day since = exile.crossed == engine::no_day ? letter.sent : exile.crossed;
    act.note(code_of(OfDays{letter.sent - since}), life.spouse.id);
    if (act.numbers().claims.on(Claim::search_01, act.today())) search::begin(act);
}

std::string tell_homecoming(const HomecomingDetail& homecoming, const Telling&)
{
    switch (homecoming.crossings) {
    case 0:
        return "{He} comes home {to}, never having reached China.";
    case 1:
        return "{He} comes home {to}, having crossed the river once.";
    case 2:
        return "{He} comes home {to}, having crossed the river twice.";
    default:
        return "{He} comes home {to}, having crossed the river {n} times.";
    }
}

constexpr Word homecoming_words[]{{"came_home"}};
constexpr Record homecoming_record{.parts = parts_of<HomecomingDetail>,
                                   .turns = Turn::resumes,
                                   .tell = told_by<tell_homecoming>,
                                   .words = homecoming_words};

std::string tell_news_of_kin(const NewsDetail& learned, const Telling&)
{
    return learned.news == News::marriage_over
               ? "{He} learns what happened in the meantime: the marriage with {other} is "
                 "dissolved."
               : "{He} learns what happened in the meantime: {other} has died.";
}

constexpr Mark news_mark(const NewsDetail& learned)
{
    if (learned.news == News::marriage_over) return Mark::is_divorced;
    return learned.news == News::spouse_dead ? Mark::loses_spouse : Mark::mourns;
}
constexpr Record news_record{
    .parts = parts_of<NewsDetail>, .mark = mark_by<news_mark>, .tell = told_by<tell_news_of_kin>};

std::string tell_knock(const ReunitedDetail& at_the_door, const Telling&)
{
    if (at_the_door.elsewhere)
        return at_the_door.had_lost ? "{He} hears that {other} is back at the house, whom {he} had "
                                      "lost."
                                    : "{He} hears that {other} is back at the house.";
    return at_the_door.had_lost ? "{He} opens the door, and there is {other}, whom {he} had lost."
                                : "{He} opens the door, and there is {other}.";
}

constexpr Record knock_record{.parts = parts_of<ReunitedDetail>, .tell = told_by<tell_knock>};

std::string tell_reunited(const ReunitedDetail& reunion, const Telling&)
{
    return reunion.had_lost ? "{He} has {other} back, whom {he} had lost."
                            : "{He} has {other} back.";
}

constexpr Word reunited_words[]{{"reunited"}};
constexpr Record reunited_record{
    .parts = parts_of<ReunitedDetail>, .tell = told_by<tell_reunited>, .words = reunited_words};

std::string tell_empty_house(const OfDays& since_crossing, const Telling&)
{
    std::string text = "Nobody opens the door: {other} has gone, and nobody knows where.";
    if (since_crossing.days <= 0) return text;
    return text + put(" It is {} since {he} crossed the river.",
                      {text_of(span_words(since_crossing.days))});
}

constexpr Word empty_house_words[]{{"empty_house"}};
constexpr Record empty_house_record{
    .parts = parts_of<OfDays>, .tell = told_by<tell_empty_house>, .words = empty_house_words};

} // namespace

void come_home(Act& act)
{
    const Exile& exile = border::record(act);
    labour::resume(act);
    act.life().career.stage_until = engine::no_day; // Not before coming home.
    if (exile.home != act.here()) return act.travel(exile.home, homecoming);
    act.send(act.self(), homecoming);
}

void hear_what_happened(Act& act)
{
    const Life& life = act.life();
    Exile& exile = border::record(act);
    const auto tell = [&](LifeId whom, Kind kind) {
        act.send(act.self(), news, kind,
                 {.id = whom, .slot = engine::no_slot, .place = act.here()});
    };
    std::erase_if(exile.unheard, [&](LifeId dead) {
        if (is_missing(act, dead)) return false; // SEARCH-08  Nobody here knows it either.
        tell(dead, of_a_death);
        return true;
    });
    if (exile.parted) tell(life.spouse.id, of_a_divorce);
    exile.parted = false;
}

bool is_out_of_reach(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    // Nor does a letter find whoever hides by the river, or goes from station to station.
    const Stage stage = life.career.stage;
    const bool gone = (life.career.dispersed && letter.from_place != act.here()) ||
                      stage == Stage::leaving || stage == Stage::seeking;
    const bool across = is_cut_off(life) && act.numbers().map.is_home(letter.from_place);
    return gone || (across && act.numbers().claims.on(Claim::family_05, act.today()));
}

bool can_be_got_to(const Life& life) noexcept
{
    switch (life.career.stage) {
    case Stage::soldier:
    case Stage::detained:
    case Stage::adrift:
    case Stage::camp:
    case Stage::leaving:
    case Stage::custody:
    case Stage::journey:
    case Stage::south:
    case Stage::seeking:
        return false;
    default:
        return true;
    }
}

void hear_of_death(Act& act, LifeId dead)
{
    if (act.life().exile != 0) std::erase(border::record(act).unheard, dead);
    act.send(act.self(), news, of_a_death,
             {.id = dead, .slot = engine::no_slot, .place = act.here()});
}

void enter_house(Act& act)
{
    Life& life = act.life();
    Exile& exile = border::record(act);
    // FAMILY-11  Off, the house has been given to others; those born beyond the river never had
    // one.
    if (exile.house == 0 || !act.numbers().claims.on(Claim::family_11, act.today()))
        exile.house = household::key_of(
            engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count())));
    if (life.career.dispersed) life.urban = household::is_urban(exile.house);
    life.career.dispersed = false;
    exile.came_home = act.today();
    hear_what_happened(act);
    live_in_house(act, household::key_of(exile.house));
}

void live_in_house(Act& act, std::uint64_t key)
{
    household::live_in(act, act.place_state().household_of(key));
}

bool is_missing(const model::Numbers& numbers, const Life& life, const Exile& exile,
                const Address& kin) noexcept
{
    if (!life.career.lost_family) return false;
    if (kin.id == life.spouse.id) return true;
    if (exile.last_seen == engine::no_day) return true;
    const int age = engine::year_of(exile.last_seen) - birth_year(kin);
    return age < household::grown_up(numbers, exile.last_seen);
}

bool is_missing(Act& act, LifeId kin)
{
    const Life& life = act.life();
    if (life.exile == 0 || !life.career.lost_family) return false;
    const Exile& exile = act.place_state().exiles[life.exile];
    if (kin == life.spouse.id) return true;
    for (const Address& child : act.place_state().kin.list(life.children))
        if (child.id == kin) return is_missing(act.numbers(), life, exile, child);
    return false;
}

constinit const Rule homecoming{
    .name = "family.homecoming",
    .says = "Somebody comes home from China or from custody.",
    .answers = "FAMILY-05, FAMILY-11",
    .react = arrive_home,
    .beside = {.record = &homecoming_record},
};

constinit const Rule news{
    .name = "family.news",
    .says = "Somebody learns what has happened to the family in the meantime.",
    .answers = "FAMILY-05",
    .react = learn,
    .beside = {.record = &news_record},
};

constinit const Rule knock{
    .name = "family.knock",
    .says = "Wife or husband opens the door to somebody who has come home.",
    .answers = "FAMILY-07",
    .react = open_door,
    .beside = {.record = &knock_record},
};

constinit const Rule reunited{
    .name = "family.reunited",
    .says = "Somebody who has come home is reunited with wife or husband.",
    .answers = "FAMILY-07",
    .react = be_reunited,
    .beside = {.record = &reunited_record},
};

constinit const Rule empty_house{
    .name = "family.empty_house",
    .says = "Somebody who has come home finds that wife or husband has gone.",
    .answers = "FAMILY-07, FAMILY-08, SEARCH-01",
    .react = find_nobody,
    .beside = {.record = &empty_house_record},
};

} // namespace counterlife::model::family

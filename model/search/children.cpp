// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A child in the record books.
//
// At every station the searcher asks the camp for the children who are lost. A child is found only
// if it is in that book, and only if it can be told from the others: by a name it knows itself, or
// by an entry that names the parents.
//
//   SEARCH-04 a small child cannot be picked out
//   data/search/search.csv: entry_quality, knows_from, knows_all, crowd

#include "model/border/border.h"
#include "model/family/family.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/search/details.h"
#include "model/search/numbers.h"
#include "model/search/search.h"

#include <algorithm>

namespace counterlife::model::search {

namespace {

constexpr Lot matched{.for_others = true, .stream = engine::stream_of("search.match")};

void look_up(OfficeAct& act, const Letter& letter)
{
    const PlaceState& state = act.place();
    const LifeId child = letter.about.id;
    const auto entry = std::find_if(state.camp_book.begin(), state.camp_book.end(),
                                    [&](const CampEntry& one) { return one.who.id == child; });
    if (entry == state.camp_book.end())
        return act.note(code_of(BookDetail{Page::not_there}), child);
    const double children =
        static_cast<double>(state.camp_book.size()) * static_cast<double>(state.persons_per_life);
    const auto& p = act.numbers().search.at(act.today());
    const double chance = match(p, static_cast<double>(letter.payload), children);
    // One lot a child: a better book finds those whom a worse one finds, and more.
    const double lot = act.uniform_for(child, matched);
    act.note(code_of(BookDetail{lot < chance ? Page::picked_out : Page::overlooked}), child);
    if (lot >= chance) return;
    act.send(letter.sender(), child_found, static_cast<std::uint64_t>(entry->born.count()),
             entry->who);
}

void find_child(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::seeking) return act.quiet();
    const Exile& exile = border::record(act);
    ++act.place_state().tally.found_kin;
    const Day born{letter.payload};
    act.note(code_of(OfAge{engine::completed_years(born, act.today())}), letter.about.id);
    Address house = act.self();
    house.place = exile.home;
    house.slot = engine::no_slot;
    act.send(letter.about, fetched,
             household::with_town(household::key_of(exile.house), life.urban), house);
}

/// Out of the camp and home, into the house that the searcher goes back to.
void be_fetched(Act& act, const Letter& letter)
{
    Life& life = act.life();
    if (life.career.stage != Stage::camp) return act.quiet();
    labour::leave_work(act);
    labour::resume(act);
    act.note(code_of(OfAge{whole_years(life, act.today())}), letter.from);
    if (letter.about.place != act.here())
        return act.travel(letter.about.place, brought_home, letter.payload);
    family::live_in_house(act, household::key_of(letter.payload));
}

void come_home(Act& act, const Letter& letter)
{
    act.life().urban = household::is_urban(letter.payload);
    act.note(code_of(OfPlace{letter.from_place}));
    family::live_in_house(act, household::key_of(letter.payload));
}

std::string tell_book(const BookDetail& book, const Telling&)
{
    constexpr std::array<std::string_view, 3> words{
        "and the child is not in its record book",
        "and nobody can tell the child from the others in its record book",
        "and the child is picked out in its record book"};
    return "{He} is asked for {other}, " + word_of(words, static_cast<int>(book.page)) + ".";
}

constexpr Record book_record{.parts = parts_of<BookDetail>, .tell = told_by<tell_book>};

constexpr Record child_found_record{
    .parts = parts_of<OfAge>,
    .text =
        "In the record book of the camp {in} {he} finds {other}, and has the child taken home."};

constexpr Record fetched_record{.parts = parts_of<OfAge>,
                                .turns = Turn::resumes,
                                .text = "Aged {n}, {he} is fetched out of the camp for {other}."};

constexpr Record brought_home_record{.parts = parts_of<OfPlace>,
                                     .text = "{He} is home {in}, coming {from there}."};

} // namespace

constinit const Rule book{
    .name = "search.book",
    .says = "A searcher asks for a child in the record book of a camp.",
    .answers = "SEARCH-04",
    .receive = look_up,
    .lots = {&matched},
    .beside = {.record = &book_record},
};

constinit const Rule child_found{
    .name = "search.child_found",
    .says = "A searcher finds a lost child in a camp.",
    .answers = "SEARCH-04",
    .react = find_child,
    .beside = {.record = &child_found_record},
};

constinit const Rule fetched{
    .name = "search.fetched",
    .says = "A child is fetched home from a camp.",
    .answers = "SEARCH-04",
    .react = be_fetched,
    .beside = {.record = &fetched_record},
};

constinit const Rule brought_home{
    .name = "search.brought_home",
    .says = "A child fetched from a camp is home.",
    .answers = "SEARCH-04, FAMILY-11",
    .react = come_home,
    .beside = {.record = &brought_home_record},
};

} // namespace counterlife::model::search

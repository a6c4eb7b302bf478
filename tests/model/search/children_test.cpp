// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A child in a camp's book, and its way home.

#include "model/household/household.h"
#include "model/offices.h"
#include "model/person/person.h"
#include "model/search/details.h"
#include "model/search/numbers.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::model::search {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(2000, 6, 1);

const Named entries{{"search.entry_quality", 0.2},  {"search.knows_from", 3},
                    {"search.knows_all", 11},       {"search.crowd", 200},
                    {"search.least_belief", 0.125}, {"search.decay", 0.5}};

TEST(Match, SEARCH_04_grows_with_age_and_falls_with_the_number_of_children)
{
    const Alone one{{.numbers = entries}};
    const auto& p = one.numbers().search.at(today);
    EXPECT_DOUBLE_EQ(match(p, 2, 0), 0.2) << "only by an entry that names the parents";
    EXPECT_DOUBLE_EQ(match(p, 3, 0), 0.2);
    EXPECT_DOUBLE_EQ(match(p, 7, 0), 0.6);
    EXPECT_DOUBLE_EQ(match(p, 11, 0), 1);
    EXPECT_DOUBLE_EQ(match(p, 16, 0), 1);
    EXPECT_DOUBLE_EQ(match(p, 11, 200), 0.6);
    EXPECT_DOUBLE_EQ(match(p, 11, 600), 0.4);
}

TEST(Belief, SEARCH_08_fades_and_never_reaches_nought)
{
    const Alone one{{.numbers = entries}};
    const auto& p = one.numbers().search.at(today);
    EXPECT_DOUBLE_EQ(belief(p, 0), 1);
    EXPECT_DOUBLE_EQ(belief(p, -5), 1);
    EXPECT_DOUBLE_EQ(belief(p, 2), 0.125 + 0.875 * std::exp(-1));
    EXPECT_NEAR(belief(p, 100), 0.125, 1e-9);
}

/// What a camp says to number 5, who asks for a child of that age, with so many lives in its book.
struct Asked {
    Page page = Page::not_there;
    bool told = false;
};
Asked asks(std::uint32_t child, std::uint64_t age, const Named& numbers, Day day = today,
           std::size_t lives = 1, std::int64_t persons_per_life = 1)
{
    Alone camp{{.numbers = numbers}};
    PlaceState& state = camp.place_state();
    state.persons_per_life = persons_per_life;
    for (std::size_t other = 1; other < lives; ++other)
        state.camp_book.push_back({.who = camp.other(static_cast<std::uint32_t>(9000 + other))});
    if (lives > 0) state.camp_book.push_back({.who = camp.other(child)});
    const Address known = camp.other(child, camp.place_named("onsong"));
    const Deed deed = camp.receives(book, camp_office, day,
                                    {.from = camp.other(5).id, .payload = age, .about = known});
    const Asked asked{detail_of<BookDetail>(deed.event().detail).page, !deed.letters.empty()};
    EXPECT_EQ(deed.event().with, known.id);
    if (asked.told) {
        EXPECT_EQ(deed.letter_of(child_found).to, camp.other(5).id);
        EXPECT_EQ(deed.letter_of(child_found).about.id, known.id);
        EXPECT_EQ(deed.letter_of(child_found).about.place, camp.here()) << "where it is now";
    }
    return asked;
}

TEST(Book, SEARCH_04_has_the_child_or_not_and_tells_it_from_others_or_not)
{
    const Named strict{{"search.entry_quality", 0},
                       {"search.knows_from", 3},
                       {"search.knows_all", 10},
                       {"search.crowd", 1e6}};
    for (std::uint32_t child = 10; child < 30; ++child) {
        EXPECT_EQ(asks(child, 12, strict, today, 0).page, Page::not_there);
        EXPECT_FALSE(asks(child, 12, strict, today, 0).told);
        EXPECT_EQ(asks(child, 12, strict).page, Page::picked_out);
        EXPECT_TRUE(asks(child, 12, strict).told);
        EXPECT_EQ(asks(child, 3, strict).page, Page::overlooked);
        EXPECT_FALSE(asks(child, 3, strict).told);
    }
}

TEST(Book, asks_one_lot_of_each_child_whatever_the_day)
{
    int found = 0;
    for (std::uint32_t child = 10; child < 110; ++child) {
        const bool told = asks(child, 7, entries).told;
        found += told;
        EXPECT_EQ(asks(child, 7, entries, today + 30).told, told);
        if (told) {
            EXPECT_TRUE(asks(child, 9, entries).told) << "the older the surer";
        }
    }
    EXPECT_NEAR(found, 60, 20) << "of the age at which half know, and a fifth of entries";
}

TEST(Book, counts_the_children_whom_its_lives_stand_for)
{
    const Named strict{{"search.entry_quality", 0}, {"search.crowd", 400}};
    int one_of_two = 0, one_of_many = 0;
    for (std::uint32_t child = 10; child < 110; ++child) {
        one_of_two += asks(child, 16, strict, today, 2, 200).told;
        one_of_many += asks(child, 16, strict, today, 2, 100000).told;
    }
    EXPECT_NEAR(one_of_two, 50, 20);
    EXPECT_LT(one_of_many, 5);
}

TEST(Book, tells_when_the_child_in_it_was_born)
{
    Alone camp{{.numbers = {{"search.entry_quality", 1}, {"search.crowd", 1e6}}}};
    camp.place_state().camp_book = {{.who = camp.other(4), .born = today - 3000}};
    const Deed deed =
        camp.receives(book, camp_office, today,
                      {.from = camp.other(5).id, .payload = 12, .about = camp.other(4)});
    EXPECT_EQ(Day{deed.letter_of(child_found).payload}, today - 3000);
}

TEST(Book, has_no_line_for_a_child_who_has_died_there)
{
    Alone child;
    child.life().career.stage = Stage::camp;
    child.place_state().camp_children = 1;
    child.place_state().camp_book = {{.who = child.self()}};
    child.does(person::death, today);
    EXPECT_TRUE(child.place_state().camp_book.empty());
    EXPECT_EQ(child.place_state().camp_children, 0);
}

TEST(ChildFound, has_the_child_fetched_to_the_house_that_was_left)
{
    for (const bool urban : {true, false}) {
        Alone one;
        one.life().career.stage = Stage::seeking;
        one.life().urban = urban;
        one.exile().home = one.place_named("onsong");
        one.exile().house = 88;
        const Address child = one.child(4, 1992);
        Address entry = one.other(4); // As the camp's book has it, which keeps no remark.
        entry.note = 0;
        const auto born = static_cast<std::uint64_t>(engine::birthday(today, -8).count());
        const Deed deed = one.reads(child_found, today, {.payload = born, .about = entry});
        EXPECT_EQ(one.place_state().tally.found_kin, 1);
        EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 8) << "by now, on the birthday";
        EXPECT_EQ(deed.event().with, child.id);
        const Letter letter = deed.letter_of(fetched);
        EXPECT_EQ(letter.to, child.id);
        EXPECT_EQ(letter.about.place, one.place_named("onsong"));
        EXPECT_EQ(household::key_of(letter.payload), 88u);
        EXPECT_EQ(household::is_urban(letter.payload), urban);
    }
    Alone back;
    back.life().career.stage = Stage::waiting;
    back.exile();
    EXPECT_TRUE(back.reads(child_found, today, {.about = back.other(4)}).is_quiet());
}

/// A child of eight in a camp.
void in_camp(Alone& child)
{
    child.life().born = day_of(1992, 5, 1);
    child.life().household = no_household;
    child.life().career.stage = Stage::camp;
    child.place_state().camp_children = 3;
    child.place_state().camp_book = {{.who = child.other(9)}, {.who = child.other(0)}};
}

TEST(Fetched, leaves_the_camp_and_its_book_for_the_house)
{
    Alone child;
    in_camp(child);
    Address house = child.other(5, child.place_named("onsong"));
    const Deed deed =
        child.reads(fetched, today, {.from = house.id, .payload = 88 | 1, .about = house});
    EXPECT_EQ(deed.left_for, house.place);
    EXPECT_EQ(deed.arrival, &brought_home);
    EXPECT_EQ(deed.arrival_payload, 88u | 1u);
    EXPECT_EQ(deed.life.career.stage, Stage::child);
    EXPECT_EQ(child.place_state().camp_children, 2);
    ASSERT_EQ(child.place_state().camp_book.size(), 1u);
    EXPECT_EQ(child.place_state().camp_book[0].who.id, child.other(9).id);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 8);
    EXPECT_EQ(deed.event().with, house.id);
    EXPECT_EQ(fetched.beside.record->leads(deed.event().detail), Turn::resumes);
}

TEST(Fetched, is_a_child_or_waits_for_work_by_its_schooling)
{
    for (const School school :
         {School::none, School::pupil, School::left_school, School::graduate}) {
        Alone child;
        in_camp(child);
        child.life().school = school;
        const Deed deed = child.reads(fetched, today, {.payload = 88, .about = child.other(5)});
        const bool young = school == School::none || school == School::pupil;
        EXPECT_EQ(deed.life.career.stage, young ? Stage::child : Stage::waiting);
        EXPECT_EQ(deed.left_for, engine::nowhere);
        EXPECT_EQ(child.place_state().households[deed.life.household].key, 88u)
            << "the house is in this county";
    }
}

TEST(Fetched, comes_too_late_for_whoever_has_left_the_camp)
{
    Alone child;
    in_camp(child);
    child.life().career.stage = Stage::child;
    const Deed deed = child.reads(fetched, today, {.payload = 88, .about = child.other(5)});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(child.place_state().camp_book.size(), 2u);
}

TEST(BroughtHome, lives_in_the_house_again)
{
    for (const bool urban : {true, false}) {
        Alone child;
        child.life().household = no_household;
        child.life().urban = !urban;
        const PlaceId from = child.place_named("chongjin");
        const Deed deed = child.reads(
            brought_home, today, {.payload = household::with_town(88, urban), .from_place = from});
        EXPECT_EQ(child.place_state().households[deed.life.household].key, 88u);
        EXPECT_EQ(child.place_state().households[deed.life.household].members, 1u);
        EXPECT_EQ(deed.life.urban, urban);
        EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
    }
}

} // namespace
} // namespace counterlife::model::search

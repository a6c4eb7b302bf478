// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The night on the river: who gets across, in which water, and what the journal says of it.

#include "model/border/crossing.h"

#include "model/border/border.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "model/security/custody.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::border {
namespace {

using engine::day_of;

constexpr Day on_ice = day_of(1995, 1, 15), in_cold = day_of(1995, 4, 10),
              in_warm = day_of(1995, 6, 15), at_flood = day_of(1995, 7, 15);

/// Nobody is noticed, swept away or drowned, but as the test says.
Given calm(const std::vector<std::pair<std::string, double>>& but = {}, Given given = {})
{
    given.numbers = {{"border.freeze_day", 320}, {"border.thaw_day", 90}, {"border.cold_days", 30},
                     {"border.detection", 0},    {"border.swept", 0},     {"border.drown", 0}};
    given.numbers.insert(given.numbers.end(), but.begin(), but.end());
    return given;
}
Deed crosses(Alone& one, Day day)
{
    one.life().career.stage = Stage::leaving;
    one.exile().home = one.place_named("musan");
    return one.does(crossing, day);
}
CrossingDetail night_of(const Deed& deed)
{
    return detail_of<CrossingDetail>(deed.event().detail);
}
CrossingDetail night_of(const Given& given, Day day)
{
    Alone one{given};
    return night_of(crosses(one, day));
}

TEST(Crossing, comes_on_the_night_that_was_set)
{
    Alone one;
    one.life().career.stage = Stage::leaving;
    one.life().career.stage_until = in_warm;
    EXPECT_EQ(one.due(crossing), in_warm);
    EXPECT_TRUE(one.meets(crossing));
    one.life().career.stage = Stage::worker;
    EXPECT_FALSE(one.meets(crossing));
}

TEST(Crossing, BORDER_04_tells_the_state_of_the_water)
{
    EXPECT_EQ(night_of(calm(), on_ice).water, Water::ice);
    EXPECT_EQ(night_of(calm(), in_cold).water, Water::cold);
    EXPECT_EQ(night_of(calm(), in_warm).water, Water::warm);
    EXPECT_EQ(night_of(calm(), at_flood).water, Water::flood);
    EXPECT_EQ(night_of(calm({}, {.place = "sinuiju"}), in_warm).water, Water::flood)
        << "the Yalu is deep and wide";
    EXPECT_EQ(night_of(calm({}, {.place = "sinuiju"}), in_cold).water, Water::cold);
    EXPECT_EQ(night_of(calm({}, {.place = "hyesan"}), in_warm).water, Water::warm);
}

TEST(Crossing, BORDER_05_sweeps_away_by_the_share_of_the_water)
{
    const std::vector<std::pair<const char*, Day>> waters{{"border.swept/cold", in_cold},
                                                          {"border.swept/warm", in_warm},
                                                          {"border.swept/flood", at_flood}};
    for (const auto& [row, wild] : waters)
        for (const Day day : {on_ice, in_cold, in_warm, at_flood}) {
            const CrossingDetail night = night_of(calm({{row, 1}}), day);
            EXPECT_EQ(night.swept, day == wild) << row;
            EXPECT_TRUE(night.across());
        }
    EXPECT_FALSE(night_of(calm({{"border.swept", 1}}, {.off = {"BORDER-05"}}), in_cold).swept);
}

TEST(Crossing, BORDER_05_drowns_those_swept_away_by_their_share)
{
    Alone one{calm({{"border.swept", 1}, {"border.drown", 1}})};
    const Deed deed = crosses(one, in_warm);
    const CrossingDetail night = night_of(deed);
    EXPECT_TRUE(night.swept && night.drowned);
    EXPECT_FALSE(night.across());
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.count(security::absence_noted), 0u);
    EXPECT_EQ(one.place_state().tally.river_deaths[0], 1);
    EXPECT_FALSE(night_of(calm({{"border.drown", 1}}), in_warm).drowned) << "in calm water";
    EXPECT_FALSE(night_of(calm({{"border.swept", 1}, {"border.drown", 1}}), on_ice).drowned);
}

TEST(Crossing, ends_in_custody_for_those_whom_guards_notice)
{
    Alone one{calm({{"border.detection", 1}, {"border.winter_patrols", 1}})};
    const Deed deed = crosses(one, on_ice);
    EXPECT_TRUE(night_of(deed).caught);
    EXPECT_FALSE(night_of(deed).across());
    EXPECT_EQ(deed.life.career.stage, Stage::custody);
    EXPECT_EQ(deed.exile->phase, Phase::agency);
    EXPECT_EQ(deed.exile->denied_since, on_ice);
    EXPECT_EQ(deed.exile->crossings, 0);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(one.place_state().tally.caught_at_river[0], 1);
}

TEST(Crossing, is_watched_more_or_less_in_winter_than_in_open_water)
{
    const Given unwatched = calm({{"border.detection", 1}, {"border.winter_patrols", 0}});
    EXPECT_FALSE(night_of(unwatched, on_ice).caught);
    EXPECT_TRUE(night_of(unwatched, in_cold).caught);
}

TEST(Crossing, BORDER_03_is_noticed_less_where_the_bank_was_studied)
{
    const auto caught = [](const Given& given, bool scouted, bool guided) {
        Alone one{given};
        one.exile().scouted = scouted;
        one.exile().guided = guided;
        return night_of(crosses(one, in_warm)).caught;
    };
    const Given scouts = calm({{"border.detection", 1}, {"border.scout_reduction", 1}});
    EXPECT_TRUE(caught(scouts, false, false));
    EXPECT_FALSE(caught(scouts, true, false));
    Given off = scouts;
    off.off = {"BORDER-03"};
    EXPECT_TRUE(caught(off, true, false));
    const Given guides = calm(
        {{"border.detection", 1}, {"border.scout_reduction", 0}, {"border.guide_reduction", 1}});
    EXPECT_TRUE(caught(guides, true, false));
    EXPECT_FALSE(caught(guides, false, true));
}

TEST(Crossing, leads_to_the_far_bank_and_is_noted_at_home)
{
    Alone one{calm()};
    const Deed deed = crosses(one, in_warm);
    EXPECT_EQ(deed.left_for, one.numbers().map.far_bank[one.here()]);
    EXPECT_EQ(deed.arrival, &far_bank);
    EXPECT_EQ(deed.life.career.stage, Stage::abroad);
    EXPECT_EQ(deed.exile->crossings, 1);
    EXPECT_EQ(deed.exile->crossed, in_warm);
    EXPECT_EQ(deed.exile->since, in_warm);
    EXPECT_EQ(deed.exile->first_crossed, in_warm);
    const Letter letter = deed.letter_of(security::absence_noted);
    EXPECT_EQ(letter.to, office_at(one.place_named("musan"), agency_office));
    EXPECT_EQ(letter.payload, static_cast<std::uint64_t>(in_warm.count()));
    EXPECT_EQ(letter.about.id, one.other(0).id);
    EXPECT_EQ(one.place_state().tally.crossings[0], 1);
    EXPECT_EQ(one.place_state().tally.crossings_by_month[5], 1);
}

TEST(Crossing, keeps_the_day_of_the_first)
{
    Alone one{calm()};
    one.exile().crossings = 1;
    one.exile().first_crossed = in_warm - 400;
    const Deed deed = crosses(one, in_warm);
    EXPECT_EQ(deed.exile->crossings, 2);
    EXPECT_EQ(deed.exile->first_crossed, in_warm - 400);
    EXPECT_EQ(deed.exile->crossed, in_warm);
}

TEST(Crossing, BORDER_05_leaves_people_wet_in_the_cold_alone)
{
    for (const Day day : {on_ice, in_cold, in_warm, at_flood})
        for (const bool off : {false, true}) {
            Given given = calm();
            if (off) given.off = {"BORDER-05"};
            Alone one{given};
            EXPECT_EQ(crosses(one, day).arrival_payload, day == in_cold && !off ? 1u : 0u);
        }
}

TEST(Crossing, asks_one_lot_of_each_question_every_night)
{
    constexpr std::uint32_t questions = 8; // The numbers that a night has to itself.
    int caught = 0, swept = 0, drowned = 0;
    for (Day day = in_cold; day < in_cold + 28; ++day) {
        Alone one{calm({{"border.detection", 0.3}, {"border.swept", 0.6}, {"border.drown", 0.5}})};
        const auto lot = [&](std::uint32_t nth) {
            return one.uniform(crossing, questions * static_cast<std::uint32_t>(day.count()) + nth);
        };
        const bool is_caught = lot(0) < 0.3, is_swept = !is_caught && lot(1) < 0.6,
                   is_drowned = is_swept && lot(2) < 0.5;
        const CrossingDetail night = night_of(crosses(one, day));
        EXPECT_EQ(night.caught, is_caught) << day.count();
        EXPECT_EQ(night.swept, is_swept) << day.count();
        EXPECT_EQ(night.drowned, is_drowned) << day.count();
        caught += is_caught, swept += is_swept, drowned += is_drowned;
    }
    EXPECT_GT(caught, 0);
    EXPECT_GT(drowned, 0);
    EXPECT_GT(swept, drowned);
}

// What is recorded of it.

TEST(CrossingRecord, has_its_permanent_numbers)
{
    EXPECT_EQ(code_of(CrossingDetail{.water = Water::ice}), 0);
    EXPECT_EQ(code_of(CrossingDetail{.water = Water::flood}), 3);
    EXPECT_EQ(code_of(CrossingDetail{.water = Water::cold, .swept = true}), 5);
    EXPECT_EQ(code_of(CrossingDetail{.water = Water::warm, .swept = true, .drowned = true}), 14);
    EXPECT_EQ(code_of(CrossingDetail{.water = Water::cold, .caught = true}), 17);
}

TEST(CrossingRecord, leads_across_into_custody_or_nowhere)
{
    const Record& record = *crossing.beside.record;
    EXPECT_EQ(record.leads(code_of(CrossingDetail{.swept = true})), Turn::crosses);
    EXPECT_EQ(record.leads(code_of(CrossingDetail{.caught = true})), Turn::is_held);
    EXPECT_EQ(record.leads(code_of(CrossingDetail{.swept = true, .drowned = true})), Turn::none);
}

TEST(CrossingRecord, has_a_word_for_each_end)
{
    const auto words_of = [](const CrossingDetail& night) {
        std::vector<std::string_view> words;
        for (const Word& word : crossing.beside.record->words)
            if (!word.means || word.means(code_of(night))) words.push_back(word.word);
        return words;
    };
    using Words = std::vector<std::string_view>;
    EXPECT_EQ(words_of({.water = Water::warm}), Words{"crossed"});
    EXPECT_EQ(words_of({.swept = true}), Words{"crossed"});
    EXPECT_EQ(words_of({.caught = true}), Words{"caught"});
    EXPECT_EQ(words_of({.swept = true, .drowned = true}), (Words{"died", "drowned"}));
}

TEST(CrossingRecord, is_told_in_a_sentence)
{
    const auto told = [](const CrossingDetail& night) {
        return crossing.beside.record->tell({.detail = code_of(night)});
    };
    EXPECT_EQ(told({.water = Water::ice}), "At night {he} crosses the river, on the ice.");
    EXPECT_EQ(
        told({.water = Water::flood, .swept = true}),
        "At night {he} crosses the river, while it is in flood; the current sweeps {him} away, but "
        "{he} comes ashore.");
    EXPECT_EQ(told({.water = Water::cold, .swept = true, .drowned = true}),
              "At night {he} sets out across the river, through cold water; the current takes "
              "{him}, and {he} drowns.");
    EXPECT_EQ(told({.water = Water::warm, .caught = true}),
              "At night {he} sets out across the river, wading and swimming; guards notice "
              "{him} and take {him} away.");
}

TEST(Crossing, is_noticed_or_not_for_all_who_cross_together)
{
    for (std::uint32_t leader = 1; leader <= 20; ++leader) {
        Alone one{calm({{"border.detection", 0.5}, {"border.winter_patrols", 1}})};
        one.exile().with = one.other(leader).id;
        const auto first = 8 * static_cast<std::uint32_t>(in_warm.count());
        const bool noticed = one.uniform(crossing, first, one.other(leader).id) < 0.5;
        EXPECT_EQ(night_of(crosses(one, in_warm)).caught, noticed);
    }
}

TEST(Riverside, of_whoever_leads_the_family_is_a_day_longer_until_they_are_there)
{
    for (const bool leads : {true, false}) {
        Alone one;
        one.life().career.stage = Stage::leaving;
        one.exile().alone = !leads;
        const Deed deed =
            one.reads(riverside, day_of(2000, 6, 8),
                      {.payload = static_cast<std::uint64_t>(day_of(2000, 6, 2).count())});
        EXPECT_EQ(deed.life.career.stage_until, day_of(2000, 6, leads ? 10 : 9));
        one.exile().alone = false;
        one.exile().with = one.other(1).id;
        EXPECT_EQ(one.reads(riverside, day_of(2000, 6, 9),
                            {.payload = static_cast<std::uint64_t>(day_of(2000, 6, 2).count())})
                      .life.career.stage_until,
                  day_of(2000, 6, 10));
    }
}

} // namespace
} // namespace counterlife::model::border

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The bands and touches of a life made up event by event.

#include "model/family/details.h"
#include "model/health/discharge.h"
#include "model/person/details.h"
#include "study/explorer/bands.h"
#include "study/explorer/life_outcomes.h"
#include "study/explorer/touches.h"
#include "study/nation/stages.h"
#include "study/text/numbers_and_dates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace counterlife::study {
namespace {

using namespace explorer;

using engine::day_of;
using engine::LifeId;

constexpr LifeId she = engine::first_life_id + 1, mother = she + 1, husband = she + 2,
                 child = she + 3, office = 17;
const std::vector<std::string> places{"onsong", "tokchon"};

class OneLife : public testing::Test {
protected:
    template <class Detail> void happens(const char* rule, engine::Day day, Detail detail,
                                         LifeId other = engine::nobody, LoggedCause cause = {})
    {
        events.push_back({.person = she,
                          .other = other,
                          .day = day,
                          .detail = model::code_of(detail),
                          .rule = rule,
                          .place = "onsong",
                          .cause = std::move(cause)});
    }

    BandMaterial material() const
    {
        return {.cast = cast,
                .events = events,
                .run = run,
                .stages = stages,
                .stays = stays,
                .stays_of_kin = stays_of_kin};
    }

    /// "code from label" of each spell.
    static std::vector<std::string> told(const Band& band, bool with_label = false)
    {
        std::vector<std::string> all;
        for (const BandSpell& spell : band.spells)
            all.push_back(date_text(spell.from) + " " + spell.code +
                          (with_label ? ": " + spell.label : ""));
        return all;
    }

    using Texts = std::vector<std::string>;

    RunDescription run{.from = day_of(1955), .to = day_of(2026)};
    StageNumbers stages = nation::stage_numbers(run);
    std::vector<LifeRow> rows{
        {.person = she,
         .mother = mother,
         .spouse = husband,
         .born = day_of(1960, 5, 1),
         .died = day_of(2001, 2, 3),
         .sex = Sex::female},
        {.person = mother, .born = day_of(1935), .died = day_of(1980, 7, 1), .sex = Sex::female},
        {.person = husband, .born = day_of(1958), .died = day_of(2010)},
        {.person = child, .mother = she, .born = day_of(1984, 3, 1)}};
    WhoIsWho cast{she, rows, places};
    std::vector<LoggedEvent> events;
    std::vector<Stay> stays;
    std::vector<std::pair<LifeId, std::vector<Stay>>> stays_of_kin;
};

TEST_F(OneLife, is_with_child_for_as_long_as_the_birth_tells)
{
    happens("person.maternity", day_of(1984, 3, 1), model::person::MaternityDetail{1, 270}, child);
    EXPECT_EQ(told(health_band(material())),
              (Texts{"1960-05-01 well", "1983-06-05 with_child", "1984-03-01 well"}));
    EXPECT_EQ(health_band(material()).spells[1].event, 1);
}

TEST_F(OneLife, lies_on_a_ward_until_the_discharge_and_then_has_a_certificate_or_none)
{
    happens("health.refuge", day_of(1990), model::OfNumber{0});
    happens("health.discharge", day_of(1990, 4), model::health::DischargeDetail{90, false});
    happens("health.refuge", day_of(1991), model::OfNumber{0});
    happens("health.discharge", day_of(1991, 4), model::health::DischargeDetail{180, true});
    EXPECT_EQ(told(health_band(material())),
              (Texts{"1960-05-01 well", "1990-01-01 ward", "1990-04-01 well", "1991-01-01 ward",
                     "1991-04-01 certified"}));
    EXPECT_EQ(health_band(material()).spells.back().to, day_of(2001, 2, 3));
}

TEST_F(OneLife, is_lived_with_those_who_have_a_stay_in_the_household)
{
    stays = {{1, "onsong", day_of(1960, 5, 1), day_of(1982)}, {2, "tokchon", day_of(1983)}};
    stays_of_kin = {{mother, {{1, "onsong", day_of(1955), day_of(1980, 7, 1)}}},
                    {husband, {{2, "tokchon", day_of(1983), day_of(1990)}}}};
    EXPECT_EQ(
        told(household_band(material()), true),
        (Texts{"1960-05-01 household: with her mother", "1980-07-01 household: without near kin",
               "1982-01-01 none: in no household", "1983-01-01 household: with her husband",
               "1990-01-01 household: without near kin"}));
}

TEST_F(OneLife, hears_of_a_death_late_and_had_believed_otherwise)
{
    happens("person.bereavement", day_of(1980, 9, 1),
            model::person::BereavementDetail{.dead = model::person::Kin::mother}, mother,
            {.person = mother, .day = day_of(1980, 7, 1), .rule = "person.death"});
    EXPECT_EQ(
        told(known_band(material())),
        (Texts{"1960-05-01 as_it_was", "1980-07-01 death_heard_late", "1980-09-01 as_it_was"}));
    EXPECT_EQ(told(marriage_band(material())), Texts{"1960-05-01 never_married"});
}

TEST_F(OneLife, of_a_founder_was_married_if_the_first_that_is_told_is_a_loss)
{
    rows.front().founder = true;
    rows.front().born = day_of(1930);
    cast = WhoIsWho{she, rows, places};
    happens("family.news", day_of(1970),
            model::family::NewsDetail{model::family::News::spouse_dead}, husband);
    const Band band = marriage_band(material());
    EXPECT_EQ(told(band), (Texts{"1955-01-01 married", "1970-01-01 widowed"}));
    EXPECT_EQ(band.spells.front().with, husband);
}

TEST_F(OneLife, has_come_to_what_its_bands_add_up_to)
{
    happens("army.enlistment", day_of(1978), model::OfNumber{0});
    happens("army.homecoming", day_of(1985, 7), model::OfNumber{0});
    const auto outcomes = outcomes_of(material(), bands_of(material()));
    const auto value = [&](std::string_view outcome) {
        return std::ranges::find(outcomes, outcome, &LifeOutcome::outcome)->value;
    };
    EXPECT_EQ(value("army_years"), "7.5");
    EXPECT_EQ(value("mine_years"), "0");
    EXPECT_EQ(value("alive"), "false");
    EXPECT_EQ(value("years_lived"), "40");
    EXPECT_EQ(value("party_member"), "false");
}

TEST_F(OneLife, touches_those_whom_it_is_with_and_those_who_write)
{
    happens("marriage.vow", day_of(1983), model::OfNumber{0}, husband);
    happens("person.maternity", day_of(1984, 3, 1), model::person::MaternityDetail{1, 270}, child);
    happens("army.call_up", day_of(1985), model::OfNumber{0}, office);
    happens("army.heartened", day_of(1986, 2), model::OfNumber{0}, engine::nobody,
            {.person = husband, .day = day_of(1986), .rule = "army.letter_home"});
    std::vector<std::string> touches;
    const LifeId kin[]{mother, husband};
    for (const Touch& touch : touches_of(cast, events, kin))
        touches.push_back(date_text(touch.day) + " " + std::string{touch.kind} + " " +
                          std::to_string(touch.other - she) + " " + std::to_string(touch.event) +
                          (touch.sent == engine::no_day ? "" : " " + date_text(touch.sent)));
    EXPECT_EQ(touches,
              (Texts{"1960-05-01 birth 1 0", "1980-07-01 death 1 0", "1983-01-01 wedding 2 1",
                     "1984-03-01 birth 3 2", "1986-02-01 letter 2 4 1986-01-01"}));
}

} // namespace
} // namespace counterlife::study

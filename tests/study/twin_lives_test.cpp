// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// One person in two runs: what parts two lives, what does not, and what parted them.

#include "study/account/twin_lives.h"

#include "model/border/departure.h"
#include "model/nation.h"
#include "model/offices.h"
#include "study/account/parting.h"
#include "study/study.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace counterlife::study {
namespace {

using engine::Day;
using engine::day_of;
using engine::LifeId;

constexpr LifeId he = engine::first_life_id + 1, wife = he + 1;
const std::vector<std::string> places{"onsong", "chung-district"};

WhoIsWho cast()
{
    const std::vector<LifeRow> lives{{.person = he, .spouse = wife, .born = day_of(1960, 5, 17)},
                                     {.person = wife, .born = day_of(1962), .sex = Sex::female}};
    return {he, lives, places};
}

LoggedEvent event(std::string rule, Day day, std::int32_t detail = 0, LoggedCause cause = {})
{
    return {.person = he,
            .day = day,
            .detail = detail,
            .rule = std::move(rule),
            .place = "onsong",
            .cause = std::move(cause)};
}

RunDescription described(model::RuleSwitches switches = {})
{
    return {.from = day_of(1955), .to = day_of(2026), .switches = std::move(switches)};
}

const RunDescription plain = described();
const ClaimsFile none;

LifeMaterial material(std::vector<LoggedEvent> events)
{
    return {.cast = cast(), .events = std::move(events), .run = plain, .claims = none};
}

const LoggedEvent reporting = event("army.reporting", day_of(1977, 6, 1), 5);
const LoggedEvent discharge = event("army.discharge", day_of(1987, 4, 9));

TEST(TwinLives, part_at_the_first_event_that_makes_another_life)
{
    const TwinLives twin = twin_lives(material({reporting, discharge}), material({reporting}));
    EXPECT_EQ(twin.shared, 1u);
    EXPECT_EQ(twin.parts_on, discharge.day);
    EXPECT_EQ(twin.slight, 0u);
    ASSERT_EQ(twin.rows().size(), 1u);
    EXPECT_TRUE(twin.rows()[0].here != nullptr && twin.rows()[0].there == nullptr);
    ASSERT_EQ(twin.shared_lines().size(), 1u);
    EXPECT_EQ(twin.shared_lines()[0]->rule, "army.reporting");
}

TEST(TwinLives, do_not_part_for_a_letter_or_for_merit)
{
    for (const LoggedEvent& small :
         {event("army.heartened", day_of(1979)), event("army.training", day_of(1979), 200)}) {
        const TwinLives twin =
            twin_lives(material({reporting, small, discharge}), material({reporting, discharge}));
        EXPECT_EQ(twin.parts_on, std::nullopt) << small.rule;
        EXPECT_EQ(twin.slight, 1u);
        EXPECT_TRUE(twin.rows().empty());
        EXPECT_EQ(twin.shared_lines().size(), twin.here.lines.size());
    }
}

TEST(TwinLives, do_not_part_for_news_a_week_later_but_for_another_day_of_a_new_stage)
{
    const auto with = [](LoggedEvent one, int days) {
        one.day = one.day + engine::Days{days};
        return material({reporting, one});
    };
    const LoggedEvent news = event("person.bereavement", day_of(1980));
    EXPECT_EQ(twin_lives(with(news, 0), with(news, 7)).parts_on, std::nullopt);
    EXPECT_EQ(twin_lives(with(news, 0), with(news, 40)).parts_on, news.day);
    const LoggedEvent quitting = event("labour.quitting", day_of(1990));
    EXPECT_EQ(twin_lives(with(quitting, 0), with(quitting, 7)).parts_on, quitting.day);
    EXPECT_EQ(twin_lives(with(news, 0), with(news, 0)).slight, 0u);
}

/// A nation of a few events, by who had them.
LifeSource source_of(std::vector<LoggedEvent> events)
{
    return {.events = [events](LifeId id) -> std::expected<std::vector<LoggedEvent>, Complaints> {
                std::vector<LoggedEvent> own;
                std::ranges::copy_if(events, std::back_inserter(own),
                                     [&](const LoggedEvent& e) { return e.person == id; });
                return own;
            },
            .lives = [](std::span<const LifeId>) -> std::expected<FoundLives, Complaints> {
                return FoundLives{};
            }};
}

TEST(Parting, names_the_event_its_rule_the_letter_and_the_claim_that_the_runs_differ_about)
{
    const LifeId committee = engine::office_id(0, model::committee_office);
    const LoggedEvent heard{.person = committee,
                            .other = he,
                            .day = day_of(1990, 3, 1),
                            .detail = 1,
                            .rule = "labour.petition_heard",
                            .place = "onsong"};
    const LoggedEvent asked = event("labour.petition", day_of(1990, 2, 20), 60);
    const LoggedEvent granted =
        event("labour.refusal", day_of(1990, 3, 8), 1,
              {.person = committee, .day = heard.day, .rule = "labour.petition_heard"});
    LoggedEvent refused = granted, not_heard = heard;
    refused.detail = 0;
    not_heard.detail = 0;
    const RunDescription told = plain,
                         other = described({{.rule = "LABOUR-08", .from = Day{0}, .to = Day{0}}});
    TwinLives twin = twin_lives(material({asked, refused}), material({asked, granted}));
    ASSERT_EQ(twin.parts_on, refused.day);
    const auto parting = parting_of(
        twin,
        {.name = "told", .description = &told, .source = source_of({asked, not_heard, refused})},
        {.name = "other", .description = &other, .source = source_of({asked, heard, granted})});
    ASSERT_TRUE(parting);
    EXPECT_EQ(parting->rules,
              (std::vector<std::string>{"labour.refusal", "labour.petition_heard"}));
    EXPECT_EQ(parting->claims, std::vector<std::string>{"LABOUR-08"});
    EXPECT_TRUE(parting->differ.contains("LABOUR-08 holds in told only")) << parting->differ;
    ASSERT_EQ(parting->sides.size(), 2u);
    EXPECT_TRUE(parting->sides[0].says.starts_with("8 March 1990: He hears that the petition is "
                                                   "refused"));
    ASSERT_EQ(parting->sides[1].steps.size(), 1u) << "the petition itself both runs have";
    EXPECT_TRUE(parting->sides[1].steps[0].contains("1 March 1990: The party committee of Onsong"));
}

TEST(Parting, names_a_rule_that_is_switched)
{
    const LoggedEvent divorce = event("marriage.divorce", day_of(1990));
    const RunDescription told = plain,
                         other = described(
                             {{.rule = "marriage.divorce", .from = Day{0}, .to = Day{0}}});
    TwinLives twin = twin_lives(material({reporting, divorce}), material({reporting}));
    const auto parting = parting_of(
        twin, {.name = "told", .description = &told, .source = source_of({reporting, divorce})},
        {.name = "other", .description = &other, .source = source_of({reporting})});
    ASSERT_TRUE(parting);
    EXPECT_TRUE(parting->differ.contains("the rule marriage.divorce is in force in told only"))
        << parting->differ;
    EXPECT_EQ(parting->sides.size(), 1u);
}

} // namespace
} // namespace counterlife::study

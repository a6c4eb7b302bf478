// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/rations.h"

#include "model/food/delivery.h"
#include "model/offices.h"
#include "study/text/numbers_and_dates.h"
#include "tests/study/explorer/explored_run.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

using namespace explorer;

using engine::day_of;

TEST(Rations, of_a_town_are_those_of_the_events_of_its_office)
{
    const auto run = ExploredRuns::get().here();
    const auto rations = Rations::read(run);
    ASSERT_TRUE(rations) << text_of(rations.error());
    ASSERT_TRUE(rations->is_told());
    const auto numbers = *read_numbers(run);
    const auto places = *place_names_of(run);
    for (const char* town : {"chongjin", "tokchon", "chung-district"}) {
        const auto number = std::ranges::find(places, town) - places.begin();
        const auto office =
            engine::office_id(static_cast<engine::PlaceId>(number), model::ration_office);
        const auto events = *events_of(run, numbers, office);
        EXPECT_GT(events.size(), 5U);
        const auto all = rations->of(town);
        std::size_t short_of_some = 0;
        for (const Rations::Delivery& one : all) short_of_some += one.lacking > 0;
        for (const LoggedEvent& event : events) {
            const auto at = std::ranges::find(all, event.day, &Rations::Delivery::day);
            ASSERT_NE(at, all.end());
            EXPECT_EQ(at->lacking,
                      model::detail_of<model::food::DeliveryDetail>(event.detail).lacking)
                << town << " " << date_text(event.day);
        }
        EXPECT_LE(short_of_some, events.size());
    }
}

TEST(Rations, of_a_year_are_the_average_of_its_days)
{
    const auto rations = Rations::read(ExploredRuns::get().here());
    ASSERT_TRUE(rations);
    const auto all = rations->of("chongjin");
    const std::vector<double> years = rations->by_year("chongjin", 1985, 1999);
    EXPECT_EQ(years[0], 0);
    EXPECT_GT(years[11], 20); // 1996
    for (int year = 1985; year < 2000; ++year) {
        double sum = 0;
        int days = 0;
        for (engine::Day day = day_of(year); day < day_of(year + 1); day = day + 1, ++days) {
            int lacking = 0;
            for (const Rations::Delivery& one : all)
                if (one.day <= day) lacking = one.lacking;
            sum += lacking;
        }
        EXPECT_NEAR(years[static_cast<std::size_t>(year - 1985)], sum / days, 1e-9) << year;
    }
}

} // namespace
} // namespace counterlife::study

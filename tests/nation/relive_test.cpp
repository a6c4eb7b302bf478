// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Lives that are lived again are the lives that were logged.

#include "study/nation/relive.h"
#include "study/study.h"

#include "tests/nation/small_nation.h"

#include <cstdlib>
#include <random>

namespace counterlife::tests {
namespace {

/// So many people, drawn among all who ever lived.
std::vector<LifeId> draw(const std::vector<study::LifeRow>& lives, std::size_t count)
{
    std::vector<LifeId> ids;
    for (const study::LifeRow& life : lives) ids.push_back(life.person);
    std::ranges::sort(ids);
    std::ranges::shuffle(ids, std::mt19937_64{11});
    ids.resize(std::min(ids.size(), count));
    return ids;
}

std::vector<study::LoggedEvent> logged_of(const Heard& heard, const std::set<LifeId>& wanted)
{
    const auto rules = model::rule_names();
    std::vector<std::string> places;
    for (const auto& place : baseline().map.places) places.push_back(place.name);
    std::vector<study::LoggedEvent> events;
    for (const Event& event : heard.events)
        if (wanted.contains(event.who)) events.push_back(study::logged(event, rules, places));
    return events;
}

auto key(const study::LoggedEvent& e)
{
    return std::tie(e.person, e.day, e.rule, e.other, e.detail, e.place, e.cause.person,
                    e.cause.day, e.cause.rule);
}

bool comes_before(const study::LoggedEvent& a, const study::LoggedEvent& b)
{
    return key(a) < key(b);
}

TEST(Relive, a_thousand_lives_lived_again_are_event_for_event_those_that_were_logged)
{
    study::RunRequest request = small_run();
    request.to = engine::day_of(2026);
    if (std::getenv("COUNTERLIFE_SLOW") != nullptr) request.scale = {100};
    const Heard heard = run(request);
    const std::vector<LifeId> ids = draw(heard.lives, 1000);
    ASSERT_EQ(ids.size(), 1000u);

    request.threads = 2;
    const auto relived = study::relive(baseline(), request, ids);
    ASSERT_TRUE(relived) << relived.error();
    EXPECT_EQ(relived->digest, heard.outcome.digest);
    const std::set<LifeId> wanted{ids.begin(), ids.end()};
    std::vector<study::LoggedEvent> again;
    for (const auto& event : relived->events) {
        if (event.person < engine::first_life_id) continue;
        EXPECT_TRUE(wanted.contains(event.person));
        again.push_back(event);
    }
    std::vector<study::LoggedEvent> before = logged_of(heard, wanted);
    EXPECT_GT(before.size(), 5000u);
    std::ranges::sort(before, comes_before);
    std::ranges::sort(again, comes_before);
    EXPECT_TRUE(before == again);
}

TEST(Relive, a_run_that_is_stopped_early_has_lived_the_same_until_then)
{
    study::RunRequest request = small_run();
    const Heard heard = run(request);
    const std::vector<LifeId> ids = draw(heard.lives, 50);
    request.to = engine::day_of(1970);
    const auto relived = study::relive(baseline(), request, ids);
    ASSERT_TRUE(relived) << relived.error();
    std::vector<study::LoggedEvent> before = logged_of(heard, {ids.begin(), ids.end()});
    std::erase_if(before, [&](const auto& event) { return event.day >= request.to; });
    std::vector<study::LoggedEvent> again = relived->events;
    std::erase_if(again, [](const auto& event) { return event.person < engine::first_life_id; });
    std::ranges::sort(before, comes_before);
    std::ranges::sort(again, comes_before);
    EXPECT_FALSE(before.empty());
    EXPECT_TRUE(before == again);
}

} // namespace
} // namespace counterlife::tests

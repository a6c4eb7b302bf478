// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is looked for in every life on the first of each January: statuses that cannot go together.

#include "model/party/party.h"
#include "tests/rows/rows.h"

#include <array>
#include <map>

namespace counterlife::tests {

/// What is seen of a nation on the first of each January.
struct Seen {
    std::int64_t lives = 0, outside_posts = 0, outside_offices = 0, workers_outside = 0;
    std::map<int, std::pair<std::int64_t, std::int64_t>> goals; ///< for the party, of all of 17-27
    std::map<model::Sector, std::array<std::pair<double, double>, 2>>
        standing; ///< sum and number, outside and in the party, by sector in 1985
    std::vector<std::string> impossible;
};

inline void look(Seen& seen, int year, const Life& life)
{
    const Career& c = life.career;
    ++seen.lives;
    const int age = model::whole_years(life, day_of(year));
    if (age >= 17 && age <= 27) {
        seen.goals[year].first += c.goal == model::Goal::party;
        ++seen.goals[year].second;
    }
    const bool member = c.standing == model::Standing::member;
    const bool works = c.stage == model::Stage::worker || c.stage == model::Stage::ward;
    if (works && year == 1985) {
        auto& [sum, number] = seen.standing[c.sector][member];
        sum += model::party::standing(baseline(), life, day_of(year)), ++number;
    }
    seen.outside_posts += !member && c.post != model::Post::none;
    if (works && !member) {
        ++seen.workers_outside;
        seen.outside_offices +=
            c.sector == model::Sector::office && c.standing == model::Standing::outside;
    }
    const auto never = [&](bool it, const char* what) {
        if (it && seen.impossible.size() < 10)
            seen.impossible.push_back(std::to_string(life.being.id) + " in " +
                                      std::to_string(year) + ": " + what);
    };
    never((c.certificate != model::Certificate::none) != (c.admitted != engine::no_day),
          "a certificate and no admission, or the other way round");
    never(c.standing == model::Standing::outside && c.admitted != engine::no_day,
          "admitted and outside");
    never(c.registered && !(member && works), "registered, but no member at work");
    never(c.post != model::Post::none && !works, "a post without work");
    never(c.bound && !works, "bound to a place of work, and not there");
    never(c.stage == model::Stage::soldier && life.household != model::no_household,
          "a soldier at home");
    never(c.stage == model::Stage::soldier && c.service != model::Service::soldier &&
              c.enlisted != engine::no_day,
          "serves without having enlisted");
    never((c.stage == model::Stage::camp || c.stage == model::Stage::adrift) && age > 17,
          "a grown child adrift");
    never(c.watched && c.enlisted == engine::no_day && !c.traitor,
          "watched, and never sent anywhere nor across the river");
    never(c.posted_to != engine::nowhere && c.stage != model::Stage::soldier,
          "an order to no soldier");
    never(c.ward_days > 190, "on wards for longer than half a year");
    never(c.stage == model::Stage::soldier && life.marital == model::Marital::married,
          "married in service");
}

} // namespace counterlife::tests

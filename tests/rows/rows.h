// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs of the nation for the tests of the claims: the real data, with claims switched, numbers set
// or the orders made larger, and every record and event at hand.

#include "tests/nation/small_nation.h"

#include "study/input/orders_file.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::tests {

using engine::Day;
using engine::day_of;
using model::Career;
using model::Life;

/// What a run of a test changes of the baseline.
struct Change {
    std::vector<std::string> off;                        ///< claims
    std::vector<std::string> strict;                     ///< absolute claims told so
    std::vector<std::string> soft;                       ///< absolute claims told softly
    std::vector<std::pair<std::string, double>> numbers; ///< "family.name" or "family.name/key"
    double men_factor = 1;                               ///< of the orders from the top
};

struct Person {
    Life life;
    engine::PlaceId place = engine::nowhere;
    Day died = engine::no_day;
};

/// One finished run: everybody who ever lived, and every event in order of day.
struct Told {
    std::vector<Person> people; ///< those alive at the end, and the dead as they were
    std::vector<Event> events;
    model::Tally tally;
    std::set<LifeId> in_camp_books; ///< children with a line in the record book where they are
    std::map<LifeId, model::Exile> exiles; ///< what the river has made of those who came to it
    engine::Work work;
    std::int64_t letters_waiting = 0; ///< travellers among them
    std::uint64_t digest = 0;

    /// The events of a rule.
    std::vector<Event> of(std::string_view rule_name) const;
    std::int64_t count(std::string_view rule_name, int from = 1900, int to = 2100) const;
    /// Everything that happened to somebody, in order.
    std::vector<Event> life_of(LifeId id) const;
};

struct Span {
    int until = 2000; ///< the run ends on the first day of this year
    int one_in = 400; ///< real persons to a life
    std::uint64_t seed = 3;
    int threads = 1;
    bool keep = true; ///< otherwise events and people are forgotten at the end of each year
};

/// Runs from 1955. `each_year`, if given, sees every living person on the first of January.
Told tell(const Change& change, const Span& span = {},
          const std::function<void(int year, const Life&, engine::PlaceId)>& each_year = {});
/// The numbers of such a run: for asking a rule for its rate.
std::unique_ptr<model::Numbers> numbers_with(const Change& change);
/// The baseline with its orders ten times as large, told once and kept.
const Told& baseline_told();
/// What holds for it: for contrasts.
inline const Change as_told{.men_factor = 10};
inline Change without_claim(std::string id)
{
    return {.off = {std::move(id)}, .men_factor = 10};
}

} // namespace counterlife::tests

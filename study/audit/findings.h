// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an audit has found: for each broken row of the grammar or invariant how often, and whom to
// look at.

#include "engine/event.h"
#include "study/rooms.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace counterlife::study::audit {

/// A row of the grammar with one of its columns, or an invariant.
struct Broken {
    std::string row, what;
    std::int64_t count = 0;
    std::vector<engine::LifeId> persons = {}; ///< a few of those concerned
};

class Findings {
public:
    static constexpr std::size_t most_persons = 3;

    /// The number by which a row is counted: the same for the same words.
    std::size_t row(std::string row, std::string what);
    void found(std::size_t row, engine::LifeId person, std::int64_t count = 1);

    /// Those that were found, the most frequent first.
    std::vector<Broken> broken() const;

private:
    std::vector<Broken> all_;
    std::map<std::pair<std::string, std::string>, std::size_t> numbers_;
};

/// A line for each: how often, which row, what of it, and the persons.
std::ostream& operator<<(std::ostream& out, const std::vector<Broken>& broken);

} // namespace counterlife::study::audit

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// On which side of the river everybody was when, and whether mail could go between two.

#include "study/audit/findings.h"
#include "study/audit/lives.h"
#include "study/audit/people.h"
#include "study/rooms.h"

#include <cstdint>
#include <vector>

namespace counterlife::study::audit {

class Reach {
public:
    /// From that day on. Changes are told in the order of persons and days; before the first of
    /// them a person is in the country.
    void change(Row who, Day day, Side side);

    /// That both were on the same side when the letter of the other was sent, or when it arrived;
    /// whoever asks is on `side` then. What can be seen only when all changes are known waits for
    /// `settle`.
    void ask(Row who, Row other, Day sent, Day day, Side side, std::size_t finding);

    void settle(const People& people, Findings& findings) const;

private:
    struct Change {
        Row who;
        Day day;
        Side side;
    };
    struct Question {
        Row who, other;
        Day sent, day;
        std::uint32_t finding;
        Side side;
    };

    Side side_of(Row who, Day day) const;

    std::vector<Change> changes_;
    std::vector<Question> questions_;
};

} // namespace counterlife::study::audit

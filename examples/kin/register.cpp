// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/register.h"

namespace counterlife::kin {

std::array<Row, 7> Register::line_of(Row row) const noexcept
{
    std::array<Row, 7> line{row};
    for (std::size_t i = 0; i < 3; ++i) {
        const bool known = line[i] != no_row;
        line[2 * i + 1] = known ? people_[line[i]].mother : no_row;
        line[2 * i + 2] = known ? people_[line[i]].father : no_row;
    }
    return line;
}

bool Register::are_close_kin(Row a, Row b) const noexcept
{
    const auto line_of_a = line_of(a), line_of_b = line_of(b);
    for (const Row one : line_of_a)
        for (const Row other : line_of_b)
            if (one == other && one != no_row) return true;
    return false;
}

KinCount::KinCount(const Register& entries)
    : register_{entries}, children_(entries.people().size()),
      spouse_(entries.people().size(), no_row)
{
    for (const Person& person : entries.people()) {
        if (person.died != Moment::never()) continue;
        if (person.mother != no_row) ++children_[person.mother];
        if (person.father != no_row) ++children_[person.father];
    }
    for (const Marriage& marriage : entries.marriages()) {
        if (!entries.is_alive(marriage.wife) || !entries.is_alive(marriage.husband)) continue;
        spouse_[marriage.wife] = marriage.husband;
        spouse_[marriage.husband] = marriage.wife;
    }
}

} // namespace counterlife::kin

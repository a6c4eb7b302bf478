// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who is near kin to whom, in either of two worlds.

#include "study/rooms.h"
#include "study/twins/twin_world.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace counterlife::study::twins {

class Kin {
public:
    Kin(const People& people, const TwinWorld& base, const TwinWorld& other)
        : people_{people}, worlds_{&base, &other}
    {
    }

    /// The numbers of those near kin to a person in one world or the other, nearest first: parents
    /// and spouse; brothers, sisters and grandparents; aunts and uncles. Some may come twice, and
    /// the person is among the brothers and sisters.
    std::vector<std::uint32_t> near(std::uint32_t number);

private:
    void add_elders(std::uint32_t number, bool spouse, std::vector<std::uint32_t>& to) const;
    void add_children(std::uint32_t parent, std::vector<std::uint32_t>& to) const;
    void find_children();

    const People& people_;
    std::array<const TwinWorld*, 2> worlds_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> children_; ///< parent and child, sorted
};

} // namespace counterlife::study::twins

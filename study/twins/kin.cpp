// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/kin.h"

#include <algorithm>
#include <ranges>

namespace counterlife::study::twins {

void Kin::add_elders(std::uint32_t number, bool spouse, std::vector<std::uint32_t>& to) const
{
    for (const TwinWorld* world : worlds_) {
        const Person person = world->person(number);
        for (const engine::LifeId id :
             {person.mother, person.father, spouse ? person.spouse : engine::nobody})
            if (const std::uint32_t found = people_.find(id); found != People::nobody_known)
                to.push_back(found);
    }
}

void Kin::add_children(std::uint32_t parent, std::vector<std::uint32_t>& to) const
{
    for (const auto& [of, child] :
         std::ranges::equal_range(children_, parent, {}, [](const auto& one) { return one.first; }))
        to.push_back(child);
}

void Kin::find_children()
{
    std::vector<std::uint32_t> parents;
    for (std::uint32_t number = 0; number < people_.size(); ++number) {
        parents.clear();
        add_elders(number, false, parents);
        for (const std::uint32_t parent : parents) children_.emplace_back(parent, number);
    }
    std::ranges::sort(children_);
}

std::vector<std::uint32_t> Kin::near(std::uint32_t number)
{
    std::vector<std::uint32_t> kin, grandparents;
    add_elders(number, true, kin);
    if (children_.empty()) find_children();
    std::vector<std::uint32_t> parents;
    add_elders(number, false, parents);
    for (const std::uint32_t parent : parents) {
        add_children(parent, kin);
        add_elders(parent, false, grandparents);
    }
    kin.insert(kin.end(), grandparents.begin(), grandparents.end());
    for (const std::uint32_t grandparent : grandparents) add_children(grandparent, kin);
    return kin;
}

} // namespace counterlife::study::twins

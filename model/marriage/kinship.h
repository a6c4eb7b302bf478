// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who is too near of kin to be married: what the registrar is told of an applicant's parents.
//
// A record names its parents, and of each pair of grandparents it keeps a mark, eight bits of her
// and seven of him, in what is free of the remark beside mother and father. Two of one mark are
// taken for one person: once in a hundred and more that is wrong, and then two strangers are not
// introduced to each other.

#include "model/life.h"

#include <algorithm>
#include <array>

namespace counterlife::model {

/// A person as far as 32 bits tell; 0: nobody.
constexpr std::uint32_t shortened(LifeId who) noexcept
{
    return who == engine::nobody ? 0 : static_cast<std::uint32_t>(engine::mix(who, 0)) | 1;
}

/// The marks of a grandmother and of a grandfather, as their grandchildren keep them; 0: of nobody.
constexpr std::uint16_t mark_of_her(LifeId mother) noexcept
{
    constexpr std::uint64_t marks = (1 << 8) - 1;
    return mother == engine::nobody
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(engine::mix(mother, marks) % marks + 1);
}
constexpr std::uint16_t mark_of_him(std::uint32_t father) noexcept
{
    constexpr std::uint32_t marks = (1 << 7) - 1;
    return father == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(father % marks + 1);
}
constexpr std::uint16_t mark_of(LifeId mother, LifeId father) noexcept
{
    return static_cast<std::uint16_t>(mark_of_her(mother) | mark_of_him(shortened(father)) << 8);
}

/// Where beside an address the mark of that person's parents stands, and the address with it.
constexpr std::uint16_t parents_mark(const Address& whom) noexcept
{
    return whom.note >> 1;
}
constexpr Address with_parents_mark(Address whom, std::uint16_t mark) noexcept
{
    whom.note = static_cast<std::uint16_t>((whom.note & known_dead) | mark << 1);
    return whom;
}

struct Descent {
    LifeId mother = engine::nobody;
    std::uint32_t father = 0; ///< shortened
    std::array<std::uint16_t, 2> grandparents{};

    static Descent of(const Life& life) noexcept
    {
        return {.mother = life.mother.id,
                .father = shortened(life.father.id),
                .grandparents = {parents_mark(life.mother), parents_mark(life.father)}};
    }

    /// As an application carries it: it is about nobody else.
    Address written() const noexcept
    {
        return {.id = mother, .slot = father, .place = grandparents[0], .note = grandparents[1]};
    }
    static Descent read(const Address& from) noexcept
    {
        return {.mother = from.id, .father = from.slot, .grandparents = {from.place, from.note}};
    }
};

/// Parent and child, brother and sister, of one parent too, uncle and niece, aunt and nephew.
inline bool are_near_kin(LifeId a, const Descent& of_a, LifeId b, const Descent& of_b) noexcept
{
    const auto bore = [](LifeId parent, const Descent& child) {
        return child.mother == parent || child.father == shortened(parent);
    };
    /// Of the parents of one, whether either is among the grandparents of the other.
    const auto is_of_them = [](const Descent& parents, const Descent& of) {
        const std::uint16_t her = mark_of_her(parents.mother), him = mark_of_him(parents.father);
        return std::ranges::any_of(of.grandparents, [&](std::uint16_t mark) {
            return (her != 0 && (mark & 0xFF) == her) || (him != 0 && mark >> 8 == him);
        });
    };
    const bool one_mother = of_a.mother != engine::nobody && of_a.mother == of_b.mother;
    const bool one_father = of_a.father != 0 && of_a.father == of_b.father;
    return one_mother || one_father || bore(a, of_b) || bore(b, of_a) || is_of_them(of_a, of_b) ||
           is_of_them(of_b, of_a);
}

} // namespace counterlife::model

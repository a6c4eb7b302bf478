// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who is too near of kin to be married: what the registrar is told of an applicant's parents.
//
// A record names its parents, and of each grandmother it keeps a mark of fifteen bits, in what is
// free of the remark beside father and mother. Two of one mark are taken for one woman: once in
// thirty thousand that is wrong, and then two strangers are not introduced to each other.

#include "model/life.h"

#include <array>

namespace counterlife::model {

/// The mark of somebody, as their grandchildren keep it; 0: of nobody.
constexpr std::uint16_t mark_of(LifeId who) noexcept
{
    constexpr std::uint64_t marks = (1 << 15) - 1;
    return who == engine::nobody ? std::uint16_t{0}
                                 : static_cast<std::uint16_t>(engine::mix(who, marks) % marks + 1);
}

/// Where beside an address the mark of that person's mother stands, and the address with it.
constexpr std::uint16_t mother_mark(const Address& whom) noexcept
{
    return whom.note >> 1;
}
constexpr Address with_mother_mark(Address whom, std::uint16_t mark) noexcept
{
    whom.note = static_cast<std::uint16_t>((whom.note & known_dead) | mark << 1);
    return whom;
}

struct Descent {
    LifeId mother = engine::nobody;
    std::uint32_t father = 0; ///< shortened
    std::array<std::uint16_t, 2> grandmothers{};

    static constexpr std::uint32_t shortened(LifeId who) noexcept
    {
        return who == engine::nobody ? 0 : static_cast<std::uint32_t>(engine::mix(who, 0)) | 1;
    }
    static Descent of(const Life& life) noexcept
    {
        return {.mother = life.mother.id,
                .father = shortened(life.father.id),
                .grandmothers = {mother_mark(life.mother), mother_mark(life.father)}};
    }

    /// As an application carries it: it is about nobody else.
    Address written() const noexcept
    {
        return {.id = mother, .slot = father, .place = grandmothers[0], .note = grandmothers[1]};
    }
    static Descent read(const Address& from) noexcept
    {
        return {.mother = from.id, .father = from.slot, .grandmothers = {from.place, from.note}};
    }
};

/// Parent and child, brother and sister, of one parent too, uncle and niece, aunt and nephew.
inline bool are_near_kin(LifeId a, const Descent& of_a, LifeId b, const Descent& of_b) noexcept
{
    const auto bore = [](LifeId parent, const Descent& child) {
        return child.mother == parent || child.father == Descent::shortened(parent);
    };
    const auto is_grandmother = [](LifeId who, const Descent& of) {
        const std::uint16_t mark = mark_of(who);
        return mark != 0 && (of.grandmothers[0] == mark || of.grandmothers[1] == mark);
    };
    const bool one_mother = of_a.mother != engine::nobody && of_a.mother == of_b.mother;
    const bool one_father = of_a.father != 0 && of_a.father == of_b.father;
    return one_mother || one_father || bore(a, of_b) || bore(b, of_a) ||
           is_grandmother(of_a.mother, of_b) || is_grandmother(of_b.mother, of_a);
}

} // namespace counterlife::model

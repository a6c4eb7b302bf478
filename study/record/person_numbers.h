// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers by which the tables of a run name people and institutions.
//
// An identity has nineteen digits, which readers that take numbers for real ones round, and is the
// same in every run. A number is small and a run's own: a person's is the row in lives.parquet,
// from one; institutions have numbers below zero, and zero is nobody.

#include "engine/event.h"
#include "study/rooms.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::record {

using PersonNumber = std::int32_t;
inline constexpr PersonNumber number_of_nobody = 0;

class PersonNumbers {
public:
    PersonNumbers() = default;
    /// All identities of a run, each once, in any order. At most 2^31 - 1 people.
    PersonNumbers(std::vector<engine::LifeId> people, std::vector<engine::LifeId> institutions);

    /// Zero for nobody and for whoever is not in the run.
    PersonNumber of(engine::LifeId id) const noexcept;
    /// Fetches from memory what `of` will need soon; the one, some time later the other, then `of`.
    void look_ahead(engine::LifeId id) const noexcept
    {
        if (is_person(id)) __builtin_prefetch(&heaps_[heap_of(id)]);
    }
    void look_closer(engine::LifeId id) const noexcept
    {
        if (is_person(id)) __builtin_prefetch(people_.data() + heaps_[heap_of(id)]);
    }
    /// Nobody for a number that the run does not have.
    engine::LifeId identity(PersonNumber number) const noexcept;

    /// By number: of people the first is 1, of institutions it is minus their count.
    std::span<const engine::LifeId> people() const { return people_; }
    std::span<const engine::LifeId> institutions() const { return institutions_; }

private:
    bool is_person(engine::LifeId id) const noexcept
    {
        return id >= engine::first_life_id && id >> 63 == 0 && !heaps_.empty();
    }
    std::size_t heap_of(engine::LifeId id) const noexcept { return id >> (63 - heap_bits_); }

    std::vector<engine::LifeId> people_, institutions_; ///< in order
    std::vector<std::uint32_t> heaps_; ///< where those with each beginning of an identity begin
    int heap_bits_ = 1;
};

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lives of a run, put aside as they end and given back in the order of identities.

#include "study/record/life_row.h"
#include "study/record/person_numbers.h"
#include "study/record/sorted_aside.h"
#include "study/rooms.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::record {

inline engine::LifeId key_of(const LifeRow& life)
{
    return life.person;
}

class LivesAside {
public:
    using Outcome = std::expected<void, std::string>;

    explicit LivesAside(AsideFile file) : rows_{std::move(file)} {}

    Outcome add(std::span<const LifeRow> lives);

    /// When all have been added: the numbers by their identities, which it hands over.
    std::expected<PersonNumbers, std::string> numbers(std::vector<engine::LifeId> institutions);

    /// By number, how many children of each are among the lives: the first is of nobody.
    std::expected<std::vector<std::uint8_t>, std::string> children(const PersonNumbers& numbers);

    /// Gives everybody back by identity, until `use` says what is wrong.
    Outcome merge(const std::function<Outcome(const LifeRow&)>& use);

private:
    SortedAside<LifeRow> rows_;
    std::vector<engine::LifeId> identities_;
};

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/lives_aside.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace counterlife::study::record {

using engine::LifeId;

LivesAside::Outcome LivesAside::add(std::span<const LifeRow> lives)
{
    for (const LifeRow& life : lives) {
        identities_.push_back(life.person);
        if (auto done = rows_.add(life); !done) return done;
    }
    return {};
}

std::expected<PersonNumbers, std::string>
LivesAside::numbers(std::vector<engine::LifeId> institutions)
{
    if (auto done = rows_.put_aside(); !done) return std::unexpected{done.error()};
    return PersonNumbers{std::exchange(identities_, {}), std::move(institutions)};
}

std::expected<std::vector<std::uint8_t>, std::string>
LivesAside::children(const PersonNumbers& numbers)
{
    std::vector<std::uint8_t> children(numbers.people().size() + 1);
    AsideReader reader = rows_.all();
    while (reader.has_more(sizeof(LifeRow))) {
        const auto life = reader.take<LifeRow>();
        for (const LifeId parent : {life.mother, life.father}) {
            std::uint8_t& count =
                children[static_cast<std::size_t>(std::max(0, numbers.of(parent)))];
            if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
        }
    }
    if (!reader.trouble().empty()) return std::unexpected{reader.trouble()};
    return children;
}

LivesAside::Outcome LivesAside::merge(const std::function<Outcome(const LifeRow&)>& use)
{
    SortedAside<LifeRow>::Merge lives{rows_};
    for (; lives.next() != nullptr; lives.go_on())
        if (auto used = use(*lives.next()); !used) return used;
    if (!lives.trouble().empty()) return std::unexpected{lives.trouble()};
    return {};
}

} // namespace counterlife::study::record

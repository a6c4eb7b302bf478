// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/books.h"

#include <utility>

namespace counterlife::model {

HouseholdId Books::open_household(std::uint64_t key)
{
    HouseholdId household;
    if (!empty_.empty()) {
        household = empty_.back();
        empty_.pop_back();
    } else {
        household = static_cast<HouseholdId>(households.size());
        households.push_back({});
    }
    households[household] = {.key = key & ~std::uint64_t{1}, .members = 0};
    return household;
}

void Books::leave(HouseholdId household)
{
    if (household == no_household) return;
    if (--households[household].members == 0) {
        households[household].key = 0;
        empty_.push_back(household);
    }
}

void Books::announce(HouseholdId household)
{
    announced_.put({.id = households[household].key, .slot = household});
}

HouseholdId Books::find_household(std::uint64_t key) const
{
    const engine::Directory::Entry* entry = announced_.find(key);
    if (!entry) entry = announced_before_.find(key);
    return entry && households[entry->slot].key == key ? entry->slot : no_household;
}

void Books::turn_the_year()
{
    announced_before_ = std::exchange(announced_, {});
}

} // namespace counterlife::model

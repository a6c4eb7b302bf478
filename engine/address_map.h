// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A flat hash map from a life's identity to where it went: who left a place, and whither.
//
// Linear probing over 16-byte entries, a power of two of them. A node-based map would take three
// times the memory, and a nation has tens of millions of removals.

#include "engine/letter.h"
#include "engine/luck.h"

#include <utility>
#include <vector>

namespace counterlife::engine {

class AddressMap {
public:
    struct Entry {
        LifeId id = nobody;
        Slot slot = no_slot; ///< no_slot while nobody has heard of the arrival
        PlaceId place = nowhere;
    };

    const Entry* find(LifeId id) const noexcept
    {
        if (entries_.empty()) return nullptr;
        const Entry& entry = entries_[spot(id)];
        return entry.id == id ? &entry : nullptr;
    }

    /// Reads where an entry would be, so that it is in the cache when it is looked for.
    std::uint64_t prefetch(LifeId id) const noexcept
    {
        return entries_.empty() ? 0 : entries_[mix(id, 1) & (entries_.size() - 1)].id;
    }

    void put(const Entry& entry)
    {
        if (4 * (count_ + 1) > 3 * entries_.size()) grow();
        Entry& place = entries_[spot(entry.id)];
        if (place.id == nobody) ++count_;
        place = entry;
    }

    std::size_t size() const noexcept { return count_; }

    void clear() noexcept
    {
        entries_.clear();
        count_ = 0;
    }

    const std::vector<Entry>& entries() const noexcept { return entries_; }

private:
    std::size_t spot(LifeId id) const noexcept
    {
        const std::size_t mask = entries_.size() - 1;
        std::size_t i = mix(id, 1) & mask;
        while (entries_[i].id != nobody && entries_[i].id != id) i = (i + 1) & mask;
        return i;
    }

    void grow()
    {
        const std::vector<Entry> old = std::exchange(
            entries_, std::vector<Entry>(entries_.empty() ? 16 : 2 * entries_.size()));
        for (const Entry& entry : old)
            if (entry.id != nobody) entries_[spot(entry.id)] = entry;
    }

    std::vector<Entry> entries_;
    std::size_t count_ = 0;
};

} // namespace counterlife::engine

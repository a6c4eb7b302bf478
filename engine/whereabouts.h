// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a place knows of those who left it and of those who came, for the sake of their mail.
//
// Who left is remembered for ever: first whither, and in which slot once word of the arrival has
// come. Who came is remembered until that word must have reached every place that may still write
// by an old address.

#include "engine/address_map.h"

namespace counterlife::engine {

class Whereabouts {
public:
    using Entry = AddressMap::Entry;

    void left(LifeId id, PlaceId to) { departed_.put({.id = id, .slot = no_slot, .place = to}); }
    void came(LifeId id, Slot slot, PlaceId here)
    {
        const Entry entry{.id = id, .slot = slot, .place = here};
        newcomers_.put(entry);
        recent_.push_back(entry);
        if (departed_.find(id)) departed_.put(entry); // Back where it once left.
    }
    /// Word from another place that a traveller arrived there.
    void hear(LifeId id, Slot slot, PlaceId where)
    {
        const Entry* entry = departed_.find(id);
        if (entry && entry->place == where) departed_.put({.id = id, .slot = slot, .place = where});
    }

    /// Of a life that once left from here, where it went.
    const Entry* whither(LifeId id) const noexcept { return departed_.find(id); }
    /// Where somebody is known to be by name.
    const Entry* find(LifeId id) const noexcept
    {
        const Entry* entry = departed_.find(id);
        return entry ? entry : newcomers_.find(id);
    }
    std::uint64_t prefetch(LifeId id) const noexcept { return departed_.prefetch(id); }

    /// Forgets who came before this was last called.
    void forget_former_newcomers()
    {
        newcomers_.clear();
        for (const Entry& entry : recent_) newcomers_.put(entry);
        recent_.clear();
    }

private:
    AddressMap departed_, newcomers_;
    std::vector<Entry> recent_;
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The records of those who are in a place, each in a slot that it keeps while it is there.
//
// Whoever dies or departs leaves a gap, whose identity is `nobody`. It is filled again from the
// next day on, so that within a day a slot names one life at most.

#include "engine/growable_array.h"
#include "engine/letter.h"

#include <span>
#include <vector>

namespace counterlife::engine {

template <class Life> class Lives {
public:
    std::size_t size() const noexcept { return records_.size(); }
    Life& operator[](Slot slot) noexcept { return records_[slot]; }
    const Life& operator[](Slot slot) const noexcept { return records_[slot]; }
    /// All records, gaps among them.
    std::span<const Life> all() const noexcept { return {records_.data(), records_.size()}; }

    bool is_at(Slot slot, LifeId id) const noexcept
    {
        return slot < records_.size() && records_[slot].being.id == id;
    }

    /// A slot for a further life: a gap, or else one that is new.
    Slot take_slot()
    {
        if (!gaps_.empty()) {
            const Slot slot = gaps_.back();
            gaps_.pop_back();
            return slot;
        }
        records_.push_back(Life{});
        return static_cast<Slot>(records_.size() - 1);
    }
    void leave(Slot slot)
    {
        records_[slot].being.id = nobody;
        left_today_.push_back(slot);
    }
    /// On a new day the gaps of those before may be filled.
    void turn_day()
    {
        if (left_today_.empty()) return;
        gaps_.insert(gaps_.end(), left_today_.begin(), left_today_.end());
        left_today_.clear();
    }

private:
    GrowableArray<Life> records_;
    std::vector<Slot> gaps_, left_today_;
};

} // namespace counterlife::engine

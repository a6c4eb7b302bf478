// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is due in a place on which day: lives to be looked at, and letters to be read.
//
// The days of the lives are a column, one 16-bit number a life, gathered every 64 days into a list
// for each day: two bytes a life, no queue to keep in order, and most lives of a day are visited in
// the order in which they lie in memory.

#include "engine/growable_array.h"
#include "engine/letter.h"
#include "engine/scan.h"
#include "engine/time.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace counterlife::engine {

class Calendar {
public:
    /// The longest run, in days: later days are those of lives that are not due.
    static constexpr std::uint16_t longest = 0xFFFF;

    explicit Calendar(Day start) noexcept : start_{start} {}

    /// A further life, not due.
    void add() { due_.push_back(longest); }
    std::size_t size() const noexcept { return due_.size(); }
    void forget(Slot slot) noexcept { due_[slot] = longest; }
    Day due(Slot slot) const noexcept { return start_ + Days{due_[slot]}; }

    void set_due(Slot slot, Day day)
    {
        const Days offset = day - start_;
        const auto entry =
            offset.count() >= longest ? longest : static_cast<std::uint16_t>(offset.count());
        if (due_[slot] == entry) return;
        due_[slot] = entry;
        if (day < gathered_until_) lists_[ring(day)].push_back(slot);
    }
    /// A letter to be read on its day.
    void deliver(const Letter& letter)
    {
        if (letter.day < gathered_until_)
            mail_[ring(letter.day)].push_back(letter);
        else
            later_.push_back(letter);
    }

    bool has_gathered(Day day) const noexcept { return day < gathered_until_; }
    Day gathered_until() const noexcept { return gathered_until_; }
    /// Makes the lists of this day and the following.
    void gather(Day day)
    {
        gathered_until_ = day + horizon;
        const auto base = static_cast<std::uint16_t>((day - start_).count());
        for_each_within(due_.data(), due_.size(), base, horizon.count(), [&](Slot slot) {
            lists_[ring(start_ + Days{due_[slot]})].push_back(slot);
        });
        std::vector<Letter> waiting;
        waiting.swap(later_);
        for (const Letter& letter : waiting) deliver(letter);
    }

    /// The lives due on a day that has been gathered, some perhaps twice, and its letters.
    std::vector<Slot>& lives_of(Day day) noexcept { return lists_[ring(day)]; }
    std::vector<Letter>& letters_of(Day day) noexcept { return mail_[ring(day)]; }

    std::int64_t letters_waiting() const noexcept
    {
        const auto letters_in = [](const std::vector<Letter>& letters) {
            return std::count_if(letters.begin(), letters.end(),
                                 [](const Letter& letter) { return letter.rule != no_rule; });
        };
        std::int64_t waiting = letters_in(later_);
        for (const auto& day : mail_) waiting += letters_in(day);
        return waiting;
    }

private:
    static constexpr std::size_t ring_size = 64; ///< lists, one a day
    static constexpr Days horizon{ring_size};

    static std::size_t ring(Day day) noexcept
    {
        return static_cast<std::size_t>(day.count()) % ring_size;
    }

    Day start_;
    GrowableArray<std::uint16_t> due_; ///< days from the start, by slot
    std::array<std::vector<Slot>, ring_size> lists_;
    std::array<std::vector<Letter>, ring_size> mail_;
    std::vector<Letter> later_;
    Day gathered_until_ = before_all_days;
};

} // namespace counterlife::engine

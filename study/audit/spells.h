// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// In which spells of the grammar a life is. The events of a day have no order among themselves: a
// spell counts as open, and as closed, if it may have been so at any hour of the day.

#include "engine/time.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>

namespace counterlife::study::audit {

class Spells {
public:
    /// A life, of which the spells are known from birth on, or of none before events tell of it.
    void begin(bool known)
    {
        known_ = known ? ~Bits{0} : 0;
        open_ = 0;
        closed_.fill(engine::before_all_days);
    }
    void next_day()
    {
        known_at_dawn_ = known_;
        open_today_ = open_;
        closed_today_ = ~open_;
    }
    void turn(std::uint8_t spell, bool opens, engine::Day today)
    {
        const Bits one = Bits{1} << spell;
        if (!opens) closed_[spell] = today;
        open_ = opens ? open_ | one : open_ & ~one;
        known_ |= one;
        open_today_ |= open_;
        closed_today_ |= ~open_;
    }

    /// Whether the life is where a row asks for it, with all of the day told.
    bool are_as(const GrammarRow& row, engine::Day today) const
    {
        Bits lacking = row.within & ~open_today_ & known_at_dawn_;
        for (std::size_t i = 0; lacking != 0 && i < most_spells; ++i)
            if (has_just_closed(i, row.days_after, today)) lacking &= ~(Bits{1} << i);
        return lacking == 0 && (row.outside & ~closed_today_ & known_at_dawn_) == 0;
    }
    bool is_known(std::size_t spell) const { return (known_ >> spell & 1) != 0; }
    bool is_open(std::size_t spell) const { return (open_ >> spell & 1) != 0; }

private:
    bool has_just_closed(std::size_t spell, int days, engine::Day today) const
    {
        const engine::Day closed = closed_[spell];
        return closed != engine::before_all_days && (today - closed).count() <= days;
    }

    Bits known_ = 0, open_ = 0, known_at_dawn_ = 0, open_today_ = 0, closed_today_ = 0;
    std::array<engine::Day, most_spells> closed_{};
};

} // namespace counterlife::study::audit

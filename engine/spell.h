// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hazards that are constant in pieces within a spell, and the moment at which one brings its event.
//
// Luck fixes, for each spell, points at unit exponential distances. They are laid along the hazard
// as it adds up since the spell began, and the event comes at the first: exact, with one draw, and
// nothing is looked at in vain. Why not all hazards are like that: docs/decisions/0039-spells.md.

#include "engine/luck.h"

#include <algorithm>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace counterlife::engine {

/// From a time on, counted in ticks since a table's origin, a hazard is so high.
struct RateFrom {
    std::int64_t from = 0;
    PerYear rate;
};

/// A hazard as a table: a rate for each stretch of time since an origin, closed on the left. The
/// last goes on for ever; before the first it is nought. A rate above once a day is once a day.
class RateTable {
public:
    /// Nought at all times.
    RateTable() = default;

    /// Throws std::invalid_argument where times do not ascend or a rate is negative or no number.
    explicit RateTable(std::span<const RateFrom> rates)
    {
        for (const auto& [from, rate] : rates) {
            if (!(rate >= never))
                throw std::invalid_argument{"a rate is " + std::to_string(rate.value()) +
                                            " a year; it must be 0 or more"};
            if (!pieces_.empty() && from <= pieces_.back().from)
                throw std::invalid_argument{"rates must be in the order of their times"};
            const double before = cumulated(from);
            const PerYear taken = std::min(std::max(never, rate), once_a_day); // Of -0 too.
            const double each_tick = taken.value() / ticks_per_year;
            pieces_.push_back({from, before, each_tick, 1 / each_tick});
        }
    }

    /// The same at other heights.
    friend RateTable operator*(double times, const RateTable& table)
    {
        std::vector<RateFrom> rates;
        rates.reserve(table.pieces_.size());
        for (const Piece& piece : table.pieces_)
            rates.push_back({piece.from, times * piece.rate()});
        return RateTable{rates};
    }

    PerYear rate(Instant origin, Instant at) const noexcept
    {
        const std::int64_t since = ticks(at) - ticks(origin);
        return comes_before(since) ? never : at_time(since)->rate();
    }
    PerYear highest() const noexcept
    {
        PerYear highest = never;
        for (const Piece& piece : pieces_) highest = std::max(highest, piece.rate());
        return highest;
    }

    /// How many events the hazard brings in the mean from its origin to a time.
    double cumulated(std::int64_t since) const noexcept
    {
        if (comes_before(since)) return 0;
        const Piece& piece = *at_time(since);
        return piece.before + static_cast<double>(since - piece.from) * piece.each_tick;
    }

    /// The time, in ticks since the origin, at which the cumulated hazard passes an amount;
    /// `at_no_time` where it never does.
    std::int64_t when(double amount) const noexcept
    {
        if (pieces_.empty()) return at_no_time;
        const Piece* piece = last_of([amount](const Piece& p) { return p.before <= amount; });
        const double longer = (amount - piece->before) * piece->ticks_each;
        if (!(longer < longest)) return at_no_time; // It may be no number: nought times for ever.
        const std::int64_t at = piece->from + static_cast<std::int64_t>(longer);
        return piece == &pieces_.back() ? at : std::min(at, piece[1].from - 1); // Rounding.
    }

    static constexpr std::int64_t at_no_time = std::numeric_limits<std::int64_t>::max();

private:
    static constexpr double ticks_per_year = 0x1p32 * days_per_year;
    static constexpr double longest = 0x1p61;

    struct Piece {
        std::int64_t from;
        double before;                ///< events in the mean until it begins
        double each_tick, ticks_each; ///< events in a tick, and ticks from event to event

        PerYear rate() const noexcept { return PerYear{each_tick * ticks_per_year}; }
    };

    bool comes_before(std::int64_t since) const noexcept
    {
        return pieces_.empty() || since < pieces_.front().from;
    }
    const Piece* at_time(std::int64_t since) const noexcept
    {
        return last_of([since](const Piece& p) { return p.from <= since; });
    }
    /// The last for which something holds that holds for all before it, and for the first. Steps
    /// are halved without a branch: which way they go no processor foresees.
    const Piece* last_of(const auto& holds) const noexcept
    {
        const Piece* piece = pieces_.data();
        for (std::size_t left = pieces_.size(); left > 1;) {
            const std::size_t half = left / 2;
            piece = holds(piece[half]) ? piece + half : piece;
            left -= half;
        }
        return piece;
    }

    std::vector<Piece> pieces_;
};

/// A time of a life through which one table tells a hazard. It is told by the life's own record,
/// and must not move while it lasts: whatever changes the hazard ends the spell and begins another.
struct Spell {
    static constexpr Instant for_ever{.day = no_day};

    const RateTable* rates; ///< of the model's numbers
    Instant origin;         ///< from which the table counts, such as birth
    Instant begin;          ///< not after the instant for which it is asked
    Instant until = for_ever;
    /// Spells of one number have the same luck, in two worlds too: give each of a life's another.
    std::uint16_t occasion = 0;
};

/// What luck has fixed for a spell of a life: how much of the hazard has to add up to each event.
class SpellLuck {
public:
    SpellLuck(const Luck& luck, LifeId life, Stream stream, const Spell& spell) noexcept
        : luck_{luck}, life_{life}, stream_{Luck::stream_of_points(stream)},
          occasion_{std::uint32_t{spell.occasion} << 16}
    {
    }

    /// Up to this, what is asked for is luck's.
    static constexpr std::uint32_t most = 0x20000;

    /// From the one before to the n-th, counted from 0. Two are drawn at once.
    double distance(std::uint32_t n) noexcept
    {
        if (n % 2 == 1) return Luck::exponential_of(words_[2], words_[3]);
        words_ = luck_.words(life_, stream_, occasion_ | n / 2);
        return Luck::exponential_of(words_[0], words_[1]);
    }

private:
    const Luck& luck_;
    LifeId life_;
    Stream stream_;
    std::uint32_t occasion_;
    Luck::Words words_{};
};

/// The first event of a spell after an instant, in ticks; RateTable::at_no_time if there is none.
/// What the rule brings before it is in force, at `opens`, does not count.
inline std::int64_t first_event(SpellLuck luck, const Spell& spell, std::int64_t opens,
                                std::int64_t after) noexcept
{
    const std::int64_t origin = ticks(spell.origin);
    const std::int64_t begin = std::max(ticks(spell.begin), opens);
    const auto at = [&](double amount) {
        const std::int64_t since = spell.rates->when(amount);
        return since == RateTable::at_no_time ? since : std::max(origin + since, begin + 1);
    };
    double amount = begin > origin ? spell.rates->cumulated(begin - origin) : 0;
    amount += luck.distance(0);
    std::int64_t event = at(amount);
    for (std::uint32_t n = 1; event <= after && n < SpellLuck::most; ++n) [[unlikely]] {
        amount += luck.distance(n);
        event = at(amount);
    }
    return event;
}

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Luck as a pure function of (seed, life, rule, occasion).
//
// Nothing here has state: a draw never depends on what else was drawn, by whom, or when. Two runs
// with one seed are therefore twins. Draws come from Philox4x32-7 of the Random123 library
// (Salmon et al., SC 2011, where seven rounds pass all tests of TestU01's BigCrush). Only integer
// arithmetic and plain IEEE operations are used, so luck is the same for every compiler and C
// library; the logarithm is our own for that reason.

#include "engine/event.h"
#include "engine/time.h"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace counterlife::engine {

/// What a draw is for: a number made of a rule's permanent name.
using Stream = std::uint32_t;

/// The stream of a name. Never depends on where the rule stands in a list.
constexpr Stream stream_of(std::string_view name) noexcept
{
    std::uint32_t hash = 2166136261u; // FNV-1a
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619u;
    return hash;
}

/// A thorough, cheap mixing of two numbers into one.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept
{
    std::uint64_t x = a + 0x9E3779B97F4A7C15u * (b + 1);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/// The natural logarithm of a positive normal number, to two units in the last place, with
/// the same bits everywhere.
constexpr double log_of(double x) noexcept
{
    const auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = static_cast<int>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFu) | 0x3FF0000000000000u);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++exponent;
    }
    const double s = (m - 1.0) / (m + 1.0);
    const double z = s * s;
    double tail = 0.0;
    for (int n = 21; n >= 3; n -= 2) tail = (tail + 1.0 / n) * z;
    return exponent * 0.6931471805599453 + (2.0 * s + 2.0 * s * tail);
}

/// The same in a third of the time, to 2^-51, and of numbers near one to 2^-43 of the logarithm.
class QuickLog {
public:
    static constexpr double of(double x) noexcept
    {
        // x = 2^doublings * rest, rest near a node's: what is left of it is below 2^-8.
        const auto bits = std::bit_cast<std::uint64_t>(x), above = bits - least;
        const auto& [inverse, log] = nodes[above >> to_node & (std::size(nodes) - 1)];
        const auto doublings = static_cast<std::int64_t>(above) >> 52;
        const auto rest = std::bit_cast<double>(bits - (above & 0xFFFull << 52));
        const double r = rest * inverse - 1.0, rr = r * r;
        const double tail = (r * (1.0 / 3) - 0.5) + rr * ((r * 0.2 - 0.25) - rr * (1.0 / 6));
        return static_cast<double>(doublings) * 0.6931471805599453 + log + (r + rr * tail);
    }

private:
    static constexpr int to_node = 45;
    static constexpr std::uint64_t least = 0x3FE69ull << 44; ///< 0.705: puts 1 in a middle

    struct Node {
        double inverse, log;
    };
    static constexpr std::array<Node, 128> nodes = [] {
        std::array<Node, 128> all{};
        for (std::uint64_t i = 0; i < all.size(); ++i) {
            const auto middle =
                std::bit_cast<double>(least + (2 * i + 1) * (1ull << (to_node - 1)));
            all[i] = {.inverse = 1.0 / middle, .log = -log_of(1.0 / middle)};
        }
        return all;
    }();
};

/// A point of the time-rate plane: the moment at which a hazard of at least `mark` a year would
/// bring the event.
struct RatePoint {
    std::int64_t at = 0; ///< ticks
    float mark = 0;      ///< per year
};

/// How a rule's points are laid out: a permanent property of the rule. The finest layer of rates
/// is 365.2425 / 2^grain a year wide and its blocks last 2^grain days. Choose the width near the
/// rule's usual rate: 16 is 0.0056 a year, 12 is 0.089, 10 is 0.36. It costs time, not truth.
using Grain = std::uint8_t;

/// One layer of a rule's points: a band of rates, cut into blocks of 2^days_log2 days with one
/// point expected in each. Layers double in width while their blocks halve in length.
struct Layer {
    std::uint32_t number;
    std::int32_t days_log2;
    double lower, width; ///< per year

    static constexpr Layer finest(Grain grain) noexcept
    {
        // SHORTCUT  2^-grain by its exponent: a division would cost more than the rest.
        const auto part = std::bit_cast<double>(std::uint64_t{1023u - grain} << 52);
        return {.number = 0, .days_log2 = grain, .lower = 0, .width = days_per_year * part};
    }
    constexpr Layer above() const noexcept
    {
        Layer next = *this;
        next.lower += width;
        if (number > 0) { // The two finest are alike.
            next.width *= 2;
            next.days_log2 = std::max(0, days_log2 - 1);
        }
        ++next.number;
        return next;
    }

    constexpr std::int64_t block_of(std::int64_t at) const noexcept
    {
        return at >> (32 + days_log2);
    }
    constexpr std::int64_t start_of(std::int64_t block) const noexcept
    {
        return block << (32 + days_log2);
    }
    constexpr std::uint32_t occasion(std::int64_t block) const noexcept
    {
        return (number << 27) | ((static_cast<std::uint32_t>(block) & 0x7FFFFFu) << 4);
    }
    static constexpr std::uint32_t number_of(std::uint32_t occasion) noexcept
    {
        return occasion >> 27;
    }
    constexpr float mark(std::uint32_t height) const noexcept
    {
        return static_cast<float>(lower + width * (static_cast<double>(height) + 0.5) * 0x1p-32);
    }
};

class Luck {
public:
    constexpr explicit Luck(std::uint64_t seed) noexcept
        : key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}}
    {
    }

    static constexpr int rounds = 7;
    using Philox = r123::Philox4x32_R<rounds>;
    using Words = Philox::ctr_type;

    /// Four 32-bit words, independent for each (life, stream, occasion).
    Words words(LifeId life, Stream stream, std::uint32_t occasion) const noexcept
    {
        return Philox{}({{static_cast<std::uint32_t>(life), static_cast<std::uint32_t>(life >> 32),
                          stream, occasion}},
                        key_);
    }

    /// A number in (0, 1), never 0 and never 1.
    double uniform(LifeId life, Stream stream, std::uint32_t occasion) const noexcept
    {
        const Words w = words(life, stream, occasion);
        return unit(w[0], w[1]);
    }

    /// A unit exponential.
    double exponential(LifeId life, Stream stream, std::uint32_t occasion) const noexcept
    {
        return -log_of(uniform(life, stream, occasion));
    }
    /// A unit exponential of two words that have been drawn.
    static constexpr double exponential_of(std::uint32_t high, std::uint32_t low) noexcept
    {
        return -QuickLog::of(unit(high, low));
    }

    /// A life's lot in a lottery: the lowest tickets are drawn, so a larger quota only adds people.
    std::uint64_t ticket(LifeId life, Stream stream, std::uint32_t occasion) const noexcept
    {
        const Words w = words(life, stream, occasion);
        return (std::uint64_t{w[0]} << 32) | w[1];
    }

    /// The key of a pair, the same whichever of the two asks.
    static constexpr LifeId pair(LifeId a, LifeId b) noexcept
    {
        return mix(a < b ? a : b, a < b ? b : a);
    }

    /// The first point after `from`, not after `until` (both in ticks), whose mark lies below
    /// `bound` a year. Returns at > until when there is none.
    ///
    /// A life's points under one rule are a Poisson process of unit intensity over time and rate,
    /// fixed by (seed, life, rule) alone. The event under a hazard r(t) comes at the first point
    /// below the curve: exact competing risks in continuous time. A higher hazard uncovers more
    /// points and so can only bring the event earlier, and how far ahead or how high somebody
    /// looked makes no difference. Points are made block by block, layer by layer.
    RatePoint first_point(LifeId life, Stream stream, Grain grain, std::int64_t from,
                          std::int64_t until, double bound) const noexcept;

    /// The same within one layer, from a block on; takes what comes before `best`.
    void search_layer(LifeId life, Stream stream, const Layer& layer, std::int64_t block,
                      std::int64_t from, double bound, RatePoint& best) const noexcept;

    /// The same within one block.
    void search_block(LifeId life, Stream stream, const Layer& layer, std::int64_t block,
                      std::int64_t from, double bound, RatePoint& best) const noexcept;

    /// The stream of a rule's points. Its other draws keep the rule's own stream to themselves:
    /// they number occasions as well.
    static constexpr Stream stream_of_points(Stream stream) noexcept { return ~stream; }

    const Philox::key_type& key() const noexcept { return key_; }

private:
    static constexpr double unit(std::uint32_t high, std::uint32_t low) noexcept
    {
        const std::uint64_t bits = (std::uint64_t{high} << 20) | (low >> 12);
        return (static_cast<double>(bits) + 0.5) * 0x1p-52;
    }

    Philox::key_type key_;
};

namespace detail {

// P(Poisson(1) <= n) in 2^-32, n = 0..9; beyond that about one block in eleven million has more
// points, and those are counted as ten.
inline constexpr std::array<std::uint32_t, 10> poisson_one{
    1580030168u, 3160060337u, 3950075421u, 4213413783u, 4279248373u,
    4292415291u, 4294609777u, 4294923276u, 4294962463u, 4294966817u};

inline constexpr std::uint32_t points_of_block(std::uint32_t word) noexcept
{
    std::uint32_t n = 0;
    while (n < poisson_one.size() && word >= poisson_one[n]) ++n;
    return n;
}

} // namespace detail

inline void Luck::search_block(LifeId life, Stream stream, const Layer& layer, std::int64_t block,
                               std::int64_t from, double bound, RatePoint& best) const noexcept
{
    const Stream points_of = stream_of_points(stream);
    const std::uint32_t occasion = layer.occasion(block);
    Words w = words(life, points_of, occasion);
    const std::uint32_t points = detail::points_of_block(w[0]);
    std::uint32_t time = w[1], height = w[2];
    for (std::uint32_t n = 0; n < points; ++n) {
        if (n % 2 == 1) { // Two more points a further draw.
            w = words(life, points_of, occasion | (n + 1) / 2);
            time = w[0], height = w[1];
        } else if (n > 0) {
            time = w[2], height = w[3];
        }
        const std::int64_t at = layer.start_of(block) + (std::int64_t{time} << layer.days_log2);
        const float mark = layer.mark(height);
        if (at > from && at < best.at && mark < bound) best = {.at = at, .mark = mark};
    }
}

inline void Luck::search_layer(LifeId life, Stream stream, const Layer& layer, std::int64_t block,
                               std::int64_t from, double bound, RatePoint& best) const noexcept
{
    for (; layer.start_of(block) < best.at; ++block) // Later blocks hold only later points.
        search_block(life, stream, layer, block, from, bound, best);
}

inline RatePoint Luck::first_point(LifeId life, Stream stream, Grain grain, std::int64_t from,
                                   std::int64_t until, double bound) const noexcept
{
    RatePoint best{.at = until + 1, .mark = 0};
    for (auto layer = Layer::finest(grain); layer.lower < bound; layer = layer.above())
        search_layer(life, stream, layer, layer.block_of(from + 1), from, bound, best);
    return best;
}

} // namespace counterlife::engine

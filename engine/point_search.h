// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The search for one life's next point, under all its hazards at once.
//
// A life that looks ahead searches under each of its hazards, and nearly every search ends in the
// first block of each of its layers. Those blocks are drawn together: four at a time where the
// machine has AVX2, one at a time otherwise, with one result, that of Luck::first_point.

#include "engine/luck.h"

#include <array>
#include <cstddef>
#include <limits>

#if defined(__x86_64__)
#include "engine/lanes.h"
#endif

namespace counterlife::engine {

/// For the first point after `from`, before `end` (both in ticks), below `bound` a year.
struct PointQuery {
    Stream stream;
    Grain grain;
    std::uint32_t owner; ///< who asks; where two points come at once the lower owner's is first
    std::int64_t from, end;
    double bound;
};

class PointSearch {
public:
    struct Found {
        RatePoint point;
        std::uint32_t owner;
    };

    bool empty() const noexcept { return tiles_ == 0; }
    bool full() const noexcept { return tiles_ + most_layers > room; }

    /// Owners enter in ascending order, each once.
    void enter(const PointQuery& query) noexcept
    {
        for (auto layer = Layer::finest(query.grain); layer.lower < query.bound;
             layer = layer.above()) {
            const std::int64_t block = layer.block_of(query.from + 1);
            set(tiles_++, query, layer, layer.occasion(block), layer.start_of(block));
        }
    }

    /// The first point of all; its instant is `none` where there is no point. Leaves no query.
    Found first(const Luck& luck, LifeId life) noexcept
    {
        draw(luck, life);
        std::size_t best = 0;
        std::int64_t at = at_[0];
        for (std::size_t tile = 1; tile < tiles_; ++tile) {
            const bool earlier = at_[tile] < at;
            at = earlier ? at_[tile] : at;
            best = earlier ? tile : best;
        }
        RatePoint point{.at = at, .mark = mark_[best]};
        for (std::size_t tile = 0; tile < tiles_; ++tile)
            if (next_[tile] <= point.at && search_on(luck, life, tile, tile < best, point))
                best = tile;
        tiles_ = 0;
        return {point, owner_[best]};
    }

    static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

private:
    // A tile is one layer of one query, with the block in which it begins.
    static constexpr std::size_t at_a_time = 4, most_layers = 32, room = 64;
    template <class T> struct alignas(32) Column : std::array<T, room> {};

    void set(std::size_t tile, const PointQuery& query, const Layer& layer, std::uint32_t occasion,
             std::int64_t start) noexcept
    {
        stream_[tile] = Luck::stream_of_points(query.stream);
        occasion_[tile] = occasion;
        start_[tile] = start;
        next_[tile] = start + layer.start_of(1);
        days_log2_[tile] = layer.days_log2;
        from_[tile] = query.from;
        end_[tile] = query.end;
        bound_[tile] = query.bound;
        lower_[tile] = layer.lower;
        width_[tile] = layer.width;
        owner_[tile] = query.owner;
    }

    Layer layer(std::size_t tile) const noexcept
    {
        return {.number = Layer::number_of(static_cast<std::uint32_t>(occasion_[tile])),
                .days_log2 = static_cast<std::int32_t>(days_log2_[tile]),
                .lower = lower_[tile],
                .width = width_[tile]};
    }

    Stream stream(std::size_t tile) const noexcept
    {
        return Luck::stream_of_points(static_cast<Stream>(stream_[tile])); // There and back.
    }

    /// The first point of a tile's block, drawn alone.
    void draw_block(const Luck& luck, LifeId life, std::size_t tile) noexcept
    {
        RatePoint point{.at = end_[tile], .mark = 0};
        const Layer of = layer(tile);
        luck.search_block(life, stream(tile), of, of.block_of(start_[tile]), from_[tile],
                          bound_[tile], point);
        at_[tile] = point.at < end_[tile] ? point.at : none;
        mark_[tile] = point.mark;
    }

    /// The later blocks of a tile, as far as they may hold a point before `point`, or `at_once`
    /// with it.
    bool search_on(const Luck& luck, LifeId life, std::size_t tile, bool at_once,
                   RatePoint& point) const noexcept
    {
        const std::int64_t until = std::min(end_[tile], point.at + at_once);
        RatePoint later{.at = until, .mark = 0};
        const Layer of = layer(tile);
        luck.search_layer(life, stream(tile), of, of.block_of(next_[tile]), from_[tile],
                          bound_[tile], later);
        if (later.at == until) return false;
        point = later;
        return true;
    }

    /// The first point of each tile's block.
    void draw(const Luck& luck, LifeId life) noexcept
    {
#if defined(__x86_64__)
        if (has_lanes()) return draw_in_lanes(luck, life);
#endif
        for (std::size_t tile = 0; tile < tiles_; ++tile) draw_block(luck, life, tile);
    }

#if defined(__x86_64__)
    COUNTERLIFE_IN_LANES void draw_in_lanes(const Luck& luck, LifeId life) noexcept
    {
        // Lanes without a tile draw what the last tile draws.
        for (std::size_t tile = tiles_; tile % at_a_time != 0; ++tile) repeat(tile, tiles_ - 1);
        for (std::size_t tile = 0; tile < tiles_; tile += at_a_time) {
            const unsigned real = (1U << std::min(at_a_time, tiles_ - tile)) - 1;
            auto unseen = static_cast<unsigned>(draw_blocks(luck, life, tile)) & real;
            for (; unseen != 0; unseen &= unseen - 1)
                draw_block(luck, life, tile + static_cast<std::size_t>(std::countr_zero(unseen)));
        }
    }

    /// Makes a lane like another.
    void repeat(std::size_t tile, std::size_t of) noexcept
    {
        const auto copy = [=](auto&... column) { ((column[tile] = column[of]), ...); };
        copy(stream_, occasion_, start_, days_log2_, from_, end_, lower_, width_, bound_);
    }

    /// Returns, a bit each, which of four blocks have to be drawn alone.
    COUNTERLIFE_IN_LANES int draw_blocks(const Luck& luck, LifeId life, std::size_t tile) noexcept
    {
        const auto whole = [tile](const auto& column) COUNTERLIFE_IN_LANES {
            return _mm256_load_si256(reinterpret_cast<const __m256i*>(&column[tile]));
        };
        const auto real = [tile](const auto& column)
                              COUNTERLIFE_IN_LANES { return _mm256_load_pd(&column[tile]); };
        const lanes::Blocks blocks{.stream = whole(stream_),
                                   .occasion = whole(occasion_),
                                   .start = whole(start_),
                                   .days_log2 = whole(days_log2_),
                                   .from = whole(from_),
                                   .end = whole(end_),
                                   .lower = real(lower_),
                                   .width = real(width_),
                                   .bound = real(bound_)};
        const lanes::Firsts first = lanes::first_points(luck, life, blocks);
        const __m256i found = _mm256_cmpgt_epi64(blocks.end, first.at);
        _mm256_store_si256(reinterpret_cast<__m256i*>(&at_[tile]),
                           _mm256_blendv_epi8(lanes::all(none), first.at, found));
        _mm_store_ps(&mark_[tile], _mm256_cvtpd_ps(first.mark));
        return first.unseen;
    }
#endif

    std::size_t tiles_ = 0;
    Column<std::uint64_t> stream_, occasion_;
    Column<std::int64_t> start_, next_, days_log2_, from_, end_, at_;
    Column<double> lower_, width_, bound_;
    Column<float> mark_;
    Column<std::uint32_t> owner_;
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/event_order.h"

#include <algorithm>
#include <array>
#include <utility>

// Identities are spread evenly, so their first bits deal the events into heaps that fit the
// nearest cache, and each heap is sorted alone. Keys of sixteen bytes are sorted rather than events
// of fifty-six: together that takes half the time of sorting the events.

namespace counterlife::study::record {
namespace {

using engine::Event;

struct Key {
    engine::LifeId who;
    engine::Day day;
    std::uint32_t at; ///< the event's position
};

constexpr int heap_bits = 12;

std::size_t heap_of(engine::LifeId who)
{
    return who >> (63 - heap_bits);
}

} // namespace

std::vector<std::uint32_t> in_order(std::span<const Event> events)
{
    std::array<std::size_t, std::size_t{1} << heap_bits> next{};
    for (const Event& event : events) ++next[heap_of(event.who)];
    std::size_t begin = 0;
    for (std::size_t& heap : next) begin += std::exchange(heap, begin);

    std::vector<Key> keys(events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
        keys[next[heap_of(events[i].who)]++] = {
            .who = events[i].who, .day = events[i].day, .at = static_cast<std::uint32_t>(i)};

    begin = 0;
    for (const std::size_t end : next) {
        std::sort(keys.begin() + static_cast<std::ptrdiff_t>(begin),
                  keys.begin() + static_cast<std::ptrdiff_t>(end), [&](const Key& a, const Key& b) {
                      if (a.who != b.who) return a.who < b.who;
                      if (a.day != b.day) return a.day < b.day;
                      return a.at < b.at; // As they came: letters first, then what was due.
                  });
        begin = end;
    }
    std::vector<std::uint32_t> positions(keys.size());
    std::ranges::transform(keys, positions.begin(), &Key::at);
    return positions;
}

} // namespace counterlife::study::record

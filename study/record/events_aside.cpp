// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/events_aside.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <queue>
#include <utility>

// An event takes as few bytes as its parts need, for all of a nation's lie on the disk at once: a
// person is named at the first of several events, and nobody and no letter take none.

namespace counterlife::study::record {
namespace {

using engine::Event;
using engine::LifeId;

enum Part : std::uint8_t {
    same_person = 1,
    has_other = 2,
    has_cause = 4,
    sent_by_other = 8,
    has_detail = 16
};
constexpr std::size_t largest = 64; ///< bytes of one event
constexpr std::size_t at_a_time = std::size_t{1} << 20;

std::uint8_t parts_of(const Event& event, LifeId before)
{
    const bool sent = event.cause.rule != engine::no_rule;
    std::uint8_t parts = event.who == before ? same_person : 0;
    if (event.with != engine::nobody) parts |= has_other;
    if (sent) parts |= has_cause;
    if (sent && event.cause.who == event.with) parts |= sent_by_other;
    if (event.detail != 0) parts |= has_detail;
    return parts;
}

/// The bytes of an event, gathered so that they go to the file at once.
class Parcel {
public:
    template <class Value> void add(const Value& value)
    {
        std::memcpy(bytes_.data() + size_, &value, sizeof value);
        size_ += sizeof value;
    }
    std::span<const std::byte> bytes() const { return std::span{bytes_}.first(size_); }

private:
    std::array<std::byte, largest> bytes_;
    std::size_t size_ = 0;
};

void put(AsideFile& file, const Event& event, LifeId before)
{
    const std::uint8_t parts = parts_of(event, before);
    Parcel parcel;
    parcel.add(parts);
    if (!(parts & same_person)) parcel.add(event.who);
    parcel.add(event.day);
    parcel.add(event.rule);
    parcel.add(event.place);
    if (parts & has_detail) parcel.add(event.detail);
    if (parts & has_other) parcel.add(event.with);
    if (parts & has_cause) {
        parcel.add(event.cause.day);
        parcel.add(event.cause.rule);
        if (!(parts & sent_by_other)) parcel.add(event.cause.who);
    }
    file.add_bytes(parcel.bytes());
}

Event take(AsideReader& from, LifeId before)
{
    const auto parts = from.take<std::uint8_t>();
    Event event;
    event.who = parts & same_person ? before : from.take<LifeId>();
    event.day = from.take<engine::Day>();
    event.rule = from.take<engine::RuleId>();
    event.place = from.take<engine::PlaceId>();
    if (parts & has_detail) event.detail = from.take<std::int32_t>();
    if (parts & has_other) event.with = from.take<LifeId>();
    if (!(parts & has_cause)) return event;
    event.cause.day = from.take<engine::Day>();
    event.cause.rule = from.take<engine::RuleId>();
    event.cause.who = parts & sent_by_other ? event.with : from.take<LifeId>();
    return event;
}

/// One year's events, person by person.
class Section {
public:
    Section(const AsideFile& file, std::uint64_t from, std::uint64_t to) : reader_{file, from, to}
    {
        go_on();
    }

    bool is_open() const { return is_open_; }
    LifeId next() const { return next_.who; }
    const std::string& trouble() const { return reader_.trouble(); }

    /// Adds all events of the next person.
    void take_person(std::vector<Event>& events)
    {
        const LifeId who = next_.who;
        while (is_open_ && next_.who == who) {
            events.push_back(next_);
            go_on();
        }
    }

private:
    void go_on()
    {
        is_open_ = reader_.has_more(largest);
        if (is_open_) next_ = take(reader_, next_.who);
    }

    AsideReader reader_;
    Event next_; ///< of nobody before the first
    bool is_open_ = false;
};

} // namespace

EventsAside::Outcome EventsAside::add(std::span<const Event> events,
                                      std::span<const std::uint32_t> order)
{
    constexpr std::size_t ahead = 16; // Events lie anywhere; so far the memory can look ahead.
    LifeId before = engine::nobody;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i + ahead < order.size()) __builtin_prefetch(&events[order[i + ahead]]);
        const Event& event = events[order[i]];
        put(file_, event, before);
        before = event.who;
        if (file_.waiting() < at_a_time) continue;
        if (auto flushed = file_.flush(); !flushed) return flushed;
    }
    sections_.push_back(file_.size());
    return file_.flush();
}

EventsAside::Outcome EventsAside::merge(const std::function<Outcome(std::span<const Event>)>& use)
{
    std::vector<Section> sections;
    for (std::size_t i = 0; i + 1 < sections_.size(); ++i)
        sections.emplace_back(file_, sections_[i], sections_[i + 1]);
    using Turn = std::pair<LifeId, std::size_t>; // Of one person the earlier years come first.
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    std::vector<Event> events;
    const auto queue = [&](std::size_t at) -> Outcome {
        if (!sections[at].trouble().empty()) return std::unexpected{sections[at].trouble()};
        if (sections[at].is_open()) turns.emplace(sections[at].next(), at);
        return {};
    };
    for (std::size_t at = 0; at < sections.size(); ++at)
        if (auto queued = queue(at); !queued) return queued;
    while (!turns.empty()) {
        const auto [who, at] = turns.top();
        turns.pop();
        events.clear();
        sections[at].take_person(events);
        if (auto used = use(events); !used) return used;
        if (auto queued = queue(at); !queued) return queued;
    }
    return {};
}

} // namespace counterlife::study::record

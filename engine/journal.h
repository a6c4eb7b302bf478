// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a place tells of its days: the events that are kept, sums over all of them, and what went
// wrong.

#include "engine/digest.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::engine {

/// Whose events are kept: everybody's, nobody's, or those of one life in `one_in`, chosen by
/// identity; in any case those of the lives that are named. Watching changes nothing: the digest
/// covers all events whatever is kept.
struct EventSample {
    std::uint32_t one_in = 0;  ///< 0: nobody's; 1: everybody's
    std::vector<LifeId> named; ///< in ascending order; where there are any, institutions too

    bool keeps(LifeId id) const noexcept
    {
        if (one_in == 1) return true;
        const bool some = one_in > 1 || !named.empty();
        if (some && id < first_life_id) return true;
        if (one_in > 1 && mix(id, 0x57617463) % one_in == 0) return true;
        return std::ranges::binary_search(named, id);
    }
};

/// A broken promise inside a model: the run stops and says whose life, which rule, which day.
struct Failure {
    Day day;
    LifeId who = nobody;
    std::string what;
};

/// What a run did, in whole numbers.
struct Work {
    std::int64_t events = 0;      ///< rules that fired and letters that changed something
    std::int64_t visits = 0;      ///< times a life was looked at
    std::int64_t letters = 0;     ///< read by somebody
    std::int64_t forwarded = 0;   ///< sent after somebody who had moved
    std::int64_t to_the_dead = 0; ///< came too late
    std::int64_t sent = 0;
    std::int64_t born = 0, died = 0, left = 0, arrived = 0;

    Work& operator+=(const Work& other) noexcept
    {
        events += other.events, visits += other.visits, letters += other.letters;
        forwarded += other.forwarded, to_the_dead += other.to_the_dead, sent += other.sent;
        born += other.born, died += other.died, left += other.left, arrived += other.arrived;
        return *this;
    }
};

class Journal {
public:
    explicit Journal(std::size_t rules) : firings_(rules) {}

    /// What an act of a life or of an institution has to say, if anything.
    template <class A> void write_down(const A& act, const EventSample& sample)
    {
        if (act.is_quiet()) return;
        const Event& event = act.event();
        ++work.events;
        recent_[written_++] = event.rule;
        if (written_ == recent_.size()) count_recent();
        digest_ += hash_of(event);
        if (sample.keeps(event.who)) events_.push_back(event);
    }

    std::uint64_t digest() const noexcept { return digest_; }
    /// The events kept since they were last taken.
    std::vector<Event> take_events() { return std::exchange(events_, {}); }
    /// How many events each rule has written since this was last asked, by rule number: all
    /// events, kept or not.
    std::vector<std::int64_t> take_firings()
    {
        count_recent();
        return std::exchange(firings_, std::vector<std::int64_t>(firings_.size()));
    }

    Work work;
    std::optional<Failure> failure;

private:
    void count_recent() noexcept
    {
        for (const RuleId rule : std::span{recent_}.first(written_)) ++firings_[rule];
        written_ = 0;
    }

    std::vector<Event> events_;
    /// The rules of the last events. The counts of so many rules and places are far from the cache
    /// when an event has to be counted; these lie side by side.
    std::array<RuleId, 64> recent_{};
    std::size_t written_ = 0;
    std::vector<std::int64_t> firings_; ///< by rule, without those
    std::uint64_t digest_ = 0;
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a rule may do: write to its own life, send letters, be born, move, die. Nothing else.

#include "engine/run_context.h"

namespace counterlife::engine {

template <class M> class Partition;

/// The effect of a rule on the life it belongs to.
template <class M> class Act {
public:
    Act(Partition<M>& partition, Slot slot, RuleId rule, Instant now, Cause cause) noexcept
        : partition_{partition}, slot_{slot}, now_{now}
    {
        event_ = {.who = life().being.id,
                  .cause = cause,
                  .day = now.day,
                  .rule = rule,
                  .place = partition.number()};
    }

    typename M::Life& life() noexcept { return partition_.life(slot_); }
    /// The conditions of the place, as of this morning.
    const typename M::Place& place() const noexcept { return partition_.place; }
    /// The state of the place, to write to. What is written must commute with what others write
    /// today, and nobody may act on it before tomorrow.
    typename M::Place& place_state() noexcept { return partition_.place; }
    const typename M::Numbers& numbers() const noexcept { return partition_.context().numbers; }
    View<M> view() noexcept { return {life(), place(), numbers()}; }

    Instant now() const noexcept { return now_; }
    Day today() const noexcept { return now_.day; }
    PlaceId here() const noexcept { return partition_.number(); }
    Address self() noexcept { return {.id = event_.who, .slot = slot_, .place = here()}; }

    /// Luck of this life under this rule. An occasion names what the draw is for: within one
    /// occasion the answer is always the same.
    double uniform(std::uint32_t occasion) const noexcept
    {
        return partition_.context().luck.uniform(event_.who, stream(), occasion);
    }
    double exponential(std::uint32_t occasion) const noexcept
    {
        return partition_.context().luck.exponential(event_.who, stream(), occasion);
    }
    const Luck& luck() const noexcept { return partition_.context().luck; }
    Stream stream() const noexcept { return partition_.context().streams[event_.rule]; }

    /// A letter to another life, read `days` from today at the earliest: tomorrow, or later where
    /// the way is longer.
    void send(const Address& to, const Rule<M>& rule, std::uint64_t payload = 0,
              const Address& about = {}, Day days = 1)
    {
        partition_.post({.to = to.id,
                         .from = event_.who,
                         .payload = payload,
                         .about = about,
                         .to_slot = to.slot,
                         .from_slot = slot_,
                         .day = today() + days,
                         .sent = today(),
                         .to_place = to.place,
                         .from_place = here(),
                         .rule = rule.number,
                         .from_rule = event_.rule});
    }
    /// A letter to an institution.
    void send(PlaceId where, std::uint8_t office, const Rule<M>& rule, std::uint64_t payload = 0,
              const Address& about = {})
    {
        send({.id = office_id(where, office), .slot = no_slot, .place = where}, rule, payload,
             about);
    }

    /// A new life begins here and now.
    Address bear(const typename M::Life& newborn) { return partition_.bear(newborn, now_); }
    /// This life ends: nothing more happens to it.
    void die() noexcept { partition_.mark_dead(slot_); }
    /// This life leaves for another place, to be met there by the rule `arrival`.
    void travel(PlaceId to, const Rule<M>& arrival, std::uint64_t payload = 0)
    {
        partition_.mark_leaving(slot_, to, arrival.number, payload, event_);
    }

    /// What the journal should say beside who, when, where and why.
    void note(std::int32_t detail, LifeId with = nobody) noexcept
    {
        event_.detail = detail;
        event_.with = with;
    }
    /// Nothing happened that anyone need know: no event is written.
    void quiet() noexcept { quiet_ = true; }
    void loud() noexcept { quiet_ = false; }

    /// The letter changed nothing that any of this life's hazards or timers depends on, so what
    /// comes next need not be found anew. A promise: it saves time and must not change a life.
    void carry_on() noexcept { carries_on_ = true; }

    bool is_quiet() const noexcept { return quiet_; }
    bool carries_on() const noexcept { return carries_on_; }
    const Event& event() const noexcept { return event_; }

private:
    Partition<M>& partition_;
    Slot slot_;
    Instant now_;
    Event event_;
    bool quiet_ = false, carries_on_ = false;
};

/// What an institution does: read and write the state of its place, and send letters.
template <class M> class OfficeAct {
public:
    OfficeAct(Partition<M>& partition, LifeId office, RuleId rule, Day day, Cause cause) noexcept
        : partition_{partition}
    {
        event_ = {
            .who = office, .cause = cause, .day = day, .rule = rule, .place = partition.number()};
    }

    typename M::Place& place() noexcept { return partition_.place; }
    const typename M::Numbers& numbers() const noexcept { return partition_.context().numbers; }
    Day today() const noexcept { return event_.day; }
    PlaceId here() const noexcept { return partition_.number(); }
    LifeId id() const noexcept { return event_.who; }
    const Luck& luck() const noexcept { return partition_.context().luck; }
    Stream stream() const noexcept { return partition_.context().streams[event_.rule]; }

    void send(const Address& to, const Rule<M>& rule, std::uint64_t payload = 0,
              const Address& about = {}, Day days = 1)
    {
        partition_.post({.to = to.id,
                         .from = event_.who,
                         .payload = payload,
                         .about = about,
                         .to_slot = to.slot,
                         .from_slot = no_slot,
                         .day = today() + days,
                         .sent = today(),
                         .to_place = to.place,
                         .from_place = here(),
                         .rule = rule.number,
                         .from_rule = event_.rule});
    }

    void note(std::int32_t detail, LifeId with = nobody) noexcept
    {
        event_.detail = detail;
        event_.with = with;
    }
    void quiet() noexcept { quiet_ = true; }

    bool is_quiet() const noexcept { return quiet_; }
    const Event& event() const noexcept { return event_; }

private:
    Partition<M>& partition_;
    Event event_;
    bool quiet_ = false;
};

} // namespace counterlife::engine

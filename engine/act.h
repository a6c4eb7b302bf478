// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a rule may do: write to its own life, send letters, be born, move, die. Nothing else.

#include "engine/choice.h"
#include "engine/run_context.h"

#include <initializer_list>

namespace counterlife::engine {

template <class M> class Partition;

/// What the acts of lives and those of institutions have in common.
template <class M> class AnyAct {
public:
    const typename M::Numbers& numbers() const noexcept { return partition_.context().numbers; }
    Day today() const noexcept { return event_.day; }
    PlaceId here() const noexcept { return event_.place; }
    Address self() const noexcept { return {.id = event_.who, .slot = slot_, .place = here()}; }

    /// Luck of whoever acts, a number in (0, 1). The lot says what it is drawn for, the count on
    /// which occasion, the last number which of the lot's questions it answers: the same is always
    /// answered alike.
    double uniform(const Lot& lot, Count count = {}, std::uint32_t nth = 0) const
    {
        return uniform_for(event_.who, lot, count, nth);
    }
    /// The same for somebody else, or for a pair.
    double uniform_for(LifeId who, const Lot& lot, Count count = {}, std::uint32_t nth = 0) const
    {
        return luck().uniform(who, stream(lot), number(lot, count, nth));
    }
    double exponential_for(LifeId who, const Lot& lot, Count count = {},
                           std::uint32_t nth = 0) const
    {
        return luck().exponential(who, stream(lot), number(lot, count, nth));
    }
    /// In a lottery the lowest tickets are drawn, so a larger quota only adds people.
    std::uint64_t ticket_for(LifeId who, const Lot& lot, Count count = {},
                             std::uint32_t nth = 0) const
    {
        return luck().ticket(who, stream(lot), number(lot, count, nth));
    }
    Luck::Words words_for(LifeId who, const Lot& lot, Count count = {}, std::uint32_t nth = 0) const
    {
        return luck().words(who, stream(lot), number(lot, count, nth));
    }
    /// One of several alternatives by their weights, or none where nothing weighs: see choice.h.
    template <std::ranges::input_range Alternatives, class Weight>
    auto choose(const Lot& lot, Count count, const Alternatives& alternatives,
                const Weight& weight_of) const
    {
        return engine::choose(luck(), event_.who, stream(lot), lot.number(count.value, 0),
                              alternatives, [&](const auto& alternative) {
                                  (void)number(lot, count, static_cast<std::uint32_t>(alternative));
                                  return weight_of(alternative);
                              });
    }
    template <class Alternative, class Weight>
    auto choose(const Lot& lot, Count count, std::initializer_list<Alternative> alternatives,
                const Weight& weight_of) const
    {
        return choose<std::initializer_list<Alternative>>(lot, count, alternatives, weight_of);
    }

    /// A letter to a life or an institution, read `days` from today at the earliest: tomorrow, or
    /// later where the way is longer.
    void send(const Address& to, const Rule<M>& rule, std::uint64_t payload = 0,
              const Address& about = {}, Days days = 1)
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
    void send(PlaceId where, std::uint8_t office, const Rule<M>& rule, std::uint64_t payload = 0,
              const Address& about = {}, Days days = 1)
    {
        send(office_address(where, office), rule, payload, about, days);
    }

    /// What the journal should say beside who, when, where and why.
    void note(std::int32_t detail, LifeId with = nobody) noexcept
    {
        event_.detail = detail;
        event_.with = with;
    }
    /// Nothing happened that anyone need know: no event is written.
    void quiet() noexcept { quiet_ = true; }

    bool is_quiet() const noexcept { return quiet_; }
    const Event& event() const noexcept { return event_; }

private:
    const Luck& luck() const noexcept { return partition_.context().luck; }
    Stream stream(const Lot& lot) const noexcept
    {
        return lot.stream ? lot.stream : partition_.context().asked[event_.rule].stream;
    }
    std::uint32_t number(const Lot& lot, Count count, std::uint32_t nth) const
    {
        const auto& lots = partition_.context().rules[event_.rule]->lots;
        if (std::ranges::find(lots, &lot) == lots.end())
            partition_.blame(event_, "draws a lot that it does not name");
        if (nth >= lot.many || (lot.every == 0 && count.value != 0))
            partition_.blame(event_, "draws what is not its lot's");
        return lot.number(count.value, nth);
    }

protected:
    AnyAct(Partition<M>& partition, LifeId who, Slot slot, RuleId rule, Day day,
           const Cause& cause) noexcept
        : partition_{partition}, slot_{slot},
          event_{.who = who, .cause = cause, .day = day, .rule = rule, .place = partition.number()}
    {
    }
    ~AnyAct() = default;

    Partition<M>& partition_;
    Slot slot_;
    Event event_;
    bool quiet_ = false;
};

/// The effect of a rule on the life it belongs to.
template <class M> class Act : public AnyAct<M> {
    using AnyAct<M>::partition_;
    using AnyAct<M>::slot_;
    using AnyAct<M>::event_;

public:
    Act(Partition<M>& partition, Slot slot, RuleId rule, Instant now, const Cause& cause) noexcept
        : AnyAct<M>{partition, partition.life(slot).being.id, slot, rule, now.day, cause}, now_{now}
    {
    }

    typename M::Life& life() noexcept { return partition_.life(slot_); }
    /// The conditions of the place, as of this morning.
    const typename M::Place& place() const noexcept { return partition_.place; }
    /// The state of the place, to write to. What is written must commute with what others write
    /// today, and nobody may act on it before tomorrow.
    typename M::Place& place_state() noexcept { return partition_.place; }
    View<M> view() noexcept { return {life(), place(), this->numbers()}; }

    Instant now() const noexcept { return now_; }

    /// A new life begins here and now.
    Address bear(const typename M::Life& newborn) { return partition_.bear(newborn, now_); }
    /// This life ends: nothing more happens to it.
    void die() noexcept { partition_.mark_dead(slot_); }
    /// This life leaves for another place, to be met there by the rule `arrival`.
    void travel(PlaceId to, const Rule<M>& arrival, std::uint64_t payload = 0)
    {
        partition_.mark_leaving(slot_, to, arrival.number, payload, event_);
    }

    void loud() noexcept { this->quiet_ = false; }

    /// The letter changed nothing that any of this life's hazards or timers depends on, so what
    /// comes next need not be found anew. A promise: it saves time and must not change a life.
    void carry_on() noexcept { carries_on_ = true; }
    bool carries_on() const noexcept { return carries_on_; }

private:
    Instant now_;
    bool carries_on_ = false;
};

/// What an institution does: read and write the state of its place, and send letters.
template <class M> class OfficeAct : public AnyAct<M> {
public:
    OfficeAct(Partition<M>& partition, LifeId office, RuleId rule, Day day,
              const Cause& cause) noexcept
        : AnyAct<M>{partition, office, no_slot, rule, day, cause}
    {
    }

    typename M::Place& place() noexcept { return this->partition_.place; }
    LifeId id() const noexcept { return this->event_.who; }
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One place at work: its lives, its institutions, its calendar and its mail.
//
// A partition runs through a window of days on its own and touches nothing outside itself, so any
// thread may run any partition.
//
// A day goes: travellers arrive (travel.h); institutions read their mail and act (offices.h); every
// life with mail (mail.h) or something due acts once, mail first (visits.h).

#include "engine/offices.h"
#include "engine/visits.h"

namespace counterlife::engine {

template <class M> class Partition {
    friend class Rehearsal<M>;

public:
    using Life = typename M::Life;

    Partition(const RunContext<M>& context, PlaceId number, typename M::Place state)
        : place{std::move(state)}, site_{context, number, place}
    {
    }
    Partition(const Partition&) = delete; // Its parts know where it lies.
    Partition& operator=(const Partition&) = delete;

    typename M::Place place;

    PlaceId number() const noexcept { return site_.number; }
    const RunContext<M>& context() const noexcept { return site_.context; }
    Life& life(Slot slot) noexcept { return site_.lives[slot]; }

    /// All records, with the gaps that the dead and the departed left: a gap's id is nobody.
    std::span<const Life> lives() const noexcept { return site_.lives.all(); }
    /// Those who are on their way to this place.
    const std::vector<Parcel<M>>& expected() const noexcept { return travel_.expected(); }
    std::span<const Letter> outbox() const noexcept { return mail_.outbox(); }
    const Work& work() const noexcept { return site_.journal.work; }
    std::uint64_t digest() const noexcept { return site_.journal.digest(); }
    const std::optional<Failure>& failure() const noexcept { return site_.journal.failure; }
    std::int64_t letters_waiting() const noexcept
    {
        return site_.calendar.letters_waiting() + static_cast<std::int64_t>(expected().size());
    }
    std::vector<Event> take_events() { return site_.journal.take_events(); }
    std::vector<std::int64_t> take_firings() { return site_.journal.take_firings(); }

    /// Before the run: a founder takes a place here.
    Address settle(const Life& founder)
    {
        return {.id = founder.being.id, .slot = site_.take_in(founder), .place = number()};
    }
    /// Before the run, when all founders have settled.
    void open()
    {
        if constexpr (LivesAlone<M>) return; // They look ahead when it is their turn.
        visits_.open();
        offices_.open();
        gather(site_.context.start);
    }

    /// Runs from one day to another (exclusive). Stops early on a failure.
    void run(Day from, Day to)
    {
        if constexpr (LivesAlone<M>) return visits_.live_alone(from, to);
        prefetch(site_, from, to);
        for (Day day = from; day < to && !failure(); ++day) {
            if (!site_.calendar.has_gathered(day)) gather(day);
            run_day(day);
        }
    }

    // What goes to other places and comes from them at the end of a window.

    std::vector<Letter>& outgoing() noexcept { return mail_.outbox(); }
    std::vector<Parcel<M>>& departures() noexcept { return travel_.departures(); }
    void deliver(const Letter& letter) { site_.calendar.deliver(letter); }
    void expect(Parcel<M>&& parcel) { travel_.expect(std::move(parcel)); }

    // What an act may ask for. See act.h.

    void blame(const Event& event, const char* what)
    {
        site_.fail(event.day, event.who, event.rule, what);
    }
    void post(const Letter& letter)
    {
        static_assert(!LivesAlone<M>, "whoever writes does not live alone");
        mail_.post(letter);
    }
    Address bear(const Life& newborn, Instant now)
    {
        static_assert(!LivesAlone<M>, "whoever gives birth does not live alone");
        return visits_.bear(newborn, now);
    }
    void mark_dead(Slot slot) noexcept { visits_.end_by_death(slot); }
    void mark_leaving(Slot slot, PlaceId to, RuleId arrival, std::uint64_t payload,
                      const Event& event)
    {
        // Moving within a place is no travel; that would be a fault of the rule.
        if (to == number() || !context().leads(number(), to)) {
            return blame(event, "travels to where it is or to nowhere");
        }
        visits_.end_by_departure(slot, {.to = event.who,
                                        .from = event.who,
                                        .payload = payload,
                                        .from_slot = no_slot,
                                        .day = event.day + context().travel_days(number(), to),
                                        .sent = event.day,
                                        .to_place = to,
                                        .from_place = number(),
                                        .rule = arrival,
                                        .from_rule = event.rule});
    }

private:
    void gather(Day day)
    {
        site_.calendar.gather(day);
        mail_.forget_former_newcomers();
    }

    void run_day(Day day)
    {
        site_.lives.turn_day();
        travel_.welcome(day);
        today_.swap(site_.calendar.letters_of(day));
        offices_.read_mail(today_, day);
        offices_.carry_out_orders(day);
        std::vector<Slot>& due = site_.calendar.lives_of(day);
        if (due.empty() && today_.empty()) return;

        mail_.address(today_, day);
        visits_.run_day(day, due, today_);
        std::vector<Letter>{}.swap(today_); // Else each day's list would keep its largest size.
    }

    Site<M> site_;
    Mail<M> mail_{site_};
    Travel<M> travel_{site_, mail_};
    Offices<M> offices_{*this, site_};
    Visits<M> visits_{*this, site_, mail_, travel_};
    std::vector<Letter> today_; ///< letters to be read
};

} // namespace counterlife::engine

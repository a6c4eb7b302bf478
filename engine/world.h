// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A whole run: all places, day by day, on any number of threads.
//
// Places run on their own through a window no longer than the shortest travel time; then they
// exchange mail. That is conservative parallel simulation with geography as the lookahead: nothing
// sent in a window can be due in it, so the threads and the order in which places are dealt to
// them leave no trace.

#include "engine/enrol.h"
#include "engine/partition.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <chrono>
#include <memory>
#include <stdexcept>

namespace counterlife::engine {

// The thread sanitizer cannot see into the system's oneTBB, so it is told what that library
// promises: a loop's tasks begin after what came before the loop, and end before what follows.
#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);
inline void tell_sanitizer_of_acquire(void* of)
{
    __tsan_acquire(of);
}
inline void tell_sanitizer_of_release(void* of)
{
    __tsan_release(of);
}
#else
inline void tell_sanitizer_of_acquire(void*) {}
inline void tell_sanitizer_of_release(void*) {}
#endif

template <class M> class World {
public:
    struct Plan {
        std::uint64_t seed = 1;
        Day start;
        int threads = 1;
        EventSample sample;
        Watch<M> watch = {};               ///< looks at each life before and after an event
        std::vector<InForce> in_force;     ///< by rule; empty: all rules at all times
        std::vector<std::uint16_t> travel; ///< days from place to place; empty: none travels
        std::vector<PlaceId> deal; ///< an order in which to deal out places; empty: as listed
    };

    /// `numbers` must outlive the world.
    World(const typename M::Numbers& numbers, std::vector<typename M::Place> places, Plan plan)
        : context_{.numbers = numbers,
                   .rules = M::rules(),
                   .luck = Luck{plan.seed},
                   .start = plan.start,
                   .sample = plan.sample,
                   .watch = std::move(plan.watch)},
          allowed_{oneapi::tbb::global_control::max_allowed_parallelism,
                   static_cast<std::size_t>(plan.threads)},
          arena_{plan.threads}, threads_{plan.threads}, today_{plan.start},
          deal_{std::move(plan.deal)}
    {
        enrol(context_.rules);
        context_.in_force = std::move(plan.in_force);
        context_.in_force.resize(context_.rules.size());
        context_.asked = asked_of(context_.rules, numbers, context_.in_force);
        context_.places = places.size();
        context_.travel = std::move(plan.travel);
        window_ = context_.travel.empty() ? Days{Calendar::longest} : longest_window;
        for (std::size_t i = 0; i < context_.travel.size(); ++i) {
            if (i / places.size() == i % places.size()) continue;
            const Days days{context_.travel[i]};
            if (days < 1 || days > longest_window)
                throw std::invalid_argument{"travel between places must take 1 to 32 days"};
            window_ = std::min(window_, days);
        }
        for (PlaceId number = 0; number < places.size(); ++number)
            partitions_.push_back(
                std::make_unique<Partition<M>>(context_, number, std::move(places[number])));
        if (deal_.empty())
            for (PlaceId number = 0; number < partitions_.size(); ++number) deal_.push_back(number);
    }

    Partition<M>& partition(PlaceId place) { return *partitions_[place]; }
    std::size_t places() const noexcept { return partitions_.size(); }
    Day today() const noexcept { return today_; }

    /// After the founders have settled and before the first day.
    void open()
    {
        for_each_place([](Partition<M>& partition) { partition.open(); });
        opened_ = true;
    }

    /// Runs to the morning of `until`. Returns what went wrong, if anything did.
    std::optional<Failure> run_until(Day until)
    {
        if (!opened_) open();
        while (today_ < until) {
            const Day end = until - today_ < window_ ? until : today_ + window_;
            for_each_place([this, end](Partition<M>& partition) { partition.run(today_, end); });
            if (auto failure = first_failure()) return failure;
            const auto before = std::chrono::steady_clock::now();
            exchange();
            exchanging_ += std::chrono::steady_clock::now() - before;
            today_ = end;
        }
        return {};
    }

    /// Calls `task(Partition&)` for every place, in any order, on all threads.
    template <class Task> void for_each_place(const Task& task)
    {
        if (threads_ == 1) {
            for (const PlaceId place : deal_) task(*partitions_[place]);
            return;
        }
        side_by_side(deal_.size(), [&](std::size_t i) { task(*partitions_[deal_[i]]); });
    }

    Work work() const
    {
        Work sum;
        for (const auto& partition : partitions_) sum += partition->work();
        return sum;
    }
    std::uint64_t digest() const
    {
        std::uint64_t sum = 0;
        for (const auto& partition : partitions_) sum += partition->digest();
        return sum;
    }
    /// Seconds of wall time spent on passing mail and travellers from place to place.
    double exchanging() const noexcept { return exchanging_.count(); }
    std::int64_t letters_waiting() const
    {
        std::int64_t sum = 0;
        for (const auto& partition : partitions_) sum += partition->letters_waiting();
        return sum;
    }

private:
    // Half the time for which a place remembers a newcomer by name.
    static constexpr Days longest_window = 32;

    /// Calls `task(i)` for all i below `count` on all threads, and returns when all are done.
    template <class Task> void side_by_side(std::size_t count, const Task& task)
    {
        tell_sanitizer_of_release(&deal_);
        arena_.execute([&] {
            oneapi::tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
                tell_sanitizer_of_acquire(&deal_);
                task(i);
                tell_sanitizer_of_release(&partitions_);
            });
        });
        tell_sanitizer_of_acquire(&partitions_);
    }

    std::optional<Failure> first_failure() const
    {
        std::optional<Failure> first;
        for (const auto& partition : partitions_)
            if (const auto& f = partition->failure();
                f && (!first || std::tie(f->day, f->who) < std::tie(first->day, first->who)))
                first = f;
        return first;
    }

    /// Each part of the places takes its own mail out of all outboxes. Recipients put their mail
    /// in order before they read it, so the order of delivery does not matter.
    void exchange()
    {
        std::size_t waiting = 0;
        for (const auto& partition : partitions_)
            waiting += partition->outgoing().size() + partition->departures().size();
        if (waiting == 0) return;
        const std::size_t parts = waiting < 1000 ? 1 : static_cast<std::size_t>(threads_);
        const auto take_part = [&](std::size_t part) {
            for (const auto& partition : partitions_) {
                for (const Letter& letter : partition->outgoing())
                    if (letter.to_place % parts == part)
                        partitions_[letter.to_place]->deliver(letter);
                for (Parcel<M>& parcel : partition->departures())
                    if (parcel.letter.to_place % parts == part)
                        partitions_[parcel.letter.to_place]->expect(std::move(parcel));
            }
        };
        if (parts == 1)
            take_part(0);
        else
            side_by_side(parts, take_part);
        for (const auto& partition : partitions_) {
            partition->outgoing().clear();
            partition->departures().clear();
        }
    }

    RunContext<M> context_;
    std::vector<std::unique_ptr<Partition<M>>> partitions_;
    oneapi::tbb::global_control allowed_; ///< also more threads than cores, if asked for
    oneapi::tbb::task_arena arena_;
    int threads_;
    Day today_;
    Days window_ = 1;
    std::vector<PlaceId> deal_;
    bool opened_ = false;
    std::chrono::duration<double> exchanging_{0};
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pieces of work that do not depend on each other, on several threads.

#include "study/nation/machine.h"
#include "study/rooms.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace counterlife::study::nation {

/// As many threads as asked for; for nought, as many as there are cores to use.
inline int threads_for(int wanted)
{
    return wanted > 0 ? wanted : usable_cores();
}

/// Calls `worker_of(thread)` once a thread, and what it gives for every number below `count`, each
/// number once. What one of them throws ends the work of all and is thrown on. Where the machine
/// refuses a thread, those that there are do its work.
template <class WorkerOf> void side_by_side(std::size_t count, int threads, WorkerOf worker_of)
{
    std::atomic<std::size_t> next{0};
    std::mutex door;
    std::exception_ptr trouble;
    const auto work = [&](int thread) {
        try {
            auto worker = worker_of(thread);
            for (std::size_t piece = next++; piece < count; piece = next++) worker(piece);
        } catch (...) {
            const std::lock_guard alone{door};
            if (!trouble) trouble = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> others;
        others.reserve(static_cast<std::size_t>(threads));
        try {
            for (int thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
        } catch (const std::system_error&) { // No thread is missed: the work is done all the same.
        }
        work(0);
    }
    if (trouble) std::rethrow_exception(trouble);
}

} // namespace counterlife::study::nation

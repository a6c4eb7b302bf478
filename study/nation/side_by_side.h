// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pieces of work that do not depend on each other, on several threads.

#include "study/rooms.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace counterlife::study::nation {

/// As many threads as asked for; for nought, as many as there are cores.
inline int threads_for(int wanted)
{
    if (wanted > 0) return wanted;
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

/// Calls `worker_of(thread)` once a thread, and what it gives for every number below `count`, each
/// number once. Nothing that is called may throw.
template <class WorkerOf> void side_by_side(std::size_t count, int threads, WorkerOf worker_of)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&](int thread) {
        auto worker = worker_of(thread);
        for (std::size_t piece = next++; piece < count; piece = next++) worker(piece);
    };
    std::vector<std::jthread> others;
    for (int thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
    work(0);
}

} // namespace counterlife::study::nation

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/memory_need.h"

#include "study/nation/machine.h"
#include "study/record/run_file.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <algorithm>

namespace counterlife::study::nation {
namespace {

// Measured at 1:1000 to 1:10; a machine with more than this may still want a little more.
constexpr double bytes_of_program = 60e6;
constexpr double bytes_of_counts = 1.3e6; ///< of each year, at any scale
constexpr double bytes_of_life = 170;     ///< of each living
constexpr double bytes_of_event = 60;     ///< of each event of the fullest year, if it is kept
constexpr double bytes_of_compared = 200; ///< of each person of a world who is held against others
constexpr std::int64_t bytes_of_stack = 8 << 20;

struct Nation {
    double living, lives, events_in_year;
};

/// About how many there are by the end of a run, at one to one.
Nation nation_at(engine::Day end)
{
    constexpr double first = 1955, last = 2026, millions = 1e6;
    const double gone = std::clamp((engine::year_of(end) - first) / (last - first), 0.0, 1.0);
    return {.living = (10.3 + gone * (26.2 - 10.3)) * millions,
            .lives = (10.3 + gone * (38.3 - 10.3)) * millions,
            .events_in_year = 10 * millions};
}

} // namespace

std::int64_t memory_needed(const RunRequest& request)
{
    const Nation nation = nation_at(request.to);
    const double share = 1 / static_cast<double>(request.scale.denominator);
    const double years = engine::years(request.to - request.from);
    const double kept = request.sample.one_in == 0 ? 0 : 1.0 / request.sample.one_in;
    return static_cast<std::int64_t>(
        bytes_of_program + bytes_of_counts * years +
        share * (bytes_of_life * nation.living + bytes_of_event * kept * nation.events_in_year));
}

std::int64_t memory_needed(const RunRequest& request, std::size_t worlds)
{
    RunRequest all = request;
    all.sample.one_in = 1;
    const double share = 1 / static_cast<double>(request.scale.denominator);
    const double of_world = static_cast<double>(memory_needed(all)) - bytes_of_program +
                            share * bytes_of_compared * nation_at(request.to).lives;
    return static_cast<std::int64_t>(bytes_of_program + of_world * static_cast<double>(worlds));
}

std::string what_is_lacking(std::int64_t bytes, const RunRequest& request)
{
    for (const MemoryLimit& limit : memory_limits()) {
        // What is there is part of what is needed; what is only asked for comes on top of that.
        const std::int64_t stacks = limit.is_virtual ? request.threads * bytes_of_stack : 0;
        const std::int64_t need = limit.is_virtual ? limit.used + stacks + bytes : bytes;
        if (need <= limit.bytes) continue;
        return fmt::format("This needs about {} of memory, at {} until {}, and {} are what there "
                           "is: {}. Nothing is written; a smaller scale needs less.",
                           bytes_text(need), scale_text(request.scale.denominator),
                           date_text(request.to - 1), bytes_text(limit.bytes), limit.which);
    }
    if (const int there = threads_there(request.threads); there < request.threads)
        return fmt::format("{} threads were wanted, and the machine gives this process no more "
                           "than {}. Nothing is written; --threads {} is what it can have.",
                           request.threads, there, there);
    return {};
}

} // namespace counterlife::study::nation

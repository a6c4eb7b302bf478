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

// As measured at 1:1000 to 1:10, to 1956 and to 2025, rounded down: what a run is refused for, it
// cannot have done without.
constexpr double bytes_of_program = 75e6;
constexpr double bytes_of_counts = 1.4e6; ///< of each year, at any scale
constexpr double bytes_of_life = 270;     ///< of each that is ever lived
constexpr double bytes_of_event = 120;    ///< of each of the fullest year, where it is kept
constexpr double bytes_of_compared = 200; ///< of each life of a world held against others

struct Nation {
    double lives, events_in_year;
};

/// About how many there are by the end of a run, at one to one.
Nation nation_at(engine::Day end)
{
    constexpr double first = 1955, last = 2026, millions = 1e6;
    const double gone = std::clamp((engine::year_of(end) - first) / (last - first), 0.0, 1.0);
    return {.lives = (10.3 + gone * (38.3 - 10.3)) * millions,
            .events_in_year = (5 + gone * (12 - 5)) * millions};
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
        share * (bytes_of_life * nation.lives + bytes_of_event * kept * nation.events_in_year));
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
    // What is asked for and never touched counts for some limits, but who asks can do without it.
    if (const MemoryLimit limit = memory_limit(); bytes > limit.bytes)
        return fmt::format("This needs about {} of memory, at {} until {}, and {} are what there "
                           "is: {}. Nothing is written; a smaller scale needs less.",
                           bytes_text(bytes), scale_text(request.scale.denominator),
                           date_text(request.to - 1), bytes_text(limit.bytes), limit.which);
    if (const int there = threads_there(request.threads); there < request.threads)
        return fmt::format("{} threads were wanted, and the machine gives this process no more "
                           "than {}. Nothing is written; --threads {} is what it can have.",
                           request.threads, there, there);
    return {};
}

} // namespace counterlife::study::nation

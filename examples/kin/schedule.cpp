// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/schedule.h"

namespace counterlife::kin {

namespace {

/// A ceiling over several steps saves looking at each, but wherever it is higher than the rate
/// some are looked at in vain. It goes on while fewer than one in seven would be.
constexpr double most_in_vain = 0.4;

} // namespace

Schedule::Schedule(std::vector<Step> steps, int interval)
    : steps_{std::move(steps)}, interval_{interval}
{
    steps_.back().until = last_month;
    double so_far = 0;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        so_far_.push_back(so_far);
        so_far += (steps_[step].until - begin_of(step)) * steps_[step].monthly;
        for (int month = begin_of(step); month < steps_[step].until; ++month)
            step_of_[static_cast<std::size_t>(month)] = static_cast<std::uint8_t>(step);
    }
    for (std::size_t step = 0; step < steps_.size(); ++step)
        highest_ = std::max(highest_, highest_of(step));
    lay_out_stretches();
}

/// The steps are straight lines of `barred`, with bends at whole months only.
double Schedule::highest_of(std::size_t step) const noexcept
{
    const double rate = steps_[step].monthly;
    if (interval_ == 0 || rate <= 0) return rate;
    double most = 0;
    for (int month = begin_of(step); month <= steps_[step].until; ++month)
        most = std::max(most, barred(month));
    constexpr double rounding = 1 + 1e-12;
    return rounding * rate / (1 - most);
}

void Schedule::lay_out_stretches()
{
    for (std::size_t first = 0; first < steps_.size(); ++first) {
        Stretch stretch{.highest = PerYear{highest_of(first)}, .until = steps_[first].until};
        double wanted = highest_of(first) * (stretch.until - begin_of(first));
        for (std::size_t next = first + 1; next < steps_.size(); ++next) {
            const double rate = highest_of(next);
            wanted += rate * (steps_[next].until - begin_of(next));
            const double highest = std::max(stretch.highest.value(), rate);
            const double in_vain = highest * (steps_[next].until - begin_of(first)) - wanted;
            const bool begins_here = highest > 0 && stretch.highest == engine::never;
            if (begins_here || in_vain > most_in_vain) break;
            stretch = {.highest = PerYear{highest}, .until = steps_[next].until};
        }
        stretch.highest *= months_a_year;
        stretches_.push_back(stretch);
    }
}

} // namespace counterlife::kin

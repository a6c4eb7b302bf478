// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/expected.h"

#include <cmath>

namespace counterlife::epidemic {

namespace {

constexpr int steps_of_a_gap = 1000; ///< the longest there is

double days_of(Time time) noexcept
{
    return time == never ? longest_run : in_days(time);
}

/// Solves y(t) = known(t) + factor times the mean of y over the gaps before t, where nothing is
/// before the beginning: by the trapezoidal rule, whose corners all lie on the grid.
template <class Known>
std::vector<double> solve(std::size_t steps, double factor, const Known& known)
{
    std::vector<double> y(steps + 1), area(steps + 1); // In steps and in longest gaps.
    constexpr double half = 0.5 / steps_of_a_gap;
    y[0] = known(0);
    for (std::size_t i = 1; i <= steps; ++i) {
        const double before = i > steps_of_a_gap ? area[i - steps_of_a_gap] : 0;
        const double so_far = area[i - 1] + half * y[i - 1];
        y[i] = (known(i) + factor * (so_far - before)) / (1 - factor * half);
        area[i] = so_far + half * y[i];
    }
    return y;
}

/// The probability that somebody passes the disease on over one link, in an illness long after the
/// beginning: by then contacts have forgotten when they began.
double passes_on(const Numbers& numbers)
{
    const double gap = days_of(numbers.contact_interval), begin = 20 * gap;
    const double end = begin + days_of(numbers.infectious);
    return 1 - Renewal{gap, end}.escape(1 - numbers.transmission.value(), begin, end);
}

} // namespace

Renewal::Renewal(double mean_gap, double longest)
    : longest_gap_{2 * mean_gap}, step_{longest_gap_ / steps_of_a_gap}
{
    expected_ =
        solve(static_cast<std::size_t>(std::ceil(longest / step_)) + 1, 1,
              [](std::size_t i) { return std::min(1.0, static_cast<double>(i) / steps_of_a_gap); });
}

std::size_t Renewal::at(double days) const noexcept
{
    return std::min(static_cast<std::size_t>(std::lround(days / step_)), expected_.size() - 1);
}

double Renewal::expected(double days) const noexcept
{
    const auto before = std::min(static_cast<std::size_t>(days / step_), expected_.size() - 2);
    const double part = days / step_ - static_cast<double>(before);
    return expected_[before] + part * (expected_[before + 1] - expected_[before]);
}

/// By the length of a stretch that begins with an event, which does not count itself.
std::vector<double> Renewal::escape_after_event(double z, std::size_t steps) const
{
    return solve(steps, z,
                 [this](std::size_t i) { return gap_exceeds(static_cast<double>(i) * step_); });
}

/// The probability that nothing comes for so many steps from a step on.
double Renewal::next_exceeds(std::size_t from, std::size_t wait) const
{
    double sum = gap_exceeds(static_cast<double>(from + wait) * step_);
    const std::size_t first = from > steps_of_a_gap ? from - steps_of_a_gap : 0;
    for (std::size_t i = first; i < from; ++i) // The last event, and a gap beyond the wait.
        sum += (expected_[i + 1] - expected_[i]) *
               gap_exceeds((static_cast<double>(from + wait - i) - 0.5) * step_);
    return sum;
}

double Renewal::escape(double z, double from, double to) const
{
    const std::size_t begin = at(from), length = at(to) - begin;
    const std::vector<double> after_event = escape_after_event(z, length);
    double exceeds = next_exceeds(begin, 0), sum = 0;
    for (std::size_t wait = 0; wait < std::min<std::size_t>(length, steps_of_a_gap); ++wait) {
        const double later = next_exceeds(begin, wait + 1);
        const std::size_t rest = length - wait;
        sum += (exceeds - later) * z * (after_event[rest] + after_event[rest - 1]) / 2;
        exceeds = later;
    }
    return exceeds + sum;
}

double first_wave(const Numbers& numbers, double hosts, double until)
{
    const double latent = days_of(numbers.latent), ill = numbers.initial.value();
    const double end = std::min(until, latent + days_of(numbers.infectious));
    const Renewal contacts{days_of(numbers.contact_interval), end};
    const double passes_by = 1 - numbers.transmission.value();

    // A host meets all its links at once, so that those of them who are ill share its contacts.
    const auto escapes_links = [&](int links) {
        double sum = 0, choose = 1;
        for (int j = 0; j <= links; choose = choose * (links - j) / (j + 1), ++j)
            sum += choose * std::pow(1 - ill, links - j) * std::pow(ill, j) *
                   contacts.escape(std::pow(passes_by, j), latent, end);
        return sum;
    };
    double all_found = 1; // Nobody was drawn twice, nor the host itself.
    for (int j = 0; j < numbers.links; ++j) all_found *= 1 - (1 + j) / hosts;
    const double own = all_found * escapes_links(numbers.links) +
                       (1 - all_found) * escapes_links(numbers.links - 1);
    const double linked_to = 1 - std::pow(1 - 1 / hosts, numbers.links);
    const double others =
        std::pow(1 - linked_to * ill * (1 - contacts.escape(passes_by, latent, end)), hosts - 1);
    return (1 - ill) * (1 - own * others);
}

double first_generation(const Numbers& numbers)
{
    return 2 * numbers.links * passes_on(numbers);
}

double final_size(const Numbers& numbers)
{
    const double passes = passes_on(numbers);
    const double well = 1 - numbers.initial.value(), links = numbers.links;
    // That a link does not pass the disease on: to whom the host linked itself, and to the others.
    double from_link = 0, from_other = 0;
    for (int i = 0; i < 10'000; ++i) {
        const double others = std::exp(links * (from_other - 1));
        from_other = 1 - passes + passes * well * std::pow(from_link, links - 1) * others;
        from_link = 1 - passes + passes * well * std::pow(from_link, links) * others;
    }
    return 1 - well * std::pow(from_link, links) * std::exp(links * (from_other - 1));
}

} // namespace counterlife::epidemic

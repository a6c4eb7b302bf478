// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/luck_and_ignorance.h"

#include "study/figures/fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace counterlife::study::figures {
namespace {

/// The table of members by seeds, with weights that sum to one.
class Table {
public:
    Table(std::span<const double> values, const MemberRuns& runs)
        : values_{values}, seeds_{runs.replicates}, weights_{runs.weights},
          by_member_(runs.members()), by_seed_(runs.replicates)
    {
        const double sum = std::accumulate(weights_.begin(), weights_.end(), 0.0);
        for (double& weight : weights_) {
            weight /= sum;
            squares_ += weight * weight;
        }
        for (std::size_t i = 0; i < weights_.size(); ++i)
            for (std::size_t j = 0; j < seeds_; ++j) {
                by_member_[i] += at(i, j) / static_cast<double>(seeds_);
                by_seed_[j] += weights_[i] * at(i, j);
            }
        for (std::size_t i = 0; i < weights_.size(); ++i) mean_ += weights_[i] * by_member_[i];
    }

    double mean() const { return mean_; }
    double squares_of_weights() const { return squares_; }
    const std::vector<double>& by_member() const { return by_member_; }
    const std::vector<double>& by_seed() const { return by_seed_; }

    /// Of the means of members: that of members and a part of the rest.
    double between_members() const
    {
        return weighted([&](std::size_t i) {
            const double away = by_member_[i] - mean_;
            return away * away;
        });
    }
    /// Of what neither member nor seed explains.
    double rest() const
    {
        return weighted([&](std::size_t i) {
                   double sum = 0;
                   for (std::size_t j = 0; j < seeds_; ++j) {
                       const double away = at(i, j) - by_member_[i] - by_seed_[j] + mean_;
                       sum += away * away;
                   }
                   return sum;
               }) /
               static_cast<double>(seeds_ - 1);
    }
    /// Between the seeds of a member.
    double within_members() const
    {
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size(); ++i)
            for (std::size_t j = 0; j < seeds_; ++j) {
                const double away = at(i, j) - by_member_[i];
                sum += weights_[i] * away * away;
            }
        return sum / static_cast<double>(seeds_ - 1);
    }

private:
    double at(std::size_t member, std::size_t seed) const
    {
        return values_[member * seeds_ + seed];
    }
    /// Without bias: of equal weights the sum over n - 1.
    template <class Square> double weighted(Square square) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < weights_.size(); ++i) sum += weights_[i] * square(i);
        return sum / (1 - squares_);
    }

    std::span<const double> values_;
    std::size_t seeds_;
    std::vector<double> weights_, by_member_, by_seed_;
    double squares_ = 0, mean_ = 0;
};

/// Of the variance between members so much counts as ignorance in an interval at least. What is
/// left after luck is taken out is itself known by few members: taken at its word, intervals of
/// 95 % hold the truth 88 times in a hundred where luck is twice the ignorance; so 94 times.
constexpr double least_ignorance = 0.5;

double squares_of(const MemberRuns& runs)
{
    double sum = 0, squares = 0;
    for (const double weight : runs.weights) {
        sum += weight;
        squares += weight * weight;
    }
    return squares / (sum * sum);
}

/// Half of an interval of both, from half of luck's and a deviation of members.
double half_of_both(double luck, double deviation, const MemberRuns& runs)
{
    // As many members of one weight as would tell as much.
    const double squares = squares_of(runs);
    const double degrees = std::max(1.0, std::floor(1 / squares + 1e-9) - 1);
    const double ignorance =
        t_quantile(static_cast<std::size_t>(degrees)) * deviation * std::sqrt(1 + squares);
    return std::sqrt(luck * luck + ignorance * ignorance);
}

} // namespace

Spread spread_of(std::span<const double> values, const MemberRuns& runs)
{
    const Table table{values, runs};
    Spread spread;
    spread.mean = table.mean();
    spread.of_members = table.by_member();
    double luck = 0, variance = table.between_members();
    spread.deviation = std::sqrt(variance);
    if (runs.replicates > 1) {
        const Interval interval = mean_interval(table.by_seed());
        spread.low = interval.low;
        spread.high = interval.high;
        luck = interval.high - interval.mean;
        spread.error = luck / t_quantile(runs.replicates - 1);
        const double left = variance - table.rest() / static_cast<double>(runs.replicates);
        spread.sd_luck = std::sqrt(table.within_members());
        spread.sd_ignorance = std::sqrt(std::max(0.0, left));
        variance = std::max(left, least_ignorance * variance);
    }
    const double both = half_of_both(luck, std::sqrt(variance), runs);
    spread.ensemble_low = spread.mean - both;
    spread.ensemble_high = spread.mean + both;
    return spread;
}

std::size_t members_against(double mean, std::span<const double> of_members)
{
    return static_cast<std::size_t>(std::ranges::count_if(of_members, [&](double value) {
        return (mean > 0 && value < 0) || (mean < 0 && value > 0);
    }));
}

} // namespace counterlife::study::figures

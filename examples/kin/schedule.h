// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A rate that goes by age: steps that end at whole months, as SOCSIM's rate files have them.

#include "engine/rule.h"

#include <array>
#include <vector>

namespace counterlife::kin {

using engine::Bound;
using engine::Day;
using engine::Days;
using engine::Instant;
using engine::PerYear;

inline constexpr int months_a_year = 12;
/// Nobody lives longer than that.
inline constexpr int last_age = 100, last_month = last_age * months_a_year;
/// In whole ticks: what is cut off is less than a second in a life.
inline constexpr auto month_ticks =
    static_cast<std::int64_t>(engine::days_per_month * 4294967296.0);

constexpr std::int64_t ticks_in_months(std::int64_t months) noexcept
{
    return months * month_ticks;
}
constexpr double months_in(std::int64_t ticks) noexcept
{
    return static_cast<double>(ticks) * (1.0 / static_cast<double>(month_ticks));
}
/// The instant at which somebody born then is of that age.
constexpr Instant at_age(Instant born, std::int64_t months) noexcept
{
    return engine::instant_of(engine::ticks(born) + ticks_in_months(months));
}
constexpr double age_in_months(Instant born, Instant at) noexcept
{
    return months_in(engine::ticks(at) - engine::ticks(born));
}

class Schedule {
public:
    struct Step {
        int until = last_month; ///< months of age, exclusive
        double monthly = 0;     ///< the rate, a month
    };

    /// Nought at all ages.
    Schedule() : Schedule{std::vector<Step>{{}}} {}
    /// Steps in the order of age; the last goes on to the last age. Where an event cannot come
    /// again for `interval` months, those who may have it are fewer, and the rate of those is
    /// raised so that it comes as often as the steps say among all.
    explicit Schedule(std::vector<Step> steps, int interval = 0);

    const std::vector<Step>& steps() const noexcept { return steps_; }
    int interval() const noexcept { return interval_; }
    bool is_nought() const noexcept { return highest_ <= 0; }

    /// What the steps say, a month, at an age in months.
    double wanted(double months) const noexcept { return steps_[step_at(months)].monthly; }
    /// How often it has come by an age, to somebody alive until then.
    double by_age(double months) const noexcept
    {
        if (months <= 0) return 0;
        const std::size_t step = step_at(months);
        return so_far_[step] + (months - begin_of(step)) * steps_[step].monthly;
    }
    /// The share of those of an age who have had it within the interval, and cannot have it.
    double barred(double months) const noexcept
    {
        return by_age(months) - by_age(months - interval_);
    }
    /// The rate, a month, of those who may have it.
    double monthly(double months) const noexcept
    {
        const double rate = wanted(months);
        return interval_ == 0 || rate <= 0 ? rate : rate / (1 - barred(months));
    }

    PerYear rate(Instant born, Instant at) const noexcept
    {
        return PerYear{months_a_year * monthly(age_in_months(born, at))};
    }
    /// No higher until some day: the highest rate of this step and as many of the next as hold few
    /// visits in vain. Days are whole, so on the last day of a stretch that of the next counts too.
    Bound ceiling(Instant born, Instant from) const noexcept
    {
        const Stretch& stretch = stretches_[step_at(age_in_months(born, from))];
        if (stretch.until == last_month) return {stretch.highest, engine::no_day};
        const Day until = at_age(born, stretch.until).day;
        if (until > from.day) return {stretch.highest, until};
        const Stretch& next = stretches_[step_at(stretch.until)];
        return {std::max(stretch.highest, next.highest),
                next.until == last_month ? engine::no_day : at_age(born, next.until).day};
    }
    PerYear highest() const noexcept { return PerYear{months_a_year * highest_}; }

    friend bool operator==(const Schedule& a, const Schedule& b) noexcept
    {
        return a.interval_ == b.interval_ && a.step_of_ == b.step_of_ && a.so_far_ == b.so_far_ &&
               a.highest_ == b.highest_;
    }

private:
    struct Stretch {
        PerYear highest;
        int until = last_month;
    };

    std::size_t step_at(double months) const noexcept
    {
        const auto month = static_cast<std::size_t>(std::max(months, 0.0));
        return step_of_[std::min(month, step_of_.size() - 1)];
    }
    int begin_of(std::size_t step) const noexcept { return step == 0 ? 0 : steps_[step - 1].until; }
    double highest_of(std::size_t step) const noexcept;
    void lay_out_stretches();

    std::vector<Step> steps_;
    std::vector<double> so_far_; ///< by step: how often by its beginning
    std::vector<Stretch> stretches_;
    std::array<std::uint8_t, last_month> step_of_{}; ///< by month
    int interval_ = 0;
    double highest_ = 0;
};

} // namespace counterlife::kin

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/stable.h"

#include "engine/elementary.h"

#include <numeric>

namespace counterlife::kin {

namespace {

using engine::exponential;

/// The mean of exp(-k t) over t from 0 to 1.
double mean_decay(double k) noexcept
{
    constexpr double tiny = 1e-7;
    return k > -tiny && k < tiny ? 1 - k / 2 : (1 - exponential(-k)) / k;
}

std::size_t at(int month) noexcept
{
    return static_cast<std::size_t>(month);
}

} // namespace

StablePopulation::StablePopulation(const Numbers& numbers)
    : birth_{numbers.birth[0][0]}, boys_{numbers.share_of_boys}
{
    for (std::size_t sex = 0; sex < sexes; ++sex) {
        double alive = 1;
        for (int month = 0; month < last_month; ++month) {
            const double hazard = numbers.death[sex][0].monthly(month + 0.5);
            alive_[sex].push_back(alive);
            hazard_[sex].push_back(hazard);
            alive *= exponential(-hazard);
        }
    }
    for (int month = 0; month < last_month; ++month)
        if (birth_.wanted(month) > 0) fertile_ = month + 1;
    find_growth();
    find_mothers();
    find_siblings();
}

double StablePopulation::survival(Sex sex, double months) const noexcept
{
    if (months >= last_month) return 0;
    const auto month = static_cast<std::size_t>(months);
    const double part = months - static_cast<double>(month);
    return alive_[index(sex)][month] * exponential(-hazard_[index(sex)][month] * part);
}

double StablePopulation::survival(double months) const noexcept
{
    return boys_ * survival(Sex::man, months) + (1 - boys_) * survival(Sex::woman, months);
}

double StablePopulation::alive_in(Sex sex, int month, double growth) const noexcept
{
    return alive_[index(sex)][at(month)] * exponential(-growth * month) *
           mean_decay(growth + hazard_[index(sex)][at(month)]);
}

double StablePopulation::total_fertility() const noexcept
{
    return birth_.by_age(last_month);
}

double StablePopulation::expectancy(Sex sex) const noexcept
{
    double months = 0;
    for (int month = 0; month < last_month; ++month) months += alive_in(sex, month, 0);
    return months / months_a_year;
}

double StablePopulation::daughters(double growth) const noexcept
{
    double daughters = 0;
    for (int month = 0; month < fertile_; ++month)
        daughters += (1 - boys_) * birth_.wanted(month) * alive_in(Sex::woman, month, growth);
    return daughters;
}

/// Lotka's equation: a newborn girl has one daughter, discounted by growth until she is born.
void StablePopulation::find_growth()
{
    double low = -0.02, high = 0.02;
    for (int halving = 0; halving < 60; ++halving) {
        growth_ = (low + high) / 2;
        (daughters(growth_) > 1 ? low : high) = growth_;
    }
    for (std::size_t sex = 0; sex < sexes; ++sex) {
        const bool boys = sex == index(Sex::man);
        for (int month = 0; month < last_month; ++month)
            members_[sex].push_back((boys ? boys_ : 1 - boys_) *
                                    alive_in(boys ? Sex::man : Sex::woman, month, growth_));
        share_[sex] = std::accumulate(members_[sex].begin(), members_[sex].end(), 0.0);
    }
    const double all = share_[0] + share_[1];
    for (std::size_t sex = 0; sex < sexes; ++sex) {
        share_[sex] /= all;
        for (double& members : members_[sex]) members /= all;
    }
}

void StablePopulation::find_mothers()
{
    double all = 0;
    for (int month = 0; month < fertile_; ++month)
        all += mothers_.emplace_back(birth_.wanted(month) * members_[index(Sex::woman)][at(month)]);
    for (double& share : mothers_) share /= all;
}

/// Given one birth, births come as luck and the interval after each have it. What the next are to
/// a child is, in the mean over the mothers of all children, what the former are to it.
void StablePopulation::find_siblings()
{
    elder_.assign(at(fertile_), 0);
    younger_.assign(at(fertile_), 0);
    const int interval = birth_.interval();
    for (int first = 0; first < fertile_; ++first) {
        if (birth_.wanted(first) <= 0) continue;
        ByMonth births(at(fertile_), 0); // by the month, given a birth in the first
        double lately = 0;               // in the months that lie within the interval as a whole
        for (int month = first + interval; month < fertile_; ++month) {
            const double rate =
                birth_.monthly(month + 0.5) * (month == first + interval ? 0.5 : 1.0);
            double& come = births[at(month)];
            come = rate;
            if (interval == 0) continue;
            // From the middle of the month half of it counts, and half of the first.
            come *= (1 - lately - births[at(month - interval)] / 2) / (1 + rate / 2);
            lately += come - births[at(month - interval + 1)];
        }
        for (int month = first; month < fertile_; ++month) {
            const std::size_t lag = at(month - first);
            younger_[lag] += mothers_[at(first)] * births[at(month)] *
                             survival(Sex::woman, month + 0.5) / survival(Sex::woman, first + 0.5);
            if (birth_.wanted(month) > 0)
                elder_[lag] += mothers_[at(month)] * birth_.wanted(first) * births[at(month)] /
                               birth_.wanted(month);
        }
    }
}

template <class OfMonth>
double StablePopulation::mean_of_age(int age, bool women, const OfMonth& of_month) const
{
    double sum = 0, all = 0;
    for (int month = age * months_a_year; month < (age + 1) * months_a_year; ++month) {
        const double members = members_[index(Sex::woman)][at(month)] +
                               (women ? 0 : members_[index(Sex::man)][at(month)]);
        sum += members * of_month(month);
        all += members;
    }
    return sum / all;
}

double StablePopulation::has_mother(int age) const
{
    return mean_of_age(age, false, [this](int month) {
        double share = 0;
        for (int then = 0; then < fertile_; ++then)
            if (mothers_[at(then)] > 0)
                share += mothers_[at(then)] * survival(Sex::woman, then + month + 1) /
                         survival(Sex::woman, then + 0.5);
        return share;
    });
}

double StablePopulation::children(int age) const
{
    return mean_of_age(age, true, [this](int month) {
        double children = 0;
        for (int then = 0; then < std::min(month, fertile_); ++then)
            children += birth_.wanted(then) * survival(month - then);
        return children + birth_.wanted(month) / 2 * survival(0.25);
    });
}

double StablePopulation::siblings(int age) const
{
    return mean_of_age(age, false, [this](int month) {
        double siblings = 0;
        for (int lag = 0; lag < fertile_; ++lag) {
            siblings += elder_[at(lag)] * survival(month + lag + 0.5);
            if (lag <= month) siblings += younger_[at(lag)] * survival(month - lag + 0.5);
        }
        return siblings;
    });
}

StablePopulation::Member StablePopulation::draw(double sex_and_age, double last_birth) const
{
    Member member;
    double left = sex_and_age;
    if (left >= share_[index(Sex::man)]) {
        left -= share_[index(Sex::man)];
        member.sex = Sex::woman;
    }
    const ByMonth& members = members_[index(member.sex)];
    std::size_t month = 0;
    while (month + 1 < members.size() && left >= members[month]) left -= members[month++];
    // Within the month they become fewer with age.
    const double part = std::min(left / members[month], 1.0);
    const double decay = growth_ + hazard_[index(member.sex)][month];
    const double within = decay * decay < 1e-14
                              ? part
                              : -engine::log_of(1 - part * (1 - exponential(-decay))) / decay;
    member.months = static_cast<double>(month) + within;
    if (member.sex == Sex::man || last_birth >= birth_.barred(member.months)) return member;
    // The last birth came within the interval: as far back as the lot says.
    double low = member.months - birth_.interval(), high = member.months;
    for (int halving = 0; halving < 40; ++halving) {
        const double middle = (low + high) / 2;
        (birth_.by_age(member.months) - birth_.by_age(middle) > last_birth ? low : high) = middle;
    }
    member.ready = low + birth_.interval();
    return member;
}

} // namespace counterlife::kin

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/stable.h"

#include "engine/elementary.h"

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
            hazard_[sex].push_back(numbers.death[sex][0].monthly(month + 0.5));
            const double half = exponential(-hazard_[sex].back() / 2);
            survival_[sex].push_back(alive);
            survival_[sex].push_back(alive * half);
            alive *= half * half;
        }
    }
    find_growth();
    find_members();
}

double StablePopulation::alive_in(Sex sex, int month, double growth) const noexcept
{
    return survival(sex, 2 * month) * exponential(-growth * month) *
           mean_decay(growth + hazard_[index(sex)][at(month)]);
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
    for (int month = 0; month < last_month; ++month)
        if (const double births = birth_.wanted(month); births > 0)
            daughters += (1 - boys_) * births * alive_in(Sex::woman, month, growth);
    return daughters;
}

/// Lotka's equation: a newborn girl has one daughter, discounted by growth until she is born.
void StablePopulation::find_growth()
{
    double low = -0.02, high = 0.02;
    for (int halving = 0; halving < 50; ++halving) {
        growth_ = (low + high) / 2;
        (daughters(growth_) > 1 ? low : high) = growth_;
    }
}

void StablePopulation::find_members()
{
    double all = 0;
    for (const Sex sex : {Sex::man, Sex::woman})
        for (int month = 0; month < last_month; ++month)
            all += members_[index(sex)].emplace_back((sex == Sex::man ? boys_ : 1 - boys_) *
                                                     alive_in(sex, month, growth_));
    double before = 0;
    for (ByMonth& of_sex : members_)
        for (double& members : of_sex) {
            members /= all;
            members_before_.push_back(before);
            before += members;
        }
}

StablePopulation::Member StablePopulation::draw(double sex_and_age, double last_birth) const
{
    const auto above = std::ranges::upper_bound(members_before_, sex_and_age);
    const auto place = static_cast<std::size_t>(above - members_before_.begin()) - 1;
    Member member{.sex = place < last_month ? Sex::man : Sex::woman};
    const std::size_t month = place % last_month;
    // Within the month they become fewer with age.
    const double part = std::min(
        (sex_and_age - members_before_[place]) / members_[index(member.sex)][month], 1 - 1e-9);
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

StableKin::StableKin(const StablePopulation& population) : population_{population}
{
    double all = 0;
    for (int month = 0; month < last_month; ++month) {
        const double births = population.birth().wanted(month);
        if (births > 0) fertile_ = month + 1;
        all += mothers_.emplace_back(births * population.members(Sex::woman, month));
    }
    mothers_.resize(at(fertile_));
    for (double& share : mothers_) share /= all;
    find_siblings();
}

StableKin::ByMonth StableKin::births_after(int first) const
{
    const Schedule& birth = population_.birth();
    const int interval = birth.interval();
    ByMonth births(at(fertile_), 0);
    double lately = 0; // in the months that lie within the interval as a whole
    for (int month = first + interval; month < fertile_; ++month) {
        const double rate = birth.monthly(month + 0.5) * (month == first + interval ? 0.5 : 1.0);
        double& come = births[at(month)];
        come = rate;
        if (interval == 0) continue;
        // From the middle of the month half of it counts, and half of the first.
        come *= (1 - lately - births[at(month - interval)] / 2) / (1 + rate / 2);
        lately += come - births[at(month - interval + 1)];
    }
    return births;
}

/// What the next births are to a child is, in the mean over the mothers of all children, what the
/// former are to it.
void StableKin::find_siblings()
{
    elder_.assign(at(fertile_), 0);
    younger_.assign(at(fertile_), 0);
    const auto mother_lives = [this](int month) {
        return population_.survival(Sex::woman, 2 * month + 1);
    };
    for (int first = 0; first < fertile_; ++first) {
        const double wanted_first = population_.birth().wanted(first);
        if (wanted_first <= 0) continue;
        const ByMonth births = births_after(first);
        for (int month = first; month < fertile_; ++month) {
            const std::size_t lag = at(month - first);
            younger_[lag] +=
                mothers_[at(first)] * births[at(month)] * mother_lives(month) / mother_lives(first);
            if (const double wanted = population_.birth().wanted(month); wanted > 0)
                elder_[lag] += mothers_[at(month)] * wanted_first * births[at(month)] / wanted;
        }
    }
}

template <class OfMonth>
double StableKin::mean_of_age(int age, bool women, const OfMonth& of_month) const
{
    double sum = 0, all = 0;
    for (int month = age * months_a_year; month < (age + 1) * months_a_year; ++month) {
        const double members = population_.members(Sex::woman, month) +
                               (women ? 0 : population_.members(Sex::man, month));
        sum += members * of_month(month);
        all += members;
    }
    return sum / all;
}

double StableKin::has_mother(int age) const
{
    return mean_of_age(age, false, [this](int month) {
        double share = 0;
        for (int then = 0; then < fertile_; ++then)
            if (mothers_[at(then)] > 0)
                share += mothers_[at(then)] *
                         population_.survival(Sex::woman, 2 * (then + month + 1)) /
                         population_.survival(Sex::woman, 2 * then + 1);
        return share;
    });
}

double StableKin::children(int age) const
{
    return mean_of_age(age, true, [this](int month) {
        const Schedule& birth = population_.birth();
        double children =
            birth.wanted(month) / 2; // They are in the first half month of their life.
        for (int then = 0; then < std::min(month, fertile_); ++then)
            children += birth.wanted(then) * population_.survival(2 * (month - then));
        return children;
    });
}

double StableKin::siblings(int age) const
{
    return mean_of_age(age, false, [this](int month) {
        double siblings = 0;
        for (int lag = 0; lag < fertile_; ++lag) {
            siblings += elder_[at(lag)] * population_.survival(2 * (month + lag) + 1);
            if (lag <= month)
                siblings += younger_[at(lag)] * population_.survival(2 * (month - lag) + 1);
        }
        return siblings;
    });
}

} // namespace counterlife::kin

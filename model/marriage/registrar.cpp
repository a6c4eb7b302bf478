// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/marriage/registrar.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace counterlife::model {

namespace {

/// A year of birth, for our purposes: 365 days, numbered from 1970.
std::int32_t birth_year(Day born) noexcept
{
    constexpr Days year = 365;
    return (born - Day{} + 1000 * year) / year - 1000;
}

bool preferred(const Applicant& a, const Applicant& b) noexcept
{
    return std::tuple{-a.worth, a.born, a.who.id} < std::tuple{-b.worth, b.born, b.who.id};
}

bool by_lot(const Applicant& a, const Applicant& b) noexcept
{
    return std::tuple{a.lot, a.who.id} < std::tuple{b.lot, b.who.id};
}

/// Of `list`, the first `in_order` were in order; now all are, without those to be dropped.
template <class Drop, class Less> void refresh(std::vector<Applicant>& list, std::size_t& in_order,
                                               const Drop& drop, const Less& less)
{
    const auto middle = list.begin() + static_cast<std::ptrdiff_t>(in_order);
    std::sort(middle, list.end(), less);
    std::inplace_merge(list.begin(), middle, list.end(), less);
    std::erase_if(list, drop);
    in_order = list.size();
}

void forget(std::vector<Applicant>& list, LifeId who, auto on_found)
{
    const auto at = std::find_if(list.begin(), list.end(),
                                 [who](const Applicant& one) { return one.who.id == who; });
    if (at != list.end()) {
        at->who.id = engine::nobody;
        on_found();
    }
}

/// The first free woman of a year whose lot follows his and whom he may marry; around the end, the
/// first of all. As many as the year has where there is none.
std::size_t shown_to(const Applicant& man, const std::vector<Applicant>& women)
{
    const auto size = women.size();
    auto at = static_cast<std::size_t>(
        std::lower_bound(women.begin(), women.end(), man.lot,
                         [](const Applicant& one, std::uint32_t l) { return one.lot < l; }) -
        women.begin());
    for (std::size_t asked = 0; asked < size; ++asked, ++at) {
        if (at == size) at = 0;
        const Applicant& woman = women[at];
        const bool is_free = woman.who.id != engine::nobody;
        if (is_free && !are_near_kin(man.who.id, man.descent, woman.who.id, woman.descent))
            return at;
    }
    return size;
}

} // namespace

Registrar::Year& Registrar::year_of(Day born)
{
    const std::int32_t year = birth_year(born);
    if (years_.empty()) first_year_ = year;
    if (year < first_year_) {
        years_.insert(years_.begin(), static_cast<std::size_t>(first_year_ - year), Year{});
        first_year_ = year;
    }
    const auto at = static_cast<std::size_t>(year - first_year_);
    if (at >= years_.size()) years_.resize(at + 1);
    return years_[at];
}

void Registrar::enter(Sex sex, const Applicant& applicant)
{
    if (sex == Sex::male) {
        men_.push_back(applicant);
    } else {
        Year& year = year_of(applicant.born);
        year.women.push_back(applicant);
        ++year.free;
    }
}

void Registrar::strike(Sex sex, LifeId who, Day born)
{
    if (sex == Sex::male) {
        forget(men_, who, [] {});
    } else {
        Year& year = year_of(born);
        forget(year.women, who, [&] { --year.free; });
    }
}

std::size_t Registrar::women() const noexcept
{
    std::size_t sum = 0;
    for (const Year& year : years_) sum += year.free;
    return sum;
}

void Registrar::put_in_order(const Taste& taste, Day today)
{
    const auto gone = [&](Sex sex) {
        const double limit = taste.age_limit[index_of(sex)] * engine::days_per_year;
        return [limit, today](const Applicant& one) {
            return one.who.id == engine::nobody || (today - one.born).count() >= limit;
        };
    };
    refresh(men_, men_in_order_, gone(Sex::male), preferred);
    for (Year& year : years_) {
        refresh(year.women, year.in_order, gone(Sex::female), by_lot);
        year.free = year.women.size();
    }
}

std::vector<Couple> Registrar::match(const Taste& taste, Day today, const LooksFor& looks_for,
                                     const Agrees& agrees)
{
    put_in_order(taste, today);
    std::size_t women_left = women();

    const auto lateness = [&](Day born) {
        return taste.urgency * std::max(0.0, engine::years(today - born) - taste.urgent_age);
    };

    std::vector<double> late(years_.size());
    for (std::size_t year = 0; year < late.size(); ++year)
        late[year] = lateness(Day{(first_year_ + static_cast<std::int32_t>(year)) * 365});

    std::vector<Couple> couples;
    const auto reach = static_cast<std::int32_t>(taste.reach);
    for (Applicant& man : men_) {
        if (women_left == 0) break;
        const double wanted =
            man.born.count() +
            engine::days_per_year * (taste.gap_mean + taste.gap_spread * looks_for(man.who.id));
        const std::int32_t centre = birth_year(Day{} + engine::whole_days(wanted));
        double least = std::numeric_limits<double>::infinity();
        Year* best_year = nullptr;
        std::size_t best = 0;
        for (std::int32_t step = 0; step <= 2 * reach; ++step) { // 0, -1, 1, -2, 2, ...
            const std::int32_t away = step % 2 == 1 ? -(step + 1) / 2 : step / 2;
            const std::int32_t at = centre + away - first_year_;
            if (at < 0 || at >= static_cast<std::int32_t>(years_.size())) continue;
            Year& year = years_[static_cast<std::size_t>(at)];
            if (year.free == 0) continue;
            const double nearest =
                std::max(0, std::abs(away) - 1) - late[static_cast<std::size_t>(at)];
            if (nearest >= least) continue;
            const std::size_t woman = shown_to(man, year.women);
            if (woman == year.women.size()) continue;
            const Day born = year.women[woman].born;
            const double distance =
                std::abs(born.count() - wanted) / engine::days_per_year - lateness(born);
            if (distance < least) {
                least = distance;
                best_year = &year;
                best = woman;
            }
        }
        if (!best_year || !agrees(man, best_year->women[best])) continue;
        couples.push_back({man, best_year->women[best]});
        man.who.id = best_year->women[best].who.id = engine::nobody;
        --best_year->free;
        --women_left;
    }
    return couples;
}

} // namespace counterlife::model

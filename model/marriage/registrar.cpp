// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/marriage/registrar.h"

#include "engine/luck.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace counterlife::model {

namespace {

bool before(const Applicant& applicant, LifeId id) noexcept
{
    return applicant.who.id < id;
}

/// A draw of mean 0 and variance 1, nearly normal: the sum of four uniforms.
double spread_draw(const engine::Luck& luck, LifeId who, std::uint32_t stream) noexcept
{
    const auto w = luck.words(who, stream, 0);
    const double sum = std::accumulate(w.begin(), w.end(), 0.0,
                                       [](double s, std::uint32_t word) { return s + word; });
    return (sum * 0x1p-32 - 2.0) * 1.7320508075688772;
}

struct Liking {
    double distance; ///< years; the least is liked best
    std::uint32_t man, woman;
};

} // namespace

void Registrar::enter(Sex sex, const Applicant& applicant)
{
    auto& list = sex == Sex::male ? men : women;
    const auto at = std::lower_bound(list.begin(), list.end(), applicant.who.id, before);
    if (at == list.end() || at->who.id != applicant.who.id) list.insert(at, applicant);
}

void Registrar::strike(Sex sex, LifeId who)
{
    auto& list = sex == Sex::male ? men : women;
    const auto at = std::lower_bound(list.begin(), list.end(), who, before);
    if (at != list.end() && at->who.id == who) list.erase(at);
}

std::vector<Couple> match(std::span<const Applicant> men, std::span<const Applicant> women,
                          const AgeGap& gap, const engine::Luck& luck, std::uint32_t stream)
{
    constexpr std::size_t neighbours = 6; // Introductions on either side of the age he prefers.
    constexpr double widest = 20.0;       // Years from it beyond which nobody is introduced.

    // Whoever is scarcer is introduced to those near in age, so that a long list of those who wait
    // in vain costs nothing.
    const bool few_men = men.size() <= women.size();
    const auto few = few_men ? men : women, many = few_men ? women : men;
    const auto wanted_wife = [&](const Applicant& man) {
        const double years = gap.mean + gap.spread * spread_draw(luck, man.who.id, stream);
        return man.born + static_cast<Day>(years * engine::days_per_year);
    };
    // The day on which both sides are compared: a woman's birth, and the birth a man looks for.
    std::vector<Day> day_of_few(few.size()), day_of_many(many.size());
    for (std::size_t i = 0; i < few.size(); ++i)
        day_of_few[i] = few_men ? wanted_wife(few[i]) : few[i].born;
    for (std::size_t i = 0; i < many.size(); ++i)
        day_of_many[i] = few_men ? many[i].born : wanted_wife(many[i]);

    std::vector<std::uint32_t> in_order(many.size());
    std::iota(in_order.begin(), in_order.end(), 0u);
    std::sort(in_order.begin(), in_order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair{day_of_many[a], many[a].who.id} <
               std::pair{day_of_many[b], many[b].who.id};
    });

    std::vector<Liking> likings;
    likings.reserve(few.size() * 2 * neighbours);
    for (std::uint32_t one = 0; one < few.size(); ++one) {
        const Day wanted = day_of_few[one];
        const auto at = static_cast<std::size_t>(
            std::lower_bound(in_order.begin(), in_order.end(), wanted,
                             [&](std::uint32_t other, Day day) { return day_of_many[other] < day; }) -
            in_order.begin());
        const std::size_t first = at > neighbours ? at - neighbours : 0;
        const std::size_t last = std::min(at + neighbours, in_order.size());
        for (std::size_t i = first; i < last; ++i) {
            const std::uint32_t other = in_order[i];
            const double apart = std::abs(day_of_many[other] - wanted) / engine::days_per_year;
            if (apart > widest) continue;
            const std::uint32_t man = few_men ? one : other, woman = few_men ? other : one;
            const LifeId pair = engine::Luck::pair(men[man].who.id, women[woman].who.id);
            likings.push_back({apart + luck.uniform(pair, stream, 1), man, woman});
        }
    }
    std::sort(likings.begin(), likings.end(), [&](const Liking& a, const Liking& b) {
        return std::tuple{a.distance, men[a.man].who.id, women[a.woman].who.id} <
               std::tuple{b.distance, men[b.man].who.id, women[b.woman].who.id};
    });

    std::vector<bool> taken_men(men.size()), taken_women(women.size());
    std::vector<Couple> couples;
    for (const Liking& liking : likings) {
        if (taken_men[liking.man] || taken_women[liking.woman]) continue;
        taken_men[liking.man] = taken_women[liking.woman] = true;
        couples.push_back({men[liking.man], women[liking.woman]});
    }
    return couples;
}

} // namespace counterlife::model

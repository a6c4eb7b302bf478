// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/marriage/registrar.h"

#include "engine/luck.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

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

double age_on(const Applicant& who, Day today) noexcept
{
    return (today - who.born) / engine::days_per_year;
}

/// Applicants by the day on which the two sides are compared.
using Side = std::vector<std::pair<Day, std::uint32_t>>;

constexpr std::size_t neighbours = 6; // Introductions on either side of the best age.

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
                          const Taste& taste, Day today, const engine::Luck& luck,
                          std::uint32_t stream)
{
    // The day on which both sides are compared: a woman's birth, and the birth a man looks for.
    Side sides[2];
    for (std::uint32_t man = 0; man < men.size(); ++man) {
        const double years = taste.gap_mean +
                             taste.gap_spread * spread_draw(luck, men[man].who.id, stream);
        if (age_on(men[man], today) >= taste.age_limit[0]) continue;
        sides[0].push_back({men[man].born + static_cast<Day>(years * engine::days_per_year), man});
    }
    for (std::uint32_t woman = 0; woman < women.size(); ++woman)
        if (age_on(women[woman], today) < taste.age_limit[1])
            sides[1].push_back({women[woman].born, woman});
    for (Side& side : sides) std::sort(side.begin(), side.end());

    const auto urgency = [&](const Applicant& who, Sex sex) {
        return taste.urgency *
               std::max(0.0, age_on(who, today) - taste.urgent_age[index_of(sex)]);
    };
    std::vector<Liking> likings;
    const auto introduce = [&](const Side& some, const Side& others, bool some_are_men) {
        for (const auto& [day, one] : some) {
            const auto at = static_cast<std::size_t>(
                std::lower_bound(others.begin(), others.end(), std::pair{day, 0u}) -
                others.begin());
            const std::size_t first = at > neighbours ? at - neighbours : 0;
            const std::size_t last = std::min(at + neighbours, others.size());
            for (std::size_t i = first; i < last; ++i) {
                const std::uint32_t man = some_are_men ? one : others[i].second;
                const std::uint32_t woman = some_are_men ? others[i].second : one;
                const double apart = std::abs(others[i].first - day) / engine::days_per_year;
                const LifeId pair = engine::Luck::pair(men[man].who.id, women[woman].who.id);
                likings.push_back({apart + luck.uniform(pair, stream, 1) -
                                       urgency(men[man], Sex::male) -
                                       urgency(women[woman], Sex::female),
                                   man, woman});
            }
        }
    };
    introduce(sides[0], sides[1], true);
    introduce(sides[1], sides[0], false);
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

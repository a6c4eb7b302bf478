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

    std::vector<std::uint32_t> by_birth(women.size());
    std::iota(by_birth.begin(), by_birth.end(), 0u);
    std::sort(by_birth.begin(), by_birth.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tie(women[a].born, women[a].who.id) < std::tie(women[b].born, women[b].who.id);
    });

    std::vector<Liking> likings;
    likings.reserve(men.size() * 2 * neighbours);
    for (std::uint32_t man = 0; man < men.size(); ++man) {
        const double years = gap.mean + gap.spread * spread_draw(luck, men[man].who.id, stream);
        const auto preferred = men[man].born + static_cast<Day>(years * engine::days_per_year);
        const auto at = static_cast<std::size_t>(
            std::lower_bound(by_birth.begin(), by_birth.end(), preferred,
                             [&](std::uint32_t w, Day day) { return women[w].born < day; }) -
            by_birth.begin());
        const std::size_t first = at > neighbours ? at - neighbours : 0;
        const std::size_t last = std::min(at + neighbours, by_birth.size());
        for (std::size_t i = first; i < last; ++i) {
            const std::uint32_t woman = by_birth[i];
            const double apart =
                std::abs(women[woman].born - preferred) / engine::days_per_year;
            if (apart > widest) continue;
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

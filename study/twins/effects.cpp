// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/effects.h"

#include "study/figures/fit.h"
#include "study/figures/luck_and_ignorance.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace counterlife::study::twins {
namespace {

// Subgroups are numbered in the order in which they are shown: everybody, then by sex, town,
// parents in the party, parents in office, and decade of birth.
constexpr int first_decade = 1860, decades = 17;
constexpr std::array<std::pair<const char*, const char*>, 11> named{
    {{"all", "all"},
     {"sex", "male"},
     {"sex", "female"},
     {"urban", "town"},
     {"urban", "country"},
     {"parents_in_party", "yes"},
     {"parents_in_party", "no"},
     {"parents_in_office", "yes"},
     {"parents_in_office", "no"},
     {"parents_in_office", "unknown"},
     {"born", ""}}};
constexpr std::size_t groups = named.size() - 1 + decades;
constexpr std::size_t memberships = 6; ///< of a person

Subgroup subgroup(std::size_t group)
{
    const std::size_t last = named.size() - 1;
    if (group < last) return {named[group].first, named[group].second};
    return {named[last].first,
            std::to_string(first_decade + 10 * static_cast<int>(group - last)) + "s"};
}

/// Whether a parent ever held an office, a head's or higher, in the base world.
std::size_t office_of_parents(const Person& person, const People& people, const TwinWorld& base)
{
    bool known = false, office = false;
    for (const engine::LifeId parent : {person.mother, person.father}) {
        const std::uint32_t number = people.find(parent);
        if (number == People::nobody_known) continue;
        const Person one = base.person(number);
        if (one.id == engine::nobody) continue;
        known = true;
        office |= one.rank >= model::Post::head;
    }
    return !known ? 9 : office ? 7 : 8;
}

std::array<std::size_t, memberships> groups_of(const Person& person, const People& people,
                                               const TwinWorld& base)
{
    const int decade =
        std::clamp((engine::year_of(person.born) - first_decade) / 10, 0, decades - 1);
    return {0,
            person.sex == model::Sex::male ? std::size_t{1} : 2,
            person.urban ? std::size_t{3} : 4,
            person.party_family ? std::size_t{5} : 6,
            office_of_parents(person, people, base),
            named.size() - 1 + static_cast<std::size_t>(decade)};
}

double variance(double squares, double sum, double n)
{
    return std::max(0.0, (squares - sum * sum / n) / (n - 1));
}

double variance(std::span<const double> values)
{
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    const double mean = sum / static_cast<double>(values.size());
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size() - 1);
}

/// The degrees of freedom of a difference of two means with unlike variances, as Welch has them.
std::size_t welch_degrees(double one, double other, double n)
{
    if (one + other <= 0) return static_cast<std::size_t>(n - 1);
    const double sum = one + other;
    return static_cast<std::size_t>(sum * sum * (n - 1) / (one * one + other * other));
}

} // namespace

std::vector<std::string_view> subgroup_names()
{
    std::vector<std::string_view> names;
    for (const auto& [by, is] : named)
        if (names.empty() || names.back() != by) names.emplace_back(by);
    return names;
}

std::vector<Subgroup> subgroups()
{
    std::vector<Subgroup> all;
    all.reserve(groups);
    for (std::size_t group = 0; group < groups; ++group) all.push_back(subgroup(group));
    return all;
}

std::vector<std::size_t> subgroups_of(const Person& person, const People& people,
                                      const TwinWorld& base)
{
    const auto own = groups_of(person, people, base);
    return {own.begin(), own.end()};
}

void PairedSums::add(double in_base, double in_other, bool is_same)
{
    ++persons;
    untouched += is_same;
    base += in_base;
    other += in_other;
    base_squares += in_base * in_base;
    other_squares += in_other * in_other;
    difference_squares += (in_other - in_base) * (in_other - in_base);
}

void Effects::add(const People& people, const TwinWorld& base, const TwinWorld& other,
                  const std::function<bool(const Person&)>& population,
                  const std::function<bool(std::uint32_t)>& is_same)
{
    const std::size_t width = outcomes_.size();
    std::vector<PairedSums>& sums = replicates_.emplace_back(groups * width);
    for (std::uint32_t number = 0; number < people.size(); ++number) {
        const Person person = base.person(number);
        if (person.id == engine::nobody || other.person(number).id == engine::nobody) continue;
        if (population && !population(person)) continue;
        const auto in_base = base.values(number), in_other = other.values(number);
        const bool same = is_same(number);
        for (const std::size_t group : groups_of(person, people, base))
            for (std::size_t i = 0; i < width; ++i)
                if (!std::isnan(in_base[i]) && !std::isnan(in_other[i]))
                    sums[group * width + i].add(in_base[i], in_other[i], same);
    }
}

EffectRow effect_of(std::span<const PairedSums> replicates)
{
    EffectRow row;
    std::vector<double> base, other, differences;
    std::int64_t untouched = 0;
    const PairedSums* last = nullptr;
    for (const PairedSums& sums : replicates) {
        if (sums.persons == 0) continue;
        last = &sums;
        const auto n = static_cast<double>(sums.persons);
        base.push_back(sums.base / n);
        other.push_back(sums.other / n);
        differences.push_back((sums.other - sums.base) / n);
        row.persons += sums.persons;
        untouched += sums.untouched;
    }
    row.replicates = static_cast<int>(base.size());
    if (!last) return row;
    const auto mean = [](const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values) sum += value;
        return sum / static_cast<double>(values.size());
    };
    row.untouched = static_cast<double>(untouched) / static_cast<double>(row.persons);
    row.base = mean(base);
    row.other = mean(other);
    row.difference = mean(differences);
    std::size_t degrees = 0;
    const auto compare_with_independent = [&](double of_base, double of_other, double n) {
        row.independent = of_base + of_other;
        row.independent_half = t_quantile(welch_degrees(of_base, of_other, n)) *
                               std::sqrt(*row.independent / row.replicates);
    };
    if (base.size() > 1) {
        row.over_replicates = true;
        row.paired = variance(differences);
        compare_with_independent(variance(base), variance(other), row.replicates);
        row.error = std::sqrt(*row.paired / static_cast<double>(base.size()));
        degrees = base.size() - 1;
    } else if (last->persons > 1) {
        const auto n = static_cast<double>(last->persons);
        row.paired = variance(last->difference_squares, last->other - last->base, n) / n;
        compare_with_independent(variance(last->base_squares, last->base, n) / n,
                                 variance(last->other_squares, last->other, n) / n, n);
        row.error = std::sqrt(*row.paired);
        degrees = static_cast<std::size_t>(last->persons - 1);
    }
    if (row.error) {
        const double half = t_quantile(degrees) * *row.error;
        row.low = row.difference - half;
        row.high = row.difference + half;
    }
    return row;
}

EffectRow without_interval_of_few(EffectRow row)
{
    if (row.persons >= few_persons) return row;
    row.low = row.high = row.error = row.independent_half = std::nullopt;
    row.ensemble_low = row.ensemble_high = std::nullopt;
    return row;
}

EffectRow effect_of(std::span<const PairedSums> runs, const MemberRuns& members)
{
    EffectRow row = effect_of(runs); // For those that are counted; their means are by run.
    row.error = row.low = row.high = row.paired = row.independent = row.independent_half = {};
    MemberRuns those{.weights = {}, .replicates = members.replicates, .ensemble = members.ensemble};
    std::vector<double> differences, base, other;
    for (std::size_t i = 0; i < members.members(); ++i) {
        const auto own = runs.subspan(i * members.replicates, members.replicates);
        if (std::ranges::any_of(own, [](const PairedSums& one) { return one.persons == 0; }))
            continue;
        those.weights.push_back(members.weights[i]);
        for (const PairedSums& one : own) {
            const auto n = static_cast<double>(one.persons);
            base.push_back(one.base / n);
            other.push_back(one.other / n);
            differences.push_back((one.other - one.base) / n);
        }
    }
    row.members = static_cast<int>(those.members());
    row.over_replicates = members.replicates > 1;
    if (row.members < 2) return row;
    const Spread spread = spread_of(differences, those);
    row.base = spread_of(base, those).mean;
    row.other = spread_of(other, those).mean;
    row.difference = spread.mean;
    row.error = spread.error;
    row.low = spread.low;
    row.high = spread.high;
    row.ensemble_low = spread.ensemble_low;
    row.ensemble_high = spread.ensemble_high;
    row.sd_luck = spread.sd_luck;
    row.sd_ignorance = spread.sd_ignorance;
    row.members_against = static_cast<int>(members_against(spread.mean, spread.of_members));
    return row;
}

void Effects::append(const Effects& more)
{
    if (outcomes_.empty()) outcomes_ = more.outcomes_;
    replicates_.insert(replicates_.end(), more.replicates_.begin(), more.replicates_.end());
}

EffectRow Effects::row(std::size_t outcome, std::size_t group, const MemberRuns* members) const
{
    std::vector<PairedSums> sums;
    sums.reserve(replicates_.size());
    for (const auto& replicate : replicates_)
        sums.push_back(replicate[group * outcomes_.size() + outcome]);
    EffectRow row =
        without_interval_of_few(members != nullptr ? effect_of(sums, *members) : effect_of(sums));
    row.outcome = outcomes_[outcome];
    row.subgroup = subgroup(group);
    return row;
}

std::vector<EffectRow> Effects::rows(const MemberRuns* members) const
{
    std::vector<EffectRow> rows;
    for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome)
        for (std::size_t group = 0; group < groups; ++group)
            if (EffectRow one = row(outcome, group, members); one.replicates > 0)
                rows.push_back(std::move(one));
    return rows;
}

} // namespace counterlife::study::twins

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/pool.h"

#include "study/figures/fit.h"

#include <algorithm>
#include <cmath>

namespace counterlife::study::questions {
namespace {

/// The variance of a ratio of two sums over groups, by linearisation.
double variance_of_ratio(double groups, double persons, double ratio, const CountySums& sums)
{
    const double residuals =
        sums.difference_squares - 2 * ratio * sums.products + ratio * ratio * sums.persons_squares;
    return groups / (groups - 1) * std::max(0.0, residuals) / (persons * persons);
}

/// The variance of a mean of independent persons.
double variance_of_mean(double squares, double sum, double persons)
{
    return std::max(0.0, (squares - sum * sum / persons) / (persons - 1) / persons);
}

/// All replicates in one, and each as a group.
struct Totals {
    LivedSums all;
    CountySums replicates, of_base, of_other;
};

Totals totals_of(std::span<const LivedSums> replicates)
{
    Totals totals;
    for (const LivedSums& one : replicates) {
        const PairedSums& people = one.people;
        if (people.persons == 0) continue;
        PairedSums& all = totals.all.people;
        all.persons += people.persons;
        all.untouched += people.untouched;
        all.base += people.base;
        all.other += people.other;
        all.base_squares += people.base_squares;
        all.other_squares += people.other_squares;
        all.difference_squares += people.difference_squares;
        totals.all.moved += one.moved;
        totals.all.counties += one.counties;
        const auto n = static_cast<double>(people.persons);
        totals.replicates.add(n, people.other - people.base);
        totals.of_base.add(n, people.base);
        totals.of_other.add(n, people.other);
    }
    return totals;
}

/// Fills in the error and what the same persons with unlike luck would have made of it.
std::int64_t find_error(const Totals& totals, EffectRow& row)
{
    const PairedSums& people = totals.all.people;
    const auto n = static_cast<double>(row.persons);
    double paired = 0, independent = 0;
    std::int64_t groups = row.persons;
    if (row.replicates >= fewest_groups) {
        groups = row.replicates;
        const auto g = static_cast<double>(groups);
        row.over_replicates = true;
        paired = variance_of_ratio(g, n, row.difference, totals.replicates);
        independent = variance_of_ratio(g, n, row.base, totals.of_base) +
                      variance_of_ratio(g, n, row.other, totals.of_other);
        row.paired = paired * g;
        row.independent = independent * g;
    } else {
        const double by_persons =
            variance_of_mean(people.difference_squares, people.other - people.base, n);
        paired = by_persons;
        independent = variance_of_mean(people.base_squares, people.base, n) +
                      variance_of_mean(people.other_squares, people.other, n);
        if (totals.all.counties.counties >= fewest_groups) {
            groups = totals.all.counties.counties;
            row.counties = static_cast<int>(groups);
            paired = variance_of_ratio(static_cast<double>(groups), n, row.difference,
                                       totals.all.counties);
            // Unlike luck is taken to be tied as much as like luck is.
            independent *= by_persons > 0 ? paired / by_persons : 1;
        }
        row.paired = paired;
        row.independent = independent;
    }
    row.error = std::sqrt(paired);
    row.independent_half =
        t_quantile(static_cast<std::size_t>(groups - 1)) * std::sqrt(independent);
    return groups;
}

} // namespace

void CountySums::add(double persons, double difference)
{
    ++counties;
    persons_squares += persons * persons;
    products += persons * difference;
    difference_squares += difference * difference;
}

CountySums& CountySums::operator+=(const CountySums& more)
{
    counties += more.counties;
    persons_squares += more.persons_squares;
    products += more.products;
    difference_squares += more.difference_squares;
    return *this;
}

std::vector<Slot> slots_of(const Question& question, bool has_own_people)
{
    std::vector<Slot> slots;
    slots.reserve(question.outcomes.size());
    for (const std::size_t outcome : question.outcomes)
        slots.push_back({.outcome = outcome, .subgroup = {of_all, of_all}});
    const std::vector<Subgroup> groups = subgroups();
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (!question.split.empty() && groups[group].by == question.split)
            slots.push_back({.outcome = question.main, .subgroup = groups[group], .group = group});
    for (const std::size_t outcome : question.about.wider)
        if (has_own_people)
            slots.push_back({.outcome = outcome, .subgroup = {of_wider, of_all}, .wider = true});
    return slots;
}

EffectRow pooled(std::span<const LivedSums> replicates)
{
    const Totals totals = totals_of(replicates);
    const PairedSums& people = totals.all.people;
    EffectRow row;
    row.persons = people.persons;
    row.replicates = static_cast<int>(totals.replicates.counties);
    if (row.persons == 0) return row;
    const auto n = static_cast<double>(row.persons);
    row.untouched = static_cast<double>(people.untouched) / n;
    row.moved = static_cast<double>(totals.all.moved) / n;
    row.base = people.base / n;
    row.other = people.other / n;
    row.difference = (people.other - people.base) / n;
    if (row.persons < few_persons || totals.all.moved == 0) return row;
    const std::int64_t groups = find_error(totals, row);
    const double half = t_quantile(static_cast<std::size_t>(groups - 1)) * *row.error;
    row.low = row.difference - half;
    row.high = row.difference + half;
    return row;
}

std::int64_t Pool::persons(int replicates) const
{
    std::int64_t sum = 0;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        if (slots_[slot].outcome != question_->main || slots_[slot].subgroup.by != of_all) continue;
        for (const Lived& lived :
             std::span{replicates_}.first(static_cast<std::size_t>(replicates)))
            sum += lived[slot].people.persons;
        break;
    }
    return sum;
}

std::vector<EffectRow> Pool::rows(int replicates) const
{
    std::vector<EffectRow> rows;
    std::vector<LivedSums> of_slot(static_cast<std::size_t>(replicates));
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        for (std::size_t i = 0; i < of_slot.size(); ++i) of_slot[i] = replicates_[i][slot];
        EffectRow row = pooled(of_slot);
        if (row.persons == 0) continue;
        row.outcome = question_outcomes()[slots_[slot].outcome];
        row.subgroup = slots_[slot].subgroup;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace counterlife::study::questions

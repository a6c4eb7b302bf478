// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/series.h"

#include <algorithm>

namespace counterlife::epidemic {

Count& Count::operator+=(const Count& other) noexcept
{
    for (std::size_t phase = 0; phase < phases; ++phase) {
        entered[phase] += other.entered[phase];
        fractions[phase] += other.fractions[phase];
    }
    contacts += other.contacts;
    changes += other.changes;
    dropped += other.dropped;
    return *this;
}

Series& Series::operator+=(const Series& other)
{
    hosts += other.hosts;
    days.resize(std::max(days.size(), other.days.size()));
    for (std::size_t day = 0; day < other.days.size(); ++day) days[day] += other.days[day];
    return *this;
}

Count Series::total() const noexcept
{
    Count sum;
    for (const Count& day : days) sum += day;
    return sum;
}

std::vector<std::array<std::int64_t, phases>> Series::prevalence() const
{
    std::array<std::int64_t, phases> now{hosts, 0, 0, 0};
    std::vector<std::array<std::int64_t, phases>> all;
    all.reserve(days.size());
    for (const Count& day : days) {
        for (std::size_t phase = 0; phase < phases; ++phase)
            now[phase] += day.entered[phase] - day.entered[(phase + 1) % phases];
        all.push_back(now);
    }
    return all;
}

std::vector<std::array<double, phases>> Series::host_days() const
{
    const auto prevalence = this->prevalence();
    std::vector<std::array<double, phases>> all(days.size());
    for (std::size_t day = 0; day < days.size(); ++day)
        for (std::size_t phase = 0; phase < phases; ++phase) {
            // Who is there at its end, without what came before they did, and with what came before
            // others left.
            const std::int64_t parts =
                days[day].fractions[(phase + 1) % phases] - days[day].fractions[phase];
            all[day][phase] =
                static_cast<double>(prevalence[day][phase]) + static_cast<double>(parts) / one_day;
        }
    return all;
}

std::string csv_of(const Series& series)
{
    std::string out = "day,susceptible,latent,infectious,immune,infections,recoveries,contacts,"
                      "changes_of_contacts,links_dropped\n";
    const auto prevalence = series.prevalence();
    for (std::size_t day = 0; day < series.days.size(); ++day) {
        const Count& count = series.days[day];
        out += std::to_string(day);
        for (const std::int64_t number : prevalence[day]) out += ',' + std::to_string(number);
        for (const std::int64_t number :
             {count.entered[index(Phase::latent)], count.entered[index(Phase::immune)],
              count.contacts, count.changes, count.dropped})
            out += ',' + std::to_string(number);
        out += '\n';
    }
    return out;
}

} // namespace counterlife::epidemic

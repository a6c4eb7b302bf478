// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/exposure.h"

#include <algorithm>

namespace counterlife::study::nation {

using engine::Day;
using engine::Days;
using engine::no_day;

void Exposure::add(const model::Life& life, const model::Exile* exile, Day from, Day to, int age)
{
    from = std::max(from, life.born);
    if (exile == nullptr) return add(life, from, to, age);
    const Day crossed = exile->crossed, returned = exile->returned;
    const bool has_left = crossed != no_day, has_come = returned != no_day;
    const bool is_back = has_come && (!has_left || returned >= crossed);
    if (is_back) add(life, std::max(from, returned), to);
    // Before the last crossing: since the return before it, if that is the last there was.
    if (has_left)
        add(life, has_come && !is_back ? std::max(from, returned) : from, std::min(crossed, to));
    if (!has_left && !has_come) add(life, from, to);
}

void Exposure::add(const model::Life& life, Day from, Day to)
{
    add(life, from, to, model::whole_years(life, to));
}

void Exposure::add(const model::Life& life, Day from, Day to, int age)
{
    auto& of_sex = days_[model::index_of(life.sex)];
    if (from >= to) return;
    // From the last day to the first: mostly one birthday lies between.
    for (Day birthday = engine::birthday(life.born, age); birthday > from;) {
        of_sex[model::age_index(age)] += (to - birthday).count();
        to = birthday;
        --age;
        // SHORTCUT  No two birthdays lie closer.
        constexpr Days shortest_year{365};
        birthday = to - from <= shortest_year ? from : engine::birthday(life.born, age);
    }
    of_sex[model::age_index(age)] += (to - from).count();
}

Exposure& Exposure::operator+=(const Exposure& other)
{
    for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t age = 0; age < model::ages; ++age)
            days_[sex][age] += other.days_[sex][age];
    return *this;
}

void Exposure::write(int year, std::vector<SeriesRow>& rows) const
{
    SeriesRow row{.year = static_cast<std::int16_t>(year),
                  .measure = "exposure",
                  .level = "nation",
                  .place = "nation",
                  .unit = "person_years"};
    for (std::size_t sex = 0; sex < 2; ++sex) {
        row.sex = sex == 0 ? "male" : "female";
        for (std::size_t age = 0; age < model::ages; ++age) {
            row.age = static_cast<std::int16_t>(age);
            row.value = static_cast<double>(days_[sex][age]) / engine::days_per_year;
            rows.push_back(row);
        }
    }
}

} // namespace counterlife::study::nation

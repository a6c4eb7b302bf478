// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/findings.h"

#include "study/text/text_table.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::audit {

std::size_t Findings::row(std::string row, std::string what)
{
    const auto [at, is_new] = numbers_.try_emplace({row, what}, all_.size());
    if (is_new) all_.push_back({.row = std::move(row), .what = std::move(what)});
    return at->second;
}

void Findings::found(std::size_t row, engine::LifeId person, std::int64_t count)
{
    Broken& one = all_[row];
    one.count += count;
    if (one.persons.size() < most_persons &&
        std::ranges::find(one.persons, person) == one.persons.end())
        one.persons.push_back(person);
}

std::vector<Broken> Findings::broken() const
{
    std::vector<Broken> some;
    std::ranges::copy_if(all_, std::back_inserter(some), [](const Broken& b) { return b.count; });
    std::ranges::stable_sort(some, std::ranges::greater{}, &Broken::count);
    return some;
}

std::ostream& operator<<(std::ostream& out, const std::vector<Broken>& broken)
{
    std::vector<TableLine> lines{{"count", "row", "what it says", "persons to look at"}};
    for (const Broken& one : broken) {
        std::string persons;
        for (const engine::LifeId person : one.persons)
            persons += (persons.empty() ? "" : " ") + std::to_string(person);
        lines.push_back({std::to_string(one.count), one.row, one.what, persons});
    }
    print_table(lines, out);
    return out;
}

} // namespace counterlife::study::audit

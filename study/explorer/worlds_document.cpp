// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Two worlds side by side: the effects on outcomes, the lives that changed most, and in which years
// lives part.

#include "study/explorer/compared_lives.h"
#include "study/text/json.h"
#include "study/twins/twin_report.h"

#include <algorithm>
#include <limits>
#include <map>

namespace counterlife::study::explorer {
namespace {

constexpr std::size_t most_of_each = 12;

std::string changed_json(const std::vector<ComparedOutcome>& compared)
{
    Json list{'['};
    for (const ComparedOutcome& one : compared)
        for (const ChangedLife& life : one.most) {
            Json json{'{'};
            json.field("number", std::to_string(life.number));
            json.field("outcome", json_word(one.outcome->name));
            json.field("here", json_number(life.here));
            json.field("there", json_number(life.there));
            list.item(json.done());
        }
    return list.done();
}

std::string wave_json(const PartedYears& parted)
{
    std::map<std::int16_t, std::int64_t> years;
    for (const std::int16_t year : parted) ++years[year];
    Json list{'['};
    for (const auto& [year, lives] : years) {
        if (year <= never_parts) continue;
        Json json{'{'};
        json.field("year", std::to_string(year));
        json.field("lives", std::to_string(lives));
        list.item(json.done());
    }
    Json json{'{'};
    json.field("same", std::to_string(years[never_parts]));
    json.field("years", list.done());
    return json.done();
}

} // namespace

std::expected<std::vector<PersonNumber>, Complaints> changed_lives(const Opened& opened,
                                                                   std::size_t count)
{
    const auto parted = compare_events(opened.here, *opened.there);
    if (!parted) return std::unexpected{parted.error()};
    const auto compared = compare_lives(opened.here, *opened.there, *parted, count);
    if (!compared) return std::unexpected{compared.error()};
    std::vector<PersonNumber> people;
    for (std::size_t place = 0; place < count; ++place)
        for (const ComparedOutcome& one : *compared) {
            if (place >= one.most.size() || people.size() >= count) continue;
            const PersonNumber number = one.most[place].number;
            if (std::ranges::find(people, number) == people.end()) people.push_back(number);
        }
    return people;
}

Document worlds_document(Opened& opened)
{
    const auto parted = compare_events(opened.here, *opened.there);
    if (!parted) return std::unexpected{parted.error()};
    const auto compared = compare_lives(opened.here, *opened.there, *parted, most_of_each);
    if (!compared) return std::unexpected{compared.error()};
    const bool told = std::ranges::any_of(*parted, [](auto year) { return year != not_compared; });
    std::vector<EffectRow> effects;
    for (const ComparedOutcome& one : *compared) {
        EffectRow row = without_interval_of_few(effect_of(std::span{&one.sums, 1}));
        row.outcome = one.outcome;
        row.subgroup = {"all", "all"};
        if (!told) row.untouched = std::numeric_limits<double>::quiet_NaN();
        if (row.replicates > 0) effects.push_back(std::move(row));
    }
    Json json{'{'};
    json.field("format", "1");
    json.field("effects", effects_json(effects));
    json.field("changed", changed_json(*compared));
    json.field("wave", told ? wave_json(*parted) : "null");
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer

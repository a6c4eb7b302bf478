// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/arrival_counts.h"

#include <algorithm>
#include <unordered_map>

namespace counterlife::study::nation {
namespace {

using engine::Day;
using engine::LifeId;
using model::Sector;
using model::Stage;

constexpr int child_until = 10;

/// Who has been in the South since when, by themselves and by their parents.
class Kin {
public:
    explicit Kin(std::span<const Newcomer> in_the_south)
    {
        for (const Newcomer& one : in_the_south) {
            note(came_, one.who, one.arrived);
            note(child_came_, one.mother, one.arrived);
            if (one.father != one.mother) note(child_came_, one.father, one.arrived);
        }
    }
    bool was_before(const Newcomer& one) const
    {
        const auto in_time = [&](const Days& days, LifeId who) {
            const auto at = days.find(who);
            return at != days.end() && at->second < one.arrived;
        };
        return in_time(came_, one.mother) || in_time(came_, one.father) ||
               in_time(came_, one.spouse) || in_time(child_came_, one.who) ||
               in_time(child_came_, one.mother) || in_time(child_came_, one.father);
    }

private:
    using Days = std::unordered_map<LifeId, Day>;

    static void note(Days& days, LifeId who, Day day)
    {
        if (who == engine::nobody) return;
        Day& first = days.try_emplace(who, day).first->second;
        first = std::min(first, day);
    }

    Days came_, child_came_; ///< the first of the children
};

struct Counts {
    std::array<std::int64_t, arrival_ages.size()> by_age{};
    std::array<std::int64_t, left_occupation_names.size()> by_occupation{};
    std::int64_t sent_back = 0, days_away = 0, with_kin = 0;

    void add(const Newcomer& one, bool has_kin)
    {
        const auto group = static_cast<std::size_t>(std::max(one.age, 0)) / 10;
        ++by_age[std::min(group, by_age.size() - 1)];
        ++by_occupation[static_cast<std::size_t>(one.occupation)];
        sent_back += one.sent_back;
        days_away += one.away.count();
        with_kin += has_kin;
    }
};

} // namespace

LeftOccupation left_occupation(const model::Exile& exile, int age_at_arrival)
{
    if (age_at_arrival < child_until) return LeftOccupation::child;
    switch (exile.left_as) {
    case Stage::soldier:
        return LeftOccupation::soldier;
    case Stage::worker:
    case Stage::ward: // The job is kept.
        return exile.left_sector == Sector::services ? LeftOccupation::service
               : exile.left_sector == Sector::office ? LeftOccupation::office
                                                     : LeftOccupation::worker;
    default:
        return LeftOccupation::dependent;
    }
}

std::optional<Newcomer> newcomer_of(const model::Life& life, const model::Exile* exile)
{
    if (exile == nullptr || exile->arrived == engine::no_day ||
        exile->first_crossed == engine::no_day)
        return std::nullopt;
    const int age = model::whole_years(life, exile->arrived);
    return Newcomer{.who = life.being.id,
                    .mother = life.mother.id,
                    .father = life.father.id,
                    .spouse = life.spouse.id,
                    .arrived = exile->arrived,
                    .age = age,
                    .away = exile->arrived - exile->crossed,
                    .sent_back = exile->forced_returns > 0,
                    .occupation = left_occupation(*exile, age)};
}

void write_newcomers(std::span<const Newcomer> in_the_south, Day since, int year,
                     std::vector<SeriesRow>& rows)
{
    const Kin kin{in_the_south};
    Counts counts;
    for (const Newcomer& one : in_the_south)
        if (one.arrived >= since) counts.add(one, kin.was_before(one));
    const auto put = [&](std::string_view measure, std::int64_t value,
                         std::string_view unit = "events", std::string_view status = {},
                         int age = -1) {
        rows.push_back({.year = static_cast<std::int16_t>(year),
                        .measure = measure,
                        .level = "nation",
                        .place = "nation",
                        .sex = "all",
                        .age = static_cast<std::int16_t>(age),
                        .status = status,
                        .value = static_cast<double>(value),
                        .unit = unit});
    };
    for (std::size_t i = 0; i < arrival_ages.size(); ++i)
        put("arrivals_by_age", counts.by_age[i], "events", {}, arrival_ages[i]);
    for (std::size_t i = 0; i < left_occupation_names.size(); ++i)
        put("arrivals_by_occupation", counts.by_occupation[i], "events", left_occupation_names[i]);
    put("arrivals_sent_back_before", counts.sent_back);
    put("days_to_arrival", counts.days_away, "days");
    put("arrivals_with_kin", counts.with_kin);
}

} // namespace counterlife::study::nation

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/rations.h"

#include "model/food/delivery.h"
#include "model/nation.h"
#include "study/explorer/damaged.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <set>

namespace counterlife::study::explorer {
namespace {

bool delivers(std::string_view rule)
{
    const model::Rule* one = model::find_rule(rule);
    return one != nullptr && one->beside.record != nullptr &&
           one->beside.record->marks == model::Mark::delivers;
}

} // namespace

std::expected<Rations, Complaints> Rations::read(const std::filesystem::path& run)
{
    Rations rations;
    const auto file = run / events_file;
    const auto table = TableReader::open(file, *schema_of(event_columns({})));
    if (!table) return std::unexpected{damaged(file, table.error())};
    std::set<engine::Day> days;
    for (int number = 0; number < table->groups(); ++number) {
        const auto range = table->range_of(number, "person");
        if (range && range->first >= 0) break; // Institutions stand first.
        const auto group = table->group(number, {"date", "event", "place", "detail"});
        if (!group) return std::unexpected{damaged(file, group.error())};
        const auto rules = array_of<arrow::DictionaryArray>(**group, "event");
        const auto places = array_of<arrow::DictionaryArray>(**group, "place");
        const auto dates = array_of<arrow::Date32Array>(**group, "date");
        const auto details = array_of<arrow::Int32Array>(**group, "detail");
        std::vector<bool> wanted;
        for (const std::string& rule : words_of(**group, "event")) wanted.push_back(delivers(rule));
        const std::vector<std::string> names = words_of(**group, "place");
        for (std::int64_t row = 0; row < (*group)->num_rows(); ++row) {
            if (!wanted[static_cast<std::size_t>(rules->GetValueIndex(row))]) continue;
            if (places->IsNull(row)) continue;
            const engine::Day day{dates->Value(row)};
            days.insert(day);
            rations.told_[names[static_cast<std::size_t>(places->GetValueIndex(row))]].push_back(
                {day, model::said_in<model::food::DeliveryDetail>(
                          static_cast<std::uint64_t>(details->Value(row)))
                          .lacking});
        }
    }
    rations.days_.assign(days.begin(), days.end());
    for (auto& [place, deliveries] : rations.told_)
        std::ranges::sort(deliveries, {}, &Delivery::day);
    return rations;
}

std::vector<Rations::Delivery> Rations::of(std::string_view place) const
{
    // Twice a year there is a delivery. One on which no town lacked anything has left no event.
    constexpr engine::Days half_a_year = 184, most = 250;
    std::vector<Delivery> all;
    const auto town = told_.find(place);
    for (const engine::Day day : days_) {
        if (!all.empty() && day - all.back().day > most)
            all.push_back({all.back().day + half_a_year, 0});
        int lacking = 0;
        if (town != told_.end()) {
            const auto at = std::ranges::lower_bound(town->second, day, {}, &Delivery::day);
            if (at != town->second.end() && at->day == day) lacking = at->lacking;
        }
        all.push_back({day, lacking});
    }
    return all;
}

std::vector<double> Rations::by_year(std::string_view place, int first, int last) const
{
    const std::vector<Delivery> all = of(place);
    std::vector<double> years;
    for (int year = first; year <= last; ++year) {
        const engine::Day from = engine::day_of(year), to = engine::day_of(year + 1);
        double sum = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const engine::Day begin = std::max(from, all[i].day);
            const engine::Day end = i + 1 < all.size() ? std::min(to, all[i + 1].day) : to;
            if (begin < end) sum += all[i].lacking * static_cast<double>((end - begin).count());
        }
        years.push_back(sum / static_cast<double>((to - from).count()));
    }
    return years;
}

} // namespace counterlife::study::explorer

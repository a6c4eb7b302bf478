// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/overlay.h"

#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

namespace counterlife::study::input {
namespace {

using engine::Day;
using model::ParameterRow;
using model::RuleSwitch;

constexpr Day first_of_all = engine::before_all_days;

Day begin_of(const std::optional<Day>& from)
{
    return from.value_or(first_of_all);
}

Day end_of(const std::optional<Day>& to)
{
    return to.value_or(engine::no_day);
}

void change(ParameterRow& row, double value, std::string_view by)
{
    row.value = value;
    row.note.append(row.note.empty() ? "" : "; ").append("set by ").append(by);
    if (value < row.low || value > row.high)
        row.note.append(", outside ")
            .append(number_text(row.low))
            .append("..")
            .append(number_text(row.high));
}

/// FNV-1a over 64 bits: short, and the same on every machine.
class Hash {
public:
    void add(std::string_view word)
    {
        for (const char c : word) add_byte(static_cast<unsigned char>(c));
        add_byte(0);
    }

    std::string text() const
    {
        std::string digits;
        for (int shift = 60; shift >= 0; shift -= 4)
            digits += "0123456789abcdef"[(state_ >> shift) & 15U];
        return digits;
    }

private:
    void add_byte(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001B3ULL; }

    std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

void add_order(Hash& hash, const OrderRow& order)
{
    hash.add(order.name);
    hash.add(std::to_string(order.lot));
    hash.add(order.worst);
    hash.add(order.visited);
    hash.add(order.work == model::OrderedWork::mine ? "mine" : "farm");
    for (const Day day : {order.visit, order.day, order.due_from, order.due_to})
        hash.add(std::to_string(day.count()));
    for (const std::int64_t persons : {order.men, order.batch}) hash.add(std::to_string(persons));
    for (const OrderRow::Destination& one : order.destinations) {
        hash.add(one.place);
        hash.add(std::to_string(one.men));
    }
}

void add_place(Hash& hash, const model::PlaceFacts& place)
{
    hash.add(place.name);
    hash.add(place.province);
    for (const int word : {static_cast<int>(place.kind), static_cast<int>(place.river),
                           static_cast<int>(place.role)})
        hash.add(std::to_string(word));
    for (const double number :
         {place.urban_part_1955, place.urban_part_1993, place.population_1955,
          place.population_1993, place.latitude, place.longitude, place.mine_share})
        hash.add(number_text(number + 0.0));
}

} // namespace

Reached lay_over(std::vector<ParameterRow>& rows, const Setting& setting, std::string_view scenario)
{
    return lay_over_by(rows, setting, std::string{"scenario "}.append(scenario));
}

Reached lay_over_by(std::vector<ParameterRow>& rows, const Setting& setting, std::string_view by)
{
    Reached reached;
    std::vector<ParameterRow> result;
    result.reserve(rows.size());
    for (ParameterRow& row : rows) {
        const bool named =
            row.name == setting.parameter && (setting.key.empty() || row.key == setting.key);
        const Day begin = std::max(begin_of(row.from), begin_of(setting.from));
        const Day end = std::min(end_of(row.to), end_of(setting.to));
        if (!named || begin >= end) {
            result.push_back(std::move(row));
            continue;
        }
        const double value = setting.value.value_or(row.value * setting.factor.value_or(1));
        reached.least = reached.rows == 0 ? value : std::min(reached.least, value);
        reached.greatest = reached.rows == 0 ? value : std::max(reached.greatest, value);
        ++reached.rows;
        if (value == row.value) {
            result.push_back(std::move(row));
            continue;
        }
        if (begin_of(row.from) < begin) {
            result.push_back(row);
            result.back().to = begin;
        }
        ParameterRow after = row;
        if (begin_of(row.from) < begin) row.from = begin;
        if (end < end_of(row.to)) row.to = end;
        change(row, value, by);
        result.push_back(std::move(row));
        if (end < end_of(after.to)) {
            after.from = end;
            result.push_back(std::move(after));
        }
    }
    rows = std::move(result);
    return reached;
}

std::string resolved_hash(std::span<const ParameterRow> given, model::RuleSwitches switches,
                          std::vector<OrderRow> orders, std::span<const model::PlaceFacts> places)
{
    std::vector<const ParameterRow*> rows; // Each is large, and only looked at.
    for (const ParameterRow& row : given) rows.push_back(&row);
    std::ranges::sort(rows, [](const ParameterRow* a, const ParameterRow* b) {
        return std::tuple{std::string_view{a->name}, std::string_view{a->key}, begin_of(a->from)} <
               std::tuple{std::string_view{b->name}, std::string_view{b->key}, begin_of(b->from)};
    });
    Hash hash;
    for (std::size_t i = 0; i < rows.size();) {
        const ParameterRow& first = *rows[i];
        Day end = end_of(first.to);
        for (++i; i < rows.size() && rows[i]->name == first.name && rows[i]->key == first.key &&
                  rows[i]->value == first.value && begin_of(rows[i]->from) == end;
             ++i)
            end = end_of(rows[i]->to);
        hash.add(first.name);
        hash.add(first.key);
        hash.add(std::to_string(begin_of(first.from).count()));
        hash.add(std::to_string(end.count()));
        hash.add(number_text(first.value + 0.0)); // A negative zero is a zero.
    }
    std::ranges::sort(switches, {}, &RuleSwitch::rule);
    for (const RuleSwitch& one : switches) {
        if (one.from == first_of_all && one.to == engine::no_day && !one.soft) continue;
        const bool off = one.from >= one.to;
        hash.add(one.rule);
        hash.add(off ? "off" : std::to_string(one.from.count()));
        hash.add(off ? "off" : std::to_string(one.to.count()));
        if (one.soft) hash.add("soft");
    }
    std::ranges::sort(orders, {}, &OrderRow::name);
    for (const OrderRow& order : orders) add_order(hash, order);
    for (const model::PlaceFacts& place : places) add_place(hash, place);
    return hash.text();
}

std::string hash_of_words(std::span<const std::string> words)
{
    Hash hash;
    for (const std::string& word : words) hash.add(word);
    return hash.text();
}

} // namespace counterlife::study::input

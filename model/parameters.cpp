// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/parameters.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace counterlife::model {
namespace {

engine::Day begins(const ParameterRow& row)
{
    return row.from.value_or(engine::before_all_days);
}

bool covers(const ParameterRow& row, engine::Day day)
{
    return begins(row) <= day && (!row.to || day < *row.to);
}

/// Name and key as one word; no name or key holds the byte between them.
std::string index_word(std::string_view name, std::string_view key)
{
    std::string word;
    word.reserve(name.size() + key.size() + 1);
    return word.append(name).append(1, '\0').append(key);
}

/// By name, key and first day. Rows are large, so that each is moved once.
void put_in_order(std::vector<ParameterRow>& rows)
{
    std::vector<ParameterRow*> order;
    order.reserve(rows.size());
    for (ParameterRow& row : rows) order.push_back(&row);
    std::ranges::sort(order, [](const ParameterRow* a, const ParameterRow* b) {
        return std::tuple{std::string_view{a->name}, std::string_view{a->key}, begins(*a)} <
               std::tuple{std::string_view{b->name}, std::string_view{b->key}, begins(*b)};
    });
    std::vector<ParameterRow> sorted;
    sorted.reserve(rows.size());
    for (ParameterRow* row : order) sorted.push_back(std::move(*row));
    rows = std::move(sorted);
}

} // namespace

ParameterSet::ParameterSet(std::vector<ParameterRow> rows) : rows_{std::move(rows)}
{
    put_in_order(rows_);
    for (std::size_t begin = 0; begin < rows_.size();) {
        std::size_t end = begin;
        while (end < rows_.size() && rows_[end].name == rows_[begin].name &&
               rows_[end].key == rows_[begin].key)
            ++end;
        index_.emplace(index_word(rows_[begin].name, rows_[begin].key), std::pair{begin, end});
        begin = end;
    }
}

std::span<const ParameterRow> ParameterSet::history(std::string_view name,
                                                    std::string_view key) const
{
    const auto found = index_.find(index_word(name, key));
    if (found == index_.end()) return {};
    const auto [begin, end] = found->second;
    return std::span{rows_}.subspan(begin, end - begin);
}

double ParameterSet::at(std::string_view name, std::string_view key, engine::Day day) const
{
    const std::span<const ParameterRow> all = history(name, key);
    const auto next = std::ranges::upper_bound(all, day, {}, begins);
    if (next != all.begin() && covers(*std::prev(next), day)) return std::prev(next)->value;

    const std::chrono::year_month_day date = engine::date_of(day);
    const auto part = [](auto number) { return std::to_string(static_cast<unsigned>(number)); };
    throw std::logic_error{"no value of parameter '" + std::string{name} + "', key '" +
                           std::string{key} + "', on " +
                           std::to_string(static_cast<int>(date.year())) + "-" +
                           part(date.month()) + "-" + part(date.day())};
}

} // namespace counterlife::model

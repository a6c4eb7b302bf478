// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/people.h"

#include "study/record/table_reading.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace counterlife::study::audit {
namespace {

// Identities are spread evenly: their first bits find the few among which to search.
constexpr int heap_bits = 20;

std::size_t heap_of(LifeId id)
{
    return static_cast<std::size_t>(id >> (63 - heap_bits));
}

template <class Array, class Value>
void add_values(const arrow::Table& group, const char* column, std::vector<Value>& values)
{
    const auto array = array_of<Array>(group, column);
    values.insert(values.end(), array->raw_values(), array->raw_values() + array->length());
}

void add_days(const arrow::Table& group, const char* column, std::vector<Day>& days)
{
    const auto values = array_of<arrow::Date32Array>(group, column);
    for (std::int64_t i = 0; i < values->length(); ++i)
        days.push_back(values->IsNull(i) ? engine::no_day : Day{values->Value(i)});
}

void add_places(const arrow::Table& group, const char* column, std::vector<std::uint16_t>& places)
{
    const auto values = array_of<arrow::DictionaryArray>(group, column);
    for (std::int64_t i = 0; i < values->length(); ++i)
        places.push_back(values->IsNull(i) ? engine::nowhere
                                           : static_cast<std::uint16_t>(values->GetValueIndex(i)));
}

} // namespace

void People::add(const arrow::Table& group)
{
    const std::size_t before = ids_.size();
    add_values<arrow::Int64Array>(group, "identity", ids_);
    add_values<arrow::Int32Array>(group, "mother", mother_numbers_);
    add_values<arrow::Int32Array>(group, "father", father_numbers_);
    add_values<arrow::Int32Array>(group, "spouse", spouse_numbers_);
    const auto numbers = array_of<arrow::Int32Array>(group, "person");
    for (std::size_t row = before; row < ids_.size(); ++row)
        if (numbers->Value(static_cast<std::int64_t>(row - before)) !=
            static_cast<std::int64_t>(row) + 1)
            misnumbered_.push_back(ids_[row]);
    add_days(group, "born", born_);
    add_days(group, "died", died_);
    add_places(group, "birth_place", birth_places_);
    add_places(group, "place", places_);
    const auto sex = array_of<arrow::DictionaryArray>(group, "sex");
    const auto marital = array_of<arrow::DictionaryArray>(group, "marital");
    const auto marriages = array_of<arrow::Int16Array>(group, "marriages");
    const auto children = array_of<arrow::Int16Array>(group, "children");
    const auto founder = array_of<arrow::BooleanArray>(group, "founder");
    for (std::int64_t i = 0; i < group.num_rows(); ++i)
        facts_.push_back({.sex = static_cast<Sex>(sex->GetValueIndex(i)),
                          .marital = static_cast<Marital>(marital->GetValueIndex(i)),
                          .founder = founder->Value(i),
                          .marriages = static_cast<std::uint8_t>(marriages->Value(i)),
                          .children = static_cast<std::uint8_t>(children->Value(i))});
}

void People::sort()
{
    std::vector<Row> order(ids_.size());
    std::iota(order.begin(), order.end(), 0);
    if (!std::ranges::is_sorted(ids_)) {
        std::ranges::sort(order, {}, [&](Row row) { return ids_[index(row)]; });
        rows_by_number_.resize(ids_.size());
        for (Row row = 0; row < size(); ++row) {
            rows_by_number_[index(order[index(row)])] = row;
            if (order[index(row)] != row) misnumbered_.push_back(ids_[index(row)]);
        }
    }
    const auto put_in_order = [&](auto& column) {
        std::remove_cvref_t<decltype(column)> sorted;
        sorted.reserve(column.size());
        for (const Row row : order) sorted.push_back(column[index(row)]);
        column = std::move(sorted);
    };
    put_in_order(ids_), put_in_order(born_), put_in_order(died_), put_in_order(facts_);
    put_in_order(birth_places_), put_in_order(places_);
    put_in_order(mother_numbers_), put_in_order(father_numbers_), put_in_order(spouse_numbers_);
    for (std::size_t i = 1; i < ids_.size(); ++i)
        if (ids_[i] == ids_[i - 1]) twice_.push_back(ids_[i]);
}

void People::index_ids()
{
    heaps_.assign((std::size_t{1} << heap_bits) + 1, 0);
    for (const LifeId id : ids_) ++heaps_[heap_of(id) + 1];
    for (std::size_t i = 1; i < heaps_.size(); ++i) heaps_[i] += heaps_[i - 1];
}

void People::link()
{
    sort();
    index_ids();
    const auto rows_of = [this](std::vector<std::int32_t>& numbers) {
        for (std::int32_t& number : numbers) number = row_of_number(number);
        return std::exchange(numbers, {});
    };
    mothers_ = rows_of(mother_numbers_);
    fathers_ = rows_of(father_numbers_);
    spouses_ = rows_of(spouse_numbers_);
}

Row People::row_of_number(std::int32_t number) const
{
    if (number == 0) return nobody_known;
    if (number < 0 || number > size()) return not_in_the_run;
    return rows_by_number_.empty() ? number - 1 : rows_by_number_[index(number - 1)];
}

Row People::row_of(LifeId id) const
{
    if (id >> 63 != 0 || heaps_.empty()) return not_in_the_run;
    const std::size_t heap = heap_of(id);
    const auto begin = ids_.begin() + heaps_[heap], end = ids_.begin() + heaps_[heap + 1];
    const auto at = std::lower_bound(begin, end, id);
    return at != end && *at == id ? static_cast<Row>(at - ids_.begin()) : not_in_the_run;
}

Blood blood_between(const People& people, Row one, Row other)
{
    const auto same = [](Row a, Row b) { return a >= 0 && a == b; };
    const auto is_parent = [&](Row parent, Row child) {
        return people.mother(child) == parent || people.father(child) == parent;
    };
    if (is_parent(other, one)) return Blood::parent;
    if (is_parent(one, other)) return Blood::child;
    const bool mother = same(people.mother(one), people.mother(other));
    const bool father = same(people.father(one), people.father(other));
    if (mother && father) return Blood::sibling;
    if (mother || father) return Blood::half_sibling;
    // Brothers and sisters of a parent, by one parent of both at least.
    const auto child_of_sibling = [&](Row older, Row younger) {
        for (const Row parent : {people.mother(younger), people.father(younger)})
            if (parent >= 0 && parent != older &&
                (same(people.mother(parent), people.mother(older)) ||
                 same(people.father(parent), people.father(older))))
                return true;
        return false;
    };
    if (child_of_sibling(other, one)) return Blood::uncle;
    if (child_of_sibling(one, other)) return Blood::nephew;
    return Blood::none;
}

} // namespace counterlife::study::audit

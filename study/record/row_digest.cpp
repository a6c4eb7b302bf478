// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/row_digest.h"

#include "engine/digest.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <string_view>

namespace counterlife::study::record {
namespace {

using engine::mix;

constexpr std::uint64_t no_value = 0x6E6F7468696E6721; ///< unlike any small number
using Hashes = std::vector<std::uint64_t>;

std::uint64_t hash_of_word(std::string_view word)
{
    std::uint64_t hash = word.size();
    for (const char letter : word) hash = mix(hash, static_cast<unsigned char>(letter));
    return hash;
}

template <class Array, class Word>
void mix_in(const arrow::Array& column, Hashes& rows, const Word& word_of)
{
    const auto& values = static_cast<const Array&>(column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        rows[i] = mix(rows[i], values.IsNull(at) ? no_value : word_of(values, at));
    }
}

/// Whole numbers, days and truths.
template <class Array> void mix_in(const arrow::Array& column, Hashes& rows)
{
    mix_in<Array>(column, rows, [](const Array& values, std::int64_t i) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(values.Value(i)));
    });
}

void mix_in_words(const arrow::Array& column, Hashes& rows)
{
    const auto& words = static_cast<const arrow::StringArray&>(
        *static_cast<const arrow::DictionaryArray&>(column).dictionary());
    Hashes hashes;
    for (std::int64_t i = 0; i < words.length(); ++i)
        hashes.push_back(words.IsNull(i) ? no_value : hash_of_word(words.GetView(i)));
    mix_in<arrow::DictionaryArray>(
        column, rows, [&](const arrow::DictionaryArray& values, std::int64_t i) {
            return hashes[static_cast<std::size_t>(values.GetValueIndex(i))];
        });
}

arrow::Status mix_in_any(const arrow::Array& column, Hashes& rows)
{
    switch (column.type_id()) {
    case arrow::Type::INT64:
        return mix_in<arrow::Int64Array>(column, rows), arrow::Status::OK();
    case arrow::Type::INT32:
        return mix_in<arrow::Int32Array>(column, rows), arrow::Status::OK();
    case arrow::Type::INT16:
        return mix_in<arrow::Int16Array>(column, rows), arrow::Status::OK();
    case arrow::Type::DATE32:
        return mix_in<arrow::Date32Array>(column, rows), arrow::Status::OK();
    case arrow::Type::BOOL:
        return mix_in<arrow::BooleanArray>(column, rows), arrow::Status::OK();
    case arrow::Type::DOUBLE:
        mix_in<arrow::DoubleArray>(column, rows, [](const auto& values, std::int64_t i) {
            return std::bit_cast<std::uint64_t>(values.Value(i));
        });
        return arrow::Status::OK();
    case arrow::Type::DICTIONARY:
        return mix_in_words(column, rows), arrow::Status::OK();
    default:
        return arrow::Status::TypeError("a column of type ", column.type()->ToString());
    }
}

} // namespace

arrow::Result<std::uint64_t> row_digest(const std::vector<std::shared_ptr<arrow::Array>>& columns)
{
    if (columns.empty()) return 0;
    Hashes rows(static_cast<std::size_t>(columns.front()->length()));
    for (const auto& column : columns) ARROW_RETURN_NOT_OK(mix_in_any(*column, rows));
    return std::accumulate(rows.begin(), rows.end(), std::uint64_t{0});
}

arrow::Result<std::uint64_t> row_digest(const arrow::Table& group)
{
    std::vector<std::shared_ptr<arrow::Array>> columns;
    for (const auto& column : group.columns()) columns.push_back(column->chunk(0));
    return row_digest(columns);
}

std::uint64_t event_digest(const arrow::Table& group, const std::vector<std::string>& rules,
                           const PersonNumbers& people)
{
    const auto ids = [&](const char* name) { return array_of<arrow::Int32Array>(group, name); };
    const auto days = [&](const char* name) { return array_of<arrow::Date32Array>(group, name); };
    const auto person = ids("person"), other = ids("other"), sender = ids("cause_person");
    const auto date = days("date"), sent = days("cause_date");
    const auto detail = array_of<arrow::Int32Array>(group, "detail");
    const auto place = array_of<arrow::DictionaryArray>(group, "place");
    const auto event = array_of<arrow::DictionaryArray>(group, "event");
    const auto cause = array_of<arrow::DictionaryArray>(group, "cause_event");
    const auto numbers_of = [&](const arrow::DictionaryArray& column) {
        const auto& words = static_cast<const arrow::StringArray&>(*column.dictionary());
        std::vector<engine::RuleId> numbers;
        for (std::int64_t i = 0; i < words.length(); ++i) {
            const auto at = std::ranges::find(rules, words.GetView(i));
            numbers.push_back(at == rules.end() ? engine::no_rule
                                                : static_cast<engine::RuleId>(at - rules.begin()));
        }
        return numbers;
    };
    const auto of_event = numbers_of(*event), of_cause = numbers_of(*cause);
    const auto number = [](const auto& numbers, const arrow::DictionaryArray& column,
                           std::int64_t i) {
        return column.IsNull(i) ? engine::no_rule
                                : numbers[static_cast<std::size_t>(column.GetValueIndex(i))];
    };
    const auto id = [&](const arrow::Int32Array& column, std::int64_t i) {
        return people.identity(column.Value(i));
    };
    std::uint64_t digest = 0;
    for (std::int64_t i = 0; i < group.num_rows(); ++i) {
        engine::Event one{.who = id(*person, i),
                          .with = id(*other, i),
                          .cause = {},
                          .day = engine::Day{date->Value(i)},
                          .detail = detail->Value(i),
                          .rule = number(of_event, *event, i)};
        if (!place->IsNull(i)) one.place = static_cast<engine::PlaceId>(place->GetValueIndex(i));
        if (!sent->IsNull(i))
            one.cause = {.who = id(*sender, i),
                         .day = engine::Day{sent->Value(i)},
                         .rule = number(of_cause, *cause, i)};
        digest += engine::hash_of(one);
    }
    return digest;
}

} // namespace counterlife::study::record

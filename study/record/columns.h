// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Columns made of rows.
//
// A column's values come from a function of the row: a value, or an optional where there may be
// none. Categories are a list of names and a column of positions in it, made directly: no name is
// looked at while lives or events are written.

#include "engine/event.h"
#include "model/journal/packed.h"
#include "study/record/parquet_file.h"
#include "study/rooms.h"

#include <arrow/util/key_value_metadata.h>

#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace counterlife::study::record {

using Names = std::shared_ptr<arrow::Array>;

template <class Value> struct IsOptional : std::false_type {};
template <class Value> struct IsOptional<std::optional<Value>> : std::true_type {};

/// As a column holds a value: a day as the number that its date is.
template <class Value> auto stored(const Value& value)
{
    if constexpr (std::is_same_v<Value, engine::Day>)
        return value.count();
    else
        return value;
}

template <class ArrowType, class Row, class Get>
arrow::Result<std::shared_ptr<arrow::Array>> values_of(std::span<const Row> rows, const Get& get)
{
    typename arrow::TypeTraits<ArrowType>::BuilderType builder;
    ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(rows.size())));
    for (const Row& row : rows) {
        const auto value = std::invoke(get, row);
        if constexpr (IsOptional<std::remove_const_t<decltype(value)>>::value) {
            if (value)
                builder.UnsafeAppend(stored(*value));
            else
                builder.UnsafeAppendNull();
        } else {
            builder.UnsafeAppend(stored(value));
        }
    }
    return builder.Finish();
}

struct Meaning {
    std::string name, unit, description;
};

inline std::shared_ptr<arrow::Field>
field_of(const Meaning& meaning, std::shared_ptr<arrow::DataType> type, bool may_be_null)
{
    return arrow::field(
        meaning.name, std::move(type), may_be_null,
        arrow::key_value_metadata({"description", "unit"}, {meaning.description, meaning.unit}));
}

template <class ArrowType, class Row, class Get> Column<Row> column(const Meaning& meaning, Get get)
{
    using Value = std::remove_cvref_t<std::invoke_result_t<Get, const Row&>>;
    return {.field = field_of(meaning, arrow::TypeTraits<ArrowType>::type_singleton(),
                              IsOptional<Value>::value),
            .of = [get](std::span<const Row> rows) { return values_of<ArrowType>(rows, get); }};
}

inline std::shared_ptr<arrow::DataType> category()
{
    return arrow::dictionary(arrow::int32(), arrow::utf8());
}

inline Names names_of(const std::vector<std::string>& words)
{
    arrow::StringBuilder builder;
    Names names;
    // Fails only where there is no memory left.
    if (!builder.AppendValues(words).ok() || !builder.Finish(&names).ok()) throw std::bad_alloc{};
    return names;
}

/// The names of codes, each at the position that its value is.
inline Names names_in(std::span<const model::Code> codes)
{
    std::vector<std::string> names;
    for (const model::Code& code : codes) {
        const auto at = static_cast<std::size_t>(code.value);
        if (at >= names.size()) names.resize(at + 1);
        names[at] = code.name;
    }
    return names_of(names);
}

/// A column of categories. `get` gives a position among the names.
template <class Row, class Get>
Column<Row> category_column(const Meaning& meaning, Names names, const Get& get)
{
    using Value = std::remove_cvref_t<std::invoke_result_t<Get, const Row&>>;
    return {.field = field_of(meaning, category(), IsOptional<Value>::value),
            .of = [names = std::move(names),
                   get](std::span<const Row> rows) -> arrow::Result<std::shared_ptr<arrow::Array>> {
                ARROW_ASSIGN_OR_RAISE(const auto indices, values_of<arrow::Int32Type>(rows, get));
                return std::make_shared<arrow::DictionaryArray>(category(), indices, names);
            }};
}

/// A position among so many names, or none if it is past them.
inline std::optional<std::int32_t> among(std::size_t names, std::size_t at)
{
    if (at >= names) return std::nullopt;
    return static_cast<std::int32_t>(at);
}

/// A column of words that are not known beforehand: categories in the order of appearance. No word
/// is no category.
template <class Row, class Get> Column<Row> word_column(const Meaning& meaning, Get get)
{
    return {.field = field_of(meaning, category(), true),
            .of = [get](std::span<const Row> rows) -> arrow::Result<std::shared_ptr<arrow::Array>> {
                std::vector<std::string> words;
                using Word = std::invoke_result_t<Get, const Row&>; // Said by letters, or interned.
                std::unordered_map<Word, std::int32_t> positions;
                const auto index = [&](const Row& row) -> std::optional<std::int32_t> {
                    const Word word = get(row);
                    if (word.empty()) return std::nullopt;
                    const auto [at, is_new] =
                        positions.try_emplace(word, static_cast<std::int32_t>(words.size()));
                    if (is_new) words.emplace_back(word);
                    return at->second;
                };
                ARROW_ASSIGN_OR_RAISE(const auto indices, values_of<arrow::Int32Type>(rows, index));
                return std::make_shared<arrow::DictionaryArray>(category(), indices,
                                                                names_of(words));
            }};
}

/// A day, or none.
inline std::optional<engine::Day> if_ever(engine::Day day)
{
    return day == engine::no_day ? std::nullopt : std::optional{day};
}

} // namespace counterlife::study::record

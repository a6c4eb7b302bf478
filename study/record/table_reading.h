// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Opening and reading the Parquet files of a run. Whatever the bytes, a failure is a sentence.

#include "study/rooms.h"

#include <arrow/api.h>
#include <parquet/arrow/reader.h>

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::study::record {

class TableReader {
public:
    /// Opens a table and makes sure that it has these columns. The sentence continues "found ".
    static std::expected<TableReader, std::string> open(const std::filesystem::path& path,
                                                        const arrow::Schema& expected);

    std::int64_t rows() const;

    /// The least and greatest value of a column of whole numbers or dates in a row group, where
    /// the file tells them.
    std::optional<std::pair<std::int64_t, std::int64_t>> range_of(int group,
                                                                  const std::string& column) const;

    /// One of the facts that the file says of itself; empty if it does not.
    std::string fact(const std::string& key) const;

    /// How many row groups there are.
    int groups() const;

    /// These columns of one row group, checked in the same way as `each_group` does. A reader may
    /// be used by one thread at a time.
    std::expected<std::shared_ptr<arrow::Table>, std::string>
    group(int number, const std::vector<std::string>& columns) const;

    /// Reads these columns, all by default, and hands over one row group after the other. Every
    /// value has been checked: a category's number is one of its names, for one.
    std::expected<void, std::string>
    each_group(const std::vector<std::string>& columns,
               const std::function<void(const arrow::Table&)>& use) const;

    /// The same for all columns, and makes sure that the rows are those that were written, where
    /// the file says of them.
    std::expected<void, std::string>
    each_whole_group(const std::function<void(const arrow::Table&)>& use) const;

private:
    arrow::Result<std::shared_ptr<arrow::Table>>
    checked_group(int number, const std::vector<int>& indices) const;
    arrow::Result<std::vector<int>> indices_of(const std::vector<std::string>& columns) const;

    std::shared_ptr<parquet::arrow::FileReader> reader_;
};

/// A column of a table that `each_group` gave, as one array of its type.
template <class ArrayType>
std::shared_ptr<ArrayType> array_of(const arrow::Table& table, const std::string& name)
{
    return std::static_pointer_cast<ArrayType>(table.GetColumnByName(name)->chunk(0));
}

/// The words of a category, by number.
std::vector<std::string> words_of(const arrow::Table& table, const std::string& column);

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writing a Parquet file column by column, without a byte that depends on the machine or the hour.

#include "study/record/row_digest.h"
#include "study/rooms.h"

#include <arrow/api.h>
#include <parquet/arrow/writer.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::record {

/// A column of a table: its name, type, unit and meaning, and how it is made from rows.
template <class Row> struct Column {
    std::shared_ptr<arrow::Field> field;
    std::function<arrow::Result<std::shared_ptr<arrow::Array>>(std::span<const Row>)> of;
};

template <class Row> using Columns = std::vector<Column<Row>>;

template <class Row> std::shared_ptr<arrow::Schema> schema_of(const Columns<Row>& columns)
{
    arrow::FieldVector fields;
    for (const Column<Row>& column : columns) fields.push_back(column.field);
    return arrow::schema(std::move(fields));
}

/// How a table lies in its file.
struct TableLayout {
    bool is_sorted = false;   ///< by its first column
    bool tells_first = false; ///< least and greatest values are told of the first column alone
    bool is_long = false;     ///< a person is looked up in it: its pages are short
    /// Numbers of which one is seldom near the one before: others are stored as differences.
    std::span<const std::string_view> far = {};
};

/// What is said of a whole file, by key.
using FileFacts = std::map<std::string, std::string>;

class ParquetFile {
public:
    /// Opens `dir/name` under a name that ends in .part. `shown` is the path for complaints.
    static std::expected<ParquetFile, std::string>
    create(const std::filesystem::path& dir, const std::string& name, std::filesystem::path shown,
           std::shared_ptr<arrow::Schema> schema, TableLayout layout);

    using Arrays = std::vector<std::shared_ptr<arrow::Array>>;

    /// The rows column by column. Can be called while others are added.
    template <class Row> std::expected<Arrays, std::string>
    arrays_of(const Columns<Row>& columns, std::span<const Row> rows) const
    {
        Arrays arrays;
        const auto made = in_words([&]() -> arrow::Status {
            for (const Column<Row>& column : columns) {
                ARROW_ASSIGN_OR_RAISE(arrays.emplace_back(), column.of(rows));
            }
            return arrow::Status::OK();
        });
        if (!made) return std::unexpected{made.error()};
        return arrays;
    }

    /// Adds a row group.
    std::expected<void, std::string> add(const Arrays& columns);

    /// Adds the rows as one row group.
    template <class Row>
    std::expected<void, std::string> add(const Columns<Row>& columns, std::span<const Row> rows)
    {
        const auto arrays = arrays_of(columns, rows);
        if (!arrays) return std::unexpected{arrays.error()};
        return add(*arrays);
    }

    std::int64_t rows() const { return rows_; }

    /// From now on makes a digest of the rows, which `finish` tells among the facts.
    void sum_rows() { sums_rows_ = true; }

    /// Writes the facts and the end of the file, and gives it its name.
    std::expected<void, std::string> finish(const FileFacts& facts);

private:
    ParquetFile() = default;

    /// Does the work, and turns any failure into a sentence.
    std::expected<void, std::string> in_words(const std::function<arrow::Status()>& work) const;

    std::filesystem::path path_, shown_;
    std::shared_ptr<arrow::io::OutputStream> out_;
    std::unique_ptr<parquet::arrow::FileWriter> writer_;
    std::int64_t rows_ = 0;
    bool sums_rows_ = false;
    std::uint64_t row_digest_ = 0;
};

/// The sentence for a file that could not be written, and what to do.
std::string write_failure(const std::filesystem::path& shown, const std::string& reason);

} // namespace counterlife::study::record

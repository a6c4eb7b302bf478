// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/table_reading.h"

#include "study/record/row_digest.h"
#include "study/record/run_file.h"

#include <arrow/io/file.h>
#include <arrow/util/io_util.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/properties.h>
#include <parquet/statistics.h>

#include <cerrno>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace counterlife::study::record {
namespace {

/// More than any group of rows takes: who has that much and was refused more was asked for
/// something absurd, as damage asks for it.
constexpr std::size_t plenty = std::size_t{1} << 29;
/// Who has not even this cannot tell want of memory from damage by the library's words.
constexpr std::size_t little = std::size_t{1} << 26;

bool lacks(std::size_t bytes)
{
    void* const some = ::operator new(bytes, std::nothrow);
    ::operator delete(some);
    return some == nullptr;
}

/// The library throws in some places and returns in others. What it says of damage is for
/// programmers, so it comes second. Of a machine that has no more memory or threads nobody should
/// say that its files are damaged: that is for whoever began the reading.
std::expected<void, std::string> guarded(const std::function<arrow::Status()>& work)
{
    const auto damaged = [](const std::string& words) {
        return std::unexpected{"a table that is damaged or was cut short (" +
                               words.substr(0, words.find('\n')) + ")"};
    };
    try {
        const arrow::Status status = work();
        if (status.ok()) return {};
        if (lacks(status.IsOutOfMemory() ? plenty : little)) throw std::bad_alloc{};
        if (const int error = arrow::internal::ErrnoFromStatus(status))
            return std::unexpected{"that it cannot be read: " +
                                   std::generic_category().message(error)};
        return damaged(status.message());
    } catch (const std::system_error&) {
        throw;
    } catch (const std::exception& error) {
        // Some layers of the library pass words on instead of what was thrown.
        if (lacks(std::string_view{error.what()}.contains("bad_alloc") ? plenty : little))
            throw std::bad_alloc{};
        return damaged(error.what());
    }
}

bool has_columns(const arrow::Schema& found, const arrow::Schema& expected)
{
    if (found.num_fields() != expected.num_fields()) return false;
    for (int i = 0; i < found.num_fields(); ++i)
        if (found.field(i)->name() != expected.field(i)->name() ||
            !found.field(i)->type()->Equals(expected.field(i)->type()))
            return false;
    return true;
}

} // namespace

std::expected<TableReader, std::string> TableReader::open(const std::filesystem::path& path,
                                                          const arrow::Schema& expected)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return std::unexpected{"no such file"};
    if (!error && !std::filesystem::is_regular_file(status))
        return std::unexpected{"a folder or device where a file should be"};
    if (error || ::access(path.c_str(), R_OK) != 0)
        return std::unexpected{
            "a file that cannot be read (" +
            (error ? error : std::error_code{errno, std::generic_category()}).message() + ")"};
    TableReader table;
    std::shared_ptr<arrow::Schema> found;
    const auto opened = guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path.string()));
        parquet::ReaderProperties properties;
        properties.set_page_checksum_verification(true);
        parquet::arrow::FileReaderBuilder builder;
        ARROW_RETURN_NOT_OK(builder.Open(std::move(file), properties));
        // Reading ahead is for disks that are far away, and wants threads that may be refused.
        parquet::ArrowReaderProperties reading;
        reading.set_pre_buffer(false);
        builder.properties(reading);
        std::unique_ptr<parquet::arrow::FileReader> reader;
        ARROW_RETURN_NOT_OK(builder.Build(&reader));
        table.reader_ = std::move(reader);
        return table.reader_->GetSchema(&found);
    });
    if (!opened) return std::unexpected{opened.error()};
    if (table.fact("counterlife.table").empty())
        return std::unexpected{"a Parquet file of another program"};
    if (!has_columns(*found, expected))
        return std::unexpected{"other columns than this program's tables have; another version "
                               "may have written it"};
    return table;
}

std::int64_t TableReader::rows() const
{
    return reader_->parquet_reader()->metadata()->num_rows();
}

std::string TableReader::fact(const std::string& key) const
{
    const auto facts = reader_->parquet_reader()->metadata()->key_value_metadata();
    if (facts == nullptr) return {};
    return facts->Get(key).ValueOr(std::string{});
}

int TableReader::groups() const
{
    return reader_->num_row_groups();
}

std::optional<std::pair<std::int64_t, std::int64_t>>
TableReader::range_of(int group, const std::string& column) const
{
    const auto metadata = reader_->parquet_reader()->metadata();
    const int at = metadata->schema()->ColumnIndex(column);
    if (at < 0) return std::nullopt;
    const auto statistics = metadata->RowGroup(group)->ColumnChunk(at)->statistics();
    if (statistics == nullptr || !statistics->HasMinMax()) return std::nullopt;
    if (statistics->physical_type() == parquet::Type::INT64) {
        const auto& whole = static_cast<const parquet::Int64Statistics&>(*statistics);
        return std::pair{whole.min(), whole.max()};
    }
    if (statistics->physical_type() != parquet::Type::INT32) return std::nullopt;
    const auto& whole = static_cast<const parquet::Int32Statistics&>(*statistics);
    return std::pair{std::int64_t{whole.min()}, std::int64_t{whole.max()}};
}

arrow::Result<std::vector<int>>
TableReader::indices_of(const std::vector<std::string>& columns) const
{
    std::shared_ptr<arrow::Schema> schema;
    ARROW_RETURN_NOT_OK(reader_->GetSchema(&schema));
    std::vector<int> indices;
    for (const std::string& column : columns) indices.push_back(schema->GetFieldIndex(column));
    return indices;
}

arrow::Result<std::shared_ptr<arrow::Table>>
TableReader::checked_group(int number, const std::vector<int>& indices) const
{
    ARROW_ASSIGN_OR_RAISE(auto read, reader_->ReadRowGroup(number, indices));
    ARROW_ASSIGN_OR_RAISE(auto table, read->CombineChunks());
    ARROW_RETURN_NOT_OK(table->ValidateFull());
    for (const auto& column : table->columns())
        if (column->num_chunks() != 1) return arrow::Status::Invalid("an empty row group");
    return table;
}

std::expected<std::shared_ptr<arrow::Table>, std::string>
TableReader::group(int number, const std::vector<std::string>& columns) const
{
    std::shared_ptr<arrow::Table> table;
    const auto read = guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(const auto indices, indices_of(columns));
        return checked_group(number, indices).Value(&table);
    });
    if (!read) return std::unexpected{read.error()};
    return table;
}

std::expected<void, std::string>
TableReader::each_group(const std::vector<std::string>& columns,
                        const std::function<void(const arrow::Table&)>& use) const
{
    return guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(const auto indices, indices_of(columns));
        std::int64_t rows_read = 0;
        for (int group = 0; group < reader_->num_row_groups(); ++group) {
            ARROW_ASSIGN_OR_RAISE(const auto table, checked_group(group, indices));
            rows_read += table->num_rows();
            use(*table);
        }
        if (rows_read != rows()) return arrow::Status::Invalid("rows are missing");
        return arrow::Status::OK();
    });
}

std::expected<void, std::string>
TableReader::each_whole_group(const std::function<void(const arrow::Table&)>& use) const
{
    const std::string expected = fact(row_digest_fact);
    std::uint64_t digest = 0;
    std::vector<std::string> columns;
    const auto read = guarded([&]() -> arrow::Status {
        std::shared_ptr<arrow::Schema> schema;
        ARROW_RETURN_NOT_OK(reader_->GetSchema(&schema));
        columns = schema->field_names();
        return arrow::Status::OK();
    });
    if (!read) return read;
    arrow::Status summed;
    auto all = each_group(columns, [&](const arrow::Table& group) {
        if (!expected.empty()) {
            const auto rows = row_digest(group);
            if (rows.ok()) digest += *rows;
            summed &= rows.status();
        }
        use(group);
    });
    if (!all) return all;
    if (!expected.empty() && (!summed.ok() || digest_text(digest) != expected))
        return std::unexpected{"other rows than those that were written: their digest is " +
                               digest_text(digest) + ", not " + expected};
    return {};
}

std::vector<std::string> words_of(const arrow::Table& table, const std::string& column)
{
    const auto words = std::static_pointer_cast<arrow::StringArray>(
        array_of<arrow::DictionaryArray>(table, column)->dictionary());
    std::vector<std::string> all;
    all.reserve(static_cast<std::size_t>(words->length()));
    for (std::int64_t i = 0; i < words->length(); ++i) all.push_back(words->GetString(i));
    return all;
}

} // namespace counterlife::study::record

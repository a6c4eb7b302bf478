// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/parquet_file.h"

#include "study/record/partial_directory.h"
#include "study/record/run_file.h"
#include "study/text/nearest.h"

#include <arrow/io/file.h>
#include <arrow/util/io_util.h>
#include <arrow/util/key_value_metadata.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

#include <sys/mman.h>

namespace counterlife::study::record {
namespace {

/// Checksums, so that a damaged page is known as such. Numbers and days lie near those before
/// them, so that their differences take the least room; a dictionary of them only costs, and what
/// makes it (libparquet 26) comes to nothing where there is no memory, without a word.
std::shared_ptr<parquet::WriterProperties> properties_for(const arrow::Schema& schema,
                                                          TableLayout layout)
{
    constexpr std::int64_t rows_in_page = 4000;
    parquet::WriterProperties::Builder properties;
    properties.compression(parquet::Compression::ZSTD)
        ->compression_level(1)
        ->enable_page_checksum();
    if (layout.tells_first)
        properties.disable_statistics()
            ->enable_statistics(schema.field(0)->name())
            ->enable_write_page_index(schema.field(0)->name());
    else
        properties.enable_write_page_index();
    if (layout.is_long) properties.max_rows_per_page(rows_in_page)->write_batch_size(rows_in_page);
    for (const auto& field : schema.fields()) {
        switch (field->type()->id()) {
        case arrow::Type::INT16:
        case arrow::Type::INT32:
        case arrow::Type::INT64:
        case arrow::Type::DATE32:
            properties.disable_dictionary(field->name());
            if (!is_among(field->name(), layout.far))
                properties.encoding(field->name(), parquet::Encoding::DELTA_BINARY_PACKED);
            break;
        case arrow::Type::DOUBLE:
            properties.disable_dictionary(field->name());
            break;
        default:
            break;
        }
    }
    if (layout.is_sorted)
        properties.set_sorting_columns(
            {{.column_idx = 0, .descending = false, .nulls_first = false}});
    return properties.build();
}

std::string reason_for(const arrow::Status& status)
{
    if (const int error = arrow::internal::ErrnoFromStatus(status)) return std::strerror(error);
    return status.message();
}

std::string part_name(const std::string& name)
{
    return name + ".part";
}

} // namespace

std::string write_failure(const std::filesystem::path& shown, const std::string& reason)
{
    return shown.string() + " could not be written: " + reason +
           ". Nothing is kept of this run; make room or choose another directory with -o, and run "
           "it again.";
}

std::expected<void, std::string>
ParquetFile::in_words(const std::function<arrow::Status()>& work) const
{
    try {
        const arrow::Status status = work();
        if (status.ok()) return {};
        if (status.IsOutOfMemory()) throw std::bad_alloc{};
        return std::unexpected{write_failure(shown_, reason_for(status))};
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        return std::unexpected{write_failure(shown_, error.what())};
    }
}

std::expected<ParquetFile, std::string> ParquetFile::create(const std::filesystem::path& dir,
                                                            const std::string& name,
                                                            std::filesystem::path shown,
                                                            std::shared_ptr<arrow::Schema> schema,
                                                            TableLayout layout)
{
    ParquetFile file;
    file.path_ = dir / name;
    file.shown_ = std::move(shown);
    const auto opened = file.in_words([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(file.out_,
                              arrow::io::FileOutputStream::Open((dir / part_name(name)).string()));
        // The schema is stored so that categories, dates and units come back as such.
        ARROW_ASSIGN_OR_RAISE(
            file.writer_,
            parquet::arrow::FileWriter::Open(
                *schema, arrow::default_memory_pool(), file.out_, properties_for(*schema, layout),
                parquet::ArrowWriterProperties::Builder{}.store_schema()->build()));
        return arrow::Status::OK();
    });
    if (!opened) return std::unexpected{opened.error()};
    return file;
}

namespace {

/// Throws where memory has all but run out. Arrow 26 goes on with a table that it did not get when
/// it looks for the words of a column, and ends in a fault; so it is not asked to.
void must_have_room()
{
    constexpr std::size_t enough = 8 << 20; // More than it takes for the words of a column.
    // Of the system: what the C library is given back it may keep.
    void* const room =
        mmap(nullptr, enough, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) throw std::bad_alloc{};
    munmap(room, enough);
}

} // namespace

std::expected<void, std::string> ParquetFile::add(const Arrays& columns)
{
    return in_words([&]() -> arrow::Status {
        ARROW_RETURN_NOT_OK(writer_->NewRowGroup());
        for (const auto& column : columns) {
            must_have_room();
            ARROW_RETURN_NOT_OK(writer_->WriteColumnChunk(*column));
        }
        if (sums_rows_) {
            ARROW_ASSIGN_OR_RAISE(const std::uint64_t digest, row_digest(columns));
            row_digest_ += digest;
        }
        rows_ += columns.front()->length();
        return arrow::Status::OK();
    });
}

std::expected<void, std::string> ParquetFile::finish(const FileFacts& facts)
{
    return in_words([&]() -> arrow::Status {
        std::vector<std::string> keys, values;
        for (const auto& [key, value] : facts) {
            keys.push_back(key);
            values.push_back(value);
        }
        if (sums_rows_) {
            keys.emplace_back(row_digest_fact);
            values.push_back(digest_text(row_digest_));
        }
        ARROW_RETURN_NOT_OK(writer_->AddKeyValueMetadata(arrow::key_value_metadata(keys, values)));
        ARROW_RETURN_NOT_OK(writer_->Close());
        ARROW_RETURN_NOT_OK(out_->Close());
        std::filesystem::path part = path_;
        part.replace_filename(part_name(path_.filename().string()));
        if (const int error = flush_to_disk(part))
            return arrow::internal::IOErrorFromErrno(error, "flush");
        if (std::rename(part.c_str(), path_.c_str()) != 0)
            return arrow::internal::IOErrorFromErrno(errno, "rename");
        return arrow::Status::OK();
    });
}

} // namespace counterlife::study::record

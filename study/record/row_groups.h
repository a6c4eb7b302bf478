// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Row groups of a long table, each encoded on a thread of its own while the next one is made.

#include "study/record/parquet_file.h"
#include "study/rooms.h"

#include <cstddef>
#include <expected>
#include <functional>
#include <future>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace counterlife::study::record {

/// Rows come as `Given`, and `rows_of` adds the rows that some of them become. File and columns
/// must outlive it. The bytes do not depend on threads.
template <class Given, class Row> class RowGroups {
public:
    using Outcome = std::expected<void, std::string>;
    using RowsOf = std::function<void(std::span<const Given>, std::vector<Row>&)>;

    RowGroups(ParquetFile& file, const Columns<Row>& columns, std::size_t in_group, bool beside,
              RowsOf rows_of)
        : file_{&file}, columns_{&columns}, in_group_{in_group}, beside_{beside},
          rows_of_{std::move(rows_of)}
    {
        given_.reserve(in_group);
    }

    /// Whether a group has been handed on, and the one before it is written.
    std::expected<bool, std::string> add(const Given& row)
    {
        given_.push_back(row);
        if (given_.size() < in_group_) return false;
        if (Outcome handed = hand_on(); !handed) return std::unexpected{handed.error()};
        return true;
    }

    Outcome finish()
    {
        if (!given_.empty())
            if (Outcome handed = hand_on(); !handed) return handed;
        return written();
    }

    std::int64_t handed_on() const { return handed_on_; }

private:
    /// Of the group before.
    Outcome written() { return writing_.valid() ? writing_.get() : Outcome{}; }

    Outcome hand_on()
    {
        rows_.clear();
        rows_of_(given_, rows_);
        handed_on_ += std::ssize(given_);
        given_.clear();
        auto arrays = file_->arrays_of(*columns_, std::span<const Row>{rows_});
        if (!arrays) return std::unexpected{arrays.error()};
        if (Outcome before = written(); !before) return before;
        arrays_ = std::move(*arrays);
        return write();
    }

    Outcome write()
    {
        if (beside_) {
            try {
                writing_ = std::async(std::launch::async, [this] { return file_->add(arrays_); });
                return {};
            } catch (const std::system_error&) { // No thread is missed.
                beside_ = false;
            }
        }
        return file_->add(arrays_);
    }

    ParquetFile* file_;
    const Columns<Row>* columns_;
    std::size_t in_group_;
    bool beside_;
    RowsOf rows_of_;
    std::vector<Given> given_;
    std::vector<Row> rows_;
    ParquetFile::Arrays arrays_; ///< of the group that is being written
    std::int64_t handed_on_ = 0;
    std::future<Outcome> writing_; ///< last, so that it is awaited before the rest goes
};

} // namespace counterlife::study::record

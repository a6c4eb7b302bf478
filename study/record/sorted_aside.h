// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rows that are put aside as they come and given back in the order of all, in bounded memory: each
// section of the file is in order, and the sections are merged as they are read.

#include "study/record/aside_file.h"
#include "study/rooms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <queue>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::study::record {

/// A row has a key to be ordered by: `Key key_of(const Row&)`, found by its namespace. Rows with
/// the same key stay in the order in which they came.
template <class Row> class SortedAside {
public:
    using Outcome = AsideFile::Outcome;
    using Key = decltype(key_of(std::declval<const Row&>()));

    explicit SortedAside(AsideFile file) : file_{std::move(file)} {}

    Outcome add(const Row& row)
    {
        waiting_.push_back(row);
        return waiting_.size() < sorted_at_once ? Outcome{} : put_aside();
    }
    /// To be called when all have been added.
    Outcome put_aside()
    {
        if (waiting_.empty()) return {};
        std::ranges::stable_sort(waiting_, {}, [](const Row& row) { return key_of(row); });
        for (const Row& row : waiting_) file_.add(row);
        waiting_.clear();
        sections_.push_back(file_.size());
        return file_.flush();
    }

    /// All that is put aside, in any order.
    AsideReader all() const { return {file_, 0, sections_.back()}; }

    /// Row after row, in their order.
    class Merge {
    public:
        explicit Merge(const SortedAside& of)
        {
            for (std::size_t i = 0; i + 1 < of.sections_.size(); ++i)
                sections_.emplace_back(of.file_, of.sections_[i], of.sections_[i + 1]);
            rows_.resize(sections_.size());
            for (std::size_t at = 0; at < sections_.size(); ++at) queue(at);
        }
        /// Null at the end, and where it cannot be read: then `trouble` says why.
        const Row* next() const
        {
            return turns_.empty() || !trouble_.empty() ? nullptr : &rows_[turns_.top().second];
        }
        void go_on()
        {
            const std::size_t at = turns_.top().second;
            turns_.pop();
            queue(at);
        }
        const std::string& trouble() const { return trouble_; }

    private:
        void queue(std::size_t at)
        {
            if (sections_[at].has_more(sizeof(Row))) {
                rows_[at] = sections_[at].template take<Row>();
                turns_.emplace(key_of(rows_[at]), at);
            } else if (trouble_.empty()) {
                trouble_ = sections_[at].trouble();
            }
        }

        using Turn = std::pair<Key, std::size_t>; // Of one key the earlier sections come first.
        std::vector<AsideReader> sections_;
        std::vector<Row> rows_; ///< the next of each section
        std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
        std::string trouble_;
    };

private:
    static constexpr std::size_t sorted_at_once = 256 * 1024;

    AsideFile file_;
    std::vector<Row> waiting_;
    std::vector<std::uint64_t> sections_{0}; ///< where each begins, and where the last ends
};

} // namespace counterlife::study::record

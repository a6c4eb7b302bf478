// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A file without a name, for what is put aside until all is known that its place depends on. The
// machine takes it back when the program ends, however it ends.

#include "study/rooms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace counterlife::study::record {

class AsideFile {
public:
    using Outcome = std::expected<void, std::string>;

    /// On the disk of the folder. `shown` is the path for complaints.
    static std::expected<AsideFile, std::string> create(const std::filesystem::path& folder,
                                                        std::filesystem::path shown);
    AsideFile(AsideFile&& other) noexcept;
    AsideFile& operator=(AsideFile&& other) noexcept;
    ~AsideFile();

    template <class Value> void add(const Value& value)
    {
        static_assert(std::is_trivially_copyable_v<Value>);
        const auto* bytes = reinterpret_cast<const std::byte*>(&value);
        waiting_.insert(waiting_.end(), bytes, bytes + sizeof value);
    }
    void add_bytes(std::span<const std::byte> bytes)
    {
        waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    }
    /// Writes what has been added. To be called now and then: until then it waits in memory.
    Outcome flush();
    std::size_t waiting() const { return waiting_.size(); }
    /// How many bytes have been added.
    std::uint64_t size() const { return written_ + waiting_.size(); }

    /// Reads as many bytes as there are from here, at most as many as fit. Everything is flushed.
    std::expected<std::size_t, std::string> read(std::uint64_t from,
                                                 std::span<std::byte> into) const;

private:
    AsideFile() = default;

    std::filesystem::path shown_;
    std::vector<std::byte> waiting_;
    std::uint64_t written_ = 0;
    int file_ = -1;
};

/// Reads a section of such a file value by value.
class AsideReader {
public:
    AsideReader(const AsideFile& file, std::uint64_t from, std::uint64_t to)
        : file_{&file}, next_{from}, end_{to}
    {
    }

    /// Whether another value is there, of which so many bytes at most are asked for before the
    /// next call. False at the end, and where it cannot be read: then `trouble` says why.
    bool has_more(std::size_t bytes);
    const std::string& trouble() const { return trouble_; }

    template <class Value> Value take()
    {
        static_assert(std::is_trivially_copyable_v<Value>);
        Value value;
        std::copy_n(bytes_.data() + at_, sizeof value, reinterpret_cast<std::byte*>(&value));
        at_ += sizeof value;
        return value;
    }

private:
    const AsideFile* file_;
    std::uint64_t next_, end_;
    std::vector<std::byte> bytes_;
    std::size_t at_ = 0;
    std::string trouble_;
};

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A growing array of plain records, large enough for a nation's.
//
// std::realloc moves a large block by its page tables, without a copy and without holding both
// the old and the new block: a std::vector would need half as much memory again while it grows.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace counterlife::engine {

template <class T> class GrowableArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    GrowableArray() = default;
    GrowableArray(const GrowableArray&) = delete;
    GrowableArray& operator=(const GrowableArray&) = delete;
    GrowableArray(GrowableArray&& other) noexcept
        : items_{std::exchange(other.items_, nullptr)}, size_{std::exchange(other.size_, 0)},
          capacity_{std::exchange(other.capacity_, 0)}
    {
    }
    GrowableArray& operator=(GrowableArray&& other) noexcept
    {
        std::swap(items_, other.items_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~GrowableArray() { std::free(block()); }

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    T* data() noexcept { return items_; }
    const T* data() const noexcept { return items_; }
    T& operator[](std::size_t i) noexcept { return items_[i]; }
    const T& operator[](std::size_t i) const noexcept { return items_[i]; }
    T* begin() noexcept { return items_; }
    T* end() noexcept { return items_ + size_; }
    const T* begin() const noexcept { return items_; }
    const T* end() const noexcept { return items_ + size_; }

    void push_back(const T& item)
    {
        if (size_ == capacity_) {
            const T kept = item; // It may stand in the block that is about to move.
            reserve(capacity_ + capacity_ / 8 + 16);
            items_[size_++] = kept;
        } else {
            items_[size_++] = item;
        }
    }

    void reserve(std::size_t wanted)
    {
        if (wanted <= capacity_) return;
        void* const old = block();
        const std::size_t before = old ? offset_in(old) : 0;
        void* const moved = std::realloc(old, wanted * sizeof(T) + line);
        if (!moved) throw std::bad_alloc{};
        auto* const first = static_cast<std::byte*>(moved);
        const std::size_t now = offset_in(moved);
        if (size_ > 0 && before != now)
            std::memmove(first + now, first + before, size_ * sizeof(T));
        items_ = reinterpret_cast<T*>(first + now);
        std::memcpy(first + now - sizeof moved, &moved, sizeof moved); // NOLINT: a pointer's bytes
        capacity_ = wanted;
        advise();
    }

private:
    static constexpr std::size_t line = 64;

    // The first item begins a line of the cache, so that records of whole lines lie in no more
    // lines than they must. Before it stands where the block begins.
    static std::size_t offset_in(const void* block) noexcept
    {
        const auto past = (reinterpret_cast<std::uintptr_t>(block) + sizeof block) % line;
        return sizeof block + (past == 0 ? 0 : line - past);
    }
    void* block() const noexcept
    {
        if (!items_) return nullptr;
        void* block = nullptr;
        std::memcpy(&block, reinterpret_cast<const std::byte*>(items_) - sizeof block, // NOLINT
                    sizeof block);
        return block;
    }

    // Large pages halve the cost of a visit to a random record.
    void advise() noexcept
    {
#if defined(__linux__)
        constexpr std::size_t large = std::size_t{1} << 21;
        const std::size_t bytes = capacity_ * sizeof(T);
        if (bytes < 4 * large) return;
        auto* const first = reinterpret_cast<std::byte*>(items_);
        const auto past = reinterpret_cast<std::size_t>(first) & (large - 1);
        const std::size_t skipped = past == 0 ? 0 : large - past;
        const std::size_t whole = (bytes - skipped) & ~(large - 1);
        if (whole > 0) (void)madvise(first + skipped, whole, MADV_HUGEPAGE);
#endif
    }

    T* items_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lists of children, kept beside the records: a person's list is a block of a shared pool.
//
// Blocks hold 2, 4, 8, ... addresses and are used again when a list outgrows them. The handle says
// where the block begins and how long the list is.

#include "model/life.h"

#include <array>
#include <bit>
#include <span>
#include <vector>

namespace counterlife::model {

class KinLists {
public:
    /// The list behind a handle. Handle 0 is the empty list.
    std::span<Address> list(std::uint32_t handle) noexcept
    {
        if (handle == 0) return {};
        Address* block = &pool_[handle];
        return {block, block[-1].slot};
    }
    std::span<const Address> list(std::uint32_t handle) const noexcept
    {
        if (handle == 0) return {};
        const Address* block = &pool_[handle];
        return {block, block[-1].slot};
    }

    /// Reads a little of a list, so that it is in the cache when it is needed.
    std::uint64_t prefetch(std::uint32_t handle) const noexcept
    {
        return handle == 0 ? 0 : pool_[handle - 1].slot;
    }

    /// Adds an address and returns the handle of the list, which may have moved.
    std::uint32_t add(std::uint32_t handle, const Address& address)
    {
        const std::size_t length = list(handle).size();
        if (handle == 0 || std::has_single_bit(length + 1)) {
            const std::uint32_t wider = take_block(length + 1);
            for (std::size_t i = 0; i < length; ++i) pool_[wider + i] = pool_[handle + i];
            drop(handle);
            handle = wider;
        }
        pool_[handle + length] = address;
        pool_[handle - 1].slot = static_cast<std::uint32_t>(length + 1);
        return handle;
    }

    void drop(std::uint32_t handle)
    {
        if (handle != 0) free_[room_for(list(handle).size())].push_back(handle);
    }

private:
    // A block of 2^k entries begins with a head and has room for 2^k - 1 addresses.
    static std::size_t room_for(std::size_t length) noexcept { return std::bit_width(length); }

    std::uint32_t take_block(std::size_t length)
    {
        const std::size_t room = room_for(length);
        if (!free_[room].empty()) {
            const std::uint32_t handle = free_[room].back();
            free_[room].pop_back();
            return handle;
        }
        const auto handle = static_cast<std::uint32_t>(pool_.size() + 1);
        const std::size_t wanted = pool_.size() + (std::size_t{1} << room);
        if (wanted > pool_.capacity()) pool_.reserve(wanted + wanted / 8 + 64);
        pool_.resize(wanted);
        return handle;
    }

    std::vector<Address> pool_;
    std::array<std::vector<std::uint32_t>, 24> free_;
};

} // namespace counterlife::model

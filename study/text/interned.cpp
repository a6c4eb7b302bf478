// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/interned.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <unordered_set>

namespace counterlife::study::text {
namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const noexcept
    {
        return std::hash<std::string_view>{}(word);
    }
};

/// Members of a set stay where they are.
struct Pool {
    std::mutex mutex;
    std::unordered_set<std::string, Hash, std::equal_to<>> words;
};

} // namespace

const std::string& Interned::interned(std::string_view word)
{
    // Most words come from the same few lines of the program again and again.
    static thread_local std::array<const std::string*, 256> recent{};
    const auto from = reinterpret_cast<std::uintptr_t>(word.data());
    const std::string*& said = recent[(from / 8 + word.size()) % recent.size()];
    if (said && *said == word) return *said;

    static Pool& pool = *new Pool; // Never freed: whoever ends last may still say a word.
    const std::lock_guard lock{pool.mutex};
    const auto known = pool.words.find(word);
    said = known != pool.words.end() ? &*known : &*pool.words.emplace(word).first;
    return *said;
}

} // namespace counterlife::study::text

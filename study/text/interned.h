// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Words that tables say over and over: each is kept once, and who says it has a pointer.

#include <compare>
#include <concepts>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace counterlife::study::text {

/// A word of which the program keeps one copy for good: copied and compared without looking at its
/// letters. For names out of a list, never for what people write.
class Interned {
public:
    Interned() : word_{&interned({})} {}
    template <std::convertible_to<std::string_view> Word> Interned(const Word& word)
        : word_{&interned(word)}
    {
    }

    operator std::string_view() const noexcept { return *word_; }
    const std::string& str() const noexcept { return *word_; }
    bool empty() const noexcept { return word_->empty(); }

    friend bool operator==(const Interned&, const Interned&) = default;
    /// By the letters, so that an order of words is the same in every process.
    friend std::strong_ordering operator<=>(const Interned& a, const Interned& b) noexcept
    {
        return *a.word_ <=> *b.word_;
    }
    template <std::convertible_to<std::string_view> Word>
        requires(!std::same_as<Word, Interned>)
    friend bool operator==(const Interned& a, const Word& b) noexcept
    {
        return *a.word_ == std::string_view{b};
    }
    friend std::ostream& operator<<(std::ostream& out, const Interned& word)
    {
        return out << *word.word_;
    }

private:
    friend struct std::hash<Interned>;

    /// The one copy. Threads may ask at once.
    static const std::string& interned(std::string_view word);

    const std::string* word_;
};

} // namespace counterlife::study::text

/// Of the copy, not of its letters: for tables in memory, of which nobody reads the order.
template <> struct std::hash<counterlife::study::text::Interned> {
    std::size_t operator()(const counterlife::study::text::Interned& word) const noexcept
    {
        return std::hash<const std::string*>{}(word.word_);
    }
};

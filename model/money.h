// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sums of money. China's and the South's are types of their own, and no sum of the one is ever
// added to the other: nobody in the model changes money.

#include <compare>

namespace counterlife::model {

template <class Currency> class Sum {
public:
    constexpr Sum() = default;
    explicit constexpr Sum(double value) noexcept : value_{static_cast<float>(value)} {}

    constexpr float value() const noexcept { return value_; }

    friend constexpr auto operator<=>(const Sum&, const Sum&) = default;
    friend constexpr Sum operator+(Sum a, Sum b) noexcept { return sum(a.value_ + b.value_); }
    friend constexpr Sum operator-(Sum a, Sum b) noexcept { return sum(a.value_ - b.value_); }
    friend constexpr Sum operator*(Sum a, double times) noexcept { return Sum{a.value_ * times}; }
    constexpr Sum& operator+=(Sum more) noexcept { return *this = *this + more; }
    constexpr Sum& operator-=(Sum less) noexcept { return *this = *this - less; }

private:
    /// Added as single numbers, as they are kept.
    static constexpr Sum sum(float value) noexcept
    {
        Sum made;
        made.value_ = value;
        return made;
    }

    float value_ = 0;
};

using Yuan = Sum<struct InYuan>;
using ThousandWon = Sum<struct InThousandWon>;

} // namespace counterlife::model

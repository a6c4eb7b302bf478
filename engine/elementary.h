// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Exponentials, powers and angles that are the same on every machine.
//
// The C library's differ in their last bit from one processor to another, about once in a thousand
// arguments: docs/decisions/0030-every-processor.md. These are made of additions, products,
// quotients and square roots, each of which IEEE 754 settles to the last bit. They carry a hundred
// bits and round once, so what they return is the nearest number there is, but for one argument in
// billions.

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace counterlife::engine {

namespace elementary {

/// A number as the sum of two, of which the first is the nearest to it: a hundred bits.
struct Long {
    double high, low = 0;
};

/// The sum of two numbers, with what rounding takes from it.
constexpr Long sum(double a, double b) noexcept
{
    const double high = a + b, of_b = high - a;
    return {high, (a - (high - of_b)) + (b - of_b)};
}

/// The same where the first is not the smaller one.
constexpr Long sum_in_order(double a, double b) noexcept
{
    const double high = a + b;
    return {high, b - (high - a)};
}

/// Half the bits of a number; what it lacks has the other half.
constexpr double upper_half(double a) noexcept
{
    const double shifted = 0x1.0000002p27 * a;
    return shifted - (shifted - a);
}

/// The product of two numbers, with what rounding takes from it. A fused multiplication would be
/// shorter, and slow where the processor has none.
constexpr Long product(double a, double b) noexcept
{
    const double high = a * b;
    const double a1 = upper_half(a), a2 = a - a1, b1 = upper_half(b), b2 = b - b1;
    return {high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2};
}

constexpr Long operator+(Long a, Long b) noexcept
{
    const Long upper = sum(a.high, b.high), lower = sum(a.low, b.low);
    const Long both = sum_in_order(upper.high, upper.low + lower.high);
    return sum_in_order(both.high, both.low + lower.low);
}
constexpr Long operator-(Long a) noexcept
{
    return {-a.high, -a.low};
}
constexpr Long operator-(Long a, Long b) noexcept
{
    return a + -b;
}
constexpr Long operator*(Long a, Long b) noexcept
{
    const Long high = product(a.high, b.high);
    return sum_in_order(high.high, high.low + (a.high * b.low + a.low * b.high));
}
constexpr Long operator/(Long a, Long b) noexcept
{
    const double first = a.high / b.high;
    const Long left = a - b * Long{first};
    const double second = left.high / b.high;
    const double third = (left - b * Long{second}).high / b.high;
    return sum_in_order(first, second) + Long{third};
}
constexpr Long times_power_of_two(Long a, double factor) noexcept
{
    return {a.high * factor, a.low * factor};
}

inline Long square_root(Long a) noexcept
{
    const double root = std::sqrt(a.high);
    if (root == 0) return {0};
    return sum_in_order(root, (a - product(root, root)).high / (2 * root));
}

/// 1, 1, 1/2, 1/6, ...: what the powers of a series are multiplied by.
inline constexpr auto inverse_factorials = [] {
    std::array<Long, 26> all{};
    all[0] = {1};
    for (std::size_t n = 1; n < all.size(); ++n) all[n] = all[n - 1] / Long{static_cast<double>(n)};
    return all;
}();

/// The terms of a series from one power up, every `step` of them, each with the sign `sign` against
/// the one before, divided by the power before the first. So small are the terms past `last` that a
/// double has all of them that counts.
template <std::size_t First, std::size_t Last, std::size_t End, std::size_t Step>
constexpr Long series(Long power_of_step, double sign) noexcept
{
    double tail = 0;
    for (std::size_t n = End; n > Last; n -= Step)
        tail = inverse_factorials[n].high + sign * power_of_step.high * tail;
    Long all{sign * power_of_step.high * tail};
    for (std::size_t n = Last;; n -= Step) {
        all = inverse_factorials[n] + all;
        if (n == First) return all;
        all = power_of_step * times_power_of_two(all, sign);
    }
}

// The natural logarithm of two in three parts. Multiples of the first, of 32 bits, are exact.
inline constexpr double ln2_first = 0x1.62e42feep-1, ln2_second = 0x1.a39ef35793c76p-33,
                        ln2_third = 0x1.cc01f97b57a08p-87;
/// For multiples of 1/32 of up to 21 bits.
constexpr Long ln2_times(double factor) noexcept
{
    return Long{factor * ln2_first} + product(factor, ln2_second) + Long{factor * ln2_third};
}

/// 2^(0/32), 2^(1/32), ..., by series and squares.
inline constexpr auto roots_of_two = [] {
    std::array<Long, 32> all{};
    for (std::size_t step = 0; step < all.size(); ++step) {
        const Long part = times_power_of_two(ln2_times(static_cast<double>(step) / 32), 0x1p-9);
        Long less_one = part * series<1, 9, 9, 1>(part, 1);
        for (int square = 0; square < 9; ++square)
            less_one = times_power_of_two(less_one, 2) + less_one * less_one;
        all[step] = Long{1} + less_one;
    }
    return all;
}();

inline constexpr Long ln10{0x1.26bb1bbb55516p1, -0x1.f48ad494ea3e9p-53};
inline constexpr Long half_pi{0x1.921fb54442d18p0, 0x1.1a62633145c07p-54};

inline constexpr double small_angle = 0.25; ///< where the series of the sine is short

inline Long long_sine(Long angle) noexcept;

/// The cosine, by the sine of half the angle.
inline Long long_cosine(Long angle) noexcept
{
    const Long half = long_sine(times_power_of_two(angle, 0.5));
    return Long{1} - times_power_of_two(half * half, 2);
}

inline Long long_sine(Long angle) noexcept
{
    if (std::abs(angle.high) > small_angle) {
        const Long half = times_power_of_two(angle, 0.5);
        return times_power_of_two(long_sine(half) * long_cosine(half), 2);
    }
    return angle * series<1, 11, 21, 2>(angle * angle, -1);
}

/// Of angles below one, with an error in the last bits.
inline double short_sine(double angle) noexcept
{
    const double square = angle * angle;
    double all = 0;
    for (std::size_t n = 21; n >= 3; n -= 2) all = inverse_factorials[n].high - square * all;
    return angle - angle * square * all;
}

/// Up to a half: Newton's method, the last step with all bits.
inline Long long_arcsine(Long x) noexcept
{
    const double slope = std::sqrt(1 - x.high * x.high);
    double angle = x.high * (1 + x.high * x.high / 6);
    for (int step = 0; step < 3; ++step) angle += (x.high - short_sine(angle)) / slope;
    return sum(angle, (x - long_sine({angle})).high / slope);
}

} // namespace elementary

inline double exponential(double x) noexcept
{
    using namespace elementary;
    constexpr double greatest = 0x1.62e42fefa39efp9, least = -745.2;
    if (std::isnan(x)) return x;
    if (x > greatest) return std::numeric_limits<double>::infinity();
    if (x < least) return 0;
    // e^x = 2^(steps / 32) * e^rest.
    constexpr int root = roots_of_two.size();
    const double steps = std::floor(x * (root / (ln2_first + ln2_second)) + 0.5);
    const Long rest = Long{x} - ln2_times(steps / root);
    const auto whole = static_cast<int>(steps);
    const int step = (whole % root + root) % root;
    const Long of_step = roots_of_two[static_cast<std::size_t>(step)];
    const Long result = of_step + of_step * (rest * series<1, 5, 11, 1>(rest, 1));
    return std::ldexp(result.high, (whole - step) / root);
}

/// To the base of ten; of numbers above zero.
inline double decimal_logarithm(double x) noexcept
{
    using namespace elementary;
    if (std::isnan(x) || x < 0) return std::numeric_limits<double>::quiet_NaN();
    if (x == 0 || std::isinf(x)) return x == 0 ? -std::numeric_limits<double>::infinity() : x;
    // x = 2^doublings * rest, with rest near one, and ln rest = 2 (z + z^3/3 + z^5/5 + ...).
    int doublings = 0;
    double rest = std::frexp(x, &doublings);
    if (rest < 0x1.6a09e667f3bcdp-1) rest *= 2, --doublings;
    const Long z = (Long{rest} - Long{1}) / (Long{rest} + Long{1}), square = z * z;
    Long all{0};
    for (int n = 45; n > 0; n -= 2) all = Long{1} / Long{static_cast<double>(n)} + square * all;
    return ((ln2_times(doublings) + times_power_of_two(z * all, 2)) / ln10).high;
}

/// For whole exponents from 0 up.
inline double power(double base, int exponent) noexcept
{
    using elementary::Long;
    Long result{1};
    for (Long square{base}; exponent > 0; exponent /= 2, square = square * square)
        if (exponent % 2 == 1) result = result * square;
    return result.high;
}

/// Of angles between -2 pi and 2 pi, as the cosine.
inline double sine(double angle) noexcept
{
    return elementary::long_sine({angle}).high;
}

inline double cosine(double angle) noexcept
{
    return elementary::long_cosine({angle}).high;
}

/// Of numbers between 0 and 1.
inline double arcsine(double x) noexcept
{
    using namespace elementary;
    if (x <= 0.5) return long_arcsine({x}).high;
    const Long half = square_root(times_power_of_two(Long{1} - Long{x}, 0.5));
    return (half_pi - times_power_of_two(long_arcsine(half), 2)).high;
}

} // namespace counterlife::engine

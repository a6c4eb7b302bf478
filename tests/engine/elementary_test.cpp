// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Exponentials, powers and angles: the nearest numbers there are, with the same bits everywhere.

#include "engine/elementary.h"
#include "engine/luck.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace counterlife::engine {
namespace {

using Function = double (*)(double);
using Exact = long double (*)(long double);

struct Case {
    const char* name;
    Function ours;
    Exact exact;
    double from, to;
    std::uint64_t bits; ///< of a hundred thousand results, in a hash
};

constexpr Case cases[]{
    {"exponential", [](double x) { return exponential(x); }, std::exp, -8, 2, 0x6d3112654f6b5ad2},
    {"exponential, far", [](double x) { return exponential(x); }, std::exp, -700, 700,
     0x2135c6d1e276a03a},
    {"logarithm", [](double x) { return decimal_logarithm(x); }, std::log10, 0.01, 3,
     0x8bfc29cdc49a737c},
    {"logarithm, far", [](double x) { return decimal_logarithm(x); }, std::log10, 1e-9, 1e12,
     0xf4a3d877aed2580d},
    {"sine", [](double x) { return sine(x); }, std::sin, -0.3, 0.3, 0xfe9c92c01630fad9},
    {"sine, far", [](double x) { return sine(x); }, std::sin, -6.2, 6.2, 0x7e15c6456a890e73},
    {"cosine", [](double x) { return cosine(x); }, std::cos, -1.6, 1.6, 0x4a9cb564876a6acc},
    {"arcsine", [](double x) { return arcsine(x); }, std::asin, 0, 1, 0x11b1089f2d52bf2f},
    {"square", [](double x) { return power(x, 2); }, [](long double x) { return x * x; }, -3, 3,
     0xd91935cb09e806c9},
    {"seventh power", [](double x) { return power(x, 7); },
     [](long double x) { return x * x * x * (x * x * x) * x; }, 0.01, 1, 0xdebf95aea644c511},
};
constexpr int many = 100'000;

double argument(const Case& of, int i)
{
    return of.from + (of.to - of.from) * (i + 0.123) / many;
}

// One machine can only say that its bits are those; `./dev test --slow` asks others too.
TEST(elementary, functions_have_the_same_bits_on_every_machine)
{
    for (const Case& of : cases) {
        std::uint64_t bits = 0;
        for (int i = 0; i < many; ++i)
            bits = mix(bits, std::bit_cast<std::uint64_t>(of.ours(argument(of, i))));
        EXPECT_EQ(bits, of.bits) << of.name << std::hex << " 0x" << bits;
    }
}

TEST(elementary, functions_give_the_nearest_number)
{
    if (std::numeric_limits<long double>::digits < 64) GTEST_SKIP() << "no longer numbers here";
    for (const Case& of : cases)
        for (int i = 0; i < many; ++i) {
            const double x = argument(of, i), ours = of.ours(x);
            const long double unit =
                std::abs(static_cast<long double>(std::nextafter(ours, HUGE_VAL)) - ours);
            // Half a unit, and what the longer numbers are wrong by themselves.
            ASSERT_LE(std::abs(of.exact(x) - ours), unit * 0.502L) << of.name << " of " << x;
        }
}

TEST(elementary, functions_know_their_ends)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(exponential(0), 1);
    EXPECT_EQ(exponential(1), 0x1.5bf0a8b145769p1);
    EXPECT_EQ(exponential(-infinity), 0);
    EXPECT_EQ(exponential(infinity), infinity);
    EXPECT_EQ(exponential(710), infinity);
    EXPECT_EQ(exponential(-746), 0);
    EXPECT_TRUE(std::isnan(exponential(std::nan(""))));
    EXPECT_EQ(decimal_logarithm(1), 0);
    EXPECT_EQ(decimal_logarithm(1e15), 15);
    EXPECT_EQ(decimal_logarithm(0), -infinity);
    EXPECT_EQ(decimal_logarithm(infinity), infinity);
    EXPECT_TRUE(std::isnan(decimal_logarithm(-1)));
    EXPECT_EQ(power(0.3, 0), 1);
    EXPECT_EQ(power(0.3, 1), 0.3);
    EXPECT_EQ(power(0, 3), 0);
    EXPECT_EQ(sine(0), 0);
    EXPECT_EQ(cosine(0), 1);
    EXPECT_EQ(arcsine(0), 0);
    EXPECT_EQ(arcsine(1), 0x1.921fb54442d18p0);
}

} // namespace
} // namespace counterlife::engine

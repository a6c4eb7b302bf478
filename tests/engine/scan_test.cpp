// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The scan of the calendar finds what lies in the span, in order, however many days it takes a
// step.

#include "engine/scan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace counterlife::engine {
namespace {

RC_GTEST_PROP(scan, finds_the_days_in_the_span_in_order, ())
{
    const auto days = *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::oneOf(
        rc::gen::arbitrary<std::uint16_t>(), rc::gen::inRange<std::uint16_t>(990, 1070)));
    const auto base = *rc::gen::element<std::uint16_t>(0, 64, 1000, 0x8000, 0xFF00);
    const auto length = *rc::gen::inRange<std::uint16_t>(1, 65);
    std::vector<std::uint32_t> expected, found;
    for (std::uint32_t i = 0; i < days.size(); ++i)
        if (days[i] >= base && days[i] < base + length) expected.push_back(i);
    for_each_within(days.data(), days.size(), base, length,
                    [&](std::uint32_t index) { found.push_back(index); });
    RC_ASSERT(found == expected);
    found.clear();
    detail::scan_singly(days.data(), 0, days.size(), base, length,
                        [&](std::uint32_t index) { found.push_back(index); });
    RC_ASSERT(found == expected);
}

} // namespace
} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/overlay.h"
#include "study/study.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <set>
#include <utility>

namespace counterlife::study {
namespace {

using engine::Day;
using model::ParameterRow;

/// Days 0 to 39 are looked at one by one; ends may lie outside them or be open.
constexpr int days = 40;

std::optional<Day> any_end()
{
    const Day day{*rc::gen::inRange(-5, days + 5)};
    return *rc::gen::inRange(0, 4) == 0 ? std::nullopt : std::optional{day};
}

bool lies_in(Day day, std::optional<Day> from, std::optional<Day> to)
{
    return (!from || *from <= day) && (!to || day < *to);
}

/// The value on each day, and a check that no day has two.
std::map<std::pair<std::string, Day>, double> values_by_day(const std::vector<ParameterRow>& rows)
{
    std::map<std::pair<std::string, Day>, double> values;
    for (const ParameterRow& row : rows) {
        for (Day day; day < Day{days}; ++day) {
            if (!lies_in(day, row.from, row.to)) continue;
            RC_ASSERT(values.emplace(std::pair{row.name + row.key, day}, row.value).second);
        }
    }
    return values;
}

/// Two keys of one name, each cut into a few periods, with days that have no row.
std::vector<ParameterRow> any_rows()
{
    std::vector<ParameterRow> rows;
    for (const std::string key : {"a", "b"}) {
        std::optional<Day> from;
        Day last{-10};
        for (int piece = *rc::gen::inRange(1, 5); piece > 0; --piece) {
            ParameterRow row;
            row.name = "x";
            row.key = key;
            row.value = *rc::gen::inRange(1, 4);
            row.from = from;
            last += engine::Days{*rc::gen::inRange(1, 20)};
            if (piece > 1 || *rc::gen::inRange(0, 2) == 0) row.to = last;
            rows.push_back(row);
            last += engine::Days{*rc::gen::element(0, 0, 3)};
            from = last;
        }
    }
    return rows;
}

Setting any_setting()
{
    Setting setting;
    setting.parameter = "x";
    setting.key = *rc::gen::element<std::string>("", "a", "b");
    if (*rc::gen::inRange(0, 2) == 0)
        setting.value = *rc::gen::inRange(1, 4);
    else
        setting.factor = *rc::gen::inRange(1, 4);
    setting.from = any_end();
    setting.to = any_end();
    return setting;
}

RC_GTEST_PROP(Overlay, each_day_has_the_last_value_set_for_it_and_other_days_their_own, ())
{
    std::vector<ParameterRow> rows = any_rows();
    auto expected = values_by_day(rows);
    for (int count = *rc::gen::inRange(1, 5); count > 0; --count) {
        const Setting setting = any_setting();
        for (auto& [key_and_day, value] : expected) {
            const bool keyed = setting.key.empty() || key_and_day.first == "x" + setting.key;
            if (keyed && lies_in(key_and_day.second, setting.from, setting.to))
                value = setting.value ? *setting.value : value * *setting.factor;
        }
        lay_over(rows, setting, "s");
        RC_ASSERT(values_by_day(rows) == expected);
    }
}

RC_GTEST_PROP(Overlay, cutting_rows_without_changing_values_keeps_the_hash, ())
{
    const std::vector<ParameterRow> rows = any_rows();
    std::vector<ParameterRow> cut = rows;
    Setting there = any_setting();
    there.value.reset();
    there.factor = 2;
    Setting back = there;
    back.factor = 0.5;
    const Reached reached = lay_over(cut, there, "s");
    if (reached.rows > 0) RC_ASSERT(resolved_hash(cut, {}, {}) != resolved_hash(rows, {}, {}));
    lay_over(cut, back, "s");
    RC_ASSERT(resolved_hash(cut, {}, {}) == resolved_hash(rows, {}, {}));
}

TEST(Overlay, an_order_that_changes_changes_the_hash_and_their_sequence_does_not)
{
    const OrderRow first{.name = "a", .men = 10, .destinations = {{.place = "X", .men = 10}}};
    OrderRow second = first;
    second.name = "b";
    const std::string hash = resolved_hash({}, {}, {first, second});
    EXPECT_EQ(resolved_hash({}, {}, {second, first}), hash);
    second.note = "said otherwise";
    EXPECT_EQ(resolved_hash({}, {}, {first, second}), hash);
    std::set<std::string> hashes{hash, resolved_hash({}, {}, {first})};
    const auto with = [&](auto change) {
        OrderRow other = second;
        change(other);
        hashes.insert(resolved_hash({}, {}, {first, other}));
    };
    with([](OrderRow& one) { one.men = 11; });
    with([](OrderRow& one) { one.batch = 1; });
    with([](OrderRow& one) { one.visit = Day{1}; });
    with([](OrderRow& one) { one.day = Day{1}; });
    with([](OrderRow& one) { one.due_to = Day{1}; });
    with([](OrderRow& one) { one.work = model::OrderedWork::farm; });
    with([](OrderRow& one) { one.lot = 1; });
    with([](OrderRow& one) { one.worst = "X"; });
    with([](OrderRow& one) { one.destinations.front().place = "Y"; });
    with([](OrderRow& one) { one.destinations.front().men = 9; });
    EXPECT_EQ(hashes.size(), 12U);
}

TEST(Overlay, a_negative_zero_is_a_zero)
{
    ParameterRow row;
    row.name = "x";
    ParameterRow negative = row;
    negative.value = -0.0;
    EXPECT_EQ(resolved_hash(std::array{row}, {}, {}), resolved_hash(std::array{negative}, {}, {}));
}

TEST(Overlay, what_a_setting_reached_is_told)
{
    ParameterRow low;
    low.name = "x";
    low.key = "a";
    low.value = 1;
    ParameterRow high = low;
    high.key = "b";
    high.value = 3;
    std::vector<ParameterRow> rows{low, high};
    Setting setting;
    setting.parameter = "x";
    setting.factor = 2;
    const Reached reached = lay_over(rows, setting, "s");
    EXPECT_EQ(reached.rows, 2U);
    EXPECT_EQ(reached.least, 2);
    EXPECT_EQ(reached.greatest, 6);
    setting.parameter = "y";
    EXPECT_EQ(lay_over(rows, setting, "s").rows, 0U);
}

} // namespace
} // namespace counterlife::study

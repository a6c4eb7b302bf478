// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/study.h"

#include "study/nation/exile_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace counterlife::study {
namespace {

using engine::day_of;
using model::Stage;
using Series = std::map<std::tuple<Interned, Interned, Interned>, double>;

constexpr engine::Day today = day_of(2010);

struct Somebody {
    model::Life life;
    model::Exile exile;
    bool has_left = true;
    model::Role role = model::Role::none;
};

Somebody at(Stage stage, model::Sex sex = model::Sex::female)
{
    Somebody one;
    one.life.born = day_of(1970);
    one.life.sex = sex;
    one.life.career.stage = stage;
    return one;
}

/// Somebody who has settled in the South, with work and a wage.
Somebody settled(float wage, bool has_sent)
{
    Somebody one = at(Stage::south);
    one.exile.occupation = model::Occupation::factory;
    one.exile.settled = day_of(2005);
    one.exile.wage = model::ThousandWon{wage};
    one.exile.sent_money = has_sent;
    return one;
}

/// Everybody whom the counts know apart, at least once.
std::vector<Somebody> of_all_kinds()
{
    std::vector<Somebody> all{at(Stage::abroad),   at(Stage::abroad, model::Sex::male),
                              at(Stage::custody),  at(Stage::journey),
                              at(Stage::worker),   settled(900, true),
                              settled(1100, false)};
    all[1].has_left = false; // Born there.
    model::Career& home = all[4].life.career;
    home.left_behind = home.dispersed = home.lost_family = home.traitor = true;
    return all;
}

nation::ExileStock stock_of(const std::vector<Somebody>& people)
{
    nation::ExileStock stock;
    for (const Somebody& one : people)
        stock.add(one.life, one.has_left ? &one.exile : nullptr, one.role, today);
    return stock;
}

Series series_of(const nation::ExileStock& stock)
{
    std::vector<SeriesRow> rows;
    stock.write(2010, rows);
    Series all;
    for (const SeriesRow& row : rows) all[{row.measure, row.sex, row.status}] = row.value;
    return all;
}

TEST(ExileStock, of_two_places_is_the_sum_of_both)
{
    nation::ExileStock both = stock_of(of_all_kinds());
    const Series one = series_of(both);
    both += stock_of(of_all_kinds());
    std::size_t counted = 0;
    for (const auto& [key, value] : series_of(both)) {
        const auto& [measure, sex, status] = key;
        EXPECT_EQ(value, 2 * one.at(key)) << measure << ' ' << sex << ' ' << status;
        counted += value > 0;
    }
    EXPECT_GE(counted, 12U);
}

} // namespace
} // namespace counterlife::study

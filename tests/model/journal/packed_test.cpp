// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/journal/packed.h"
#include "model/journal/record.h"

#include "model/nation.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace counterlife::model {
namespace {

enum class Sky : std::uint8_t { clear, cloud, storm };
constexpr Code skies[]{code(Sky::clear, "clear"), code(Sky::cloud, "cloud"),
                       code(Sky::storm, "storm")};

struct Voyage {
    Sky sky{};
    bool wet = false, lost = false, sent_back = false;
    int days = 0;
    static constexpr auto fields =
        packed(choice("sky", &Voyage::sky, 2, skies), flag("wet", &Voyage::wet), gap(1),
               flag("lost", &Voyage::lost), quantity("days", "days", &Voyage::days, 10));
    static constexpr auto negative =
        complemented("sent_back", &Voyage::sent_back, quantity("days", "days", &Voyage::days));
};

struct Debt {
    bool owed = false;
    int won = 0;
    static constexpr auto fields = packed(quantity("won", "won", &Debt::won));
    static constexpr auto negative =
        negated("owed", &Debt::owed, quantity("won", "won", &Debt::won));
};

TEST(Packed, fields_lie_in_the_order_of_the_list_and_gaps_stay_empty)
{
    EXPECT_EQ(code_of(Voyage{}), 0);
    EXPECT_EQ(code_of(Voyage{.sky = Sky::storm}), 2);
    EXPECT_EQ(code_of(Voyage{.wet = true}), 4);
    EXPECT_EQ(code_of(Voyage{.lost = true}), 16);
    EXPECT_EQ(code_of(Voyage{.days = 3}), 3 << 5);
}

TEST(Packed, what_is_written_is_read_again)
{
    for (const Sky sky : {Sky::clear, Sky::cloud, Sky::storm})
        for (const bool wet : {false, true})
            for (const bool lost : {false, true})
                for (const int days : {0, 1, 365, 1023}) {
                    const auto back = detail_of<Voyage>(
                        code_of(Voyage{.sky = sky, .wet = wet, .lost = lost, .days = days}));
                    EXPECT_EQ(back.sky, sky);
                    EXPECT_EQ(back.wet, wet);
                    EXPECT_EQ(back.lost, lost);
                    EXPECT_EQ(back.days, days);
                    EXPECT_FALSE(back.sent_back);
                }
}

TEST(Packed, a_negative_number_says_something_else)
{
    EXPECT_EQ(code_of(Voyage{.sent_back = true}), -1) << "nought has a complement";
    EXPECT_EQ(code_of(Voyage{.sent_back = true, .days = 4}), -5);
    const auto back = detail_of<Voyage>(-5);
    EXPECT_TRUE(back.sent_back);
    EXPECT_EQ(back.days, 4);
    EXPECT_FALSE(back.lost);
    EXPECT_EQ(code_of(Debt{.owed = true, .won = 20}), -20);
    EXPECT_TRUE(detail_of<Debt>(-20).owed);
    EXPECT_EQ(detail_of<Debt>(-20).won, 20);
    EXPECT_EQ(detail_of<Debt>(20).won, 20);
    EXPECT_FALSE(detail_of<Debt>(20).owed);
}

TEST(Packed, readers_without_types_find_the_same)
{
    const std::int32_t told = code_of(Voyage{.sky = Sky::cloud, .lost = true, .days = 77});
    std::map<std::string_view, std::int32_t> read;
    for (const Part& part : parts_of<Voyage>)
        if (has_part(part, told)) read[part.name] = value_of(part, told);
    EXPECT_EQ(read, (std::map<std::string_view, std::int32_t>{
                        {"sky", 1}, {"wet", 0}, {"lost", 1}, {"days", 77}, {"sent_back", 0}}));
    for (const Part& part : parts_of<Voyage>)
        if (has_part(part, -5) && part.name == "days") {
            EXPECT_EQ(value_of(part, -5), 4);
        }
}

struct TwoCounts {
    std::uint32_t a = 0, b = 0;
    static constexpr auto fields = packed(quantity("a", "count", &TwoCounts::a, 24),
                                          quantity("b", "count", &TwoCounts::b, 40));
};

TEST(Packed, payloads_have_more_room)
{
    const auto back = said_in<TwoCounts>(payload_of(TwoCounts{.a = 0xABCDEF, .b = 0xFFFFFFFF}));
    EXPECT_EQ(back.a, 0xABCDEFu);
    EXPECT_EQ(back.b, 0xFFFFFFFFu);
}

TEST(Records, parts_of_one_detail_do_not_share_bits_and_have_names_of_their_own)
{
    for (const Rule* rule : Nation::rules()) {
        std::set<std::pair<std::string_view, int>> names;
        std::uint64_t taken[3]{};
        for (const Part& part : rule->beside.record->parts) {
            EXPECT_TRUE(names.emplace(part.name, static_cast<int>(part.side)).second)
                << rule->name << " " << part.name;
            if (part.side == Side::any && part.bit == 31) continue; // The sign itself.
            const auto bits = detail::mask_of(part.bits) << part.bit;
            auto& all = taken[static_cast<std::size_t>(part.side)];
            EXPECT_EQ(all & bits, 0u) << rule->name << " " << part.name;
            all |= bits;
            std::set<std::int32_t> codes;
            for (const Code& code : part.codes)
                EXPECT_TRUE(codes.insert(code.value).second) << rule->name << " " << code.name;
        }
    }
}

TEST(Records, a_turn_that_hangs_on_the_detail_is_one_for_every_detail)
{
    for (const Rule* rule : Nation::rules())
        for (std::int32_t detail = -400; detail < 400; ++detail)
            EXPECT_LT(rule->beside.record->leads(detail), Turn::count) << rule->name;
}

} // namespace
} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What statistics ask for that the testimony does not tell, in a nation: the same people with the
// claim and without. Whatever else there is of these claims is in beyond_test.cpp.

#include "tests/rows/river.h"

#include "model/route/called.h"

namespace counterlife::tests {

namespace {

using Numbers = std::vector<std::pair<std::string, double>>;

/// Those who leave by themselves or with a broker between two years, and the women among them.
struct Leavers {
    double all = 0, women = 0;
    double female() const { return share(women, all); }
};
Leavers leavers(const Told& told, int from, int until)
{
    const auto people = people_by_id(told);
    Leavers found;
    for (const Event& event : told.of("border.departure")) {
        if (event.day < day_of(from) || event.day >= day_of(until)) continue;
        if (departure_of(event).sent_for) continue;
        ++found.all;
        found.women += people.at(event.who)->life.sex == model::Sex::female;
    }
    return found;
}

bool comes_to_a_man(const Event& event)
{
    return event.rule == number("china.sold") ||
           (event.rule == number("china.settling") && stay_of(event) == model::Stay::partner);
}

/// Of the women who came to a man's house from 2000 to 2007, those who set out from there within
/// half a year.
double soon_gone(const Told& told)
{
    std::map<LifeId, Day> since;
    double wives = 0, soon = 0;
    for (const Event& event : told.events) {
        if (comes_to_a_man(event)) {
            if (event.day < day_of(2000) || event.day >= day_of(2008)) continue;
            since[event.who] = event.day;
            ++wives;
        } else if (const auto one = since.find(event.who); one != since.end()) {
            if (event.rule == number("route.contact")) soon += event.day - one->second < 183;
            if (event.rule == number("route.contact") || event.rule == number("china.arrest") ||
                event.rule == number("china.going_home"))
                since.erase(one);
        }
    }
    EXPECT_GT(wives, 500);
    return soon / wives;
}

/// Those who find a way through China in 2021 and 2022, to those of 2018 and 2019.
double ways_found_while_closed(std::vector<std::string> off)
{
    // The river stays as open as it was, so that there is somebody to set out.
    const Told told = tell(many_leave({{"border.openness", 0.2}}, std::move(off)),
                           {.until = 2023, .one_in = 800});
    const auto before = static_cast<double>(told.count("route.contact", 2018, 2019));
    EXPECT_GT(before, 50);
    return static_cast<double>(told.count("route.contact", 2021, 2022)) / before;
}

/// Those who leave after the bank was closed in 2012, to those of 2000 to 2003.
struct Closed {
    double all = 0, again = 0, women = 0;
};
Closed while_closed(std::vector<std::string> off)
{
    const Told told = tell(many_leave({}, std::move(off)), {.until = 2017});
    const auto people = people_by_id(told);
    const Leavers open = leavers(told, 2000, 2004);
    std::set<LifeId> punished;
    Closed found;
    for (const Event& event : told.events) {
        if (is_release(event)) punished.insert(event.who);
        if (event.rule != number("border.departure") || event.day < day_of(2012)) continue;
        if (departure_of(event).sent_for) continue;
        ++found.all;
        found.again += punished.contains(event.who);
        found.women +=
            people.at(event.who)->life.sex == model::Sex::female && !punished.contains(event.who);
    }
    EXPECT_GT(open.all, 1000);
    return {found.all / open.all, found.again / open.all, found.women / open.all};
}

/// Of those of an age to stay whom kin send for, those who leave because of it.
double old_who_go(const Told& told)
{
    const auto people = people_by_id(told);
    const double from = as_given("route.stays_old_from");
    std::set<LifeId> sent_for, gone;
    for (const Event& event : told.events) {
        if (event.rule == number("route.called") &&
            engine::years(event.day - people.at(event.who)->life.born) >= from)
            sent_for.insert(event.who);
        if (event.rule == number("border.departure") && departure_of(event).sent_for &&
            sent_for.contains(event.who))
            gone.insert(event.who);
    }
    EXPECT_GT(sent_for.size(), 20u);
    return share(static_cast<double>(gone.size()), static_cast<double>(sent_for.size()));
}

/// Kin have the means to send for everybody.
const Told& many_sent_for(bool with)
{
    const Numbers sends{
        {"route.stays_old", 0.9}, {"south.send_for", 1}, {"south.send_for_cost", 1000}};
    static const Told told = tell(many_leave(sends), {.until = 2015}),
                      off = tell(many_leave(sends, {"BEYOND-01"}), {.until = 2015});
    return with ? told : off;
}

/// Claims off that do not touch one another's tests.
const Told& neither_back_nor_trusted()
{
    static const Told told = tell(many_leave({}, {"BEYOND-03", "BEYOND-07"}), {.until = 2010});
    return told;
}

} // namespace

// BEYOND-01  Some parents who are sent for stay, and another child goes; off, none does.
TEST(Sent_for, others_come_in_a_parents_stead)
{
    const Told& told = many_sent_for(true);
    std::map<LifeId, Day> stays;
    for (const Event& event : told.of("route.called"))
        if (model::detail_of<model::route::CalledDetail>(event.detail).stays)
            stays[event.who] = event.day;
    ASSERT_GT(stays.size(), 20u);
    const auto instead = told.of("route.called_instead");
    EXPECT_GT(instead.size(), 5u);
    for (const Event& event : instead) EXPECT_TRUE(stays.contains(event.cause.who));
    EXPECT_EQ(many_sent_for(false).count("route.called_instead"), 0);
}

// BEYOND-01  So fewer of the old leave with a guide than where the claim is off.
TEST(Sent_for, the_old_rarely_go)
{
    EXPECT_LT(old_who_go(many_sent_for(true)), 0.5 * old_who_go(many_sent_for(false)));
}

// BEYOND-01  A woman sold in China sends for children and parents, not for the husband she left;
// off, she sends for him too.
TEST(Sent_for, not_the_husband_whom_another_has_taken_the_place_of)
{
    const auto husbands = [](const Told& told) {
        const auto people = people_by_id(told);
        int called = 0;
        for (const Event& event : told.of("south.sending_for")) {
            const auto exile = told.exiles.find(event.who);
            if (exile == told.exiles.end() || !exile->second.sold) continue;
            called += event.with == people.at(event.who)->life.spouse.id;
        }
        return called;
    };
    EXPECT_EQ(husbands(many_sent_for(true)), 0);
    EXPECT_GT(husbands(many_sent_for(false)), 10);
}

// BEYOND-03  Those sent back leave for the South as often as the number says; off, as after
// punishment.
TEST(Sent_back, many_leave_for_the_South)
{
    const auto share = [](const Told& told) {
        double left = 0, south = 0;
        for (const auto& [id, events] : crossers_of(told)) {
            bool sent_back = false, lost = false;
            for (const Event& event : events) {
                sent_back |= event.rule == number("security.handed_over");
                lost |= event.rule == number("family.empty_house");
                if (event.rule != number("border.departure") || !sent_back || lost) continue;
                if (event.day < day_of(2005) || departure_of(event).sent_for) continue;
                ++left;
                south += departure_of(event).for_the_south;
            }
        }
        EXPECT_GT(left, 50);
        return std::pair{south / left, left};
    };
    const auto [with, left] = share(river_told());
    const double given = as_given("border.aim_south", "sent_back");
    EXPECT_NEAR(with, given, four_spreads(given, left));
    EXPECT_LT(share(neither_back_nor_trusted()).first, with / 2);
}

// BEYOND-04  From the famine on more women leave than would without brokers.
TEST(Brokers, bring_women_across)
{
    const Leavers led = leavers(river_told(), 1996, 2010),
                  off = leavers(tell(many_leave({}, {"BEYOND-04"}), {.until = 2010}), 1996, 2010);
    EXPECT_GT(off.all, 2000);
    EXPECT_GT(led.female(), 1.6 * off.female());
    EXPECT_GT(led.women, 2 * off.women);
}

// BEYOND-05  Of those who had found a way each year few do while the roads are closed; off, the
// river alone holds them up.
TEST(Roads, let_few_through_while_they_are_closed)
{
    const double open = ways_found_while_closed({"BEYOND-05"});
    EXPECT_GT(open, 0.5);
    EXPECT_LT(ways_found_while_closed({}), 0.6 * open);
}

// BEYOND-06  When the bank closes those whom punishment drives and women whom brokers lead still
// get across; off, they stay as everybody does.
TEST(Guards, let_some_across_a_closed_bank)
{
    const Closed with = while_closed({}), off = while_closed({"BEYOND-06"});
    EXPECT_GT(with.again, 2 * off.again);
    EXPECT_GT(with.women, 2 * off.women);
}

// BEYOND-07  Women go on sooner from a man's house where many have gone before.
TEST(Trust, lets_women_go_on_sooner)
{
    EXPECT_GT(soon_gone(river_told()), 1.3 * soon_gone(neither_back_nor_trusted()));
}

} // namespace counterlife::tests

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where people stay in China, and what their work brings.

#include "model/china/china.h"
#include "tests/rows/river.h"

#include <cstdio>

namespace counterlife::tests {

namespace {

/// A farm hand's time with one employer: the reckonings in their order, and how it ended.
struct Hire {
    LifeId who = engine::nobody;
    Event begun;
    std::vector<Event> reckonings;
    bool latest = true; ///< the last of this life, so that the record still names the employer
    const Event* first_asked() const
    {
        for (const Event& one : reckonings)
            if (outcome_of(one) != Outcome::not_asked) return &one;
        return nullptr;
    }
};

std::vector<Hire> hires(const Told& told)
{
    std::vector<Hire> all;
    for (const auto& [id, events] : crossers_of(told)) {
        bool hired = false;
        for (const Event& event : events) {
            if (event.rule == number("china.settling")) {
                if (hired) all.back().latest = false;
                hired = stay_of(event) == model::Stay::farm;
                if (hired) all.push_back({.who = id, .begun = event, .reckonings = {}});
            }
            // Whoever has crossed again has another employer, or none.
            if (event.rule == number("border.crossing") && hired)
                all.back().latest = false, hired = false;
            if (event.rule == number("china.reckoning") && hired)
                all.back().reckonings.push_back(event);
        }
    }
    return all;
}

/// Everybody who can works on a farm, most ask, and the shares are those of the tests.
Told farms(std::vector<std::string> off = {})
{
    return tell(many_leave({{"china.farm_first", 1},
                            {"china.honest", 0.3},
                            {"china.debtors", 0.25},
                            {"china.accepts_deferral", 0.5},
                            {"china.paid_after_deferral", 0.4},
                            {"china.dispute", 0.4},
                            {"china.arrest_per_dispute", 0.4},
                            {"china.reckoning", 0.5}},
                           std::move(off)),
                {.until = 2004});
}

const Told& on_farms()
{
    static const Told told = farms();
    return told;
}

const std::vector<Hire>& usual_hires()
{
    static const std::vector<Hire> kept = hires(on_farms());
    return kept;
}

struct Outcomes : std::array<double, std::size(model::china::outcomes)> {
    double& operator[](Outcome outcome) { return at(static_cast<std::size_t>(outcome)); }
    double operator[](Outcome outcome) const { return at(static_cast<std::size_t>(outcome)); }
};

/// How the first time of asking ended, over all hires.
Outcomes outcomes(const std::vector<Hire>& all)
{
    Outcomes of{};
    for (const Hire& hire : all)
        if (const Event* asked = hire.first_asked()) ++of[outcome_of(*asked)];
    return of;
}

double asked_in(const Outcomes& of)
{
    return of[Outcome::in_full] + of[Outcome::deferred] + of[Outcome::with_promise] +
           of[Outcome::quarrel] + of[Outcome::prison] + of[Outcome::nothing];
}

int wage()
{
    static const auto yuan = static_cast<int>(as_given("china.annual_wage"));
    return yuan;
}

} // namespace

// CHINA-01  Some are paid in full and most are not; with status nearly all are.
TEST(Pay, is_withheld_from_many_who_have_no_status)
{
    const auto of = outcomes(usual_hires());
    const double asked = asked_in(of);
    ASSERT_GT(asked, 150);
    // Hands of one employer fare alike, so the share is not as sharp as their number.
    EXPECT_GT(of[Outcome::in_full] / asked, 0.15);
    EXPECT_LT(of[Outcome::in_full] / asked, 0.5);
    const auto with_status = outcomes(hires(farms({"CHINA-01"})));
    const double expected = as_given("china.honest_with_status");
    EXPECT_NEAR(with_status[Outcome::in_full] / asked_in(with_status), expected, 0.06);
    EXPECT_GT(expected, 0.3) << "nearer to what citizens get";
}

// CHINA-05  The higher the risk of prison, the fewer quarrel over their pay.
TEST(Quarrels, are_rarer_the_higher_the_risk)
{
    const auto quarrels = [](double risk) {
        const auto of = outcomes(hires(tell(many_leave({{"china.farm_first", 1},
                                                        {"china.honest", 0},
                                                        {"china.accepts_deferral", 0},
                                                        {"china.dispute", 0.8},
                                                        {"china.arrest_per_dispute", risk},
                                                        {"china.reckoning", 0.5}}),
                                            {.until = 2002})));
        return std::pair{(of[Outcome::quarrel] + of[Outcome::prison]) / asked_in(of), asked_in(of)};
    };
    const auto [safe, first] = quarrels(0.1);
    const auto [risky, second] = quarrels(0.75);
    EXPECT_NEAR(safe, 0.8 * 0.9, four_spreads(0.5, first));
    EXPECT_NEAR(risky, 0.8 * 0.25, four_spreads(0.5, second));
}

// CHINA-02  Men who come for the first time to earn find farm work in a village, as far as they
// can.
TEST(First_comers, drift_to_a_village_and_farm_work)
{
    const auto expected = as_given("china.farm_first");
    double came = 0, farm = 0;
    const auto people = people_by_id(river_told());
    for (const auto& [id, events] : crossers_of(river_told())) {
        const Life& life = people.at(id)->life;
        if (life.sex == model::Sex::female) continue;
        for (std::size_t i = 0; i + 1 < events.size(); ++i) {
            if (events[i].rule == number("border.departure") &&
                departure_of(events[i]).for_the_south)
                break;
            if (events[i].rule == number("army.desertion")) break;
            if (events[i].rule != number("border.far_bank")) continue;
            const int age = model::whole_years(life, events[i].day);
            if (reception_of(events[i]) > Reception::turned_away || age < 16 || age > 58) break;
            const Event& next = events[i + 1];
            if (next.rule == number("china.arrest")) break;   // Before they could settle.
            if (next.rule == number("china.together")) break; // Who goes along has no say.
            ++came;
            if (next.rule == number("china.settling")) {
                const auto role = the_map().places[next.place].role;
                EXPECT_EQ(stay_of(next) == model::Stay::city, role == model::Role::city) << id;
                EXPECT_EQ(stay_of(next) == model::Stay::farm, role == model::Role::village) << id;
                farm += stay_of(next) == model::Stay::farm;
            }
            break; // The first time only.
        }
    }
    ASSERT_GT(came, 200);
    EXPECT_NEAR(farm / came, expected, four_spreads(expected, came) + 0.02);
    const Told none = tell(many_leave({}, {"CHINA-02"}), {.until = 2000, .one_in = 1000});
    EXPECT_GT(none.count("border.far_bank"), 50);
    EXPECT_EQ(none.count("china.reckoning"), 0);
}

// CHINA-03, CHINA-04  What is owed is the wage times the years; the offer is one year's more.
TEST(Contract, owes_the_wage_of_every_year_worked)
{
    std::size_t paid = 0, offered = 0;
    for (const Hire& hire : usual_hires())
        for (std::size_t year = 0; year < hire.reckonings.size(); ++year) {
            const Event& one = hire.reckonings[year];
            const int owed = wage() * static_cast<int>(year + 1);
            EXPECT_EQ(one.day, hire.begun.day + engine::Days{365 * (year + 1)}) << hire.who;
            if (outcome_of(one) == Outcome::in_full) {
                ++paid;
                EXPECT_EQ(sum_of(one), owed) << hire.who;
            }
            if (outcome_of(one) == Outcome::deferred) {
                ++offered;
                EXPECT_EQ(sum_of(one), owed + wage()) << hire.who;
            }
        }
    EXPECT_GT(paid, 30u);
    EXPECT_GT(offered, 30u);
    for (const Hire& hire : hires(farms({"CHINA-03"})))
        for (const Event& one : hire.reckonings) {
            if (outcome_of(one) == Outcome::in_full) {
                EXPECT_EQ(sum_of(one), 0) << hire.who;
            }
        }
}

// CHINA-04  Whoever works on gets nothing that day, asks again in a year, and is not paid in full
// more often.
TEST(Deferral, pays_nothing_on_the_day_and_no_more_often_in_the_end)
{
    double worked_on = 0, paid = 0;
    for (const Hire& hire : usual_hires())
        for (std::size_t year = 0; year < hire.reckonings.size(); ++year) {
            if (outcome_of(hire.reckonings[year]) != Outcome::deferred) continue;
            if (year + 1 == hire.reckonings.size()) continue; // Arrested, dead or gone to the city.
            const Event& next = hire.reckonings[year + 1];
            EXPECT_NE(outcome_of(next), Outcome::deferred) << hire.who;
            EXPECT_NE(outcome_of(next), Outcome::not_asked) << hire.who;
            ++worked_on;
            paid += outcome_of(next) == Outcome::in_full;
        }
    ASSERT_GT(worked_on, 30);
    const auto of = outcomes(usual_hires());
    EXPECT_LT(paid / worked_on, of[Outcome::in_full] / asked_in(of) + four_spreads(0.3, worked_on));
    EXPECT_LT(paid / worked_on, 0.4 + four_spreads(0.4, worked_on)) << "debtors never pay";
    EXPECT_EQ(outcomes(hires(farms({"CHINA-04"})))[Outcome::deferred], 0);
}

// CHINA-05  Some quarrels end with the police and a hand-over; off, nobody risks one.
TEST(Quarrel, can_end_in_prison)
{
    double quarrels = 0, prisons = 0;
    for (const auto& [id, events] : crossers_of(on_farms()))
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].rule != number("china.reckoning")) continue;
            const bool jailed = outcome_of(events[i]) == Outcome::prison;
            quarrels += jailed || outcome_of(events[i]) == Outcome::quarrel;
            prisons += jailed;
            // Mail may come in the meantime; the next step is the bridge.
            const auto next =
                std::find_if(events.begin() + static_cast<std::ptrdiff_t>(i) + 1, events.end(),
                             [](const Event& event) {
                                 const auto name = std::string{model::rule_names()[event.rule]};
                                 return name.starts_with("china.") || name.starts_with("border.");
                             });
            if (jailed && next != events.end()) {
                EXPECT_EQ(next->rule, number("china.handover")) << id;
            }
        }
    ASSERT_GT(quarrels, 30);
    EXPECT_NEAR(prisons / quarrels, 0.4, four_spreads(0.4, quarrels));
    const auto off = outcomes(hires(farms({"CHINA-05"})));
    EXPECT_EQ(off[Outcome::quarrel] + off[Outcome::prison], 0);
    EXPECT_GT(off[Outcome::with_promise], outcomes(usual_hires())[Outcome::with_promise]);
}

// CHINA-06  A promise to be back next year brings an eighth, and an open leave no more.
TEST(Promise, brings_an_eighth_and_openness_nothing)
{
    const double part = as_given("china.part_pay");
    std::size_t promises = 0;
    for (const Hire& hire : usual_hires())
        for (std::size_t year = 0; year < hire.reckonings.size(); ++year) {
            const Event& one = hire.reckonings[year];
            const double owed = wage() * static_cast<double>(year + 1);
            if (outcome_of(one) == Outcome::with_promise) {
                ++promises;
                EXPECT_EQ(sum_of(one), static_cast<int>(owed * part)) << hire.who;
            }
            if (outcome_of(one) == Outcome::quarrel || outcome_of(one) == Outcome::prison) {
                EXPECT_EQ(sum_of(one), 0) << hire.who;
            }
        }
    EXPECT_GT(promises, 30u);
    const auto off = outcomes(hires(farms({"CHINA-06"})));
    EXPECT_EQ(off[Outcome::with_promise], 0);
    EXPECT_GT(off[Outcome::nothing], 30);
}

// CHINA-07  Who pays is the employer's affair: of two hands of one employer both are paid, or none.
TEST(Employers, differ_more_than_their_hands_do)
{
    std::map<std::pair<engine::PlaceId, int>, std::array<int, 2>> by_employer;
    for (const Hire& hire : usual_hires()) {
        const Event* asked = hire.first_asked();
        if (!hire.latest || !asked) continue;
        const Exile& exile = on_farms().exiles.at(hire.who);
        ++by_employer[{asked->place, exile.employer}][outcome_of(*asked) == Outcome::in_full];
    }
    std::size_t with_two = 0, paying = 0;
    for (const auto& [employer, hands] : by_employer) {
        EXPECT_TRUE(hands[0] == 0 || hands[1] == 0) << employer.second;
        with_two += hands[0] + hands[1] > 1;
        paying += hands[1] > 0;
    }
    ASSERT_GT(with_two, 30u);
    EXPECT_GT(paying, 10u);
    EXPECT_LT(paying, by_employer.size());
}

// CHINA-07  Were nobody in debt, more of those who work on would be paid.
TEST(Employers, in_debt_pay_less)
{
    const auto paid_in_the_end = [](std::vector<std::string> off) {
        const Told told = tell(many_leave({{"china.farm_first", 1},
                                           {"china.honest", 0.1},
                                           {"china.debtors", 0.6},
                                           {"china.accepts_deferral", 1},
                                           {"china.paid_after_deferral", 0.8},
                                           {"china.reckoning", 1}},
                                          std::move(off)),
                               {.until = 2004});
        double asked = 0, paid = 0;
        for (const Hire& hire : hires(told))
            for (std::size_t year = 0; year + 1 < hire.reckonings.size(); ++year)
                if (outcome_of(hire.reckonings[year]) == Outcome::deferred)
                    ++asked, paid += outcome_of(hire.reckonings[year + 1]) == Outcome::in_full;
        return std::pair{paid / asked, asked};
    };
    const auto [paid, asked] = paid_in_the_end({});
    const auto [paid_off, asked_off] = paid_in_the_end({"CHINA-07"});
    const double solvent = 1 - 0.6 / 0.9; // Of those who do not pay at once.
    ASSERT_GT(asked, 80);
    EXPECT_NEAR(paid, 0.8 * solvent, four_spreads(0.8 * solvent, asked) + 0.05); // 200 employers.
    EXPECT_NEAR(paid_off, 0.8, four_spreads(0.8, asked_off));
    EXPECT_LT(paid, paid_off - 0.2);
}

// CHINA-08  What a farm hand brings home for a year away is a small part of what was promised.
TEST(Savings, are_a_small_part_of_the_contract)
{
    std::vector<double> a_year;
    for (const auto& [id, events] : crossers_of(river_told())) {
        const Event* begun = nullptr;
        for (const Event& event : events) {
            if (event.rule == number("border.far_bank") && begun) break; // The first stay only.
            if (event.rule == number("china.settling"))
                begun = stay_of(event) == model::Stay::farm ? &event : nullptr;
            if (event.rule != number("border.way_back") || !begun) continue;
            a_year.push_back(event.detail * 365.25 /
                             std::max<engine::Days>(365, event.day - begun->day).count());
            break;
        }
    }
    ASSERT_GT(a_year.size(), 50u);
    std::nth_element(a_year.begin(), a_year.begin() + a_year.size() / 2, a_year.end());
    std::printf("%zu came home with %.0f yuan for a year\n", a_year.size(),
                a_year[a_year.size() / 2]);
    EXPECT_LT(a_year[a_year.size() / 2], 0.5 * wage());
}

// CHINA-09, ROUTE-02  Who comes again goes to the city, more often; a church draws the police too.
TEST(City, is_for_those_who_come_again)
{
    std::array<double, 2> came{}, city{};
    for (const auto& [id, events] : crossers_of(river_told())) {
        bool again = false;
        for (std::size_t i = 0; i + 1 < events.size(); ++i) {
            if (events[i].rule == number("border.departure")) again = departure_of(events[i]).again;
            if (events[i].rule != number("border.far_bank") ||
                reception_of(events[i]) > Reception::turned_away)
                continue;
            ++came[again];
            city[again] += events[i + 1].rule == number("china.settling") &&
                           stay_of(events[i + 1]) == model::Stay::city;
        }
    }
    ASSERT_GT(came[0], 200);
    ASSERT_GT(came[1], 100);
    EXPECT_GT(city[1] / came[1], city[0] / came[0] + 0.05);
    const auto numbers = numbers_with({.numbers = {{"china.arrest_factor/church", 2}}});
    Somebody alone = in_china(*numbers, model::Stay::city), with_church = alone;
    with_church.exile().church = true;
    EXPECT_GT(with_church.rate(model::china::arrest), alone.rate(model::china::arrest));
}

// CHINA-09  Off, nobody goes on to a city or meets a church.
TEST(City, has_no_church_where_the_claim_is_off)
{
    const auto off = numbers_with({.off = {"CHINA-09"}});
    EXPECT_GT(in_china(baseline()).rate(model::china::to_city), 0);
    EXPECT_EQ(in_china(*off).rate(model::china::to_city), 0);
    EXPECT_GT(in_china(baseline(), model::Stay::city).rate(model::china::church), 0);
    EXPECT_EQ(in_china(*off, model::Stay::city).rate(model::china::church), 0);
}

// CHINA-09  Whoever is bound for the South meets a church sooner, and goes on to the city sooner.
TEST(City, is_where_those_bound_for_the_south_wait)
{
    Somebody earning = in_china(baseline(), model::Stay::city), bound = earning;
    bound.exile().aim = model::Aim::south;
    EXPECT_NEAR(bound.rate(model::china::church) / earning.rate(model::china::church),
                as_given("china.church_factor", "aim_south"), 1e-9);
    Somebody first = in_china(baseline()), with_aim = first, again = first;
    with_aim.exile().aim = model::Aim::south;
    again.exile().crossings = 2;
    const double slower = as_given("china.to_city_factor", "first");
    for (const Somebody& one : {with_aim, again})
        EXPECT_NEAR(first.rate(model::china::to_city) / one.rate(model::china::to_city), slower,
                    1e-9);
}

// CHINA-01  Women are sold, and bear children there, from the age of work until that of the number.
TEST(Women, are_sold_and_give_birth_within_ages)
{
    const auto numbers = numbers_with({.numbers = {{"china.grown_age", 18},
                                                   {"china.sold_age/until", 40},
                                                   {"china.birth_spacing", 400}}});
    const auto aged = [&](double years, model::Stay stay) {
        Somebody woman = in_china(*numbers, stay);
        woman.life.sex = model::Sex::female;
        woman.life.born = woman.day - engine::days_in_years(years);
        return woman;
    };
    const auto sold = [&](double age) {
        return aged(age, model::Stay::hiding).rate(model::china::sold);
    };
    EXPECT_EQ(sold(17.5), 0);
    EXPECT_GT(sold(18.5), 0);
    EXPECT_GT(sold(39.5), 0);
    EXPECT_EQ(sold(40.5), 0);
    Somebody mother = aged(30, model::Stay::partner);
    EXPECT_GT(mother.rate(model::china::conception), 0);
    mother.life.deliveries = 1;
    mother.life.last_delivery = mother.day - 100;
    EXPECT_EQ(mother.rate(model::china::conception), 0);
    mother.life.last_delivery = mother.day - 150;
    EXPECT_GT(mother.rate(model::china::conception), 0);
    EXPECT_EQ(aged(41, model::Stay::partner).rate(model::china::conception), 0);
}

// LOOP-04  Were the pay not withheld, and put off, farm hands would be home sooner.
TEST(Absence, is_longer_for_pay_that_does_not_come)
{
    const auto years_away = [](const Told& told) {
        double stays = 0, years = 0;
        for (const Hire& hire : hires(told)) {
            if (hire.reckonings.empty() || engine::year_of(hire.begun.day) > 2000) continue;
            const Event& last = hire.reckonings.back();
            if (outcome_of(last) == Outcome::not_asked || outcome_of(last) == Outcome::deferred)
                continue;
            ++stays;
            years += engine::years(last.day - hire.begun.day);
        }
        return years / stays;
    };
    const double usual = years_away(on_farms()), paid = years_away(farms({"CHINA-01"}));
    std::printf("%.2f years with the employer, %.2f where all are paid\n", usual, paid);
    EXPECT_LT(paid, usual);
}

} // namespace counterlife::tests

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Petitions: how often, how they are heard, and what follows for the petitioner.

#include "model/labour/grounds.h"
#include "model/labour/petition.h"
#include "model/labour/policy.h"
#include "model/offices.h"
#include "tests/model/labour/bound.h"

#include <gtest/gtest.h>

namespace counterlife::model::labour {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1990, 4, 10);

/// Somebody who has been bound to a mine long enough, and whom nothing makes content.
void assign(Alone& worker)
{
    Career& career = bind_to_mine(worker);
    career.tried = day_of(1987);
    career.anger = 60;
}

const Named asking{{"policy.petition", 2},           {"policy.petition_threshold", 0.2},
                   {"policy.repeat_petition", 0.25}, {"policy.witness_deterrence", 0.75},
                   {"policy.floor_deterrence", 0.5}, {"policy.cooldown", 2},
                   {"policy.fear_of_deaths", 0},     {"policy.fear_of_shock", 0},
                   {"belief.devotion_weight", 0}};

double rate_with(std::vector<std::string> off, void (*change)(Alone&))
{
    Alone worker{{.numbers = asking, .off = std::move(off)}};
    assign(worker);
    change(worker);
    return worker.rate(petition, today);
}

TEST(Petition, BELIEF_05_begins_above_a_discontent_and_grows_with_it)
{
    Alone worker{{.numbers = asking}};
    assign(worker);
    const auto rate_at = [&](int anger) {
        worker.life().career.anger = static_cast<std::uint8_t>(anger);
        return worker.rate(petition, today);
    };
    EXPECT_EQ(rate_at(0), 0);
    EXPECT_EQ(rate_at(20), 0);
    EXPECT_NEAR(rate_at(28), 0.2, 1e-12);
    EXPECT_NEAR(rate_at(60), 1, 1e-12);
    EXPECT_NEAR(rate_at(100), 2, 1e-12);
    EXPECT_DOUBLE_EQ(worker.ceiling(petition, today).rate.value(), 2);
    EXPECT_EQ(rate_with({"BELIEF-05"}, [](Alone&) {}), 0);
}

TEST(Petition, LABOUR_11_is_not_repeated_for_months_and_seldom_then)
{
    const auto rate_after = [&](Day tried, std::vector<std::string> off = {}) {
        Alone worker{{.numbers = asking, .off = std::move(off)}};
        assign(worker);
        worker.life().career.petitioned = true;
        worker.life().career.tried = tried;
        return worker.rate(petition, today);
    };
    // Two months are sixty whole days.
    EXPECT_EQ(rate_after(today - 59), 0);
    EXPECT_NEAR(rate_after(today - 60), 0.25, 1e-12);
    EXPECT_NEAR(rate_after(today - 59, {"LABOUR-11"}), 1, 1e-12);
}

TEST(Petition, LABOUR_11_waits_after_the_arrival_too)
{
    Alone worker{{.numbers = asking}};
    assign(worker);
    worker.life().career.tried = today - 59;
    EXPECT_EQ(worker.rate(petition, today), 0);
    worker.life().career.tried = today - 60;
    EXPECT_NEAR(worker.rate(petition, today), 1, 1e-12) << "a first one is not rare";
}

TEST(Petition, LABOUR_09_is_deterred_by_scoldings_that_the_staff_remembers)
{
    EXPECT_NEAR(rate_with({}, [](Alone& w) { w.place_state().labour.scoldings_known = 1; }), 0.25,
                1e-12);
    EXPECT_NEAR(rate_with({}, [](Alone& w) { w.place_state().labour.scoldings_known = 9; }), 0.25,
                1e-12);
    EXPECT_NEAR(rate_with({}, [](Alone& w) { w.place_state().labour.scoldings = 9; }), 1, 1e-12)
        << "of which nobody has heard yet";
    EXPECT_NEAR(
        rate_with({"LABOUR-09"}, [](Alone& w) { w.place_state().labour.scoldings_known = 1; }), 1,
        1e-12);
}

TEST(Petition, LABOUR_10_is_rarer_where_one_can_fall_farther_than_here)
{
    const auto on_a_farm = [](Alone& w) { w.life().career.sector = Sector::farm; };
    EXPECT_NEAR(rate_with({}, on_a_farm), 0.5, 1e-12);
    EXPECT_NEAR(rate_with({"LABOUR-10"}, on_a_farm), 1, 1e-12);
}

TEST(Petition, tells_the_committee_of_whom_can_be_sent_somewhere_worse)
{
    Alone worker{{.numbers = asking}};
    assign(worker);
    worker.life().career.sector = Sector::farm;
    const Deed deed = worker.does(petition, today);
    const Letter letter = deed.letter_of(petition_heard);
    EXPECT_EQ(letter.payload, 0u);
    EXPECT_EQ(letter.about.id, deed.life.being.id);
    EXPECT_EQ(detail_of<PetitionDetail>(deed.event().detail).discontent, 60);
    EXPECT_EQ(worker.place_state().tally.petitions, 1);
    EXPECT_EQ(deed.letters.size(), 1u);
}

Deed heard(const Given& given, bool worst = false)
{
    Alone office{given};
    const Address who = office.other(7);
    return office.receives(petition_heard, committee_office, today,
                           {.from = who.id, .payload = worst, .about = who});
}

Given members(double head, double secretary, std::vector<std::string> off = {})
{
    return {.numbers = {{"party.willing/head", head},
                        {"party.willing/secretary", secretary},
                        {"policy.banishment_days", 45}},
            .off = std::move(off)};
}

TEST(PetitionHeard, LABOUR_08_PRIV_05_is_granted_only_where_neither_claim_forbids)
{
    for (const std::string claim : {"LABOUR-08", "PRIV-05"}) {
        const Deed deed = heard(members(0, 1, {claim}));
        const auto said = detail_of<PetitionHeardDetail>(deed.event().detail);
        EXPECT_TRUE(said.granted) << claim;
        EXPECT_FALSE(said.head);
        EXPECT_TRUE(said.secretary);
        EXPECT_EQ(deed.letter_of(refusal).payload, 0u);
        EXPECT_EQ(deed.letters.size(), 1u) << "neither scolded nor banished";
    }
    EXPECT_FALSE(detail_of<PetitionHeardDetail>(heard(members(1, 1)).event().detail).granted);
}

TEST(PetitionHeard, PARTY_10_goes_by_the_secretary_and_without_the_claim_by_the_head)
{
    const auto granted = [](double head, double secretary, bool told) {
        std::vector<std::string> off{"LABOUR-08"};
        if (!told) off.emplace_back("PARTY-10");
        const Deed deed = heard(members(head, secretary, std::move(off)));
        return detail_of<PetitionHeardDetail>(deed.event().detail).granted;
    };
    EXPECT_TRUE(granted(0, 1, true));
    EXPECT_FALSE(granted(1, 0, true));
    EXPECT_FALSE(granted(0, 1, false));
    EXPECT_TRUE(granted(1, 0, false));
}

TEST(PetitionHeard, draws_for_head_and_secretary_a_lot_each_a_day)
{
    const Given given = members(0.6, 0.3);
    Alone office{given};
    const auto day_number = static_cast<std::uint32_t>(today.count());
    for (std::uint32_t number = 0; number < 40; ++number) {
        const Address who = office.other(number);
        Alone here{given};
        const Deed deed =
            here.receives(petition_heard, committee_office, today, {.from = who.id, .about = who});
        const auto said = detail_of<PetitionHeardDetail>(deed.event().detail);
        EXPECT_EQ(said.head, office.uniform(petition_heard, 4 * day_number, who.id) < 0.6);
        EXPECT_EQ(said.secretary, office.uniform(petition_heard, 4 * day_number + 1, who.id) < 0.3);
    }
}

TEST(PetitionHeard, LABOUR_09_asks_the_staff_here_to_scold_the_petitioner)
{
    const Deed deed = heard(members(0, 0));
    const Alone office;
    const Letter letter = deed.letter_of(scolding);
    EXPECT_EQ(letter.to, office_at(office.here(), committee_office));
    EXPECT_EQ(letter.about.id, office.other(7).id);
    EXPECT_EQ(deed.event().with, office.other(7).id);
    EXPECT_EQ(heard(members(0, 0, {"LABOUR-09"})).count(scolding), 0u);
}

TEST(PetitionHeard, LABOUR_10_sends_on_to_the_worst_mine_after_some_days)
{
    const Deed deed = heard(members(0, 0));
    const Alone office;
    const Letter letter = deed.letter_of(banishment);
    EXPECT_EQ(letter.to, office.other(7).id);
    EXPECT_EQ(letter.payload, office.place_named("tokchon"));
    EXPECT_EQ(letter.day, today + 45);
    EXPECT_EQ(heard(members(0, 0), true).count(banishment), 0u) << "who is at the bottom";
    Given there = members(0, 0);
    there.place = "tokchon";
    EXPECT_EQ(heard(there).count(banishment), 0u) << "who is there already";
}

TEST(Refusal, LABOUR_09_costs_regard_as_far_as_there_is_any)
{
    const auto regard_after = [](int regard, std::vector<std::string> off = {}) {
        Alone worker{{.numbers = {{"policy.scolding_loss", 0.25}}, .off = std::move(off)}};
        assign(worker);
        worker.life().career.regard = static_cast<std::uint8_t>(regard);
        const Deed deed = worker.reads(refusal, today, {.payload = 1});
        EXPECT_EQ(worker.place_state().tally.derelicts, 1);
        return static_cast<int>(deed.life.career.regard);
    };
    EXPECT_EQ(regard_after(60), 35);
    EXPECT_EQ(regard_after(25), 0);
    EXPECT_EQ(regard_after(10), 0);
    EXPECT_EQ(regard_after(60, {"LABOUR-09"}), 60);
    EXPECT_EQ(regard_after(60, {"LABOUR-08"}), 60) << "without a label nobody is scolded";
}

TEST(Refusal, LABOUR_08_leaves_no_label_where_there_are_none)
{
    Alone worker{{.off = {"LABOUR-08"}}};
    assign(worker);
    const Deed deed = worker.reads(refusal, today, {.payload = 1});
    EXPECT_FALSE(deed.life.career.derelict);
    EXPECT_TRUE(deed.life.career.bound);
}

TEST(Scolding, is_counted_by_the_staff_and_says_whom)
{
    Alone office;
    const Deed deed =
        office.receives(scolding, committee_office, today, {.about = office.other(7)});
    EXPECT_EQ(office.place_state().labour.scoldings, 1);
    EXPECT_EQ(office.place_state().labour.scoldings_known, 0);
    EXPECT_EQ(deed.event().with, office.other(7).id);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Banishment, leads_a_bound_worker_to_be_received_elsewhere)
{
    Alone worker;
    assign(worker);
    worker.life().career.cell = 3;
    const PlaceId to = worker.place_named("tokchon");
    const Deed deed = worker.reads(banishment, today, {.payload = to});
    EXPECT_EQ(deed.left_for, to);
    EXPECT_EQ(deed.arrival, &reception);
    EXPECT_EQ(deed.life.career.cell, 0) << "the first order is the one that is received by";
    EXPECT_TRUE(deed.life.career.bound);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, to);
}

TEST(Banishment, gives_up_job_registration_and_house)
{
    Alone worker;
    assign(worker);
    const auto mine = static_cast<std::size_t>(Sector::mine);
    worker.life().career.registered = true;
    worker.place_state().labour.workers[0][mine] = 10;
    worker.place_state().committee.members[mine] = 4;
    const HouseholdId house = worker.life().household;
    const Deed deed = worker.reads(banishment, today, {.payload = worker.place_named("tokchon")});
    EXPECT_FALSE(deed.life.career.registered);
    EXPECT_EQ(worker.place_state().labour.workers[0][mine], 9);
    EXPECT_EQ(worker.place_state().committee.members[mine], 3);
    EXPECT_EQ(worker.place_state().households[house].members, 0u);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Banishment, finds_nobody_who_is_free_or_not_at_work_or_there_already)
{
    const auto is_quiet = [](Stage stage, bool bound, std::string_view to) {
        Alone worker;
        assign(worker);
        worker.life().career.stage = stage;
        worker.life().career.bound = bound;
        const Deed deed = worker.reads(banishment, today, {.payload = worker.place_named(to)});
        EXPECT_EQ(deed.left_for == engine::nowhere, deed.is_quiet());
        return deed.is_quiet();
    };
    EXPECT_FALSE(is_quiet(Stage::worker, true, "tokchon"));
    EXPECT_TRUE(is_quiet(Stage::worker, false, "tokchon"));
    EXPECT_TRUE(is_quiet(Stage::ward, true, "tokchon"));
    EXPECT_TRUE(is_quiet(Stage::worker, true, "hoeryong"));
}

} // namespace
} // namespace counterlife::model::labour

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The promises of a run that hold for whatever model: the same lives on any threads, twins that
// part only where a rule parts them, and watching that changes nothing.

#include "tests/nation/small_nation.h"

#include <random>

namespace counterlife::tests {

TEST(SameLives, on_one_two_four_and_seven_threads)
{
    const Heard one = run(small_run());
    for (const int threads : {2, 4, 7}) {
        auto request = small_run();
        request.threads = threads;
        const Heard many = run(request);
        EXPECT_EQ(many.outcome.digest, one.outcome.digest) << threads;
        EXPECT_TRUE(std::ranges::equal(many.events, one.events, same)) << threads;
    }
}

TEST(SameLives, with_places_dealt_in_another_order)
{
    const Heard listed = run(small_run());
    auto request = small_run();
    for (engine::PlaceId place = 0; place < baseline().map.places.size(); ++place)
        request.deal.push_back(place);
    std::ranges::shuffle(request.deal, std::mt19937{5});
    EXPECT_EQ(run(request).outcome.digest, listed.outcome.digest);
}

TEST(SameLives, in_two_runs_of_one_process)
{
    EXPECT_EQ(run(small_run()).outcome.digest, run(small_run()).outcome.digest);
}

TEST(SameLives, not_with_another_seed_or_replicate)
{
    auto seed = small_run(), replicate = small_run();
    seed.seed = 8;
    replicate.replicate = 1;
    const auto digest = run(small_run()).outcome.digest;
    EXPECT_NE(run(seed).outcome.digest, digest);
    EXPECT_NE(run(replicate).outcome.digest, digest);
}

TEST(Watching, changes_nothing)
{
    const Heard all = run(small_run());
    for (const std::uint32_t one_in : {0u, 10u}) {
        auto request = small_run();
        request.sample.one_in = one_in;
        const Heard some = run(request);
        EXPECT_EQ(some.outcome.digest, all.outcome.digest);
        EXPECT_EQ(some.lives.size(), all.lives.size());
        std::vector<Event> kept;
        for (const Event& event : all.events)
            if (request.sample.keeps(event.who)) kept.push_back(event);
        EXPECT_TRUE(std::ranges::equal(some.events, kept, same)) << one_in;
    }
}

TEST(Watching, finds_a_digest_that_is_the_sum_of_all_events)
{
    const Heard all = run(small_run());
    std::uint64_t sum = 0;
    for (const Event& event : all.events) sum += engine::hash_of(event);
    EXPECT_EQ(sum, all.outcome.digest);
    EXPECT_EQ(static_cast<std::int64_t>(all.events.size()), all.outcome.work.events);
}

TEST(Twins, are_identical_before_the_day_on_which_a_number_changes)
{
    const engine::Day day = engine::day_of(1970, 6, 15);
    std::vector<model::ParameterRow> rows;
    for (const model::ParameterRow& row : all_rows()) {
        const bool fertility = row.name == "birth.asfr" || row.name == "death.mx";
        const bool before = !row.from || *row.from < day, after = !row.to || *row.to > day;
        if (!fertility || !after) {
            rows.push_back(row);
            continue;
        }
        if (before) {
            rows.push_back(row);
            rows.back().to = day;
        }
        rows.push_back(row);
        rows.back().from = before ? day : *row.from;
        rows.back().value *= 1.5;
    }
    const auto changed = numbers_of(rows);
    const Heard base = run(small_run()), other = run(small_run(), *changed);
    EXPECT_NE(base.outcome.digest, other.outcome.digest);
    const auto early = [day](const Event& event) { return event.day < day; };
    std::vector<Event> a, b;
    std::ranges::copy_if(base.events, std::back_inserter(a), early);
    std::ranges::copy_if(other.events, std::back_inserter(b), early);
    EXPECT_GT(a.size(), 10'000u);
    EXPECT_TRUE(std::ranges::equal(a, b, same));
}

TEST(Twins, are_identical_before_the_day_on_which_a_rule_ends)
{
    const engine::Day day = engine::day_of(1965, 3, 3);
    auto request = small_run();
    request.in_force = without("marriage.search", day);
    const Heard base = run(small_run()), other = run(request);
    EXPECT_NE(base.outcome.digest, other.outcome.digest);
    const auto early = [day](const Event& event) { return event.day < day; };
    std::vector<Event> a, b;
    std::ranges::copy_if(base.events, std::back_inserter(a), early);
    std::ranges::copy_if(other.events, std::back_inserter(b), early);
    EXPECT_TRUE(std::ranges::equal(a, b, same));
}

/// All children that a mother may ever bear; an event of twins names only one of them.
void reach_children(std::set<LifeId>& reached, LifeId mother)
{
    for (std::uint32_t order = 0; order < 64; ++order)
        reached.insert(model::identity_of_child(mother, order));
}

/// Whoever an event of `rule` reaches, directly or by mail: the lives that meet it, those who get
/// letters from reached lives, the children of reached mothers, and every registrar that a reached
/// life applies to, with all to whom that registrar writes from then on.
std::set<LifeId> reached_from(std::vector<Event> events, engine::RuleId first)
{
    std::ranges::stable_sort(events, {}, &Event::day);
    const auto& map = baseline().map;
    std::set<LifeId> reached;
    for (const Event& event : events) {
        const bool told = event.cause.rule != engine::no_rule && reached.contains(event.cause.who);
        if (event.rule == first || told) reached.insert(event.who);
        if (!reached.contains(event.who)) continue;
        if (event.rule == rule("person.maternity")) reach_children(reached, event.who);
        if (event.rule == rule("marriage.search"))
            reached.insert(engine::office_id(map.seat_of[event.place], model::registrar_office));
    }
    return reached;
}

TEST(Twins, are_identical_for_ever_where_an_absent_rule_never_reached)
{
    auto request = small_run();
    request.to = engine::day_of(1975);
    // Institutions that go by sums over a place reach everybody there: here they rest.
    request.in_force.resize(model::rule_names().size());
    for (const char* off :
         {"labour.planning", "party.nomination", "party.application", "party.candidacy"})
        request.in_force[rule(off)].to = engine::day_of(1900);
    const Heard base = run(request);
    request.in_force[rule("marriage.divorce")].to = engine::day_of(1900);
    const Heard other = run(request);
    std::set<LifeId> reached = reached_from(base.events, rule("marriage.divorce"));
    ASSERT_FALSE(reached.empty());
    // What a reached life does only in the other world is reached as well.
    const auto& map = baseline().map;
    std::map<LifeId, std::vector<Event>> a, b;
    for (const Event& event : base.events) a[event.who].push_back(event);
    for (const Event& event : other.events) b[event.who].push_back(event);
    for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const auto* events : {&base.events, &other.events})
            for (const Event& event : *events) {
                if (reached.contains(event.cause.who) && event.cause.rule != engine::no_rule)
                    reached.insert(event.who);
                if (!reached.contains(event.who)) continue;
                if (event.rule == rule("person.maternity")) reach_children(reached, event.who);
                if (event.rule == rule("marriage.search"))
                    reached.insert(
                        engine::office_id(map.seat_of[event.place], model::registrar_office));
            }
    }
    std::size_t untouched = 0, parted = 0;
    for (const auto& [who, events] : a) {
        if (who < engine::first_life_id) continue; // An office's counts tell of all its people.
        const bool equal = b.contains(who) && std::ranges::equal(events, b[who], same);
        parted += !equal;
        if (reached.contains(who)) continue;
        ++untouched;
        EXPECT_TRUE(equal) << who << " parts although nothing reached it";
    }
    EXPECT_GT(parted, 0u);
    EXPECT_GT(untouched, a.size() / 4);
}

TEST(Twins, with_a_rule_that_nobody_meets_are_identical)
{
    // Two rules that answer letters which are never sent when there is no marriage.
    auto request = small_run();
    request.in_force = without("marriage.search", engine::day_of(1900));
    const Heard base = run(request);
    request.in_force[rule("marriage.jilted")].to = engine::day_of(1900);
    request.in_force[rule("marriage.vow")].to = engine::day_of(1900);
    const Heard other = run(request);
    EXPECT_EQ(base.outcome.digest, other.outcome.digest);
}

TEST(Coupling, of_higher_mortality_never_lets_anybody_live_longer_before_anything_else_changes)
{
    // Without births, marriages and moves nothing but its own death can change a life.
    auto request = small_run();
    for (const char* off :
         {"marriage.search", "person.maternity", "residence.move", "household.split",
          "household.leave_home", "marriage.divorce", "labour.planning", "mine.accident"}) {
        if (request.in_force.empty()) request.in_force.resize(model::rule_names().size());
        request.in_force[rule(off)].to = engine::day_of(1900);
    }
    auto rows = all_rows();
    for (model::ParameterRow& row : rows)
        if (row.name == "death.mx") row.value = std::min(5.0, row.value * 1.7);
    const auto harder = numbers_of(rows);
    const Heard base = run(request), other = run(request, *harder);
    std::map<LifeId, engine::Day> died;
    for (const study::LifeRow& life : base.lives) died[life.person] = life.died;
    std::size_t earlier = 0;
    for (const study::LifeRow& life : other.lives) {
        ASSERT_TRUE(died.contains(life.person));
        EXPECT_LE(life.died, died[life.person]) << life.person;
        earlier += life.died < died[life.person];
    }
    EXPECT_GT(earlier, 500u);
}

} // namespace counterlife::tests

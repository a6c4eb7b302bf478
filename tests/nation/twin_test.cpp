// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Two worlds with the same luck: lives that nothing reaches are the same, and of the others it is
// known what parted them.

#include "tests/nation/twin_sides.h"

#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace counterlife::tests {

namespace {

using study::TwinPair;
using study::Why;

constexpr const char* no_order = "[rules]\nLABOUR-02 = \"off\"\n";

study::TwinRequest small_twin()
{
    return {.run = small_run()};
}

study::TwinOutcome twin(const ReadScenario& base, const ReadScenario& other,
                        const study::TwinRequest& request,
                        const std::function<void(const TwinPair&)>& pair = {})
{
    study::TwinListener listener;
    if (pair)
        listener.pair = [&](const TwinPair& one) {
            pair(one);
            return std::string{};
        };
    const study::TwinSide second = side_of(other, base);
    auto results = study::twin(side_of(base, base), std::span{&second, 1}, request, listener);
    if (!results) throw std::runtime_error{results.error()};
    return results->front();
}

bool in_both(const TwinPair& pair, std::uint32_t number)
{
    return pair.base.person(number).id != engine::nobody &&
           pair.world.person(number).id != engine::nobody;
}

std::int64_t number_of(const study::DivergenceCounts& counts, Why why)
{
    return counts.why[static_cast<std::size_t>(why)];
}

const study::EffectRow& effect_on_all(const study::TwinOutcome& outcome, std::string_view name)
{
    for (const study::EffectRow& row : outcome.effects)
        if (row.outcome->name == name && row.subgroup.by == "all") return row;
    throw std::invalid_argument{"no such effect"};
}

bool same_values(std::span<const float> a, std::span<const float> b)
{
    return std::ranges::equal(
        a, b, [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// With the claim off that sent the soldiers of 1987 to work by order.
void expect_that_every_parting_is_explained(const study::RunRequest& run)
{
    const ReadScenario base = scenario_of(""), other = scenario_of(no_order);
    const study::TwinOutcome outcome = twin(base, other, {.run = run}, [&](const TwinPair& pair) {
        const auto names = model::rule_names();
        for (const study::Divergence& parting : pair.divergences.all()) {
            EXPECT_GE(parting.day, engine::day_of(1987));
            EXPECT_NE(parting.why, Why::unexplained)
                << pair.people.id(parting.who) << " at " << names[parting.rule()];
            if (parting.root == Why::rule) {
                EXPECT_TRUE(names[parting.root_rule].starts_with("labour.") ||
                            parting.root_rule == rule("army.discharge"));
            }
        }
        for (std::uint32_t number = 0; number < pair.people.size(); ++number)
            if (in_both(pair, number) && !pair.divergences.of(number)) {
                EXPECT_TRUE(same_values(pair.base.values(number), pair.world.values(number)))
                    << pair.people.id(number) << " is the same and fares otherwise";
            }
    });
    const study::DivergenceCounts& counts = outcome.divergences;
    EXPECT_EQ(number_of(counts, Why::unexplained), 0);
    EXPECT_EQ(number_of(counts, Why::numbers), 0);
    EXPECT_GT(number_of(counts, Why::rule), 50);
    EXPECT_GT(number_of(counts, Why::letter), 50);
    EXPECT_GT(counts.untouched, counts.both / 2);
    EXPECT_GT(effect_on_all(outcome, "sent_by_order").base, 0);
    EXPECT_EQ(effect_on_all(outcome, "sent_by_order").other, 0);
}

} // namespace

TEST(Twin, of_a_scenario_with_itself_is_the_same_in_every_life_and_has_no_effect)
{
    const ReadScenario base = scenario_of("");
    auto request = small_twin();
    request.replicates = 2;
    const study::TwinOutcome outcome = twin(base, base, request, [](const TwinPair& pair) {
        EXPECT_TRUE(pair.divergences.all().empty());
        for (std::uint32_t number = 0; number < pair.people.size(); ++number)
            EXPECT_EQ(pair.base.sum_of(number), pair.world.sum_of(number));
    });
    EXPECT_EQ(outcome.base_digests, outcome.digests);
    EXPECT_NE(outcome.digests[0], outcome.digests[1]); // Each replicate has luck of its own.
    EXPECT_EQ(outcome.divergences.untouched, outcome.divergences.both);
    EXPECT_EQ(outcome.divergences.only_base + outcome.divergences.only_other, 0);
    EXPECT_GT(outcome.effects.size(), 100u);
    for (const study::EffectRow& row : outcome.effects) {
        EXPECT_EQ(row.difference, 0) << row.outcome->name;
        EXPECT_EQ(row.untouched, 1);
        EXPECT_EQ(row.error.value_or(0), 0);
    }
}

TEST(Twin, with_a_rule_that_nobody_meets_is_the_same)
{
    const std::string without = "[rules]\n\"marriage.search\" = \"off\"\n";
    const study::TwinOutcome outcome =
        twin(scenario_of(without), scenario_of(without + "\"marriage.jilted\" = \"off\"\n"),
             small_twin());
    EXPECT_EQ(outcome.base_digests, outcome.digests);
    EXPECT_EQ(outcome.divergences.untouched, outcome.divergences.both);
}

TEST(Twin, is_two_runs_that_anybody_could_make_alone)
{
    const ReadScenario base = scenario_of(""), other = scenario_of("[rules]\nPARTY-17 = \"off\"\n");
    auto request = small_twin();
    const Heard alone = run(request.run, *base.numbers), beside = run(request.run, *other.numbers);
    std::map<LifeId, std::uint64_t> a, b;
    for (const Event& event : alone.events) a[event.who] += engine::hash_of(event);
    for (const Event& event : beside.events) b[event.who] += engine::hash_of(event);
    request.run.threads = 2;
    std::size_t parted = 0;
    const study::TwinOutcome outcome = twin(base, other, request, [&](const TwinPair& pair) {
        for (std::uint32_t number = 0; number < pair.people.size(); ++number) {
            const LifeId id = pair.people.id(number);
            const bool same = a[id] == b[id];
            const study::Divergence* parting = pair.divergences.of(number);
            if (!same || (parting && parting->rule() != engine::no_rule)) {
                EXPECT_EQ(same, parting == nullptr) << id;
            }
            parted += !same;
        }
        std::set<LifeId> married;
        for (const study::LifeRow& life : alone.lives)
            if (life.marriages > 0) married.insert(life.person);
        std::size_t counted = 0;
        for (std::uint32_t number = 0; number < pair.people.size(); ++number) {
            const bool here = pair.base.person(number).id != engine::nobody;
            for (std::size_t i = 0; here && i < pair.outcomes.size(); ++i)
                if (pair.outcomes[i]->name == "ever_married")
                    counted += pair.base.values(number)[i] == 1;
        }
        EXPECT_EQ(counted, married.size());
    });
    EXPECT_GT(parted, 100u);
    EXPECT_EQ(outcome.base_digests.front(), alone.outcome.digest);
    EXPECT_EQ(outcome.digests.front(), beside.outcome.digest);
}

TEST(Twin, first_parts_where_the_events_of_the_two_runs_first_differ)
{
    const ReadScenario base = scenario_of(""), other = scenario_of("[rules]\nPARTY-17 = \"off\"\n");
    const auto request = small_twin();
    std::map<LifeId, std::map<std::pair<engine::Day, std::uint64_t>, int>> difference;
    for (const Event& event : run(request.run, *base.numbers).events)
        ++difference[event.who][{event.day, engine::hash_of(event)}];
    for (const Event& event : run(request.run, *other.numbers).events)
        --difference[event.who][{event.day, engine::hash_of(event)}];
    twin(base, other, request, [&](const TwinPair& pair) {
        for (const study::Divergence& parting : pair.divergences.all()) {
            engine::Day first = engine::no_day;
            for (const auto& [event, more] : difference[pair.people.id(parting.who)])
                if (more != 0) first = std::min(first, event.first);
            if (first == engine::no_day) continue; // Nothing has happened since birth.
            EXPECT_EQ(parting.day, first);
            EXPECT_EQ(std::min(parting.base_day, parting.other_day), first);
        }
    });
}

TEST(Twin, of_an_order_parts_lives_only_by_its_rules_by_letters_by_births_and_by_sums)
{
    expect_that_every_parting_is_explained({.seed = 3, .scale = {400}, .to = engine::day_of(2000)});
}

TEST(Twin, of_an_order_at_one_in_ten_parts_lives_only_so)
{
    if (!std::getenv("COUNTERLIFE_SLOW")) GTEST_SKIP() << "minutes: set COUNTERLIFE_SLOW=1";
    expect_that_every_parting_is_explained(
        {.seed = 1, .scale = {10}, .to = engine::day_of(2026), .threads = 2});
}

TEST(Twin, does_not_explain_what_the_scenarios_do_not_say)
{
    // Death strikes harder in secret: nobody is told that the numbers differ.
    const ReadScenario base = scenario_of("");
    const ReadScenario harder =
        scenario_of("[[set]]\nparameter = \"death.mx\"\nfactor = 1.2\nfrom = 1975-01-01\n");
    study::TwinSide secret = side_of(harder, base);
    EXPECT_TRUE(secret.differences.numbers);
    secret.differences.numbers = false;
    const auto results =
        study::twin(side_of(base, base), std::span{&secret, 1}, small_twin()).value();
    EXPECT_GT(number_of(results.front().divergences, Why::unexplained), 50);
    const auto told = twin(base, harder, small_twin());
    EXPECT_EQ(number_of(told.divergences, Why::unexplained), 0);
    EXPECT_GT(number_of(told.divergences, Why::numbers), 50);
}

TEST(Twin, of_several_scenarios_against_one_base_is_as_of_each_alone)
{
    const ReadScenario base = scenario_of(""), first = scenario_of("[rules]\nPARTY-17 = \"off\"\n"),
                       second = scenario_of("[rules]\n\"marriage.divorce\" = \"off\"\n");
    const std::vector<study::TwinSide> others{side_of(first, base), side_of(second, base)};
    const auto together = study::twin(side_of(base, base), others, small_twin()).value();
    for (std::size_t i = 0; i < others.size(); ++i) {
        const auto alone = twin(base, i == 0 ? first : second, small_twin());
        ASSERT_EQ(alone.effects.size(), together[i].effects.size());
        EXPECT_EQ(alone.digests, together[i].digests);
        EXPECT_EQ(alone.divergences.untouched, together[i].divergences.untouched);
        for (std::size_t row = 0; row < alone.effects.size(); ++row)
            EXPECT_EQ(alone.effects[row].difference, together[i].effects[row].difference);
    }
}

TEST(Twin, can_be_asked_of_some_people_and_some_outcomes)
{
    const ReadScenario base = scenario_of(""), other = scenario_of("[rules]\nPARTY-17 = \"off\"\n");
    auto request = small_twin();
    request.outcomes = {study::find_outcome("children"), study::find_outcome("alive")};
    request.population = [](const study::Person& person) {
        const int year = engine::year_of(person.born);
        return person.sex == model::Sex::male && 1959 <= year && year <= 1961;
    };
    std::int64_t men = 0;
    double children = 0;
    const auto outcome = twin(base, other, request, [&](const TwinPair& pair) {
        for (std::uint32_t number = 0; number < pair.people.size(); ++number) {
            if (!in_both(pair, number) || !request.population(pair.base.person(number))) continue;
            ++men;
            children += pair.world.values(number)[0] - pair.base.values(number)[0];
        }
    });
    EXPECT_GT(men, 100);
    const study::EffectRow& row = effect_on_all(outcome, "children");
    EXPECT_EQ(row.persons, men);
    EXPECT_DOUBLE_EQ(row.difference, children / static_cast<double>(men));
    EXPECT_THROW(effect_on_all(outcome, "college"), std::invalid_argument);
    for (const study::EffectRow& one : outcome.effects)
        EXPECT_TRUE(one.subgroup.by != "sex" || one.subgroup.is == "male");
}

TEST(Twin, has_intervals_over_replicates_and_far_less_variance_than_runs_with_unlike_luck)
{
    const ReadScenario base = scenario_of(""),
                       other = scenario_of("[rules]\n\"marriage.divorce\" = \"off\"\n");
    auto request = small_twin();
    request.replicates = 4;
    const auto outcome = twin(base, other, request);
    const study::EffectRow& row = effect_on_all(outcome, "children");
    EXPECT_TRUE(row.over_replicates);
    EXPECT_EQ(row.replicates, 4);
    ASSERT_TRUE(row.error && row.reduction());
    EXPECT_NEAR(*row.high - row.difference, 3.1824 * *row.error, 1e-3 * *row.error);
    EXPECT_GT(*row.reduction(), 2);
    EXPECT_FALSE(effect_on_all(twin(base, other, small_twin()), "children").over_replicates);
}

} // namespace counterlife::tests

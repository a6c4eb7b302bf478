// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/network.h"
#include "examples/epidemic/run.h"
#include "examples/epidemic/scenario.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace counterlife::epidemic {
namespace {

const std::filesystem::path data =
    std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/epidemic/data";

Numbers numbers_of(std::string_view scenario)
{
    auto numbers = read_scenario(data, scenario);
    if (!numbers) throw std::runtime_error{numbers.error().front()};
    return *numbers;
}

/// Every contact passes the disease on, and nobody meets anybody but when the test says so.
Numbers certain()
{
    Numbers numbers = numbers_of("idmm");
    numbers.transmission = Chance{1};
    numbers.contact_interval = numbers.change_interval = time_of(5000);
    return numbers;
}

/// A few hosts, set up by hand.
class Town {
public:
    Town(const Numbers& numbers, std::vector<Life> hosts)
        : numbers_{numbers}, world_{place_of(numbers_, hosts.size()), std::vector<Place>(1), {}}
    {
        for (Number number = 0; number < hosts.size(); ++number) {
            hosts[number].being.id = id_of(number);
            world_.partition(0).settle(hosts[number]);
        }
        world_.partition(0).place.series.days.resize(days);
        for (Number number = 0; number < hosts.size(); ++number)
            for (const Number other : hosts[number].links)
                if (other != no_host)
                    tie(world_.partition(0).place, world_.partition(0).life(other), number);
    }
    const Life& after_day(int day, Number host)
    {
        EXPECT_FALSE(world_.run_until(engine::Day{day + 1}));
        return world_.partition(0).life(host);
    }

private:
    static constexpr int days = 60;
    static const Numbers& place_of(Numbers& numbers, std::size_t hosts)
    {
        numbers.shares = {.hosts = hosts, .places = 1};
        numbers.end = time_of(days);
        return numbers;
    }
    Numbers numbers_;
    engine::World<Epidemic> world_;
};

Life linked_to(Number other, double next_contact = longest_run)
{
    Life host;
    host.links[0] = other;
    host.next_contact = time_of(next_contact);
    return host;
}
Life ill_linked_to(Number other, double next_contact)
{
    Life host = linked_to(other, next_contact);
    host.phase = Phase::infectious;
    host.next_phase = time_of(20);
    return host;
}

TEST(Epidemic, a_contact_infects_at_its_moment)
{
    Town town{certain(), {ill_linked_to(1, 3.25), Life{}}};
    EXPECT_EQ(town.after_day(3, 1).phase, Phase::susceptible); // The mail comes in the morning.
    const Life& host = town.after_day(4, 1);
    EXPECT_EQ(host.phase, Phase::latent);
    EXPECT_EQ(host.since, time_of(3.25));
    EXPECT_EQ(host.next_phase, time_of(3.25 + 5));
    EXPECT_EQ(host.infector, 0u);
}

TEST(Epidemic, the_first_of_several_contacts_of_a_day_infects)
{
    for (const bool turned : {false, true}) {
        Town town{certain(),
                  {ill_linked_to(2, turned ? 3.25 : 3.75), ill_linked_to(2, turned ? 3.75 : 3.25),
                   Life{}}};
        EXPECT_EQ(town.after_day(5, 2).since, time_of(3.25));
        EXPECT_EQ(town.after_day(5, 2).infector, turned ? 0u : 1u);
    }
}

TEST(Epidemic, who_is_infectious_infects_those_who_meet_them_and_nobody_sooner_or_later)
{
    const double begin = 3.25 + 5, end = begin + 10, moment = 1.0 / one_day;
    const auto is_infected = [](double met) { // 2 is linked to 1, whom 0 infects.
        Town town{certain(), {ill_linked_to(1, 3.25), Life{}, linked_to(1, met)}};
        const Life& host = town.after_day(static_cast<int>(met) + 1, 2);
        if (host.infector == no_host) return false;
        EXPECT_EQ(host.phase, Phase::latent);
        EXPECT_EQ(host.since, time_of(met));
        return host.infector == 1u;
    };
    EXPECT_FALSE(is_infected(begin - moment));
    EXPECT_TRUE(is_infected(begin));
    EXPECT_TRUE(is_infected(end - moment));
    EXPECT_FALSE(is_infected(end));
}

TEST(Epidemic, who_is_immune_at_the_moment_is_not_infected)
{
    for (const double met : {3.25, 3.5, 3.75}) {
        Life immune;
        immune.phase = Phase::immune;
        immune.next_phase = time_of(3.5);
        Town town{certain(), {ill_linked_to(1, met), immune}};
        EXPECT_EQ(town.after_day(5, 1).phase, met < 3.5 ? Phase::susceptible : Phase::latent);
    }
}

TEST(Epidemic, nobody_who_has_it_catches_it_again)
{
    for (const Phase phase : {Phase::latent, Phase::infectious, Phase::immune}) {
        Life other;
        other.phase = phase;
        other.next_phase = time_of(30);
        Town town{certain(), {ill_linked_to(1, 3.25), other}};
        EXPECT_EQ(town.after_day(5, 1).phase, phase);
        EXPECT_EQ(town.after_day(5, 1).next_phase, time_of(30));
    }
}

TEST(Epidemic, contacts_and_changes_of_one_day_come_in_their_order)
{
    Numbers numbers = certain();
    numbers.drop = Chance{1};
    for (const bool change_first : {true, false}) {
        Life host = linked_to(0, 3.5);
        host.ill_from[0] = 0;
        host.next_change = time_of(change_first ? 3.25 : 3.75);
        Town town{numbers, {ill_linked_to(2, longest_run), host, Life{}, Life{}}};
        EXPECT_EQ(town.after_day(5, 1).phase, change_first ? Phase::susceptible : Phase::latent);
        EXPECT_NE(town.after_day(5, 1).links[0], 1u);
    }
}

TEST(Epidemic, only_who_is_not_infectious_drops_links_and_only_to_those_who_are)
{
    Numbers numbers = certain();
    numbers.drop = Chance{1};
    for (const Phase phase : {Phase::susceptible, Phase::infectious, Phase::immune})
        for (const double other_ill_from : {1.0, 3.0, 4.0}) {
            Life host = linked_to(0);
            host.phase = phase;
            host.ill_from[0] = time_of(other_ill_from);
            host.next_change = time_of(3.25);
            Town town{numbers, {ill_linked_to(no_host, longest_run), host, Life{}, Life{}}};
            const bool drops = phase != Phase::infectious && other_ill_from < 3.25;
            EXPECT_EQ(town.after_day(5, 1).links[0] != 0u, drops) << other_ill_from;
        }
}

TEST(Epidemic, who_is_found_ill_says_so)
{
    Numbers numbers = certain();
    numbers.drop = Chance{1};
    Life host = linked_to(1);
    host.ill_from[0] = 0;
    host.next_change = time_of(3.25);
    Life ill = ill_linked_to(no_host, longest_run), latent;
    ill.since = time_of(1);
    latent.phase = Phase::latent;
    latent.next_phase = time_of(7);
    for (const Life& other : {ill, latent}) {
        Town town{numbers, {other, other, other, other, other, host, other}};
        EXPECT_EQ(town.after_day(4, 5).ill_from[0], never); // Two days of mail.
        const Life& after = town.after_day(5, 5);
        ASSERT_NE(after.links[0], no_host); // It did not find itself.
        EXPECT_EQ(after.ill_from[0], other.phase == Phase::latent ? time_of(7) : time_of(1));
    }
}

TEST(Epidemic, everybody_knows_who_is_linked_to_them)
{
    Numbers numbers = numbers_of("avoiding");
    numbers.shares = {.hosts = 500, .places = 3};
    numbers.end = time_of(400);
    engine::World<Epidemic> world{
        numbers, std::vector<Place>(3), {.travel = std::vector<std::uint16_t>(9, 1)}};
    found(world, numbers);
    EXPECT_FALSE(world.run_until(engine::Day{403})); // All mail has been read.

    std::multiset<std::pair<Number, Number>> linked, known;
    std::int64_t dropped = 0;
    for (engine::PlaceId place = 0; place < 3; ++place) {
        const Place& here = world.partition(place).place;
        dropped += here.series.total().dropped;
        for (const Life& host : world.partition(place).lives()) {
            const Number number = number_of(host.being.id);
            for (const Number other : host.links)
                if (other != no_host) linked.emplace(number, other);
            for (std::uint32_t at = host.known_to; at != no_knot; at = here.knots[at].next)
                known.emplace(here.knots[at].host, number);
        }
    }
    EXPECT_GT(dropped, 500);
    EXPECT_EQ(linked, known);
}

TEST(Epidemic, threads_and_places_leave_no_trace)
{
    for (const char* scenario : {"idmm", "avoiding"}) {
        const Numbers numbers = numbers_of(scenario);
        const Plan plan{.hosts = 3'000, .days = 200, .places = 1};
        const Series one = run(numbers, plan).whole();
        std::uint64_t digest = 0;
        for (const int threads : {1, 2, 5}) {
            Plan other = plan;
            other.threads = threads;
            other.places = 7;
            const Outcome same = run(numbers, other);
            EXPECT_EQ(same.whole(), one) << threads << " threads, 7 places, " << scenario;
            if (threads == 1) digest = same.digest;
            EXPECT_EQ(same.digest, digest) << threads << " threads";
        }
    }
}

TEST(Epidemic, more_days_change_none_of_those_before)
{
    const Numbers numbers = numbers_of("idmm");
    const Series few = run(numbers, {.hosts = 2'000, .days = 30}).whole();
    Series more = run(numbers, {.hosts = 2'000, .days = 50}).whole();
    more.days.resize(30);
    EXPECT_EQ(few, more);
}

TEST(Epidemic, seeds_make_other_lives)
{
    const Numbers numbers = numbers_of("idmm");
    EXPECT_NE(run(numbers, {.hosts = 500, .seed = 1}).whole(),
              run(numbers, {.hosts = 500, .seed = 2}).whole());
}

TEST(Epidemic, links_stay_within_a_place_as_often_as_wanted)
{
    for (const double within : {0.0, 0.8, 1.0}) {
        Numbers numbers = numbers_of("idmm");
        numbers.within = Chance{within};
        numbers.shares = {.hosts = 20'000, .places = 10};
        numbers.end = time_of(1);
        engine::World<Epidemic> world{
            numbers, std::vector<Place>(10), {.travel = std::vector<std::uint16_t>(100, 1)}};
        found(world, numbers);
        double near = 0, all = 0;
        for (engine::PlaceId place = 0; place < 10; ++place)
            for (const Life& host : world.partition(place).lives())
                for (const Number other : host.links) {
                    if (other != no_host) {
                        EXPECT_NE(id_of(other), host.being.id);
                        EXPECT_EQ(std::ranges::count(host.links, other), 1);
                    }
                    all += other != no_host;
                    near += other != no_host && numbers.shares.place_of(other) == place;
                }
        EXPECT_NEAR(near / all, within + (1 - within) / 10, 0.006);
        EXPECT_GT(all, 79'000);
    }
}

TEST(Epidemic, every_infection_but_the_first_has_somebody_ill_behind_it)
{
    const Outcome outcome =
        run(numbers_of("idmm"), {.hosts = 3'000, .days = 80, .places = 2, .sample = {.one_in = 1}});
    std::map<engine::LifeId, std::vector<int>> ill; // By the day on which it began.
    for (const engine::Event& event : outcome.events)
        if (event.rule == progression.number && event.detail == int(Phase::infectious))
            ill[event.who].push_back(event.day.count());
    int first = 0, infections = 0;
    for (const engine::Event& event : outcome.events) {
        if (event.rule != progression.number || event.detail != int(Phase::latent)) continue;
        if (event.with == engine::nobody) {
            ++first;
            EXPECT_EQ(event.day, engine::Day{0});
            continue;
        }
        ++infections;
        const int met = event.day.count() - 1;
        const auto& when = ill[event.with];
        EXPECT_TRUE(
            std::ranges::any_of(when, [met](int day) { return day <= met && met <= day + 10; }))
            << event.with << " infects on day " << met;
    }
    const Count total = outcome.whole().total();
    EXPECT_NEAR(first, 300, 70);
    EXPECT_EQ(first + infections, total.entered[index(Phase::latent)]);
    EXPECT_EQ(outcome.work.events, total.contacts + total.changes + total.entered[0] +
                                       total.entered[1] + total.entered[2] + total.entered[3]);
}

TEST(Epidemic, shares_of_hosts_fit_together)
{
    for (const std::uint64_t hosts : {1u, 7u, 100u, 8191u})
        for (const std::uint64_t places : {1u, 2u, 7u})
            for (Number host = 0; places <= hosts && host < hosts; ++host) {
                const Shares shares{hosts, places};
                const engine::PlaceId place = shares.place_of(host);
                ASSERT_LE(shares.first_of(place), host);
                ASSERT_LT(host, shares.first_of(place + std::uint64_t{1}));
                ASSERT_EQ(shares.slot_of(host), host - shares.first_of(place));
            }
}

TEST(Epidemic, times_do_not_run_over)
{
    EXPECT_EQ(after(time_of(64'999), time_of(1)), time_of(64'999) + one_day);
    EXPECT_EQ(after(never - 1, 2), never);
    EXPECT_EQ(after(5, never), never);
    EXPECT_EQ(time_of(1e9), never);
    EXPECT_EQ(day_at(never), engine::no_day);
    EXPECT_EQ(day_at(time_of(3.999)), engine::Day{3});
    EXPECT_EQ(gap_of(0, one_day), 1u);
    EXPECT_EQ(gap_of(0xFFFF'FFFF, one_day), 2 * one_day - 1);
    EXPECT_FALSE(Chance{0}.takes(0));
    EXPECT_TRUE(Chance{1}.takes(0xFFFF'FFFF));
}

} // namespace
} // namespace counterlife::epidemic

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The party: how it is joined, what it opens, how it is lost.

#include "model/labour/job_change.h"
#include "tests/rows/sent.h"
#include "tests/rows/statuses.h"

#include "model/army/call_up.h"
#include "model/army/discharge.h"
#include "model/army/training.h"
#include "model/claims.h"
#include "model/party/admission.h"
#include "model/party/lapse.h"
#include "model/party/party.h"
#include "model/party/posts.h"

namespace counterlife::tests {

namespace {

using model::Claim;
using model::Goal;
using model::Post;
using model::School;
using model::Sector;
using model::Service;
using model::Stage;
using model::Standing;

/// A life to ask questions of: nobody in particular.
Life somebody(Standing standing, Post rank, int school_years)
{
    Life life;
    life.being.id = 123456789;
    life.career.standing = standing;
    life.career.rank = rank;
    life.school_years = static_cast<std::uint8_t>(school_years);
    return life;
}

/// Of a year's report, or of a nomination.
std::int32_t merit_in(const Event& event)
{
    return model::detail_of<model::army::MeritDetail>(event.detail).merit;
}

const Seen& seen()
{
    static const Seen all = [] {
        Seen sum;
        tell(as_told, {.until = 2003, .one_in = 400, .seed = 3},
             [&](int year, const Life& life, engine::PlaceId) { look(sum, year, life); });
        return sum;
    }();
    return all;
}

double goal_share(int from, int to)
{
    double party = 0, all = 0;
    for (int year = from; year <= to; ++year) {
        const auto at = seen().goals.find(year);
        if (at == seen().goals.end()) continue;
        party += static_cast<double>(at->second.first);
        all += static_cast<double>(at->second.second);
    }
    return party / all;
}

std::map<LifeId, const Person*> by_id(const Told& told)
{
    std::map<LifeId, const Person*> people;
    for (const Person& person : told.people) people[person.life.being.id] = &person;
    return people;
}

} // namespace

// PARTY-08, PARTY-13, PARTY-16, LABOUR-14, HEALTH-01, FOOD-06  No impossible combination of
// statuses.
TEST(Statuses, are_never_in_an_impossible_combination)
{
    EXPECT_GT(seen().lives, 1'000'000);
    for (const std::string& complaint : seen().impossible) ADD_FAILURE() << complaint;
}

// PARTY-01  Where one party's gates are off, posts no longer ask for it.
TEST(Party, is_the_only_one_and_its_gates_can_be_opened)
{
    const auto outside = [](const Told& told) {
        std::int64_t count = 0;
        for (const Event& event : told.of("party.promotion"))
            count += !model::detail_of<model::party::PromotionDetail>(event.detail).member;
        return count;
    };
    EXPECT_EQ(outside(baseline_told()), 0);
    EXPECT_GT(outside(tell(without_claim("PARTY-01"), {.until = 1975})), 10);
}

// PARTY-02, PARTY-22  Nine in ten of the young strive for it, and fewer after the turn to money.
TEST(Party, is_what_nearly_all_the_young_strive_for_until_money_counts)
{
    EXPECT_GT(goal_share(1975, 1993), 0.9);
    EXPECT_LT(goal_share(2001, 2002), goal_share(1975, 1993) - 0.1);
}

// PARTY-03  Of college and a rank, college is taken, unless the order of goods is off.
TEST(Goods, on_offer_are_taken_in_their_order)
{
    const auto shares = [](const Told& told) {
        std::pair<int, int> taken_and_all;
        for (const Event& event : told.of("army.discharge")) {
            const auto end = model::detail_of<model::army::DischargeDetail>(event.detail);
            if (!end.rank || !end.college) continue;
            taken_and_all.first += end.took_college;
            ++taken_and_all.second;
        }
        return taken_and_all;
    };
    const auto ordered = shares(baseline_told());
    EXPECT_GT(ordered.second, 5);
    EXPECT_EQ(ordered.first, ordered.second);
    const auto free = shares(tell(without_claim("PARTY-03")));
    EXPECT_LT(free.first, free.second);
}

// PARTY-04  Admission comes with service, mostly near its end, and never to children.
TEST(Admission, comes_near_the_end_of_service)
{
    const auto people = by_id(baseline_told());
    std::vector<int> years;
    std::map<LifeId, Day> discharged;
    for (const Event& event : baseline_told().of("army.discharge"))
        discharged[event.who] = event.day;
    const auto just_discharged = [&](const Event& event) {
        const auto at = discharged.find(event.who);
        return at != discharged.end() && event.day - at->second < 3 * 366;
    };
    int men = 0, soldiers = 0;
    for (const Event& event : baseline_told().of("party.admission")) {
        const Life& life = people.at(event.who)->life;
        EXPECT_GE(model::whole_years(life, event.day), 17) << event.who;
        const auto how = model::detail_of<model::party::AdmissionDetail>(event.detail);
        if (life.sex == model::Sex::male) ++men, soldiers += !how.at_work || just_discharged(event);
        if (!how.at_work && engine::year_of(event.day) > 1980) years.push_back(how.served);
    }
    ASSERT_GT(years.size(), 500u);
    std::ranges::nth_element(years, years.begin() + static_cast<std::ptrdiff_t>(years.size() / 2));
    EXPECT_GT(years[years.size() / 2], 5);
    EXPECT_GT(2 * soldiers, men);
}

// PARTY-05, ARMY-06  In one unit and intake nobody is nominated before a soldier of more merit.
TEST(Admission, goes_by_merit_within_the_intake)
{
    struct Soldier {
        engine::PlaceId place;
        std::int32_t unit;
        int intake;
        Day enlisted;
        std::int32_t merit = 0;
        bool member = false, home = false;
    };
    std::map<LifeId, Soldier> soldiers;
    const engine::RuleId reports = rule("army.reporting"), trains = rule("army.training"),
                         learns = rule("party.principles"), goes = rule("army.discharge"),
                         dies = rule("person.death"), starves = rule("food.starvation");
    std::map<LifeId, Day> home_on;
    for (const Event& event : baseline_told().of("army.discharge")) home_on[event.who] = event.day;
    std::map<Day, std::vector<Event>> nominations;
    for (const Event& event : baseline_told().of("party.principles"))
        nominations[event.day].push_back(event);
    for (const Event& event : baseline_told().events) {
        if (const auto now = nominations.find(event.day); now != nominations.end()) {
            std::map<std::tuple<engine::PlaceId, std::int32_t, int>, std::int32_t> least;
            for (const Event& one : now->second)
                if (const auto at = soldiers.find(one.who);
                    at != soldiers.end() && !at->second.home) {
                    Soldier& soldier = at->second;
                    soldier.member = true;
                    const std::tuple group{soldier.place, soldier.unit, soldier.intake};
                    least.try_emplace(group, merit_in(one));
                    least[group] = std::min(least[group], merit_in(one));
                }
            for (const auto& [id, soldier] : soldiers) {
                const std::tuple group{soldier.place, soldier.unit, soldier.intake};
                // Whoever goes home before the day cannot be nominated, nor reports on it.
                const auto at = home_on.find(id);
                const bool leaves = at != home_on.end() && at->second < event.day + 40;
                if (soldier.member || soldier.home || leaves || !least.contains(group)) continue;
                EXPECT_LE(soldier.merit, least[group] + 1) << id << " was passed over";
            }
            nominations.erase(now);
        }
        if (event.rule == reports)
            soldiers[event.who] = {
                event.place, model::detail_of<model::army::ReportingDetail>(event.detail).unit,
                engine::year_of(event.day), event.day};
        const auto at = soldiers.find(event.who);
        if (at == soldiers.end()) continue;
        if (event.rule == trains) at->second.merit = merit_in(event);
        if (event.rule == goes || event.rule == dies || event.rule == starves)
            at->second.home = true;
        if (event.rule == learns) at->second.member = true;
    }
    EXPECT_GT(soldiers.size(), 1000u);
}

// PARTY-06  Whoever is admitted has learned the Ten Principles by then, and keeps them.
TEST(Admission, takes_the_ten_principles)
{
    std::map<LifeId, Day> learned;
    for (const Event& event : baseline_told().of("party.principles"))
        learned.try_emplace(event.who, event.day);
    std::size_t admitted = 0;
    for (const Event& event : baseline_told().of("party.admission")) {
        ++admitted;
        ASSERT_TRUE(learned.contains(event.who)) << event.who;
        EXPECT_LE(learned[event.who], event.day);
    }
    EXPECT_GT(admitted, 1000u);
    for (const Person& person : baseline_told().people)
        if (person.life.career.admitted != engine::no_day && !person.life.founder) {
            EXPECT_TRUE(person.life.career.principles) << person.life.being.id;
        }
    EXPECT_EQ(tell(without_claim("PARTY-06"), {.until = 1965}).count("party.principles"), 0);
}

// PARTY-07  October has more than its share of admissions, and October 1980 more than others.
TEST(Admission, falls_on_the_days_of_the_party)
{
    const auto octobers = [](const Told& told) {
        std::map<int, double> in_year;
        double october = 0, all = 0;
        for (const Event& event : told.of("party.admission")) {
            if (model::detail_of<model::party::AdmissionDetail>(event.detail).at_work) continue;
            const auto date = engine::date_of(event.day);
            ++all;
            if (date.month() != std::chrono::October) continue;
            ++october;
            ++in_year[static_cast<int>(date.year())];
        }
        const double others =
            (in_year[1977] + in_year[1978] + in_year[1979] + in_year[1981] + in_year[1982]) / 5;
        return std::pair{october / all, in_year[1980] / others};
    };
    const auto with = octobers(baseline_told());
    const auto without = octobers(tell(without_claim("PARTY-07"), {.until = 1984}));
    EXPECT_GT(with.first, 0.6);
    EXPECT_GT(with.first, without.first);
    EXPECT_GT(with.second, without.second);
}

// PARTY-10, PARTY-17  The committee refuses whatever the head would grant; only power is released.
TEST(Release, is_refused_by_the_committee_whatever_the_head_says)
{
    using model::labour::ReleaseAskedDetail;
    std::size_t asked = 0, differed = 0;
    for (const Event& event : baseline_told().of("labour.release_asked")) {
        ++asked;
        const auto said = model::detail_of<ReleaseAskedDetail>(event.detail);
        differed += said.head && !said.granted;
        if (!said.powerful) {
            EXPECT_FALSE(said.granted) << event.with;
        }
    }
    EXPECT_GT(asked, 500u);
    EXPECT_GT(differed, 50u);
    const auto given = [](const Told& told) {
        double yes = 0, all = 0;
        for (const Event& event : told.of("labour.release_asked"))
            ++all, yes += model::detail_of<ReleaseAskedDetail>(event.detail).granted;
        return yes / all;
    };
    const double strict = given(baseline_told());
    EXPECT_GT(given(tell(without_claim("PARTY-10"), {.until = 1975})), strict + 0.1);
    EXPECT_GT(given(tell(without_claim("PARTY-17"), {.until = 1975})), 0.95);
    const Told soft = tell({.soft = {"PARTY-17"}, .numbers = {{"exceptions.share/PARTY-17", 0.1}}},
                           {.until = 1975});
    EXPECT_GT(given(soft), strict);
    EXPECT_LT(given(soft), strict + 0.2);
}

// PARTY-11  More ask for each secretary's post that falls vacant than for any other, and those who
// get it asked for it; where posts go by pay, more ask for the highest.
TEST(Posts, of_secretaries_draw_more_aspirants_for_each_place_than_any_other)
{
    struct Race {
        std::array<double, 6> asked{}, given{};
        double wished = 0;
        double for_each(Post post) const
        {
            const auto at = static_cast<std::size_t>(post);
            return asked[at] / given[at];
        }
    };
    const auto race_of = [](const Told& told) {
        Race race;
        std::map<LifeId, Post> wish;
        for (const Event& event : told.events) {
            if (event.rule == number("party.candidacy")) {
                const auto [wants] = model::detail_of<model::party::CandidacyDetail>(event.detail);
                ++race.asked[static_cast<std::size_t>(wants)];
                wish[event.who] = wants;
            } else if (event.rule == number("party.promotion")) {
                const Post given =
                    model::detail_of<model::party::PromotionDetail>(event.detail).post;
                ++race.given[static_cast<std::size_t>(given)];
                race.wished += given == Post::secretary && wish[event.who] == given;
            }
        }
        return race;
    };
    const Race told = race_of(baseline_told()), off = race_of(tell(without_claim("PARTY-11")));
    for (const Post other : {Post::team_leader, Post::cell_secretary, Post::head, Post::official})
        EXPECT_GT(told.for_each(Post::secretary), 2 * told.for_each(other))
            << static_cast<int>(other);
    const auto secretary = static_cast<std::size_t>(Post::secretary);
    EXPECT_GT(told.given[secretary], 100);
    EXPECT_GT(told.wished, 0.8 * told.given[secretary]);
    EXPECT_LT(off.for_each(Post::secretary), told.for_each(Post::secretary) / 2);
    EXPECT_LT(off.wished, told.wished);
}

// PARTY-12, PARTY-22  Until the turn wealth follows rank alone; after it schooling and trade count.
TEST(Wealth, follows_rank_alone_until_the_turn_to_money)
{
    const model::Numbers& numbers = baseline();
    const Life plain = somebody(Standing::member, Post::head, 6);
    const Life learned = somebody(Standing::member, Post::head, 15);
    const Life official = somebody(Standing::member, Post::official, 6);
    const Day before = day_of(1985), after = day_of(2005);
    using model::party::wealth;
    EXPECT_EQ(wealth(numbers, plain, before), wealth(numbers, learned, before));
    EXPECT_GT(wealth(numbers, official, before), wealth(numbers, plain, before));
    EXPECT_GT(wealth(numbers, learned, after), wealth(numbers, plain, after));
}

// PARTY-13  Nobody outside the party holds even the lowest post, unless the gate is open.
TEST(Posts, are_held_by_members_only)
{
    EXPECT_EQ(seen().outside_posts, 0);
    std::int64_t outside = 0;
    tell(without_claim("PARTY-13"), {.until = 1975}, [&](int, const Life& life, engine::PlaceId) {
        outside += life.career.post != Post::none && life.career.standing != Standing::member;
    });
    EXPECT_GT(outside, 50);
}

// PARTY-14  People outside the party sit in no office, unless the gate is open to graduates.
TEST(Offices, are_closed_to_people_outside_the_party)
{
    EXPECT_GT(seen().workers_outside, 100'000);
    EXPECT_EQ(seen().outside_offices, 0);
    std::int64_t outside = 0;
    tell(without_claim("PARTY-14"), {.until = 1985}, [&](int, const Life& life, engine::PlaceId) {
        outside += life.career.stage == Stage::worker && life.career.sector == Sector::office &&
                   life.career.standing == Standing::outside;
    });
    EXPECT_GT(outside, 20);
}

// PARTY-15  Without contempt more of those outside the party are listened to.
TEST(Contempt, turns_requests_away)
{
    const auto disregarded = [](const Told& told) {
        double sum = 0, all = 0;
        for (const Event& event : told.of("labour.job_change"))
            if (event.detail != 1) ++all, sum += event.detail == 2;
        EXPECT_GT(all, 1000);
        return sum / all;
    };
    EXPECT_GT(disregarded(baseline_told()), disregarded(tell(without_claim("PARTY-15"))) + 0.05);
}

// PARTY-15  People outside the party stand lower at equal work, and without that fewer strive.
TEST(Contempt, lowers_standing_and_drives_effort)
{
    const Day day = day_of(1980);
    for (const auto& [sector, of] : seen().standing) {
        const auto mean = [](const auto& some) { return some.first / some.second; };
        if (of[0].second > 30 && of[1].second > 30) {
            EXPECT_LT(mean(of[0]) + 0.2, mean(of[1])) << static_cast<int>(sector);
        }
    }
    EXPECT_LT(model::party::standing(baseline(), somebody(Standing::outside, Post::none, 11), day),
              model::party::standing(baseline(), somebody(Standing::member, Post::none, 11), day));
    const auto mean_merit = [](const Told& told) {
        double sum = 0, all = 0;
        for (const Event& event : told.of("army.training")) sum += merit_in(event), ++all;
        return sum / all;
    };
    EXPECT_LT(mean_merit(tell(without_claim("PARTY-15"), {.until = 1975})),
              mean_merit(tell(as_told, {.until = 1975})));
}

// PARTY-16, PARTY-18  A member may not change jobs without release; others may.
TEST(Registration, holds_members_at_their_workplace)
{
    std::size_t members = 0, others = 0;
    for (const Event& event : baseline_told().of("labour.job_change"))
        model::detail_of<model::labour::JobChangeDetail>(event.detail).wish ==
                model::labour::Wish::needs_release
            ? ++members
            : ++others;
    EXPECT_GT(members, 300u);
    EXPECT_GT(others, 300u);
    EXPECT_EQ(baseline_told().count("labour.release_answer"),
              baseline_told().count("labour.release_asked"));
    for (const char* gate : {"PARTY-16", "PARTY-18"})
        EXPECT_EQ(tell(without_claim(gate), {.until = 1965}).count("labour.release_asked"), 0)
            << gate;
}

// PARTY-19  Membership holds for thirteen days of absence and lapses on the fourteenth.
TEST(Membership, lapses_after_a_fortnight_to_the_day)
{
    const auto days = [](const Told& told) {
        std::set<std::int32_t> all;
        for (const Event& event : told.of("party.lapse")) // Later only on the road from the river.
            if (!told.exiles.contains(event.who))
                all.insert(model::detail_of<model::OfDays>(event.detail).days.count());
        return all;
    };
    EXPECT_EQ(days(baseline_told()), std::set<std::int32_t>{14});
    const Change longer{.numbers = {{"party.lapse_days", 28}}, .men_factor = 10};
    EXPECT_EQ(days(tell(longer, {.until = 1990})), std::set<std::int32_t>{28});
    EXPECT_EQ(tell(without_claim("PARTY-19"), {.until = 1990}).count("party.lapse"), 0);
}

// PARTY-20, PARTY-08  The record comes weeks after the lapse, and then the certificate is asked
// for.
TEST(Membership, is_recorded_as_cancelled_later_than_it_lapses)
{
    std::map<LifeId, Day> lapsed; // The last one before the event at hand.
    std::size_t recorded = 0;
    const engine::RuleId lapses = rule("party.lapse"), recalls = rule("party.recall");
    for (const Event& event : baseline_told().events) {
        if (event.rule == lapses) lapsed[event.who] = event.day;
        if (event.rule != recalls) continue;
        const auto at = lapsed.find(event.who);
        if (at == lapsed.end()) continue;
        ++recorded;
        EXPECT_GT(event.day, at->second) << event.who;
        const auto committee = static_cast<engine::PlaceId>((event.with - 1) >> 8);
        const auto [certificate] = model::detail_of<model::party::RecallDetail>(event.detail);
        const bool hidden = certificate == model::Certificate::hidden;
        if (committee != event.place || hidden) continue; // Out of the committee's reach.
        EXPECT_EQ(certificate, model::Certificate::surrendered);
    }
    EXPECT_GT(recorded, 50u);
    for (const Person& person : tell(without_claim("PARTY-20"), {.until = 1985}).people)
        EXPECT_NE(person.life.career.standing, Standing::lapsed);
}

// PARTY-21, BELIEF-08  In the same pits members leave later than others, and sooner unattached.
TEST(Membership, holds_its_owner_in_a_bad_assignment)
{
    const auto left_by = [](const Told& told, bool members) {
        const auto people = by_id(told);
        std::map<LifeId, bool> sent;
        for (const Event& event : told.of("labour.reception"))
            if (engine::year_of(event.day) == 1987)
                sent[event.who] = people.at(event.who)->life.career.admitted < event.day;
        std::set<LifeId> gone;
        for (const Event& event : told.of("labour.absconding"))
            if (engine::year_of(event.day) < 1995) gone.insert(event.who);
        double all = 0, left = 0;
        for (const auto& [id, member] : sent)
            if (member == members) ++all, left += gone.contains(id);
        EXPECT_GT(all, 30);
        return left / all;
    };
    EXPECT_LT(left_by(baseline_told(), true), left_by(baseline_told(), false));
    EXPECT_GT(left_by(tell(without_claim("BELIEF-08")), true), left_by(baseline_told(), true));
}

} // namespace counterlife::tests

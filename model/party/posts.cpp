// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Posts.
//
// Workers strive for posts, most of them for the party secretary's. Twice a year the committee
// fills what is vacant, from the highest post down, and considers members only: first those who
// asked for that very post, then, for what is left, those who got nothing. Nobody rises by more
// than a few steps at once: whoever works in the fields leads a team before anything else.
//
//   PARTY-01  where the one party's gates are off, membership does not count
//   PARTY-09  every organisation has a secretary, or is about to have one
//   PARTY-11  the secretary's post is what most want
//   PARTY-13  even the lowest post needs membership
//   data/party/party.csv: candidacy, candidacy_age, secretary_attraction, posts, post_merit, luck,
//   power, promotion_regard, steps

#include "model/party/posts.h"

#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/numbers.h"
#include "model/party/party.h"

#include <algorithm>
#include <cmath>

namespace counterlife::model::party {

namespace {

using Family = PartyFamily;

/// PARTY-13  Whether not even the lowest post is for anybody outside the party.
bool is_closed(const model::Numbers& numbers, Day day)
{
    const auto& claims = numbers.claims;
    return claims.on(Claim::party_13, day) && claims.on(Claim::party_01, day) &&
           claims.exceptions(Claim::party_13, day) == 0;
}

/// Until when it stays so, as far as it is known, from a day on which it is.
Day closed_until(const model::Numbers& numbers, Day day)
{
    const auto& claims = numbers.claims;
    if (claims.is_soft(Claim::party_13)) return day;
    return std::min(claims.holds_until(Claim::party_13), claims.holds_until(Claim::party_01));
}

Bound candidacy_ceiling(const View& view, engine::Instant from)
{
    const Day until = PartyNumbers::until(from.day);
    if (!is_member(view.life) && is_closed(view.numbers, from.day)) {
        const Day opens = closed_until(view.numbers, from.day);
        if (opens > from.day) return {never, std::min(until, opens)};
    }
    const double age = age_in_years(view.life, from);
    const auto& high = view.numbers.party.highest(from.day);
    const double youngest = view.numbers.party.lowest(from.day, Family::stand_from);
    if (age < youngest) return not_before(view.life, youngest, until);
    if (age >= high[Family::stand_until]) return {never, until};
    return {PerYear{high[Family::candidacy]}, until};
}

PerYear candidacy_rate(const View& view, engine::Instant at)
{
    const double age = age_in_years(view.life, at);
    const auto& p = view.numbers.party.at(at.day);
    if (age < p[Family::stand_from] || age >= p[Family::stand_until]) return never;
    if (!is_member(view.life) && is_closed(view.numbers, at.day)) return never;
    return PerYear{p[Family::candidacy]};
}

// Both by the day, and known to share numbers.
constexpr Lot secretary_first{.every = 1, .meets_another = true};
constexpr Lot which_post{.every = 8, .many = kinds_of_post};

/// PARTY-11  What an aspirant asks for: the secretary's post before all, or else by what posts pay.
Post wish(Act& act)
{
    const auto& numbers = act.numbers();
    const auto& p = numbers.party.at(act.today());
    const bool covets = numbers.claims.on(Claim::party_11, act.today());
    if (covets && act.uniform(secretary_first, act.today()) < p[Family::secretary_attraction])
        return Post::secretary;
    const auto posts = {Post::team_leader, Post::cell_secretary, Post::head, Post::secretary,
                        Post::official};
    return act
        .choose(
            which_post, act.today(), posts,
            [&](Post post) { return covets && post == Post::secretary ? 0 : power_of(post, p); })
        .value_or(Post::none);
}

/// The highest post to which somebody may rise from where they are.
Post reach(const Life& life, const PartyNumbers::Values& p) noexcept
{
    const bool schooled = life.school == School::graduate || life.career.sector == Sector::office;
    const auto steps = static_cast<int>(p[schooled ? Family::steps_schooled : Family::steps]);
    return static_cast<Post>(
        std::min(static_cast<int>(life.career.rank) + steps, static_cast<int>(Post::official)));
}

void stand(Act& act)
{
    const Life& life = act.life();
    const Post wants = wish(act);
    const auto& p = act.numbers().party.at(act.today());
    const double schooling = life.school == School::graduate ? p[Family::merit_diploma] : 0.0;
    const double regard = p[Family::merit_regard] / 100 * life.career.regard;
    act.place_state().committee.aspirants.push_back(
        {.who = act.self(),
         .worth = static_cast<float>(power_of(life.career.rank, p) + schooling + regard),
         .member = is_member(life),
         .woman = life.sex == Sex::female,
         .wants = wants,
         .reach = reach(life, p)});
    act.note(code_of(CandidacyDetail{wants}));
}

Day next_day(const PlaceState&, const model::Numbers&, Day day)
{
    return engine::next_in_year(day, {{.month = 2, .day = 16}, {.month = 8, .day = 16}});
}

std::int32_t posts_wanted(const OfficeAct& act, const Committee& committee, Post post)
{
    const auto& p = act.numbers().party.at(act.today());
    const double share = p[Family::posts_team + static_cast<std::size_t>(post) - 1];
    return static_cast<std::int32_t>(std::floor(share * committee.workers + 0.5));
}

/// Gives a post to the best of those whom it suits, and takes them off the list.
std::int32_t give(OfficeAct& act, std::vector<Candidate>& aspirants, Post post, std::int32_t vacant,
                  bool wanted)
{
    std::int32_t given = 0;
    std::erase_if(aspirants, [&](const Candidate& one) {
        if (given >= vacant || post > one.reach || (wanted && one.wants != post)) return false;
        act.send(one.who, promotion, static_cast<std::uint64_t>(post));
        ++given;
        return true;
    });
    return given;
}

enum Draw : std::uint32_t { preferred, exempted, draws };
constexpr Lot appointed{.many = draws, .for_others = true};

void fill(OfficeAct& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    Committee& committee = act.place().committee;
    auto& aspirants = committee.aspirants;
    const bool gate =
        numbers.claims.on(Claim::party_13, today) && numbers.claims.on(Claim::party_01, today);
    const double exceptions = numbers.claims.exceptions(Claim::party_13, today);
    const double luck = numbers.party.at(today)[Family::luck_post];
    std::erase_if(aspirants, [&](const Candidate& one) {
        return gate && !one.member &&
               act.uniform_for(one.who.id, appointed, once, exempted) >= exceptions;
    });
    std::ranges::sort(aspirants, [&](const Candidate& a, const Candidate& b) {
        const auto score = [&](const Candidate& one) {
            return one.worth + luck * act.uniform_for(one.who.id, appointed, once, preferred);
        };
        return std::tuple{-score(a), a.who.id} < std::tuple{-score(b), b.who.id};
    });
    std::int32_t filled = 0;
    std::array<std::int32_t, kinds_of_post> vacant{};
    for (const bool wanted : {true, false})
        for (auto at = static_cast<std::size_t>(Post::official); at > 0; --at) {
            const auto post = static_cast<Post>(at);
            if (wanted) vacant[at] = posts_wanted(act, committee, post) - committee.posts[at];
            const std::int32_t given = give(act, aspirants, post, vacant[at], wanted);
            vacant[at] -= given;
            filled += given;
        }
    aspirants.clear();
    act.note(code_of(OfNumber{filled}));
    if (filled == 0) act.quiet();
}

void take_post(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    act.carry_on();
    const auto post = static_cast<Post>(letter.payload);
    const bool may_lead = is_member(act.life()) || !is_closed(act.numbers(), act.today());
    if (career.stage != Stage::worker || post <= career.post || !may_lead) return act.quiet();
    if (letter.from_place != act.here()) return act.quiet(); // Moved in the meantime.
    auto& posts = act.place_state().committee.posts;
    if (career.post != Post::none) --posts[static_cast<std::size_t>(career.post)];
    ++posts[static_cast<std::size_t>(post)];
    career.post = post;
    career.rank = std::max<Post>(career.rank, post);
    const double gained = act.numbers().party.at(act.today())[Family::promotion_regard];
    career.regard = belief::hundredths(career.regard + 100 * gained);
    act.note(code_of(PromotionDetail{.member = is_member(act.life()), .post = post}));
}

constexpr Record appointment_record{
    .parts = parts_of<OfNumber>, .text = "{He} fills its vacant posts with members, {n} in all."};

std::string tell_candidacy(const CandidacyDetail& d, const Telling&)
{
    return d.wants == Post::secretary
               ? "{He} seeks a leading post, ideally that of party secretary."
               : "{He} seeks a leading post.";
}

constexpr const Rule* before_candidacy[]{&labour::placement, &labour::reception, &admission};
constexpr Record candidacy_record{.parts = parts_of<CandidacyDetail>,
                                  .tell = told_by<tell_candidacy>,
                                  .follows = before_candidacy,
                                  .several = "seeks a leading post {n} times"};

constexpr std::array<std::string_view, kinds_of_post> posts{"no post",
                                                            "leader of a team",
                                                            "secretary of a party cell",
                                                            "head of an organisation",
                                                            "party secretary of an organisation",
                                                            "an official"};

std::string tell_promotion(const PromotionDetail& d, const Telling&)
{
    return "{He} is made " + word_of(posts, static_cast<std::int64_t>(d.post)) +
           (d.member ? "." : ", though {he} is no member.");
}

constexpr Word promotion_words[]{
    {"promoted"},
    {"secretary", when<[](const PromotionDetail& d) { return d.post == Post::secretary; }>},
    {"official", when<[](const PromotionDetail& d) { return d.post == Post::official; }>}};
constexpr Record promotion_record{
    .parts = parts_of<PromotionDetail>, .tell = told_by<tell_promotion>, .words = promotion_words};

} // namespace

constinit const Rule candidacy{
    .name = "party.candidacy",
    .says = "A worker seeks a leading post, above all that of party secretary.",
    .answers = "PARTY-11",
    .grain = 13,
    .ceiling = candidacy_ceiling,
    .rate = candidacy_rate,
    .effect = stand,
    .lots = {&secretary_first, &which_post},
    .beside = {.concerns = [](const Situation& who) { return who.works_freely(); },
               .record = &candidacy_record},
};

constinit const Rule appointment{
    .name = "party.appointment",
    .says = "A committee fills its vacant posts, with members only.",
    .answers = "PARTY-09, PARTY-13",
    .next = next_day,
    .carry_out = fill,
    .office = committee_office,
    .lots = {&appointed},
    .beside = {.record = &appointment_record},
};

constinit const Rule promotion{
    .name = "party.promotion",
    .says = "Somebody is given a post.",
    .answers = "PARTY-13",
    .react = take_post,
    .beside = {.record = &promotion_record},
};

} // namespace counterlife::model::party

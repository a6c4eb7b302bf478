// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What each core claim does to its own figure: switched off, the figure goes the way the claim's
// row gives. Larger orders and a long run make the figures large enough to tell.

#include "tests/rows/sent.h"

#include "model/army/training.h"
#include "model/claims.h"
#include "model/party/admission.h"
#include "model/party/posts.h"

#include <cmath>

namespace counterlife::tests {

namespace {

using model::Claim;

/// A figure of a run, and how far chance alone would move it.
struct Figure {
    double value = 0, error = 0;
};

Figure count(double n)
{
    return {n, std::sqrt(n + 1)};
}

Figure part(double some, double all)
{
    const double p = share(some, all);
    return {p, std::sqrt((p * (1 - p) + 1e-9) / std::max(all, 1.0)) + 1e-9};
}

/// Of the events of a rule, those whose detail is told of.
template <class Of> Figure part_of(const Told& told, std::string_view rule_name, Of of)
{
    double some = 0, all = 0;
    for (const Event& event : told.of(rule_name)) ++all, some += of(event.detail) ? 1 : 0;
    return part(some, all);
}

Figure counted(const Told& told, std::string_view rule_name, int from = 1900, int to = 2100)
{
    return count(static_cast<double>(told.count(rule_name, from, to)));
}

/// Of those sent by the order of 1987, those to whom something happened.
Figure of_the_sent(const Told& told, std::string_view rule_name)
{
    double some = 0, all = 0;
    for (const auto& [id, one] : sent_in(told)) ++all, some += one.ever(rule_name) ? 1 : 0;
    return part(some, all);
}

enum class Goes { down, up };

struct Contrast {
    const char* claim;
    const char* figure;
    Goes goes; ///< without the claim
    Figure (*of)(const Told&);
};

const std::array contrasts{
    Contrast{"PARTY-02", "days on which a committee admits", Goes::down,
             [](const Told& t) { return counted(t, "party.civil_admission"); }},
    Contrast{"PARTY-04", "army admissions in the last years of service", Goes::down,
             [](const Told& t) {
                 return part_of(t, "party.admission", [](auto detail) {
                     const auto how = model::detail_of<model::party::AdmissionDetail>(detail);
                     return !how.at_work && how.served >= 8;
                 });
             }},
    Contrast{"PARTY-13", "posts given to people outside the party", Goes::up,
             [](const Told& t) {
                 return part_of(t, "party.promotion", [](auto detail) {
                     return !model::detail_of<model::party::PromotionDetail>(detail).member;
                 });
             }},
    Contrast{"PARTY-16", "requests for release", Goes::down,
             [](const Told& t) { return counted(t, "labour.release_asked"); }},
    Contrast{"PARTY-17", "releases granted", Goes::up,
             [](const Told& t) {
                 return part_of(t, "labour.release_answer", [](auto given) { return given == 1; });
             }},
    Contrast{"PARTY-18", "requests for release", Goes::down,
             [](const Told& t) { return counted(t, "labour.release_asked"); }},
    Contrast{"PARTY-19", "memberships that lapse", Goes::down,
             [](const Told& t) { return counted(t, "party.lapse"); }},
    Contrast{"ARMY-01", "call-ups", Goes::down,
             [](const Told& t) { return counted(t, "army.reporting"); }},
    Contrast{"ARMY-05", "merit of a year", Goes::down,
             [](const Told& t) {
                 double sum = 0, squares = 0, all = 0;
                 for (const Event& e : t.of("army.training")) {
                     const double merit =
                         model::detail_of<model::army::MeritDetail>(e.detail).merit;
                     sum += merit, squares += merit * merit, ++all;
                 }
                 const double mean = sum / all;
                 return Figure{mean, std::sqrt((squares / all - mean * mean) / all)};
             }},
    Contrast{"LABOUR-02", "soldiers sent to work", Goes::down,
             [](const Told& t) { return counted(t, "labour.reception"); }},
    Contrast{"LABOUR-08", "those sent who are labelled", Goes::down,
             [](const Told& t) {
                 double some = 0, all = 0;
                 for (const auto& [id, one] : sent_in(t)) ++all, some += one.career().derelict;
                 return part(some, all);
             }},
    Contrast{"LABOUR-13", "workers who stay away", Goes::up,
             [](const Told& t) { return counted(t, "labour.quitting"); }},
    Contrast{"LABOUR-14", "those sent who abscond", Goes::down,
             [](const Told& t) { return of_the_sent(t, "labour.absconding"); }},
    Contrast{"PRIV-01", "those sent who leave by privilege", Goes::down,
             [](const Told& t) { return of_the_sent(t, "privilege.release"); }},
    Contrast{"HEALTH-01", "those sent who lie on a ward", Goes::down,
             [](const Told& t) { return of_the_sent(t, "health.refuge"); }},
    Contrast{"HEALTH-03", "certificates given", Goes::up,
             [](const Told& t) {
                 return part_of(t, "health.discharge", [](auto days) { return days < 0; });
             }},
    Contrast{"FOOD-01", "deaths of hunger", Goes::down,
             [](const Told& t) { return counted(t, "food.starvation"); }},
    Contrast{"MARRIAGE-01", "weddings of men outside the party before the turn", Goes::up,
             [](const Told& t) {
                 double outside = 0, all = 0;
                 for (const Event& e : t.of("marriage.proposal"))
                     if (engine::year_of(e.day) < 1993) ++all, outside += e.detail != 1;
                 return part(outside, all);
             }},
    Contrast{"SECURITY-01", "those sent who are watched at home", Goes::down,
             [](const Told& t) { return of_the_sent(t, "security.watch"); }},
    Contrast{"BELIEF-04", "petitions of those sent", Goes::down,
             [](const Told& t) { return of_the_sent(t, "labour.petition"); }},
    Contrast{"BELIEF-05", "petitions of those sent", Goes::down,
             [](const Told& t) { return of_the_sent(t, "labour.petition"); }},
};

} // namespace

// PARTY-02, PARTY-04, PARTY-13, PARTY-16, PARTY-17, PARTY-18, PARTY-19, ARMY-01, ARMY-05,
// LABOUR-02, LABOUR-08, LABOUR-13, LABOUR-14, PRIV-01, HEALTH-01, HEALTH-03, FOOD-01, MARRIAGE-01,
// SECURITY-01, BELIEF-04, BELIEF-05  Each moves its own figure the way it is told, and
// the digest.
TEST(CoreClaims, switched_off_move_their_own_figure_the_way_they_are_told)
{
    if (!slow_tests_wanted()) GTEST_SKIP() << "takes minutes: ./dev test --slow";
    const Change many{.men_factor = 30};
    const Span span{.until = 2000};
    const Told told = tell(many, span);
    for (const Contrast& one : contrasts) {
        SCOPED_TRACE(std::string{one.claim} + ": " + one.figure);
        Change off = many;
        off.off = {one.claim};
        const Told without = tell(off, span);
        EXPECT_NE(without.digest, told.digest);
        const Figure before = one.of(told), after = one.of(without);
        const double sign = one.goes == Goes::up ? 1 : -1;
        const double error = std::hypot(before.error, after.error);
        std::printf("%-11s %-50s %12.4f -> %12.4f  (%.4f)\n", one.claim, one.figure, before.value,
                    after.value, error);
        EXPECT_GT(sign * (after.value - before.value), 2 * error);
    }
}

} // namespace counterlife::tests

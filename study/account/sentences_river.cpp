// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The sentences of those who cross the river: the border, China, the way, the South.

#include "study/account/sentences.h"

#include "model/exile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace counterlife::study::account {
namespace {

using model::Stay;

/// The word for a number that the detail holds; outside the list, what the last word says.
template <class Words> std::string word_of(const Words& words, std::int32_t at)
{
    const auto last = static_cast<std::int32_t>(words.size()) - 1;
    return std::string{words[static_cast<std::size_t>(at < 0 || at > last ? last : at)]};
}

// The details of model/border.

std::string tell_departure(const Telling& t)
{
    enum : std::int32_t {
        with_family = 1,
        scouts = 2,
        again = 4,
        south = 8,
        asked = 16,
        buries = 32
    };
    const std::int32_t detail = t.event.detail;
    std::string text = "{He} makes up {his} mind to cross the river";
    if (detail & again) text += " again";
    text += detail & with_family ? ", with the family" : ", alone";
    if (detail & asked)
        text += ", as kin in the South have sent for {him}";
    else
        text += detail & south ? ", and to go on to the South" : ", to earn something there";
    if (detail & scouts) text += "; from a hill {he} studies the bank for a day";
    if (detail & buries) text += "; the party certificate {he} buries";
    return text + ".";
}

std::string tell_crossing(const Telling& t)
{
    enum : std::int32_t { state = 3, swept = 4, drowned = 8, caught = 16 };
    constexpr std::array ways{"on the ice", "through the cold water", "through the warm water",
                              "at high water"};
    const std::int32_t detail = t.event.detail;
    const std::string how = word_of(ways, detail & state);
    if (detail & caught)
        return "At night {he} sets out across the river, " + how +
               "; guards notice {him} and take {him} away.";
    if (detail & drowned)
        return "At night {he} sets out across the river, " + how +
               "; the current takes {him}, and {he} drowns.";
    if (detail & swept)
        return "At night {he} crosses the river, " + how +
               "; the current sweeps {him} away, but {he} comes ashore.";
    return "At night {he} crosses the river, " + how + ".";
}

std::string tell_far_bank(const Telling& t)
{
    constexpr std::array receptions{
        "{He} is on the other side, {in}.",
        "Come ashore wet and cold, {he} knocks at the nearest door {in} and is taken in.",
        "Come ashore wet and cold, {he} knocks at the nearest door {in} and is turned away.",
        "Come ashore wet and cold, {he} knocks at the nearest door {in} and is reported to the "
        "police.",
        "Come ashore wet and cold, {he} finds no door open {in} and freezes to death.",
        "{He} comes ashore {in}."};
    return word_of(receptions, t.event.detail);
}

std::string tell_way_back(const Telling& t)
{
    return t.event.detail > 0
               ? "{He} comes back across the river of {his} own accord, with {n} yuan."
               : "{He} comes back across the river of {his} own accord, with empty hands.";
}

// The details of model/china.

std::string tell_stay(const Telling& t)
{
    constexpr std::array stays{
        "{He} hides {in}, with whoever will have {him}.", "{He} finds work on a farm {in}.",
        "{He} finds a place to stay and to work {in}, in the city.",
        "{He} is sold to a man {in} who looks for a wife.", "{He} finds somewhere to stay {in}."};
    return word_of(stays, t.event.detail);
}

std::string tell_reckoning(const Telling& t)
{
    constexpr int sum_bits = 20;
    const int sum = t.event.detail & ((1 << sum_bits) - 1);
    switch (t.event.detail >> sum_bits) {
    case 1:
        return fmt::format("A year on the farm ends. {{He}} asks for {{his}} pay, and gets all "
                           "that is owed, {} yuan.",
                           sum);
    case 2:
        return fmt::format("A year on the farm ends. {{He}} asks for {{his}} pay; the employer "
                           "offers {} yuan if {{he}} works on, and {{he}} does.",
                           sum);
    case 3:
        return fmt::format("A year on the farm ends. Not paid, {{he}} gets {} yuan of what is "
                           "owed against the promise to come back.",
                           sum);
    case 4:
        return "A year on the farm ends. {He} quarrels with the employer about {his} pay and gets "
               "nothing.";
    case 5:
        return "A year on the farm ends. {He} quarrels with the employer about {his} pay; the "
               "police are called and arrest {him}.";
    case 6:
        return "A year on the farm ends. {He} asks for {his} pay and gets nothing.";
    default:
        return "A year on the farm ends, and {he} does not ask for {his} pay yet.";
    }
}

std::string tell_going_home(const Telling& t)
{
    return t.event.detail > 0 ? "{He} sets out for home, back across the river, with {n} yuan."
                              : "{He} sets out for home, back across the river, with empty hands.";
}

std::string tell_arrest_abroad(const Telling& t)
{
    constexpr std::array stays{"in hiding", "on the farm", "in the city",
                               "in the house of the man with whom {he} lives", "{in}"};
    return "The police arrest {him} " + word_of(stays, t.event.detail) + ", for want of papers.";
}

// The details of model/route.

constexpr std::array ways_out{"by no way that is known",     "to a mission of the South in Beijing",
                              "by way of Mongolia",          "by way of Vietnam",
                              "by way of Laos and Thailand", "by a way of their own"};

std::string tell_contact(const Telling& t)
{
    const std::string way = word_of(ways_out, std::abs(t.event.detail));
    return "{He} finds people who lead others out, and sets out with them, " + way +
           (t.event.detail < 0 ? "; on the way out of China {he} is caught." : ".");
}

std::string tell_taken_along(const Telling& t)
{
    const std::string way = word_of(ways_out, std::abs(t.event.detail));
    return "{He} is taken along by {his} family, " + way +
           (t.event.detail < 0 ? "; on the way out of China {he} is caught." : ".");
}

std::string tell_third_country(const Telling& t)
{
    constexpr std::int32_t mission = 1;
    return t.event.detail == mission ? "With a group {he} gets through the gate of a mission {in}."
                                     : "With a group {he} reaches {here}.";
}

std::string tell_leg(const Telling& t)
{
    return t.cast.place_name(t.event.detail) == "arrival-centre"
               ? "{He} is put on a flight to the South."
               : "The next leg begins, {to there}.";
}

// The details of model/south.

std::string won(std::int32_t thousands)
{
    if (thousands < 1000) return fmt::format("{} thousand won", thousands);
    return fmt::format("{:.1f} million won", thousands / 1000.0);
}

std::string tell_remittance(const Telling& t)
{
    return "{He} sends " + won(t.event.detail) +
           " to {other}, through go-betweens who keep a part.";
}

std::string tell_money(const Telling& t)
{
    return "From {other}, in the South, " + won(t.event.detail) + " come for {him}.";
}

std::string tell_settling(const Telling& t)
{
    const double years = t.event.detail / 100.0;
    if (years <= 0) return "{He} settles {in}; of {his} schooling nothing counts there.";
    return fmt::format("{{He}} settles {{in}}; of {{his}} schooling {:.1f} years count there.",
                       years);
}

/// The occupation below sixteen, and the wage above it.
std::string work_words(std::int32_t detail)
{
    constexpr std::array work{
        "no work",          "what the centre gives", "menial work", "work in a factory",
        "work in services", "work in an office",     "study",       "work"};
    return fmt::format("{}, at {} a month", word_of(work, detail & 15), won(detail >> 4));
}

std::string tell_hire(const Telling& t)
{
    return "{He} finds " + work_words(t.event.detail) + ".";
}

std::string tell_accounts(const Telling& t)
{
    return "A year of work is over: debts are paid, the rest is put aside. {He} now has " +
           work_words(t.event.detail) + ".";
}

std::string tell_school_end(const Telling& t)
{
    return t.event.detail == 1 ? "{He} finishes college in the South, with a diploma."
                               : "{He} finishes school in the South.";
}

std::string tell_sending_for(const Telling& t)
{
    return fmt::format("{{He}} pays a guide to fetch {{other}}; it is the {} time that {{he}} "
                       "sends for one of the family.",
                       ordinal(std::max(1, t.event.detail)));
}

constexpr std::string_view into_china = "border.far_bank china.settling china.to_city";
constexpr std::string_view into_handover =
    "china.arrest china.reckoning border.far_bank route.contact route.come_along";
constexpr std::string_view into_south_work =
    "south.settling south.job_end south.drop_out south.school_end";

constexpr std::array table{
    // Institutions.
    Sentence{"route.word", "It is told how many have come through to the South so far: {n}."},
    Sentence{"route.hearsay", "{He} hears how many have come through to the South so far."},

    // The river.
    Sentence{"border.departure",
             {},
             tell_departure,
             "security.watch security.custody_step family.empty_house search.back_home "
             "route.called"},
    Sentence{"border.come_along", "{He} goes along with {other}, who is about to cross the river."},
    Sentence{"border.riverside", "{He} reaches {here}, on the river, coming {from there}."},
    Sentence{"border.crossing", {}, tell_crossing, "border.departure border.come_along"},
    Sentence{"border.far_bank", {}, tell_far_bank},
    Sentence{"border.way_back", {}, tell_way_back},

    // China.
    Sentence{"china.settling", {}, tell_stay},
    Sentence{"china.reckoning", {}, tell_reckoning, "china.settling"},
    Sentence{"china.going_home", {}, tell_going_home, into_china},
    Sentence{"china.to_city", "{He} goes on to the city, {to there}.", nullptr, into_china},
    Sentence{"china.church",
             "After {span} in the city {he} is taken in by a church, and meets people from the "
             "South.",
             nullptr, "china.to_city china.settling"},
    Sentence{"china.sold", "Aged {n}, {he} is sold to a man who looks for a wife.", nullptr,
             into_china},
    Sentence{"china.birth", "{He} gives birth to {other}, a child without papers.", nullptr,
             "china.sold china.settling"},
    Sentence{"china.arrest", {}, tell_arrest_abroad, into_china},
    Sentence{"china.handover", "With others {he} is taken to the bridge of {there}.", nullptr,
             into_handover},

    // The way.
    Sentence{"route.resolve",
             "After {span} in China {he} gives up going home, and makes the South {his} aim.",
             nullptr, into_china},
    Sentence{"route.contact", {}, tell_contact, "china.church route.resolve border.departure"},
    Sentence{"route.come_along", {}, tell_taken_along},
    Sentence{"route.called", "{He} hears that {other}, in the South, sends for {him} and pays the "
                             "way."},
    Sentence{"route.third_country", {}, tell_third_country},
    Sentence{"route.embassy", "{He} reaches {here}, {span} after setting out."},
    Sentence{"route.shelter", "{He} is taken to {here}, {span} after setting out, and waits."},
    Sentence{"route.onward", {}, tell_leg, "route.shelter route.embassy route.third_country"},

    // The South.
    Sentence{"south.arrival", "Aged {n}, {he} lands in the South and enters {here}."},
    Sentence{"south.leaving", "The time in the centre ends, and {he} moves {to there}.", nullptr,
             "south.arrival"},
    Sentence{"south.settling", {}, tell_settling},
    Sentence{"south.reunion", "{He} and {other} find each other in the South."},
    Sentence{"south.lookout",
             "From a lookout {he} sees the old post on the other side; {his} regret for the years "
             "given is {n} of 100.",
             nullptr, "south.settling"},
    Sentence{"south.party_choice",
             "{He} picks a party to {his} taste, or none: it decides nothing.", nullptr,
             "south.settling"},
    Sentence{"south.college", "Aged {n}, {he} begins to study.", nullptr, into_south_work},
    Sentence{"south.drop_out", "After {span} {he} gives up studying.", nullptr, "south.college"},
    Sentence{"south.school_end", {}, tell_school_end, "south.college south.settling"},
    Sentence{"south.hire", {}, tell_hire, into_south_work},
    Sentence{"south.job_end", "After {span} the job ends.", nullptr, "south.hire"},
    Sentence{"south.accounts",
             {},
             tell_accounts,
             "south.hire",
             "works through {n} years, pays debts and puts something aside"},
    Sentence{"south.remittance",
             {},
             tell_remittance,
             "south.hire south.settling",
             "sends money {n} times to {others}"},
    Sentence{
        "south.money", {}, tell_money, {}, "receives money {n} times from {others}, in the South"},
    Sentence{"south.sending_for", {}, tell_sending_for, "south.hire south.settling"},
    Sentence{
        "south.anniversary",
        "On the tenth of October {he} thinks of the years given to the party, with a regret of "
        "{n} of 100.",
        nullptr, "south.settling",
        "thinks, on {n} tenths of October, of the years given to the party"},
    Sentence{"south.going_back", "After {span} in the South {he} goes back to the North.", nullptr,
             "south.settling"},
};

} // namespace

std::span<const Sentence> sentences_of_the_river()
{
    return table;
}

} // namespace counterlife::study::account

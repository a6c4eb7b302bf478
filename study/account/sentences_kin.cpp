// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The sentences of those left behind and of the search for them, and of those in custody.

#include "study/account/sentences.h"

#include "model/exile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace counterlife::study::account {
namespace {

using model::Phase;

Phase phase_of(std::int32_t detail)
{
    return static_cast<Phase>(detail & 15);
}

// The details of model/security.

std::string tell_return_noted(const Telling& t)
{
    if (t.event.detail == 0) return "{He} hears that {other} is back, of whom there is no file.";
    return fmt::format("{{He}} hears that {{other}} is back after {}; where the time was spent the "
                       "file {}.",
                       span_words(std::abs(t.event.detail)),
                       t.event.detail > 0 ? "says" : "does not say");
}

std::string tell_agent(const Telling& t)
{
    return t.event.detail == 0
               ? "The agent calls, hears {his} story, and believes it."
               : "The agent calls and does not believe {his} story; {he} is taken to detention.";
}

std::string tell_confession(const Telling& t)
{
    const std::int32_t held = t.event.detail >> 8;
    std::string text =
        held > 0 ? "After " + span_words(held) + " of denial" : "Denying nothing for long,";
    text += " {he} admits what is known already";
    if (t.event.detail & 16) text += "; dealings with a church, or with the South, come out too";
    switch (phase_of(t.event.detail)) {
    case Phase::division:
        return text + ". {He} is sent on to the security division, to be investigated.";
    case Phase::camp:
        return text + ". {He} is sent to a labour training camp.";
    case Phase::prison:
        return text + ". {He} is put on the heavier track, and goes to prison.";
    default:
        return text + ". {He} is to be let go soon.";
    }
}

std::string tell_custody_step(const Telling& t)
{
    constexpr std::int32_t sworn = 16;
    const std::string oath = t.event.detail & sworn ? ", against an oath never to cross again" : "";
    switch (phase_of(t.event.detail)) {
    case Phase::division:
        return "The investigation ends, and {he} is sent to a labour training camp.";
    case Phase::camp:
        return "The time in the labour training camp is over, and {he} is let out" + oath + ".";
    case Phase::prison:
        return "The time in prison is over, and {he} is let out" + oath + ".";
    default:
        return "{He} is let go after the questioning" + oath + ".";
    }
}

std::string tell_custody_death(const Telling& t)
{
    switch (phase_of(t.event.detail)) {
    case Phase::division:
        return "{He} dies at the security division, under investigation.";
    case Phase::camp:
        return "{He} dies in the labour training camp.";
    case Phase::prison:
        return "{He} dies in prison.";
    default:
        return "{He} dies in detention.";
    }
}

// The details of model/family.

std::string tell_farewell(const Telling& t)
{
    const std::string they = t.cast.is_woman(t.event.other) ? "she" : "he";
    return "{other} tells {him} that " + they + " is about to cross the river" +
           (t.event.detail == 0 ? "." : ", and asks {him} to wait.");
}

std::string tell_homecoming(const Telling& t)
{
    switch (t.event.detail) {
    case 0:
        return "{He} comes home {to}, never having reached the other side.";
    case 1:
        return "{He} comes home {to}, having crossed the river once.";
    case 2:
        return "{He} comes home {to}, having crossed the river twice.";
    default:
        return "{He} comes home {to}, having crossed the river {n} times.";
    }
}

std::string tell_news_of_kin(const Telling& t)
{
    constexpr std::int32_t marriage_over = 5;
    return t.event.detail == marriage_over
               ? "{He} learns what happened in the meantime: the marriage with {other} is "
                 "dissolved."
               : "{He} learns what happened in the meantime: {other} has died.";
}

/// Whoever is not grown up yet is taken along. Of others than the person of the account the
/// children are not known.
std::string children_with(const Telling& t)
{
    constexpr int grown = 17;
    if (t.event.person != t.cast.self_id()) return ", with the children if there are any,";
    std::vector<LifeRow> small = t.cast.children();
    std::erase_if(small, [&](const LifeRow& child) {
        return child.born > t.event.day || child.died <= t.event.day ||
               age_on(child.born, t.event.day) >= grown;
    });
    if (small.empty()) return {};
    if (small.size() > 1) return ", with the children,";
    return small.front().sex == Sex::female ? ", with {his} daughter," : ", with {his} son,";
}

std::string tell_dispersal(const Telling& t)
{
    std::string text = "{He} leaves home" + children_with(t) + " and tells nobody where to";
    if (t.event.detail <= 0) return text + ".";
    return text + fmt::format(", {} after {{other}} was last seen.", span_words(t.event.detail));
}

std::string tell_reunited(const Telling& t)
{
    return t.event.detail == 1 ? "{He} has {other} back, whom {he} had lost."
                               : "{He} has {other} back.";
}

std::string tell_knock(const Telling& t)
{
    return t.event.detail == 1 ? "{He} opens the door, and there is {other}, whom {he} had lost."
                               : "{He} opens the door, and there is {other}.";
}

std::string tell_empty_house(const Telling& t)
{
    std::string text = "Nobody opens the door: {other} has gone, and nobody knows where.";
    if (t.event.detail <= 0) return text;
    return text +
           fmt::format(" It is {} since {{he}} crossed the river.", span_words(t.event.detail));
}

std::string tell_word(const Telling& t)
{
    if (t.event.detail <= 0) return "Word comes from home across the river, and {he} sends money.";
    return fmt::format("Word comes from home across the river, of {} too, and {{he}} sends money.",
                       counted(t.event.detail, "death", "deaths"));
}

// The details of model/search.

/// What neighbours know: no place, one, or two.
std::string tell_setting_out(const Telling& t)
{
    const std::string known = t.event.detail <= 0   ? "The neighbours have nothing to tell of"
                              : t.event.detail == 1 ? "The neighbours name a place where they saw"
                                                    : "The neighbours name two places for";
    return known + " {other}, and {he} sets out to search the country.";
}

std::string tell_inquiry(const Telling& t)
{
    return t.event.detail <= 0 ? "{He} is asked about {other}, and has nothing to tell."
                               : "{He} is asked about {other}, and tells where others saw them.";
}

std::string tell_stop(const Telling& t)
{
    return fmt::format(
        "{{He}} comes to the station of {{here}}, the {} of the search, and asks for "
        "the lost.",
        ordinal(std::max(1, t.event.detail)));
}

std::string tell_next_stop(const Telling& t)
{
    // 0 is also the capital's first district, which no searcher goes to.
    return t.event.detail <= 0
               ? "{He} gives up the search, or has spent what there was for it, and "
                 "turns home."
               : "{He} goes on, {to there}.";
}

std::string tell_book(const Telling& t)
{
    constexpr std::array pages{"and its book does not have the child",
                               "and nobody can tell the child from the others in its book",
                               "and the child is picked out in its book"};
    const auto page = static_cast<std::size_t>(std::clamp(t.event.detail, 0, 2));
    return std::string{"{He} is asked for {other}, "} + pages[page] + ".";
}

std::string tell_looked_for(const Telling& t)
{
    return t.event.detail == 1
               ? "A go-between finds {him} in the house; {he} sends word to {other}, in the South."
               : "A go-between finds {him} near the house; {he} sends word to {other}, in the "
                 "South.";
}

std::string tell_paid_look(const Telling& t)
{
    return fmt::format(
        "For the {} time {{he}} pays a go-between to look at the house in the North, "
        "for {{other}}.",
        ordinal(std::max(1, t.event.detail)));
}

std::string tell_answer(const Telling& t)
{
    return fmt::format(
        "After {} {{he}} hears that {{other}} lives.",
        counted(std::max(1, t.event.detail), "look at the house", "looks at the house"));
}

constexpr std::string_view into_custody = "security.visit security.handed_over border.crossing";
constexpr std::string_view left_behind = "family.farewell";

constexpr std::array table{
    // Institutions.
    Sentence{"security.absence_noted",
             "{He} hears that {other} is away, and opens a file; it has {n} now."},
    Sentence{"security.return_noted", {}, tell_return_noted},
    Sentence{"family.at_hand", "{He} sees that somebody is here, or has gone."},
    Sentence{"family.asked_for", "{He} is asked for wife or husband by somebody who is here."},
    Sentence{"search.inquiry", {}, tell_inquiry},
    Sentence{"search.sighting", "{He} hears that {other} was seen {in there}."},
    Sentence{"search.book", {}, tell_book},
    Sentence{"search.look", "{He} is asked for {other} by a go-between from the South."},

    // Those left behind.
    Sentence{"family.farewell", {}, tell_farewell},
    Sentence{"family.child_gone", "{He} is told that {other} has gone, across the river."},
    Sentence{"family.child_back", "{He} has {other} back."},
    Sentence{"family.dispersal", {}, tell_dispersal, left_behind},
    Sentence{"family.elsewhere",
             "{He} turns up at the station of {here}, coming {from there}.",
             nullptr,
             {},
             "-"},
    Sentence{"family.cast_off",
             "Aged {n}, {he} is lost on the way when the family leaves home, and goes adrift."},
    Sentence{"family.onward", "{He} goes on {to there}.", nullptr, "family.dispersal",
             "goes on {n} times from station to station, to {places}"},
    Sentence{"family.return_to_house", "{He} sets out again for the house {he} left, {in there}.",
             nullptr, "family.dispersal"},
    Sentence{"family.back_at_house", "{He} is back at the house {in}, coming {from there}."},

    // Coming home.
    Sentence{"family.homecoming", {}, tell_homecoming},
    Sentence{"family.news", {}, tell_news_of_kin},
    Sentence{"family.knock", {}, tell_knock},
    Sentence{"family.reunited", {}, tell_reunited},
    Sentence{"family.empty_house", {}, tell_empty_house},
    Sentence{"family.word",
             {},
             tell_word,
             "border.far_bank south.settling",
             "has word from home {n} times, and sends money"},
    Sentence{"family.word_home",
             "{He} hears from {other}, across the river.",
             nullptr,
             {},
             "hears {n} times from {others}, across the river"},

    // The search.
    Sentence{"search.setting_out", {}, tell_setting_out},
    Sentence{"search.stop",
             {},
             tell_stop,
             "search.setting_out search.rumour",
             "asks {n} times for the lost, station after station"},
    Sentence{"search.next_stop", {}, tell_next_stop, "search.stop", "-"},
    Sentence{"search.passing",
             "At the station of {here} {he} meets {other}, who has been searching."},
    Sentence{"search.found", "After {span} of searching {he} finds {other}."},
    Sentence{"search.seen", "Somebody from home sees {him}, or thinks so, {in there}.", nullptr,
             "family.dispersal", "is seen {n} times by somebody from home, in {places}"},
    Sentence{"search.rumour",
             "Friends tell {him} that {other} was seen {in there}.",
             nullptr,
             {},
             "is told {n} times by friends where {others} was seen, in {places}"},
    Sentence{
        "search.child_found",
        "In the record book of the camp {in} {he} finds {other}, and has the child taken home."},
    Sentence{"search.fetched", "Aged {n}, {he} is fetched out of the camp for {other}."},
    Sentence{"search.brought_home", "{He} is home {in}, coming {from there}."},
    Sentence{"search.back_home", "{He} is home again, {span} after setting out to search."},
    Sentence{"search.paid_look",
             {},
             tell_paid_look,
             "south.settling",
             "pays {n} times for a look at the house in the North"},
    Sentence{"search.looked_for", {}, tell_looked_for},
    Sentence{"search.answer", {}, tell_answer},

    // Custody.
    Sentence{"security.visit", {}, tell_agent},
    Sentence{"security.taken_away", "{He} sees {other} taken away to detention."},
    Sentence{"security.handed_over", "{He} is handed over at the bridge {in} and detained."},
    Sentence{"security.confession", {}, tell_confession, into_custody},
    Sentence{"security.custody_step",
             {},
             tell_custody_step,
             "security.confession",
             {},
             "A step in custody: on to the camp, or out, against an oath, to be called a traitor."},
    Sentence{"security.custody_death",
             {},
             tell_custody_death,
             "security.confession security.visit security.handed_over border.crossing"},
};

} // namespace

std::span<const Sentence> sentences_of_kin_and_custody()
{
    return table;
}

} // namespace counterlife::study::account

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/sentences.h"

#include "model/nation.h"

#include <algorithm>
#include <array>
#include <vector>

namespace counterlife::study::account {
namespace {

constexpr std::string_view into_waiting =
    "school.leaving school.graduation army.homecoming labour.job_change labour.release_answer "
    "labour.refusal labour.term_end security.release food.leaving_trade food.leaving_camp "
    "residence.move household.come marriage.vow labour.quitting family.homecoming "
    "family.back_at_house search.back_home search.fetched";
constexpr std::string_view into_work = "labour.placement labour.reception";
constexpr std::string_view into_trade = "food.trade";
constexpr std::string_view into_marriage = "marriage.wedding marriage.vow";

// Rules about in the order of model/rules.cpp; a test complains of a rule that is missing.
constexpr std::array table{
    // Institutions.
    Sentence{"labour.planning", "{He} sees which sectors lack hands."},
    Sentence{"food.delivery", {}, tell_delivery},
    Sentence{"army.call_up", "{He} calls up some of those of age by lot; the number is {n}."},
    Sentence{"party.nomination",
             "{He} chooses whom to admit, by merit within the intake; the number is {n}."},
    Sentence{"party.civil_admission", "{He} admits some of those who asked; the number is {n}."},
    Sentence{"party.appointment",
             "{He} fills the posts that are vacant with members; the number is {n}."},
    Sentence{"marriage.matching", "{He} proposes couples, as every month; the number is {n}."},
    Sentence{"labour.visit", {}, tell_visit},
    Sentence{"labour.order", "{He} tells the army how many men to send to work: in this run {n}."},
    Sentence{"labour.demand",
             "{He} chooses by lot among those whose service ends, {n} in this run."},
    Sentence{"mine.renewal", "{He} receives new equipment."},
    Sentence{"labour.release_asked", {}, tell_release_asked},
    Sentence{"labour.petition_heard", {}, tell_petition_heard},
    Sentence{"labour.scolding", "A full staff meeting scolds {other} before all."},
    Sentence{"privilege.pressure", {}, tell_pressure},
    Sentence{"privilege.reprimand", "{He} is called to account for having let {other} go."},
    Sentence{"party.absence", {}, tell_absence},
    Sentence{"security.report", "{He} hears that {other} has left an assignment without leave."},
    Sentence{"marriage.application", "{He} enters somebody who looks for a spouse."},
    Sentence{"marriage.withdrawal", "{He} strikes off somebody who has died or is called up."},

    // People: school and work.
    Sentence{"school.enrolment", {}, tell_starting_school, "birth"},
    Sentence{"school.leaving", {}, tell_leaving_school, "school.enrolment"},
    Sentence{"school.graduation", "{He} finishes college.", nullptr,
             "school.leaving army.homecoming privilege.college privilege.release"},
    Sentence{"labour.placement", {}, tell_placement, into_waiting},
    Sentence{"labour.retirement", "{He} retires at the age that the state has set.", nullptr,
             "labour.placement labour.reception food.trade"},
    Sentence{"labour.job_change", {}, tell_job_change, into_work, "asks {n} times for another job"},
    Sentence{"labour.release_answer",
             {},
             tell_release_answer,
             {},
             "hears {n} times what the party committee has to say to that"},
    Sentence{"labour.quitting", {}, tell_quitting, into_work},

    // The army.
    Sentence{"army.enlistment", "{He} is called up and sets out for {there}."},
    Sentence{"army.reporting", "{He} arrives {in} and is entered in the roll of unit {n}."},
    Sentence{"army.news_home", "{He} hears that {other} has enlisted and serves {in there}."},
    Sentence{
        "army.lesson",
        "{He} reads what {other}, who served or is in the party, has to teach {him}, and takes "
        "it to heart."},
    Sentence{"army.letter", "{He} writes to {other}.", nullptr, "army.news_home",
             "writes {n} letters to {others}", "While a child serves, a parent writes to it."},
    Sentence{"army.heartened",
             "A letter from {other} heartens {him}.",
             nullptr,
             {},
             "is heartened by {n} letters from {others}"},
    Sentence{"army.training",
             {},
             tell_training,
             "army.reporting",
             "trains through {n} years, as the army does, and has {his} merit reported each time"},
    Sentence{"army.discharge", {}, tell_discharge, "labour.posting army.reporting"},
    Sentence{"army.homecoming", "{He} comes home {to}."},

    // The party.
    Sentence{"party.principles", "As a candidate {he} learns the Ten Principles by heart."},
    Sentence{"party.admission", {}, tell_admission},
    Sentence{"party.parents_told",
             "{He} hears that {other} has been admitted to the party: {his} wish is fulfilled."},
    Sentence{"party.application", "{He} asks the committee to be admitted to the party.", nullptr,
             into_work},
    Sentence{"party.registration",
             {},
             tell_registration,
             "labour.placement labour.reception party.admission"},
    Sentence{"party.candidacy", {}, tell_candidacy, into_work, "strives {n} times for a post"},
    Sentence{"party.promotion", {}, tell_promotion},
    Sentence{"party.lapse",
             "After {n} days without party life {he} is a member no longer, by regulation; nobody "
             "has recorded it.",
             nullptr, "labour.absconding labour.quitting health.refuge"},
    Sentence{"party.recall", {}, tell_recall},

    // Work by order.
    Sentence{"labour.posting", {}, tell_posting},
    Sentence{"labour.reception", {}, tell_reception},
    Sentence{"labour.term_end", "The assignment ends, and {he} may go home.", nullptr,
             "labour.reception"},
    Sentence{"privilege.plea", {}, tell_plea},
    Sentence{"privilege.release", {}, tell_exit},
    Sentence{"privilege.college", "{He} arrives at college {in}."},
    Sentence{"belief.news", {}, tell_news, "labour.reception"},
    Sentence{"labour.petition",
             "{He} asks the committee to be sent home, {his} discontent being {n} of 100.", nullptr,
             "belief.news labour.reception"},
    Sentence{"labour.refusal", {}, tell_refusal},
    Sentence{"labour.banishment", "{He} is sent on to a worse place, {there}."},
    Sentence{
        "health.refuge",
        "{He} pleads an ailment and lies down in hospital; with this spell it will be {n} days "
        "on wards.",
        nullptr, "labour.refusal labour.reception"},
    Sentence{"health.discharge", {}, tell_ward_end, "health.refuge"},
    Sentence{"labour.absconding",
             {},
             tell_absconding,
             "mine.explosion labour.refusal health.discharge belief.news labour.reception"},
    Sentence{"labour.flight_home",
             "{He} arrives at home {in}, without leave, coming {from there}."},

    // The police and the mine.
    Sentence{"security.watch",
             "The police begin to watch {him}, {span} after {he} left without leave."},
    Sentence{
        "security.shared_fall",
        "{He} shares the fall of {other}: {his} own standing with others sinks to {n} of 100."},
    Sentence{"security.arrest", {}, tell_arrest, "labour.absconding labour.quitting health.refuge"},
    Sentence{"security.release", {}, tell_sentence_served, "security.arrest"},
    Sentence{"mine.explosion", {}, tell_explosion, into_work},
    Sentence{"mine.accident", "{He} dies in an accident in the mine, aged {n}.", nullptr,
             into_work},

    // Hunger.
    Sentence{"food.trade",
             {},
             tell_trade,
             "labour.placement marriage.vow labour.quitting marriage.divorce"},
    Sentence{"food.leaving_trade", "Rations recover, and {he} goes back to work.", nullptr,
             into_trade},
    Sentence{"food.trip", {}, tell_trip, into_trade, "goes to sell {n} times, in {places}"},
    Sentence{"food.selling", "{He} arrives {in} to sell.", nullptr, {}, "-"},
    Sentence{"food.way_back", "{He} sets out for home, {there}.", nullptr, "food.selling", "-"},
    Sentence{"food.back",
             {},
             tell_back,
             {},
             "-",
             "Whoever was away to sell, or was a child adrift, is back at home."},
    Sentence{"food.adrift", "Hungry, {he} leaves home for the stations."},
    Sentence{"food.station", "{He} turns up at the station of {here}, coming {from there}."},
    Sentence{"food.gathering", "{He} is taken into a camp {in} and entered in its book.", nullptr,
             "food.station food.adrift"},
    Sentence{"food.leaving_camp", {}, tell_leaving_camp, "food.gathering food.adrift"},

    // The family.
    Sentence{"person.maternity", {}, tell_birth, "marriage.vow"},
    Sentence{"person.fatherhood", "{He} hears of the birth of {other}."},
    Sentence{"marriage.search", {}, tell_search, "birth"},
    Sentence{"marriage.proposal", {}, tell_proposal},
    Sentence{"marriage.courtship", {}, tell_courtship},
    Sentence{"marriage.jilted", "Nothing comes of the marriage: {other} has died, or is not free."},
    Sentence{"marriage.wedding", "{He} marries {match}."},
    Sentence{"marriage.vow", {}, tell_vow},
    Sentence{"marriage.divorce", "{He} has the marriage with {other} dissolved.", nullptr,
             into_marriage},
    Sentence{"marriage.divorced", "{He} is told that the marriage with {other} is dissolved."},
    Sentence{"household.split", "{He} and {other} set up a household of their own.", nullptr,
             into_marriage},
    Sentence{"household.leave_home", "{He} sets up a household alone."},
    Sentence{"household.take_in", {}, tell_taking_in},
    Sentence{"household.turned_away",
             "Whoever {he} asked for shelter is no longer alive; {he} sets up house alone."},
    Sentence{"residence.address", "{He} learns where {other} has moved in."},
    Sentence{"residence.arrival", "{He} arrives {in}, coming {from there}, and moves in.", nullptr,
             "residence.move household.come"},
    Sentence{"household.come", {}, tell_coming},
    Sentence{"residence.move", {}, tell_move},
    Sentence{"person.bereavement", "{He} learns that {other} has died."},
    Sentence{"food.starvation", "{He} dies of hunger, aged {n}."},
    Sentence{"person.death", "{He} dies, aged {n}."},
};

void replace(std::string& text, std::string_view word, const std::string& by)
{
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
}

/// The rule's own words, for rules that the table does not have.
std::string says_of(const std::string& rule)
{
    for (const model::Rule* one : model::Nation::rules())
        if (one->name == rule) return std::string{one->says};
    return "A rule that this program does not know, " + rule + ", is at work.";
}

} // namespace

std::span<const Sentence> sentences()
{
    static const std::vector<Sentence> all = [] {
        std::vector<Sentence> some{table.begin(), table.end()};
        for (const auto more : {sentences_of_the_river(), sentences_of_kin_and_custody()})
            some.insert(some.end(), more.begin(), more.end());
        return some;
    }();
    return all;
}

const Sentence* sentence_of(std::string_view rule)
{
    const std::span<const Sentence> all = sentences();
    const auto at = std::ranges::find(all, rule, &Sentence::rule);
    return at == all.end() ? nullptr : &*at;
}

std::string_view Telling::last_of(std::initializer_list<std::string_view> rules) const
{
    for (auto one = before.rbegin(); one != before.rend(); ++one)
        if (std::ranges::find(rules, one->rule) != rules.end()) return one->rule;
    return {};
}

std::string told(const LoggedEvent& event, const WhoIsWho& cast, std::string_view who,
                 std::span<const LoggedEvent> before)
{
    const Sentence* sentence = sentence_of(event.rule);
    if (sentence == nullptr || sentence->text == as_it_says) return says_of(event.rule);
    std::string text =
        sentence->of == nullptr ? std::string{sentence->text} : sentence->of({event, cast, before});
    const bool woman = cast.is_woman(event.person);
    const bool person = event.person >= engine::first_life_id;
    const std::string he = !person ? "it" : woman ? "she" : "he";
    const std::string named = who.empty() ? capitalised(he) : capitalised(std::string{who});
    const std::string there = cast.place_name(event.detail);
    replace(text, "{He}", named);
    replace(text, "{he}", he);
    replace(text, "{his}", !person ? "its" : woman ? "her" : "his");
    replace(text, "{His}", !person ? "Its" : woman ? "Her" : "His");
    replace(text, "{him}", !person ? "it" : woman ? "her" : "him");
    replace(text, "{match}", cast.description(event.other, event.day));
    replace(text, "{other}", cast.name(event.other));
    replace(text, "{here}", place_words(event.place));
    replace(text, "{in}", in_place(event.place));
    replace(text, "{to}", with_place("to", event.place));
    replace(text, "{there}", place_words(there));
    replace(text, "{in there}", in_place(there));
    replace(text, "{to there}", with_place("to", there));
    replace(text, "{from there}", with_place("from", there));
    replace(text, "{n}", std::to_string(event.detail));
    replace(text, "{span}", span_words(event.detail));
    return capitalised(text);
}

} // namespace counterlife::study::account

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// From a proposal to a wedding.
//
// The man writes to the woman, she agrees, and he names the day on which his word will have reached
// her, and makes ready the household where they will live: his parents', or one of their own. On
// that day both are married, and she moves in. A letter that reaches nobody comes back, and whoever
// wrote it looks for somebody else.
//
//   MARRIAGE-01  told strictly, for members only
//   MARRIAGE-04  a man outside the party evades the question with a pun
//   MARRIAGE-05  the wife's regard is for the membership
//   data/household/household.csv: patrilocal_share, grown_age; data/marriage/ranking.csv: joke,
//   respect

#include "model/claims.h"
#include "model/exile.h"
#include "model/household/household.h"
#include "model/household/numbers.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "model/marriage/numbers.h"
#include "model/marriage/way.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/person/person.h"

namespace counterlife::model::marriage {

namespace {

bool free_to_marry(const Life& life) noexcept
{
    return life.marital != Marital::married && !life.betrothed;
}

/// Serving, held, or across the river: not to be married now.
bool is_away(const Life& life) noexcept
{
    const Stage stage = life.career.stage;
    return stage == Stage::soldier || stage == Stage::detained || stage >= first_stage_of_exile;
}

constexpr Lot jokes_about_it{};

/// MARRIAGE-04  It changes nothing, on paper or in her mind.
Answer answer_to_the_question(Act& act)
{
    const auto& numbers = act.numbers();
    if (party::is_member(act.life())) return Answer::member;
    const bool jokes =
        numbers.claims.on(Claim::marriage_04, act.today()) &&
        act.uniform(jokes_about_it) < numbers.ranking.at(act.today())[RankingFamily::joke];
    return jokes ? Answer::evaded : Answer::not_a_member;
}

/// MARRIAGE-01  Told strictly, whoever has lost membership while he waited is too late.
bool is_barred(Act& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    return !party::is_member(act.life()) && numbers.claims.on(Claim::marriage_01, today) &&
           numbers.claims.exceptions(Claim::marriage_01, today) == 0 &&
           party::turn_to_money(numbers, today) == 0;
}

/// FAMILY-05  Across the river, or on the way there, nobody hears who might be married at home, nor
/// what has become of it.
bool hears_of_nobody(const Life& life) noexcept
{
    return life.career.stage >= first_stage_of_exile;
}

void court(Act& act, const Letter& letter)
{
    Life& life = act.life();
    life.searching = false;
    if (hears_of_nobody(life)) {
        act.send(letter.about, jilted);
        return act.quiet();
    }
    act.note(code_of(ProposalDetail{answer_to_the_question(act)}), letter.about.id);
    if (!free_to_marry(life) || is_away(life) || is_barred(act)) { // She may look for another.
        act.send(letter.about, jilted);
        return act.note(code_of(ProposalDetail{Answer::declined}), letter.about.id);
    }
    life.betrothed = true;
    act.send(letter.about, courtship);
}

void agree(Act& act, const Letter& letter)
{
    Life& life = act.life();
    life.searching = false;
    if (hears_of_nobody(life)) {
        act.send(letter.sender(), jilted);
        return act.quiet();
    }
    act.note(code_of(CourtshipDetail{Reply::agreed}), letter.from);
    if (!free_to_marry(life) || is_away(life) || is_with_child(life)) {
        act.send(letter.sender(), jilted);
        return act.note(code_of(CourtshipDetail{Reply::declined}), letter.from);
    }
    life.betrothed = true;
    act.send(letter.sender(), promise);
}

void be_jilted(Act& act, const Letter& letter)
{
    act.life().betrothed = false;
    act.life().searching = false;
    act.life().by_husband = false; // If she is with child, it will have no father.
    act.note(0, letter.from);
}

void bind(Act& act, const Address& spouse)
{
    Life& life = act.life();
    life.betrothed = life.apart = false;
    life.partings = 0;
    life.marital = Marital::married;
    life.since = act.today();
    life.spouse = spouse;
    ++life.marriages;
}

void celebrate(Act& act)
{
    const Life& life = act.life();
    const int age = whole_years(life, act.today());
    if (life.marriages == 1)
        ++act.place_state().tally.first_marriages[index_of(life.sex)][age_index(age)];
    act.note(code_of(MarriageDetail{life.marriages}), life.spouse.id);
}

constexpr Lot stays_with_parents{.every = 1};

void make_a_home(Act& act)
{
    Life& life = act.life();
    const bool has_parents = living(life.mother) || living(life.father);
    const double share = act.numbers().household.patrilocal_share.at(act.today())[0];
    const std::uint32_t marriage = life.marriages + 1u;
    const bool stays = has_parents && !life.own_home && marriage == 1 &&
                       act.uniform(stays_with_parents, marriage) < share;
    if (stays)
        life.with_parents = true;
    else if (!life.own_home)
        household::set_up(act);
}

/// The day that he names is as far off as she is. From now on he knows her as whom he will marry:
/// so word of his death would go to her, and find her his widow.
void name_the_day(Act& act, const Letter& letter)
{
    Life& life = act.life();
    act.note(0, letter.from);
    if (is_away(life) || life.household == no_household) {
        life.betrothed = false;
        act.send(letter.sender(), jilted);
        return act.quiet();
    }
    const Days until = days_between(act.numbers().map, act.here(), letter.from_place);
    life.spouse = letter.sender();
    make_a_home(act);
    PlaceState& state = act.place_state();
    Address home = act.self();
    home.slot = life.household;
    home.note = party::is_member(life);
    home = with_parents_mark(home, mark_of(life.mother.id, life.father.id));
    act.send(letter.sender(), vow,
             household::with_town(state.households[life.household].key, life.urban), home, until);
    act.send(act.self(), wedding, 0, letter.sender(), until);
}

void become_husband(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (!life.betrothed || life.spouse.id != letter.about.id) return act.quiet();
    bind(act, life.spouse);
    ++act.place_state().tally.marriages;
    celebrate(act);
}

/// What any husband begins with.
constexpr std::uint8_t plain_regard = Career{}.husband;

void become_wife(Act& act, const Letter& letter)
{
    bind(act, letter.sender());
    celebrate(act);
    Life& life = act.life();
    life.own_home = false;
    life.spouse = with_parents_mark(life.spouse, parents_mark(letter.about));
    const auto& numbers = act.numbers();
    const double respect =
        numbers.claims.on(Claim::marriage_05, act.today()) && (letter.about.note & 1)
            ? numbers.ranking.at(act.today())[RankingFamily::respect]
            : 0;
    life.career.husband = static_cast<std::uint8_t>(plain_regard + 100 * respect);
    act.note(code_of(VowDetail{.marriage = life.marriages, .regard = life.career.husband}),
             letter.from);
    labour::keep_house(act);
    const int year = engine::year_of(act.today());
    const double grown = household::grown_up(act.numbers(), act.today());
    for (const Address& child : act.place_state().kin.list(life.children))
        if (living(child) && year - birth_year(child) < grown)
            act.send(child, household::come, letter.payload, letter.about);
    household::accept(act, letter.about, letter.payload);
}

std::string tell_proposal(const ProposalDetail& proposal, const Telling&)
{
    switch (proposal.answer) {
    case Answer::member:
        return "{He} is told of a possible wife, {match}, and writes to her that {he} is in the "
               "party.";
    case Answer::evaded:
        return "{He} is told of a possible wife, {match}, and writes to her, evading the question "
               "about the party with a pun.";
    case Answer::declined:
        return "{He} is told of a possible wife, {match}, but is not free to marry.";
    default:
        return "{He} is told of a possible wife, {match}, and writes to her that {he} is not in "
               "the party.";
    }
}

constexpr Record proposal_record{.parts = parts_of<ProposalDetail>, .tell = told_by<tell_proposal>};

std::string tell_courtship(const CourtshipDetail& courtship, const Telling&)
{
    return courtship.reply == Reply::declined
               ? "{He} hears that {match} would marry {him}, but is not free."
               : "{He} hears that {match} would marry {him}, and agrees.";
}

constexpr Record courtship_record{.parts = parts_of<CourtshipDetail>,
                                  .tell = told_by<tell_courtship>};

constexpr Record jilted_record{
    .text = "Nothing comes of the marriage: {other} has died, or is not free."};

constexpr Record promise_record{.text = "{He} hears that {match} agrees, and they name the day."};

constexpr Word wedding_words[]{{"married"}};
constexpr Record wedding_record{.parts = parts_of<MarriageDetail>,
                                .marks = Mark::marries,
                                .text = "{He} marries {match}.",
                                .words = wedding_words};

std::string tell_vow(const VowDetail& vow, const Telling&)
{
    return put("{He} marries {match} and moves in with him. {His} regard for him stands at {} on a "
               "scale of 100.",
               {text_of(vow.regard)});
}

constexpr Word vow_words[]{{"married"}};
constexpr Record vow_record{.parts = parts_of<VowDetail>,
                            .turns = Turn::marries,
                            .marks = Mark::marries,
                            .tell = told_by<tell_vow>,
                            .words = vow_words};

} // namespace

constinit const Rule jilted{
    .name = "marriage.jilted",
    .says = "The future husband or wife has died before the wedding, or is not free.",
    .react = be_jilted,
    .beside = {.record = &jilted_record},
};

constinit const Rule proposal{
    .name = "marriage.proposal",
    .says = "A man is told of a possible wife, and writes to her.",
    .answers = "MARRIAGE-04",
    .react = court,
    .lots = {&jokes_about_it},
    .beside = {.record = &proposal_record},
};

constinit const Rule courtship{
    .name = "marriage.courtship",
    .says = "A woman hears who would like to marry her, and agrees.",
    .react = agree,
    .returned = &jilted,
    .beside = {.record = &courtship_record},
};

constinit const Rule promise{
    .name = "marriage.promise",
    .says = "A man names the wedding day and makes ready the household where the couple will live.",
    .react = name_the_day,
    .returned = &jilted,
    .lots = {&stays_with_parents},
    .beside = {.record = &promise_record},
};

constinit const Rule wedding{
    .name = "marriage.wedding",
    .says = "A man becomes a husband on the day that was named.",
    .react = become_husband,
    .beside = {.record = &wedding_record},
};

constinit const Rule vow{
    .name = "marriage.vow",
    .says = "A woman becomes a wife and moves in with her husband.",
    .answers = "MARRIAGE-05",
    .react = become_wife,
    .returned = &person::bereavement,
    .lots = {&labour::keeping_house},
    .beside = {.record = &vow_record},
};

} // namespace counterlife::model::marriage

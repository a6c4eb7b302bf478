// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The agent's file, the agent's visit, and being handed over.
//
// The agency of a county hears who is away and who is back. Some weeks after somebody has come home
// the agent calls, and mostly knows where they have been: a story about the seaside does not help.
// Those handed over at the bridge are detained at once.
//
//   SECURITY-02 the agent knows everyone and calls soon after a return
//   SECURITY-03 informers have told him where one was
//   SECURITY-04 an innocent story fails when the file says otherwise
//   data/security/penal.csv: visit_weeks, again_days, file_completeness, believed

#include "model/security/custody.h"

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/door.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/security/agent.h"
#include "model/security/numbers.h"
#include "model/spell.h"

#include <algorithm>

namespace counterlife::model {

const std::array<Scalar, PenalFamily::count> PenalFamily::table = in_order<PenalFamily::count>({
    {PenalFamily::visit_weeks, "penal.visit_weeks", "", "weeks", 0.2, 520,
     "from coming home to the agent's visit"},
    {PenalFamily::file_completeness, "penal.file_completeness", "informers", "share", 0, 1,
     "absences whose place and dates the agency knows"},
    {PenalFamily::file_without_informers, "penal.file_completeness", "without", "share", 0, 1,
     "the same, were there no informers"},
    {PenalFamily::believed, "penal.believed", "", "share", 0, 1,
     "stories that are believed where the file is silent"},
    {PenalFamily::confession, "penal.confession", "", "per_year", 0, 300,
     "rate of confessing on the first day"},
    {PenalFamily::confession_growth, "penal.confession_growth", "", "ratio", 0, 1,
     "by how much it grows with each day"},
    {PenalFamily::daily_harm, "penal.daily_harm", "", "share", 0, 100,
     "harm of a day of denial, in hundredths"},
    {PenalFamily::pages_a_day, "penal.pages_a_day", "", "count", 0, 100,
     "pages of the self-criticism a day"},
    {PenalFamily::understatement, "penal.understatement", "", "share", 0, 1,
     "of what was earned, admitted"},
    {PenalFamily::contact_known_file, "penal.contact_known", "file", "share", 0, 1,
     "contact with church or South that comes out where the file is full"},
    {PenalFamily::contact_known_else, "penal.contact_known", "else", "share", 0, 1,
     "and where it is not"},
    {PenalFamily::heavy_all, "penal.heavy_all", "", "share", 0, 1,
     "cases without contact on the heavier track"},
    {PenalFamily::quick_first, "penal.quick_first", "", "share", 0, 1,
     "first cases that are let go after questioning"},
    {PenalFamily::quick_days, "penal.quick_days", "", "days", 1, 365, "length of that"},
    {PenalFamily::division_months, "penal.division_months", "", "months", 0.1, 60,
     "investigation at the security division"},
    {PenalFamily::camp_months, "penal.camp_months", "", "months", 0.1, 120,
     "in a labour training camp"},
    {PenalFamily::camp_repeat, "penal.camp_repeat", "", "ratio", 0.1, 20,
     "how many times longer for those punished before"},
    {PenalFamily::prison_months, "penal.prison_months", "", "months", 1, 600,
     "on the heavier track"},
    {PenalFamily::death_agency, "penal.death", "agency", "per_year", 0, 5,
     "rate of dying in custody"},
    {PenalFamily::death_camp, "penal.death", "camp", "per_year", 0, 5, ""},
    {PenalFamily::death_prison, "penal.death", "prison", "per_year", 0, 5, ""},
    {PenalFamily::regard_loss, "penal.regard_loss", "", "share", 0, 1,
     "regard that the label of a traitor costs"},
    {PenalFamily::child_age, "penal.child_age", "", "age", 5, 20,
     "age below which nobody is questioned"},
    {PenalFamily::child_days, "penal.child_days", "", "days", 1, 365,
     "for which a child is kept, until it is brought home"},
    {PenalFamily::again_days, "penal.again_days", "", "days", 2, 365,
     "until the agent calls again on somebody not at home"},
    {PenalFamily::spread, "penal.spread", "", "share", 0, 0.9,
     "by which a time in custody may be shorter or longer"},
});

namespace security {

namespace {

using Family = PenalFamily;

void open_file(OfficeAct& act, const Letter& letter)
{
    AgencyFiles& files = act.place().files;
    const Day left{letter.payload};
    const auto known = std::ranges::find(files, letter.from, &AgencyFile::who);
    if (known == files.end())
        files.push_back({.who = letter.from, .left = left});
    else
        known->left = left;
    act.note(code_of(OfNumber{static_cast<std::int32_t>(files.size())}), letter.from);
}

constexpr Lot file_knows{.every = 1, .for_others = true};

void send_agent(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    const auto& p = numbers.penal.at(act.today());
    AgencyFiles& files = act.place().files;
    const auto file = std::ranges::find(files, letter.from, &AgencyFile::who);
    const Days away = file == files.end() ? Days{} : Day{letter.payload} - file->left;
    if (file != files.end()) files.erase(file);
    const bool informers = numbers.claims.on(Claim::security_03, act.today());
    const double completeness =
        informers ? p[Family::file_completeness] : p[Family::file_without_informers];
    const bool known = act.uniform_for(letter.from, file_knows, act.today()) < completeness;
    act.note(code_of(ReturnNotedDetail{.away = away, .file_silent = !known}), letter.from);
    if (!numbers.claims.on(Claim::security_02, act.today())) return;
    act.send(letter.about, visit, payload_of(Called{.place_known = known}), {},
             length_of_spell(act, 7 * p[Family::visit_weeks], letter.from));
}

bool is_at_home(const Life& life) noexcept
{
    return life.household != no_household && !is_cut_off(life);
}

constexpr Lot story_believed{.every = 1};

void be_visited(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.career.stage == Stage::seeking) { // Not at home yet; the agent comes again.
        const double days = act.numbers().penal.at(act.today())[Family::again_days];
        act.quiet();
        return act.send(act.self(), visit, letter.payload, {}, length_of_spell(act, days));
    }
    const bool child = is_child(act.numbers(), life, act.today());
    if (!is_at_home(life) || life.exile == 0 || child) return act.quiet();
    const auto& numbers = act.numbers();
    Exile& exile = border::record(act);
    exile.file_known = said_in<Called>(letter.payload).place_known;
    const bool decides = exile.file_known && numbers.claims.on(Claim::security_04, act.today());
    const double chance = decides ? 0.0 : numbers.penal.at(act.today())[Family::believed];
    const bool story = act.uniform(story_believed, act.today()) < chance;
    act.note(code_of(VisitDetail{.detained = !story}), letter.from);
    if (story) return;
    act.place_state().move_out(act.life(), act.today());
    take_into_custody(act);
    exile.seen_taken = true;
    if (life.marital == Marital::married && living(life.spouse))
        act.send(life.spouse, taken_away, 0, act.self());
    household::entrust_orphans(act);
}

/// Whoever is there when the other is taken will hear of a death in custody.
void look_on(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const Exile* exile = record_of(act.view());
    const bool has_come_since =
        exile != nullptr && exile->came_home != no_day && exile->came_home > letter.sent;
    const bool there = letter.from_place == act.here() && is_at_home(life) && !has_come_since;
    const bool together = life.spouse.id == letter.from && life.marital == Marital::married;
    act.carry_on();
    act.note(0, letter.from);
    if (!together || !there) return act.quiet();
    family::be_at_hand(act);
}

void be_handed_over(Act& act, const Letter& letter)
{
    Exile& exile = border::record(act);
    exile.returned = act.today();
    exile.seen_taken = false;
    exile.file_known = true; // The hand-over itself says where one was.
    ++exile.forced_returns;
    ++act.place_state().tally.forced_returns[index_of(act.life().sex)];
    act.note(code_of(OfPlace{letter.from_place}));
    take_into_custody(act);
}

constexpr Record absence_noted_record{
    .parts = parts_of<OfNumber>,
    .text = "{He} hears that {other} is away, and opens a file; it has {n} now."};

std::string tell_return_noted(const ReturnNotedDetail& back, const Telling&)
{
    if (back.away == 0) return "{He} hears that {other} is back, of whom there is no file.";
    return put("{He} hears that {other} is back after {}; the file {} where the time was spent.",
               {span_words(back.away), back.file_silent ? "does not say" : "says"});
}

constexpr Record return_noted_record{.parts = parts_of<ReturnNotedDetail>,
                                     .tell = told_by<tell_return_noted>};

Turn visit_leads(const VisitDetail& call)
{
    return call.detained ? Turn::is_held : Turn::none;
}

std::string tell_agent(const VisitDetail& call, const Telling&)
{
    return call.detained
               ? "The agent calls and does not believe {his} story; {he} is taken to detention."
               : "The agent calls, hears {his} story, and believes it.";
}

constexpr Word visit_words[]{
    {"taken_away", when<[](const VisitDetail& call) { return call.detained; }>}};
constexpr Record visit_record{.parts = parts_of<VisitDetail>,
                              .turn = turn_by<visit_leads>,
                              .tell = told_by<tell_agent>,
                              .words = visit_words};

constexpr Record taken_away_record{.text = "{He} sees {other} taken away to detention."};

constexpr Word handed_over_words[]{{"handed_over"}};
constexpr Record handed_over_record{.parts = parts_of<OfPlace>,
                                    .turns = Turn::is_held,
                                    .text = "{He} is handed over at the bridge {in} and detained.",
                                    .words = handed_over_words};

} // namespace

void take_into_custody(Act& act)
{
    Exile& exile = border::record(act);
    labour::leave_work(act);
    labour::enter_stage(act, Stage::custody);
    exile.phase = Phase::agency;
    exile.since = act.today();
    exile.denied_since = act.today();
    if (!is_child(act.numbers(), act.life(), act.today())) return;
    exile.phase = Phase::kept;
    const double days = act.numbers().penal.at(act.today())[Family::child_days];
    act.life().career.stage_until = act.today() + length_of_spell(act, days);
}

bool is_child(const model::Numbers& numbers, const Life& life, Day day) noexcept
{
    return whole_years(life, day) < numbers.penal.at(day)[Family::child_age];
}

constinit const Rule absence_noted{
    .name = "security.absence_noted",
    .says = "The agency of a county hears that somebody is away, and opens a file.",
    .answers = "SECURITY-02",
    .receive = open_file,
    .beside = {.record = &absence_noted_record},
};

constinit const Rule return_noted{
    .name = "security.return_noted",
    .says = "The agency hears that somebody is back, and looks at the file.",
    .answers = "SECURITY-02, SECURITY-03",
    .receive = send_agent,
    .lots = {&spell_length, &file_knows},
    .beside = {.record = &return_noted_record},
};

constinit const Rule visit{
    .name = "security.visit",
    .says = "The agent calls on somebody who has come home, and rarely believes the story.",
    .answers = "SECURITY-02, SECURITY-04",
    .react = be_visited,
    .lots = {&spell_length, &story_believed},
    .beside = {.record = &visit_record},
};

constinit const Rule taken_away{
    .name = "security.taken_away",
    .says = "Wife or husband sees the other taken to detention.",
    .answers = "SECURITY-04",
    .react = look_on,
    .beside = {.record = &taken_away_record},
};

constinit const Rule handed_over{
    .name = "security.handed_over",
    .says = "Somebody is handed over at the bridge and detained.",
    .answers = "SECURITY-03",
    .react = be_handed_over,
    .lots = {&spell_length},
    .beside = {.record = &handed_over_record},
};

} // namespace security
} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/walk.h"

#include "model/stage_codes.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::audit {
namespace {

using model::Stage;

std::size_t index(Row row)
{
    return static_cast<std::size_t>(row);
}

} // namespace

Walk::Walk(const People& people, const Grammar& grammar, const Frame& frame,
           const model::StageNumbers& numbers, bool everybody, Findings& findings)
    : people_{people}, grammar_{grammar}, frame_{frame}, numbers_{numbers}, everybody_{everybody},
      findings_{findings}, checks_{grammar, findings}, couple_{findings}, news_{findings},
      heaping_{model::Nation::rules().size()}, last_(checks_.milestones()),
      before_(checks_.milestones()), last_of_(checks_.milestones(), nobody_known),
      repeated_(checks_.rows()), repeated_of_(checks_.rows(), nobody_known),
      birth_told_(index(people.size()))
{
    for (const model::Code& code : model::stage_codes)
        stage_ages_[static_cast<std::size_t>(code.value)] =
            findings.row("stage " + std::string{code.name}, "at its ages");
}

void Walk::found(std::size_t finding)
{
    findings_.found(finding, at_hand_);
}

void Walk::live(Row row)
{
    at_hand_ = people_.id(row);
    begin(row);
    model::StageCourse course{numbers_,
                              at_hand_,
                              people_.born(row),
                              static_cast<model::Sex>(people_.sex(row)),
                              people_.is_founder(row),
                              life_.side != Side::country};
    absences_.pass(row, people_.born(row), course.stage());
    for (std::size_t first = 0; first < events_.size();) {
        std::size_t last = first + 1;
        while (last < events_.size() && events_[last].day == events_[first].day) ++last;
        pass_day({&events_[first], last - first}, course);
        first = last;
    }
    end(course);
}

void Walk::begin(Row row)
{
    life_.row = row;
    life_.here.clear();
    life_.side = Side::country;
    life_.partners.clear();
    life_.mourned.clear();
    life_.marriages = 0;
    life_.died = engine::no_day;
    life_.ages_told = 0;
    // Where founders were and what they were in is not told.
    const bool founder = people_.is_founder(row);
    life_.spells.begin(!founder);
    const std::uint16_t place = people_.birth_place(row);
    if (founder || place >= frame_.grounds.size()) return;
    life_.here.push_back(place);
    life_.side = side_of(frame_.grounds[place]);
    if (life_.side != Side::country) reach_.change(row, people_.born(row), life_.side);
}

void Walk::pass_day(OneDay day, model::StageCourse& course)
{
    const Day today = day.front().day;
    const int age = engine::completed_years(people_.born(life_.row), today);
    if (today < people_.born(life_.row)) found(before_birth_);
    if (today > people_.died(life_.row)) found(after_death_);
    if (today < frame_.from || today >= frame_.to) found(outside_);
    check_stage(course.stage(), age);
    life_.spells.next_day();
    for (const Happening& event : day) note_spells(event);
    pass_turns(day, course);
    check_places(day);
    const auto day_of_month = static_cast<unsigned>(engine::date_of(today).day());
    for (Happening& event : day) {
        check_event(event, day, age);
        const bool wrote = event.has_cause && event.sender >= 0 && event.sender != life_.row;
        event.is_heaped = !wrote || heaping_.is_first(event.rule, event.sender, event.sent);
        if (!event.is_heaped) continue;
        heaping_.note(event.rule, Heap::day, static_cast<int>(day_of_month), at_hand_);
        heaping_.note(event.rule, Heap::age, age, at_hand_);
    }
    for (const Happening& event : day) note_milestones(event);
    check_what_went_before(day);
    if (life_.died == engine::no_day) check_stage(course.stage(), age);
}

void Walk::pass_turns(OneDay day, model::StageCourse& course)
{
    for (Happening& event : day) {
        event.before = course.stage();
        course.pass(event.turn, event.day);
        event.after = course.stage();
        absences_.pass(life_.row, event.day, event.after);
    }
}

void Walk::check_places(OneDay day)
{
    std::vector<std::uint16_t>& here = life_.here;
    const std::size_t known = here.size();
    for (const Happening& event : day)
        if (event.place != engine::nowhere && event.checks != nullptr && event.checks->may_arrive())
            here.push_back(event.place);
    const bool arrived = here.size() > known;
    for (const Happening& event : day) {
        if (event.place == engine::nowhere) continue;
        if (here.empty()) here.push_back(event.place);
        if (std::ranges::find(here, event.place) != here.end()) continue;
        found(event.checks->rows.front(), Aspect::arrives);
        here.push_back(event.place); // Complained of once.
    }
    if (arrived) here.erase(here.begin(), here.begin() + static_cast<std::ptrdiff_t>(known));
    // Of two places on the day of an arrival the next day tells which it is.
    const auto elsewhere = [&](const Happening& event) { return event.place != day.front().place; };
    const bool in_one =
        day.front().place != engine::nowhere && std::ranges::none_of(day, elsewhere);
    if (!arrived && in_one) here.assign(1, day.front().place);
    if (here.size() > 1) {
        std::ranges::sort(here);
        here.erase(std::unique(here.begin(), here.end()), here.end());
    }
    if (here.empty() || here.back() >= frame_.grounds.size()) return;
    const Side side = side_of(frame_.grounds[here.back()]);
    if (side != life_.side) reach_.change(life_.row, day.front().day, side);
    life_.side = side;
}

void Walk::check_stage(Stage stage, int age)
{
    const StageAges& ages = grammar_.ages[static_cast<std::size_t>(stage)];
    if ((age >= ages.least && age <= ages.greatest) || has(life_.ages_told, stage)) return;
    life_.ages_told |= bit_of(stage);
    found(stage_ages_[static_cast<std::size_t>(stage)]);
}

void Walk::check_event(const Happening& event, OneDay day, int age)
{
    if (event.has_cause && event.sent >= event.day) found(too_fast_);
    if (event.other == not_in_the_run)
        found(stranger_);
    else if (event.other >= 0 && people_.born(event.other) > event.day)
        found(unborn_);
    if (event.checks->age != nullptr) {
        const int told = model::value_of(*event.checks->age, event.detail);
        const bool of_other = event.other >= 0 &&
                              told == engine::completed_years(people_.born(event.other), event.day);
        if (told != age && !of_other) found(age_);
    }
    if (event.other >= 0 && people_.mother(event.other) == life_.row &&
        people_.born(event.other) == event.day)
        birth_told_[index(event.other)] = true;
    for (const RowCheck& check : event.checks->rows)
        if (check.row->events.is(event.detail)) check_row(check, event, day, age);
}

void Walk::check_row(const RowCheck& check, const Happening& event, OneDay day, int age)
{
    const GrammarRow& row = *check.row;
    if (row.least_age != no_number && age < row.least_age) found(check, Aspect::least_age);
    if (row.greatest_age != no_number && age > row.greatest_age) found(check, Aspect::greatest_age);
    if (row.sex && static_cast<model::Sex>(people_.sex(life_.row)) != *row.sex)
        found(check, Aspect::sex);
    if (row.where != 0 && event.place < frame_.grounds.size() &&
        (row.where & frame_.grounds[event.place]) == 0)
        found(check, Aspect::where);
    check_stages(check, event, day);
    check_other(check, event);
    check_writer(check, event);
    check_past(check, event);
    if (!life_.spells.are_as(row, event.day)) found(check, Aspect::within);
    if (row.dies) life_.died = event.day;
}

void Walk::check_stages(const RowCheck& check, const Happening& event, OneDay day)
{
    const GrammarRow& row = *check.row;
    if (row.from != 0) {
        Bits from = bit_of(day.front().before);
        for (const Happening& each : day)
            if (&each != &event) from |= bit_of(each.after);
        if ((row.from & from) == 0) found(check, Aspect::from);
    }
    const bool says = row.is_whole() || row.leaves != 0 || row.dies;
    if (!says || has(row.leaves, event.after)) return;
    const bool same = row.leaves_same || row.dies;
    if (event.after == event.before ? !same : true) found(check, Aspect::leaves);
}

Bits Walk::relations_to(Row other) const
{
    if (other == nobody_known) return bit_of(Relation::none);
    if (other == an_institution) return bit_of(Relation::institution);
    if (other < 0) return bit_of(Relation::person);
    const Row me = life_.row;
    Bits are = other == me ? 0 : bit_of(Relation::person);
    const auto is_parent = [&](Row parent, Row child) {
        return people_.mother(child) == parent || people_.father(child) == parent;
    };
    if (is_parent(other, me)) are |= bit_of(Relation::parent);
    if (is_parent(me, other)) are |= bit_of(Relation::child);
    const auto blood = blood_between(people_, me, other);
    if (blood == Blood::sibling || blood == Blood::half_sibling) are |= bit_of(Relation::sibling);
    // A founder's first wife or husband is known by no wedding, and where another has followed on
    // both sides by no line.
    const bool first_unknown = people_.is_founder(me) && people_.marriages(me) > 1 &&
                               people_.sex(me) != people_.sex(other);
    if (first_unknown || people_.spouse(me) == other || people_.spouse(other) == me ||
        std::ranges::find(life_.partners, other) != life_.partners.end())
        are |= bit_of(Relation::spouse);
    return are;
}

void Walk::check_other(const RowCheck& check, const Happening& event)
{
    const GrammarRow& row = *check.row;
    const Row other = event.other;
    if (row.other != 0 && (row.other & relations_to(other)) == 0) found(check, Aspect::other);
    if (other < 0) return;
    const Day died = people_.died(other);
    const auto must = [&](Must what, Aspect aspect, bool is) {
        if (has(row.must, what) && !is) found(check, aspect);
    };
    must(Must::dead, Aspect::dead, died <= event.day);
    must(Must::man, Aspect::man, !people_.is_woman(other));
    must(Must::woman, Aspect::woman, people_.is_woman(other));
    must(Must::not_mourned, Aspect::not_mourned,
         std::ranges::find(life_.mourned, other) == life_.mourned.end());
    if (row.dead_at_most != no_number && died < event.day &&
        (event.day - died).count() > row.dead_at_most)
        found(check, Aspect::dead_at_most);
}

/// What must be true of whoever wrote, or without a letter of the other.
void Walk::check_writer(const RowCheck& check, const Happening& event)
{
    const bool wrote = event.sender >= 0 && event.sender != life_.row;
    const Row writer = wrote ? event.sender : event.other;
    if (writer < 0) return;
    const Day sent = event.has_cause ? event.sent : event.day;
    if (has(check.row->must, Must::alive_when_sent) && people_.died(writer) < sent)
        found(check, Aspect::alive_when_sent);
    if (has(check.row->must, Must::reachable) && everybody_)
        reach_.ask(life_.row, writer, sent, event.day, life_.side,
                   check.finding(Aspect::reachable));
}

void Walk::check_past(const RowCheck& check, const Happening& event)
{
    const GrammarRow& row = *check.row;
    if (row.once || row.again > 0) {
        const bool before = repeated_of_[check.number] == life_.row;
        const auto days = before ? (event.day - repeated_[check.number]).count() : 0;
        if (before && (row.once || (days > 0 && days < row.again))) found(check, Aspect::again);
        repeated_of_[check.number] = life_.row;
        repeated_[check.number] = event.day;
    }
}

/// What must have gone before, when all of the day is known.
void Walk::check_what_went_before(OneDay day)
{
    for (const Happening& event : day)
        for (const RowCheck& check : event.checks->rows)
            if (!check.after.empty() && check.row->events.is(event.detail))
                check_after(check, event);
}

void Walk::check_after(const RowCheck& check, const Happening& event)
{
    const Day today = event.day;
    const bool may_be_today = check.row->days_since == 0;
    Day last = engine::before_all_days;
    bool only_today = false;
    for (const std::uint32_t number : check.after) {
        if (last_of_[number] != life_.row) continue;
        const bool is_today = last_[number] == today;
        only_today = only_today || is_today;
        // What happened on this day may have happened on an earlier one too.
        last = std::max(last, is_today && !may_be_today ? before_[number] : last_[number]);
    }
    if (last != engine::before_all_days) {
        const int days = (today - last).count();
        if (days < check.row->days_since) found(check, Aspect::days_since);
        if (check.row->is_whole() && event.is_heaped)
            heaping_.note(event.rule, Heap::span, days, at_hand_);
    } else if (only_today) {
        found(check, Aspect::days_since);
    } else if (!people_.is_founder(life_.row)) {
        found(check, Aspect::after);
    }
}

void Walk::note_spells(const Happening& event)
{
    for (const SpellTurn& turn : event.checks->spells) {
        if (!turn.events.is(event.detail)) continue;
        life_.spells.turn(turn.spell, turn.opens, event.day);
        if (turn.spell == grammar_.gone) news_.change_gone(life_.row, event.day, turn.opens);
        if (turn.spell == grammar_.held) news_.change_held(life_.row, event.day, turn.opens);
        if (turn.spell == grammar_.misses) news_.change_misses(life_.row, event.day, turn.opens);
        if (turn.spell == grammar_.marriage) news_.marry_or_part(life_.row, event.day);
        if (turn.spell == grammar_.mourning && event.other >= 0)
            life_.mourned.push_back(event.other);
        if (!turn.opens || turn.spell != grammar_.marriage) continue;
        ++life_.marriages;
        if (event.other < 0) continue;
        life_.partners.push_back(event.other);
        if (people_.spouse(life_.row) != event.other) couple_(people_, life_.row, event.other);
    }
}

void Walk::note_milestones(const Happening& event)
{
    for (const Milestone& each : event.checks->milestones)
        if (each.events.is(event.detail)) {
            const bool first = last_of_[each.number] != life_.row;
            if (first || last_[each.number] != event.day)
                before_[each.number] = first ? engine::before_all_days : last_[each.number];
            last_[each.number] = event.day;
            last_of_[each.number] = life_.row;
        }
}

/// What the events have told must be as the line of the life says.
void Walk::end(const model::StageCourse& course)
{
    const Row row = life_.row;
    const Day died = people_.died(row);
    if (died == engine::no_day)
        check_stage(course.stage(),
                    engine::completed_years(people_.born(row), frame_.to - engine::Days{1}));
    if (life_.died != died) found(death_told_);
    if (died != engine::no_day && !life_.here.empty() &&
        std::ranges::find(life_.here, people_.place(row)) == life_.here.end())
        found(death_place_);
    const bool married = people_.marital(row) == Marital::married;
    const Spells& spells = life_.spells;
    if (spells.is_known(grammar_.marriage) && spells.is_open(grammar_.marriage) != married)
        found(marital_);
    if (!people_.is_founder(row) && people_.marriages(row) != life_.marriages) found(marriages_);
}

void Walk::finish(const std::function<void(std::int64_t, std::int64_t)>& tell)
{
    for (Row row = 0; row < people_.size(); ++row) {
        gather(row);
        // Of others a sample has no events; of everybody it is an event at least that is missed,
        // but of those who died before the run.
        const bool lives = everybody_ && !is_forebear(people_, frame_, row);
        if (lives || !events_.empty()) live(row);
        tell(row + 1, people_.size());
    }
    heaping_.settle(model::Nation::rules(), grammar_, findings_);
    if (!everybody_) return;
    reach_.settle(people_, findings_);
    absences_.settle(people_, grammar_.limit(Bound::term));
    news_.settle(people_, grammar_, frame_);
    check_births_told();
}

/// An event names one child; of twins that is enough.
void Walk::check_births_told()
{
    std::map<std::pair<Row, Day>, LifeId> untold;
    for (Row row = 0; row < people_.size(); ++row)
        if (people_.born(row) >= frame_.from && !birth_told_[index(row)])
            untold.emplace(std::pair{people_.mother(row), people_.born(row)}, people_.id(row));
    for (Row row = 0; row < people_.size(); ++row)
        if (birth_told_[index(row)]) untold.erase({people_.mother(row), people_.born(row)});
    for (const auto& [birth, id] : untold) findings_.found(birth_told_finding_, id);
}

} // namespace counterlife::study::audit

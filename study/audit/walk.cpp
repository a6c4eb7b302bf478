// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/walk.h"

#include "model/journal/record.h"
#include "model/stage_codes.h"
#include "study/audit/ages.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::audit {
namespace {

using model::Stage;

constexpr Row an_institution = -3;

// Days as they are kept: a hundred years and more from here.
constexpr Day first_day = engine::day_of(1900);
constexpr std::uint16_t not_sent = 0xFFFF;
std::uint16_t packed_day(Day day)
{
    return static_cast<std::uint16_t>(std::clamp((day - first_day).count(), 0, not_sent - 1));
}

std::size_t index(Row row)
{
    return static_cast<std::size_t>(row);
}

/// What the columns of a row group hold.
struct EventColumns {
    explicit EventColumns(const arrow::Table& group)
        : person{array_of<arrow::Int64Array>(group, "person")},
          other{array_of<arrow::Int64Array>(group, "other")},
          sender{array_of<arrow::Int64Array>(group, "cause_person")},
          date{array_of<arrow::Date32Array>(group, "date")},
          cause_date{array_of<arrow::Date32Array>(group, "cause_date")},
          detail{array_of<arrow::Int32Array>(group, "detail")},
          event{array_of<arrow::DictionaryArray>(group, "event")},
          place{array_of<arrow::DictionaryArray>(group, "place")},
          events{std::static_pointer_cast<arrow::Int32Array>(event->indices())},
          places{std::static_pointer_cast<arrow::Int32Array>(place->indices())}
    {
    }

    std::shared_ptr<arrow::Int64Array> person, other, sender;
    std::shared_ptr<arrow::Date32Array> date, cause_date;
    std::shared_ptr<arrow::Int32Array> detail;
    std::shared_ptr<arrow::DictionaryArray> event, place;
    std::shared_ptr<arrow::Int32Array> events, places;
};

} // namespace

Walk::Walk(const People& people, const Grammar& grammar, const Frame& frame,
           const model::StageNumbers& numbers, bool everybody, Findings& findings)
    : people_{people}, grammar_{grammar}, frame_{frame}, numbers_{numbers}, everybody_{everybody},
      findings_{findings}, checks_{grammar, findings}, couple_{findings},
      last_(checks_.milestones()), before_(checks_.milestones()),
      last_of_(checks_.milestones(), nobody_known), repeated_(checks_.rows()),
      repeated_of_(checks_.rows(), nobody_known), birth_told_(index(people.size()))
{
    for (const model::Code& code : model::stage_codes)
        stage_ages_[static_cast<std::size_t>(code.value)] =
            findings.row("stage " + std::string{code.name}, "at its ages");
}

void Walk::found(std::size_t finding)
{
    findings_.found(finding, at_hand_);
}

void Walk::add(const arrow::Table& group)
{
    const EventColumns columns{group};
    const auto names = std::static_pointer_cast<arrow::StringArray>(columns.event->dictionary());
    std::vector<std::uint16_t> rules;
    for (std::int64_t i = 0; i < names->length(); ++i)
        rules.push_back(checks_.number_of(names->GetView(i)));
    std::vector<std::int64_t> unknown(rules.size());
    const auto row_in = [&](const arrow::Int64Array& column, std::int64_t i) {
        if (column.IsNull(i)) return nobody_known;
        const auto id = static_cast<LifeId>(column.Value(i));
        return id < engine::first_life_id ? an_institution : people_.row_of(id);
    };
    std::vector<Packed> packed;
    packed.reserve(static_cast<std::size_t>(group.num_rows()));
    Row row = nobody_known;
    for (std::int64_t i = 0; i < group.num_rows(); ++i) {
        const auto person = static_cast<LifeId>(columns.person->Value(i));
        if (person < engine::first_life_id) continue;
        const auto rule = static_cast<std::size_t>(columns.events->Value(i));
        if (rules[rule] == AllChecks::unknown) {
            ++unknown[rule];
            continue;
        }
        if (row < 0 || people_.id(row) != person) row = people_.row_of(person);
        if (row < 0) {
            findings_.found(stranger_, person);
            continue;
        }
        const Row other = row_in(*columns.other, i);
        const bool same = !columns.sender->IsNull(i) && !columns.other->IsNull(i) &&
                          columns.sender->Value(i) == columns.other->Value(i);
        packed.push_back({.who = row,
                          .other = other,
                          .sender = same ? other : row_in(*columns.sender, i),
                          .detail = columns.detail->Value(i),
                          .day = packed_day(Day{columns.date->Value(i)}),
                          .sent = columns.cause_date->IsNull(i)
                                      ? not_sent
                                      : packed_day(Day{columns.cause_date->Value(i)}),
                          .rule = rules[rule],
                          .place = columns.place->IsNull(i)
                                       ? engine::nowhere
                                       : static_cast<std::uint16_t>(columns.places->Value(i))});
    }
    for (std::size_t i = 0; i < unknown.size(); ++i)
        if (unknown[i] > 0) unknown_[names->GetString(static_cast<std::int64_t>(i))] += unknown[i];
    keep(std::move(packed));
}

/// With the groups that it goes on from, or as the first of others.
void Walk::keep(std::vector<Packed>&& packed)
{
    if (packed.empty()) return;
    if (!std::ranges::is_sorted(packed, {}, &Packed::who)) {
        in_order_ = false;
        std::ranges::stable_sort(packed, {}, &Packed::who);
    }
    if (courses_.empty() || courses_.back().groups.back().back().who > packed.front().who)
        courses_.emplace_back();
    courses_.back().groups.push_back(std::move(packed));
}

Walk::Happening Walk::unpacked(const Packed& packed) const
{
    const RuleChecks* checks = checks_.at(packed.rule);
    const model::Record* record = checks->rule->beside.record;
    return {.checks = checks,
            .other = packed.other,
            .sender = packed.sender,
            .day = first_day + engine::Days{packed.day},
            .sent = first_day + engine::Days{packed.sent},
            .detail = packed.detail,
            .place = packed.place,
            .has_cause = packed.sent != not_sent,
            .turn = record == nullptr ? model::Turn::none : record->leads(packed.detail)};
}

/// All events of a person.
void Walk::gather(Row row)
{
    events_.clear();
    for (Course& course : courses_)
        while (course.group < course.groups.size()) {
            std::vector<Packed>& group = course.groups[course.group];
            while (course.at < group.size() && group[course.at].who == row)
                events_.push_back(unpacked(group[course.at++]));
            if (course.at < group.size()) break;
            std::vector<Packed>{}.swap(group);
            ++course.group;
            course.at = 0;
        }
    if (!std::ranges::is_sorted(events_, {}, &Happening::day)) {
        in_order_ = false;
        std::ranges::stable_sort(events_, {}, &Happening::day);
    }
}

void Walk::live(Row row)
{
    at_hand_ = people_.id(row);
    begin(row);
    model::StageCourse course{numbers_, at_hand_, people_.born(row),
                              static_cast<model::Sex>(people_.sex(row)), people_.is_founder(row)};
    if (life_.side == Side::china) course.pass(model::Turn::crosses, people_.born(row));
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
    life_.open = 0;
    life_.partners.clear();
    life_.mourned.clear();
    life_.marriages = 0;
    life_.died = engine::no_day;
    life_.ages_told = 0;
    // Where founders were and what they were in is not told.
    const bool founder = people_.is_founder(row);
    life_.known = founder ? 0 : ~Bits{0};
    const std::uint16_t place = people_.birth_place(row);
    if (founder || place >= frame_.grounds.size()) return;
    life_.here.push_back(place);
    life_.side = side_of(frame_.grounds[place]);
    if (life_.side != Side::country) reach_.change(row, people_.born(row), life_.side);
}

void Walk::pass_day(OneDay day, model::StageCourse& course)
{
    const Day today = day.front().day;
    const int age = completed_years(people_.born(life_.row), today);
    if (today < people_.born(life_.row)) found(before_birth_);
    if (today > people_.died(life_.row)) found(after_death_);
    if (today < frame_.from || today >= frame_.to) found(outside_);
    check_stage(course.stage(), age);
    life_.open_at_dawn = life_.open;
    pass_turns(day, course);
    check_places(day);
    for (const Happening& event : day) {
        check_event(event, day, age);
        note_spells(event);
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
        const bool of_other =
            event.other >= 0 && told == completed_years(people_.born(event.other), event.day);
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
    // As either at dawn or after what else happened on the day.
    const Bits in = life_.open | life_.open_at_dawn, out = ~(life_.open & life_.open_at_dawn);
    if ((row.within & ~in & life_.known) != 0 || (row.outside & ~out & life_.known) != 0)
        found(check, Aspect::within);
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
    // A founder's first wife or husband is known by no wedding.
    const bool first_unknown = people_.is_founder(me) && people_.sex(me) != people_.sex(other);
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
                check_after(check, event.day);
}

void Walk::check_after(const RowCheck& check, Day today)
{
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
        if ((today - last).count() < check.row->days_since) found(check, Aspect::days_since);
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
        const Bits spell = Bits{1} << turn.spell;
        life_.open = turn.opens ? life_.open | spell : life_.open & ~spell;
        life_.known |= spell;
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
                    completed_years(people_.born(row), frame_.to - engine::Days{1}));
    if (life_.died != died) found(death_told_);
    if (died != engine::no_day && !life_.here.empty() &&
        std::ranges::find(life_.here, people_.place(row)) == life_.here.end())
        found(death_place_);
    const Bits marriage = Bits{1} << grammar_.marriage;
    const bool married = people_.marital(row) == Marital::married;
    if ((life_.known & marriage) != 0 && ((life_.open & marriage) != 0) != married) found(marital_);
    if (!people_.is_founder(row) && people_.marriages(row) != life_.marriages) found(marriages_);
}

void Walk::finish(const std::function<void(std::int64_t, std::int64_t)>& tell)
{
    for (Row row = 0; row < people_.size(); ++row) {
        gather(row);
        // Of others a sample has no events; of everybody it is an event at least that is missed.
        if (everybody_ || !events_.empty()) live(row);
        tell(row + 1, people_.size());
    }
    if (!everybody_) return;
    reach_.settle(people_, findings_);
    check_births_told();
}

/// An event names one child; of twins that is enough.
void Walk::check_births_told()
{
    std::map<std::pair<Row, Day>, LifeId> untold;
    for (Row row = 0; row < people_.size(); ++row)
        if (!people_.is_founder(row) && !birth_told_[index(row)])
            untold.emplace(std::pair{people_.mother(row), people_.born(row)}, people_.id(row));
    for (Row row = 0; row < people_.size(); ++row)
        if (birth_told_[index(row)]) untold.erase({people_.mother(row), people_.born(row)});
    for (const auto& [birth, id] : untold) findings_.found(birth_told_finding_, id);
}

} // namespace counterlife::study::audit

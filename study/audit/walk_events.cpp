// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The events of a run as the walk keeps them, and those of one person after the other.

#include "model/journal/record.h"
#include "study/audit/walk.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::audit {
namespace {

// Days as they are kept: a hundred years and more from here.
constexpr Day first_day = engine::day_of(1900);
constexpr std::uint16_t not_sent = 0xFFFF;
std::uint16_t packed_day(Day day)
{
    return static_cast<std::uint16_t>(std::clamp((day - first_day).count(), 0, not_sent - 1));
}

/// What the columns of a row group hold.
struct EventColumns {
    explicit EventColumns(const arrow::Table& group)
        : person{array_of<arrow::Int32Array>(group, "person")},
          other{array_of<arrow::Int32Array>(group, "other")},
          sender{array_of<arrow::Int32Array>(group, "cause_person")},
          date{array_of<arrow::Date32Array>(group, "date")},
          cause_date{array_of<arrow::Date32Array>(group, "cause_date")},
          detail{array_of<arrow::Int32Array>(group, "detail")},
          event{array_of<arrow::DictionaryArray>(group, "event")},
          place{array_of<arrow::DictionaryArray>(group, "place")},
          events{std::static_pointer_cast<arrow::Int32Array>(event->indices())},
          places{std::static_pointer_cast<arrow::Int32Array>(place->indices())}
    {
    }

    std::shared_ptr<arrow::Int32Array> person, other, sender;
    std::shared_ptr<arrow::Date32Array> date, cause_date;
    std::shared_ptr<arrow::Int32Array> detail;
    std::shared_ptr<arrow::DictionaryArray> event, place;
    std::shared_ptr<arrow::Int32Array> events, places;
};

} // namespace

void Walk::add(const arrow::Table& group)
{
    const EventColumns columns{group};
    const auto names = std::static_pointer_cast<arrow::StringArray>(columns.event->dictionary());
    std::vector<std::uint16_t> rules;
    for (std::int64_t i = 0; i < names->length(); ++i)
        rules.push_back(checks_.number_of(names->GetView(i)));
    std::vector<std::int64_t> unknown(rules.size());
    const auto row_in = [&](const arrow::Int32Array& column, std::int64_t i) {
        const std::int32_t number = column.Value(i);
        return number < 0 ? an_institution : people_.row_of_number(number);
    };
    std::vector<Packed> packed;
    packed.reserve(static_cast<std::size_t>(group.num_rows()));
    for (std::int64_t i = 0; i < group.num_rows(); ++i) {
        if (columns.person->Value(i) < 0) continue;
        const auto rule = static_cast<std::size_t>(columns.events->Value(i));
        if (rules[rule] == AllChecks::unknown) {
            ++unknown[rule];
            continue;
        }
        const Row row = people_.row_of_number(columns.person->Value(i));
        if (row < 0) {
            findings_.found(stranger_, static_cast<LifeId>(columns.person->Value(i)));
            continue;
        }
        const Row other = row_in(*columns.other, i);
        const bool same = columns.sender->Value(i) == columns.other->Value(i);
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
            .rule = packed.rule,
            .has_cause = packed.sent != not_sent,
            .is_heaped = true,
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

} // namespace counterlife::study::audit

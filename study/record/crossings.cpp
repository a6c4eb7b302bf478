// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/crossings.h"

#include "model/china/china.h"
#include "model/china/stay.h"
#include "model/nation.h"
#include "model/route/route.h"
#include "model/route/way.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::record {

using engine::Event;

/// What an event means for the table. Rules that no step names may still arrest somebody.
enum class Crossings::Step : std::uint8_t {
    none,
    called,
    departure,
    come_along,
    night,
    settling,
    sold,
    handover,
    way_back,
    other_turn ///< that the rule's record tells of
};

namespace {

bool tells_of_exile(model::Turn turn)
{
    return turn == model::Turn::is_held || turn == model::Turn::travels_on ||
           turn == model::Turn::arrives_south;
}

} // namespace

Crossings::Crossings()
{
    const std::pair<const model::Rule*, Step> named[]{
        {&model::route::called, Step::called},
        {&model::border::departure, Step::departure},
        {&model::border::come_along, Step::come_along},
        {&model::border::crossing, Step::night},
        {&model::china::settling, Step::settling},
        {&model::china::sold, Step::sold},
        {&model::china::handover, Step::handover},
        {&model::border::way_back, Step::way_back}};
    for (const model::Rule* rule : model::Nation::rules()) {
        const model::Record* record = rule->beside.record;
        const bool turns =
            record != nullptr && (record->turn != nullptr || tells_of_exile(record->turns));
        Step step = turns ? Step::other_turn : Step::none;
        for (const auto& [one, is] : named)
            if (one == rule) step = is;
        steps_.push_back(step);
    }
}

void Crossings::add(std::span<const Event> events, std::span<const std::uint32_t> order)
{
    for (const std::uint32_t at : order)
        if (const Event& event = events[at]; event.who >= engine::first_life_id) pass(event);
}

void Crossings::pass(const Event& event)
{
    const Step step = steps_[event.rule];
    switch (step) {
    case Step::none:
        return;
    case Step::called:
        people_[event.who].called_by = event.with;
        return;
    case Step::departure: {
        Going& going = people_[event.who];
        going.left = event.day;
        going.led_by = engine::nobody;
        going.departure = model::detail_of<model::border::DepartureDetail>(event.detail);
        return;
    }
    case Step::come_along: {
        Going& going = people_[event.who];
        going.left = event.day;
        going.led_by = event.with;
        going.departure.reset();
        return;
    }
    case Step::night:
        return spend_night(people_[event.who], event);
    default:
        const auto going = people_.find(event.who);
        if (going == people_.end() || going->second.last == none) return;
        stay(rows_[going->second.last], event, step);
    }
}

void Crossings::spend_night(Going& going, const Event& event)
{
    if (going.last != none) rows_[going.last].next = event.day;
    going.last = rows_.size();
    CrossingRow row{.person = event.who,
                    .led_by = going.led_by,
                    .left = going.left,
                    .night = event.day,
                    .bank = event.place,
                    .nth = ++going.nights,
                    .river = model::detail_of<model::border::CrossingDetail>(event.detail),
                    .with_family = going.led_by != engine::nobody};
    if (going.departure) {
        row.with_family = going.departure->together;
        row.aim = going.departure->for_the_south ? model::Aim::south : model::Aim::earn;
        row.why = going.departure->most;
        row.guided = going.departure->sent_for;
        if (row.guided) row.paid_by = going.called_by;
    }
    if (!row.river.across()) {
        row.ended = event.day;
        row.how = row.river.drowned ? CrossingEnd::drowned : CrossingEnd::caught;
    }
    rows_.push_back(row);
    going.departure.reset();
    going.led_by = engine::nobody;
    going.left = engine::no_day;
}

void Crossings::stay(CrossingRow& row, const Event& event, Step step) const
{
    const auto ends = [&](CrossingEnd how) {
        row.ended = event.day;
        row.how = how;
    };
    if (row.how == CrossingEnd::went_on) { // And from there nobody comes back.
        const model::Record* record = model::Nation::rules()[event.rule]->beside.record;
        if (step == Step::other_turn && record->leads(event.detail) == model::Turn::arrives_south)
            row.arrived = event.day;
        return;
    }
    if (!row.is_open()) return;
    switch (step) {
    case Step::settling:
        if (row.settled == engine::no_day) {
            row.settled = event.day;
            row.stayed = event.place;
            row.stay = model::detail_of<model::china::StayDetail>(event.detail).stay;
            if (row.stay == model::Stay::partner) row.sold = event.day;
        }
        return;
    case Step::sold:
        row.sold = event.day;
        return;
    case Step::handover:
        return ends(CrossingEnd::sent_back);
    case Step::way_back:
        return ends(CrossingEnd::went_back);
    default:
        break;
    }
    const model::Turn turn = model::Nation::rules()[event.rule]->beside.record->leads(event.detail);
    if (turn == model::Turn::is_held) row.arrested = event.day;
    if (turn != model::Turn::travels_on) return;
    row.way = model::detail_of<model::route::SettingOutDetail>(event.detail).way;
    ends(CrossingEnd::went_on);
}

std::vector<CrossingRow> Crossings::take()
{
    std::ranges::sort(rows_, {},
                      [](const CrossingRow& row) { return std::pair{row.person, row.night}; });
    people_.clear();
    return std::exchange(rows_, {});
}

void end_by_death(std::span<CrossingRow> rows, std::size_t& next, engine::LifeId person,
                  engine::Day died)
{
    for (; next < rows.size() && rows[next].person <= person; ++next) {
        CrossingRow& row = rows[next];
        if (row.person != person || !row.is_open() || died == engine::no_day) continue;
        row.ended = died;
        row.how = CrossingEnd::died;
    }
}

NumberedCrossing numbered(const CrossingRow& row, const PersonNumbers& numbers)
{
    return {.crossing = row,
            .person = numbers.of(row.person),
            .led_by = numbers.of(row.led_by),
            .paid_by = numbers.of(row.paid_by)};
}

} // namespace counterlife::study::record

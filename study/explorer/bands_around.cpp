// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The bands of what is around a life: with whom it is lived, health, food, and what was known.

#include "model/nation.h"
#include "study/account/rules_page.h"
#include "study/account/sentences.h"
#include "study/explorer/bands.h"
#include "study/record/status.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace counterlife::study::explorer {
namespace {

using engine::Day;
using model::Mark;
using model::Turn;

/// "with his mother and his wife", by who has a stay in the household on the day.
std::string company(const BandMaterial& material, std::int32_t household, Day day)
{
    std::vector<std::string> names;
    for (const auto& [id, stays] : material.stays_of_kin)
        if (std::ranges::any_of(stays, [&](const Stay& stay) {
                return stay.household == household && stay.from <= day && day < stay.to;
            }))
            names.push_back(material.cast.name(id, day));
    return names.empty() ? "without near kin" : "with " + list_text(names);
}

/// The days on which the near kin in a household change, from the first of a stay on.
std::set<Day> days_of_change(const BandMaterial& material, const Stay& own)
{
    std::set<Day> days{own.from};
    for (const auto& [id, stays] : material.stays_of_kin)
        for (const Stay& stay : stays)
            if (stay.household == own.household)
                for (const Day day : {stay.from, stay.to})
                    if (own.from < day && day < own.to) days.insert(day);
    return days;
}

std::size_t event_on(const BandMaterial& material, Day day)
{
    const auto at = std::ranges::find(material.events, day, &LoggedEvent::day);
    return at == material.events.end() ? 0
                                       : static_cast<std::size_t>(at - material.events.begin()) + 1;
}

/// How many days she had been with child, as the birth tells; 0: it does not.
int carried(const LoggedEvent& birth)
{
    for (const model::Part& part : record_of(birth.rule)->parts)
        if (part.name == "carried" && model::has_part(part, birth.detail))
            return model::value_of(part, birth.detail);
    return 0;
}

/// How somebody in this state comes by food; empty: by the rations of the place.
std::pair<std::string_view, std::string_view> fed_otherwise(std::string_view state)
{
    const auto is = [&](auto... some) {
        return ((state == status_names[static_cast<std::size_t>(some)]) || ...);
    };
    if (is(Status::soldier)) return {"army", "fed by the army"};
    if (is(Status::custody, Status::detained)) return {"held", "fed where held"};
    if (is(Status::camp)) return {"camp", "fed in a camp for stray children"};
    if (is(Status::adrift)) return {"adrift", "finds food at the stations"};
    if (is(Status::abroad, Status::journey, Status::south))
        return {"away", "out of the reach of rations"};
    return {};
}

BandSpell rations_on(Day day, int lacking)
{
    if (lacking <= 0) return {.from = day, .code = "supplied", .label = "rations as needed"};
    constexpr int some = 25, most = 50;
    const char* code = lacking < some ? "short" : lacking < most ? "scarce" : "famine";
    return {.from = day,
            .code = code,
            .label = fmt::format("rations {} per cent short of what the town needs", lacking)};
}

/// A state in which no word of home arrives, nor any from there.
bool is_out_of_reach(std::string_view state)
{
    const auto is = [&](Status one) {
        return state == status_names[static_cast<std::size_t>(one)];
    };
    return is(Status::abroad) || is(Status::custody) || is(Status::journey) || is(Status::seeking);
}

} // namespace

Band household_band(const BandMaterial& material)
{
    Turns turns{"household", material};
    const auto be_without = [&](Day day) {
        turns.turn({.from = day,
                    .code = "none",
                    .label = "in no household",
                    .event = event_on(material, day)});
    };
    be_without(turns.first());
    for (const Stay& stay : material.stays) {
        for (const Day day : days_of_change(material, stay))
            turns.turn({.from = day,
                        .code = "household",
                        .label = company(material, stay.household, day),
                        .place = stay.place,
                        .event = event_on(material, day),
                        .household = stay.household});
        if (stay.to != engine::no_day && stay.to != material.cast.self().died) be_without(stay.to);
    }
    return turns.done();
}

Band health_band(const BandMaterial& material)
{
    enum class Change { ward, certified, well, with_child, born };
    std::vector<std::tuple<Day, std::size_t, Change>> changes;
    bool lies = false;
    for (std::size_t i = 0; i < material.events.size(); ++i) {
        const LoggedEvent& event = material.events[i];
        const Turn turn = nation::turn_of(event.rule, event.detail);
        const bool lay = lies;
        if (turn != Turn::none) lies = turn == Turn::lies_down || turn == Turn::certified;
        if (lies && turn != Turn::none)
            changes.emplace_back(event.day, i + 1,
                                 turn == Turn::certified ? Change::certified : Change::ward);
        else if (lay && !lies)
            changes.emplace_back(event.day, i + 1, Change::well);
        if (mark_of(event) != Mark::bears) continue;
        if (const int days = carried(event); days > 0)
            changes.emplace_back(event.day - engine::Days{days}, i + 1, Change::with_child);
        changes.emplace_back(event.day, i + 1, Change::born);
    }
    std::ranges::stable_sort(changes, {}, [](const auto& one) { return std::get<0>(one); });
    Turns turns{"health", material};
    const auto be = [&](Day day, const char* code, const char* label, std::size_t event) {
        turns.turn({.from = day, .code = code, .label = label, .event = event});
    };
    be(turns.first(), "well", "nothing told", 0);
    Change now = Change::well;
    bool with_child = false;
    for (const auto& [day, event, change] : changes) {
        if (change == Change::with_child || change == Change::born)
            with_child = change == Change::with_child;
        else
            now = change;
        if (now == Change::ward)
            be(day, "ward", "in hospital", event);
        else if (now == Change::certified)
            be(day, "certified", "at home with a patient's certificate", event);
        else if (with_child)
            be(day, "with_child", "with child", event);
        else
            be(day, "well", "nothing told", event);
    }
    return turns.done();
}

Band food_band(const BandMaterial& material)
{
    Turns turns{"food", material};
    if (material.rations == nullptr || !material.rations->is_told()) return turns.done();
    const Band stages = stage_band(material), places = place_band(material);
    for (const BandSpell& stage : stages.spells) {
        if (const auto [code, label] = fed_otherwise(stage.code); !code.empty()) {
            turns.turn({.from = stage.from,
                        .code = std::string{code},
                        .label = std::string{label},
                        .event = stage.event});
            continue;
        }
        const auto within = [&](Day from, Day to) {
            return std::pair{std::max(from, stage.from), std::min(to, stage.to)};
        };
        for (const BandSpell& place : places.spells) {
            const auto [from, to] = within(place.from, place.to);
            if (from >= to && !(from == to && from == stage.from)) continue;
            int lacking = 0;
            const auto deliveries = material.rations->of(place.place);
            for (const Rations::Delivery& one : deliveries)
                if (one.day <= from) lacking = one.lacking;
            const auto tell = [&](Day day, int how_much) {
                BandSpell spell = rations_on(day, how_much);
                spell.place = place.place;
                turns.turn(std::move(spell));
            };
            tell(from, lacking);
            for (const Rations::Delivery& one : deliveries)
                if (from < one.day && one.day < to) tell(one.day, one.lacking);
        }
    }
    return turns.done();
}

Band known_band(const BandMaterial& material)
{
    const std::vector<Difference> found = differences(material.events, material.cast);
    const Band stages = stage_band(material);
    Turns turns{"known", material};
    std::set<Day> days{turns.first()};
    for (const BandSpell& stage : stages.spells) days.insert(stage.from);
    for (const Difference& one : found)
        for (const Day day : {one.true_since, one.known_since.value_or(engine::no_day)})
            if (day > turns.first() && day != engine::no_day) days.insert(day);
    for (const Day day : days) {
        BandSpell spell{.from = day, .code = "as_it_was", .label = "nothing told"};
        const BandSpell* stage = spell_on(stages, day);
        if (stage != nullptr && is_out_of_reach(stage->code)) {
            spell.code = "out_of_reach";
            spell.label = "out of reach of any word";
            spell.event = stage->event;
        }
        std::string texts;
        for (const Difference& one : found) {
            if (day < one.true_since || (one.known_since && day >= *one.known_since)) continue;
            texts += (texts.empty() ? "" : " ") + one.text;
            spell.code = one.kind;
            spell.event = one.event;
        }
        if (!texts.empty()) spell.label = texts;
        turns.turn(std::move(spell));
    }
    return turns.done();
}

} // namespace counterlife::study::explorer

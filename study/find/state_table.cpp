// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/state_table.h"

#include "study/record/status.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace counterlife::study::find {
namespace {

enum class Group : std::uint8_t {
    growing_up,
    at_work,
    out_of_work,
    army,
    market,
    at_home,
    adrift,
    held,
    abroad,
    south,
    dead
};

struct GroupRow {
    std::string_view name, label;
};

constexpr std::array<GroupRow, static_cast<std::size_t>(Group::dead) + 1> groups{{
    {"growing_up", "growing up and learning"},
    {"at_work", "at work"},
    {"out_of_work", "without work"},
    {"army", "in the army"},
    {"market", "living by the market"},
    {"at_home", "at home or retired"},
    {"adrift", "adrift"},
    {"held", "held"},
    {"abroad", "on the way or abroad"},
    {"south", "in the South"},
    {"dead", "dead"},
}};

struct StateRow {
    Status status;
    Group group;
    std::string_view label, colour;
};

// Colours of one group are shades of one hue; hues next to each other differ in lightness too, so
// that they can be told apart without seeing colours.
constexpr std::array<StateRow, status_names.size()> states{{
    {Status::child, Group::growing_up, "not yet at school", "#c6dbef"},
    {Status::pupil, Group::growing_up, "at school", "#9ecae1"},
    {Status::student, Group::growing_up, "in college", "#6baed6"},
    {Status::waiting, Group::out_of_work, "waiting for a placement", "#d9d9d9"},
    {Status::farm, Group::at_work, "on a farm", "#a1d99b"},
    {Status::mine, Group::at_work, "in a mine", "#00441b"},
    {Status::factory, Group::at_work, "in a factory", "#41ab5d"},
    {Status::building, Group::at_work, "on building sites", "#238b45"},
    {Status::services, Group::at_work, "in services", "#74c476"},
    {Status::office, Group::at_work, "in an office", "#006d2c"},
    {Status::worker, Group::at_work, "at work, sector not known", "#c7e9c0"},
    {Status::soldier, Group::army, "in the army", "#67000d"},
    {Status::ward, Group::out_of_work, "in hospital", "#bdbdbd"},
    {Status::absent, Group::out_of_work, "has left the assigned work", "#969696"},
    {Status::idle, Group::out_of_work, "does not go to work", "#737373"},
    {Status::trader, Group::market, "lives by the market", "#fe9929"},
    {Status::detained, Group::held, "in forced labour", "#cb181d"},
    {Status::adrift, Group::adrift, "a child without care", "#54278f"},
    {Status::camp, Group::adrift, "in a camp for stray children", "#807dba"},
    {Status::at_home, Group::at_home, "keeps house", "#fee391"},
    {Status::retired, Group::at_home, "retired", "#fff7bc"},
    {Status::leaving, Group::abroad, "on the way to the river", "#a6bddb"},
    {Status::abroad, Group::abroad, "in China, without status", "#0570b0"},
    {Status::custody, Group::held, "held for having crossed", "#fb6a4a"},
    {Status::journey, Group::abroad, "on the way to the South", "#74a9cf"},
    {Status::south, Group::south, "in the South", "#02818a"},
    {Status::seeking, Group::adrift, "in search of kin", "#bcbddc"},
    {Status::dead, Group::dead, "dead", "#000000"},
}};

constexpr bool is_in_order()
{
    for (std::size_t i = 0; i < states.size(); ++i)
        if (static_cast<std::size_t>(states[i].status) != i) return false;
    return true;
}
static_assert(is_in_order(), "one row a status, in their order");

} // namespace

std::vector<StateFacts> states_told()
{
    std::vector<StateFacts> all;
    for (const StateRow& row : states) {
        const GroupRow& group = groups[static_cast<std::size_t>(row.group)];
        all.push_back({status_names[static_cast<std::size_t>(row.status)], row.label, group.name,
                       group.label, row.colour});
    }
    return all;
}

std::string state_table()
{
    std::string text = "state,label,group,group_label,colour\n";
    for (const StateFacts& one : states_told())
        text += fmt::format("{},\"{}\",{},{},{}\n", one.code, one.label, one.group, one.group_label,
                            one.colour);
    return text;
}

} // namespace counterlife::study::find

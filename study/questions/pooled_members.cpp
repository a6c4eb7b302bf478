// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/pooled_members.h"

#include "study/figures/luck_and_ignorance.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace counterlife::study::questions {
namespace {

/// Persons whose lives may be tied, under one member.
struct Group {
    double persons = 0, difference = 0;
};
/// By replicate, and by county where counties are the groups.
using GroupName = std::pair<std::size_t, engine::PlaceId>;
using Groups = std::map<GroupName, Group>;

Groups groups_of(const MemberLived& member)
{
    Groups groups;
    const bool by_replicate = member.replicates.size() >= fewest_groups;
    for (std::size_t replicate = 0; replicate < member.replicates.size(); ++replicate) {
        const LivedSums& lived = member.replicates[replicate];
        if (by_replicate && lived.people.persons > 0)
            groups[{replicate, engine::nowhere}] = {static_cast<double>(lived.people.persons),
                                                    lived.people.other - lived.people.base};
        if (by_replicate) continue;
        for (const CountyOf& county : lived.by_county)
            groups[{replicate, county.place}] = {county.persons, county.difference};
    }
    return groups;
}

/// What a member has found.
struct Found {
    double weight = 1;
    EffectRow effect;
    Groups groups;
};

std::vector<Found> found_of(std::span<const MemberLived> members)
{
    std::vector<Found> found;
    for (const MemberLived& member : members)
        if (EffectRow effect = pooled(std::span{member.replicates}); effect.persons > 0)
            found.push_back({member.weight, std::move(effect), groups_of(member)});
    return found;
}

/// All groups in which there is anybody under some member, each with its position.
std::map<GroupName, std::size_t> positions_of(std::span<const Found> members)
{
    std::map<GroupName, std::size_t> positions;
    for (const Found& member : members)
        for (const auto& [name, group] : member.groups) positions.try_emplace(name, 0);
    std::size_t next = 0;
    for (auto& [name, position] : positions) position = next++;
    return positions;
}

/// The effect of a member as the mean of a value for each group. They vary as the linearised ratio
/// does: of as few groups as a member may have, the residuals are too small by what its own ratio
/// took from them.
void add_values(const Found& member, const std::map<GroupName, std::size_t>& positions,
                std::vector<double>& values)
{
    const auto all = static_cast<double>(positions.size());
    const auto own = static_cast<double>(member.groups.size());
    const double too_small = own / (own - 1) * (all - 1) / all;
    const double scale = all / static_cast<double>(member.effect.persons) * std::sqrt(too_small);
    const std::size_t first = values.size();
    values.resize(first + positions.size(), member.effect.difference);
    for (const auto& [name, group] : member.groups)
        values[first + positions.at(name)] +=
            scale * (group.difference - member.effect.difference * group.persons);
}

MemberRuns table_of(std::span<const Found> members, std::size_t columns)
{
    MemberRuns table{.weights = {}, .replicates = columns};
    for (const Found& member : members) table.weights.push_back(member.weight);
    return table;
}

/// Means over members by weight.
void find_means(std::span<const Found> members, EffectRow& row)
{
    double weights = 0;
    for (const Found& member : members) {
        weights += member.weight;
        row.base += member.weight * member.effect.base;
        row.other += member.weight * member.effect.other;
        row.difference += member.weight * member.effect.difference;
    }
    for (double* mean : {&row.base, &row.other, &row.difference}) *mean /= weights;
    std::vector<double> differences;
    for (const Found& member : members) differences.push_back(member.effect.difference);
    row.members_against = static_cast<int>(figures::members_against(row.difference, differences));
}

/// Persons of all members, each as often as members have them.
EffectRow counted(std::span<const MemberLived> members, std::span<const Found> found)
{
    EffectRow row;
    double untouched = 0, moved = 0;
    for (const Found& member : found) {
        const auto n = static_cast<double>(member.effect.persons);
        row.persons += member.effect.persons;
        untouched += n * member.effect.untouched;
        moved += n * member.effect.moved.value_or(0);
    }
    if (row.persons == 0) return row;
    row.untouched = untouched / static_cast<double>(row.persons);
    row.moved = moved / static_cast<double>(row.persons);
    for (std::size_t i = 0; i < members.front().replicates.size(); ++i)
        row.replicates += std::ranges::any_of(members, [&](const MemberLived& member) {
            return member.replicates[i].people.persons > 0;
        });
    return row;
}

void find_intervals(std::span<const Found> members, std::size_t replicates, EffectRow& row)
{
    const auto positions = positions_of(members);
    const bool tells_luck = positions.size() > 1;
    std::vector<double> values;
    for (const Found& member : members)
        if (tells_luck)
            add_values(member, positions, values);
        else
            values.push_back(member.effect.difference);
    const Spread spread =
        figures::spread_of(values, table_of(members, tells_luck ? positions.size() : 1));
    row.ensemble_low = spread.ensemble_low;
    row.ensemble_high = spread.ensemble_high;
    if (!tells_luck) return;
    row.over_replicates = replicates >= fewest_groups;
    row.counties = row.over_replicates ? 0 : static_cast<int>(positions.size());
    row.error = spread.error;
    row.low = spread.low;
    row.high = spread.high;
    // From group to group as it is found; a replicate is so many groups.
    row.sd_luck = *spread.sd_luck * std::sqrt(static_cast<double>(replicates) /
                                              static_cast<double>(positions.size()));
    row.sd_ignorance = spread.sd_ignorance;
}

} // namespace

EffectRow pooled(std::span<const MemberLived> members)
{
    std::vector<Found> found = found_of(members);
    EffectRow row = counted(members, found);
    if (row.persons == 0) return row;
    // Who has persons of one group alone tells no luck, unless nobody does.
    const auto has_few_groups = [](const Found& member) { return member.groups.size() < 2; };
    if (positions_of(found).size() > 1 && !std::ranges::all_of(found, has_few_groups))
        std::erase_if(found, has_few_groups);
    row.members = static_cast<int>(found.size());
    find_means(found, row);
    const bool is_one = positions_of(found).size() == 1;
    if (row.persons < few_persons || row.moved == 0.0 || row.members < 2 ||
        (!is_one && std::ranges::any_of(found, has_few_groups)))
        return row;
    find_intervals(found, members.front().replicates.size(), row);
    return row;
}

std::vector<EffectRow> rows_of(std::span<const MemberPool> members, int replicates)
{
    std::vector<EffectRow> rows;
    const std::vector<Slot>& slots = members.front().pool->slots();
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        std::vector<MemberLived> of_slot;
        for (const MemberPool& member : members) {
            MemberLived& lived = of_slot.emplace_back(member.weight);
            for (const Lived& one : member.pool->all().first(static_cast<std::size_t>(replicates)))
                lived.replicates.push_back(one[slot]);
        }
        EffectRow row = pooled(of_slot);
        if (row.persons == 0) continue;
        row.outcome = question_outcomes()[slots[slot].outcome];
        row.subgroup = slots[slot].subgroup;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace counterlife::study::questions

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/life_parts.h"

#include <algorithm>
#include <set>

namespace counterlife::study::explorer {
namespace {

using engine::LifeId;

bool is_abroad(const model::PlaceFacts& place)
{
    return place.kind == model::PlaceKind::abroad || place.kind == model::PlaceKind::south;
}

std::string spell_json(const BandSpell& spell, const LineNumbers* lines, const Side& side)
{
    Json json{'{'};
    json.field("from", json_day(spell.from));
    json.field("to", json_day(spell.to));
    json.field("code", json_word(spell.code));
    json.field("label", json_word(spell.label));
    json.field("place", json_word(spell.place));
    json.field("line", lines == nullptr ? "null" : lines->json(spell.event));
    if (spell.with != engine::nobody) json.field("with", std::to_string(side.number(spell.with)));
    if (spell.household != 0) json.field("household", std::to_string(spell.household));
    return json.done();
}

} // namespace

std::vector<Kin> kin_of(const WhoIsWho& cast)
{
    const LifeRow& self = cast.self();
    std::vector<Kin> kin;
    const auto add = [&](LifeId id, std::string_view relation) {
        if (id != engine::nobody && cast.row(id) != nullptr &&
            std::ranges::find(kin, id, &Kin::id) == kin.end())
            kin.push_back({id, relation});
    };
    add(self.mother, "mother");
    add(self.father, "father");
    for (const LifeId partner : cast.partners()) add(partner, "spouse");
    add(self.spouse, "spouse");
    for (const LifeRow& child : cast.children()) add(child.person, "child");
    std::vector<const LifeRow*> siblings;
    const auto same = [](LifeId a, LifeId b) { return a == b && a != engine::nobody; };
    for (const auto& [id, row] : cast.rows())
        if (id != self.person && (same(row.mother, self.mother) || same(row.father, self.father)))
            siblings.push_back(&row);
    std::ranges::sort(siblings, {},
                      [](const LifeRow* one) { return std::pair{one->born, one->person}; });
    for (const LifeRow* one : siblings) add(one->person, "sibling");
    return kin;
}

std::string_view relation_to(const WhoIsWho& cast, LifeId id)
{
    if (id == cast.self_id()) return "self";
    const auto kin = kin_of(cast);
    const auto at = std::ranges::find(kin, id, &Kin::id);
    return at == kin.end() ? "other" : at->relation;
}

BandMaterial kin_material(const Side& side, const Biography& account, std::vector<Stay> stays,
                          const std::vector<model::PlaceFacts>& map)
{
    const WhoIsWho& cast = account.cast;
    const std::string birth_place = cast.place_name(cast.self().birth_place);
    const auto place = std::ranges::find(map, birth_place, &model::PlaceFacts::name);
    return {.cast = cast,
            .events = account.events,
            .run = side.description(),
            .stages = side.stages,
            .born_abroad = place != map.end() && is_abroad(*place),
            .stays = std::move(stays)};
}

std::expected<BandMaterial, Complaints> band_material(Side& side, const Biography& account,
                                                      const std::vector<model::PlaceFacts>& map)
{
    auto stays = side.lives.stays_of(account.cast.self_id());
    if (!stays) return std::unexpected{stays.error()};
    BandMaterial material = kin_material(side, account, std::move(*stays), map);
    const auto rations = rations_of(side);
    if (!rations) return std::unexpected{rations.error()};
    material.rations = *rations;
    for (const Kin& one : kin_of(account.cast)) {
        auto theirs = side.lives.stays_of(one.id);
        if (!theirs) return std::unexpected{theirs.error()};
        material.stays_of_kin.emplace_back(one.id, std::move(*theirs));
    }
    return material;
}

LineNumbers::LineNumbers(const std::vector<Line>& lines)
{
    for (const Line& line : lines)
        if (line.number != 0) first_by_last_[line.last] = line.number;
}

std::string LineNumbers::json(std::size_t event) const
{
    const auto at = first_by_last_.lower_bound(event);
    const bool has = event != 0 && at != first_by_last_.end() && at->second <= event;
    return has ? std::to_string(at->second) : "null";
}

std::string bands_json(const std::vector<Band>& bands, const LineNumbers* lines, const Side& side)
{
    return json_list(bands, [&](const Band& band) {
        Json json{'{'};
        json.field("band", json_word(band.name));
        json.field("spells", json_list(band.spells, [&](const BandSpell& spell) {
                       return spell_json(spell, lines, side);
                   }));
        return json.done();
    });
}

} // namespace counterlife::study::explorer

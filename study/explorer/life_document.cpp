// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// One life: its account, its bands and those of the nearest kin, and where it touched other lives.

#include "study/account/life_json.h"
#include "study/explorer/life_parts.h"
#include "study/explorer/touches.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace counterlife::study::explorer {
namespace {

using engine::LifeId;

/// The bands of one of the kin, as far as their events were kept; empty otherwise.
std::expected<std::vector<Band>, Complaints> bands_of_kin(Opened& opened, const LifeRow& row,
                                                          const std::vector<Stay>& stays)
{
    RunLives& lives = opened.here.lives;
    if (row.died < opened.here.description().from || !lives.has_events(row.person))
        return std::vector<Band>{};
    auto events = lives.events(row.person);
    if (!events) return std::unexpected{events.error()};
    const Biography theirs{.cast = WhoIsWho{row.person, std::span{&row, 1}, lives.places()},
                           .events = std::move(*events),
                           .lines = {},
                           .claims = {}};
    return explorer::bands_of_kin(kin_material(opened.here, theirs, stays, opened.places));
}

/// `material`: that of the life itself, which knows where its kin stayed.
std::expected<std::string, Complaints> kin_json(Opened& opened, const BandMaterial& material)
{
    const WhoIsWho& cast = material.cast;
    Json list{'['};
    for (const Kin& one : kin_of(cast)) {
        const LifeRow& row = *cast.row(one.id);
        const auto stays = std::ranges::find(material.stays_of_kin, one.id,
                                             &std::pair<LifeId, std::vector<Stay>>::first);
        const auto bands = bands_of_kin(opened, row, stays->second);
        if (!bands) return std::unexpected{bands.error()};
        Json json{'{'};
        json.field("number", std::to_string(opened.here.number(one.id)));
        json.field("identity", json_id(one.id));
        json.field("relation", json_word(one.relation));
        json.field("who", json_word(cast.name(one.id)));
        json.field("sex", row.sex == Sex::female ? "\"female\"" : "\"male\"");
        json.field("born", json_day(row.born));
        json.field("died", json_day(row.died));
        json.field("bands", bands_json(*bands, nullptr, opened.here));
        list.item(json.done());
    }
    return list.done();
}

std::string touches_json(const Opened& opened, const Biography& account)
{
    const LineNumbers lines{account.lines};
    std::vector<LifeId> kin;
    for (const Kin& one : kin_of(account.cast)) kin.push_back(one.id);
    return json_list(touches_of(account.cast, account.events, kin), [&](const Touch& touch) {
        Json json{'{'};
        json.field("date", json_day(touch.day));
        json.field("line", lines.json(touch.event));
        json.field("other", std::to_string(opened.here.number(touch.other)));
        json.field("kind", json_word(touch.kind));
        json.field("sent", json_day(touch.sent));
        return json.done();
    });
}

} // namespace

MoreJson more_of_people(const Side& side, const WhoIsWho& cast)
{
    return {.person =
                [&](Json& json, const LifeRow& row) {
                    json.field("number", std::to_string(side.number(row.person)));
                    json.field("relation", json_word(relation_to(cast, row.person)));
                },
            .step =
                [&](Json& json, const Step& step) {
                    const bool person = step.event.person >= engine::first_life_id;
                    json.field("number",
                               std::to_string(person ? side.number(step.event.person) : 0));
                },
            .twin = {}};
}

Document life_document(Opened& opened, PersonNumber person)
{
    const auto material = material_of(opened, person);
    if (!material) return std::unexpected{material.error()};
    RunLives& lives = opened.here.lives;
    const LifePage page{
        .run = lives.named(), .account = biography(**material), .relived = lives.relived()};
    const Biography& account = page.account;
    const auto bands = band_material(opened.here, account, opened.places);
    if (!bands) return std::unexpected{bands.error()};
    const auto kin = kin_json(opened, *bands);
    if (!kin) return std::unexpected{kin.error()};
    const LineNumbers lines{account.lines};
    Json json = life_fields(page, more_of_people(opened.here, account.cast));
    json.field("number", std::to_string(person));
    json.field("sentence", json_word(headline(account.cast, lives.file())));
    json.field("facts", json_list(head_facts(account, lives.named()), [](const auto& fact) {
                   return "[" + json_word(fact.first) + "," + json_word(fact.second) + "]";
               }));
    json.field("bands", bands_json(explorer::bands_of(*bands), &lines, opened.here));
    json.field("kin", *kin);
    json.field("touches", touches_json(opened, account));
    return json.done() + "\n";
}

Document why_document(Opened& opened, PersonNumber person, std::size_t event)
{
    const auto material = material_of(opened, person);
    if (!material) return std::unexpected{material.error()};
    const std::vector<LoggedEvent>& events = (*material)->events;
    if (event < 1 || event > events.size()) {
        Complaints complaints;
        complaints.found("why", fmt::format("no event {} of life {}", event, person),
                         fmt::format("1 to {}, the events of this life", events.size()),
                         std::to_string(event < 1 ? 1 : events.size()));
        return std::unexpected{std::move(complaints)};
    }
    WhoIsWho cast = (*material)->cast;
    const auto chain =
        causes_of(events[event - 1], opened.here.lives.source(), opened.here.description(), cast);
    if (!chain) return std::unexpected{chain.error()};
    Json json = chain_fields(*chain, more_of_people(opened.here, cast));
    json.field("format", "1");
    json.field("number", std::to_string(person));
    json.field("event", std::to_string(event));
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer

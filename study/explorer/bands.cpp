// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/bands.h"

#include "study/account/sentences.h"
#include "study/find/state_table.h"
#include "study/record/status.h"

#include <algorithm>
#include <array>
#include <utility>

namespace counterlife::study::explorer {

using engine::Day;
using model::Mark;

Mark mark_of(const LoggedEvent& event)
{
    const model::Record* record = record_of(event.rule);
    return record == nullptr ? Mark::none : record->means(event.detail);
}

namespace {

/// The life's status after each of its events, and before the first.
class StatusAfter {
public:
    explicit StatusAfter(const BandMaterial& material)
        : journey_{
              material.stages,          material.cast.self().person,  material.cast.self().born,
              material.cast.self().sex, material.cast.self().founder, material.born_abroad}
    {
    }
    Status status() const { return journey_.status(); }
    Status pass(const LoggedEvent& event)
    {
        journey_.pass(nation::turn_of(event.rule, event.detail), event.day);
        return journey_.status();
    }

private:
    nation::Journey journey_;
};

BandSpell state(Day from, Status status)
{
    static const std::vector<StateFacts> facts = states_told();
    const StateFacts& one = facts[static_cast<std::size_t>(status)];
    return {.from = from, .code = std::string{one.code}, .label = std::string{one.label}};
}

/// How founders were married when the run began: as they are, if nothing has changed that, or as
/// the first change tells.
Marital married_at_first(const BandMaterial& material)
{
    const LifeRow& self = material.cast.self();
    if (!self.founder) return Marital::never_married;
    int weddings = 0;
    Mark first = Mark::none;
    for (const LoggedEvent& event : material.events) {
        const Mark mark = mark_of(event);
        if (mark != Mark::marries && mark != Mark::loses_spouse && mark != Mark::is_divorced)
            continue;
        if (first == Mark::none) first = mark;
        weddings += mark == Mark::marries;
    }
    if (first == Mark::none) return self.marital;
    if (first != Mark::marries) return Marital::married;
    return self.marriages > weddings ? Marital::widowed : Marital::never_married;
}

BandSpell marital(Day from, Marital how)
{
    constexpr std::array<std::pair<const char*, const char*>, 4> words{
        {{"never_married", "never married"},
         {"married", "married"},
         {"widowed", "widowed"},
         {"divorced", "divorced"}}};
    const auto& [code, label] = words[static_cast<std::size_t>(how)];
    return {.from = from, .code = code, .label = label};
}

/// Founders who have always been at work where they were when the run began are where they are in
/// the end: no event has told it.
void name_sector(Band& band, const LifeRow& self)
{
    const auto unknown = state(Day{}, Status::worker).code;
    if (!self.has_work || band.spells.empty() || band.spells.back().code != unknown) return;
    const int sector = static_cast<int>(Status::farm) + static_cast<int>(self.sector);
    const BandSpell known = state(Day{}, static_cast<Status>(sector));
    for (BandSpell& spell : band.spells)
        if (spell.code == unknown) spell.code = known.code, spell.label = known.label;
}

BandSpell standing(Day from, model::Standing how)
{
    constexpr std::array<std::pair<const char*, const char*>, 4> words{
        {{"outside", "outside the party"},
         {"member", "a member"},
         {"lapsed", "a member no longer, which nobody has recorded"},
         {"cancelled", "membership cancelled on record"}}};
    const auto& [code, label] = words[static_cast<std::size_t>(how)];
    return {.from = from, .code = code, .label = label};
}

} // namespace

Turns::Turns(std::string_view name, const BandMaterial& material)
    : band_{.name = name, .spells = {}},
      first_{std::max(material.cast.self().born, material.run.from)},
      end_{material.cast.self().died}
{
}

void Turns::turn(BandSpell spell)
{
    std::vector<BandSpell>& spells = band_.spells;
    if (end_ != engine::no_day && spell.from > end_) return;
    spell.from = std::max(spell.from, first_);
    while (!spells.empty() && spells.back().from >= spell.from) spells.pop_back();
    if (!spells.empty() && spells.back().is_like(spell)) return;
    spells.push_back(std::move(spell));
}

Band Turns::done()
{
    std::vector<BandSpell>& spells = band_.spells;
    for (std::size_t i = 0; i + 1 < spells.size(); ++i) spells[i].to = spells[i + 1].from;
    if (!spells.empty()) spells.back().to = end_;
    return std::move(band_);
}

const BandSpell* spell_on(const Band& band, Day day)
{
    for (auto one = band.spells.rbegin(); one != band.spells.rend(); ++one)
        if (one->from <= day) return &*one;
    return nullptr;
}

Band stage_band(const BandMaterial& material)
{
    Turns turns{"stage", material};
    StatusAfter after{material};
    turns.turn(state(turns.first(), after.status()));
    for (std::size_t i = 0; i < material.events.size(); ++i) {
        const LoggedEvent& event = material.events[i];
        BandSpell spell = state(event.day, after.pass(event));
        spell.event = i + 1;
        turns.turn(std::move(spell));
    }
    Band band = turns.done();
    name_sector(band, material.cast.self());
    return band;
}

Band place_band(const BandMaterial& material)
{
    const LifeRow& self = material.cast.self();
    Turns turns{"place", material};
    const auto be_in = [&](Day day, const std::string& place, std::size_t event) {
        if (place.empty()) return;
        turns.turn({.from = day,
                    .code = place,
                    .label = place_words(place),
                    .place = place,
                    .event = event});
    };
    // A household tells where those are of whom no event tells it yet.
    auto stay = material.stays.begin();
    const auto be_at_home = [&](Day until) {
        for (; stay != material.stays.end() && stay->from <= until; ++stay)
            be_in(stay->from, stay->place, 0);
    };
    if (!self.founder) be_in(self.born, material.cast.place_name(self.birth_place), 0);
    for (std::size_t i = 0; i < material.events.size(); ++i) {
        const LoggedEvent& event = material.events[i];
        be_at_home(event.day - 1);
        if (turns.last() == nullptr) be_in(turns.first(), event.place, 0);
        be_in(event.day, event.place, i + 1);
    }
    if (turns.last() == nullptr) be_in(turns.first(), material.cast.place_name(self.place), 0);
    return turns.done();
}

Band marriage_band(const BandMaterial& material)
{
    const LifeRow& self = material.cast.self();
    Turns turns{"marriage", material};
    Marital now = married_at_first(material);
    BandSpell first = marital(turns.first(), now);
    const bool same = std::ranges::none_of(
        material.events, [](const LoggedEvent& event) { return mark_of(event) == Mark::marries; });
    if (now != Marital::never_married && same) first.with = self.spouse;
    turns.turn(std::move(first));
    for (std::size_t i = 0; i < material.events.size(); ++i) {
        const LoggedEvent& event = material.events[i];
        const Mark mark = mark_of(event);
        if (mark == Mark::marries)
            now = Marital::married;
        else if (mark == Mark::loses_spouse && now == Marital::married)
            now = Marital::widowed;
        else if (mark == Mark::is_divorced && now == Marital::married)
            now = Marital::divorced;
        else
            continue;
        BandSpell spell = marital(event.day, now);
        spell.with = event.other;
        spell.event = i + 1;
        turns.turn(std::move(spell));
    }
    return turns.done();
}

Band party_band(const BandMaterial& material)
{
    using model::Standing;
    const LifeRow& self = material.cast.self();
    Turns turns{"party", material};
    const bool before = self.founder && self.admitted <= material.run.from;
    Standing now = before ? Standing::member : Standing::outside;
    turns.turn(standing(turns.first(), now));
    for (std::size_t i = 0; i < material.events.size(); ++i) {
        const Mark mark = mark_of(material.events[i]);
        if (mark == Mark::joins_party)
            now = Standing::member;
        else if (mark == Mark::lapses)
            now = Standing::lapsed;
        else if (mark == Mark::membership_ends && now != Standing::outside)
            now = Standing::cancelled;
        else
            continue;
        BandSpell spell = standing(material.events[i].day, now);
        spell.event = i + 1;
        turns.turn(std::move(spell));
    }
    return turns.done();
}

std::vector<Band> bands_of_kin(const BandMaterial& material)
{
    return {stage_band(material), place_band(material), marriage_band(material)};
}

std::vector<Band> bands_of(const BandMaterial& material)
{
    std::vector<Band> bands = bands_of_kin(material);
    for (const auto band : {household_band, party_band, health_band, food_band, known_band})
        bands.push_back(band(material));
    return bands;
}

} // namespace counterlife::study::explorer

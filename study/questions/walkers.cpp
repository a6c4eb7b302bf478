// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/walkers.h"

#include "model/places/map.h"
#include "model/switches.h"
#include "study/find/sequence_match.h"
#include "study/nation/stages.h"
#include "study/record/event_order.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace counterlife::study::questions {
namespace {

PatternNames names_of(const model::Map& map)
{
    PatternNames names{
        .rules = model::rule_names(), .places = {}, .place_provinces = {}, .places_abroad = {}};
    for (std::size_t i = 0; i < map.places.size(); ++i) {
        names.places.push_back(map.places[i].name);
        names.place_provinces.push_back(map.places[i].province);
        names.places_abroad.push_back(!map.is_home(static_cast<engine::PlaceId>(i)));
    }
    return names;
}

bool is_named(const std::vector<PatternName>& list, std::string_view name)
{
    return list.empty() || std::ranges::any_of(list, [&](const PatternName& one) {
               return folded(one.text) == folded(name);
           });
}

} // namespace

void check_walk(const Pattern& pattern, const model::Map& map, Complaints& complaints)
{
    check_names(pattern, names_of(map), complaints);
    for (const auto* list : {&pattern.people.places, &pattern.people.provinces})
        for (const PatternName& one : *list)
            complain_at(pattern.text, pattern.file, one.at,
                        "where people live at the end, which twins do not tell",
                        "a birth place or birth province, or none", "", complaints);
    if (pattern.steps.empty() && !pattern.people.typed)
        complain_at(pattern.text, pattern.file, 0, "nobody and no steps",
                    "people, or a step or several", "", complaints);
}

Walkers::Walkers(const Walk& walk, const model::Map& map, int replicate)
    : walk_{walk}, map_{map}, replicate_{replicate}, names_{names_of(map)},
      query_{query_of(walk.pattern, names_, walk.pattern.asks_states())}
{
}

void Walkers::note_year(const TwinWorld& base)
{
    std::vector<engine::Event> asked;
    for (const engine::Event& event : base.events())
        if (query_.asks(event.rule) && event.who >= engine::first_life_id) asked.push_back(event);
    std::vector<KeptEvent>& group = hits_.emplace_back();
    for (const std::uint32_t at : in_order(asked)) {
        const engine::Event& event = asked[at];
        if (const auto hit =
                query_.hit(event.who, event.rule, event.day, event.detail, event.place))
            group.push_back(*hit);
    }
}

bool Walkers::is_looked_at(const Person& person) const
{
    const PatternPeople& people = walk_.pattern.people;
    const bool lives = person.died == engine::no_day;
    const Sex sex = person.sex == model::Sex::male ? Sex::male : Sex::female;
    if (people.sex && *people.sex != sex) return false;
    if (!people.born.has(person.born) || (people.living && !lives)) return false;
    if (!people.died.is_all() && (lives || !people.died.has(person.died))) return false;
    if (people.birth_places.empty() && people.birth_provinces.empty()) return true;
    if (person.birth_place >= map_.places.size()) return false;
    const model::PlaceFacts& place = map_.places[person.birth_place];
    return is_named(people.birth_places, place.name) &&
           is_named(people.birth_provinces, place.province);
}

void Walkers::find(const TwinWorld& base, const People& people)
{
    const bool asks_states = walk_.pattern.asks_states();
    std::optional<StageNumbers> stages;
    if (asks_states) {
        RunDescription description = walk_.base;
        description.replicate = replicate_;
        stages.emplace(stage_numbers(description));
    }
    SequenceMatch match{walk_.pattern, stages ? &*stages : nullptr};
    const KeptEvents kept{std::exchange(hits_, {}), 1};
    for (std::uint32_t number = 0; number < people.size(); ++number) {
        const Person person = base.person(number);
        if (person.id == engine::nobody || !is_looked_at(person)) continue;
        const auto heap = kept.heap(KeptEvents::heap_of(person.id));
        const auto own = std::ranges::equal_range(heap, person.id, {}, &KeptEvent::who);
        const bool born_abroad =
            person.birth_place < map_.places.size() && !map_.is_home(person.birth_place);
        const Looked looked{.who = person.id,
                            .born = person.born,
                            .died = person.died,
                            .sex = person.sex == model::Sex::male ? Sex::male : Sex::female,
                            .founder = person.founder,
                            .born_abroad = born_abroad};
        if (match.passed({own.begin(), own.end()}, &looked) == match.legs())
            found_.insert(person.id);
    }
}

} // namespace counterlife::study::questions

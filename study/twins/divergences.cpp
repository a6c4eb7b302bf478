// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/divergences.h"

#include "engine/digest.h"
#include "model/belief/belief.h"
#include "model/border/border.h"
#include "model/claims.h"
#include "model/health/health.h"
#include "model/labour/labour.h"
#include "model/party/party.h"
#include "model/route/route.h"
#include "model/security/security.h"
#include "model/switches.h"
#include "study/input/overlay.h"
#include "study/input/rule_facts.h"
#include "study/input/rules.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace counterlife::study::twins {
namespace {

using engine::Day;
using engine::Event;
using engine::no_day;
using engine::no_rule;
using engine::RuleId;

/// A rule by which people read what is counted in a place, and the rule that turns the count into
/// what they read (decision 0012). Some are counted in one place for all.
struct ReaderOfSums {
    const model::Rule *rule, *keeper;
    bool in_the_centre = false; ///< of arrivals in the South
};
constexpr const model::Rule *needs = &model::labour::planning, *arrivals = &model::route::word;
constexpr std::array readers_of_sums{
    ReaderOfSums{&model::labour::placement, needs},
    ReaderOfSums{&model::labour::petition, needs},
    ReaderOfSums{&model::labour::absconding, needs},
    ReaderOfSums{&model::party::registration, needs},
    ReaderOfSums{&model::health::refuge, needs},
    ReaderOfSums{&model::belief::news, needs},
    ReaderOfSums{&model::border::departure, &model::security::absence_noted},
    ReaderOfSums{&model::route::contact, arrivals, true},
    ReaderOfSums{&model::route::resolve, arrivals, true},
};

engine::PlaceId place_of_office(engine::LifeId office)
{
    return static_cast<engine::PlaceId>((office - engine::office_id(0, 0)) >> 8);
}

/// An event of somebody who has just parted.
struct Fresh {
    std::uint32_t parting;
    bool of_other;
    const Event* event;

    auto key() const
    {
        // Of one day letters come first: they can be followed.
        return std::tuple{parting, event->day, event->cause.rule == no_rule, event->rule,
                          engine::hash_of(*event)};
    }
};

/// Where the run of events that are alike in everything ends. The same may happen twice in a day.
std::size_t end_of_alike(const std::vector<Fresh>& events, std::size_t from)
{
    std::size_t end = from + 1;
    while (end < events.size() && events[end].key() == events[from].key()) ++end;
    return end;
}

std::array<std::pair<engine::Cause, Day>, 2> causes_of(const Divergence& parting)
{
    return {{{parting.base_cause, parting.base_day}, {parting.other_cause, parting.other_day}}};
}

bool same(const model::RuleSwitch* a, const model::RuleSwitch* b)
{
    const model::RuleSwitch always;
    const auto facts = [&](const model::RuleSwitch* one) {
        const model::RuleSwitch& it = one ? *one : always;
        const bool off = it.from >= it.to;
        return std::tuple{off ? Day{0} : it.from, off ? Day{0} : it.to, it.soft};
    };
    return facts(a) == facts(b);
}

const model::RuleSwitch* find(const model::RuleSwitches& switches, std::string_view name)
{
    const auto at = std::ranges::find(switches, name, &model::RuleSwitch::rule);
    return at == switches.end() ? nullptr : &*at;
}

} // namespace

void TouchedPlaces::touch(engine::PlaceId place, Day day)
{
    if (since_.size() <= place) since_.resize(place + std::size_t{1}, no_day);
    since_[place] = std::min(since_[place], day);
}

bool TouchedPlaces::touched(engine::PlaceId place, Day day) const
{
    return place < since_.size() && since_[place] <= day;
}

Differences differences_of(const Scenario& base, const Scenario& other)
{
    const std::vector<RuleFacts> rules = rule_facts();
    Differences differences{.rules = std::vector<bool>(rules.size())};
    const auto differ = [&](std::string_view name) {
        return !same(find(base.switches, name), find(other.switches, name));
    };
    for (std::size_t rule = 0; rule < rules.size(); ++rule)
        differences.rules[rule] =
            differ(rules[rule].name) || std::ranges::any_of(rules[rule].answers, differ);
    differences.numbers = resolved_hash(base.rows, {}, {}) != resolved_hash(other.rows, {}, {});
    return differences;
}

std::string_view word(Why why)
{
    constexpr std::array<std::string_view, whys> words{"rule", "letter",  "birth",      "sums",
                                                       "kin",  "numbers", "unexplained"};
    return words[static_cast<std::size_t>(why)];
}

void Divergences::compare_year(const TwinWorld& base, const TwinWorld& other)
{
    const std::size_t before = divergences_.size();
    number_of_.resize(people_.size(), none);
    for (std::uint32_t number = 0; number < number_of_.size(); ++number) {
        if (number_of_[number] != none || base.sum_of(number) == other.sum_of(number)) continue;
        number_of_[number] = static_cast<std::uint32_t>(divergences_.size());
        divergences_.push_back({.who = number});
    }
    find_first_differences(base, other, before);
    note_touched(base);
    note_touched(other);
}

void Divergences::find_first_differences(const TwinWorld& base, const TwinWorld& other,
                                         std::size_t fresh)
{
    std::vector<Fresh> events;
    for (const TwinWorld* world : {&base, &other})
        for (std::size_t i = 0; i < world->events().size(); ++i) {
            const std::uint32_t parting = number_of_[world->owners()[i]];
            if (parting != none && parting >= fresh)
                events.push_back({parting, world == &other, &world->events()[i]});
        }
    std::ranges::sort(events, {}, &Fresh::key);
    for (std::size_t i = 0; i < events.size();) {
        const std::uint32_t at = events[i].parting;
        // What both worlds have equally often stands together.
        while (i < events.size() && events[i].parting == at) {
            const std::size_t end = end_of_alike(events, i);
            const auto of_other = static_cast<std::size_t>(std::count_if(
                &events[i], &events[0] + end, [](const Fresh& one) { return one.of_other; }));
            if (2 * of_other != end - i) break;
            i = end;
        }
        if (i == events.size() || events[i].parting != at) continue;
        Divergence& parting = divergences_[at];
        parting.day = events[i].event->day;
        parting.place = events[i].event->place;
        for (; i < events.size() && events[i].parting == at; ++i) {
            const Event& event = *events[i].event;
            const bool of_other = events[i].of_other;
            RuleId& rule = of_other ? parting.other_rule : parting.base_rule;
            if (rule != no_rule) continue;
            rule = event.rule;
            (of_other ? parting.other_day : parting.base_day) = event.day;
            (of_other ? parting.other_cause : parting.base_cause) = event.cause;
        }
    }
}

/// From its parting on, a life touches the places where it is, and those who hear from it.
void Divergences::note_touched(const TwinWorld& world)
{
    if (divergences_.empty()) return;
    for (std::size_t i = 0; i < world.events().size(); ++i) {
        const std::uint32_t number = world.owners()[i];
        if (!is_person(number)) continue;
        const Event& event = world.events()[i];
        const Divergence* parting = of(number);
        if (parting && parting->day <= event.day) {
            touched_.touch(event.place, event.day);
            books_touched_.touch(event.place, event.day);
            books_touched_.touch(world.map().seat_of[event.place], event.day);
        } else if (event.cause.rule != no_rule && event.cause.who != event.who &&
                   sender_of(event.cause)) {
            engine::Cause& heard = heard_[number];
            if (heard.rule == no_rule || heard.day <= event.cause.day) heard = event.cause;
        }
    }
}

const Divergence* Divergences::sender_of(const engine::Cause& letter) const
{
    const std::uint32_t sender = people_.find(letter.who);
    const Divergence* parting = sender == People::nobody_known ? nullptr : of(sender);
    return parting && parting->day <= letter.day ? parting : nullptr;
}

void Divergences::follow(Divergence& parting, Why why, const Divergence& from)
{
    parting.why = why;
    parting.root = from.root;
    parting.root_rule = from.root_rule;
    parting.steps = static_cast<std::uint16_t>(from.steps + 1);
}

bool Divergences::by_rule(Divergence& parting, const Differences& differences) const
{
    for (const auto& [rule, day] : {std::pair{parting.base_rule, parting.base_day},
                                    std::pair{parting.other_rule, parting.other_day}}) {
        if (day != parting.day || !differences.rules[rule]) continue;
        parting.why = parting.root = Why::rule;
        parting.root_rule = rule;
        return true;
    }
    return false;
}

bool Divergences::by_letter(Divergence& parting) const
{
    for (const auto& [cause, day] : causes_of(parting)) {
        if (day != parting.day || cause.rule == no_rule) continue;
        const Divergence* sender = sender_of(cause);
        if (!sender) continue;
        parting.letter = cause;
        follow(parting, Why::letter, *sender);
        return true;
    }
    return false;
}

bool Divergences::by_earlier_letter(Divergence& parting) const
{
    const auto heard = heard_.find(parting.who);
    if (heard == heard_.end()) return false;
    parting.letter = heard->second;
    follow(parting, Why::letter, *sender_of(heard->second));
    return true;
}

bool Divergences::by_birth(Divergence& parting, const TwinWorld& base, const TwinWorld& other) const
{
    for (const TwinWorld* world : {&base, &other}) {
        const Person person = world->person(parting.who);
        const std::uint32_t mother = people_.find(person.mother);
        const Divergence* parted = mother == People::nobody_known ? nullptr : of(mother);
        if (person.founder || !parted || parted->day > person.born) continue;
        follow(parting, Why::birth, *parted);
        return true;
    }
    return false;
}

bool Divergences::by_sums(Divergence& parting) const
{
    const auto put_down_to = [&](RuleId rule) {
        parting.why = parting.root = Why::sums;
        parting.root_rule = rule;
        return true;
    };
    if (!is_person(parting.who))
        return books_touched_.touched(parting.place, parting.day) && put_down_to(parting.rule());
    for (const Reader& reader : readers_) {
        const engine::PlaceId place = reader.in_the_centre ? centre_ : parting.place;
        if (parting.rule() == reader.rule && touched_.touched(place, parting.day))
            return put_down_to(reader.keeper);
    }
    for (const auto& [cause, day] : causes_of(parting)) {
        const bool office = cause.rule != no_rule && cause.who < engine::first_life_id;
        const engine::PlaceId place = place_of_office(cause.who);
        if (day == parting.day && office && books_touched_.touched(place, cause.day))
            return put_down_to(cause.rule);
    }
    return false;
}

/// Some letters are answered without an event, and whether a child is alone in a house depends on
/// who else has left it. Both come from kin.
bool Divergences::by_kin(Divergence& parting, Kin& kin) const
{
    for (const std::uint32_t relative : kin.near(parting.who)) {
        const Divergence* parted = of(relative);
        if (!parted || parted->day >= parting.day) continue;
        follow(parting, Why::kin, *parted);
        return true;
    }
    return false;
}

/// Who is born in one world only, or on another day, parts at birth, though nothing has happened to
/// the child since.
void Divergences::add_births(const TwinWorld& base, const TwinWorld& other)
{
    number_of_.resize(people_.size(), none);
    for (std::uint32_t number = 0; number < number_of_.size(); ++number) {
        const Person a = base.person(number), b = other.person(number);
        if (number_of_[number] != none || (a.id == b.id && a.born == b.born)) continue;
        number_of_[number] = static_cast<std::uint32_t>(divergences_.size());
        const bool first = b.id == engine::nobody || (a.id != engine::nobody && a.born <= b.born);
        divergences_.push_back({.who = number,
                                .day = first ? a.born : b.born,
                                .place = first ? a.birth_place : b.birth_place});
    }
}

void Divergences::explain(const Differences& differences, const TwinWorld& base,
                          const TwinWorld& other)
{
    add_births(base, other);
    for (const ReaderOfSums& reader : readers_of_sums)
        readers_.push_back({.rule = reader.rule->number,
                            .keeper = reader.keeper->number,
                            .in_the_centre = reader.in_the_centre});
    if (const auto& centres = base.map().all(model::Role::centre); !centres.empty())
        centre_ = centres.front();
    // Letters arrive a day after they are sent at the earliest, so the days settle what comes
    // first.
    std::vector<std::uint32_t> order(divergences_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return divergences_[i].day; });
    Kin kin{people_, base, other};
    for (const std::uint32_t i : order) {
        Divergence& parting = divergences_[i];
        if (by_rule(parting, differences) || by_letter(parting) || by_birth(parting, base, other) ||
            by_sums(parting) || by_earlier_letter(parting) || by_kin(parting, kin))
            continue;
        parting.why = parting.root = differences.numbers ? Why::numbers : Why::unexplained;
        parting.root_rule = parting.rule();
    }
}

} // namespace counterlife::study::twins

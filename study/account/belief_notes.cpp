// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What was believed and was not so. Each function finds one kind, from the events of a life and
// the lines of the people in it; another kind is another function in the list.

#include "model/army/army.h"
#include "model/family/details.h"
#include "model/family/family.h"
#include "model/labour/labour.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/search/search.h"
#include "model/security/security.h"
#include "model/south/south.h"
#include "study/account/biography.h"
#include "study/input/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace counterlife::study::account {
namespace {

using engine::Day;
using engine::LifeId;

struct Life {
    std::span<const LoggedEvent> events;
    const WhoIsWho& cast;
    std::string he, his;
};

using Found = std::vector<Difference>;

const LoggedEvent* last_before(const Life& life, std::string_view rule, Day day)
{
    const LoggedEvent* found = nullptr;
    for (const LoggedEvent& event : life.events)
        if (event.rule == rule && event.day <= day) found = &event;
    return found;
}

/// The rules by which somebody learns of a death: at once by mail, or after a time out of reach.
const std::string_view by_mail = model::person::bereavement.name,
                       at_last = model::family::news.name;

bool has_heard(const Life& life, LifeId other)
{
    return std::ranges::any_of(life.events, [&](const LoggedEvent& event) {
        return (event.rule == by_mail || event.rule == at_last) && event.other == other;
    });
}

/// A death or a birth that became known later than the next day.
void heard_late(const Life& life, Found& found)
{
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        const LoggedEvent& event = life.events[i];
        const LifeRow* other = life.cast.row(event.other);
        if (other == nullptr) continue;
        const bool death = event.rule == by_mail;
        if (!death && event.rule != model::person::fatherhood.name) continue;
        const Day truly = death ? other->died : other->born;
        if (truly == engine::no_day || event.day - truly < 2) continue;
        const std::string name = life.cast.name(event.other);
        found.push_back(
            {.kind = death ? "death_heard_late" : "birth_heard_late",
             .text = capitalised(fmt::format("{} had {} on {}; {} learned of it {} later.", name,
                                             death ? "died" : "been born", long_date(truly),
                                             life.he, span_words(event.day - truly))),
             .true_since = truly,
             .known_since = event.day,
             .about = event.other,
             .event = i + 1});
    }
}

/// A death in the family of which no news came while the person lived.
void never_heard(const Life& life, Found& found)
{
    constexpr engine::Days news_takes = 60;
    const LifeRow& self = life.cast.self();
    if (life.events.empty()) return;
    const Day end = self.died == engine::no_day ? engine::no_day : self.died - news_takes;
    std::vector<LifeRow> kin = life.cast.children();
    // A founder knows of parents who had died before the run, who were no founders.
    for (const LifeId parent : {self.mother, self.father})
        if (const LifeRow* row = life.cast.row(parent); row && (row->founder || !self.founder))
            kin.push_back(*row);
    for (const LifeRow& one : kin) {
        if (one.died == engine::no_day || one.died >= end || one.died < self.born) continue;
        if (has_heard(life, one.person)) continue;
        if (one.died + news_takes > life.events.back().day && self.died == engine::no_day) continue;
        found.push_back({.kind = "death_never_heard",
                         .text = capitalised(fmt::format(
                             "{} dies on {}; no word of it reaches {}.", life.cast.name(one.person),
                             long_date(one.died), life.cast.is_woman(self.person) ? "her" : "him")),
                         .true_since = one.died,
                         .known_since = std::nullopt,
                         .about = one.person});
    }
}

/// By regulation a member no longer, while the books still have the name.
void lapsed_and_not_recorded(const Life& life, Found& found)
{
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        if (life.events[i].rule != model::party::lapse.name) continue;
        const Day since = life.events[i].day;
        const auto recall = std::ranges::find_if(life.events.subspan(i), [](const auto& event) {
            return event.rule == model::party::recall.name;
        });
        const bool told = recall != life.events.end();
        found.push_back(
            {.kind = "membership_not_recorded",
             .text = told ? fmt::format("The party's books go on calling {} a member for {}.",
                                        life.he == "she" ? "her" : "him",
                                        span_words(recall->day - since))
                          : fmt::format("The party's books go on calling {} a member.",
                                        life.he == "she" ? "her" : "him"),
             .true_since = since,
             .known_since = told ? std::optional{recall->day} : std::nullopt,
             .about = life.cast.self().person,
             .event = i + 1});
    }
}

/// The police hear of a flight weeks after it.
void flight_not_known(const Life& life, Found& found)
{
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        const LoggedEvent& event = life.events[i];
        if (event.rule != model::security::watch.name || event.cause.rule.empty()) continue;
        const LoggedEvent* flight = last_before(life, model::labour::absconding.name, event.day);
        if (flight == nullptr) continue;
        found.push_back(
            {.kind = "flight_not_known",
             .text = fmt::format("The police did not know of the flight of {} until {}.",
                                 long_date(flight->day), long_date(event.cause.day)),
             .true_since = flight->day,
             .known_since = event.cause.day,
             .about = life.cast.self().person,
             .event = i + 1});
    }
}

/// Kin who died while the person was across the river or in custody, where no word comes.
void died_while_away(const Life& life, Found& found)
{
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        const LoggedEvent& event = life.events[i];
        const LifeRow* other = life.cast.row(event.other);
        if (event.rule != at_last) continue;
        const auto told = model::detail_of<model::family::NewsDetail>(event.detail).news;
        if (told == model::family::News::marriage_over) continue;
        if (other == nullptr || other->died == engine::no_day || event.day < other->died) continue;
        found.push_back(
            {.kind = "death_while_away",
             .text = capitalised(fmt::format(
                 "{} had died on {}; out of reach of any word, {} believed {} to be alive for {}.",
                 life.cast.name(event.other), long_date(other->died), life.he,
                 life.cast.is_woman(event.other) ? "her" : "him",
                 span_words(event.day - other->died))),
             .true_since = other->died,
             .known_since = event.day,
             .about = event.other,
             .event = i + 1});
    }
}

/// Something done for somebody who had died, of which no word had come.
void took_for_alive(const Life& life, Found& found)
{
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        const LoggedEvent& event = life.events[i];
        if (!is_of(event.rule, model::south::remittance, model::south::sending_for,
                   model::search::paid_look, model::search::setting_out, model::army::letter_home))
            continue;
        const LifeRow* other = life.cast.row(event.other);
        if (other == nullptr || other->died == engine::no_day || event.day <= other->died) continue;
        const LoggedEvent* told = nullptr;
        for (const LoggedEvent& one : life.events)
            if ((one.rule == by_mail || one.rule == at_last) && one.other == event.other)
                told = &one;
        if (told != nullptr && told->day <= event.day) continue;
        found.push_back({.kind = "taken_for_alive",
                         .text = capitalised(fmt::format("{} had died on {}, and {} did not know.",
                                                         life.cast.name(event.other),
                                                         long_date(other->died), life.he)),
                         .true_since = other->died,
                         .known_since = told == nullptr ? std::nullopt : std::optional{told->day},
                         .about = event.other,
                         .event = i + 1});
    }
}

/// Somebody searched for was said to be in one place, and is found in another.
void looked_for_elsewhere(const Life& life, Found& found)
{
    const LoggedEvent* said = nullptr;
    for (std::size_t i = 0; i < life.events.size(); ++i) {
        const LoggedEvent& event = life.events[i];
        if (event.rule == model::search::rumour.name) said = &event;
        if (event.rule != model::search::found.name) continue;
        const LoggedEvent* rumour = std::exchange(said, nullptr);
        if (rumour == nullptr || rumour->other != event.other) continue;
        const std::string place = life.cast.place_name(rumour->detail);
        if (place.empty() || place == event.place) continue;
        const std::string text = fmt::format(
            "Since {} {} had believed {} to be {}, and finds {} {}.", long_date(rumour->day),
            life.he, life.cast.name(event.other), in_place(place),
            life.cast.is_woman(event.other) ? "her" : "him", in_place(event.place));
        found.push_back({.kind = "thought_elsewhere",
                         .text = text,
                         .true_since = rumour->day,
                         .known_since = event.day,
                         .about = event.other,
                         .event = i + 1});
    }
}

constexpr std::array kinds{heard_late,          never_heard,     lapsed_and_not_recorded,
                           flight_not_known,    died_while_away, took_for_alive,
                           looked_for_elsewhere};

} // namespace

std::vector<Difference> differences(std::span<const LoggedEvent> events, const WhoIsWho& cast)
{
    const bool woman = cast.is_woman(cast.self().person);
    const Life life{events, cast, woman ? "she" : "he", woman ? "her" : "his"};
    Found found;
    for (const auto find : kinds) find(life, found);
    return found;
}

} // namespace counterlife::study::account

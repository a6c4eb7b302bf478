// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twin_world.h"

#include "engine/digest.h"
#include "model/switches.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace counterlife::study {
namespace {

constexpr float not_yet = std::numeric_limits<float>::quiet_NaN();

RunRequest watching_all(RunRequest request)
{
    request.watch.one_in = 1;
    return request;
}

} // namespace

std::uint32_t People::number_of(engine::LifeId id)
{
    if (const auto* entry = numbers_.find(id)) return entry->slot;
    const auto number = static_cast<std::uint32_t>(ids_.size());
    numbers_.put({.id = id, .slot = number});
    ids_.push_back(id);
    return number;
}

std::uint32_t People::find(engine::LifeId id) const
{
    const auto* entry = id == engine::nobody ? nullptr : numbers_.find(id);
    return entry ? entry->slot : nobody_known;
}

TwinWorld::TwinWorld(const model::Numbers& numbers, RunRequest request, People& people,
                     std::span<const Outcome* const> outcomes)
    : people_{people}, map_{numbers.map}, outcomes_{outcomes}, end_{request.to},
      simulation_{numbers, watching_all(std::move(request))}
{
    const auto rules = model::rule_names();
    wishes_.resize(rules.size());
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        const Outcome& outcome = *outcomes_[i];
        blank_.push_back(outcome.age_at.empty() ? 0 : not_yet);
        const bool age = !outcome.age_at.empty();
        const std::string_view wanted = age ? outcome.age_at : outcome.ever;
        for (std::size_t rule = 0; rule < rules.size() && !wanted.empty(); ++rule)
            if (rules[rule] == wanted) wishes_[rule].push_back({.outcome = i, .age = age});
    }
}

float* TwinWorld::values_of(std::uint32_t number)
{
    const std::size_t width = outcomes_.size();
    while (values_.size() < (number + std::size_t{1}) * width)
        values_.insert(values_.end(), blank_.begin(), blank_.end());
    return &values_[number * width];
}

void TwinWorld::note_events()
{
    constexpr std::size_t ahead = 16; // Persons lie anywhere; so far the memory can look ahead.
    owners_.resize(events_.size());
    std::uint64_t foreseen = 0;
    for (std::size_t i = 0; i < events_.size(); ++i) {
        if (i + ahead < events_.size()) foreseen += people_.foresee(events_[i + ahead].who);
        owners_[i] = people_.number_of(events_[i].who);
    }
    if (sums_.size() < people_.size()) sums_.resize(people_.size() + people_.size() / 16);
    for (std::size_t i = 0; i < events_.size(); ++i) {
        const engine::Event& event = events_[i];
        sums_[owners_[i]] += engine::hash_of(event);
        for (const Wish& wish : wishes_[event.rule]) {
            float& value = values_of(owners_[i])[wish.outcome];
            if (!wish.age)
                value = 1;
            else if (!(value <= static_cast<float>(event.day))) // Turned into an age at the end.
                value = static_cast<float>(event.day);
        }
    }
    (void)foreseen;
}

void TwinWorld::note_january()
{
    bool wanted = false;
    for (const Outcome* outcome : outcomes_) wanted |= outcome->in_january != nullptr;
    if (!wanted) return;
    simulation_.each_living([&](const model::Life& life, engine::PlaceId) {
        for (std::size_t i = 0; i < outcomes_.size(); ++i)
            if (outcomes_[i]->in_january && outcomes_[i]->in_january(life))
                ++values_of(people_.number_of(life.being.id))[i];
    });
}

void TwinWorld::note_end(const model::Life& life, engine::Day died)
{
    const std::uint32_t number = people_.number_of(life.being.id);
    if (persons_.size() <= number)
        persons_.resize(std::max(people_.size(), number + std::size_t{1}));
    persons_[number] = {.id = life.being.id,
                        .mother = life.mother.id,
                        .father = life.father.id,
                        .spouse = life.spouse.id,
                        .born = life.born,
                        .died = died,
                        .birth_place = life.birth_place,
                        .sex = life.sex,
                        .rank = life.career.rank,
                        .urban = life.urban,
                        .party_family = life.career.party_family,
                        .founder = life.founder};
    float* values = values_of(number);
    const Ending ending{.life = life, .died = died, .end = end_};
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        if (outcomes_[i]->at_end)
            values[i] = static_cast<float>(outcomes_[i]->at_end(ending));
        else if (!outcomes_[i]->age_at.empty())
            values[i] = static_cast<float>((static_cast<double>(values[i]) - life.born) /
                                           engine::days_per_year);
    }
}

std::expected<void, std::string> TwinWorld::live_a_year(const Listener& listener)
{
    note_january();
    // The last events of the dead come with their year, so the dead wait for them.
    std::vector<std::pair<model::Life, engine::Day>> dead;
    const Listener mine{
        .progress = listener.progress,
        .events =
            [&](int, std::vector<engine::Event>& events) {
                events_ = std::move(events);
                return std::string{};
            },
        .lives = {},
        .death = [&](const model::Life& life, engine::Day died) { dead.emplace_back(life, died); },
        .cancelled = listener.cancelled};
    if (auto lived = simulation_.live_a_year(mine); !lived) return lived;
    note_events();
    for (const auto& [life, died] : dead) note_end(life, died);
    return {};
}

void TwinWorld::end()
{
    simulation_.each_living(
        [&](const model::Life& life, engine::PlaceId) { note_end(life, engine::no_day); });
}

} // namespace counterlife::study

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/twin_world.h"

#include "engine/digest.h"
#include "model/places/map.h"
#include "model/switches.h"
#include "study/record/event_order.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace counterlife::study::twins {
namespace {

constexpr float not_yet = std::numeric_limits<float>::quiet_NaN();

RunRequest watching_all(RunRequest request)
{
    request.sample.one_in = 1;
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
    : people_{people}, world_{numbers}, outcomes_{outcomes}, end_{request.to},
      simulation_{numbers, watching_all(std::move(request))}
{
    wishes_.resize(model::rule_names().size());
    marks_.resize(outcomes_.size());
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        const Outcome& outcome = *outcomes_[i];
        blank_.push_back(outcome.age_at == nullptr ? outcome.at_first : not_yet);
        wish(i, outcome.ever, Want::ever);
        wish(i, outcome.ever_met, Want::met);
        wish(i, outcome.age_at, Want::age);
        if (!outcome.from_events) continue;
        for (std::size_t rule = 0; rule < outcome.from_events->rules.size(); ++rule)
            wish(i, outcome.from_events->rules[rule], Want::course, rule);
    }
}

void TwinWorld::wish(std::size_t outcome, const model::Rule* of, Want want, std::size_t rule)
{
    if (of == nullptr) return;
    wishes_[of->number].push_back({.outcome = outcome, .want = want, .rule = rule});
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
        if (i + ahead < events_.size()) foreseen += people_.prefetch(events_[i + ahead].who);
        owners_[i] = people_.number_of(events_[i].who);
    }
    std::vector<engine::Event> of_courses;
    if (sums_.size() < people_.size()) sums_.resize(people_.size() + people_.size() / 16);
    for (std::size_t i = 0; i < events_.size(); ++i) {
        const engine::Event& event = events_[i];
        sums_[owners_[i]] += engine::hash_of(event);
        bool in_course = false;
        for (const Wish& wish : wishes_[event.rule]) {
            in_course |= wish.want == Want::course;
            if (wish.want == Want::course) continue;
            const bool of_other = wish.want == Want::met;
            if (of_other && event.with == engine::nobody) continue;
            const std::uint32_t number = of_other ? people_.number_of(event.with) : owners_[i];
            float& value = values_of(number)[wish.outcome];
            if (wish.want == Want::ever || of_other)
                value = 1;
            else if (!(value <=
                       static_cast<float>(event.day.count()))) // Turned into an age at the end.
                value = static_cast<float>(event.day.count());
        }
        if (in_course) of_courses.push_back(event);
    }
    (void)foreseen;
    note_courses(of_courses);
}

void TwinWorld::note_courses(const std::vector<engine::Event>& events)
{
    for (const std::uint32_t at : in_order(events)) {
        const engine::Event& event = events[at];
        const std::uint32_t number = people_.number_of(event.who);
        for (const Wish& wish : wishes_[event.rule]) {
            if (wish.want != Want::course) continue;
            engine::Day& mark =
                marks_[wish.outcome].try_emplace(number, engine::no_day).first->second;
            Reading reading{
                .value = values_of(number)[wish.outcome], .mark = mark, .numbers = world_};
            outcomes_[wish.outcome]->from_events->read(reading, wish.rule, event);
        }
    }
}

void TwinWorld::note_january()
{
    bool wanted = false;
    for (const Outcome* outcome : outcomes_) wanted |= outcome->in_january != nullptr;
    if (!wanted) return;
    const engine::Day today = engine::day_of(simulation_.year());
    const auto mark_of = [&](std::size_t outcome, const model::Life& life) {
        if (marks_[outcome].empty()) return engine::no_day;
        const auto at = marks_[outcome].find(people_.number_of(life.being.id));
        return at == marks_[outcome].end() ? engine::no_day : at->second;
    };
    simulation_.each_living(
        [&](const model::Life& life, const model::Exile* exile, engine::PlaceId place) {
            for (std::size_t i = 0; i < outcomes_.size(); ++i) {
                if (!outcomes_[i]->in_january) continue;
                const January january{.life = life,
                                      .exile = exile,
                                      .place = place,
                                      .today = today,
                                      .mark = mark_of(i, life)};
                if (const double more = outcomes_[i]->in_january(january); more != 0)
                    values_of(people_.number_of(life.being.id))[i] += static_cast<float>(more);
            }
        });
}

void TwinWorld::note_end(const model::Life& life, const model::Exile* exile, engine::Day died)
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
    const Ending ending{.life = life, .exile = exile, .died = died, .end = end_};
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        const Outcome& outcome = *outcomes_[i];
        if (outcome.applies && !outcome.applies(ending))
            values[i] = not_yet;
        else if (outcome.at_end)
            values[i] = static_cast<float>(outcome.at_end(ending));
        else if (outcome.age_at != nullptr)
            values[i] = static_cast<float>((static_cast<double>(values[i]) - life.born.count()) /
                                           engine::days_per_year);
    }
}

std::expected<void, std::string> TwinWorld::live_a_year(const Listener& listener)
{
    note_january();
    // The last events of the dead come with their year, so the dead wait for them.
    struct Dead {
        model::Life life;
        std::optional<model::Exile> exile;
        engine::Day died;
    };
    std::vector<Dead> dead;
    const Listener mine{
        .progress = listener.progress,
        .events =
            [&](int, std::vector<engine::Event>& events) {
                events_ = std::move(events);
                return std::string{};
            },
        .lives = {},
        .death =
            [&](const model::Life& life, const model::Exile* exile, engine::Day died) {
                dead.push_back({life, exile ? std::optional{*exile} : std::nullopt, died});
            },
        .cancelled = listener.cancelled};
    if (auto lived = simulation_.live_a_year(mine); !lived) return lived;
    note_events();
    for (const auto& [life, exile, died] : dead) note_end(life, exile ? &*exile : nullptr, died);
    return {};
}

void TwinWorld::end()
{
    simulation_.each_living([&](const model::Life& life, const model::Exile* exile,
                                engine::PlaceId) { note_end(life, exile, engine::no_day); });
}

} // namespace counterlife::study::twins

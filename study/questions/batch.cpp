// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/batch.h"

#include "model/places/map.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace counterlife::study::questions {
namespace {

/// The outcomes that a batch needs; no others are read of its lives.
class Needed {
public:
    void add(std::size_t outcome)
    {
        if (position_.try_emplace(outcome, list_.size()).second)
            list_.push_back(question_outcomes()[outcome]);
    }
    std::size_t at(std::size_t outcome) const { return position_.at(outcome); }
    const std::vector<const Outcome*>& list() const { return list_; }

    /// A population that names outcomes by their position among those that are needed.
    Population localised(Population population)
    {
        for (auto* list : {&population.ever, &population.never, &population.both})
            for (std::size_t& one : *list) {
                add(one);
                one = at(one);
            }
        return population;
    }

private:
    std::map<std::size_t, std::size_t> position_;
    std::vector<const Outcome*> list_;
};

/// What is asked of one side.
struct Inquired {
    Population population, about;
    std::vector<Slot> slots; ///< by outcomes that are needed
};

class Batch {
public:
    explicit Batch(const AskedBatch& what)
        : map_{what.base->numbers.map}, keeps_counties_{what.keeps_counties},
          lived_(what.sides.size())
    {
        for (std::size_t i = 0; i < what.sides.size(); ++i) {
            const Question& question = *what.sides[i].question;
            Inquired& one =
                inquired_.emplace_back(needed_.localised(question.population),
                                       needed_.localised(question.about.narrower), what.slots[i]);
            for (Slot& slot : one.slots) {
                needed_.add(slot.outcome);
                slot.outcome = needed_.at(slot.outcome);
            }
        }
        if (what.like) walkers_.emplace(*what.like, map_, what.run.replicate);
    }

    const std::vector<const Outcome*>& outcomes() const { return needed_.list(); }
    void note_year(const TwinWorld& base)
    {
        if (walkers_) walkers_->note_year(base);
    }

    void add(const TwinPair& pair)
    {
        // The base is the same for all others: it is searched once, with the first.
        if (walkers_ && pair.other == 0) walkers_->find(pair.base, pair.people);
        const Inquired& one = inquired_[pair.other];
        lived_[pair.other].resize(one.slots.size());
        std::vector<Chosen> chosen;
        for (std::uint32_t number = 0; number < pair.people.size(); ++number) {
            const Person person = pair.base.person(number);
            if (person.id == engine::nobody || pair.world.person(number).id == engine::nobody)
                continue;
            if (const auto about = is_chosen(one, pair, person, number))
                chosen.push_back({person, number, *about});
        }
        // Numbers go by what else is lived beside these worlds; sums should not.
        std::ranges::sort(chosen, {}, [](const Chosen& c) { return c.person.id; });
        for (std::size_t slot = 0; slot < one.slots.size(); ++slot)
            add(pair, one.slots[slot], chosen, lived_[pair.other][slot]);
    }

    std::vector<Lived> lived() { return std::move(lived_); }

private:
    struct Chosen {
        Person person;
        std::uint32_t number;
        bool about; ///< the answer is about this person, and not of the wider population only
    };

    std::optional<bool> is_chosen(const Inquired& one, const TwinPair& pair, const Person& person,
                                  std::uint32_t number) const
    {
        if (walkers_) return walkers_->has(person.id) ? std::optional{true} : std::nullopt;
        const auto in_base = pair.base.values(number), in_other = pair.world.values(number);
        if (!belongs(one.population, person, in_base, in_other, map_)) return std::nullopt;
        return belongs(one.about, person, in_base, in_other, map_);
    }

    static bool is_in(std::size_t group, const Person& person, const TwinPair& pair)
    {
        const auto own = subgroups_of(person, pair.people, pair.base);
        return std::ranges::find(own, group) != own.end();
    }

    void add(const TwinPair& pair, const Slot& slot, std::span<const Chosen> chosen,
             LivedSums& sums) const
    {
        std::map<engine::PlaceId, std::pair<double, double>> counties;
        for (const auto& [person, number, about] : chosen) {
            if (!about && !slot.wider) continue;
            if (slot.group > 0 && !is_in(slot.group, person, pair)) continue;
            const double in_base = pair.base.values(number)[slot.outcome];
            const double in_other = pair.world.values(number)[slot.outcome];
            if (std::isnan(in_base) || std::isnan(in_other)) continue;
            sums.people.add(in_base, in_other,
                            pair.base.sum_of(number) == pair.world.sum_of(number));
            sums.moved += in_base != in_other;
            auto& [persons, difference] = counties[person.birth_place];
            persons += 1;
            difference += in_other - in_base;
        }
        for (const auto& [place, county] : counties) {
            sums.counties.add(county.first, county.second);
            if (keeps_counties_) sums.by_county.push_back({place, county.first, county.second});
        }
    }

    const model::Map& map_;
    bool keeps_counties_;
    Needed needed_;
    std::vector<Inquired> inquired_;
    std::optional<Walkers> walkers_;
    std::vector<Lived> lived_;
};

} // namespace

std::expected<std::vector<Lived>, std::string> live_batch(const AskedBatch& what,
                                                          const BatchListener& listener)
{
    Batch batch{what};
    std::vector<TwinSide> others;
    for (const AskedSide& one : what.sides) others.push_back(*one.side);
    const auto lived = twin(*what.base, others,
                            {.run = what.run,
                             .outcomes = batch.outcomes(),
                             .population = [](const Person&) { return false; },
                             .partings = false},
                            {.progress =
                                 [&](int, const Progress& progress) {
                                     if (listener.progress) listener.progress(progress);
                                 },
                             .year = [&](const TwinWorld& world) { batch.note_year(world); },
                             .pair =
                                 [&](const TwinPair& pair) {
                                     batch.add(pair);
                                     return std::string{};
                                 },
                             .cancelled = listener.cancelled});
    if (!lived) return std::unexpected(lived.error());
    return batch.lived();
}

} // namespace counterlife::study::questions

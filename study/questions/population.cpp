// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/population.h"

#include <fmt/format.h>

#include <algorithm>

namespace counterlife::study::questions {
namespace {

std::string list_of(std::span<const std::size_t> outcomes)
{
    std::string text;
    for (const std::size_t one : outcomes)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", question_outcomes()[one]->name);
    return text;
}

bool was_born_in(const Population& population, const Person& person, const model::Map& map)
{
    if (population.born_in.empty()) return true;
    if (person.birth_place >= map.places.size()) return false;
    const model::PlaceFacts& place = map.places[person.birth_place];
    return std::ranges::any_of(population.born_in, [&](const std::string& name) {
        return name == place.name || name == place.province;
    });
}

} // namespace

bool belongs(const Population& population, const Person& person, std::span<const float> in_base,
             std::span<const float> in_other, const model::Map& map)
{
    if (population.sex && person.sex != *population.sex) return false;
    const int born = engine::year_of(person.born);
    if (population.born_from && (born < *population.born_from || born > *population.born_to))
        return false;
    if (population.party_family && person.party_family != *population.party_family) return false;
    if (!was_born_in(population, person, map)) return false;
    const auto happened = [&](std::size_t outcome) { return in_base[outcome] > 0; };
    const auto happened_in_both = [&](std::size_t outcome) {
        return in_base[outcome] > 0 && in_other[outcome] > 0;
    };
    return std::ranges::all_of(population.ever, happened) &&
           std::ranges::none_of(population.never, happened) &&
           std::ranges::all_of(population.both, happened_in_both);
}

std::string words_of(const Population& population)
{
    std::string text = !population.sex                       ? "people"
                       : *population.sex == model::Sex::male ? "men"
                                                             : "women";
    if (population.born_from)
        text += *population.born_from == *population.born_to
                    ? fmt::format(" born in {}", *population.born_from)
                    : fmt::format(" born {} to {}", *population.born_from, *population.born_to);
    for (std::size_t i = 0; i < population.born_in.size(); ++i)
        text += (i == 0 ? " in " : " or ") + population.born_in[i];
    if (population.party_family)
        text += *population.party_family ? ", a parent in the party" : ", no parent in the party";
    if (!population.ever.empty()) text += "; in the base " + list_of(population.ever);
    if (!population.never.empty()) text += "; in the base never " + list_of(population.never);
    if (!population.both.empty()) text += "; in both worlds " + list_of(population.both);
    return text;
}

std::string all_words_of(const Question& question)
{
    return fmt::format("{} of them {} also {}", words_of(question.population),
                       words_of(question.about.narrower), list_of(question.about.wider));
}

std::string people_of(const Question& question)
{
    return question.about.people.empty() ? words_of(question.population) : question.about.people;
}

} // namespace counterlife::study::questions

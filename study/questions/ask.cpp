// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/ask.h"
#include "model/places/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace counterlife::study::questions {
namespace {

/// One row for everybody from each outcome of the question that somebody has, and the main outcome
/// by the subgroups that the question asks for.
void add_rows(const Effects& effects, Answer& answer)
{
    const Question& question = *answer.question;
    const std::vector<EffectRow> all = effects.rows();
    for (const std::size_t outcome : question.outcomes)
        for (const EffectRow& row : all) {
            if (row.outcome != question_outcomes()[outcome]) continue;
            if (row.subgroup.by == "all") answer.rows.push_back(row);
            if (row.subgroup.by == question.split && outcome == question.main)
                answer.parts.push_back(row);
        }
}

/// A batch of versions, with the sums of each.
class Batch {
public:
    Batch(const TwinSide& base, std::span<const AskedSide> sides)
        : base_{base}, sides_{sides}, effects_(sides.size(), Effects{question_outcomes()})
    {
    }

    std::expected<void, std::string> live(const AskRequest& request,
                                          const std::function<void(int, const Progress&)>& progress,
                                          const std::function<bool()>& cancelled)
    {
        std::vector<TwinSide> others;
        for (const AskedSide& one : sides_) others.push_back(*one.side);
        const TwinListener listener{.progress = progress,
                                    .pair =
                                        [&](const TwinPair& pair) {
                                            add(pair);
                                            return std::string{};
                                        },
                                    .cancelled = cancelled};
        // The people differ from question to question, so the comparison itself is of nobody.
        const auto lived = twin(base_, others,
                                {.run = request.run,
                                 .replicates = request.replicates,
                                 .outcomes = question_outcomes(),
                                 .population = [](const Person&) { return false; }},
                                listener);
        if (!lived) return std::unexpected(lived.error());
        return {};
    }

    Answer answer(std::size_t i) const
    {
        Answer answer{.question = sides_[i].question, .version = sides_[i].version, .rows = {}};
        add_rows(effects_[i], answer);
        return answer;
    }

private:
    void add(const TwinPair& pair)
    {
        const Population& population = sides_[pair.other].question->population;
        const auto is_asked_about = [&](const Person& person) {
            const std::uint32_t number = pair.people.find(person.id);
            return number != People::nobody_known &&
                   belongs(population, person, pair.base.values(number), base_.numbers.map);
        };
        effects_[pair.other].add(
            pair.people, pair.base, pair.world, is_asked_about,
            [&](std::uint32_t number) { return pair.divergences.of(number) == nullptr; });
    }

    const TwinSide& base_;
    std::span<const AskedSide> sides_;
    std::vector<Effects> effects_;
};

std::string list_of(std::span<const std::size_t> outcomes)
{
    std::string text;
    for (const std::size_t one : outcomes)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", question_outcomes()[one]->name);
    return text;
}

} // namespace

const EffectRow* Answer::main() const
{
    const Outcome* wanted = question_outcomes()[question->main];
    const auto at = std::ranges::find(rows, wanted, &EffectRow::outcome);
    return at == rows.end() ? nullptr : &*at;
}

Telling telling_of(const EffectRow* row)
{
    if (!row || row->persons == 0) return Telling::nobody;
    if (row->persons < few_persons || !row->error) return Telling::few;
    // What no event tells of may differ all the same, such as years learned in service.
    if (row->untouched >= 1 && row->difference == 0) return Telling::same;
    if (row->difference == 0 && row->paired == 0.0 && !row->over_replicates)
        return Telling::unmoved;
    if (*row->low > 0) return Telling::more;
    if (*row->high < 0) return Telling::less;
    return Telling::open;
}

std::string_view word(Telling telling)
{
    switch (telling) {
    case Telling::nobody:
        return "nobody";
    case Telling::few:
        return "few";
    case Telling::same:
        return "same";
    case Telling::unmoved:
        return "unmoved";
    case Telling::open:
        return "open";
    case Telling::more:
        return "more";
    case Telling::less:
        return "less";
    }
    return {};
}

bool belongs(const Population& population, const Person& person, std::span<const float> values,
             const model::Map& map)
{
    if (population.sex && person.sex != *population.sex) return false;
    const int born = engine::year_of(person.born);
    if (population.born_from && (born < *population.born_from || born > *population.born_to))
        return false;
    if (population.party_family && person.party_family != *population.party_family) return false;
    if (!population.born_in.empty()) {
        if (person.birth_place >= map.places.size()) return false;
        const model::PlaceFacts& place = map.places[person.birth_place];
        if (std::ranges::none_of(population.born_in, [&](const std::string& name) {
                return name == place.name || name == place.province;
            }))
            return false;
    }
    const auto happened = [&](std::size_t outcome) { return values[outcome] > 0; };
    return std::ranges::all_of(population.ever, happened) &&
           std::ranges::none_of(population.never, happened);
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
    return text;
}

std::expected<std::vector<Answer>, std::string> ask(const TwinSide& base,
                                                    std::span<const AskedSide> sides,
                                                    const AskRequest& request,
                                                    const AskListener& listener)
{
    std::vector<std::optional<Answer>> found(sides.size());
    std::vector<AskedSide> unknown;
    std::vector<std::size_t> places; ///< of the unknown among all
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (listener.known) found[i] = listener.known(sides[i]);
        if (found[i]) continue;
        unknown.push_back(sides[i]);
        places.push_back(i);
    }
    const std::size_t most = std::max<std::size_t>(1, request.worlds_at_once);
    const std::size_t batches = (unknown.size() + most - 1) / most;
    for (std::size_t batch = 0; batch < batches; ++batch) {
        const std::size_t first = batch * most;
        const auto some = std::span{unknown}.subspan(first, std::min(most, unknown.size() - first));
        Batch worlds{base, some};
        const auto tell = [&](int replicate, const Progress& progress) {
            if (listener.progress)
                listener.progress({.batch = batch,
                                   .batches = batches,
                                   .sides = some,
                                   .replicate = replicate,
                                   .of_worlds = progress});
        };
        if (auto lived = worlds.live(request, tell, listener.cancelled); !lived)
            return std::unexpected(std::move(lived.error()));
        for (std::size_t i = 0; i < some.size(); ++i) {
            const Answer& answer = found[places[first + i]].emplace(worlds.answer(i));
            if (!listener.answered) continue;
            if (auto trouble = listener.answered(some[i], answer); !trouble.empty())
                return std::unexpected(std::move(trouble));
        }
    }
    std::vector<Answer> answers;
    for (auto& one : found) answers.push_back(std::move(*one));
    return answers;
}

} // namespace counterlife::study::questions

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/sequences.h"

#include "study/find/kept_events.h"
#include "study/nation/side_by_side.h"
#include "study/nation/stages.h"
#include "study/record/run_tables.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace counterlife::study::find {
namespace {

using engine::Day;
using engine::LifeId;
using Form = SequencesRequest::Form;
using Step = SequencesRequest::Step;

/// The first days of the months or years of a run, and what they are called.
struct Axis {
    std::vector<Day> days;
    std::vector<std::string> names;

    Axis(const RunDescription& description, Step step)
    {
        const Span length{.count = 1,
                          .unit = step == Step::year ? Span::Unit::year : Span::Unit::month};
        for (Day day = description.from; day < description.to; day = length.after(day)) {
            days.push_back(day);
            names.push_back(date_text(day).substr(0, step == Step::year ? 4 : 7));
        }
    }
};

/// A fair share of the lives that does not depend on their order: the lowest lots are drawn.
std::vector<LifeId> sampled(const std::vector<LifeId>& lives, std::size_t wanted)
{
    if (wanted == 0 || wanted >= lives.size()) return lives;
    std::vector<LifeId> chosen = lives;
    const auto lot = [](LifeId who) {
        return std::pair{engine::mix(who, engine::stream_of("sequences.sample")), who};
    };
    std::ranges::nth_element(chosen, chosen.begin() + static_cast<std::ptrdiff_t>(wanted), {}, lot);
    chosen.resize(wanted);
    std::ranges::sort(chosen);
    return chosen;
}

/// The status on each day of the axis; none before birth.
std::vector<std::optional<Status>> states_of(const Looked& life, std::span<const KeptEvent> hits,
                                             const StageNumbers& numbers, const Axis& axis)
{
    std::vector<std::optional<Status>> states;
    Journey journey{numbers, life.who, life.born, life.sex, life.founder, life.born_abroad};
    auto next = hits.begin();
    for (const Day day : axis.days) {
        for (; next != hits.end() && next->day < day; ++next)
            journey.pass(static_cast<Turn>(next->turn), next->day);
        if (day < life.born)
            states.emplace_back();
        else
            states.push_back(life.died <= day ? Status::dead : journey.status());
    }
    return states;
}

std::string_view name_of(Status status)
{
    return status_names[static_cast<std::size_t>(status)];
}

class Lines {
public:
    Lines(const SequencesRequest& request, const Axis& axis, double weight)
        : request_{request}, axis_{axis}, weight_{number_text(weight)}
    {
        if (request.form == Form::sts) {
            text_ = request.weights ? "id,born,weight" : "id,born";
            for (const std::string& name : axis.names) text_ += "," + name;
        } else {
            text_ =
                request.weights ? "id,begin,end,status,born,weight" : "id,begin,end,status,born";
        }
        text_ += '\n';
    }

    void add(PersonNumber person, const Looked& life,
             const std::vector<std::optional<Status>>& states)
    {
        const std::string more =
            date_text(life.born) + (request_.weights ? "," + weight_ : std::string{});
        if (request_.form == Form::sts) {
            text_ += fmt::format("{},{}", person, more);
            for (const auto& state : states) {
                text_ += ',';
                if (state) text_ += name_of(*state);
            }
            text_ += '\n';
            return;
        }
        for (std::size_t begin = 0; begin < states.size();) {
            std::size_t end = begin;
            while (end < states.size() && states[end] == states[begin]) ++end;
            if (states[begin])
                text_ += fmt::format("{},{},{},{},{}\n", person, begin + 1, end,
                                     name_of(*states[begin]), more);
            begin = end;
        }
    }

    /// What has come since the last time.
    std::string take() { return std::exchange(text_, {}); }

private:
    const SequencesRequest& request_;
    const Axis& axis_;
    std::string weight_, text_;
};

} // namespace

std::expected<Sequences, NoSequences> tell_sequences(const std::filesystem::path& run,
                                                     const Found& found,
                                                     const SequencesRequest& request,
                                                     const TakeText& take)
{
    const RunDescription& description = found.run.description;
    const std::vector<LifeId> chosen = sampled(found.lives, request.sample);
    LifeSieve sieve;
    for (const LifeId who : chosen) sieve.add(who);
    auto lives = read_looked(run, description, {}, {});
    if (!lives) return std::unexpected{NoSequences{std::string{lives_file} + ": " + lives.error()}};
    const PatternNames names{
        .rules = description.rules, .places = description.places, .place_provinces = {}};
    const auto hits = read_kept_events(run, description, *found.numbers, query_of({}, names, true),
                                       &sieve, threads_for(request.threads));
    if (!hits) return std::unexpected{NoSequences{std::string{events_file} + ": " + hits.error()}};

    const Axis axis{description, request.step};
    const StageNumbers numbers = stage_numbers(description);
    const double people = static_cast<double>(description.scale_denominator) *
                          one_in_of(description) * static_cast<double>(found.lives.size());
    Lines lines{request, axis, chosen.empty() ? 0 : people / static_cast<double>(chosen.size())};
    for (const LifeId who : chosen) {
        const auto life = std::ranges::lower_bound(*lives, who, {}, &Looked::who);
        if (life == lives->end() || life->who != who) continue;
        const auto [begin, end] = std::ranges::equal_range(hits->heap(KeptEvents::heap_of(who)),
                                                           who, {}, &KeptEvent::who);
        lines.add(found.numbers->of(who), *life, states_of(*life, {begin, end}, numbers, axis));
        if (auto taken = take(lines.take()); !taken)
            return std::unexpected{NoSequences{taken.error(), false}};
    }
    if (auto taken = take(lines.take()); !taken) // The head, where nobody was found.
        return std::unexpected{NoSequences{taken.error(), false}};
    return Sequences{.lives = chosen.size(), .steps = axis.days.size()};
}

} // namespace counterlife::study::find

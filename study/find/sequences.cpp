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

/// The status on each of these days; none before birth.
std::vector<std::optional<Status>> states_of(const Looked& life, std::span<const KeptEvent> hits,
                                             const StageNumbers& numbers, std::span<const Day> days)
{
    std::vector<std::optional<Status>> states;
    Journey journey{numbers, life.who, life.born, life.sex, life.founder, life.born_abroad};
    auto next = hits.begin();
    for (const Day day : days) {
        for (; next != hits.end() && next->day < day; ++next)
            journey.pass(static_cast<Turn>(next->turn), next->day);
        if (day < life.born)
            states.emplace_back();
        else
            states.emplace_back(life.died <= day ? Status::dead : journey.status());
    }
    return states;
}

/// Lives and the turns in them.
struct Followed {
    std::vector<Looked> lives;
    KeptEvents turns;

    /// Null for somebody who is none of the lives.
    const Looked* life(LifeId who) const
    {
        const auto at = std::ranges::lower_bound(lives, who, {}, &Looked::who);
        return at == lives.end() || at->who != who ? nullptr : &*at;
    }
    std::span<const KeptEvent> turns_of(LifeId who) const
    {
        const auto [begin, end] = std::ranges::equal_range(turns.heap(KeptEvents::heap_of(who)),
                                                           who, {}, &KeptEvent::who);
        return {begin, end};
    }
};

/// Reads the turns of some lives. The sentence of a failure continues "found ".
std::expected<Followed, std::string> follow(const std::filesystem::path& run, const Found& found,
                                            std::span<const LifeId> chosen, int threads)
{
    const RunDescription& description = found.run.description;
    LifeSieve sieve;
    for (const LifeId who : chosen) sieve.add(who);
    auto lives = read_looked(run, description, {}, {});
    if (!lives) return std::unexpected{std::string{lives_file} + ": " + lives.error()};
    const PatternNames names{
        .rules = description.rules, .places = description.places, .place_provinces = {}};
    auto turns = read_kept_events(run, description, *found.numbers, query_of({}, names, true),
                                  &sieve, threads_for(threads));
    if (!turns) return std::unexpected{std::string{events_file} + ": " + turns.error()};
    return Followed{std::move(*lives), std::move(*turns)};
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
    const auto followed = follow(run, found, chosen, request.threads);
    if (!followed) return std::unexpected{NoSequences{followed.error()}};
    const Axis axis{description, request.step};
    const StageNumbers numbers = stage_numbers(description);
    const double people = static_cast<double>(description.scale_denominator) *
                          one_in_of(description) * static_cast<double>(found.lives.size());
    Lines lines{request, axis, chosen.empty() ? 0 : people / static_cast<double>(chosen.size())};
    for (const LifeId who : chosen) {
        const Looked* life = followed->life(who);
        if (life == nullptr) continue;
        lines.add(found.numbers->of(who), *life,
                  states_of(*life, followed->turns_of(who), numbers, axis.days));
        if (auto taken = take(lines.take()); !taken)
            return std::unexpected{NoSequences{taken.error(), false}};
    }
    if (auto taken = take(lines.take()); !taken) // The head, where nobody was found.
        return std::unexpected{NoSequences{taken.error(), false}};
    return Sequences{.lives = chosen.size(), .steps = axis.days.size()};
}

std::expected<std::vector<StatesByAge>, std::string>
states_by_age(const std::filesystem::path& run, const Found& found, std::size_t sample, int threads)
{
    const RunDescription& description = found.run.description;
    const std::vector<LifeId> chosen = sampled(found.lives, sample);
    const auto followed = follow(run, found, chosen, threads);
    if (!followed) return std::unexpected{followed.error()};
    const StageNumbers numbers = stage_numbers(description);
    std::vector<StatesByAge> all;
    for (const LifeId who : chosen) {
        const Looked* life = followed->life(who);
        if (life == nullptr) continue;
        std::vector<Day> birthdays;
        const Day end = std::min(description.to, life->died);
        for (int age = 0; birthdays.empty() || birthdays.back() < end; ++age)
            birthdays.push_back(Span{.count = age, .unit = Span::Unit::year}.after(life->born));
        birthdays.pop_back();
        StatesByAge one{who, life->sex, life->born, {}};
        one.states = states_of(*life, followed->turns_of(who), numbers, birthdays);
        for (std::size_t i = 0; i < birthdays.size(); ++i)
            if (birthdays[i] < description.from) one.states[i].reset();
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace counterlife::study::find

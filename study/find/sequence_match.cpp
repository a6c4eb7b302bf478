// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/sequence_match.h"

#include <algorithm>
#include <limits>

namespace counterlife::study::find {
namespace {

using engine::Day;

constexpr std::ptrdiff_t unspoilt = std::numeric_limits<std::ptrdiff_t>::max();

/// The days on which somebody is of these ages, in completed years.
NumberRange days_of_age(NumberRange ages, Day born)
{
    constexpr std::int64_t oldest = 200;
    const auto birthday = [born](std::int64_t age) {
        return Span{.count = static_cast<int>(age), .unit = Span::Unit::year}.after(born).count();
    };
    NumberRange days;
    if (ages.least > 0) days.least = birthday(std::min(ages.least, oldest));
    if (ages.most < 0) return {1, 0};
    if (ages.most < oldest) days.most = birthday(ages.most + 1) - 1;
    return days;
}

bool is_state(const std::vector<PatternName>& states, Status status)
{
    const bool works = status >= Status::farm && status <= Status::worker;
    const std::string name = folded(status_names[static_cast<std::size_t>(status)]);
    return std::ranges::any_of(states, [&](const PatternName& state) {
        const std::string wanted = folded(state.text);
        return wanted == name || (works && wanted == "worker");
    });
}

} // namespace

SequenceMatch::SequenceMatch(const Pattern& pattern, const StageNumbers* stages)
    : pattern_{pattern}, stages_{stages}
{
    Leg leg;
    for (std::size_t i = 0; i < pattern.steps.size(); ++i) {
        const PatternStep& step = pattern.steps[i];
        if (step.never) {
            leg.nevers.push_back(i);
            if (!step.after && !step.within) plain_nevers_ |= 1u << i;
            continue;
        }
        leg.step = i;
        legs_.push_back(std::move(leg));
        leg = {};
    }
    if (!leg.nevers.empty()) legs_.push_back(std::move(leg));
    reached_.resize(legs_.size() + 1);
}

std::vector<std::string> SequenceMatch::words() const
{
    std::vector<std::string> words;
    for (const Leg& leg : legs_) {
        std::string& all = words.emplace_back();
        for (const std::size_t never : leg.nevers) all += pattern_.steps[never].says + "; ";
        if (leg.step != none)
            all += pattern_.steps[leg.step].says;
        else
            all.resize(all.size() - 2);
    }
    return words;
}

/// Which steps each event is, age and state included.
void SequenceMatch::prepare(std::span<const KeptEvent> hits, const Looked* life)
{
    hits_ = hits;
    fits_.resize(hits.size());
    std::ranges::transform(hits, fits_.begin(), [](const KeptEvent& hit) { return hit.steps; });
    for (std::size_t i = 0; i < pattern_.steps.size(); ++i) {
        if (pattern_.steps[i].ages.is_all()) continue;
        const NumberRange days = days_of_age(pattern_.steps[i].ages, life->born);
        for (std::size_t at = 0; at < hits.size(); ++at)
            if (!days.has(hits[at].day)) fits_[at] &= ~(1u << i);
    }
    if (stages_ == nullptr) return;
    Journey journey{*stages_, life->who, life->born, life->sex, life->founder, life->born_abroad};
    for (std::size_t at = 0; at < hits.size(); ++at) {
        for (std::size_t i = 0; i < pattern_.steps.size() && fits_[at] != 0; ++i) {
            const auto& states = pattern_.steps[i].states;
            if (is(i, at) && !states.empty() && !is_state(states, journey.status()))
                fits_[at] &= ~(1u << i);
        }
        journey.pass(static_cast<Turn>(hits[at].turn), hits[at].day);
    }
}

/// For each event where the legs before may end, the first event after it that must not happen for
/// so long: no step may follow that.
void SequenceMatch::find_spoilt(const Leg& leg, const std::vector<Reached>& from)
{
    spoilt_.assign(from.size(), unspoilt);
    for (const std::size_t never : leg.nevers) {
        const PatternStep& step = pattern_.steps[never];
        if ((plain_nevers_ >> never & 1) != 0) continue;
        std::size_t next = 0; // No earlier event is soon enough for this or any later reached one.
        for (std::size_t i = 0; i < from.size(); ++i) {
            const Day first = step.after ? step.after->after(from[i].day) : from[i].day;
            next = std::max(next, static_cast<std::size_t>(from[i].at + 1));
            while (next < hits_.size() && (!is(never, next) || hits_[next].day < first)) ++next;
            if (next == hits_.size()) break;
            if (step.within && hits_[next].day > step.within->after(from[i].day)) continue;
            spoilt_[i] = std::min(spoilt_[i], static_cast<std::ptrdiff_t>(next));
        }
    }
}

/// Whether the way to where so many legs may end has this event among those of its last day. Of
/// something that happens several times it has all of that day up to the last.
bool SequenceMatch::took(std::size_t leg, std::size_t one, std::ptrdiff_t at) const
{
    const Day day = hits_[static_cast<std::size_t>(at)].day;
    for (; leg > 0; --leg) {
        const Reached& reached = reached_[leg][one];
        if (reached.day != day) return false;
        const std::size_t step = legs_[leg - 1].step;
        const bool once = step == none || pattern_.steps[step].times == 1;
        if (reached.at == at || (!once && at < reached.at)) return true;
        one = reached.before;
    }
    return false;
}

/// All ways to end with this event, the last of as many as the step asks for since `opening`, after
/// what was reached before, from the one numbered `first` on. Of ways that begin on earlier days
/// one is enough; those of this very day differ in what is left of it.
void SequenceMatch::add_ways(std::size_t number, std::size_t first, std::ptrdiff_t opening,
                             std::ptrdiff_t at)
{
    const PatternStep& step = pattern_.steps[legs_[number].step];
    const std::vector<Reached>& from = reached_[number];
    const Day day = hits_[static_cast<std::size_t>(at)].day;
    const Day opens = hits_[static_cast<std::size_t>(opening)].day;
    for (std::size_t one = first; one < from.size(); ++one) {
        const bool is_earlier = from[one].at < at;
        if (!is_earlier && (from[one].day != day || step.times > 1)) return;
        if (is_earlier && opening <= from[one].at) return;
        if (step.after && (is_earlier ? opens : day) < step.after->after(from[one].day)) return;
        if ((is_earlier && spoilt_[one] < at) || took(number, one, at)) continue;
        reached_[number + 1].push_back({.at = at, .before = one, .day = day});
        if (from[one].at < 0 || from[one].day < day) return;
    }
}

void SequenceMatch::walk(std::size_t number)
{
    const Leg& leg = legs_[number];
    const std::vector<Reached>& from = reached_[number];
    std::vector<Reached>& to = reached_[number + 1];
    to.clear();
    find_spoilt(leg, from);
    matching_.clear();
    std::uint32_t nevers = 0;
    for (const std::size_t never : leg.nevers) nevers |= 1u << never;
    nevers &= plain_nevers_;
    const PatternStep* step = leg.step == none ? nullptr : &pattern_.steps[leg.step];
    std::size_t first = 0;          // The earliest of `from` that may still be the one before.
    std::ptrdiff_t last_never = -1; // No step before this may be.
    const auto end = static_cast<std::ptrdiff_t>(hits_.size());
    const auto pass_by = [&](std::ptrdiff_t at, Day day) {
        const auto is_past = [&](const Reached& one) {
            return one.at < last_never ||
                   (step != nullptr && step->within && step->within->after(one.day) < day);
        };
        while (first < from.size() && from[first].at < at && is_past(from[first])) ++first;
    };
    for (std::ptrdiff_t at = 0; at < end; ++at) {
        const auto here = static_cast<std::size_t>(at);
        if (step != nullptr && is(leg.step, here)) {
            matching_.push_back(at);
            pass_by(at, hits_[here].day);
            const auto times = static_cast<std::size_t>(step->times);
            if (matching_.size() >= times)
                add_ways(number, first, matching_[matching_.size() - times], at);
        }
        if ((fits_[here] & nevers) != 0) last_never = at;
    }
    if (step != nullptr) return;
    // The end of the life is past the last event.
    pass_by(end, engine::no_day);
    while (first < from.size() && spoilt_[first] < end) ++first;
    if (first < from.size()) to.push_back({.at = end, .before = first, .day = engine::no_day});
}

std::size_t SequenceMatch::passed(std::span<const KeptEvent> hits, const Looked* life)
{
    prepare(hits, life);
    reached_[0].assign(1, {.at = -1, .before = 0, .day = {}});
    for (std::size_t leg = 0; leg < legs_.size(); ++leg) {
        walk(leg);
        if (reached_[leg + 1].empty()) return leg;
    }
    return legs_.size();
}

std::vector<Day> SequenceMatch::days() const
{
    std::vector<Day> days;
    std::size_t at = 0;
    for (std::size_t leg = legs_.size(); leg > 0; --leg) {
        const Reached& one = reached_[leg][at];
        if (legs_[leg - 1].step != none) days.push_back(one.day);
        at = one.before;
    }
    std::ranges::reverse(days);
    return days;
}

} // namespace counterlife::study::find

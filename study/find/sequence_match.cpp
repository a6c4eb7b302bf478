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

void SequenceMatch::walk(const Leg& leg, const std::vector<Reached>& from, std::vector<Reached>& to)
{
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
    // One past the last event stands for the end of the life.
    for (std::ptrdiff_t at = 0; at <= end; ++at) {
        const bool ends = at == end;
        if (ends ? step == nullptr
                 : step != nullptr && is(leg.step, static_cast<std::size_t>(at))) {
            const Day day = ends ? engine::no_day : hits_[static_cast<std::size_t>(at)].day;
            matching_.push_back(at);
            const auto is_past = [&](const Reached& one) {
                return one.at < last_never ||
                       (step != nullptr && step->within && step->within->after(one.day) < day);
            };
            while (first < from.size() && from[first].at < at && is_past(from[first])) ++first;
            std::size_t before = first;
            while (before < from.size() && from[before].at < at && spoilt_[before] < at) ++before;
            const auto times = static_cast<std::size_t>(step == nullptr ? 1 : step->times);
            if (before < from.size() && from[before].at < at && matching_.size() >= times) {
                const std::ptrdiff_t opening = matching_[matching_.size() - times];
                const bool late_enough = step == nullptr || !step->after ||
                                         hits_[static_cast<std::size_t>(opening)].day >=
                                             step->after->after(from[before].day);
                if (opening > from[before].at && late_enough)
                    to.push_back({.at = at, .before = before, .day = day});
            }
        }
        if (!ends && (fits_[static_cast<std::size_t>(at)] & nevers) != 0) last_never = at;
    }
}

std::size_t SequenceMatch::passed(std::span<const KeptEvent> hits, const Looked* life)
{
    prepare(hits, life);
    reached_[0].assign(1, {.at = -1, .before = 0, .day = {}});
    for (std::size_t leg = 0; leg < legs_.size(); ++leg) {
        walk(legs_[leg], reached_[leg], reached_[leg + 1]);
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

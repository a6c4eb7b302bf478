// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What comes next for a life: the first of all hazards and timers that it is subject to.
//
// A timer names its day. A hazard promises a ceiling until some day, and luck tells the first point
// below that ceiling; whether the hazard is as high as that by then is asked when the day has come.
// Nobody looks farther ahead than need be: a rule is searched up to the best found so far.

#include "engine/calendar.h"
#include "engine/setting.h"

namespace counterlife::engine {

template <class M> class Outlook {
public:
    /// From `now` on, for the life of this view.
    Outlook(const Setting<M>& setting, const View<M>& view, Instant now) noexcept
        : setting_{setting}, view_{view}, from_{ticks(now)},
          best_{std::int64_t{setting.start + Calendar::longest} << 32}
    {
        for (const Rule<M>* rule : M::agenda(view.life)) consider(*rule);
    }

    /// The instant at which something comes, or at which the life has to look ahead again.
    Instant at() const noexcept { return instant_of(best_); }
    const Agenda& agenda() const noexcept { return agenda_; }

    /// A broken promise of a rule, if there was one: what follows the rule's name in a sentence.
    const char* fault() const noexcept { return fault_; }
    RuleId at_fault() const noexcept { return at_fault_; }

private:
    static constexpr Day farthest = 20 * 365; ///< how far ahead anybody looks at once

    void consider(const Rule<M>& rule) noexcept
    {
        const InForce& force = setting_.in_force[rule.number];
        const std::int64_t closes = std::int64_t{force.to} << 32;
        const std::int64_t opens =
            force.from > instant_of(from_).day ? std::int64_t{force.from} << 32 : from_;
        if (opens >= best_ || opens >= closes) return;
        if (rule.due)
            consider_timer(rule, opens, force.to);
        else
            consider_hazard(rule, opens, force.to);
    }

    void consider_timer(const Rule<M>& rule, std::int64_t opens, Day until) noexcept
    {
        const Day day = rule.due(view_);
        if (day == no_day || day >= until) return;
        const std::int64_t at = std::max(std::int64_t{day} << 32, opens);
        if (at < best_) take(rule, at, 0);
    }

    /// One promise after another, as far as anybody looks at once.
    void consider_hazard(const Rule<M>& rule, std::int64_t opens, Day until) noexcept
    {
        const std::int64_t closes = std::int64_t{until} << 32;
        const std::int64_t last =
            std::int64_t{std::min<Day>(until, instant_of(opens).day + farthest)} << 32;
        std::int64_t after = opens == from_ ? from_ : opens - 1, promised = opens;
        for (;;) {
            const Bound bound = rule.ceiling(view_, instant_of(promised));
            if (!(bound.rate <= days_per_year))
                return blame(rule, "has a ceiling above one event a day");
            if (bound.rate <= 0 && bound.until == no_day) return;
            const std::int64_t end = std::min(last, std::int64_t{bound.until} << 32);
            if (bound.rate > 0 && meets_point(rule, bound.rate, after, std::min(best_, end) - 1))
                return;
            if (end >= best_ || end == closes) return;
            if (end <= promised)
                return blame(rule, "promises a ceiling only for a time that has passed");
            if (end >= last) { // Only to look ahead again.
                best_ = end;
                agenda_ = {};
                return;
            }
            promised = end;
            after = end - 1;
        }
    }

    bool meets_point(const Rule<M>& rule, PerYear ceiling, std::int64_t after,
                     std::int64_t until) noexcept
    {
        const Candidate next = setting_.luck.first_point(
            view_.life.being.id, setting_.streams[rule.number], rule.grain, after, until, ceiling);
        if (next.at > until) return false;
        take(rule, next.at, next.mark);
        return true;
    }

    void take(const Rule<M>& rule, std::int64_t at, float mark) noexcept
    {
        best_ = at;
        agenda_ = {.fraction = instant_of(at).fraction, .mark = mark, .rule = rule.number};
    }

    void blame(const Rule<M>& rule, const char* fault) noexcept
    {
        if (fault_) return;
        fault_ = fault;
        at_fault_ = rule.number;
    }

    const Setting<M>& setting_;
    const View<M>& view_;
    std::int64_t from_, best_;
    Agenda agenda_;
    const char* fault_ = nullptr;
    RuleId at_fault_ = no_rule;
};

} // namespace counterlife::engine

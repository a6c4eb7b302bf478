// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What comes next for a life: the first of all hazards and timers that it is subject to.
//
// A timer names its day. A hazard promises a ceiling until some day, and luck tells the first point
// below that ceiling; whether the hazard is as high as that by then is asked when the day has come.
// A hazard that is told by a table needs neither: see spell.h.
// No hazard comes more often than once a day in the mean: what is higher is as high as that.
// All hazards are searched at once, promise after promise, no farther than what comes first.

#include "engine/calendar.h"
#include "engine/point_search.h"
#include "engine/run_context.h"

#include <cmath>

namespace counterlife::engine {

template <class M> class NextEvent {
public:
    /// From `now` on, for the life of this view.
    NextEvent(const RunContext<M>& context, const View<M>& view, Instant now)
        : context_{context}, view_{view}, rules_{M::rules_of(view.life)}, today_{now.day},
          from_{ticks(now)}, best_{ticks({.day = context.start + Days{Calendar::longest}})}
    {
        std::uint32_t order = 0;
        for (const Rule<M>* rule : rules_) consider(*rule, order++);
        search_out();
    }

    /// The instant at which something comes, or at which the life has to look ahead again.
    Instant at() const noexcept { return instant_of(best_); }
    const Upcoming& upcoming() const noexcept { return upcoming_; }

    /// A broken promise of a rule, if there was one: what follows the rule's name in a sentence.
    const char* fault() const noexcept { return fault_; }
    RuleId at_fault() const noexcept { return at_fault_; }

private:
    static constexpr Days farthest = 20 * 365; ///< how far ahead anybody looks at once

    static constexpr std::int64_t settled = std::numeric_limits<std::int64_t>::max();

    /// A hazard under which points are sought.
    struct Hazard {
        const Rule<M>* rule;
        std::uint32_t order;   ///< among the life's rules
        std::int64_t promised; ///< until when it has made promises; `settled` if no more is asked
        std::int64_t after;    ///< what comes then or before has been dealt with
        std::int64_t last;     ///< as far as anybody looks at once
        std::int64_t closes;
    };

    void consider(const Rule<M>& rule, std::uint32_t order) noexcept
    {
        const auto [starts, ends] = context_.asked[rule.number].days;
        const Day first = std::max(starts, today_);
        if (first >= ends) return;
        const std::int64_t opens = first > today_ ? ticks({.day = first}) : from_;
        if (opens >= best_) return;
        if (rule.ceiling)
            consider_hazard(rule, order, opens, ends);
        else if (rule.spell)
            consider_spells(rule, order, std::max(opens, from_), {.from = starts, .to = ends});
        else
            consider_timer(rule, order, opens, ends);
    }

    void consider_timer(const Rule<M>& rule, std::uint32_t order, std::int64_t opens,
                        Day until) noexcept
    {
        const Day day = rule.due(view_);
        if (day == no_day || day >= until) return;
        const std::int64_t at = std::max(ticks({.day = day}), opens);
        if (at < reach(order)) take(at, order, 0, rule.number);
    }

    /// One spell after another, as far as nothing else comes first.
    void consider_spells(const Rule<M>& rule, std::uint32_t order, std::int64_t from,
                         InForce days) noexcept
    {
        const std::int64_t opens = ticks({.day = std::max(days.from, context_.start)});
        const std::int64_t closes = std::min(ticks({.day = days.to}), reach(order));
        for (std::int64_t after = from == from_ ? from : from - 1; from < closes;) {
            const Spell spell = rule.spell(view_, instant_of(from));
            const std::int64_t end = std::min(ticks(spell.until), closes);
            if (end <= from) return blame(rule, "tells of a spell that has passed");
            const SpellLuck luck{context_.luck, view_.life.being.id,
                                 context_.asked[rule.number].stream, spell};
            const std::int64_t at = first_event(luck, spell, opens, after);
            if (at < end) return take(at, order, 0, rule.number);
            from = end;
            after = end - 1;
        }
    }

    void consider_hazard(const Rule<M>& rule, std::uint32_t order, std::int64_t opens,
                         Day until) noexcept
    {
        if (hazards_ == most_hazards) search_out();
        Hazard& hazard = hazard_[hazards_];
        hazard.rule = &rule;
        hazard.order = order;
        hazard.promised = opens;
        hazard.after = opens == from_ ? from_ : opens - 1;
        hazard.closes = ticks({.day = until});
        hazard.last = ticks({.day = std::min(until, instant_of(opens).day + farthest)});
        if (opens == from_) ask(hazard); // Else it is asked if nothing comes before.
        if (hazard.promised != settled) ++hazards_;
    }

    /// Asks a hazard for its next promise and enters the search under it.
    void ask(Hazard& hazard) noexcept
    {
        const Rule<M>& rule = *hazard.rule;
        const std::int64_t start = std::exchange(hazard.promised, settled);
        const Bound bound = rule.ceiling(view_, instant_of(start));
        if (std::isnan(bound.rate.value())) return blame(rule, "has a ceiling that is no number");
        if (bound.rate <= never && bound.until == no_day) return;
        const std::int64_t end = std::min(hazard.last, ticks({.day = bound.until}));
        const std::int64_t reached = reach(hazard.order);
        if (bound.rate > never) {
            if (points_.full()) search();
            points_.enter({.stream = context_.asked[rule.number].stream,
                           .grain = rule.grain,
                           .owner = hazard.order,
                           .from = hazard.after,
                           .end = std::min(reached, end),
                           .bound = std::min(bound.rate, once_a_day).value()});
        }
        if (end >= reached || end == hazard.closes) return;
        if (end <= start) return blame(rule, "promises a ceiling only for a time that has passed");
        hazard.promised = end;
        hazard.after = end - 1;
    }

    /// One promise after another, until whatever comes first is known.
    void search_out() noexcept
    {
        search();
        for (bool asked = hazards_ > 0; asked; search()) {
            asked = false;
            for (Hazard& hazard : std::span{hazard_}.first(hazards_)) {
                if (hazard.promised >= reach(hazard.order)) continue;
                asked = true;
                if (hazard.promised >= hazard.last)
                    take(hazard.last, hazard.order, 0, no_rule); // Only to look ahead again.
                else
                    ask(hazard);
            }
        }
        hazards_ = 0;
    }

    void search() noexcept
    {
        if (points_.empty()) return;
        const auto [point, order] = points_.first(context_.luck, view_.life.being.id);
        if (point.at < reach(order)) take(point.at, order, point.mark, rules_[order]->number);
    }

    /// Before this a rule comes first: of two at one instant that which is earlier among the life's
    /// rules.
    std::int64_t reach(std::uint32_t order) const noexcept
    {
        return best_ + (order < best_order_ ? 1 : 0);
    }

    void take(std::int64_t at, std::uint32_t order, float mark, RuleId rule) noexcept
    {
        best_ = at;
        best_order_ = order;
        upcoming_ = {.fraction = instant_of(at).fraction, .mark = mark, .rule = rule};
    }

    void blame(const Rule<M>& rule, const char* fault) noexcept
    {
        if (fault_) return;
        fault_ = fault;
        at_fault_ = rule.number;
    }

    static constexpr std::size_t most_hazards = 32;

    const RunContext<M>& context_;
    const View<M>& view_;
    std::span<const Rule<M>* const> rules_;
    Day today_;
    std::int64_t from_, best_;
    std::uint32_t best_order_ = 0;
    Upcoming upcoming_;
    const char* fault_ = nullptr;
    RuleId at_fault_ = no_rule;
    std::size_t hazards_ = 0;
    std::array<Hazard, most_hazards> hazard_;
    PointSearch points_;
};

} // namespace counterlife::engine

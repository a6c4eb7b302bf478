// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lives of a place on one day: each that has mail or something due acts once, mail first.
//
// Lives cannot see what others do on the same day, so their order does not matter.

#include "engine/act.h"
#include "engine/next_event.h"
#include "engine/travel.h"

#include <optional>

namespace counterlife::engine {

/// Sees one act at a time, outside the run of days: for a rule tested alone.
template <class M> class Rehearsal;

template <class M> class Visits {
    friend class Rehearsal<M>;

public:
    Visits(Partition<M>& partition, Site<M>& site, Mail<M>& mail, Travel<M>& travel) noexcept
        : partition_{partition}, site_{site}, mail_{mail}, travel_{travel}
    {
    }

    /// Before the run: everybody looks ahead for the first time.
    void open()
    {
        const Instant start{.day = site_.context.start, .fraction = 0};
        for (Slot slot = 0; slot < site_.lives.size(); ++slot)
            if (site_.lives[slot].being.id != nobody) look_ahead(slot, start, start.day);
    }

    /// Visits those who are due, some of them perhaps twice in the list, and those with letters,
    /// which lie in the order of their addressees' slots. Empties the list.
    void run_day(Day day, std::vector<Slot>& due, std::span<const Letter> letters)
    {
        visits_.swap(due);
        const bool in_order = letters.empty() && std::is_sorted(visits_.begin(), visits_.end());
        if (!in_order) {
            for (const Letter& letter : letters) visits_.push_back(letter.to_slot);
            std::sort(visits_.begin(), visits_.end());
            visits_.erase(std::unique(visits_.begin(), visits_.end()), visits_.end());
        }
        constexpr std::size_t ahead = 32;
        std::size_t letter = 0;
        for (std::size_t i = 0; i < visits_.size(); ++i) {
            if (i % ahead == 0)
                prefetch(site_, std::span{visits_}.subspan(i, std::min(ahead, visits_.size() - i)));
            const std::size_t first = letter;
            while (letter < letters.size() && letters[letter].to_slot == visits_[i]) ++letter;
            visit(visits_[i], day, letters.subspan(first, letter - first));
        }
        for (std::size_t i = 0; i < newborn_.size(); ++i) { // A newborn may bring nothing forth.
            const auto [slot, born] = newborn_[i];
            act_until_tomorrow(slot, day, look_ahead(slot, born, day));
        }
        newborn_.clear();
        // What was entered for today has been done today; lists would keep their largest sizes.
        std::vector<Slot>{}.swap(visits_);
        std::vector<Slot>{}.swap(due);
    }

    /// One life after another, each from a morning to a morning, where none has to do with another.
    void live_alone(Day from, Day until)
    {
        if (from == site_.context.start) open();
        for (Slot slot = 0; slot < site_.lives.size() && !site_.journal.failure; ++slot) {
            Instant at{.day = site_.calendar.due(slot),
                       .fraction = site_.lives[slot].being.next.fraction};
            for (int steps = 0; at.day < until; ++steps) {
                ++site_.journal.work.visits;
                if (!bring_about(slot, at.day, at)) break;
                if (steps > 1'000'000) return blame_for_repeating(slot, at.day);
                at = look_ahead(slot, at, at.day);
            }
        }
    }

    // What an act may ask for. See act.h.

    Address bear(const typename M::Life& newborn, Instant now)
    {
        ++site_.journal.work.born;
        const Slot slot = site_.take_in(newborn);
        newborn_.emplace_back(slot, now);
        return {.id = newborn.being.id, .slot = slot, .place = site_.number};
    }
    void end_by_death(Slot slot) noexcept
    {
        ending_ = Ending::death;
        ending_slot_ = slot;
    }
    void end_by_departure(Slot slot, const Letter& letter) noexcept
    {
        ++site_.journal.work.sent; // The traveller is their own letter.
        ending_ = Ending::departure;
        ending_slot_ = slot;
        arrival_ = letter;
    }

private:
    /// How a life's days in this place end, once the act is over that ends them.
    enum class Ending : std::uint8_t { none, death, departure };

    void visit(Slot slot, Day day, std::span<const Letter> letters)
    {
        ++site_.journal.work.visits;
        const LifeId id = site_.lives[slot].being.id;
        const Arrival* arrival = letters.empty() ? nullptr : travel_.arrival(slot);
        bool changed = arrival != nullptr;
        met_until_ = arrival ? arrival->since : Instant{.day = day, .fraction = 0};
        const Instant from = met_until_;
        const auto read = [&](const Letter& letter) {
            if (site_.lives[slot].being.id != id || letter.to != id)
                return mail_.redirect(letter, day); // Gone since this morning.
            ++site_.journal.work.letters;
            if (!site_.context.on(letter.rule, day)) return;
            const Rule<M>& rule = *site_.context.rules[letter.rule];
            Act<M> act{partition_, slot, letter.rule, {.day = day, .fraction = 0}, letter.cause()};
            perform(act, slot, [&] { rule.react(act, letter); });
            changed = changed || !act.carries_on();
        };
        const Letter* first = arrival ? arrival->own_letter(letters) : nullptr;
        if (first) read(*first);
        for (const Letter& letter : letters)
            if (&letter != first) read(letter);
        if (site_.lives[slot].being.id != id || id == nobody) return;
        const Instant next = changed ? look_ahead(slot, from, day)
                                     : Instant{.day = site_.calendar.due(slot),
                                               .fraction = site_.lives[slot].being.next.fraction};
        act_until_tomorrow(slot, day, next);
    }

    /// All that is due until tomorrow from the instant `at`, in its order, looking ahead after
    /// each step. That instant is past for those who were on the way: of what would have come then,
    /// hazards that meet travellers, and timers, come now.
    void act_until_tomorrow(Slot slot, Day day, Instant at)
    {
        for (int steps = 0; at.day <= day; ++steps) {
            if (!bring_about(slot, day, at)) return;
            if (steps > 1000) return blame_for_repeating(slot, day);
            at = look_ahead(slot, at, day);
        }
    }

    /// What is next for a life, whose instant `at` has come. False when it is the life's last here.
    bool bring_about(Slot slot, Day day, Instant at)
    {
        const Being being = site_.lives[slot].being;
        met_until_ = at;
        if (being.next.rule == no_rule) return true;
        const Rule<M>& rule = *site_.context.rules[being.next.rule];
        const bool is_met = rule.due || rule.meets_travellers || at.day >= day;
        if (!is_met || !site_.context.on(rule.number, day)) return true;
        if (rule.ceiling && !accepts(rule, slot, at, being.next.mark)) return true;
        const Instant now = std::max(at, Instant{.day = day, .fraction = 0});
        Act<M> act{partition_, slot, being.next.rule, now, {}};
        perform(act, slot, [&] { rule.effect(act); });
        return site_.lives[slot].being.id == being.id;
    }
    void blame_for_repeating(Slot slot, Day day)
    {
        const Being& being = site_.lives[slot].being;
        if (being.next.rule != no_rule)
            site_.fail(day, being.id, being.next.rule,
                       "brings itself about again and again in one day");
    }

    bool accepts(const Rule<M>& rule, Slot slot, Instant at, float mark)
    {
        const View<M> view{site_.lives[slot], site_.place, site_.context.numbers};
        const PerYear rate = rule.rate(view, at);
        const Bound bound = rule.ceiling(view, at);
        if (!(rate <= bound.rate)) { // Nor is a rate that is no number.
            site_.fail(at.day, view.life.being.id, rule.number,
                       "has the rate " + std::to_string(rate.value()) +
                           " a year, above its ceiling " + std::to_string(bound.rate.value()));
            return false;
        }
        return mark < rate.value();
    }

    /// Finds what comes next for a life after `now`, enters it in the calendar, not before
    /// `today`, and returns its instant.
    Instant look_ahead(Slot slot, Instant now, Day today)
    {
        typename M::Life& life = site_.lives[slot];
        const View<M> view{life, site_.place, site_.context.numbers};
        const NextEvent<M> next{site_.context, view, now};
        if (next.fault()) site_.fail(now.day, life.being.id, next.at_fault(), next.fault());
        life.being.next = next.upcoming();
        const Day day = std::max(today, next.at().day);
        if (day > next.at().day) life.being.next.fraction = 0;
        site_.calendar.set_due(slot, day);
        return next.at();
    }

    void perform(Act<M>& act, Slot slot, const auto& deed)
    {
        std::optional<typename M::Life> before;
        if (site_.context.watch) [[unlikely]]
            before = site_.lives[slot];
        deed();
        if (before) [[unlikely]]
            if (!act.is_quiet()) look_at(*before, site_.lives[slot], act.event());
        settle(act);
    }
    void look_at(const typename M::Life& before, const typename M::Life& after, const Event& event)
    {
        const std::string fault = site_.context.watch(before, after, event);
        if (!fault.empty()) site_.fail(event.day, event.who, event.rule, fault);
    }

    /// Writes down what an act did, and lets the life go if the act was its last here.
    void settle(const Act<M>& act)
    {
        site_.write_down(act);
        if (ending_ == Ending::none) return;
        if (ending_ == Ending::death) {
            ++site_.journal.work.died;
        } else {
            ++site_.journal.work.left;
            travel_.depart(ending_slot_, arrival_, met_until_);
        }
        site_.forget(ending_slot_);
        ending_ = Ending::none;
    }

    Partition<M>& partition_;
    Site<M>& site_;
    Mail<M>& mail_;
    Travel<M>& travel_;
    std::vector<Slot> visits_;
    std::vector<std::pair<Slot, Instant>> newborn_;
    Instant met_until_; ///< all before this has met the life that is acting now
    Ending ending_ = Ending::none;
    Slot ending_slot_ = no_slot;
    Letter arrival_;
};

} // namespace counterlife::engine

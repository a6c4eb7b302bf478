// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One place at work: its lives, its institutions, its calendar and its mail.
//
// A station runs through a window of days on its own and touches nothing outside itself, so any
// thread may run any station.
//
// A day goes: travellers arrive; institutions act and read their mail; every life with mail or
// something due acts once, mail first. Lives cannot see what others do on the same day, so their
// order does not matter.

#include "engine/act.h"
#include "engine/calendar.h"
#include "engine/directory.h"
#include "engine/outlook.h"
#include "engine/slab.h"

namespace counterlife::engine {

/// Sees one act at a time, outside the run of days: for a rule tested alone.
template <class M> class Rehearsal;

template <class M> class Station {
    friend class Rehearsal<M>;

public:
    using Life = typename M::Life;

    /// A life on its way, with all that belongs to it.
    struct Parcel {
        Life life;
        typename M::Luggage luggage;
        Letter letter; ///< read on arrival; its `day` is the day of arrival
        Instant since; ///< what came after this has yet to meet the traveller
    };

    Station(const Setting<M>& setting, PlaceId number, typename M::Place state)
        : place{std::move(state)}, setting_{&setting}, number_{number}, calendar_{setting.start},
          firings_(setting.rules.size())
    {
    }

    typename M::Place place;

    PlaceId number() const noexcept { return number_; }
    const Setting<M>& setting() const noexcept { return *setting_; }
    Life& life(Slot slot) noexcept { return lives_[slot]; }

    /// All records, with the gaps that the dead and the departed left: a gap's id is nobody.
    std::span<const Life> lives() const noexcept { return {lives_.data(), lives_.size()}; }
    /// Those who are on their way to this place.
    const std::vector<Parcel>& expected() const noexcept { return expected_; }
    std::span<const Letter> outbox() const noexcept { return outbox_; }
    const Work& work() const noexcept { return work_; }
    std::uint64_t digest() const noexcept { return digest_; }
    const std::optional<Failure>& failure() const noexcept { return failure_; }
    std::int64_t letters_waiting() const noexcept
    {
        return calendar_.letters_waiting() + static_cast<std::int64_t>(expected_.size());
    }
    /// The events kept since they were last taken.
    std::vector<Event> take_events() { return std::exchange(events_, {}); }
    /// How many events each rule has written since this was last asked, by rule number: all
    /// events, kept or not.
    std::vector<std::int64_t> take_firings()
    {
        return std::exchange(firings_, std::vector<std::int64_t>(firings_.size()));
    }

    /// Before the run: a founder takes a place here.
    Address settle(const Life& founder)
    {
        const Slot slot = take_slot();
        lives_[slot] = founder;
        return {.id = founder.being.id, .slot = slot, .place = number_};
    }
    /// Before the run: everybody looks ahead for the first time.
    void open()
    {
        for (Slot slot = 0; slot < lives_.size(); ++slot)
            if (lives_[slot].being.id != nobody)
                look_ahead(slot, Instant{.day = setting_->start, .fraction = 0}, setting_->start);
        for (RuleId rule = 0; rule < setting_->rules.size(); ++rule)
            if (setting_->rules[rule]->next)
                orders_.push_back({next_order(rule, setting_->start), rule});
        plan_orders();
        gather(setting_->start);
    }

    /// Runs from one day to another (exclusive). Stops early on a failure.
    void run(Day from, Day to)
    {
        for (Day day = from; day < std::min(to, calendar_.gathered_until()); ++day) {
            foresee(calendar_.lives_of(day));
            for (const Letter& letter : calendar_.letters_of(day))
                if (letter.to_slot < lives_.size()) foresee({&letter.to_slot, 1});
        }
        for (Day day = from; day < to && !failure_; ++day) {
            if (!calendar_.has_gathered(day)) gather(day);
            run_day(day);
        }
    }

    // What comes from other places at the end of a window.

    void deliver(const Letter& letter) { calendar_.deliver(letter); }
    void expect(Parcel&& parcel)
    {
        next_arrival_ = std::min(next_arrival_, parcel.letter.day);
        expected_.push_back(std::move(parcel));
    }
    std::vector<Letter>& outgoing() noexcept { return outbox_; }
    std::vector<std::pair<PlaceId, Parcel>>& departures() noexcept { return departures_; }

    // What an act may ask for. See act.h.

    void post(Letter letter)
    {
        if (!leads_to(letter.to_place)) {
            fail(letter.sent, letter.from, letter.from_rule, "writes to nowhere");
            return;
        }
        ++work_.sent;
        const Day tomorrow = letter.sent + 1;
        if (letter.to_place == number_) {
            letter.day = std::max(letter.day, tomorrow);
            deliver(letter);
        } else {
            letter.day =
                std::max(letter.day, letter.sent + setting_->travel_days(number_, letter.to_place));
            outbox_.push_back(letter);
        }
    }

    Address bear(const Life& newborn, Instant now)
    {
        ++work_.born;
        const Slot slot = take_slot();
        lives_[slot] = newborn;
        newborn_.push_back({slot, now});
        return {.id = newborn.being.id, .slot = slot, .place = number_};
    }

    void mark_dead(Slot slot) noexcept
    {
        ending_ = Ending::death;
        ending_slot_ = slot;
    }

    void mark_leaving(Slot slot, PlaceId to, RuleId arrival, std::uint64_t payload,
                      const Event& event)
    {
        // Moving within a place is no travel; that would be a fault of the rule.
        if (to == number_ || !leads_to(to)) {
            fail(event.day, event.who, event.rule, "travels to where it is or to nowhere");
            return;
        }
        ++work_.sent; // The traveller is their own letter.
        ending_ = Ending::departure;
        ending_slot_ = slot;
        destination_ = to;
        arrival_ = {.to = event.who,
                    .from = event.who,
                    .payload = payload,
                    .from_slot = no_slot,
                    .day = event.day + setting_->travel_days(number_, to),
                    .sent = event.day,
                    .to_place = to,
                    .from_place = number_,
                    .rule = arrival,
                    .from_rule = event.rule};
    }

private:
    enum class Ending : std::uint8_t { none, death, departure };

    bool leads_to(PlaceId to) const noexcept
    {
        return to == number_ || (to < setting_->places && !setting_->travel.empty());
    }

    // The calendar, and room for lives.

    void gather(Day day)
    {
        calendar_.gather(day);
        newcomers_.clear();
        for (const Directory::Entry& entry : recent_) newcomers_.put(entry);
        recent_.clear();
    }

    Slot take_slot()
    {
        if (!free_.empty()) {
            const Slot slot = free_.back();
            free_.pop_back();
            return slot;
        }
        lives_.push_back(Life{});
        calendar_.add();
        return static_cast<Slot>(lives_.size() - 1);
    }

    void free_slot(Slot slot)
    {
        lives_[slot].being.id = nobody;
        calendar_.forget(slot);
        freed_.push_back(slot); // For use from tomorrow.
    }

    // A day.

    void run_day(Day day)
    {
        auto& due = calendar_.lives_of(day);
        auto& mail = calendar_.letters_of(day);
        if (!freed_.empty()) {
            free_.insert(free_.end(), freed_.begin(), freed_.end());
            freed_.clear();
        }
        if (day >= next_arrival_) welcome(day);
        today_.swap(mail);
        if (!today_.empty()) read_office_mail(day);
        if (day >= next_order_) carry_out_orders(day);
        if (due.empty() && today_.empty()) return;

        address_letters(day);
        visits_.swap(due);
        const bool in_order = today_.empty() && std::is_sorted(visits_.begin(), visits_.end());
        if (!in_order) {
            for (const Letter& letter : today_) visits_.push_back(letter.to_slot);
            std::sort(visits_.begin(), visits_.end());
            visits_.erase(std::unique(visits_.begin(), visits_.end()), visits_.end());
        }
        constexpr std::size_t ahead = 32;
        std::size_t letter = 0;
        for (std::size_t i = 0; i < visits_.size(); ++i) {
            if (i % ahead == 0)
                foresee(std::span{visits_}.subspan(i, std::min(ahead, visits_.size() - i)));
            const std::size_t first = letter;
            while (letter < today_.size() && today_[letter].to_slot == visits_[i]) ++letter;
            visit(visits_[i], day, {today_.data() + first, letter - first});
        }
        for (std::size_t i = 0; i < newborn_.size(); ++i) { // A newborn may bring nothing forth.
            const auto [slot, born] = newborn_[i];
            act_until_tomorrow(slot, day, look_ahead(slot, born, day));
        }
        newborn_.clear();
        arrivals_.clear();
        visits_.clear();
        today_.clear();
        due.clear();
    }

    /// Calls the records into the cache that the coming visits need, all at once rather than each
    /// when its turn comes. Plain reads: many machines drop a prefetch of a page not met lately.
    void foresee(std::span<const Slot> visits) const noexcept
    {
        std::uint64_t all = 0;
        for (const Slot slot : visits) {
            const auto* record = reinterpret_cast<const std::byte*>(&lives_[slot]);
            for (std::size_t byte = 0; byte < sizeof(Life); byte += 64)
                all += static_cast<std::uint64_t>(record[byte]);
            all += static_cast<std::uint64_t>(calendar_.due(slot));
        }
        if constexpr (requires { M::foresee(lives_[0], place); })
            for (const Slot slot : visits) all += M::foresee(lives_[slot], place);
        asm volatile("" : : "r"(all)); // Reads whose values nobody uses would be left out.
    }

    void visit(Slot slot, Day day, std::span<const Letter> letters)
    {
        ++work_.visits;
        const LifeId id = lives_[slot].being.id;
        bool changed = false;
        met_until_ = {.day = day, .fraction = 0};
        if (!arrivals_.empty() && !letters.empty()) {
            const auto arrival =
                std::lower_bound(arrivals_.begin(), arrivals_.end(), slot,
                                 [](const auto& one, Slot wanted) { return one.first < wanted; });
            if (arrival != arrivals_.end() && arrival->first == slot) {
                met_until_ = arrival->second;
                changed = true;
            }
        }
        const Instant from = met_until_;
        for (const Letter& letter : letters) {
            if (lives_[slot].being.id != id || letter.to != id) {
                redirect(letter, day); // Gone since this morning.
                continue;
            }
            ++work_.letters;
            const Rule<M>& rule = *setting_->rules[letter.rule];
            Act<M> act{*this, slot, letter.rule, {.day = day, .fraction = 0}, letter.cause()};
            if (setting_->on(letter.rule, day)) {
                rule.react(act, letter);
                settle_act(act);
                changed = changed || !act.carries_on();
            }
        }
        if (lives_[slot].being.id != id || id == nobody) return;
        const Instant next = changed ? look_ahead(slot, from, day)
                                     : Instant{.day = calendar_.due(slot),
                                               .fraction = lives_[slot].being.agenda.fraction};
        act_until_tomorrow(slot, day, next);
    }

    /// All that is due until tomorrow from the instant `at`, in its order, looking ahead after
    /// each step. That instant is past for those who were on the way: what would have met them
    /// there meets them now.
    void act_until_tomorrow(Slot slot, Day day, Instant at)
    {
        for (int steps = 0; at.day <= day; ++steps) {
            const Being& being = lives_[slot].being;
            const LifeId id = being.id;
            met_until_ = at;
            if (being.agenda.rule != no_rule) {
                const Rule<M>& rule = *setting_->rules[being.agenda.rule];
                if (setting_->on(rule.number, day) &&
                    (rule.due || accepts(rule, slot, at, being.agenda.mark))) {
                    const Instant now = std::max(at, Instant{.day = day, .fraction = 0});
                    Act<M> act{*this, slot, being.agenda.rule, now, {}};
                    rule.effect(act);
                    settle_act(act);
                    if (lives_[slot].being.id != id) return;
                }
                if (steps > 1000) {
                    fail(day, id, rule.number, "brings itself about again and again in one day");
                    return;
                }
            }
            at = look_ahead(slot, at, day);
        }
    }

    bool accepts(const Rule<M>& rule, Slot slot, Instant at, float mark)
    {
        const View<M> view{lives_[slot], place, setting_->numbers};
        const PerYear rate = rule.rate(view, at);
        const Bound bound = rule.ceiling(view, at);
        if (!(rate <= bound.rate)) { // Nor is a rate that is no number.
            fail(at.day, view.life.being.id, rule.number,
                 "has the rate " + std::to_string(rate) + " a year, above its ceiling " +
                     std::to_string(bound.rate));
            return false;
        }
        return mark < rate;
    }

    /// Finds what comes next for a life after `now`, enters it in the calendar, not before
    /// `today`, and returns its instant.
    Instant look_ahead(Slot slot, Instant now, Day today)
    {
        Life& life = lives_[slot];
        const View<M> view{life, place, setting_->numbers};
        const Outlook<M> outlook{*setting_, view, now};
        if (outlook.fault()) fail(now.day, life.being.id, outlook.at_fault(), outlook.fault());
        life.being.agenda = outlook.agenda();
        const Day day = std::max(today, outlook.at().day);
        if (day > outlook.at().day) life.being.agenda.fraction = 0;
        calendar_.set_due(slot, day);
        return outlook.at();
    }

    template <class A> void write_down(const A& act)
    {
        if (act.is_quiet()) return;
        ++work_.events;
        ++firings_[act.event().rule];
        digest_ += hash_of(act.event());
        if (setting_->watch.keeps(act.event().who)) events_.push_back(act.event());
    }

    void settle_act(const Act<M>& act)
    {
        write_down(act);
        if (ending_ == Ending::none) return;
        const Slot slot = ending_slot_;
        if (ending_ == Ending::death) {
            ++work_.died;
        } else {
            ++work_.left;
            Life& life = lives_[slot];
            departed_.put({.id = life.being.id,
                           .slot = no_slot,
                           .place = destination_,
                           .since = static_cast<std::uint16_t>(arrival_.day - setting_->start)});
            typename M::Luggage luggage = M::pack(life, place);
            departures_.emplace_back(destination_,
                                     Parcel{life, std::move(luggage), arrival_, met_until_});
        }
        free_slot(slot);
        ending_ = Ending::none;
    }

    // Mail.

    /// Finds the slot of each addressee of today's letters and sends on the letters of those who
    /// have moved.
    void address_letters(Day day)
    {
        const auto is_there = [this](const Letter& letter) {
            return letter.to_slot < lives_.size() && lives_[letter.to_slot].being.id == letter.to;
        };
        std::uint64_t all = 0; // As in foresee().
        for (const Letter& letter : today_)
            if (!is_there(letter)) all += departed_.foresee(letter.to);
        asm volatile("" : : "r"(all));

        std::size_t kept = 0;
        for (Letter& letter : today_) {
            if (letter.rule == no_rule) { // Word from another place that a traveller arrived.
                note_arrival(letter);
            } else if (is_there(letter) || find_here(letter)) {
                today_[kept++] = letter;
            } else {
                redirect(letter, day);
            }
        }
        today_.resize(kept);
        std::sort(today_.begin(), today_.end(), [](const Letter& a, const Letter& b) {
            return a.to_slot != b.to_slot ? a.to_slot < b.to_slot : reads_before(a, b);
        });
    }

    bool find_here(Letter& letter) const noexcept
    {
        const Directory::Entry* entry = departed_.find(letter.to);
        if (!entry) entry = newcomers_.find(letter.to);
        if (!entry || entry->place != number_ || entry->slot >= lives_.size()) return false;
        letter.to_slot = entry->slot;
        return lives_[entry->slot].being.id == letter.to;
    }

    void redirect(Letter letter, Day day)
    {
        const Directory::Entry* entry = departed_.find(letter.to);
        if (!entry || entry->place == number_) {
            ++work_.to_the_dead;
            return_to_sender(letter, day);
            return;
        }
        ++work_.forwarded;
        letter.to_slot = entry->slot;
        letter.to_place = entry->place;
        letter.day = std::max(day + setting_->travel_days(number_, entry->place),
                              setting_->start + Day{entry->since});
        outbox_.push_back(letter);
    }

    void return_to_sender(const Letter& letter, Day day)
    {
        const Rule<M>* rule = setting_->rules[letter.rule]->returned;
        if (!rule) return;
        post({.to = letter.from,
              .from = letter.to,
              .payload = letter.payload,
              .about = letter.about,
              .to_slot = letter.from_slot,
              .from_slot = no_slot,
              .day = day + 1,
              .sent = day,
              .to_place = letter.from_place,
              .from_place = number_,
              .rule = rule->number,
              .from_rule = letter.rule});
    }

    void note_arrival(const Letter& letter)
    {
        const Directory::Entry* entry = departed_.find(letter.to);
        if (entry && entry->place == letter.from_place)
            departed_.put({.id = letter.to,
                           .slot = letter.from_slot,
                           .place = letter.from_place,
                           .since = entry->since});
    }

    void welcome(Day day)
    {
        const auto late =
            std::partition(expected_.begin(), expected_.end(),
                           [day](const Parcel& parcel) { return parcel.letter.day > day; });
        std::sort(late, expected_.end(), [](const Parcel& a, const Parcel& b) {
            return a.life.being.id < b.life.being.id;
        });
        for (auto parcel = late; parcel != expected_.end(); ++parcel) {
            ++work_.arrived;
            const Slot slot = take_slot();
            lives_[slot] = parcel->life;
            M::unpack(lives_[slot], place, std::move(parcel->luggage));
            Letter letter = parcel->letter;
            letter.to_slot = slot;
            calendar_.letters_of(day).push_back(letter);
            arrivals_.push_back({slot, parcel->since});
            const Directory::Entry here{.id = letter.to,
                                        .slot = slot,
                                        .place = number_,
                                        .since = static_cast<std::uint16_t>(day - setting_->start)};
            newcomers_.put(here);
            recent_.push_back(here);
            if (departed_.find(letter.to)) departed_.put(here); // Back where it once left.
            Letter word{.to = letter.to,
                        .from = letter.to,
                        .from_slot = slot,
                        .day = day + setting_->travel_days(number_, letter.from_place),
                        .sent = day,
                        .to_place = letter.from_place,
                        .from_place = number_};
            outbox_.push_back(word);
        }
        std::sort(arrivals_.begin(), arrivals_.end());
        expected_.erase(late, expected_.end());
        next_arrival_ = no_day;
        for (const Parcel& parcel : expected_)
            next_arrival_ = std::min(next_arrival_, parcel.letter.day);
    }

    // Institutions.

    void read_office_mail(Day day)
    {
        const auto offices = std::partition(today_.begin(), today_.end(),
                                            [](const Letter& l) { return l.to >= first_life_id; });
        std::sort(offices, today_.end(), reads_before);
        for (auto letter = offices; letter != today_.end(); ++letter) {
            ++work_.letters;
            if (!setting_->on(letter->rule, day)) continue;
            OfficeAct<M> act{*this, letter->to, letter->rule, day, letter->cause()};
            setting_->rules[letter->rule]->receive(act, *letter);
            write_down(act);
        }
        today_.erase(offices, today_.end());
    }

    struct Order {
        Day day;
        RuleId rule;
    };

    Day next_order(RuleId rule, Day day) const
    {
        const InForce& force = setting_->in_force[rule];
        const Day next =
            setting_->rules[rule]->next(place, setting_->numbers, std::max(day, force.from));
        return next < force.to ? next : no_day;
    }

    void plan_orders() noexcept
    {
        next_order_ = no_day;
        for (const Order& order : orders_) next_order_ = std::min(next_order_, order.day);
    }

    void carry_out_orders(Day day)
    {
        for (Order& order : orders_) {
            if (order.day != day) continue;
            const Rule<M>& rule = *setting_->rules[order.rule];
            OfficeAct<M> act{*this, office_id(number_, rule.office), order.rule, day, {}};
            rule.carry_out(act);
            write_down(act);
            order.day = next_order(order.rule, day + 1);
        }
        plan_orders();
    }

    void fail(Day day, LifeId who, RuleId rule, std::string what)
    {
        if (failure_) return;
        failure_ = Failure{
            .day = day, .who = who, .what = std::string{setting_->rules[rule]->name} + " " + what};
    }

    const Setting<M>* setting_;
    PlaceId number_;
    Slab<Life> lives_;
    Calendar calendar_;
    std::vector<Slot> free_, freed_, visits_;
    std::vector<std::pair<Slot, Instant>> newborn_, arrivals_;
    std::vector<Letter> today_, outbox_;
    std::vector<std::pair<PlaceId, Parcel>> departures_;
    std::vector<Parcel> expected_;
    Directory departed_;  ///< who left here, and whither
    Directory newcomers_; ///< who came lately: their old place may not know it yet
    std::vector<Directory::Entry> recent_;
    std::vector<Order> orders_;
    std::vector<Event> events_;
    std::vector<std::int64_t> firings_; ///< by rule
    std::optional<Failure> failure_;
    Work work_;
    std::uint64_t digest_ = 0;
    Day next_arrival_ = no_day, next_order_ = no_day;
    Instant met_until_; ///< all before this has met the life that is acting now
    Ending ending_ = Ending::none;
    Slot ending_slot_ = no_slot;
    PlaceId destination_ = nowhere;
    Letter arrival_;
};

} // namespace counterlife::engine

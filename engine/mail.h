// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The mail of a place: what is sent from here, and what has come for those who are here or have
// left.
//
// A letter goes where its addressee was last known to be. Each place on the way sends it on, until
// it finds the addressee or a place that has neither seen them come nor go: then they are dead, and
// the letter goes back to its sender if its rule says so.

#include "engine/prefetch.h"
#include "engine/whereabouts.h"

namespace counterlife::engine {

template <class M> class Mail {
public:
    explicit Mail(Site<M>& site) noexcept : site_{site} {}

    /// Sends a letter: to be read tomorrow at the earliest, elsewhere after the way there.
    void post(Letter letter)
    {
        if (!site_.context.leads(site_.number, letter.to_place)) {
            site_.fail(letter.sent, letter.from, letter.from_rule, "writes to nowhere");
            return;
        }
        ++site_.journal.work.sent;
        letter.day = std::max(letter.day, letter.sent + days_to(letter.to_place));
        if (letter.to_place == site_.number)
            site_.calendar.deliver(letter);
        else
            outbox_.push_back(letter);
    }

    /// Finds the slot of each addressee of today's letters and sends on the letters of those who
    /// have moved. What stays is in the order in which it is read.
    void address(std::vector<Letter>& letters, Day day)
    {
        std::uint64_t sum = 0;
        for (const Letter& letter : letters)
            if (!site_.lives.is_at(letter.to_slot, letter.to)) sum += known_.prefetch(letter.to);
        have_read(sum);

        std::size_t kept = 0;
        for (Letter& letter : letters) {
            if (letter.rule == no_rule) // Word from another place that a traveller arrived.
                known_.hear(letter.to, letter.from_slot, letter.from_place);
            else if (site_.lives.is_at(letter.to_slot, letter.to) || find_here(letter))
                letters[kept++] = letter;
            else
                redirect(letter, day);
        }
        letters.resize(kept);
        std::sort(letters.begin(), letters.end(), [](const Letter& a, const Letter& b) {
            return a.to_slot != b.to_slot ? a.to_slot < b.to_slot : reads_before(a, b);
        });
    }

    /// What to do with a letter whose addressee is not here: the departed have it sent after them.
    void redirect(Letter letter, Day day)
    {
        const Whereabouts::Entry* entry = known_.whither(letter.to);
        if (!entry || entry->place == site_.number) {
            ++site_.journal.work.to_the_dead;
            return_to_sender(letter, day);
            return;
        }
        ++site_.journal.work.forwarded;
        letter.to_slot = entry->slot;
        letter.to_place = entry->place;
        // The traveller set out today or earlier on the same way, and so is there before it.
        letter.day = day + days_to(entry->place);
        outbox_.push_back(letter);
    }

    /// A traveller has arrived: the place they came from is told, for the sake of their mail.
    void note_arrival(LifeId id, Slot slot, PlaceId from, Day day)
    {
        known_.came(id, slot, site_.number);
        outbox_.push_back({.to = id,
                           .from = id,
                           .from_slot = slot,
                           .day = day + days_to(from),
                           .sent = day,
                           .to_place = from,
                           .from_place = site_.number});
    }
    void note_departure(LifeId id, PlaceId to) { known_.left(id, to); }
    /// Once for as many days as the calendar gathers, which is longer than two ways.
    void forget_former_newcomers() { known_.forget_former_newcomers(); }

    /// What is on its way to other places.
    std::vector<Letter>& outbox() noexcept { return outbox_; }
    const std::vector<Letter>& outbox() const noexcept { return outbox_; }

private:
    Days days_to(PlaceId place) const noexcept
    {
        return site_.context.travel_days(site_.number, place);
    }

    /// Somebody who was written to by an address that is out of date may still be here.
    bool find_here(Letter& letter) const noexcept
    {
        const Whereabouts::Entry* entry = known_.find(letter.to);
        if (!entry || entry->place != site_.number) return false;
        if (!site_.lives.is_at(entry->slot, letter.to)) return false;
        letter.to_slot = entry->slot;
        return true;
    }

    void return_to_sender(const Letter& letter, Day day)
    {
        const Rule<M>* rule = site_.context.rules[letter.rule]->returned;
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
              .from_place = site_.number,
              .rule = rule->number,
              .from_rule = letter.rule});
    }

    Site<M>& site_;
    Whereabouts known_;
    std::vector<Letter> outbox_;
};

} // namespace counterlife::engine

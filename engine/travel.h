// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those who leave a place and those who come: a traveller is a record that moves as mail does.

#include "engine/mail.h"

namespace counterlife::engine {

/// A life on its way, with all that belongs to it.
template <class M> struct Parcel {
    typename M::Life life;
    typename M::Luggage luggage;
    Letter letter; ///< read on arrival; its `day` is the day of arrival
    Instant since; ///< what came after this has yet to meet the traveller
};

/// A life that has arrived today.
struct Arrival {
    Slot slot = no_slot;
    RuleId rule = no_rule; ///< by which it is met here
    Day left;
    Instant since; ///< what came after this has yet to meet the traveller

    /// The letter that a traveller is, which is read before all others of that day: nothing finds
    /// somebody who has not come yet.
    const Letter* own_letter(std::span<const Letter> letters) const noexcept
    {
        const auto own = std::ranges::find_if(letters, [this](const Letter& letter) {
            return letter.rule == rule && letter.from == letter.to && letter.sent == left;
        });
        return own == letters.end() ? nullptr : &*own;
    }
};

template <class M> class Travel {
public:
    Travel(Site<M>& site, Mail<M>& mail) noexcept : site_{site}, mail_{mail} {}

    /// A life leaves. Its letter says where it goes and what it does there.
    void depart(Slot slot, const Letter& letter, Instant since)
    {
        typename M::Life& life = site_.lives[slot];
        mail_.note_departure(life.being.id, letter.to_place);
        typename M::Luggage luggage = M::pack(life, site_.place);
        departures_.push_back({life, std::move(luggage), letter, since});
    }
    /// Those who have left in this window.
    std::vector<Parcel<M>>& departures() noexcept { return departures_; }

    void expect(Parcel<M>&& parcel)
    {
        next_arrival_ = std::min(next_arrival_, parcel.letter.day);
        expected_.push_back(std::move(parcel));
    }
    /// Those who are on their way here.
    const std::vector<Parcel<M>>& expected() const noexcept { return expected_; }

    /// In the morning whoever is to arrive today takes a slot, in the order of their identities.
    void welcome(Day day)
    {
        arrivals_.clear();
        if (day >= next_arrival_) take_in(day);
    }
    /// The arrival today of the life in this slot; or null.
    const Arrival* arrival(Slot slot) const noexcept
    {
        if (arrivals_.empty()) return nullptr;
        const auto one = std::ranges::lower_bound(arrivals_, slot, {}, &Arrival::slot);
        return one != arrivals_.end() && one->slot == slot ? &*one : nullptr;
    }

private:
    void take_in(Day day)
    {
        const auto late =
            std::partition(expected_.begin(), expected_.end(),
                           [day](const Parcel<M>& parcel) { return parcel.letter.day > day; });
        std::sort(late, expected_.end(), [](const Parcel<M>& a, const Parcel<M>& b) {
            return a.life.being.id < b.life.being.id;
        });
        for (auto parcel = late; parcel != expected_.end(); ++parcel) {
            ++site_.journal.work.arrived;
            const Slot slot = site_.take_in(parcel->life);
            M::unpack(site_.lives[slot], site_.place, std::move(parcel->luggage));
            Letter letter = parcel->letter;
            letter.to_slot = slot;
            site_.calendar.letters_of(day).push_back(letter);
            arrivals_.push_back(
                {.slot = slot, .rule = letter.rule, .left = letter.sent, .since = parcel->since});
            mail_.note_arrival(letter.to, slot, letter.from_place, day);
        }
        std::ranges::sort(arrivals_, {}, &Arrival::slot);
        expected_.erase(late, expected_.end());
        next_arrival_ = no_day;
        for (const Parcel<M>& parcel : expected_)
            next_arrival_ = std::min(next_arrival_, parcel.letter.day);
    }

    Site<M>& site_;
    Mail<M>& mail_;
    std::vector<Parcel<M>> departures_, expected_;
    std::vector<Arrival> arrivals_; ///< today, by slot
    Day next_arrival_ = no_day;
};

} // namespace counterlife::engine

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
        if (day < next_arrival_) return;
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
            arrivals_.push_back({slot, parcel->since});
            mail_.note_arrival(letter.to, slot, letter.from_place, day);
        }
        std::sort(arrivals_.begin(), arrivals_.end());
        expected_.erase(late, expected_.end());
        next_arrival_ = no_day;
        for (const Parcel<M>& parcel : expected_)
            next_arrival_ = std::min(next_arrival_, parcel.letter.day);
    }
    /// Of a life that has arrived today, the instant after which nothing has met it; or null.
    const Instant* met_until(Slot slot) const noexcept
    {
        if (arrivals_.empty()) return nullptr;
        const auto arrival =
            std::lower_bound(arrivals_.begin(), arrivals_.end(), slot,
                             [](const auto& one, Slot wanted) { return one.first < wanted; });
        return arrival != arrivals_.end() && arrival->first == slot ? &arrival->second : nullptr;
    }

private:
    Site<M>& site_;
    Mail<M>& mail_;
    std::vector<Parcel<M>> departures_, expected_;
    std::vector<std::pair<Slot, Instant>> arrivals_; ///< today, by slot
    Day next_arrival_ = no_day;
};

} // namespace counterlife::engine

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parameters of a scenario as the rules use them.

#include "examples/epidemic/epidemic.h"

namespace counterlife::epidemic {

/// Something with a probability, asked of a 32-bit number of luck.
class Chance {
public:
    constexpr Chance() = default;
    explicit constexpr Chance(double probability) noexcept
        : below_{static_cast<std::uint64_t>(probability * 0x1p32)}
    {
    }
    constexpr bool takes(std::uint32_t luck) const noexcept { return luck < below_; }
    constexpr double value() const noexcept { return static_cast<double>(below_) * 0x1p-32; }

private:
    std::uint64_t below_ = 0;
};

/// Which hosts stand in which place: an equal share each, in the order of their numbers.
struct Shares {
    std::uint64_t hosts = 1, places = 1;

    /// Of a place that there is, or of the one after the last.
    constexpr Number first_of(std::uint64_t place) const noexcept
    {
        return static_cast<Number>(hosts * place / places);
    }
    constexpr engine::PlaceId place_of(Number host) const noexcept
    {
        return static_cast<engine::PlaceId>(((host + std::uint64_t{1}) * places - 1) / hosts);
    }
    constexpr engine::Slot slot_of(Number host) const noexcept
    {
        return host - first_of(place_of(host));
    }
    constexpr engine::Address address_of(Number host) const noexcept
    {
        const engine::PlaceId place = place_of(host);
        return {.id = id_of(host), .slot = host - first_of(place), .place = place};
    }
};

struct Numbers {
    int links = most_links;    ///< that a host draws at the beginning
    Chance initial;            ///< infected at the beginning
    Chance transmission;       ///< at one contact over one link
    Chance drop;               ///< of a link to somebody ill, at a change of contacts
    Chance within;             ///< that a link is drawn from the host's own place
    Time contact_interval = 0; ///< mean time between a host's contacts
    Time change_interval = 0;  ///< mean time between its changes of contacts; `never`: none
    Time latent = 0, infectious = 0, immune = 0;
    Time end = never; ///< of the run: what would come then or later does not
    Shares shares;

    /// How long a phase lasts.
    constexpr Time lasts(Phase phase) const noexcept
    {
        switch (phase) {
        case Phase::latent:
            return latent;
        case Phase::infectious:
            return infectious;
        case Phase::immune:
            return immune;
        default:
            return never;
        }
    }

    /// A host drawn for a link, by the luck of whose it is to be: of the same place or of all.
    constexpr Number draw_host(engine::PlaceId place, std::uint32_t where,
                               std::uint32_t which) const noexcept
    {
        const bool near = within.takes(where);
        const std::uint64_t first = near ? shares.first_of(place) : 0;
        const std::uint64_t last = near ? shares.first_of(place + std::uint64_t{1}) : shares.hosts;
        return static_cast<Number>(first + ((last - first) * which >> 32));
    }
};

/// The day on which a clock rings.
constexpr engine::Day day_of(Time clock, const Numbers& numbers) noexcept
{
    return clock < numbers.end ? day_at(clock) : engine::no_day;
}

/// Whether somebody who becomes infectious at a moment is infectious at another.
constexpr bool is_ill(Time at, Time ill_from, const Numbers& numbers) noexcept
{
    return is_within(at, ill_from, numbers.infectious);
}

} // namespace counterlife::epidemic

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// RiskPaths on Counterlife's engine: union status and first pregnancy of women, each a case of
// her own, from birth to age 100. README.md walks through the model file by file.
//
// The engine's "day" is half a year here. All that is cut by age, at whole years or at multiples
// of two and a half, is then cut between two ticks; within a tick, time stays continuous.

#include "engine/partition.h"
#include "examples/riskpaths/tables.h"

namespace counterlife::riskpaths {

using engine::Instant;
using engine::PerYear;
using engine::RateTable;
using engine::Spell;

/// One woman: her identity, what is next for her, and since when she has been in which union
/// status.
///
/// `status` never holds `first_late`: three years into a first union it is time alone that makes
/// it so, and status_at() tells.
struct Life {
    engine::Being being;
    Instant since;
    Status status = Status::never;
    bool childless = true;
};
static_assert(sizeof(Life) <= 40);

/// A place is a share of the cases; all it has is their book.
struct Place {
    Book book;
};

struct Numbers;

struct RiskPaths {
    using Life = riskpaths::Life;
    using Place = riskpaths::Place;
    using Numbers = riskpaths::Numbers;
    struct Luggage {};
    static constexpr bool lives_alone = true;

    static std::span<const engine::Rule<RiskPaths>* const> rules();
    /// The rules that may concern a life as it is now.
    static std::span<const engine::Rule<RiskPaths>* const> rules_of(const Life& life);
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

using Rule = engine::Rule<RiskPaths>;
using View = engine::View<RiskPaths>;
using Act = engine::Act<RiskPaths>;

extern const Rule first_pregnancy;    ///< A childless woman conceives.
extern const Rule first_union;        ///< A woman who never lived with a partner begins to.
extern const Rule first_dissolution;  ///< A childless couple parts.
extern const Rule second_union;       ///< A woman whose first union ended begins another.
extern const Rule second_dissolution; ///< A childless second couple parts.
extern const Rule death;              ///< A woman dies before her time.
extern const Rule last_day;           ///< Whoever is still alive at the last age dies.

inline Instant three_years_after(Instant since) noexcept
{
    return {.day = since.day + ticks_in_years(3), .fraction = since.fraction};
}

inline Status status_at(const Life& life, Instant at) noexcept
{
    return life.status == Status::first_early && at >= three_years_after(life.since)
               ? Status::first_late
               : life.status;
}

/// Closes her books up to `now` and returns the status in which she was.
inline Status settle_status(Act& act) noexcept
{
    const Life& life = act.life();
    const Status status = status_at(life, act.now());
    if (life.childless && status == Status::first_late)
        act.place_state().book.note(Step::three_years, three_years_after(life.since));
    return status;
}

/// She enters another status now.
inline void enter(Act& act, Status status) noexcept
{
    act.life().status = status;
    act.life().since = act.now();
}

} // namespace counterlife::riskpaths

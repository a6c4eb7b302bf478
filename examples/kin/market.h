// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The marriage market of a place: who is to be had, by age, and who suits whom.
//
// There are two kinds, as in SOCSIM. With one queue all unmarried men are in it, and a woman who
// seeks a husband takes the one whose age differs from hers by what is rarest yet beside what is
// wanted. With two queues men and women seek each other; who finds nobody waits to be found, and
// those are best whose ages differ by what is liked best.
//
// The market knows kin from the register, and writes to nobody: matchmaker.cpp does.

#include "engine/letter.h"
#include "examples/kin/register.h"

#include <optional>

namespace counterlife::kin {

/// What a market goes by.
struct MarketNumbers {
    int queues = 1;
    int youngest_groom = 15;      ///< years
    double age_difference = 2;    ///< his age less hers, in years, that is wanted in the mean;
    double age_difference_sd = 3; ///< one queue only, as is this
    int best_difference = 36;     ///< months; this and what follows for two queues only
    double slope_ratio = 2;       ///< how much worse it is to be younger than older than that
    int least_difference = -120, most_difference = 120;

    /// Men and women are told apart in the queues by a birth year or a birth month.
    int months_a_shelf() const noexcept { return queues == 1 ? months_a_year : 1; }
};

struct Suitor {
    engine::LifeId id = engine::nobody;
    engine::Slot slot = engine::no_slot;
    Row row = no_row;
};

class Market {
public:
    Market() = default;
    Market(const MarketNumbers& numbers, int years);

    /// Whoever waits to be found. What lives write here on one day commutes: each adds or takes
    /// away themselves.
    void enter(const Suitor& suitor, const Person& person);
    void leave(engine::LifeId id, const Person& person);

    /// The best for a seeker, taken out of the queue, or nobody. Of those who are equally good it
    /// is the next from `ticket` on in the order of identities, so that one more or one fewer in
    /// the queue changes nothing for those who would not have had them.
    std::optional<Suitor> find(const Register& entries, Row seeker, std::uint64_t ticket,
                               Day today);

    std::size_t waiting(Sex sex) const noexcept { return waiting_[index(sex)]; }

private:
    using Shelf = std::vector<Suitor>; ///< in the order of identities

    std::size_t shelf_of(Moment born) const noexcept;
    /// The shelves of those whom a seeker may find, and where among them an age as the seeker's is.
    struct Beside {
        std::span<Shelf> shelves;
        int own;
        bool is_woman; ///< the seeker

        /// Those whose age differs by so much, or null where there is nobody.
        Shelf* at(int difference) const noexcept
        {
            const auto place =
                static_cast<std::size_t>(is_woman ? own - difference : own + difference);
            if (place >= shelves.size() || shelves[place].empty()) return nullptr; // Also below 0.
            return &shelves[place];
        }
    };
    Beside beside(const Person& seeker, Day today) noexcept;
    std::optional<Suitor> take(Shelf& shelf, const Register& entries, Row seeker,
                               std::uint64_t ticket, Day today);
    std::optional<Suitor> take_rarest(const Register& entries, Row seeker, std::uint64_t ticket,
                                      Day today);
    bool may_marry(const Register& entries, Row seeker, Row other, Day today) const noexcept;

    MarketNumbers numbers_;
    std::array<std::vector<Shelf>, sexes> shelves_;
    std::array<std::size_t, sexes> waiting_{};
    /// Differences of shelves, his age less hers, from what is liked best to what is liked least.
    std::vector<int> differences_;
    // With one queue, beside the differences: their shares as wanted, how many there have been, and
    // how much more than wanted that is.
    std::vector<double> wanted_, excess_;
    std::vector<std::int32_t> made_;
    std::int32_t all_made_ = 0;
};

} // namespace counterlife::kin

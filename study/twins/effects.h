// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The effect of a change on outcomes: differences between the two lives of the same persons, by
// subgroup, with what they are worth as evidence.

#include "study/record/member_runs.h"
#include "study/rooms.h"
#include "study/twins/outcomes.h"
#include "study/twins/twin_world.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::twins {

/// Persons with something in common in the base world.
struct Subgroup {
    std::string by, is; ///< "sex", "female"; of everybody "all", "all"
};

struct EffectRow {
    const Outcome* outcome = nullptr;
    Subgroup subgroup;
    std::int64_t persons = 0;        ///< matched in both worlds to whom the outcome applies in both
    int replicates = 0;              ///< in which there are such persons
    double untouched = 0;            ///< the share of them whose lives are the same
    double base = 0, other = 0;      ///< means
    double difference = 0;           ///< other less base
    std::optional<double> error;     ///< standard error of the difference
    std::optional<double> low, high; ///< 95 % interval
    bool over_replicates = false;    ///< the error is found over replicates; else over persons
    int counties = 0;                ///< or over so many, of birth; 0: it is not
    std::optional<double> moved;     ///< the share whose outcome differs; none: not counted
    std::optional<double> paired;    ///< variance of the difference as it is
    std::optional<double> independent;      ///< and between runs with unlike luck
    std::optional<double> independent_half; ///< half the 95 % interval that those would have
    /// Of an ensemble. `low`, `high` and `error` are luck's, and there are none of one replicate.
    std::optional<double> ensemble_low, ensemble_high, sd_luck, sd_ignorance;
    int members = 0;         ///< with such persons in each of their replicates
    int members_against = 0; ///< in which the difference has the other sign

    /// How many times as many independent runs it would take; none without any paired variance.
    std::optional<double> reduction() const
    {
        if (!paired || !independent || *paired <= 0) return std::nullopt;
        return *independent / *paired;
    }
    /// How many times as wide the interval would be from as many runs with unlike luck.
    std::optional<double> narrower() const
    {
        if (!independent_half || !low || !high || *high <= *low) return std::nullopt;
        return 2 * *independent_half / (*high - *low);
    }
};

/// Sums over the persons of one subgroup and outcome in one replicate.
struct PairedSums {
    std::int64_t persons = 0, untouched = 0;
    double base = 0, other = 0, base_squares = 0, other_squares = 0, difference_squares = 0;

    void add(double in_base, double in_other, bool is_same);
};

/// What replicates show of an effect: a row that lacks outcome and subgroup. Over replicates in
/// which there are such persons, or over the persons of the only one.
EffectRow effect_of(std::span<const PairedSums> replicates);

/// The same over the runs of an ensemble, in their order: means over its members, with luck and
/// ignorance told apart. Variances of pairs are none, for members differ by more than luck.
EffectRow effect_of(std::span<const PairedSums> runs, const MemberRuns& members);

/// By what persons are grouped, "all" first.
std::vector<std::string_view> subgroup_names();
/// All groups, in the order in which they are shown.
std::vector<Subgroup> subgroups();
/// The groups of a person, by position.
std::vector<std::size_t> subgroups_of(const Person& person, const People& people,
                                      const TwinWorld& base);

/// Of fewer persons a mean is shown and no interval: it would be taken for more than it is.
inline constexpr std::int64_t few_persons = 30;
EffectRow without_interval_of_few(EffectRow row);

/// Adds up the differences of one pair of worlds after the other.
class Effects {
public:
    Effects() = default;
    explicit Effects(std::span<const Outcome* const> outcomes)
        : outcomes_{outcomes.begin(), outcomes.end()}
    {
    }

    /// Adds a replicate. `is_same` says whether the life of that number is the same in both.
    void add(const People& people, const TwinWorld& base, const TwinWorld& other,
             const std::function<bool(const Person&)>& population,
             const std::function<bool(std::uint32_t)>& is_same);

    /// Adds the replicates of another, of the same outcomes.
    void append(const Effects& more);

    /// By outcome, then subgroup. Subgroups in which there is nobody are left out. Of an ensemble
    /// the replicates are the runs of its members in their order.
    std::vector<EffectRow> rows(const MemberRuns* members = nullptr) const;

private:
    EffectRow row(std::size_t outcome, std::size_t group, const MemberRuns* members) const;

    std::vector<const Outcome*> outcomes_;
    std::vector<std::vector<PairedSums>> replicates_; ///< each by group, then outcome
};

} // namespace counterlife::study::twins

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How near a run comes to public statistics, over replicates that differ in their luck alone.

#include "study/figures/publication.h"
#include "study/record/member_runs.h"
#include "study/record/series.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace counterlife::study::figures {

/// Whether the model may be fitted to a target, or it is kept to see whether that went well.
enum class Role : std::uint8_t { fitted, kept };

/// A public figure that the simulation should meet: a mean over whole years.
struct Target {
    std::string id;
    std::string measure;
    std::string scope; ///< "nation", "male", "female" or a province's name
    int year_from = 0;
    int year_to = 0; ///< inclusive
    double target = 0;
    std::optional<double> low;       ///< least figure accepted, where no tolerance is given
    std::optional<double> high;      ///< greatest figure accepted
    std::optional<double> tolerance; ///< in the target's unit
    bool judged = true;              ///< or only shown, as a part of a figure that is
    std::string unit;
    std::string source;
    std::optional<double> error = {}; ///< the standard error of the figure itself, where known
    Role role = Role::fitted;
    Publication publication = {};
};

/// Reads data/targets/targets.csv. A tolerance may be written as a number or as a percentage.
/// What a scope or a reference names is looked up where it is known.
struct Grounds {
    std::vector<std::string> provinces;
    std::filesystem::path references; ///< the folder of what a target may be taken from
};
std::vector<Target> read_targets(std::string_view text, std::string_view file,
                                 Complaints& complaints, const Grounds* grounds = nullptr);

/// The targets of a data folder, in targets/targets.csv.
std::vector<Target> targets_in(const std::filesystem::path& data, Complaints& complaints);

/// Those rows of a series that a target can be about: few of very many.
std::vector<SeriesRow> fitted_of(std::span<const SeriesRow> series);

/// Of one run by its figure alone. Of replicates by the interval for their mean, which lies within
/// what is accepted, outside it, or on its edge: then more of them, or larger ones, could tell.
enum class Verdict : std::uint8_t { inside, outside, cannot_tell, not_yet, not_judged };

std::string_view word(Verdict verdict);
std::string_view word(Role role);

struct FitRow {
    Target target;
    std::optional<double> simulated; ///< mean over replicates, in the target's unit
    std::optional<double> low; ///< of the 95 % interval for that mean; none with one replicate
    std::optional<double> high;
    Verdict verdict = Verdict::not_yet; ///< not yet where the run does not speak to the target
    /// Student's t went on to where the measure cannot be, and the interval ends at its bound.
    bool low_is_cut = false, high_is_cut = false;
    std::vector<double> of_each = {}; ///< the figure of each replicate
    /// Of an ensemble: the 95 % interval of luck and ignorance, by which it is judged, and the
    /// deviation of each. `low` and `high` are luck's; of one replicate a member there are none.
    std::optional<double> ensemble_low = {}, ensemble_high = {}, sd_luck = {}, sd_ignorance = {};
};

/// The least and the greatest figure that a target accepts.
std::pair<double, double> accepted(const Target& target);

/// The 97.5 % point of Student's t, from its expansion around the normal; right to three decimals
/// from five degrees of freedom, and below that from the table.
double t_quantile(std::size_t degrees);

/// The bounds of a 95 % interval for the mean by Student's t; at least two values.
struct Interval {
    double mean = 0, low = 0, high = 0;
};
Interval mean_interval(std::span<const double> values);

/// One row a target. Each replicate is the rates of one run; of an ensemble they are the runs of
/// its members in their order.
std::vector<FitRow> fit(const std::vector<Target>& targets,
                        const std::vector<std::vector<SeriesRow>>& replicates,
                        const MemberRuns* members = nullptr);

} // namespace counterlife::study::figures

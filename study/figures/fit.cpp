// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/fit.h"

#include "study/figures/luck_and_ignorance.h"
#include "study/figures/made_figures.h"
#include "study/figures/measures.h"
#include "study/input/data_layers.h"
#include "study/input/places_file.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <unordered_map>

namespace counterlife::study::figures {
namespace {

constexpr std::array<std::string_view, 18> header{
    "id",    "measure", "scope",     "year_from", "year_to",   "target",
    "low",   "high",    "tolerance", "unit",      "reference", "source",
    "error", "role",    "published", "kind",      "corrected", "data_to"};
enum Column {
    id,
    measure,
    scope,
    year_from,
    year_to,
    target,
    low,
    high,
    tolerance,
    unit,
    reference,
    source,
    error,
    role,
    published
};

/// In place of a tolerance: the row is only shown, or a part of a distance.
constexpr std::string_view unjudged = "unjudged";

class TargetReader {
public:
    TargetReader(const CsvRow& row, std::string_view file, Complaints& complaints,
                 const Grounds* grounds)
        : row_{row}, file_{file}, complaints_{complaints}, grounds_{grounds}
    {
    }

    Target read() const
    {
        Target read{.id = row_.fields[id],
                    .measure = row_.fields[measure],
                    .scope = row_.fields[scope],
                    .year_from = year(year_from),
                    .year_to = year(year_to),
                    .target = number(target, "a number").value_or(0.0),
                    .low = bound(low),
                    .high = bound(high),
                    .tolerance = {},
                    .judged = row_.fields[tolerance] != unjudged,
                    .unit = row_.fields[unit],
                    .source = row_.fields[source],
                    .error = own_error(),
                    .role = row_.fields[role] == word(Role::kept) ? Role::kept : Role::fitted};
        if (read.judged) read.tolerance = tolerance_of(read.target);
        constexpr std::size_t columns = publication_columns.size();
        read.publication = read_publication(
            std::span{row_.fields}.subspan(published).first<columns>(),
            {.from = read.year_from, .to = read.year_to}, at_line(file_, row_.line), complaints_);
        if (read.year_from > read.year_to)
            complain(year_from, "a year not after " + row_.fields[year_to]);
        if (read.judged && !read.tolerance && !(read.low && read.high))
            complain(tolerance, "a tolerance, both low and high, or the word unjudged");
        if (read.low && read.high && *read.low > *read.high)
            complain(low, "at most " + row_.fields[high]);
        check_measure();
        check_role();
        check_grounds(read);
        for (const Column column : {id, scope, source})
            if (row_.fields[column].empty()) complain(column, "a text");
        return read;
    }

private:
    void complain(Column column, std::string_view allowed, std::string_view right = {}) const
    {
        complaints_.found(at_line(file_, row_.line),
                          in_quotes(row_.fields[column]) + " as " + std::string{header[column]},
                          allowed, right);
    }

    /// A measure that a run has, in a unit that its own can be turned into.
    void check_measure() const
    {
        const auto at = std::ranges::find(fitted_measures, row_.fields[measure], &Measure::name);
        if (at == fitted_measures.end()) {
            std::vector<std::string_view> names(fitted_measures.size());
            std::ranges::transform(fitted_measures, names.begin(), &Measure::name);
            complain(measure, "one of the " + std::to_string(names.size()) + " that a run has",
                     nearest(row_.fields[measure], names));
            return;
        }
        const std::string own{at->unit};
        std::vector<std::string> units{own};
        if (own == "persons" || own == "won")
            units.insert(units.end(), {"thousand_" + own, "million_" + own});
        if (own == "share") units.insert(units.end(), {"percent", "pp", "%"});
        if (own == "children") units.emplace_back("children_per_woman");
        if (is_among(row_.fields[unit], units)) return;
        std::string all;
        for (const std::string& one : units) all += (all.empty() ? "" : ", ") + one;
        complain(unit, all, nearest(row_.fields[unit], units));
    }

    void check_role() const
    {
        constexpr std::array<std::string_view, 2> roles{"fitted", "kept"};
        if (!is_among(row_.fields[role], roles))
            complain(role, "fitted or kept", nearest(row_.fields[role], roles));
    }

    /// The place, and the file that the figure is taken from: another target's table has neither.
    void check_grounds(const Target& target) const
    {
        if (grounds_ == nullptr) return;
        std::vector<std::string_view> scopes{"nation", "male", "female"};
        scopes.insert(scopes.end(), grounds_->provinces.begin(), grounds_->provinces.end());
        if (!grounds_->provinces.empty() && !is_among(target.scope, scopes))
            complain(scope, "nation, male, female or a province of places.csv",
                     nearest(target.scope, scopes));
        const std::string& name = row_.fields[reference];
        if (name == "target") return; // The figure stands in this table alone.
        const std::filesystem::path path = grounds_->references / name;
        const auto text =
            name.empty() || name.find('/') != std::string::npos ? std::nullopt : text_of_file(path);
        if (!text)
            return complain(reference, "target, or a file of " + grounds_->references.string());
        const std::string year = std::to_string(target.year_from) + ',';
        if (!text->starts_with(year) && text->find('\n' + year) == std::string::npos)
            complain(reference, "a file that holds " + std::to_string(target.year_from));
    }

    static std::optional<std::string> text_of_file(const std::filesystem::path& path)
    {
        auto text = read_file(path, csv_largest_file);
        return text ? std::optional{std::move(*text)} : std::nullopt;
    }

    std::optional<double> own_error() const
    {
        if (row_.fields[error].empty()) return std::nullopt;
        const auto value = number(error, "a number not below zero, or nothing");
        if (value && *value < 0) complain(error, "a number not below zero, or nothing");
        return value;
    }

    std::optional<double> number(Column column, std::string_view allowed) const
    {
        const auto value = parse_number(row_.fields[column]);
        if (!value) complain(column, allowed);
        return value;
    }

    int year(Column column) const
    {
        constexpr std::string_view allowed = "a year from 1900 to 2100";
        const auto value = number(column, allowed);
        if (!value) return 0;
        if (*value < 1900 || *value > 2100 || *value != std::floor(*value)) {
            complain(column, allowed);
            return 0;
        }
        return static_cast<int>(*value);
    }

    std::optional<double> bound(Column column) const
    {
        if (row_.fields[column].empty()) return std::nullopt;
        return number(column, "a number or nothing");
    }

    std::optional<double> tolerance_of(double whole) const
    {
        std::string_view text = row_.fields[tolerance];
        if (text.empty()) return std::nullopt;
        const bool relative = text.ends_with('%');
        if (relative) text.remove_suffix(1);
        const auto value = parse_number(text);
        if (!value || *value < 0) {
            complain(tolerance, "a number not below zero, such as 0.2 or 4%");
            return std::nullopt;
        }
        return relative ? *value / 100 * std::abs(whole) : *value;
    }

    const CsvRow& row_;
    std::string_view file_;
    Complaints& complaints_;
    const Grounds* grounds_;
};

/// What a measure counted in persons or shares is multiplied by to stand in the target's unit.
double factor(std::string_view unit)
{
    if (unit.starts_with("million")) return 1e-6;
    if (unit.starts_with("thousand")) return 1e-3;
    if (unit.starts_with("percent") || unit == "pp" || unit == "%") return 100;
    return 1;
}

/// The measure that a target is compared with: people in real persons, whatever part of them was
/// simulated.
std::string_view compared(const Target& target)
{
    return target.measure == "population" ? "population_scaled" : std::string_view{target.measure};
}

bool may_be_fitted(const SeriesRow& row)
{
    return row.age == -1 && row.status.empty() && row.level != "place";
}

/// Those rows of a run that a target can be about, by measure: a few of very many.
using Rates = std::unordered_map<std::string_view, std::vector<const SeriesRow*>>;

Rates rates_for(std::span<const Target> targets, std::span<const SeriesRow> series)
{
    Rates rates;
    for (const Target& target : targets) rates[compared(target)];
    for (const SeriesRow& row : series) {
        if (!may_be_fitted(row)) continue;
        if (const auto found = rates.find(row.measure); found != rates.end())
            found->second.push_back(&row);
    }
    return rates;
}

bool is_about(const SeriesRow& row, const Target& target)
{
    const std::string_view scope = target.scope;
    const std::string_view sex = scope == "male" || scope == "female" ? scope : "all";
    const bool is_nation = scope.empty() || scope == "all" || scope == sex;
    const std::string_view place = is_nation ? "nation" : scope;
    return row.year >= target.year_from && row.year <= target.year_to && row.place == place &&
           row.sex == sex;
}

/// The mean over the target's years, if the run has all of them.
std::optional<double> simulated(const Target& target, const Rates& rates)
{
    double sum = 0;
    int years = 0;
    for (const SeriesRow* const row : rates.at(compared(target))) {
        if (!is_about(*row, target)) continue;
        sum += row->value;
        ++years;
    }
    if (years != target.year_to - target.year_from + 1) return std::nullopt;
    return sum / years * factor(target.unit);
}

void judge(FitRow& row)
{
    if (!row.target.judged) {
        row.verdict = Verdict::not_judged;
        return;
    }
    const auto [least, most] = accepted(row.target);
    // The figure is not known better than its own error allows: the difference from it has both
    // errors, and an interval that only grows makes no target easier to meet.
    constexpr double z = 1.959964;
    const double own = z * row.target.error.value_or(0);
    const auto wider = [&](double half) { return std::sqrt(half * half + own * own); };
    const double own_low = row.ensemble_low.value_or(row.low.value_or(*row.simulated));
    const double own_high = row.ensemble_high.value_or(row.high.value_or(*row.simulated));
    const double low = *row.simulated - wider(*row.simulated - own_low);
    const double high = *row.simulated + wider(own_high - *row.simulated);
    if (low >= least && high <= most)
        row.verdict = Verdict::inside;
    else if (high < least || low > most)
        row.verdict = Verdict::outside;
    else
        row.verdict = Verdict::cannot_tell;
}

/// The least and the greatest that a target's measure can be, in its unit.
std::pair<double, double> bounds_of(const Target& target)
{
    const auto at = std::ranges::find(fitted_measures, target.measure, &Measure::name);
    const Measure measure = at == fitted_measures.end() ? Measure{} : *at;
    return {measure.least() * factor(target.unit), measure.most() * factor(target.unit)};
}

/// Gives a row its interval, as far as the measure can lie in it: nothing is lost by that, for what
/// is cut off is where the mean cannot be.
void set_interval(FitRow& row, double low, double high)
{
    const auto [least, most] = bounds_of(row.target);
    row.low_is_cut |= low < least;
    row.high_is_cut |= high > most;
    row.low = std::max(low, least);
    row.high = std::min(high, most);
}

void set_interval_of_both(FitRow& row, double low, double high)
{
    const auto [least, most] = bounds_of(row.target);
    row.low_is_cut |= low < least;
    row.high_is_cut |= high > most;
    row.ensemble_low = std::max(low, least);
    row.ensemble_high = std::min(high, most);
}

void set_spread(FitRow& row, const Spread& spread)
{
    row.simulated = spread.mean;
    row.sd_luck = spread.sd_luck;
    row.sd_ignorance = spread.sd_ignorance;
    if (spread.low) set_interval(row, *spread.low, *spread.high);
    set_interval_of_both(row, *spread.ensemble_low, *spread.ensemble_high);
}

/// A figure that is made of others, with its interval by leaving out.
void set_made(FitRow& row, const MadeFigure& made)
{
    row.simulated = made.figure;
    row.low_is_cut = row.high_is_cut = false;
    if (made.half) set_interval(row, made.figure - *made.half, made.figure + *made.half);
    row.sd_ignorance = made.sd_ignorance;
    if (made.half_of_both)
        set_interval_of_both(row, made.figure - *made.half_of_both,
                             made.figure + *made.half_of_both);
}

FitRow row_of(const Target& target, std::span<const Rates> of_each, const MemberRuns* members)
{
    FitRow row{.target = target, .simulated = {}, .low = {}, .high = {}};
    for (const Rates& rates : of_each)
        if (const auto value = simulated(target, rates)) row.of_each.push_back(*value);
    if (row.of_each.empty() || row.of_each.size() != of_each.size()) return row;
    row.simulated = row.of_each.front();
    if (members != nullptr) {
        set_spread(row, spread_of(row.of_each, *members));
    } else if (row.of_each.size() > 1) {
        const Interval interval = mean_interval(row.of_each);
        row.simulated = interval.mean;
        set_interval(row, interval.low, interval.high);
    }
    judge(row);
    return row;
}

} // namespace

namespace {

/// Those with people; none where there are no places to look them up in.
std::vector<std::string> provinces_of(const std::filesystem::path& data)
{
    std::vector<std::string> provinces;
    if (!std::filesystem::exists(input::data_file(data, "places/places.csv"))) return provinces;
    const auto places = input::read_places(data);
    if (!places) return provinces; // Complained of by whoever reads them for themselves.
    for (const model::PlaceFacts& place : *places)
        if (place.population_1993 > 0 && !is_among(place.province, provinces))
            provinces.push_back(place.province);
    return provinces;
}

} // namespace

std::vector<Target> read_targets(std::string_view text, std::string_view file,
                                 Complaints& complaints, const Grounds* grounds)
{
    std::vector<Target> targets;
    for (const CsvRow& row : read_csv(text, file, complaints, header).rows)
        targets.push_back(TargetReader{row, file, complaints, grounds}.read());
    return targets;
}

std::vector<Target> targets_in(const std::filesystem::path& data, Complaints& complaints)
{
    const std::filesystem::path path = input::data_file(data, "targets/targets.csv");
    const Grounds grounds{.provinces = provinces_of(data),
                          .references = input::data_file(data, "reference")};
    if (const auto text = read_file(path, csv_largest_file))
        return read_targets(*text, path.string(), complaints, &grounds);
    else
        complaints.found(path.string(), text.error(),
                         "the table of public figures to compare with");
    return {};
}

std::vector<SeriesRow> fitted_of(std::span<const SeriesRow> series)
{
    std::vector<SeriesRow> fitted;
    for (const SeriesRow& row : series)
        if (may_be_fitted(row) &&
            (row.measure == "population_scaled" ||
             std::ranges::count(fitted_measures, row.measure.str(), &Measure::name) > 0))
            fitted.push_back(row);
    return fitted;
}

std::string_view word(Role role)
{
    return role == Role::kept ? "kept" : "fitted";
}

std::string_view word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::inside:
        return "within tolerance";
    case Verdict::outside:
        return "outside tolerance";
    case Verdict::cannot_tell:
        return "cannot tell";
    case Verdict::not_judged:
        return "not judged";
    case Verdict::not_yet:
        break;
    }
    return "too few cases";
}

std::pair<double, double> accepted(const Target& target)
{
    if (target.tolerance)
        return {target.target - *target.tolerance, target.target + *target.tolerance};
    return {target.low.value_or(target.target), target.high.value_or(target.target)};
}

double t_quantile(std::size_t degrees)
{
    constexpr std::array<double, 5> table{0, 12.7062, 4.3027, 3.1824, 2.7764};
    if (degrees < table.size()) return table[degrees];
    constexpr double z = 1.959964;
    const auto n = static_cast<double>(degrees);
    const double z3 = z * z * z;
    const double z5 = z3 * z * z;
    const double z7 = z5 * z * z;
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

Interval mean_interval(std::span<const double> values)
{
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double half = t_quantile(values.size() - 1) * std::sqrt(squares / (n - 1) / n);
    return {.mean = mean, .low = mean - half, .high = mean + half};
}

std::vector<FitRow> fit(const std::vector<Target>& targets,
                        const std::vector<std::vector<SeriesRow>>& replicates,
                        const MemberRuns* members)
{
    std::vector<Rates> of_each;
    of_each.reserve(replicates.size());
    for (const auto& series : replicates) of_each.push_back(rates_for(targets, series));
    std::vector<FitRow> rows;
    rows.reserve(targets.size());
    for (const Target& target : targets) rows.push_back(row_of(target, of_each, members));
    for (FitRow& row : rows) {
        const auto made = made_figure(row.target, rows, members);
        if (!made) continue;
        set_made(row, *made);
        judge(row);
    }
    return rows;
}

} // namespace counterlife::study::figures

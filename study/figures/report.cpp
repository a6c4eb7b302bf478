// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/report.h"

#include "study/figures/fit.h"
#include "study/input/parameter_files.h"
#include "study/record/run_file.h"
#include "study/record/version.h"
#include "study/text/csv.h"
#include "study/text/json.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace counterlife::study::figures {

namespace {

constexpr int age_groups = 21;

std::string facts_json(const ReportRequest& request)
{
    const RunDescription& run = request.description;
    std::map<std::string_view, int> kinds;
    for (const model::ParameterRow& row : run.parameters) ++kinds[kind_text(row.kind)];
    JsonList parameters;
    for (const auto& [kind, count] : kinds)
        parameters.add(fmt::format(R"({{"kind":"{}","count":{}}})", kind, count));
    return fmt::format(
        R"({{"scenario":"{}","seed":"{}","scale":"{}","persons_per_life":{},"from":{},"to":{},)"
        R"("digest":"{}","lives":{},"founders":{},"living":{},"events":{},"version":"{}",)"
        R"("parameters":{}}})",
        json_text(run.scenario), run.seed, scale_text(run.scale_denominator), run.scale_denominator,
        engine::year_of(run.from), engine::year_of(run.to - 1), digest_text(request.result.digest),
        request.result.lives, request.founders, request.result.living, request.result.events,
        program_version(), parameters.in('[', ']'));
}

/// Every yearly number of the nation that is not by age, and the provinces' shares.
std::string lines_json(std::span<const SeriesRow> series)
{
    using Name = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
    std::map<Name, std::map<int, double>> lines;
    for (const SeriesRow& row : series) {
        const bool wanted =
            row.age < 0 && (row.level == "nation" || row.measure == "province_share");
        if (row.measure == "events_by_rule") continue; // ./counterlife rules shows these.
        if (wanted) lines[{row.measure, row.place, row.sex, row.status}][row.year] = row.value;
    }
    JsonList all;
    for (const auto& [name, values] : lines) {
        const auto& [measure, place, sex, status] = name;
        JsonList numbers;
        for (int year = values.begin()->first; year <= values.rbegin()->first; ++year) {
            const auto at = values.find(year);
            numbers.add(at == values.end() ? "null" : json_number(at->second));
        }
        all.add(fmt::format(
            R"({{"measure":"{}","place":"{}","sex":"{}","status":"{}","first":{},"values":{}}})",
            json_text(measure), json_text(place), json_text(sex), json_text(status),
            values.begin()->first, numbers.in('[', ']')));
    }
    return all.in('[', ']');
}

std::string pyramid_json(std::span<const SeriesRow> series)
{
    std::map<int, std::array<std::array<double, age_groups>, 2>> years;
    for (const SeriesRow& row : series)
        if (row.measure == "population" && row.level == "nation" && row.age >= 0)
            years[row.year][row.sex == "female" ? 1 : 0]
                 [static_cast<std::size_t>(std::min<int>(row.age / 5, age_groups - 1))] +=
                row.value;
    const auto side = [&](std::size_t sex) {
        JsonList all;
        for (const auto& [year, sexes] : years) {
            JsonList groups;
            for (const double people : sexes[sex]) groups.add(json_number(people));
            all.add(groups.in('[', ']'));
        }
        return all.in('[', ']');
    };
    return fmt::format(R"({{"first":{},"male":{},"female":{}}})",
                       years.empty() ? 0 : years.begin()->first, side(0), side(1));
}

/// A table of public figures as JSON objects with the names of its columns.
std::string table_json(const std::filesystem::path& path, Complaints& complaints)
{
    const auto text = read_file(path, csv_largest_file);
    if (!text) {
        complaints.add(path.string(), "found " + text.error());
        return "[]";
    }
    const CsvTable table = read_csv(*text, path.string(), complaints);
    JsonList all;
    for (const CsvRow& row : table.rows) {
        JsonList fields;
        for (std::size_t i = 0; i < table.header.size(); ++i) {
            const auto number = parse_number(row.fields[i]);
            fields.add(
                fmt::format(R"("{}":{})", json_text(table.header[i]),
                            number ? json_number(*number) : '"' + json_text(row.fields[i]) + '"'));
        }
        all.add(fields.in('{', '}'));
    }
    return all.in('[', ']');
}

std::string fit_json(const ReportRequest& request, Complaints& complaints)
{
    const auto path = request.data / "targets" / "targets.csv";
    const auto text = read_file(path, csv_largest_file);
    if (!text) {
        complaints.add(path.string(), "found " + text.error());
        return "[]";
    }
    const auto targets = read_targets(*text, path.string(), complaints);
    JsonList all;
    for (const FitRow& row : fit(targets, {{request.series.begin(), request.series.end()}})) {
        const Target& target = row.target;
        const double half = target.tolerance.value_or(target.target * 0.04);
        const std::string year = target.year_from == target.year_to
                                     ? std::to_string(target.year_from)
                                     : fmt::format("{}–{}", target.year_from, target.year_to);
        all.add(fmt::format(
            R"({{"id":"{}","measure":"{}","scope":"{}","year":"{}","target":{},"simulated":{},)"
            R"("low":{},"high":{},"verdict":"{}"}})",
            json_text(target.id), json_text(target.measure), json_text(target.scope), year,
            json_number(target.target),
            json_number(row.simulated.value_or(std::numeric_limits<double>::quiet_NaN())),
            json_number(target.low.value_or(target.target - half)),
            json_number(target.high.value_or(target.target + half)), word(row.verdict)));
    }
    return all.in('[', ']');
}

} // namespace

std::expected<std::string, Complaints> report_html(const ReportRequest& request)
{
    Complaints complaints;
    const std::string data =
        fmt::format(R"({{"facts":{},"lines":{},"pyramid":{},"reference":{},"points":{},"fit":{}}})",
                    facts_json(request), lines_json(request.series), pyramid_json(request.series),
                    table_json(request.data / "reference" / "un_annual.csv", complaints),
                    table_json(request.data / "reference" / "census_points.csv", complaints),
                    fit_json(request, complaints));
    std::string page = page_with(request.page, "page.html", "report.js", data, complaints);
    if (!complaints.empty()) return std::unexpected(complaints);
    return page;
}

} // namespace counterlife::study::figures

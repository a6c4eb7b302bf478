// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/report.h"

#include "study/figures/fit.h"
#include "study/figures/fit_table.h"
#include "study/figures/scores.h"
#include "study/figures/uncertainty_tables.h"
#include "study/input/data_layers.h"
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

/// Every number of the page, with its spread where there are replicates.
template <class Use> void each_number(const ReportRequest& request, Use use)
{
    for (const SeriesRow& row : request.series) use(row, nullptr);
    for (const ReplicateRow& row : request.replicates) use(row.of, &row);
}

/// From which runs the lines and the verdicts come, in words.
std::string luck_text(const ReportRequest& request)
{
    std::string text;
    if (request.members != nullptr)
        text =
            fmt::format("Lines and figures are means over {} sets of numbers that are not ruled "
                        "out, with {} ({}) each; light bands hold the middle 95 per cent of all "
                        "runs, luck and ignorance together{}. ",
                        request.members->members(),
                        request.members->replicates == 1
                            ? "one replicate"
                            : fmt::format("{} replicates", request.members->replicates),
                        seeds_text(request.drawn),
                        request.members->replicates > 1 ? ", dark bands what luck alone does" : "");
    else if (request.drawn.size() > 1)
        text = fmt::format("Lines and figures are means over {} replicates ({}); bands hold the "
                           "middle 95 per cent of them. ",
                           request.drawn.size(), seeds_text(request.drawn));
    if (request.judged.size() > 1 && request.judged.back().member > 0)
        return text + fmt::format("The verdicts are by {} sets of numbers ({} each).",
                                  request.judged.back().member, seeds_text(request.judged));
    if (request.judged.size() > 1)
        return text + fmt::format("The verdicts are by {} replicates ({}).", request.judged.size(),
                                  seeds_text(request.judged));
    return text + fmt::format("The verdicts are by {}, seed {}.",
                              request.drawn.empty() ? "this run alone" : "one replicate alone",
                              request.description.seed);
}

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
        R"("replicates":{},"members":{},"seeds":"{}","luck":"{}","parameters":{}}})",
        json_text(run.scenario), run.seed, scale_text(run.scale_denominator), run.scale_denominator,
        engine::year_of(run.from), engine::year_of(run.to - 1), digest_text(request.result.digest),
        request.result.lives, request.founders, request.result.living, request.result.events,
        program_version(), std::max<std::size_t>(request.drawn.size(), 1),
        request.members != nullptr ? request.members->members() : 0, seeds_text(request.drawn),
        luck_text(request), parameters.in('[', ']'));
}

/// Every yearly number of the nation that is not by age, and the provinces' shares.
std::string lines_json(const ReportRequest& request)
{
    using Name = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
    struct Number {
        double value;
        const ReplicateRow* spread;
    };
    std::map<Name, std::map<int, Number>> lines;
    each_number(request, [&](const SeriesRow& row, const ReplicateRow* spread) {
        const bool wanted =
            row.age < 0 && (row.level == "nation" || row.measure == "province_share");
        if (row.measure == "events_by_rule") return; // ./counterlife rules shows these.
        if (wanted)
            lines[{row.measure, row.place, row.sex, row.status}][row.year] = {row.value, spread};
    });
    JsonList all;
    for (const auto& [name, values] : lines) {
        const auto& [measure, place, sex, status] = name;
        JsonList numbers, low, high, luck_low, luck_high;
        bool tells_luck = false;
        for (int year = values.begin()->first; year <= values.rbegin()->first; ++year) {
            const auto at = values.find(year);
            const bool has = at != values.end();
            numbers.add(has ? json_number(at->second.value) : "null");
            if (request.replicates.empty()) continue;
            low.add(has ? json_number(at->second.spread->quantiles.front()) : "null");
            high.add(has ? json_number(at->second.spread->quantiles.back()) : "null");
            const auto add_luck = [&](JsonList& to, std::optional<double> value) {
                to.add(value ? json_number(*value) : "null");
                tells_luck |= value.has_value();
            };
            const auto of = has ? at->second.spread->of_members : ReplicateRow::OfMembers{};
            add_luck(luck_low, of.luck_low);
            add_luck(luck_high, of.luck_high);
        }
        const std::string luck = tells_luck
                                     ? fmt::format(R"(,"luck_low":{},"luck_high":{})",
                                                   luck_low.in('[', ']'), luck_high.in('[', ']'))
                                     : std::string{};
        all.add(fmt::format(
            R"({{"measure":"{}","place":"{}","sex":"{}","status":"{}","first":{},"values":{}{}}})",
            json_text(measure), json_text(place), json_text(sex), json_text(status),
            values.begin()->first, numbers.in('[', ']'),
            request.replicates.empty() ? std::string{}
                                       : fmt::format(R"(,"low":{},"high":{}{})", low.in('[', ']'),
                                                     high.in('[', ']'), luck)));
    }
    return all.in('[', ']');
}

std::string pyramid_json(const ReportRequest& request)
{
    std::map<int, std::array<std::array<double, age_groups>, 2>> years;
    each_number(request, [&](const SeriesRow& row, const ReplicateRow*) {
        if (row.measure == "population" && row.level == "nation" && row.age >= 0)
            years[row.year][row.sex == "female" ? 1 : 0]
                 [static_cast<std::size_t>(std::min<int>(row.age / 5, age_groups - 1))] +=
                row.value;
    });
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

/// How the targets are met, by those who judged it or else by the series.
std::vector<FitRow> fit_of(const ReportRequest& request, Complaints& complaints)
{
    if (request.fit != nullptr) return *request.fit;
    const auto targets = targets_in(request.data, complaints);
    return fit(targets, {fitted_of(request.series)});
}

/// The figures that charts mark.
std::string fit_json(std::span<const FitRow> rows)
{
    JsonList all;
    for (const FitRow& row : rows) {
        const Target& target = row.target;
        const auto [least, most] = accepted(target);
        const std::string year = target.year_from == target.year_to
                                     ? std::to_string(target.year_from)
                                     : fmt::format("{}–{}", target.year_from, target.year_to);
        all.add(fmt::format(
            R"({{"id":"{}","measure":"{}","scope":"{}","year":"{}","target":{},"simulated":{},)"
            R"("low":{},"high":{},"verdict":"{}","role":"{}","source":"{}","kind":"{}","published":"{}",)"
            R"("corrected":"{}"}})",
            json_text(target.id), json_text(target.measure), json_text(target.scope), year,
            json_number(target.target),
            json_number(row.simulated.value_or(std::numeric_limits<double>::quiet_NaN())),
            json_number(least), json_number(most), word(row.verdict), word(target.role),
            json_text(target.source), word(target.publication.kind),
            json_text(target.publication.published), json_text(target.publication.corrected)));
    }
    return all.in('[', ']');
}

/// Of an ensemble both intervals in one cell, that of luck first.
std::string interval_cell(const FitLine& line)
{
    if (line.both.empty()) return line.interval;
    if (line.interval.empty()) return line.both + " luck and ignorance";
    return line.interval + " luck; " + line.both + " with ignorance";
}

/// The table, in the words that `fit` prints.
std::string verdicts_json(std::span<const FitRow> rows)
{
    JsonList groups, notes;
    for (const FitGroup& group : fit_groups(rows)) {
        JsonList lines;
        for (const FitLine& line : group.lines) {
            JsonList cells;
            for (const std::string& cell :
                 {line.scope, line.years, line.target, line.simulated, interval_cell(line),
                  line.tolerance, line.kind,
                  std::string{word(line.verdict)} + (line.role == Role::kept ? ", kept" : "")})
                cells.add('"' + json_text(cell) + '"');
            lines.add(cells.in('[', ']'));
        }
        groups.add(fmt::format(R"({{"title":"{}","tally":"{}","farthest":{},"lines":{}}})",
                               json_text(group.title), json_text(group.tally), group.tells_farthest,
                               lines.in('[', ']')));
    }
    for (const std::string& note : fit_notes(rows)) notes.add('"' + json_text(note) + '"');
    for (const std::string& score : score_sentences(rows)) notes.add('"' + json_text(score) + '"');
    return fmt::format(R"({{"all":"{}","groups":{},"notes":{}}})", json_text(tally_of(rows)),
                       groups.in('[', ']'), notes.in('[', ']'));
}

} // namespace

std::string report_data(const ReportRequest& request, Complaints& complaints)
{
    const std::vector<FitRow> rows = fit_of(request, complaints);
    Json data{'{'};
    data.field("facts", facts_json(request));
    data.field("lines", lines_json(request));
    data.field("pyramid", pyramid_json(request));
    data.field("reference",
               csv_json(input::data_file(request.data, "reference/un_annual.csv"), complaints));
    data.field("points",
               csv_json(input::data_file(request.data, "reference/census_points.csv"), complaints));
    data.field("others",
               csv_json(input::data_file(request.data, "reference/other_sources.csv"), complaints));
    data.field("fit", fit_json(rows));
    data.field("verdicts", verdicts_json(rows));
    return data.done();
}

std::expected<std::string, Complaints> report_html(const ReportRequest& request)
{
    Complaints complaints;
    std::string data = report_data(request, complaints);
    data.pop_back(); // What the ensemble left in and ruled out is a field more.
    data += ",\"sure\":" + shipped_uncertainty_json(request.data, complaints) + "}";
    std::string page = page_with(request.page, "page.html", "report.js", data, complaints);
    if (!complaints.empty()) return std::unexpected(complaints);
    return page;
}

} // namespace counterlife::study::figures

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/fit_command.h"

#include "study/figures/fit_table.h"
#include "study/figures/rates.h"
#include "study/figures/scores.h"
#include "study/text/csv.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <ostream>
#include <unistd.h>

namespace counterlife::app {
namespace {

constexpr const char* fit_file = "fit.csv";

constexpr std::array<std::string_view, 12> header{"id",      "target",    "simulated", "low",
                                                  "high",    "tolerance", "verdict",   "scope",
                                                  "measure", "years",     "unit",      "role"};

std::string number_or_nothing(std::optional<double> value)
{
    return value ? fmt::format("{:.6g}", *value) : std::string{};
}

std::string csv_field(std::string_view field)
{
    if (field.find_first_of(",\"\n") == std::string_view::npos) return std::string{field};
    std::string text = "\"";
    for (const char letter : field) text.append(letter == '"' ? "\"\"" : std::string(1, letter));
    return text + '"';
}

std::string coloured(Verdict verdict, bool colour)
{
    const std::string_view text = word(verdict);
    if (!colour) return std::string{text};
    // Blue and orange, which the colour-blind can tell apart as well.
    constexpr std::array<std::string_view, 5> shades{"\x1b[34m", "\x1b[1;33m", "\x1b[33m",
                                                     "\x1b[2m", "\x1b[2m"};
    return fmt::format("{}{}\x1b[0m", shades[static_cast<std::size_t>(verdict)], text);
}

/// Pads by letters rather than bytes: ± is two bytes.
std::string padded(std::string text, std::size_t width)
{
    const auto letters = static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (letters < width) text.append(width - letters, ' ');
    return text;
}

/// Of an ensemble with a column more, for luck and ignorance together.
std::string text_of(const FitLine& line, bool of_ensemble, bool colour)
{
    return fmt::format("  {:<18.18} {:<9} {:>8} {:>9} {:<20} {}{} {:<10} {}{}\n", line.scope,
                       line.years, line.target, line.simulated, line.interval,
                       of_ensemble ? fmt::format("{:<22} ", line.both) : std::string{},
                       padded(line.tolerance, 14), line.kind, coloured(line.verdict, colour),
                       line.role == Role::kept ? ", kept" : "");
}

bool are_of_ensemble(const std::vector<FitRow>& rows)
{
    return std::ranges::any_of(rows,
                               [](const FitRow& row) { return row.ensemble_low.has_value(); });
}

/// The columns that only the rows of an ensemble have.
constexpr std::array<std::string_view, 4> header_of_ensemble{"ensemble_low", "ensemble_high",
                                                             "sd_luck", "sd_ignorance"};

FitRow one_row(const CsvRow& row, std::string_view file, Complaints& complaints)
{
    const auto number = [&](std::size_t column) -> std::optional<double> {
        if (row.fields[column].empty()) return std::nullopt;
        const auto value = parse_number(row.fields[column]);
        if (!value)
            complaints.found(at_line(file, row.line), in_quotes(row.fields[column]),
                             "a number or nothing");
        return value;
    };
    FitRow read{.target = {.id = row.fields[0],
                           .measure = row.fields[8],
                           .scope = row.fields[7],
                           .target = number(1).value_or(0.0),
                           .low = {},
                           .high = {},
                           .tolerance = number(5),
                           .unit = row.fields[10],
                           .source = {},
                           .role = row.fields[11] == word(Role::kept) ? Role::kept : Role::fitted},
                .simulated = number(2),
                .low = number(3),
                .high = number(4)};
    const std::string_view years = row.fields[9];
    read.target.year_from = static_cast<int>(parse_number(years.substr(0, 4)).value_or(0));
    read.target.year_to = static_cast<int>(
        parse_number(years.substr(years.size() - std::min<std::size_t>(4, years.size())))
            .value_or(0));
    if (row.fields.size() > header.size()) {
        read.ensemble_low = number(header.size());
        read.ensemble_high = number(header.size() + 1);
        read.sd_luck = number(header.size() + 2);
        read.sd_ignorance = number(header.size() + 3);
    }
    for (const Verdict verdict :
         {Verdict::inside, Verdict::outside, Verdict::cannot_tell, Verdict::not_judged})
        if (row.fields[6] == word(verdict)) read.verdict = verdict;
    return read;
}

} // namespace

bool colour_is_wanted()
{
    const char* refused = std::getenv("NO_COLOR");
    return ::isatty(STDOUT_FILENO) != 0 && (refused == nullptr || *refused == '\0');
}

std::string fit_csv(const std::vector<FitRow>& rows)
{
    const bool of_ensemble = are_of_ensemble(rows);
    std::string text = fmt::format("{}", fmt::join(header, ","));
    if (of_ensemble) text += fmt::format(",{}", fmt::join(header_of_ensemble, ","));
    text += '\n';
    for (const FitRow& row : rows) {
        const Target& target = row.target;
        const auto half =
            target.tolerance
                ? target.tolerance
                : std::optional{(target.high.value_or(0) - target.low.value_or(0)) / 2};
        text +=
            fmt::format("{},{:.6g},{},{},{},{},{},{},{},{},{},{}", csv_field(target.id),
                        target.target, number_or_nothing(row.simulated), number_or_nothing(row.low),
                        number_or_nothing(row.high), number_or_nothing(half), word(row.verdict),
                        csv_field(target.scope), csv_field(target.measure), years_of(target),
                        csv_field(target.unit), word(target.role));
        if (of_ensemble)
            text +=
                fmt::format(",{},{},{},{}", number_or_nothing(row.ensemble_low),
                            number_or_nothing(row.ensemble_high), number_or_nothing(row.sd_luck),
                            number_or_nothing(row.sd_ignorance));
        text += '\n';
    }
    return text;
}

std::vector<FitRow> read_fit_csv(std::string_view text, std::string_view file,
                                 Complaints& complaints)
{
    std::vector<FitRow> rows;
    std::vector<std::string_view> wanted{header.begin(), header.end()};
    if (text.substr(0, text.find('\n')).ends_with(header_of_ensemble.back()))
        wanted.insert(wanted.end(), header_of_ensemble.begin(), header_of_ensemble.end());
    for (const CsvRow& row : read_csv(text, file, complaints, wanted).rows)
        rows.push_back(one_row(row, file, complaints));
    return rows;
}

std::string fit_table(const std::vector<FitRow>& rows, bool colour)
{
    const bool of_ensemble = are_of_ensemble(rows);
    std::string text =
        fmt::format("  {:<18} {:<9} {:>8} {:>9} {:<20} {}{:<14} {:<10} {}\n", "scope", "years",
                    "target", "simulated", of_ensemble ? "95 % by luck" : "95 % interval",
                    of_ensemble ? fmt::format("{:<22} ", "by luck and ignorance") : std::string{},
                    "tolerance", "kind", "verdict");
    for (const FitGroup& group : fit_groups(rows)) {
        text += fmt::format("{}: {}\n", group.title, group.tally);
        if (group.tells_farthest) text += "  the farthest from its target:\n";
        for (const FitLine& line : group.lines) text += text_of(line, of_ensemble, colour);
    }
    for (const std::string& note : fit_notes(rows)) text += note + '\n';
    for (const std::string& score : score_sentences(rows)) text += score + '\n';
    return text;
}

std::expected<MadeFit, Trouble> make_fit(const FitRequest& request,
                                         const std::function<void(int)>& told)
{
    Complaints complaints;
    if (request.replicates < 1)
        complaints.found("--replicates", std::to_string(request.replicates), "1 or more");
    if (!std::filesystem::is_directory(request.run))
        complaints.found(request.run.string(), "no such directory",
                         "a directory that `counterlife run` has written");
    const std::vector<Target> targets = targets_in(request.data, complaints);
    if (!complaints.empty()) return std::unexpected(Trouble{std::move(complaints), {}});

    std::vector<std::vector<SeriesRow>> replicates;
    for (int replicate = 0; replicate < request.replicates; ++replicate) {
        told(replicate);
        const auto counts = request.counts_of(replicate);
        if (!counts) return std::unexpected(Trouble{{}, counts.error()});
        replicates.push_back(fitted_of(rates(*counts, request.persons_per_life)));
    }

    MadeFit made{.rows = fit(targets, replicates, request.members ? &*request.members : nullptr),
                 .without_report = {}};
    const auto write = [&](const char* name, const std::string& text) {
        return write_whole_file(request.run / name, text);
    };
    if (const auto written = write(fit_file, fit_csv(made.rows)); !written)
        return std::unexpected(Trouble{{}, written.error()});
    if (!request.page_of) return made;
    const auto page = request.page_of(made.rows);
    if (!page) {
        made.without_report = page.error();
        return made;
    }
    if (const auto written = write("report.html", *page); !written)
        return std::unexpected(Trouble{{}, written.error()});
    return made;
}

namespace {

std::string replicate_text(const FitRequest& request, int replicate)
{
    if (!request.members)
        return fmt::format("Replicate {} of {}\n", replicate + 1, request.replicates);
    const auto each = static_cast<int>(request.members->replicates);
    return fmt::format("Member {} of {}, replicate {} of {}\n", replicate / each + 1,
                       request.members->members(), replicate % each + 1, each);
}

} // namespace

int fit_command(const FitRequest& request, std::ostream& out, std::ostream& err)
{
    const auto made = make_fit(
        request, [&](int replicate) { err << replicate_text(request, replicate) << std::flush; });
    if (!made && made.error().bad_input.empty()) {
        err << made.error().sentence << '\n';
        return 1;
    }
    if (!made) {
        err << made.error().bad_input;
        return 2;
    }
    if (!made->without_report.empty())
        err << made->without_report << "The report stays as it was.\n";
    out << fit_table(made->rows, request.colour);
    out << fmt::format("In all {}; also in {}{}.\n", tally_of(made->rows),
                       (request.run / fit_file).string(),
                       request.page_of && made->without_report.empty() ? " and report.html" : "");
    return 0;
}

} // namespace counterlife::app

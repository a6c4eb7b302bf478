// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/fit_command.h"

#include "study/figures/rates.h"
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

constexpr std::size_t most_rows_told = 12; ///< of one kind; of more only the worst is told
constexpr std::size_t largest_targets_file = std::size_t{1} << 20;

constexpr std::array<std::string_view, 11> header{"id",      "target",    "simulated", "low",
                                                  "high",    "tolerance", "verdict",   "scope",
                                                  "measure", "years",     "unit"};

std::string years_of(const Target& target)
{
    if (target.year_from == target.year_to) return std::to_string(target.year_from);
    return fmt::format("{}-{}", target.year_from, target.year_to);
}

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

/// Words for a measure: "life expectancy" for life_expectancy.
std::string words(std::string_view name)
{
    std::string text{name == "tfr" ? "total fertility rate" : name};
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::string coloured(Verdict verdict, bool colour)
{
    const std::string_view text = word(verdict);
    if (!colour) return std::string{text};
    // Blue and orange, which the colour-blind can tell apart as well.
    constexpr std::array<std::string_view, 3> shades{"\x1b[34m", "\x1b[1;33m", "\x1b[2m"};
    return fmt::format("{}{}\x1b[0m", shades[static_cast<std::size_t>(verdict)], text);
}

std::string tolerance_text(const Target& target)
{
    if (target.tolerance) return fmt::format("±{:.3g}", *target.tolerance);
    return fmt::format("{:.4g} to {:.4g}", target.low.value_or(0), target.high.value_or(0));
}

/// Pads by letters rather than bytes: ± is two bytes.
std::string padded(std::string text, std::size_t width)
{
    const auto letters = static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (letters < width) text.append(width - letters, ' ');
    return text;
}

std::string line_of(const FitRow& row, bool colour)
{
    const Target& target = row.target;
    const std::string simulated = row.simulated ? fmt::format("{:.4g}", *row.simulated) : "-";
    const std::string interval =
        row.low && row.high ? fmt::format("({:.4g} to {:.4g})", *row.low, *row.high) : "";
    return fmt::format("  {:<18.18} {:<9} {:>8.4g} {:>9} {:<20} {} {}\n", target.scope,
                       years_of(target), target.target, simulated, interval,
                       padded(tolerance_text(target), 14), coloured(row.verdict, colour));
}

/// How far a figure is from its target, as a part of what is allowed.
double strain(const FitRow& row)
{
    if (!row.simulated) return -1;
    const Target& target = row.target;
    const double middle = target.tolerance ? target.target : (*target.low + *target.high) / 2;
    const double allowed = target.tolerance ? *target.tolerance : (*target.high - *target.low) / 2;
    const double away = std::abs(*row.simulated - middle);
    return allowed > 0 ? away / allowed : away;
}

std::size_t with(Verdict verdict, std::span<const FitRow> rows)
{
    return static_cast<std::size_t>(std::ranges::count(rows, verdict, &FitRow::verdict));
}

std::string tally_of(std::span<const FitRow> rows)
{
    return fmt::format("{} within tolerance, {} outside, {} with too few cases",
                       with(Verdict::inside, rows), with(Verdict::outside, rows),
                       with(Verdict::not_yet, rows));
}

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
                           .source = {}},
                .simulated = number(2),
                .low = number(3),
                .high = number(4)};
    const std::string_view years = row.fields[9];
    read.target.year_from = static_cast<int>(parse_number(years.substr(0, 4)).value_or(0));
    read.target.year_to = static_cast<int>(
        parse_number(years.substr(years.size() - std::min<std::size_t>(4, years.size())))
            .value_or(0));
    for (const Verdict verdict : {Verdict::inside, Verdict::outside})
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
    std::string text = fmt::format("{}\n", fmt::join(header, ","));
    for (const FitRow& row : rows) {
        const Target& target = row.target;
        const auto half =
            target.tolerance
                ? target.tolerance
                : std::optional{(target.high.value_or(0) - target.low.value_or(0)) / 2};
        text += fmt::format("{},{:.6g},{},{},{},{},{},{},{},{},{}\n", csv_field(target.id),
                            target.target, number_or_nothing(row.simulated),
                            number_or_nothing(row.low), number_or_nothing(row.high),
                            number_or_nothing(half), word(row.verdict), csv_field(target.scope),
                            csv_field(target.measure), years_of(target), csv_field(target.unit));
    }
    return text;
}

std::vector<FitRow> read_fit_csv(std::string_view text, std::string_view file,
                                 Complaints& complaints)
{
    std::vector<FitRow> rows;
    for (const CsvRow& row : read_csv(text, file, complaints, header).rows)
        rows.push_back(one_row(row, file, complaints));
    return rows;
}

std::string fit_table(const std::vector<FitRow>& rows, bool colour)
{
    std::string text =
        fmt::format("  {:<18} {:<9} {:>8} {:>9} {:<20} {:<14} {}\n", "scope", "years", "target",
                    "simulated", "95 % interval", "tolerance", "verdict");
    const auto is_other_kind = [](const FitRow& a, const FitRow& b) {
        return a.target.id != b.target.id || a.target.measure != b.target.measure;
    };
    for (auto from = rows.begin(); from != rows.end();) {
        const auto last = std::adjacent_find(from, rows.end(), is_other_kind);
        const auto to = last == rows.end() ? last : last + 1;
        const std::span<const FitRow> kind{from, to};
        const Target& target = from->target;
        text += fmt::format("{} {}, {}: {}\n", target.id, words(target.measure), words(target.unit),
                            tally_of(kind));
        if (kind.size() <= most_rows_told) {
            for (const FitRow& row : kind) text += line_of(row, colour);
        } else {
            text += "  the farthest from its target:\n";
            text += line_of(*std::ranges::max_element(kind, {}, strain), colour);
        }
        from = to;
    }
    return text;
}

int fit_command(const FitRequest& request, std::ostream& out, std::ostream& err)
{
    Complaints complaints;
    if (request.replicates < 1)
        complaints.found("--replicates", std::to_string(request.replicates), "1 or more");
    if (!std::filesystem::is_directory(request.run))
        complaints.found(request.run.string(), "no such directory",
                         "a directory that `counterlife run` has written");
    const std::filesystem::path file = request.data / "targets" / "targets.csv";
    std::vector<Target> targets;
    if (const auto text = read_file(file, largest_targets_file))
        targets = read_targets(*text, file.string(), complaints);
    else
        complaints.found(file.string(), text.error(),
                         "the table of public figures to compare with");
    if (!complaints.empty()) {
        err << complaints;
        return 2;
    }

    std::vector<std::vector<SeriesRow>> replicates;
    for (int replicate = 0; replicate < request.replicates; ++replicate) {
        err << fmt::format("Replicate {} of {}\n", replicate + 1, request.replicates) << std::flush;
        const auto counts = request.counts_of(replicate);
        if (!counts) {
            err << counts.error() << '\n';
            return 1;
        }
        replicates.push_back(rates(*counts, request.persons_per_life));
    }

    const std::vector<FitRow> rows = fit(targets, replicates);
    const std::filesystem::path result = request.run / "fit.csv";
    if (const auto written = write_whole_file(result, fit_csv(rows)); !written) {
        err << written.error() << '\n';
        return 1;
    }
    out << fit_table(rows, request.colour);
    out << fmt::format("In all {}; also in {}.\n", tally_of(rows), result.string());
    return 0;
}

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/params_command.h"

#include "study/input/parameter_files.h"
#include "study/input/scenario.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/text_table.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <ostream>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace counterlife::app {
namespace {

using model::Kind;
using model::ParameterRow;

/// A name with more rows than this is gathered in one line.
constexpr std::size_t most_rows_of_a_name = 6;

std::string range_text(double least, double greatest)
{
    if (least == greatest) return number_text(least);
    return number_text(least) + ".." + number_text(greatest);
}

TableLine single_line(const ParameterRow& row)
{
    std::string key = row.key;
    if (row.from || row.to)
        key.append(key.empty() ? "" : " ").append(period_text(row.from, row.to));
    return {row.name,
            std::move(key),
            number_text(row.value),
            row.unit,
            range_text(row.low, row.high),
            std::string{kind_text(row.kind)},
            row.source};
}

/// One word where all rows agree, and otherwise the first with how many others there are.
template <typename Word> std::string gathered_words(std::span<const ParameterRow> rows, Word word)
{
    std::vector<std::string> words;
    for (const ParameterRow& row : rows) {
        std::string one{word(row)};
        if (std::ranges::find(words, one) == words.end()) words.push_back(std::move(one));
    }
    if (words.size() == 1) return words.front();
    return words.front() + " and " + std::to_string(words.size() - 1) + " more";
}

TableLine gathered_line(std::span<const ParameterRow> rows)
{
    const auto [least, greatest] = std::ranges::minmax(rows, {}, &ParameterRow::value);
    const double low = std::ranges::min(rows, {}, &ParameterRow::low).low;
    const double high = std::ranges::max(rows, {}, &ParameterRow::high).high;
    return {rows.front().name,
            "(" + std::to_string(rows.size()) + " rows)",
            range_text(least.value, greatest.value),
            rows.front().unit,
            range_text(low, high),
            gathered_words(rows, [](const ParameterRow& row) { return kind_text(row.kind); }),
            gathered_words(rows, [](const ParameterRow& row) { return row.source; })};
}

std::vector<TableLine> table_lines(std::span<const ParameterRow> rows, bool every_row)
{
    std::vector<TableLine> lines{{"name", "key", "value", "unit", "range", "kind", "source"}};
    while (!rows.empty()) {
        const auto next = std::ranges::find_if(
            rows, [&](const ParameterRow& row) { return row.name != rows.front().name; });
        const auto same = rows.first(static_cast<std::size_t>(next - rows.begin()));
        if (!every_row && same.size() > most_rows_of_a_name)
            lines.push_back(gathered_line(same));
        else
            std::ranges::transform(same, std::back_inserter(lines), single_line);
        rows = rows.subspan(same.size());
    }
    return lines;
}

/// The full name nearest to what was typed, else the family, else the name within its family.
std::string nearest_beginning(const std::string& typed, std::span<const std::string_view> names)
{
    std::vector<std::string_view> families, own;
    for (const std::string_view name : names) {
        families.push_back(name.substr(0, name.find('.')));
        own.push_back(name.substr(name.find('.') + 1));
    }
    std::string near = nearest(typed, names);
    if (near.empty()) near = nearest(typed, families);
    if (!near.empty()) return near;
    const auto at = std::ranges::find(own, nearest(typed, own));
    return at == own.end() ? near : std::string{names[static_cast<std::size_t>(at - own.begin())]};
}

} // namespace

std::expected<std::vector<ParameterRow>, Complaints> params_of(const ParamsRequest& request)
{
    const ScenarioChoice& choice = request.choice;
    auto scenario =
        read_scenario(choice.scenario, choice.data_dir, choice.scenario_dir, choice.families,
                      choice.rule_names, choice.run_from, choice.run_to);
    if (!scenario) return std::unexpected(std::move(scenario.error()));
    std::vector<std::string_view> names;
    for (const model::FamilySpec& family : choice.families)
        for (const model::ParameterSpec& spec : family.parameters) names.push_back(spec.name);
    const auto begins = [&](std::string_view name) { return name.starts_with(request.prefix); };
    if (!request.prefix.empty() && std::ranges::none_of(names, begins)) {
        Complaints complaints;
        complaints.found("params", in_quotes(request.prefix) + ", with which no name begins",
                         "the beginning of a parameter's full name",
                         nearest_beginning(request.prefix, names));
        return std::unexpected(std::move(complaints));
    }
    const model::ParameterSet set{std::move(scenario->rows)};
    std::vector<ParameterRow> wanted;
    std::ranges::copy_if(set.rows(), std::back_inserter(wanted), [&](const ParameterRow& row) {
        return row.name.starts_with(request.prefix) &&
               (!request.only_assumed || row.kind == Kind::assumption);
    });
    return wanted;
}

int params(const ParamsRequest& request, std::ostream& out, std::ostream& err)
{
    const auto wanted = params_of(request);
    if (!wanted) {
        err << wanted.error();
        return 2;
    }
    print_table(table_lines(*wanted, request.every_row), out);
    return 0;
}

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/tables.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace counterlife::riskpaths {

namespace {

constexpr std::array status_names{"never in a union",
                                  "first union, under 3 years",
                                  "first union, 3 years and over",
                                  "after the first union",
                                  "second union",
                                  "after the second union"};

template <class... Args> std::string line(const char* format, Args... args)
{
    std::array<char, 200> text{};
    std::snprintf(text.data(), text.size(), format, args...);
    return std::string{text.data()} + '\n';
}

std::string rate(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%10.6f", value);
    return std::isnan(value) ? "         -" : text.data(); // Nobody was there.
}

std::string age_band_name(std::size_t band)
{
    const auto age = [](Tick tick) { return tick.count() / double{ticks_per_year}; };
    const double from = age(band_begin(band));
    std::array<char, 32> text{};
    if (band + 1 == age_bands)
        std::snprintf(text.data(), text.size(), "%4.1f+", from);
    else
        std::snprintf(text.data(), text.size(), "%4.1f-%4.1f", from, age(band_end(band)));
    return text.data();
}

} // namespace

std::string text_of(const std::vector<Cell>& cells)
{
    std::string out;
    std::string_view table;
    const auto title = [&](const Cell& cell, const std::string& words) {
        if (cell.table != table) out += "\n" + std::string{cell.table} + "  " + words + "\n";
        table = cell.table;
    };
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        const auto row = static_cast<std::size_t>(std::max(cell.row, 0));
        if (cell.table == "T01") {
            title(cell, "Life expectancy");
            out += line("%-30s %18.0f", "cases", cell.below);
            out += line("%-30s %18.3f", "person-years", cell.above);
            out += line("%-30s %18.6f", "life expectancy", cell.value());
        } else if (cell.table == "T02") {
            title(cell, "By age: number entering, person-years lived");
            if (cell.measure == "pop_start_share")
                out += line("%3d %14.0f %18.3f", cell.row, cell.above, cells[i + 1].above);
        } else if (cell.table == "T03") {
            title(cell, "First pregnancy rate by age: of all women, of the childless");
            if (cell.measure == "rate_all")
                out += line(
                    "%5s %s %s",
                    cell.row == 0
                        ? "<15"
                        : (std::to_string(14 + cell.row) + (cell.row == 26 ? "+" : "")).c_str(),
                    rate(cell.value()).c_str(), rate(cells[i + 1].value()).c_str());
        } else if (cell.table == "T04") {
            title(cell, "First pregnancy rate of the childless by age and union status 0 to 5");
            if (cell.column == 0) out += line("%-9s", age_band_name(row).c_str()), out.pop_back();
            out += " " + rate(cell.value()) + (cell.column == 5 ? "\n" : "");
        } else if (cell.table == "T05") {
            title(cell, "First pregnancy");
            out += line("%-30s %s",
                        cell.measure == "mean_age_first_preg" ? "mean age"
                        : cell.measure == "childlessness"     ? "share childless for life"
                                                              : "share ever pregnant",
                        rate(cell.value()).c_str());
        } else if (cell.table == "T06") {
            title(cell, "Pregnancies by union status: number, by case");
            out += line("%zu %-30s %14.0f %s", row, status_names[row], cell.above,
                        rate(cell.value()).c_str());
        } else {
            title(cell, "First union rate of the childless by age");
            out += line("%-9s %s", age_band_name(row).c_str(), rate(cell.value()).c_str());
        }
    }
    return out;
}

} // namespace counterlife::riskpaths

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/scenario.h"

#include <cmath>
#include <fstream>
#include <utility>

namespace counterlife::riskpaths {

namespace {

using examples::nearest;
using examples::shortest;
using examples::shown;

constexpr std::string_view header = "name,from,value,unit,source";
constexpr std::size_t longest_line = 1000;

constexpr std::array<std::string_view, 12> by_age{"0",    "15", "17.5", "20", "22.5", "25",
                                                  "27.5", "30", "32.5", "35", "37.5", "40"};
constexpr std::array<std::string_view, 6> by_status{"never",       "first_early", "first_late",
                                                    "after_first", "second",      "after_second"};
constexpr std::array<std::string_view, 6> since_union{"0", "1", "3", "5", "9", "13"};
constexpr std::array<std::string_view, 5> since_parting{"0", "2", "6", "10", "15"};

/// A parameter: its name, the beginnings of its stretches, its unit, what it may be.
struct Wanted {
    std::string_view name;
    std::vector<std::string_view> from;
    std::string_view unit;
    double highest = 0;
    std::vector<double> values{}; ///< as read; NaN: not yet
};

template <std::size_t N> std::vector<std::string_view> all(const std::array<std::string_view, N>& a)
{
    return {a.begin(), a.end()};
}

std::vector<Wanted> rates_wanted()
{
    // More than one event a tick is more than the engine takes.
    constexpr double most = ticks_per_year;
    return {{"pregnancy", all(by_age), "per year", most},
            {"relative_risk", all(by_status), "ratio", 1000},
            {"first_union", all(by_age), "per year", most},
            {"first_dissolution", all(since_union), "per year", most},
            {"second_union", all(since_parting), "per year", most},
            {"second_dissolution", all(since_union), "per year", most}};
}

std::vector<Wanted> mortality_wanted()
{
    static const std::vector<std::string> ages = [] {
        std::vector<std::string> names;
        for (int age = 0; age <= last_age; ++age) names.push_back(std::to_string(age));
        return names;
    }();
    return {{"death", {ages.begin(), ages.end()}, "share of the year", 1}};
}

/// Reads one file into the parameters wanted of it.
class Reader {
public:
    Reader(std::filesystem::path file, std::vector<Wanted>& wanted, Complaints& complaints)
        : file_{std::move(file)}, wanted_{wanted}, complaints_{complaints}
    {
    }

    void read()
    {
        for (Wanted& w : wanted_) w.values.assign(w.from.size(), std::nan(""));
        std::ifstream in{file_, std::ios::binary};
        std::string line;
        if (!in || !std::getline(in, line)) {
            complaints_.push_back(file_.string() + ": cannot be read or is empty");
            return;
        }
        trim(line);
        if (line != header) {
            complain("the header is " + shown(line) + "; it must be " + shown(header));
            return;
        }
        while (std::getline(in, line)) {
            ++line_;
            trim(line);
            if (!line.empty()) row(line);
        }
        for (const Wanted& w : wanted_) {
            std::string missing;
            for (std::size_t i = 0; i < w.values.size(); ++i)
                if (std::isnan(w.values[i])) missing += ' ' + std::string{w.from[i]};
            if (!missing.empty())
                complaints_.push_back(file_.string() + ": there is no " + std::string{w.name} +
                                      " from" + missing);
        }
    }

private:
    static void trim(std::string& line)
    {
        if (!line.empty() && line.back() == '\r') line.pop_back();
    }
    void complain(const std::string& what)
    {
        complaints_.push_back(file_.string() + ":" + std::to_string(line_) + ": " + what);
    }

    void row(const std::string& line)
    {
        const auto fields = fields_of(std::string_view{line}.substr(0, longest_line));
        if (line.size() > longest_line || fields.size() != 5)
            return complain("the line has not the five fields " + shown(header));
        const std::string_view name = fields[0], from = fields[1], unit = fields[3];
        std::vector<std::string_view> names;
        names.reserve(wanted_.size());
        for (const Wanted& w : wanted_) names.push_back(w.name);
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end())
            return complain("no parameter is called " + shown(name) + "; the nearest is " +
                            shown(nearest(name, names)));
        Wanted& w = wanted_[static_cast<std::size_t>(at - names.begin())];
        const auto key = std::find(w.from.begin(), w.from.end(), from);
        if (key == w.from.end())
            return complain(std::string{name} + " has nothing that begins at " + shown(from) +
                            "; the nearest is " + shown(nearest(from, w.from)));
        if (unit != w.unit)
            complain(std::string{name} + " is in " + shown(unit) + "; it must be in " +
                     shown(w.unit));
        if (fields[4].empty()) complain("the number has no source");
        double& value = w.values[static_cast<std::size_t>(key - w.from.begin())];
        if (!std::isnan(value))
            complain(std::string{name} + " from " + std::string{from} + " was given before");
        const auto number = number_in(fields[2]);
        if (!number || *number < 0 || *number > w.highest)
            complain(shown(fields[2]) + " is not a number from 0 to " + shortest(w.highest));
        value = number.value_or(0); // A bad value has been complained about: it is not missing.
    }

    std::filesystem::path file_;
    std::vector<Wanted>& wanted_;
    Complaints& complaints_;
    int line_ = 1;
};

/// So high from so many years on, as the engine counts both.
std::vector<engine::RateFrom> rates_of(const Wanted& read)
{
    std::vector<engine::RateFrom> rates;
    for (std::size_t i = 0; i < read.from.size(); ++i) {
        const double ticks = 0x1p32 * ticks_per_year * number_in(read.from[i]).value();
        rates.push_back(
            {static_cast<std::int64_t>(ticks), PerYear{read.values[i] * per_engine_year}});
    }
    return rates;
}

} // namespace

std::vector<std::string> scenarios_in(const std::filesystem::path& data)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator{data, error})
        if (file.path().extension() == ".csv" && file.path().stem() != "mortality")
            names.push_back(file.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario, bool mortality)
{
    Complaints complaints;
    std::vector<Wanted> rates = rates_wanted(), deaths = mortality_wanted();
    const std::filesystem::path file = data / (std::string{scenario} + ".csv");
    Reader{file, rates, complaints}.read();
    Reader{data / "mortality.csv", deaths, complaints}.read();
    if (!complaints.empty()) return std::unexpected{complaints};

    const auto table = [&rates](std::size_t nth) { return RateTable{rates_of(rates[nth])}; };
    Numbers numbers{.first_union = table(2),
                    .first_dissolution = table(3),
                    .second_dissolution = table(5),
                    .second_union = table(4)};
    for (std::size_t status = 0; status < statuses; ++status) {
        const double risk = rates[1].values[status];
        if (*std::ranges::max_element(rates[0].values) * risk > ticks_per_year)
            complaints.push_back(file.string() + ": pregnancy times the relative_risk of " +
                                 std::string{by_status[status]} + " is more than " +
                                 std::to_string(ticks_per_year) + " a year");
        numbers.pregnancy[status] = risk * table(0);
    }
    if (!mortality) return numbers;

    // Those who are sure to die this year do so at its beginning.
    std::vector<double>& of_age = deaths[0].values;
    const auto sure = std::ranges::find(of_age, 1.0);
    numbers.last_day = std::min(birthday(static_cast<int>(sure - of_age.begin())), last_tick);
    std::fill(sure, of_age.end(), 0.0);
    for (std::size_t age = 0; age < of_age.size(); ++age) {
        const double share = std::exchange(of_age[age], -engine::log_of(1.0 - of_age[age]));
        if (of_age[age] > ticks_per_year)
            complaints.push_back((data / "mortality.csv").string() + ": death from " +
                                 std::to_string(age) + " is " + shortest(share) +
                                 "; it must be 1, or less than 0.86");
    }
    numbers.death = RateTable{rates_of(deaths[0])};
    if (!complaints.empty()) return std::unexpected{complaints};
    return numbers;
}

} // namespace counterlife::riskpaths

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/scenario.h"

#include <cmath>
#include <fstream>

namespace counterlife::epidemic {

namespace {

constexpr std::string_view header = "name,value,unit,source";
constexpr std::size_t longest_line = 1000;

/// A parameter: its name, its unit, what it may be, and where it goes.
struct Wanted {
    std::string_view name, unit;
    double least, most;
    void (*put)(Numbers&, double);
};

template <Time Numbers::* duration> void put_days(Numbers& numbers, double value)
{
    numbers.*duration = time_of(value);
}
template <Chance Numbers::* chance> void put_chance(Numbers& numbers, double value)
{
    numbers.*chance = Chance{value};
}

// A latent phase of two days at least: what infects is read a day later, and who may catch it a day
// after that. More days than a run has are for ever.
constexpr double shortest_latency = 2, briefest = 0.01, for_ever = 1e6;

constexpr std::array wanted{
    Wanted{"links", "hosts", 1, most_links,
           [](Numbers& numbers, double value) { numbers.links = static_cast<int>(value); }},
    Wanted{"contact_interval", "days", briefest, 1000, put_days<&Numbers::contact_interval>},
    Wanted{"change_interval", "days", 1, for_ever, put_days<&Numbers::change_interval>},
    Wanted{"drop", "probability", 0, 1, put_chance<&Numbers::drop>},
    Wanted{"transmission", "probability", 0, 1, put_chance<&Numbers::transmission>},
    Wanted{"initial", "share", 0, 1, put_chance<&Numbers::initial>},
    Wanted{"latent", "days", shortest_latency, for_ever, put_days<&Numbers::latent>},
    Wanted{"infectious", "days", briefest, for_ever, put_days<&Numbers::infectious>},
    Wanted{"immune", "days", briefest, for_ever, put_days<&Numbers::immune>}};

constexpr auto names = [] {
    std::array<std::string_view, wanted.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = wanted[i].name;
    return all;
}();

/// Reads the one file of a scenario.
class Reader {
public:
    Reader(std::filesystem::path file, Complaints& complaints)
        : file_{std::move(file)}, complaints_{complaints}
    {
    }

    Numbers read()
    {
        std::ifstream in{file_, std::ios::binary};
        std::string line;
        if (!in || !std::getline(in, line)) {
            complaints_.push_back(file_.string() + ": cannot be read or is empty");
            return {};
        }
        trim(line);
        if (line != header) {
            complain("the header is " + shown(line) + "; it must be " + shown(header));
            return {};
        }
        while (std::getline(in, line)) {
            ++line_;
            trim(line);
            if (!line.empty()) row(line);
        }
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (!given_[i])
                complaints_.push_back(file_.string() + ": there is no " + std::string{names[i]});
        return numbers_;
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
        if (line.size() > longest_line || fields.size() != 4)
            return complain("the line has not the four fields " + shown(header));
        const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), fields[0]) -
                                                 names.begin());
        if (at == names.size())
            return complain("no parameter is called " + shown(fields[0]) + "; the nearest is " +
                            shown(nearest(fields[0], names)));
        const Wanted& w = wanted[at];
        if (fields[2] != w.unit)
            complain(std::string{w.name} + " is in " + shown(fields[2]) + "; it must be in " +
                     shown(w.unit));
        if (fields[3].empty()) complain("the number has no source");
        if (std::exchange(given_[at], true)) complain(std::string{w.name} + " was given before");
        const auto number = number_in(fields[1]);
        const bool counts = w.unit == "hosts";
        if (!number || !(*number >= w.least && *number <= w.most) ||
            (counts && *number != std::floor(*number)))
            return complain(shown(fields[1]) + " is not a " + (counts ? "whole " : "") +
                            "number from " + shortest(w.least) + " to " + shortest(w.most));
        w.put(numbers_, *number);
    }

    std::filesystem::path file_;
    Complaints& complaints_;
    Numbers numbers_;
    std::array<bool, wanted.size()> given_{};
    int line_ = 1;
};

} // namespace

std::vector<std::string> scenarios_in(const std::filesystem::path& data)
{
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator{data, error})
        if (file.path().extension() == ".csv") found.push_back(file.path().stem().string());
    std::sort(found.begin(), found.end());
    return found;
}

std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario)
{
    Complaints complaints;
    const Numbers numbers = Reader{data / (std::string{scenario} + ".csv"), complaints}.read();
    if (!complaints.empty()) return std::unexpected{complaints};
    return numbers;
}

} // namespace counterlife::epidemic

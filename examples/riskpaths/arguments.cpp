// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/arguments.h"

namespace counterlife::riskpaths {

namespace {

using examples::nearest;
using examples::put;

constexpr std::array<std::string_view, 8> options{
    "--cases", "--seed", "--threads", "--scenario", "--data", "--mortality", "--compare", "--help"};

/// With fewer, most cells are empty or far from normal.
constexpr std::int64_t fewest_to_compare = 100'000;

} // namespace

std::expected<Arguments, Complaints> read_arguments(std::span<const char* const> words,
                                                    const std::filesystem::path& data)
{
    Arguments arguments{.data = data};
    Plan& plan = arguments.plan;
    Complaints complaints;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view option{words[i]};
        if (option == "--mortality") {
            plan.mortality = true;
        } else if (option == "--compare") {
            arguments.compare = true;
        } else if (option == "--help") {
            arguments.help = true;
        } else if (std::find(options.begin(), options.end(), option) == options.end()) {
            complaints.push_back("there is no option '" + std::string{option} +
                                 "'; the nearest is '" + nearest(option, options) + "'");
            if (i + 1 < words.size() && !std::string_view{words[i + 1]}.starts_with("--")) ++i;
        } else if (i + 1 == words.size() || std::string_view{words[i + 1]}.starts_with("--")) {
            complaints.push_back(std::string{option} + " needs a value after it");
        } else {
            const std::string_view value{words[++i]};
            if (option == "--cases") put(plan.cases, option, value, {1}, most_cases, complaints);
            if (option == "--seed")
                put(plan.seed, option, value, std::uint64_t{0},
                    std::numeric_limits<std::uint64_t>::max(), complaints);
            if (option == "--threads") put(plan.threads, option, value, 1, 1024, complaints);
            if (option == "--scenario") arguments.scenario = value;
            if (option == "--data") arguments.data = value;
        }
    }
    if (arguments.compare && plan.cases < fewest_to_compare)
        complaints.push_back("--compare needs at least " + std::to_string(fewest_to_compare) +
                             " cases; --cases is " + std::to_string(plan.cases));
    const std::vector<std::string> names = scenarios_in(arguments.data);
    const std::vector<std::string_view> allowed{names.begin(), names.end()};
    if (names.empty())
        complaints.push_back("there are no scenarios in the folder '" + arguments.data.string() +
                             "'; --data says where they are");
    else if (std::find(names.begin(), names.end(), arguments.scenario) == names.end())
        complaints.push_back("there is no scenario '" + arguments.scenario + "'; the nearest is '" +
                             nearest(arguments.scenario, allowed) + "'");
    if (!complaints.empty() && !arguments.help) return std::unexpected{complaints};
    return arguments;
}

} // namespace counterlife::riskpaths

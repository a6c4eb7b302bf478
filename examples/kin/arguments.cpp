// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/arguments.h"

namespace counterlife::kin {

namespace {

using examples::nearest;
using examples::put;

constexpr std::array<std::string_view, 11> options{"--people",  "--years",    "--seed", "--threads",
                                                   "--places",  "--scenario", "--data", "--out",
                                                   "--compare", "--socsim",   "--help"};

/// With fewer, the scatter between families tells too little.
constexpr std::int64_t fewest_to_compare = 20'000;

/// One word that stands alone. Returns whether it is one.
bool read_switch(std::string_view option, Arguments& arguments)
{
    if (option == "--compare") return arguments.compare = true;
    if (option == "--socsim") return arguments.socsim = true;
    if (option == "--help") return arguments.help = true;
    return false;
}

void read_value(std::string_view option, std::string_view value, Arguments& arguments,
                Complaints& complaints)
{
    Plan& plan = arguments.plan;
    if (option == "--people") put(plan.people, option, value, {1}, most_people, complaints);
    if (option == "--years") put(plan.years, option, value, 1, longest_run, complaints);
    if (option == "--seed")
        put(plan.seed, option, value, std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(),
            complaints);
    if (option == "--threads") put(plan.threads, option, value, 1, 1024, complaints);
    if (option == "--places") put(plan.places, option, value, 1, most_places, complaints);
    if (option == "--scenario") arguments.scenario = value;
    if (option == "--data") arguments.data = value;
    if (option == "--out") arguments.out = value;
}

void check_scenario(const Arguments& arguments, Complaints& complaints)
{
    const std::vector<std::string> names = scenarios_in(arguments.data);
    const std::vector<std::string_view> allowed{names.begin(), names.end()};
    if (names.empty())
        complaints.push_back("there are no scenarios in the folder '" + arguments.data.string() +
                             "'; --data says where they are");
    else if (std::ranges::find(names, arguments.scenario) == names.end())
        complaints.push_back("there is no scenario '" + arguments.scenario + "'; the nearest is '" +
                             nearest(arguments.scenario, allowed) + "'");
}

} // namespace

std::expected<Arguments, Complaints> read_arguments(std::span<const char* const> words,
                                                    const std::filesystem::path& data)
{
    Arguments arguments{.data = data};
    Complaints complaints;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view option{words[i]};
        const bool ends = i + 1 == words.size() || std::string_view{words[i + 1]}.starts_with("--");
        if (read_switch(option, arguments)) continue;
        if (std::ranges::find(options, option) == options.end()) {
            complaints.push_back("there is no option '" + std::string{option} +
                                 "'; the nearest is '" + nearest(option, options) + "'");
            if (!ends) ++i;
        } else if (ends) {
            complaints.push_back(std::string{option} + " needs a value after it");
        } else {
            read_value(option, words[++i], arguments, complaints);
        }
    }
    const Plan& plan = arguments.plan;
    if (arguments.compare && plan.people < fewest_to_compare)
        complaints.push_back("--compare needs at least " + std::to_string(fewest_to_compare) +
                             " people; --people is " + std::to_string(plan.people));
    if (arguments.socsim && arguments.out.empty())
        complaints.emplace_back("--socsim needs --out, which says where to");
    check_scenario(arguments, complaints);
    if (!complaints.empty() && !arguments.help) return std::unexpected{complaints};
    return arguments;
}

} // namespace counterlife::kin

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/arguments.h"

#include "examples/epidemic/compare.h"

namespace counterlife::epidemic {

namespace {

using examples::put;

constexpr std::array<std::string_view, 12> options{
    "--hosts",    "--days", "--seed", "--threads", "--places",  "--within",
    "--scenario", "--data", "--out",  "--plain",   "--compare", "--help"};

constexpr std::int64_t most_hosts = 100'000'000;

void put_share(double& target, std::string_view option, std::string_view text,
               Complaints& complaints)
{
    const auto share = number_in(text);
    if (share && *share >= 0 && *share <= 1)
        target = *share;
    else
        complaints.push_back(std::string{option} + " is '" + std::string{text} +
                             "'; it must be a number from 0 to 1");
}

void take(Arguments& arguments, std::string_view option, std::string_view value,
          Complaints& complaints)
{
    constexpr std::int64_t one = 1;
    Plan& plan = arguments.plan;
    if (option == "--hosts") put(plan.hosts, option, value, one, most_hosts, complaints);
    if (option == "--days") put(plan.days, option, value, 1, longest_run, complaints);
    if (option == "--seed")
        put(plan.seed, option, value, std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(),
            complaints);
    if (option == "--threads") put(plan.threads, option, value, 1, 1024, complaints);
    if (option == "--places")
        put(plan.places, option, value, one, std::int64_t{most_places}, complaints);
    if (option == "--within") put_share(plan.within, option, value, complaints);
    if (option == "--scenario") arguments.scenario = value;
    if (option == "--data") arguments.data = value;
    if (option == "--out") arguments.out = value;
}

/// What is wrong with options that are each well written.
void check(const Arguments& arguments, Complaints& complaints)
{
    const Plan& plan = arguments.plan;
    if (arguments.compare && plan.hosts < fewest_to_compare)
        complaints.push_back("--compare needs at least " + std::to_string(fewest_to_compare) +
                             " hosts; --hosts is " + std::to_string(plan.hosts));
    if (arguments.compare && (plan.places != 0 || plan.within != 0))
        complaints.emplace_back(
            "--compare takes neither --places nor --within: it makes each sample "
            "of hosts a place");
    if (plan.places > plan.hosts)
        complaints.push_back("--places is " + std::to_string(plan.places) +
                             "; it must not be more than --hosts, " + std::to_string(plan.hosts));
    const std::vector<std::string> names = scenarios_in(arguments.data);
    const std::vector<std::string_view> allowed{names.begin(), names.end()};
    if (names.empty())
        complaints.push_back("there are no scenarios in the folder '" + arguments.data.string() +
                             "'; --data says where they are");
    else if (std::find(names.begin(), names.end(), arguments.scenario) == names.end())
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
        if (option == "--plain") {
            arguments.plain = true;
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
            take(arguments, option, words[++i], complaints);
        }
    }
    check(arguments, complaints);
    if (!complaints.empty() && !arguments.help) return std::unexpected{complaints};
    return arguments;
}

} // namespace counterlife::epidemic

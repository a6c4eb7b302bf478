// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/run_options.h"

#include "study/input/load_scenario.h"
#include "study/nation/machine.h"
#include "study/record/run_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace counterlife::study::nation {

namespace {

constexpr std::int64_t most_threads = 256;

std::optional<std::int64_t> whole_number(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

void read_years(const RunOptions& options, RunRequest& request, Complaints& complaints)
{
    const auto from = whole_number(options.from), to = whole_number(options.to);
    if (!from || *from != first_year)
        complaints.found("--from", in_quotes(options.from),
                         fmt::format("{}: the people of the first day are known for that year only",
                                     first_year));
    if (!to || *to < first_year || *to > last_year)
        complaints.found("--to", in_quotes(options.to),
                         fmt::format("a year from {} to {}", first_year, last_year));
    if (from && to && *to < *from)
        complaints.add("--to", fmt::format("{} lies before --from {}", *to, *from));
    if (to && *to >= first_year && *to <= last_year)
        request.to = engine::day_of(static_cast<int>(*to) + 1);
}

void read_luck(const RunOptions& options, RunRequest& request, Complaints& complaints)
{
    std::uint64_t seed = 0;
    const std::string& typed = options.seed;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), seed);
    if (error != std::errc{} || end != typed.data() + typed.size())
        complaints.found("--seed", in_quotes(typed), "a whole number from 0 to 2^64 - 1");
    request.seed = seed;

    const auto replicate = whole_number(options.replicate);
    if (!replicate || *replicate < 0 || *replicate > most_replicates)
        complaints.found("--replicate", in_quotes(options.replicate),
                         fmt::format("a whole number from 0 to {}", most_replicates));
    else
        request.replicate = static_cast<int>(*replicate);
}

void read_threads(const RunOptions& options, RunRequest& request, Complaints& complaints)
{
    request.threads = std::min(usable_cores(), static_cast<int>(most_threads));
    if (!options.threads.empty()) {
        const auto threads = whole_number(options.threads);
        if (!threads || *threads < 1 || *threads > most_threads)
            complaints.found("--threads", in_quotes(options.threads),
                             fmt::format("a whole number from 1 to {}", most_threads));
        else
            request.threads = static_cast<int>(*threads);
    }
}

void read_sample(const RunOptions& options, RunRequest& request, Complaints& complaints)
{
    if (options.events == "all")
        request.sample.one_in = 1;
    else if (options.events == "none")
        request.sample.one_in = 0;
    else if (const auto sample = scale_of(options.events); sample && *sample > 1)
        request.sample.one_in = static_cast<std::uint32_t>(*sample);
    else
        complaints.found("--events", in_quotes(options.events),
                         "all, none, or a share of the lives such as 1:50");
}

/// Where a run goes for which no directory was named.
std::filesystem::path usual_directory(const RunOptions& options)
{
    std::string scale = options.scale;
    for (char& letter : scale)
        if (letter == ':') letter = '-';
    return std::filesystem::path{"runs"} /
           fmt::format("{}-{}-seed-{}", std::filesystem::path{options.scenario}.stem().string(),
                       scale, options.seed);
}

} // namespace

std::optional<std::int64_t> scale_of(const std::string& text)
{
    if (!text.starts_with("1:")) return {};
    const auto denominator = whole_number(text.substr(2));
    if (!denominator || *denominator < 1 || *denominator > smallest_scale) return {};
    return denominator;
}

std::optional<RunPlan> plan_of(const RunOptions& options, Complaints& complaints)
{
    RunPlan plan{
        .request = {}, .events = options.events, .out = options.out, .quiet = options.quiet};
    const std::size_t before = complaints.size();
    if (const auto scale = scale_of(options.scale))
        plan.request.scale = {*scale};
    else
        complaints.found("--scale", in_quotes(options.scale),
                         fmt::format("1:1 to 1:{}, as in 1:100", smallest_scale));
    read_years(options, plan.request, complaints);
    read_luck(options, plan.request, complaints);
    read_threads(options, plan.request, complaints);
    read_sample(options, plan.request, complaints);
    if (plan.out.empty()) plan.out = usual_directory(options);
    if (complaints.size() > before) return {};
    return plan;
}

} // namespace counterlife::study::nation

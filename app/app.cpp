// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/app.h"

#include "model/switches.h"
#include "study/orders_file.h"
#include "study/overlay.h"
#include "study/places_file.h"
#include "study/values.h"

#include <fmt/format.h>

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace counterlife::app {

namespace {

std::optional<std::int64_t> whole_number(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

std::atomic<bool> interrupt_mark{false};

void mark_interrupt(int)
{
    interrupt_mark = true;
}

// The first and last years that the statistics cover.
constexpr int first_year = 1955, last_year = 2025;
constexpr std::int64_t smallest_scale = 100'000;
constexpr std::int64_t most_threads = 256;

} // namespace

std::filesystem::path data_folder(const std::string& named)
{
    namespace fs = std::filesystem;
    if (!named.empty()) return named;
    if (const char* wished = std::getenv("COUNTERLIFE_DATA")) return wished;
    std::error_code error;
    for (fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
         !folder.empty() && folder != folder.root_path(); folder = folder.parent_path())
        if (fs::exists(folder / "data" / "places" / "places.csv", error)) return folder / "data";
    return "data";
}

std::optional<std::int64_t> scale_of(const std::string& text)
{
    if (!text.starts_with("1:")) return {};
    const auto denominator = whole_number(text.substr(2));
    if (!denominator || *denominator < 1 || *denominator > smallest_scale) return {};
    return denominator;
}

std::optional<RunPlan> plan_of(const RunOptions& options, study::Complaints& complaints)
{
    using study::in_quotes;
    RunPlan plan;
    study::RunRequest& request = plan.request;
    const std::size_t before = complaints.size();

    if (const auto scale = scale_of(options.scale))
        request.scale = {*scale};
    else
        complaints.found("--scale", in_quotes(options.scale),
                         fmt::format("1:1 to 1:{}, as in 1:100", smallest_scale));

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

    std::uint64_t seed = 0;
    const std::string& typed = options.seed;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), seed);
    if (error != std::errc{} || end != typed.data() + typed.size())
        complaints.found("--seed", in_quotes(typed), "a whole number from 0 to 2^64 - 1");
    request.seed = seed;

    const auto replicate = whole_number(options.replicate);
    if (!replicate || *replicate < 0 || *replicate > 1'000'000)
        complaints.found("--replicate", in_quotes(options.replicate),
                         "a whole number from 0 to 1000000");
    else
        request.replicate = static_cast<int>(*replicate);

    request.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    if (!options.threads.empty()) {
        const auto threads = whole_number(options.threads);
        if (!threads || *threads < 1 || *threads > most_threads)
            complaints.found("--threads", in_quotes(options.threads),
                             fmt::format("a whole number from 1 to {}", most_threads));
        else
            request.threads = static_cast<int>(*threads);
    }

    plan.events = options.events;
    if (options.events == "all")
        request.watch.one_in = 1;
    else if (options.events == "none")
        request.watch.one_in = 0;
    else if (const auto sample = scale_of(options.events); sample && *sample > 1)
        request.watch.one_in = static_cast<std::uint32_t>(*sample);
    else
        complaints.found("--events", in_quotes(options.events),
                         "all, none, or a share of the lives such as 1:50");

    plan.quiet = options.quiet;
    plan.out = options.out;
    if (plan.out.empty()) {
        std::string scale = options.scale;
        for (char& letter : scale)
            if (letter == ':') letter = '-';
        plan.out =
            std::filesystem::path{"runs"} /
            fmt::format("{}-{}-seed-{}", std::filesystem::path{options.scenario}.stem().string(),
                        scale, options.seed);
    }
    if (complaints.size() > before) return {};
    return plan;
}

study::ScenarioChoice choice_of(const std::string& scenario, const std::filesystem::path& data)
{
    return {.scenario = scenario,
            .data_dir = data,
            .scenario_dir = data.parent_path() / "scenarios",
            .families = model::families(),
            .rule_names = model::rule_names(),
            .run_from = engine::day_of(first_year),
            .run_to = engine::day_of(last_year + 1)};
}

std::expected<std::unique_ptr<Ready>, study::Complaints>
make_ready(const std::string& name, const std::filesystem::path& data)
{
    const study::ScenarioChoice choice = choice_of(name, data);
    study::Complaints complaints;
    auto scenario =
        study::read_scenario(choice.scenario, choice.data_dir, choice.scenario_dir, choice.families,
                             choice.rule_names, choice.run_from, choice.run_to);
    if (!scenario) complaints.append(scenario.error());
    auto places = study::read_places(data);
    if (!places) complaints.append(places.error());
    auto orders = study::read_orders(data, places ? *places : std::vector<model::PlaceFacts>{});
    if (!orders) complaints.append(orders.error());
    if (!complaints.empty()) return std::unexpected(complaints);
    auto ready = std::make_unique<Ready>();
    auto policy = study::policy_orders(*orders, *places, "orders.csv", complaints);
    ready->orders = std::move(*orders);
    ready->scenario = std::move(*scenario);
    ready->scenario.hash =
        study::resolved_hash(ready->scenario.rows, ready->scenario.switches, ready->orders);
    ready->numbers = model::Numbers{model::ParameterSet{ready->scenario.rows}, std::move(*places),
                                    ready->scenario.switches, std::move(policy)};
    return ready;
}

std::vector<engine::InForce> in_force(const model::RuleSwitches& switches)
{
    const std::vector<std::string> names = model::rule_names();
    std::vector<engine::InForce> all(names.size());
    for (const model::RuleSwitch& one : switches)
        for (std::size_t rule = 0; rule < names.size(); ++rule)
            if (names[rule] == one.rule) all[rule] = {.from = one.from, .to = one.to};
    return all;
}

bool was_interrupted()
{
    return interrupt_mark;
}

void watch_for_interrupts()
{
    std::signal(SIGINT, mark_interrupt);
    std::signal(SIGTERM, mark_interrupt);
    std::signal(SIGHUP, mark_interrupt);
    std::signal(SIGXFSZ, SIG_IGN); // A write beyond the limit fails, and that is told.
}

ProgressTeller::ProgressTeller(engine::Day from, engine::Day to, std::string what, bool quiet)
    : from_{from}, to_{to}, what_{std::move(what)}, quiet_{quiet}, terminal_{isatty(2) == 1}
{
}

ProgressTeller::~ProgressTeller()
{
    if (open_line_) fmt::print(stderr, "\n");
}

void ProgressTeller::tell(const study::Progress& progress)
{
    if (quiet_) return;
    const double interval = terminal_ ? 0.1 : 5.0;
    if (last_ >= 0 && progress.seconds - last_ < interval && progress.today < to_) return;
    last_ = progress.seconds;
    const double done = static_cast<double>(progress.today - from_) / (to_ - from_);
    const double left = progress.seconds / std::max(done, 1e-9) * (1 - done);
    const double rate = static_cast<double>(progress.events) / std::max(progress.seconds, 1e-9);
    constexpr int width = 24;
    const int filled = static_cast<int>(done * width);
    const std::string line =
        fmt::format("{}[{}{}] {}  {} living  {:.2f} million events a second  {:.0f} s left", what_,
                    std::string(static_cast<std::size_t>(filled), '#'),
                    std::string(static_cast<std::size_t>(width - filled), '.'),
                    study::date_text(progress.today), progress.living, rate / 1e6, left);
    if (terminal_) {
        fmt::print(stderr, "\r\x1b[K{}", line);
        open_line_ = true;
    } else {
        fmt::print(stderr, "{}\n", line);
    }
    std::fflush(stderr);
}

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// epidemic: lives the hosts, writes what came of it day by day, and on request compares it with
// what it should be. Exit code 0, 1 when a comparison or the run fails, 2 for bad arguments or
// data.

#include "examples/epidemic/arguments.h"
#include "examples/epidemic/compare.h"
#include "examples/epidemic/plain.h"

#include <sys/resource.h>

#include <cstdio>
#include <fstream>

namespace {

using namespace counterlife::epidemic;
using counterlife::examples::cpu_seconds;

rusage used_so_far()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used;
}

int complain(const Complaints& complaints)
{
    for (const std::string& complaint : complaints)
        std::fprintf(stderr, "epidemic: %s\n", complaint.c_str());
    return 2;
}

/// Nobody else's links lead into a sample: a place that keeps to itself, or a run of its own.
std::vector<Series> run_samples(const Numbers& numbers, const Arguments& arguments,
                                Outcome& outcome)
{
    Plan plan = arguments.plan;
    if (!arguments.plain) {
        outcome = run(numbers, plan);
        return outcome.places;
    }
    const std::int64_t samples = std::max<std::int64_t>(plan.places, 1);
    std::vector<Series> all;
    all.reserve(static_cast<std::size_t>(samples));
    for (std::int64_t i = 0; i < samples; ++i)
        all.push_back(run_plainly(numbers, plan.hosts / samples, plan.days,
                                  plan.seed + static_cast<std::uint64_t>(i)));
    return all;
}

/// A phase begins, or a host meets or changes those it is linked to.
std::int64_t events_of(const Count& total)
{
    std::int64_t sum = total.contacts + total.changes;
    for (const std::int64_t entered : total.entered) sum += entered;
    return sum;
}

void print_totals(const Series& whole, double cpu)
{
    const Count total = whole.total();
    const auto events = static_cast<double>(events_of(total));
    const double host_days =
        static_cast<double>(whole.hosts) * static_cast<double>(whole.days.size());
    const auto figure = [](std::int64_t number) { return static_cast<long long>(number); };
    std::fprintf(stderr,
                 "%lld hosts, %zu days: %lld contacts, %lld infections, %lld recoveries, %lld "
                 "losses of immunity, %lld changes of contacts, %lld links dropped\n",
                 figure(whole.hosts), whole.days.size(), figure(total.contacts),
                 figure(total.entered[index(Phase::latent)]),
                 figure(total.entered[index(Phase::immune)]),
                 figure(total.entered[index(Phase::susceptible)]), figure(total.changes),
                 figure(total.dropped));
    std::fprintf(
        stderr,
        "%.0f events, %.2f s of CPU, %.1f ns an event, %.1f ns a host-day, %.0f bytes a host\n",
        events, cpu, 1e9 * cpu / events, 1e9 * cpu / host_days,
        1024.0 * static_cast<double>(used_so_far().ru_maxrss) / static_cast<double>(whole.hosts));
}

bool report(const char* with, const std::vector<Check>& checks)
{
    const Verdict verdict = judge(checks);
    std::printf("\nCompared with %s\n", with);
    std::printf("what, day, value, expected, standard error, z\n%s", text_of(checks).c_str());
    std::printf("%d cells, rms z %.3f, largest |z| %.2f (%s %d)%s: %s\n", verdict.cells,
                verdict.rms, verdict.largest, verdict.worst.what.c_str(), verdict.worst.day,
                verdict.unequal ? ", a certain cell differs" : "",
                verdict.passed() ? "the same model" : "NOT the same model");
    return verdict.passed();
}

int compare(const Numbers& numbers, const Arguments& arguments, const std::vector<Series>& samples)
{
    bool passed = report("closed forms", against_closed_forms(numbers, samples));
    for (const auto& file : references_of(arguments.data, arguments.scenario)) {
        const auto checks = against_reference(samples, file);
        if (!checks) return complain(checks.error());
        passed = report(file.stem().c_str(), *checks) && passed;
    }
    return passed ? 0 : 1;
}

int write(const std::filesystem::path& folder, const char* name, const std::string& text)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    std::ofstream out{folder / name, std::ios::binary};
    out << text;
    out.close();
    if (out) return 0;
    return complain({"cannot write " + (folder / name).string()});
}

int show(const Arguments& arguments, const std::vector<Series>& samples, const Series& whole)
{
    if (!arguments.out) {
        if (!arguments.compare) std::fputs(csv_of(whole).c_str(), stdout);
        return 0;
    }
    int code = write(*arguments.out, "prevalence.csv", csv_of(whole));
    if (arguments.compare && code == 0)
        code = write(*arguments.out, "course.csv", csv_of(course_of(samples)));
    return code;
}

} // namespace

int main(int count, char** words)
{
    auto arguments =
        read_arguments({words + 1, words + std::max(count, 1)},
                       counterlife::examples::folder_of_source("examples/epidemic/data"));
    if (!arguments) return complain(arguments.error());
    if (arguments->help) {
        std::fwrite(usage.data(), 1, usage.size(), stdout);
        return 0;
    }
    const auto numbers = read_scenario(arguments->data, arguments->scenario);
    if (!numbers) return complain(numbers.error());
    Plan& plan = arguments->plan;
    if (arguments->compare) {
        plan.places = plan.hosts / sample_hosts;
        plan.hosts = plan.places * sample_hosts;
        plan.within = 1;
    }

    const double before = cpu_seconds();
    Outcome outcome;
    const std::vector<Series> samples = run_samples(*numbers, *arguments, outcome);
    const double cpu = cpu_seconds() - before;
    if (outcome.failure) {
        std::fprintf(stderr, "epidemic: host %u, day %d: %s\n", number_of(outcome.failure->who),
                     outcome.failure->day.count(), outcome.failure->what.c_str());
        return 1;
    }
    Series whole;
    for (const Series& sample : samples) whole += sample;
    print_totals(whole, cpu);
    if (const int code = show(*arguments, samples, whole); code != 0) return code;
    return arguments->compare ? compare(*numbers, *arguments, samples) : 0;
}

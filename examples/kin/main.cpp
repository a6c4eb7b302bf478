// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// kin: lives the years, prints the tables and what they cost, and on request compares them with
// what they should be. Exit code 0, 1 when a comparison or the run fails, 2 for bad arguments, data
// or output.

#include "examples/kin/arguments.h"
#include "examples/kin/compare.h"
#include "examples/kin/output.h"

#include <sys/resource.h>

#include <cstdio>

namespace {

using namespace counterlife::kin;
using counterlife::examples::cpu_seconds;
using counterlife::examples::folder_of_source;

double most_bytes()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return 1024.0 * static_cast<double>(used.ru_maxrss);
}

int complain(const Complaints& complaints)
{
    for (const std::string& complaint : complaints)
        std::fprintf(stderr, "kin: %s\n", complaint.c_str());
    return 2;
}

bool report(const Numbers& numbers, const Tables& tables)
{
    const auto checks = against_closed_forms(numbers, tables);
    const Verdict verdict = judge(checks);
    std::printf("\nCompared with the stable population of these rates\n"
                "measure, age, value, expected, standard error, z\n%s",
                text_of(checks).c_str());
    std::printf("%d cells, rms z %.3f, largest |z| %.2f (%s %d): %s\n", verdict.cells, verdict.rms,
                verdict.largest, std::string{verdict.worst.cell.measure}.c_str(),
                verdict.worst.cell.row,
                verdict.passed() ? "as the rates have it" : "NOT as the rates have it");
    return verdict.passed();
}

/// Why there are no closed forms for a scenario, if there are none.
Complaints why_not_compared(const Arguments& arguments, const Numbers& numbers)
{
    if (!arguments.compare || (numbers.births_alike && numbers.deaths_alike)) return {};
    return {"--compare needs rates of birth and death that go by age alone, and those of '" +
            arguments.scenario + "' go by marital status or parity too"};
}

void tell_cost(const Tables& tables, const Outcome& outcome, double seconds, double bytes)
{
    const double events = std::max(1.0, static_cast<double>(tables.events()));
    const auto people = static_cast<double>(tables.ever_alive());
    std::fprintf(stderr,
                 "%.0f births, deaths and marriages, %.0f person-years, %.2f s of CPU: %.0f ns an "
                 "event, %.1f ns a person-year\n"
                 "%lld events of all rules, %.0f ns each; %.0f people ever alive, %.0f bytes each; "
                 "digest %016llx\n",
                 events, tables.person_years(), seconds, 1e9 * seconds / events,
                 1e9 * seconds / tables.person_years(), static_cast<long long>(outcome.work.events),
                 1e9 * seconds / std::max(1.0, static_cast<double>(outcome.work.events)), people,
                 bytes / people, static_cast<unsigned long long>(outcome.digest));
}

} // namespace

int main(int count, char** words)
{
    const auto arguments = read_arguments({words + 1, words + std::max(count, 1)},
                                          folder_of_source("examples/kin/data"));
    if (!arguments) return complain(arguments.error());
    if (arguments->help) {
        std::fputs(std::string{usage}.c_str(), stdout);
        return 0;
    }
    const auto numbers = read_scenario(arguments->data, arguments->scenario);
    if (!numbers) return complain(numbers.error());
    if (const auto complaints = why_not_compared(*arguments, *numbers); !complaints.empty())
        return complain(complaints);
    if (!arguments->out.empty()) // Better now than when the run is over.
        if (const auto complaints = make_folder(arguments->out); !complaints.empty())
            return complain(complaints);

    const double bytes_before = most_bytes(), before = cpu_seconds();
    const Outcome outcome = run(*numbers, arguments->plan);
    const double seconds = cpu_seconds() - before, bytes = most_bytes() - bytes_before;
    if (outcome.failure) {
        std::fprintf(stderr, "kin: person %llu, day %d: %s\n",
                     static_cast<unsigned long long>(outcome.failure->who),
                     outcome.failure->day.count(), outcome.failure->what.c_str());
        return 1;
    }
    const Tables tables = tables_of(outcome.registers, arguments->plan.years);
    std::fputs(text_of(tables).c_str(), stdout);
    tell_cost(tables, outcome, seconds, bytes);
    if (!arguments->out.empty()) {
        auto complaints = write_tables(arguments->out, tables);
        if (complaints.empty() && arguments->socsim)
            complaints = write_socsim(arguments->out, outcome.registers);
        if (!complaints.empty()) return complain(complaints);
    }
    if (!arguments->compare) return 0;
    return report(*numbers, tables) ? 0 : 1;
}

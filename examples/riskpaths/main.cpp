// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// riskpaths: runs the cases, prints the tables, and on request compares them with what they
// should be. Exit code 0, 1 when a comparison or the run fails, 2 for bad arguments or data.

#include "examples/riskpaths/arguments.h"
#include "examples/riskpaths/compare.h"

#include <cstdio>

namespace {

using namespace counterlife::riskpaths;
using counterlife::examples::cpu_seconds;
using counterlife::examples::folder_of_source;

int complain(const Complaints& complaints)
{
    for (const std::string& complaint : complaints)
        std::fprintf(stderr, "riskpaths: %s\n", complaint.c_str());
    return 2;
}

bool report(const char* with, const std::vector<Check>& checks)
{
    const Verdict verdict = judge(checks);
    const Cell& worst = verdict.worst.cell;
    std::printf("\nCompared with %s\n", with);
    std::printf("table, measure, row, column, value, expected, standard error, z\n%s",
                text_of(checks).c_str());
    std::printf("%d cells, rms z %.3f, largest |z| %.2f (%s %s %d %d)%s: %s\n", verdict.cells,
                verdict.rms, verdict.largest, std::string{worst.table}.c_str(),
                std::string{worst.measure}.c_str(), worst.row, worst.column,
                verdict.unequal ? ", a certain cell differs" : "",
                verdict.passed() ? "the same model" : "NOT the same model");
    return verdict.passed();
}

} // namespace

int main(int count, char** words)
{
    const auto arguments = read_arguments({words + 1, words + std::max(count, 1)},
                                          folder_of_source("examples/riskpaths/data"));
    if (!arguments) return complain(arguments.error());
    if (arguments->help) {
        std::fputs(usage.data(), stdout);
        return 0;
    }
    const Plan& plan = arguments->plan;
    const auto numbers = read_scenario(arguments->data, arguments->scenario, plan.mortality);
    if (!numbers) return complain(numbers.error());

    const double before = cpu_seconds();
    const Outcome outcome = run(*numbers, plan);
    const double used = cpu_seconds() - before;
    if (outcome.failure) {
        std::fprintf(stderr, "riskpaths: case %llu, tick %d: %s\n",
                     static_cast<unsigned long long>(outcome.failure->who -
                                                     counterlife::engine::first_life_id),
                     outcome.failure->day.count(), outcome.failure->what.c_str());
        return 1;
    }
    const Book book = outcome.whole();
    std::fputs(text_of(cells_of(book)).c_str(), stdout);
    std::fprintf(stderr, "%lld cases, %lld events, %.2f s of CPU, %.0f ns a case\n",
                 static_cast<long long>(plan.cases), static_cast<long long>(outcome.work.events),
                 used, 1e9 * used / static_cast<double>(plan.cases));
    if (!arguments->compare) return 0;

    bool passed = report("closed forms", against_closed_forms(*numbers, book));
    if (arguments->scenario == "bulgaria") {
        const auto checks = against_reference(
            outcome.samples,
            arguments->data / "reference" /
                (plan.mortality ? "independent_mortality_200M.csv" : "independent_400M.csv"),
            plan.mortality ? 200e6 : 400e6);
        if (!checks) return complain(checks.error());
        passed = report("another program's results", *checks) && passed;
    }
    return passed ? 0 : 1;
}

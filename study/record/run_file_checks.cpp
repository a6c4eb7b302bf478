// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_file_checks.h"

#include "study/input/load_scenario.h"
#include "study/input/orders_file.h"
#include "study/input/overlay.h"
#include "study/input/parameter_checks.h"
#include "study/input/parameter_files.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <set>
#include <string>

namespace counterlife::study::record {
namespace {

using engine::Day;

void check_days(const RunDescription& run, std::string_view file, Complaints& complaints)
{
    const Day first = engine::day_of(first_year), end = engine::day_of(last_year + 1);
    const std::string where{file};
    if (run.from != first)
        complaints.found(where, in_quotes(date_text(run.from)) + " as 'from'", date_text(first));
    if (run.to <= first || run.to > end || engine::day_of(engine::year_of(run.to)) != run.to)
        complaints.found(where, in_quotes(date_text(run.to)) + " as 'to'",
                         "a first of January from " + date_text(engine::day_of(first_year + 1)) +
                             " to " + date_text(end));
}

bool is_sample(std::string_view events)
{
    if (events == "all" || events == "none") return true;
    if (!events.starts_with("1:")) return false;
    const auto one_in = parse_number(events.substr(2));
    return one_in && *one_in > 1 && *one_in <= smallest_scale;
}

void check_rules(const RunDescription& run, std::string_view file, Complaints& complaints)
{
    std::set<std::string_view> seen;
    for (const std::string& rule : run.rules)
        if (rule.empty() || !seen.insert(rule).second)
            complaints.found(std::string{file},
                             rule.empty() ? "a rule without a name"
                                          : "the rule " + in_quotes(rule) + " a second time",
                             "each rule once in 'names' of [rules]");
}

} // namespace

void check_run_file(const RunFile& run, std::string_view file, Complaints& complaints)
{
    const RunDescription& description = run.description;
    check_days(description, file, complaints);
    if (!is_sample(description.events))
        complaints.found(std::string{file}, in_quotes(description.events) + " as 'events_written'",
                         "all, none, or a share of the lives such as 1:50");
    check_rules(description, file, complaints);
    for (const OrderRow& order : description.orders)
        check_days_of(order, std::string{file} + ": order " + in_quotes(order.name), complaints);
    check_periods(description.parameters, description.from, description.to, file, complaints);
}

std::string input_hash(const RunDescription& description)
{
    std::vector<std::string> words = description.rules;
    words.push_back(
        resolved_hash(description.parameters, description.switches, description.orders));
    // Each number's unit, range and source once: a scenario that cuts its row in two changes none.
    std::set<std::string> facts;
    for (const model::ParameterRow& row : description.parameters)
        facts.insert(row.name + '\n' + row.key + '\n' + row.unit + '\n' + number_text(row.low) +
                     '\n' + number_text(row.high) + '\n' + std::string{kind_text(row.kind)} + '\n' +
                     row.source);
    words.insert(words.end(), facts.begin(), facts.end());
    return hash_of_words(words);
}

} // namespace counterlife::study::record

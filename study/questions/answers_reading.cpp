// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/answers_reading.h"

#include "study/questions/ask_words.h"
#include "study/text/csv.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <optional>

namespace counterlife::study::questions {
namespace {

constexpr std::array<std::string_view, 20> columns{
    "question",   "version", "subgroup",      "is",          "outcome",
    "unit",       "main",    "persons",       "base",        "other",
    "difference", "low",     "high",          "narrower_by", "verdict",
    "replicates", "moved",   "interval_over", "stopped_by",  "people"};
enum Column : std::size_t {
    question,
    version,
    subgroup,
    is,
    outcome,
    unit,
    main_one,
    persons,
    base,
    other,
    difference,
    low,
    high,
    narrower_by,
    verdict,
    replicates,
    moved,
    interval_over,
    stopped_by,
    people
};

std::optional<EffectRow> row_of(const std::vector<std::string>& fields)
{
    const std::size_t at = question_outcome(fields[outcome]);
    const auto number = [&](Column column) { return parse_number(fields[column]); };
    const auto count = number(persons);
    if (at == question_outcomes().size() || !count || *count <= 0) return std::nullopt;
    EffectRow row{.outcome = question_outcomes()[at],
                  .subgroup = {.by = fields[subgroup], .is = fields[is]},
                  .persons = static_cast<std::int64_t>(*count),
                  .base = number(base).value_or(0),
                  .other = number(other).value_or(0),
                  .difference = number(difference).value_or(0),
                  .low = number(low),
                  .high = number(high)};
    // How many lives are the same is not in the table; so much as leads to the verdict again.
    row.untouched = fields[verdict] == word(Telling::same) ? 1 : 0;
    row.moved = number(moved);
    row.over_replicates = fields[interval_over] == "replicates";
    row.counties = fields[interval_over] == "counties" ? 1 : 0;
    if (const auto narrower = number(narrower_by); narrower && row.low && row.high)
        row.independent_half = *narrower * (*row.high - *row.low) / 2;
    return row;
}

void read_whom(const std::vector<std::string>& fields, Answer& answer)
{
    (fields[subgroup] == of_wider ? answer.wider_people : answer.people) = fields[people];
    const double lived = parse_number(fields[replicates]).value_or(0);
    answer.replicates = static_cast<int>(std::clamp<double>(lived, 0, most_of_an_inquiry));
    for (const Stop stop : {Stop::as_asked, Stop::enough, Stop::time, Stop::most})
        if (fields[stopped_by] == word(stop)) answer.stop = stop;
}

} // namespace

std::span<const std::string_view> columns_of_answers()
{
    return columns;
}

std::vector<Answer> read_answers(const std::filesystem::path& dir,
                                 std::span<const Question> questions, Complaints& complaints)
{
    std::vector<Answer> answers;
    const auto file = dir / answers_file;
    const auto text = read_file(file, csv_largest_file);
    if (!text) {
        complaints.add(file.string(), "found " + text.error());
        return answers;
    }
    for (const CsvRow& line : read_csv(*text, file.string(), complaints, columns).rows) {
        const auto asked = std::ranges::find(questions, line.fields[question], &Question::id);
        if (asked == questions.end()) continue;
        const auto known = std::ranges::find(asked->versions, line.fields[version], &Version::name);
        if (known == asked->versions.end()) continue;
        const auto number = static_cast<std::size_t>(known - asked->versions.begin());
        const bool goes_on = !answers.empty() && answers.back().question == &*asked &&
                             answers.back().version == number;
        if (!goes_on) answers.push_back({.question = &*asked, .version = number, .rows = {}});
        Answer& answer = answers.back();
        read_whom(line.fields, answer);
        auto row = row_of(line.fields);
        if (!row) continue;
        auto& rows = row->subgroup.by == of_all     ? answer.rows
                     : row->subgroup.by == of_wider ? answer.wider
                                                    : answer.parts;
        rows.push_back(std::move(*row));
    }
    return answers;
}

} // namespace counterlife::study::questions

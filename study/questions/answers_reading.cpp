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

constexpr std::array<std::string_view, 27> columns{"question",     "version",
                                                   "subgroup",     "is",
                                                   "outcome",      "unit",
                                                   "main",         "persons",
                                                   "base",         "other",
                                                   "difference",   "low",
                                                   "high",         "narrower_by",
                                                   "verdict",      "replicates",
                                                   "moved",        "interval_over",
                                                   "stopped_by",   "people",
                                                   "ensemble_low", "ensemble_high",
                                                   "sd_luck",      "sd_ignorance",
                                                   "members",      "members_against",
                                                   "members_asked"};
constexpr std::size_t usual_columns = 20; ///< the others are of an ensemble
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
    people,
    ensemble_low,
    ensemble_high,
    sd_luck,
    sd_ignorance,
    members,
    members_against,
    members_asked
};

/// A count of a table, as far as it may go.
int count_of(const std::vector<std::string>& fields, Column column, int most)
{
    if (column >= fields.size()) return 0;
    return static_cast<int>(std::clamp<double>(parse_number(fields[column]).value_or(0), 0, most));
}

void read_members(const std::vector<std::string>& fields, EffectRow& row)
{
    if (fields.size() == usual_columns) return;
    row.ensemble_low = parse_number(fields[ensemble_low]);
    row.ensemble_high = parse_number(fields[ensemble_high]);
    row.sd_luck = parse_number(fields[sd_luck]);
    row.sd_ignorance = parse_number(fields[sd_ignorance]);
    row.members = count_of(fields, members, most_members);
    row.members_against = count_of(fields, members_against, most_members);
}

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
    read_members(fields, row);
    return row;
}

void read_whom(const std::vector<std::string>& fields, Answer& answer)
{
    (fields[subgroup] == of_wider ? answer.wider_people : answer.people) = fields[people];
    answer.replicates = count_of(fields, replicates, most_of_an_inquiry);
    answer.members = count_of(fields, members_asked, most_members);
    for (const Stop stop : {Stop::as_asked, Stop::enough, Stop::time, Stop::most})
        if (fields[stopped_by] == word(stop)) answer.stop = stop;
}

} // namespace

std::span<const std::string_view> columns_of_answers(bool of_members)
{
    return std::span{columns}.first(of_members ? columns.size() : usual_columns);
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
    const std::string_view header = std::string_view{*text}.substr(0, text->find('\n'));
    const bool of_members = header.find(columns.back()) != std::string_view::npos;
    const auto wanted = columns_of_answers(of_members);
    for (const CsvRow& line : read_csv(*text, file.string(), complaints, wanted).rows) {
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
        answer.add(std::move(*row));
    }
    return answers;
}

} // namespace counterlife::study::questions

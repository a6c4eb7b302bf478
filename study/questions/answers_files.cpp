// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The files of answers.

#include "study/questions/answer_rows.h"
#include "study/questions/answers_reading.h"
#include "study/questions/member_answers.h"
#include "study/record/columns.h"
#include "study/record/partial_directory.h"
#include "study/text/csv.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace counterlife::study::questions {

std::string_view people_of_row(const AnswerRow& row)
{
    return row.is_wider() ? std::string_view{row.answer->wider_people}
                          : std::string_view{row.answer->people};
}

std::vector<AnswerRow> rows_of(std::span<const Answer> answers)
{
    std::vector<AnswerRow> rows;
    for (const Answer& answer : answers) {
        for (const std::size_t at : answer.question->outcomes) {
            const Outcome* outcome = question_outcomes()[at];
            const auto found = std::ranges::find(answer.rows, outcome, &EffectRow::outcome);
            rows.push_back({&answer, found == answer.rows.end() ? nullptr : &*found, outcome});
            if (at != answer.question->main) continue;
            for (const EffectRow& part : answer.parts) rows.push_back({&answer, &part, outcome});
        }
        for (const EffectRow& row : answer.wider) rows.push_back({&answer, &row, row.outcome});
    }
    return rows;
}

std::string csv_text(std::string_view text)
{
    std::string field;
    for (const char one : text) {
        if (one == '"') field += '"';
        field += one == '\n' || one == '\r' ? ' ' : one;
    }
    return field.find_first_of(",\"") == std::string::npos ? field : "\"" + field + "\"";
}

std::string csv_number(const std::optional<double>& value)
{
    return value ? number_text(*value) : "";
}

bool is_of_members(std::span<const Answer> answers)
{
    return std::ranges::any_of(answers, [](const Answer& answer) { return answer.members > 0; });
}

namespace {

/// Of all answers.
Columns<AnswerRow> usual_answer_columns()
{
    using Row = const AnswerRow&;
    const auto text = [](const char* name, const char* description, auto get) {
        // Letters that only the getter holds would be gone before they are read.
        static_assert(!std::is_same_v<std::invoke_result_t<decltype(get), Row>, std::string>);
        return word_column<AnswerRow>({name, "name", description},
                                      [get](Row row) -> std::string_view { return get(row); });
    };
    const auto number = [](const char* name, const char* description, auto member) {
        return column<arrow::DoubleType, AnswerRow>({name, "see the column unit", description},
                                                    [member](Row row) { return row.of(member); });
    };
    return {
        text("question", "The question by its id",
             [](Row r) -> std::string_view { return r.answer->question->id; }),
        text("version", "The version of the rules that is compared with the base",
             [](Row r) -> std::string_view { return r.answer->asked().name; }),
        text("subgroup", "By what the persons are grouped, in the base; all: not at all",
             [](Row r) { return r.subgroup(); }),
        text("is", "The group", [](Row r) { return r.is(); }),
        text("outcome", "What is compared", [](Row r) { return r.outcome->name; }),
        text("unit", "The unit of means and differences", [](Row r) { return r.outcome->unit; }),
        column<arrow::BooleanType, AnswerRow>(
            {"main", "yes or no", "Whether the answer in words is about this outcome"},
            [](Row r) { return r.is_main(); }),
        column<arrow::Int64Type, AnswerRow>(
            {"persons", "persons", "Of the population, over all replicates"},
            [](Row r) { return r.effect ? r.effect->persons : std::int64_t{0}; }),
        number("base", "Mean in the base", &EffectRow::base),
        number("other", "Mean in the version", &EffectRow::other),
        number("difference", "Version less base, the same persons", &EffectRow::difference),
        number("low", "Lower end of the 95 % interval", &EffectRow::low),
        number("high", "Upper end of the 95 % interval", &EffectRow::high),
        column<arrow::DoubleType, AnswerRow>({"narrower_by", "ratio",
                                              "How many times as wide the interval would be from "
                                              "as many runs with independent random numbers"},
                                             [](Row r) { return r.narrower(); }),
        text("verdict",
             "nobody, few, same, unmoved, open, more or less; see docs/formats/questions.md",
             [](Row r) { return word(telling_of(r.effect)); }),
        column<arrow::Int64Type, AnswerRow>(
            {"replicates", "number", "Lived for this question, with such persons or without"},
            [](Row r) { return std::int64_t{r.answer->replicates}; }),
        number("moved", "Share of the persons whose outcome differs; a number from 0 to 1",
               &EffectRow::moved),
        text("interval_over",
             "Between what the interval is found: replicates, counties or persons; empty: none",
             [](Row r) { return over_of(r.effect); }),
        text("stopped_by", "Why no more replicates were lived: replicates, persons, time or limit",
             [](Row r) { return word(r.answer->stop); }),
        text("people", "Whom it is about",
             [](Row r) -> std::string_view { return people_of_row(r); }),
    };
}

/// Of answers that were asked under the members of an ensemble.
void add_member_columns(Columns<AnswerRow>& columns)
{
    using Row = const AnswerRow&;
    const auto number = [&](const char* name, const char* description,
                            std::optional<double> EffectRow::* member) {
        columns.push_back(
            column<arrow::DoubleType, AnswerRow>({name, "see the column unit", description},
                                                 [member](Row row) { return row.of(member); }));
    };
    const auto count = [&](const char* name, const char* description, auto get) {
        columns.push_back(
            column<arrow::Int32Type, AnswerRow>({name, "number", description}, std::move(get)));
    };
    number("ensemble_low", "Lower end of the 95 % interval of luck and ignorance",
           &EffectRow::ensemble_low);
    number("ensemble_high", "Upper end of it", &EffectRow::ensemble_high);
    number("sd_luck", "Deviation of the difference from seed to seed within a member",
           &EffectRow::sd_luck);
    number("sd_ignorance", "Deviation from member to member, luck taken out",
           &EffectRow::sd_ignorance);
    count("members", "Members with enough such persons to tell, over which means are",
          [](Row row) { return row.effect ? row.effect->members : 0; });
    count("members_against", "Those in which the difference has the other sign",
          [](Row row) { return row.effect ? row.effect->members_against : 0; });
    count("members_asked", "Members under which the question was asked",
          [](Row row) { return row.answer->members; });
}

Columns<AnswerRow> answer_columns(bool of_members)
{
    Columns<AnswerRow> columns = usual_answer_columns();
    if (of_members) add_member_columns(columns);
    return columns;
}

/// The columns of an ensemble, each behind a comma.
std::string member_fields(const AnswerRow& r)
{
    std::string text;
    for (const auto member : {&EffectRow::ensemble_low, &EffectRow::ensemble_high,
                              &EffectRow::sd_luck, &EffectRow::sd_ignorance})
        text += "," + csv_number(r.of(member));
    return text + fmt::format(",{},{},{}", r.effect ? r.effect->members : 0,
                              r.effect ? r.effect->members_against : 0, r.answer->members);
}

std::string answers_csv(std::span<const AnswerRow> rows, bool of_members)
{
    std::string text;
    for (const std::string_view column : columns_of_answers(of_members))
        text.append(text.empty() ? "" : ",").append(column);
    text += "\n";
    for (const AnswerRow& r : rows) {
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", r.answer->question->id,
            r.answer->asked().name, r.subgroup(), r.is(), r.outcome->name, r.outcome->unit,
            r.is_main(), r.effect ? r.effect->persons : 0, csv_number(r.of(&EffectRow::base)),
            csv_number(r.of(&EffectRow::other)), csv_number(r.of(&EffectRow::difference)),
            csv_number(r.of(&EffectRow::low)), csv_number(r.of(&EffectRow::high)),
            csv_number(r.narrower()), word(telling_of(r.effect)), r.answer->replicates,
            csv_number(r.of(&EffectRow::moved)), over_of(r.effect), word(r.answer->stop),
            csv_text(people_of_row(r)));
        text += of_members ? member_fields(r) + "\n" : "\n";
    }
    return text;
}

std::string design_csv(std::span<const DesignPoint> points, bool of_members)
{
    std::string text = "question,version,parameter,level,outcome,base,difference,low,high,verdict";
    text += of_members ? ",ensemble_low,ensemble_high\n" : "\n";
    for (const DesignPoint& point : points)
        for (const Answer& answer : point.answers) {
            const EffectRow* row = answer.main();
            const AnswerRow shown{&answer, row, question_outcomes()[answer.question->main]};
            text += fmt::format("{},{},{},{},{},{},{},{},{},{}", answer.question->id,
                                answer.asked().name, point.parameter, number_text(point.level),
                                shown.outcome->name, csv_number(shown.of(&EffectRow::base)),
                                csv_number(shown.of(&EffectRow::difference)),
                                csv_number(shown.of(&EffectRow::low)),
                                csv_number(shown.of(&EffectRow::high)), word(telling_of(row)));
            if (of_members)
                text += fmt::format(",{},{}", csv_number(shown.of(&EffectRow::ensemble_low)),
                                    csv_number(shown.of(&EffectRow::ensemble_high)));
            text += "\n";
        }
    return text;
}

/// Writes a table, and tells what it is of.
template <class Row>
std::expected<void, std::string> write_table(const PartialDirectory& directory,
                                             const std::string& name, const Columns<Row>& columns,
                                             std::span<const Row> rows, const std::string& ensemble)
{
    const std::string file_name = name + ".parquet";
    auto file = ParquetFile::create(directory.path(), file_name, directory.target() / file_name,
                                    schema_of(columns), {});
    if (!file) return std::unexpected(file.error());
    if (auto done = file->add(columns, rows); !done) return done;
    FileFacts facts{{"counterlife.table", name}};
    if (!ensemble.empty()) facts["counterlife.ensemble"] = ensemble;
    return file->finish(facts);
}

} // namespace

std::expected<void, std::string> write_answers(PartialDirectory& directory,
                                               std::span<const Answer> answers,
                                               const AnswersExtra& extra)
{
    const bool of_members = is_of_members(answers);
    const std::string ensemble = of_members ? answers.front().ensemble : "";
    const std::vector<AnswerRow> rows = rows_of(answers);
    if (auto done = write_table<AnswerRow>(directory, "answers", answer_columns(of_members), rows,
                                           ensemble);
        !done)
        return done;
    std::vector<std::pair<std::string, std::string>> files{
        {answers_file, answers_csv(rows, of_members)}, {"answers.txt", extra.text}};
    if (!extra.points.empty())
        files.emplace_back("design.csv", design_csv(extra.points, of_members));
    if (of_members) {
        const MemberAnswers members{answers, extra.ensemble};
        if (auto done = write_table<MemberRow>(directory, by_member, member_columns(),
                                               members.rows(), ensemble);
            !done)
            return done;
        files.emplace_back(std::string{by_member} + ".csv", member_csv(members.rows()));
    }
    for (const auto& [name, content] : files)
        if (auto done = write_whole_file(directory.path() / name, content); !done) return done;
    return directory.put_in_place();
}

} // namespace counterlife::study::questions

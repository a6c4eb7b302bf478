// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Answers as a reader meets them: tables and files.

#include "study/questions/answers_reading.h"
#include "study/questions/ask.h"
#include "study/questions/ask_words.h"
#include "study/record/columns.h"
#include "study/record/partial_directory.h"
#include "study/text/about.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/text_table.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace counterlife::study::questions {
namespace {

std::string narrower_text(const EffectRow& row)
{
    const auto narrower = row.narrower();
    return narrower ? fmt::format("{:.1f}", *narrower) : "";
}

/// A row of answers.parquet.
struct AnswerRow {
    const Answer* answer;
    const EffectRow* effect; ///< null: nobody
    const Outcome* outcome;

    bool is_part() const { return effect && effect->subgroup.by != "all"; }
    bool is_wider() const { return effect && effect->subgroup.by == of_wider; }
    std::string_view subgroup() const
    {
        return is_part() ? std::string_view{effect->subgroup.by} : "all";
    }
    std::string_view is() const
    {
        return is_part() ? std::string_view{effect->subgroup.is} : "all";
    }
    std::optional<double> narrower() const { return effect ? effect->narrower() : std::nullopt; }
    std::optional<double> of(double EffectRow::* member) const
    {
        return effect ? std::optional{effect->*member} : std::nullopt;
    }
    std::optional<double> of(std::optional<double> EffectRow::* member) const
    {
        return effect ? effect->*member : std::nullopt;
    }
    bool is_main() const
    {
        return question_outcomes()[answer->question->main] == outcome && !is_part();
    }
};

/// The whole population has words of its own, which last.
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

Columns<AnswerRow> answer_columns()
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

/// A text as a field: on one line, in quotes where commas need them.
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

std::string answers_csv(std::span<const AnswerRow> rows)
{
    std::string text;
    for (const std::string_view column : columns_of_answers())
        text.append(text.empty() ? "" : ",").append(column);
    text += "\n";
    for (const AnswerRow& r : rows)
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", r.answer->question->id,
            r.answer->asked().name, r.subgroup(), r.is(), r.outcome->name, r.outcome->unit,
            r.is_main(), r.effect ? r.effect->persons : 0, csv_number(r.of(&EffectRow::base)),
            csv_number(r.of(&EffectRow::other)), csv_number(r.of(&EffectRow::difference)),
            csv_number(r.of(&EffectRow::low)), csv_number(r.of(&EffectRow::high)),
            csv_number(r.narrower()), word(telling_of(r.effect)), r.answer->replicates,
            csv_number(r.of(&EffectRow::moved)), over_of(r.effect), word(r.answer->stop),
            csv_text(people_of_row(r)));
    return text;
}

std::string design_csv(std::span<const DesignPoint> points)
{
    std::string text =
        "question,version,parameter,level,outcome,base,difference,low,high,verdict\n";
    for (const DesignPoint& point : points)
        for (const Answer& answer : point.answers) {
            const EffectRow* row = answer.main();
            const AnswerRow shown{&answer, row, question_outcomes()[answer.question->main]};
            text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", answer.question->id,
                                answer.asked().name, point.parameter, number_text(point.level),
                                shown.outcome->name, csv_number(shown.of(&EffectRow::base)),
                                csv_number(shown.of(&EffectRow::difference)),
                                csv_number(shown.of(&EffectRow::low)),
                                csv_number(shown.of(&EffectRow::high)), word(telling_of(row)));
        }
    return text;
}

constexpr std::string_view narrower_legend =
    "narrower by: how many times as wide the interval would be from as many runs with independent "
    "random numbers\n";

/// Means, difference, interval and how much narrower common luck makes it, and persons.
void add_numbers(const EffectRow* row, TableLine& line)
{
    if (!row) {
        line.resize(line.size() + 6);
        line.emplace_back("0");
        return;
    }
    for (const double value : {row->base, row->other, row->difference})
        line.push_back(digits(value));
    line.push_back(row->low ? digits(*row->low) : "");
    line.push_back(row->high ? digits(*row->high) : "");
    line.push_back(narrower_text(*row));
    line.push_back(fmt::format("{}", row->persons));
}

std::string name_of(const AnswerRow& row)
{
    if (!row.is_part() || row.is_wider()) return std::string{row.outcome->name};
    return fmt::format("  {}: {}", row.subgroup(), row.is());
}

/// By what method the intervals of a table were found.
std::string method_of(std::span<const AnswerRow> rows)
{
    std::string over;
    for (const auto& [word, words] :
         {std::pair{"replicates", "replicates"},
          std::pair{"counties",
                    "counties of birth within replicates, as if these were independent"},
          std::pair{"persons", "persons, as if their lives were independent"}})
        if (std::ranges::any_of(rows,
                                [&](const AnswerRow& r) { return over_of(r.effect) == word; }))
            over += (over.empty() ? "" : "; ") + std::string{words};
    if (over.empty()) over = "nothing";
    return fmt::format("95 % confidence intervals over {}. Only luck is in them, and not what is "
                       "assumed. None is given of fewer than {} persons, nor where the outcome "
                       "changes for nobody.\n",
                       over, few_persons);
}

void print_rows(std::span<const AnswerRow> rows, std::ostream& out)
{
    std::vector<TableLine> lines{{"version", "outcome", "unit", "base", "then", "difference", "low",
                                  "high", "narrower by", "persons"}};
    for (const AnswerRow& r : rows) {
        TableLine line{r.answer->asked().name, name_of(r), std::string{r.outcome->unit}};
        add_numbers(r.effect, line);
        lines.push_back(std::move(line));
    }
    print_table(lines, out);
}

} // namespace

void print_answers(const Question& question, std::span<const Answer> answers, std::ostream& out)
{
    out << question.id << "  " << question.title << '\n';
    for (const Answer& answer : answers)
        print_labelled(question.versions[answer.version].name, sentence_of(answer), out);
    print_labelled("behind it", basis_of(answers), out << '\n');
    print_labelled("reading", question.reading, out);
    std::string hangs;
    for (const HangsOn& one : question.hangs_on) hangs += (hangs.empty() ? "" : ", ") + one.text();
    print_labelled("depends on", hangs, out);
    std::vector<AnswerRow> rows = rows_of(answers);
    const auto wider =
        std::ranges::stable_partition(rows, [](const AnswerRow& row) { return !row.is_wider(); });
    const auto own = std::span{rows.begin(), wider.begin()};
    print_labelled("whom", answers.empty() ? "" : answers.front().people, out << '\n');
    print_rows(own, out);
    if (!wider.empty()) {
        print_labelled("of all", words_of(question.population), out << '\n');
        print_rows(wider, out);
    }
    out << method_of(rows) << narrower_legend;
    print_labelled("", about, out << '\n');
}

void print_all(std::span<const Answer> answers, std::ostream& out)
{
    std::vector<TableLine> lines{{"question", "version", "outcome", "unit", "base", "then",
                                  "difference", "low", "high", "narrower by", "persons",
                                  "verdict"}};
    for (const Answer& answer : answers) {
        const EffectRow* row = answer.main();
        const Outcome* outcome = question_outcomes()[answer.question->main];
        TableLine line{answer.question->id, answer.asked().name, std::string{outcome->name},
                       std::string{outcome->unit}};
        add_numbers(row, line);
        line.emplace_back(word(telling_of(row)));
        lines.push_back(std::move(line));
    }
    out << "All answers: the main outcome of each version, with its 95 % interval of luck "
           "alone\n\n";
    print_table(lines, out);
    out << narrower_legend
        << "Of twenty such intervals one is expected to exclude no change by chance alone.\n";
}

void print_design(const Question& question, std::span<const Answer> answers,
                  std::span<const DesignPoint> points, std::ostream& out)
{
    out << fmt::format("\nhow the difference in {} moves, one parameter at a time\n",
                       question_outcomes()[question.main]->name);
    std::vector<TableLine> lines{
        {"parameter", "level", "version", "difference", "low", "high", "verdict"}};
    const auto add = [&](const std::string& parameter, const std::string& level,
                         const Answer& answer) {
        const EffectRow* row = answer.main();
        lines.push_back(
            {parameter, level, question.versions[answer.version].name,
             row ? digits(row->difference) : "", row && row->low ? digits(*row->low) : "",
             row && row->high ? digits(*row->high) : "", std::string{word(telling_of(row))}});
    };
    for (const Answer& answer : answers) add("as in the data", "", answer);
    for (const DesignPoint& point : points)
        for (const Answer& answer : point.answers)
            add(point.parameter,
                point.level <= 0   ? "low"
                : point.level >= 1 ? "high"
                                   : digits(point.level),
                answer);
    print_table(lines, out);
}

std::expected<void, std::string> write_answers(PartialDirectory& directory,
                                               std::span<const Answer> answers,
                                               std::span<const DesignPoint> points,
                                               const std::string& text)
{
    const std::vector<AnswerRow> rows = rows_of(answers);
    const auto columns = answer_columns();
    auto file = ParquetFile::create(directory.path(), "answers.parquet",
                                    directory.target() / "answers.parquet", schema_of(columns), {});
    if (!file) return std::unexpected(file.error());
    if (auto done = file->add(columns, std::span<const AnswerRow>{rows}); !done) return done;
    if (auto done = file->finish({{"counterlife.table", "answers"}}); !done) return done;
    std::vector<std::pair<const char*, std::string>> files{{answers_file, answers_csv(rows)},
                                                           {"answers.txt", text}};
    if (!points.empty()) files.emplace_back("design.csv", design_csv(points));
    for (const auto& [name, content] : files)
        if (auto done = write_whole_file(directory.path() / name, content); !done) return done;
    return directory.put_in_place();
}

} // namespace counterlife::study::questions

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Answers as a reader meets them: tables.

#include "study/questions/answer_rows.h"
#include "study/questions/ask.h"
#include "study/questions/ask_words.h"
#include "study/text/about.h"
#include "study/text/text_table.h"

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

constexpr std::string_view narrower_legend =
    "narrower by: how many times as wide the interval would be from as many runs with independent "
    "random numbers\n";

/// The columns of `add_numbers`.
void add_number_names(bool of_members, TableLine& line)
{
    line.insert(line.end(), {"base", "then", "difference"});
    if (of_members)
        line.insert(line.end(),
                    {"luck low", "luck high", "ensemble low", "ensemble high", "members"});
    else
        line.insert(line.end(), {"low", "high", "narrower by"});
    line.emplace_back("persons");
}

/// Means, difference, interval and how much narrower common luck makes it, and persons; of an
/// ensemble the intervals of luck and of both, and the members that tell.
void add_numbers(const EffectRow* row, bool of_members, TableLine& line)
{
    if (!row) {
        line.resize(line.size() + (of_members ? 8 : 6));
        line.emplace_back("0");
        return;
    }
    const auto add = [&](const std::optional<double>& value) {
        line.push_back(value ? digits(*value) : "");
    };
    for (const double value : {row->base, row->other, row->difference}) add(value);
    add(row->low);
    add(row->high);
    if (of_members) {
        add(row->ensemble_low);
        add(row->ensemble_high);
        line.push_back(fmt::format("{}", row->members));
    } else
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
    const std::string none = fmt::format("None is given of fewer than {} persons, nor where the "
                                         "outcome changes for nobody.\n",
                                         few_persons);
    const int members = rows.empty() ? 0 : rows.front().answer->members;
    if (members == 0)
        return fmt::format("95 % confidence intervals over {}. Only luck is in them, and not what "
                           "is assumed. {}",
                           over, none);
    return fmt::format("Means over {} sets of numbers that are not ruled out, all with the same "
                       "luck. 95 % confidence intervals of luck alone over {}; those of the "
                       "ensemble are of luck and ignorance together. Persons are counted under "
                       "each set. {}",
                       members, over, none);
}

void print_rows(std::span<const AnswerRow> rows, std::ostream& out)
{
    const bool of_members = !rows.empty() && rows.front().answer->members > 0;
    std::vector<TableLine> lines{{"version", "outcome", "unit"}};
    add_number_names(of_members, lines.front());
    for (const AnswerRow& r : rows) {
        TableLine line{r.answer->asked().name, name_of(r), std::string{r.outcome->unit}};
        add_numbers(r.effect, of_members, line);
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
    out << method_of(rows);
    if (!is_of_members(answers)) out << narrower_legend;
    print_labelled("", about, out << '\n');
}

void print_all(std::span<const Answer> answers, std::ostream& out)
{
    const bool of_members = is_of_members(answers);
    std::vector<TableLine> lines{{"question", "version", "outcome", "unit"}};
    add_number_names(of_members, lines.front());
    lines.front().emplace_back("verdict");
    for (const Answer& answer : answers) {
        const EffectRow* row = answer.main();
        const Outcome* outcome = question_outcomes()[answer.question->main];
        TableLine line{answer.question->id, answer.asked().name, std::string{outcome->name},
                       std::string{outcome->unit}};
        add_numbers(row, of_members, line);
        line.emplace_back(word(telling_of(row)));
        lines.push_back(std::move(line));
    }
    out << "All answers: the main outcome of each version, with its 95 % interval of luck alone"
        << (of_members ? " and that of luck and ignorance" : "") << "\n\n";
    print_table(lines, out);
    if (!of_members) out << narrower_legend;
    out << "Of twenty such intervals one is expected to exclude no change by chance alone.\n";
}

void print_design(const Question& question, std::span<const Answer> answers,
                  std::span<const DesignPoint> points, std::ostream& out)
{
    out << fmt::format("\nhow the difference in {} moves, one parameter at a time\n",
                       question_outcomes()[question.main]->name);
    const bool of_members = is_of_members(answers);
    std::vector<TableLine> lines{{"parameter", "level", "version", "difference",
                                  of_members ? "ensemble low" : "low",
                                  of_members ? "ensemble high" : "high", "verdict"}};
    const auto add = [&](const std::string& parameter, const std::string& level,
                         const Answer& answer) {
        const EffectRow* row = answer.main();
        TableLine line{parameter, level, question.versions[answer.version].name,
                       row ? digits(row->difference) : ""};
        for (const auto end : {of_members ? &EffectRow::ensemble_low : &EffectRow::low,
                               of_members ? &EffectRow::ensemble_high : &EffectRow::high})
            line.push_back(row && row->*end ? digits(*(row->*end)) : "");
        line.emplace_back(word(telling_of(row)));
        lines.push_back(std::move(line));
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

} // namespace counterlife::study::questions

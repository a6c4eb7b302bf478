// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows of the tables of answers, written and printed.

#include "study/questions/ask.h"
#include "study/questions/ask_words.h"
#include "study/rooms.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::questions {

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
std::string_view people_of_row(const AnswerRow& row);

/// A row an outcome, in the order of the question: of all, of subgroups, of the whole population.
std::vector<AnswerRow> rows_of(std::span<const Answer> answers);

/// A text as a field: on one line, in quotes where commas need them.
std::string csv_text(std::string_view text);
/// A number as a field; none is an empty one.
std::string csv_number(const std::optional<double>& value);

/// Whether they were asked under the members of an ensemble.
bool is_of_members(std::span<const Answer> answers);

} // namespace counterlife::study::questions

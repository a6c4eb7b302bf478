// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Answers member by member of an ensemble, so that each can be traced: answers_by_member.csv and
// answers_by_member.parquet.

#include "study/input/ensemble_file.h"
#include "study/questions/answer_rows.h"
#include "study/record/columns.h"
#include "study/rooms.h"

#include <span>
#include <string>
#include <vector>

namespace counterlife::study::questions {

inline constexpr const char* by_member = "answers_by_member";

/// A row of an answer as one member gives it.
struct MemberRow {
    AnswerRow row;
    const MemberAnswer* member = nullptr;
    std::string_view runs;   ///< of the calibration, by which the member can be traced
    std::string_view values; ///< that it gives to parameters
};

/// The rows of all members, by version, then member. What they point to lives as long as this and
/// the answers do.
class MemberAnswers {
public:
    /// Without the ensemble neither runs nor values are told.
    MemberAnswers(std::span<const Answer> answers, const Ensemble* ensemble);

    std::span<const MemberRow> rows() const { return rows_; }

private:
    struct Facts {
        std::string runs, values;
    };
    std::vector<Facts> facts_;    ///< by member
    std::vector<Answer> answers_; ///< each as one member gives it
    std::vector<MemberRow> rows_;
};

Columns<MemberRow> member_columns();
std::string member_csv(std::span<const MemberRow> rows);

} // namespace counterlife::study::questions

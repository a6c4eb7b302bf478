// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The answers that were written once, read from the table of their directory.

#include "study/questions/ask.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <filesystem>
#include <span>
#include <vector>

namespace counterlife::study::questions {

inline constexpr const char* answers_file = "answers.csv";
/// The columns of the table, with or without those of an ensemble.
std::span<const std::string_view> columns_of_answers(bool of_members);

/// The answers of a directory to these questions, in the order of the table. What the table does
/// not tell, such as errors of single differences, is not there; their sentences are what they
/// were. Complains of a file that is no such table; questions, versions and outcomes that this
/// program does not know are left out.
std::vector<Answer> read_answers(const std::filesystem::path& dir,
                                 std::span<const Question> questions, Complaints& complaints);

} // namespace counterlife::study::questions

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Questions from their options to their answers, for whoever asks: the command line or Python.

#include "app/commands.h"
#include "app/inquiry.h"
#include "study/nation/run_options.h"
#include "study/questions/ask.h"
#include "study/record/partial_directory.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace counterlife::app {

/// Questions that nothing is wrong with. Their directory, if there is to be one, is being written.
struct PlannedAnswers {
    RunPlan plan;
    AskRequest request;
    int levels = 0; ///< of each parameter that an answer hangs on
    std::filesystem::path out;
    std::unique_ptr<Inquiry> inquiry; ///< which may want nothing: then it knows what there is
    std::optional<PartialDirectory> directory;
};

/// Reads options, data and questions, tries every version, and complains of everything at once
/// before it writes anything.
std::expected<PlannedAnswers, Complaints> plan_answers(const AskOptions& options,
                                                       const std::filesystem::path& data);

/// Empty functions are not called.
struct AnswersListener {
    std::function<void(const AskProgress&)> progress;
    std::function<bool()> cancelled;
    std::function<void(const std::string&)> says; ///< a sentence now and then
};

/// Asks, keeps what is found on the way, and writes. The answers in words, or why there are none.
std::expected<std::string, std::string> make_answers(PlannedAnswers& planned,
                                                     const AnswersListener& listener = {});

} // namespace counterlife::app

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Questions asked of twins: all versions of all questions against one base, each for its own
// people and outcomes, and what the numbers allow to be said.

#include "study/questions/questions_file.h"
#include "study/record/partial_directory.h"
#include "study/rooms.h"
#include "study/twins/twin.h"

#include <cstdint>
#include <expected>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::questions {

/// A version of a question, ready to live.
struct AskedSide {
    const Question* question = nullptr;
    std::size_t version = 0;
    const TwinSide* side = nullptr;
    std::string key = {}; ///< of all that the answer depends on; see KeptAnswers
};

struct AskRequest {
    RunRequest run;
    int replicates = 1;
    std::size_t worlds_at_once = 4; ///< the base beside them; memory sets the limit
};

/// Where a long inquiry is: which versions are being lived.
struct AskProgress {
    std::size_t batch = 0, batches = 0; ///< from 0
    std::span<const AskedSide> sides;
    int replicate = 0;
    Progress of_worlds;
};

/// What one version does to the people of its question.
struct Answer {
    const Question* question = nullptr;
    std::size_t version = 0;
    std::vector<EffectRow> rows; ///< in the order of the outcomes; one without persons has none
    std::vector<EffectRow> parts = {}; ///< the main outcome by subgroup, if the question asks

    const EffectRow* main() const;
    const Version& asked() const { return question->versions[version]; }
};

/// Empty functions are not called.
struct AskListener {
    std::function<void(const AskProgress&)> progress;
    std::function<bool()> cancelled;
    /// An answer that is known already.
    std::function<std::optional<Answer>(const AskedSide&)> known;
    /// Hears of each answer as soon as it is found; a sentence stops the inquiry.
    std::function<std::string(const AskedSide&, const Answer&)> answered;
};

/// What the interval of a difference allows to be said.
enum class Telling : std::uint8_t {
    nobody,  ///< there are no such persons
    few,     ///< too few for an interval to mean anything
    same,    ///< every one of these lives is the same
    unmoved, ///< some of the lives differ, and the outcome in none of them
    open,    ///< the interval holds no change
    more,
    less
};
inline constexpr std::int64_t few_persons = 30;

Telling telling_of(const EffectRow* row);
std::string_view word(Telling telling);

/// Whether a person of the base world, with these outcomes there, is among those asked about.
bool belongs(const Population& population, const Person& person, std::span<const float> values,
             const model::Map& map);
/// The same in words.
std::string words_of(const Population& population);

/// Lives the base with the versions, a batch at a time. One answer a side, in their order.
std::expected<std::vector<Answer>, std::string> ask(const TwinSide& base,
                                                    std::span<const AskedSide> sides,
                                                    const AskRequest& request,
                                                    const AskListener& listener = {});

/// The sentence that the numbers of a version support, and those numbers.
std::string sentence_of(const Answer& answer);

/// A question with its answers: a table, then the sentences.
void print_answers(const Question& question, std::span<const Answer> answers, std::ostream& out);

/// All answers in one table, a line a version: what it does to the main outcome.
void print_all(std::span<const Answer> answers, std::ostream& out);

/// The main difference of a version with one parameter at a level of its range.
struct DesignPoint {
    std::string parameter;
    double level = 0; ///< from 0, the low end of the range, to 1, the high
    std::vector<Answer> answers;
};

/// How the main difference moves over a design.
void print_design(const Question& question, std::span<const Answer> answers,
                  std::span<const DesignPoint> points, std::ostream& out);

/// Writes answers.csv, answers.parquet and answers.txt, and design.csv where there are points, and
/// puts the directory in its place.
std::expected<void, std::string> write_answers(PartialDirectory& directory,
                                               std::span<const Answer> answers,
                                               std::span<const DesignPoint> points,
                                               const std::string& text);

} // namespace counterlife::study::questions

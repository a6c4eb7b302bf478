// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Questions asked of twins: all versions of all questions against one base, each for its own
// people and outcomes, and what the numbers allow to be said.

#include "study/input/ensemble_file.h"
#include "study/questions/pool.h"
#include "study/questions/population.h"
#include "study/questions/walkers.h"
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
    std::string key = {}; ///< of all that its replicates depend on; see KeptLives
    int member = 0;       ///< of an ensemble, from 1 on; 0: of none
};

/// The versions beside their base, under one member of an ensemble or, alone, under none.
struct AskedWorlds {
    const TwinSide* base = nullptr;
    std::vector<AskedSide> sides; ///< the same versions, in the same order, under each member
    const Walk* like = nullptr;   ///< whose people are taken; null: those of the questions
    double weight = 1;            ///< of the member, in any unit
};

/// Replicates are added until `persons` stand behind the main outcome of every version of a
/// question, or `seconds` are spent; or there are as many as asked for.
struct AskRequest {
    RunRequest run;
    int replicates = 0; ///< 0: as many as it takes
    std::int64_t persons = 400;
    double seconds = 600;
    std::size_t worlds_at_once = 4; ///< the base beside them; memory sets the limit
    std::string ensemble = {};      ///< its name; empty: there is none
};
inline constexpr int most_of_an_inquiry = 1000;

/// Where a long inquiry is: which versions are being lived.
struct AskProgress {
    std::size_t batch = 0, batches = 0; ///< of this replicate, from 0
    std::span<const AskedSide> sides;
    int replicate = 0;
    std::size_t members = 0;  ///< of an ensemble; the sides are of one
    std::int64_t persons = 0; ///< the fewest that stand behind a main outcome so far
    double seconds_left = 0; ///< until all are answered, as far as can be told; negative: it cannot
    Progress of_worlds;
};

/// Why no more replicates were lived.
enum class Stop : std::uint8_t {
    as_asked, ///< there are as many replicates as were asked for
    enough,   ///< enough persons
    time,     ///< the time is spent
    most      ///< there may be no more replicates
};

/// What one version does under one member of an ensemble, with luck's interval; rows as an answer
/// has them.
struct MemberAnswer {
    int number = 0; ///< from 1 on
    double weight = 1;
    std::vector<EffectRow> rows, parts = {}, wider = {};
};

/// What one version does to the people of its question.
struct Answer {
    const Question* question = nullptr;
    std::size_t version = 0;
    std::vector<EffectRow> rows; ///< in the order of the outcomes; one without persons has none
    std::vector<EffectRow> parts = {}; ///< the main outcome by subgroup, if the question asks
    std::vector<EffectRow> wider = {}; ///< of the whole population, if the answer is of some of it
    std::string people = {};           ///< whom it is about, in words
    std::string wider_people = {};     ///< and who the whole population is
    std::string like = {};             ///< the pattern that they walked, if it is that
    int replicates = 0;                ///< lived, with such persons or without
    Stop stop = Stop::as_asked;
    std::int64_t asked_for = 0; ///< persons
    int members = 0;            ///< of an ensemble that it was asked under; 0: of none
    std::string ensemble = {};  ///< its name, if this is not read from a table
    std::vector<MemberAnswer> of_members = {}; ///< the same

    /// Puts a row where it belongs.
    void add(EffectRow row);
    const EffectRow* main() const;
    const Version& asked() const { return question->versions[version]; }
};

/// Empty functions are not called.
struct AskListener {
    std::function<void(const AskProgress&)> progress;
    std::function<bool()> cancelled;
    /// The replicates that have been lived already, from the first on.
    std::function<std::vector<Lived>(const AskedSide&)> known;
    /// Hears of all replicates of a version as soon as one more is lived; a sentence stops the
    /// inquiry.
    std::function<std::string(const AskedSide&, const Pool&)> lived;
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

Telling telling_of(const EffectRow* row);
std::string_view word(Telling telling);

/// Lives the base with the versions, a batch and a replicate at a time, under each member of an
/// ensemble with the same seed before the next replicate is begun. One answer a version, in their
/// order; all versions of a question rest on the same replicates under all members. The first is
/// always lived whole.
std::expected<std::vector<Answer>, std::string> ask(std::span<const AskedWorlds> members,
                                                    const AskRequest& request,
                                                    const AskListener& listener = {});

/// The sentence that the numbers of a version support, and those numbers.
std::string sentence_of(const Answer& answer);
/// How many persons and replicates stand behind the answers to a question, and why no more do.
std::string basis_of(std::span<const Answer> answers);

/// A question with its answers: the sentences, then a table.
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

/// What is written beside the answers themselves.
struct AnswersExtra {
    std::span<const DesignPoint> points = {};
    const Ensemble* ensemble = nullptr; ///< under whose members they were asked
    std::string text;                   ///< as printed
};

/// Writes answers.csv, answers.parquet and answers.txt, design.csv where there are points, and of
/// an ensemble answers_by_member.csv and answers_by_member.parquet; and puts the directory in its
/// place.
std::expected<void, std::string> write_answers(PartialDirectory& directory,
                                               std::span<const Answer> answers,
                                               const AnswersExtra& extra);

} // namespace counterlife::study::questions

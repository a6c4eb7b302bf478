// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A question as its file has it: who is compared, whom of them the answer is about, under which
// versions of the rules, by what outcomes, and in which words the answer comes. The format is told
// in docs/formats/questions.md.

#include "model/life.h"
#include "model/places/map.h"
#include "study/input/scenario_file.h"
#include "study/questions/ask_outcomes.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::questions {

/// Whom a question is about, by what is known of them in the base world.
struct Population {
    std::optional<model::Sex> sex;
    std::optional<int> born_from, born_to; ///< years, both included
    std::vector<std::string> born_in;      ///< provinces or places; empty: anywhere
    std::vector<std::size_t> ever, never;  ///< outcomes by position: above nought, or nought
    std::vector<std::size_t> both;         ///< above nought in both worlds
    std::optional<bool> party_family;

    friend bool operator==(const Population&, const Population&) = default;
};

/// Whom the answer is about: those of the population who fit a narrower one too.
struct About {
    std::string people; ///< in words
    Population narrower;
    std::vector<std::size_t> wider; ///< outcomes told of the whole population as well

    bool narrows() const { return narrower != Population{}; }
};

/// A set of rules and numbers to compare with the base.
struct Version {
    std::string name, says;
    std::string scenario; ///< the name of one; empty: see overlay
    ScenarioFile overlay; ///< laid over the base
    int line = 0;
};

/// A parameter on which the answer hangs.
struct HangsOn {
    std::string parameter, key; ///< no key: all of them
    int line = 0;

    std::string text() const { return key.empty() ? parameter : parameter + "/" + key; }
};

struct Question {
    std::string file, id, title;
    std::string reading; ///< in what the question asked differs from the question told
    std::string base = "baseline";
    Population population;
    About about;
    std::vector<Version> versions;
    std::vector<std::size_t> outcomes;
    std::size_t main = 0; ///< the outcome that the answer speaks of
    std::string split;    ///< a subgroup by which the main outcome is shown too; empty: none
    std::string more, less;
    std::vector<HangsOn> hangs_on;
};

/// Reads the text of a question. What is unsound is complained about and left out.
Question parse_question(std::string_view text, std::string_view file, const ScenarioScope& scope,
                        std::span<const model::PlaceFacts> places, Complaints& complaints);

/// Reads all files Q-*.toml of a folder, in the order of their names.
std::vector<Question> read_questions(const std::filesystem::path& folder,
                                     const ScenarioScope& scope,
                                     std::span<const model::PlaceFacts> places,
                                     Complaints& complaints);

/// Complains of what an answer is said to hang on and is no assumption or no fit.
void check_hangs_on(const Question& question, std::span<const model::ParameterRow> rows,
                    Complaints& complaints);

} // namespace counterlife::study::questions

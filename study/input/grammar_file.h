// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads data/grammar/*.csv: the grammar of a life.

#include "study/input/grammar.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <span>
#include <string_view>

namespace counterlife::study::input {

/// The grammar of the data folder, with a row for every rule that acts on lives; or all complaints.
std::expected<Grammar, Complaints> read_grammar(const std::filesystem::path& data_dir);

/// One file of the grammar: its text, and the name to complain under.
struct GrammarText {
    std::string_view text, file;
};

/// The files of the grammar.
struct GrammarTexts {
    GrammarText rules, spells, stages, limits, heaps;
};

/// The same for texts and rules that a caller gives.
Grammar grammar_of(const GrammarTexts& texts, std::span<const model::Rule* const> of,
                   Complaints& complaints);

} // namespace counterlife::study::input

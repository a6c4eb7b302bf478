// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lives as sequences of states, for tools that compare sequences. docs/formats/sequences.md has the
// columns.

#include "study/find/find.h"
#include "study/rooms.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace counterlife::study::find {

struct SequencesRequest {
    enum class Form : std::uint8_t { sts, spell };
    enum class Step : std::uint8_t { month, year };
    Form form = Form::sts;
    Step step = Step::year;
    std::size_t sample = 0; ///< 0: everybody found
    bool weights = false;
    int threads = 0;
};

struct Sequences {
    std::string text; ///< of the whole file
    std::size_t lives = 0;
    std::size_t steps = 0; ///< the length of a sequence
};

/// The sequences of the lives found. The sentence of a failure continues "found ".
std::expected<Sequences, std::string>
sequences_of(const std::filesystem::path& run, const Found& found, const SequencesRequest& request);

} // namespace counterlife::study::find

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lives as sequences of states, for tools that compare sequences. docs/formats/sequences.md has the
// columns.

#include "study/find/find.h"
#include "study/record/status.h"
#include "study/rooms.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    std::size_t lives = 0;
    std::size_t steps = 0; ///< the length of a sequence
};

/// Takes a bit of the file; the sentence of a failure says why it could not.
using TakeText = std::function<std::expected<void, std::string>(std::string_view)>;

/// Why there are no sequences.
struct NoSequences {
    std::string sentence;
    bool of_the_run =
        true; ///< the run is damaged, and the sentence continues "found "; or of `take`
};

/// Tells the sequences of the lives found, life by life.
std::expected<Sequences, NoSequences> tell_sequences(const std::filesystem::path& run,
                                                     const Found& found,
                                                     const SequencesRequest& request,
                                                     const TakeText& take);

/// A life by its completed years of age.
struct StatesByAge {
    engine::LifeId who = engine::nobody;
    Sex sex = Sex::male;
    engine::Day born;
    /// On each birthday, from birth on; none before the run and from death on.
    std::vector<std::optional<Status>> states;
};

/// So many of the lives found, by lot, as sequences of states by age; 0: all. The sentence of a
/// failure continues "found ".
std::expected<std::vector<StatesByAge>, std::string> states_by_age(const std::filesystem::path& run,
                                                                   const Found& found,
                                                                   std::size_t sample,
                                                                   int threads = 0);

} // namespace counterlife::study::find

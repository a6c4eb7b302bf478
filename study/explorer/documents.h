// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the explorer's page is shown: documents about a run, JSON texts by path. They are the same
// whether the program answers, a folder holds them as files or one page holds them all.
// docs/formats/explorer.md describes them.

#include "study/find/pattern.h"
#include "study/nation/live_again.h"
#include "study/record/person_numbers.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstddef>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::explorer {

struct DocumentsRequest {
    std::filesystem::path run;
    std::filesystem::path other; ///< a twin of the run; empty: none
    std::filesystem::path data;  ///< beside which the file of claims is
    std::filesystem::path patterns, questions;
    /// A run of questions asked before, with answers.csv; empty: none.
    std::filesystem::path answers = {};
    /// A directory of replicates of which `run` is one: the nation is drawn as all of them have it,
    /// with what luck and ignorance do. Empty: as the run has it.
    std::filesystem::path replicates = {};
    LiveAgain live_again; ///< for lives of which the run kept no events
};

/// A run, and perhaps a twin, opened once for many documents. What was read stays, so one caller at
/// a time may ask: a server holds a lock around `document`.
class Documents {
public:
    /// Complains of a run that cannot be read, and of another that is no twin of it.
    static std::expected<Documents, Complaints> open(const DocumentsRequest& request);

    Documents(Documents&&) noexcept;
    Documents& operator=(Documents&&) noexcept;
    ~Documents();

    /// The text of a document by its path, such as "lives/12.json"; complaints where there is none.
    std::expected<std::string, Complaints> document(std::string_view path);

    // For those who write documents into files.

    /// So many lives to begin with: those that walk the narrator's way as far as any do come first,
    /// then others by lot, always the same of a run. All have a life in the run.
    std::expected<std::vector<PersonNumber>, Complaints> lives_to_begin_with(std::size_t count);
    /// Beside another run: so many of those whose outcomes differ most, then others by lot.
    std::expected<std::vector<PersonNumber>, Complaints> lives_that_differ(std::size_t count);
    /// So many of those who follow the pattern, in the order of their numbers.
    std::expected<std::vector<PersonNumber>, Complaints> lives_like(const Pattern& pattern,
                                                                    std::size_t count);
    /// The nearest kin of a person, whom the document of the life shows beside it.
    std::expected<std::vector<PersonNumber>, Complaints> kin_of(PersonNumber person);
    /// How many events a life has: why/N/1.json to why/N/<this>.json are there.
    std::expected<std::size_t, Complaints> events_of(PersonNumber person);
    /// The events with which the lines of a life's account begin.
    std::expected<std::vector<std::size_t>, Complaints> lines_of(PersonNumber person);
    /// run.json as it is where these lives are all that there is, and nobody answers.
    std::expected<std::string, Complaints> run_of_export(std::span<const PersonNumber> lives);

private:
    struct Parts;
    explicit Documents(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

} // namespace counterlife::study::explorer

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether the lives of a run are lives: all of them, and all that are linked, held against the
// grammar and against what holds for everybody.

#include "model/journal/stage_course.h"
#include "model/places/map.h"
#include "study/audit/findings.h"
#include "study/audit/people.h"
#include "study/audit/walk.h"
#include "study/input/grammar.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <arrow/api.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::audit {

/// Fed with the tables of a run in their order: first lives.parquet, then, where the run has it,
/// events.parquet.
class Audit {
public:
    /// `description` with the names of the places, as the table of lives lists them.
    Audit(const RunDescription& description, const Grammar& grammar,
          std::span<const model::PlaceFacts> places);

    void add_lives(const arrow::Table& group) { people_.add(group); }
    void add_events(const arrow::Table& group);
    /// Tells now and then how many persons are behind.
    void finish(const std::function<void(std::int64_t, std::int64_t)>& tell);

    /// When finished: what is broken, and what else a reader should know.
    std::vector<Broken> broken() const { return findings_.broken(); }
    std::vector<std::string> notes() const;

private:
    void check_lives_once();

    const RunDescription& description_;
    const Grammar& grammar_;
    std::vector<Bits> grounds_;
    std::vector<std::string> unknown_places_;
    Frame frame_;
    model::StageNumbers numbers_;
    Findings findings_;
    People people_;
    std::optional<Walk> walk_;
    bool lives_checked_ = false;
};

} // namespace counterlife::study::audit

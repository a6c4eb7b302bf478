// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A life's states, told from its events: the model's stages with pupils and the sectors of work
// told apart.

#include "model/journal/stage_course.h"
#include "study/record/life_row.h"
#include "study/record/run_description.h"
#include "study/record/status.h"
#include "study/rooms.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace counterlife::study::nation {

using model::StageNumbers;
using model::Turn;
using model::turn_bits;

/// The turn that an event of a rule brings; none for most, and for rules the model does not know.
Turn turn_of(std::string_view rule, std::int32_t detail);

/// The rules that may bring one.
std::vector<std::string_view> turning_rules();

/// What the stages of a run hang on besides its events.
StageNumbers stage_numbers(const RunDescription& description);

/// One life, followed event by event.
class Journey {
public:
    Journey(const StageNumbers& numbers, engine::LifeId who, engine::Day born, Sex sex,
            bool founder, bool born_abroad)
        : course_{numbers, who, born, static_cast<model::Sex>(sex), founder, born_abroad}
    {
    }

    Status status() const;
    void pass(Turn turn, engine::Day day) { course_.pass(turn, day); }

private:
    model::StageCourse course_;
};

} // namespace counterlife::study::nation

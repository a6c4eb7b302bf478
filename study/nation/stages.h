// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A life's stages, told from its events: which rule leads into which state.
//
// The tables of a run hold events, not states. What follows from an event for a person's state is
// in one table here; tests/nation/stages_test.cpp compares the outcome with the model's own
// records.

#include "engine/event.h"
#include "engine/luck.h"
#include "model/life.h"
#include "study/record/life_row.h"
#include "study/record/run_description.h"
#include "study/record/status.h"
#include "study/rooms.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace counterlife::study::nation {

/// What an event means for the state of the person it happened to.
using Turn = std::uint8_t;
inline constexpr Turn no_turn = 0;
inline constexpr int turn_bits = 6;

/// The turn that an event of a rule brings; no_turn for most.
Turn turn_of(std::string_view rule, std::int32_t detail);

/// The rules that may bring one.
std::vector<std::string_view> turning_rules();

/// What the stages of a run hang on besides its events.
struct StageNumbers {
    engine::Luck luck;
    engine::Day from = 0;
    double school_age = 0, leaving_age = 0, first_age = 0, retirement_age[2]{},
           housewives_at_start = 0;
    std::vector<model::ParameterRow> housewives; ///< by date
    std::vector<model::ParameterRow> again;      ///< who search again on a rumour, by date

    explicit StageNumbers(const RunDescription& description);
    double housewives_on(engine::Day day) const;
    double again_on(engine::Day day) const;
};

/// One life, followed event by event.
class Journey {
public:
    Journey(const StageNumbers& numbers, engine::LifeId who, engine::Day born, Sex sex,
            bool founder);

    Status status() const;
    void pass(Turn turn, engine::Day day);

private:
    void begin_as_founder(engine::Day born);

    const StageNumbers& numbers_;
    engine::LifeId who_;
    Sex sex_;
    model::Stage stage_ = model::Stage::child;
    Status work_ = Status::worker;
    engine::Day left_ = engine::no_day; ///< home, the last time
    bool bound_ = false, pupil_ = false, out_of_school_ = false, to_college_ = false;
};

} // namespace counterlife::study::nation

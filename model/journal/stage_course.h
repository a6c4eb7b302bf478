// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A person's stage as the events of the life tell it, for those who have the events and no records.
//
// What follows from an event is said by its rule's record; where it hangs on more than the event,
// the rule's own decision is asked again here. tests/nation/stages_test.cpp compares the outcome
// with the records of a nation.

#include "engine/luck.h"
#include "model/founders.h"
#include "model/journal/turn.h"
#include "model/parameters.h"

#include <vector>

namespace counterlife::model {

/// What the stages of a run hang on besides its events.
class StageNumbers {
public:
    /// Parameters that the set lacks count as nought: a run of another model is told less well.
    StageNumbers(const ParameterSet& set, engine::Luck luck, Day from);

    Stage founder(LifeId who, Sex sex, double age) const noexcept;
    bool is_founder_pupil(double age) const noexcept { return age >= ages_.school; }
    bool is_founder_out_of_school(double age) const noexcept { return age >= ages_.out_of_school; }
    bool keeps_house(LifeId who, Day day) const noexcept;
    /// Whether somebody of that age is too old to trade.
    bool is_past_trading(double age, Day day) const noexcept;
    Day from() const noexcept { return from_; }

private:
    /// A number that differs by date.
    struct Share {
        std::vector<ParameterRow> rows;
        double on(Day day) const noexcept;
    };

    engine::Luck luck_;
    Day from_;
    FounderAges ages_; ///< but for the age of retirement
    double retirement_[2]{};
    Share housewives_, trade_until_;
};

/// One life, followed event by event.
class StageCourse {
public:
    StageCourse(const StageNumbers& numbers, LifeId who, Day born, Sex sex, bool founder,
                bool born_abroad = false);

    Stage stage() const noexcept { return stage_; }
    bool is_pupil() const noexcept { return pupil_; }
    /// Of somebody at work, where an event has told it.
    bool knows_sector() const noexcept { return knows_sector_; }
    Sector sector() const noexcept { return sector_; }

    void pass(Turn turn, Day day);

private:
    void leave_school(bool to_college);
    bool pass_within(Turn turn, Day day);

    const StageNumbers& numbers_;
    LifeId who_;
    Day born_;
    Stage stage_ = Stage::child;
    Sector sector_ = Sector::farm;
    Day left_ = engine::no_day; ///< home, the last time
    bool knows_sector_ = false, bound_ = false, pupil_ = false, out_of_school_ = false,
         to_college_ = false;
};

} // namespace counterlife::model

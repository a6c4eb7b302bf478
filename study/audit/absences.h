// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who was away from home and when, for the question whose child somebody can be.

#include "engine/time.h"
#include "model/life.h"
#include "study/audit/findings.h"
#include "study/audit/people.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <vector>

namespace counterlife::study::audit {

class Absences {
public:
    explicit Absences(Findings& findings);

    /// Told for one life after the other, each in the order of its days: the stage from a day on.
    void pass(Row who, engine::Day day, model::Stage stage);

    /// When all lives have passed: counts children whose father was in the army, in custody or
    /// across the river on every day on which they can have been conceived. Whoever was away
    /// together with the mother is no such father.
    void settle(const People& people, const Limits& term) const;

private:
    struct Spell {
        Row who;
        engine::Day from, to;
    };
    std::vector<Spell> of(Row who) const;

    Findings& findings_;
    std::size_t finding_;
    std::vector<Spell> spells_; ///< by row, and each row's in their order
    bool open_ = false;         ///< the last of them goes on
};

} // namespace counterlife::study::audit

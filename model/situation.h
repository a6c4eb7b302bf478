// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A person's situation: everything that decides which hazards and timers can concern them. Each of
// these rules says whom it concerns, and of that the lists of rules by situation are made.

#include "model/life.h"

namespace counterlife::model {

struct Situation {
    School school = School::none;
    Stage stage = Stage::child;
    bool woman = false, married = false, never_married = false, looking = false;
    bool with_parents = false, own_home = false;
    bool member = false, miner = false, bound = false, letters_due = false, bereft = false;
    bool recorded = false; ///< has set out across the river, or was not born beyond it

    static Situation of(const Life& life) noexcept
    {
        const Career& career = life.career;
        return {.school = life.school,
                .stage = career.stage,
                .woman = life.sex == Sex::female,
                .married = life.marital == Marital::married,
                .never_married = life.marital == Marital::never_married,
                .looking = life.searching || life.betrothed,
                .with_parents = life.with_parents,
                .own_home = life.own_home,
                .member = career.standing == Standing::member,
                .miner = career.sector == Sector::mine,
                .bound = career.bound,
                .letters_due = career.letters_due,
                .bereft = career.left_behind || career.dispersed || career.lost_family,
                .recorded = life.exile != 0};
    }

    /// In the country, and not about to leave it or on a search.
    constexpr bool at_home() const noexcept { return stage < first_stage_of_exile; }
    constexpr bool works() const noexcept { return stage == Stage::worker; }
    /// In an organisation, and free to leave it.
    constexpr bool works_freely() const noexcept { return works() && !bound; }
    /// In a workplace to which an order sent.
    constexpr bool is_assigned() const noexcept { return works() && bound; }
    /// Past school age as the school sees it: children before and at school are not.
    constexpr bool out_of_school() const noexcept
    {
        return school != School::none && school != School::pupil;
    }

    /// Whoever keeps house and job in the country, and may leave it.
    constexpr bool may_leave() const noexcept
    {
        switch (stage) {
        case Stage::worker:
            return !bound;
        case Stage::waiting:
        case Stage::absent:
        case Stage::idle:
        case Stage::trader:
        case Stage::at_home:
        case Stage::retired:
            return true;
        default:
            return false;
        }
    }
    /// Nobody's to command, and in nobody's care.
    constexpr bool is_free() const noexcept
    {
        switch (stage) {
        case Stage::soldier:
        case Stage::ward:
        case Stage::absent:
        case Stage::detained:
        case Stage::adrift:
        case Stage::camp:
        case Stage::child:
            return false;
        default:
            return at_home() && !bound;
        }
    }
};

} // namespace counterlife::model

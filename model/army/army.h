// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The army: the mobilisation office that calls up, units that train and report, the way home.

#include "model/life.h"

#include <array>
#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

/// A young person known to the mobilisation office of the county.
struct Recruit {
    Address who;
    Day born;
    Sex sex = Sex::male;
};

/// What a unit's staff knows of a soldier: as reported at the end of the last year of training.
struct SoldierEntry {
    Address who;
    Day enlisted, due; ///< the day on which service ends
    float merit = 0;
    std::uint16_t posted = 0; ///< to a workplace, by an order from the top: the order's number
    Sex sex = Sex::male;
    Award award = Award::none;
    bool member = false;
    bool nominated = false; ///< for admission to the party
};

/// The units of an army sector. A unit's number is its place in the list.
struct Garrison {
    static constexpr std::uint8_t units = 8;
    struct Unit {
        std::vector<SoldierEntry> roll; ///< gaps: nobody
        std::vector<std::uint32_t> gaps;
    };
    std::array<Unit, units> unit;

    std::uint32_t enter(std::uint8_t unit, const SoldierEntry& entry);
    void strike(std::uint8_t unit, std::uint32_t row, LifeId who);
};

namespace army {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule call_up;     ///< The mobilisation office calls up those of age.
extern const Rule enlistment;  ///< A young person hears of the call-up and sets out.
extern const Rule reporting;   ///< A recruit arrives at the unit.
extern const Rule news_home;   ///< A parent hears that a child has enlisted.
extern const Rule lesson;      ///< The recruit reads what the father has to say.
extern const Rule letter_home; ///< A parent writes to the child in the army.
extern const Rule heartened;   ///< A soldier reads a letter from home.
extern const Rule training;    ///< A year of training ends, and merit is reported.
extern const Rule discharge;   ///< Service ends.
extern const Rule homecoming;  ///< A discharged soldier arrives at home.
extern const Rule desertion;   ///< A soldier on the river crosses it.

/// What a letter of news_home says when it is not of an enlistment.
inline constexpr std::uint64_t service_over = ~std::uint64_t{0};
/// A soldier's father, or else the mother, hears of enlistment and of the end of service.
void tell_parent(Act& act, std::uint64_t news);
/// The young person is entered in the county's roll of those who may be called up.
void enrol_recruit(Act& act);
/// The unit strikes off a soldier who dies or leaves.
void leave_unit(Act& act);
/// The day on which a soldier's service ends.
Day last_day(const View& view) noexcept;

} // namespace army

} // namespace counterlife::model

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One line of lives.parquet: what is known of a person at the end of a run.

#include "engine/event.h"
#include "model/exile.h"
#include "study/rooms.h"

#include <cstdint>

namespace counterlife::study::record {

enum class Sex : std::uint8_t { male, female };
enum class Marital : std::uint8_t { never_married, married, widowed, divorced };
enum class School : std::uint8_t { none, pupil, left_school, student, graduate };

struct LifeRow {
    engine::LifeId person = engine::nobody;
    engine::LifeId mother = engine::nobody; ///< nobody: not on record, of forebears alone
    engine::LifeId father = engine::nobody;
    engine::LifeId spouse = engine::nobody; ///< the present or last one
    engine::Day born;
    engine::Day died = engine::no_day; ///< no_day: living when the run ended
    engine::PlaceId birth_place = engine::nowhere;
    engine::PlaceId place = engine::nowhere; ///< where the person is or died
    Sex sex = Sex::male;
    Marital marital = Marital::never_married;
    School school = School::none;
    std::uint8_t school_years = 0;
    std::uint8_t marriages = 0;
    std::uint8_t children = 0; ///< born to this person
    bool founder = false;      ///< alive at the start of the run; whoever died before it is none
    bool urban = false;

    // The party, work and service, at the end of the run or of life. In the South those of the
    // North are the last there.
    model::Stage stage = model::Stage::child;
    model::Sector sector = model::Sector::farm;
    bool has_work = false; ///< in that sector
    model::Standing standing = model::Standing::outside;
    model::Post post = model::Post::none, highest_post = model::Post::none;
    model::Service service = model::Service::civilian;
    model::Award award = model::Award::none;
    engine::Day admitted = engine::no_day, enlisted = engine::no_day;

    // What the river has made of it.
    engine::Day first_crossed = engine::no_day, last_crossed = engine::no_day;
    engine::Day last_returned = engine::no_day, arrived = engine::no_day;
    std::uint8_t crossings = 0, forced_returns = 0, own_returns = 0;
    model::Way way = model::Way::none;
    model::Occupation occupation = model::Occupation::none; ///< in the South
};

} // namespace counterlife::study::record

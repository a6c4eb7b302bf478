// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every time that somebody went to the river, and what came of it, as the events tell it.

#include "engine/event.h"
#include "model/border/crossing.h"
#include "model/border/departure.h"
#include "model/exile.h"
#include "study/record/person_numbers.h"
#include "study/rooms.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace counterlife::study::record {

/// How a stay across the river ends, or the night before it could begin.
enum class CrossingEnd : std::uint8_t {
    drowned,
    caught,    ///< on the near bank
    sent_back, ///< handed over at a bridge
    went_back, ///< of their own accord
    went_on,   ///< to a third country, on the way to the South
    died
};

struct CrossingRow {
    engine::LifeId person = engine::nobody;
    engine::LifeId led_by = engine::nobody; ///< nobody: of whoever leads, or goes alone
    engine::LifeId paid_by = engine::nobody;
    engine::Day left = engine::no_day; ///< set out from home; no_day: before the run
    engine::Day night;
    engine::Day settled = engine::no_day, sold = engine::no_day, arrested = engine::no_day;
    engine::Day ended = engine::no_day; ///< no_day: goes on when the run ends
    engine::Day arrived = engine::no_day, next = engine::no_day;
    engine::PlaceId bank = engine::nowhere, stayed = engine::nowhere;
    std::int16_t nth = 1; ///< of this person's nights on the river
    model::border::CrossingDetail river;
    bool with_family = false, guided = false;
    std::optional<model::Aim> aim = {}; ///< of whoever decided
    std::optional<model::border::Why> why = {};
    std::optional<model::Stay> stay = {}; ///< the first
    std::optional<model::Way> way = {};
    std::optional<CrossingEnd> how = {};

    /// Neither over nor, as far as the events tell, cut off by death.
    bool is_open() const { return !how; }
};

/// A crossing with everybody by number.
struct NumberedCrossing {
    CrossingRow crossing;
    PersonNumber person = number_of_nobody, led_by = number_of_nobody, paid_by = number_of_nobody;
};

class Crossings {
public:
    Crossings();

    /// Adds the events of one year, in the order `order` of persons and days.
    void add(std::span<const engine::Event> events, std::span<const std::uint32_t> order);

    /// When all have been added: the rows by person and night. Whoever has died since the last of
    /// them is not known here: `end_by_death`.
    std::vector<CrossingRow> take();

private:
    enum class Step : std::uint8_t;
    /// What is known of somebody who has not reached the river yet.
    struct Going {
        engine::LifeId led_by = engine::nobody, called_by = engine::nobody;
        engine::Day left = engine::no_day;
        std::optional<model::border::DepartureDetail> departure = {};
        std::size_t last = none; ///< the row of the last night
        std::int16_t nights = 0;
    };
    static constexpr std::size_t none = ~std::size_t{0};

    void pass(const engine::Event& event);
    void spend_night(Going& going, const engine::Event& event);
    void stay(CrossingRow& row, const engine::Event& event, Step step) const;

    std::vector<Step> steps_; ///< by rule
    std::unordered_map<engine::LifeId, Going> people_;
    std::vector<CrossingRow> rows_;
};

/// Ends those of the rows that death has ended. Told for one person after another, by identity;
/// `next` is the first row of whoever has not been told of, and moves on.
void end_by_death(std::span<CrossingRow> rows, std::size_t& next, engine::LifeId person,
                  engine::Day died);

NumberedCrossing numbered(const CrossingRow& row, const PersonNumbers& numbers);

} // namespace counterlife::study::record

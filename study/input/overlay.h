// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lays a scenario's settings over the parameter rows, and names what results by a hash.

#include "engine/time.h"
#include "model/parameters.h"
#include "model/places/map.h"
#include "model/switches.h"
#include "study/input/order_row.h"
#include "study/rooms.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// "This parameter, in this period, is this much": a new value, or a factor on the old one.
struct Setting {
    std::string parameter; ///< full name
    std::string key;       ///< empty: every key
    std::optional<double> value;
    std::optional<double> factor;
    std::optional<engine::Day> from;
    std::optional<engine::Day> to; ///< exclusive
};

/// What a setting reached: how many rows, and the least and greatest value it gave them.
struct Reached {
    std::size_t rows = 0;
    double least = 0, greatest = 0;
};

/// Puts the setting into effect. A row that the period cuts is split, and the part outside keeps
/// its value; a row that already has the value stays as it is, so that a scenario that changes
/// nothing leaves no trace. The note of a changed row tells the scenario's name and whether the
/// value lies outside the row's own range.
Reached lay_over(std::vector<model::ParameterRow>& rows, const Setting& setting,
                 std::string_view scenario);

/// The same for settings of whatever is called so in the notes: "member 2 of ensemble first".
Reached lay_over_by(std::vector<model::ParameterRow>& rows, const Setting& setting,
                    std::string_view by);

/// Sixteen hexadecimal digits over the numbers in force, the switches that matter and the orders
/// from above: equal when every value on every day, every rule's and claim's period, whether a
/// claim is soft, and who is sent where and when are. Splits, notes, sources, what is switched on
/// for ever and in which order the orders stand do not count.
std::string resolved_hash(std::span<const model::ParameterRow> rows, model::RuleSwitches switches,
                          std::vector<OrderRow> orders,
                          std::span<const model::PlaceFacts> places = {});

/// Sixteen hexadecimal digits over words in their order.
std::string hash_of_words(std::span<const std::string> words);

} // namespace counterlife::study::input

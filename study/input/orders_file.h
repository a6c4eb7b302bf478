// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads data/labour/orders.csv: who was sent where, on whose word. See docs/formats/orders.md.

#include "model/places/map.h"
#include "study/input/order_row.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <array>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::input {

/// No order can ask for more men than the army has.
inline constexpr std::int64_t largest_army = 1'500'000;

/// All orders of the data folder. Without places no place is looked up, so that a map that cannot
/// be read hides nothing else.
std::expected<std::vector<OrderRow>, Complaints>
read_orders(const std::filesystem::path& data_dir, std::span<const model::PlaceFacts> places);

/// The same for a text; `file` is the name to complain under.
std::vector<OrderRow> orders_of(std::string_view text, std::string_view file,
                                std::span<const model::PlaceFacts> places, Complaints& complaints,
                                std::int64_t most_men = largest_army);

/// That a visit goes before the order that answers it, and that the days of both and of what is due
/// lie within the years that a run can have.
void check_days_of(const OrderRow& order, const std::string& where, Complaints& complaints);

/// The orders as the model takes them, on this map. Complains under `file` of places that it
/// lacks.
std::vector<model::PolicyOrder> policy_orders(std::span<const OrderRow> rows,
                                              std::span<const model::PlaceFacts> places,
                                              std::string_view file, Complaints& complaints);

inline constexpr std::array<std::string_view, 2> work_words{"mine", "farm"};

std::string_view work_text(model::OrderedWork work);
std::optional<model::OrderedWork> work_of(std::string_view text);

} // namespace counterlife::study::input

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Orders from the top that send discharged soldiers to work: data, one row an order.

#include "model/life.h"

#include <string>
#include <vector>

namespace counterlife::model {

/// What kind of work an order fills.
enum class OrderedWork : std::uint8_t { mine, farm };

struct Destination {
    PlaceId place = engine::nowhere;
    std::int64_t men = 0; ///< persons it takes at full scale
};

/// A visit, and the order that answers the shortage reported on it.
struct PolicyOrder {
    std::string name;
    std::uint32_t lot = 0; ///< by which it draws whom it sends; its own for ever
    Day visit;             ///< the day of the visit on which a shortage is reported
    PlaceId visited = engine::nowhere;
    Day day;              ///< the day on which the army is told
    Day due_from, due_to; ///< it takes soldiers whose service ends in [from, to)
    OrderedWork work = OrderedWork::mine;
    std::int64_t men = 0;   ///< persons at full scale
    std::int64_t batch = 0; ///< persons who are sent together, of one age
    std::vector<Destination> destinations;
    /// Of the destinations that where gas explodes, and to which others are sent on; mostly none.
    PlaceId worst = engine::nowhere;
};

} // namespace counterlife::model

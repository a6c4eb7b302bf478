// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// An order that sends discharged soldiers to work, as files tell it: with places by name, so that
// a run keeps its orders whatever the map, and with its source.

#include "model/labour/orders.h"
#include "model/parameters.h"
#include "study/rooms.h"

#include <cstdint>
#include <string>
#include <vector>

namespace counterlife::study::input {

struct OrderRow {
    struct Destination {
        std::string place;
        std::int64_t men = 0; ///< persons it takes
    };

    std::string name;
    std::uint32_t lot = 0; ///< by which it draws whom it sends; its own for ever
    engine::Day visit;
    std::string visited; ///< the place where a shortage is reported
    engine::Day day;
    engine::Day due_from, due_to; ///< from the first to before the second
    model::OrderedWork work = model::OrderedWork::mine;
    std::int64_t men = 0, batch = 0; ///< persons
    std::vector<Destination> destinations;
    std::string worst; ///< of the destinations that from which nobody is sent on; mostly none
    model::Kind kind = model::Kind::assumption;
    std::string source, note;
};

} // namespace counterlife::study::input

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The events of a run, put aside year by year and given back person by person.

#include "engine/event.h"
#include "study/record/aside_file.h"
#include "study/rooms.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::record {

class EventsAside {
public:
    using Outcome = std::expected<void, std::string>;

    explicit EventsAside(AsideFile file) : file_{std::move(file)} {}

    /// Puts events aside that are later than all before them, in this order: by person and day.
    Outcome add(std::span<const engine::Event> events, std::span<const std::uint32_t> order);

    /// Gives everything back by person and day, some events of one person at a time, until `use`
    /// says what is wrong. Takes memory for the years, not for the events.
    Outcome merge(const std::function<Outcome(std::span<const engine::Event>)>& use);

private:
    AsideFile file_;
    std::vector<std::uint64_t> sections_{0}; ///< where each begins, and where the last ends
};

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The grammar held against each event while the nation is lived: what needs no more than the life
// before and after it.

#include "engine/event.h"
#include "model/life.h"
#include "model/places/map.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::audit {

/// Asked after each event of a life: which row of the grammar it breaks, as words that follow the
/// rule's name; empty for none. Copies share what they know, and any thread may ask.
class EventWatch {
public:
    EventWatch(const Grammar& grammar, std::span<const model::PlaceFacts> places);

    std::string operator()(const model::Life& before, const model::Life& after,
                           const engine::Event& event) const;

private:
    struct Known;
    std::shared_ptr<const Known> known_;
};

} // namespace counterlife::study::audit

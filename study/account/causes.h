// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Why something happened: from an event back through the letters of others, and through the states
// of the lives it passes, to where it began.

#include "study/account/biography.h"
#include "study/rooms.h"

#include <expected>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::account {

/// The lives of one run, wherever they come from.
struct LifeSource {
    std::function<std::expected<std::vector<LoggedEvent>, Complaints>(engine::LifeId)> events;
    std::function<std::expected<FoundLives, Complaints>(std::span<const engine::LifeId>)> lives;
};

/// How a step is tied to the one before it.
enum class Tie {
    asked,   ///< the event that was asked about
    weighed, ///< it brought about what weighed in the event before; the walk does not go on from it
    letter,  ///< it sent the letter that set the other off
    state    ///< it put the life into the state that made the other possible
};
std::string_view tie_text(Tie tie);

/// Where a chain begins.
enum class Root {
    birth,       ///< of the person of the last step
    own_rule,    ///< a rate or date of that life's own, which hangs on no earlier event
    institution, ///< an institution did what its calendar says
    founder,     ///< it was so before the run began
    not_written  ///< the cause left no event of its own
};
std::string_view root_text(Root root);

struct Step {
    Tie tie = Tie::asked;
    LoggedEvent event;
    engine::Days since{}; ///< how long before the event that it is tied to
    std::string who;      ///< as the account of the person calls them
    std::string text, says;
    std::vector<std::string> claims;
};

struct Chain {
    std::vector<Step> steps; ///< from the event back
    Root root = Root::own_rule;
    std::string root_says; ///< a sentence
};

/// Walks back from an event of the cast's own life. Adds to the cast whoever is met on the way.
std::expected<Chain, Complaints> causes_of(const LoggedEvent& event, const LifeSource& source,
                                           const RunDescription& run, WhoIsWho& cast);

} // namespace counterlife::study::account

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The account of a life as JSON, and its parts for documents that say more.

#include "study/account/life_page.h"
#include "study/rooms.h"
#include "study/text/json.h"

#include <functional>
#include <string>

namespace counterlife::study::account {

/// An identity is a text: it is too large for a floating-point number. Nobody is null.
std::string json_id(engine::LifeId id);

std::string run_json(const NamedRun& run);

/// What other documents say besides of some parts. Empty functions are not called.
struct MoreJson {
    std::function<void(Json&, const LifeRow&)> person; ///< of those whom the account meets
    std::function<void(Json&, const Step&)> step;      ///< of each step of a chain of causes
    std::function<void(Json&)> twin;
};

/// The fields of the document of a life, to which more can be added.
Json life_fields(const LifePage& page, const MoreJson& more = {});
/// Those of a chain of causes.
Json chain_fields(const Chain& chain, const MoreJson& more = {});

} // namespace counterlife::study::account

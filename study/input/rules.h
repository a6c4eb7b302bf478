// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All rules of the nation, for those who ask of one: study calls none by a name in text.

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/nation.h"
#include "model/route/route.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/south/south.h"
#include "study/rooms.h"

namespace counterlife::study::input {

using model::Rule;

/// Whether an event was of one of these rules.
inline bool is_of(std::string_view name, const auto&... rules)
{
    return ((name == rules.name) || ...);
}

} // namespace counterlife::study::input

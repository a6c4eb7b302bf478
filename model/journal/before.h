// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What puts a life into a state that many rules need: for the walk back from an event without a
// letter.

#include "model/food/food.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/family/family.h"
#include "model/route/route.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/south/south.h"

namespace counterlife::model::before {

/// At work.
inline constexpr const Rule* work[]{&labour::placement, &labour::reception};
/// Living by the market.
inline constexpr const Rule* trade[]{&food::trade};
/// Married.
inline constexpr const Rule* marriage[]{&marriage::wedding, &marriage::vow};
/// Across the river.
inline constexpr const Rule* china[]{&border::far_bank, &china::settling, &china::to_city};
/// Free to take work in the South.
inline constexpr const Rule* work_in_the_south[]{&south::settling, &south::job_end,
                                                 &south::drop_out, &south::school_end};

} // namespace counterlife::model::before

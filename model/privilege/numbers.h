// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of privilege.

#include "model/scalars.h"

namespace counterlife::model {

struct PrivilegeFamily {
    static constexpr std::string_view institution = "privilege", family = "privilege";
    enum : std::size_t {
        exit_months,
        rank_threshold,
        money_threshold,
        liability,
        without_gate,
        plea_days,
        reprimand_days,
        earned_zeal,
        count
    };
    static const std::array<Scalar, count> table;
};
using PrivilegeNumbers = NumbersOf<PrivilegeFamily>;

} // namespace counterlife::model

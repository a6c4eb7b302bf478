// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the hospital.

#include "model/scalars.h"

namespace counterlife::model {

struct HealthFamily {
    static constexpr std::string_view institution = "health", family = "health";
    enum : std::size_t {
        refuge,
        spell_months,
        most_months,
        certificate_by_need,
        before_petition,
        count
    };
    static const std::array<Scalar, count> table;
};
using HealthNumbers = NumbersOf<HealthFamily>;

} // namespace counterlife::model

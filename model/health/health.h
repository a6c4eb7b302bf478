// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The hospital as refuge.

#include "model/life.h"
#include "model/scalars.h"

namespace counterlife::engine {
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

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

namespace health {

using Rule = engine::Rule<Nation>;

extern const Rule refuge;    ///< A worker pleads an ailment and lies in hospital.
extern const Rule discharge; ///< The spell on the ward ends.

} // namespace health

} // namespace counterlife::model

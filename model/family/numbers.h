// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of those left behind.

#include "model/scalars.h"

namespace counterlife::model {

struct KinFamily {
    static constexpr std::string_view institution = "family", family = "family";
    enum : std::size_t {
        dispersal,
        years_to_full,
        promise_hold,
        word_hold,
        child_drifts,
        onward,
        return_to_house,
        answer_days,
        elder_factor,
        news_per_year,
        news_if_free,
        word_days,
        count
    };
    static const std::array<Scalar, count> table;
};
using KinNumbers = NumbersOf<KinFamily>;

} // namespace counterlife::model

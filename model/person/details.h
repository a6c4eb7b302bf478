// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the details of births and deaths say, where it is more than an age.

#include "model/journal/packed.h"

namespace counterlife::model::person {

/// Of a bereavement: who the dead was to whoever hears of it, and whether the two crossed together.
/// A former or promised spouse is one to whom nobody is married on that day.
enum class Kin : std::uint8_t { none, spouse, mother, father, child, no_spouse };
inline constexpr Code kinds_of_kin[]{code(Kin::spouse, "spouse"), code(Kin::mother, "mother"),
                                     code(Kin::father, "father"), code(Kin::child, "child"),
                                     code(Kin::no_spouse, "former_or_promised_spouse")};
struct BereavementDetail {
    Kin dead = Kin::none;
    bool along = false;
    static constexpr auto fields = packed(choice("dead", &BereavementDetail::dead, 3, kinds_of_kin),
                                          flag("crossed_together", &BereavementDetail::along));
};

/// Of a maternity: how many children it brought, and how long she was with child.
struct MaternityDetail {
    std::int32_t children = 1, carried = 0;
    static constexpr auto fields =
        packed(quantity("children", "count", &MaternityDetail::children, 8),
               quantity("carried", "days", &MaternityDetail::carried, 16));
};

} // namespace counterlife::model::person

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the details of events in the South say, where it is more than a place, an age or a span.

#include "model/exile.h"
#include "model/journal/packed.h"

namespace counterlife::model::south {

/// Of settling: the years of schooling that count, in hundredths.
struct SettlingDetail {
    std::int32_t schooling = 0;
    static constexpr auto fields =
        packed(quantity("schooling", "hundredths_of_years", &SettlingDetail::schooling));
};

/// Of a party picked: its number, from one; the last number is none of them.
struct PartyChoiceDetail {
    std::int32_t party = 0;
    static constexpr auto fields = packed(quantity("party", "number", &PartyChoiceDetail::party));
};

/// Of the end of school: whether it was college, and gave a diploma.
struct SchoolEndDetail {
    bool diploma = false;
    static constexpr auto fields = packed(flag("diploma", &SchoolEndDetail::diploma));
};

inline constexpr Code names_of_occupations[]{
    code(Occupation::none, "none"),       code(Occupation::centre, "centre"),
    code(Occupation::menial, "menial"),   code(Occupation::factory, "factory"),
    code(Occupation::service, "service"), code(Occupation::office, "office"),
    code(Occupation::student, "student")};

/// Of work: what it is, and the wage of a month.
struct WorkDetail {
    Occupation occupation = Occupation::none;
    std::int32_t wage = 0; ///< in thousand won
    static constexpr auto fields =
        packed(choice("occupation", &WorkDetail::occupation, 4, names_of_occupations),
               quantity("wage", "thousand_won", &WorkDetail::wage, 28));
};

/// Of money sent home, or come from the South.
struct MoneyDetail {
    std::int32_t sum = 0; ///< in thousand won
    static constexpr auto fields = packed(quantity("sum", "thousand_won", &MoneyDetail::sum));
};

/// Of sending for kin: the how manieth time.
struct SendingForDetail {
    std::int32_t call = 0;
    static constexpr auto fields = packed(quantity("call", "ordinal", &SendingForDetail::call));
};

/// Of what somebody regrets: how much, of a hundred.
struct RegretDetail {
    std::int32_t regret = 0;
    static constexpr auto fields = packed(quantity("regret", "hundredths", &RegretDetail::regret));
};

} // namespace counterlife::model::south

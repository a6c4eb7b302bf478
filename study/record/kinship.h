// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who is married to whom from when to when, and who was born after whom, of a whole run.

#include "study/record/life_row.h"
#include "study/record/person_numbers.h"
#include "study/rooms.h"

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::record {

/// What lives.parquet says of a person's kin; the person's number is the place in the list, from 1.
struct KinLife {
    PersonNumber mother = number_of_nobody, father = number_of_nobody;
    PersonNumber spouse = number_of_nobody; ///< the present or last one, or whom a man has promised
    engine::Day born, died = engine::no_day;
    Sex sex = Sex::male;
    Marital marital = Marital::never_married;
};

/// What happens between two, in the order in which it can happen on one day.
enum class CoupleStep : std::uint8_t { promise, wedding, divorce };

struct CoupleEvent {
    PersonNumber wife = number_of_nobody, husband = number_of_nobody;
    engine::Day day;
    CoupleStep step = CoupleStep::promise;

    friend auto operator<=>(const CoupleEvent&, const CoupleEvent&) = default;
};

enum class MarriageEnd : std::uint8_t { in_force, divorce, death };

struct Marriage {
    PersonNumber wife = number_of_nobody, husband = number_of_nobody;
    engine::Day start, end = engine::no_day;
    MarriageEnd how = MarriageEnd::in_force;
    std::int32_t wifes_prior = 0, husbands_prior = 0; ///< by number; 0: none
};

/// All marriages in the order in which they began; a marriage's number is its place, from 1. A
/// wedding is told by husband and wife, and the first word of it counts; one that only one of them
/// lives to see is none.
///
/// Of who was married before the first day the wedding is not known. It is taken to be nine months
/// before the birth of their first child, the day before the first or the day of the first death,
/// whichever comes first.
std::vector<Marriage> marriages_of(std::span<const KinLife> lives, std::vector<CoupleEvent> events,
                                   engine::Day first_day);

/// By person: the next elder child of the mother and of the father, the person's own last child
/// and last marriage; 0: none. Of twins the lower number counts as the elder.
struct KinLinks {
    std::vector<PersonNumber> elder_by_mother, elder_by_father, last_child;
    std::vector<std::int32_t> last_marriage;
};
KinLinks links_of(std::span<const KinLife> lives, std::span<const Marriage> marriages);

} // namespace counterlife::study::record

// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Outcomes that no single rule and no record tells: they are read from events in their order.

#include "study/rooms.h"
#include "study/twins/outcomes.h"

namespace counterlife::study::twins::event_outcomes {

// Custody in the North for having crossed: detention, division, camp and prison.
extern const Course custody_months, camp_months, prison_months;
extern const Course held_in_camp, held_in_prison;
extern const Course detained;

// The river.
extern const Course died_in_river;
extern const Course crossed_within_three; ///< years of leaving an assignment without leave
extern const Course years_to_crossing;    ///< from leaving an assignment without leave
extern const Course crossed_again;        ///< after custody

// Across it.
extern const Course paid_in_full;
extern const Course wage_received;
extern const Course family_at_home; ///< on coming back
extern const Course first_stay;     ///< marks the day on which it ends
extern const Course first_crossing; ///< marks the day
extern const Course small_child_at_crossing;

// Those who are looked for.
extern const Course years_adrift;
extern const Course years_to_answer;

// At home.
extern const Course received_by_order; ///< marks the day
extern const Course died_in_mine;
extern const Course early_admission;

} // namespace counterlife::study::twins::event_outcomes

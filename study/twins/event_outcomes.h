// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Outcomes that no single rule and no record tells: they are read from events in their order.

#include "study/rooms.h"
#include "study/twins/outcomes.h"

namespace counterlife::study::twins::event_outcomes {

// Custody in the North for having crossed: detention, division, camp and prison.
extern const EventOutcome custody_months, camp_months, prison_months;
extern const EventOutcome held_in_camp, held_in_prison;
extern const EventOutcome detained;

// The river.
extern const EventOutcome died_in_river;
extern const EventOutcome crossed_within_three; ///< years of leaving an assignment without leave
extern const EventOutcome years_to_crossing;    ///< from leaving an assignment without leave
extern const EventOutcome crossed_again;        ///< after custody

// Across it.
extern const EventOutcome paid_in_full;
extern const EventOutcome wage_received;
extern const EventOutcome family_at_home; ///< on coming back
extern const EventOutcome first_stay;     ///< marks the day on which it ends
extern const EventOutcome first_crossing; ///< marks the day
extern const EventOutcome small_child_at_crossing;

// Those who are looked for.
extern const EventOutcome years_adrift;
extern const EventOutcome years_to_answer;

// At home.
extern const EventOutcome received_by_order; ///< marks the day
extern const EventOutcome died_in_mine;
extern const EventOutcome early_admission;

} // namespace counterlife::study::twins::event_outcomes

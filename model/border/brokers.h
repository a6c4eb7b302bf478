// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How passable the river is for somebody: its water, guards who are paid, and brokers.

#include "model/border/border.h"

namespace counterlife::model::border {

/// BORDER-04  By the state of the river; the Yalu is crossed on the ice or hardly at all.
double season(const View& view, Day day);
/// A share below one to a power; others as they are.
double eased(double share, double exponent);
/// How open the border is for somebody who goes without a broker: more than for others where
/// punishment drives.
double openness_for(const View& view, Day day);
/// How many times as often as a man with the same push leaves a woman is led across by brokers.
double led_by_brokers(const View& view, Day day, double age);
/// How open the border is at most for somebody, and how many brokers may look for her.
double highest_readiness(const View& view, Day from);

} // namespace counterlife::model::border

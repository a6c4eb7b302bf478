// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Being with child: a state of the mother's record, which she takes along wherever she goes.

#include "engine/lot.h"
#include "model/life.h"

namespace counterlife::engine {
template <class M> class Act;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

namespace person {

/// How long this pregnancy lasts: each of a mother's deliveries anew.
inline constexpr engine::Lot gestation{.every = 1, .stream = engine::stream_of("person.gestation")};

/// How many days longer than is usual a child is carried, by its mother's luck.
std::int8_t longer_than_usual(const Numbers& numbers, const engine::Luck::Words& luck,
                              Day conceived) noexcept;

/// When a woman who is with child will be delivered.
Day day_of_delivery(const Numbers& numbers, const Life& life) noexcept;

/// Whether she is with child and so near her time that she sets out on no journey.
bool is_near_her_time(const Numbers& numbers, const Life& life, Day today) noexcept;

/// Before this day nobody conceives again who has been delivered.
Day end_of_nursing(const Life& mother, const Numbers& numbers, Day today) noexcept;

/// The rate at which a wife of her age conceives with her husband at home, without hunger.
PerYear fertility_within_marriage(const Numbers& numbers, const Life& wife, Instant at) noexcept;

/// By how many years a husband may be older than his wife who can still conceive, so that he is no
/// father of more than the greatest age.
double greatest_age_gap(const Numbers& numbers, Day today) noexcept;

/// She is with child from today.
void conceive(engine::Act<Nation>& act, bool by_husband);

/// A husband who was away from this day on, as she learns now, has fathered no child since.
void was_without_husband(engine::Act<Nation>& act, Day since) noexcept;

} // namespace person
} // namespace counterlife::model

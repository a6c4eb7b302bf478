// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A person as the nation knows them: one plain record, changed only by that person's own rules.

#include "engine/letter.h"
#include "engine/luck.h"

#include <cstdint>

namespace counterlife::model {

using engine::Address;
using engine::Day;
using engine::Instant;
using engine::LifeId;
using engine::PerYear;
using engine::PlaceId;

enum class Sex : std::uint8_t { male, female };
enum class Marital : std::uint8_t { never_married, married, widowed, divorced };
enum class School : std::uint8_t { none, pupil, left_school, student, graduate };

/// The number of a household within its place. A household is known beyond it by its key.
using HouseholdId = std::uint32_t;
inline constexpr HouseholdId no_household = 0xFFFFFFFF;

struct Life {
    engine::Being being;
    Day born = 0;
    HouseholdId household = no_household;
    std::uint32_t children = 0; ///< handle of the list of children in the books of the place
    Day since = 0;              ///< the day of the last change of marital status
    Day last_delivery = 0;
    std::uint8_t deliveries = 0;
    std::uint8_t marriages = 0;
    std::uint8_t children_born = 0; ///< to a man as far as he has heard
    Marital marital = Marital::never_married;
    School school = School::none;
    PlaceId birth_place = engine::nowhere;
    std::uint8_t school_years = 0;
    Sex sex : 1 = Sex::male;
    bool urban : 1 = false;
    bool founder : 1 = false;
    bool searching : 1 = false;    ///< has applied to the registrar for a spouse
    bool betrothed : 1 = false;    ///< waits for the day of the wedding
    bool with_parents : 1 = false; ///< a couple that lives in the husband's parents' household
    bool own_home : 1 = false;     ///< has set up a household of their own
    PlaceId applied_at = engine::nowhere; ///< the seat of the registrar last applied to
    Address mother, father;
    Address spouse; ///< the present or last one
};

// What the remark beside a relative's address says: dead as far as this person knows, and for
// children the year of birth.
inline constexpr std::uint16_t known_dead = 1;
inline constexpr int first_birth_year = 1800;

inline std::uint16_t remark_of_birth(int year) noexcept
{
    return static_cast<std::uint16_t>((year - first_birth_year) << 1);
}
inline int birth_year(const Address& child) noexcept
{
    return (child.note >> 1) + first_birth_year;
}
/// Known, and not known to be dead.
inline bool living(const Address& relative) noexcept
{
    return relative.known() && !(relative.note & known_dead);
}

inline double age_in_years(const Life& life, Instant at) noexcept
{
    return engine::years_between({.day = life.born, .fraction = 0}, at);
}
inline int whole_years(const Life& life, Day today) noexcept
{
    return static_cast<int>(static_cast<double>(today - life.born) / engine::days_per_year);
}
/// The first day on which a person has reached an age.
inline Day day_of_age(const Life& life, double years) noexcept
{
    return life.born + static_cast<Day>(years * engine::days_per_year) + 1;
}

/// Identities are made, not counted: the same mother's same child is the same person in any run.
/// Founders are the children of nobody, by place and row.
constexpr LifeId identity_from(std::uint64_t a, std::uint64_t b) noexcept
{
    const LifeId id = engine::mix(a, b) >> 1; // Fits a signed column.
    return id < engine::first_life_id ? id + engine::first_life_id : id;
}
constexpr LifeId identity_of_child(LifeId mother, std::uint32_t order) noexcept
{
    return identity_from(mother, order);
}
constexpr LifeId identity_of_founder(PlaceId place, std::uint32_t row) noexcept
{
    return identity_from(std::uint64_t{place} << 32 | row, ~std::uint64_t{0});
}

inline std::size_t index_of(Sex sex) noexcept
{
    return static_cast<std::size_t>(sex);
}

} // namespace counterlife::model

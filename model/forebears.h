// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those who died before the first day and of whom the founders come: their parents, the husbands of
// widows and the wives of widowers, and grandparents as far back as a year of birth.
//
// They have no life in a run: nobody writes to them and nothing is counted of them. They are on
// record, so that brothers and sisters know each other and nobody marries near kin.

#include "model/life.h"

#include <array>
#include <functional>
#include <limits>
#include <vector>

namespace counterlife::engine {
class Luck;
} // namespace counterlife::engine

namespace counterlife::model {

struct Numbers;

/// A founder or a forebear of one place; relatives are rows among those of the place.
struct Relative {
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    LifeId id = engine::nobody;
    Day born;
    Day died = engine::no_day; ///< before the first day; no_day: a founder
    Sex sex = Sex::male;
    bool widowed = false; ///< a founder; of forebears, whoever outlived the other
    std::size_t mother = none, father = none, spouse = none;
    std::size_t founder = none; ///< of a forebear: the founder by whom they came to be on record

    bool is_founder() const noexcept { return died == engine::no_day; }
};

/// A line of one on record.
struct ForebearRecord {
    LifeId id = engine::nobody, mother = engine::nobody, father = engine::nobody,
           spouse = engine::nobody;
    Day born, died;
    PlaceId place = engine::nowhere;
    Sex sex = Sex::male;
    bool widowed = false, urban = false;
    std::uint8_t children = 0; ///< on record
};

/// The numbers of the construction, as of the first day.
struct ForebearNumbers {
    double gap_least = 17, gap_most = 45, gap_usual = 27.5, gap_reach = 18; ///< mothers' ages
    double large_family = 0; ///< how much less likely each further child of one couple is
    double siblings = 1;     ///< of one couple among the founders, where both are dead
    Day parents_from;        ///< who is born from this day on has parents on record
    double couple_gap = 0, couple_spread = 0; ///< husband's age less the wife's, in years
    std::array<double, 2> least_age{};        ///< to marry, by sex
    Days apart{}, term{}; ///< between two maternities at least; from conception to birth
    int war_first = 0, war_last = -1;          ///< the years of war
    std::array<double, 2> war_deaths{};        ///< how many times the ordinary rate, by sex
    std::array<std::vector<double>, 2> rate{}; ///< of dying, per year, by sex and age group

    static ForebearNumbers of(const Numbers& numbers, Day start);
    /// Of dying at an age in a year.
    double rate_at(Sex sex, double age, int year) const noexcept;
};

/// The identity of a forebear by what they are to somebody.
enum class Forebear : std::uint64_t { mother, father, spouse };
LifeId identity_of_forebear(LifeId of, Forebear which) noexcept;

/// Adds the forebears behind the founders of a place, who come as they are among the living: a
/// founder without a mother among them has none alive. Afterwards every founder has a mother, a
/// father and, if widowed, a spouse, and so has every forebear who is born late enough.
void add_forebears(std::vector<Relative>& people, const ForebearNumbers& numbers,
                   const engine::Luck& luck, Day start);

/// The lines of the forebears of a place; `urban` says whether a founder lives in a town.
std::vector<ForebearRecord> records_of(const std::vector<Relative>& people, PlaceId place,
                                       const std::function<bool(std::size_t founder)>& urban);

/// Parent and child, brother and sister, of one parent too, uncle and niece, aunt and nephew.
bool are_near_kin(const std::vector<Relative>& people, std::size_t one, std::size_t other) noexcept;

} // namespace counterlife::model

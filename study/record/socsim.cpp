// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/socsim.h"

#include <fmt/format.h>

#include <algorithm>

// The codes are those of SOCSIM's own source (defs.h), which rsocsim's documentation follows but
// for a marriage in force.

namespace counterlife::study::record {
namespace {

enum Status : int { single = 1, divorced = 2, widowed = 3, married = 4 };

int code_of(MarriageEnd how)
{
    switch (how) {
    case MarriageEnd::divorce:
        return 2;
    case MarriageEnd::death:
        return 3;
    default:
        return 16; // What SOCSIM takes for "still married"; it takes 0 for neither.
    }
}

Status code_of(Marital marital)
{
    switch (marital) {
    case Marital::married:
        return married;
    case Marital::widowed:
        return widowed;
    case Marital::divorced:
        return divorced;
    default:
        return single;
    }
}

} // namespace

int first_socsim_year(std::span<const KinLife> lives)
{
    if (lives.empty()) return 1;
    const int year = engine::year_of(std::ranges::min_element(lives, {}, &KinLife::born)->born);
    constexpr int century = 100;
    return year - ((year - 1) % century + century) % century;
}

int socsim_month(engine::Day day, int first_year)
{
    return 12 * (engine::year_of(day) - first_year) + static_cast<int>(engine::month_of(day));
}

SocsimLines::SocsimLines(std::span<const KinLife> lives, std::span<const Marriage> marriages)
    : lives_{lives}, marriages_{marriages}, links_{links_of(lives, marriages)},
      first_year_{first_socsim_year(lives)}
{
}

/// By the last marriage, as the columns of marriages have it: who has not heard of a death or a
/// divorce is not married. Whoever of the two died first died married.
int SocsimLines::marital_status(PersonNumber person) const
{
    const KinLife& life = lives_[static_cast<std::size_t>(person - 1)];
    const std::int32_t last = links_.last_marriage[static_cast<std::size_t>(person)];
    if (last == 0) return code_of(life.marital);
    const Marriage& marriage = marriages_[static_cast<std::size_t>(last - 1)];
    switch (marriage.how) {
    case MarriageEnd::divorce:
        return divorced;
    case MarriageEnd::death:
        return life.died == marriage.end ? married : widowed;
    default:
        return married;
    }
}

std::string SocsimLines::of_person(PersonNumber person) const
{
    constexpr int group = 1, next_event = 0, fertility = 1;
    const auto at = static_cast<std::size_t>(person);
    const KinLife& life = lives_[at - 1];
    return fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", person, life.sex == Sex::female ? 1 : 0,
        group, next_event, socsim_month(life.born, first_year_), life.mother, life.father,
        links_.elder_by_mother[at], links_.elder_by_father[at], links_.last_child[at],
        links_.last_marriage[at], marital_status(person),
        life.died == engine::no_day ? 0 : socsim_month(life.died, first_year_), fertility);
}

std::string SocsimLines::of_marriage(std::int32_t number) const
{
    const Marriage& marriage = marriages_[static_cast<std::size_t>(number - 1)];
    return fmt::format(
        "{} {} {} {} {} {} {} {}\n", number, marriage.wife, marriage.husband,
        socsim_month(marriage.start, first_year_),
        marriage.how == MarriageEnd::in_force ? 0 : socsim_month(marriage.end, first_year_),
        code_of(marriage.how), marriage.wifes_prior, marriage.husbands_prior);
}

} // namespace counterlife::study::record

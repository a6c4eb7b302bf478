// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/person/numbers.h"
#include "model/person/person.h"

namespace counterlife::model {

namespace {

std::vector<std::string> death_keys()
{
    std::vector<std::string> keys;
    for (const char* sex : {"M/", "F/"})
        for (std::size_t group = 0; group < DeathNumbers::groups; ++group)
            keys.push_back(sex + std::to_string(group < 2 ? group : 5 * (group - 1)));
    return keys;
}

std::vector<std::string> birth_keys()
{
    std::vector<std::string> keys;
    for (int age = 15; age < 50; age += 5)
        keys.push_back(std::to_string(age) + "-" + std::to_string(age + 4));
    return keys;
}

} // namespace

FamilySpec DeathNumbers::spec()
{
    return {.institution = "person",
            .family = "death",
            .parameters = {{"death.mx", "per_year", death_keys(), 0, 5,
                            "ordinary death rate by sex and the first year of the age group"},
                           {"death.infant_first_month_share",
                            "share",
                            {},
                            0,
                            0.95,
                            "share of the deaths of infants that fall in the first 28 days"}}};
}

DeathNumbers::DeathNumbers(const ParameterSet& set)
    : rate{set, "death.mx", death_keys()}, ceiling{rate, 11},
      first_month_share{set, "death.infant_first_month_share", {""}},
      highest_share{first_month_share, 2}, lowest_share{first_month_share.negated(), 2}
{
}

FamilySpec BirthNumbers::spec()
{
    return {
        .institution = "person",
        .family = "birth",
        .parameters = {
            {"birth.asfr", "per_year", birth_keys(), 0, 0.5,
             "births a year per woman of the age group, married or not, by the day of conception"},
            {"birth.exposure_share", "share", birth_keys(), 0.001, 1,
             "share of the women of the age group who are married and past the gap"},
            {"birth.sex_ratio", "ratio", {}, 0.5, 2, "boys per girl at birth"},
            {"birth.twin_share", "share", {}, 0, 0.2, "share of maternities with twins"},
            {"birth.gestation_gap_months",
             "months",
             {},
             9,
             36,
             "shortest time from one maternity to the next"},
            {"birth.term_days", "days", {}, 250, 290, "usual time from conception to birth"},
            {"birth.term_spread", "days", {}, 0, 18, "and its standard deviation"},
            {"birth.before_wedding",
             "ratio",
             {},
             0,
             10,
             "fertility of women who are to marry, where that of wives is 1"},
            {"birth.father_greatest_age", "age", {}, 60, 80, "of a father at a birth, at most"},
            {"birth.confinement",
             "days",
             {},
             0,
             200,
             "before a delivery, in which a woman does not set out on a journey"}}};
}

BirthNumbers::BirthNumbers(const ParameterSet& set)
    : fertility{set, "birth.asfr", birth_keys()},
      exposure{set, "birth.exposure_share", birth_keys()}, sex_ratio{set, "birth.sex_ratio", {""}},
      twin_share{set, "birth.twin_share", {""}},
      gap_months{set, "birth.gestation_gap_months", {""}},
      gestation{set, {{{"birth.term_days", ""}, {"birth.term_spread", ""}}}},
      before_wedding{set, "birth.before_wedding", {""}},
      father_age{set, "birth.father_greatest_age", {""}},
      confinement{set, "birth.confinement", {""}}, highest_fertility{fertility, 3},
      lowest_exposure{exposure.negated(), 3}, highest_before_wedding{before_wedding, 3}
{
}

} // namespace counterlife::model

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
    : rate{set, "death.mx", death_keys()}, ceiling{rate, 5},
      first_month_share{set, "death.infant_first_month_share", {""}},
      highest_share{first_month_share, 2}, lowest_share{first_month_share.negated(), 2}
{
}

FamilySpec BirthNumbers::spec()
{
    return {
        .institution = "person",
        .family = "birth",
        .parameters = {{"birth.asfr", "per_year", birth_keys(), 0, 0.5,
                        "births a year per woman of the age group, married or not"},
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
                       {"birth.term_days", "days", {}, 0, 300, "from conception to birth"},
                       {"birth.before_term",
                        "share",
                        {},
                        0,
                        1,
                        "of a wife's fertility in the first months of a marriage, in which only "
                        "children conceived before it are born"}}};
}

BirthNumbers::BirthNumbers(const ParameterSet& set)
    : fertility{set, "birth.asfr", birth_keys()},
      exposure{set, "birth.exposure_share", birth_keys()}, sex_ratio{set, "birth.sex_ratio", {""}},
      twin_share{set, "birth.twin_share", {""}},
      gap_months{set, "birth.gestation_gap_months", {""}},
      first_months{set, {{{"birth.term_days", ""}, {"birth.before_term", ""}}}},
      highest_fertility{fertility, 3}, lowest_exposure{exposure.negated(), 3}
{
}

} // namespace counterlife::model
